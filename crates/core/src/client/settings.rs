//! What a client may be set to, field by field, under Auth0's names.
//!
//! Some fields mean something here and have a place of their own in [`ClientSettings`]; the others are kept as they came, so that a
//! tool finds what it sent. A field that would promise what is not done is refused ([`ClientSettings::check`]).
//! Source: Auth0, Management API, "Clients".

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::{AuthMethod, ClientSettings};
use crate::kept;

/// Auth0's bound for what is kept with a client.
const MOST_METADATA: usize = 10;
const LONGEST_METADATA: usize = 255;

impl ClientSettings {
    /// `null` puts a field back to where a client begins. The value's type is known to be right; if it is not, nothing changes.
    pub fn set(&mut self, field: &str, value: Value) -> Result<(), serde_json::Error> {
        match field {
            "name" => self.name = serde_json::from_value(value)?,
            "description" => self.description = serde_json::from_value(value)?,
            "logo_uri" => self.logo_uri = serde_json::from_value(value)?,
            "app_type" => self.app_type = or_default(value)?,
            "grant_types" => self.grant_types = or_default(value)?,
            "callbacks" => self.callbacks = or_default(value)?,
            "allowed_logout_urls" => self.allowed_logout_urls = or_default(value)?,
            "initiate_login_uri" => self.initiate_login_uri = serde_json::from_value(value)?,
            "token_endpoint_auth_method" => self.auth_method = serde_json::from_value(value)?,
            "jwt_configuration" => self.jwt_configuration = or_default(value)?,
            "refresh_token" => self.refresh_token = or_default(value)?,
            "client_metadata" => merge(&mut self.client_metadata, or_default(value)?),
            _ if value.is_null() => drop(self.kept.remove(field)),
            _ => drop(self.kept.insert(field.to_owned(), value)),
        }
        Ok(())
    }

    /// Whatever promises something that is not done; the words say what to do.
    pub fn check(&self) -> Result<(), &'static str> {
        let is = |name: &str, value: bool| self.kept.get(name) == Some(&Value::Bool(value));
        let has = |name: &str| self.kept.get(name).is_some_and(|value| !value.is_null());
        let signs_otherwise = self.jwt_configuration.get("alg").and_then(Value::as_str).is_some_and(|alg| alg != "RS256");
        let metadata = &self.client_metadata;
        let is_long = |value: &Value| value.as_str().is_some_and(|text| text.chars().count() > LONGEST_METADATA);
        match () {
            () if signs_otherwise => Err("Ringfence signs with RS256: set jwt_configuration.alg to RS256."),
            () if is("is_first_party", false) => {
                Err("Ringfence asks for no consent, so every client is the tenant's own: set is_first_party to true.")
            }
            () if is("oidc_conformant", false) => Err("Every client follows OpenID Connect: set oidc_conformant to true."),
            () if is("require_pushed_authorization_requests", true) => {
                Err("Ringfence has no pushed authorization requests: set require_pushed_authorization_requests to false.")
            }
            () if is("require_proof_of_possession", true) => {
                Err("Ringfence binds no tokens to keys: set require_proof_of_possession to false.")
            }
            () if has("client_authentication_methods") => {
                Err("Clients authenticate by their secret: leave client_authentication_methods out.")
            }
            () if has("signed_request_object") => Err("Ringfence reads no request objects: leave signed_request_object out."),
            () if self.kept.get("organization_usage").is_some_and(|usage| usage == "require") => {
                Err("Ringfence has no organizations: set organization_usage to deny.")
            }
            () if metadata.len() > MOST_METADATA || metadata.keys().any(|key| key.chars().count() > LONGEST_METADATA) => {
                Err("client_metadata holds at most 10 entries, with names of at most 255 characters.")
            }
            () if metadata.values().any(is_long) => Err("The values of client_metadata are texts of at most 255 characters."),
            () if !kept::fits(&[&self.jwt_configuration, &self.refresh_token, &self.kept]) => {
                Err("What is kept of a client beside its addresses is at most 32 KiB of JSON: leave out what is not needed.")
            }
            () => Ok(()),
        }
    }

    /// Of an ID token, in seconds, where the client has one of its own.
    pub fn id_token_lifetime(&self) -> Option<u64> {
        self.jwt_configuration.get("lifetime_in_seconds").and_then(Value::as_u64)
    }

    /// Every use of a refresh token replaces it, unless the client says otherwise.
    pub fn rotates_refresh_tokens(&self) -> bool {
        self.refresh_token.get("rotation_type").is_none_or(|kind| kind != "non-rotating")
    }

    /// How long an unused refresh token lives, in seconds, where the client has a limit of its own.
    pub fn refresh_token_idle_lifetime(&self) -> Option<u64> {
        let settings = &self.refresh_token;
        let is_endless = settings.get("infinite_idle_token_lifetime") == Some(&Value::Bool(true));
        settings.get("idle_token_lifetime").and_then(Value::as_u64).filter(|_| !is_endless)
    }

    /// How long a refresh token and its successors live together, in seconds, where the client has a limit.
    pub fn refresh_token_lifetime(&self) -> Option<u64> {
        let settings = &self.refresh_token;
        let is_endless = settings.get("infinite_token_lifetime") == Some(&Value::Bool(true));
        settings.get("token_lifetime").and_then(Value::as_u64).filter(|_| !is_endless)
    }

    /// Where a client begins that says nothing of how it authenticates: what runs in a browser or on a telephone keeps no secret.
    pub fn auth_method_or_default(&self) -> AuthMethod {
        use super::AppType;
        self.auth_method.unwrap_or(match self.app_type {
            AppType::Spa | AppType::Native => AuthMethod::None,
            AppType::RegularWeb | AppType::NonInteractive => AuthMethod::ClientSecretPost,
        })
    }
}

