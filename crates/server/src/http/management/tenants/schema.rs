//! The shape of the tenant's settings, for the document and so for the gate.
//!
//! A setting says here what it may look like; whether it works, is refused or is kept, is said in `flow/administer/tenant_settings.rs`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

/// The settings; what is not set is left out.
#[derive(Serialize, ToSchema)]
pub(super) struct TenantSettingsView {
    /// What pages and messages call the tenant.
    #[schema(max_length = 200)]
    friendly_name: Option<String>,
    /// Languages of pages and messages; the first is the default.
    #[schema(min_items = 1, max_items = 100)]
    enabled_locales: Option<Vec<String>>,
    /// Hours until a session ends; may have a fraction.
    #[schema(minimum = 0, maximum = 8760)]
    session_lifetime: Option<f64>,
    /// Hours without use until a session ends; may have a fraction.
    #[schema(minimum = 0, maximum = 8760)]
    idle_session_lifetime: Option<f64>,
    /// Whether a session outlives its browser's window.
    session_cookie: Option<SessionCookie>,
    /// Whether a logout without an ID token is asked about.
    sessions: Option<Sessions>,
    /// Where a logout that names no client may lead.
    #[schema(max_items = 100)]
    allowed_logout_urls: Option<Vec<String>>,
    /// Shown to whoever needs help.
    #[schema(max_length = 254)]
    support_email: Option<String>,
    /// Shown where there is no support address.
    #[schema(max_length = 2048)]
    support_url: Option<String>,
    /// The API of a login that names none.
    #[schema(max_length = 600)]
    default_audience: Option<String>,
    /// Where a person can begin again whose login is over.
    #[schema(max_length = 2048)]
    default_redirection_uri: Option<String>,
    /// Auth0's switches. They are kept; those that would be seen if they worked cannot be switched on.
    flags: Option<BTreeMap<String, bool>>,
    /// A picture for pages that Ringfence does not have; kept. The pages' logo is set by /branding.
    #[schema(max_length = 2048)]
    picture_url: Option<String>,
    /// Empty, or `Username-Password-Authentication`.
    #[schema(max_length = 128)]
    default_directory: Option<String>,
    /// Of Auth0's extensions; kept.
    #[schema(max_length = 8)]
    sandbox_version: Option<String>,
    /// Of Auth0's extensions; kept.
    #[schema(max_length = 8)]
    legacy_sandbox_version: Option<String>,
    /// Of the device flow, which Ringfence does not have; kept.
    device_flow: Option<DeviceFlow>,
    /// Its html is kept; it cannot be enabled.
    change_password: Option<CustomPage>,
    /// Its html is kept; it cannot be enabled.
    guardian_mfa_page: Option<CustomPage>,
    /// Must be empty.
    error_page: Option<ErrorPage>,
    /// The endpoint is always published.
    oidc_logout: Option<OidcLogout>,
    /// Always false.
    customize_mfa_in_postlogin_action: Option<bool>,
    /// Always false: `/guardian` and `/branding/phone` are two views of one record.
    phone_consolidated_experience: Option<bool>,
    /// Of organizations, which Ringfence does not have; kept.
    allow_organization_name_in_authentication_api: Option<bool>,
    /// Must be empty: the server publishes its own.
    acr_values_supported: Option<Vec<String>>,
    /// Cannot be enabled.
    mtls: Option<MutualTls>,
    /// Always false.
    pushed_authorization_requests_supported: Option<bool>,
    /// Always true.
    authorization_response_iss_parameter_supported: Option<bool>,
    /// Always false.
    client_id_metadata_document_supported: Option<bool>,
    /// Always false.
    include_session_metadata_in_tenant_logs: Option<bool>,
    /// Of a question that Ringfence does not ask; kept.
    skip_non_verifiable_callback_uri_confirmation_prompt: Option<bool>,
    /// Kept: an API is named by `audience`.
    resource_parameter_profile: Option<ResourceProfile>,
    /// Of dynamic registration, which Ringfence does not have; kept.
    dynamic_client_registration_security_mode: Option<RegistrationMode>,
    /// Of Auth0's dashboard; kept.
    enable_ai_guide: Option<bool>,
    /// Must be null.
    #[schema(value_type = Option<Object>)]
    default_token_quota: Option<Map<String, Value>>,
    /// Must be null.
    #[schema(value_type = Option<Object>)]
    country_codes: Option<Map<String, Value>>,
    /// Must be null.
    #[schema(value_type = Option<Object>)]
    security_headers: Option<Map<String, Value>>,
    /// Of ephemeral sessions, which only Auth0's Actions make; kept. In hours.
    #[schema(minimum = 0)]
    ephemeral_session_lifetime: Option<f64>,
    /// The same without use.
    #[schema(minimum = 0)]
    idle_ephemeral_session_lifetime: Option<f64>,
    /// Kept.
    ephemeral_session_lifetime_in_minutes: Option<u32>,
    /// Kept.
    idle_ephemeral_session_lifetime_in_minutes: Option<u32>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "the document's; the handler tells an absent setting from null")]
