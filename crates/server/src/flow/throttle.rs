//! How many requests one machine may make of the Management API: a bucket for each client of each tenant, in this process.
//!
//! It protects the house from a loop in somebody's script, so it need not hold across processes, and it costs no write.

use std::collections::HashMap;
use std::time::Duration;

use parking_lot::Mutex;
use ringfence_core::clock::Timestamp;
use ringfence_core::guard::Bucket;
use ringfence_core::id::{ClientId, TenantId};

/// Buckets kept; only clients that have shown a token of ours have one, and a full bucket says nothing.
const CAPACITY: usize = 10_000;

#[derive(Default)]
pub struct Throttle {
    full_at: Mutex<HashMap<(TenantId, ClientId), Timestamp>>,
    told_at: Mutex<HashMap<(TenantId, ClientId), Timestamp>>,
}

/// What a caller is told of its bucket with every answer.
#[derive(Clone, Debug)]
pub struct Allowance {
    pub limit: u32,
    pub remaining: u32,
    /// When the bucket will be full again.
    pub reset_at: Timestamp,
    /// `Some` when this request found it empty.
    pub wait: Option<Duration>,
}

impl Throttle {
    /// Whether an empty bucket was not spoken of within the last minute.
    pub fn is_news(&self, tenant: &TenantId, client: &ClientId, now: Timestamp) -> bool {
        let mut table = self.told_at.lock();
        if table.len() >= CAPACITY {
            table.clear();
        }
        let before = table.get(&(tenant.clone(), client.clone())).copied();
        let is_news = before.is_none_or(|before| now.since(before) >= Duration::from_secs(60));
        if is_news {
            table.insert((tenant.clone(), client.clone()), now);
        }
        is_news
    }

    /// Takes one token.
    pub fn take(&self, tenant: &TenantId, client: &ClientId, bucket: &Bucket, now: Timestamp) -> Allowance {
        let mut table = self.full_at.lock();
        if table.len() >= CAPACITY {
            table.retain(|_, full_at| *full_at > now);
        }
        let key = (tenant.clone(), client.clone());
        let before = table.get(&key).copied();
        let taken = bucket.take(before, now);
        let full_at = taken.or(before).unwrap_or(now);
        table.insert(key, full_at);
        Allowance {
            limit: bucket.capacity,
            remaining: bucket.left(full_at, now),
            reset_at: full_at + Duration::from_micros(999_999),
            wait: taken.is_none().then(|| bucket.wait(before, now)),
        }
    }
}

#[cfg(test)]
mod tests {
    use ringfence_core::guard::BucketKind;

    use super::*;

    #[test]
    fn each_client_has_its_own_and_it_fills_again() {
        let bucket = Bucket { kind: BucketKind::Management, capacity: 2, refill: Duration::from_secs(1) };
        let (throttle, tenant, now) = (Throttle::default(), TenantId::new("ten_1"), Timestamp::from_secs(1_000));
        let take = |client: &str, now| throttle.take(&tenant, &ClientId::new(client), &bucket, now);
        let remaining: Vec<u32> = (0..2).map(|_| take("a", now).remaining).collect();
        assert_eq!(remaining, [1, 0]);
        let empty = take("a", now);
        assert_eq!((empty.remaining, empty.wait), (0, Some(Duration::from_secs(1))));
        assert!(take("b", now).wait.is_none());
        assert!(take("a", now + Duration::from_secs(1)).wait.is_none());
    }
}
