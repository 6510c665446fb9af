//! Refusals in the log: so many from one address, and the rest is counted.
//!
//! Anybody can be refused as often as they like, and each refusal is a line of the tenant's log. So an address has a bucket of such
//! lines, as large as that of the logins it may begin (`limits.logins_per_address`), in this process and without a write. What comes
//! when it is empty is refused all the same, and told in one line a minute ([`tell`], `api_limit`).
//!
//! Memory is bounded: [`CAPACITY`] addresses have a bucket of their own (of IPv6, networks of 64 bits), and all others of a tenant
//! share one.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr};
use std::time::Duration;

use parking_lot::Mutex;
use ringfence_core::clock::Timestamp;
use ringfence_core::event::{EventType, LogEvent, log_id};
use ringfence_core::guard::Bucket;
use ringfence_core::id::TenantId;
use ringfence_core::risk::network_of;
use ringfence_store::{StoreError, Tx};
use serde_json::json;

use crate::ctx::App;

const CAPACITY: usize = 20_000;
/// Full buckets, which say nothing, are looked for no more often.
const CLEARED_EVERY: Duration = Duration::from_secs(1);
/// Stands for every address that has no bucket of its own.
const EVERYBODY_ELSE: IpAddr = IpAddr::V4(Ipv4Addr::UNSPECIFIED);

#[derive(Default)]
pub struct Flood(Mutex<Tables>);

#[derive(Default)]
struct Tables {
    full_at: HashMap<(TenantId, IpAddr), Timestamp>,
    cleared_at: Option<Timestamp>,
    unlogged: HashMap<TenantId, Unlogged>,
}

/// What a tenant's log does not hold, since it was told last.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unlogged {
    pub lines: u64,
    /// Who caused the latest of them.
    pub ip: String,
}

impl Flood {
    /// Whether a refusal may be written; if not, it is counted.
    pub fn admits(&self, tenant: &TenantId, ip: &str, bucket: &Bucket, now: Timestamp) -> bool {
        let source = ip.parse().map_or(EVERYBODY_ELSE, network_of);
        let mut tables = self.0.lock();
        let key = tables.place((tenant.clone(), source), now);
        let before = tables.full_at.get(&key).copied();
        if let Some(full_at) = bucket.take(before, now) {
            tables.full_at.insert(key, full_at);
            return true;
        }
        let unlogged = tables.unlogged.entry(tenant.clone()).or_insert(Unlogged { lines: 0, ip: String::new() });
        unlogged.lines += 1;
        ip.clone_into(&mut unlogged.ip);
        false
    }

    fn drain(&self) -> HashMap<TenantId, Unlogged> {
        std::mem::take(&mut self.0.lock().unlogged)
    }
}

impl Tables {
    /// `wanted`, if there is room for it.
    fn place(&mut self, wanted: (TenantId, IpAddr), now: Timestamp) -> (TenantId, IpAddr) {
        if self.full_at.len() < CAPACITY || self.full_at.contains_key(&wanted) {
            return wanted;
        }
        if self.cleared_at.is_none_or(|cleared_at| now.since(cleared_at) >= CLEARED_EVERY) {
            self.cleared_at = Some(now);
            self.full_at.retain(|_, full_at| *full_at > now);
        }
        if self.full_at.len() < CAPACITY { wanted } else { (wanted.0, EVERYBODY_ELSE) }
    }
}

/// Writes one line for each tenant whose log is short of some.
pub async fn tell(app: &App) -> Result<(), StoreError> {
    for (tenant, Unlogged { lines, ip }) in app.flood.drain() {
        let (at, words) = (app.clock.now(), format!("{lines} refused requests are not in the log: too many came from one address"));
        let details = json!({ "unlogged": { "lines": lines, "latest_ip": ip } });
        let event = LogEvent { description: Some(words), ip, details, ..LogEvent::new(EventType::ApiLimit) };
        let id = log_id(at, 0, &*app.dice);
        app.store.tx(async move |tx: &mut Tx<'_>| tx.log_insert(&tenant, &id, at, &event).await).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use ringfence_core::guard::BucketKind;

    use super::*;

    const BUCKET: Bucket = Bucket { kind: BucketKind::Logins, capacity: 2, refill: Duration::from_secs(1) };

    #[test]
    fn what_is_over_is_counted() {
        let (flood, tenant, now) = (Flood::default(), TenantId::new("ten_1"), Timestamp::from_secs(1_000));
        let admits = |ip: &str, now| flood.admits(&tenant, ip, &BUCKET, now);
        let admitted: Vec<bool> = (0..4).map(|_| admits("203.0.113.7", now)).collect();
        assert_eq!(admitted, [true, true, false, false]);
        assert!(admits("203.0.113.8", now) && admits("203.0.113.7", now + Duration::from_secs(1)));
        let told = flood.drain();
        assert_eq!(told.get(&tenant), Some(&Unlogged { lines: 2, ip: "203.0.113.7".to_owned() }));
        assert!(flood.drain().is_empty());
    }

    #[test]
    fn addresses_without_end_share_one_bucket() {
        let (flood, tenant, now) = (Flood::default(), TenantId::new("ten_1"), Timestamp::from_secs(1_000));
        let admitted = (0..u32::try_from(CAPACITY).expect("small") + 1_000)
            .filter(|number| flood.admits(&tenant, &format!("2001:db8:{:x}:{:x}::1", number >> 16, number & 0xffff), &BUCKET, now))
            .count();
        assert_eq!(admitted, CAPACITY + 2);
        assert!(flood.0.lock().full_at.len() <= CAPACITY + 1);
        // Once buckets are full again they make room.
        assert!(flood.admits(&tenant, "203.0.113.7", &BUCKET, now + Duration::from_secs(2)));
        assert!(flood.0.lock().full_at.len() < 3);
    }
}