pub(super) struct TenantSettingsPatch {
    /// What pages and messages call the tenant.
    #[schema(max_length = 200)]
    friendly_name: Option<String>,
    /// Languages of pages and messages; the first is the default.
    #[schema(min_items = 1, max_items = 100)]
    enabled_locales: Option<Vec<String>>,
    /// Hours until a session ends; may have a fraction.
    #[schema(minimum = 0, maximum = 8760)]
    session_lifetime: Option<f64>,
    /// Hours without use until a session ends; may have a fraction.
    #[schema(minimum = 0, maximum = 8760)]
    idle_session_lifetime: Option<f64>,
    /// Whether a session outlives its browser's window.
    session_cookie: Option<SessionCookie>,
    /// Whether a logout without an ID token is asked about.
    sessions: Option<Sessions>,
    /// Where a logout that names no client may lead.
    #[schema(max_items = 100)]
    allowed_logout_urls: Option<Vec<String>>,
    /// Shown to whoever needs help.
    #[schema(max_length = 254)]
    support_email: Option<String>,
    /// Shown where there is no support address.
    #[schema(max_length = 2048)]
    support_url: Option<String>,
    /// The API of a login that names none.
    #[schema(max_length = 600)]
    default_audience: Option<String>,
    /// Where a person can begin again whose login is over.
    #[schema(max_length = 2048)]
    default_redirection_uri: Option<String>,
    /// Auth0's switches. They are kept; those that would be seen if they worked cannot be switched on.
    flags: Option<BTreeMap<String, bool>>,
    /// The session's lifetime in minutes; goes before the hours.
    #[schema(minimum = 1, maximum = 525_600)]
    session_lifetime_in_minutes: Option<u32>,
    /// The same without use.
    #[schema(minimum = 1, maximum = 525_600)]
    idle_session_lifetime_in_minutes: Option<u32>,
    /// Kept.
    #[schema(minimum = 1)]
    ephemeral_session_lifetime_in_minutes: Option<u32>,
    /// Kept.
    #[schema(minimum = 1)]
    idle_ephemeral_session_lifetime_in_minutes: Option<u32>,
    /// A picture for pages that Ringfence does not have; kept. The pages' logo is set by /branding.
    #[schema(max_length = 2048)]
    picture_url: Option<String>,
    /// Empty, or `Username-Password-Authentication`.
    #[schema(max_length = 128)]
    default_directory: Option<String>,
    /// Of Auth0's extensions; kept.
    #[schema(max_length = 8)]
    sandbox_version: Option<String>,
    /// Of Auth0's extensions; kept.
    #[schema(max_length = 8)]
    legacy_sandbox_version: Option<String>,
    /// Of the device flow, which Ringfence does not have; kept.
    device_flow: Option<DeviceFlow>,
    /// Its html is kept; it cannot be enabled.
    change_password: Option<CustomPage>,
    /// Its html is kept; it cannot be enabled.
    guardian_mfa_page: Option<CustomPage>,
    /// Must be empty.
    error_page: Option<ErrorPage>,
    /// The endpoint is always published.
    oidc_logout: Option<OidcLogout>,
    /// Always false.
    customize_mfa_in_postlogin_action: Option<bool>,
    /// Always false: `/guardian` and `/branding/phone` are two views of one record.
    phone_consolidated_experience: Option<bool>,
    /// Of organizations, which Ringfence does not have; kept.
    allow_organization_name_in_authentication_api: Option<bool>,
    /// Must be empty: the server publishes its own.
    acr_values_supported: Option<Vec<String>>,
    /// Cannot be enabled.
    mtls: Option<MutualTls>,
    /// Always false.
    pushed_authorization_requests_supported: Option<bool>,
    /// Always true.
    authorization_response_iss_parameter_supported: Option<bool>,
    /// Always false.
    client_id_metadata_document_supported: Option<bool>,
    /// Always false.
    include_session_metadata_in_tenant_logs: Option<bool>,
    /// Of a question that Ringfence does not ask; kept.
    skip_non_verifiable_callback_uri_confirmation_prompt: Option<bool>,
    /// Kept: an API is named by `audience`.
    resource_parameter_profile: Option<ResourceProfile>,
    /// Of dynamic registration, which Ringfence does not have; kept.
    dynamic_client_registration_security_mode: Option<RegistrationMode>,
    /// Of Auth0's dashboard; kept.
    enable_ai_guide: Option<bool>,
    /// Must be null.
    #[schema(value_type = Option<Object>)]
    default_token_quota: Option<Map<String, Value>>,
    /// Must be null.
    #[schema(value_type = Option<Object>)]
    country_codes: Option<Map<String, Value>>,
    /// Must be null.
    #[schema(value_type = Option<Object>)]
    security_headers: Option<Map<String, Value>>,
    /// Of ephemeral sessions, which only Auth0's Actions make; kept. In hours.
    #[schema(minimum = 0)]
    ephemeral_session_lifetime: Option<f64>,
    /// The same without use.
    #[schema(minimum = 0)]
    idle_ephemeral_session_lifetime: Option<f64>,
}

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SessionCookie {
    mode: CookieMode,
}

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum CookieMode {
    Persistent,
    NonPersistent,
}

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Sessions {
    oidc_logout_prompt_enabled: Option<bool>,
}

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct OidcLogout {
    rp_logout_end_session_endpoint_discovery: Option<bool>,
}

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct MutualTls {
    enable_endpoint_aliases: Option<bool>,
}

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CustomPage {
    enabled: Option<bool>,
    #[schema(max_length = 100_000)]
    html: Option<String>,
}

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ErrorPage {
    #[schema(max_length = 100_000)]
    html: Option<String>,
    show_log_link: Option<bool>,
    #[schema(max_length = 2048)]
    url: Option<String>,
}

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DeviceFlow {
    #[schema(max_length = 20)]
    charset: Option<String>,
    #[schema(max_length = 20)]
    mask: Option<String>,
}

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum ResourceProfile {
    Audience,
    Compatibility,
}

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum RegistrationMode {
    Strict,
    Permissive,
}
