//! `/branding/phone`: the tenant's own phone provider, and the templates of what it sends.
//!
//! It is the same record as `/guardian/factors/phone`, never another one: what one view sets the other shows. Start reading at
//! [`providers`].

mod providers;
mod templates;

use std::sync::Arc;

use axum::Json;
use axum::http::StatusCode;
use ringfence_core::delivery::Channel;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::ctx::App;
use crate::flow::administer::phone_try::Try;
use crate::http::error::management::ManagementError;

pub(super) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(providers::list, providers::create))
        .routes(routes!(providers::get, providers::update, providers::delete))
        .routes(routes!(providers::attempt))
        .routes(routes!(templates::list, templates::create))
        .routes(routes!(templates::get, templates::update, templates::delete))
        .routes(routes!(templates::reset))
        .routes(routes!(templates::attempt))
}

/// How a message goes out: guardian's `sms` and `voice`.
#[derive(Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum DeliveryMethod {
    Text,
    Voice,
}

/// There is one.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum NotificationChannel {
    Phone,
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Disabled {
    /// Only those that are disabled, or only those that are not.
    disabled: Option<bool>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PhoneTry {
    /// A number in international form, such as `+12025550123`.
    #[schema(min_length = 1, max_length = 16)]
    to: String,
    /// A text unless you say, where texts are sent.
    delivery_method: Option<DeliveryMethod>,
}

#[derive(Serialize, ToSchema)]
pub(super) struct PhoneTried {
    code: u16,
    message: &'static str,
}

/// Status 202: a carrier took the message, or will be asked again.
type Accepted = Result<(StatusCode, Json<PhoneTried>), ManagementError>;

fn accepted() -> Accepted {
    Ok((StatusCode::ACCEPTED, Json(PhoneTried { code: 202, message: "The message is on its way." })))
}

impl From<PhoneTry> for Try {
    fn from(asked: PhoneTry) -> Self {
        Self { to: asked.to, channel: asked.delivery_method.map(Channel::from) }
    }
}

impl From<DeliveryMethod> for Channel {
    fn from(word: DeliveryMethod) -> Self {
        match word {
            DeliveryMethod::Text => Self::Sms,
            DeliveryMethod::Voice => Self::Voice,
        }
    }
}

impl From<Channel> for DeliveryMethod {
    fn from(channel: Channel) -> Self {
        match channel {
            Channel::Sms => Self::Text,
            Channel::Voice => Self::Voice,
        }
    }
}
