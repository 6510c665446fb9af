//! A phone on a page: a new one is named, a bound one is challenged, a code is asked for again or by the other way, and typed.
//!
//! The message is written in the transaction that moves the login on ([`crate::flow::challenge::send`]), so of two clicks one
//! message leaves. Earlier codes stay good until their own end: neither the back button nor a second message kills one.

use ringfence_core::authenticator::{Authenticator, Kind};
use ringfence_core::challenge::Action;
use ringfence_core::delivery::Channel;
use ringfence_core::id::DeviceId;
use ringfence_core::login::{PhoneAsked, Purpose};
use ringfence_core::phone::PhoneNumber;
use ringfence_core::proof::SecondFactor;
use ringfence_core::ticket::{Factor, TicketError};
use ringfence_store::Tx;

use crate::ctx::Ctx;
use crate::flow::challenge::{self, Binding, Order};
use crate::flow::error::FlowError;
use crate::flow::login::finish::Finish;
use crate::flow::login::recovery::{self, NewRecovery};
use crate::flow::login::{self, Next, Stage, Truth, advance};
use crate::flow::verify::{Answered, Verdict};
use crate::flow::visit::Visit;

/// A new number, as it was typed, with the country that was chosen beside it.
pub async fn enroll(ctx: &Ctx, stage: Stage, typed: &str, region: Option<&str>, channel: Channel) -> Result<Next, FlowError> {
    if !stage.methods.channels.contains(&channel) || !login::allows(&stage, Factor::Phone) {
        return Err(FlowError::ChannelNotEnabled(channel.as_str().to_owned()));
    }
    let number = ctx.app.settings.phone.admit_from(typed, region, channel)?;
    let user = stage.user_id()?;
    if stage.methods.phones.iter().any(|phone| phone.phone_number() == Some(&number)) {
        return Err(FlowError::PhoneInUse);
    }
    if let Some(asked) = stage.login.phone.clone().filter(|asked| asked.action == Action::Enrollment)
        && let Some(begun) = find(ctx, &stage, &asked.device).await?.filter(|begun| begun.phone_number() == Some(&number))
    {
        // The same number again: a form sent twice, or somebody who came back to it.
        if asked.channel == channel && !may_send(ctx, &stage, channel, &asked.device).await?.is_zero() {
            return stage.next();
        }
        return send(ctx, stage, begun, number, channel, Action::Enrollment, None).await;
    }
    let phone = Authenticator {
        id: DeviceId::random(&*ctx.app.dice),
        user,
        kind: Kind::Phone { number: number.clone(), channel },
        confirmed_at: None,
        created_at: ctx.now,
        last_used_at: None,
    };
    // The recovery code is drawn once the phone is bound: it is shown then, and nobody else can have left one behind.
    let binding = Binding { recovery: None, proof: stage.proof()? };
    send(ctx, stage, phone, number, channel, Action::Enrollment, Some(binding)).await
}

/// A code for a bound phone.
pub async fn challenge(ctx: &Ctx, stage: Stage, device: &str, channel: Channel) -> Result<Next, FlowError> {
    if !stage.methods.channels.contains(&channel) {
        return Err(FlowError::ChannelNotEnabled(channel.as_str().to_owned()));
    }
    let phone = stage.methods.phones.iter().find(|phone| phone.id.as_str() == device).cloned().ok_or(FlowError::AuthenticatorNotFound)?;
    let is_asked = stage.login.phone.as_ref().is_some_and(|asked| asked.device == phone.id && asked.channel == channel);
    if is_asked && !may_send(ctx, &stage, channel, &phone.id).await?.is_zero() {
        return stage.next();
    }
    let wait = may_send(ctx, &stage, channel, &phone.id).await?;
    if !wait.is_zero() {
        return Err(FlowError::ResendTooSoon { channel, wait });
    }
    let number = phone.phone_number().cloned().ok_or(FlowError::AuthenticatorNotFound)?;
    send(ctx, stage, phone, number, channel, Action::Verification, None).await
}

/// Another message to the phone that was asked last, by the same way or by another.
pub async fn resend(ctx: &Ctx, stage: Stage, channel: Channel) -> Result<Next, FlowError> {
    let asked = stage.login.phone.clone().ok_or(FlowError::LoginSuperseded)?;
    if !stage.methods.channels.contains(&channel) {
        return Err(FlowError::ChannelNotEnabled(channel.as_str().to_owned()));
    }
    let wait = may_send(ctx, &stage, channel, &asked.device).await?;
    if !wait.is_zero() {
        return Err(FlowError::ResendTooSoon { channel, wait });
    }
    let phone = find(ctx, &stage, &asked.device).await?.ok_or(FlowError::AuthenticatorNotFound)?;
    let number = phone.phone_number().cloned().ok_or(FlowError::AuthenticatorNotFound)?;
    send(ctx, stage, phone, number, channel, asked.action, None).await
}

