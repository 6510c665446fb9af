//! `POST /dev/management-token`: under `ringfence dev` the Management API's page needs no credentials.
//!
//! A page of another origin can neither read the answer nor ask at all: its `Origin` tells.

use axum::Json;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::ctx::Ctx;
use crate::flow::error::FlowError;
use crate::flow::token;
use crate::http::error::{ApiError, plain};
use crate::http::oauth::token::TokenResponse;

pub async fn issue(ctx: Ctx, headers: HeaderMap) -> Result<Response, ApiError> {
    if !is_own(&headers) {
        return Ok(plain(StatusCode::FORBIDDEN, "access_denied", "This request comes from another site."));
    }
    let id = ctx.app.dev.management.get().ok_or(FlowError::NotFound("client"))?;
    let client = ctx.app.directory.client(&ctx.app.store, ctx.tenant(), id, ctx.now).await?.ok_or(FlowError::NotFound("client"))?;
    let tokens = token::for_machine(&ctx, &client, &ctx.domain.management_audience(), "").await?;
    Ok(Json(TokenResponse::from(tokens)).into_response())
}

/// Sent by a page of ours, or by no page at all.
pub fn is_own(headers: &HeaderMap) -> bool {
    let (origin, host) = (headers.get(header::ORIGIN), headers.get(header::HOST));
    origin.is_none_or(|origin| {
        let authority = origin.to_str().ok().and_then(|origin| origin.split_once("://")).map(|(_, authority)| authority);
        authority.is_some() && authority == host.and_then(|host| host.to_str().ok())
    })
}
