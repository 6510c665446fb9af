//! Somebody who is signed in already: no page, a page only for the second factor, or the password again.

use crate::dev::Dev;
use crate::journey::{ADA, MFA, PHONE};
use crate::look::Look;
use crate::relying_party::RelyingParty;

#[test]
fn prompt_none_shows_no_page_whatever_happens() {
    let dev = Dev::start();
    let application = RelyingParty::opens(&dev);
    dev.enroll(ADA, PHONE);
    let ada = dev.person(Look::DESKTOP);
    let refused = |extra: &[(&str, &str)]| {
        let ask = application.asks(&[&[("prompt", "none")], extra].concat());
        ada.visits(&ask.url);
        ada.arrives_at(&application.callback());
        let answer = application.answer().parameters;
        assert_eq!((answer.get("state"), answer.get("code")), (Some(&ask.state), None), "{answer:?}");
        assert_eq!(answer["iss"], format!("{}/", dev.url));
        answer["error"].clone()
    };
    assert_eq!(refused(&[]), "login_required");

    let ask = application.asks(&[]);
    ada.visits(&ask.url);
    ada.gives_password(ADA);
    ada.asks_for_a_code_by("sms");
    ada.enters(&ada.code_for(PHONE));
    let first = application.lets_in(&ada, &ask);

    let ask = application.asks(&[("prompt", "none")]);
    ada.visits(&ask.url);
    let again = application.lets_in(&ada, &ask);
    assert!(!again.had_second_factor(), "it was not shown for this");
    assert_eq!((&again.claims["sub"], &again.claims["auth_time"]), (&first.claims["sub"], &first.claims["auth_time"]));
    assert_eq!(refused(&[("acr_values", MFA)]), "interaction_required");
    std::thread::sleep(std::time::Duration::from_secs(1));
    assert_eq!(refused(&[("max_age", "0")]), "login_required");
    ada.logs_out();
    assert_eq!(refused(&[]), "login_required");
}

#[test]
fn a_step_up_asks_for_the_factor_alone_and_a_new_login_for_both() {
    let dev = Dev::start();
    let application = RelyingParty::opens(&dev);
    dev.enroll(ADA, PHONE);
    let ada = dev.person(Look::DESKTOP);
    let ask = application.asks(&[]);
    ada.visits(&ask.url);
    ada.gives_password(ADA);
    ada.asks_for_a_code_by("sms");
    ada.enters(&ada.code_for(PHONE));
    application.lets_in(&ada, &ask);

    let ask = application.asks(&[("acr_values", MFA), ("response_mode", "form_post")]);
    ada.visits(&ask.url);
    ada.asks_for_a_code_by("voice");
    ada.enters(&ada.code_for(PHONE));
    ada.arrives_at(&application.callback());
    assert!(application.arrivals().iter().any(|arrival| arrival.method == "POST"), "the answer is a form");
    assert!(application.signs_in(&ask).had_second_factor());

    let ask = application.asks(&[("prompt", "login")]);
    ada.visits(&ask.url);
    ada.gives_password(ADA);
    ada.asks_for_a_code_by("sms");
    ada.enters(&ada.code_for(PHONE));
    application.lets_in(&ada, &ask);
    ada.browser_does_not_complain();
}

#[test]
fn the_phones_of_an_account_change_hands_only_by_the_factor_there_is() {
    let dev = Dev::start();
    dev.enroll(ADA, PHONE);
    let ada = dev.person(Look::DESKTOP);
    ada.visits("/u/account");
    ada.gives_password(ADA);
    ada.asks_for_a_code_by("sms");
    ada.enters(&ada.code_for(PHONE));
    ada.reaches("account");
    ada.presses("Add a phone number");
    ada.gives("+44 7700 900456", "sms");
    ada.reaches("mfa-sms-challenge");
    ada.enters(&ada.code_for("+447700900456"));
    ada.reaches("account");
    ada.sees("Added.");
    assert!(dev.messages(PHONE).last().expect("a notice")["body"].as_str().unwrap().contains("another phone number was added"));
    ada.presses("Remove •••• 0123");
    ada.sees("Codes will no longer be sent to •••• 0123.");
    ada.presses("Yes, remove");
    ada.sees("Removed.");
    ada.does_not_see("•••• 0123");
    assert!(dev.messages(PHONE).last().expect("a notice")["body"].as_str().unwrap().contains("this number was removed"));

    ada.presses("Log out");
    ada.arrives_at("/oidc/logout");
    ada.presses("button.main");
    ada.sees("You are logged out");
    ada.visits("/u/account");
    ada.reaches("login");
}
