//! Signing up, the first factor, and the application behind it.

use serde_json::json;

use super::{Album, DROPPED, PHONE, UNREACHABLE};
use crate::dev::Dev;
use crate::look::Look;

#[test]
#[ignore = "pictures are for people to look at; this takes them"]
fn up_to_the_demo() {
    let (dev, album) = (&Dev::start(), &Album::opens());
    let ada = dev.person(Look::DESKTOP);
    ada.visits("/dev/inbox");
    ada.sees("0 messages");
    album.keeps(&ada, "inbox-empty");
    ada.visits("/demo");
    album.keeps(&ada, "demo");
    ada.presses("Sign up");
    album.keeps_screen(&ada, "signup");
    ada.fills("email", "ada@example.com");
    ada.fills("password", "abc");
    ada.goes_on();
    ada.sees_alert();
    ada.fills("password", "correct horse");
    album.keeps(&ada, "signup-weak-password");

    ada.comes("ada@example.com");
    album.keeps_screen(&ada, "mfa-phone-enrollment");
    ada.presses("#country-search");
    album.keeps(&ada, "mfa-phone-enrollment-countries");
    ada.fills("phone", "12");
    ada.goes_on();
    ada.sees_alert();
    ada.presses("summary");
    album.keeps(&ada, "mfa-phone-enrollment-wrong");
    ada.turns_to("mfa-country-codes");
    album.keeps_screen(&ada, "mfa-country-codes");
    ada.visits(&format!("{}&q=Atlantis", ada.url()));
    album.keeps(&ada, "mfa-country-codes-none");
    ada.turns_to("mfa-begin-enroll-options");
    album.keeps_screen(&ada, "mfa-begin-enroll-options");
    ada.turns_to("mfa-otp-enrollment-qr");
    ada.presses("summary");
    album.keeps_screen(&ada, "mfa-otp-enrollment-qr");
    ada.turns_to("mfa-phone-enrollment");

    ada.gives(DROPPED, "sms");
    ada.reaches("mfa-sms-challenge");
    ada.sees_stage("accepted");
    album.keeps(&ada, "mfa-sms-challenge-enrolling");
    ada.presses("Edit");
    ada.gives(UNREACHABLE, "sms");
    ada.reaches("mfa-sms-challenge");
    ada.sees_stage("failed");
    ada.does_not_see("You can ask");
    album.keeps(&ada, "mfa-sms-challenge-enrolling-failed");
    ada.presses("Edit");
    ada.gives(UNREACHABLE, "voice");
    ada.reaches("mfa-voice-challenge");
    ada.sees_stage("failed");
    ada.does_not_see("You can ask");
    album.keeps(&ada, "mfa-voice-challenge-enrolling-failed");
    ada.presses("Edit");
    ada.gives(PHONE, "sms");
    ada.reaches("mfa-sms-challenge");
    ada.sees_stage("delivered");
    album.keeps(&ada, "mfa-sms-challenge-enrolling-delivered");
    ada.enters("000000");
    ada.sees_alert();
    album.keeps(&ada, "mfa-sms-challenge-enrolling-wrong");
    ada.enters(&ada.code_for(PHONE));
    album.keeps_screen(&ada, "mfa-recovery-code-enrollment");
    ada.writes_code_down();
    ada.arrives_at("/demo");
    album.keeps(&ada, "demo-signed-in");
    let _ = ada.session.run("document.querySelector('details').open = true", json!([]));
    album.keeps(&ada, "demo-signed-in-token");
}

#[test]
#[ignore = "pictures are for people to look at; this takes them"]
fn by_one_channel() {
    let (dev, album) = (&Dev::start(), &Album::opens());
    for (channel, address) in [("sms", "only-texts@example.com"), ("voice", "only-calls@example.com")] {
        dev.changes(&["tenant", "phone", "demo", "--message-types", channel]);
        let ada = dev.person(Look::DESKTOP);
        ada.comes(address);
        album.keeps_screen(&ada, &format!("mfa-{channel}-enrollment"));
    }
}
