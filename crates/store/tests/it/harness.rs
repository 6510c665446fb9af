//! One database for each test, gone afterwards.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use ringfence_core::clock::{Dice, Timestamp};
use ringfence_core::secret::{DataKey, KeyPurpose, Keyring, MasterKey};
use ringfence_store::{Store, StoreOptions};
use tokio_postgres::NoTls;

/// The moment at which every test begins.
pub(crate) const NOW: Timestamp = Timestamp::from_secs(1_764_000_000);

/// Writes each body once and runs it twice.
macro_rules! on_both {
    ($($(#[$doc:meta])* async fn $name:ident($db:ident) $body:block)*) => {$(
        $(#[$doc])*
        mod $name {
            use super::*;

            async fn body($db: &crate::harness::Db) $body

            #[tokio::test(flavor = "multi_thread")]
            async fn sqlite() {
                let db = crate::harness::Db::sqlite().await;
                body(&db).await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn postgres() {
                if let Some(db) = crate::harness::Db::postgres().await {
                    body(&db).await;
                    db.drop_database().await;
                }
            }
        }
    )*};
}

pub(crate) use on_both;

pub(crate) struct Db {
    pub(crate) store: Store,
    pub(crate) url: String,
    server: Option<(String, String)>,
    _folder: Option<tempfile::TempDir>,
}

impl Db {
    pub(crate) async fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}/test.db", folder.path().display());
        Self { store: open(&url).await, url, server: None, _folder: Some(folder) }
    }

    /// `None`, and a line that says so, where no server was named.
    pub(crate) async fn postgres() -> Option<Self> {
        let Some(server) = postgres_server() else {
            println!("skipped: RINGFENCE_TEST_POSTGRES_URL is not set");
            return None;
        };
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let name = format!("ringfence_test_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let admin = admin(&server).await;
        admin.batch_execute(&format!("CREATE DATABASE {name}")).await.unwrap();
        // Deadlocks are noticed at once instead of after a second.
        admin.batch_execute(&format!("ALTER DATABASE {name} SET deadlock_timeout = '10ms'")).await.unwrap();
        let url = with_database(&server, &name);
        Some(Self { store: open(&url).await, url, server: Some((server, name)), _folder: None })
    }

    /// A superuser's connection to the server, outside of the test's own database.
    pub(crate) async fn admin(&self) -> tokio_postgres::Client {
        admin(&self.server.as_ref().unwrap().0).await
    }

    pub(crate) fn database(&self) -> &str {
        &self.server.as_ref().unwrap().1
    }

    pub(crate) async fn drop_database(self) {
        let (server, name) = self.server.unwrap();
        admin(&server).await.batch_execute(&format!("DROP DATABASE {name} WITH (FORCE)")).await.unwrap();
    }
}

#[expect(clippy::disallowed_methods, reason = "tests have no config.rs; ./test says by this variable where its PostgreSQL is")]
fn postgres_server() -> Option<String> {
    std::env::var("RINGFENCE_TEST_POSTGRES_URL").ok()
}

/// A connection of its own, without the store's pool.
pub(crate) async fn admin(url: &str) -> tokio_postgres::Client {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await.unwrap();
    tokio::spawn(connection);
    client
}

/// The URL's path is the database's name; host and options stay.
fn with_database(url: &str, name: &str) -> String {
    let (scheme, rest) = url.split_once("://").unwrap();
    let (rest, options) = rest.split_once('?').map_or((rest, String::new()), |(rest, options)| (rest, format!("?{options}")));
    let authority = rest.split('/').next().unwrap();
    format!("{scheme}://{authority}/{name}{options}")
}

async fn open(url: &str) -> Store {
    let store = Store::open(url, StoreOptions::default()).await.unwrap();
    store.migrate().await.unwrap();
    store.set_keyring(keyring());
    store
}

pub(crate) fn keyring() -> Arc<Keyring> {
    keyring_from(Seeded::default())
}

/// One that opens nothing the other sealed.
pub(crate) fn another_keyring() -> Arc<Keyring> {
    keyring_from(Seeded(AtomicU64::new(1_000_003)))
}

fn keyring_from(dice: Seeded) -> Arc<Keyring> {
    let dice: Arc<dyn Dice> = Arc::new(dice);
    let (master, _) = MasterKey::generate(&*dice);
    let key = |purpose| DataKey::generate(&master, purpose, NOW, NOW, &*dice);
    Arc::new(Keyring::unlock(&master, &[key(KeyPurpose::Seal), key(KeyPurpose::Hash)], Arc::clone(&dice)).unwrap())
}

/// Chance that falls the same way in every run (splitmix64).
pub(crate) struct Seeded(AtomicU64);

impl Default for Seeded {
    fn default() -> Self {
        Self(AtomicU64::new(7))
    }
}

impl Dice for Seeded {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let mut word = self.0.fetch_add(0x9E37_79B9_7F4A_7C15, Ordering::Relaxed);
            word = (word ^ (word >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            word = (word ^ (word >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            chunk.copy_from_slice(&(word ^ (word >> 31)).to_le_bytes()[..chunk.len()]);
        }
    }
}
