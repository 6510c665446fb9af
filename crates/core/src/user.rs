//! A person of one tenant, known by an e-mail address and a password.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::clock::Timestamp;
use crate::id::{TransactionId, UserId};

mod document;

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
    /// The mark that a proof must carry to count ([`crate::proof`]): a moment, moved by each removal of a factor, reset, new password
    /// and block, and another one for another person under the same id.
    pub proofs_from: Timestamp,
    /// The transaction whose own removal moved the mark last, if one did.
    pub proofs_kept: Option<TransactionId>,
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
            proofs_from: now,
            proofs_kept: None,
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

/// A name that is locked out after failed passwords.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UserBlock {
    /// What is typed to sign in, in lower case.
    pub identifier: String,
    /// `None`: from everywhere.
    pub ip: Option<String>,
    pub connection: String,
}

/// A user's id on the wire without its provider, as `identities` shows it.
impl UserId {
    pub fn bare(&self) -> &str {
        self.as_str().strip_prefix("auth0|").unwrap_or(self.as_str())
    }
}

/// What an administrator or an application sends for metadata: merged into what is there one level deep, `null` takes a key away
/// (Auth0, "Update metadata").
pub fn merge_metadata(kept: &mut Map<String, Value>, sent: Map<String, Value>) {
    for (key, value) in sent {
        if value.is_null() {
            kept.remove(&key);
        } else {
            kept.insert(key, value);
        }
    }
}

/// Lower case and trimmed; never an e-mail address: it would stand in the way of whoever has that address.
pub fn username(text: &str) -> Option<String> {
    let name = text.trim().to_lowercase();
    let is_name = (1..=128).contains(&name.chars().count()) && !name.contains('@') && !name.chars().any(char::is_control);
    is_name.then_some(name)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn metadata_is_merged_one_level_deep() {
        let map = |value: Value| value.as_object().cloned().unwrap_or_default();
        let mut kept = map(json!({ "a": 1, "b": { "c": 1, "d": 2 }, "e": [1] }));
        merge_metadata(&mut kept, map(json!({ "a": null, "b": { "c": 3 }, "f": null, "g": "new" })));
        assert_eq!(Value::Object(kept), json!({ "b": { "c": 3 }, "e": [1], "g": "new" }));
    }

    #[test]
    fn a_username_is_no_address() {
        assert_eq!(username(" Ada ").as_deref(), Some("ada"));
        for bad in ["", "  ", "ada@example.com", "a\nb", &"a".repeat(129)] {
            assert_eq!(username(bad), None, "{bad:?}");
        }
    }
}
