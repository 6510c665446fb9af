//! Which messages the inbox page shows: a number or a part of it, and a channel.

use serde::Deserialize;

/// What the reader asked to see: the query of the page.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// A number or a part of one, as typed.
    pub to: String,
    /// `sms`, `voice`, or empty for both.
    pub channel: String,
}

impl Filter {
    pub fn admits(&self, channel: &str, to: &str) -> bool {
        (self.channel.is_empty() || self.channel == channel) && self.admits_number(to)
    }

    /// A plus sign in a query arrives as a space, and people type spaces and dashes: only the digits count.
    pub fn admits_number(&self, to: &str) -> bool {
        digits_of(to).contains(&digits_of(&self.to))
    }

    pub fn has_number(&self) -> bool {
        self.to.contains(|character: char| character.is_ascii_digit())
    }

    pub fn is_set(&self) -> bool {
        self.has_number() || !self.channel.is_empty()
    }

    /// The page for a number's digits (or all, when empty), with the channel kept.
    pub fn link(&self, digits: &str) -> String {
        match self.channel.as_str() {
            channel @ ("sms" | "voice") => format!("?to={digits}&channel={channel}"),
            _ => format!("?to={digits}"),
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
