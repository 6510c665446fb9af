//! An authenticator app on a page: its secret is shown, its first code binds it, later ones are a second factor.

use ringfence_core::id::DeviceId;
use ringfence_core::login::OtpAsked;
use ringfence_core::ticket::Factor;
use ringfence_store::{StoreError, Tx};

use crate::ctx::Ctx;
use crate::flow::enroll::{self, AppOrder};
use crate::flow::error::FlowError;
use crate::flow::login::phone::Passed;
use crate::flow::login::{self, Next, Stage};
use crate::flow::otp::{self, Answered};
use crate::flow::verify::Verdict;
use crate::flow::visit::Visit;

/// Draws the secret the first time, and shows the same one however often the page is looked at.
pub async fn begin(ctx: &Ctx, stage: Stage) -> Result<OtpAsked, FlowError> {
    if let Some(asked) = &stage.login.otp
        && is_begun(ctx, &stage, &asked.device).await?
    {
        return Ok(asked.clone());
    }
    if !login::allows(&stage, Factor::Otp) {
        return Err(FlowError::OtpNotEnabled);
    }
    let user = stage.user.clone().ok_or(FlowError::NoSuchLogin)?;
    let (ctx, proof) = (ctx.concerning(Some(&user)), stage.proof()?);
    let app = ctx.app.clone();
    let begun = async move |tx: &mut Tx<'_>| {
        let tenant = ctx.tenant();
        if !tx.login_lock(tenant, &stage.login).await? {
            return Ok::<_, StoreError>(Err(FlowError::LoginSuperseded));
        }
        let user = tx.user_find_locked(tenant, &user.id).await?.filter(|user| proof.stands_for(user));
        let Some(user) = user else { return Ok(Err(FlowError::NoSuchLogin)) };
        let transaction = &stage.login.transaction;
        let order = AppOrder { client: &stage.client, user: &user, transaction, proof: &proof, with_recovery: false };
        let begun = match enroll::begin_totp(tx, &ctx, order).await? {
            Ok(begun) => begun,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let asked = OtpAsked { device: begun.device, secret: begun.secret.base32().to_string(), uri: begun.uri.to_string() };
        let mut login = stage.login.clone();
        login.otp = Some(asked.clone());
        tx.login_save(tenant, &login).await?;
        Ok(Ok(asked))
    };
    app.store.tx(begun).await?
}

/// It goes when another window binds a factor.
async fn is_begun(ctx: &Ctx, stage: &Stage, device: &DeviceId) -> Result<bool, FlowError> {
    let (tenant, user, device) = (ctx.tenant().clone(), stage.person()?.user.clone(), device.clone());
    let read = async move |tx: &mut Tx<'_>| tx.authenticator_find(&tenant, &user, &device).await;
    Ok(ctx.app.store.read(read).await?.is_some())
}

/// A code of the app; `is_enrolling` binds the one that was begun here.
pub async fn verify(
    ctx: &Ctx,
    visit: &Visit,
    stage: Stage,
    typed: &str,
    remembers_browser: bool,
    is_enrolling: bool,
) -> Result<Next, FlowError> {
    let user = stage.user.clone().ok_or(FlowError::NoSuchLogin)?;
    let ctx = &ctx.concerning(Some(&user));
    let answered = Answered {
        ctx: ctx.clone(),
        client: stage.client.clone(),
        user: user.id.clone(),
        proof: stage.proof()?,
        transaction: stage.login.transaction.clone(),
        session: stage.person()?.session,
        typed: typed.to_owned(),
    };
    let step = Passed::new(ctx, visit, stage, user, remembers_browser);
    let verified = async move |tx: &mut Tx<'_>| {
        if !tx.login_lock(step.finish.ctx.tenant(), &step.finish.login).await? {
            return Err(FlowError::LoginSuperseded);
        }
        match answered.judge(tx).await? {
            Verdict::Right(proven) => Ok(Ok(step.write(tx, proven.proof.second, is_enrolling).await?)),
            Verdict::Refused(refusal, _) => Ok(Err(otp::refused(refusal))),
            Verdict::AlreadyEnrolled => Ok(Err(FlowError::AlreadyEnrolled)),
            Verdict::UserGone => Ok(Err(FlowError::NoSuchLogin)),
        }
    };
    ctx.app.store.tx(verified).await??.next()
}
