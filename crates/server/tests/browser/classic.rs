//! The Classic experience, and a tenant with one message type: calls are offered only where they may be.

use crate::dev::Dev;
use crate::journey::{ADA, PHONE};
use crate::look::Look;
use crate::relying_party::RelyingParty;

#[test]
fn classic_offers_no_call() {
    let dev = Dev::start();
    let application = RelyingParty::opens(&dev);
    dev.changes(&["tenant", "login", "demo", "--experience", "classic"]);
    let ada = dev.person(Look::DESKTOP);
    let ask = application.asks(&[("screen_hint", "signup")]);
    ada.visits(&ask.url);
    ada.makes_account(ADA);
    ada.reaches("mfa-sms-enrollment");
    ada.does_not_see("Phone call");
    ada.fills("phone", PHONE);
    ada.goes_on();
    ada.reaches("mfa-sms-challenge");
    ada.does_not_see("call");
    let message = dev.message_for(PHONE);
    assert_eq!(message["channel"], "sms", "{message}");
    ada.enters(message["code"].as_str().unwrap());
    ada.writes_code_down();
    application.lets_in(&ada, &ask);

    ada.logs_out();
    let ask = application.asks(&[]);
    ada.visits(&ask.url);
    ada.gives_password(ADA);
    // One phone and one way: there is nothing to choose.
    ada.reaches("mfa-sms-challenge");
    ada.does_not_see("call");
    ada.enters(&ada.code_for(PHONE));
    assert!(application.lets_in(&ada, &ask).had_second_factor());
}

#[test]
fn calls_alone_are_enough() {
    let dev = Dev::start();
    let application = RelyingParty::opens(&dev);
    dev.changes(&["tenant", "phone", "demo", "--message-types", "voice"]);
    let ada = dev.person(Look::PHONE);
    let ask = application.asks(&[("screen_hint", "signup")]);
    ada.visits(&ask.url);
    ada.makes_account(ADA);
    ada.reaches("mfa-voice-enrollment");
    ada.does_not_see("Text message");
    ada.fills("phone", PHONE);
    ada.goes_on();
    ada.reaches("mfa-voice-challenge");
    ada.does_not_see("get a text message instead");
    ada.enters(&ada.code_for(PHONE));
    ada.writes_code_down();
    application.lets_in(&ada, &ask);
}
