//! AES-256-GCM-SIV (RFC 8452): a nonce that repeats by mischance reveals only that two equal values are equal.

use aws_lc_rs::aead::{AES_256_GCM_SIV, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use zeroize::Zeroizing;

use super::{Purpose, SecretError};
use crate::clock::Dice;

pub(super) const KEY_LEN: usize = 32;
const TAG_LEN: usize = 16;

/// One key, its schedule computed once.
pub(super) struct Cipher(LessSafeKey);

impl Cipher {
    pub(super) fn new(key: &[u8; KEY_LEN]) -> Self {
        Self(LessSafeKey::new(UnboundKey::new(&AES_256_GCM_SIV, key).expect("a key of AES-256 has 32 bytes")))
    }

    /// `header` followed by nonce, ciphertext and tag.
    pub(super) fn seal(&self, header: &[u8], purpose: Purpose, context: &str, plain: &[u8], dice: &dyn Dice) -> Vec<u8> {
        let mut nonce = [0; NONCE_LEN];
        dice.fill(&mut nonce);
        let body = header.len() + NONCE_LEN;
        let mut sealed = Vec::with_capacity(body + plain.len() + TAG_LEN);
        sealed.extend_from_slice(header);
        sealed.extend_from_slice(&nonce);
        sealed.extend_from_slice(plain);
        let tag = self
            .0
            .seal_in_place_separate_tag(Nonce::assume_unique_for_key(nonce), aad(purpose, context), &mut sealed[body..])
            .expect("values are far shorter than the 64 GiB that GCM-SIV takes");
        sealed.extend_from_slice(tag.as_ref());
        sealed
    }

    /// Opens what follows the header.
    pub(super) fn open(&self, purpose: Purpose, context: &str, body: &[u8]) -> Result<Zeroizing<Vec<u8>>, SecretError> {
        let (nonce, sealed) = body.split_first_chunk::<NONCE_LEN>().ok_or(SecretError::Malformed)?;
        if sealed.len() < TAG_LEN {
            return Err(SecretError::Malformed);
        }
        let mut plain = Zeroizing::new(sealed.to_vec());
        let opened = self.0.open_in_place(Nonce::assume_unique_for_key(*nonce), aad(purpose, context), &mut plain);
        let len = opened.map_err(|_| SecretError::Tampered)?.len();
        plain.truncate(len);
        Ok(plain)
    }
}

/// Purpose names hold no zero byte, so that no two pairs of purpose and context read the same.
fn aad(purpose: Purpose, context: &str) -> Aad<Vec<u8>> {
    Aad::from([purpose.name().as_bytes(), &[0], context.as_bytes()].concat())
}
