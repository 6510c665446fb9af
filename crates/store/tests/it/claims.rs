//! Leases: one delivery, one holder.

use std::collections::HashSet;

use ringfence_core::clock::Timestamp;
use ringfence_core::delivery::{ClaimedDelivery, FailureClass, Receipt};
use ringfence_store::{Attempt, DeliveryState, Lease, Store, StoreError, Tx};

use crate::fixtures::{delivery, failure, message, secs, tenant_id};
use crate::harness::{NOW, on_both};

const LEASE: u64 = 30;

pub(crate) async fn claim(store: &Store, node: &'static str, now: Timestamp, limit: u32) -> (Lease, Vec<ClaimedDelivery>) {
    store.tx(async move |tx: &mut Tx<'_>| tx.delivery_claim(node, now, secs(LEASE), limit).await).await.unwrap()
}

fn ids(claimed: &[ClaimedDelivery]) -> Vec<&str> {
    claimed.iter().map(|claimed| claimed.id.as_str()).collect()
}

async fn accept(store: &Store, claimed: &ClaimedDelivery, lease: &Lease, at: Timestamp) -> bool {
    let (claimed, lease) = (claimed.clone(), lease.clone());
    let receipt = Receipt { carrier_message_id: "SM1".into(), segments: None };
    let attempt = Attempt { carrier: "virtual", started_at: at, finished_at: at };
    store.tx(async move |tx: &mut Tx<'_>| tx.delivery_accept(&claimed, &lease, &attempt, &receipt, Some(1)).await).await.unwrap()
}

on_both! {
    async fn what_is_claimed_is_whole_and_nobody_elses(db) {
        db.with_deliveries(&["del_one", "del_two", "del_three"]).await;
        let (_, claimed) = claim(&db.store, "a", NOW + secs(5), 2).await;
        assert_eq!(ids(&claimed), ["del_one", "del_two"], "those due the longest, oldest first");
        let (first, expected) = (&claimed[0], delivery("del_one", NOW));
        assert_eq!((&first.message, &first.origin, &first.route), (&message(), &expected.origin, &expected.route));
        assert_eq!((first.position, first.attempts, first.tries, first.was_interrupted), (0, 0, 0, false));
        assert_eq!((first.created_at, first.expires_at, first.provider), (expected.created_at, expected.expires_at, expected.provider));
        assert_eq!(ids(&claim(&db.store, "b", NOW + secs(5), 10).await.1), ["del_three"]);
        assert!(claim(&db.store, "c", NOW + secs(5), 10).await.1.is_empty());
    }

    async fn nothing_is_claimed_before_it_is_due(db) {
        db.with_deliveries(&["del_one", "del_two"]).await;
        assert_eq!(ids(&claim(&db.store, "a", NOW, 10).await.1), ["del_one"]);
        let (open, next) = db.store.read(async |tx: &mut Tx<'_>| {
            Ok::<_, StoreError>((tx.deliveries_open_count().await?, tx.delivery_next_due().await?))
        }).await.unwrap();
        assert_eq!((open, next), (2, Some(NOW + secs(1))));
    }

    async fn racing_dispatchers_never_share_a_delivery(db) {
        let names: Vec<String> = (0..150).map(|number| format!("del_{number:03}")).collect();
        db.with_deliveries(&names.iter().map(String::as_str).collect::<Vec<_>>()).await;
        let workers = (0..12).map(|_| {
            let store = db.store.clone();
            tokio::spawn(async move {
                let mut mine = Vec::new();
                loop {
                    let (_, claimed) = claim(&store, "node", NOW + secs(1000), 7).await;
                    if claimed.is_empty() {
                        return mine;
                    }
                    assert!(claimed.len() <= 7);
                    mine.extend(claimed.into_iter().map(|claimed| claimed.id));
                }
            })
        });
        let mut all = Vec::new();
        for worker in workers.collect::<Vec<_>>() {
            all.extend(worker.await.unwrap());
        }
        assert_eq!(all.iter().collect::<HashSet<_>>().len(), all.len(), "one was claimed twice");
        // A claim skips rows that another one is just taking, so that a worker may leave early; in the end nothing is left.
        all.extend(claim(&db.store, "node", NOW + secs(1000), 1000).await.1.into_iter().map(|claimed| claimed.id));
        assert_eq!(all.len(), 150);
    }

    async fn a_lease_that_ran_out_passes_on_and_its_old_holder_is_not_heard(db) {
        db.with_deliveries(&["del_one"]).await;
        let (old, claimed) = claim(&db.store, "a", NOW, 10).await;
        assert!(claim(&db.store, "a", NOW + secs(LEASE) - secs(1), 10).await.1.is_empty());
        let (new, again) = claim(&db.store, "a", NOW + secs(LEASE), 10).await;
        assert!(again[0].was_interrupted, "the carrier may have taken it");
        assert!(!accept(&db.store, &claimed[0], &old, NOW + secs(LEASE)).await, "even of the same node");
        assert!(accept(&db.store, &again[0], &new, NOW + secs(LEASE)).await);
        assert!(!accept(&db.store, &again[0], &new, NOW + secs(LEASE)).await, "once is enough");
    }

    async fn a_late_holder_whom_nobody_replaced_is_heard(db) {
        db.with_deliveries(&["del_one"]).await;
        let (lease, claimed) = claim(&db.store, "a", NOW, 10).await;
        assert!(accept(&db.store, &claimed[0], &lease, NOW + secs(2 * LEASE)).await);
    }

    async fn what_was_not_begun_is_given_back(db) {
        db.with_deliveries(&["del_one"]).await;
        let (lease, claimed) = claim(&db.store, "a", NOW, 10).await;
        let first = claimed[0].clone();
        assert!(db.store.tx(async move |tx: &mut Tx<'_>| tx.delivery_release(&first, &lease, NOW + secs(1)).await).await.unwrap());
        let (_, again) = claim(&db.store, "b", NOW + secs(1), 10).await;
        assert_eq!((ids(&again), again[0].was_interrupted), (vec!["del_one"], false));
    }

    async fn one_whose_key_is_missing_waits_for_it_and_holds_nobody_up(db) {
        db.with_deliveries(&["del_one"]).await;
        // Another keyring's seal, as after a lost key.
        db.store.set_keyring(crate::harness::another_keyring());
        db.with_deliveries(&["del_two"]).await;
        assert_eq!(ids(&claim(&db.store, "a", NOW + secs(5), 10).await.1), ["del_two"]);
        // Its code still lives, so another process may have the key.
        assert_eq!(state_of_one(&db.store).await.state, DeliveryState::Waiting);
        claim(&db.store, "a", NOW + secs(3600), 10).await;
        let status = state_of_one(&db.store).await;
        assert_eq!((status.state, status.failure.unwrap().code.as_str()), (DeliveryState::Failed, "unreadable"));
    }

    async fn a_fail_over_is_due_at_once_and_counts_anew(db) {
        db.with_deliveries(&["del_one"]).await;
        let (lease, claimed) = claim(&db.store, "a", NOW, 10).await;
        let first = claimed[0].clone();
        let attempt = Attempt { carrier: "virtual", started_at: NOW, finished_at: NOW + secs(1) };
        let write = async move |tx: &mut Tx<'_>| tx.delivery_fail_over(&first, &lease, &attempt, &failure(FailureClass::Sender), 1).await;
        assert!(db.store.tx(write).await.unwrap());
        let (_, again) = claim(&db.store, "a", NOW + secs(1), 10).await;
        assert_eq!((again[0].position, again[0].attempts, again[0].tries, again[0].was_interrupted), (1, 1, 0, false));
    }
}

async fn state_of_one(store: &ringfence_store::Store) -> ringfence_store::DeliveryStatus {
    let id = ringfence_core::id::DeliveryId::new("del_one");
    store.read(async move |tx: &mut Tx<'_>| tx.delivery_find(&tenant_id(), &id).await).await.unwrap().unwrap()
}
