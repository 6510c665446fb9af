//! A phone or an authenticator app that an administrator binds for somebody: judged and prepared before the transaction, bound in it.

use std::sync::Arc;

use ringfence_core::authenticator::{Authenticator, Kind};
use ringfence_core::client::Client;
use ringfence_core::delivery::Channel;
use ringfence_core::event::EventType;
use ringfence_core::id::{DeviceId, TransactionId, UserId};
use ringfence_core::mail::Notice;
use ringfence_core::policy;
use ringfence_core::totp::TotpSecret;
use ringfence_core::user::User;
use ringfence_store::{AuthenticationMethod, NewTotp, StoreError, Tx};

use crate::ctx::Ctx;
use crate::flow::administer::Admin;
use crate::flow::error::FlowError;
use crate::flow::record::{self, About};
use crate::flow::{enroll, notify};

/// The kinds that Auth0 lets an administrator name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MethodType {
    Phone,
    Totp,
    /// By Auth0's name for it.
    Other(&'static str),
}

pub struct NewMethod {
    pub kind: MethodType,
    pub name: Option<String>,
    pub phone_number: Option<String>,
    pub preferred: Option<Channel>,
    /// Base32.
    pub totp_secret: Option<String>,
    /// A field was sent that neither a phone nor an app has.
    pub has_foreign_fields: bool,
}

/// With everything that must be the same when the transaction runs again.
pub(super) struct Prepared {
    authenticator: Authenticator,
    app: Option<App>,
    name: Option<String>,
    preferred: Option<Channel>,
}

struct App {
    secret: TotpSecret,
    /// Of its own: no login's code is to be taken for the one that confirmed it.
    transaction: TransactionId,
}

impl Prepared {
    pub(super) fn of(admin: &Admin, user: &UserId, new: NewMethod) -> Result<Self, FlowError> {
        let (dice, now) = (&*admin.ctx.app.dice, admin.ctx.now);
        let wrong = |words: &str| FlowError::InvalidParameter(words.to_owned());
        let (kind, app) = match new.kind {
            MethodType::Other(word) => {
                let words = format!("Ringfence has no authentication methods of type {word:?}: bind a \"phone\" or a \"totp\".");
                return Err(FlowError::NotSupported(words));
            }
            _ if new.has_foreign_fields => {
                return Err(wrong("email, key_id, public_key and relying_party_identifier belong to other types: leave them out."));
            }
            MethodType::Phone if new.totp_secret.is_some() => return Err(wrong("A phone has no totp_secret: leave it out.")),
            MethodType::Phone => (phone(&admin.ctx, &new)?, None),
            MethodType::Totp if new.phone_number.is_some() || new.preferred.is_some() => {
                return Err(wrong("An app has no phone_number and no preferred_authentication_method: leave them out."));
            }
            MethodType::Totp => {
                let given = new.totp_secret.as_deref().ok_or_else(|| wrong("totp_secret is missing: name the secret that the app has."))?;
                let secret = TotpSecret::from_base32(given);
                let secret = secret.ok_or_else(|| wrong("totp_secret must be base32 and stand for 10 to 64 bytes."))?;
                (Kind::Totp, Some(App { secret, transaction: TransactionId::random(dice) }))
            }
        };
        let authenticator = Authenticator {
            id: DeviceId::random(dice),
            user: user.clone(),
            kind,
            confirmed_at: Some(now),
            created_at: now,
            last_used_at: None,
        };
        Ok(Self { authenticator, app, name: new.name, preferred: new.preferred })
    }

    pub(super) fn device(&self) -> &DeviceId {
        &self.authenticator.id
    }

    pub(super) fn is_same_as(&self, other: &Self) -> bool {
        match (&self.app, &other.app) {
            (Some(one), Some(other)) => one.secret == other.secret,
            (None, None) => self.authenticator.phone_number() == other.authenticator.phone_number(),
            _ => false,
        }
    }

    /// The one of these that has the same number or the same secret.
    pub(super) async fn twin(&self, tx: &mut Tx<'_>, ctx: &Ctx, bound: &[&AuthenticationMethod]) -> Result<Option<DeviceId>, StoreError> {
        let Some(app) = &self.app else {
            let number = self.authenticator.phone_number();
            let twin = bound.iter().find(|one| one.authenticator.is_phone() && one.authenticator.phone_number() == number);
            return Ok(twin.map(|one| one.authenticator.id.clone()));
        };
        let apps = tx.totp_list(ctx.tenant(), &self.authenticator.user, &app.transaction).await?;
        Ok(apps.into_iter().find(|one| one.is_confirmed && one.secret == app.secret).map(|one| one.id))
    }

    pub(super) fn twin_words(&self) -> &'static str {
        match self.app {
            Some(_) => "The user has an authenticator app with this secret already.",
            None => "The user has this phone number already.",
        }
    }

    pub(super) async fn describe(&self, tx: &mut Tx<'_>, ctx: &Ctx, device: &DeviceId) -> Result<(), StoreError> {
        let (name, user) = (self.name.as_deref(), &self.authenticator.user);
        tx.method_describe(ctx.tenant(), user, device, name, self.preferred).await.map(drop)
    }

    /// As an enrollment is completed: half-bound others go, a first factor begins anew, and the person is told.
    pub(super) async fn bind(&self, tx: &mut Tx<'_>, ctx: &Ctx, client: &Arc<Client>, person: &User) -> Result<(), StoreError> {
        let (tenant, new) = (ctx.tenant(), &self.authenticator);
        let known = tx.authenticator_list(tenant, &person.id).await?;
        tx.authenticators_delete_pending(tenant, &person.id, None).await?;
        match &self.app {
            Some(app) => {
                let (id, user) = (new.id.clone(), person.id.clone());
                let (secret, transaction) = (app.secret.clone(), app.transaction.clone());
                tx.totp_insert(tenant, &NewTotp { id, user, secret, transaction, recovery: None, created_at: ctx.now }).await?;
                tx.method_bind(tenant, &person.id, &new.id, ctx.now).await?;
            }
            None => tx.authenticator_insert(tenant, new, None).await?,
        }
        self.describe(tx, ctx, &new.id).await?;
        enroll::begin_anew(tx, ctx, &person.id, &known, enroll::Left::default()).await?;
        let details = record::guardian_details(ctx, new, record::role_of(new));
        let event = record::event(ctx, EventType::EnrollmentComplete).client(client).user(person);
        record::write(tx, ctx, &event.described("Guardian - Enrollment complete").details(details)).await?;
        let notice = match new.phone_number() {
            Some(number) => Notice::PhoneAdded { number: number.clone() },
            None => Notice::AuthenticatorAppAdded,
        };
        notify::notice(tx, ctx, Some(client), person, &notice, &notify::active(&known)).await
    }
}

/// A number that a code may be sent to. Without a preference it is asked by the tenant's first way that reaches it.
fn phone(ctx: &Ctx, new: &NewMethod) -> Result<Kind, FlowError> {
    let missing = || FlowError::InvalidParameter("phone_number is missing: name it in international form (+…).".to_owned());
    let typed = new.phone_number.as_deref().ok_or_else(missing)?;
    let enabled = policy::channels(&ctx.settings().phone);
    let numbers = &ctx.app.settings.phone;
    let (number, by) = match new.preferred {
        Some(preferred) => (numbers.admit(typed, preferred)?, preferred),
        None => numbers.admit_by_any(typed, &enabled)?,
    };
    let channel = numbers.permitted(&number, &enabled).first().copied().unwrap_or(by);
    Ok(Kind::Phone { number, channel })
}
