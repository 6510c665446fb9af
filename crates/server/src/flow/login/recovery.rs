//! Recovery codes on pages: shown once a factor is bound and good only once the user has said to have written it down; typed
//! in place of a lost phone, and then replaced.
//!
//! Whoever leaves before confirming has no recovery code, and is shown another one at the next sign-in.

use ringfence_core::authenticator::{Authenticator, Kind};
use ringfence_core::id::{DeviceId, UserId};
use ringfence_core::login::{Login, RecoveryShown};
use ringfence_core::recovery::{self, RecoveryCode};
use ringfence_store::{StoreError, Tx};

use crate::ctx::Ctx;
use crate::flow::error::FlowError;
use crate::flow::login::finish::Finish;
use crate::flow::login::{self, Next, Stage, advance};
use crate::flow::recover::{self, Answered};
use crate::flow::verify::Verdict;
use crate::flow::visit::Visit;

/// Drawn beforehand, for a transaction that may run twice.
pub(in crate::flow) struct NewRecovery {
    row: Authenticator,
    code: RecoveryCode,
    hash: [u8; 32],
}

impl NewRecovery {
    pub(in crate::flow) fn draw(ctx: &Ctx, user: &UserId) -> Self {
        let code = RecoveryCode::draw(&*ctx.app.dice);
        let row = Authenticator {
            id: DeviceId::random(&*ctx.app.dice),
            user: user.clone(),
            kind: Kind::RecoveryCode,
            confirmed_at: None,
            created_at: ctx.now,
            last_used_at: None,
        };
        Self { hash: recovery::hash(code.as_str(), ctx.tenant(), user, &ctx.app.keys()), row, code }
    }
}

/// The code that a user without one is to write down.
pub(in crate::flow) async fn to_show(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    new: &NewRecovery,
    known: &[Authenticator],
) -> Result<Option<RecoveryShown>, StoreError> {
    let has_one = known.iter().any(|one| one.kind == Kind::RecoveryCode && one.is_active());
    if has_one || !ctx.settings().recovery_code_enabled {
        return Ok(None);
    }
    tx.authenticator_insert(ctx.tenant(), &new.row, Some(&new.hash)).await?;
    Ok(Some(RecoveryShown { device: Some(new.row.id.clone()), replaces: None, code: new.code.as_str().to_owned() }))
}

/// The user says to have written it down. From here on it is the one that counts, whatever other windows have shown.
pub async fn confirm(ctx: &Ctx, visit: &Visit, stage: Stage) -> Result<Next, FlowError> {
    let shown = stage.login.recovery.clone().ok_or(FlowError::LoginSuperseded)?;
    let user = stage.user.clone().ok_or(FlowError::NoSuchLogin)?;
    let (ctx, proof) = (&ctx.concerning(Some(&user)), stage.proof()?);
    let again = NewRecovery::draw(ctx, &user.id);
    let code_hash = recovery::hash(&shown.code, ctx.tenant(), &user.id, &ctx.app.keys());
    let finish = Finish::new(ctx, visit, &stage, user);
    let confirmed = async move |tx: &mut Tx<'_>| {
        let (tenant, user, now) = (finish.ctx.tenant(), &finish.user.id, finish.ctx.now);
        if !tx.login_lock(tenant, &finish.login).await? {
            return Err(FlowError::LoginSuperseded);
        }
        tx.user_find_locked(tenant, user).await?.filter(|user| proof.stands_for(user)).ok_or(FlowError::NoSuchLogin)?;
        let known = tx.authenticator_list(tenant, user).await?;
        let mut after = Login { recovery: None, ..finish.login.clone() };
        match (&shown.replaces, &shown.device) {
            (Some(used), _) => {
                // Used by another login meanwhile: what it proved here is worth nothing any more.
                if !tx.recovery_code_take(tenant, user, used, &code_hash, now).await? {
                    return Err(FlowError::LoginExpired { again: login::again(&finish.login) });
                }
            }
            (None, Some(device)) if known.iter().any(|one| one.id == *device) => {
                for other in known.iter().filter(|one| one.kind == Kind::RecoveryCode && one.is_active() && one.id != *device) {
                    tx.authenticator_delete(tenant, user, &other.id).await?;
                }
                tx.authenticator_confirm(tenant, user, device, now).await?;
            }
            // Gone with a factor that was bound elsewhere, or renewed: what was kept is not the code. Another is shown, if one is needed.
            (None, _) => after.recovery = to_show(tx, &finish.ctx, &again, &known).await?,
        }
        let known = tx.authenticator_list(tenant, user).await?;
        advance(tx, &finish.with(after), &known).await
    };
    ctx.app.store.tx(confirmed).await?.next()
}

/// A recovery code in place of the factor.
pub async fn challenge(ctx: &Ctx, visit: &Visit, stage: Stage, typed: &str) -> Result<Next, FlowError> {
    let user = stage.user.clone().ok_or(FlowError::NoSuchLogin)?;
    let ctx = &ctx.concerning(Some(&user));
    let answered = Answered::new(ctx, &stage.client, &user.id, stage.proof()?, typed);
    let finish = Finish::new(ctx, visit, &stage, user);
    let judged = async move |tx: &mut Tx<'_>| {
        let tenant = finish.ctx.tenant();
        if !tx.login_lock(tenant, &finish.login).await? {
            return Err(FlowError::LoginSuperseded);
        }
        match answered.judge_for_page(tx).await? {
            Verdict::Right(proven) => {
                let code = answered.next.as_str().to_owned();
                let recovery = Some(RecoveryShown { device: None, replaces: Some(answered.typed_hash), code });
                let after = Login { second_factor: proven.proof.second, phone: None, recovery, ..finish.login.clone() };
                let known = tx.authenticator_list(tenant, &proven.user.id).await?;
                Ok(Ok(advance(tx, &finish.with(after), &known).await?))
            }
            Verdict::Refused(refusal, _) => Ok(Err(recover::refused(refusal))),
            Verdict::AlreadyEnrolled | Verdict::UserGone => Ok(Err(FlowError::NoSuchLogin)),
        }
    };
    ctx.app.store.tx(judged).await??.next()
}