/// How long until a message may go that way; a message that failed made nobody wait.
async fn may_send(ctx: &Ctx, stage: &Stage, channel: Channel, device: &DeviceId) -> Result<std::time::Duration, FlowError> {
    let wait = stage.login.wait(channel, device, ctx.now);
    let was_last = |asked: &PhoneAsked| asked.channel == channel && asked.device == *device;
    if !wait.is_zero() && stage.login.phone.as_ref().is_some_and(was_last) && login::truth(ctx, &stage.login).await? == Some(Truth::Failed)
    {
        return Ok(std::time::Duration::ZERO);
    }
    Ok(wait)
}

/// What the code page shows: the wait before the same way may be tried again.
pub async fn resend_wait(ctx: &Ctx, stage: &Stage) -> Result<std::time::Duration, FlowError> {
    match &stage.login.phone {
        Some(asked) => may_send(ctx, stage, asked.channel, &asked.device).await,
        None => Ok(std::time::Duration::ZERO),
    }
}

async fn find(ctx: &Ctx, stage: &Stage, device: &DeviceId) -> Result<Option<Authenticator>, FlowError> {
    let (tenant, user, device) = (ctx.tenant().clone(), stage.user_id()?, device.clone());
    Ok(ctx.app.store.read(async move |tx: &mut Tx<'_>| tx.authenticator_find(&tenant, &user, &device).await).await?)
}

async fn send(
    ctx: &Ctx,
    mut stage: Stage,
    phone: Authenticator,
    number: PhoneNumber,
    channel: Channel,
    action: Action,
    binding: Option<Binding>,
) -> Result<Next, FlowError> {
    let ctx = &ctx.concerning(stage.user.as_ref());
    let asked = |delivery| PhoneAsked { device: phone.id.clone(), number: number.masked(), channel, action, delivery, sent_at: ctx.now };
    let order = Order {
        client: stage.client.clone(),
        transaction: stage.login.transaction.clone(),
        user: stage.user_id()?,
        authenticator: phone.clone(),
        number: number.clone(),
        channel,
        action,
        binding,
        login: Some(stage.login.clone()),
    };
    let sent = challenge::send(ctx, order).await?;
    stage.login = stage.login.with_message(asked(sent.delivery));
    stage.next()
}

/// The code comes back.
pub async fn verify(ctx: &Ctx, visit: &Visit, stage: Stage, typed: &str, remembers_browser: bool) -> Result<Next, FlowError> {
    let asked = stage.login.phone.clone().ok_or(FlowError::LoginSuperseded)?;
    let user = stage.user.clone().ok_or(FlowError::NoSuchLogin)?;
    let ctx = &ctx.concerning(Some(&user));
    let answered = Answered {
        ctx: ctx.clone(),
        client: stage.client.clone(),
        user: user.id.clone(),
        proof: stage.proof()?,
        transaction: stage.login.transaction.clone(),
        device: asked.device,
        channel: asked.channel,
        recovery: None,
        session: stage.person()?.session,
        typed: typed.to_owned(),
    };
    let action = asked.action;
    let step = Passed::new(ctx, visit, stage, user, remembers_browser);
    let verified = async move |tx: &mut Tx<'_>| {
        if !tx.login_lock(step.finish.ctx.tenant(), &step.finish.login).await? {
            return Err(FlowError::LoginSuperseded);
        }
        match answered.judge(tx).await? {
            Verdict::Right(proven) => Ok(Ok(step.write(tx, proven.proof.second, action == Action::Enrollment).await?)),
            Verdict::Refused(refusal, _) => Ok(Err(refusal.into())),
            Verdict::AlreadyEnrolled => Ok(Err(FlowError::AlreadyEnrolled)),
            Verdict::UserGone => Ok(Err(FlowError::NoSuchLogin)),
        }
    };
    ctx.app.store.tx(verified).await??.next()
}

/// A second factor was shown: what the login becomes, by whichever factor.
pub(super) struct Passed {
    pub(super) finish: Finish,
    recovery: NewRecovery,
}

impl Passed {
    pub(super) fn new(ctx: &Ctx, visit: &Visit, stage: Stage, user: ringfence_core::user::User, remembers_browser: bool) -> Self {
        let recovery = NewRecovery::draw(ctx, &user.id);
        let mut finish = Finish::new(ctx, visit, &stage, user);
        finish.login.remembers_browser |= remembers_browser;
        Self { finish, recovery }
    }

    /// In the transaction that judged the proof.
    pub(super) async fn write(
        &self,
        tx: &mut Tx<'_>,
        shown: Option<SecondFactor>,
        has_enrolled: bool,
    ) -> Result<login::Advanced, FlowError> {
        let (tenant, user) = (self.finish.ctx.tenant(), &self.finish.user.id);
        let mut after = self.finish.login.clone();
        if let (Purpose::Ticket { hash, .. }, true) = (&after.purpose, has_enrolled)
            && !tx.ticket_use(tenant, hash, self.finish.ctx.now).await?
        {
            // In another browser somebody was faster: what was bound here a moment ago is taken back with the transaction.
            return Err(TicketError::Used.into());
        }
        after.second_factor = shown;
        after.has_enrolled |= has_enrolled;
        after.phone = None;
        after.otp = None;
        let known = tx.authenticator_list(tenant, user).await?;
        after.recovery = recovery::to_show(tx, &self.finish.ctx, &self.recovery, &known).await?;
        let finish = self.finish.with(after);
        advance(tx, &finish, &known).await
    }
}
