//! How many durable transactions a second the store does, with 64 callers at once:
//! `cargo run --release -p ringfence-store --example throughput -- [database URL] [seconds]`.
//!
//! Without a URL it works on SQLite in a fresh folder. A cycle is a challenge (its bucket, challenge, delivery and
//! two log events), the dispatch of its message, and the verification that uses the code up: three transactions.

#![expect(clippy::print_stdout, reason = "it is run for what it prints")]

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use ringfence_core::challenge::{Action, NewChallenge};
use ringfence_core::clock::{Dice, Timestamp};
use ringfence_core::delivery::{Channel, NewDelivery, Origin, Receipt};
use ringfence_core::event::{EventType, LogEvent, log_id};
use ringfence_core::guard::{Bucket, BucketKind};
use ringfence_core::id::{ChallengeId, ClientId, DeliveryId, DeviceId, TenantId, TransactionId, UserId};
use ringfence_core::message::Message;
use ringfence_core::phone::PhoneNumber;
use ringfence_core::secret::{DataKey, KeyPurpose, Keyring, MasterKey};
use ringfence_core::tenant::Provider;
use ringfence_store::{Attempt, Store, StoreError, StoreOptions, Tx};

const CALLERS: u64 = 64;
const START: Timestamp = Timestamp::from_secs(1_764_000_000);
const BUCKET: Bucket = Bucket { kind: BucketKind::Messages, capacity: 1_000_000, refill: Duration::from_secs(1) };

#[tokio::main]
async fn main() -> Result<(), StoreError> {
    let mut arguments = std::env::args().skip(1);
    let path = std::env::temp_dir().join(format!("ringfence-throughput-{}", std::process::id()));
    let url = arguments.next().filter(|url| !url.is_empty()).unwrap_or_else(|| {
        // It may be there already, which opening the file will tell.
        let _ = std::fs::create_dir_all(&path);
        format!("sqlite://{}/test.db", path.display())
    });
    let seconds = arguments.next().and_then(|seconds| seconds.parse().ok()).unwrap_or(3);
    let store = Store::open(&url, StoreOptions::default()).await?;
    store.migrate().await?;
    store.set_keyring(keyring());
    measure(&store, seconds, "smallest transactions", 1, |store, number| async move {
        let subject = format!("auth0|{number}");
        store.tx(async move |tx: &mut Tx<'_>| tx.bucket_take(&tenant(), &BUCKET, &subject, now()).await.map(drop)).await
    })
    .await;
    measure(&store, seconds, "cycles of three", 3, cycle).await;
    measure(&store, seconds, "reads", 1, |store, _| async move {
        store.read(async |tx: &mut Tx<'_>| tx.bucket_full_at(&tenant(), BucketKind::Messages, "auth0|1").await.map(drop)).await
    })
    .await;
    drop(store);
    let _ = std::fs::remove_dir_all(path);
    Ok(())
}

/// Counts what 64 callers, each waiting for its answer, get done.
async fn measure<W, F>(store: &Store, seconds: u64, what: &str, transactions: u64, work: W)
where
    W: Fn(Store, u64) -> F + Clone + Send + 'static,
    F: Future<Output = Result<(), StoreError>> + Send,
{
    let (done, start) = (Arc::new(AtomicU64::new(0)), Instant::now());
    let callers: Vec<_> = (0..CALLERS)
        .map(|_| {
            let (store, done, work) = (store.clone(), Arc::clone(&done), work.clone());
            tokio::spawn(async move {
                while start.elapsed() < Duration::from_secs(seconds) {
                    let number = done.fetch_add(1, Ordering::Relaxed);
                    if let Err(error) = work(store.clone(), number).await {
                        println!("{error}");
                        return;
                    }
                }
            })
        })
        .collect();
    for caller in callers {
        let _ = caller.await;
    }
    let rate = u128::from(done.load(Ordering::Relaxed)) * 1_000_000 / start.elapsed().as_micros();
    println!("{what}: {rate}/s, that is {} transactions/s", rate * u128::from(transactions));
}

/// Goes on by a millisecond with every look, so that what is ordered by time is so here too.
fn now() -> Timestamp {
    static TICKS: AtomicU64 = AtomicU64::new(0);
    START + Duration::from_millis(TICKS.fetch_add(1, Ordering::Relaxed))
}

fn tenant() -> TenantId {
    TenantId::new("ten_0123456789abcdef")
}

async fn cycle(store: Store, number: u64) -> Result<(), StoreError> {
    let (challenge, delivery) = new(number);
    let (transaction, id) = (challenge.transaction.clone(), challenge.id.clone());
    let start = async move |tx: &mut Tx<'_>| {
        tx.bucket_take(&tenant(), &BUCKET, challenge.user.as_str(), now()).await?;
        tx.challenge_insert(&tenant(), &challenge).await?;
        tx.delivery_insert(&tenant(), &delivery).await?;
        log(tx, EventType::StartAuth).await?;
        log(tx, EventType::MfaRequired).await
    };
    store.tx(start).await?;
    let send = async |tx: &mut Tx<'_>| {
        let now = now();
        let (lease, claimed) = tx.delivery_claim("node", now, Duration::from_secs(30), 1).await?;
        let receipt = Receipt { carrier_message_id: "SM0123456789abcdef0123456789abcdef".into(), segments: None };
        for delivery in &claimed {
            tx.delivery_accept(delivery, &lease, &Attempt { carrier: "virtual", started_at: now, finished_at: now }, &receipt, Some(1))
                .await?;
        }
        log(tx, EventType::SendSms).await
    };
    store.tx(send).await?;
    let verify = async move |tx: &mut Tx<'_>| {
        tx.challenges_open(&tenant(), &transaction).await?;
        tx.challenges_use_all(&tenant(), &transaction, &id, now()).await?;
        log(tx, EventType::AuthSucceed).await?;
        log(tx, EventType::OobExchange).await
    };
    store.tx(verify).await
}

