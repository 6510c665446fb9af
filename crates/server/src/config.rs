//! Settings: the defaults built in, a file over them, the environment over that.
//!
//! The only place that reads the environment. Shapes are checked here; what is risky together is said
//! by [`Settings::warnings`].

mod layers;
mod limits;
mod network;

use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;

use anyhow::Context;
use ringfence_core::guard::{Bucket, BucketKind};
use ringfence_core::phone::NumberPolicy;
use ringfence_core::secret::Secret;
use ringfence_core::tenant::TwilioConfig;
use ringfence_outbound::Reach;
use serde::Deserialize;

use self::layers::Layers;
pub use self::layers::log_format;
pub use self::limits::Limits;
pub use self::network::Network;

/// Before it is known who asks, a body of at most so many bytes is read, whatever `server.max_body` allows.
pub const BODY_OF_A_STRANGER: usize = 64 * 1024;

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    pub server: Server,
    pub database: Database,
    pub keys: Keys,
    pub limits: Limits,
    pub management: Management,
    pub risk: Risk,
    pub network: OutboundNetwork,
    pub delivery: Delivery,
    pub carriers: CarrierSettings,
    pub mail: Mail,
    pub phone: NumberPolicy,
    pub tokens: Tokens,
    pub retention: Retention,
    pub log: Log,
    /// `RINGFENCE_…` of the environment that can be no setting, such as what an orchestrator injects.
    #[serde(skip)]
    pub unknown_names: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Server {
    pub listen: SocketAddr,
    #[serde(deserialize_with = "optional")]
    pub tls_listen: Option<SocketAddr>,
    #[serde(deserialize_with = "optional")]
    pub tls_certificate: Option<String>,
    #[serde(deserialize_with = "optional")]
    pub tls_key: Option<String>,
    #[serde(deserialize_with = "optional")]
    pub public_url: Option<String>,
    /// Whether applications may be led to by plain http on other hosts than loopback ones.
    pub plain_http_callbacks: bool,
    /// How long browsers come by https alone; zero: they are not told to.
    #[serde(deserialize_with = "seconds")]
    pub hsts: Duration,
    pub trusted_proxies: Vec<Network>,
    #[serde(deserialize_with = "optional")]
    pub country_header: Option<String>,
    pub max_body: usize,
    /// Bytes of bodies that are on their way in, of all requests together.
    pub max_buffered: usize,
    pub max_connections: usize,
    pub max_connections_per_address: usize,
    /// Requests at once on one HTTP/2 connection.
    pub max_streams: u32,
    #[serde(deserialize_with = "seconds")]
    pub handshake_timeout: Duration,
    #[serde(deserialize_with = "seconds")]
    pub header_timeout: Duration,
    #[serde(deserialize_with = "seconds")]
    pub idle_timeout: Duration,
    #[serde(deserialize_with = "seconds")]
    pub ping_interval: Duration,
    #[serde(deserialize_with = "seconds")]
    pub ping_timeout: Duration,
    #[serde(deserialize_with = "seconds")]
    pub shutdown_grace: Duration,
}

