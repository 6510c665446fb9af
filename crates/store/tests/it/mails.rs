//! E-mail: one mail, one holder; and the inbox where it ends in development.

use ringfence_core::clock::Timestamp;
use ringfence_core::id::{MailId, TenantId};
use ringfence_core::mail::{ClaimedMail, MAIL_LIFETIME, Mail, NewMail};
use ringfence_store::{InboxMailFilter, Lease, Store, StoreError, Tx};

use crate::fixtures::{secs, tenant_id, user_id};
use crate::harness::{Db, NOW, on_both};
use crate::schema::number as asked;

const LEASE: u64 = 120;

fn mail(to: &str) -> Mail {
    Mail::new(to, "A phone number was removed", "Hello,", "One", "en").unwrap()
}

fn new(id: &str, created_at: Timestamp) -> NewMail {
    let (id, user, expires_at) = (MailId::new(id), user_id(), created_at + MAIL_LIFETIME);
    NewMail { id, user, mail: mail("ada@example.com"), created_at, expires_at }
}

async fn insert(db: &Db, ids: &[&str]) {
    let mails: Vec<_> = ids.iter().zip(0..).map(|(id, place)| new(id, NOW + secs(place))).collect();
    let write = async move |tx: &mut Tx<'_>| {
        for mail in &mails {
            tx.mail_insert(&tenant_id(), mail).await?;
        }
        Ok::<_, StoreError>(())
    };
    db.store.tx(write).await.unwrap();
}

