//! The statement that takes a token, held against the function that says what it must do.

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use ringfence_core::clock::Timestamp;
use ringfence_core::guard::{Bucket, BucketKind};
use ringfence_store::{StoreError, Tx};

use crate::fixtures::{secs, tenant_id};
use crate::harness::{NOW, on_both};

/// A bucket and the pauses before each attempt to take from it; now and then the clock goes backwards.
fn histories() -> impl Strategy<Value = (u32, u64, Vec<i64>)> {
    (0_u32..6, 1_u64..100, prop::collection::vec(-20_i64..200, 1..40))
}

on_both! {
    async fn the_database_takes_as_core_says(db) {
        let mut runner = TestRunner::deterministic();
        for case in 0..40 {
            let (capacity, refill, pauses) = histories().new_tree(&mut runner).unwrap().current();
            let bucket = Bucket { kind: BucketKind::WrongCodes, capacity, refill: secs(refill) };
            let (mut now, mut full_at, mut plan) = (NOW, None, Vec::new());
            for pause in pauses {
                now = Timestamp::from_micros(now.as_micros() + pause * 1_000_000 + 1);
                let taken = bucket.take(full_at, now);
                full_at = taken.or(full_at);
                plan.push((now, taken.is_some(), full_at));
            }
            let subject = format!("auth0|{case}");
            let run = async move |tx: &mut Tx<'_>| {
                for (now, expected, full_at) in &plan {
                    let taken = tx.bucket_take(&tenant_id(), &bucket, &subject, *now).await?;
                    assert_eq!(taken, *expected, "{bucket:?} at {now}");
                    assert_eq!(tx.bucket_full_at(&tenant_id(), bucket.kind, &subject).await?, *full_at, "{bucket:?} at {now}");
                }
                Ok::<_, StoreError>(())
            };
            db.store.tx(run).await.unwrap();
        }
    }

    async fn buckets_of_different_kinds_subjects_and_tenants_are_different(db) {
        let once = |kind| Bucket { kind, capacity: 1, refill: secs(10) };
        let outcome = db.store.tx(async move |tx: &mut Tx<'_>| {
            let other = ringfence_core::id::TenantId::new("ten_other");
            let mut taken = Vec::new();
            for (tenant, kind, subject) in [
                (&tenant_id(), BucketKind::Messages, "one"),
                (&tenant_id(), BucketKind::WrongCodes, "one"),
                (&tenant_id(), BucketKind::Messages, "two"),
                (&other, BucketKind::Messages, "one"),
                (&tenant_id(), BucketKind::Messages, "one"),
            ] {
                taken.push(tx.bucket_take(tenant, &once(kind), subject, NOW).await?);
            }
            Ok::<_, StoreError>(taken)
        }).await;
        assert_eq!(outcome.unwrap(), [true, true, true, true, false]);
    }
}
