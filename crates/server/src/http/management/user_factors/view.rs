//! What an answer shows of a phone or an app. A number stands there in full only for whoever has just written it.

use ringfence_core::authenticator::{Authenticator, Kind, Role, WireId};
use ringfence_core::delivery::Channel;
use ringfence_core::phone::PhoneNumber;
use ringfence_store::AuthenticationMethod;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// By which way a phone is asked where nobody names one.
#[derive(Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum PreferredMethod {
    Sms,
    Voice,
}

impl From<Channel> for PreferredMethod {
    fn from(channel: Channel) -> Self {
        match channel {
            Channel::Sms => Self::Sms,
            Channel::Voice => Self::Voice,
        }
    }
}

impl From<PreferredMethod> for Channel {
    fn from(word: PreferredMethod) -> Self {
        match word {
            PreferredMethod::Sms => Self::Sms,
            PreferredMethod::Voice => Self::Voice,
        }
    }
}

#[derive(Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MethodKind {
    Phone,
    Totp,
    RecoveryCode,
}

#[derive(Clone, Serialize, ToSchema)]
pub struct MethodView {
    /// `phone|dev_…`, `totp|dev_…` or `recovery-code|dev_…`.
    id: String,
    #[serde(rename = "type")]
    kind: MethodKind,
    /// It counts: a code was typed back, or an administrator bound it.
    confirmed: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 20)]
    name: Option<String>,
    /// In full in the answer to a change; otherwise only its last four digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    phone_number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    preferred_authentication_method: Option<PreferredMethod>,
    /// Of a phone: the ways in which a code reaches it, the preferred one first.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    authentication_methods: Option<Vec<Way>>,
    created_at: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    enrolled_at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    last_auth_at: Option<String>,
}

#[derive(Clone, Serialize, ToSchema)]
pub struct Way {
    #[serde(rename = "type")]
    kind: PreferredMethod,
    /// `sms|dev_…` or `voice|dev_…`, with the phone's own suffix.
    id: String,
}

/// How much of a phone number is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Numbers {
    InFull,
    Masked,
}

impl MethodView {
    /// `enabled` are the tenant's ways.
    pub fn of(method: &AuthenticationMethod, enabled: &[Channel], numbers: Numbers) -> Self {
        let AuthenticationMethod { authenticator, name, .. } = method;
        let device = &authenticator.id;
        let (kind, prefix, channel) = match authenticator.kind {
            Kind::Phone { channel, .. } => (MethodKind::Phone, "phone", Some(channel)),
            Kind::Totp => (MethodKind::Totp, "totp", None),
            Kind::RecoveryCode => (MethodKind::RecoveryCode, "recovery-code", None),
        };
        let number = authenticator.phone_number().map(|number| match numbers {
            Numbers::InFull => number.e164().to_owned(),
            Numbers::Masked => number.masked(),
        });
        Self {
            id: format!("{prefix}|{device}"),
            kind,
            confirmed: authenticator.is_active(),
            name: name.clone(),
            phone_number: number,
            preferred_authentication_method: channel.map(PreferredMethod::from),
            authentication_methods: channel.map(|channel| ways(authenticator, channel, enabled)),
            created_at: authenticator.created_at.to_string(),
            enrolled_at: authenticator.confirmed_at.map(|at| at.to_string()),
            last_auth_at: authenticator.last_used_at.map(|at| at.to_string()),
        }
    }
}

fn ways(phone: &Authenticator, preferred: Channel, enabled: &[Channel]) -> Vec<Way> {
    let mut ways = enabled.to_vec();
    if ways.is_empty() {
        ways.push(preferred);
    }
    ways.sort_by_key(|channel| *channel != preferred);
    let id = |channel| WireId { role: Role::Oob(channel), device: phone.id.clone() }.to_string();
    ways.into_iter().map(|channel| Way { kind: channel.into(), id: id(channel) }).collect()
}

#[derive(Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum EnrollmentStatus {
    Pending,
    Confirmed,
}

#[derive(Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum AuthMethod {
    /// An authenticator app.
    Authenticator,
    /// A phone, by text message or call.
    Sms,
}

/// A phone or an app under Guardian's older name.
#[derive(Clone, Serialize, ToSchema)]
pub struct EnrollmentView {
    /// `dev_…`
    id: String,
    status: EnrollmentStatus,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    name: Option<String>,
    /// Only its last four digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    phone_number: Option<String>,
    auth_method: AuthMethod,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    enrolled_at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    last_auth: Option<String>,
}

impl EnrollmentView {
    pub fn of(method: AuthenticationMethod) -> Self {
        let AuthenticationMethod { authenticator, name, .. } = method;
        Self {
            status: if authenticator.is_active() { EnrollmentStatus::Confirmed } else { EnrollmentStatus::Pending },
            name,
            phone_number: authenticator.phone_number().map(PhoneNumber::masked),
            auth_method: if authenticator.is_phone() { AuthMethod::Sms } else { AuthMethod::Authenticator },
            enrolled_at: authenticator.confirmed_at.map(|at| at.to_string()),
            last_auth: authenticator.last_used_at.map(|at| at.to_string()),
            id: authenticator.id.to_string(),
        }
    }
}
