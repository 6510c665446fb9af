//! `POST /oauth/token`: every grant.

use axum::Json;
use axum::http::{HeaderName, header};
use axum::response::{IntoResponse, Response};
use ringfence_core::client::{Client, grant};
use serde::Serialize;

use crate::ctx::Ctx;
use crate::flow::authenticate::{self, PasswordLogin};
use crate::flow::code::{self, Exchange};
use crate::flow::error::FlowError;
use crate::flow::token::{self, TokenSet};
use crate::flow::verify::{self, Answer};
use crate::flow::{otp, recover, refresh};
use crate::http::error::ApiError;
use crate::http::oauth::credentials;
use crate::http::params::Params;

const KNOWN_GRANTS: [&str; 8] = [
    grant::AUTHORIZATION_CODE,
    grant::PASSWORD,
    grant::PASSWORD_REALM,
    grant::CLIENT_CREDENTIALS,
    grant::REFRESH_TOKEN,
    grant::MFA_OOB,
    grant::MFA_OTP,
    grant::MFA_RECOVERY_CODE,
];

pub async fn exchange(ctx: Ctx, params: Params) -> Result<TokenResponse, ApiError> {
    let grant_type = params.required("grant_type")?;
    if !KNOWN_GRANTS.contains(&grant_type) {
        return Err(FlowError::UnsupportedGrantType(grant_type.chars().take(128).collect()).into());
    }
    let client = credentials::client(&ctx, &params).await?;
    if !client.may_use(grant_type) {
        return Err(FlowError::GrantNotAllowed(grant_type.to_owned()).into());
    }
    Ok(TokenResponse::from(by_grant(&ctx, &client, grant_type, &params).await?))
}

async fn by_grant(ctx: &Ctx, client: &Client, grant_type: &str, params: &Params) -> Result<TokenSet, FlowError> {
    let scope = params.optional("scope")?.unwrap_or_default();
    match grant_type {
        grant::PASSWORD => authenticate::with_password(ctx, client, password_login(params, None)?).await,
        grant::PASSWORD_REALM => {
            let realm = params.required("realm")?;
            authenticate::with_password(ctx, client, password_login(params, Some(realm))?).await
        }
        grant::AUTHORIZATION_CODE => {
            let exchange = Exchange {
                code: params.required("code")?.to_owned(),
                redirect_uri: params.optional("redirect_uri")?.map(str::to_owned),
                code_verifier: params.optional("code_verifier")?.map(str::to_owned),
            };
            code::with_code(ctx, client, exchange).await
        }
        grant::CLIENT_CREDENTIALS => token::for_machine(ctx, client, params.required("audience")?, scope).await,
        grant::REFRESH_TOKEN => refresh::with_token(ctx, client, params.required("refresh_token")?, scope).await,
        grant::MFA_OTP => otp::with_code(ctx, client, params.required("mfa_token")?, params.required("otp")?).await,
        grant::MFA_RECOVERY_CODE => {
            recover::with_recovery_code(ctx, client, params.required("mfa_token")?, params.required("recovery_code")?).await
        }
        _ => {
            let answer = Answer {
                mfa_token: params.required("mfa_token")?.to_owned(),
                oob_code: params.required("oob_code")?.to_owned(),
                binding_code: params.optional("binding_code")?.unwrap_or_default().to_owned(),
            };
            verify::with_code(ctx, client, answer).await
        }
    }
}

fn password_login(params: &Params, realm: Option<&str>) -> Result<PasswordLogin, FlowError> {
    Ok(PasswordLogin {
        username: params.required("username")?.to_owned(),
        password: params.required("password")?.to_owned(),
        connection: realm.map(str::to_owned),
        audience: params.optional("audience")?.map(str::to_owned),
        scope: params.optional("scope")?.unwrap_or_default().to_owned(),
    })
}

#[derive(Serialize)]
pub struct TokenResponse {
    access_token: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    refresh_token: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id_token: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    recovery_code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scope: Option<String>,
    /// Seconds.
    expires_in: u64,
    token_type: &'static str,
}

impl From<TokenSet> for TokenResponse {
    fn from(tokens: TokenSet) -> Self {
        Self {
            access_token: tokens.access_token,
            refresh_token: tokens.refresh_token,
            id_token: tokens.id_token,
            recovery_code: tokens.recovery_code,
            scope: tokens.scope,
            expires_in: tokens.expires_in.as_secs(),
            token_type: "Bearer",
        }
    }
}

impl IntoResponse for TokenResponse {
    fn into_response(self) -> Response {
        const NO_CACHE: [(HeaderName, &str); 2] = [(header::CACHE_CONTROL, "no-store"), (header::PRAGMA, "no-cache")];
        (NO_CACHE, Json(self)).into_response()
    }
}
