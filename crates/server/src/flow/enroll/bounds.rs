//! How many factors one user has, and how often they may be bound. Asked under the lock on the user's row, at every door.
//!
//! 1. a user has at most `limits.factors` phones and authenticator apps; whatever binds one asks [`admit`] in its transaction;
//! 2. what a person binds themselves, and each recovery code they renew, takes a token of `limits.factor_changes` ([`take`]).
//!    Removing is free: nobody removes more than was bound, and an owner must be able to remove a stolen phone at once;
//! 3. a refusal uses nothing up: the code that was typed stays good.

use ringfence_core::authenticator::Authenticator;
use ringfence_core::id::UserId;
use ringfence_store::{StoreError, Tx};

use crate::ctx::Ctx;
use crate::flow::verify::Refusal;

/// Of a user's authenticators, those that count.
pub fn count(known: &[Authenticator]) -> usize {
    known.iter().filter(|one| one.is_second_factor() && one.is_active()).count()
}

/// How many a user may have.
pub fn most(ctx: &Ctx) -> usize {
    usize::try_from(ctx.app.settings.limits.factors).unwrap_or(usize::MAX)
}

/// Whether one more may be begun or bound: `Some` is why not. Nothing is taken.
pub async fn admit(tx: &mut Tx<'_>, ctx: &Ctx, user: &UserId, known: &[Authenticator]) -> Result<Option<Refusal>, StoreError> {
    if count(known) >= most(ctx) {
        return Ok(Some(Refusal::TooManyFactors { most: ctx.app.settings.limits.factors }));
    }
    let bucket = ctx.app.settings.limits.factor_changes();
    let full_at = tx.bucket_full_at(ctx.tenant(), bucket.kind, user.as_str()).await?;
    Ok(bucket.is_empty(full_at, ctx.now).then(|| Refusal::TooManyChanges { wait: bucket.wait(full_at, ctx.now) }))
}

/// Pays for one that is bound, or for a recovery code that is renewed.
pub async fn take(tx: &mut Tx<'_>, ctx: &Ctx, user: &UserId) -> Result<Option<Refusal>, StoreError> {
    let bucket = ctx.app.settings.limits.factor_changes();
    if tx.bucket_take(ctx.tenant(), &bucket, user.as_str(), ctx.now).await? {
        return Ok(None);
    }
    let full_at = tx.bucket_full_at(ctx.tenant(), bucket.kind, user.as_str()).await?;
    Ok(Some(Refusal::TooManyChanges { wait: bucket.wait(full_at, ctx.now) }))
}
