//! Where a way ends: enrollment tickets and pages that are none.

use super::{Album, PHONE};
use crate::dev::Dev;
use crate::look::Look;

#[test]
#[ignore = "pictures are for people to look at; this takes them"]
fn tickets() {
    let (dev, album) = (&Dev::start(), &Album::opens());
    let ada = dev.person(Look::DESKTOP);
    dev.sign_up("ada@example.com");
    let ticket = |more: &[&str]| {
        let line = [&["user", "ticket", "demo", "ada@example.com"], more].concat();
        let printed = dev.command(&line);
        let link = printed.split_whitespace().find(|word| word.contains("/mfa/enrollment?ticket=")).expect("a link");
        format!("{}{}", dev.url, &link[link.find("/mfa/").unwrap()..])
    };
    let (stale, used, spare) = (ticket(&[]), ticket(&[]), ticket(&[]));
    expire_first_ticket(dev);
    ada.visits(&stale);
    album.keeps(&ada, "mfa-enroll-result-expired");
    ada.visits("/mfa/enrollment?ticket=nonsense");
    album.keeps(&ada, "mfa-enroll-result-invalid");
    ada.visits(&used);
    ada.reaches("mfa-phone-enrollment");
    album.keeps(&ada, "mfa-phone-enrollment-ticket");
    ada.gives(PHONE, "sms");
    ada.reaches("mfa-sms-challenge");
    ada.enters(&ada.code_for(PHONE));
    ada.reaches("mfa-recovery-code-enrollment");
    ada.writes_code_down();
    ada.reaches("mfa-enroll-result");
    album.keeps(&ada, "mfa-enroll-result-enrolled");
    ada.visits(&used);
    album.keeps(&ada, "mfa-enroll-result-used");
    ada.visits(&spare);
    album.keeps(&ada, "mfa-enroll-result-already-enrolled");
    ada.visits("/u/mfa-enroll-result?result=other");
    album.keeps(&ada, "mfa-enroll-result-failed");
}

fn expire_first_ticket(dev: &Dev) {
    let database = rusqlite::Connection::open(dev.data("ringfence.db")).unwrap();
    let changed =
        database.execute("update enrollment_tickets set expires_at = 1 where rowid = (select min(rowid) from enrollment_tickets)", []);
    assert_eq!(changed.unwrap(), 1);
}

#[test]
#[ignore = "pictures are for people to look at; this takes them"]
fn errors() {
    let (dev, album) = (&Dev::start(), &Album::opens());
    let ada = dev.person(Look::DESKTOP);
    ada.visits("/authorize?client_id=nobody&response_type=code");
    ada.presses("summary");
    album.keeps(&ada, "error");
    ada.visits("/u/login?state=lgn_nothing");
    album.keeps(&ada, "error-no-cookies");
    ada.enrolls("ada@example.com");
    ada.visits("/demo/login");
    ada.visits("/u/login?state=lgn_nothing");
    album.keeps(&ada, "expired-no-way-back");
    let bob = dev.person(Look::DESKTOP);
    bob.comes("bob@example.com");
    bob.reaches("mfa-phone-enrollment");
    let old = bob.url();
    bob.gives(PHONE, "voice");
    bob.reaches("mfa-voice-challenge");
    album.keeps(&bob, "mfa-voice-challenge-enrolling");
    bob.enters(&bob.code_for(PHONE));
    bob.reaches("mfa-recovery-code-enrollment");
    bob.writes_code_down();
    bob.arrives_at("/demo");
    bob.visits(&old);
    album.keeps(&bob, "expired");
    bob.visits("/demo/callback?error=access_denied&error_description=Nobody+may+pass&state=x");
    album.keeps(&bob, "demo-problem");
}
