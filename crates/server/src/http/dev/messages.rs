//! `GET /dev/messages` and `DELETE /dev/messages`: what tests and scripts read codes from.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use ringfence_core::challenge::Action;
use ringfence_core::clock::Timestamp;
use ringfence_core::delivery::{Channel, ReceiptStatus};
use ringfence_core::phone::PhoneNumber;
use ringfence_store::{InboxMail, InboxMessage};
use serde::{Deserialize, Serialize};

use crate::ctx::App;
use crate::flow::error::FlowError;
use crate::flow::inbox::{self, Item, Medium, Recipient, Search};
use crate::http::error::ApiError;

/// The channel's word for a mail.
const EMAIL: &str = "email";

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct MessageQuery {
    /// A number or an address; a `+` that arrived as a space is understood.
    to: Option<String>,
    /// `sms`, `voice` or `email`
    channel: Option<String>,
    /// RFC 3339; only messages after this moment.
    since: Option<String>,
}

#[derive(Serialize)]
pub struct MessageResponse {
    pub id: String,
    pub tenant: String,
    pub to: String,
    pub channel: &'static str,
    pub body: String,
    pub code: String,
    pub action: &'static str,
    pub status: String,
    pub created_at: String,
    pub locale: String,
}

impl From<InboxMessage> for MessageResponse {
    fn from(found: InboxMessage) -> Self {
        let message = found.message;
        Self {
            id: found.id.to_string(),
            tenant: found.tenant.to_string(),
            to: message.to.e164().to_owned(),
            channel: message.channel.as_str(),
            body: message.readable_text(),
            code: message.code,
            action: message.action.as_str(),
            status: found.status,
            created_at: precise(found.created_at),
            locale: message.locale,
        }
    }
}

/// A mail has no code and no receipts: what a server took is where it belongs.
impl From<InboxMail> for MessageResponse {
    fn from(found: InboxMail) -> Self {
        let mail = found.mail;
        Self {
            id: found.id.to_string(),
            tenant: found.tenant.to_string(),
            to: mail.to().to_owned(),
            channel: EMAIL,
            body: format!("{}\n\n{}", mail.subject(), mail.text()),
            code: String::new(),
            action: Action::Notice.as_str(),
            status: ReceiptStatus::Delivered.as_str().to_owned(),
            created_at: precise(found.created_at),
            locale: mail.locale().to_owned(),
        }
    }
}

impl From<Item> for MessageResponse {
    fn from(item: Item) -> Self {
        match item {
            Item::Message(message) => message.into(),
            Item::Mail(mail) => mail.into(),
        }
    }
}

/// To the microsecond, so that `since` can take up exactly where the last reading ended.
fn precise(at: Timestamp) -> String {
    jiff::Timestamp::from_microsecond(at.as_micros()).map(|moment| format!("{moment:.6}")).unwrap_or_default()
}

pub async fn list(State(app): State<Arc<App>>, Query(query): Query<MessageQuery>) -> Result<Response, ApiError> {
    let search = Search {
        to: query.to.filter(|to| !to.trim().is_empty()).map(|to| recipient(&to)),
        medium: query.channel.filter(|text| !text.is_empty()).map(|text| medium(&text)).transpose()?,
        since: query.since.filter(|text| !text.is_empty()).map(|text| moment(&text)).transpose()?,
    };
    let found = inbox::list(&app, search).await?;
    Ok(Json(found.into_iter().map(MessageResponse::from).collect::<Vec<_>>()).into_response())
}

pub async fn empty(State(app): State<Arc<App>>) -> Result<StatusCode, ApiError> {
    inbox::empty(&app).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Only compared with those in the inbox, so one that is none finds nothing.
fn recipient(text: &str) -> Recipient {
    if text.contains('@') {
        return Recipient::Address(text.trim().replace(' ', "+"));
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).take(20).collect();
    Recipient::Number(PhoneNumber::from_e164_trusted(format!("+{digits}")))
}

fn medium(text: &str) -> Result<Medium, FlowError> {
    let known = if text == EMAIL { Some(Medium::Email) } else { Channel::parse(text).map(Medium::Phone) };
    known.ok_or_else(|| FlowError::InvalidParameter("channel must be sms, voice or email".to_owned()))
}

fn moment(text: &str) -> Result<Timestamp, FlowError> {
    let parsed: Result<jiff::Timestamp, _> = text.replace(' ', "+").parse();
    let problem = |_| FlowError::InvalidParameter("since must be a time such as 2026-01-31T12:00:00Z".to_owned());
    parsed.map(|moment| Timestamp::from_micros(moment.as_microsecond())).map_err(problem)
}
