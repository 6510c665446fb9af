//! `/guardian/factors/phone/message-types`: text message, voice call, or the person's choice.

use axum::Json;
use ringfence_core::delivery::Channel;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::flow::administer::{Admin, factor};
use crate::http::management::{Answer, Body};

/// How a code may be sent.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum MessageType {
    Sms,
    Voice,
}

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct MessageTypes {
    /// Empty until somebody chooses.
    message_types: Vec<MessageType>,
}

/// Get the phone factor's message types.
#[utoipa::path(
    get, path = "/guardian/factors/phone/message-types", tag = "guardian", operation_id = "get_message_types",
    responses((status = 200, description = "The message types", body = MessageTypes)),
    security(("management" = ["read:guardian_factors"]))
)]
pub(super) async fn message_types(admin: Admin) -> Answer<MessageTypes> {
    let known = admin.tenant().await?.settings.phone.message_types;
    Ok(Json(MessageTypes { message_types: known.into_iter().map(MessageType::from).collect() }))
}

/// Set the phone factor's message types.
#[utoipa::path(
    put, path = "/guardian/factors/phone/message-types", tag = "guardian", operation_id = "put_message_types",
    request_body = MessageTypes,
    responses((status = 200, description = "As they are now", body = MessageTypes)),
    security(("management" = ["update:guardian_factors"]))
)]
pub(super) async fn set_message_types(admin: Admin, Body(new): Body<MessageTypes>) -> Answer<MessageTypes> {
    let set = factor::set_message_types(&admin, new.message_types.into_iter().map(Channel::from).collect()).await?;
    Ok(Json(MessageTypes { message_types: set.into_iter().map(MessageType::from).collect() }))
}

impl From<Channel> for MessageType {
    fn from(channel: Channel) -> Self {
        match channel {
            Channel::Sms => Self::Sms,
            Channel::Voice => Self::Voice,
        }
    }
}

impl From<MessageType> for Channel {
    fn from(word: MessageType) -> Self {
        match word {
            MessageType::Sms => Self::Sms,
            MessageType::Voice => Self::Voice,
        }
    }
}
