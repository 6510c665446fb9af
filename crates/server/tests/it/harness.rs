//! A whole Ringfence in the test's own process: frozen time, seeded chance, the virtual carrier, a database of its own.
//!
//! [`on_both`] runs a test's body on SQLite and on PostgreSQL. Start reading there, then at [`TestApp`], then at the
//! journeys of `harness/journey.rs` (`sign_up`, `mfa_token`, `associate`, `challenge`, `verify`).

mod authenticator_app;
mod browser;
mod call;
mod chance;
mod database;
mod journey;
mod management;
mod relying_party;
mod tenant;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use ringfence::boot;
use ringfence::config::Settings;
use ringfence::ctx::App;
use ringfence::flow::administer;
use ringfence::http::router::router;
use ringfence::jobs::runner::Jobs;
use ringfence_core::clock::Dice;
use ringfence_core::delivery::Channel;
use ringfence_core::event::LogEvent;
use ringfence_core::id::DeliveryId;
use ringfence_core::phone::PhoneNumber;
use ringfence_core::secret::{MasterKey, Secret};
use ringfence_core::tenant::{Tenant, TenantSettings};
use ringfence_outbound::Reach;
use ringfence_store::{DeliveryStatus, InboxFilter, InboxMail, InboxMailFilter, InboxMessage, StoreError, Tx};

pub(crate) use authenticator_app::AuthenticatorApp;
pub(crate) use browser::{Browser, Page};
pub(crate) use call::{Answer, Call};
pub(crate) use chance::{Frozen, Seeded};
pub(crate) use database::Database;
pub(crate) use journey::{Enrolled, PASSWORD, SCOPE, answer, with_credentials, wrong};
pub(crate) use relying_party::{ACR, AFTER_LOGOUT, CALLBACK, RelyingParty, VERIFIER, claims, payload, shown_code};
pub(crate) use tenant::{HOST, ISSUER, PUBLIC_URL, Tenancy, USER_GRANTS, client, tenant};

/// One test body, first on SQLite, then on PostgreSQL where `RINGFENCE_TEST_POSTGRES_URL` names one.
pub(crate) async fn on_both(body: impl AsyncFn(&TestApp)) {
    on_both_with(|_| {}, body).await;
}

/// The same with other settings of the server.
pub(crate) async fn on_both_with(adjust: impl Fn(&mut Settings), body: impl AsyncFn(&TestApp)) {
    let sqlite = TestApp::on(Database::sqlite(), &adjust).await;
    println!("on SQLite");
    body(&sqlite).await;
    sqlite.close().await;
    if let Some(database) = Database::postgres().await {
        let postgres = TestApp::on(database, &adjust).await;
        println!("on PostgreSQL");
        body(&postgres).await;
        postgres.close().await;
    }
}

pub(crate) struct TestApp {
    pub(crate) app: Arc<App>,
    pub(crate) tenancy: Tenancy,
    clock: Arc<Frozen>,
    router: Router,
    jobs: Jobs,
    database: Database,
}

impl TestApp {
    async fn on(database: Database, adjust: impl Fn(&mut Settings)) -> Self {
        boot::install_crypto();
        let (clock, dice) = (Arc::new(Frozen::default()), Arc::new(Seeded::default()));
        let mut settings = settings(&*dice);
        adjust(&mut settings);
        let store = database.open().await;
        let house = boot::assemble(settings, store, clock.clone(), dice, "dev.json").await.unwrap();
        let tenancy = Tenancy::seed(&house.app).await;
        let jobs = Jobs::start(&house, true);
        Self { router: router(house.app.clone()), app: house.app, tenancy, clock, jobs, database }
    }

    /// Nobody's message may be left in the outbox: what a test starts, it sees through.
    async fn close(self) {
        // A notice goes out behind the request, so it may be under way still.
        self.eventually("no message or mail is left in the outbox", async || {
            let open = async |tx: &mut Tx<'_>| Ok::<_, StoreError>(tx.deliveries_open_count().await? + tx.mails_open_count().await?);
            self.app.store.read(open).await.unwrap() == 0
        })
        .await;
        self.jobs.stop().await;
        drop((self.router, self.app));
        self.database.close().await;
    }

    /// Time passes, and the dispatcher looks at what has become due.
    pub(crate) fn advance(&self, span: Duration) {
        self.clock.advance(span);
        self.app.outbox.ring();
    }

    /// Changes the tenant's settings as an operator would; it is no event of the test's story.
    pub(crate) async fn settings(&self, change: impl FnOnce(&mut TenantSettings)) {
        let tenant = self.tenant().await;
        let mut settings = tenant.settings.clone();
        change(&mut settings);
        administer::change_settings(&self.app, &tenant, settings).await.unwrap();
    }

