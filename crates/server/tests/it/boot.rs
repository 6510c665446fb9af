//! How the house comes up: on an empty database, and beside others.

use std::sync::Arc;

use ringfence::boot;
use ringfence::config::Settings;
use ringfence_store::Tx;

use crate::harness::{Database, Frozen, Seeded, settings};

async fn two_at_once(database: Database) {
    let settings: Settings = settings(&Seeded::default());
    let start = async || {
        let (clock, dice) = (Arc::new(Frozen::default()), Arc::new(boot::SystemDice));
        boot::assemble(settings.clone(), database.open().await, clock, dice, "").await
    };
    // The schema first, as `ringfence migrate` makes it.
    database.open().await;
    let (one, other) = tokio::join!(start(), start());
    let (one, other) = (one.unwrap(), other.unwrap());
    let keys = one.app.store.read(async |tx: &mut Tx<'_>| tx.data_key_list().await).await.unwrap();
    assert_eq!(keys.len(), 2, "one key that seals and one that hashes");
    drop((one, other));
    database.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_processes_may_set_up_one_database_at_once() {
    two_at_once(Database::sqlite()).await;
    if let Some(database) = Database::postgres().await {
        two_at_once(database).await;
    }
}
