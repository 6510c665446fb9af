//! The inbox of `ringfence dev`, as people with different browsers see it. What is proved here is also what the other tests rely on.

use serde_json::json;

use crate::dev::{Dev, PASSWORD};
use crate::driver::http;
use crate::form::key;
use crate::look::Look;

/// Numbers of the kind that `dev` sends to nobody.
const PHONE: &str = "+447700900123";

/// Has a text sent to [`PHONE`]: the first one, to enroll it.
fn have_a_text_sent(dev: &Dev) {
    dev.sign_up("ada@example.com");
    let credentials = json!({ "grant_type": "password", "username": "ada@example.com", "password": PASSWORD, "scope": "openid",
        "client_id": dev.client_id, "client_secret": dev.client_secret });
    let (_, answer) = dev.call(http().post(format!("{}/oauth/token", dev.url)).json(&credentials));
    let mfa_token = answer["mfa_token"].as_str().unwrap_or_else(|| panic!("{answer}"));
    let phone = json!({ "authenticator_types": ["oob"], "oob_channels": ["sms"], "phone_number": PHONE });
    let (status, answer) = dev.call(http().post(format!("{}/mfa/associate", dev.url)).bearer_auth(mfa_token).json(&phone));
    assert_eq!(status, 200, "{answer}");
}

#[test]
fn a_code_appears_while_one_looks() {
    let dev = Dev::start();
    let ada = dev.person(Look::DESKTOP);
    ada.visits("/dev/inbox");
    ada.sees("0 messages");
    have_a_text_sent(&dev);
    let code = ada.code_for(PHONE);
    assert!(code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit()), "{code}");
    ada.sees(&code);
    ada.sees(PHONE);
    ada.browser_does_not_complain();
}

#[test]
fn without_scripts_it_is_read_filtered_and_emptied() {
    let dev = Dev::start();
    have_a_text_sent(&dev);
    let code = dev.code_for(PHONE);
    let ada = dev.person(Look::DESKTOP.without_scripts());
    ada.visits("/dev/inbox");
    ada.sees(&code);
    ada.picks("channel", "voice");
    ada.presses("Filter");
    ada.sees("No message fits this filter");
    assert_eq!(ada.holds("channel").as_deref(), Some("voice"));
    ada.presses("Show all");
    ada.does_not_see("No message fits this filter");
    ada.fills("to", "0123");
    ada.presses("Filter");
    ada.arrives_at("/dev/inbox?to=0123");
    ada.sees(&code);
    ada.presses("Empty inbox");
    ada.sees("0 messages");
    assert!(!ada.asked_for().iter().any(|url| url.ends_with(".js")), "{:#?}", ada.asked_for());
}

#[test]
fn the_keyboard_alone_is_enough() {
    let dev = Dev::start();
    have_a_text_sent(&dev);
    let ada = dev.person(Look::DESKTOP);
    ada.visits("/dev/inbox");
    ada.tabs_to("to");
    ada.types("0123");
    ada.types(key::ENTER);
    ada.arrives_at("/dev/inbox?to=0123");
    ada.sees(&dev.code_for(PHONE));
}

#[test]
fn everyone_can_use_it_in_any_window_and_colour() {
    let dev = Dev::start();
    have_a_text_sent(&dev);
    let ada = dev.person(Look::DESKTOP);
    ada.visits("/dev/inbox");
    ada.sees(PHONE);
    let looks = [Look::DESKTOP, Look::DESKTOP.dark(), Look::PHONE, Look::PHONE.dark(), Look::DESKTOP.zoomed(2), Look::DESKTOP.zoomed(4)];
    for look in looks {
        ada.changes_look(look);
        ada.axe();
        ada.need_not_scroll_sideways();
    }
}

#[test]
fn nothing_comes_from_elsewhere_and_little_from_here() {
    let dev = Dev::start();
    let ada = dev.person(Look::PHONE);
    ada.visits(&format!("{}/dev/inbox", dev.tls_url));
    ada.sees("0 messages");
    ada.asks_nobody_else(&[]);
    let weight = ada.weight();
    assert!((4_000..=60 * 1024).contains(&weight), "{weight} bytes");
}