async fn log(tx: &mut Tx<'_>, kind: EventType) -> Result<(), StoreError> {
    let event = LogEvent { user_id: "auth0|0123456789abcdef01234567".into(), user_agent: "node-fetch/1.0".into(), ..LogEvent::new(kind) };
    let now = now();
    tx.log_insert(&tenant(), &log_id(now, 0, &Splitmix), now, &event).await
}

fn new(number: u64) -> (NewChallenge, NewDelivery) {
    let dice: &dyn Dice = &Splitmix;
    let (user, client, device) = (UserId::new(format!("auth0|{number}")), ClientId::new("client"), DeviceId::new("dev_0123456789abcdef"));
    let challenge = NewChallenge {
        id: ChallengeId::at(now(), dice),
        transaction: TransactionId::random(dice),
        user: user.clone(),
        client: client.clone(),
        device: device.clone(),
        delivery: DeliveryId::at(now(), dice),
        channel: Channel::Sms,
        action: Action::Verification,
        code_hash: [7; 32],
        created_at: now(),
        expires_at: START + Duration::from_secs(300_000_000),
    };
    let message = Message {
        to: PhoneNumber::from_e164_trusted("+12025550123".into()),
        channel: Channel::Sms,
        text: "471903 is your verification code for Demo".into(),
        code: "471903".into(),
        action: Action::Verification,
        locale: "en".into(),
        validity_secs: 300,
        tenant_name: "Demo".into(),
    };
    let delivery = NewDelivery {
        id: challenge.delivery.clone(),
        challenge: challenge.id.clone(),
        user,
        client,
        device,
        provider: Provider::Auth0,
        route: vec!["virtual".into()],
        message,
        origin: Origin { ip: "203.0.113.7".into(), user_agent: "node-fetch/1.0".into(), ..Origin::default() },
        created_at: challenge.created_at,
        expires_at: challenge.expires_at,
    };
    (challenge, delivery)
}

fn keyring() -> Arc<Keyring> {
    let (master, _) = MasterKey::generate(&Splitmix);
    let key = |purpose| DataKey::generate(&master, purpose, START, START, &Splitmix);
    let keys = [key(KeyPurpose::Seal), key(KeyPurpose::Hash)];
    Arc::new(Keyring::unlock(&master, &keys, Arc::new(Splitmix)).expect("keys made with this master key"))
}

/// Ids that differ, in no guessable order as far as an index is concerned; no secrets.
struct Splitmix;

impl Dice for Splitmix {
    fn fill(&self, bytes: &mut [u8]) {
        static STATE: AtomicU64 = AtomicU64::new(7);
        for chunk in bytes.chunks_mut(8) {
            let mut word = STATE.fetch_add(0x9E37_79B9_7F4A_7C15, Ordering::Relaxed);
            word = (word ^ (word >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            word = (word ^ (word >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            chunk.copy_from_slice(&(word ^ (word >> 31)).to_le_bytes()[..chunk.len()]);
        }
    }
}
