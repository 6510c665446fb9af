//! Hashes that other systems made, each kept as one text that says how it was made.
//!
//! | text | what it is |
//! | --- | --- |
//! | `$argon2id$…`, `$argon2i$…`, `$argon2d$…` | Argon2, PHC |
//! | `$2a$…`, `$2b$…`, `$2y$…` | bcrypt |
//! | `$pbkdf2-sha256$i=…,l=…$salt$hash` | PBKDF2, PHC; also `sha1` and `sha512` |
//! | `$scrypt$ln=…,r=…,p=…,e=…$salt$hash` | scrypt |
//! | `$digest-sha256$s=prefix,e=utf8$salt$hash` | a digest of salt and password; also `md4`, `md5`, `sha1`, `sha512` |
//! | `$hmac-sha256$s=prefix,e=utf8$key$salt$hash` | the same under a key; not with `md4` |
//!
//! They are read strictly, and what they may cost is bounded: the text comes out of somebody's file, and every login pays for it.

use aws_lc_rs::constant_time::verify_slices_are_equal;
use aws_lc_rs::{digest, hmac as keyed, pbkdf2};
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use md5::{Digest, Md5};

use super::encoding::Encoding;

#[cfg(test)]
mod tests;

/// Rounds of bcrypt, as a power of two: about a second of a core.
const MOST_BCRYPT: u32 = 14;
/// Iterations of PBKDF2, for each block of its output; about a second.
const MOST_PBKDF2: u64 = 3_000_000;
/// Of scrypt: memory at once, and memory that is gone through, in bytes.
const MOST_SCRYPT: (u64, u64) = (128 << 20, 512 << 20);
const LONGEST_PART: usize = 1024;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Hash {
    Md4,
    Md5,
    Sha1,
    Sha256,
    Sha512,
}

impl Hash {
    pub(super) const ALL: [(Self, &'static str, usize); 5] = [
        (Self::Md4, "md4", 16),
        (Self::Md5, "md5", 16),
        (Self::Sha1, "sha1", 20),
        (Self::Sha256, "sha256", 32),
        (Self::Sha512, "sha512", 64),
    ];

    pub(super) fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, name, _)| *name == word).map(|(hash, ..)| hash)
    }

    fn entry(self) -> (Self, &'static str, usize) {
        Self::ALL.into_iter().find(|(hash, ..)| *hash == self).expect("every hash is listed")
    }

    pub(super) fn name(self) -> &'static str {
        self.entry().1
    }

    pub(super) fn len(self) -> usize {
        self.entry().2
    }

    fn of(self, data: &[u8]) -> Vec<u8> {
        let aws = |algorithm| digest::digest(algorithm, data).as_ref().to_vec();
        match self {
            Self::Md4 => md4::Md4::digest(data).to_vec(),
            Self::Md5 => Md5::digest(data).to_vec(),
            Self::Sha1 => aws(&digest::SHA1_FOR_LEGACY_USE_ONLY),
            Self::Sha256 => aws(&digest::SHA256),
            Self::Sha512 => aws(&digest::SHA512),
        }
    }

    /// `None` for MD4.
    fn under(self, key: &[u8], data: &[u8]) -> Option<Vec<u8>> {
        let aws = |algorithm| keyed::sign(&keyed::Key::new(algorithm, key), data).as_ref().to_vec();
        Some(match self {
            Self::Md4 => return None,
            Self::Md5 => {
                let mut mac = Hmac::<Md5>::new_from_slice(key).ok()?;
                mac.update(data);
                mac.finalize().into_bytes().to_vec()
            }
            Self::Sha1 => aws(keyed::HMAC_SHA1_FOR_LEGACY_USE_ONLY),
            Self::Sha256 => aws(keyed::HMAC_SHA256),
            Self::Sha512 => aws(keyed::HMAC_SHA512),
        })
    }
}

/// On which side of the password the salt stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Side {
    Prefix,
    Suffix,
}

/// A hash that is not Argon2.
#[derive(PartialEq, Eq)]
pub(super) enum Foreign {
    Bcrypt(String),
    Pbkdf2 { hash: Hash, iterations: u32, salt: Vec<u8>, output: Vec<u8> },
    Scrypt { log_n: u8, r: u32, p: u32, encoding: Encoding, salt: Vec<u8>, output: Vec<u8> },
    Digest { hash: Hash, side: Side, encoding: Encoding, salt: Vec<u8>, output: Vec<u8> },
    Hmac { hash: Hash, side: Side, encoding: Encoding, key: Vec<u8>, salt: Vec<u8>, output: Vec<u8> },
}

