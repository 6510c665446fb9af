//! A recovery code instead of a phone: `grant_type=http://auth0.com/oauth/grant-type/mfa-recovery-code`.
//!
//! Good once; its successor comes with the tokens. Wrong ones are counted in a bucket of their own, so
//! that mistyped text-message codes never lock the way back in.

use ringfence_core::authenticator::{Authenticator, Kind, Role};
use ringfence_core::client::Client;
use ringfence_core::event::EventType;
use ringfence_core::id::{DeviceId, UserId};
use ringfence_core::mail::Notice;
use ringfence_core::proof::{Proof, SecondFactor};
use ringfence_core::recovery::{self, RecoveryCode};
use ringfence_core::user::User;
use ringfence_store::{StoreError, Tx};

use crate::ctx::Ctx;
use crate::flow::error::FlowError;
use crate::flow::notify;
use crate::flow::proof;
use crate::flow::record::{self, About};
use crate::flow::sign_in;
use crate::flow::token::{self, Grant, TokenSet};
use crate::flow::verify::{Proven, Refusal, Verdict};

pub async fn with_recovery_code(ctx: &Ctx, client: &Client, mfa_token: &str, typed: &str) -> Result<TokenSet, FlowError> {
    let held = proof::of_parameter(ctx, client, mfa_token)?;
    let audience = token::audience(ctx, held.token.audience.as_deref()).await?;
    let grant = Grant::new(ctx, client, &audience, &held.token.scope);
    let answered = Answered::new(ctx, client, &held.token.user, held.proof, typed);
    let next = answered.next.as_str().to_owned();
    let work = (answered, grant.clone());
    let exchanged = async move |tx: &mut Tx<'_>| {
        let (answered, grant) = &work;
        let (ctx, client) = (&answered.ctx, &answered.client);
        let verdict = answered.judge(tx).await?;
        match &verdict {
            Verdict::Right(proven) => {
                grant.store(tx, ctx, client, proven).await?;
                sign_in::count(tx, ctx, client, &proven.user, Some(EventType::RecoveryExchange)).await?;
            }
            Verdict::Refused(refusal, user) => {
                let exchange = record::event(ctx, EventType::RecoveryExchangeFailed).client(client).user(user).described(words(*refusal));
                record::write(tx, ctx, &exchange).await?;
            }
            Verdict::AlreadyEnrolled | Verdict::UserGone => {}
        }
        Ok::<_, FlowError>(verdict)
    };
    let verdict = ctx.app.store.tx(exchanged).await?;
    ctx.wake();
    match verdict {
        Verdict::Right(proven) => Ok(TokenSet { recovery_code: Some(next), ..grant.sign(ctx, client, &proven) }),
        Verdict::Refused(refusal, _) => Err(refused(refusal)),
        Verdict::AlreadyEnrolled | Verdict::UserGone => Err(FlowError::MalformedMfaToken),
    }
}

/// A refusal in the words of this factor.
pub fn refused(refusal: Refusal) -> FlowError {
    match refusal {
        Refusal::Wrong | Refusal::Expired => FlowError::WrongRecoveryCode,
        other @ (Refusal::TooMany { .. } | Refusal::Blocked | Refusal::TooManyFactors { .. } | Refusal::TooManyChanges { .. }) => {
            other.into()
        }
    }
}

fn words(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::Blocked | Refusal::TooManyFactors { .. } | Refusal::TooManyChanges { .. } => refusal.words(),
        Refusal::TooMany { .. } => "Too many failed recovery codes",
        Refusal::Wrong | Refusal::Expired => "Wrong recovery code",
    }
}

/// A typed recovery code, by the API or on a page, and the one that will take its place.
pub struct Answered {
    pub ctx: Ctx,
    pub client: Client,
    pub user: UserId,
    pub proof: Proof,
    /// To be shown once, if the typed one was right.
    pub next: RecoveryCode,
    pub typed_hash: [u8; 32],
    next_hash: [u8; 32],
}

