//! Disks that fill up and connections that break: a clear error, and then it goes on by itself.

use std::process::Command;

use ringfence_core::clock::Timestamp;
use ringfence_core::id::UserId;
use ringfence_store::{Store, StoreError, StoreOptions, Tx};

use crate::fixtures::{tenant, tenant_id, user, user_id};
use crate::harness::{Db, keyring};

async fn add_user(store: &Store, number: usize, ballast: usize) -> Result<bool, StoreError> {
    let mut new = user(&UserId::new(format!("auth0|{number}")), &format!("{number}@example.com"));
    new.profile.name = Some("x".repeat(ballast));
    store.tx(async move |tx: &mut Tx<'_>| tx.user_insert(&tenant_id(), &new).await).await
}

async fn finds_user(store: &Store, id: &UserId) -> Result<bool, StoreError> {
    let id = id.clone();
    store.read(async move |tx: &mut Tx<'_>| tx.user_find(&tenant_id(), &id).await).await.map(|found| found.is_some())
}

/// A disk of its own, one megabyte large; needs root, as `./test` has in CI.
struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    fn mount() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=1m", "tmpfs"]).arg(folder.path()).output();
        mounted.is_ok_and(|output| output.status.success()).then_some(Self(folder))
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.0.path()).output();
    }
}

#[tokio::test]
async fn a_full_disk() {
    let Some(disk) = SmallDisk::mount() else {
        println!("skipped: a file system of its own can be mounted by root only");
        return;
    };
    let store = Store::open(&format!("sqlite://{}/test.db", disk.0.path().display()), StoreOptions::default()).await.unwrap();
    store.migrate().await.unwrap();
    store.set_keyring(keyring());
    store.tx(async |tx: &mut Tx<'_>| tx.tenant_insert(&tenant(&tenant_id())).await).await.unwrap();
    assert_eq!(add_user(&store, 1, 10).await, Ok(true));

    let ballast = disk.0.path().join("ballast");
    // As much as fits: the write itself fails at the end.
    let _ = std::fs::write(&ballast, vec![0; 2 << 20]);
    let refused = add_user(&store, 2, 50_000).await;
    assert_eq!(refused, Err(StoreError::Full));
    assert_eq!(store.beat(Timestamp::from_secs(1)).await, Err(StoreError::Full), "although a small row would fit");
    assert_eq!(finds_user(&store, &UserId::new("auth0|1")).await, Ok(true), "reading goes on");
    assert_eq!(finds_user(&store, &UserId::new("auth0|2")).await, Ok(false));

    std::fs::remove_file(&ballast).unwrap();
    assert_eq!(store.beat(Timestamp::from_secs(2)).await, Ok(()));
    assert_eq!(add_user(&store, 2, 50_000).await, Ok(true));
    assert_eq!(finds_user(&store, &UserId::new("auth0|2")).await, Ok(true));
}

/// Ends every connection of the store's pool, as a restarted server does.
async fn cut_connections(db: &Db) {
    let cut = "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = $1 AND pid <> pg_backend_pid()";
    db.admin().await.query(cut, &[&db.database()]).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_connection() {
    let Some(db) = Db::postgres().await else { return };
    db.with_user().await;
    for round in 0..5 {
        let (started, mut start) = tokio::sync::mpsc::channel(1);
        let (go_on, wait) = tokio::sync::watch::channel(false);
        let store = db.store.clone();
        let running = tokio::spawn(async move {
            let id = UserId::new(format!("auth0|{round}"));
            let work = async move |tx: &mut Tx<'_>| {
                tx.user_insert(&tenant_id(), &user(&id, &format!("{round}@example.com"))).await?;
                // Only a test may do this: it holds the transaction open until the connection was cut.
                let _ = started.send(()).await;
                let _ = wait.clone().changed().await;
                tx.user_find(&tenant_id(), &id).await
            };
            store.tx(work).await
        });
        start.recv().await.unwrap();
        cut_connections(&db).await;
        go_on.send(true).unwrap();
        let told = running.await.unwrap();
        assert!(matches!(told, Err(StoreError::Unavailable(_))), "{told:?}");
        // Without a restart, and at once.
        assert_eq!(finds_user(&db.store, &user_id()).await, Ok(true));
        assert_eq!(finds_user(&db.store, &UserId::new(format!("auth0|{round}"))).await, Ok(false));
        assert_eq!(add_user(&db.store, 100 + round, 1).await, Ok(true));
    }
    db.drop_database().await;
}

/// Nobody can say how a transaction ended whose COMMIT was under way.
#[tokio::test(flavor = "multi_thread")]
async fn a_connection_lost_while_committing() {
    let Some(db) = Db::postgres().await else { return };
    db.with_user().await;
    // A deferred trigger makes COMMIT slow enough to be interrupted.
    let slow_commit = "CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(5); RETURN NULL; END $$;
        CREATE CONSTRAINT TRIGGER dawdle AFTER INSERT ON users DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION dawdle()";
    crate::harness::admin(&db.url).await.batch_execute(slow_commit).await.unwrap();
    let store = db.store.clone();
    let running = tokio::spawn(async move { add_user(&store, 1, 1).await });
    let committing = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = $1 AND query = 'COMMIT' AND state = 'active'";
    let admin = db.admin().await;
    while admin.query_one(committing, &[&db.database()]).await.unwrap().get::<_, i64>(0) == 0 {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    cut_connections(&db).await;
    assert_eq!(running.await.unwrap(), Err(StoreError::UnknownOutcome));
    assert_eq!(finds_user(&db.store, &user_id()).await, Ok(true));
    db.drop_database().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_standby_takes_no_writes_until_it_is_promoted() {
    let Some(db) = Db::postgres().await else { return };
    db.with_user().await;
    let name = db.database();
    db.admin().await.batch_execute(&format!("ALTER DATABASE {name} SET default_transaction_read_only = on")).await.unwrap();
    cut_connections(&db).await;
    let told = loop {
        // The pool may still hand out a connection that was just cut.
        match add_user(&db.store, 1, 1).await {
            Err(StoreError::Unavailable(_)) => {}
            told => break told,
        }
    };
    assert_eq!(told, Err(StoreError::ReadOnly));
    assert_eq!(finds_user(&db.store, &user_id()).await, Ok(true));
    db.admin().await.batch_execute(&format!("ALTER DATABASE {name} RESET default_transaction_read_only")).await.unwrap();
    let told = loop {
        // One at a time the connections that only read are let go of.
        match add_user(&db.store, 1, 1).await {
            Err(StoreError::ReadOnly) => {}
            told => break told,
        }
    };
    assert_eq!(told, Ok(true));
    db.drop_database().await;
}

#[tokio::test]
async fn a_server_that_is_not_there_is_told_clearly() {
    let store = Store::open("postgres://nobody@127.0.0.1:1/none", StoreOptions::default()).await.unwrap();
    let told = store.beat(Timestamp::from_secs(1)).await;
    assert!(matches!(&told, Err(StoreError::Unavailable(why)) if why.contains("refused")), "{told:?}");
    let told = Store::open("sqlite:///no/such/folder/test.db", StoreOptions::default()).await.err();
    assert!(matches!(told, Some(StoreError::Unavailable(_))), "{told:?}");
    assert!(Store::open("mysql://x", StoreOptions::default()).await.is_err());
}
