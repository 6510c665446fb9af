//! `/guardian/factors/phone/templates`: what a message says, one Liquid text for texts and calls.

use axum::Json;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::flow::administer::Admin;
use crate::flow::administer::phone_template::{self, Messages};
use crate::http::management::{Answer, Body};

/// Two Liquid texts; the variable `message_type` tells a call from a text message.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FactorTemplates {
    /// Of the first message, which binds a phone.
    enrollment_message: String,
    verification_message: String,
}

impl From<Messages> for FactorTemplates {
    fn from(known: Messages) -> Self {
        Self { enrollment_message: known.enrollment, verification_message: known.verification }
    }
}

/// Get the phone factor's templates.
///
/// Auth0's own where none were set. Where texts and calls have words of their own, they are shown as one text that tells them apart.
#[utoipa::path(
    get, path = "/guardian/factors/phone/templates", tag = "guardian", operation_id = "get_factor_templates",
    responses((status = 200, description = "The templates", body = FactorTemplates)),
    security(("management" = ["read:guardian_factors"]))
)]
pub(super) async fn get(admin: Admin) -> Answer<FactorTemplates> {
    Ok(Json(phone_template::messages(&admin).await?.into()))
}

/// Replace the phone factor's templates.
///
/// Each is tried with and without values before it is saved. A call is spoken by it only if it asks for the `message_type`.
#[utoipa::path(
    put, path = "/guardian/factors/phone/templates", tag = "guardian", operation_id = "put_factor_templates",
    request_body = FactorTemplates,
    responses((status = 200, description = "As they are now", body = FactorTemplates)),
    security(("management" = ["update:guardian_factors"]))
)]
pub(super) async fn set(admin: Admin, Body(new): Body<FactorTemplates>) -> Answer<FactorTemplates> {
    let new = Messages { enrollment: new.enrollment_message, verification: new.verification_message };
    Ok(Json(phone_template::set_messages(&admin, new).await?.into()))
}
