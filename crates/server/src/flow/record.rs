//! Log events as this request sees them: who asked, from where, about whom.
//!
//! Numbers enter masked and codes not at all; the field names are Auth0's tenant-log schema's.

use std::sync::atomic::Ordering;

use ringfence_core::authenticator::{Authenticator, Kind, Role, WireId};
use ringfence_core::challenge::Action;
use ringfence_core::client::Client;
use ringfence_core::delivery::Channel;
use ringfence_core::event::{EventType, LogEvent, log_id};
use ringfence_core::id::UserId;
use ringfence_core::phone::PhoneNumber;
use ringfence_core::user::User;
use ringfence_store::{StoreError, Tx};
use serde_json::{Value, json};

use crate::ctx::Ctx;

/// Writes one event in the transaction of the fact it tells of. Its time is that of the writing and not of the request: whoever reads the
/// log on from the newest line must not miss one that was still being written ([`crate::flow::administer::log::after`]). A refusal is
/// written as long as its address has not filled the log with them ([`crate::flow::flood`]).
pub async fn write(tx: &mut Tx<'_>, ctx: &Ctx, event: &LogEvent) -> Result<(), StoreError> {
    let may_write = !event.kind.is_refusal() || {
        let bucket = ctx.app.settings.limits.logins();
        ctx.app.flood.admits(ctx.tenant(), &ctx.origin.ip, &bucket, ctx.app.clock.now())
    };
    if !may_write {
        return Ok(());
    }
    let (sequence, at) = (ctx.events.fetch_add(1, Ordering::Relaxed), ctx.app.clock.now());
    tx.log_insert(ctx.tenant(), &log_id(at, sequence, &*ctx.app.dice), at, event).await
}

/// Writes one event that is a fact of its own, such as a refused login.
pub async fn write_alone(ctx: &Ctx, event: LogEvent) -> Result<(), StoreError> {
    let inner = ctx.clone();
    ctx.app.store.tx(async move |tx: &mut Tx<'_>| write(tx, &inner, &event).await).await
}

/// An event of this request.
pub fn event(ctx: &Ctx, kind: EventType) -> LogEvent {
    LogEvent {
        ip: ctx.origin.ip.clone(),
        hostname: ctx.origin.hostname.clone(),
        user_agent: ctx.origin.user_agent.clone(),
        user_name: ctx.origin.user_name.clone(),
        ..LogEvent::new(kind)
    }
}

/// Adds to an event whom and what it is about.
pub trait About: Sized {
    fn client(self, client: &Client) -> Self;
    fn user(self, user: &User) -> Self;
    fn described(self, description: impl Into<String>) -> Self;
    fn details(self, details: Value) -> Self;
}

impl About for LogEvent {
    fn client(self, client: &Client) -> Self {
        Self { client_id: client.id.to_string(), client_name: client.settings.name.clone(), ..self }
    }

    fn user(self, user: &User) -> Self {
        Self { user_id: user.id.to_string(), user_name: user.email.clone(), connection: user.connection.clone(), ..self }
    }

    fn described(self, description: impl Into<String>) -> Self {
        Self { description: Some(description.into()), ..self }
    }

    fn details(self, details: Value) -> Self {
        Self { details, ..self }
    }
}

/// The `details` that all `gd_*` events share.
pub fn guardian_details(ctx: &Ctx, authenticator: &Authenticator, role: Role) -> Value {
    let phone = authenticator.phone_number().map(|number| number.masked());
    let kind = match role {
        Role::Oob(channel) => channel.as_str(),
        Role::Otp => "otp",
        Role::RecoveryCode => "recovery-code",
    };
    let id = WireId { role, device: authenticator.id.clone() }.to_string();
    json!({
        "authenticator": { "id": id, "type": kind, "phone_number": phone },
        "enrollment": {
            "_id": authenticator.id,
            "name": phone,
            "phone_number": phone,
            "tenant": ctx.view.tenant.name,
            "user_id": authenticator.user,
        },
        "request": request(ctx),
    })
}

/// `limit_phone` has details of its own (Auth0, tenant-logs schema): what was to be sent, by which way, and when it will do again.
pub async fn phone_limit(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    user: &UserId,
    action: Action,
    channel: Channel,
    number: Option<&PhoneNumber>,
) -> Result<Value, StoreError> {
    let bucket = ctx.app.settings.limits.messages();
    let full_at = tx.bucket_full_at(ctx.tenant(), bucket.kind, user.as_str()).await?;
    Ok(json!({
        "type": action.as_str(),
        "delivery_method": channel,
        "trigger_time": ctx.now.to_string(),
        "reset_time": (ctx.now + bucket.wait(full_at, ctx.now)).to_string(),
        "body": { "phone_number": number.map(PhoneNumber::masked) },
    }))
}

/// The request as the log keeps it: never its secrets.
pub fn request(ctx: &Ctx) -> Value {
    json!({
        "method": ctx.origin.method,
        "path": ctx.origin.path,
        "query": {},
        "ip": ctx.origin.ip,
        "userAgent": ctx.origin.user_agent,
        "auth": { "strategy": "jwt", "scopes": [] },
        "body": { "code": "[hidden]" },
    })
}

/// As what an authenticator counts when nobody chose a channel.
pub fn role_of(authenticator: &Authenticator) -> Role {
    match authenticator.kind {
        Kind::Phone { channel, .. } => Role::Oob(channel),
        Kind::Totp => Role::Otp,
        Kind::RecoveryCode => Role::RecoveryCode,
    }
}
