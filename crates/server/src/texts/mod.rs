//! What the pages and notices say, in the reader's language, with the tenant's own texts laid over ours.
//!
//! The texts are in `locales/<tag>.ftl` and built in. Nothing here decides what is said, and a text that is
//! missing is a line in the log, never a failed page. Start reading at [`Words`].

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use fluent_bundle::{FluentArgs, FluentValue};
use ringfence_core::clock::Timestamp;

use self::language::Language;

mod countries;
mod custom;
mod language;

pub use self::countries::Country;
pub use self::language::{Shipped, shipped};

/// Says what a screen does not say itself.
const COMMON: &str = "common";
/// Stands for an address that the tenant has not given, so that a text can choose other words.
const NO_ADDRESS: &str = "none";

/// A tenant's own texts of one language, all prompts merged: screen, key, text.
pub type CustomTexts = BTreeMap<String, BTreeMap<String, String>>;

/// What every text may name. Empty is unknown.
#[derive(Clone, Default)]
pub struct Names {
    /// The tenant's name, when nobody but the tenant itself is behind the page.
    pub client_name: String,
    pub tenant_name: String,
    pub user_name: String,
    pub email: String,
    pub support_email: String,
}

/// A value that a text has a place for. A number is put in by the language's plural rules.
#[derive(Clone, Copy)]
pub enum Arg<'a> {
    Text(&'a str),
    Number(u64),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl From<u64> for Arg<'_> {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

impl From<usize> for Arg<'_> {
    fn from(number: usize) -> Self {
        Self::Number(number.try_into().unwrap_or(u64::MAX))
    }
}

/// One reader's language; cheap to make for each request.
#[derive(Clone)]
pub struct Words {
    language: &'static Language,
    custom: Option<Arc<CustomTexts>>,
    names: Names,
}

/// Whether a screen ever says it: a text of its own, or one that is common to all.
pub fn is_spoken(screen: &str, key: &str) -> bool {
    [screen, COMMON].into_iter().any(|place| language::english().has(place, key))
}

impl Words {
    /// In the shipped language of this tag, or the nearest to it, or English.
    pub fn new(language: &str, custom: Option<Arc<CustomTexts>>, mut names: Names) -> Self {
        if names.client_name.is_empty() {
            names.client_name.clone_from(&names.tenant_name);
        }
        Self { language: language::find(language), custom, names }
    }

