//! A person's own factors, on a page: what is bound, and taking it away. Adding one is a login of its own
//! ([`ringfence_core::login::Purpose::Account`]).
//!
//! Whoever has a second factor shows it first, a quarter of an hour ago at most (NIST SP 800-63B-4 §4.1.2: binding and
//! unbinding need the account's highest level); the telephone number that is taken away and the mailbox are told.

use ringfence_core::authenticator::{Authenticator, Kind, WireId, is_enrolled};
use ringfence_core::id::LoginId;
use ringfence_core::login::SECOND_FACTOR_WINDOW;
use ringfence_core::mail::Notice;
use ringfence_core::proof::SecondFactor;
use ringfence_core::session::Session;
use ringfence_core::user::User;
use ringfence_store::{Kept, StoreError, Tx};

use crate::ctx::Ctx;
use crate::flow::authorize::is_still_signed_in;
use crate::flow::enroll;
use crate::flow::error::FlowError;
use crate::flow::login::recovery::{self, NewRecovery};
use crate::flow::login::{self, nameless};
use crate::flow::notify;
use crate::flow::visit::{self, Visit};

pub struct Account {
    pub user: User,
    pub session: Session,
    /// The second factor that was shown lately; `None` where none is bound.
    pub shown: Option<SecondFactor>,
    /// Bound ones only.
    pub authenticators: Vec<Authenticator>,
    pub remembered_browsers: u64,
}

pub enum Opened {
    Account(Box<Account>),
    /// Nobody is signed in here.
    SignedOut,
    /// Somebody is, and has not shown their second factor lately.
    Unproven(Box<Session>),
}

pub async fn open(ctx: &Ctx, visit: &Visit) -> Result<Opened, FlowError> {
    let Some((session, user)) = visit::session(ctx, visit).await? else { return Ok(Opened::SignedOut) };
    let (tenant, id, now) = (ctx.tenant().clone(), user.id.clone(), ctx.now);
    let read = async move |tx: &mut Tx<'_>| {
        let known = tx.authenticator_list(&tenant, &id).await?;
        Ok::<_, StoreError>((known, tx.browsers_remembered(&tenant, &id, now).await?))
    };
    let (known, remembered_browsers) = ctx.app.store.read(read).await?;
    let shown = shown_lately(ctx, &session, &known);
    if is_enrolled(&known) && shown.is_none() {
        return Ok(Opened::Unproven(Box::new(session)));
    }
    let authenticators = known.into_iter().filter(Authenticator::is_active).collect();
    Ok(Opened::Account(Box::new(Account { user, session, shown, authenticators, remembered_browsers })))
}

fn shown_lately(ctx: &Ctx, session: &Session, known: &[Authenticator]) -> Option<SecondFactor> {
    let counts = |second: &&SecondFactor| ctx.now.since(second.at) < SECOND_FACTOR_WINDOW && second.is_bound(known);
    session.second_factor.as_ref().filter(counts).cloned()
}

/// Removes one of the person's own authenticators. The session in which they do it goes on; all others end.
pub async fn remove(ctx: &Ctx, account: &Account, id: &str) -> Result<(), FlowError> {
    let id = WireId::parse(id).ok_or(FlowError::AuthenticatorNotFound)?;
    let (inner, user, acting) = (ctx.concerning(Some(&account.user)), account.user.clone(), account.session.hash);
    let removed = async move |tx: &mut Tx<'_>| {
        // What the page was opened with is judged again under the user's lock.
        if !is_still_signed_in(tx, inner.tenant(), &user, &acting).await? {
            return Ok(false);
        }
        let known = tx.authenticator_list(inner.tenant(), &user.id).await?;
        let session = tx.session_find(inner.tenant(), &acting).await?;
        if is_enrolled(&known) && session.and_then(|session| shown_lately(&inner, &session, &known)).is_none() {
            return Ok(false);
        }
        enroll::take_away(tx, &inner, &nameless(&inner), &user.id, &id, Kept::Session(&acting)).await
    };
    let is_removed = ctx.app.store.tx(removed).await?;
    ctx.wake();
    if is_removed { Ok(()) } else { Err(FlowError::AuthenticatorNotFound) }
}

/// From here on every browser asks for the second factor again.
pub async fn forget_browsers(ctx: &Ctx, account: &Account) -> Result<(), FlowError> {
    let (tenant, user) = (ctx.tenant().clone(), account.user.id.clone());
    ctx.app.store.tx(async move |tx: &mut Tx<'_>| tx.browsers_forget(&tenant, &user).await).await?;
    Ok(())
}

/// Takes the recovery code away and begins a login that shows a new one: good once it is said to be kept, as ever.
/// Whoever has no factor gets none: it would wait for the person who enrolls later, in the hands of whoever knew the password first.
pub async fn renew_recovery_code(ctx: &Ctx, visit: &Visit, account: &Account) -> Result<LoginId, FlowError> {
    if !is_enrolled(&account.authenticators) || !ctx.settings().recovery_code_enabled {
        return Err(FlowError::AuthenticatorNotFound);
    }
    let login = login::begin_for_account(ctx, visit, None, &account.session, account.shown.clone()).await?;
    let renewed = NewRecovery::draw(ctx, &account.user.id);
    let (inner, user) = (ctx.concerning(Some(&account.user)), account.user.clone());
    let id = login.id.clone();
    let replaced = async move |tx: &mut Tx<'_>| {
        let (tenant, mut login) = (inner.tenant(), login.clone());
        if !tx.login_lock(tenant, &login).await? {
            return Err(FlowError::LoginSuperseded);
        }
        let now = tx.user_find_locked(tenant, &user.id).await?;
        if !now.is_some_and(|now| login.person.as_ref().is_some_and(|person| person.is_still(&now))) {
            return Err(FlowError::NoSuchLogin);
        }
        let known = tx.authenticator_list(tenant, &user.id).await?;
        // Without a factor there is nothing to recover, and a code that a password alone could make would be a way past the first one.
        if !is_enrolled(&known) || !inner.settings().recovery_code_enabled {
            return Err(FlowError::AuthenticatorNotFound);
        }
        if !login.second_factor.as_ref().is_some_and(|second| second.is_bound(&known)) {
            return Err(FlowError::NoSuchLogin);
        }
        if let Some(refusal) = enroll::bounds::take(tx, &inner, &user.id).await? {
            return Err(refusal.into());
        }
        for old in known.iter().filter(|one| one.kind == Kind::RecoveryCode) {
            tx.authenticator_delete(tenant, &user.id, &old.id).await?;
        }
        let rest: Vec<Authenticator> = known.into_iter().filter(|one| one.kind != Kind::RecoveryCode).collect();
        login.recovery = recovery::to_show(tx, &inner, &renewed, &rest).await?;
        tx.login_save(tenant, &login).await?;
        notify::notice(tx, &inner, None, &user, &Notice::RecoveryCodeReplaced, &[]).await?;
        Ok(())
    };
    ctx.app.store.tx(replaced).await?;
    ctx.wake();
    Ok(id)
}
