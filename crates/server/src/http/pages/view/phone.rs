//! The screens about numbers: enrolling one, its country, choosing text or call, choosing one of several.

use askama::Template;
use ringfence_core::delivery::Channel;

use super::{Fault, Page, Screen, screen};

/// `mfa-phone-enrollment` when there is a choice of channel, else `mfa-sms-enrollment` or `mfa-voice-enrollment`.
#[derive(Template)]
#[template(path = "pages/phone-enrollment.html")]
pub struct PhoneEnrollmentPage {
    pub page: Page,
    pub fault: Option<Fault>,
    /// Those that the tenant offers; one needs no choice.
    pub channels: Vec<Channel>,
    pub chosen: Channel,
    /// In the order of the reader's language.
    pub countries: Vec<Country>,
    /// ISO 3166 region of the chosen country.
    pub region: String,
    /// As typed before.
    pub phone: String,
    pub countries_link: String,
    /// To the other ways of proof, if there are any.
    pub others_link: Option<String>,
    /// To the authenticator app, which the notice recommends; `None` where the tenant has switched it off.
    pub app_link: Option<String>,
}
screen!(PhoneEnrollmentPage, |page: &PhoneEnrollmentPage| match (page.channels.as_slice(), page.chosen) {
    ([_, _, ..], _) => "mfa-phone-enrollment",
    (_, Channel::Sms) => "mfa-sms-enrollment",
    (_, Channel::Voice) => "mfa-voice-enrollment",
});

impl PhoneEnrollmentPage {
    /// A country as one line of the list. The dial code keeps its plus sign in front where text runs from right to left.
    fn line(&self, country: &Country) -> String {
        let (open, close) = if self.page.words.direction() == "rtl" { ("\u{2066}", "\u{2069}") } else { ("", "") };
        format!("{} {} {open}{}{close}", country.flag(), country.name, country.dial_code)
    }

    /// What the script says when a search finds nothing; `{}` is what was searched for.
    fn none_text(&self) -> String {
        self.page.words.with("mfa-country-codes", "noResultsText", &[("query", "{}".into())])
    }
}

/// A country as one chooses it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Country {
    /// ISO 3166, two letters.
    pub region: String,
    pub name: String,
    /// With its plus sign.
    pub dial_code: String,
}

impl Country {
    /// The two letters as regional indicators, which fonts draw as a flag.
    pub fn flag(&self) -> String {
        let indicator = |letter: u8| char::from_u32(0x1F1E6 + u32::from(letter.wrapping_sub(b'A')));
        self.region.bytes().filter(u8::is_ascii_uppercase).filter_map(indicator).collect()
    }
}

/// `mfa-country-codes`: the countries as a list of links, for those without a script.
#[derive(Template)]
#[template(path = "pages/country-codes.html")]
pub struct CountryCodesPage {
    pub page: Page,
    pub fault: Option<Fault>,
    /// What was searched for, as typed.
    pub query: String,
    pub matches: Vec<CountryLink>,
    pub back_link: String,
}
screen!(CountryCodesPage, |_| "mfa-country-codes");

pub struct CountryLink {
    pub country: Country,
    pub href: String,
    pub is_current: bool,
}

/// `mfa-phone-challenge`: text or call.
#[derive(Template)]
#[template(path = "pages/phone-challenge.html")]
pub struct PhoneChallengePage {
    pub page: Page,
    pub fault: Option<Fault>,
    pub masked_number: String,
    pub channels: Vec<Channel>,
    pub chosen: Channel,
    /// To `mfa-sms-list`, when there is more than one number.
    pub numbers_link: Option<String>,
    pub others_link: Option<String>,
}
screen!(PhoneChallengePage, |_| "mfa-phone-challenge");

/// `mfa-sms-list`: one of my numbers.
#[derive(Template)]
#[template(path = "pages/phone-list.html")]
pub struct PhoneListPage {
    pub page: Page,
    pub fault: Option<Fault>,
    pub numbers: Vec<PhoneChoice>,
    pub back_link: String,
}
screen!(PhoneListPage, |_| "mfa-sms-list");

pub struct PhoneChoice {
    /// The value of the button `authenticator`.
    pub id: String,
    pub masked_number: String,
    pub is_current: bool,
}
