//! After a storm: is every promise kept, none twice, and no row half written?

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use ringfence_core::clock::Dice;
use ringfence_core::id::TenantId;
use ringfence_core::secret::{Keyring, MasterKey};
use ringfence_core::token::OobCode;
use ringfence_store::{Store, StoreOptions, Tx};

use crate::fake_twilio::FakeTwilio;
use crate::harness::{Install, MASTER_KEY};

/// What came of a run.
#[derive(Debug)]
pub(crate) struct Figures {
    /// `oob_code`s that a client holds.
    pub(crate) acknowledged: usize,
    pub(crate) challenges: usize,
    /// Requests to send that reached the carrier.
    pub(crate) carried: usize,
    /// Deliveries recorded as accepted by the carrier.
    pub(crate) accepted: usize,
    /// Deliveries recorded as failed.
    pub(crate) failed: usize,
    /// Of the failed ones: those that the carrier nevertheless had taken when the process was killed.
    pub(crate) failed_but_carried: usize,
    /// Of the acknowledged ones: those whose message is recorded as failed.
    pub(crate) acknowledged_and_failed: usize,
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { acknowledged, challenges, carried, accepted, failed, failed_but_carried, acknowledged_and_failed } = self;
        write!(f, "{challenges} challenges, {acknowledged} of them acknowledged; the carrier got {carried} messages, none twice; ")?;
        write!(f, "{accepted} recorded as accepted, {failed} as failed (of these {failed_but_carried} had reached the carrier, ")?;
        write!(f, "{acknowledged_and_failed} were acknowledged); none lost")
    }
}

struct Delivery {
    challenge: String,
    state: String,
    code: String,
}

/// Waits until nothing is left to send, then compares the clients' handles, the database and the carrier.
pub(crate) async fn audit(install: &Install, twilio: &FakeTwilio, acknowledged: &[String]) -> Figures {
    settle(install).await;
    let deliveries = deliveries(install).await;
    let by_challenge: HashMap<&str, &Delivery> = deliveries.values().map(|one| (one.challenge.as_str(), one)).collect();
    let carried = twilio.carried();

    let mut times: HashMap<&str, usize> = HashMap::new();
    for message in &carried {
        *times.entry(&message.delivery).or_default() += 1;
    }
    for (id, times) in &times {
        assert_eq!(*times, 1, "the carrier got delivery {id} {times} times");
        assert!(deliveries.contains_key(*id), "the carrier got delivery {id}, which was never written");
    }
    for (id, delivery) in &deliveries {
        let was_carried = times.contains_key(id.as_str());
        match delivery.state.as_str() {
            "accepted" => assert!(was_carried, "{id} is recorded as accepted, and the carrier never saw it"),
            "failed" => assert!(
                !was_carried || ["interrupted", "timeout", "connection_lost"].contains(&delivery.code.as_str()),
                "{id}: {}",
                delivery.code
            ),
            state => panic!("{id} is still {state}"),
        }
    }
    let (tenant, keys) = keyring(install).await;
    let mut acknowledged_and_failed = 0;
    for handle in acknowledged {
        let handle = OobCode::open(handle, &tenant, &keys).expect("a handle of ours");
        let delivery =
            by_challenge.get(handle.challenge.as_str()).unwrap_or_else(|| panic!("{} was promised and is lost", handle.challenge));
        acknowledged_and_failed += usize::from(delivery.state == "failed");
    }
    whole_rows(install).await;
    let states = |state: &str| deliveries.values().filter(|one| one.state == state).count();
    let failed_but_carried = deliveries.iter().filter(|(id, one)| one.state == "failed" && times.contains_key(id.as_str())).count();
    Figures {
        acknowledged: acknowledged.len(),
        challenges: by_challenge.len(),
        carried: carried.len(),
        accepted: states("accepted"),
        failed: states("failed"),
        failed_but_carried,
        acknowledged_and_failed,
    }
}

