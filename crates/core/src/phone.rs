//! A phone number: typed by people in many ways, kept in one (E.164), shown to nobody in full.
//!
//! Validity and kind are libphonenumber's word; [`NumberPolicy`] adds what an operator decides: numbers
//! that only tests have, and kinds that no code is sent to because somebody earns by each message.

use std::fmt;

use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumberFormat, PhoneNumberType, Region};
use serde::{Deserialize, Serialize};

use crate::delivery::Channel;

/// What people type is longer than a number, but not by much.
const MAX_TYPED: usize = 64;

/// Country codes that belong to no country: toll-free, shared cost, satellites, networks, premium rate
/// (ITU-T E.164, "country codes for global services").
const GLOBAL_CODES: [&str; 9] = ["800", "808", "870", "878", "881", "882", "883", "888", "979"];

/// In E.164: `+` and 8 to 15 digits. `Debug` and `Display` show the [masked](Self::masked) form.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct PhoneNumber(String);

#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum PhoneError {
    #[error("not a phone number in international form")]
    Malformed,
    #[error("no network has such a number")]
    Invalid,
    #[error("no code is sent to a number of this kind: {}", .0.as_str())]
    WrongKind(NumberKind),
    /// A call reaches it.
    #[error("a number of this kind gets no text messages, only calls: {}", .0.as_str())]
    NoTexts(NumberKind),
    /// A text message reaches it.
    #[error("a number of this kind gets no calls, only text messages: {}", .0.as_str())]
    NoCalls(NumberKind),
}

impl PhoneNumber {
    /// Reads an international number, with `+` or `00`, however it is grouped. Any valid one will do:
    /// whether a code may be sent there is for [`NumberPolicy::admit`].
    pub fn parse(text: &str) -> Result<Self, PhoneError> {
        let number = normalise(text)?;
        let known = PHONE_NUMBER_UTIL.parse(&number, None).map_err(|_| PhoneError::Invalid)?;
        if !known.is_valid() {
            return Err(PhoneError::Invalid);
        }
        Ok(Self(known.format_as(PhoneNumberFormat::E164).into_owned()))
    }

    /// From our own store, where only parsed numbers are.
    pub fn from_e164_trusted(e164: String) -> Self {
        Self(e164)
    }

    pub fn e164(&self) -> &str {
        &self.0
    }

    /// Without the `+`.
    pub fn digits(&self) -> &str {
        self.0.trim_start_matches('+')
    }

    /// ISO 3166-1 alpha-2, such as `GB`; `001` for a global service. Never taken from the country code
    /// alone: `+1` is twenty-five countries.
    pub fn region(&self) -> Option<String> {
        let known = PHONE_NUMBER_UTIL.parse(&self.0, None).ok()?;
        known.get_region_code().map(|region| region.to_string())
    }

    pub fn kind(&self) -> NumberKind {
        let digits = self.digits();
        if GLOBAL_CODES.iter().any(|code| digits.starts_with(code)) {
            return NumberKind::Global;
        }
        // Any North American area code's exchange 976 is premium rate; libphonenumber knows only 900.
        if digits.starts_with('1') && digits.get(4..7) == Some("976") {
            return NumberKind::PremiumRate;
        }
        PHONE_NUMBER_UTIL.parse(&self.0, None).map_or(NumberKind::Unknown, |known| NumberKind::from(known.get_type()))
    }

    /// As Auth0's authenticator names show it: all but the last four replaced by X, the plus sign too.
    pub fn masked(&self) -> String {
        let hidden = self.0.len().saturating_sub(4);
        let shown = self.0.get(hidden..).unwrap_or_default();
        format!("{}{shown}", "X".repeat(hidden))
    }
}

impl fmt::Debug for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.masked())
    }
}

impl fmt::Display for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.masked())
    }
}

/// `+` and ASCII digits, or [`PhoneError::Malformed`].
fn normalise(text: &str) -> Result<String, PhoneError> {
    let number = digits_of(text)?;
    if number.len() < 2 || !number.starts_with('+') {
        return Err(PhoneError::Malformed);
    }
    Ok(number)
}

