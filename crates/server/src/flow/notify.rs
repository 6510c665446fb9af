//! A person is told that their second factors have changed: by e-mail, and by a message to the phones that were bound before.
//!
//! 1. [`notice`] is called inside the transaction that changes the factor: no change goes untold, and nothing is told that did not happen;
//! 2. after its commit the caller wakes the dispatchers ([`Ctx::wake`]);
//! 3. the e-mail has a bucket of its own for each mailbox and kind of notice, which no text empties and no other kind of notice:
//!    nobody changes a factor unseen. It holds more than one user may change in an hour ([`crate::flow::enroll::bounds`]);
//! 4. a text or call goes to at most [`MOST_PHONES`] older phones. Each takes a token of the user's bucket of messages, and one of the
//!    built-in provider's hundred, like any other message. When there is none, only the e-mail goes, and the log says so.
//!
//! Source: NIST SP 800-63B-4 §4.6, "Account Notifications": at least two ways, and none of them the changed one alone.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use ringfence_core::authenticator::{Authenticator, Role};
use ringfence_core::challenge::Action;
use ringfence_core::client::Client;
use ringfence_core::clock::Timestamp;
use ringfence_core::delivery::{Channel, NewDelivery, Origin};
use ringfence_core::event::EventType;
use ringfence_core::id::{ChallengeId, ClientId, DeliveryId, MailId, TenantId};
use ringfence_core::mail::{MAIL_LIFETIME, Mail, NewMail, Notice};
use ringfence_core::phone::PhoneNumber;
use ringfence_core::secret::Purpose;
use ringfence_core::tenant::{Provider, Tenant};
use ringfence_core::user::User;
use ringfence_core::{locale, message, policy};
use ringfence_store::{StoreError, Tx};
use serde_json::json;

use crate::ctx::{App, Ctx, TenantView};
use crate::flow::deliver;
use crate::flow::record::{self, About};
use crate::texts::{CustomTexts, Names, Words};

pub mod profile;

/// No code runs out with it, but a text that comes a day late alarms for nothing.
const TEXT_LIFETIME: Duration = Duration::from_secs(3600);
/// Older phones that one notice goes to: those used last.
const MOST_PHONES: usize = 2;

/// To the user's address, and to each of the phones in `old`, which the user had before. To be called in the transaction of the change.
pub async fn notice(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    client: Option<&Client>,
    user: &User,
    notice: &Notice,
    old: &[&Authenticator],
) -> Result<(), StoreError> {
    let enabled = &ctx.settings().enabled_locales;
    let language = locale::negotiate(ctx.languages.explicit.as_deref(), ctx.languages.accepted.as_deref(), enabled);
    let words = Words::new(&language, own_texts(tx, ctx, &language).await?, names(ctx, client, user));
    let told = Told { ctx: &ctx.concerning(Some(user)), client, user, words, notice };
    ctx.has_notice.store(true, Ordering::Relaxed);
    let notifier = Notifier { app: &ctx.app, view: &ctx.view, now: ctx.now };
    notifier.mail(tx, user, &user.email, notice, &told.words).await?;
    let mut seen: HashSet<&PhoneNumber> = told.added().into_iter().collect();
    let mut phones: Vec<_> = old
        .iter()
        .filter_map(|phone| {
            let number = phone.phone_number()?;
            Some((*phone, number, channel(ctx, number)?))
        })
        .collect();
    phones.sort_by_key(|(phone, ..)| std::cmp::Reverse(phone.last_used_at.max(phone.confirmed_at)));
    for (phone, number, channel) in phones.into_iter().filter(|(_, number, _)| seen.insert(number)).take(MOST_PHONES) {
        told.message(tx, phone, number, channel).await?;
    }
    Ok(())
}

/// Who writes a mail, and when: a request or a job.
pub struct Notifier<'a> {
    pub app: &'a App,
    pub view: &'a TenantView,
    pub now: Timestamp,
}

