//! Which messages the inbox page shows: a number or an address or a part of it, and a channel.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;

/// What the reader asked to see: the query of the page.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// A number or a part of one, as typed; with an `@` an address or a part of one.
    pub to: String,
    /// `sms`, `voice`, `email`, or empty for all.
    pub channel: String,
}

impl Filter {
    pub fn admits(&self, channel: &str, to: &str) -> bool {
        (self.channel.is_empty() || self.channel == channel) && self.admits_recipient(to)
    }

    /// A plus sign in a query arrives as a space, and people type spaces and dashes: only the digits count.
    pub fn admits_recipient(&self, to: &str) -> bool {
        if self.to.contains('@') {
            return to.to_lowercase().contains(&self.to.trim().replace(' ', "+").to_lowercase());
        }
        let wanted = digits_of(&self.to);
        wanted.is_empty() || !to.contains('@') && digits_of(to).contains(&wanted)
    }

    pub fn has_recipient(&self) -> bool {
        self.to.contains(|character: char| character.is_ascii_digit() || character == '@')
    }

    pub fn is_set(&self) -> bool {
        self.has_recipient() || !self.channel.is_empty()
    }

    /// The page for a number's digits or an address (or all, when empty), with the channel kept.
    pub fn link(&self, to: &str) -> String {
        let to = utf8_percent_encode(to, NON_ALPHANUMERIC);
        match self.channel.as_str() {
            channel @ ("sms" | "voice" | "email") => format!("?to={to}&channel={channel}"),
            _ => format!("?to={to}"),
        }
    }
}

pub fn digits_of(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filter(to: &str, channel: &str) -> Filter {
        Filter { to: to.to_owned(), channel: channel.to_owned() }
    }

    #[test]
    fn only_digits_of_a_number_count() {
        let number = "+447700900123";
        for typed in ["", "+447700900123", " 447700900123", "0123", "7700-900", "+44 (77) 00", "anything"] {
            assert!(filter(typed, "").admits("sms", number), "{typed}");
        }
        assert!(!filter("0124", "").admits("sms", number));
    }

    #[test]
    fn an_address_is_asked_for_by_its_at() {
        let address = "Ada+1@example.com";
        for typed in ["", "@example", "ada+1@EXAMPLE.com", "ada 1@example.com", "anything"] {
            assert!(filter(typed, "").admits("email", address), "{typed}");
        }
        for typed in ["bob@", "1", "+1"] {
            assert!(!filter(typed, "").admits("email", address), "{typed}");
        }
        assert!(!filter("@", "").admits("sms", "+447700900123"));
        assert_eq!(filter("", "email").link("a&b@x"), "?to=a%26b%40x&channel=email");
    }

    #[test]
    fn a_channel_shuts_the_other_one_out() {
        assert!(filter("", "voice").admits("voice", "+1"));
        assert!(!filter("", "voice").admits("sms", "+1"));
    }

    #[test]
    fn a_link_keeps_a_known_channel_and_never_echoes_another() {
        assert_eq!(filter("", "sms").link("447"), "?to=447&channel=sms");
        assert_eq!(filter("12", "&x=1").link(""), "?to=");
    }
}
