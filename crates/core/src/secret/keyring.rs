//! The unlocked data keys: seals values, opens them, and keys the hashes of what is only ever compared.

use std::fmt;
use std::sync::Arc;

use aws_lc_rs::hmac;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use zeroize::Zeroizing;

use super::cipher::Cipher;
use super::{DataKey, KeyPurpose, MasterKey, MasterKeys, Purpose, SecretError};
use crate::clock::{Dice, Timestamp};

const VERSION: u8 = 1;
const KEY_TAG_LEN: usize = 4;
/// The opening of a sealed token, as in Auth0's `mfa_token` and `oob_code`.
const TOKEN_PREFIX: &str = "Fe26.2**";
/// Longer tokens are refused unread.
const MAX_TOKEN_LEN: usize = 4096;

struct SealKey {
    tag: [u8; KEY_TAG_LEN],
    activates_at: Timestamp,
    cipher: Cipher,
}

/// Shared behind an `Arc`; every key's schedule is computed once, when it is unlocked.
pub struct Keyring {
    /// The youngest first.
    seal_keys: Vec<SealKey>,
    hash_key: hmac::Key,
    dice: Arc<dyn Dice>,
}

impl Keyring {
    pub fn unlock(master: &MasterKey, keys: &[DataKey], dice: Arc<dyn Dice>) -> Result<Self, SecretError> {
        Self::unlock_each(keys, dice, |_| Ok(master))
    }

    /// Each key by whichever master key wraps it.
    pub fn unlock_by(masters: &MasterKeys, keys: &[DataKey], dice: Arc<dyn Dice>) -> Result<Self, SecretError> {
        Self::unlock_each(keys, dice, |key| masters.opener(key))
    }

    fn unlock_each<'m>(
        keys: &[DataKey],
        dice: Arc<dyn Dice>,
        opener: impl Fn(&DataKey) -> Result<&'m MasterKey, SecretError>,
    ) -> Result<Self, SecretError> {
        let mut seal_keys = Vec::new();
        let mut hash_keys = Vec::new();
        for key in keys {
            let bytes = key.unwrap(opener(key)?)?;
            match key.purpose {
                KeyPurpose::Seal => {
                    seal_keys.push(SealKey { tag: key.tag(), activates_at: key.activates_at, cipher: Cipher::new(&bytes) });
                }
                KeyPurpose::Hash => hash_keys.push(hmac::Key::new(hmac::HMAC_SHA256, bytes.as_slice())),
            }
        }
        seal_keys.sort_by_key(|key| std::cmp::Reverse(key.activates_at));
        match hash_keys.pop() {
            Some(hash_key) if hash_keys.is_empty() && !seal_keys.is_empty() => Ok(Self { seal_keys, hash_key, dice }),
            _ => Err(SecretError::IncompleteKeyring),
        }
    }

    /// Seals by the youngest key that is active: a key is written down before it is used, so that every process holds it
    /// by then. The result is `[1][key tag: 4][nonce: 12][ciphertext][tag: 16]`; `context` names its place, and nothing
    /// opens elsewhere.
    pub fn seal(&self, now: Timestamp, purpose: Purpose, context: &str, plain: &[u8]) -> Vec<u8> {
        let key = self.active(now);
        let [a, b, c, d] = key.tag;
        key.cipher.seal(&[VERSION, a, b, c, d], purpose, context, plain, &*self.dice)
    }

    /// How everything begins that is sealed now: what begins otherwise is under an older key.
    pub fn seal_header(&self, now: Timestamp) -> [u8; 1 + KEY_TAG_LEN] {
        let [a, b, c, d] = self.active(now).tag;
        [VERSION, a, b, c, d]
    }

    fn active(&self, now: Timestamp) -> &SealKey {
        // Before the first activation, which only a clock set back can bring about, the oldest key serves.
        let active = self.seal_keys.iter().find(|key| key.activates_at <= now).or(self.seal_keys.last());
        active.expect("a keyring without a seal key is never unlocked")
    }

    pub fn open(&self, purpose: Purpose, context: &str, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, SecretError> {
        let Some(([VERSION, tag @ ..], body)) = sealed.split_first_chunk::<{ 1 + KEY_TAG_LEN }>() else {
            return Err(SecretError::Malformed);
        };
        // Two keys may share a tag, once in four thousand million times: then each is tried.
        let mut verdict = Err(SecretError::UnknownKey);
        for key in self.seal_keys.iter().filter(|key| key.tag == *tag) {
            verdict = key.cipher.open(purpose, context, body);
            if verdict.is_ok() {
                break;
            }
        }
        verdict
    }

    /// A seal as text that may travel in a URL.
    pub fn seal_token(&self, now: Timestamp, purpose: Purpose, context: &str, plain: &[u8]) -> String {
        let mut token = TOKEN_PREFIX.to_owned();
        URL_SAFE_NO_PAD.encode_string(self.seal(now, purpose, context, plain), &mut token);
        token
    }

    pub fn open_token(&self, purpose: Purpose, context: &str, token: &str) -> Result<Zeroizing<Vec<u8>>, SecretError> {
        if token.len() > MAX_TOKEN_LEN {
            return Err(SecretError::Malformed);
        }
        let text = token.strip_prefix(TOKEN_PREFIX).ok_or(SecretError::Malformed)?;
        self.open(purpose, context, &URL_SAFE_NO_PAD.decode(text).map_err(|_| SecretError::Malformed)?)
    }

    /// HMAC-SHA256. Each part is preceded by its length, so that no two lists of parts read the same.
    pub fn hash(&self, purpose: Purpose, parts: &[&[u8]]) -> [u8; 32] {
        let mut context = hmac::Context::with_key(&self.hash_key);
        for part in [purpose.name().as_bytes()].iter().chain(parts) {
            context.update(&u64::try_from(part.len()).expect("a length fits 64 bits").to_be_bytes());
            context.update(part);
        }
        context.sign().as_ref().try_into().expect("an HMAC-SHA256 has 32 bytes")
    }
}

impl fmt::Debug for Keyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Keyring({} seal keys, ***)", self.seal_keys.len())
    }
}