impl Answered {
    pub fn new(ctx: &Ctx, client: &Client, user: &UserId, proof: Proof, typed: &str) -> Self {
        let (next, keys) = (RecoveryCode::draw(&*ctx.app.dice), ctx.app.keys());
        Self {
            typed_hash: recovery::hash(typed, ctx.tenant(), user, &keys),
            next_hash: recovery::hash(next.as_str(), ctx.tenant(), user, &keys),
            ctx: ctx.clone(),
            client: client.clone(),
            user: user.clone(),
            proof,
            next,
        }
    }

    /// In the caller's transaction, which adds what its own door gives for a right code. It is used up, and its successor good.
    pub async fn judge(&self, tx: &mut Tx<'_>) -> Result<Verdict, StoreError> {
        self.decide(tx, true).await
    }

    /// The same for a page, where the code stays good until the person has said to have kept the next one.
    pub async fn judge_for_page(&self, tx: &mut Tx<'_>) -> Result<Verdict, StoreError> {
        self.decide(tx, false).await
    }

    async fn decide(&self, tx: &mut Tx<'_>, uses_up: bool) -> Result<Verdict, StoreError> {
        let (ctx, tenant) = (&self.ctx, self.ctx.tenant());
        let Some(user) = tx.user_find_locked(tenant, &self.user).await? else { return Ok(Verdict::UserGone) };
        if user.is_blocked {
            sign_in::refuse(tx, ctx, &self.client, &user).await?;
            return Ok(Verdict::Refused(Refusal::Blocked, Box::new(user)));
        }
        if !self.proof.stands_for(&user) {
            return Ok(Verdict::UserGone);
        }
        let bucket = ctx.app.settings.limits.wrong_recovery_codes();
        let full_at = tx.bucket_full_at(tenant, bucket.kind, user.id.as_str()).await?;
        if bucket.is_empty(full_at, ctx.now) {
            let wait = bucket.wait(full_at, ctx.now);
            return self.refuse(tx, user, EventType::RecoveryRateLimitExceed, Refusal::TooMany { wait }).await;
        }
        let is_right = match uses_up {
            true => tx.recovery_code_take(tenant, &user.id, &self.typed_hash, &self.next_hash, ctx.now).await?,
            false => tx.recovery_code_matches(tenant, &user.id, &self.typed_hash).await?,
        };
        if !is_right {
            tx.bucket_take(tenant, &bucket, user.id.as_str(), ctx.now).await?;
            return self.refuse(tx, user, EventType::RecoveryFailed, Refusal::Wrong).await;
        }
        let device = self.log(tx, &user, EventType::RecoverySucceed, "Guardian - Recovery code accepted").await?;
        notify::notice(tx, ctx, Some(&self.client), &user, &Notice::RecoveryCodeUsed, &[]).await?;
        let proof = self.proof.with(SecondFactor { at: ctx.now, device });
        Ok(Verdict::Right(Box::new(Proven { user, proof })))
    }

    async fn refuse(&self, tx: &mut Tx<'_>, user: User, kind: EventType, refusal: Refusal) -> Result<Verdict, StoreError> {
        self.log(tx, &user, kind, words(refusal)).await?;
        Ok(Verdict::Refused(refusal, Box::new(user)))
    }

    /// Answers the recovery code's own id.
    async fn log(&self, tx: &mut Tx<'_>, user: &User, kind: EventType, words: &str) -> Result<DeviceId, StoreError> {
        let found = tx.recovery_hash_find(self.ctx.tenant(), &user.id).await?;
        let device = Authenticator {
            id: found.map_or_else(|| DeviceId::new(""), |found| found.device),
            user: user.id.clone(),
            kind: Kind::RecoveryCode,
            confirmed_at: None,
            created_at: self.ctx.now,
            last_used_at: None,
        };
        let details = record::guardian_details(&self.ctx, &device, Role::RecoveryCode);
        let event = record::event(&self.ctx, kind).client(&self.client).user(user).described(words).details(details);
        record::write(tx, &self.ctx, &event).await?;
        Ok(device.id)
    }
}
