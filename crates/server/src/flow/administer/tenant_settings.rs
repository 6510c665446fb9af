//! What Auth0 keeps under "tenant settings": names, languages, sessions, where a logout may lead, and a long tail of switches.
//!
//! A setting works ([`TenantChange::login`] and its neighbours), or it is refused with a sentence that says what there is instead, or it
//! has no meaning here and is kept for the tools that send it and expect it back ([`judge`]).
//! Source: Auth0, Management API, "Update tenant settings".

use std::collections::BTreeMap;

use ringfence_core::session::Lifetime;
use ringfence_core::tenant::TenantSettings;
use ringfence_core::user::DEFAULT_CONNECTION;
use ringfence_core::{address, kept};
use ringfence_store::Tx;
use serde_json::{Map, Value};

use crate::flow::administer::Admin;
use crate::flow::administer::login::LoginChange;
use crate::flow::administer::plain_http;
use crate::flow::error::FlowError;

/// Auth0's switches. Of those that would be seen if they worked, see [`OFF`].
pub const FLAGS: [&str; 33] = [
    "allow_changing_enable_sso",
    "allow_legacy_delegation_grant_types",
    "allow_legacy_ro_grant_types",
    "allow_legacy_tokeninfo_endpoint",
    "change_pwd_flow_v1",
    "custom_domains_provisioning",
    "dashboard_insights_view",
    "dashboard_log_streams_next",
    "disable_clickjack_protection_headers",
    "disable_fields_map_fix",
    "disable_impersonation",
    "disable_management_api_sms_obfuscation",
    "enable_adfs_waad_email_verification",
    "enable_apis_section",
    "enable_client_connections",
    "enable_custom_domain_in_emails",
    "enable_dynamic_client_registration",
    "enable_idtoken_api2",
    "enable_legacy_profile",
    "enable_pipeline2",
    "enable_public_signup_user_exists_error",
    "enable_sso",
    "enforce_client_authentication_on_passwordless_start",
    "genai_trial",
    "improved_signup_bot_detection_in_classic",
    "local_resource_discovery",
    "mfa_show_factor_list_on_enrollment",
    "no_disclose_enterprise_connections",
    "remove_alg_from_jwks",
    "require_pushed_authorization_requests",
    "revoke_refresh_token_grant",
    "trust_azure_adfs_email_verified_connection_property",
    "use_scope_descriptions_for_consent",
];

/// Whoever switched one of these on would rely on it.
const OFF: [(&str, &str); 6] = [
    ("change_pwd_flow_v1", "people set their passwords by themselves"),
    ("disable_clickjack_protection_headers", "pages can never be framed"),
    ("disable_management_api_sms_obfuscation", "numbers are masked where they are read"),
    ("enable_dynamic_client_registration", "clients are made by an administrator"),
    ("mfa_show_factor_list_on_enrollment", "people begin with the first factor, and reach the others from there"),
    ("require_pushed_authorization_requests", "there are no pushed authorization requests"),
];

/// Only what is named changes; an empty text takes away.
#[derive(Default)]
pub struct TenantChange {
    pub friendly_name: Option<String>,
    /// Languages, sessions, logout addresses, support.
    pub login: LoginChange,
    pub default_audience: Option<String>,
    pub default_redirection_uri: Option<String>,
    pub persistent_sessions: Option<bool>,
    pub logout_prompt: Option<bool>,
    /// Laid over those that are set.
    pub flags: BTreeMap<String, bool>,
    /// Everything else; null takes away.
    pub others: Map<String, Value>,
}

pub async fn change(admin: &Admin, change: TenantChange) -> Result<TenantSettings, FlowError> {
    let TenantChange { friendly_name, login, default_audience, default_redirection_uri, .. } = change;
    check_flags(&change.flags)?;
    for (name, value) in &change.others {
        judge(name, value)?;
    }
    if let Some(address) = default_redirection_uri.as_deref().filter(|address| !address.is_empty()) {
        address::check_web(address).map_err(|problem| FlowError::InvalidParameter(format!("The default_redirection_uri {problem}.")))?;
    }
    let (persistent, prompt, flags, others) = (change.persistent_sessions, change.logout_prompt, change.flags, change.others);
    let app = admin.ctx.app.clone();
    let changed = async move |tx: &mut Tx<'_>, tenant: &mut ringfence_core::tenant::Tenant| {
        let before = &tenant.settings;
        let mut login = login.clone();
        // A session's end ends its idleness too: whoever shortens one means both.
        login.idle_session_lifetime = login.idle_session_lifetime.or(shortened(before, login.session_lifetime));
        let mut new = login.apply(before)?;
        if let Some(name) = &friendly_name {
            new.friendly_name.clone_from(name);
        }
        if let Some(audience) = &default_audience {
            if !audience.is_empty() && tx.resource_server_find_locked(&tenant.id, audience).await?.is_none() {
                return Err(FlowError::InvalidParameter("The default_audience must be the identifier of an API that exists.".to_owned()));
            }
            new.default_audience = Some(audience.clone()).filter(|audience| !audience.is_empty());
        }
        if let Some(address) = &default_redirection_uri {
            new.default_redirection_uri = Some(address.clone()).filter(|address| !address.is_empty());
        }
        new.persistent_sessions = persistent.unwrap_or(new.persistent_sessions);
        new.logout_prompt = prompt.unwrap_or(new.logout_prompt);
        new.flags.extend(flags.clone());
        for (name, value) in &others {
            if value.is_null() {
                new.kept.remove(name);
            } else {
                new.kept.insert(name.clone(), value.clone());
            }
        }
        if !kept::fits(&[&new.kept]) {
            let words = "The further settings are at most 32 KiB of JSON together: leave out what is not needed.";
            return Err(FlowError::InvalidParameter(words.to_owned()));
        }
        plain_http::check_tenant(&app, &new, &tenant.settings)?;
        tenant.settings = new.clone();
        Ok(new)
    };
    admin.change_tenant(changed).await
}

