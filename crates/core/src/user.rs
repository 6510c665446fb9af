//! A person of one tenant, known by an e-mail address and a password.

use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;
use crate::id::UserId;

/// The one database connection that every tenant has.
pub const DEFAULT_CONNECTION: &str = "Username-Password-Authentication";

/// What a user says about themselves, and what an administrator keeps beside it.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Profile {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nickname: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub given_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub family_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub picture: Option<String>,
    pub user_metadata: serde_json::Map<String, serde_json::Value>,
    pub app_metadata: serde_json::Map<String, serde_json::Value>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct User {
    pub id: UserId,
    pub connection: String,
    /// Lower case, trimmed.
    pub email: String,
    pub email_verified: bool,
    /// A PHC string; `None` when no password was ever set.
    pub password_hash: Option<String>,
    pub profile: Profile,
    /// An administrator has locked this person out.
    pub is_blocked: bool,
    pub last_login_at: Option<Timestamp>,
    pub last_ip: Option<String>,
    pub logins_count: u64,
    /// When the password was last set after the account was made.
    pub password_set_at: Option<Timestamp>,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

impl User {
    /// Somebody who has not signed in yet.
    pub fn new(id: UserId, connection: &str, email: String, password_hash: Option<String>, profile: Profile, now: Timestamp) -> Self {
        Self {
            id,
            connection: connection.to_owned(),
            email,
            email_verified: false,
            password_hash,
            profile,
            is_blocked: false,
            last_login_at: None,
            last_ip: None,
            logins_count: 0,
            password_set_at: None,
            created_at: now,
            updated_at: now,
        }
    }

    /// Auth0 defaults the name to the e-mail address and the nickname to its local part.
    pub fn name(&self) -> &str {
        self.profile.name.as_deref().unwrap_or(&self.email)
    }

    pub fn nickname(&self) -> &str {
        let local_part = self.email.split('@').next().unwrap_or(&self.email);
        self.profile.nickname.as_deref().unwrap_or(local_part)
    }
}
