//! The only wiring: the real clock, the real dice, the one HTTP client, the store and its keys.
//!
//! Everything else asks for these; nothing else makes them.

pub mod database;
pub mod exposure;
pub mod keys;

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use ringfence_core::clock::{Clock, Dice, Timestamp};
use ringfence_outbound::carriers::{twilio, virtual_carrier};
use ringfence_outbound::mail::{Mailer, Smtp, SmtpSettings};
use ringfence_outbound::{CarrierSettings, Carriers, Http, Reach};
use ringfence_store::Store;
use tracing_subscriber::{EnvFilter, Registry, reload};

use self::database::Opening;
pub use self::keys::master_key;
use crate::ceiling::Ceiling;
use crate::config::{LogFormat, Settings};
use crate::ctx::{App, Dev, Lockout};
use crate::flow::alarm::Alarms;
use crate::flow::authenticate::PasswordPool;
use crate::flow::deliver::Outbox;
use crate::flow::directory::Directory;
use crate::flow::flood::Flood;
use crate::flow::readiness::Readiness;
use crate::flow::tally::Tallies;
use crate::flow::throttle::Throttle;
use crate::jobs::callbacks::CarrierCallbacks;
use crate::jobs::send_mail;
use crate::jobs::virtual_network::Inbox;

pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the one real clock")]
    fn now(&self) -> Timestamp {
        Timestamp::from_micros(jiff::Timestamp::now().as_microsecond())
    }
}

pub struct SystemDice;

impl Dice for SystemDice {
    fn fill(&self, bytes: &mut [u8]) {
        aws_lc_rs::rand::fill(bytes).expect("the operating system's generator fails only when the machine is unusable");
    }
}

/// Everything a process needs, in the order in which it comes up.
pub struct House {
    pub app: Arc<App>,
    pub carriers: Arc<Carriers>,
    /// None where no mail server is configured.
    pub mailer: Option<Arc<dyn Mailer>>,
}

/// `dev_json` is where `ringfence dev` keeps its credentials; empty elsewhere.
pub async fn house(settings: Settings, dev_json: &str) -> anyhow::Result<House> {
    let store = database::store(&settings, Opening::MustBeThere).await?;
    database::sound_schema(&store).await?;
    assemble(settings, store, Arc::new(SystemClock), Arc::new(SystemDice), dev_json).await
}

/// The house on a given store, clock and dice; tests freeze the one and seed the other.
pub async fn assemble(
    settings: Settings,
    store: Store,
    clock: Arc<dyn Clock>,
    dice: Arc<dyn Dice>,
    dev_json: &str,
) -> anyhow::Result<House> {
    let master_keys = Arc::new(keys::master_keys(&settings)?);
    keys::unlock(&store, &master_keys, &dice, clock.now()).await?;
    let carriers = Arc::new(carriers(&settings, &store, &clock)?);
    let mailer = mailer(&settings, &store, &clock)?;
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let app = Arc::new(App {
        store,
        master_keys,
        lockout: Lockout::default(),
        clock,
        dice,
        directory: Directory::default(),
        outbox: Outbox::default(),
        passwords: PasswordPool::new(cores),
        arriving: Ceiling::new(settings.server.max_buffered),
        throttle: Throttle::default(),
        flood: Flood::default(),
        readiness: Readiness::default(),
        tallies: Tallies::default(),
        alarms: Alarms::default(),
        callbacks: Arc::new(CarrierCallbacks),
        dev: Dev { dev_json: dev_json.to_owned(), magic_numbers: virtual_carrier::MAGIC_NUMBERS, ..Dev::default() },
        settings,
    });
    Ok(House { app, carriers, mailer })
}

/// Without redirects, which would carry credentials and codes to somebody else; on loopback without a proxy, which is elsewhere.
#[expect(clippy::disallowed_methods, reason = "this is the one shared client")]
pub fn http_client(reach: Reach) -> anyhow::Result<reqwest::Client> {
    let builder = match reach {
        Reach::World => reqwest::Client::builder(),
        Reach::Loopback => reqwest::Client::builder().no_proxy(),
    };
    builder
        .redirect(reqwest::redirect::Policy::none())
        .connect_timeout(Duration::from_secs(3))
        // Below what carriers keep open: a connection that closes under a request leaves its outcome unknown.
        .pool_idle_timeout(Duration::from_secs(20))
        .user_agent(concat!("Ringfence/", env!("CARGO_PKG_VERSION")))
        .build()
        .context("the HTTP client cannot be made: are the system's CA certificates installed?")
}

