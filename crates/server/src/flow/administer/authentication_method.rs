//! One person's second factors, by an administrator's hand: bound without a code, described, replaced, taken away.
//!
//! 1. everything happens under the lock on the person's row, as what the person does themselves;
//! 2. a phone or an app that is bound here counts at once, so its owner is told of it as of one that somebody bound in their name;
//! 3. what is taken away ends what it vouched for and is told ([`crate::flow::enroll::take_away`]); with the last factor goes the
//!    recovery code;
//! 4. a replacement keeps what stays the same: a tool that writes the same list again disturbs nobody.
//!
//! Source: Auth0, "Manage authentication methods with the Management API".

use ringfence_core::authenticator::{Kind, WireId};
use ringfence_core::client::Client;
use ringfence_core::delivery::Channel;
use ringfence_core::id::{DeviceId, UserId};
use ringfence_core::user::User;
use ringfence_store::{AuthenticationMethod, Kept, Tx};

use crate::ctx::{Ctx, Languages};
use crate::flow::administer::Admin;
use crate::flow::administer::mailing;
use crate::flow::enroll::bounds;
use crate::flow::error::{FlowError, Inexistent};
use crate::flow::{enroll, record};

mod binding;

pub use binding::{MethodType, NewMethod};

use binding::Prepared;

/// What a description changes; the outer `None` leaves it as it is.
pub struct Description {
    pub name: Option<Option<String>>,
    pub preferred: Option<Option<Channel>>,
}

/// Oldest first, those not yet confirmed among them.
pub async fn list(admin: &Admin, user: &str) -> Result<Vec<AuthenticationMethod>, FlowError> {
    let (tenant, id) = (admin.ctx.tenant().clone(), UserId::new(user));
    let read = async move |tx: &mut Tx<'_>| {
        let known = tx.user_find(&tenant, &id).await?.is_some();
        Ok(if known { Some(tx.method_list(&tenant, &id).await?) } else { None })
    };
    admin.read(read).await?.ok_or(Inexistent::USER.into())
}

pub async fn find(admin: &Admin, user: &str, method: &str) -> Result<AuthenticationMethod, FlowError> {
    named(&list(admin, user).await?, method).cloned()
}

pub async fn add(admin: &Admin, user: &str, new: NewMethod) -> Result<AuthenticationMethod, FlowError> {
    let user = UserId::new(user);
    let (ctx, prepared) = (acting(admin), Prepared::of(admin, &user, new)?);
    let client = admin.caller.client.clone();
    let added = async move |tx: &mut Tx<'_>| {
        let person = locked(tx, &ctx, &user).await?;
        let known = tx.method_list(ctx.tenant(), &user).await?;
        let bound: Vec<_> = known.iter().filter(|one| is_factor(one)).collect();
        if prepared.twin(tx, &ctx, &bound).await?.is_some() {
            return Err(FlowError::Conflict(prepared.twin_words().to_owned()));
        }
        if bound.len() >= bounds::most(&ctx) {
            return Err(too_many(&ctx));
        }
        mailing::notices(tx, &ctx, 1).await?;
        prepared.bind(tx, &ctx.concerning(Some(&person)), &client, &person).await?;
        one(tx, &ctx, &user, prepared.device()).await
    };
    admin.write(added).await
}

/// From here on the person has these and no others; what they have begun to enroll is forgotten.
pub async fn replace(admin: &Admin, user: &str, new: Vec<NewMethod>) -> Result<Vec<AuthenticationMethod>, FlowError> {
    let user = UserId::new(user);
    if new.len() > bounds::most(&admin.ctx) {
        return Err(too_many(&admin.ctx));
    }
    let wanted: Vec<Prepared> = new.into_iter().map(|one| Prepared::of(admin, &user, one)).collect::<Result<_, _>>()?;
    for (place, one) in wanted.iter().enumerate() {
        if wanted.iter().take(place).any(|earlier| earlier.is_same_as(one)) {
            return Err(FlowError::InvalidParameter("The same phone number or secret stands there twice: name each once.".to_owned()));
        }
    }
    let (ctx, client) = (acting(admin), admin.caller.client.clone());
    let replaced = async move |tx: &mut Tx<'_>| {
        let person = locked(tx, &ctx, &user).await?;
        let (tenant, ctx) = (ctx.tenant(), &ctx.concerning(Some(&person)));
        tx.authenticators_delete_pending(tenant, &user, None).await?;
        let known = tx.method_list(tenant, &user).await?;
        let bound: Vec<_> = known.iter().filter(|one| is_factor(one)).collect();
        let mut devices: Vec<Option<DeviceId>> = Vec::with_capacity(wanted.len());
        for one in &wanted {
            devices.push(one.twin(tx, ctx, &bound).await?);
        }
        let gone: Vec<_> = bound.iter().filter(|old| !devices.contains(&Some(old.authenticator.id.clone()))).collect();
        mailing::notices(tx, ctx, gone.len() + devices.iter().filter(|kept| kept.is_none()).count()).await?;
        for old in gone {
            enroll::take_away(tx, ctx, &client, &user, &wire_id(old), Kept::Nothing).await?;
        }
        if wanted.is_empty() {
            forget_rest(tx, ctx, &client, &user).await?;
        }
        let mut now = Vec::with_capacity(wanted.len());
        for (one, kept) in wanted.iter().zip(devices) {
            match &kept {
                Some(device) => one.describe(tx, ctx, device).await?,
                None => one.bind(tx, ctx, &client, &person).await?,
            }
            now.push(self::one(tx, ctx, &user, kept.as_ref().unwrap_or(one.device())).await?);
        }
        Ok(now)
    };
    admin.write(replaced).await
}

