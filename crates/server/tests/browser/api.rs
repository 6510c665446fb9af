//! The page of the Management API: read by anybody, tried by whoever has a token, which `ringfence dev` hands out.

use serde_json::json;

use crate::dev::Dev;
use crate::look::Look;

const PAGE: &str = "/api/v2/docs";

#[test]
fn an_operation_is_tried() {
    let dev = Dev::start();
    let ada = dev.person(Look::DESKTOP);
    ada.visits(&format!("{PAGE}#put_message_types"));
    ada.sees("Token until");
    let body = "document.querySelector('#put_message_types textarea').value = '{\"message_types\": [\"voice\"]}';";
    let send = "document.querySelector('#put_message_types button.strong').click();";
    ada.session.run(&format!("{body}{send}"), json!([])).unwrap();
    ada.sees("200 OK");
    assert!(ada.reads("#put_message_types [data-body]").contains("voice"));
    ada.session.run(&format!("document.querySelector('#put_message_types textarea').value = '{{';{send}"), json!([])).unwrap();
    ada.sees("The body is no JSON yet.");
    ada.browser_does_not_complain();
}

#[test]
fn without_scripts_it_is_read() {
    let dev = Dev::start();
    let ada = dev.person(Look::DESKTOP.without_scripts());
    ada.visits(PAGE);
    ada.sees("/api/v2/guardian/factors/phone/message-types");
    ada.sees("All there is to know can be read without.");
    ada.does_not_see("Try it");
    assert!(!ada.asked_for().iter().any(|url| url.contains(".js?")), "{:#?}", ada.asked_for());
}

#[test]
fn everyone_can_use_it_in_any_window_and_colour() {
    let dev = Dev::start();
    let ada = dev.person(Look::DESKTOP);
    ada.visits(&format!("{PAGE}#patch_clients_by_id"));
    ada.sees("Token until");
    for look in [Look::DESKTOP, Look::DESKTOP.dark(), Look::PHONE, Look::PHONE.dark()] {
        ada.changes_look(look);
        ada.axe();
        ada.need_not_scroll_sideways();
    }
}

#[test]
fn nothing_comes_from_elsewhere() {
    let dev = Dev::start();
    let ada = dev.person(Look::PHONE);
    ada.visits(&format!("{}{PAGE}", dev.tls_url));
    ada.sees("Your token");
    ada.asks_nobody_else(&[]);
}