pub fn carriers(settings: &Settings, store: &Store, clock: &Arc<dyn Clock>) -> anyhow::Result<Carriers> {
    let twilio = twilio::TwilioSettings {
        base_url: settings.carriers.twilio.base_url.trim_end_matches('/').to_owned(),
        timeout: settings.delivery.attempt_timeout,
    };
    let virtual_enabled = settings.carriers.virtual_carrier.enabled;
    let inbox = Arc::new(Inbox { store: store.clone(), clock: clock.clone() });
    let reach = settings.network.outbound;
    Ok(Carriers::new(CarrierSettings { twilio, virtual_enabled }, Http::new(http_client(reach)?, reach), Some(inbox)))
}

/// A mail server, else the inbox where there is one.
fn mailer(settings: &Settings, store: &Store, clock: &Arc<dyn Clock>) -> anyhow::Result<Option<Arc<dyn Mailer>>> {
    if let Some(smtp) = smtp(settings)? {
        return Ok(Some(Arc::new(smtp)));
    }
    let inbox = || -> Arc<dyn Mailer> { Arc::new(Inbox { store: store.clone(), clock: clock.clone() }) };
    Ok(settings.carriers.virtual_carrier.enabled.then(inbox))
}

/// The mail server of the settings.
pub fn smtp(settings: &Settings) -> anyhow::Result<Option<Smtp>> {
    let mail = &settings.mail;
    let Some(url) = mail.smtp_url.clone() else { return Ok(None) };
    let read = |path: &String| std::fs::read_to_string(path).with_context(|| format!("{path} cannot be read (mail.ca_file)"));
    let authority = mail.ca_file.as_ref().map(read).transpose()?;
    let (from, reach) = (mail.from.clone().unwrap_or_default(), settings.network.outbound);
    Ok(Some(Smtp::open(&SmtpSettings { url, from, authority, timeout: send_mail::ATTEMPT, reach })?))
}

/// One TLS and crypto library for everything.
pub fn install_crypto() {
    // A second call finds the first one's provider, which is the same.
    drop(rustls::crypto::aws_lc_rs::default_provider().install_default());
}

/// What of the log is heard; [`LogFilter::replace`] changes it in a running process.
pub struct LogFilter(reload::Handle<EnvFilter, Registry>);

impl LogFilter {
    pub fn parse(text: &str) -> anyhow::Result<EnvFilter> {
        EnvFilter::try_new(text).context("log.filter is not a filter that tracing understands")
    }

    pub fn replace(&self, filter: EnvFilter) -> anyhow::Result<()> {
        self.0.reload(filter).context("the log's filter cannot be replaced")
    }
}

pub fn install_logging(settings: &Settings) -> anyhow::Result<LogFilter> {
    use std::io::IsTerminal;

    use tracing_subscriber::filter::filter_fn;
    use tracing_subscriber::fmt;
    use tracing_subscriber::layer::SubscriberExt;
    use tracing_subscriber::util::SubscriberInitExt;

    let (filter, handle) = reload::Layer::new(LogFilter::parse(&settings.log.filter)?);
    let heard = tracing_subscriber::registry().with(filter).with(filter_fn(may_be_heard));
    let written = fmt::layer().with_writer(std::io::stderr).with_ansi(std::io::stderr().is_terminal());
    match settings.log.format {
        LogFormat::Json => heard.with(written.json().flatten_event(true)).init(),
        LogFormat::Text => heard.with(written).init(),
    }
    Ok(LogFilter(handle))
}

/// Whatever the filter says, other people's crates stop at `debug`: beneath it are the bytes that pass through them, and
/// with them codes, numbers and tokens. What our own lines hold is in our own hands.
fn may_be_heard(line: &tracing::Metadata<'_>) -> bool {
    line.target().starts_with("ringfence") || *line.level() <= tracing::Level::DEBUG
}
