//! Codes as people meet them: mistyped, from another login, used before, pasted, asked for again, or by the other way.

use std::time::Duration;

use serde_json::json;

use crate::dev::Dev;
use crate::journey::{ADA, PHONE};
use crate::look::Look;
use crate::person::until;
use crate::relying_party::RelyingParty;

#[test]
fn only_a_code_of_this_login_counts_and_only_once() {
    let dev = Dev::start();
    let application = RelyingParty::opens(&dev);
    dev.enroll(ADA, PHONE);
    let ada = dev.person(Look::DESKTOP);
    ada.visits(&application.asks(&[]).url);
    ada.gives_password(ADA);
    ada.asks_for_a_code_by("sms");
    let of_another_login = ada.code_for(PHONE);

    let ask = application.asks(&[]);
    ada.visits(&ask.url);
    ada.gives_password(ADA);
    ada.asks_for_a_code_by("sms");
    let code = ada.code_for(PHONE);
    ada.enters_anything_but(&code);
    let told_by = ada.attribute("[name=code]", "aria-describedby");
    assert!(told_by.is_some_and(|names| names.contains("code-fault")), "the error belongs to its field");
    if of_another_login != code {
        ada.enters(&of_another_login);
        ada.is_told("That code is not right. Check it and try again.");
    }
    ada.enters("12");
    ada.is_told("The code has 6 digits.");
    ada.enters(&code);
    assert!(application.lets_in(&ada, &ask).had_second_factor());

    let ask = application.asks(&[("prompt", "login"), ("acr_values", crate::journey::MFA)]);
    ada.visits(&ask.url);
    ada.gives_password(ADA);
    ada.asks_for_a_code_by("sms");
    let fresh = ada.code_for(PHONE);
    if fresh != code {
        ada.enters(&code);
        ada.is_told("That code is not right. Check it and try again.");
    }
    // As it is pasted out of a message.
    ada.fills("code", "");
    let (left, right) = fresh.split_at(3);
    ada.session.devtools("Input.insertText", &json!({ "text": format!("{left} {right}") })).unwrap();
    until(|| format!("{:?} is held", ada.holds("code")), || (ada.holds("code").as_deref() == Some(&*fresh)).then_some(()));
    ada.goes_on();
    application.lets_in(&ada, &ask);
}

#[test]
fn another_message_has_its_time_and_the_first_code_stays_good() {
    let dev = Dev::start();
    let application = RelyingParty::opens(&dev);
    dev.enroll(ADA, PHONE);
    let ada = dev.person(Look::DESKTOP);
    let ask = application.asks(&[]);
    ada.visits(&ask.url);
    ada.gives_password(ADA);
    ada.asks_for_a_code_by("sms");
    let first = ada.code_for(PHONE);
    let before = ada.reads(".wait");
    assert!(before.starts_with("You can ask for a new code in 0:"), "{before}");
    assert!(ada.attribute("[value=resend]", "disabled").is_some());
    until(|| "the wait does not run".to_owned(), || (ada.reads(".wait") != before).then_some(()));

    // The other way need not wait.
    ada.presses("get a call instead");
    ada.reaches("mfa-voice-challenge");
    let called = dev.message_for(PHONE);
    assert_eq!(called["channel"], "voice");
    ada.presses("get a text message instead");
    let told = ada.sees_alert();
    assert!(told.starts_with("You can ask for a new code in "), "{told}");
    ada.turns_to("mfa-phone-challenge");
    ada.chooses("channel", "sms");
    ada.goes_on();
    assert!(ada.sees_alert().starts_with("You can ask for a new code in "), "{}", ada.sees_alert());
    ada.turns_to("mfa-voice-challenge");
    std::thread::sleep(Duration::from_secs(26));
    until(|| format!("{:?}", ada.page()), || ada.attribute("[value=resend]", "disabled").is_none().then_some(()));
    assert_eq!(ada.attribute(".wait", "class").as_deref(), Some("wait"));
    ada.presses("get a text message instead");
    ada.reaches("mfa-sms-challenge");
    let second = ada.code_for(PHONE);
    assert_ne!(first, second);
    ada.enters(&first);
    assert!(application.lets_in(&ada, &ask).had_second_factor());
    ada.browser_does_not_complain();
}

#[test]
fn neither_the_back_button_nor_a_second_tab_kills_a_code() {
    let dev = Dev::start();
    let application = RelyingParty::opens(&dev);
    dev.enroll(ADA, PHONE);
    let ada = dev.person(Look::DESKTOP);
    let ask = application.asks(&[]);
    ada.visits(&ask.url);
    ada.gives_password(ADA);
    ada.asks_for_a_code_by("sms");
    let code = ada.code_for(PHONE);
    let here = ada.url();
    ada.goes_back();
    ada.reaches("mfa-phone-challenge");
    ada.opens_tab();
    ada.visits(&here);
    ada.reaches("mfa-sms-challenge");
    ada.enters_anything_but(&code);
    ada.reloads();
    ada.switches_to_tab(0);
    // The same choice again sends nothing more while the first code is on its way.
    ada.asks_for_a_code_by("sms");
    assert_eq!(dev.messages(PHONE).len(), 2, "one to enroll, one to log in");
    ada.enters(&code);
    application.lets_in(&ada, &ask);

    ada.goes_back();
    ada.switches_to_tab(1);
    ada.visits(&here);
    ada.sees("This page has expired");
    ada.presses("Start again");
    ada.arrives_at(&application.callback());
}

#[test]
fn two_presses_are_one() {
    let dev = Dev::start();
    let application = RelyingParty::opens(&dev);
    dev.enroll(ADA, PHONE);
    let ada = dev.person(Look::DESKTOP);
    let ask = application.asks(&[]);
    ada.visits(&ask.url);
    ada.gives_password(ADA);
    ada.reaches("mfa-phone-challenge");
    ada.chooses("channel", "sms");
    ada.presses_twice("main button.main");
    ada.reaches("mfa-sms-challenge");
    let code = ada.code_for(PHONE);
    ada.fills("code", &code);
    // Past the page's own care, as a form goes out twice where scripts are off.
    let twice = "const form = document.querySelector('form[data-otp]'); form.submit(); setTimeout(() => form.submit(), 30)";
    ada.session.run(twice, json!([])).unwrap();
    assert!(application.lets_in(&ada, &ask).had_second_factor());
    assert_eq!(dev.messages(PHONE).len(), 2, "one to enroll, one to log in");
}