impl Server {
    fn check(&self) -> anyhow::Result<()> {
        let spans = [self.handshake_timeout, self.header_timeout, self.idle_timeout, self.ping_interval, self.ping_timeout];
        anyhow::ensure!(
            spans.iter().all(|span| !span.is_zero()),
            "server.…_timeout and server.ping_interval must be at least 1 second, or every connection would be closed at once"
        );
        let counts = [self.max_connections, self.max_connections_per_address, self.max_streams as usize];
        anyhow::ensure!(
            counts.iter().all(|count| *count > 0),
            "server.max_connections, server.max_connections_per_address and server.max_streams must be at least 1, or nobody could connect"
        );
        let least = self.max_body.max(BODY_OF_A_STRANGER) * crate::ceiling::PART_OF_ONE;
        anyhow::ensure!(self.max_buffered >= least, "server.max_buffered must be at least {least}: a quarter of it holds one body");
        Ok(())
    }
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Database {
    pub url: String,
    /// Read into `url` by [`layers`], as every `…_file` beside a secret is.
    #[serde(deserialize_with = "optional")]
    pub url_file: Option<String>,
    pub connections: usize,
    #[serde(deserialize_with = "seconds")]
    pub start_wait: Duration,
}

/// The URL may hold a password.
impl std::fmt::Debug for Database {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Database").field("connections", &self.connections).finish_non_exhaustive()
    }
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Keys {
    #[serde(deserialize_with = "optional")]
    pub master_key_file: Option<String>,
    #[serde(deserialize_with = "optional")]
    pub master_key: Option<Secret>,
    #[serde(deserialize_with = "optional")]
    pub next_master_key_file: Option<String>,
    #[serde(deserialize_with = "optional")]
    pub next_master_key: Option<Secret>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Management {
    pub max_body: usize,
    pub max_import: u64,
    pub requests_at_once: u32,
    pub requests_per_second: u32,
    pub searched_users: u32,
}

impl Management {
    /// Of one client of one tenant.
    pub fn requests(&self) -> Bucket {
        let refill = Duration::from_secs(1) / self.requests_per_second.max(1);
        Bucket { kind: BucketKind::Management, capacity: self.requests_at_once.max(1), refill }
    }
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Risk {
    pub untrusted_networks: Vec<Network>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutboundNetwork {
    pub outbound: Reach,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Delivery {
    pub in_serve: bool,
    pub concurrency: usize,
    #[serde(deserialize_with = "seconds")]
    pub attempt_timeout: Duration,
    #[serde(deserialize_with = "seconds")]
    pub lease: Duration,
    #[serde(deserialize_with = "milliseconds")]
    pub outcome_wait: Duration,
    #[serde(deserialize_with = "milliseconds")]
    pub poll: Duration,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CarrierSettings {
    pub twilio: TwilioSettings,
    #[serde(rename = "virtual")]
    pub virtual_carrier: VirtualSettings,
    pub builtin: BuiltinSettings,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TwilioSettings {
    pub base_url: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VirtualSettings {
    pub enabled: bool,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BuiltinSettings {
    pub route: Vec<String>,
    #[serde(deserialize_with = "optional")]
    twilio_sid: Option<String>,
    #[serde(deserialize_with = "optional")]
    twilio_auth_token: Option<Secret>,
    #[serde(deserialize_with = "optional")]
    pub twilio_auth_token_file: Option<String>,
    #[serde(deserialize_with = "optional")]
    twilio_from: Option<String>,
    #[serde(deserialize_with = "optional")]
    twilio_messaging_service_sid: Option<String>,
}

impl BuiltinSettings {
    pub fn twilio(&self) -> TwilioConfig {
        TwilioConfig {
            sid: self.twilio_sid.clone(),
            auth_token: self.twilio_auth_token.clone(),
            from: self.twilio_from.clone(),
            messaging_service_sid: self.twilio_messaging_service_sid.clone(),
            ..TwilioConfig::default()
        }
    }
}

/// The URL holds a password, and is kept as a secret.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mail {
    #[serde(deserialize_with = "optional")]
    pub smtp_url: Option<Secret>,
    #[serde(deserialize_with = "optional")]
    pub smtp_url_file: Option<String>,
    #[serde(deserialize_with = "optional")]
    pub from: Option<String>,
    #[serde(deserialize_with = "optional")]
    pub ca_file: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tokens {
    #[serde(deserialize_with = "seconds")]
    pub access_token: Duration,
    #[serde(deserialize_with = "seconds")]
    pub id_token: Duration,
    #[serde(deserialize_with = "seconds")]
    pub refresh_token: Duration,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Retention {
    #[serde(deserialize_with = "days")]
    pub deliveries: Duration,
    #[serde(deserialize_with = "days")]
    pub log_events: Duration,
    pub inbox: u32,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Log {
    pub format: LogFormat,
    pub filter: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    Text,
    Json,
}

impl Settings {
    /// The defaults, then `file`, then `RINGFENCE_…` of the environment.
    pub fn load(file: Option<&Path>) -> anyhow::Result<Self> {
        Self::layered(file, &layers::environment()?)
    }

    fn layered(file: Option<&Path>, environment: &[(String, String)]) -> anyhow::Result<Self> {
        let Layers { values, unknown_names } = layers::lay(file, environment)?;
        let mut settings: Self = values.try_deserialize().context("the settings are not what ringfence.default.toml describes")?;
        anyhow::ensure!(
            settings.delivery.lease > settings.delivery.attempt_timeout,
            "delivery.lease must be longer than delivery.attempt_timeout, or two processes could send one message"
        );
        anyhow::ensure!(
            settings.limits.all().iter().all(|bucket| !bucket.refill.is_zero()),
            "limits.…_refill must be at least 1 second, or there would be no limit"
        );
        anyhow::ensure!(settings.limits.factors > 0, "limits.factors must be at least 1, or nobody could have a second factor");
        anyhow::ensure!(!settings.delivery.poll.is_zero(), "delivery.poll must be at least 1 millisecond");
        anyhow::ensure!(
            settings.mail.smtp_url.is_none() || settings.mail.from.is_some(),
            "mail.from must be set beside mail.smtp_url, such as no-reply@example.com"
        );
        anyhow::ensure!(settings.delivery.concurrency > 0, "delivery.concurrency must be at least 1");
        settings.server.check()?;
        settings.unknown_names = unknown_names;
        Ok(settings)
    }

    /// The defaults alone, for tests.
    pub fn defaults() -> Self {
        Self::layered(None, &[]).expect("the built-in defaults are valid: a test loads them")
    }

    /// Each section's name, and its settings as they may be printed.
    pub fn sections(&self) -> [(&'static str, String); 14] {
        [
            ("server", format!("{:?}", self.server)),
            ("database", format!("{:?}", self.database)),
            ("keys", format!("{:?}", self.keys)),
            ("limits", format!("{:?}", self.limits)),
            ("management", format!("{:?}", self.management)),
            ("risk", format!("{:?}", self.risk)),
            ("network", format!("{:?}", self.network)),
            ("delivery", format!("{:?}", self.delivery)),
            ("carriers", format!("{:?}", self.carriers)),
            ("mail", format!("{:?}", self.mail)),
            ("phone", format!("{:?}", self.phone)),
            ("tokens", format!("{:?}", self.tokens)),
            ("retention", format!("{:?}", self.retention)),
            ("log", format!("{:?}", self.log)),
        ]
    }

    /// What is allowed but rarely meant, in words for the operator.
    pub fn warnings(&self) -> Vec<String> {
        let mut warnings = Vec::new();
        if self.carriers.virtual_carrier.enabled {
            warnings.push("carriers.virtual.enabled: everybody who reaches this server can read every code at /dev/inbox".to_owned());
        }
        if self.limits.messages_per_hour > 100 || self.limits.wrong_codes > 100 {
            warnings.push("limits: more than 100 messages or wrong codes at once per user invite fraud and guessing".to_owned());
        }
        if self.limits.notices < self.limits.factors.saturating_add(self.limits.factor_changes) {
            warnings.push(
                "limits.notices: smaller than limits.factors and limits.factor_changes together, so the user may not be notified of every change"
                    .to_owned(),
            );
        }
        if self.server.public_url.as_deref().is_some_and(|url| url.starts_with("http://")) {
            warnings.push("server.public_url: without https, passwords and tokens travel in clear".to_owned());
        }
        if self.mail.smtp_url.is_none() && !self.carriers.virtual_carrier.enabled {
            warnings.push("mail.smtp_url: without a mail server nobody is told by e-mail that their second factor was changed".to_owned());
        }
        if !self.phone.test_prefixes.is_empty() {
            warnings.push("phone.test_prefixes: numbers that no real phone has are accepted".to_owned());
        }
        if !self.unknown_names.is_empty() {
            warnings.push(format!(
                "the environment has {}, which is not a setting and has no effect: a setting's name has two underscores between its levels",
                self.unknown_names.join(", ")
            ));
        }
        warnings
    }
}

fn optional<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: serde::Deserializer<'de>,
    T: serde::de::DeserializeOwned,
{
    let text = String::deserialize(deserializer)?;
    if text.is_empty() {
        return Ok(None);
    }
    T::deserialize(serde::de::value::StringDeserializer::<D::Error>::new(text)).map(Some)
}

fn seconds<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Duration, D::Error> {
    u64::deserialize(deserializer).map(Duration::from_secs)
}

fn milliseconds<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Duration, D::Error> {
    u64::deserialize(deserializer).map(Duration::from_millis)
}

fn days<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Duration, D::Error> {
    u64::deserialize(deserializer).map(|days| Duration::from_secs(days * 86_400))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_auth0s() {
        let settings = Settings::defaults();
        assert_eq!(settings.limits.messages(), Bucket { kind: BucketKind::Messages, capacity: 10, refill: Duration::from_secs(3600) });
        assert_eq!(settings.limits.wrong_codes().refill, Duration::from_secs(360));
        let warnings = settings.warnings();
        assert!(matches!(warnings.as_slice(), [only] if only.starts_with("mail.smtp_url")), "{warnings:?}");
    }
}