impl Foreign {
    /// `None` for what cannot be read, or would cost more than a login may.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.strip_prefix('$')?.split('$').collect();
        let found = match parts.as_slice() {
            ["2a" | "2b" | "2x" | "2y", ..] => Self::Bcrypt(text.to_owned()),
            [name, options, salt, output] if name.starts_with("pbkdf2-") => {
                let [iterations, length] = fields(options, ["i", "l"])?;
                let found = Self::Pbkdf2 {
                    hash: Hash::parse(name.strip_prefix("pbkdf2-")?)?,
                    iterations: iterations.parse().ok()?,
                    salt: unpacked(salt)?,
                    output: unpacked(output)?,
                };
                let length: usize = length.parse().ok()?;
                found.output_len().eq(&length).then_some(found)?
            }
            ["scrypt", options, salt, output] => {
                let [log_n, r, p, encoding] = fields(options, ["ln", "r", "p", "e"])?;
                let (log_n, r, p) = (log_n.parse().ok()?, r.parse().ok()?, p.parse().ok()?);
                Self::Scrypt { log_n, r, p, encoding: Encoding::parse(encoding)?, salt: unpacked(salt)?, output: unpacked(output)? }
            }
            [name, options, salt, output] if name.starts_with("digest-") => {
                let (side, encoding) = sided(options)?;
                let hash = Hash::parse(name.strip_prefix("digest-")?)?;
                Self::Digest { hash, side, encoding, salt: unpacked(salt)?, output: unpacked(output)? }
            }
            [name, options, key, salt, output] => {
                let (side, encoding) = sided(options)?;
                let hash = Hash::parse(name.strip_prefix("hmac-")?)?;
                Self::Hmac { hash, side, encoding, key: unpacked(key)?, salt: unpacked(salt)?, output: unpacked(output)? }
            }
            _ => return None,
        };
        found.is_sound().then_some(found)
    }

    fn output_len(&self) -> usize {
        match self {
            Self::Bcrypt(_) => 0,
            Self::Pbkdf2 { output, .. } | Self::Scrypt { output, .. } | Self::Digest { output, .. } | Self::Hmac { output, .. } => {
                output.len()
            }
        }
    }

    /// Can it be computed, and at a price that a login may cost.
    pub(super) fn is_sound(&self) -> bool {
        match self {
            Self::Bcrypt(text) => {
                let cost = text.get(4..6).and_then(|cost| cost.parse::<u32>().ok());
                let tail = text.get(7..).unwrap_or_default();
                let is_alphabet = |one: u8| one.is_ascii_alphanumeric() || matches!(one, b'.' | b'/');
                cost.is_some_and(|cost| (4..=MOST_BCRYPT).contains(&cost))
                    && !text.starts_with("$2x")
                    && text.as_bytes().get(6) == Some(&b'$')
                    && tail.len() == 53
                    && tail.bytes().all(is_alphabet)
            }
            Self::Pbkdf2 { hash, iterations, output, .. } => {
                let blocks = output.len().div_ceil(hash.len()) as u64;
                matches!(hash, Hash::Sha1 | Hash::Sha256 | Hash::Sha512)
                    && *iterations > 0
                    && (8..=256).contains(&output.len())
                    && u64::from(*iterations) * blocks <= MOST_PBKDF2
            }
            Self::Scrypt { log_n, r, p, output, .. } => {
                let bytes = 128_u64.saturating_mul(u64::from(*r)).saturating_mul(1_u64.checked_shl((*log_n).into()).unwrap_or(u64::MAX));
                (1..=24).contains(log_n)
                    && (1..=64).contains(r)
                    && (1..=64).contains(p)
                    && (10..=64).contains(&output.len())
                    && bytes <= MOST_SCRYPT.0
                    && bytes.saturating_mul(u64::from(*p)) <= MOST_SCRYPT.1
            }
            Self::Digest { hash, output, .. } => output.len() == hash.len(),
            Self::Hmac { hash, output, key, .. } => output.len() == hash.len() && !key.is_empty() && *hash != Hash::Md4,
        }
    }

    pub(super) fn text(&self) -> String {
        let pack = |bytes: &[u8]| STANDARD_NO_PAD.encode(bytes);
        let side = |side: &Side| if *side == Side::Prefix { "prefix" } else { "suffix" };
        match self {
            Self::Bcrypt(text) => text.clone(),
            Self::Pbkdf2 { hash, iterations, salt, output } => {
                format!("$pbkdf2-{}$i={iterations},l={}${}${}", hash.name(), output.len(), pack(salt), pack(output))
            }
            Self::Scrypt { log_n, r, p, encoding, salt, output } => {
                format!("$scrypt$ln={log_n},r={r},p={p},e={}${}${}", encoding.as_str(), pack(salt), pack(output))
            }
            Self::Digest { hash, side: s, encoding, salt, output } => {
                format!("$digest-{}$s={},e={}${}${}", hash.name(), side(s), encoding.as_str(), pack(salt), pack(output))
            }
            Self::Hmac { hash, side: s, encoding, key, salt, output } => {
                let (key, salt, output) = (pack(key), pack(salt), pack(output));
                format!("$hmac-{}$s={},e={}${key}${salt}${output}", hash.name(), side(s), encoding.as_str())
            }
        }
    }

    pub(super) fn matches(&self, password: &str) -> bool {
        let (computed, expected) = match self {
            Self::Bcrypt(text) => return bcrypt::verify(password, text).unwrap_or(false),
            Self::Pbkdf2 { hash, iterations, salt, output } => {
                let algorithm = match hash {
                    Hash::Sha1 => pbkdf2::PBKDF2_HMAC_SHA1,
                    Hash::Sha512 => pbkdf2::PBKDF2_HMAC_SHA512,
                    _ => pbkdf2::PBKDF2_HMAC_SHA256,
                };
                let Some(iterations) = std::num::NonZeroU32::new(*iterations) else { return false };
                return pbkdf2::verify(algorithm, iterations, salt, password.as_bytes(), output).is_ok();
            }
            Self::Scrypt { log_n, r, p, encoding, salt, output } => {
                let mut computed = vec![0; output.len()];
                let Ok(params) = scrypt::Params::new(*log_n, *r, *p) else { return false };
                let Some(password) = encoding.bytes(password) else { return false };
                if scrypt::scrypt(&password, salt, &params, &mut computed).is_err() {
                    return false;
                }
                (computed, output)
            }
            Self::Digest { hash, side, encoding, salt, output } => {
                let Some(password) = encoding.bytes(password) else { return false };
                (hash.of(&joined(*side, salt, &password)), output)
            }
            Self::Hmac { hash, side, encoding, key, salt, output } => {
                let Some(password) = encoding.bytes(password) else { return false };
                let Some(computed) = hash.under(key, &joined(*side, salt, &password)) else { return false };
                (computed, output)
            }
        };
        verify_slices_are_equal(&computed, expected).is_ok()
    }
}

fn joined(side: Side, salt: &[u8], password: &[u8]) -> Vec<u8> {
    if side == Side::Prefix { [salt, password].concat() } else { [password, salt].concat() }
}

/// `i=1000,l=32` as its values; these names, in this order, and no other.
fn fields<'a, const N: usize>(options: &'a str, names: [&str; N]) -> Option<[&'a str; N]> {
    let given: Vec<&str> = options.split(',').collect();
    let values = given.iter().zip(names).map(|(one, name)| one.strip_prefix(name)?.strip_prefix('='));
    let values = values.collect::<Option<Vec<_>>>()?;
    if given.len() == N { values.try_into().ok() } else { None }
}

fn sided(options: &str) -> Option<(Side, Encoding)> {
    let [side, encoding] = fields(options, ["s", "e"])?;
    let side = match side {
        "prefix" => Side::Prefix,
        "suffix" => Side::Suffix,
        _ => return None,
    };
    Some((side, Encoding::parse(encoding)?))
}

fn unpacked(part: &str) -> Option<Vec<u8>> {
    let bytes = STANDARD_NO_PAD.decode(part.trim_end_matches('=')).ok()?;
    (bytes.len() <= LONGEST_PART).then_some(bytes)
}
