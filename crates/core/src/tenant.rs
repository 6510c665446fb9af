//! A tenant: the isolation unit, its settings, and the names it answers to.
//!
//! Settings are one record with two views later (guardian and branding/phone); unknown or absent
//! fields take the defaults below, so that an older record stays readable.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::clock::Timestamp;
use crate::delivery::Channel;
use crate::id::TenantId;
use crate::phone_template::PhoneTemplate;
use crate::secret::Secret;
use crate::session::Lifetime;

/// Who hands messages over, by Auth0's three wire values.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Provider {
    /// The built-in one, carried by what the operator configured: 100 text messages in a tenant's life, no voice.
    #[default]
    Auth0,
    /// The tenant's own Twilio account.
    Twilio,
    /// "Custom": an enabled hook, else the tenant's own route.
    PhoneMessageHook,
}

impl Provider {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Auth0 => "auth0",
            Self::Twilio => "twilio",
            Self::PhoneMessageHook => "phone-message-hook",
        }
    }
}

/// When a second factor is asked for; an empty list means never.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MfaPolicy {
    AllApplications,
    ConfidenceScore,
}

/// Which of Auth0's two login pages a tenant shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Experience {
    #[default]
    New,
    /// Without voice, and without a language in the message's context (Auth0, "Classic Universal Login").
    Classic,
}

/// How the pages look; colours as `#rrggbb`.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Branding {
    pub primary_color: Option<String>,
    pub page_background: Option<String>,
    /// A `data:` URL of a PNG, JPEG, WebP or SVG picture: no page of ours asks another server for anything.
    pub logo: Option<String>,
}

/// What the younger view, `/branding/phone`, tells of a provider or a template beyond what is set. What was set by other
/// hands has none, and is shown by an id that follows from the tenant's.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Card {
    pub id: Option<String>,
    pub created_at: Option<Timestamp>,
    pub updated_at: Option<Timestamp>,
}

/// The phone factor of a tenant.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PhoneFactor {
    pub enabled: bool,
    /// Empty until somebody chooses, as on a fresh Auth0 tenant.
    pub message_types: Vec<Channel>,
    pub provider: Provider,
    /// The carriers of the custom provider, in order of preference.
    pub route: Vec<String>,
    /// Liquid; `None` means Auth0's default.
    pub enrollment_message: Option<String>,
    pub verification_message: Option<String>,
    /// What else there is to the two templates: words of their own for calls, and what the younger view tells of them.
    pub enrollment_template: PhoneTemplate,
    pub verification_template: PhoneTemplate,
    /// The channels that the tenant's own provider carries; empty means both.
    pub delivery_methods: Vec<Channel>,
    /// The tenant's own provider while the built-in one stands in for it.
    pub idle_provider: Option<Provider>,
    pub provider_card: Card,
    /// Ends a text message with the domain-bound line `@host #code` (WICG sms-one-time-codes).
    pub domain_bound_codes: bool,
    /// A new code makes the earlier ones of its transaction useless (OWASP's reading).
    pub overwrite_codes: bool,
}

/// Everything about a tenant that is set rather than counted.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct TenantSettings {
    pub friendly_name: String,
    /// The first one is the default.
    pub enabled_locales: Vec<String>,
    pub phone: PhoneFactor,
    pub recovery_code_enabled: bool,
    /// An authenticator app as a second factor. On by default, unlike Auth0's: NIST SP 800-63B-4 §3.2.9 wants an alternative
    /// to the telephone network offered to everybody.
    pub otp_enabled: bool,
    pub mfa_policies: Vec<MfaPolicy>,
    pub universal_login_experience: Experience,
    /// A session ends after so long whatever happens, and after so long without use (Auth0's names and defaults).
    pub session_lifetime: Lifetime,
    pub idle_session_lifetime: Lifetime,
    /// A browser keeps its session when it is closed and opened again.
    pub persistent_sessions: bool,
    /// Whoever signs out by an application without an ID token is asked first.
    pub logout_prompt: bool,
    /// Of a login that names none.
    pub default_audience: Option<String>,
    /// Where a person can begin again whose login is over, and whose application is not known.
    pub default_redirection_uri: Option<String>,
    /// Where a logout that names no client may lead.
    pub allowed_logout_urls: Vec<String>,
    pub branding: Branding,
    pub support_email: Option<String>,
    pub support_url: Option<String>,
    /// How long the log is kept, if not as long as the operator keeps it.
    pub log_retention_days: Option<u32>,
    /// The Twilio account's token is not shown again once it is set, unlike Auth0's.
    pub hide_twilio_auth_token: bool,
    /// Auth0's switches and further fields, kept for the tools that send them and expect them back.
    pub flags: BTreeMap<String, bool>,
    pub kept: Map<String, Value>,
}

impl Default for TenantSettings {
    fn default() -> Self {
        Self {
            friendly_name: String::new(),
            enabled_locales: vec!["en".to_owned()],
            phone: PhoneFactor::default(),
            recovery_code_enabled: true,
            otp_enabled: true,
            mfa_policies: Vec::new(),
            universal_login_experience: Experience::New,
            session_lifetime: Lifetime::of_hours(168),
            idle_session_lifetime: Lifetime::of_hours(72),
            persistent_sessions: true,
            logout_prompt: true,
            default_audience: None,
            default_redirection_uri: None,
            allowed_logout_urls: Vec::new(),
            branding: Branding::default(),
            support_email: None,
            support_url: None,
            log_retention_days: None,
            hide_twilio_auth_token: false,
            flags: BTreeMap::new(),
            kept: Map::new(),
        }
    }
}

/// What a probe of Twilio's account resource found out about the stored credentials.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CredentialsStatus {
    /// Not asked yet: saved a moment ago, or Twilio could not be reached.
    #[default]
    Unknown,
    Live,
    /// A trial account: reaches verified numbers only.
    Trial,
    /// Test credentials: accepted by the API, but no message ever leaves. Never sent through.
    Test,
    /// Refused by Twilio: wrong SID or token.
    Wrong,
    /// The account is suspended or closed.
    Inactive,
}

impl CredentialsStatus {
    /// For log lines.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Live => "live",
            Self::Trial => "trial",
            Self::Test => "test",
            Self::Wrong => "wrong",
            Self::Inactive => "inactive",
        }
    }
}

/// A tenant's Twilio account; each field may be absent, as on the wire.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct TwilioConfig {
    pub sid: Option<String>,
    pub auth_token: Option<Secret>,
    pub from: Option<String>,
    pub messaging_service_sid: Option<String>,
    pub status: CredentialsStatus,
}

/// A tenant as the store returns it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tenant {
    pub id: TenantId,
    /// Unique, for the command line: `acme`.
    pub name: String,
    pub settings: TenantSettings,
    pub twilio: TwilioConfig,
    /// Messages the built-in provider carried in the tenant's life.
    pub builtin_messages: u32,
    pub created_at: Timestamp,
}

/// A name under which a tenant is reached; each is an issuer of its own.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Domain {
    /// Host and port as the `Host` header carries them, lower case: `127.0.0.1:3000`.
    pub host: String,
    /// `https://host[:port]/`, with the slash.
    pub issuer: String,
}

impl Domain {
    pub fn management_audience(&self) -> String {
        format!("{}api/v2/", self.issuer)
    }

    pub fn mfa_audience(&self) -> String {
        format!("{}mfa/", self.issuer)
    }

    pub fn userinfo_audience(&self) -> String {
        format!("{}userinfo", self.issuer)
    }
}