    pub(crate) async fn tenant(&self) -> Tenant {
        let id = self.tenancy.id.clone();
        self.app.store.read(async move |tx: &mut Tx<'_>| tx.tenant_find(&id).await).await.unwrap().unwrap()
    }

    /// The tenant's log, oldest first.
    pub(crate) async fn log(&self) -> Vec<LogEvent> {
        let id = self.tenancy.id.clone();
        let mut entries = self.app.store.read(async move |tx: &mut Tx<'_>| tx.log_list(&id, 10_000).await).await.unwrap();
        entries.reverse();
        entries.into_iter().map(|entry| entry.event).collect()
    }

    pub(crate) async fn log_types(&self) -> Vec<&'static str> {
        self.log().await.iter().map(|event| event.kind.code()).collect()
    }

    /// The newest event of a type.
    pub(crate) async fn logged(&self, code: &str) -> LogEvent {
        let log = self.log().await;
        log.into_iter().rfind(|event| event.kind.code() == code).unwrap_or_else(|| panic!("no {code} in the log"))
    }

    /// How many events of a type there are.
    pub(crate) async fn count(&self, code: &str) -> usize {
        self.log_types().await.into_iter().filter(|known| *known == code).count()
    }

    /// What came to a phone, oldest first.
    pub(crate) async fn messages_to(&self, phone: &str) -> Vec<InboxMessage> {
        let to = Some(PhoneNumber::from_e164_trusted(phone.to_owned()));
        let filter = InboxFilter { to, ..InboxFilter::default() };
        self.app.store.read(async move |tx: &mut Tx<'_>| tx.inbox_list(&filter, 1000).await).await.unwrap()
    }

    pub(crate) async fn last_message_to(&self, phone: &str) -> InboxMessage {
        self.messages_to(phone).await.pop().unwrap_or_else(|| panic!("no message came to {phone}"))
    }

    /// Notices, which have none, come in between.
    pub(crate) async fn last_code_to(&self, phone: &str) -> String {
        let codes = self.messages_to(phone).await.into_iter().map(|found| found.message.code).filter(|code| !code.is_empty());
        codes.last().unwrap_or_else(|| panic!("no code came to {phone}"))
    }

    /// What would have been mailed to an address, oldest first.
    pub(crate) async fn mails_to(&self, address: &str) -> Vec<InboxMail> {
        let filter = InboxMailFilter { to: Some(address.to_owned()), since: None };
        self.app.store.read(async move |tx: &mut Tx<'_>| tx.inbox_mail_list(&filter, 1000).await).await.unwrap()
    }

    /// State, failure and tries of every mail, oldest first.
    pub(crate) async fn mail_fates(&self) -> Vec<(String, Option<String>, i64)> {
        self.database.mail_fates().await
    }

    pub(crate) async fn delivery(&self, id: &DeliveryId) -> DeliveryStatus {
        let (tenant, id) = (self.tenancy.id.clone(), id.clone());
        self.app.store.read(async move |tx: &mut Tx<'_>| tx.delivery_find(&tenant, &id).await).await.unwrap().unwrap()
    }

    /// What became of a user's messages, oldest first.
    pub(crate) async fn deliveries(&self, user: &str) -> Vec<DeliveryStatus> {
        let mut found = Vec::new();
        for id in self.database.delivery_ids(user).await {
            found.push(self.delivery(&DeliveryId::new(id)).await);
        }
        found
    }

    /// Where the files lie, if they are SQLite's.
    pub(crate) fn sqlite_folder(&self) -> Option<&Path> {
        self.database.folder()
    }

    /// Waits, in real time and briefly, for what happens behind the requests.
    pub(crate) async fn eventually(&self, what: &str, is_so: impl AsyncFn() -> bool) {
        for _ in 0..300 {
            if is_so().await {
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("it never came to pass: {what}");
    }
}

/// As `ringfence dev` has them.
pub(crate) fn settings(dice: &dyn Dice) -> Settings {
    let mut settings = Settings::defaults();
    settings.keys.master_key = Some(Secret::new(MasterKey::generate(dice).1.as_str()));
    settings.server.public_url = Some(PUBLIC_URL.to_owned());
    settings.database.connections = 4;
    settings.carriers.virtual_carrier.enabled = true;
    settings.carriers.builtin.route = vec!["virtual".to_owned()];
    // Nothing of a test leaves the machine, and nobody listens there.
    settings.network.outbound = Reach::Loopback;
    settings.carriers.twilio.base_url = "http://127.0.0.1:9".to_owned();
    settings.phone.test_prefixes = vec!["+447700900".to_owned(), "+1500555".to_owned()];
    settings
}

pub(crate) fn secs(count: u64) -> Duration {
    Duration::from_secs(count)
}

pub(crate) fn mins(count: u64) -> Duration {
    secs(60 * count)
}

pub(crate) fn hours(count: u64) -> Duration {
    mins(60 * count)
}

pub(crate) const SMS: Channel = Channel::Sms;
pub(crate) const VOICE: Channel = Channel::Voice;
