//! A message's journey, as the outbox remembers it.

use ringfence_core::clock::Timestamp;
use ringfence_core::delivery::{FailureClass, Receipt, ReceiptStatus};
use ringfence_core::id::DeliveryId;
use ringfence_store::{Attempt, DeliveryState, DeliveryStatus, Store, StoreError, Tx};

use crate::claims::claim;
use crate::fixtures::{failure, secs, tenant_id};
use crate::harness::{NOW, on_both};

fn attempt(started_at: Timestamp) -> Attempt<'static> {
    Attempt { carrier: "virtual", started_at, finished_at: started_at + secs(1) }
}

async fn status(store: &Store, id: &str) -> DeliveryStatus {
    let id = DeliveryId::new(id);
    store.read(async move |tx: &mut Tx<'_>| tx.delivery_find(&tenant_id(), &id).await).await.unwrap().unwrap()
}

async fn report(store: &Store, status: ReceiptStatus, code: Option<&'static str>, at: Timestamp) -> bool {
    let id = DeliveryId::new("del_one");
    store.tx(async move |tx: &mut Tx<'_>| tx.delivery_report(&tenant_id(), &id, status, code, at).await).await.unwrap()
}

on_both! {
    async fn every_attempt_is_remembered(db) {
        db.with_deliveries(&["del_one"]).await;
        let (lease, claimed) = claim(&db.store, "a", NOW, 1).await;
        let first = claimed.into_iter().next().unwrap();
        let retry = async move |tx: &mut Tx<'_>| {
            tx.delivery_retry(&first, &lease, &attempt(NOW), &failure(FailureClass::Transient), NOW + secs(4)).await
        };
        assert!(db.store.tx(retry).await.unwrap());
        let waiting = status(&db.store, "del_one").await;
        assert_eq!((waiting.state, waiting.attempts, waiting.failure), (DeliveryState::Waiting, 1, Some(failure(FailureClass::Transient))));

        let (lease, claimed) = claim(&db.store, "a", NOW + secs(4), 1).await;
        let second = claimed.into_iter().next().unwrap();
        assert_eq!((second.attempts, second.tries), (1, 1));
        let receipt = Receipt { carrier_message_id: "SM1".into(), segments: None };
        let accept = async move |tx: &mut Tx<'_>| tx.delivery_accept(&second, &lease, &attempt(NOW + secs(4)), &receipt, Some(2)).await;
        assert!(db.store.tx(accept).await.unwrap());
        let accepted = status(&db.store, "del_one").await;
        assert_eq!((accepted.state, accepted.attempts, accepted.failure), (DeliveryState::Accepted, 2, None));
        assert_eq!((accepted.carrier_message_id.as_deref(), accepted.segments), (Some("SM1"), Some(2)));
        assert_eq!(accepted.finished_at, Some(NOW + secs(5)));

        let id = DeliveryId::new("del_one");
        let attempts = db.store.read(async move |tx: &mut Tx<'_>| tx.attempts_list(&tenant_id(), &id).await).await.unwrap();
        assert_eq!(attempts.iter().map(|attempt| attempt.number).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(attempts[0].failure, Some(failure(FailureClass::Transient)));
        assert_eq!((&attempts[1].failure, attempts[1].carrier_message_id.as_deref()), (&None, Some("SM1")));
        assert!(claim(&db.store, "a", NOW + secs(1000), 10).await.1.is_empty(), "its journey is over");
    }

    async fn giving_up_without_a_try_leaves_no_attempt(db) {
        db.with_deliveries(&["del_one", "del_two"]).await;
        let (lease, claimed) = claim(&db.store, "a", NOW + secs(1), 10).await;
        let write = async move |tx: &mut Tx<'_>| {
            let (now, why) = (NOW + secs(400), failure(FailureClass::Transient));
            let untried = tx.delivery_fail(&claimed[0], &lease, None, &why, now).await?;
            let tried = tx.delivery_fail(&claimed[1], &lease, Some(&attempt(NOW)), &why, now).await?;
            Ok::<_, StoreError>((untried, tried))
        };
        assert_eq!(db.store.tx(write).await.unwrap(), (true, true));
        for (id, attempts) in [("del_one", 0), ("del_two", 1)] {
            let failed = status(&db.store, id).await;
            assert_eq!((failed.state, failed.attempts, failed.finished_at), (DeliveryState::Failed, attempts, Some(NOW + secs(400))));
            let id = DeliveryId::new(id);
            let rows = db.store.read(async move |tx: &mut Tx<'_>| tx.attempts_list(&tenant_id(), &id).await).await.unwrap();
            assert_eq!(rows.len(), usize::try_from(attempts).unwrap());
        }
    }

    async fn reports_come_in_any_order_and_never_go_backwards(db) {
        db.with_deliveries(&["del_one"]).await;
        // Before the send's own answer, even.
        assert!(report(&db.store, ReceiptStatus::Sent, None, NOW).await);
        assert!(report(&db.store, ReceiptStatus::Undelivered, Some("30003"), NOW + secs(1)).await);
        assert!(!report(&db.store, ReceiptStatus::Failed, Some("30008"), NOW + secs(2)).await, "as final as the one before");
        assert!(!report(&db.store, ReceiptStatus::Sent, None, NOW + secs(3)).await);
        let told = status(&db.store, "del_one").await.report.unwrap();
        assert_eq!((told.status, told.code.as_deref(), told.at), (ReceiptStatus::Undelivered, Some("30003"), NOW + secs(1)));
        assert!(report(&db.store, ReceiptStatus::Delivered, None, NOW + secs(4)).await);
        assert!(!report(&db.store, ReceiptStatus::Failed, Some("30008"), NOW + secs(5)).await);
        let told = status(&db.store, "del_one").await.report.unwrap();
        assert_eq!((told.status, told.code), (ReceiptStatus::Delivered, None));
    }

    async fn the_message_is_erased_once_it_is_handed_over(db) {
        db.with_deliveries(&["del_one", "del_two"]).await;
        assert_eq!(sealed_messages(db).await, 2);
        let (lease, claimed) = claim(&db.store, "a", NOW + secs(1), 10).await;
        let receipt = Receipt { carrier_message_id: "SM1".into(), segments: None };
        let write = async move |tx: &mut Tx<'_>| {
            tx.delivery_accept(&claimed[0], &lease, &attempt(NOW), &receipt, None).await?;
            tx.delivery_fail(&claimed[1], &lease, None, &failure(FailureClass::Recipient), NOW).await
        };
        db.store.tx(write).await.unwrap();
        assert_eq!(sealed_messages(db).await, 0);
    }

    async fn sweeping_takes_finished_ones_with_their_attempts_in_chunks(db) {
        db.with_deliveries(&["del_one", "del_two", "del_three", "del_four"]).await;
        let (lease, claimed) = claim(&db.store, "a", NOW + secs(2), 3).await;
        let write = async move |tx: &mut Tx<'_>| {
            for delivery in &claimed {
                tx.delivery_fail(delivery, &lease, Some(&attempt(NOW)), &failure(FailureClass::Recipient), NOW).await?;
            }
            Ok::<_, StoreError>(())
        };
        db.store.tx(write).await.unwrap();
        let sweep = async |tx: &mut Tx<'_>| tx.delivery_sweep(NOW + secs(1000), 2).await;
        assert_eq!([db.store.tx(sweep).await, db.store.tx(sweep).await, db.store.tx(sweep).await], [Ok(2), Ok(1), Ok(0)]);
        let id = DeliveryId::new("del_one");
        let attempts = db.store.read(async move |tx: &mut Tx<'_>| tx.attempts_list(&tenant_id(), &id).await).await.unwrap();
        assert!(attempts.is_empty());
        assert_eq!(status(&db.store, "del_four").await.state, DeliveryState::Waiting);
    }
}

async fn sealed_messages(db: &crate::harness::Db) -> i64 {
    crate::schema::number(db, "SELECT COUNT(message_sealed) FROM deliveries").await
}
