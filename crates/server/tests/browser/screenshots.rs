//! Pictures of every screen, for people to look at: `cargo test -p ringfence --test browser -- --ignored screenshots`.
//!
//! They land in `target/screenshots/<screen>.<desktop|phone>.<light|dark>.png`. Each walk leads a person along some screens; where they
//! stand is pictured by one line, `album.keeps(&person, "name of the screen")`.

use std::path::PathBuf;

use crate::dev::Dev;
use crate::look::Look;
use crate::person::{Person, target};

const LOOKS: [Look; 4] = [Look::DESKTOP, Look::DESKTOP.dark(), Look::PHONE, Look::PHONE.dark()];

/// Each with a server of its own, where nobody has been yet.
const WALKS: &[fn(&Dev, &Album)] = &[development];

struct Album {
    folder: PathBuf,
}

impl Album {
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
}

#[test]
#[ignore = "pictures are for people to look at; this takes them"]
fn screenshots() {
    let album = Album { folder: target("screenshots") };
    for walk in WALKS {
        walk(&Dev::start(), &album);
    }
    println!("See {}", album.folder.display());
}

fn development(dev: &Dev, album: &Album) {
    let ada = dev.person(Look::DESKTOP);
    ada.visits("/dev/inbox");
    ada.sees("0 messages");
    album.keeps(&ada, "inbox");
}
