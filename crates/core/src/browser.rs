//! The browsers that a user has signed in by: known ones, and those that are remembered as a second factor.
//!
//! "Remember this browser" lasts thirty days, and lapses after seven without a sign-in (Auth0, "Customize MFA",
//! `allowRememberBrowser`). Being known for thirty days is what the adaptive policy asks of a device (`NewDevice`).

use std::time::Duration;

use crate::clock::Timestamp;

const DAY: u64 = 86_400;
pub const REMEMBERED_FOR: Duration = Duration::from_secs(30 * DAY);
const LAPSES_AFTER: Duration = Duration::from_secs(7 * DAY);
/// A browser that was not seen for so long is new again; nothing older is kept.
pub const KNOWN_FOR: Duration = Duration::from_secs(30 * DAY);

/// One user's use of one browser.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Browser {
    /// Of the value in its cookie.
    pub hash: [u8; 32],
    pub ip: String,
    /// ISO 3166-1 alpha-2, where a proxy told it.
    pub country: Option<String>,
    pub first_seen_at: Timestamp,
    pub last_seen_at: Timestamp,
    pub remembered_until: Option<Timestamp>,
}

impl Browser {
    pub fn is_remembered(&self, now: Timestamp) -> bool {
        self.remembered_until.is_some_and(|until| now < until) && now < self.last_seen_at + LAPSES_AFTER
    }

    /// The same, given that the second factor it stands for has been bound since then.
    pub fn is_remembered_since(&self, enrolled_since: Timestamp, now: Timestamp) -> bool {
        self.is_remembered(now) && self.remembered_until.is_some_and(|until| until - REMEMBERED_FOR >= enrolled_since)
    }

    pub fn is_known(&self, now: Timestamp) -> bool {
        now < self.last_seen_at + KNOWN_FOR
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_remembered_browser_lapses_unused_and_at_last() {
        let start = Timestamp::from_secs(1_000_000);
        let days = |count| Duration::from_secs(count * DAY);
        let mut browser = Browser {
            hash: [0; 32],
            ip: String::new(),
            country: None,
            first_seen_at: start,
            last_seen_at: start,
            remembered_until: Some(start + REMEMBERED_FOR),
        };
        assert!(browser.is_remembered(start + days(7) - Duration::from_secs(1)));
        assert!(!browser.is_remembered(start + days(7)), "unused");
        browser.last_seen_at = start + days(29);
        assert!(browser.is_remembered(start + days(30) - Duration::from_secs(1)));
        assert!(!browser.is_remembered(start + days(30)), "at last");
        assert!(browser.is_known(start + days(58)) && !browser.is_known(start + days(59)));
        browser.remembered_until = None;
        assert!(!browser.is_remembered(start + days(29)));
    }
}
