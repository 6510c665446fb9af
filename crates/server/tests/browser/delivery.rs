//! The truth about a message: what failed is told as soon as it is known, and the other way is offered.

use serde_json::json;

use crate::dev::Dev;
use crate::journey::{ADA, PHONE};
use crate::look::Look;
use crate::person::until;
use crate::relying_party::RelyingParty;

/// Of the virtual carrier: it refuses the first number, and takes the second one only to report a second later that nobody was reached.
const REFUSED: &str = "+12025550190";
const UNREACHABLE: &str = "+12025550193";

#[test]
fn what_is_refused_at_once_is_told_at_once() {
    let dev = Dev::start();
    let application = RelyingParty::opens(&dev);
    let ada = dev.person(Look::DESKTOP);
    ada.visits(&application.asks(&[("screen_hint", "signup")]).url);
    ada.makes_account(ADA);
    ada.gives(REFUSED, "sms");
    ada.is_told("The text message could not be sent.");
    ada.axe();
    assert_eq!(ada.holds("phone").as_deref(), Some(REFUSED));
    assert_eq!(ada.holds("channel").as_deref(), Some("voice"), "what has failed is not proposed again");
    // It made nobody wait.
    ada.gives(PHONE, "sms");
    ada.reaches("mfa-sms-challenge");
    ada.enters(&ada.code_for(PHONE));
    ada.reaches("mfa-recovery-code-enrollment");
    ada.browser_does_not_complain();
}

#[test]
fn an_open_page_learns_that_nothing_came() {
    let dev = Dev::start();
    let application = RelyingParty::opens(&dev);
    let ada = dev.person(Look::DESKTOP);
    ada.visits(&application.asks(&[("screen_hint", "signup")]).url);
    ada.makes_account(ADA);
    ada.gives(UNREACHABLE, "sms");
    ada.reaches("mfa-sms-challenge");
    assert_eq!(ada.reads(".delivery [role=status]"), "The text message is on its way.");
    assert!(ada.attribute(".delivery [value=switch]", "hidden").is_some());
    let mark = "document.querySelector('.delivery [role=status]').dataset.mark = 'the same'";
    ada.session.run(mark, json!([])).unwrap();
    ada.sees("The text message could not be delivered. You can have the code read out in a call instead.");
    assert_eq!(ada.attribute("[role=status]", "data-mark").as_deref(), Some("the same"), "a screen reader follows one live region");
    until(|| "no call is offered".to_owned(), || ada.attribute(".delivery [value=switch]", "hidden").is_none().then_some(()));
    until(|| "the wait goes on".to_owned(), || ada.attribute("[value=resend]", "disabled").is_none().then_some(()));
    ada.axe();
    ada.presses(".delivery [value=switch]");
    ada.reaches("mfa-voice-challenge");
    ada.sees("The call did not get through. You can get the code by text message instead.");
    // Another number, while it is still to be bound.
    ada.presses("Edit");
    ada.gives(PHONE, "voice");
    ada.sees("The call was answered.");
    ada.enters(&ada.code_for(PHONE));
    ada.reaches("mfa-recovery-code-enrollment");
    ada.browser_does_not_complain();
}

#[test]
fn without_scripts_the_page_is_asked() {
    let dev = Dev::start();
    let application = RelyingParty::opens(&dev);
    let ada = dev.person(Look::DESKTOP.without_scripts());
    ada.visits(&application.asks(&[("screen_hint", "signup")]).url);
    ada.makes_account(ADA);
    ada.gives(UNREACHABLE, "sms");
    ada.reaches("mfa-sms-challenge");
    until(
        || format!("{} does not tell", ada.page()),
        || {
            ada.presses("Update the status");
            ada.page().contains("The text message could not be delivered.").then_some(())
        },
    );
    ada.presses(".delivery [value=switch]");
    ada.reaches("mfa-voice-challenge");
}
