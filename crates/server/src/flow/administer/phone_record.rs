//! A change to the phone factor's record, for whichever of its two views: guardian's, or `/branding/phone`.
//!
//! The younger view shows ids and times; they are kept up here, so that what guardian sets has them too.

use ringfence_core::delivery::Channel;
use ringfence_core::id;
use ringfence_core::phone_provider::Change;
use ringfence_core::phone_template::TemplateKind;
use ringfence_core::tenant::{Provider, Tenant};

use crate::flow::administer::{Admin, factor};
use crate::flow::error::FlowError;

/// What is made while the record changes gets one of these.
#[derive(Clone)]
struct Fresh {
    provider: String,
    templates: [String; 2],
}

/// The tenant as it is after `work`, which may run again.
pub(super) async fn change<T, F>(admin: &Admin, work: F) -> Result<(T, Tenant), FlowError>
where
    T: Send + 'static,
    F: Fn(&mut Tenant) -> Result<T, FlowError> + Send + 'static,
{
    let dice = &*admin.ctx.app.dice;
    let fresh = Fresh { provider: id::branded("pro_", dice), templates: TemplateKind::ALL.map(|_| id::branded("tem_", dice)) };
    let ctx = admin.ctx.clone();
    admin
        .change_tenant(async move |_, tenant| {
            let before = tenant.clone();
            let answer = work(tenant)?;
            if let Some(channel) = tenant.settings.phone.uncarried() {
                return Err(FlowError::InvalidParameter(factor::uncarried(channel)));
            }
            keep_cards(tenant, &before, &fresh, ctx.now);
            Ok((answer, tenant.clone()))
        })
        .await
}

fn keep_cards(tenant: &mut Tenant, before: &Tenant, fresh: &Fresh, now: ringfence_core::clock::Timestamp) {
    let (was, is) = (before.own_provider(), tenant.own_provider());
    let (old, new) = (&before.settings.phone, &tenant.settings.phone);
    let is_changed = was != is
        || old.provider != new.provider
        || old.delivery_methods != new.delivery_methods
        || (is == Some(Provider::Twilio) && before.twilio != tenant.twilio);
    let change = Change { was_there: was.is_some(), is_there: is.is_some(), is_changed };
    let shown = before.provider_id(was.unwrap_or_default());
    tenant.settings.phone.provider_card.keep(change, &fresh.provider, &shown, now);
    for (kind, fresh) in TemplateKind::ALL.into_iter().zip(&fresh.templates) {
        let (old, new) = (&before.settings.phone, &mut tenant.settings.phone);
        let is_changed = old.template(kind) != new.template(kind) || old.body(kind, Channel::Sms) != new.body(kind, Channel::Sms);
        let change = Change { was_there: old.has_template(kind), is_there: new.has_template(kind), is_changed };
        new.template_mut(kind).card.keep(change, fresh, &before.template_id(kind), now);
    }
}
