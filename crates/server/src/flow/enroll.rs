//! Binding, listing and removing an authenticator: `/mfa/associate` and `/mfa/authenticators`.
//!
//! A phone is bound in two steps: it is written unconfirmed together with its first challenge here, and
//! confirmed when the code comes back ([`crate::flow::verify`]). The first one brings a recovery code.
//! Source: Auth0, "Enroll and challenge SMS and voice authenticators", "Manage authenticators".

use ringfence_core::authenticator::{Authenticator, Kind, Role, WireId, is_enrolled};
use ringfence_core::challenge::Action;
use ringfence_core::client::Client;
use ringfence_core::delivery::Channel;
use ringfence_core::event::EventType;
use ringfence_core::id::{DeviceId, UserId};
use ringfence_core::mail::Notice;
use ringfence_core::policy;
use ringfence_core::recovery::RecoveryCode;
use ringfence_core::user::User;
use ringfence_store::{Kept, StoreError, Tx};

use crate::ctx::Ctx;
use crate::flow::authenticate;
use crate::flow::challenge::{self, Binding, Order};
use crate::flow::error::FlowError;
use crate::flow::notify;
use crate::flow::proof::{self, Held};
use crate::flow::record::{self, About};

pub mod bounds;
mod totp;

pub use totp::{AppOrder, BegunApp, associate_app, begin_totp, key_uri};

pub struct Associated {
    pub oob_code: String,
    pub recovery_code: Option<RecoveryCode>,
}

pub async fn associate(ctx: &Ctx, held: &Held, channel: Channel, phone_number: &str) -> Result<Associated, FlowError> {
    held.require("enroll")?;
    let client = authenticate::client_by_id(ctx, &held.token.client).await?;
    if !policy::channels(&ctx.settings().phone).contains(&channel) {
        return Err(FlowError::ChannelNotEnabled(channel.as_str().to_owned()));
    }
    let (person, known) = person(ctx, held).await?;
    let (tenant, proof, bound) = (ctx.tenant().clone(), held.proof.clone(), known.clone());
    let read = async move |tx: &mut Tx<'_>| proof::shows_second_factor(tx, &tenant, &proof, &bound).await;
    if is_enrolled(&known) && !ctx.app.store.read(read).await? {
        return Err(FlowError::AlreadyEnrolled);
    }
    let number = ctx.app.settings.phone.admit(phone_number, channel)?;
    let ctx = &ctx.concerning(Some(&person));
    let dice = &*ctx.app.dice;
    let user = &held.token.user;
    let pending = |kind| Authenticator {
        id: DeviceId::random(dice),
        user: user.clone(),
        kind,
        confirmed_at: None,
        created_at: ctx.now,
        last_used_at: None,
    };
    let wants_recovery = ctx.settings().recovery_code_enabled && !known.iter().any(Authenticator::is_active);
    let recovery_code = wants_recovery.then(|| RecoveryCode::draw(dice));
    let recovery = recovery_code.as_ref().map(|code| {
        let hash = ringfence_core::recovery::hash(code.as_str(), ctx.tenant(), user, &ctx.app.keys());
        (pending(Kind::RecoveryCode), hash)
    });
    let phone = pending(Kind::Phone { number: number.clone(), channel });
    let binding = Binding { recovery, proof: held.proof.clone() };
    let order = Order::of_token(&client, &held.token, phone, number, channel, Action::Enrollment);
    let sent = challenge::send(ctx, Order { binding: Some(binding), ..order }).await?;
    Ok(Associated { oob_code: sent.oob_code(ctx), recovery_code })
}

/// One line of the list as the wire shows it.
pub struct Listed {
    pub id: WireId,
    pub active: bool,
    /// Masked; phones only.
    pub name: Option<String>,
}

/// A confirmed phone stands there once for each enabled channel that reaches it, the one that it prefers first; an unconfirmed one by
/// its own.
pub async fn list(ctx: &Ctx, held: &Held) -> Result<Vec<Listed>, FlowError> {
    held.require("read:authenticators")?;
    let enabled = policy::channels(&ctx.settings().phone);
    let mut listed = Vec::new();
    let (_, known) = person(ctx, held).await?;
    for one in known {
        let active = one.is_active();
        let roles = match one.kind {
            Kind::Phone { ref number, channel } if active => {
                let mut ways = ctx.app.settings.phone.permitted(number, &enabled);
                ways.sort_by_key(|way| *way != channel);
                // One that gets no codes stands there all the same, so that it can be removed.
                if ways.is_empty() { vec![record::role_of(&one)] } else { ways.into_iter().map(Role::Oob).collect() }
            }
            _ => vec![record::role_of(&one)],
        };
        let name = one.phone_number().map(|number| number.masked());
        listed.extend(roles.into_iter().map(|role| Listed { id: WireId { role, device: one.id.clone() }, active, name: name.clone() }));
    }
    Ok(listed)
}

