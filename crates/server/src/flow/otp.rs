//! An authenticator app's code: `grant_type=http://auth0.com/oauth/grant-type/mfa-otp`, and the same judging for the pages.
//!
//! 1. the `mfa_token` must be ours, this client's and unexpired; nothing was sent, so no other handle is needed;
//! 2. in one transaction, under the user's lock: is the bucket of apps' wrong codes empty; of which app is the code, among the bound
//!    ones and those begun under this very transaction ([`ringfence_core::totp`]); the right one uses its step of time up, and
//!    binds an app that was begun, with the recovery code that was shown with it; a wrong one costs a token of
//!    that bucket, which codes by phone do not share: guessing one leaves the other open to its owner;
//! 3. after the commit the tokens are signed.

use ringfence_core::authenticator::{Authenticator, Kind, Role, is_enrolled};
use ringfence_core::client::Client;
use ringfence_core::event::EventType;
use ringfence_core::id::{DeviceId, TransactionId, UserId};
use ringfence_core::mail::Notice;
use ringfence_core::proof::{Proof, SecondFactor};
use ringfence_core::user::User;
use ringfence_store::{StoreError, Totp, Tx};

use crate::ctx::Ctx;
use crate::flow::enroll;
use crate::flow::error::FlowError;
use crate::flow::notify;
use crate::flow::proof::{self, Held};
use crate::flow::record::{self, About};
use crate::flow::sign_in;
use crate::flow::token::{self, Grant, TokenSet};
use crate::flow::verify::{Proven, Refusal, Verdict};

