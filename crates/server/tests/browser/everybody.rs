//! Every screen, for everybody: no rule of axe's is broken, in light and dark, and nothing is wider than the window, at 320 pixels and at
//! 200 %. In three languages, one of them from right to left.

mod walk;

use std::collections::BTreeSet;

use ringfence_core::login::Screen;
use serde_json::json;

use crate::dev::{Dev, PASSWORD};
use crate::look::Look;
use crate::person::Person;
use crate::relying_party::RelyingParty;

/// Somebody who looks at each page in every way there is.
struct Inspector<'a> {
    person: Person<'a>,
    language: &'static str,
    seen: BTreeSet<String>,
}

impl Inspector<'_> {
    fn looks_at(&mut self, name: &str) {
        let ada = &self.person;
        assert_eq!(ada.attribute("html", "lang").as_deref(), Some(self.language), "{name}");
        // What is folded is a part of the page.
        ada.session.run("document.querySelectorAll('main details').forEach(details => details.open = true)", json!([])).unwrap();
        for look in [Look::DESKTOP, Look::PHONE.dark()] {
            ada.changes_look(look);
            ada.axe();
            ada.need_not_scroll_sideways();
        }
        ada.changes_look(Look::DESKTOP.zoomed(2));
        ada.need_not_scroll_sideways();
        ada.changes_look(Look::DESKTOP);
        ada.browser_does_not_complain();
        self.seen.insert(name.to_owned());
    }

    fn reaches(&mut self, screen: Screen) {
        self.person.reaches(screen.path());
        self.looks_at(screen.path());
    }

    fn turns_to(&mut self, screen: Screen) {
        self.person.turns_to(screen.path());
        self.looks_at(screen.path());
    }

    /// The error beside a field, or above the form.
    fn is_told_something(&mut self, screen: Screen) {
        self.person.sees_alert();
        self.looks_at(&format!("{} with an error", screen.path()));
    }

    fn arrives(&mut self, email: &str) {
        let ada = &self.person;
        ada.fills("username", email);
        ada.fills("password", PASSWORD);
        ada.goes_on();
    }
}

fn every_screen(language: &'static str) {
    let dev = Dev::start();
    let application = RelyingParty::opens(&dev);
    let person = dev.person(Look::DESKTOP.reading(language));
    let mut ada = Inspector { person, language, seen: BTreeSet::new() };
    walk::up_to_the_recovery_code(&mut ada, &application);
    walk::the_account(&mut ada);
    walk::every_challenge(&mut ada, &application);
    walk::the_ends(&mut ada, &application);
    for (channel, screen) in [("sms", Screen::SmsEnrollment), ("voice", Screen::VoiceEnrollment)] {
        dev.changes(&["tenant", "phone", "demo", "--message-types", channel]);
        ada.person.visits(&application.asks(&[("screen_hint", "signup")]).url);
        ada.person.makes_account(&format!("{channel}@example.com"));
        ada.reaches(screen);
    }
    ada.person.asks_nobody_else(&[&application.origin]);
    let unseen: Vec<&str> = Screen::ALL.iter().map(|screen| screen.path()).filter(|path| !ada.seen.contains(*path)).collect();
    assert!(unseen.is_empty(), "nobody has looked at {unseen:?}");
}

#[test]
fn in_english() {
    every_screen("en");
}

#[test]
fn in_german() {
    every_screen("de");
}

#[test]
fn in_arabic_from_right_to_left() {
    every_screen("ar");
}

#[test]
fn the_first_page_is_light_and_comes_from_here_alone() {
    let dev = Dev::start();
    let application = RelyingParty::opens(&dev);
    for hint in ["login", "signup"] {
        let ada = dev.person(Look::PHONE);
        ada.visits(&application.asks(&[("screen_hint", hint)]).url.replace(&dev.url, &dev.tls_url));
        ada.reaches(hint);
        ada.asks_nobody_else(&[]);
        let weight = ada.weight();
        assert!((4_000..=60 * 1024).contains(&weight), "{weight} bytes");
    }
}
