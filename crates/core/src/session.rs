//! Who is signed in, in one browser: until logout, until too long unused, or until its life is over.
//!
//! The browser holds the token, we its keyed hash. A session never says more than what was shown for it: when the
//! password was typed, and when a second factor was passed, if one was.

use std::fmt;
use std::time::Duration;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::clock::Timestamp;
use crate::id::UserId;
use crate::proof::{Proof, SecondFactor};
use crate::tenant::TenantSettings;

/// A session in use is written down again at most this often.
pub const SEEN_EVERY: Duration = Duration::from_secs(60);

/// How long sessions last, in whole minutes. Written as hours, which may have a fraction: Auth0's unit, and that of older records.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Lifetime {
    minutes: u32,
}

impl Lifetime {
    /// A year.
    pub const LONGEST: Self = Self::of_hours(8760);

    pub const fn of_minutes(minutes: u32) -> Self {
        Self { minutes }
    }

    pub const fn of_hours(hours: u32) -> Self {
        Self { minutes: hours.saturating_mul(60) }
    }

    /// To the nearest minute; none of a number that is no time.
    pub fn of_fraction(hours: f64) -> Option<Self> {
        let minutes = (hours * 60.0).round();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "both ends are looked at first")]
        (0.0..=f64::from(u32::MAX)).contains(&minutes).then_some(Self { minutes: minutes as u32 })
    }

    pub fn minutes(self) -> u32 {
        self.minutes
    }

    pub fn duration(self) -> Duration {
        Duration::from_secs(u64::from(self.minutes) * 60)
    }
}

impl fmt::Display for Lifetime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.minutes % 60 {
            0 => write!(f, "{} hours", self.minutes / 60),
            _ => write!(f, "{} minutes", self.minutes),
        }
    }
}

impl Serialize for Lifetime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.minutes % 60 {
            0 => serializer.serialize_u32(self.minutes / 60),
            _ => serializer.serialize_f64(f64::from(self.minutes) / 60.0),
        }
    }
}

impl<'de> Deserialize<'de> for Lifetime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::of_fraction(f64::deserialize(deserializer)?).ok_or_else(|| D::Error::custom("not a number of hours"))
    }
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Session {
    /// Of the token in the browser's cookie.
    pub hash: [u8; 32],
    pub user: UserId,
    /// When the password was typed.
    pub signed_in_at: Timestamp,
    /// [`Proof::since`] of the password; the session is over when it is no longer the user's mark.
    pub since: Timestamp,
    pub second_factor: Option<SecondFactor>,
    pub created_at: Timestamp,
    pub seen_at: Timestamp,
    pub expires_at: Timestamp,
}

impl Session {
    pub fn is_alive(&self, settings: &TenantSettings, now: Timestamp) -> bool {
        now < self.expires_at && now < self.seen_at + settings.idle_session_lifetime.duration()
    }

    /// What was shown for it.
    pub fn proof(&self) -> Proof {
        Proof { since: self.since, second: self.second_factor.clone(), transaction: None }
    }

    /// `max_age` of OpenID Connect: a sign-in that is older does not count.
    pub fn is_younger_than(&self, max_age: Option<u64>, now: Timestamp) -> bool {
        max_age.is_none_or(|seconds| now.since(self.signed_in_at) <= Duration::from_secs(seconds))
    }
}

/// When a session that begins now ends at the latest.
pub fn end_of_life(settings: &TenantSettings, now: Timestamp) -> Timestamp {
    now + settings.session_lifetime.duration()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(count: u32) -> Duration {
        Lifetime::of_hours(count).duration()
    }

    #[test]
    fn lifetimes_are_written_as_hours_and_lose_no_minute() {
        for minutes in [1, 59, 60, 61, 181, 4320, 525_600] {
            let written = serde_json::to_string(&Lifetime::of_minutes(minutes)).expect("a number");
            assert_eq!(serde_json::from_str::<Lifetime>(&written).expect("reads"), Lifetime::of_minutes(minutes), "{written}");
        }
        assert_eq!(serde_json::to_string(&Lifetime::of_hours(72)).expect("a number"), "72");
        assert_eq!(serde_json::from_str::<Lifetime>("72").expect("an older record"), Lifetime::of_hours(72));
        for bad in ["-1", "1e300", "\"72\""] {
            assert!(serde_json::from_str::<Lifetime>(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn idleness_and_age_both_end_it() {
        let settings = TenantSettings {
            session_lifetime: Lifetime::of_hours(10),
            idle_session_lifetime: Lifetime::of_hours(2),
            ..TenantSettings::default()
        };
        let start = Timestamp::from_secs(1_000_000);
        let mut session = Session {
            hash: [0; 32],
            user: UserId::new("auth0|1"),
            signed_in_at: start,
            since: start,
            second_factor: None,
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
