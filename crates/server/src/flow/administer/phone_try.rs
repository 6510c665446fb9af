//! A message that only tries whether a provider or a template works.
//!
//! 1. the number must be one that codes are sent to;
//! 2. one transaction takes a token from the tenant's bucket of tries, which keeps this from being a relay to anybody's number, and
//!    writes the delivery and the record of the request;
//! 3. the answer waits for the first attempt, as a challenge's does.
//!
//! Source: Auth0, Management API, "Send a test phone notification".

use std::time::Duration;

use ringfence_core::challenge::{CODE_LIFETIME, Code};
use ringfence_core::delivery::{Channel, FailureClass, NewDelivery, Origin};
use ringfence_core::guard::{Bucket, BucketKind};
use ringfence_core::id::{ChallengeId, DeliveryId, DeviceId, UserId};
use ringfence_core::message::{self, Compose, Message, compose};
use ringfence_core::tenant::{PhoneFactor, Provider, Tenant, TenantSettings};
use ringfence_store::Tx;

use crate::flow::administer::Admin;
use crate::flow::administer::phone_provider::PhoneProvider;
use crate::flow::administer::phone_template::PhoneTemplate;
use crate::flow::challenge::host_of;
use crate::flow::deliver::{self, Outcome};
use crate::flow::error::FlowError;

/// Of a whole tenant, for providers and templates together.
const TRIES: Bucket = Bucket { kind: BucketKind::Tries, capacity: 10, refill: Duration::from_secs(600) };

/// Where to, and how; by the first way that the provider carries unless one is named.
pub struct Try {
    pub to: String,
    pub channel: Option<Channel>,
}

/// Sends a fixed text, even by a provider that is disabled: it may be tried before it is switched on.
pub async fn provider(admin: &Admin, id: &str, asked: Try) -> Result<(), FlowError> {
    let tenant = admin.tenant().await?;
    let known = PhoneProvider::find(&tenant, id)?;
    let phone = PhoneFactor { provider: known.provider, ..tenant.settings.phone.clone() };
    let channel = channel(&phone, asked.channel)?;
    let to = admin.ctx.app.settings.phone.admit(&asked.to, channel)?;
    let settings = &tenant.settings;
    let text = format!("This is a test message of {}: the phone provider works.", name(&tenant));
    send(admin, &tenant, &phone, message::notice(&to, channel, &text, locale(settings), settings)).await
}

/// Sends what the template says, with a code that is good for nothing.
pub async fn template(admin: &Admin, id: &str, asked: Try) -> Result<(), FlowError> {
    let tenant = admin.tenant().await?;
    let kind = PhoneTemplate::find(&tenant, id)?.kind;
    let mut settings = tenant.settings.clone();
    settings.phone.template_mut(kind).is_disabled = false;
    let channel = channel(&settings.phone, asked.channel)?;
    let to = admin.ctx.app.settings.phone.admit(&asked.to, channel)?;
    let composed = compose(&Compose {
        to: &to,
        channel,
        action: kind.action(),
        code: &Code::draw(&*admin.ctx.app.dice),
        locale: locale(&settings),
        request_lang: "",
        settings: &settings,
        application: &admin.caller.client.settings.name,
        host: Some(host_of(&admin.ctx.domain.host)),
    });
    let message = composed.map_err(|problem| FlowError::InvalidParameter(format!("The template does not render: {problem}")))?;
    send(admin, &tenant, &settings.phone, message).await
}

fn channel(phone: &PhoneFactor, asked: Option<Channel>) -> Result<Channel, FlowError> {
    let is_carried = |channel: &Channel| match phone.provider {
        Provider::Auth0 => *channel == Channel::Sms,
        _ => phone.carries(*channel),
    };
    let carried = [Channel::Sms, Channel::Voice].into_iter().find(is_carried);
    let chosen = asked.or(carried).filter(is_carried);
    chosen.ok_or_else(|| FlowError::InvalidParameter("The provider does not carry this delivery_method: name another one.".to_owned()))
}

fn locale(settings: &TenantSettings) -> &str {
    settings.enabled_locales.first().map_or("en", String::as_str)
}

fn name(tenant: &Tenant) -> &str {
    if tenant.settings.friendly_name.is_empty() { &tenant.name } else { &tenant.settings.friendly_name }
}

async fn send(admin: &Admin, tenant: &Tenant, phone: &PhoneFactor, message: Message) -> Result<(), FlowError> {
    let (ctx, client) = (admin.ctx.clone(), &admin.caller.client);
    let channel = message.channel;
    let delivery = NewDelivery {
        id: DeliveryId::at(ctx.now, &*ctx.app.dice),
        challenge: ChallengeId::new(""),
        user: UserId::new(""),
        client: client.id.clone(),
        device: DeviceId::new(""),
        provider: phone.provider,
        route: deliver::route(phone, &ctx.app.settings.carriers.builtin.route),
        message,
        origin: Origin { tenant_name: tenant.name.clone(), client_name: client.settings.name.clone(), ..ctx.origin.clone() },
        created_at: ctx.now,
        expires_at: ctx.now + CODE_LIFETIME,
    };
    let expected = admin.ctx.app.outbox.expect(&delivery.id);
    let written = async move |tx: &mut Tx<'_>| {
        let tenant = ctx.tenant();
        if !tx.bucket_take(tenant, &TRIES, "", ctx.now).await? {
            let full_at = tx.bucket_full_at(tenant, TRIES.kind, "").await?;
            return Err(FlowError::TooManyRequests { wait: TRIES.wait(full_at, ctx.now) });
        }
        if delivery.provider == Provider::Auth0 && !tx.tenant_builtin_take(tenant, ctx.app.settings.limits.builtin_messages).await? {
            let words = "The built-in provider has sent all the messages that it sends: set up a provider of the tenant's own.";
            return Err(FlowError::NotSupported(words.to_owned()));
        }
        tx.delivery_insert(tenant, &delivery).await?;
        Ok(())
    };
    admin.write(written).await?;
    match expected.outcome(&admin.ctx.app, admin.ctx.tenant()).await {
        Outcome::Failed(class) => Err(FlowError::InvalidParameter(failure(channel, class))),
        Outcome::Accepted | Outcome::Pending => Ok(()),
    }
}

/// What an administrator can do about it; the carrier's own words are in the log.
fn failure(channel: Channel, class: FailureClass) -> String {
    let kind = if channel == Channel::Sms { "gd_send_sms_failure" } else { "gd_send_voice_failure" };
    let cause = match class {
        FailureClass::Recipient => "the number does not take such messages",
        FailureClass::Sender => "the carrier does not take this sender",
        FailureClass::Account => "the carrier refuses the account, or none is set up",
        FailureClass::Geo => "the carrier does not send to this country",
        FailureClass::Transient => "the carrier could not be reached",
        FailureClass::Ambiguous => "the carrier did not answer, so it may have been sent all the same",
    };
    format!("The message was not sent: {cause}. The log event {kind} tells more.")
}