pub async fn with_code(ctx: &Ctx, client: &Client, mfa_token: &str, typed: &str) -> Result<TokenSet, FlowError> {
    let held = match admit(ctx, client, mfa_token) {
        Ok(held) => held,
        Err(problem) => {
            let event = record::event(ctx, EventType::OtpExchangeFailed).client(client).described(problem.to_string());
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
        user: held.token.user,
        transaction: held.token.transaction,
        session: None,
        typed: typed.to_owned(),
    };
    let work = (answered, grant.clone());
    let exchanged = async move |tx: &mut Tx<'_>| {
        let (answered, grant) = &work;
        let (ctx, client) = (&answered.ctx, &answered.client);
        let verdict = answered.judge(tx).await?;
        match &verdict {
            Verdict::Right(proven) => {
                grant.store(tx, ctx, client, proven).await?;
                sign_in::count(tx, ctx, client, &proven.user, Some(EventType::OtpExchange)).await?;
            }
            Verdict::Refused(refusal, user) => {
                let exchange = record::event(ctx, EventType::OtpExchangeFailed).client(client).user(user).described(refusal.words());
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
        Verdict::Refused(refusal, _) => Err(refused(refusal)),
        Verdict::AlreadyEnrolled => Err(FlowError::AlreadyEnrolled),
        Verdict::UserGone => Err(FlowError::MalformedMfaToken),
    }
}

/// Step 1. With the factor switched off an app proves nothing, whoever has bound one.
fn admit(ctx: &Ctx, client: &Client, mfa_token: &str) -> Result<Held, FlowError> {
    let held = proof::of_parameter(ctx, client, mfa_token)?;
    if !ctx.settings().otp_enabled {
        return Err(FlowError::UnsupportedChallengeType);
    }
    Ok(held)
}

/// A refusal in the words of this factor.
pub fn refused(refusal: Refusal) -> FlowError {
    match refusal {
        Refusal::Wrong => FlowError::WrongOtpCode,
        other => other.into(),
    }
}

/// A typed code, and who typed it where; by the API or on a page.
pub struct Answered {
    pub ctx: Ctx,
    pub client: Client,
    pub user: UserId,
    pub proof: Proof,
    pub transaction: TransactionId,
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
        let mut apps = tx.totp_list(tenant, &user.id, &self.transaction).await?;
        if !ctx.settings().otp_enabled {
            apps.clear();
        }
        let bucket = ctx.app.settings.limits.wrong_app_codes();
        let full_at = tx.bucket_full_at(tenant, bucket.kind, user.id.as_str()).await?;
        if bucket.is_empty(full_at, ctx.now) {
            let wait = bucket.wait(full_at, ctx.now);
            return self.refuse(tx, user, &apps, EventType::OtpRateLimitExceed, Refusal::TooMany { wait }).await;
        }
        match self.answered(&apps) {
            Some((app, step)) => self.accept(tx, user, &apps, app, step).await,
            None => self.count_wrong(tx, user, &apps).await,
        }
    }

    /// Whose code it is, and of which step. Every app is asked, so that the answer's delay tells nothing.
    fn answered<'a>(&self, apps: &'a [Totp]) -> Option<(&'a Totp, i64)> {
        let mut answered = None;
        for app in apps {
            if let Some(step) = app.secret.step_of(&self.typed, self.ctx.now, app.last_step) {
                answered = Some((app, step));
            }
        }
        answered
    }

    async fn accept(&self, tx: &mut Tx<'_>, user: User, apps: &[Totp], app: &Totp, step: i64) -> Result<Verdict, StoreError> {
        let (ctx, tenant) = (&self.ctx, self.ctx.tenant());
        if !app.is_confirmed {
            let known = tx.authenticator_list(tenant, &user.id).await?;
            if is_enrolled(&known) && !proof::shows_second_factor(tx, tenant, &self.proof, &known).await? {
                return Ok(Verdict::AlreadyEnrolled);
            }
            if let Some(refusal) = enroll::bounds::admit(tx, ctx, &user.id, &known).await? {
                return self.refuse(tx, user, apps, EventType::AuthFailed, refusal).await;
            }
        }
        // Exactly one of any number of racing answers gets the step.
        if !tx.totp_step_take(tenant, &user.id, &app.id, step, ctx.now).await? {
            return self.count_wrong(tx, user, apps).await;
        }
        if !app.is_confirmed && !self.confirm(tx, &user, app).await? {
            return self.count_wrong(tx, user, apps).await;
        }
        self.log(tx, &user, &app.id, EventType::AuthSucceed, "Guardian - Second factor passed").await?;
        let proof = self.proof.with(SecondFactor { at: ctx.now, device: app.id.clone() });
        Ok(Verdict::Right(Box::new(Proven { user, proof })))
    }

    /// Binds the app, and the recovery code that was shown with it; half-bound others go, whoever began them.
    /// Whoever was enrolled already is told.
    async fn confirm(&self, tx: &mut Tx<'_>, user: &User, app: &Totp) -> Result<bool, StoreError> {
        let (tenant, now) = (self.ctx.tenant(), self.ctx.now);
        let known = tx.authenticator_list(tenant, &user.id).await?;
        if !tx.authenticator_confirm(tenant, &user.id, &app.id, now).await? {
            return Ok(false);
        }
        enroll::bounds::take(tx, &self.ctx, &user.id).await?;
        if let Some(recovery) = &app.recovery {
            tx.authenticator_confirm(tenant, &user.id, recovery, now).await?;
        }
        tx.authenticators_delete_pending(tenant, &user.id, None).await?;
        let left = enroll::Left { recovery: app.recovery.as_ref(), session: self.session.as_ref() };
        enroll::begin_anew(tx, &self.ctx, &user.id, &known, left).await?;
        self.log(tx, user, &app.id, EventType::EnrollmentComplete, "Guardian - Enrollment complete").await?;
        if is_enrolled(&known) {
            let old = notify::active(&known);
            notify::notice(tx, &self.ctx, Some(&self.client), user, &Notice::AuthenticatorAppAdded, &old).await?;
        }
        Ok(true)
    }

    async fn count_wrong(&self, tx: &mut Tx<'_>, user: User, apps: &[Totp]) -> Result<Verdict, StoreError> {
        let bucket = self.ctx.app.settings.limits.wrong_app_codes();
        tx.bucket_take(self.ctx.tenant(), &bucket, user.id.as_str(), self.ctx.now).await?;
        self.refuse(tx, user, apps, EventType::AuthFailed, Refusal::Wrong).await
    }

    async fn refuse(&self, tx: &mut Tx<'_>, user: User, apps: &[Totp], kind: EventType, refusal: Refusal) -> Result<Verdict, StoreError> {
        // A wrong code is no app's; where there are several, the one bound or begun last stands for them.
        let device = apps.last().map_or_else(|| DeviceId::new(""), |app| app.id.clone());
        self.log(tx, &user, &device, kind, refusal.words()).await?;
        Ok(Verdict::Refused(refusal, Box::new(user)))
    }

    async fn log(&self, tx: &mut Tx<'_>, user: &User, device: &DeviceId, kind: EventType, words: &str) -> Result<(), StoreError> {
        let app = Authenticator {
            id: device.clone(),
            user: user.id.clone(),
            kind: Kind::Totp,
            confirmed_at: None,
            created_at: self.ctx.now,
            last_used_at: None,
        };
        let details = record::guardian_details(&self.ctx, &app, Role::Otp);
        let event = record::event(&self.ctx, kind).client(&self.client).user(user).described(words).details(details);
        record::write(tx, &self.ctx, &event).await
    }
}