/// Whose the proof is, and what is theirs.
async fn person(ctx: &Ctx, held: &Held) -> Result<(User, Vec<Authenticator>), FlowError> {
    let (tenant, user) = (ctx.tenant().clone(), held.token.user.clone());
    let read = async move |tx: &mut Tx<'_>| {
        Ok::<_, StoreError>((tx.user_find(&tenant, &user).await?, tx.authenticator_list(&tenant, &user).await?))
    };
    let (found, known) = ctx.app.store.read(read).await?;
    Ok((admitted(found, held)?, known))
}

/// The user, if the proof stands for them and they are not blocked.
fn admitted(found: Option<User>, held: &Held) -> Result<User, FlowError> {
    let user = found.ok_or(FlowError::InvalidBearer)?;
    if user.is_blocked {
        return Err(FlowError::UserBlocked);
    }
    if held.proof.stands_for(&user) { Ok(user) } else { Err(FlowError::InvalidBearer) }
}

/// Removes a phone, by either of its ids, an authenticator app, or the recovery code. Only an access token
/// that took a second factor may.
pub async fn remove(ctx: &Ctx, held: &Held, id: &str) -> Result<(), FlowError> {
    let client = authenticate::client_by_id(ctx, &held.token.client).await?;
    let (inner, held, id) = (ctx.clone(), held.clone(), id.to_owned());
    let removed = async move |tx: &mut Tx<'_>| {
        let tenant = inner.tenant();
        let user = admitted(tx.user_find_locked(tenant, &held.token.user).await?, &held)?;
        let known = tx.authenticator_list(tenant, &user.id).await?;
        if !held.is_access_token() || is_enrolled(&known) && !proof::shows_second_factor(tx, tenant, &held.proof, &known).await? {
            return Err(FlowError::InvalidBearer);
        }
        held.require("remove:authenticators")?;
        let id = WireId::parse(&id).ok_or(FlowError::AuthenticatorNotFound)?;
        Ok(take_away(tx, &inner, &client, &user.id, &id, Kept::Transaction(&held.token.transaction)).await?)
    };
    let is_removed = ctx.app.store.tx(removed).await?;
    ctx.wake();
    if is_removed { Ok(()) } else { Err(FlowError::AuthenticatorNotFound) }
}

/// Takes an authenticator from its owner, with what depends on it, and tells them; false when it is not theirs.
///
/// Whatever was shown before ends with it, and all that this earned: codes, logins, sessions but for the one that asked (`kept`), tokens
/// of the MFA API, refresh tokens, remembered browsers.
pub(super) async fn take_away(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    client: &Client,
    user: &UserId,
    id: &WireId,
    kept: Kept<'_>,
) -> Result<bool, StoreError> {
    let tenant = ctx.tenant();
    let Some(person) = tx.user_find_locked(tenant, user).await? else { return Ok(false) };
    let Some(found) = tx.authenticator_find(tenant, user, &id.device).await? else { return Ok(false) };
    if !found.has_role(id.role) {
        return Ok(false);
    }
    tx.authenticator_delete(tenant, user, &id.device).await?;
    let remaining = tx.authenticator_list(tenant, user).await?;
    if !is_enrolled(&remaining) {
        // A recovery code alone is a way back to nothing (Auth0: a dependent factor), and what was never
        // confirmed goes with it.
        for orphan in &remaining {
            tx.authenticator_delete(tenant, user, &orphan.id).await?;
        }
    }
    if found.is_active() {
        tx.user_proofs_end(tenant, user, kept, ctx.now).await?;
    }
    let details = record::guardian_details(ctx, &found, id.role);
    let mut event = record::event(ctx, EventType::Unenroll).client(client).described("Guardian - Device removed").details(details);
    event.user_id = user.to_string();
    record::write(tx, ctx, &event).await?;
    if let Some(notice) = farewell(&found) {
        notify::notice(tx, ctx, Some(client), &person, &notice, &[&found]).await?;
    }
    Ok(true)
}

/// What a first factor leaves in place.
#[derive(Clone, Copy, Default)]
pub(super) struct Left<'a> {
    /// The recovery code that was shown with it.
    pub(super) recovery: Option<&'a DeviceId>,
    /// The session on whose page it was bound.
    pub(super) session: Option<&'a [u8; 32]>,
}

/// Binding a user's first factor ends what a password alone had earned: recovery codes, known browsers, sessions, codes and refresh
/// tokens. `known` are the authenticators as they were before.
pub(super) async fn begin_anew(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    user: &UserId,
    known: &[Authenticator],
    left: Left<'_>,
) -> Result<(), StoreError> {
    if is_enrolled(known) {
        return Ok(());
    }
    let tenant = ctx.tenant();
    for one in known.iter().filter(|one| one.kind == Kind::RecoveryCode && Some(&one.id) != left.recovery) {
        tx.authenticator_delete(tenant, user, &one.id).await?;
    }
    tx.browsers_forget(tenant, user).await?;
    tx.user_sign_out(tenant, user, left.session, ctx.now).await
}

/// What the user is told of it. What was never confirmed was no factor of theirs.
fn farewell(removed: &Authenticator) -> Option<Notice> {
    match &removed.kind {
        Kind::Phone { number, .. } if removed.is_active() => Some(Notice::PhoneRemoved { number: number.clone() }),
        Kind::Totp if removed.is_active() => Some(Notice::AuthenticatorAppRemoved),
        _ => None,
    }
}