fn or_default<T: DeserializeOwned + Default>(value: Value) -> Result<T, serde_json::Error> {
    if value.is_null() { Ok(T::default()) } else { serde_json::from_value(value) }
}

/// Entry by entry, as Auth0 does; `null` takes one away, and nothing at all takes all.
fn merge(known: &mut Map<String, Value>, new: Map<String, Value>) {
    for (name, value) in new {
        if value.is_null() {
            known.remove(&name);
        } else {
            known.insert(name, value);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::client::AppType;

    #[test]
    fn fields_are_set_and_taken_back() {
        let mut settings = ClientSettings::default();
        for (field, value) in [
            ("name", json!("One")),
            ("app_type", json!("spa")),
            ("callbacks", json!(["https://a.test/cb"])),
            ("client_metadata", json!({ "a": "1", "b": "2" })),
            ("jwt_configuration", json!({ "lifetime_in_seconds": 60, "alg": "RS256" })),
            ("refresh_token", json!({ "rotation_type": "non-rotating", "idle_token_lifetime": 5 })),
            ("sso_disabled", json!(true)),
        ] {
            settings.set(field, value).unwrap();
        }
        assert_eq!((settings.id_token_lifetime(), settings.refresh_token_idle_lifetime()), (Some(60), Some(5)));
        assert!(!settings.rotates_refresh_tokens());
        assert_eq!(settings.auth_method_or_default(), AuthMethod::None);
        assert_eq!(settings.kept, *json!({ "sso_disabled": true }).as_object().unwrap());
        settings.set("client_metadata", json!({ "a": null, "c": "3" })).unwrap();
        assert_eq!(Value::Object(settings.client_metadata.clone()), json!({ "b": "2", "c": "3" }));
        for field in ["app_type", "callbacks", "jwt_configuration", "refresh_token", "sso_disabled"] {
            settings.set(field, Value::Null).unwrap();
        }
        assert_eq!((settings.app_type, settings.callbacks.len(), settings.kept.len()), (AppType::RegularWeb, 0, 0));
        assert_eq!((settings.id_token_lifetime(), settings.refresh_token_idle_lifetime()), (None, None));
        assert!(settings.rotates_refresh_tokens());
        assert!(settings.set("callbacks", json!("one")).is_err());
    }

    #[test]
    fn what_is_not_done_is_not_promised() {
        for (field, value) in [
            ("is_first_party", json!(false)),
            ("oidc_conformant", json!(false)),
            ("require_pushed_authorization_requests", json!(true)),
            ("client_authentication_methods", json!({})),
            ("organization_usage", json!("require")),
            ("jwt_configuration", json!({ "alg": "HS256" })),
            ("client_metadata", json!({ "a": "x".repeat(256) })),
            ("custom_login_page", json!("x".repeat(kept::MOST_BYTES))),
            ("refresh_token", json!({ "policies": ["x".repeat(kept::MOST_BYTES)] })),
        ] {
            let mut settings = ClientSettings::default();
            settings.set(field, value).unwrap();
            assert!(settings.check().is_err(), "{field}");
        }
        assert!(ClientSettings::default().check().is_ok());
    }
}
