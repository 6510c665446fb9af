//! `POST /mfa/challenge`: a code goes out to an enrolled phone, or is awaited from an app.

use axum::Json;
use ringfence_core::delivery::Channel;
use serde::Serialize;

use crate::ctx::Ctx;
use crate::flow::challenge::{self, ChallengeOrder, Started};
use crate::flow::error::FlowError;
use crate::http::error::ApiError;
use crate::http::oauth::credentials;
use crate::http::params::Params;

#[derive(Serialize)]
pub struct ChallengeResponse {
    challenge_type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    oob_code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    binding_method: Option<&'static str>,
}

pub async fn start(ctx: Ctx, params: Params) -> Result<Json<ChallengeResponse>, ApiError> {
    let mfa_token = params.required("mfa_token")?.to_owned();
    let client = credentials::client(&ctx, &params).await?;
    let order = ChallengeOrder {
        mfa_token,
        types: params.list("challenge_type")?,
        authenticator: params.optional("authenticator_id")?.map(str::to_owned),
        channel: channel(&params)?,
    };
    Ok(Json(match challenge::start(&ctx, &client, order).await? {
        Started::OutOfBand { oob_code } => {
            ChallengeResponse { challenge_type: "oob", oob_code: Some(oob_code), binding_method: Some("prompt") }
        }
        Started::Otp => ChallengeResponse { challenge_type: "otp", oob_code: None, binding_method: None },
        Started::RecoveryCode => ChallengeResponse { challenge_type: "recovery-code", oob_code: None, binding_method: None },
    }))
}

fn channel(params: &Params) -> Result<Option<Channel>, FlowError> {
    let asked = params.list("oob_channel")?;
    let asked = asked.first().map(String::as_str);
    asked.map(|text| Channel::parse(text).ok_or(FlowError::UnsupportedChallengeType)).transpose()
}
