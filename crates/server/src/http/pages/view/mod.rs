//! The looks of the login pages: plain data in, HTML out; one struct per screen, its template of the same name.
//!
//! No flow and no store is known here, so that every screen can be drawn from made-up data. Start at [`Page`].

use crate::texts::{Arg, Words};

pub mod account;
pub mod account_ticket;
pub mod brand;
pub mod code;
pub mod ending;
pub mod options;
pub mod password;
pub mod phone;
pub mod recovery;
pub mod totp;

#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;

/// What every page is fed with.
pub struct Page {
    pub words: Words,
    pub csrf: String,
    /// The login that this page belongs to; empty where none runs.
    pub state: String,
    pub tenant_name: String,
    /// Where the tenant's picture is served; without one the page bears the tenant's name.
    pub logo: Option<String>,
    /// `/u/brand.css?v=…`, made by [`brand::Brand`].
    pub brand_url: String,
    /// Other languages that this page can be read in, as links; none hides the choice.
    pub languages: Vec<Language>,
    pub support: Option<Support>,
    /// Changes with the assets, so that browsers can keep them for long.
    pub version: String,
}

/// A language of the choice below the card.
#[derive(Clone, Debug)]
pub struct Language {
    /// BCP 47.
    pub tag: String,
    /// Its name in itself.
    pub name: String,
    pub href: String,
}

/// Whom to ask for help.
#[derive(Clone, Debug)]
pub enum Support {
    Mail(String),
    Url(String),
}

/// What was wrong with the last input.
#[derive(Clone, Debug)]
pub struct Fault {
    /// The field that it stands by; empty when it is about the whole form.
    pub field: &'static str,
    pub text: String,
}

impl Page {
    /// The first letter of the tenant's name, for want of a picture.
    fn monogram(&self) -> String {
        self.tenant_name.chars().find(|letter| letter.is_alphanumeric()).map(|letter| letter.to_uppercase().collect()).unwrap_or_default()
    }

    /// Where help is, and the key of the text that says so.
    fn support_link(&self) -> Option<(String, &'static str)> {
        self.support.as_ref().map(|support| match support {
            Support::Mail(address) => (format!("mailto:{address}"), "supportText"),
            Support::Url(url) => (url.clone(), "supportLinkText"),
        })
    }

    /// The name of this page's language, in itself.
    fn language_name(&self) -> &str {
        let current = self.languages.iter().find(|language| language.tag == self.words.language());
        current.map_or(self.words.language(), |language| &language.name)
    }
}

/// A masked number as people know it from other pages: four dots, and the last digits.
fn dotted(masked_number: &str) -> String {
    let shown = masked_number.trim_start_matches('X');
    if shown.len() == masked_number.len() { shown.to_owned() } else { format!("••••\u{a0}{shown}") }
}

/// Stands where a text will be cut; no text holds it.
const CUT: &str = "\u{1}";

/// What all screens can do: speak, and say where an error belongs.
pub trait Screen {
    fn page(&self) -> &Page;
    /// The name of its texts.
    fn screen(&self) -> &str;

    /// The error to show, if any.
    fn fault(&self) -> Option<&Fault> {
        None
    }

    /// A text of this screen.
    fn t(&self, key: &str) -> String {
        self.page().words.get(self.screen(), key)
    }

    /// A text of this screen with one value in it.
    fn t_with(&self, key: &str, name: &str, value: &str) -> String {
        self.page().words.with(self.screen(), key, &[(name, Arg::from(value))])
    }

    /// A text of this screen, cut where one value stands in it, so that the page can set the value apart. A tenant's own
    /// text may not name the value at all; then there is no second part.
    fn t_around(&self, key: &str, name: &str) -> (String, Option<String>) {
        let text = self.t_with(key, name, CUT);
        match text.split_once(CUT) {
            Some((before, after)) => (before.to_owned(), Some(after.to_owned())),
            None => (text, None),
        }
    }

    /// A text of another screen.
    fn of(&self, screen: &str, key: &str) -> String {
        self.page().words.get(screen, key)
    }

    /// The title of the window, which says first when something is wrong.
    fn window_title(&self) -> String {
        let title = self.t("pageTitle");
        if self.fault().is_some() { self.t_with("errorPageTitle", "title", &title) } else { title }
    }

    /// [`dotted`], for the templates.
    fn number(&self, masked_number: &str) -> String {
        dotted(masked_number)
    }

    /// The error of one field, or of the whole form for `""`.
    fn fault_at(&self, field: &str) -> Option<&str> {
        self.fault().filter(|fault| fault.field == field).map(|fault| fault.text.as_str())
    }
}

/// Ties a struct with the fields `page` and `fault` to the texts of its screen.
macro_rules! screen {
    ($page:ty, $screen:expr) => {
        impl super::Screen for $page {
            fn page(&self) -> &super::Page {
                &self.page
            }

            fn screen(&self) -> &str {
                $screen(self)
            }

            fn fault(&self) -> Option<&super::Fault> {
                self.fault.as_ref()
            }
        }
    };
}
pub(crate) use screen;
