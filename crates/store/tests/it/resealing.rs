//! What older data keys have sealed goes under the newest, and no sealed column is forgotten.

use std::collections::BTreeSet;
use std::sync::Arc;

use ringfence_core::client::{Client, ClientSettings};
use ringfence_core::clock::{Dice, Timestamp};
use ringfence_core::id::{ClientId, DeliveryId, JobId, KeyId, LoginId, MailId, TransactionId};
use ringfence_core::import::Rejected;
use ringfence_core::login::{Login, Purpose};
use ringfence_core::mail::{MAIL_LIFETIME, Mail, NewMail};
use ringfence_core::secret::{DataKey, KeyPurpose, Keyring, MasterKey, Secret};
use ringfence_core::tenant::TwilioConfig;
use ringfence_store::{After, Resealed, SEALED_COLUMNS, SealedColumn, Store, StoreError, Tx};

use crate::fixtures::{message, phone, secs, tenant_id, totp, user_id};
use crate::harness::{Db, NOW, Seeded, on_both};

/// A seal key of the beginning, one that is used from a minute later on, and the one hash key.
struct Keys {
    master: MasterKey,
    old: DataKey,
    new: DataKey,
    hash: DataKey,
    dice: Arc<dyn Dice>,
}

impl Keys {
    fn make() -> Self {
        let dice: Arc<dyn Dice> = Arc::new(Seeded::default());
        let (master, _) = MasterKey::generate(&*dice);
        let key = |purpose, from| DataKey::generate(&master, purpose, NOW, from, &*dice);
        let (old, new, hash) = (key(KeyPurpose::Seal, NOW), key(KeyPurpose::Seal, later()), key(KeyPurpose::Hash, NOW));
        Self { master, old, new, hash, dice }
    }

    fn keyring(&self, seals: &[&DataKey]) -> Arc<Keyring> {
        let keys: Vec<DataKey> = seals.iter().copied().chain([&self.hash]).cloned().collect();
        Arc::new(Keyring::unlock(&self.master, &keys, Arc::clone(&self.dice)).unwrap())
    }
}

fn later() -> Timestamp {
    NOW + secs(60)
}

