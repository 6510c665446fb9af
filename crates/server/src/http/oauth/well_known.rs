//! What clients discover: OpenID Connect Discovery 1.0 §3 and the published keys (RFC 7517).

use axum::Json;
use axum::http::{HeaderName, header};
use serde_json::{Value, json};

use crate::ctx::Ctx;

const PUBLIC: [(HeaderName, &str); 1] = [(header::CACHE_CONTROL, "public, max-age=15")];

pub async fn configuration(ctx: Ctx) -> ([(HeaderName, &'static str); 1], Json<Value>) {
    let issuer = &ctx.domain.issuer;
    let document = json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}authorize"),
        "token_endpoint": format!("{issuer}oauth/token"),
        "userinfo_endpoint": format!("{issuer}userinfo"),
        "mfa_challenge_endpoint": format!("{issuer}mfa/challenge"),
        "jwks_uri": format!("{issuer}.well-known/jwks.json"),
        "end_session_endpoint": format!("{issuer}oidc/logout"),
        "revocation_endpoint": format!("{issuer}oauth/revoke"),
        "scopes_supported": ["openid", "profile", "email", "offline_access"],
        "response_types_supported": ["code"],
        "response_modes_supported": ["query", "form_post"],
        "grant_types_supported": [
            "authorization_code",
            "client_credentials",
            "password",
            "refresh_token",
            "http://auth0.com/oauth/grant-type/password-realm",
            "http://auth0.com/oauth/grant-type/mfa-oob",
            "http://auth0.com/oauth/grant-type/mfa-otp",
            "http://auth0.com/oauth/grant-type/mfa-recovery-code",
        ],
        "code_challenge_methods_supported": ["S256"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post", "none"],
        "acr_values_supported": [ringfence_core::authorize::ACR_MULTI_FACTOR],
        "authorization_response_iss_parameter_supported": true,
        "prompt_values_supported": ["none", "login"],
        "ui_locales_supported": ctx.settings().enabled_locales,
        "claims_supported": ["acr", "amr", "aud", "auth_time", "email", "email_verified", "exp", "family_name", "given_name", "iat", "iss", "name", "nickname", "picture", "sub"],
        "request_uri_parameter_supported": false,
        "request_parameter_supported": false,
    });
    (PUBLIC, Json(document))
}

pub async fn keys(ctx: Ctx) -> ([(HeaderName, &'static str); 1], Json<Value>) {
    let keys: Vec<Value> = ctx.view.signing_keys.iter().map(|key| key.jwk()).collect();
    (PUBLIC, Json(json!({ "keys": keys })))
}