/// ASCII digits, after a `+` where one was typed or `00` was meant as one.
fn digits_of(text: &str) -> Result<String, PhoneError> {
    if text.len() > MAX_TYPED {
        return Err(PhoneError::Malformed);
    }
    let mut number = String::with_capacity(MAX_TYPED);
    for character in text.trim().chars() {
        match character {
            '+' | '\u{FF0B}' if number.is_empty() => number.push('+'),
            // The Arabic and Persian keyboards' digits, and the wide ones of East Asia.
            '0'..='9' | '\u{0660}'..='\u{0669}' | '\u{06F0}'..='\u{06F9}' | '\u{FF10}'..='\u{FF19}' => {
                number.push(ascii_digit(character));
            }
            ' ' | '.' | '(' | ')' | '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' => {}
            // No-break and thin spaces, and the direction marks that contact lists wrap numbers in.
            '\u{A0}' | '\u{2009}' | '\u{202F}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {}
            _ => return Err(PhoneError::Malformed),
        }
    }
    if let Some(rest) = number.strip_prefix("00") {
        number = format!("+{rest}");
    }
    Ok(number)
}

/// What only people put between the digits of a number, never a program: `0171/1234567`, `０９０－１２３４－５６７８`.
fn is_grouping(character: char) -> bool {
    matches!(character, '/' | '\u{3000}' | '\u{30FC}' | '\u{FF08}' | '\u{FF09}' | '\u{FF0D}'..='\u{FF0F}')
}

/// Unicode keeps each script's ten digits in order, from a code point that ends in 0 (or 6, or F0).
fn ascii_digit(character: char) -> char {
    let zero = match character {
        '\u{0660}'..='\u{0669}' => 0x0660,
        '\u{06F0}'..='\u{06F9}' => 0x06F0,
        '\u{FF10}'..='\u{FF19}' => 0xFF10,
        _ => 0x30,
    };
    char::from_digit(u32::from(character) - zero, 10).unwrap_or(character)
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NumberKind {
    Mobile,
    FixedLine,
    /// North America, where the number does not tell.
    FixedLineOrMobile,
    TollFree,
    PremiumRate,
    SharedCost,
    Voip,
    PersonalNumber,
    Pager,
    Uan,
    Voicemail,
    /// Behind a country code of no country: satellites, networks, global premium rate.
    Global,
    Unknown,
}

impl NumberKind {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Mobile => "mobile",
            Self::FixedLine => "fixed-line",
            Self::FixedLineOrMobile => "fixed-line-or-mobile",
            Self::TollFree => "toll-free",
            Self::PremiumRate => "premium-rate",
            Self::SharedCost => "shared-cost",
            Self::Voip => "voip",
            Self::PersonalNumber => "personal-number",
            Self::Pager => "pager",
            Self::Uan => "uan",
            Self::Voicemail => "voicemail",
            Self::Global => "global",
            Self::Unknown => "unknown",
        }
    }
}

impl From<PhoneNumberType> for NumberKind {
    fn from(kind: PhoneNumberType) -> Self {
        match kind {
            PhoneNumberType::FixedLine => Self::FixedLine,
            PhoneNumberType::Mobile => Self::Mobile,
            PhoneNumberType::FixedLineOrMobile => Self::FixedLineOrMobile,
            PhoneNumberType::TollFree => Self::TollFree,
            PhoneNumberType::PremiumRate => Self::PremiumRate,
            PhoneNumberType::SharedCost => Self::SharedCost,
            PhoneNumberType::VoIP => Self::Voip,
            PhoneNumberType::PersonalNumber => Self::PersonalNumber,
            PhoneNumberType::Pager => Self::Pager,
            PhoneNumberType::UAN => Self::Uan,
            PhoneNumberType::VoiceMail => Self::Voicemail,
            PhoneNumberType::Unknown => Self::Unknown,
        }
    }
}

/// What an operator decides about numbers.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NumberPolicy {
    /// Numbers that begin so are taken without libphonenumber's word, of whatever kind: `+447700900` is
    /// Britain's range for drama, `+1500555` holds Twilio's magic numbers. Empty where people sign in.
    pub test_prefixes: Vec<String>,
    /// Kinds that get no code, neither by text nor by call.
    pub blocked_kinds: Vec<NumberKind>,
    /// Kinds that get no text messages; a call may reach them.
    pub blocked_kinds_text: Vec<NumberKind>,
    /// Kinds that get no calls; a text message may reach them.
    pub blocked_kinds_voice: Vec<NumberKind>,
}

