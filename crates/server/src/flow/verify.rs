//! A code comes back: `grant_type=http://auth0.com/oauth/grant-type/mfa-oob`.
//!
//! 1. `mfa_token` and `oob_code` must be ours, this client's, unexpired and of one transaction;
//! 2. in one transaction, under the user's lock: is the bucket of wrong codes empty; which open challenge
//!    does the code answer ([`ringfence_core::challenge::judge`]); the right one uses up all of them, a wrong one costs a token
//!    of the bucket. A refusal is committed like a success: it must be remembered;
//! 3. after the commit the tokens are signed.

use std::time::Duration;

use ringfence_core::authenticator::{Authenticator, Kind, Role};
use ringfence_core::challenge::{Action, ChallengeError, OpenChallenge, judge};
use ringfence_core::client::Client;
use ringfence_core::event::EventType;
use ringfence_core::token::OobCode;
use ringfence_core::user::User;
use ringfence_store::{StoreError, Tx};

use crate::ctx::Ctx;
use crate::flow::error::FlowError;
use crate::flow::proof::{self, Proof};
use crate::flow::record::{self, About};
use crate::flow::token::{self, Grant, TokenSet};

pub struct Answer {
    pub mfa_token: String,
    pub oob_code: String,
    pub binding_code: String,
}

pub async fn with_code(ctx: &Ctx, client: &Client, answer: Answer) -> Result<TokenSet, FlowError> {
    let (proof, oob) = match admit(ctx, client, &answer) {
        Ok(admitted) => admitted,
        Err(problem) => {
            let event = record::event(ctx, EventType::OobExchangeFailed).client(client).described(problem.to_string());
            record::write_alone(ctx, event).await?;
            return Err(problem);
        }
    };
    let audience = token::audience(ctx, proof.token.audience.as_deref()).await?;
    let grant = Grant::new(ctx, client, &audience, &proof.token.scope).with_second_factor();
    let work = Work { ctx: ctx.clone(), client: client.clone(), proof, oob, typed: answer.binding_code, grant: grant.clone() };
    match ctx.app.store.tx(async move |tx: &mut Tx<'_>| work.judge(tx).await).await? {
        Verdict::Right(user) => Ok(grant.sign(ctx, client, &user)),
        Verdict::Wrong => Err(FlowError::WrongBindingCode),
        Verdict::Expired => Err(FlowError::OobCodeExpired),
        Verdict::TooMany(wait) => Err(FlowError::TooManyWrongCodes { wait }),
        Verdict::AlreadyEnrolled => Err(FlowError::AlreadyEnrolled),
        Verdict::UserGone => Err(FlowError::MalformedMfaToken),
    }
}

/// Step 1: ours, this client's, unexpired, and of one transaction.
fn admit(ctx: &Ctx, client: &Client, answer: &Answer) -> Result<(Proof, OobCode), FlowError> {
    let proof = proof::of_parameter(ctx, client, &answer.mfa_token)?;
    let oob = OobCode::open(&answer.oob_code, ctx.tenant(), &ctx.app.keys()).map_err(|_| FlowError::MalformedOobCode)?;
    if oob.transaction != proof.token.transaction || oob.user != proof.token.user || oob.client != client.id {
        return Err(FlowError::OobCodeOfAnotherTransaction);
    }
    if answer.binding_code.is_empty() {
        return Err(FlowError::MissingParameter("binding_code"));
    }
    if oob.expires_at <= ctx.now {
        return Err(FlowError::OobCodeExpired);
    }
    Ok((proof, oob))
}

enum Verdict {
    Right(Box<User>),
    Wrong,
    Expired,
    TooMany(Duration),
    AlreadyEnrolled,
    UserGone,
}

struct Work {
    ctx: Ctx,
    client: Client,
    proof: Proof,
    oob: OobCode,
    typed: String,
    grant: Grant,
}

impl Work {
    async fn judge(&self, tx: &mut Tx<'_>) -> Result<Verdict, StoreError> {
        let (ctx, tenant) = (&self.ctx, self.ctx.tenant());
        let Some(user) = tx.user_find_locked(tenant, &self.oob.user).await? else { return Ok(Verdict::UserGone) };
        let bucket = ctx.app.settings.limits.wrong_codes();
        let full_at = tx.bucket_full_at(tenant, bucket.kind, user.id.as_str()).await?;
        if bucket.is_empty(full_at, ctx.now) {
            self.refuse(tx, &user, EventType::OtpRateLimitExceed, "Too many failed codes").await?;
            return Ok(Verdict::TooMany(bucket.wait(full_at, ctx.now)));
        }
        let open = tx.challenges_open(tenant, &self.oob.transaction).await?;
        match judge(&open, &self.oob.device, &self.typed, ctx.now, &ctx.app.keys()) {
            Ok(answered) => self.accept(tx, user, answered).await,
            Err(ChallengeError::Expired) => {
                self.refuse(tx, &user, EventType::AuthFailed, "The code has expired").await?;
                Ok(Verdict::Expired)
            }
            // A code that was right once is wrong the second time, and counts as such.
            Err(ChallengeError::WrongCode | ChallengeError::AlreadyUsed) => self.count_wrong(tx, &user).await,
        }
    }

