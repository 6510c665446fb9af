//! The same way in other languages: long words, other letters, from right to left.

use super::{Album, PHONE};
use crate::dev::Dev;
use crate::look::Look;

#[test]
#[ignore = "pictures are for people to look at; this takes them"]
fn german() {
    let (dev, album) = (&Dev::start(), &Album::opens());
    walk(dev, album, "de-DE,de", "de");
}

#[test]
#[ignore = "pictures are for people to look at; this takes them"]
fn japanese() {
    let (dev, album) = (&Dev::start(), &Album::opens());
    walk(dev, album, "ja-JP,ja", "ja");
}

#[test]
#[ignore = "pictures are for people to look at; this takes them"]
fn arabic() {
    let (dev, album) = (&Dev::start(), &Album::opens());
    walk(dev, album, "ar-EG,ar", "ar");
}

fn walk(dev: &Dev, album: &Album, languages: &'static str, tag: &str) {
    let person = dev.person(Look::DESKTOP.reading(languages));
    let keeps = |screen: &str| album.keeps(&person, &format!("{screen}.{tag}"));
    person.visits("/demo/login");
    person.reaches("login");
    person.fills("username", "ada@example.com");
    person.fills("password", "wrong horse");
    person.goes_on();
    person.sees_alert();
    person.presses(".languages summary");
    keeps("login-wrong");
    person.comes("ada@example.com");
    person.reaches("mfa-phone-enrollment");
    keeps("mfa-phone-enrollment");
    person.turns_to("mfa-begin-enroll-options");
    person.reaches("mfa-begin-enroll-options");
    keeps("mfa-begin-enroll-options");
    person.turns_to("mfa-phone-enrollment");
    person.gives(PHONE, "sms");
    person.reaches("mfa-sms-challenge");
    person.sees_stage("delivered");
    person.enters("000000");
    person.sees_alert();
    keeps("mfa-sms-challenge-wrong");
    person.enters(&person.code_for(PHONE));
    person.reaches("mfa-recovery-code-enrollment");
    keeps("mfa-recovery-code-enrollment");
    person.writes_code_down();
    person.arrives_at("/demo");
    person.visits("/u/account");
    person.reaches("account");
    keeps("account");
}
