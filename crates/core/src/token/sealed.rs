//! Tokens that only we can read: nothing about them is stored, and nothing in them can be altered.
//!
//! Each is sealed for its own purpose and tenant, so that one never opens as another. The names inside have one letter,
//! since these tokens travel in URLs and forms.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::clock::Timestamp;
use crate::delivery::Channel;
use crate::id::{ChallengeId, ClientId, DeviceId, FamilyId, JobId, TenantId, TransactionId, UserId};
use crate::secret::{Keyring, Purpose, SecretError};

/// The proof that the first factor passed, and what the login asked for.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
pub struct MfaToken {
    #[serde(rename = "t")]
    pub transaction: TransactionId,
    #[serde(rename = "c")]
    pub client: ClientId,
    #[serde(rename = "u")]
    pub user: UserId,
    #[serde(rename = "a", default, skip_serializing_if = "Option::is_none")]
    pub audience: Option<String>,
    #[serde(rename = "s")]
    pub scope: String,
    #[serde(rename = "n")]
    pub connection: String,
    #[serde(rename = "i")]
    pub issuer: String,
    /// [`crate::proof::Proof::since`] of the password that was shown.
    #[serde(rename = "p")]
    pub since: Timestamp,
    #[serde(rename = "b")]
    pub issued_at: Timestamp,
    #[serde(rename = "e")]
    pub expires_at: Timestamp,
}

/// The opaque handle of one challenge, which the client holds; it expires with the challenge's code.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
pub struct OobCode {
    #[serde(rename = "t")]
    pub transaction: TransactionId,
    #[serde(rename = "h")]
    pub challenge: ChallengeId,
    #[serde(rename = "d")]
    pub device: DeviceId,
    #[serde(rename = "n")]
    pub channel: Channel,
    /// The recovery code that was shown with this enrollment: only it is bound together with the phone, and
    /// not one that somebody else who knows the password was shown meanwhile.
    #[serde(rename = "r", default, skip_serializing_if = "Option::is_none")]
    pub recovery: Option<DeviceId>,
    #[serde(rename = "c")]
    pub client: ClientId,
    #[serde(rename = "u")]
    pub user: UserId,
    #[serde(rename = "b")]
    pub issued_at: Timestamp,
    #[serde(rename = "e")]
    pub expires_at: Timestamp,
}

/// The access token of a login that named no API: good for `/userinfo` only.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
pub struct OpaqueAccessToken {
    #[serde(rename = "c")]
    pub client: ClientId,
    #[serde(rename = "u")]
    pub user: UserId,
    #[serde(rename = "s")]
    pub scope: String,
    #[serde(rename = "i")]
    pub issuer: String,
    #[serde(rename = "a", default, skip_serializing_if = "Option::is_none")]
    pub audience: Option<String>,
    /// Of the login's tokens, where a code could be stolen: a code that comes twice makes them worthless.
    #[serde(rename = "f", default, skip_serializing_if = "Option::is_none")]
    pub family: Option<FamilyId>,
    #[serde(rename = "b")]
    pub issued_at: Timestamp,
    #[serde(rename = "e")]
    pub expires_at: Timestamp,
}

/// The way to what a job has written, for whoever was given the link.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
pub struct ExportLink {
    #[serde(rename = "j")]
    pub job: JobId,
    #[serde(rename = "e")]
    pub expires_at: Timestamp,
}

macro_rules! sealed {
    ($($token:ident for $purpose:ident;)*) => {$(
        impl $token {
            pub fn seal(&self, tenant: &TenantId, keys: &Keyring, now: Timestamp) -> String {
                seal(self, Purpose::$purpose, tenant, keys, now)
            }

            /// Opens an expired one too: the caller tells it apart from a malformed one.
            pub fn open(text: &str, tenant: &TenantId, keys: &Keyring) -> Result<Self, SecretError> {
                open(text, Purpose::$purpose, tenant, keys)
            }
        }
    )*};
}

sealed! {
    MfaToken for MfaToken;
    OobCode for OobCode;
    OpaqueAccessToken for AccessToken;
    ExportLink for ExportLink;
}

fn seal(token: &impl Serialize, purpose: Purpose, tenant: &TenantId, keys: &Keyring, now: Timestamp) -> String {
    let plain = Zeroizing::new(serde_json::to_vec(token).expect("a record of strings and numbers has a JSON form"));
    keys.seal_token(now, purpose, tenant.as_str(), &plain)
}

fn open<T: DeserializeOwned>(text: &str, purpose: Purpose, tenant: &TenantId, keys: &Keyring) -> Result<T, SecretError> {
    let plain = keys.open_token(purpose, tenant.as_str(), text)?;
    serde_json::from_slice(&plain).map_err(|_| SecretError::Malformed)
}
