//! What a login in a browser leaves behind: sessions, logins, codes, browsers, tickets and a tenant's own texts.

use std::collections::BTreeMap;
use std::sync::Arc;

use ringfence_core::authorize::{AuthorizationCode, CodeGrant};
use ringfence_core::browser::Browser;
use ringfence_core::id::{ClientId, DeviceId, FamilyId, LoginId, TenantId, TransactionId, UserId};
use ringfence_core::login::{Login, Purpose};
use ringfence_core::proof::{Proof, SecondFactor};
use ringfence_core::session::Session;
use ringfence_core::ticket::{Factor, Ticket, TicketOptions};
use ringfence_store::{CustomText, Store, StoreError, Tx};

use crate::fixtures::{secs, tenant_id, user_id};
use crate::harness::{NOW, another_keyring, on_both};

const RACERS: usize = 50;

fn other() -> TenantId {
    TenantId::new("ten_other")
}

fn shown() -> Option<SecondFactor> {
    Some(SecondFactor { at: NOW + secs(1), device: DeviceId::new("dev_one") })
}

fn session(hash: u8, user: &UserId) -> Session {
    Session {
        hash: [hash; 32],
        user: user.clone(),
        signed_in_at: NOW,
        since: NOW,
        second_factor: shown(),
        created_at: NOW,
        seen_at: NOW,
        expires_at: NOW + secs(3600),
    }
}

fn login(id: &str) -> Login {
    Login::begun(LoginId::new(id), [3; 32], TransactionId::new("txn_one"), Purpose::Account { add: Some(Factor::Otp) }, NOW)
}

fn code(hash: u8) -> AuthorizationCode {
    AuthorizationCode {
        hash: [hash; 32],
        family: FamilyId::new("fam_one"),
        client: ClientId::new("client"),
        user: user_id(),
        grant: CodeGrant {
            issuer: "https://login.example.com/".into(),
            redirect_uri: "https://app.example.com/cb".into(),
            scope: "openid".into(),
            audience: None,
            nonce: Some("n".into()),
            code_challenge: None,
            auth_time: NOW,
            second_factor: true,
            proof: Proof { since: NOW, second: shown(), transaction: None },
        },
        created_at: NOW,
        expires_at: NOW + secs(60),
        used_at: None,
    }
}

fn ticket(hash: u8) -> Ticket {
    Ticket {
        hash: [hash; 32],
        user: user_id(),
        options: TicketOptions { factor: Some(Factor::Phone), allow_multiple_enrollments: true },
        created_at: NOW,
        expires_at: NOW + secs(60),
        used_at: None,
    }
}

fn browser(hash: u8, seen: u64, remembered: Option<u64>) -> Browser {
    Browser {
        hash: [hash; 32],
        ip: "203.0.113.7".into(),
        country: Some("DE".into()),
        first_seen_at: NOW + secs(seen),
        last_seen_at: NOW + secs(seen),
        remembered_until: remembered.map(|seconds| NOW + secs(seconds)),
    }
}

/// How many of the racers `attempt` succeeds for.
async fn winners<A, F>(store: &Store, attempt: A) -> usize
where
    A: Fn(Store) -> F,
    F: Future<Output = Result<bool, StoreError>> + Send + 'static,
{
    let racers: Vec<_> = (0..RACERS).map(|_| tokio::spawn(attempt(store.clone()))).collect();
    let mut winners = 0;
    for racer in racers {
        winners += usize::from(racer.await.unwrap().unwrap());
    }
    winners
}

