//! What a client may be set to. These types are for the document, which every body is held against; what is read of a body is the
//! object itself ([`ringfence_core::client::ClientSettings::set`]).

#![expect(dead_code, reason = "the fields stand in the document; the code reads them by name")]

use serde::Deserialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum AppTypeWord {
    Native,
    Spa,
    RegularWeb,
    NonInteractive,
}

/// `none` is a public client, which has no secret. A client with a secret may send it either way.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum AuthMethodWord {
    None,
    ClientSecretPost,
    ClientSecretBasic,
}

/// Those that Ringfence does not have are kept and do nothing.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum GrantTypeWord {
    AuthorizationCode,
    ClientCredentials,
    RefreshToken,
    Password,
    Implicit,
    #[serde(rename = "http://auth0.com/oauth/grant-type/password-realm")]
    PasswordRealm,
    #[serde(rename = "http://auth0.com/oauth/grant-type/mfa-oob")]
    MfaOob,
    #[serde(rename = "http://auth0.com/oauth/grant-type/mfa-otp")]
    MfaOtp,
    #[serde(rename = "http://auth0.com/oauth/grant-type/mfa-recovery-code")]
    MfaRecoveryCode,
    #[serde(rename = "http://auth0.com/oauth/grant-type/passwordless/otp")]
    PasswordlessOtp,
    #[serde(rename = "http://auth0.com/oauth/grant-type/device-code")]
    OldDeviceCode,
    #[serde(rename = "urn:ietf:params:oauth:grant-type:device_code")]
    DeviceCode,
    #[serde(rename = "urn:ietf:params:oauth:grant-type:jwt-bearer")]
    JwtBearer,
    #[serde(rename = "urn:ietf:params:oauth:grant-type:token-exchange")]
    TokenExchange,
    #[serde(rename = "urn:openid:params:grant-type:ciba")]
    Ciba,
    #[serde(rename = "http://auth0.com/oauth/legacy/grant-type/ro")]
    LegacyRo,
    #[serde(rename = "http://auth0.com/oauth/legacy/grant-type/ro/jwt-bearer")]
    LegacyRoJwtBearer,
    #[serde(rename = "http://auth0.com/oauth/legacy/grant-type/delegation/refresh_token")]
    LegacyDelegationRefreshToken,
    #[serde(rename = "http://auth0.com/oauth/legacy/grant-type/delegation/id_token")]
    LegacyDelegationIdToken,
    #[serde(rename = "http://auth0.com/oauth/legacy/grant-type/access_token")]
    LegacyAccessToken,
}

