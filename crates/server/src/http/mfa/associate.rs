//! `POST /mfa/associate`: a phone is named and gets its first code.

use axum::Json;
use ringfence_core::delivery::Channel;
use serde::Serialize;

use crate::ctx::Ctx;
use crate::flow::error::FlowError;
use crate::flow::{enroll, proof};
use crate::http::bearer::Bearer;
use crate::http::error::ApiError;
use crate::http::params::Params;

/// The fields in the order in which Auth0 sends them.
#[derive(Serialize)]
pub struct AssociateResponse {
    authenticator_type: &'static str,
    binding_method: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    recovery_codes: Option<[String; 1]>,
    oob_channel: Channel,
    oob_code: String,
}

pub async fn associate(ctx: Ctx, Bearer(bearer): Bearer, params: Params) -> Result<Json<AssociateResponse>, ApiError> {
    let proof = proof::of_bearer(&ctx, bearer.as_deref())?;
    let oob_channel = channel(&params)?;
    let associated = enroll::associate(&ctx, &proof, oob_channel, params.required("phone_number")?).await?;
    Ok(Json(AssociateResponse {
        authenticator_type: "oob",
        binding_method: "prompt",
        recovery_codes: associated.recovery_code.map(|code| [code.as_str().to_owned()]),
        oob_channel,
        oob_code: associated.oob_code,
    }))
}

/// `authenticator_types` and `oob_channels`, each an array or a bare string.
fn channel(params: &Params) -> Result<Channel, FlowError> {
    let kinds = params.list("authenticator_types")?;
    match kinds.first().map(String::as_str) {
        None => return Err(FlowError::MissingParameter("authenticator_types")),
        Some("oob") => {}
        Some(other) => return Err(FlowError::InvalidParameter(format!("The authenticator type {other:?} is not supported."))),
    }
    let mut channels = params.list("oob_channels")?;
    if channels.is_empty() {
        channels = params.list("oob_channel")?;
    }
    let asked = channels.first().ok_or(FlowError::MissingParameter("oob_channels"))?;
    Channel::parse(asked).ok_or_else(|| FlowError::ChannelNotEnabled(asked.chars().take(32).collect()))
}
