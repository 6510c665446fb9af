//! Signing in with a second factor of every kind, and one's own account.

use ringfence_core::clock::Timestamp;
use ringfence_core::totp::TotpSecret;
use serde_json::json;

use super::{Album, OTHER_PHONE};
use crate::dev::Dev;
use crate::look::Look;
use crate::person::{Person, until};

/// Long enough to find out where it breaks.
const EMAIL: &str = "wolfeschlegelsteinhausenbergerdorff.hubert@maschinenbau-niederoesterreich.example.com";

#[test]
#[ignore = "pictures are for people to look at; this takes them"]
fn with_every_method() {
    let (dev, album) = (&Dev::start(), &Album::opens());
    let hubert = dev.person(Look::DESKTOP);
    let recovery = hubert.enrolls(EMAIL);
    album.keeps(&hubert, "demo-signed-in-long");
    hubert.visits("/u/account");
    hubert.sees("0123");
    album.keeps(&hubert, "account-one-phone");
    hubert.visits("/u/account/add?factor=phone");
    hubert.gives(OTHER_PHONE, "sms");
    hubert.reaches("mfa-sms-challenge");
    hubert.enters(&hubert.code_for(OTHER_PHONE));
    hubert.reaches("account");
    hubert.visits("/u/account/add?factor=otp");
    adds_app(&hubert);
    hubert.reaches("account");
    album.keeps(&hubert, "account");
    hubert.presses("button[value=remove]");
    until(|| "it does not ask".to_owned(), || hubert.attribute(".danger", "value"));
    album.keeps(&hubert, "account-confirm");
    hubert.visits("/u/account");
    hubert.presses("button[value=new-recovery-code]");
    until(|| "it does not ask".to_owned(), || hubert.attribute("button[value=confirm-new-recovery-code]", "value"));
    album.keeps(&hubert, "account-confirm-recovery-code");

    hubert.visits("/oidc/logout");
    hubert.sees("Log out");
    album.keeps(&hubert, "logout");
    hubert.presses(".main");
    until(|| "still there".to_owned(), || hubert.attribute("a.main", "href").or(Some(String::new())));
    album.keeps(&hubert, "logged-out");

    logs_in_again(&hubert, album, &recovery);
    hubert.visits("/dev/inbox");
    hubert.sees("E-mail: ");
    album.keeps(&hubert, "inbox");
}

fn logs_in_again(hubert: &Person<'_>, album: &Album, recovery: &str) {
    hubert.visits("/demo/login");
    album.keeps_screen(hubert, "login");
    hubert.fills("username", EMAIL);
    hubert.fills("password", "wrong horse");
    hubert.goes_on();
    hubert.sees_alert();
    album.keeps(hubert, "login-wrong");
    hubert.visits("/demo/login");
    hubert.gives_password(EMAIL);
    album.keeps_screen(hubert, "mfa-otp-challenge");
    hubert.enters("000000");
    hubert.sees_alert();
    album.keeps(hubert, "mfa-otp-challenge-wrong");
    hubert.turns_to("mfa-login-options");
    album.keeps_screen(hubert, "mfa-login-options");
    hubert.turns_to("mfa-sms-list");
    album.keeps_screen(hubert, "mfa-sms-list");
    hubert.turns_to("mfa-phone-challenge");
    album.keeps_screen(hubert, "mfa-phone-challenge");
    hubert.chooses("channel", "sms");
    hubert.goes_on();
    hubert.reaches("mfa-sms-challenge");
    hubert.sees_stage("delivered");
    album.keeps(hubert, "mfa-sms-challenge");
    hubert.enters("000000");
    hubert.sees_alert();
    album.keeps(hubert, "mfa-sms-challenge-wrong");
    hubert.presses("button[value=switch].link");
    hubert.reaches("mfa-voice-challenge");
    album.keeps(hubert, "mfa-voice-challenge");
    hubert.turns_to("mfa-recovery-code-challenge");
    album.keeps_screen(hubert, "mfa-recovery-code-challenge");
    hubert.fills("recovery_code", "AAAA");
    hubert.goes_on();
    hubert.sees_alert();
    album.keeps(hubert, "mfa-recovery-code-challenge-wrong");
    hubert.fills("recovery_code", recovery);
    hubert.goes_on();
    album.keeps_screen(hubert, "mfa-recovery-code-challenge-new-code");
    hubert.writes_code_down();
    hubert.arrives_at("/demo");
}

/// The app is the browser's clock and this test's arithmetic.
fn adds_app(person: &Person<'_>) {
    person.reaches("mfa-otp-enrollment-qr");
    let secret = person.attribute("[data-copy]", "data-copy").unwrap();
    let now = person.session.run("return Math.floor(Date.now() / 1000)", json!([])).unwrap();
    let secret = TotpSecret::from_bytes(&from_base32(&secret)).unwrap();
    person.enters(&secret.code_at(Timestamp::from_secs(now.as_i64().unwrap())));
}

fn from_base32(text: &str) -> Vec<u8> {
    let (mut bits, mut value, mut bytes) = (0, 0_u32, Vec::new());
    for letter in text.bytes() {
        let digit = if letter.is_ascii_uppercase() { letter - b'A' } else { letter - b'2' + 26 };
        value = value << 5 | u32::from(digit);
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(value >> bits & 0xff).unwrap());
        }
    }
    bytes
}
