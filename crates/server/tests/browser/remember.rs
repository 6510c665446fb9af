//! A browser that is remembered skips the second factor, until its owner forgets it or an application insists.

use crate::dev::Dev;
use crate::journey::{ADA, MFA, PHONE};
use crate::look::Look;
use crate::relying_party::RelyingParty;

#[test]
fn a_remembered_browser_is_believed_until_it_is_forgotten() {
    let dev = Dev::start();
    let application = RelyingParty::opens(&dev);
    dev.enroll(ADA, PHONE);
    let ada = dev.person(Look::DESKTOP);
    let ask = application.asks(&[]);
    ada.visits(&ask.url);
    ada.gives_password(ADA);
    ada.asks_for_a_code_by("sms");
    ada.ticks("remember_browser");
    ada.enters(&ada.code_for(PHONE));
    assert!(application.lets_in(&ada, &ask).had_second_factor());

    ada.logs_out();
    let ask = application.asks(&[]);
    ada.visits(&ask.url);
    ada.gives_password(ADA);
    assert!(!application.lets_in(&ada, &ask).had_second_factor(), "nothing was shown, so nothing is claimed");

    // An application that insists is not told to take the browser's word, nor may the browser be remembered for it.
    let ask = application.asks(&[("acr_values", MFA)]);
    ada.visits(&ask.url);
    ada.asks_for_a_code_by("voice");
    assert_eq!(ada.attribute("[name=remember_browser]", "type"), None);
    ada.enters(&ada.code_for(PHONE));
    assert!(application.lets_in(&ada, &ask).had_second_factor());

    // The same person elsewhere is a stranger still.
    let elsewhere = dev.person(Look::PHONE);
    elsewhere.visits(&application.asks(&[]).url);
    elsewhere.gives_password(ADA);
    elsewhere.reaches("mfa-phone-challenge");

    ada.visits("/u/account");
    ada.sees("1 browser skips the second step.");
    ada.presses("Forget all browsers");
    ada.sees("Forgotten. The second step will be asked for again.");
    ada.sees("No browser is remembered.");
    ada.logs_out();
    ada.visits(&application.asks(&[]).url);
    ada.gives_password(ADA);
    ada.reaches("mfa-phone-challenge");
    ada.browser_does_not_complain();
}