async fn count(store: &Store, column: &'static SealedColumn) -> u64 {
    store.read(async move |tx: &mut Tx<'_>| tx.reseal_count(column, later()).await).await.unwrap()
}

async fn reseal(store: &Store, column: &'static SealedColumn, after: Option<After>) -> Resealed {
    store.tx(async move |tx: &mut Tx<'_>| tx.reseal(column, after.as_ref(), later()).await).await.unwrap()
}

/// The whole column; how many were re-sealed.
async fn reseal_all(store: &Store, column: &'static SealedColumn) -> u64 {
    let (mut all, mut after) = (0, None);
    loop {
        let done = reseal(store, column, after).await;
        assert_eq!(done.unreadable, 0, "{}.{}: its purpose or context is not the one it was sealed with", column.table, column.column);
        all += done.resealed;
        after = done.next;
        if after.is_none() {
            return all;
        }
    }
}

fn login(id: &str) -> Login {
    Login::begun(LoginId::new(id), [3; 32], TransactionId::new("txn_one"), Purpose::Account { add: None }, NOW)
}

/// One value in every sealed column, by the functions that the server uses.
async fn fill(db: &Db) {
    db.with_user().await.with_deliveries(&["del_one"]).await;
    let write = async |tx: &mut Tx<'_>| {
        let tenant = tenant_id();
        let twilio = TwilioConfig { sid: Some("AC1".into()), auth_token: Some(Secret::new("sesame")), ..TwilioConfig::default() };
        tx.tenant_set_twilio(&tenant, &twilio, NOW, false).await?;
        tx.signing_key_insert(&tenant, &KeyId::new("key_one"), b"pkcs8", NOW, NOW).await?;
        tx.client_insert(&client()).await?;
        tx.authenticator_insert(&tenant, &phone("dev_one"), None).await?;
        tx.totp_insert(&tenant, &totp("dev_app", "txn_one")).await?;
        tx.mail_insert(
            &tenant,
            &NewMail { id: MailId::new("mai_one"), user: user_id(), mail: mail(), created_at: NOW, expires_at: NOW + MAIL_LIFETIME },
        )
        .await?;
        tx.login_insert(&tenant, &login("lgn_one")).await?;
        tx.inbox_put(&tenant, &DeliveryId::new("del_one"), NOW, &message(), "accepted").await?;
        tx.inbox_mail_put(&tenant, &MailId::new("mai_one"), NOW, &mail()).await?;
        tx.job_chunk_insert(&tenant, &JobId::new("job_one"), 0, b"[]", NOW).await?;
        tx.job_error_insert(&tenant, &JobId::new("job_one"), 7, &rejected(), NOW).await?;
        Ok::<_, StoreError>(())
    };
    db.store.tx(write).await.unwrap();
}

fn client() -> Client {
    Client {
        tenant: tenant_id(),
        id: ClientId::new("client"),
        secret: Some(Secret::new("hush")),
        settings: ClientSettings { name: "App".into(), ..ClientSettings::default() },
        created_at: NOW,
    }
}

fn rejected() -> Rejected {
    let user = serde_json::from_value(serde_json::json!({ "email": "ada" })).unwrap();
    Rejected { user, errors: Vec::new() }
}

fn mail() -> Mail {
    Mail::new("ada@example.com", "A phone number was removed", "Hello,", "One", "en").unwrap()
}

on_both! {
    async fn every_sealed_column_goes_under_the_new_key_and_opens_by_it_alone(db) {
        let keys = Keys::make();
        db.store.set_keyring(keys.keyring(&[&keys.old]));
        fill(db).await;
        db.store.set_keyring(keys.keyring(&[&keys.old, &keys.new]));
        for column in &SEALED_COLUMNS {
            let name = (column.table, column.column);
            assert!(count(&db.store, column).await > 0, "{name:?}: nothing fills it in this test");
            assert!(reseal_all(&db.store, column).await > 0, "{name:?}");
            assert_eq!((count(&db.store, column).await, reseal_all(&db.store, column).await), (0, 0), "{name:?}: once is enough");
        }
        // The old key is gone for good.
        db.store.set_keyring(keys.keyring(&[&keys.new]));
        let read = async |tx: &mut Tx<'_>| {
            let tenant = tenant_id();
            assert_eq!(tx.tenant_find(&tenant).await?.unwrap().twilio.auth_token, Some(Secret::new("sesame")));
            assert_eq!(tx.signing_key_list(&tenant).await?[0].pkcs8.as_slice(), b"pkcs8");
            assert_eq!(tx.client_find(&tenant, &client().id).await?, Some(client()));
            assert_eq!(tx.login_find(&tenant, &LoginId::new("lgn_one")).await?, Some(login("lgn_one")));
            assert_eq!(tx.totp_secret_find(&tenant, &user_id(), &totp("dev_app", "").id).await?, Some(totp("dev_app", "").secret));
            assert_eq!(tx.authenticator_find(&tenant, &user_id(), &phone("dev_one").id).await?.unwrap().kind, phone("").kind);
            assert_eq!(tx.job_chunk_find(&tenant, &JobId::new("job_one"), 0).await?.unwrap(), b"[]");
            assert_eq!(tx.job_error_list(&tenant, &JobId::new("job_one")).await?, [rejected()]);
            assert_eq!(tx.delivery_claim("node", NOW, secs(30), 9).await?.1[0].message, message());
            assert_eq!(tx.mail_claim("node", NOW, secs(30), 9).await?.1[0].mail, mail());
            Ok::<_, StoreError>(())
        };
        db.store.tx(read).await.unwrap();
    }

    /// 450 logins are three transactions. After the first a process is killed; the next one begins at the beginning.
    async fn whoever_begins_again_does_only_what_is_left(db) {
        let keys = Keys::make();
        db.store.set_keyring(keys.keyring(&[&keys.old]));
        let write = async |tx: &mut Tx<'_>| {
            for number in 0..450 {
                tx.login_insert(&tenant_id(), &login(&format!("lgn_{number:03}"))).await?;
            }
            Ok::<_, StoreError>(())
        };
        db.store.tx(write).await.unwrap();
        db.store.set_keyring(keys.keyring(&[&keys.old, &keys.new]));
        let logins = SEALED_COLUMNS.iter().find(|column| column.table == "logins").unwrap();
        let first = reseal(&db.store, logins, None).await;
        assert!(first.resealed == 200 && first.next.is_some(), "{first:?}");
        assert_eq!(count(&db.store, logins).await, 250);
        assert_eq!(reseal_all(&db.store, logins).await, 250);
    }

    /// A server that saves a login while it is re-sealed is not undone by it.
    async fn what_a_server_writes_meanwhile_stands(db) {
        let keys = Keys::make();
        db.store.set_keyring(keys.keyring(&[&keys.old]));
        db.store.tx(async |tx: &mut Tx<'_>| tx.login_insert(&tenant_id(), &login("lgn_one")).await).await.unwrap();
        db.store.set_keyring(keys.keyring(&[&keys.old, &keys.new]));
        let logins = SEALED_COLUMNS.iter().find(|column| column.table == "logins").unwrap();
        // The server seals by the old key still: it thinks that the new one is not in use yet.
        let store = db.store.clone();
        let server = tokio::spawn(async move {
            for version in 1..=100 {
                let saved = Login { version, ..login("lgn_one") };
                assert!(store.tx(async move |tx: &mut Tx<'_>| tx.login_save(&tenant_id(), &saved).await).await.unwrap());
            }
        });
        while !server.is_finished() {
            assert_eq!(reseal(&db.store, logins, None).await.unreadable, 0);
        }
        server.await.unwrap();
        let found = db.store.read(async |tx: &mut Tx<'_>| tx.login_find(&tenant_id(), &LoginId::new("lgn_one")).await).await.unwrap();
        assert_eq!(found.unwrap().version, 101, "every save took effect");
    }

    async fn what_no_key_opens_is_counted_and_left(db) {
        let keys = Keys::make();
        db.store.set_keyring(keys.keyring(&[&keys.old]));
        db.store.tx(async |tx: &mut Tx<'_>| tx.login_insert(&tenant_id(), &login("lgn_one")).await).await.unwrap();
        db.store.set_keyring(keys.keyring(&[&keys.new]));
        let logins = SEALED_COLUMNS.iter().find(|column| column.table == "logins").unwrap();
        assert_eq!(reseal(&db.store, logins, None).await, Resealed { resealed: 0, unreadable: 1, next: None });
        db.store.set_keyring(keys.keyring(&[&keys.old]));
        let found = db.store.read(async |tx: &mut Tx<'_>| tx.login_find(&tenant_id(), &LoginId::new("lgn_one")).await).await.unwrap();
        assert_eq!(found, Some(login("lgn_one")));
    }
}

/// Whatever holds bytes is a hash, a data key, the padding of the pulse, or listed as sealed; and so is whatever calls itself sealed.
#[tokio::test(flavor = "multi_thread")]
async fn no_sealed_column_is_forgotten() {
    let db = Db::sqlite().await;
    let connection = rusqlite::Connection::open(db.url.strip_prefix("sqlite://").unwrap()).unwrap();
    let sql = "SELECT m.name, c.name, c.type FROM sqlite_master AS m JOIN pragma_table_info(m.name) AS c WHERE m.type = 'table'";
    let mut statement = connection.prepare(sql).unwrap();
    let columns = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
    let mut sealed = BTreeSet::new();
    for (table, column, kind) in columns.collect::<Result<Vec<(String, String, String)>, _>>().unwrap() {
        let is_compared_only = column.ends_with("_hash") || column.ends_with("_index");
        let is_other = [("data_keys", "wrapped"), ("pulse", "pad")].contains(&(table.as_str(), column.as_str()));
        if column.ends_with("sealed") || (kind == "BLOB" && !is_compared_only && !is_other) {
            sealed.insert(format!("{table}.{column}"));
        }
    }
    let listed: BTreeSet<_> = SEALED_COLUMNS.iter().map(|one| format!("{}.{}", one.table, one.column)).collect();
    assert_eq!(sealed, listed, "in the schema, and in resealing.rs: what is not listed there stays under old keys for ever");
}