pub async fn describe(admin: &Admin, user: &str, method: &str, change: Description) -> Result<AuthenticationMethod, FlowError> {
    let (ctx, user, method) = (acting(admin), UserId::new(user), method.to_owned());
    let described = async move |tx: &mut Tx<'_>| {
        locked(tx, &ctx, &user).await?;
        let known = tx.method_list(ctx.tenant(), &user).await?;
        let found = named(&known, &method)?;
        if matches!(change.preferred, Some(Some(_))) && !found.authenticator.is_phone() {
            let words = "Only a phone has a preferred_authentication_method: leave it out.";
            return Err(FlowError::InvalidParameter(words.to_owned()));
        }
        let name = change.name.as_ref().unwrap_or(&found.name).as_deref();
        let preferred = change.preferred.unwrap_or(found.preferred);
        tx.method_describe(ctx.tenant(), &user, &found.authenticator.id, name, preferred).await?;
        one(tx, &ctx, &user, &found.authenticator.id).await
    };
    admin.write(described).await
}

pub async fn remove(admin: &Admin, user: &str, method: &str) -> Result<(), FlowError> {
    let (ctx, client) = (acting(admin), admin.caller.client.clone());
    let (user, method) = (UserId::new(user), method.to_owned());
    let removed = async move |tx: &mut Tx<'_>| {
        let person = locked(tx, &ctx, &user).await?;
        let known = tx.method_list(ctx.tenant(), &user).await?;
        let found = named(&known, &method)?;
        mailing::notices(tx, &ctx, usize::from(is_factor(found))).await?;
        enroll::take_away(tx, &ctx.concerning(Some(&person)), &client, &user, &wire_id(found), Kept::Nothing).await?;
        Ok(())
    };
    admin.write(removed).await
}

/// Which of a person's methods a removal means.
pub enum Which {
    All,
    /// `google-authenticator`, as Auth0 calls them.
    Apps,
    /// Of a kind that nobody has here.
    None,
}

pub async fn remove_some(admin: &Admin, user: &str, which: Which) -> Result<(), FlowError> {
    let (ctx, client, user) = (acting(admin), admin.caller.client.clone(), UserId::new(user));
    let removed = async move |tx: &mut Tx<'_>| {
        let person = locked(tx, &ctx, &user).await?;
        let ctx = &ctx.concerning(Some(&person));
        let known = tx.method_list(ctx.tenant(), &user).await?;
        let is_meant = |one: &&AuthenticationMethod| match which {
            Which::All => is_factor(one),
            Which::Apps => one.authenticator.kind == Kind::Totp,
            Which::None => false,
        };
        mailing::notices(tx, ctx, known.iter().filter(is_meant).filter(|one| is_factor(one)).count()).await?;
        for one in known.iter().filter(is_meant) {
            enroll::take_away(tx, ctx, &client, &user, &wire_id(one), Kept::Nothing).await?;
        }
        if matches!(which, Which::All) {
            tx.authenticators_delete_pending(ctx.tenant(), &user, None).await?;
            forget_rest(tx, ctx, &client, &user).await?;
            // A reset, even where nothing was bound: a login that was about to bind something ends with it.
            tx.user_proofs_end(ctx.tenant(), &user, Kept::Nothing, ctx.now).await?;
        }
        Ok(())
    };
    admin.write(removed).await
}

/// The recovery code of somebody who has nothing else.
async fn forget_rest(tx: &mut Tx<'_>, ctx: &Ctx, client: &Client, user: &UserId) -> Result<(), FlowError> {
    for left in tx.method_list(ctx.tenant(), user).await? {
        enroll::take_away(tx, ctx, client, user, &wire_id(&left), Kept::Nothing).await?;
    }
    Ok(())
}

/// The administrator's request. Whatever it tells the person is said in the tenant's language, not in that of the administrator's tool.
pub(super) fn acting(admin: &Admin) -> Ctx {
    Ctx { languages: Languages::default(), ..admin.ctx.clone() }
}

/// The person, whose factors nobody else changes until the transaction ends.
pub(super) async fn locked(tx: &mut Tx<'_>, ctx: &Ctx, user: &UserId) -> Result<User, FlowError> {
    tx.user_find_locked(ctx.tenant(), user).await?.ok_or(Inexistent::USER.into())
}

pub(super) fn wire_id(method: &AuthenticationMethod) -> WireId {
    WireId { role: record::role_of(&method.authenticator), device: method.authenticator.id.clone() }
}

fn is_factor(method: &AuthenticationMethod) -> bool {
    method.authenticator.is_second_factor() && method.authenticator.is_active()
}

fn too_many(ctx: &Ctx) -> FlowError {
    FlowError::NotSupported(format!("A user has at most {} authentication methods: delete one first.", bounds::most(ctx)))
}

async fn one(tx: &mut Tx<'_>, ctx: &Ctx, user: &UserId, device: &DeviceId) -> Result<AuthenticationMethod, FlowError> {
    let known = tx.method_list(ctx.tenant(), user).await?;
    known.into_iter().find(|one| one.authenticator.id == *device).ok_or(Inexistent::AUTHENTICATION_METHOD.into())
}

/// By the method's own id, or by one of its ways': `phone|dev_…` is `sms|dev_…` and `voice|dev_…`.
fn named<'a>(known: &'a [AuthenticationMethod], id: &str) -> Result<&'a AuthenticationMethod, FlowError> {
    let id = match id.strip_prefix("phone|") {
        Some(device) => WireId::parse(&format!("sms|{device}")),
        None => WireId::parse(id),
    };
    let is_it = |one: &&AuthenticationMethod| {
        id.as_ref().is_some_and(|id| one.authenticator.id == id.device && one.authenticator.has_role(id.role))
    };
    known.iter().find(is_it).ok_or(Inexistent::AUTHENTICATION_METHOD.into())
}
