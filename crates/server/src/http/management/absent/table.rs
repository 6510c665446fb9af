//! Everything that tools read of a whole tenant and Ringfence does not have, in one table.
//!
//! The answers are those of an Auth0 tenant that has none of it. Hooks, Actions, log streams and attack protection are to come.

use super::Reading::{Keyed, List, Missing, Off, Plain, Refused};
use super::Row;

const fn row(path: &'static str, what: &'static str, resource: &'static str, reading: super::Reading, writes: &'static [&'static str]) -> Row {
    Row { path, what, resource, reading, writes }
}

const CRUD: &[&str] = &["patch", "delete"];
const POST: &[&str] = &["post"];
const NONE: &[&str] = &[];

pub const BRUTE_FORCE: &str = r#"{"enabled":false,"shields":[],"mode":"count_per_identifier_and_ip","allowlist":[],"max_attempts":10}"#;
pub const BREACHED: &str =
    r#"{"enabled":false,"shields":[],"admin_notification_frequency":[],"method":"standard","stage":{"pre-user-registration":{"shields":[]},"pre-change-password":{"shields":[]}}}"#;
pub const THROTTLING: &str =
    r#"{"enabled":false,"shields":[],"allowlist":[],"stage":{"pre-login":{"max_attempts":100,"rate":864000},"pre-user-registration":{"max_attempts":50,"rate":1200}}}"#;

/// Path, what it is called in a sentence, whose scopes it takes, how it is read, and which writes are known and refused.
pub const TABLE: &[Row] = &[
    row("/hooks", "hooks", "hooks", List("hooks"), POST),
    row("/hooks/{id}", "hooks", "hooks", Missing("The hook does not exist.", "HookNotFound"), CRUD),
    row("/hooks/{id}/secrets", "hooks", "hooks", Missing("The hook does not exist.", "HookNotFound"), &["post", "patch", "delete"]),
    row("/actions/actions", "Actions", "actions", Keyed("actions"), POST),
    row("/actions/actions/{id}", "Actions", "actions", Missing("The action does not exist.", "inexistent_action"), CRUD),
    row("/actions/actions/{id}/deploy", "Actions", "actions", Refused, POST),
    row("/actions/actions/{id}/versions", "Actions", "actions", Missing("The action does not exist.", "inexistent_action"), NONE),
    row("/actions/modules", "Actions", "actions", Keyed("modules"), POST),
    row("/actions/modules/{id}", "Actions", "actions", Missing("The module does not exist.", "inexistent_module"), CRUD),
    row("/actions/modules/{id}/versions", "Actions", "actions", Missing("The module does not exist.", "inexistent_module"), POST),
    row("/actions/triggers", "Actions", "actions", Off(r#"{"triggers":[]}"#), NONE),
    row("/actions/triggers/{id}/bindings", "Actions", "actions", Keyed("bindings"), &["patch"]),
    row("/actions/executions/{id}", "Actions", "actions", Missing("The execution does not exist.", "inexistent_execution"), NONE),
    row("/rules", "rules", "rules", List("rules"), POST),
    row("/rules/{id}", "rules", "rules", Missing("The rule does not exist.", "inexistent_rule"), CRUD),
    row("/rules-configs", "rules", "rules_configs", Plain, NONE),
    row("/rules-configs/{key}", "rules", "rules_configs", Refused, &["put", "delete"]),
    row("/log-streams", "log streams", "log_streams", Plain, POST),
    row("/log-streams/{id}", "log streams", "log_streams", Missing("The log stream does not exist.", "inexistent_log_stream"), CRUD),
    row("/emails/provider", "e-mail provider of a tenant's own", "email_provider", Missing("The email provider does not exist.", "inexistent_email_provider"), &["post", "patch", "delete"]),
    row("/email-templates", "e-mail templates", "email_templates", Refused, POST),
    row("/email-templates/{name}", "e-mail templates", "email_templates", Missing("The email template does not exist.", "inexistent_email_template"), &["put", "patch"]),
    row("/custom-domains", "custom domains", "custom_domains", Plain, POST),
    row("/custom-domains/{id}", "custom domains", "custom_domains", Missing("The custom domain does not exist.", "inexistent_custom_domain"), CRUD),
    row("/branding/templates/universal-login", "page templates", "branding", Missing("The template does not exist.", "inexistent_template"), &["put", "delete"]),
    row("/branding/themes", "themes", "branding", Refused, POST),
    row("/branding/themes/default", "themes", "branding", Missing("There was an error retrieving branding settings: theme not found", "theme_not_found"), NONE),
    row("/branding/themes/{id}", "themes", "branding", Missing("The theme does not exist.", "theme_not_found"), CRUD),
    row("/prompts/rendering", "page renderers", "prompts", List("configs"), &["patch"]),
    row("/prompts/{prompt}/screen/{screen}/rendering", "page renderers", "prompts", Missing("The rendering settings do not exist.", "inexistent_rendering"), &["patch"]),
    row("/attack-protection/brute-force-protection", "attack protection", "attack_protection", Off(BRUTE_FORCE), &["patch"]),
    row("/attack-protection/breached-password-detection", "attack protection", "attack_protection", Off(BREACHED), &["patch"]),
    row("/attack-protection/suspicious-ip-throttling", "attack protection", "attack_protection", Off(THROTTLING), &["patch"]),
    row("/attack-protection/bot-detection", "bot detection", "attack_protection", Refused, &["patch"]),
    row("/attack-protection/captcha", "captcha", "attack_protection", Refused, &["patch"]),
    row("/attack-protection/phone-provider-protection", "phone provider protection", "attack_protection", Refused, &["patch"]),
    row("/anomaly/blocks/ips/{id}", "blocks of addresses", "anomaly_blocks", Missing("The address is not blocked.", "inexistent_block"), &["delete"]),
    row("/risk-assessments/settings", "risk assessments", "attack_protection", Off(r#"{"enabled":false}"#), &["patch"]),
    row("/risk-assessments/settings/new-device", "risk assessments", "attack_protection", Off(r#"{"remember_for":0}"#), &["patch"]),
    row("/supplemental-signals", "supplemental signals", "attack_protection", Refused, &["patch"]),
    row("/organizations", "organizations", "organizations", List("organizations"), POST),
    row("/organizations/name/{name}", "organizations", "organizations", Missing("No organization found by that id or name", "inexistent_organization"), NONE),
    row("/organizations/{id}", "organizations", "organizations", Missing("No organization found by that id or name", "inexistent_organization"), CRUD),
    row("/organizations/{id}/members", "organizations", "organizations", Missing("No organization found by that id or name", "inexistent_organization"), &["post", "delete"]),
    row("/organizations/{id}/enabled_connections", "organizations", "organizations", Missing("No organization found by that id or name", "inexistent_organization"), POST),
    row("/flows", "flows", "flows", List("flows"), POST),
    row("/flows/vault/connections", "flows", "flows_vault_connections", List("connections"), POST),
    row("/flows/vault/connections/{id}", "flows", "flows_vault_connections", Missing("The connection does not exist.", "inexistent_connection"), CRUD),
    row("/flows/{id}", "flows", "flows", Missing("The flow does not exist.", "inexistent_flow"), CRUD),
    row("/forms", "forms", "forms", List("forms"), POST),
    row("/forms/{id}", "forms", "forms", Missing("The form does not exist.", "inexistent_form"), CRUD),
    row("/self-service-profiles", "self-service profiles", "self_service_profiles", List("self_service_profiles"), POST),
    row("/self-service-profiles/{id}", "self-service profiles", "self_service_profiles", Missing("The profile does not exist.", "inexistent_profile"), CRUD),
    row("/network-acls", "network ACLs", "network_acls", List("network_acls"), POST),
    row("/network-acls/{id}", "network ACLs", "network_acls", Missing("The network ACL does not exist.", "inexistent_network_acl"), &["put", "patch", "delete"]),
    row("/user-attribute-profiles", "user attribute profiles", "user_attribute_profiles", Keyed("user_attribute_profiles"), POST),
    row("/user-attribute-profiles/{id}", "user attribute profiles", "user_attribute_profiles", Missing("The profile does not exist.", "inexistent_profile"), CRUD),
    row("/connection-profiles", "connection profiles", "connection_profiles", Keyed("connection_profiles"), POST),
    row("/connection-profiles/{id}", "connection profiles", "connection_profiles", Missing("The profile does not exist.", "inexistent_profile"), CRUD),
    row("/connections-directory-provisionings", "directory provisioning", "directory_provisionings", Keyed("directory_provisionings"), NONE),
    row("/token-exchange-profiles", "token exchange profiles", "token_exchange_profiles", Keyed("token_exchange_profiles"), POST),
    row("/token-exchange-profiles/{id}", "token exchange profiles", "token_exchange_profiles", Missing("The profile does not exist.", "inexistent_profile"), CRUD),
    row("/rate-limit-policies", "rate limit policies", "rate_limit_policies", Refused, POST),
    row("/rate-limit-policies/{id}", "rate limit policies", "rate_limit_policies", Missing("The policy does not exist.", "inexistent_policy"), CRUD),
    row("/event-streams", "event streams", "event_streams", Keyed("eventStreams"), POST),
    row("/event-streams/{id}", "event streams", "event_streams", Missing("The event stream does not exist.", "inexistent_event_stream"), CRUD),
    row("/grants", "consents", "grants", List("grants"), &["delete"]),
    row("/grants/{id}", "consents", "grants", Refused, &["delete"]),
    row("/device-credentials", "device credentials", "device_credentials", List("device_credentials"), POST),
    row("/device-credentials/{id}", "device credentials", "device_credentials", Refused, &["delete"]),
    row("/blacklists/tokens", "revoked access tokens", "tokens", Plain, POST),
    row("/keys/signing", "signing keys to be set from outside", "signing_keys", Plain, NONE),
    row("/keys/signing/rotate", "signing keys to be set from outside", "signing_keys", Refused, POST),
    row("/keys/encryption", "encryption keys to be set from outside", "encryption_keys", List("keys"), POST),
    row("/keys/custom-signing", "signing keys to be set from outside", "custom_signing_keys", Missing("There are no custom signing keys.", "inexistent_custom_signing_keys"), &["put", "delete"]),
    row("/groups", "groups", "groups", Keyed("groups"), NONE),
    row("/groups/{id}", "groups", "groups", Missing("The group does not exist.", "inexistent_group"), &["delete"]),
    row("/sessions/{id}", "sessions by id", "sessions", Missing("The session does not exist.", "inexistent_session"), &["delete"]),
    row("/refresh-tokens/{id}", "refresh tokens by id", "refresh_tokens", Missing("The refresh token does not exist.", "inexistent_refresh_token"), &["delete"]),
];
