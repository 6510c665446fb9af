//! A recovery code instead of a phone: `grant_type=http://auth0.com/oauth/grant-type/mfa-recovery-code`.
//!
//! Good once; its successor comes with the tokens. Wrong ones are counted in a bucket of their own, so
//! that mistyped text-message codes never lock the way back in.

use std::time::Duration;

use ringfence_core::authenticator::{Authenticator, Kind, Role};
use ringfence_core::client::Client;
use ringfence_core::event::EventType;
use ringfence_core::recovery::{self, RecoveryCode};
use ringfence_core::user::User;
use ringfence_store::{StoreError, Tx};

use crate::ctx::Ctx;
use crate::flow::error::FlowError;
use crate::flow::proof::{self, Proof};
use crate::flow::record::{self, About};
use crate::flow::token::{self, Grant, TokenSet};

pub async fn with_recovery_code(ctx: &Ctx, client: &Client, mfa_token: &str, typed: &str) -> Result<TokenSet, FlowError> {
    let proof = proof::of_parameter(ctx, client, mfa_token)?;
    let audience = token::audience(ctx, proof.token.audience.as_deref()).await?;
    let grant = Grant::new(ctx, client, &audience, &proof.token.scope).with_second_factor();
    let next = RecoveryCode::draw(&*ctx.app.dice);
    let keys = ctx.app.keys();
    let user = &proof.token.user;
    let work = Work {
        typed_hash: recovery::hash(&recovery::normalise(typed), ctx.tenant(), user, &keys),
        next_hash: recovery::hash(next.as_str(), ctx.tenant(), user, &keys),
        ctx: ctx.clone(),
        client: client.clone(),
        grant: grant.clone(),
        proof,
    };
    match ctx.app.store.tx(async move |tx: &mut Tx<'_>| work.judge(tx).await).await? {
        Verdict::Right(user) => {
            let tokens = grant.sign(ctx, client, &user);
            Ok(TokenSet { recovery_code: Some(next.as_str().to_owned()), ..tokens })
        }
        Verdict::Wrong => Err(FlowError::WrongRecoveryCode),
        Verdict::TooMany(wait) => Err(FlowError::TooManyWrongCodes { wait }),
        Verdict::UserGone => Err(FlowError::MalformedMfaToken),
    }
}

enum Verdict {
    Right(Box<User>),
    Wrong,
    TooMany(Duration),
    UserGone,
}

struct Work {
    ctx: Ctx,
    client: Client,
    proof: Proof,
    grant: Grant,
    typed_hash: [u8; 32],
    next_hash: [u8; 32],
}

impl Work {
    async fn judge(&self, tx: &mut Tx<'_>) -> Result<Verdict, StoreError> {
        let (ctx, tenant) = (&self.ctx, self.ctx.tenant());
        let Some(user) = tx.user_find_locked(tenant, &self.proof.token.user).await? else { return Ok(Verdict::UserGone) };
        let bucket = ctx.app.settings.limits.wrong_recovery_codes();
        let full_at = tx.bucket_full_at(tenant, bucket.kind, user.id.as_str()).await?;
        if bucket.is_empty(full_at, ctx.now) {
            self.refuse(tx, &user, EventType::RecoveryRateLimitExceed, "Too many failed recovery codes").await?;
            return Ok(Verdict::TooMany(bucket.wait(full_at, ctx.now)));
        }
        if !tx.recovery_code_take(tenant, &user.id, &self.typed_hash, &self.next_hash, ctx.now).await? {
            tx.bucket_take(tenant, &bucket, user.id.as_str(), ctx.now).await?;
            self.refuse(tx, &user, EventType::RecoveryFailed, "Wrong recovery code").await?;
            return Ok(Verdict::Wrong);
        }
        self.grant.store(tx, ctx, &self.client, &user).await?;
        self.log(tx, &user, EventType::RecoverySucceed, "Guardian - Recovery code accepted").await?;
        for kind in [EventType::Login, EventType::RecoveryExchange] {
            record::write(tx, ctx, &record::event(ctx, kind).client(&self.client).user(&user)).await?;
        }
        Ok(Verdict::Right(Box::new(user)))
    }

    async fn refuse(&self, tx: &mut Tx<'_>, user: &User, kind: EventType, words: &str) -> Result<(), StoreError> {
        self.log(tx, user, kind, words).await?;
        let exchange = record::event(&self.ctx, EventType::RecoveryExchangeFailed).client(&self.client).user(user).described(words);
        record::write(tx, &self.ctx, &exchange).await
    }

    async fn log(&self, tx: &mut Tx<'_>, user: &User, kind: EventType, words: &str) -> Result<(), StoreError> {
        let device = tx.recovery_hash_find(self.ctx.tenant(), &user.id).await?.map(|found| found.device);
        let device = Authenticator {
            id: device.unwrap_or_else(|| ringfence_core::id::DeviceId::new("")),
            user: user.id.clone(),
            kind: Kind::RecoveryCode,
            confirmed_at: None,
            created_at: self.ctx.now,
            last_used_at: None,
        };
        let details = record::guardian_details(&self.ctx, &device, Role::RecoveryCode);
        let event = record::event(&self.ctx, kind).client(&self.client).user(user).described(words).details(details);
        record::write(tx, &self.ctx, &event).await
    }
}