impl Notifier<'_> {
    /// One notice to one mailbox, while its bucket for this kind of notice lasts.
    pub(super) async fn mail(&self, tx: &mut Tx<'_>, user: &User, to: &str, notice: &Notice, words: &Words) -> Result<(), StoreError> {
        if to.is_empty() || !self.may_tell(tx, user, to, screen(notice)).await? {
            return Ok(());
        }
        let (tenant, now) = (&self.view.tenant, self.now);
        let body = body(notice, words, now);
        let paragraphs = [words.get("notice", "greeting"), body, words.get("notice", "notYou"), words.get("notice", "footer")];
        let subject = words.get(screen(notice), "subject");
        let written = Mail::new(to, &subject, &paragraphs.join("\n\n"), &tenant.settings.friendly_name, words.language());
        let Ok(mail) = written else {
            tracing::warn!(user.id = %user.id, "no mail can be addressed to this user");
            return Ok(());
        };
        let id = MailId::at(now, &*self.app.dice);
        let new = NewMail { id, user: user.id.clone(), mail, created_at: now, expires_at: now + MAIL_LIFETIME };
        tx.mail_insert(&tenant.id, &new).await
    }

    /// `connection` keeps an account that somebody made elsewhere with a stranger's address from using up the notices of the
    /// stranger's own account.
    async fn may_tell(&self, tx: &mut Tx<'_>, user: &User, to: &str, kind: &str) -> Result<bool, StoreError> {
        let (tenant, to) = (&self.view.tenant.id, to.to_lowercase());
        let parts = [tenant.as_str(), &user.connection, kind, &to].map(str::as_bytes);
        let subject = BASE64_URL_SAFE_NO_PAD.encode(self.app.keys().hash(Purpose::Mail, &parts));
        tx.bucket_take(tenant, &self.app.settings.limits.notices(), &subject, self.now).await
    }
}

fn body(notice: &Notice, words: &Words, now: Timestamp) -> String {
    let (screen, date) = (screen(notice), words.date(now));
    match notice {
        Notice::PhoneAdded { number } | Notice::PhoneRemoved { number } | Notice::PhoneChanged { old: number, .. } => {
            let masked = number.masked();
            words.with(screen, "body", &[("date", date.as_str().into()), ("phoneNumber", masked.as_str().into())])
        }
        _ => words.with(screen, "body", &[("date", date.as_str().into())]),
    }
}

/// The phones that a user has: those to be told of a further factor.
pub fn active(known: &[Authenticator]) -> Vec<&Authenticator> {
    known.iter().filter(|one| one.is_phone() && one.is_active()).collect()
}

/// A text where texts are sent at all and reach the number, else a call that reads it out.
fn channel(ctx: &Ctx, number: &PhoneNumber) -> Option<Channel> {
    let enabled = ctx.app.settings.phone.permitted(number, &policy::channels(&ctx.settings().phone));
    enabled.iter().copied().find(|channel| *channel == Channel::Sms).or(enabled.first().copied())
}

pub(super) fn names(ctx: &Ctx, client: Option<&Client>, user: &User) -> Names {
    names_at(&ctx.view.tenant, client, user)
}

fn names_at(tenant: &Tenant, client: Option<&Client>, user: &User) -> Names {
    let tenant_name = if tenant.settings.friendly_name.is_empty() { &tenant.name } else { &tenant.settings.friendly_name };
    Names {
        client_name: client.map(|client| client.settings.name.clone()).unwrap_or_default(),
        tenant_name: tenant_name.clone(),
        user_name: user.name().to_owned(),
        email: user.email.clone(),
        support_email: tenant.settings.support_email.clone().unwrap_or_default(),
    }
}

/// The tenant's own words for notices; of all prompts, since notices belong to none.
pub(super) async fn own_texts(tx: &mut Tx<'_>, ctx: &Ctx, language: &str) -> Result<Option<Arc<CustomTexts>>, StoreError> {
    own_texts_at(tx, ctx.tenant(), language).await
}

async fn own_texts_at(tx: &mut Tx<'_>, tenant: &TenantId, language: &str) -> Result<Option<Arc<CustomTexts>>, StoreError> {
    let mut own = CustomTexts::new();
    for text in tx.custom_text_list(tenant).await? {
        if text.language == language {
            own.extend(text.texts);
        }
    }
    Ok((!own.is_empty()).then(|| Arc::new(own)))
}

