//! From nothing to the application: an account, a phone, a recovery code. And back the next day.

use serde_json::json;

use crate::dev::{Dev, PASSWORD};
use crate::form::key;
use crate::journey::{ADA, PHONE};
use crate::look::Look;
use crate::person::{Person, until};
use crate::relying_party::RelyingParty;

#[test]
fn a_new_person_comes_in_by_text_and_later_by_call() {
    let dev = Dev::start();
    let application = RelyingParty::opens(&dev);
    let ada = dev.person(Look::DESKTOP);

    let ask = application.asks(&[("screen_hint", "signup")]);
    ada.visits(&ask.url);
    ada.makes_account(ADA);
    ada.gives("+44 7700 900123", "sms");
    ada.reaches("mfa-sms-challenge");
    ada.sees("•••• 0123");
    ada.enters(&ada.code_for(PHONE));
    ada.reaches("mfa-recovery-code-enrollment");
    let recovery_code = ada.writes_code_down();
    assert!(recovery_code.len() >= 20 && recovery_code.bytes().all(|byte| byte.is_ascii_alphanumeric()), "{recovery_code}");
    let signed_in = application.lets_in(&ada, &ask);
    assert!(signed_in.had_second_factor());
    assert_eq!((&signed_in.claims["email"], &signed_in.claims["email_verified"]), (&json!(ADA), &json!(false)));
    assert!(signed_in.claims["auth_time"].is_u64() && signed_in.tokens["refresh_token"].is_string(), "{signed_in:?}");

    ada.logs_out();
    let ask = application.asks(&[("login_hint", ADA)]);
    ada.visits(&ask.url);
    ada.reaches("login");
    assert_eq!(ada.holds("username").as_deref(), Some(ADA));
    ada.gives_password(ADA);
    ada.asks_for_a_code_by("voice");
    let call = dev.message_for(PHONE);
    assert_eq!(call["channel"], "voice", "{call}");
    ada.enters(call["code"].as_str().unwrap());
    assert!(application.lets_in(&ada, &ask).had_second_factor());
    ada.asks_nobody_else(&[&application.origin]);
    ada.browser_does_not_complain();
}

#[test]
fn what_is_wrong_is_told_beside_it_and_nothing_typed_is_lost() {
    let dev = Dev::start();
    let application = RelyingParty::opens(&dev);
    dev.sign_up("taken@example.com");
    let ada = dev.person(Look::PHONE);
    ada.visits(&application.asks(&[]).url);
    ada.reaches("login");
    ada.fills("username", ADA);
    ada.fills("password", "wrong");
    ada.goes_on();
    ada.is_told("Wrong username or password.");
    assert_eq!(ada.holds("username").as_deref(), Some(ADA));
    ada.presses("Sign up");
    ada.reaches("signup");
    ada.fills("email", ADA);
    ada.fills("password", "short");
    ada.sees("Strength: weak");
    ada.goes_on();
    ada.sees("The password is too short");
    let told_by = ada.attribute("#password", "aria-describedby").expect("the field names its error");
    assert!(told_by.contains("password-fault") && ada.attribute("#password", "aria-invalid").as_deref() == Some("true"), "{told_by}");
    assert_eq!((ada.holds("email").as_deref(), ada.holds("password").as_deref()), (Some(ADA), Some("")));
    ada.fills("password", PASSWORD);
    ada.fills("email", "taken@example.com");
    assert_eq!((ada.holds("email").as_deref(), ada.holds("password").as_deref()), (Some("taken@example.com"), Some(PASSWORD)));
    ada.goes_on();
    ada.is_told("We could not create an account with these details. If you already have one, log in instead.");
    ada.makes_account(ADA);
    ada.reaches("mfa-phone-enrollment");
    for (number, complaint) in [
        ("+44 123", "That does not look like a phone number in use. Check it and try again."),
        ("call me", "A phone number has only digits, and may begin with +."),
    ] {
        ada.gives(number, "voice");
        ada.is_told(complaint);
        assert_eq!((ada.holds("phone").as_deref(), ada.holds("channel").as_deref()), (Some(number), Some("voice")));
    }
}

#[test]
fn a_number_is_understood_as_people_write_it() {
    let dev = Dev::start();
    let application = RelyingParty::opens(&dev);
    let ada = dev.person(Look::DESKTOP.reading("de-AT,de"));
    ada.visits(&application.asks(&[("screen_hint", "signup"), ("ui_locales", "en")]).url);
    ada.makes_account(ADA);
    ada.reaches("mfa-phone-enrollment");
    assert_eq!(ada.holds("country").as_deref(), Some("AT"), "the browser's language knows a country");
    for (typed, country) in [("germ", "DE"), ("+81", "JP"), ("united kin", "GB")] {
        ada.searches_country(typed);
        ada.types(key::ENTER);
        until(|| format!("{typed} does not find {country}"), || (ada.holds("country").as_deref() == Some(country)).then_some(()));
    }
    ada.searches_country("nowhere at all");
    ada.sees("No country matches");
    ada.types("\u{e00c}");
    assert_eq!(ada.holds("country").as_deref(), Some("GB"), "Escape changes nothing");
    // With the zero that one dials at home, spaces and a bracket.
    ada.gives("(07700) 900 123", "sms");
    ada.reaches("mfa-sms-challenge");
    let code = ada.code_for(PHONE);
    ada.presses("Edit");
    ada.gives("+44 7700 900124", "sms");
    ada.reaches("mfa-sms-challenge");
    let later = ada.code_for("+447700900124");
    if code != later {
        ada.enters(&code);
        ada.sees_alert();
    }
    ada.enters(&later);
    ada.reaches("mfa-recovery-code-enrollment");
}

impl Person<'_> {
    /// Types into the field that searches the countries.
    fn searches_country(&self, text: &str) {
        self.presses("#country-search");
        self.session.run("document.getElementById('country-search').select()", json!([])).unwrap();
        self.types(text);
    }
}