    /// BCP 47, for `<html lang>`.
    pub fn language(&self) -> &'static str {
        self.language.shipped.tag
    }

    /// For `<html dir>`: `ltr` or `rtl`.
    pub fn direction(&self) -> &'static str {
        self.language.shipped.direction
    }

    pub fn get(&self, screen: &str, key: &str) -> String {
        self.with(screen, key, &[])
    }

    /// The tenant's own text, else ours: the screen's, else the common one; else English; else the key.
    pub fn with(&self, screen: &str, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        let own = |screen: &str| self.custom.as_ref()?.get(screen)?.get(key);
        let value = |name: &str| self.value(name, args);
        for place in [screen, COMMON] {
            if let Some(text) = own(place) {
                return custom::fill(text, value);
            }
            if self.language.has(place, key) {
                return self.ours(self.language, place, key, args);
            }
        }
        let english = language::english();
        match [screen, COMMON].into_iter().find(|place| english.has(place, key)) {
            Some(place) => self.ours(english, place, key, args),
            None => {
                tracing::error!(text.screen = screen, text.key = key, "a text is missing");
                key.to_owned()
            }
        }
    }

    /// A span of time, rounded up: `24 seconds`, `2 minutes`.
    pub fn wait(&self, span: Duration) -> String {
        let seconds = span.as_secs().saturating_add(u64::from(span.subsec_nanos() > 0));
        let (key, count) = match seconds {
            0..60 => ("seconds", seconds),
            60..3_541 => ("minutes", seconds.div_ceil(60)),
            3_541..169_201 => ("hours", seconds.div_ceil(3_600)),
            _ => ("days", seconds.div_ceil(86_400)),
        };
        self.with(COMMON, key, &[("count", Arg::Number(count))])
    }

    /// A day (in UTC) as the language writes it: `24 November 2026`.
    pub fn date(&self, at: Timestamp) -> String {
        let moment = jiff::Timestamp::from_microsecond(at.as_micros()).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        let date = jiff::tz::Offset::UTC.to_datetime(moment).date();
        let number = |part: i16| Arg::Number(part.unsigned_abs().into());
        let args = [("day", number(date.day().into())), ("month", number(date.month().into())), ("year", number(date.year()))];
        self.with(COMMON, "date", &args)
    }

    /// A country's name in the language; of a region without a name, its code.
    pub fn country<'a>(&'a self, region: &'a str) -> &'a str {
        self.language.countries.iter().find(|country| country.region.eq_ignore_ascii_case(region)).map_or(region, |country| country.name)
    }

    /// Every country, in the order of the language's alphabet.
    pub fn countries(&self) -> &'static [Country] {
        &self.language.countries
    }

    /// The countries that somebody may mean who types this: a part of the name, in this language or in
    /// English, with or without its accents; a region's code; a dial code.
    pub fn find_countries(&self, query: &str) -> Vec<&'static Country> {
        countries::search(&self.language.countries, &language::english().countries, query)
    }

    fn ours(&self, language: &Language, screen: &str, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        let (text, errors) = language.format(screen, key, &self.fluent_args(args));
        if let Some(error) = errors.first() {
            tracing::error!(text.language = language.shipped.tag, text.screen = screen, text.key = key, %error, "a text has a gap");
        }
        text
    }

    /// The names, and over them what is given for this one text.
    fn fluent_args<'a>(&'a self, args: &'a [(&'a str, Arg<'a>)]) -> FluentArgs<'a> {
        let mut fluent = FluentArgs::with_capacity(6 + args.len());
        for name in ["clientName", "companyName", "email", "supportEmail", "tenantName", "userName"] {
            let text = match self.name(name) {
                Some("") if name == "supportEmail" => Cow::Borrowed(NO_ADDRESS),
                text => self.isolated(name, text.unwrap_or_default()),
            };
            fluent.set(name, text);
        }
        for (name, arg) in args {
            match arg {
                Arg::Text(text) => fluent.set(*name, self.isolated(name, text)),
                Arg::Number(number) => fluent.set(*name, FluentValue::from(number)),
            }
        }
        fluent
    }

    /// A variable of a tenant's own text.
    fn value<'a>(&'a self, name: &str, args: &'a [(&str, Arg<'_>)]) -> Option<Cow<'a, str>> {
        match args.iter().find(|(own, _)| *own == name) {
            Some((_, Arg::Text(text))) => Some(self.isolated(name, text)),
            Some((_, Arg::Number(number))) => Some(number.to_string().into()),
            None => self.name(name).map(|text| self.isolated(name, text)),
        }
    }

    fn name(&self, name: &str) -> Option<&str> {
        match name {
            "clientName" | "appName" => Some(&self.names.client_name),
            "tenantName" | "companyName" => Some(&self.names.tenant_name),
            "userName" => Some(&self.names.user_name),
            "email" => Some(&self.names.email),
            "supportEmail" => Some(&self.names.support_email),
            _ => None,
        }
    }

    /// Among words that run from right to left, what does not must be told apart, or its digits and
    /// punctuation change places. Marks cost a text message its alphabet, so no other language has them.
    fn isolated<'a>(&self, name: &str, text: &'a str) -> Cow<'a, str> {
        if self.direction() == "ltr" || text.is_empty() {
            return text.into();
        }
        match name {
            "phoneNumber" | "email" | "supportEmail" => format!("\u{2066}{text}\u{2069}").into(),
            "clientName" | "appName" | "tenantName" | "companyName" | "userName" | "query" | "reference" => {
                format!("\u{2068}{text}\u{2069}").into()
            }
            _ => text.into(),
        }
    }
}

#[cfg(test)]
mod tests;
