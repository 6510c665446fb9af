//! A database connection: where a tenant's people and their passwords are, which clients they may sign in to, what their passwords
//! must be like.
//!
//! Options are kept as an administrator's tool sent them and come back the same; the methods here are those that mean something.
//! Source: Auth0, "Database Connections", "Password Strength in Auth0 Database Connections".

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::clock::Timestamp;
use crate::id::{ClientId, ConnectionId};
use crate::kept;
use crate::password::{PasswordPolicy, PasswordRule};
use crate::user::DEFAULT_CONNECTION;

/// The one kind there is.
pub const STRATEGY: &str = "auth0";

#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ConnectionSettings {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    /// `None`: every client, also those that are made later. It ends with the first choice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enabled_clients: Option<Vec<ClientId>>,
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub options: Map<String, Value>,
    /// Further fields that tools send and expect back.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub kept: Map<String, Value>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Connection {
    pub id: ConnectionId,
    /// Unique in the tenant, and it never changes: users are kept under it.
    pub name: String,
    pub settings: ConnectionSettings,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

impl Connection {
    /// As a tenant begins: for every client.
    pub fn first(id: ConnectionId, now: Timestamp) -> Self {
        let settings = ConnectionSettings::default();
        Self { id, name: DEFAULT_CONNECTION.to_owned(), settings, created_at: now, updated_at: now }
    }

    pub fn admits(&self, client: &ClientId) -> bool {
        self.settings.enabled_clients.as_ref().is_none_or(|enabled| enabled.contains(client))
    }

    pub fn is_open_to_signups(&self) -> bool {
        self.settings.options.get("disable_signup") != Some(&Value::Bool(true))
    }

    pub fn password_rule(&self) -> PasswordRule {
        let options = &self.settings.options;
        let policy = options.get("passwordPolicy").and_then(Value::as_str).and_then(PasswordPolicy::parse);
        let min_length = options.get("password_complexity_options").and_then(|complexity| complexity.get("min_length"));
        PasswordRule::new(policy, min_length.and_then(Value::as_u64))
    }
}

impl ConnectionSettings {
    /// Options that would promise what is not done; the words say what to do.
    pub fn check(&self) -> Result<(), &'static str> {
        let is_on = |name: &str| self.options.get(name) == Some(&Value::Bool(true));
        let is_enabled = |name: &str| self.options.get(name).and_then(|option| option.get("enable")) == Some(&Value::Bool(true));
        let is_filled = |name: &str| self.options.get(name).and_then(Value::as_object).is_some_and(|inner| !inner.is_empty());
        // The configuration is the scripts' own secrets.
        let has_scripts = is_filled("customScripts") || is_filled("configuration");
        match () {
            () if is_on("enabledDatabaseCustomization") || is_on("import_mode") || has_scripts => Err(
                "Ringfence runs no custom database scripts: leave customScripts, configuration, enabledDatabaseCustomization and import_mode out.",
            ),
            () if is_enabled("password_history") => Err("Ringfence keeps no earlier passwords: set password_history.enable to false."),
            () if is_enabled("password_dictionary") => {
                Err("Ringfence has no dictionary of passwords: set password_dictionary.enable to false.")
            }
            () if is_enabled("password_no_personal_info") => {
                Err("Ringfence does not compare passwords with profiles: set password_no_personal_info.enable to false.")
            }
            () if !kept::fits(&[&self.options, &self.kept]) => {
                Err("The options and further fields of a connection are at most 32 KiB of JSON together: leave out what is not needed.")
            }
            () => Ok(()),
        }
    }
}

/// Where a client's people sign in when nothing else is said: the connection that every tenant begins with, else the oldest that
/// admits the client. Without a client it is a page of the tenant's own, which everybody may use.
pub fn home<'a>(connections: &'a [Connection], client: Option<&ClientId>) -> Option<&'a Connection> {
    let admits = |one: &&Connection| client.is_none_or(|client| one.admits(client));
    let default = connections.iter().find(|one| one.name == DEFAULT_CONNECTION).filter(admits);
    default.or_else(|| connections.iter().filter(admits).min_by_key(|one| (one.created_at, one.id.clone())))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn connection(name: &str, at: i64, enabled: Option<&[&str]>) -> Connection {
        let enabled_clients = enabled.map(|ids| ids.iter().map(ClientId::new).collect());
        let settings = ConnectionSettings { enabled_clients, ..ConnectionSettings::default() };
        Connection { name: name.to_owned(), settings, ..Connection::first(ConnectionId::new(name), Timestamp::from_secs(at)) }
    }

    #[test]
    fn a_client_has_a_home() {
        let (app, other) = (ClientId::new("app"), ClientId::new("other"));
        let all = [connection("b", 2, Some(&["app"])), connection("a", 1, Some(&["app"])), connection(DEFAULT_CONNECTION, 3, None)];
        let name = |connections, client| home(connections, client).map(|one: &Connection| one.name.as_str());
        assert_eq!(name(&all, Some(&app)), Some(DEFAULT_CONNECTION));
        assert_eq!(name(&all[..2], Some(&app)), Some("a"));
        assert_eq!(name(&all[..2], Some(&other)), None);
        assert_eq!(name(&all[..2], None), Some("a"));
        assert_eq!(name(&[], None), None);
    }

    #[test]
    fn options_speak() {
        let with = |options: Value| {
            let options = options.as_object().cloned().unwrap_or_default();
            let settings = ConnectionSettings { options, ..ConnectionSettings::default() };
            Connection { settings, ..connection("a", 1, None) }
        };
        assert!(with(json!({})).is_open_to_signups());
        assert!(!with(json!({ "disable_signup": true })).is_open_to_signups());
        assert_eq!(with(json!({})).password_rule().min_length, 8);
        assert_eq!(with(json!({ "password_complexity_options": { "min_length": 12 } })).password_rule().min_length, 12);
        assert_eq!(with(json!({ "passwordPolicy": "excellent" })).password_rule().min_length, 10);
        assert!(with(json!({ "password_history": { "enable": false, "size": 5 }, "import_mode": false })).settings.check().is_ok());
        for refused in [
            json!({ "import_mode": true }),
            json!({ "customScripts": { "login": "function login() {}" } }),
            json!({ "configuration": { "key": "secret" } }),
            json!({ "password_history": { "enable": true } }),
            json!({ "password_dictionary": { "enable": true } }),
            json!({ "password_no_personal_info": { "enable": true } }),
            json!({ "anything": "x".repeat(kept::MOST_BYTES) }),
        ] {
            assert!(with(refused.clone()).settings.check().is_err(), "{refused}");
        }
    }
}
