//! Refresh tokens: each is good once and is replaced by its successor (RFC 9700 §4.14.2), unless its client was set otherwise.
//!
//! A token that comes a second time means that two parties hold the chain: the whole family ends.

use ringfence_core::client::Client;
use ringfence_core::event::EventType;
use ringfence_core::proof::Proof;
use ringfence_store::{StoreError, Tx};

use crate::ctx::Ctx;
use crate::flow::authenticate;
use crate::flow::error::FlowError;
use crate::flow::proof;
use crate::flow::record::{self, About};
use crate::flow::token::{self, Grant, TokenSet};
use crate::flow::verify::Proven;

/// `grant_type=refresh_token`. `asked_scope` may narrow what was granted, never widen it (RFC 6749 §6).
pub async fn with_token(ctx: &Ctx, client: &Client, presented: &str, asked_scope: &str) -> Result<TokenSet, FlowError> {
    let token_hash = token::hash(ctx, presented);
    let tenant = ctx.tenant().clone();
    let found = ctx.app.store.read(async move |tx: &mut Tx<'_>| tx.refresh_token_find(&tenant, &token_hash).await).await?;
    let known = found.filter(|found| found.client == client.id && found.expires_at > ctx.now);
    let Some(known) = known else { return refused(ctx, client).await };

    let (tenant, user_id) = (ctx.tenant().clone(), known.user.clone());
    let user = ctx.app.store.read(async move |tx: &mut Tx<'_>| tx.user_find(&tenant, &user_id).await).await?;
    let Some(user) = user.filter(|user| authenticate::admits(ctx, client, user)) else { return refused(ctx, client).await };

    let audience = token::audience(ctx, known.audience.as_deref()).await?;
    let granted: Vec<&str> = known.scope.split_whitespace().collect();
    let scope = ringfence_core::policy::grant_scopes(asked_scope, &granted);
    let grant = Grant::renewed(ctx, client, audience, scope, &known);

    let work = (ctx.clone(), client.clone(), user.id, grant.clone());
    let exchanged = async move |tx: &mut Tx<'_>| {
        let (ctx, client, user, grant) = &work;
        // The user's row is the lock: an exchange under way has written its successor before the family is ended.
        let user = tx.user_find_locked(ctx.tenant(), user).await?;
        let Some(user) = user.filter(|user| !user.is_blocked) else { return Ok::<_, StoreError>(None) };
        // The successor rests on what the first of the family rested on.
        let proof = known.proof.clone().unwrap_or_else(|| Proof::of_first_factor(&user));
        if !proof::counts(tx, ctx.tenant(), &user, &proof).await? {
            tx.refresh_token_family_delete(ctx.tenant(), &known.family).await?;
            return Ok(None);
        }
        let proven = Proven { user, proof };
        // Conditional: of any number of racing holders one gets the successor; the others end the family.
        let is_good = match client.settings.rotates_refresh_tokens() {
            true => tx.refresh_token_use(ctx.tenant(), &token_hash, ctx.now).await?,
            false => {
                let until = token::refresh_expires_at(ctx, client, known.created_at);
                tx.refresh_token_prolong(ctx.tenant(), &token_hash, until).await?
            }
        };
        if !is_good {
            tx.refresh_token_family_delete(ctx.tenant(), &known.family).await?;
            return Ok(None);
        }
        grant.store(tx, ctx, client, &proven).await?;
        record::write(tx, ctx, &record::event(ctx, EventType::RefreshExchange).client(client).user(&proven.user)).await?;
        Ok(Some(proven))
    };
    match ctx.app.store.tx(exchanged).await? {
        Some(proven) => Ok(grant.sign(ctx, client, &proven)),
        None => refused(ctx, client).await,
    }
}

async fn refused(ctx: &Ctx, client: &Client) -> Result<TokenSet, FlowError> {
    let event = record::event(ctx, EventType::RefreshExchangeFailed).client(client).described("Unknown or invalid refresh token.");
    record::write_alone(ctx, event).await?;
    Err(FlowError::InvalidRefreshToken)
}

/// `/oauth/revoke`: ends the token's family; an unknown token is no error (RFC 7009 §2.2).
pub async fn revoke(ctx: &Ctx, client: &Client, presented: &str) -> Result<(), FlowError> {
    let token_hash = token::hash(ctx, presented);
    let (tenant, client) = (ctx.tenant().clone(), client.id.clone());
    let ended = async move |tx: &mut Tx<'_>| {
        if let Some(found) = tx.refresh_token_find(&tenant, &token_hash).await?.filter(|found| found.client == client) {
            tx.user_find_locked(&tenant, &found.user).await?;
            tx.refresh_token_family_delete(&tenant, &found.family).await?;
        }
        Ok::<_, StoreError>(())
    };
    Ok(ctx.app.store.tx(ended).await?)
}
