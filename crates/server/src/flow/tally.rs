//! What was counted for a tenant's statistics, so that it need not be counted again for each request: in this process, and bounded.
//!
//! 1. a day that is over does not change any more; what may change is believed for a minute;
//! 2. of a tenant one thing is counted at a time, and whoever waited for it finds it counted.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use parking_lot::Mutex;
use ringfence_core::clock::Timestamp;
use ringfence_core::id::TenantId;

/// Tenants remembered at once.
const CAPACITY: usize = 1_000;
/// Days of each.
const MOST_DAYS: usize = 500;
const DAY: Duration = Duration::from_secs(86_400);
const BELIEVED_FOR: Duration = Duration::from_secs(60);
/// So long after its end the last line of a day has been committed, whatever the servers' clocks say.
const SETTLED_AFTER: Duration = Duration::from_secs(3_600);

#[derive(Default)]
pub struct Tallies {
    tenants: Mutex<HashMap<TenantId, Arc<tokio::sync::Mutex<Tally>>>>,
}

impl Tallies {
    /// To be locked while it is counted: rule 2.
    pub fn of(&self, tenant: &TenantId) -> Arc<tokio::sync::Mutex<Tally>> {
        let mut tenants = self.tenants.lock();
        if tenants.len() >= CAPACITY && !tenants.contains_key(tenant) {
            tenants.clear();
        }
        tenants.entry(tenant.clone()).or_default().clone()
    }
}

#[derive(Default)]
pub struct Tally {
    days: HashMap<Timestamp, Day>,
    active_users: Option<(u64, Timestamp)>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Day {
    /// Its first moment, in UTC.
    pub start: Timestamp,
    pub logins: u64,
    pub signups: u64,
    pub counted_at: Timestamp,
}

impl Tally {
    pub fn day(&self, start: Timestamp, now: Timestamp) -> Option<Day> {
        let is_good = |day: &&Day| day.counted_at >= start + DAY + SETTLED_AFTER || now.since(day.counted_at) < BELIEVED_FOR;
        self.days.get(&start).filter(is_good).copied()
    }

    pub fn keep_day(&mut self, day: Day) {
        if self.days.len() >= MOST_DAYS {
            self.days.clear();
        }
        self.days.insert(day.start, day);
    }

    pub fn active_users(&self, now: Timestamp) -> Option<u64> {
        self.active_users.filter(|(_, counted_at)| now.since(*counted_at) < BELIEVED_FOR).map(|(count, _)| count)
    }

    pub fn keep_active_users(&mut self, count: u64, now: Timestamp) {
        self.active_users = Some((count, now));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Timestamp = Timestamp::from_secs(86_400 * 20_000);

    #[test]
    fn a_day_is_kept_for_good_once_it_is_over() {
        let mut tally = Tally::default();
        let counted = |counted_at| Day { start: START, logins: 1, signups: 0, counted_at };
        for (counted_at, for_good) in [
            (START, false),
            (START + DAY, false),
            (START + DAY + SETTLED_AFTER - Duration::from_secs(1), false),
            (START + DAY + SETTLED_AFTER, true),
        ] {
            tally.keep_day(counted(counted_at));
            assert_eq!(tally.day(START, counted_at + Duration::from_secs(59)), Some(counted(counted_at)));
            assert_eq!(tally.day(START, counted_at + BELIEVED_FOR).is_some(), for_good, "{counted_at}");
        }
        assert_eq!(tally.day(START + DAY, START + DAY), None);
    }

    #[test]
    fn it_is_bounded() {
        let mut tally = Tally::default();
        for number in 0..2_000_u32 {
            tally.keep_day(Day { start: START + DAY * number, logins: 0, signups: 0, counted_at: START });
            assert!(tally.days.len() <= MOST_DAYS);
        }
        let tallies = Tallies::default();
        for number in 0..=CAPACITY {
            tallies.of(&TenantId::new(format!("ten_{number}")));
        }
        assert_eq!(tallies.tenants.lock().len(), 1);
    }
}
