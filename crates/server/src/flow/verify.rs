//! A code comes back: `grant_type=http://auth0.com/oauth/grant-type/mfa-oob`.
//!
//! 1. `mfa_token` and `oob_code` must be ours, this client's, unexpired and of one transaction;
//! 2. in one transaction, under the user's lock: is the bucket of wrong codes empty; which open challenge
//!    does the code answer ([`ringfence_core::challenge::judge`]); the right one uses up all of them, a wrong one costs a token
//!    of the bucket. A refusal is committed like a success: it must be remembered;
//! 3. after the commit the tokens are signed.

use std::time::Duration;

use ringfence_core::authenticator::{Authenticator, Kind, Role, is_enrolled};
use ringfence_core::challenge::{Action, ChallengeError, OpenChallenge, judge};
use ringfence_core::client::Client;
use ringfence_core::delivery::Channel;
use ringfence_core::event::EventType;
use ringfence_core::id::{DeviceId, TransactionId, UserId};
use ringfence_core::mail::Notice;
use ringfence_core::proof::{Proof, SecondFactor};
use ringfence_core::token::OobCode;
use ringfence_core::user::User;
use ringfence_store::{StoreError, Tx};

use crate::ctx::Ctx;
use crate::flow::enroll;
use crate::flow::error::FlowError;
use crate::flow::notify;
use crate::flow::proof::{self, Held};
use crate::flow::record::{self, About};
use crate::flow::sign_in;
use crate::flow::token::{self, Grant, TokenSet};

pub struct Answer {
    pub mfa_token: String,
    pub oob_code: String,
    pub binding_code: String,
}

pub async fn with_code(ctx: &Ctx, client: &Client, answer: Answer) -> Result<TokenSet, FlowError> {
    let (held, oob) = match admit(ctx, client, &answer) {
        Ok(admitted) => admitted,
        Err(problem) => {
            let event = record::event(ctx, EventType::OobExchangeFailed).client(client).described(problem.to_string());
            record::write_alone(ctx, event).await?;
            return Err(problem);
        }
    };
    let audience = token::audience(ctx, held.token.audience.as_deref()).await?;
    let grant = Grant::new(ctx, client, &audience, &held.token.scope);
    let answered = Answered {
        ctx: ctx.clone(),
        client: client.clone(),
        proof: held.proof,
        user: oob.user,
        transaction: oob.transaction,
        device: oob.device,
        channel: oob.channel,
        recovery: oob.recovery,
        session: None,
        typed: answer.binding_code,
    };
    let work = (answered, grant.clone());
    let exchanged = async move |tx: &mut Tx<'_>| {
        let (answered, grant) = &work;
        let (ctx, client) = (&answered.ctx, &answered.client);
        let verdict = answered.judge(tx).await?;
        match &verdict {
            Verdict::Right(proven) => {
                grant.store(tx, ctx, client, proven).await?;
                sign_in::count(tx, ctx, client, &proven.user, Some(EventType::OobExchange)).await?;
            }
            Verdict::Refused(refusal, user) => {
                let exchange = record::event(ctx, EventType::OobExchangeFailed).client(client).user(user).described(refusal.words());
                record::write(tx, ctx, &exchange).await?;
            }
            Verdict::AlreadyEnrolled | Verdict::UserGone => {}
        }
        Ok::<_, FlowError>(verdict)
    };
    let verdict = ctx.app.store.tx(exchanged).await?;
    ctx.wake();
    match verdict {
        Verdict::Right(proven) => Ok(grant.sign(ctx, client, &proven)),
        Verdict::Refused(refusal, _) => Err(refusal.into()),
        Verdict::AlreadyEnrolled => Err(FlowError::AlreadyEnrolled),
        Verdict::UserGone => Err(FlowError::MalformedMfaToken),
    }
}

/// Step 1: ours, this client's, unexpired, and of one transaction.
fn admit(ctx: &Ctx, client: &Client, answer: &Answer) -> Result<(Held, OobCode), FlowError> {
    let held = proof::of_parameter(ctx, client, &answer.mfa_token)?;
    let oob = OobCode::open(&answer.oob_code, ctx.tenant(), &ctx.app.keys()).map_err(|_| FlowError::MalformedOobCode)?;
    if oob.transaction != held.token.transaction || oob.user != held.token.user || oob.client != client.id {
        return Err(FlowError::OobCodeOfAnotherTransaction);
    }
    if answer.binding_code.is_empty() {
        return Err(FlowError::MissingParameter("binding_code"));
    }
    if oob.expires_at <= ctx.now {
        return Err(FlowError::OobCodeExpired);
    }
    Ok((held, oob))
}

