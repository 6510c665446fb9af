//! The master key, which the operator keeps, and the data keys that it wraps, which the store keeps.
//!
//! A new master key rewraps the few data keys and nothing else.

use std::fmt;

use aws_lc_rs::digest::{self, SHA256};
use base64::Engine;
use base64::alphabet;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig, STANDARD};
use zeroize::Zeroizing;

use super::cipher::{Cipher, KEY_LEN};
use super::{Purpose, SecretError};
use crate::clock::{Dice, Timestamp};
use crate::id::KeyId;

/// Tools disagree about the `=` at the end, and it carries nothing.
const LENIENT: GeneralPurpose =
    GeneralPurpose::new(&alphabet::STANDARD, GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent));

const VERSION: u8 = 1;
const ID_LEN: usize = 4;

/// 32 bytes; known to the process and to nobody's database.
pub struct MasterKey {
    cipher: Cipher,
    id: [u8; ID_LEN],
}

impl MasterKey {
    pub fn from_base64(text: &str) -> Result<Self, SecretError> {
        let bytes = Zeroizing::new(LENIENT.decode(text.trim()).map_err(|_| SecretError::NotAKey)?);
        Ok(Self::from_bytes(bytes.as_slice().try_into().map_err(|_| SecretError::NotAKey)?))
    }

    /// A new key and the text to keep it as.
    pub fn generate(dice: &dyn Dice) -> (Self, Zeroizing<String>) {
        let bytes = draw_key(dice);
        (Self::from_bytes(&bytes), Zeroizing::new(STANDARD.encode(bytes.as_slice())))
    }

    fn from_bytes(bytes: &[u8; KEY_LEN]) -> Self {
        let mut fingerprint = digest::Context::new(&SHA256);
        fingerprint.update(b"ringfence master key\0");
        fingerprint.update(bytes);
        Self { cipher: Cipher::new(bytes), id: first_bytes(&fingerprint.finish()) }
    }

    /// Eight hexadecimal digits that tell one key from another, and nothing about it.
    pub fn id(&self) -> String {
        self.id.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

impl fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MasterKey({}, ***)", self.id())
    }
}

/// The master keys that a process was given: its own, and while the master key is changed the next one beside it.
pub struct MasterKeys(Vec<MasterKey>);

impl MasterKeys {
    pub fn new(own: MasterKey, next: Option<MasterKey>) -> Self {
        Self([Some(own), next].into_iter().flatten().collect())
    }

    /// What wraps the first keys of an empty database.
    pub fn own(&self) -> &MasterKey {
        self.0.first().expect("they are made with one at least")
    }

    /// As [`MasterKey::id`], of each.
    pub fn ids(&self) -> Vec<String> {
        self.0.iter().map(MasterKey::id).collect()
    }

    /// The one that wraps this key.
    pub fn opener(&self, key: &DataKey) -> Result<&MasterKey, SecretError> {
        let wrapper = key.master_id().ok_or(SecretError::Malformed)?;
        self.0.iter().find(|master| master.id() == wrapper).ok_or(SecretError::WrongMasterKey)
    }
}

/// What a data key is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum KeyPurpose {
    /// Seals values; there may be several, and the youngest active one seals.
    Seal,
    /// Keys the hashes; there is one, since what is hashed cannot be hashed anew.
    Hash,
}

impl KeyPurpose {
    /// As the store keeps it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Seal => "seal",
            Self::Hash => "hash",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        [Self::Seal, Self::Hash].into_iter().find(|purpose| purpose.as_str() == word)
    }
}

/// A key as it is stored. `wrapped` is `[1][master key id: 4][nonce: 12][ciphertext: 32][tag: 16]`.
#[derive(Clone, PartialEq, Eq)]
pub struct DataKey {
    pub id: KeyId,
    pub purpose: KeyPurpose,
    pub wrapped: Vec<u8>,
    pub created_at: Timestamp,
    /// Later than `created_at` by as long as other processes may take to notice the key.
    pub activates_at: Timestamp,
}

impl DataKey {
    pub fn generate(master: &MasterKey, purpose: KeyPurpose, now: Timestamp, activates_at: Timestamp, dice: &dyn Dice) -> Self {
        let mut key = Self { id: KeyId::random(dice), purpose, wrapped: Vec::new(), created_at: now, activates_at };
        key.wrap(master, &draw_key(dice), dice);
        key
    }

    /// The same key under another master key.
    pub fn rewrap(&self, old: &MasterKey, new: &MasterKey, dice: &dyn Dice) -> Result<Self, SecretError> {
        let mut moved = self.clone();
        moved.wrap(new, &*self.unwrap(old)?, dice);
        Ok(moved)
    }

    /// [`MasterKey::id`] of what wraps it; none where `wrapped` is not of this form.
    pub fn master_id(&self) -> Option<String> {
        let [VERSION, id @ ..] = self.wrapped.first_chunk::<{ 1 + ID_LEN }>()? else { return None };
        Some(id.iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// The four bytes by which what it has sealed is known.
    pub fn tag(&self) -> [u8; ID_LEN] {
        first_bytes(&digest::digest(&SHA256, self.id.as_str().as_bytes()))
    }

    fn wrap(&mut self, master: &MasterKey, key: &[u8; KEY_LEN], dice: &dyn Dice) {
        let header = [&[VERSION], master.id.as_slice()].concat();
        self.wrapped = master.cipher.seal(&header, Purpose::DataKey, &self.context(), key, dice);
    }

    pub(super) fn unwrap(&self, master: &MasterKey) -> Result<Zeroizing<[u8; KEY_LEN]>, SecretError> {
        let Some(([VERSION, master_id @ ..], body)) = self.wrapped.split_first_chunk::<{ 1 + ID_LEN }>() else {
            return Err(SecretError::Malformed);
        };
        if *master_id != master.id {
            return Err(SecretError::WrongMasterKey);
        }
        let key = master.cipher.open(Purpose::DataKey, &self.context(), body)?;
        key.as_slice().try_into().map(Zeroizing::new).map_err(|_| SecretError::Malformed)
    }

    /// A hash key never passes for a seal key, nor one id for another.
    fn context(&self) -> String {
        format!("{}/{}", self.purpose.as_str(), self.id)
    }
}

impl fmt::Debug for DataKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DataKey")
            .field("id", &self.id)
            .field("purpose", &self.purpose)
            .field("created_at", &self.created_at)
            .field("activates_at", &self.activates_at)
            .finish_non_exhaustive()
    }
}

/// The first four bytes of SHA-256: enough to find the right key, too few to matter.
fn first_bytes(digest: &digest::Digest) -> [u8; ID_LEN] {
    *digest.as_ref().first_chunk().expect("a SHA-256 has 32 bytes")
}

fn draw_key(dice: &dyn Dice) -> Zeroizing<[u8; KEY_LEN]> {
    let mut key = Zeroizing::new([0; KEY_LEN]);
    dice.fill(key.as_mut_slice());
    key
}
