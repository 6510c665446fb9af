//! Pictures of every screen, for people to look at: `cargo test -p ringfence --test browser -- --ignored screenshots`.
//!
//! They land in `target/screenshots/<screen>.<desktop|phone>.<light|dark>.png`. Each walk has a server of its own and leads a person
//! along some screens; where they stand is pictured by one line, `album.keeps(&person, "name of the screen")`. Emoji, Chinese, Japanese and
//! Arabic need fonts: Debian's fonts-noto-core, fonts-noto-cjk, fonts-noto-color-emoji.

mod arrival;
mod challenge;
mod ending;
mod language;
mod readme;
mod tenant;

use std::path::PathBuf;

use crate::journey::PHONE;
use crate::look::Look;
use crate::person::{Person, target, until};

const LOOKS: [Look; 4] = [Look::DESKTOP, Look::DESKTOP.dark(), Look::PHONE, Look::PHONE.dark()];

/// A second one that `dev` takes although no phone has it, and two that meet a fate of their own (docs/operating.md).
const OTHER_PHONE: &str = "+447700900456";
const DROPPED: &str = "+12025550195";
const UNREACHABLE: &str = "+12025550193";

struct Album {
    folder: PathBuf,
}

impl Album {
    fn opens() -> Self {
        Self { folder: target("screenshots") }
    }

    /// Four pictures of the page that is open, which stays open.
    fn keeps(&self, person: &Person<'_>, screen: &str) {
        let before = person.look();
        for look in LOOKS {
            person.changes_look(look);
            let file = self.folder.join(format!("{screen}.{}.png", look.name()));
            std::fs::write(file, person.picture()).unwrap();
        }
        person.changes_look(before);
    }

    /// The same, on the screen that the picture is named by.
    fn keeps_screen(&self, person: &Person<'_>, screen: &str) {
        person.reaches(screen);
        self.keeps(person, screen);
    }
}

impl Person<'_> {
    /// By the demo application, up to the first screen of the second factor.
    fn comes(&self, email: &str) {
        self.visits("/demo/login?signup");
        self.makes_account(email);
        until(|| "nothing follows".to_owned(), || self.screen().starts_with("mfa-").then_some(()));
    }

    /// From signing up to the demo's page, with a phone that gets texts; the recovery code.
    fn enrolls(&self, email: &str) -> String {
        self.comes(email);
        self.gives(PHONE, "sms");
        self.reaches("mfa-sms-challenge");
        self.enters(&self.code_for(PHONE));
        self.reaches("mfa-recovery-code-enrollment");
        let code = self.writes_code_down();
        self.arrives_at("/demo");
        code
    }

    /// What became of the message, as the page tells it.
    fn sees_stage(&self, stage: &str) {
        until(
            || format!("the message is not {stage}"),
            || (self.attribute(".delivery", "data-stage").as_deref() == Some(stage)).then_some(()),
        );
    }
}
