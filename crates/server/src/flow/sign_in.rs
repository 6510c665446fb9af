//! The moment somebody is let in: counted on their own row, and recorded (`s`), in the transaction of whatever the sign-in gives.
//!
//! Whoever is blocked, or was found with a password that is no longer theirs, is refused there at the latest. The count holds the
//! user's row until the commit, so that a block, a new password or a deletion at the same moment either comes before, and is seen
//! here, or comes after, and ends what was given.

use ringfence_core::client::Client;
use ringfence_core::event::{EventType, LogEvent};
use ringfence_core::user::User;
use ringfence_store::{StoreError, Tx};

use crate::ctx::Ctx;
use crate::flow::error::FlowError;
use crate::flow::record::{self, About};

/// `user` is who was found when the password or the session was looked at. An error takes back what the transaction gave.
/// `exchange` is what the token endpoint adds to the log.
pub async fn count(tx: &mut Tx<'_>, ctx: &Ctx, client: &Client, user: &User, exchange: Option<EventType>) -> Result<(), FlowError> {
    if !tx.user_signed_in(ctx.tenant(), user, &ctx.origin.ip, ctx.now).await? {
        let known = tx.user_find(ctx.tenant(), &user.id).await?;
        let has_changed = known.is_some_and(|known| !known.is_blocked && known.proofs_from != user.proofs_from);
        return Err(if has_changed { FlowError::WrongCredentials } else { FlowError::UserBlocked });
    }
    for kind in [Some(EventType::Login), exchange].into_iter().flatten() {
        record::write(tx, ctx, &record::event(ctx, kind).client(client).user(user)).await?;
    }
    Ok(())
}

/// Somebody who is blocked has proven who they are.
pub async fn refuse(tx: &mut Tx<'_>, ctx: &Ctx, client: &Client, user: &User) -> Result<(), StoreError> {
    record::write(tx, ctx, &refusal(ctx, client, user)).await
}

/// A sign-in whose transaction has met a block or a new password is recorded all the same.
pub async fn settled<T>(ctx: &Ctx, client: &Client, user: &User, outcome: Result<T, FlowError>) -> Result<T, FlowError> {
    match &outcome {
        Err(FlowError::UserBlocked) => record::write_alone(ctx, refusal(ctx, client, user)).await?,
        Err(FlowError::WrongCredentials) => {
            let event = record::event(ctx, EventType::WrongPassword).client(client).user(user);
            record::write_alone(ctx, event.described("The password was changed at this moment.")).await?;
        }
        _ => {}
    }
    outcome
}

pub fn refusal(ctx: &Ctx, client: &Client, user: &User) -> LogEvent {
    record::event(ctx, EventType::LoginFailed).client(client).user(user).described("user is blocked")
}