/// ID tokens.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct JwtConfiguration {
    #[schema(minimum = 1, maximum = 2_592_000)]
    lifetime_in_seconds: Option<u32>,
    /// Only RS256 is signed with.
    alg: Option<String>,
    secret_encoded: Option<bool>,
    #[schema(value_type = Option<Object>)]
    scopes: Option<Map<String, Value>>,
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum RotationType {
    Rotating,
    NonRotating,
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum ExpirationType {
    Expiring,
    NonExpiring,
}

/// Refresh tokens. `rotation_type` and the two lifetimes work; the others are kept.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RefreshTokenSettings {
    rotation_type: Option<RotationType>,
    expiration_type: Option<ExpirationType>,
    #[schema(minimum = 0, maximum = 157_788_000)]
    leeway: Option<u32>,
    /// Seconds after which one and all its successors expire.
    #[schema(minimum = 1, maximum = 157_788_000)]
    token_lifetime: Option<u32>,
    infinite_token_lifetime: Option<bool>,
    /// Seconds after which an unused one expires.
    #[schema(minimum = 1, maximum = 157_788_000)]
    idle_token_lifetime: Option<u32>,
    infinite_idle_token_lifetime: Option<bool>,
    #[schema(value_type = Option<Vec<Object>>, max_items = 100)]
    policies: Option<Vec<Value>>,
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum OrganizationUsage {
    Deny,
    Allow,
    Require,
}

/// The same fields make a new client, a change of one, and what is shown of one.
macro_rules! client_fields {
    ($(#[$meta:meta])* $name:ident { $($own:tt)* }) => {
        $(#[$meta])*
        pub(crate) struct $name {
            $($own)*
            #[schema(max_length = 140)]
            description: Option<String>,
            #[schema(max_length = 2048)]
            logo_uri: Option<String>,
            app_type: Option<AppTypeWord>,
            #[schema(max_items = 100)]
            grant_types: Option<Vec<GrantTypeWord>>,
            token_endpoint_auth_method: Option<AuthMethodWord>,
            /// Where a login may lead back to.
            #[schema(max_items = 500)]
            callbacks: Option<Vec<String>>,
            /// Where a logout may lead back to.
            #[schema(max_items = 500)]
            allowed_logout_urls: Option<Vec<String>>,
            /// Where a person whose login came to nothing begins again.
            #[schema(max_length = 2048)]
            initiate_login_uri: Option<String>,
            /// At most 10 texts of at most 255 characters. A change goes entry by entry; `null` takes one away.
            #[schema(value_type = Option<std::collections::HashMap<String, Option<String>>>)]
            client_metadata: Option<Map<String, Value>>,
            jwt_configuration: Option<JwtConfiguration>,
            refresh_token: Option<RefreshTokenSettings>,
            /// Kept, as everything below: any origin may call.
            #[schema(max_items = 500)]
            web_origins: Option<Vec<String>>,
            #[schema(max_items = 500)]
            allowed_origins: Option<Vec<String>>,
            /// `true`.
            is_first_party: Option<bool>,
            /// `true`.
            oidc_conformant: Option<bool>,
            sso: Option<bool>,
            sso_disabled: Option<bool>,
            cross_origin_authentication: Option<bool>,
            cross_origin_auth: Option<bool>,
            cross_origin_loc: Option<String>,
            custom_login_page_on: Option<bool>,
            custom_login_page: Option<String>,
            custom_login_page_preview: Option<String>,
            form_template: Option<String>,
            is_token_endpoint_ip_header_trusted: Option<bool>,
            /// `false`.
            require_pushed_authorization_requests: Option<bool>,
            /// `false`.
            require_proof_of_possession: Option<bool>,
            skip_non_verifiable_callback_uri_confirmation_prompt: Option<bool>,
            organization_usage: Option<OrganizationUsage>,
            organization_require_behavior: Option<String>,
            #[schema(max_items = 10)]
            organization_discovery_methods: Option<Vec<String>>,
            compliance_level: Option<String>,
            resource_server_identifier: Option<String>,
            #[schema(max_items = 500)]
            client_aliases: Option<Vec<String>>,
            #[schema(max_items = 500)]
            allowed_clients: Option<Vec<String>>,
            #[schema(max_items = 10)]
            async_approval_notification_channels: Option<Vec<String>>,
            par_request_expiry: Option<u32>,
            #[schema(value_type = Option<Object>)]
            oidc_logout: Option<Value>,
            #[schema(value_type = Option<Object>)]
            oidc_backchannel_logout: Option<Value>,
            #[schema(value_type = Option<Object>)]
            session_transfer: Option<Value>,
            #[schema(value_type = Option<Object>)]
            encryption_key: Option<Value>,
            #[schema(value_type = Option<Object>)]
            addons: Option<Value>,
            #[schema(value_type = Option<Object>)]
            mobile: Option<Value>,
            #[schema(value_type = Option<Object>)]
            native_social_login: Option<Value>,
            #[schema(value_type = Option<Object>)]
            default_organization: Option<Value>,
            /// `null`.
            #[schema(value_type = Option<Object>)]
            client_authentication_methods: Option<Value>,
            /// `null`.
            #[schema(value_type = Option<Object>)]
            signed_request_object: Option<Value>,
            #[schema(value_type = Option<Object>)]
            token_exchange: Option<Value>,
            #[schema(value_type = Option<Object>)]
            token_quota: Option<Value>,
            #[schema(value_type = Option<Object>)]
            express_configuration: Option<Value>,
            #[schema(value_type = Option<Object>)]
            my_organization_configuration: Option<Value>,
        }
    };
}

client_fields! {
    /// A new client.
    #[derive(Deserialize, ToSchema)]
    #[serde(deny_unknown_fields)]
    NewClient {
        #[schema(min_length = 1, max_length = 255, pattern = "^[^<>]+$")]
        name: String,
        /// Drawn unless given.
        #[schema(min_length = 32, max_length = 512)]
        client_secret: Option<String>,
    }
}

client_fields! {
    /// What changes.
    #[derive(Deserialize, ToSchema)]
    #[serde(deny_unknown_fields)]
    ClientChange {
        #[schema(min_length = 1, max_length = 255, pattern = "^[^<>]+$")]
        name: Option<String>,
        #[schema(min_length = 32, max_length = 512)]
        client_secret: Option<String>,
    }
}

client_fields! {
    /// A client. What was never set and begins as nothing is absent.
    #[derive(Deserialize, ToSchema)]
    ClientView {
        client_id: Option<String>,
        /// Only for whoever may read keys.
        client_secret: Option<String>,
        /// The tenant's name.
        tenant: Option<String>,
        global: Option<bool>,
        name: Option<String>,
    }
}
