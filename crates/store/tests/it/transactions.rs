//! What a transaction promises, whoever runs beside it.

use std::future::pending;

use ringfence_core::id::UserId;
use ringfence_store::{Store, StoreError, Tx};

use crate::fixtures::{tenant_id, user};
use crate::harness::on_both;

/// Two levels of async functions above it, as in a handler: the future must be `Send` all the same.
async fn insert(store: &Store, number: usize) -> Result<bool, StoreError> {
    let (tenant, id) = (tenant_id(), UserId::new(format!("auth0|{number}")));
    store.tx(async move |tx: &mut Tx<'_>| tx.user_insert(&tenant, &user(&id, &format!("{id}@example.com"))).await).await
}

async fn insert_from_above(store: &Store, number: usize) -> Result<bool, StoreError> {
    insert(store, number).await
}

#[derive(Debug, PartialEq)]
enum Refusal {
    ByRule,
    Store(StoreError),
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

async fn users(store: &Store) -> usize {
    store.read(async |tx: &mut Tx<'_>| tx.user_list(&tenant_id(), None, 1000).await).await.unwrap().len()
}

/// Every third refuses, every fifth panics, all at once; `ends` says how a bad one ends.
async fn insert_or_end(store: Store, number: usize) -> Result<(), Refusal> {
    let work = async move |tx: &mut Tx<'_>| {
        let id = UserId::new(format!("auth0|{number}"));
        tx.user_insert(&tenant_id(), &user(&id, &format!("{id}@example.com"))).await?;
        assert!(!number.is_multiple_of(5), "as agreed");
        if number.is_multiple_of(3) { Err(Refusal::ByRule) } else { Ok(()) }
    };
    store.tx(work).await
}

on_both! {
    async fn can_be_spawned(db) {
        db.with_user().await;
        let store = db.store.clone();
        assert_eq!(tokio::spawn(async move { insert_from_above(&store, 1).await }).await.unwrap(), Ok(true));
        assert_eq!(users(&db.store).await, 2);
    }

    async fn a_refusal_or_a_panic_undoes_itself_and_nobody_else(db) {
        db.with_user().await;
        let tasks: Vec<_> = (0..60).map(|number| tokio::spawn(insert_or_end(db.store.clone(), number))).collect();
        for (number, task) in tasks.into_iter().enumerate() {
            match task.await {
                Err(panic) => assert!(panic.is_panic() && number % 5 == 0, "{number}"),
                Ok(Err(refusal)) => assert!(refusal == Refusal::ByRule && number % 3 == 0, "{number}: {refusal:?}"),
                Ok(Ok(())) => assert!(number % 3 != 0 && number % 5 != 0, "{number}"),
            }
        }
        let expected = (0..60).filter(|number| number % 3 != 0 && number % 5 != 0).count();
        assert_eq!(users(&db.store).await, 1 + expected);
    }

    async fn a_failed_statement_spoils_the_transaction_even_if_nobody_minds(db) {
        db.with_user().await;
        let outcome = db.store.tx(async |tx: &mut Tx<'_>| {
            tx.user_insert(&tenant_id(), &user(&UserId::new("auth0|two"), "two@example.com")).await?;
            // A tenant that does not exist: the reference is broken.
            let stranger = ringfence_core::id::TenantId::new("ten_none");
            let _ = tx.user_insert(&stranger, &user(&UserId::new("auth0|three"), "three@example.com")).await;
            Ok::<_, StoreError>(())
        }).await;
        assert!(matches!(outcome, Err(StoreError::Conflict(_))), "{outcome:?}");
        assert_eq!(users(&db.store).await, 1);
    }

    async fn a_caller_who_goes_away_leaves_no_open_transaction(db) {
        db.with_user().await;
        for number in 0..40 {
            let given_up = tokio::time::timeout(std::time::Duration::from_micros(number * 40), insert(&db.store, usize::try_from(number).unwrap()));
            let _ = given_up.await;
        }
        // Whoever comes next finds a clean connection, and can write.
        for number in 100..120 {
            assert_eq!(insert(&db.store, number).await, Ok(true));
        }
        assert!(users(&db.store).await >= 21);
    }
}

/// On SQLite nothing can be awaited in a transaction but the transaction: the writer would stand still.
#[tokio::test]
async fn awaiting_something_else_is_an_error_and_rolls_back() {
    let db = crate::harness::Db::sqlite().await;
    db.with_user().await;
    let wait = async |tx: &mut Tx<'_>| {
        tx.user_insert(&tenant_id(), &user(&UserId::new("auth0|two"), "two@example.com")).await?;
        pending::<()>().await;
        Ok::<_, StoreError>(())
    };
    assert_eq!(db.store.tx(wait).await, Err(StoreError::Awaited));
    assert_eq!(users(&db.store).await, 1);
    assert_eq!(insert(&db.store, 3).await, Ok(true));
}

#[tokio::test]
async fn without_a_keyring_sealed_values_are_neither_written_nor_read() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}/test.db", folder.path().display());
    let store = Store::open(&url, ringfence_store::StoreOptions::default()).await.unwrap();
    let all = ["0001_initial", "0002_universal_login", "0003_management", "0004_proof", "0005_bounds", "0006_pulse", "0007_key_holders"];
    assert_eq!(store.schema().await.unwrap().pending, all);
    assert_eq!(store.migrate().await.unwrap(), all);
    assert_eq!(store.migrate().await.unwrap(), Vec::<String>::new());
    assert_eq!(store.schema().await.unwrap(), ringfence_store::SchemaState::default());
    let write = async |tx: &mut Tx<'_>| tx.delivery_insert(&tenant_id(), &crate::fixtures::delivery("del_one", crate::harness::NOW)).await;
    assert_eq!(store.tx(write).await, Err(StoreError::Locked));
    assert!(store.keyring().is_err());
}
