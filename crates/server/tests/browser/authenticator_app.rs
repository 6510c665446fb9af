//! An authenticator app as a full second factor: the secret is read off the page, the codes are the app's own.

use std::time::Duration;

use ringfence::boot::SystemClock;
use ringfence_core::clock::Clock;
use ringfence_core::totp::TotpSecret;

use crate::dev::Dev;
use crate::journey::{ADA, PHONE};
use crate::look::Look;
use crate::person::Person;
use crate::relying_party::RelyingParty;

/// What an app on somebody's phone has been told.
pub(crate) struct App(TotpSecret);

impl App {
    pub(crate) fn shows(&self) -> String {
        self.0.code_at(SystemClock.now())
    }

    /// The code after that one, which a server takes already: clocks differ.
    fn shows_next(&self) -> String {
        self.0.code_at(SystemClock.now() + Duration::from_secs(30))
    }
}

impl Person<'_> {
    /// Types the secret of the page that is open into an app.
    pub(crate) fn app(&self) -> App {
        self.reaches("mfa-otp-enrollment-qr");
        self.presses("summary");
        let secret = self.reads("#secret").replace(' ', "");
        App(TotpSecret::from_bytes(&base32(&secret)).expect("twenty bytes"))
    }
}

/// RFC 4648 §6.
fn base32(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let (mut held, mut bits) = (0_u32, 0);
    for letter in text.bytes() {
        let value = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".iter().position(|known| *known == letter).expect("base32");
        held = held << 5 | u32::try_from(value).unwrap();
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(held >> bits & 0xff).unwrap());
        }
    }
    bytes
}

#[test]
fn an_app_is_enough_and_none_of_its_codes_counts_twice() {
    let dev = Dev::start();
    let application = RelyingParty::opens(&dev);
    let ada = dev.person(Look::DESKTOP);
    let ask = application.asks(&[("screen_hint", "signup")]);
    ada.visits(&ask.url);
    ada.makes_account(ADA);
    ada.reaches("mfa-phone-enrollment");
    ada.presses("Use an authenticator app instead");
    let app = ada.app();
    ada.enters_anything_but(&app.shows());
    assert_eq!(ada.app().0.base32(), app.0.base32(), "a mistake changes no secret");
    let code = app.shows();
    ada.enters(&code);
    ada.reaches("mfa-recovery-code-enrollment");
    ada.writes_code_down();
    assert!(application.lets_in(&ada, &ask).had_second_factor());
    assert!(dev.messages("+").is_empty(), "nothing was sent to any phone");

    ada.logs_out();
    let ask = application.asks(&[]);
    ada.visits(&ask.url);
    ada.gives_password(ADA);
    ada.reaches("mfa-otp-challenge");
    ada.enters(&code);
    ada.is_told("That code is not right. Check it and try again.");
    ada.enters(&app.shows_next());
    assert!(application.lets_in(&ada, &ask).had_second_factor());
    ada.browser_does_not_complain();
}

#[test]
fn what_was_used_last_is_asked_for_first_and_the_other_is_a_link_away() {
    let dev = Dev::start();
    let application = RelyingParty::opens(&dev);
    dev.enroll(ADA, PHONE);
    let ada = dev.person(Look::PHONE);
    ada.visits("/u/account/add?factor=otp");
    ada.gives_password(ADA);
    ada.asks_for_a_code_by("sms");
    ada.enters(&ada.code_for(PHONE));
    let app = ada.app();
    ada.enters(&app.shows());
    ada.reaches("account");
    ada.sees("Added.");
    ada.logs_out();
    let ask = application.asks(&[]);
    ada.visits(&ask.url);
    ada.gives_password(ADA);
    ada.reaches("mfa-otp-challenge");
    ada.presses("Try another method");
    ada.presses("Phone");
    ada.asks_for_a_code_by("voice");
    ada.enters(&ada.code_for(PHONE));
    application.lets_in(&ada, &ask);
}
