//! What must hold however many ask at once: each of these is one conditional update.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use ringfence_core::challenge::NewChallenge;
use ringfence_core::guard::{Bucket, BucketKind};
use ringfence_core::id::ChallengeId;
use ringfence_store::{Store, StoreError, Tx};
use tokio::sync::Barrier;

use crate::fixtures::{challenge, phone, secs, tenant_id, transaction_id, user_id};
use crate::harness::{NOW, on_both};

const RACERS: usize = 200;

/// How many of the racers `attempt` succeeds for.
async fn race<A, F>(store: &Store, attempt: A) -> usize
where
    A: Fn(Store, usize) -> F,
    F: Future<Output = Result<bool, StoreError>> + Send + 'static,
{
    let racers: Vec<_> = (0..RACERS).map(|number| tokio::spawn(attempt(store.clone(), number))).collect();
    let mut winners = 0;
    for racer in racers {
        winners += usize::from(racer.await.unwrap().unwrap());
    }
    winners
}

on_both! {
    async fn one_code_verifies_once(db) {
        db.with_user().await;
        let draw = async |tx: &mut Tx<'_>| {
            for id in ["cha_one", "cha_two", "cha_three"] {
                tx.challenge_insert(&tenant_id(), &challenge(id)).await?;
            }
            Ok::<_, StoreError>(())
        };
        db.store.tx(draw).await.unwrap();
        let winners = race(&db.store, |store, _| async move {
            let used = store.tx(async |tx: &mut Tx<'_>| {
                // As a verification does: look first, then use.
                let open = tx.challenges_open(&tenant_id(), &transaction_id()).await?;
                let open_id = open.first().map_or_else(|| ChallengeId::new("cha_one"), |first| first.id.clone());
                let used = tx.challenges_use_all(&tenant_id(), &transaction_id(), &open_id, NOW + secs(1)).await?;
                Ok::<_, StoreError>((open.len(), used.len()))
            }).await?;
            assert!(used.1 == 0 || used == (3, 3), "all of them or none: {used:?}");
            Ok(used.1 > 0)
        }).await;
        assert_eq!(winners, 1);
    }

    async fn three_codes_of_a_transaction_are_open_and_not_one_more(db) {
        db.with_user().await;
        race(&db.store, |store, number| async move {
            store.tx(async move |tx: &mut Tx<'_>| {
                // Nodes' clocks differ by a little.
                let created_at = NOW + std::time::Duration::from_millis(number as u64);
                let new = NewChallenge { created_at, ..challenge(&format!("cha_{number:03}")) };
                tx.challenge_insert(&tenant_id(), &new).await?;
                let open = tx.challenges_open(&tenant_id(), &transaction_id()).await?;
                assert!((1..=3).contains(&open.len()), "{}", open.len());
                Ok::<_, StoreError>(true)
            }).await
        }).await;
        let open = db.store.read(async |tx: &mut Tx<'_>| tx.challenges_open(&tenant_id(), &transaction_id()).await).await.unwrap();
        let open: Vec<_> = open.iter().map(|one| one.id.as_str()).collect();
        assert_eq!(open, ["cha_199", "cha_198", "cha_197"]);
        let used = db.store.tx(async |tx: &mut Tx<'_>| tx.challenges_use_all(&tenant_id(), &transaction_id(), &ChallengeId::new("cha_199"), NOW).await).await.unwrap();
        assert_eq!(used.len(), RACERS, "the right one uses up those too that are no longer open");
    }

    async fn ten_messages_and_not_one_more(db) {
        let bucket = Bucket { kind: BucketKind::Messages, capacity: 10, refill: secs(3600) };
        let winners = race(&db.store, move |store, number| async move {
            // Nodes' clocks differ by a little.
            let now = NOW + std::time::Duration::from_millis(number as u64);
            store.tx(async move |tx: &mut Tx<'_>| tx.bucket_take(&tenant_id(), &bucket, "auth0|one", now).await).await
        }).await;
        assert_eq!(winners, 10);
    }

    async fn a_hundred_in_a_tenants_life(db) {
        db.with_user().await;
        let winners = race(&db.store, |store, _| async move {
            store.tx(async |tx: &mut Tx<'_>| tx.tenant_builtin_take(&tenant_id(), 100).await).await
        }).await;
        assert_eq!(winners, 100);
        let tenant = db.store.read(async |tx: &mut Tx<'_>| tx.tenant_find(&tenant_id()).await).await.unwrap();
        assert_eq!(tenant.unwrap().builtin_messages, 100);
    }

    async fn a_phone_is_bound_once(db) {
        db.with_user().await;
        let phone = phone("dev_one");
        db.store.tx(async move |tx: &mut Tx<'_>| tx.authenticator_insert(&tenant_id(), &phone, None).await).await.unwrap();
        let device = ringfence_core::id::DeviceId::new("dev_one");
        let winners = race(&db.store, |store, _| {
            let device = device.clone();
            async move { store.tx(async move |tx: &mut Tx<'_>| tx.authenticator_confirm(&tenant_id(), &user_id(), &device, NOW).await).await }
        }).await;
        assert_eq!(winners, 1);
    }

    async fn a_step_of_an_app_is_taken_once(db) {
        db.with_user().await;
        let totp = crate::fixtures::totp("dev_app", "txn_one");
        db.store.tx(async move |tx: &mut Tx<'_>| tx.totp_insert(&tenant_id(), &totp).await).await.unwrap();
        let device = ringfence_core::id::DeviceId::new("dev_app");
        let winners = race(&db.store, |store, _| {
            let device = device.clone();
            async move { store.tx(async move |tx: &mut Tx<'_>| tx.totp_step_take(&tenant_id(), &user_id(), &device, 58_800_000, NOW).await).await }
        }).await;
        assert_eq!(winners, 1);
    }

    async fn a_recovery_code_is_taken_once(db) {
        db.with_user().await;
        let device = ringfence_core::id::DeviceId::new("dev_rec");
        let write = async move |tx: &mut Tx<'_>| {
            let code = crate::fixtures::recovery(device.as_str(), Some(NOW));
            tx.authenticator_insert(&tenant_id(), &code, Some(&[1; 32])).await
        };
        db.store.tx(write).await.unwrap();
        let winners = race(&db.store, |store, number| async move {
            let mut next = [2; 32];
            next[0] = u8::try_from(number).unwrap();
            store.tx(async move |tx: &mut Tx<'_>| tx.recovery_code_take(&tenant_id(), &user_id(), &[1; 32], &next, NOW).await).await
        }).await;
        assert_eq!(winners, 1);
    }
}

/// Two rows locked in opposite orders are a deadlock on PostgreSQL, which the store resolves by running one of the two again.
#[tokio::test(flavor = "multi_thread")]
async fn transactions_that_meet_head_on_are_run_again() {
    let Some(db) = crate::harness::Db::postgres().await else { return };
    let bucket = Bucket { kind: BucketKind::Messages, capacity: 1000, refill: secs(3600) };
    let (meeting, runs) = (Arc::new(Barrier::new(2)), Arc::new(AtomicUsize::new(0)));
    let head_on = [["one", "two"], ["two", "one"]].map(|order| {
        let (store, meeting, runs) = (db.store.clone(), Arc::clone(&meeting), Arc::clone(&runs));
        tokio::spawn(async move {
            let work = async move |tx: &mut Tx<'_>| {
                tx.bucket_take(&tenant_id(), &bucket, order[0], NOW).await?;
                // Only a test may do this: each waits until the other one has its first row, on their first runs.
                if runs.fetch_add(1, Ordering::Relaxed) < 2 {
                    meeting.wait().await;
                }
                tx.bucket_take(&tenant_id(), &bucket, order[1], NOW).await
            };
            store.tx(work).await
        })
    });
    for one in head_on {
        assert_eq!(one.await.unwrap(), Ok(true));
    }
    assert!(runs.load(Ordering::Relaxed) > 2, "they did not meet");
    for subject in ["one", "two"] {
        let read = async move |tx: &mut Tx<'_>| tx.bucket_full_at(&tenant_id(), BucketKind::Messages, subject).await;
        assert_eq!(db.store.read(read).await, Ok(Some(NOW + secs(2 * 3600))), "each counted once");
    }
    db.drop_database().await;
}