pub enum Verdict {
    Right(Box<Proven>),
    Refused(Refusal, Box<User>),
    AlreadyEnrolled,
    /// The user was deleted, or the first factor counts no longer.
    UserGone,
}

/// Somebody, and what they have shown.
#[derive(Clone)]
pub struct Proven {
    pub user: User,
    pub proof: Proof,
}

/// Remembered like a success: it is counted and stands in the log.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// By an administrator; it counts as no wrong code.
    Blocked,
    Wrong,
    Expired,
    TooMany {
        wait: Duration,
    },
    /// The user has as many factors as anybody may have.
    TooManyFactors {
        most: u32,
    },
    /// The user has bound too many factors lately.
    TooManyChanges {
        wait: Duration,
    },
}

impl Refusal {
    pub fn words(self) -> &'static str {
        match self {
            Self::Blocked => "user is blocked",
            Self::Wrong => "Wrong code",
            Self::Expired => "The code has expired",
            Self::TooMany { .. } => "Too many failed codes",
            Self::TooManyFactors { .. } => "The user has as many factors as one may have",
            Self::TooManyChanges { .. } => "The user has bound too many factors lately",
        }
    }
}

impl From<Refusal> for FlowError {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Blocked => Self::UserBlocked,
            Refusal::Wrong => Self::WrongBindingCode,
            Refusal::Expired => Self::OobCodeExpired,
            Refusal::TooMany { wait } => Self::TooManyWrongCodes { wait },
            Refusal::TooManyFactors { most } => Self::TooManyFactors { most },
            Refusal::TooManyChanges { wait } => Self::TooManyFactorChanges { wait },
        }
    }
}

/// A typed code, and what it is the answer to; by the API or on a page.
pub struct Answered {
    pub ctx: Ctx,
    pub client: Client,
    pub user: UserId,
    pub proof: Proof,
    pub transaction: TransactionId,
    pub device: DeviceId,
    pub channel: Channel,
    /// The recovery code that was shown with this enrollment.
    pub recovery: Option<DeviceId>,
    /// The session that stands for the password on a page; it outlives the binding of a first factor.
    pub session: Option<[u8; 32]>,
    pub typed: String,
}

impl Answered {
    /// Step 2, in the caller's transaction, which adds what its own door gives for a right code.
    pub async fn judge(&self, tx: &mut Tx<'_>) -> Result<Verdict, StoreError> {
        let (ctx, tenant) = (&self.ctx, self.ctx.tenant());
        let Some(user) = tx.user_find_locked(tenant, &self.user).await? else { return Ok(Verdict::UserGone) };
        if user.is_blocked {
            sign_in::refuse(tx, ctx, &self.client, &user).await?;
            return Ok(Verdict::Refused(Refusal::Blocked, Box::new(user)));
        }
        if !self.proof.stands_for(&user) {
            return Ok(Verdict::UserGone);
        }
        let bucket = ctx.app.settings.limits.wrong_codes();
        let full_at = tx.bucket_full_at(tenant, bucket.kind, user.id.as_str()).await?;
        if bucket.is_empty(full_at, ctx.now) {
            let wait = bucket.wait(full_at, ctx.now);
            return self.refuse(tx, user, EventType::OtpRateLimitExceed, Refusal::TooMany { wait }).await;
        }
        let open = tx.challenges_open(tenant, &self.transaction).await?;
        match judge(&open, &self.device, &self.typed, ctx.now, &ctx.app.keys()) {
            Ok(answered) => self.accept(tx, user, answered).await,
            Err(ChallengeError::Expired) => self.refuse(tx, user, EventType::AuthFailed, Refusal::Expired).await,
            // A code that was right once is wrong the second time, and counts as such.
            Err(ChallengeError::WrongCode | ChallengeError::AlreadyUsed) => self.count_wrong(tx, user).await,
        }
    }

