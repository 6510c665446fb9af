//! Who is signed in, in one browser: until logout, until too long unused, or until its life is over.
//!
//! The browser holds the token, we its keyed hash. A session never says more than what was shown for it: when the
//! password was typed, and when a second factor was passed, if one was.

use std::time::Duration;

use crate::clock::Timestamp;
use crate::id::UserId;
use crate::tenant::TenantSettings;

/// A session in use is written down again at most this often.
pub const SEEN_EVERY: Duration = Duration::from_secs(60);

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Session {
    /// Of the token in the browser's cookie.
    pub hash: [u8; 32],
    pub user: UserId,
    /// When the password was typed.
    pub signed_in_at: Timestamp,
    pub second_factor_at: Option<Timestamp>,
    pub created_at: Timestamp,
    pub seen_at: Timestamp,
    pub expires_at: Timestamp,
}

impl Session {
    pub fn is_alive(&self, settings: &TenantSettings, now: Timestamp) -> bool {
        now < self.expires_at && now < self.seen_at + hours(settings.idle_session_lifetime)
    }

    /// `max_age` of OpenID Connect: a sign-in that is older does not count.
    pub fn is_younger_than(&self, max_age: Option<u64>, now: Timestamp) -> bool {
        max_age.is_none_or(|seconds| now.since(self.signed_in_at) <= Duration::from_secs(seconds))
    }
}

/// When a session that begins now ends at the latest.
pub fn end_of_life(settings: &TenantSettings, now: Timestamp) -> Timestamp {
    now + hours(settings.session_lifetime)
}

fn hours(count: u32) -> Duration {
    Duration::from_secs(u64::from(count) * 3600)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn idleness_and_age_both_end_it() {
        let settings = TenantSettings { session_lifetime: 10, idle_session_lifetime: 2, ..TenantSettings::default() };
        let start = Timestamp::from_secs(1_000_000);
        let mut session = Session {
            hash: [0; 32],
            user: UserId::new("auth0|1"),
            signed_in_at: start,
            second_factor_at: None,
            created_at: start,
            seen_at: start,
            expires_at: end_of_life(&settings, start),
        };
        assert!(session.is_alive(&settings, start + hours(2) - Duration::from_micros(1)));
        assert!(!session.is_alive(&settings, start + hours(2)), "idle");
        session.seen_at = start + hours(9);
        assert!(session.is_alive(&settings, start + hours(10) - Duration::from_micros(1)));
        assert!(!session.is_alive(&settings, start + hours(10)), "old");
        assert!(session.is_younger_than(None, start + hours(9)));
        assert!(session.is_younger_than(Some(60), start + Duration::from_secs(60)));
        assert!(!session.is_younger_than(Some(60), start + Duration::from_secs(61)));
        assert!(!session.is_younger_than(Some(0), start + Duration::from_micros(1)), "0 asks anew, always");
    }
}
