//! What a caller of the MFA API holds: an `mfa_token`, or an access token for `<issuer>mfa/`.
//!
//! Both prove that the first factor passed and stand for one transaction. Which call takes which:
//! Auth0, "Authenticate with the MFA API", and docs/api.md under "decisions". How long a proof counts: [`ringfence_core::proof`].

use ringfence_core::authenticator::Authenticator;
use ringfence_core::client::Client;
use ringfence_core::clock::Timestamp;
use ringfence_core::id::{ClientId, TenantId, TransactionId, UserId};
use ringfence_core::policy;
use ringfence_core::proof::{Proof, SecondFactor};
use ringfence_core::token::{self, MfaToken, TokenError};
use ringfence_core::user::User;
use ringfence_store::{StoreError, Tx};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::ctx::Ctx;
use crate::flow::error::FlowError;

/// A claim of the access tokens of `<issuer>mfa/`: the mark that their first factor was shown under, in microseconds.
const SINCE: &str = "proof_since";
/// The claim that names their second factor: `{"at": microseconds, "device": "dev_…"}`. Absent when a password alone earned the token.
const SECOND_FACTOR: &str = "second_factor";

/// An `mfa_token`, or an access token that was read as one.
#[derive(Clone, Debug)]
pub struct Held {
    pub token: MfaToken,
    pub proof: Proof,
    is_access_token: bool,
}

impl Held {
    /// An `mfa_token` may do whatever its call allows; an access token only what its scopes say.
    pub fn require(&self, scope: &'static str) -> Result<(), FlowError> {
        let is_allowed = !self.is_access_token || policy::has_scope(&self.token.scope, scope);
        is_allowed.then_some(()).ok_or(FlowError::InsufficientScope(scope))
    }

    /// An access token for the MFA API, which alone may remove an authenticator.
    pub fn is_access_token(&self) -> bool {
        self.is_access_token
    }
}

/// Whether a second factor was shown that is still bound. Without one nobody may bind a further authenticator or remove one.
///
/// An access token that a password earned shows what was bound under it: its holder has typed that code.
pub async fn shows_second_factor(tx: &mut Tx<'_>, tenant: &TenantId, proof: &Proof, known: &[Authenticator]) -> Result<bool, StoreError> {
    let shown = match (&proof.second, &proof.transaction) {
        (Some(second), _) => Some(second.clone()),
        (None, Some(transaction)) => {
            let phone = tx.challenge_answered(tenant, transaction).await?;
            let app = tx.totp_confirmed_under(tenant, transaction).await?;
            phone.into_iter().chain(app).max_by_key(|second| second.at)
        }
        (None, None) => None,
    };
    Ok(shown.is_some_and(|second| second.is_bound(known)))
}

/// Whether all that a proof rests on still counts for this user, whose row the caller has locked.
pub async fn counts(tx: &mut Tx<'_>, tenant: &TenantId, user: &User, proof: &Proof) -> Result<bool, StoreError> {
    let known = match &proof.second {
        Some(second) => tx.authenticator_find(tenant, &user.id, &second.device).await?,
        None => None,
    };
    Ok(proof.counts(user, known.as_slice()))
}

/// The claims by which an access token of `<issuer>mfa/` tells what it rests on.
pub(super) fn claims(proof: &Proof) -> Map<String, Value> {
    let mut claims = Map::new();
    claims.insert(SINCE.to_owned(), json!(proof.since.as_micros()));
    if let Some(second) = &proof.second {
        claims.insert("amr".to_owned(), json!(["mfa"]));
        claims.insert(SECOND_FACTOR.to_owned(), json!(second));
    }
    claims
}

fn of_claims(claims: &Map<String, Value>, transaction: &TransactionId) -> Option<Proof> {
    let second = match claims.get(SECOND_FACTOR) {
        Some(second) => Some(SecondFactor::deserialize(second).ok()?),
        None => None,
    };
    let since = Timestamp::from_micros(claims.get(SINCE)?.as_i64()?);
    Some(Proof { since, second, transaction: Some(transaction.clone()) })
}

/// The `mfa_token` parameter of a token request or a challenge. An access token of the MFA audience is
/// accepted in its place, to confirm a further enrollment.
pub fn of_parameter(ctx: &Ctx, client: &Client, text: &str) -> Result<Held, FlowError> {
    let held = read(ctx, text).map_err(|problem| match problem {
        FlowError::InvalidBearer => FlowError::MalformedMfaToken,
        other => other,
    })?;
    if held.token.client != client.id {
        return Err(FlowError::MfaTokenOfAnotherClient);
    }
    Ok(held)
}

/// The bearer of a call to `/mfa/…`.
pub fn of_bearer(ctx: &Ctx, bearer: Option<&str>) -> Result<Held, FlowError> {
    read(ctx, bearer.ok_or(FlowError::InvalidBearer)?)
}

fn read(ctx: &Ctx, text: &str) -> Result<Held, FlowError> {
    let held = match MfaToken::open(text, ctx.tenant(), &ctx.app.keys()) {
        Ok(token) => {
            let proof = Proof { since: token.since, second: None, transaction: None };
            Held { token, proof, is_access_token: false }
        }
        Err(_) => of_access_token(ctx, text)?,
    };
    if held.token.issuer != ctx.domain.issuer {
        return Err(FlowError::InvalidBearer);
    }
    if held.token.expires_at <= ctx.now {
        return Err(FlowError::MfaTokenExpired);
    }
    Ok(held)
}

fn of_access_token(ctx: &Ctx, text: &str) -> Result<Held, FlowError> {
    let issuer = &ctx.domain.issuer;
    let claims = token::verify(text, &ctx.view.signing_keys, issuer, ctx.now).map_err(|problem| match problem {
        TokenError::Expired => FlowError::MfaTokenExpired,
        _ => FlowError::InvalidBearer,
    })?;
    let audience = ctx.domain.mfa_audience();
    if !names(&claims, "aud", &audience) {
        return Err(FlowError::InvalidBearer);
    }
    let text_of = |name: &str| claims.get(name).and_then(Value::as_str).ok_or(FlowError::InvalidBearer);
    let time_of = |name: &str| claims.get(name).and_then(Value::as_i64).map(Timestamp::from_secs).ok_or(FlowError::InvalidBearer);
    let transaction = TransactionId::new(text_of("jti")?);
    let proof = of_claims(&claims, &transaction).ok_or(FlowError::InvalidBearer)?;
    let token = MfaToken {
        transaction,
        client: ClientId::new(text_of("azp")?),
        user: UserId::new(text_of("sub")?),
        audience: Some(audience),
        scope: text_of("scope").unwrap_or_default().to_owned(),
        // The user's own record tells it.
        connection: String::new(),
        issuer: issuer.clone(),
        since: proof.since,
        issued_at: time_of("iat")?,
        expires_at: time_of("exp")?,
    };
    Ok(Held { token, proof, is_access_token: true })
}

/// Whether a claim is this string, or an array that holds it.
pub fn names(claims: &Map<String, Value>, claim: &str, wanted: &str) -> bool {
    match claims.get(claim) {
        Some(Value::String(one)) => one == wanted,
        Some(Value::Array(several)) => several.iter().any(|one| one.as_str() == Some(wanted)),
        _ => false,
    }
}
