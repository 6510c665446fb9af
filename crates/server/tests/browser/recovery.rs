//! The phone is gone: the recovery code that was kept, and the new one that takes its place.

use serde_json::json;

use crate::dev::Dev;
use crate::journey::{ADA, ONWARD, PHONE};
use crate::look::Look;
use crate::relying_party::RelyingParty;

#[test]
fn a_recovery_code_lets_in_once_and_is_replaced() {
    let dev = Dev::start();
    let application = RelyingParty::opens(&dev);
    let kept = dev.enroll(ADA, PHONE);
    let ada = dev.person(Look::DESKTOP);
    let ask = application.asks(&[]);
    ada.visits(&ask.url);
    ada.gives_password(ADA);
    ada.reaches("mfa-phone-challenge");
    ada.presses("Try another method");
    ada.reaches("mfa-login-options");
    ada.presses("Recovery code");
    ada.reaches("mfa-recovery-code-challenge");
    ada.fills("recovery_code", "AAAAAAAAAAAAAAAAAAAAAAAA");
    ada.goes_on();
    ada.is_told("That recovery code is not right. Check it and try again.");
    // As one reads it from a slip of paper.
    let typed: String =
        kept.to_lowercase().chars().enumerate().map(|(at, c)| if at % 4 == 0 { format!(" {c}") } else { c.to_string() }).collect();
    ada.fills("recovery_code", &typed);
    ada.goes_on();
    ada.reaches("mfa-recovery-code-challenge-new-code");
    ada.presses(ONWARD);
    ada.sees("I have kept this code in a safe place");
    ada.reaches("mfa-recovery-code-challenge-new-code");
    let new = ada.writes_code_down();
    assert_ne!(new, kept);
    assert!(application.lets_in(&ada, &ask).had_second_factor());

    ada.logs_out();
    let ask = application.asks(&[]);
    ada.visits(&ask.url);
    ada.gives_password(ADA);
    ada.turns_to("mfa-recovery-code-challenge");
    for (code, is_good) in [(kept, false), (new, true)] {
        ada.fills("recovery_code", &code);
        ada.goes_on();
        if is_good {
            ada.reaches("mfa-recovery-code-challenge-new-code");
        } else {
            ada.is_told("That recovery code is not right. Check it and try again.");
        }
    }
    ada.writes_code_down();
    application.lets_in(&ada, &ask);
}

#[test]
fn whoever_leaves_before_keeping_it_is_shown_another_one() {
    let dev = Dev::start();
    let application = RelyingParty::opens(&dev);
    let ada = dev.person(Look::DESKTOP);
    ada.visits(&application.asks(&[("screen_hint", "signup")]).url);
    ada.makes_account(ADA);
    ada.gives(PHONE, "sms");
    ada.reaches("mfa-sms-challenge");
    ada.enters(&ada.code_for(PHONE));
    ada.reaches("mfa-recovery-code-enrollment");
    let first = ada.reads(".given code");
    let may_copy = json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"], "origin": dev.url });
    ada.session.devtools("Browser.grantPermissions", &may_copy).unwrap();
    ada.presses("Copy");
    ada.sees("Copied");
    ada.reloads();
    assert_eq!(ada.reads(".given code"), first, "the same while one looks at it");

    let ask = application.asks(&[]);
    ada.visits(&ask.url);
    ada.gives_password(ADA);
    ada.asks_for_a_code_by("sms");
    ada.enters(&ada.code_for(PHONE));
    ada.reaches("mfa-recovery-code-enrollment");
    assert_ne!(ada.writes_code_down(), first.replace(' ', ""));
    application.lets_in(&ada, &ask);
}