fn shortened(before: &TenantSettings, session: Option<Lifetime>) -> Option<Lifetime> {
    session.filter(|session| *session < before.idle_session_lifetime && *session >= Lifetime::of_minutes(1))
}

fn check_flags(flags: &BTreeMap<String, bool>) -> Result<(), FlowError> {
    for (name, is_on) in flags {
        if !FLAGS.contains(&name.as_str()) {
            let name: String = name.chars().take(64).collect();
            let words = format!("There is no flag {name:?}: leave it out.");
            return Err(FlowError::InvalidParameter(words.chars().take(300).collect()));
        }
        if let Some((_, instead)) = OFF.iter().find(|(off, _)| off == name && *is_on) {
            return Err(FlowError::NotSupported(format!("The flag {name} stays off: in Ringfence {instead}.")));
        }
    }
    Ok(())
}

/// Whether one of the further settings may be kept. Their shape is the document's to check.
fn judge(name: &str, value: &Value) -> Result<(), FlowError> {
    let is_empty = match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.values().all(Value::is_null),
        _ => false,
    };
    let is = |key: &str, wanted: bool| value.get(key).and_then(Value::as_bool) == Some(wanted);
    let holds = |key: &str| value.get(key).and_then(Value::as_str).is_some_and(|text| !text.is_empty());
    let refused = match name {
        "change_password" | "guardian_mfa_page" if is("enabled", true) => {
            "Ringfence has pages of its own: leave the page's enabled at false, and change the words by /prompts/{prompt}/custom-text."
        }
        "error_page" if holds("html") || holds("url") => {
            "Ringfence has an error page of its own: leave html and url empty, and change the words by /prompts/common/custom-text."
        }
        "customize_mfa_in_postlogin_action" if !is_empty => {
            "Ringfence has no Actions: set when a factor is asked for by /guardian/policies."
        }
        "phone_consolidated_experience" if !is_empty => {
            "The phone factor is set by /guardian as well as by /branding/phone: leave it at false."
        }
        "pushed_authorization_requests_supported" if !is_empty => "Ringfence has no pushed authorization requests: leave it at false.",
        "client_id_metadata_document_supported" if !is_empty => "Ringfence reads no client metadata from elsewhere: leave it at false.",
        "include_session_metadata_in_tenant_logs" if !is_empty => "Ringfence has no session metadata: leave it at false.",
        "authorization_response_iss_parameter_supported" if *value == Value::Bool(false) => {
            "Ringfence always names its issuer (RFC 9207): leave it at true, or out."
        }
        "oidc_logout" if is("rp_logout_end_session_endpoint_discovery", false) => {
            "The end_session_endpoint is always published: leave rp_logout_end_session_endpoint_discovery at true, or out."
        }
        "mtls" if is("enable_endpoint_aliases", true) => "Ringfence has no mutual TLS: leave enable_endpoint_aliases at false.",
        "default_token_quota" if !is_empty => "Ringfence has no token quotas: leave default_token_quota out.",
        "country_codes" if !is_empty => "Ringfence offers every country: leave country_codes out.",
        "security_headers" if !is_empty => "The pages have headers of their own: leave security_headers out.",
        "acr_values_supported" if !is_empty => "The acr values are published by the server itself: leave acr_values_supported out.",
        "default_directory" if !is_empty && value != DEFAULT_CONNECTION => {
            "The default_directory can only be Username-Password-Authentication; a client signs in to the connections that are enabled for it."
        }
        _ => return Ok(()),
    };
    Err(FlowError::NotSupported(refused.to_owned()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_would_be_missed_is_refused() {
        for (name, kept, refused) in [
            ("change_password", json!({ "enabled": false, "html": "<p>" }), json!({ "enabled": true })),
            ("error_page", json!({ "html": "", "show_log_link": false, "url": "" }), json!({ "url": "https://a.test/" })),
            ("customize_mfa_in_postlogin_action", json!(false), json!(true)),
            ("authorization_response_iss_parameter_supported", json!(true), json!(false)),
            (
                "oidc_logout",
                json!({ "rp_logout_end_session_endpoint_discovery": true }),
                json!({ "rp_logout_end_session_endpoint_discovery": false }),
            ),
            ("security_headers", json!({ "content_security_policy": null }), json!({ "content_security_policy": {} })),
            ("default_directory", json!("Username-Password-Authentication"), json!("Other")),
            ("acr_values_supported", json!([]), json!(["a"])),
        ] {
            assert!(judge(name, &kept).is_ok() && judge(name, &Value::Null).is_ok(), "{name}");
            assert!(matches!(judge(name, &refused), Err(FlowError::NotSupported(_))), "{name}");
        }
        assert!(judge("picture_url", &json!("https://a.test/logo.png")).is_ok());
    }

    #[test]
    fn flags_are_known_and_some_stay_off() {
        assert!(FLAGS.is_sorted() && OFF.iter().all(|(name, _)| FLAGS.contains(name)));
        let one = |name: &str, is_on| BTreeMap::from([(name.to_owned(), is_on)]);
        assert!(check_flags(&one("enable_sso", true)).is_ok() && check_flags(&one("enable_dynamic_client_registration", false)).is_ok());
        assert!(matches!(check_flags(&one("enable_dynamic_client_registration", true)), Err(FlowError::NotSupported(_))));
        assert!(matches!(check_flags(&one("enable_everything", true)), Err(FlowError::InvalidParameter(_))));
    }
}
