//! A tenant's key for ID tokens and access tokens: RS256 (RFC 7518 §3.3), 2048 bits.

use std::fmt;

use aws_lc_rs::digest::{self, SHA256};
use aws_lc_rs::encoding::AsDer;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{KeyPair, RSA_PKCS1_SHA256, RsaKeyPair};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::DecodingKey;
use serde::Serialize;
use serde_json::{Value, json};
use zeroize::Zeroizing;

use crate::id::KeyId;

/// The two types of token that are signed: an ID token, and an access token of RFC 9068.
const TYPES: [&str; 2] = ["JWT", "at+jwt"];

#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum KeyError {
    #[error("no RSA key could be made")]
    Generation,
    #[error("not an RSA key of at least 2048 bits in PKCS#8")]
    Unreadable,
}

/// Everything but the signature itself is computed once, when the key is read.
pub struct SigningKey {
    kid: KeyId,
    pair: RsaKeyPair,
    /// The encoded header of each of `TYPES`, up to and including its dot.
    headers: [String; TYPES.len()],
    n: Vec<u8>,
    e: Vec<u8>,
    decoding: DecodingKey,
}

impl SigningKey {
    /// A new private key in DER. Takes a tenth of a second or a few.
    pub fn generate_pkcs8() -> Result<Zeroizing<Vec<u8>>, KeyError> {
        let pair = RsaKeyPair::generate(KeySize::Rsa2048).map_err(|_| KeyError::Generation)?;
        let der = AsDer::as_der(&pair).map_err(|_| KeyError::Generation)?;
        Ok(Zeroizing::new(der.as_ref().to_vec()))
    }

    pub fn from_pkcs8(kid: KeyId, der: &[u8]) -> Result<Self, KeyError> {
        let pair = RsaKeyPair::from_pkcs8(der).map_err(|_| KeyError::Unreadable)?;
        let public = pair.public_key();
        let n = public.modulus().big_endian_without_leading_zero().to_vec();
        let e = public.exponent().big_endian_without_leading_zero().to_vec();
        let decoding = DecodingKey::from_rsa_raw_components(&n, &e);
        let headers = TYPES.map(|typ| header(typ, &kid));
        Ok(Self { kid, pair, headers, n, e, decoding })
    }

    pub fn kid(&self) -> &KeyId {
        &self.kid
    }

    /// A JWT of the type `JWT` or `at+jwt`. Costs one RSA signature, and little else.
    pub fn sign(&self, typ: &str, claims: &impl Serialize) -> String {
        let known = TYPES.iter().position(|known| *known == typ);
        let mut token = known.map_or_else(|| header(typ, &self.kid), |at| self.headers[at].clone());
        let claims = serde_json::to_vec(claims).expect("claims are maps of strings, numbers and lists");
        let mut signature = vec![0; self.pair.public_modulus_len()];
        token.reserve((claims.len() + signature.len()) * 4 / 3 + 8);
        URL_SAFE_NO_PAD.encode_string(claims, &mut token);
        let digest = digest::digest(&SHA256, token.as_bytes());
        self.pair.sign_digest(&RSA_PKCS1_SHA256, &digest, &mut signature).expect("the key was proven when it was read");
        token.push('.');
        URL_SAFE_NO_PAD.encode_string(signature, &mut token);
        token
    }

    /// The public half, as `/.well-known/jwks.json` lists it (RFC 7517).
    pub fn jwk(&self) -> Value {
        let [n, e] = [&self.n, &self.e].map(|number| URL_SAFE_NO_PAD.encode(number));
        json!({ "kty": "RSA", "use": "sig", "alg": "RS256", "kid": self.kid, "n": n, "e": e })
    }

    pub(super) fn decoding(&self) -> &DecodingKey {
        &self.decoding
    }
}

fn header(typ: &str, kid: &KeyId) -> String {
    URL_SAFE_NO_PAD.encode(json!({ "alg": "RS256", "typ": typ, "kid": kid }).to_string()) + "."
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey({}, ***)", self.kid)
    }
}
