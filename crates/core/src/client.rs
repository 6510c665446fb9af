//! An OAuth application, and what it may ask for.
//!
//! Grants are named by their wire values; a client without a secret is public and authenticates by
//! its id alone (RFC 6749 §2.1).

mod settings;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;
use crate::id::{ClientGrantId, ClientId, ResourceServerId, TenantId};
use crate::kept;
use crate::secret::Secret;

pub mod grant {
    pub const AUTHORIZATION_CODE: &str = "authorization_code";
    pub const CLIENT_CREDENTIALS: &str = "client_credentials";
    pub const PASSWORD: &str = "password";
    pub const PASSWORD_REALM: &str = "http://auth0.com/oauth/grant-type/password-realm";
    pub const REFRESH_TOKEN: &str = "refresh_token";
    pub const MFA_OOB: &str = "http://auth0.com/oauth/grant-type/mfa-oob";
    pub const MFA_OTP: &str = "http://auth0.com/oauth/grant-type/mfa-otp";
    pub const MFA_RECOVERY_CODE: &str = "http://auth0.com/oauth/grant-type/mfa-recovery-code";

    /// What an application of people may use.
    pub const FOR_PEOPLE: [&str; 7] = [AUTHORIZATION_CODE, REFRESH_TOKEN, PASSWORD, PASSWORD_REALM, MFA_OOB, MFA_OTP, MFA_RECOVERY_CODE];
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AppType {
    #[default]
    RegularWeb,
    Spa,
    Native,
    NonInteractive,
}

/// What is kept of a client beside its id and secret.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ClientSettings {
    pub name: String,
    pub app_type: AppType,
    pub grant_types: Vec<String>,
    pub callbacks: Vec<String>,
    pub allowed_logout_urls: Vec<String>,
    /// Where a person whose login came to nothing begins again (Auth0: "Application Login URI").
    pub initiate_login_uri: Option<String>,
    pub client_metadata: serde_json::Map<String, serde_json::Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo_uri: Option<String>,
    /// As it was set. `none` makes a client public; of the others what counts is whether there is a secret.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auth_method: Option<AuthMethod>,
    /// Auth0's objects of that name; the methods of `settings.rs` read them.
    #[serde(skip_serializing_if = "serde_json::Map::is_empty")]
    pub jwt_configuration: serde_json::Map<String, serde_json::Value>,
    #[serde(skip_serializing_if = "serde_json::Map::is_empty")]
    pub refresh_token: serde_json::Map<String, serde_json::Value>,
    /// Further fields that tools send and expect back.
    #[serde(skip_serializing_if = "serde_json::Map::is_empty")]
    pub kept: serde_json::Map<String, serde_json::Value>,
}

/// `token_endpoint_auth_method`. Of the two with a secret either is taken from a client that has one.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AuthMethod {
    /// A public client.
    None,
    ClientSecretPost,
    ClientSecretBasic,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Client {
    pub tenant: TenantId,
    pub id: ClientId,
    /// Also of a public client that had one before, where it waits and is good for nothing: [`Client::active_secret`].
    pub secret: Option<Secret>,
    pub settings: ClientSettings,
    pub created_at: Timestamp,
}

impl Client {
    pub fn may_use(&self, grant_type: &str) -> bool {
        self.settings.grant_types.iter().any(|granted| granted == grant_type)
    }

    /// What it authenticates by; a public client by nothing.
    pub fn active_secret(&self) -> Option<&Secret> {
        self.secret.as_ref().filter(|_| self.settings.auth_method != Some(AuthMethod::None))
    }

    pub fn auth_method(&self) -> AuthMethod {
        match (self.active_secret(), self.settings.auth_method) {
            (None, _) => AuthMethod::None,
            (Some(_), Some(AuthMethod::ClientSecretBasic)) => AuthMethod::ClientSecretBasic,
            (Some(_), _) => AuthMethod::ClientSecretPost,
        }
    }
}

/// An API that tokens are issued for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ResourceServer {
    pub id: ResourceServerId,
    /// What tokens name as their audience; it never changes.
    pub identifier: String,
    pub name: String,
    pub scopes: Vec<String>,
    pub token_lifetime: std::time::Duration,
    pub settings: ApiSettings,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct ApiSettings {
    /// Whether a login for this API may end in a refresh token.
    pub allow_offline_access: bool,
    /// What the scopes are for, in the tenant's words.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub descriptions: BTreeMap<String, String>,
    /// Further fields that tools send and expect back.
    #[serde(skip_serializing_if = "serde_json::Map::is_empty")]
    pub kept: serde_json::Map<String, serde_json::Value>,
}

impl ApiSettings {
    pub fn check(&self) -> Result<(), &'static str> {
        let words = "What is kept of an API beside its scopes is at most 32 KiB of JSON: leave out what is not needed.";
        kept::fits(&[&self.kept]).then_some(()).ok_or(words)
    }
}

impl Default for ApiSettings {
    fn default() -> Self {
        Self { allow_offline_access: true, descriptions: BTreeMap::new(), kept: serde_json::Map::new() }
    }
}

/// What a machine-to-machine client may do at one API. The audience [`ClientGrant::MANAGEMENT`] stands
/// for the Management API under whichever of the tenant's domains it is asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ClientGrant {
    pub client_id: ClientId,
    pub audience: String,
    pub scopes: Vec<String>,
}

impl ClientGrant {
    pub const MANAGEMENT: &'static str = "urn:ringfence:management";
}

/// A grant as the store gives it back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StoredGrant {
    pub id: ClientGrantId,
    pub grant: ClientGrant,
}
