//! `POST /oauth/revoke`: ends a refresh token and its family (RFC 7009); 200 with an empty body.

use axum::http::StatusCode;

use crate::ctx::Ctx;
use crate::flow::refresh;
use crate::http::error::ApiError;
use crate::http::oauth::credentials;
use crate::http::params::Params;

pub async fn revoke(ctx: Ctx, params: Params) -> Result<StatusCode, ApiError> {
    let client = credentials::client(&ctx, &params).await?;
    refresh::revoke(&ctx, &client, params.required("token")?).await?;
    Ok(StatusCode::OK)
}