on_both! {
    async fn sessions_in_their_tenant_until_ended(db) {
        let outcome = db.store.tx(async |tx: &mut Tx<'_>| {
            let (tenant, bob) = (tenant_id(), UserId::new("auth0|two"));
            for (hash, user) in [(1, &user_id()), (2, &user_id()), (3, &user_id()), (4, &bob)] {
                tx.session_insert(&tenant, &session(hash, user)).await?;
            }
            assert_eq!(tx.session_find(&tenant, &[1; 32]).await?, Some(session(1, &user_id())));
            assert_eq!(tx.session_find(&other(), &[1; 32]).await?, None);
            tx.session_touch(&tenant, &[1; 32], NOW + secs(9)).await?;
            tx.session_touch(&other(), &[1; 32], NOW + secs(99)).await?;
            assert_eq!(tx.session_find(&tenant, &[1; 32]).await?.unwrap().seen_at, NOW + secs(9));
            assert!(!tx.session_delete(&other(), &[2; 32]).await?);
            assert!(tx.session_delete(&tenant, &[2; 32]).await?);
            assert!(!tx.session_delete(&tenant, &[2; 32]).await?, "only for the one who ended it");
            assert_eq!(tx.session_sweep(NOW + secs(3600), 10).await?, 0);
            assert_eq!(tx.session_sweep(NOW + secs(3601), 1).await?, 1, "as many as asked");
            assert_eq!(tx.session_sweep(NOW + secs(3601), 10).await?, 2);
            Ok::<_, StoreError>(())
        }).await;
        outcome.unwrap();
    }

    async fn a_login_goes_on_version_by_version(db) {
        let outcome = db.store.tx(async |tx: &mut Tx<'_>| {
            let tenant = tenant_id();
            let begun = login("lgn_one");
            tx.login_insert(&tenant, &begun).await?;
            assert_eq!(tx.login_find(&tenant, &begun.id).await?, Some(begun.clone()));
            assert_eq!(tx.login_find(&other(), &begun.id).await?, None);
            assert!(!tx.login_lock(&other(), &begun).await?);
            assert!(tx.login_lock(&tenant, &begun).await?);
            let changed = Login { remembers_browser: true, ..begun.clone() };
            assert!(!tx.login_save(&other(), &changed).await?);
            assert!(tx.login_save(&tenant, &changed).await?);
            assert!(!tx.login_lock(&tenant, &begun).await? && !tx.login_save(&tenant, &begun).await?, "it has gone on");
            assert_eq!(tx.login_find(&tenant, &begun.id).await?, Some(Login { version: 2, ..changed }));
            assert!(!tx.login_save(&tenant, &login("lgn_none")).await?);
            assert_eq!(tx.login_sweep(begun.expires_at, 10).await?, 0);
            assert_eq!(tx.login_sweep(begun.expires_at + secs(1), 10).await?, 1);
            Ok::<_, StoreError>(())
        }).await;
        outcome.unwrap();
    }

    async fn a_login_is_sealed_and_stays_in_its_place(db) {
        db.store.tx(async |tx: &mut Tx<'_>| tx.login_insert(&tenant_id(), &login("lgn_one")).await).await.unwrap();
        db.store.set_keyring(another_keyring());
        let found = db.store.read(async |tx: &mut Tx<'_>| tx.login_find(&tenant_id(), &LoginId::new("lgn_one")).await).await;
        assert!(found.is_err(), "another key opens nothing");
    }

    async fn one_of_many_changes_a_login(db) {
        let begun = Arc::new(login("lgn_one"));
        let new = Arc::clone(&begun);
        db.store.tx(async move |tx: &mut Tx<'_>| tx.login_insert(&tenant_id(), &new).await).await.unwrap();
        let won = winners(&db.store, |store| {
            let begun = Arc::clone(&begun);
            async move { store.tx(async move |tx: &mut Tx<'_>| tx.login_save(&tenant_id(), &begun).await).await }
        }).await;
        assert_eq!(won, 1);
    }

    async fn codes_are_used_once(db) {
        let outcome = db.store.tx(async |tx: &mut Tx<'_>| {
            let tenant = tenant_id();
            tx.authorization_code_insert(&tenant, &code(1)).await?;
            tx.authorization_code_insert(&tenant, &code(2)).await?;
            assert_eq!(tx.authorization_code_find(&tenant, &[1; 32]).await?, Some(code(1)));
            assert_eq!(tx.authorization_code_find(&other(), &[1; 32]).await?, None);
            assert!(!tx.authorization_code_use(&other(), &[1; 32], NOW).await?);
            assert!(tx.authorization_code_use(&tenant, &[1; 32], NOW + secs(1)).await?);
            assert!(!tx.authorization_code_use(&tenant, &[1; 32], NOW + secs(2)).await?);
            assert_eq!(tx.authorization_code_find(&tenant, &[1; 32]).await?.unwrap().used_at, Some(NOW + secs(1)));
            assert_eq!(tx.authorization_code_sweep(NOW + secs(60), 10).await?, 0);
            assert_eq!(tx.authorization_code_sweep(NOW + secs(61), 1).await?, 1);

            let family = FamilyId::new("fam_one");
            assert!(!tx.family_is_revoked(&tenant, &family).await?);
            tx.family_revoke(&tenant, &family, NOW + secs(60)).await?;
            tx.family_revoke(&tenant, &family, NOW + secs(90)).await?;
            assert!(tx.family_is_revoked(&tenant, &family).await? && !tx.family_is_revoked(&other(), &family).await?);
            assert_eq!(tx.revoked_family_sweep(NOW + secs(60), 10).await?, 0);
            assert_eq!(tx.revoked_family_sweep(NOW + secs(91), 10).await?, 1);
            Ok::<_, StoreError>(())
        }).await;
        outcome.unwrap();
    }

    async fn one_of_many_uses_a_code_and_one_a_ticket(db) {
        let write = async |tx: &mut Tx<'_>| {
            tx.authorization_code_insert(&tenant_id(), &code(1)).await?;
            tx.ticket_insert(&tenant_id(), &ticket(1)).await
        };
        db.store.tx(write).await.unwrap();
        let won = winners(&db.store, |store| async move {
            store.tx(async |tx: &mut Tx<'_>| tx.authorization_code_use(&tenant_id(), &[1; 32], NOW).await).await
        }).await;
        assert_eq!(won, 1);
        let won = winners(&db.store, |store| async move {
            store.tx(async |tx: &mut Tx<'_>| tx.ticket_use(&tenant_id(), &[1; 32], NOW).await).await
        }).await;
        assert_eq!(won, 1);
    }

    async fn tickets_are_found_used_or_not(db) {
        let outcome = db.store.tx(async |tx: &mut Tx<'_>| {
            tx.ticket_insert(&tenant_id(), &ticket(1)).await?;
            assert_eq!(tx.ticket_find(&tenant_id(), &[1; 32]).await?, Some(ticket(1)));
            assert_eq!(tx.ticket_find(&other(), &[1; 32]).await?, None);
            assert!(!tx.ticket_use(&other(), &[1; 32], NOW).await?);
            assert!(tx.ticket_use(&tenant_id(), &[1; 32], NOW + secs(1)).await?);
            assert_eq!(tx.ticket_find(&tenant_id(), &[1; 32]).await?.unwrap().used_at, Some(NOW + secs(1)));
            assert_eq!(tx.ticket_sweep(NOW + secs(60), 10).await?, 0);
            assert_eq!(tx.ticket_sweep(NOW + secs(61), 10).await?, 1);
            Ok::<_, StoreError>(())
        }).await;
        outcome.unwrap();
    }

    async fn browsers_keep_what_was_promised_them(db) {
        let outcome = db.store.tx(async |tx: &mut Tx<'_>| {
            let (tenant, user, bob) = (tenant_id(), user_id(), UserId::new("auth0|two"));
            tx.browser_seen(&tenant, &user, &browser(1, 0, Some(100))).await?;
            tx.browser_seen(&tenant, &user, &browser(2, 5, None)).await?;
            tx.browser_seen(&tenant, &bob, &browser(1, 7, Some(100))).await?;
            assert_eq!(tx.browser_find(&tenant, &user, &[1; 32]).await?, Some(browser(1, 0, Some(100))));
            assert_eq!(tx.browser_find(&other(), &user, &[1; 32]).await?, None);
            assert_eq!(tx.browser_latest(&tenant, &user).await?.unwrap().hash, [2; 32]);
            // Seen again without a new promise: the first day and the old promise stay, the rest is new.
            let again = Browser { ip: "198.51.100.1".into(), country: None, ..browser(1, 50, None) };
            tx.browser_seen(&tenant, &user, &again).await?;
            let expected = Browser { first_seen_at: NOW, remembered_until: Some(NOW + secs(100)), ..again };
            assert_eq!(tx.browser_latest(&tenant, &user).await?, Some(expected));
            tx.browser_seen(&tenant, &user, &browser(1, 60, Some(200))).await?;
            assert_eq!(tx.browser_find(&tenant, &user, &[1; 32]).await?.unwrap().remembered_until, Some(NOW + secs(200)));
            tx.browsers_forget(&other(), &user).await?;
            assert!(tx.browser_find(&tenant, &user, &[1; 32]).await?.unwrap().remembered_until.is_some());
            tx.browsers_forget(&tenant, &user).await?;
            assert_eq!(tx.browser_find(&tenant, &user, &[1; 32]).await?, None, "it is a new one again");
            assert!(tx.browser_find(&tenant, &bob, &[1; 32]).await?.unwrap().remembered_until.is_some(), "somebody else's");
            assert_eq!(tx.browser_sweep(NOW + secs(7), 10).await?, 0);
            assert_eq!(tx.browser_sweep(NOW + secs(8), 10).await?, 1);
            Ok::<_, StoreError>(())
        }).await;
        outcome.unwrap();
    }

    async fn texts_are_replaced_whole_and_taken_away_by_none(db) {
        let outcome = db.store.tx(async |tx: &mut Tx<'_>| {
            let texts = |key: &str| BTreeMap::from([("login".to_owned(), BTreeMap::from([(key.to_owned(), "Hi".to_owned())]))]);
            let text = |language: &str, key: &str| CustomText { prompt: "login".into(), language: language.into(), texts: texts(key) };
            for new in [text("fr", "title"), text("de", "title"), text("de", "description")] {
                tx.custom_text_put(&tenant_id(), &new, NOW).await?;
            }
            assert_eq!(tx.custom_text_list(&tenant_id()).await?, [text("de", "description"), text("fr", "title")]);
            assert!(tx.custom_text_list(&other()).await?.is_empty());
            let none = CustomText { texts: BTreeMap::new(), ..text("de", "title") };
            tx.custom_text_put(&other(), &none, NOW).await?;
            assert_eq!(tx.custom_text_list(&tenant_id()).await?.len(), 2);
            tx.custom_text_put(&tenant_id(), &none, NOW).await?;
            assert_eq!(tx.custom_text_list(&tenant_id()).await?, [text("fr", "title")]);
            Ok::<_, StoreError>(())
        }).await;
        outcome.unwrap();
    }
}
