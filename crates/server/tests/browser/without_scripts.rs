//! Every step is a form: signing up and in, with every way of proof, where no script runs.

use crate::dev::Dev;
use crate::journey::{ADA, PHONE};
use crate::look::Look;
use crate::relying_party::RelyingParty;

#[test]
fn signing_up_and_in_needs_no_script() {
    let dev = Dev::start();
    let application = RelyingParty::opens(&dev);
    let ada = dev.person(Look::PHONE.without_scripts());
    let ask = application.asks(&[]);
    ada.visits(&ask.url);
    ada.presses("Sign up");
    ada.makes_account(ADA);
    ada.reaches("mfa-phone-enrollment");
    ada.presses("Search the list of countries");
    ada.reaches("mfa-country-codes");
    ada.fills("q", "+44");
    ada.presses("Search");
    ada.sees("United Kingdom");
    ada.fills("q", "zzz");
    ada.presses("Search");
    ada.sees("No country matches “zzz”.");
    ada.fills("q", "united k");
    ada.presses("Search");
    ada.presses("United Kingdom");
    ada.reaches("mfa-phone-enrollment");
    assert_eq!(ada.holds("country").as_deref(), Some("GB"));
    ada.gives("07700 900123", "sms");
    ada.reaches("mfa-sms-challenge");
    ada.presses("Send a new code");
    assert!(ada.sees_alert().starts_with("You can ask for a new code in "), "{}", ada.sees_alert());
    let code = ada.code_for(PHONE);
    ada.enters_anything_but(&code);
    let (left, right) = code.split_at(3);
    ada.enters(&format!("{left} {right}"));
    ada.reaches("mfa-recovery-code-enrollment");
    let kept = ada.writes_code_down();
    assert!(application.lets_in(&ada, &ask).had_second_factor());

    ada.logs_out();
    let ask = application.asks(&[("response_mode", "form_post")]);
    ada.visits(&ask.url);
    ada.gives_password(ADA);
    ada.asks_for_a_code_by("voice");
    ada.presses("Try another method");
    ada.reaches("mfa-login-options");
    ada.presses("Recovery code");
    ada.reaches("mfa-recovery-code-challenge");
    ada.fills("recovery_code", &kept);
    ada.goes_on();
    ada.reaches("mfa-recovery-code-challenge-new-code");
    ada.writes_code_down();
    // The answer is a form, which no script sends here.
    ada.presses("Continue");
    assert!(application.lets_in(&ada, &ask).had_second_factor());

    ada.visits("/u/account");
    ada.presses("Set up an authenticator app");
    let app = ada.app();
    ada.enters(&app.shows());
    ada.sees("Added.");
    assert!(!ada.asked_for().iter().any(|url| url.contains(".js")), "{:#?}", ada.asked_for());
    ada.asks_nobody_else(&[&application.origin]);
}
