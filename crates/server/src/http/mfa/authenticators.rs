//! `GET /mfa/authenticators` and `DELETE /mfa/authenticators/{id}`.

use axum::Json;
use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use axum::http::StatusCode;
use ringfence_core::authenticator::Role;
use ringfence_core::delivery::Channel;
use serde::Serialize;

use crate::ctx::Ctx;
use crate::flow::authenticate::requirement_word;
use crate::flow::enroll::{self, Listed};
use crate::flow::error::FlowError;
use crate::flow::proof;
use crate::http::bearer::Bearer;
use crate::http::error::ApiError;

#[derive(Serialize)]
pub struct AuthenticatorResponse {
    id: String,
    authenticator_type: &'static str,
    active: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    oob_channel: Option<Channel>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    /// What newer clients filter by: `phone`, `otp` or `recovery-code`.
    #[serde(rename = "type")]
    kind: &'static str,
}

impl From<Listed> for AuthenticatorResponse {
    fn from(listed: Listed) -> Self {
        let (authenticator_type, oob_channel) = match listed.id.role {
            Role::Oob(channel) => ("oob", Some(channel)),
            Role::Otp => ("otp", None),
            Role::RecoveryCode => ("recovery-code", None),
        };
        let kind = requirement_word(listed.id.role);
        Self { id: listed.id.to_string(), authenticator_type, active: listed.active, oob_channel, name: listed.name, kind }
    }
}

pub async fn list(ctx: Ctx, Bearer(bearer): Bearer) -> Result<Json<Vec<AuthenticatorResponse>>, ApiError> {
    let held = proof::of_bearer(&ctx, bearer.as_deref())?;
    let listed = enroll::list(&ctx, &held).await?;
    Ok(Json(listed.into_iter().map(AuthenticatorResponse::from).collect()))
}

pub async fn remove(ctx: Ctx, id: Result<Path<String>, PathRejection>, Bearer(bearer): Bearer) -> Result<StatusCode, ApiError> {
    let held = proof::of_bearer(&ctx, bearer.as_deref())?;
    let Path(id) = id.map_err(|_| FlowError::AuthenticatorNotFound)?;
    enroll::remove(&ctx, &held, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}
