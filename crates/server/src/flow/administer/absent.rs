//! What a tenant on Auth0 may have and Ringfence has not: settings that are off, and can be set to what they are.

use serde_json::{Map, Value};

use crate::flow::administer::Admin;
use crate::flow::error::FlowError;

/// Scopes of what is not here are granted all the same: tools ask for a whole tenant, and read what is empty.
pub const RESOURCES: [&str; 26] = [
    "connection_profiles",
    "connections_keys",
    "custom_domains",
    "custom_signing_keys",
    "device_credentials",
    "directory_provisionings",
    "email_provider",
    "email_templates",
    "encryption_keys",
    "event_streams",
    "flows",
    "flows_vault_connections",
    "forms",
    "grants",
    "groups",
    "network_acls",
    "organizations",
    "rate_limit_policies",
    "refresh_tokens",
    "rules",
    "rules_configs",
    "self_service_profiles",
    "sessions",
    "signing_keys",
    "token_exchange_profiles",
    "user_attribute_profiles",
];

/// Takes a body that says what is so already, as a tool's import of an export does; anything else is refused.
pub async fn confirm(admin: &Admin, what: &'static str, off: &Value, asked: &Map<String, Value>) -> Result<(), FlowError> {
    if !is_so(off, &Value::Object(asked.clone())) {
        return Err(FlowError::NotSupported(format!("Ringfence has no {what} yet: it stays as it is shown.")));
    }
    admin.write(async |_| Ok(())).await
}

/// Whether everything that is asked for is so.
fn is_so(off: &Value, asked: &Value) -> bool {
    match (off, asked) {
        (Value::Object(off), Value::Object(asked)) => {
            asked.iter().all(|(name, asked)| off.get(name).map_or(asked.is_null(), |off| is_so(off, asked)))
        }
        (off, asked) => off == asked,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_what_is_so_is_taken() {
        let off = json!({ "enabled": false, "shields": [], "stage": { "pre-login": { "rate": 1 } } });
        for so in [json!({}), json!({ "enabled": false, "mode": null }), json!({ "stage": { "pre-login": {} } }), off.clone()] {
            assert!(is_so(&off, &so), "{so}");
        }
        for other in [json!({ "enabled": true }), json!({ "shields": ["block"] }), json!({ "mode": "x" }), json!({ "stage": [] })] {
            assert!(!is_so(&off, &other), "{other}");
        }
    }
}
