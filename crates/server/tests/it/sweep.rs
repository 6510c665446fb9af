//! What Universal Login leaves behind: each row is kept while somebody may still ask for it, and then no longer.

use ringfence_core::authorize::{AuthorizationCode, CodeGrant};
use ringfence_core::browser::Browser;
use ringfence_core::clock::Timestamp;
use ringfence_core::event::{EventType, LogEvent, log_id};
use ringfence_core::id::{ClientId, FamilyId, LoginId, TransactionId, UserId};
use ringfence_core::login::{Login, Purpose};
use ringfence_core::proof::Proof;
use ringfence_core::session::Session;
use ringfence_core::ticket::{TICKET_LIFETIME, Ticket, TicketOptions};
use ringfence_store::{StoreError, Tx};

use crate::harness::{TestApp, hours, mins, on_both, secs};

const HASH: [u8; 32] = [7; 32];

fn user() -> UserId {
    UserId::new("auth0|1")
}

/// One row of each table, each with an hour to live where that is ours to say.
async fn leave_behind(app: &TestApp, now: Timestamp) {
    let tenant = app.tenancy.id.clone();
    let end = now + hours(1);
    let left = async move |tx: &mut Tx<'_>| {
        let session = Session {
            hash: HASH,
            user: user(),
            signed_in_at: now,
            since: now,
            second_factor: None,
            created_at: now,
            seen_at: now,
            expires_at: end,
        };
        tx.session_insert(&tenant, &session).await?;
        let purpose = Purpose::Account { add: None };
        tx.login_insert(&tenant, &Login::begun(LoginId::new("log_1"), HASH, TransactionId::new("t"), purpose, now)).await?;
        let grant = CodeGrant {
            issuer: String::new(),
            redirect_uri: String::new(),
            scope: String::new(),
            audience: None,
            nonce: None,
            code_challenge: None,
            auth_time: now,
            second_factor: false,
            proof: Proof::default(),
        };
        let family = FamilyId::new("fam_1");
        let code = AuthorizationCode {
            hash: HASH,
            family: family.clone(),
            client: ClientId::new("client"),
            user: user(),
            grant,
            created_at: now,
            expires_at: end,
            used_at: None,
        };
        tx.authorization_code_insert(&tenant, &code).await?;
        tx.family_revoke(&tenant, &family, end).await?;
        let browser = Browser {
            hash: HASH,
            ip: String::new(),
            country: None,
            first_seen_at: now,
            last_seen_at: now,
            remembered_until: Some(now + hours(24 * 30)),
        };
        tx.browser_seen(&tenant, &user(), &browser).await?;
        let options = TicketOptions::default();
        let ticket = Ticket { hash: HASH, user: user(), options, created_at: now, expires_at: now + TICKET_LIFETIME, used_at: None };
        tx.ticket_insert(&tenant, &ticket).await
    };
    app.app.store.tx(left).await.unwrap();
}

/// The tables that still hold their row after a round.
async fn kept(app: &TestApp) -> Vec<&'static str> {
    ringfence::jobs::sweep::sweep(&app.app).await.unwrap();
    let tenant = app.tenancy.id.clone();
    let read = async move |tx: &mut Tx<'_>| {
        let there = [
            ("session", tx.session_find(&tenant, &HASH).await?.is_some()),
            ("family", tx.family_is_revoked(&tenant, &FamilyId::new("fam_1")).await?),
            ("login", tx.login_find(&tenant, &LoginId::new("log_1")).await?.is_some()),
            ("code", tx.authorization_code_find(&tenant, &HASH).await?.is_some()),
            ("browser", tx.browser_find(&tenant, &user(), &HASH).await?.is_some()),
            ("ticket", tx.ticket_find(&tenant, &HASH).await?.is_some()),
        ];
        Ok::<_, StoreError>(there)
    };
    let there = app.app.store.read(read).await.unwrap();
    there.into_iter().filter_map(|(table, is_there)| is_there.then_some(table)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tenants_log_is_kept_no_longer_than_it_wants() {
    on_both(async |app: &TestApp| {
        let happened = async |kind: EventType| {
            let (tenant, now) = (app.tenancy.id.clone(), app.app.clock.now());
            let id = log_id(now, 0, &*app.app.dice);
            let written = async move |tx: &mut Tx<'_>| tx.log_insert(&tenant, &id, now, &LogEvent::new(kind)).await;
            app.app.store.tx(written).await.unwrap();
        };
        happened(EventType::Signup).await;
        app.advance(hours(24 * 7 - 1));
        happened(EventType::Login).await;
        app.settings(|settings| settings.log_retention_days = Some(7)).await;
        ringfence::jobs::sweep::sweep(&app.app).await.unwrap();
        assert_eq!((app.count("ss").await, app.count("s").await), (1, 1));
        app.advance(hours(1) + secs(1));
        ringfence::jobs::sweep::sweep(&app.app).await.unwrap();
        assert_eq!((app.count("ss").await, app.count("s").await), (0, 1));
        // Back to the operator's thirty days.
        app.settings(|settings| settings.log_retention_days = None).await;
        app.advance(hours(24 * 30 - 2));
        ringfence::jobs::sweep::sweep(&app.app).await.unwrap();
        assert_eq!(app.count("s").await, 1);
        app.advance(hours(1) + secs(1));
        ringfence::jobs::sweep::sweep(&app.app).await.unwrap();
        assert_eq!(app.count("s").await, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_row_has_its_end() {
    on_both(async |app: &TestApp| {
        leave_behind(app, app.app.clock.now()).await;
        app.advance(mins(59));
        assert_eq!(kept(app).await, ["session", "family", "login", "code", "browser", "ticket"]);
        app.advance(mins(1) + secs(1));
        assert_eq!(kept(app).await, ["login", "code", "browser", "ticket"]);
        app.advance(hours(1));
        assert_eq!(kept(app).await, ["browser", "ticket"]);
        app.advance(hours(24 * 30 - 2));
        assert_eq!(kept(app).await, ["ticket"]);
        app.advance(hours(24 * 5));
        assert!(kept(app).await.is_empty());
    })
    .await;
}
