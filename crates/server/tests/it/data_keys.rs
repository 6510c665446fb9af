//! Rotating and retiring data keys: what is refused, and what each leaves behind.

use std::sync::Arc;

use ringfence::flow::administer::keys::{self, GONE_AFTER, Retired, Rotated};
use ringfence_core::clock::{Dice, Timestamp};
use ringfence_core::secret::{DataKey, MasterKey};
use ringfence_store::{KeyHolder, SEALED_COLUMNS, Tx};

use crate::harness::{TestApp, on_both};

/// Any that is not the harness's own.
fn next_master() -> MasterKey {
    MasterKey::from_base64("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=").unwrap()
}

async fn note(app: &TestApp, name: &str, masters: &[String], seen_at: Timestamp) {
    let holder = KeyHolder { id: name.to_owned(), name: name.to_owned(), master_keys: masters.to_vec(), seen_at };
    app.app.store.tx(async move |tx: &mut Tx<'_>| tx.key_holder_note(&holder).await).await.unwrap();
}

async fn rotate(app: &TestApp, new: Option<MasterKey>, now: Timestamp) -> Rotated {
    let dice: Arc<dyn Dice> = app.app.dice.clone();
    keys::rotate_data_keys(&app.app.store, dice, now, app.app.master_keys.clone(), new).await.unwrap()
}

async fn data_keys(app: &TestApp) -> Vec<DataKey> {
    app.app.store.read(async |tx: &mut Tx<'_>| tx.data_key_list().await).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_master_key_waits_for_every_running_process() {
    on_both(async |app| {
        let (own, new, now) = (app.app.master_keys.ids(), next_master(), app.app.clock.now());
        let both = [own[0].clone(), new.id()];
        let before = data_keys(app).await;
        note(app, "knows", &both, now).await;
        note(app, "does not", &own, now).await;
        note(app, "gone", &own, Timestamp::from_micros(now.as_micros() - i64::try_from(GONE_AFTER.as_micros()).unwrap())).await;
        let told = rotate(app, Some(next_master()), now).await;
        assert!(
            matches!(&told, Rotated::NotEverywhere(names) if names.contains(&"does not".to_owned())
            && names.iter().all(|name| name != "knows" && name != "gone")),
            "{told:?}"
        );
        assert_eq!(data_keys(app).await, before, "nothing was changed");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn old_data_keys_go_when_nothing_needs_them() {
    on_both(async |app| {
        let store = &app.app.store;
        let day = std::time::Duration::from_secs(86_400);
        let now = app.app.clock.now();
        assert_eq!(rotate(app, None, now).await, Rotated::Done);
        assert_eq!(data_keys(app).await.len(), 3, "two that seal and one that hashes");
        let keyring = ringfence::boot::keys::keyring(&app.app.master_keys, &data_keys(app).await, app.app.dice.clone()).unwrap();
        store.set_keyring(Arc::new(keyring));
        // Not in use for another minute: the one that seals is the first, and nothing is older than it.
        assert_eq!(keys::retire_data_keys(store, now, day).await.unwrap(), Retired::Done(Vec::new()));
        let in_use = now + std::time::Duration::from_secs(60);
        let told = keys::retire_data_keys(store, in_use, day).await.unwrap();
        assert!(matches!(told, Retired::StillSealed(count) if count > 0), "{told:?}");
        for column in &SEALED_COLUMNS {
            // The fixture's tenants have fewer rows than one transaction takes.
            store.tx(async move |tx: &mut Tx<'_>| tx.reseal(column, None, in_use).await).await.unwrap();
        }
        assert_eq!(keys::retire_data_keys(store, in_use, day).await.unwrap(), Retired::TokensLive(in_use + day));
        let told = keys::retire_data_keys(store, in_use + day, day).await.unwrap();
        assert!(matches!(&told, Retired::Done(ids) if ids.len() == 1), "{told:?}");
        let left = data_keys(app).await;
        assert_eq!(left.len(), 2, "one that seals and one that hashes: {left:?}");
    })
    .await;
}
