//! What a caller of the MFA API holds in their hands: an `mfa_token`, or an access token for `<issuer>mfa/`.
//!
//! Both prove that the first factor passed and stand for one transaction. Which call takes which:
//! Auth0, "Authenticate with the MFA API", and docs/api.md under "decisions".

use std::time::Duration;

use ringfence_core::authenticator::{Authenticator, enrolled_since};
use ringfence_core::client::Client;
use ringfence_core::clock::Timestamp;
use ringfence_core::id::{ClientId, TenantId, TransactionId, UserId};
use ringfence_core::policy;
use ringfence_core::token::{self, MfaToken, TokenError};
use ringfence_core::user::{User, Vouched};
use ringfence_store::{StoreError, Tx};
use serde_json::{Map, Value};

use crate::ctx::Ctx;
use crate::flow::error::FlowError;

/// A claim of the access tokens of `<issuer>mfa/`: [`User::credential_at`] in microseconds. `iat` is too coarse to tell a token from
/// before a new password.
pub(super) const CREDENTIAL_CLAIM: &str = "credential_at";

/// A token tells its time in whole seconds.
pub(super) const CLAIMS_RESOLUTION: Duration = Duration::from_secs(1);

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Via {
    MfaToken,
    /// An access token that a password alone was enough for, since nothing was enrolled then.
    FirstFactorToken,
    /// A second factor was shown at that moment: for an access token, or in the same login on the pages.
    SecondFactor {
        at: Timestamp,
    },
}

impl Via {
    /// Without it nobody may add a further authenticator or remove one. Who enrolled one by a token has typed its
    /// code and goes on with that token; a token from before that another hand holds proves nothing, and neither does
    /// one that a factor gave which is gone. `known` are the user's authenticators.
    pub async fn proves_second_factor(
        self,
        tx: &mut Tx<'_>,
        tenant: &TenantId,
        transaction: &TransactionId,
        known: &[Authenticator],
    ) -> Result<bool, StoreError> {
        let shown_at = match self {
            Self::SecondFactor { at } => Some(at),
            Self::FirstFactorToken => {
                tx.challenge_answered_at(tenant, transaction).await?.max(tx.totp_confirmed_under(tenant, transaction).await?)
            }
            Self::MfaToken => None,
        };
        let is_of_now = |at: Timestamp| enrolled_since(known).is_none_or(|since| at + CLAIMS_RESOLUTION >= since);
        Ok(shown_at.is_some_and(is_of_now))
    }
}

#[derive(Clone, Debug)]
pub struct Proof {
    pub token: MfaToken,
    pub via: Via,
}

impl Proof {
    /// An `mfa_token` may do whatever its call allows; an access token only what its scopes say.
    pub fn require(&self, scope: &'static str) -> Result<(), FlowError> {
        let is_allowed = self.via == Via::MfaToken || policy::has_scope(&self.token.scope, scope);
        is_allowed.then_some(()).ok_or(FlowError::InsufficientScope(scope))
    }

    /// To be held against the user's record: a new password ends what the old one proved, and so does a new person under the same id.
    pub fn vouched(&self) -> Vouched {
        Vouched::ByPassword { credential_at: self.token.credential_at }
    }

    pub fn stands_for(&self, user: &User) -> bool {
        self.vouched().stands_for(user)
    }
}

/// The `mfa_token` parameter of a token request or a challenge. An access token of the MFA audience is
/// accepted in its place, to confirm a further enrollment.
pub fn of_parameter(ctx: &Ctx, client: &Client, text: &str) -> Result<Proof, FlowError> {
    let proof = read(ctx, text).map_err(|problem| match problem {
        FlowError::InvalidBearer => FlowError::MalformedMfaToken,
        other => other,
    })?;
    if proof.token.client != client.id {
        return Err(FlowError::MfaTokenOfAnotherClient);
    }
    Ok(proof)
}

/// The bearer of a call to `/mfa/…`.
pub fn of_bearer(ctx: &Ctx, bearer: Option<&str>) -> Result<Proof, FlowError> {
    read(ctx, bearer.ok_or(FlowError::InvalidBearer)?)
}

fn read(ctx: &Ctx, text: &str) -> Result<Proof, FlowError> {
    let (token, via) = match MfaToken::open(text, ctx.tenant(), &ctx.app.keys()) {
        Ok(token) => (token, Via::MfaToken),
        Err(_) => of_access_token(ctx, text)?,
    };
    if token.issuer != ctx.domain.issuer {
        return Err(FlowError::InvalidBearer);
    }
    if token.expires_at <= ctx.now {
        return Err(FlowError::MfaTokenExpired);
    }
    Ok(Proof { token, via })
}

fn of_access_token(ctx: &Ctx, text: &str) -> Result<(MfaToken, Via), FlowError> {
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
    let credential_at = claims.get(CREDENTIAL_CLAIM).and_then(Value::as_i64).map(Timestamp::from_micros);
    let via = if names(&claims, "amr", "mfa") { Via::SecondFactor { at: time_of("iat")? } } else { Via::FirstFactorToken };
    let token = MfaToken {
        transaction: TransactionId::new(text_of("jti")?),
        client: ClientId::new(text_of("azp")?),
        user: UserId::new(text_of("sub")?),
        audience: Some(audience),
        scope: text_of("scope").unwrap_or_default().to_owned(),
        // The user's own record tells it.
        connection: String::new(),
        issuer: issuer.clone(),
        credential_at: credential_at.ok_or(FlowError::InvalidBearer)?,
        issued_at: time_of("iat")?,
        expires_at: time_of("exp")?,
    };
    Ok((token, via))
}

/// Whether a claim is this string, or an array that holds it.
pub fn names(claims: &Map<String, Value>, claim: &str, wanted: &str) -> bool {
    match claims.get(claim) {
        Some(Value::String(one)) => one == wanted,
        Some(Value::Array(several)) => several.iter().any(|one| one.as_str() == Some(wanted)),
        _ => false,
    }
}
