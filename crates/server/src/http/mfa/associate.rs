//! `POST /mfa/associate`: a phone is named and gets its first code, or an app its secret.

use axum::Json;
use ringfence_core::delivery::Channel;
use serde::Serialize;

use crate::ctx::Ctx;
use crate::flow::enroll;
use crate::flow::error::FlowError;
use crate::flow::proof::{self, Held};
use crate::http::bearer::Bearer;
use crate::http::error::ApiError;
use crate::http::params::Params;

/// The fields in the order in which Auth0 sends them.
#[derive(Serialize)]
#[serde(untagged)]
pub enum AssociateResponse {
    Phone {
        authenticator_type: &'static str,
        binding_method: &'static str,
        #[serde(skip_serializing_if = "Option::is_none")]
        recovery_codes: Option<[String; 1]>,
        oob_channel: Channel,
        oob_code: String,
    },
    App {
        authenticator_type: &'static str,
        secret: String,
        barcode_uri: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        recovery_codes: Option<[String; 1]>,
    },
}

pub async fn associate(ctx: Ctx, Bearer(bearer): Bearer, params: Params) -> Result<Json<AssociateResponse>, ApiError> {
    let held = proof::of_bearer(&ctx, bearer.as_deref())?;
    let kinds = params.list("authenticator_types")?;
    let answer = match kinds.first().map(String::as_str) {
        Some("oob") => phone(&ctx, &held, &params).await?,
        Some("otp") => app(&ctx, &held).await?,
        None => return Err(FlowError::MissingParameter("authenticator_types").into()),
        Some(other) => {
            let other: String = other.chars().take(32).collect();
            return Err(FlowError::InvalidParameter(format!("The authenticator type {other:?} is not supported.")).into());
        }
    };
    Ok(Json(answer))
}

async fn phone(ctx: &Ctx, held: &Held, params: &Params) -> Result<AssociateResponse, FlowError> {
    let oob_channel = channel(params)?;
    let associated = enroll::associate(ctx, held, oob_channel, params.required("phone_number")?).await?;
    Ok(AssociateResponse::Phone {
        authenticator_type: "oob",
        binding_method: "prompt",
        recovery_codes: associated.recovery_code.map(|code| [code.as_str().to_owned()]),
        oob_channel,
        oob_code: associated.oob_code,
    })
}

async fn app(ctx: &Ctx, held: &Held) -> Result<AssociateResponse, FlowError> {
    let begun = enroll::associate_app(ctx, held).await?;
    Ok(AssociateResponse::App {
        authenticator_type: "otp",
        secret: begun.secret.base32().to_string(),
        barcode_uri: begun.uri.to_string(),
        recovery_codes: begun.recovery_code.map(|code| [code.as_str().to_owned()]),
    })
}

/// `oob_channels`, an array or a bare string.
fn channel(params: &Params) -> Result<Channel, FlowError> {
    let mut channels = params.list("oob_channels")?;
    if channels.is_empty() {
        channels = params.list("oob_channel")?;
    }
    let asked = channels.first().ok_or(FlowError::MissingParameter("oob_channels"))?;
    Channel::parse(asked).ok_or_else(|| FlowError::ChannelNotEnabled(asked.chars().take(32).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_apps_fields_come_in_auth0s_order() {
        let answer = |recovery_codes| AssociateResponse::App {
            authenticator_type: "otp",
            secret: "GEZD".to_owned(),
            barcode_uri: "otpauth://totp/x".to_owned(),
            recovery_codes,
        };
        let text = |recovery_codes| serde_json::to_string(&answer(recovery_codes)).expect("plain strings");
        assert_eq!(text(None), r#"{"authenticator_type":"otp","secret":"GEZD","barcode_uri":"otpauth://totp/x"}"#);
        assert!(text(Some(["ABCD".to_owned()])).ends_with(r#","recovery_codes":["ABCD"]}"#));
    }
}
