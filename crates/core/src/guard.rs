//! May this message be sent, may this code be tried: pure arithmetic over what the store counted.
//!
//! Auth0's two buckets per user ("10, refilled by one an hour / every six minutes") are kept as one
//! moment each, the *theoretical arrival time* of the generic cell rate algorithm (ITU-T I.371): the
//! moment at which the bucket will be full again. One conditional update then takes a token, so the
//! bound holds under any number of racing requests and nodes.

use std::time::Duration;

use crate::clock::{Timestamp, micros};

/// A bucket of `capacity` tokens that regains one every `refill`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Bucket {
    pub kind: BucketKind,
    pub capacity: u32,
    pub refill: Duration,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BucketKind {
    Messages,
    /// Of codes that were sent by text message or call.
    WrongCodes,
    /// Of codes that an authenticator app showed.
    WrongAppCodes,
    WrongRecoveryCodes,
    /// Of one address, for the adaptive policy.
    FailedLogins,
    /// Logins begun from one address, whether or not anybody signs in.
    Logins,
    /// Of a user: factors that they bind, and recovery codes that they renew.
    FactorChanges,
    /// Of one mailbox and one kind of notice: mails that tell of a change.
    Notices,
    /// Of a tenant: notices of changes that machines made.
    TenantNotices,
    /// Of one mailbox: mails that machines asked for.
    RecipientMails,
    /// Of a tenant: mails that machines asked for.
    TenantMails,
    /// Of a machine: requests to the Management API.
    Management,
    /// Of a tenant: messages that only try whether its provider works.
    Tries,
}

impl BucketKind {
    /// As the store keeps it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Messages => "messages",
            Self::WrongCodes => "wrong_codes",
            Self::WrongAppCodes => "wrong_app_codes",
            Self::WrongRecoveryCodes => "wrong_recovery_codes",
            Self::FailedLogins => "failed_logins",
            Self::Logins => "logins",
            Self::FactorChanges => "factor_changes",
            Self::Notices => "notices",
            Self::TenantNotices => "tenant_notices",
            Self::RecipientMails => "recipient_mails",
            Self::TenantMails => "tenant_mails",
            Self::Management => "management",
            Self::Tries => "tries",
        }
    }
}

impl Bucket {
    /// How far ahead of now the bucket's moment may lie, in µs: an empty bucket is this far from full.
    pub fn depth_micros(&self) -> i64 {
        micros(self.refill).saturating_mul(i64::from(self.capacity))
    }

    pub fn refill_micros(&self) -> i64 {
        micros(self.refill)
    }

    /// The moment after taking one token, or `None` when there is none to take. The store's
    /// conditional update computes the same; a test holds the two against each other.
    pub fn take(&self, full_at: Option<Timestamp>, now: Timestamp) -> Option<Timestamp> {
        let taken = full_at.map_or(now, |moment| moment.max(now)) + self.refill;
        (taken.as_micros() - now.as_micros() <= self.depth_micros()).then_some(taken)
    }

    pub fn is_empty(&self, full_at: Option<Timestamp>, now: Timestamp) -> bool {
        self.take(full_at, now).is_none()
    }

    /// How many tokens are left in it.
    pub fn left(&self, full_at: Timestamp, now: Timestamp) -> u32 {
        let used = (full_at.as_micros() - now.as_micros()).max(0);
        let refill = self.refill_micros().max(1);
        let used = u32::try_from((used + refill - 1) / refill).unwrap_or(u32::MAX);
        self.capacity.saturating_sub(used)
    }

    /// How long until one token is back; zero while there is one.
    pub fn wait(&self, full_at: Option<Timestamp>, now: Timestamp) -> Duration {
        let Some(full_at) = full_at else { return Duration::ZERO };
        let next = full_at.as_micros() + self.refill_micros() - self.depth_micros() - now.as_micros();
        Duration::from_micros(u64::try_from(next).unwrap_or(0))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SENDS: Bucket = Bucket { kind: BucketKind::Messages, capacity: 10, refill: Duration::from_secs(3600) };

    #[test]
    fn ten_at_once_then_one_an_hour() {
        let now = Timestamp::from_secs(1_000_000);
        let mut full_at = None;
        for _ in 0..10 {
            full_at = Some(SENDS.take(full_at, now).expect("ten tokens at the start"));
        }
        assert!(SENDS.is_empty(full_at, now));
        assert_eq!(SENDS.wait(full_at, now), Duration::from_secs(3600));
        let later = now + Duration::from_secs(3600);
        full_at = Some(SENDS.take(full_at, later).expect("one is back after an hour"));
        assert!(SENDS.is_empty(full_at, later));
    }

    proptest! {
        /// Whatever the rhythm, nobody gets more than the burst plus what flowed in meanwhile.
        #[test]
        fn never_more_than_the_burst_and_the_refill(gaps in prop::collection::vec(0_u64..7_200, 1..200)) {
            let start = Timestamp::from_secs(1_000_000);
            let (mut now, mut full_at, mut taken) = (start, None, 0_u64);
            for gap in gaps {
                now = now + Duration::from_secs(gap);
                if let Some(moment) = SENDS.take(full_at, now) {
                    full_at = Some(moment);
                    taken += 1;
                }
                prop_assert!(taken <= 10 + now.since(start).as_secs() / 3600);
            }
        }

        /// Waiting as long as told is enough, and a microsecond less is not.
        #[test]
        fn the_wait_is_exact(taken in 1_u32..=10, idle in 0_u64..36_000_000_000) {
            let start = Timestamp::from_secs(1_000_000);
            let mut full_at = None;
            for _ in 0..taken {
                full_at = SENDS.take(full_at, start);
            }
            let now = start + Duration::from_micros(idle);
            let wait = SENDS.wait(full_at, now);
            prop_assert!(SENDS.take(full_at, now + wait).is_some());
            if wait > Duration::ZERO {
                prop_assert!(SENDS.take(full_at, now + wait - Duration::from_micros(1)).is_none());
            }
        }
    }
}
