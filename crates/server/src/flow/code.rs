//! `grant_type=authorization_code`: the application exchanges what the browser brought back (RFC 6749 §4.1.3).
//!
//! A code is good once. One that comes a second time was stolen, by the first who came or by the second: everything it was
//! exchanged for ends (RFC 6749 §4.1.2), as far as it can be ended; a JWT lives on until its own time.

use ringfence_core::authorize::{AuthorizationCode, verifier_fits};
use ringfence_core::client::Client;
use ringfence_core::event::EventType;
use ringfence_store::{StoreError, Tx};

use crate::ctx::Ctx;
use crate::flow::authenticate;
use crate::flow::error::FlowError;
use crate::flow::login::finish::code_hash;
use crate::flow::proof;
use crate::flow::record::{self, About};
use crate::flow::token::{self, Grant, SignIn, TokenSet};
use crate::flow::verify::Proven;

pub struct Exchange {
    pub code: String,
    pub redirect_uri: Option<String>,
    pub code_verifier: Option<String>,
}

pub async fn with_code(ctx: &Ctx, client: &Client, exchange: Exchange) -> Result<TokenSet, FlowError> {
    let hash = code_hash(ctx, &exchange.code);
    let tenant = ctx.tenant().clone();
    let found = ctx.app.store.read(async move |tx: &mut Tx<'_>| tx.authorization_code_find(&tenant, &hash).await).await?;
    let Some(code) = found.filter(|code| code.client == client.id && code.grant.issuer == ctx.domain.issuer) else {
        return refused(ctx, client, "Invalid authorization code").await;
    };
    if code.used_at.is_none() && code.expires_at <= ctx.now {
        return refused(ctx, client, "Invalid authorization code").await;
    }
    let is_same_redirect = match exchange.redirect_uri.as_deref() {
        Some(asked) => asked == code.grant.redirect_uri,
        // PKCE binds the code as well (OAuth 2.1 leaves the parameter out).
        None => code.grant.code_challenge.is_some(),
    };
    if !is_same_redirect {
        return refused(ctx, client, "The redirect URI is not the one of the authorization request").await;
    }
    let is_proven = match (&code.grant.code_challenge, &exchange.code_verifier) {
        (None, None) => true,
        (Some(challenge), Some(verifier)) => verifier_fits(verifier, challenge),
        // A verifier without a challenge is a downgrade (RFC 9700 §4.8.2).
        _ => false,
    };
    if !is_proven {
        return refused(ctx, client, "Failed to verify code verifier").await;
    }
    let audience = token::audience(ctx, code.grant.audience.as_deref()).await?;
    let sign_in = SignIn { nonce: code.grant.nonce.clone(), auth_time: code.grant.auth_time, second_factor: code.grant.second_factor };
    let grant = Grant::new(ctx, client, &audience, &code.grant.scope).of_sign_in(sign_in, code.family.clone());

    let work = (ctx.clone(), client.clone(), grant.clone(), code);
    let exchanged = async move |tx: &mut Tx<'_>| {
        let (ctx, client, grant, code) = &work;
        // The user's row is the lock: what is exchanged at this moment is written before it is ended.
        let Some(user) = tx.user_find_locked(ctx.tenant(), &code.user).await? else { return Ok(None) };
        let may_sign_in = !user.is_blocked && authenticate::admits(ctx, client, &user);
        if !may_sign_in || !proof::counts(tx, ctx.tenant(), &user, &code.grant.proof).await? {
            return Ok(None);
        }
        if !tx.authorization_code_use(ctx.tenant(), &code.hash, ctx.now).await? {
            end_family(tx, ctx, code).await?;
            return Ok(None);
        }
        let proven = Proven { user, proof: code.grant.proof.clone() };
        grant.store(tx, ctx, client, &proven).await?;
        record::write(tx, ctx, &record::event(ctx, EventType::CodeExchange).client(client).user(&proven.user)).await?;
        Ok::<_, StoreError>(Some(proven))
    };
    match ctx.app.store.tx(exchanged).await? {
        Some(proven) => Ok(grant.sign(ctx, client, &proven)),
        None => refused(ctx, client, "Invalid authorization code").await,
    }
}

async fn end_family(tx: &mut Tx<'_>, ctx: &Ctx, code: &AuthorizationCode) -> Result<(), StoreError> {
    tx.refresh_token_family_delete(ctx.tenant(), &code.family).await?;
    let longest_life = ctx.app.settings.tokens.access_token;
    tx.family_revoke(ctx.tenant(), &code.family, ctx.now + longest_life).await
}

async fn refused(ctx: &Ctx, client: &Client, words: &'static str) -> Result<TokenSet, FlowError> {
    record::write_alone(ctx, record::event(ctx, EventType::CodeExchangeFailed).client(client).described(words)).await?;
    Err(match words {
        "Invalid authorization code" => FlowError::InvalidAuthorizationCode,
        other => FlowError::CodeNotProven(other),
    })
}