async fn settle(install: &Install) {
    for _ in 0..300 {
        if install.database.number("SELECT COUNT(*) FROM deliveries WHERE due_at IS NOT NULL").await == 0 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("deliveries are still open after half a minute");
}

async fn deliveries(install: &Install) -> HashMap<String, Delivery> {
    let rows = install.database.rows("SELECT delivery_id, challenge_id, state, failure_code FROM deliveries").await;
    let delivery = |row: Vec<String>| {
        let [id, challenge, state, code] = row.try_into().expect("four columns");
        (id, Delivery { challenge, state, code })
    };
    rows.into_iter().map(delivery).collect()
}

/// What one transaction wrote is there together or not at all. Each count must be zero.
async fn whole_rows(install: &Install) {
    let halves = [
        ("a challenge without its delivery", "SELECT COUNT(*) FROM challenges c WHERE NOT EXISTS
            (SELECT 1 FROM deliveries d WHERE d.tenant_id = c.tenant_id AND d.delivery_id = c.delivery_id AND d.challenge_id = c.challenge_id)"),
        ("a delivery without its challenge", "SELECT COUNT(*) FROM deliveries d WHERE NOT EXISTS
            (SELECT 1 FROM challenges c WHERE c.tenant_id = d.tenant_id AND c.challenge_id = d.challenge_id AND c.delivery_id = d.delivery_id)"),
        ("an authenticator that no challenge speaks of", "SELECT COUNT(*) FROM authenticators a WHERE a.kind = 'phone' AND NOT EXISTS
            (SELECT 1 FROM challenges c WHERE c.tenant_id = a.tenant_id AND c.device_id = a.device_id)"),
        ("a count of attempts that is not theirs", "SELECT COUNT(*) FROM deliveries d WHERE d.attempts <>
            (SELECT COUNT(*) FROM attempts a WHERE a.tenant_id = d.tenant_id AND a.delivery_id = d.delivery_id)"),
        ("an accepted delivery without an accepted attempt", "SELECT COUNT(*) FROM deliveries d WHERE d.state = 'accepted' AND 1 <>
            (SELECT COUNT(*) FROM attempts a WHERE a.tenant_id = d.tenant_id AND a.delivery_id = d.delivery_id AND a.outcome = 'accepted')"),
        ("a message kept after its end", "SELECT COUNT(*) FROM deliveries WHERE message_sealed IS NOT NULL OR lease IS NOT NULL OR finished_at IS NULL"),
    ];
    for (what, sql) in halves {
        assert_eq!(install.database.number(sql).await, 0, "{what}");
    }
    let events = [
        ("starts", "'gd_start_auth', 'gd_start_enroll'", "challenges", "1 = 1"),
        ("sends", "'gd_send_sms', 'gd_send_voice'", "deliveries", "state = 'accepted'"),
        ("failures", "'gd_send_sms_failure', 'gd_send_voice_failure'", "deliveries", "state = 'failed'"),
    ];
    for (what, kinds, table, condition) in events {
        let logged = install.database.number(&format!("SELECT COUNT(*) FROM log_events WHERE type IN ({kinds})")).await;
        let written = install.database.number(&format!("SELECT COUNT(*) FROM {table} WHERE {condition}")).await;
        assert_eq!(logged, written, "log events of {what}");
    }
}

/// The installation's own keys, to read which challenge a handle stands for.
async fn keyring(install: &Install) -> (TenantId, Keyring) {
    struct NoDice;
    impl Dice for NoDice {
        fn fill(&self, _: &mut [u8]) {
            unreachable!("nothing is sealed here")
        }
    }
    let store = Store::open(&install.database.url(), StoreOptions { readers: 1, pg_pool: 1 }).await.unwrap();
    let keys = store.read(async |tx: &mut Tx<'_>| tx.data_key_list().await).await.unwrap();
    let tenant = TenantId::new(install.database.rows("SELECT tenant_id FROM tenants").await[0][0].clone());
    let master = MasterKey::from_base64(MASTER_KEY).unwrap();
    (tenant, Keyring::unlock(&master, &keys, Arc::new(NoDice)).unwrap())
}