struct Told<'a> {
    ctx: &'a Ctx,
    client: Option<&'a Client>,
    user: &'a User,
    words: Words,
    notice: &'a Notice,
}

impl Told<'_> {
    async fn message(&self, tx: &mut Tx<'_>, phone: &Authenticator, number: &PhoneNumber, channel: Channel) -> Result<(), StoreError> {
        let (ctx, settings) = (self.ctx, self.ctx.settings());
        let provider = settings.phone.provider;
        if !tx.bucket_take(ctx.tenant(), &ctx.app.settings.limits.messages(), self.user.id.as_str(), ctx.now).await? {
            let details = record::phone_limit(tx, ctx, &self.user.id, Action::Notice, channel, Some(number)).await?;
            let event = record::event(ctx, EventType::LimitPhone).user(self.user).details(details);
            let event = event.described("Too many messages were sent to this user: a notice went by e-mail alone");
            return record::write(tx, ctx, &self.client.into_iter().fold(event, About::client)).await;
        }
        if provider == Provider::Auth0 && !tx.tenant_builtin_take(ctx.tenant(), ctx.app.settings.limits.builtin_messages).await? {
            return self.log_used_up(tx, phone, channel).await;
        }
        let text = self.words.get(screen(self.notice), "sms");
        let delivery = NewDelivery {
            id: DeliveryId::at(ctx.now, &*ctx.app.dice),
            challenge: ChallengeId::new(""),
            user: self.user.id.clone(),
            client: self.client.map_or_else(|| ClientId::new(""), |client| client.id.clone()),
            device: phone.id.clone(),
            provider,
            route: deliver::route(&settings.phone, &ctx.app.settings.carriers.builtin.route),
            message: message::notice(number, channel, &text, self.words.language(), settings),
            origin: Origin {
                tenant_name: ctx.view.tenant.name.clone(),
                client_name: self.client.map(|client| client.settings.name.clone()).unwrap_or_default(),
                connection: self.user.connection.clone(),
                ..ctx.origin.clone()
            },
            created_at: ctx.now,
            expires_at: ctx.now + TEXT_LIFETIME,
        };
        tx.delivery_insert(ctx.tenant(), &delivery).await
    }

    async fn log_used_up(&self, tx: &mut Tx<'_>, phone: &Authenticator, channel: Channel) -> Result<(), StoreError> {
        let mut details = record::guardian_details(self.ctx, phone, Role::Oob(channel));
        details["failure_details"] =
            json!({ "errorCode": "too_many_sms_per_tenant", "message": "The built-in provider's messages are used up" });
        let event = record::event(self.ctx, EventType::SendSmsFailure).user(self.user).details(details);
        let event = event.described("Guardian - The trial's messages are used up");
        record::write(tx, self.ctx, &self.client.into_iter().fold(event, About::client)).await
    }

    /// The number that is new: its owner has just typed its code and needs no notice there.
    fn added(&self) -> Option<&PhoneNumber> {
        match self.notice {
            Notice::PhoneAdded { number } | Notice::PhoneChanged { new: number, .. } => Some(number),
            _ => None,
        }
    }
}

/// Where the words of each stand (`locales/en.ftl`).
fn screen(notice: &Notice) -> &'static str {
    match notice {
        Notice::PhoneAdded { .. } => "notice-phone-added",
        Notice::PhoneRemoved { .. } => "notice-phone-removed",
        Notice::PhoneChanged { .. } => "notice-phone-changed",
        Notice::AuthenticatorAppAdded => "notice-otp-added",
        Notice::AuthenticatorAppRemoved => "notice-otp-removed",
        Notice::RecoveryCodeUsed => "notice-recovery-code-used",
        Notice::RecoveryCodeReplaced => "notice-recovery-code-replaced",
        Notice::PasswordChanged => "notice-password-changed",
        Notice::EmailChanged => "notice-email-changed",
        Notice::EmailSet => "notice-email-set",
        Notice::UsernameChanged => "notice-username-changed",
    }
}