    async fn count_wrong(&self, tx: &mut Tx<'_>, user: &User) -> Result<Verdict, StoreError> {
        let bucket = self.ctx.app.settings.limits.wrong_codes();
        tx.bucket_take(self.ctx.tenant(), &bucket, user.id.as_str(), self.ctx.now).await?;
        self.refuse(tx, user, EventType::AuthFailed, "Wrong code").await?;
        Ok(Verdict::Wrong)
    }

    async fn accept(&self, tx: &mut Tx<'_>, user: User, answered: &OpenChallenge) -> Result<Verdict, StoreError> {
        let (ctx, tenant) = (&self.ctx, self.ctx.tenant());
        if answered.action == Action::Enrollment {
            let known = tx.authenticator_list(tenant, &user.id).await?;
            let is_enrolled = known.iter().any(|one| one.is_phone() && one.is_active());
            if is_enrolled && !self.proof.via.proves_second_factor(tx, tenant, &self.oob.transaction).await? {
                return Ok(Verdict::AlreadyEnrolled);
            }
        }
        // Exactly one of any number of racing answers is given the challenge back.
        if !tx.challenges_use_all(tenant, &self.oob.transaction, ctx.now).await?.contains(&answered.id) {
            return self.count_wrong(tx, &user).await;
        }
        if answered.action == Action::Enrollment && !self.confirm(tx, &user).await? {
            return self.count_wrong(tx, &user).await;
        }
        if !tx.authenticator_touch(tenant, &user.id, &answered.device, ctx.now).await? {
            // The phone was removed after the code went out to it.
            return self.count_wrong(tx, &user).await;
        }
        self.grant.store(tx, ctx, &self.client, &user).await?;
        self.log(tx, &user, EventType::AuthSucceed, "Guardian - Second factor passed").await?;
        for kind in [EventType::Login, EventType::OobExchange] {
            record::write(tx, ctx, &record::event(ctx, kind).client(&self.client).user(&user)).await?;
        }
        Ok(Verdict::Right(Box::new(user)))
    }

    /// Binds the phone, and the recovery code that was handed out with it; half-bound others go.
    async fn confirm(&self, tx: &mut Tx<'_>, user: &User) -> Result<bool, StoreError> {
        let (tenant, now) = (self.ctx.tenant(), self.ctx.now);
        if !tx.authenticator_confirm(tenant, &user.id, &self.oob.device, now).await? {
            return Ok(false);
        }
        if let Some(recovery) = &self.oob.recovery {
            tx.authenticator_confirm(tenant, &user.id, recovery, now).await?;
        }
        tx.authenticators_delete_pending(tenant, &user.id, None).await?;
        self.log(tx, user, EventType::EnrollmentComplete, "Guardian - Enrollment complete").await?;
        Ok(true)
    }

    async fn refuse(&self, tx: &mut Tx<'_>, user: &User, kind: EventType, words: &str) -> Result<(), StoreError> {
        self.log(tx, user, kind, words).await?;
        let exchange = record::event(&self.ctx, EventType::OobExchangeFailed).client(&self.client).user(user).described(words);
        record::write(tx, &self.ctx, &exchange).await
    }

    async fn log(&self, tx: &mut Tx<'_>, user: &User, kind: EventType, words: &str) -> Result<(), StoreError> {
        // Without the number: it would cost a read on the hot path, and `gd_send_*` has it.
        let device = Authenticator {
            id: self.oob.device.clone(),
            user: user.id.clone(),
            kind: Kind::RecoveryCode,
            confirmed_at: None,
            created_at: self.ctx.now,
            last_used_at: None,
        };
        let details = record::guardian_details(&self.ctx, &device, Role::Oob(self.oob.channel));
        let event = record::event(&self.ctx, kind).client(&self.client).user(user).described(words).details(details);
        record::write(tx, &self.ctx, &event).await
    }
}
