//! Checks our own JWTs when they come back as bearer tokens.
//!
//! The key decides the algorithm, never the token (RFC 8725 §3.1); times are held against the caller's `now`.

use std::sync::{Arc, LazyLock};
use std::time::Duration;

use jsonwebtoken::errors::ErrorKind;
use jsonwebtoken::{Algorithm, Validation, decode, decode_header};
use serde_json::{Map, Value};

use super::SigningKey;
use crate::clock::Timestamp;

/// Longer tokens are refused unread.
const MAX_LEN: usize = 8 * 1024;
/// By how much the clock of another process of the same house may be ahead of ours.
const SKEW: Duration = Duration::from_secs(30);

#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum TokenError {
    #[error("not a JWT with its times as numbers")]
    Malformed,
    #[error("longer than any token of ours")]
    TooLong,
    #[error("not signed with RS256")]
    WrongAlgorithm,
    #[error("signed by a key that this tenant does not have")]
    UnknownKey,
    #[error("the signature is wrong")]
    BadSignature,
    #[error("issued by another issuer")]
    ForeignIssuer,
    #[error("expired")]
    Expired,
    #[error("not valid yet")]
    NotYetValid,
}

/// Signature only: the library's clock stays unread, and the audience is the caller's to judge.
static VALIDATION: LazyLock<Validation> = LazyLock::new(|| {
    let mut validation = Validation::new(Algorithm::RS256);
    validation.required_spec_claims.clear();
    validation.validate_exp = false;
    validation.validate_nbf = false;
    validation.validate_aud = false;
    validation
});

/// The claims of a token that one of `keys` signed for `issuer` and whose time is now. What it is for, `aud`, is left
/// to the caller.
pub fn verify(token: &str, keys: &[Arc<SigningKey>], issuer: &str, now: Timestamp) -> Result<Map<String, Value>, TokenError> {
    let claims = verify_whenever(token, keys, issuer)?;
    judge_times(&claims, now)?;
    Ok(claims)
}

/// The same whatever its times say, for a token that only names somebody (`id_token_hint`).
pub fn verify_whenever(token: &str, keys: &[Arc<SigningKey>], issuer: &str) -> Result<Map<String, Value>, TokenError> {
    if token.len() > MAX_LEN {
        return Err(TokenError::TooLong);
    }
    // An `alg` that the library does not know, such as `none`, is already malformed.
    let header = decode_header(token).map_err(|_| TokenError::Malformed)?;
    if header.alg != Algorithm::RS256 {
        return Err(TokenError::WrongAlgorithm);
    }
    let kid = header.kid.ok_or(TokenError::UnknownKey)?;
    let key = keys.iter().find(|key| key.kid().as_str() == kid).ok_or(TokenError::UnknownKey)?;
    let claims = decode::<Map<String, Value>>(token, key.decoding(), &VALIDATION).map_err(|problem| match problem.kind() {
        ErrorKind::InvalidSignature => TokenError::BadSignature,
        _ => TokenError::Malformed,
    })?;
    let claims = claims.claims;
    if claims.get("iss").and_then(Value::as_str) != Some(issuer) {
        return Err(TokenError::ForeignIssuer);
    }
    Ok(claims)
}

fn judge_times(claims: &Map<String, Value>, now: Timestamp) -> Result<(), TokenError> {
    let time = |name| match claims.get(name) {
        None => Ok(None),
        Some(value) => value.as_i64().map(Timestamp::from_secs).map(Some).ok_or(TokenError::Malformed),
    };
    if time("exp")?.ok_or(TokenError::Malformed)? <= now {
        return Err(TokenError::Expired);
    }
    for begins in [time("nbf")?, time("iat")?].into_iter().flatten() {
        if begins > now + SKEW {
            return Err(TokenError::NotYetValid);
        }
    }
    Ok(())
}
