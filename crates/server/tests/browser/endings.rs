//! Pages of logins that are no longer, or never were this browser's, and requests that no application should send.

use crate::dev::Dev;
use crate::journey::{ADA, PHONE};
use crate::look::Look;
use crate::relying_party::RelyingParty;

#[test]
fn a_page_of_another_browser_or_of_a_past_login_leads_back_to_the_start() {
    let dev = Dev::start();
    let application = RelyingParty::opens(&dev);
    dev.enroll(ADA, PHONE);
    let ada = dev.person(Look::DESKTOP);
    let ask = application.asks(&[]);
    ada.visits(&ask.url);
    ada.gives_password(ADA);
    ada.asks_for_a_code_by("sms");
    let page = ada.url();

    // Somebody who was sent the address, even with the code.
    let eve = dev.person(Look::DESKTOP);
    eve.visits(&page);
    eve.sees("Cookies are needed");
    eve.visits(&page);
    eve.sees("This page has expired");
    eve.does_not_see("0123");
    eve.browser_does_not_complain();

    ada.enters(&ada.code_for(PHONE));
    application.lets_in(&ada, &ask);
    ada.goes_back();
    ada.visits(&page);
    ada.sees("This page has expired");
    ada.presses("Start again");
    // The session that there is now answers the same request.
    ada.arrives_at(&application.callback());
    assert_eq!(application.answer().parameters.get("state"), Some(&ask.state));
    ada.browser_does_not_complain();
}

#[test]
fn nothing_goes_to_an_address_that_is_not_registered() {
    let dev = Dev::start();
    let application = RelyingParty::opens(&dev);
    let ada = dev.person(Look::PHONE);
    for extra in [("redirect_uri", "https://elsewhere.example/callback"), ("client_id", "nobody")] {
        ada.visits(&application.asks(&[extra]).url);
        ada.sees("Something went wrong");
        assert!(ada.url().starts_with(&dev.url), "{}", ada.url());
        ada.axe();
    }
    ada.visits(&format!("/v2/logout?client_id={}&returnTo=https%3A%2F%2Felsewhere.example%2F", dev.client_id));
    ada.sees("Something went wrong");
    ada.asks_nobody_else(&[]);
}