    async fn count_wrong(&self, tx: &mut Tx<'_>, user: User) -> Result<Verdict, StoreError> {
        let bucket = self.ctx.app.settings.limits.wrong_codes();
        tx.bucket_take(self.ctx.tenant(), &bucket, user.id.as_str(), self.ctx.now).await?;
        self.refuse(tx, user, EventType::AuthFailed, Refusal::Wrong).await
    }

    async fn accept(&self, tx: &mut Tx<'_>, user: User, answered: &OpenChallenge) -> Result<Verdict, StoreError> {
        let (ctx, tenant) = (&self.ctx, self.ctx.tenant());
        if answered.action == Action::Enrollment {
            let known = tx.authenticator_list(tenant, &user.id).await?;
            if is_enrolled(&known) && !proof::shows_second_factor(tx, tenant, &self.proof, &known).await? {
                return Ok(Verdict::AlreadyEnrolled);
            }
            if let Some(refusal) = enroll::bounds::admit(tx, ctx, &user.id, &known).await? {
                return self.refuse(tx, user, EventType::AuthFailed, refusal).await;
            }
        }
        // Exactly one of any number of racing answers is given the challenge back.
        if !tx.challenges_use_all(tenant, &self.transaction, &answered.id, ctx.now).await?.contains(&answered.id) {
            return self.count_wrong(tx, user).await;
        }
        if answered.action == Action::Enrollment && !self.confirm(tx, &user).await? {
            return self.count_wrong(tx, user).await;
        }
        if !tx.authenticator_touch(tenant, &user.id, &answered.device, ctx.now).await? {
            // The phone was removed after the code went out to it.
            return self.count_wrong(tx, user).await;
        }
        self.log(tx, &user, EventType::AuthSucceed, "Guardian - Second factor passed").await?;
        let proof = self.proof.with(SecondFactor { at: ctx.now, device: answered.device.clone() });
        Ok(Verdict::Right(Box::new(Proven { user, proof })))
    }

    /// Binds the phone, and the recovery code that was handed out with it; half-bound others go. Whoever was enrolled already is told.
    async fn confirm(&self, tx: &mut Tx<'_>, user: &User) -> Result<bool, StoreError> {
        let (tenant, now) = (self.ctx.tenant(), self.ctx.now);
        let known = tx.authenticator_list(tenant, &user.id).await?;
        if !tx.authenticator_confirm(tenant, &user.id, &self.device, now).await? {
            return Ok(false);
        }
        enroll::bounds::take(tx, &self.ctx, &user.id).await?;
        if let Some(recovery) = &self.recovery {
            tx.authenticator_confirm(tenant, &user.id, recovery, now).await?;
        }
        tx.authenticators_delete_pending(tenant, &user.id, None).await?;
        let left = enroll::Left { recovery: self.recovery.as_ref(), session: self.session.as_ref() };
        enroll::begin_anew(tx, &self.ctx, &user.id, &known, left).await?;
        self.log(tx, user, EventType::EnrollmentComplete, "Guardian - Enrollment complete").await?;
        let number = known.iter().find(|one| one.id == self.device).and_then(Authenticator::phone_number);
        if let Some(number) = number
            && is_enrolled(&known)
        {
            let notice = Notice::PhoneAdded { number: number.clone() };
            notify::notice(tx, &self.ctx, Some(&self.client), user, &notice, &notify::active(&known)).await?;
        }
        Ok(true)
    }

    async fn refuse(&self, tx: &mut Tx<'_>, user: User, kind: EventType, refusal: Refusal) -> Result<Verdict, StoreError> {
        self.log(tx, &user, kind, refusal.words()).await?;
        Ok(Verdict::Refused(refusal, Box::new(user)))
    }

    async fn log(&self, tx: &mut Tx<'_>, user: &User, kind: EventType, words: &str) -> Result<(), StoreError> {
        // Without the number: it would cost a read on the hot path, and `gd_send_*` has it.
        let device = Authenticator {
            id: self.device.clone(),
            user: user.id.clone(),
            kind: Kind::RecoveryCode,
            confirmed_at: None,
            created_at: self.ctx.now,
            last_used_at: None,
        };
        let details = record::guardian_details(&self.ctx, &device, Role::Oob(self.channel));
        let event = record::event(&self.ctx, kind).client(&self.client).user(user).described(words).details(details);
        record::write(tx, &self.ctx, &event).await
    }
}
