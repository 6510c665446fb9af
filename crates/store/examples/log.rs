//! What a long log costs to write and to read, on SQLite in a fresh folder:
//! `cargo run --release -p ringfence-store --example log -- [lines]`.

#![expect(clippy::print_stdout, reason = "it is run for what it prints")]

use std::time::{Duration, Instant};

use ringfence_core::clock::{Dice, Timestamp};
use ringfence_core::event::{EventType, LogEvent, first_log_id, log_id};
use ringfence_core::id::TenantId;
use ringfence_store::{LogOrder, LogPath, LogSpan, Store, StoreError, StoreOptions, Tx};
use serde_json::json;

const START: Timestamp = Timestamp::from_secs(1_764_000_000);
const BATCH: u64 = 1000;
const ALL: LogSpan<'static> = LogSpan { after: "", before: "a" };

#[tokio::main]
async fn main() -> Result<(), StoreError> {
    let lines: u64 = std::env::args().nth(1).and_then(|lines| lines.parse().ok()).unwrap_or(1_000_000);
    let indexes = ["log_events_by_type", "log_events_by_user"];
    for kept in 0..=indexes.len() {
        let path = std::env::temp_dir().join(format!("ringfence-log-{}-{kept}", std::process::id()));
        // It may be there already, which opening the file will tell.
        let _ = std::fs::create_dir_all(&path);
        let file = path.join("test.db");
        let store = Store::open(&format!("sqlite://{}", file.display()), StoreOptions::default()).await?;
        store.migrate().await?;
        let connection = rusqlite::Connection::open(&file).expect("the file that was just made");
        for index in &indexes[kept..] {
            connection.execute_batch(&format!("DROP INDEX {index}")).expect("an index of the schema");
        }
        println!("with {:?}: {:.1} µs a line", &indexes[..kept], write(&store, lines).await?);
        if kept == indexes.len() {
            read(&store, lines).await?;
        }
        drop(store);
        let _ = std::fs::remove_dir_all(path);
    }
    Ok(())
}

fn tenant() -> TenantId {
    TenantId::new("ten_0123456789abcdef")
}

/// Returns microseconds a line, a thousand lines a transaction, so that the disk's flush does not hide the rest.
async fn write(store: &Store, lines: u64) -> Result<f64, StoreError> {
    let begun = Instant::now();
    for batch in 0..lines / BATCH {
        let written = async move |tx: &mut Tx<'_>| {
            for line in 0..BATCH {
                let number = batch * BATCH + line;
                let at = START + Duration::from_millis(number * 100);
                tx.log_insert(&tenant(), &log_id(at, 0, &Splitmix), at, &event(number)).await?;
            }
            Ok::<_, StoreError>(())
        };
        store.tx(written).await?;
    }
    Ok(begun.elapsed().as_secs_f64() * 1e6 / lines as f64)
}

/// Ten thousand users, each with the five lines of a login in a row; one line in a hundred thousand is a rare one.
fn event(number: u64) -> LogEvent {
    const KINDS: [EventType; 5] =
        [EventType::Login, EventType::StartAuth, EventType::SendSms, EventType::AuthSucceed, EventType::OobExchange];
    let kind = if number.is_multiple_of(100_000) { EventType::Signup } else { KINDS[(number % 5) as usize] };
    LogEvent {
        description: Some("Guardian - Second factor authentication".to_owned()),
        user_id: format!("auth0|{:024x}", (number / 5).wrapping_mul(0x9E37_79B9) % 10_000),
        user_agent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0".to_owned(),
        details: json!({ "request": { "method": "POST", "path": "/oauth/token", "ip": "203.0.113.7" } }),
        ..LogEvent::new(kind)
    }
}

async fn read(store: &Store, lines: u64) -> Result<(), StoreError> {
    let user = event(0).user_id;
    let (rare, common) = (LogPath::Type(EventType::Signup), LogPath::Type(EventType::Login));
    for (what, path) in [("all", LogPath::All), ("a common type", common), ("a rare type", rare), ("a user", LogPath::User("…"))] {
        let user = user.clone();
        let own = async move |tx: &mut Tx<'_>| {
            let path = if let LogPath::User(_) = path { LogPath::User(&user) } else { path };
            let begun = Instant::now();
            let page = tx.log_page(&tenant(), path, ALL, LogOrder::NewestFirst, 50).await?.len();
            let listed = begun.elapsed();
            let begun = Instant::now();
            tx.log_ids(&tenant(), path, ALL, LogOrder::NewestFirst, 950).await?;
            let skipped = begun.elapsed();
            let begun = Instant::now();
            let total = tx.log_count(&tenant(), path, ALL, 10_000).await?;
            let counted = begun.elapsed();
            println!("{what}: a page of {page} {listed:?}, 950 skipped {skipped:?}, counted to {total} {counted:?}");
            Ok::<_, StoreError>(())
        };
        store.read(own).await?;
    }
    let days = async move |tx: &mut Tx<'_>| {
        let begun = Instant::now();
        let mut total = 0;
        for day in 0..=lines / 864_000 {
            let (from, to) = (START + Duration::from_secs(day * 86_400), START + Duration::from_secs((day + 1) * 86_400));
            let (after, before) = (first_log_id(from), first_log_id(to));
            total += tx.log_count(&tenant(), common, LogSpan { after: &after, before: &before }, u32::MAX).await?;
        }
        println!("{total} logins counted day by day in {:?}", begun.elapsed());
        Ok::<_, StoreError>(())
    };
    store.read(days).await
}

/// Tails that differ; no secrets.
struct Splitmix;

impl Dice for Splitmix {
    fn fill(&self, bytes: &mut [u8]) {
        static STATE: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(7);
        for chunk in bytes.chunks_mut(8) {
            let mut word = STATE.fetch_add(0x9E37_79B9_7F4A_7C15, std::sync::atomic::Ordering::Relaxed);
            word = (word ^ (word >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            word = (word ^ (word >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            chunk.copy_from_slice(&(word ^ (word >> 31)).to_le_bytes()[..chunk.len()]);
        }
    }
}
