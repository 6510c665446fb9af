//! The four pictures that docs/images/login.png is made of: `target/screenshots/readme-<n>.png`, side by side.

use super::{Album, PHONE};
use crate::dev::{Dev, PASSWORD};
use crate::look::Look;
use crate::person::Person;

const WINDOW: Look = Look::PHONE.sized(376, 660);

#[test]
#[ignore = "pictures are for people to look at; this takes them"]
fn the_flow() {
    let (dev, album) = (&Dev::start(), &Album::opens());
    dev.enroll("ada@example.com", PHONE);
    let ada = dev.person(WINDOW);
    let keeps = |ada: &Person<'_>, number: u32| std::fs::write(album.folder.join(format!("readme-{number}.png")), ada.picture()).unwrap();
    ada.visits("/demo/login");
    ada.reaches("login");
    ada.fills("username", "ada@example.com");
    ada.fills("password", PASSWORD);
    keeps(&ada, 1);
    ada.goes_on();
    ada.reaches("mfa-phone-challenge");
    keeps(&ada, 2);
    ada.asks_for_a_code_by("sms");
    ada.sees_stage("delivered");
    ada.fills("code", &ada.code_for(PHONE));
    keeps(&ada, 3);
    ada.goes_on();
    ada.arrives_at("/demo");
    keeps(&ada, 4);
}
