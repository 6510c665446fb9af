//! What a carrier reports of a message after it took it, by callback.
//!
//! 1. the callback is for a delivery of ours, and signed by the account that sent it;
//! 2. the receipt counts if it ranks higher than the one before it ([`ReceiptStatus::rank`]): callbacks come in any order, and may come
//!    before the send's own answer;
//! 3. a message that was not delivered is a line of the tenant's log, in the same transaction, and a line for the operator.

use ringfence_core::authenticator::{Role, WireId};
use ringfence_core::delivery::{Channel, ReceiptStatus};
use ringfence_core::event::{EventType, LogEvent, log_id};
use ringfence_core::id::DeliveryId;
use ringfence_core::tenant::{Provider, TwilioConfig};
use ringfence_store::{DeliveryStatus, StoreError, Tx};
use serde_json::json;

use crate::ctx::Ctx;
use crate::flow::alarm::Alarm;
use crate::flow::error::FlowError;

/// A carrier's callback as it came in.
pub struct Callback<'a> {
    pub carrier: &'a str,
    /// The public URL it was sent to, as the carrier signed it.
    pub url: &'a str,
    pub parameters: &'a [(String, String)],
    pub signature: &'a str,
}

/// What a verified callback says.
pub struct Report {
    pub status: ReceiptStatus,
    pub code: Option<String>,
}

/// Checks who signed a callback and reads it; made of `outbound` by `boot.rs`.
pub trait ReadsCallbacks: Send + Sync {
    /// `None` when the signature is not the account's; `Some(None)` when a genuine callback tells nothing new.
    fn read(&self, callback: &Callback<'_>, twilio: &TwilioConfig) -> Option<Option<Report>>;
}

pub async fn report(ctx: &Ctx, delivery: DeliveryId, callback: &Callback<'_>) -> Result<(), FlowError> {
    let tenant = ctx.tenant().clone();
    let found = {
        let (tenant, delivery) = (tenant.clone(), delivery.clone());
        ctx.app.store.read(async move |tx: &mut Tx<'_>| tx.delivery_find(&tenant, &delivery).await).await?
    };
    let found = found.ok_or(FlowError::NotFound("delivery"))?;
    let builtin = ctx.app.settings.carriers.builtin.twilio();
    let account = if found.provider == Provider::Auth0 { &builtin } else { &ctx.view.tenant.twilio };
    let Some(report) = ctx.app.callbacks.read(callback, account) else {
        warn_of_forgery(ctx, &delivery, &found);
        return Err(FlowError::InvalidCallback);
    };
    let Some(report) = report else { return Ok(()) };
    let at = ctx.now;
    let failure = matches!(report.status, ReceiptStatus::Undelivered | ReceiptStatus::Failed).then(|| not_delivered(ctx, &found, &report));
    let log = log_id(ctx.app.clock.now(), 0, &*ctx.app.dice);
    let (id, status, code) = (delivery.clone(), report.status, report.code.clone());
    let recorded = async move |tx: &mut Tx<'_>| {
        let is_news = tx.delivery_report(&tenant, &id, status, code.as_deref(), at).await?;
        if let Some(event) = failure.as_ref().filter(|_| is_news) {
            tx.log_insert(&tenant, &log, at, event).await?;
        }
        Ok::<_, StoreError>(is_news && failure.is_some())
    };
    if ctx.app.store.tx(recorded).await? {
        warn_of_failure(ctx, &delivery, &found, &report);
    }
    Ok(())
}

/// The event of a message that no carrier took, since to the person it is the same: no code came. Without the number, which would cost
/// the opening of a seal; the event of the sending has it under the same `enrollment._id`.
fn not_delivered(ctx: &Ctx, found: &DeliveryStatus, report: &Report) -> LogEvent {
    let kind = match found.channel {
        Channel::Sms => EventType::SendSmsFailure,
        Channel::Voice => EventType::SendVoiceFailure,
    };
    let (carrier, origin) = (carrier(found), &found.origin);
    let words = format!("{carrier} reports the message as {}", report.status.as_str());
    let failure = json!({ "errorCode": report.code, "message": words });
    let id = WireId { role: Role::Oob(found.channel), device: found.device.clone() }.to_string();
    let details = json!({
        "authenticator": { "id": id, "type": found.channel },
        "enrollment": { "_id": found.device, "tenant": ctx.view.tenant.name, "user_id": found.user },
        "failure_details": failure,
        "provider_error": failure,
        "response": { "carrier": carrier, "receipt": report.status.as_str() },
    });
    LogEvent {
        description: Some(format!("Guardian - Error on {}: {words}", found.provider.as_str())),
        details,
        connection: origin.connection.clone(),
        client_id: found.client.to_string(),
        client_name: origin.client_name.clone(),
        ip: origin.ip.clone(),
        hostname: origin.hostname.clone(),
        user_agent: origin.user_agent.clone(),
        user_id: found.user.to_string(),
        user_name: origin.user_name.clone(),
        ..LogEvent::new(kind)
    }
}

/// Of the delivery: the callback's address names whatever its sender wrote.
fn carrier(found: &DeliveryStatus) -> &str {
    found.carrier.as_deref().unwrap_or("unknown")
}

fn warn_of_failure(ctx: &Ctx, delivery: &DeliveryId, found: &DeliveryStatus, report: &Report) {
    if let Some(count) = ctx.app.alarms.raise(Alarm::NotDelivered, carrier(found), ctx.app.clock.now()) {
        tracing::warn!(
            tenant.id = %ctx.tenant(),
            delivery.id = %delivery,
            delivery.channel = found.channel.as_str(),
            delivery.carrier = carrier(found),
            receipt.status = report.status.as_str(),
            receipt.code = report.code.as_deref(),
            count,
            "a message was reported as not delivered"
        );
    }
}

fn warn_of_forgery(ctx: &Ctx, delivery: &DeliveryId, found: &DeliveryStatus) {
    if let Some(count) = ctx.app.alarms.raise(Alarm::ForgedCallback, carrier(found), ctx.app.clock.now()) {
        tracing::warn!(
            tenant.id = %ctx.tenant(),
            delivery.id = %delivery,
            delivery.carrier = carrier(found),
            count,
            "a callback was refused: its signature is not the account's. Is server.public_url the address that the carrier sees, and the \
             auth token the account's?"
        );
    }
}