impl Default for NumberPolicy {
    fn default() -> Self {
        use NumberKind as K;
        // At some of these somebody earns by each message. The others are not bound to one device or one person: a personal number
        // (+44 70) follows its owner anywhere, a VoIP number to any computer (NIST SP 800-63B-4 §3.1.3).
        let blocked_kinds = vec![K::PremiumRate, K::SharedCost, K::Uan, K::Pager, K::Voicemail, K::Global, K::PersonalNumber, K::Voip];
        // A text to a landline is lost, or read out by somebody's machine; a call to a toll-free number costs its owner, a text the sender.
        let blocked_kinds_text = vec![K::FixedLine, K::TollFree];
        Self { test_prefixes: Vec::new(), blocked_kinds, blocked_kinds_text, blocked_kinds_voice: Vec::new() }
    }
}

impl NumberPolicy {
    /// The number, if a code may be sent to it.
    pub fn admit(&self, text: &str, channel: Channel) -> Result<PhoneNumber, PhoneError> {
        if let Some(number) = self.test_number(text)? {
            return Ok(number);
        }
        let number = PhoneNumber::parse(text)?;
        self.permit(&number, channel)?;
        Ok(number)
    }

    /// The number, and the first of `channels` by which a code may be sent to it.
    pub fn admit_by_any(&self, text: &str, channels: &[Channel]) -> Result<(PhoneNumber, Channel), PhoneError> {
        let first = channels.first().copied().unwrap_or(Channel::Sms);
        let admitted = channels.iter().find_map(|channel| Some((self.admit(text, *channel).ok()?, *channel)));
        admitted.map_or_else(|| self.admit(text, first).map(|number| (number, first)), Ok)
    }

    /// May a code be sent to this number, which was admitted once? What an operator decides holds for phones that were bound before.
    pub fn permit(&self, number: &PhoneNumber, channel: Channel) -> Result<(), PhoneError> {
        if self.has_test_prefix(number.e164()) {
            return Ok(());
        }
        let kind = number.kind();
        let is_blocked = |channel| {
            let own = if channel == Channel::Sms { &self.blocked_kinds_text } else { &self.blocked_kinds_voice };
            self.blocked_kinds.contains(&kind) || own.contains(&kind)
        };
        match channel {
            _ if !is_blocked(channel) => Ok(()),
            Channel::Sms if !is_blocked(Channel::Voice) => Err(PhoneError::NoTexts(kind)),
            Channel::Voice if !is_blocked(Channel::Sms) => Err(PhoneError::NoCalls(kind)),
            _ => Err(PhoneError::WrongKind(kind)),
        }
    }

    /// Those of `channels` by which a code may be sent to this number, in their order.
    pub fn permitted(&self, number: &PhoneNumber, channels: &[Channel]) -> Vec<Channel> {
        channels.iter().copied().filter(|channel| self.permit(number, *channel).is_ok()).collect()
    }

    fn has_test_prefix(&self, e164: &str) -> bool {
        self.test_prefixes.iter().any(|prefix| !prefix.is_empty() && e164.starts_with(prefix.as_str()))
    }

    /// The number that a person typed beside a chosen country (ISO 3166-1 alpha-2), if a code may be sent to
    /// it: in the country's own form, or in international form, which wins over the country.
    pub fn admit_from(&self, text: &str, region: Option<&str>, channel: Channel) -> Result<PhoneNumber, PhoneError> {
        if text.len() > MAX_TYPED {
            return Err(PhoneError::Malformed);
        }
        let typed = digits_of(&text.replace(is_grouping, " "))?;
        let region = region.and_then(|code| Region::from_code(code).ok());
        let Some(region) = region.filter(|_| typed.len() > 1 && !typed.starts_with('+')) else {
            return self.admit(&typed, channel);
        };
        let known = PHONE_NUMBER_UTIL.parse(&typed, Some(region)).map_err(|_| PhoneError::Invalid)?;
        self.admit(&known.format_as(PhoneNumberFormat::E164), channel)
    }

    fn test_number(&self, text: &str) -> Result<Option<PhoneNumber>, PhoneError> {
        if self.test_prefixes.is_empty() {
            return Ok(None);
        }
        let typed = normalise(text)?;
        // Invalid numbers parse too, and lose a trunk zero on the way: +44 (0)7700 900123.
        let e164 = PHONE_NUMBER_UTIL.parse(&typed, None).map_or(typed, |known| known.format_as(PhoneNumberFormat::E164).into_owned());
        let is_test = (9..=16).contains(&e164.len()) && self.has_test_prefix(&e164);
        Ok(is_test.then_some(PhoneNumber(e164)))
    }
}

#[cfg(test)]
mod tests;