async fn claim(store: &Store, node: &'static str, now: Timestamp, limit: u32) -> (Lease, Vec<ClaimedMail>) {
    store.tx(async move |tx: &mut Tx<'_>| tx.mail_claim(node, now, secs(LEASE), limit).await).await.unwrap()
}

fn ids(claimed: &[ClaimedMail]) -> Vec<&str> {
    claimed.iter().map(|claimed| claimed.id.as_str()).collect()
}

async fn open(store: &Store) -> u64 {
    store.read(async |tx: &mut Tx<'_>| tx.mails_open_count().await).await.unwrap()
}

async fn sent(store: &Store, claimed: &ClaimedMail, lease: &Lease) -> bool {
    let (claimed, lease) = (claimed.clone(), lease.clone());
    store.tx(async move |tx: &mut Tx<'_>| tx.mail_sent(&claimed, &lease, NOW + secs(9)).await).await.unwrap()
}

async fn count(db: &Db, condition: &str) -> i64 {
    asked(db, &format!("SELECT COUNT(*) FROM mails WHERE {condition}")).await
}

on_both! {
    async fn what_is_claimed_is_whole_and_nobody_elses(db) {
        insert(db, &["mai_one", "mai_two", "mai_three"]).await;
        let (lease, claimed) = claim(&db.store, "a", NOW + secs(5), 2).await;
        assert_eq!(ids(&claimed), ["mai_one", "mai_two"], "those due the longest, oldest first");
        let (first, expected) = (&claimed[0], new("mai_one", NOW));
        assert_eq!((&first.mail, &first.user, &first.tenant, first.tries), (&expected.mail, &expected.user, &tenant_id(), 1));
        assert_eq!((first.created_at, first.expires_at), (expected.created_at, expected.expires_at));
        assert_eq!(ids(&claim(&db.store, "b", NOW + secs(5), 10).await.1), ["mai_three"]);
        assert!(claim(&db.store, "c", NOW + secs(5), 10).await.1.is_empty());
        assert_eq!(open(&db.store).await, 3);
        assert!(sent(&db.store, first, &lease).await && !sent(&db.store, first, &lease).await, "once is enough");
        assert_eq!((open(&db.store).await, count(db, "state = 'sent' AND sealed IS NULL").await), (2, 1));
    }

    async fn racing_dispatchers_never_share_a_mail(db) {
        let names: Vec<String> = (0..60).map(|number| format!("mai_{number:03}")).collect();
        insert(db, &names.iter().map(String::as_str).collect::<Vec<_>>()).await;
        let workers: Vec<_> = (0..8).map(|_| {
            let store = db.store.clone();
            tokio::spawn(async move { claim(&store, "node", NOW + secs(100), 9).await.1.into_iter().map(|mail| mail.id).collect::<Vec<_>>() })
        }).collect();
        let mut all = Vec::new();
        for worker in workers {
            all.extend(worker.await.unwrap());
        }
        all.extend(claim(&db.store, "node", NOW + secs(100), 100).await.1.into_iter().map(|mail| mail.id));
        let distinct: std::collections::HashSet<_> = all.iter().collect();
        assert_eq!((all.len(), distinct.len()), (60, 60));
    }

    async fn what_a_dead_process_held_is_claimed_anew_and_its_late_word_is_not_heard(db) {
        insert(db, &["mai_one"]).await;
        let (old, claimed) = claim(&db.store, "a", NOW, 10).await;
        assert!(claim(&db.store, "a", NOW + secs(LEASE - 1), 10).await.1.is_empty());
        let (new, again) = claim(&db.store, "a", NOW + secs(LEASE), 10).await;
        assert_eq!(again[0].tries, 2);
        assert!(!sent(&db.store, &claimed[0], &old).await, "even of the same node");
        assert!(sent(&db.store, &again[0], &new).await);
    }

    async fn a_retry_waits_and_a_failure_is_the_end(db) {
        insert(db, &["mai_one"]).await;
        let (lease, claimed) = claim(&db.store, "a", NOW, 10).await;
        let first = claimed[0].clone();
        let retried = db.store.tx(async move |tx: &mut Tx<'_>| tx.mail_retry(&first, &lease, "450", NOW + secs(60)).await).await;
        assert_eq!(retried, Ok(true));
        assert_eq!(count(db, "state = 'waiting' AND failure = '450' AND sealed IS NOT NULL").await, 1);
        assert!(claim(&db.store, "a", NOW + secs(59), 10).await.1.is_empty());
        let (lease, claimed) = claim(&db.store, "a", NOW + secs(60), 10).await;
        assert_eq!(claimed[0].tries, 2);
        let first = claimed[0].clone();
        let failed = db.store.tx(async move |tx: &mut Tx<'_>| tx.mail_fail(&first, &lease, "550", NOW + secs(61)).await).await;
        assert_eq!((failed, open(&db.store).await), (Ok(true), 0));
        assert_eq!(count(db, "state = 'failed' AND failure = '550' AND sealed IS NULL AND finished_at IS NOT NULL").await, 1);
    }

    async fn one_whose_key_is_missing_waits_for_it_and_holds_nobody_up(db) {
        insert(db, &["mai_one"]).await;
        // Another keyring's seal, as after a lost key.
        db.store.set_keyring(crate::harness::another_keyring());
        insert(db, &["mai_two"]).await;
        assert_eq!(ids(&claim(&db.store, "a", NOW + secs(5), 10).await.1), ["mai_two"]);
        assert_eq!(count(db, "mail_id = 'mai_one' AND state = 'waiting' AND tries = 0").await, 1);
        claim(&db.store, "a", NOW + MAIL_LIFETIME, 10).await;
        assert_eq!(count(db, "mail_id = 'mai_one' AND state = 'failed' AND failure = 'unreadable'").await, 1);
    }

    async fn only_what_is_over_is_swept(db) {
        insert(db, &["mai_one", "mai_two"]).await;
        let (lease, claimed) = claim(&db.store, "a", NOW, 1).await;
        assert!(sent(&db.store, &claimed[0], &lease).await);
        assert_eq!(db.store.tx(async |tx: &mut Tx<'_>| tx.mail_sweep(NOW, 10).await).await, Ok(0));
        assert_eq!(db.store.tx(async |tx: &mut Tx<'_>| tx.mail_sweep(NOW + secs(100), 10).await).await, Ok(1));
        assert_eq!(open(&db.store).await, 1);
    }

    async fn the_inbox_lists_trims_and_forgets(db) {
        let put = async |tx: &mut Tx<'_>| {
            for (id, tenant, to, second) in [
                ("i1", tenant_id(), "ada@example.com", 0),
                ("i2", TenantId::new("ten_other"), "bob@example.com", 1),
                ("i3", tenant_id(), "Ada@Example.com", 2),
            ] {
                assert!(tx.inbox_mail_put(&tenant, &MailId::new(id), NOW + secs(second), &mail(to)).await?);
                assert!(!tx.inbox_mail_put(&tenant, &MailId::new(id), NOW + secs(second), &mail(to)).await?, "handed over twice");
            }
            Ok::<_, StoreError>(())
        };
        db.store.tx(put).await.unwrap();
        let list = async |filter: InboxMailFilter, limit: u32| -> Vec<String> {
            let found = db.store.read(async move |tx: &mut Tx<'_>| tx.inbox_mail_list(&filter, limit).await).await.unwrap();
            found.into_iter().map(|found| found.id.to_string()).collect()
        };
        assert_eq!(list(InboxMailFilter::default(), 10).await, ["i1", "i2", "i3"]);
        assert_eq!(list(InboxMailFilter::default(), 2).await, ["i2", "i3"], "the newest ones");
        let to = |address: &str| InboxMailFilter { to: Some(address.to_owned()), since: None };
        assert_eq!(list(to(" ADA@example.com"), 10).await, ["i1", "i3"]);
        assert_eq!(list(to("ad@example.com"), 10).await, [""; 0]);
        assert_eq!(list(InboxMailFilter { since: Some(NOW + secs(1)), ..to("ada@example.com") }, 10).await, ["i3"]);
        let found = db.store.read(async |tx: &mut Tx<'_>| tx.inbox_mail_list(&InboxMailFilter::default(), 1).await).await.unwrap();
        assert_eq!((&found[0].mail, &found[0].tenant, found[0].created_at), (&mail("Ada@Example.com"), &tenant_id(), NOW + secs(2)));
        assert_eq!(db.store.tx(async |tx: &mut Tx<'_>| tx.inbox_mail_trim(2, 10).await).await, Ok(1));
        assert_eq!(list(InboxMailFilter::default(), 10).await, ["i2", "i3"]);
        assert_eq!(db.store.tx(async |tx: &mut Tx<'_>| tx.inbox_mail_clear().await).await, Ok(2));
    }
}
