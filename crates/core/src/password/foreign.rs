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
//! They are read strictly, and what they may cost is bounded: the text comes out of somebody's file, and every login pays for it. How
//! they are computed stands in `compute.rs`, which of them are cheap in `cost.rs`.

use argon2::password_hash::phc::{Output, Salt};
use argon2::{Algorithm, Params, PasswordHash, Version};
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;

use super::encoding::Encoding;

mod compute;
mod cost;
#[cfg(test)]
mod tests;

/// Rounds of bcrypt, as a power of two: about a second of a core.
const MOST_BCRYPT: u32 = 14;
/// Iterations of PBKDF2, for each block of its output; about a second.
const MOST_PBKDF2: u64 = 3_000_000;
/// Of scrypt: memory at once, and memory that is gone through, in bytes.
const MOST_SCRYPT: (u64, u64) = (128 << 20, 512 << 20);
const LONGEST_PART: usize = 1024;
/// Where the hash begins in bcrypt's text, behind version, cost and salt.
const BCRYPT_OUTPUT: usize = 29;

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
}

/// On which side of the password the salt stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Side {
    Prefix,
    Suffix,
}

/// A hash of another system's, or one of ours at another cost.
#[derive(PartialEq, Eq)]
pub(super) enum Foreign {
    Argon2 { algorithm: Algorithm, version: Version, params: Params, salt: Vec<u8>, output: Vec<u8> },
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
            [name, ..] if name.starts_with("argon2") => argon2(text)?,
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
                found.output().len().eq(&length).then_some(found)?
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

    /// What a right password comes to; of bcrypt its last 31 characters.
    pub(super) fn output(&self) -> &[u8] {
        match self {
            Self::Bcrypt(text) => text.get(BCRYPT_OUTPUT..).unwrap_or_default().as_bytes(),
            Self::Argon2 { output, .. }
            | Self::Pbkdf2 { output, .. }
            | Self::Scrypt { output, .. }
            | Self::Digest { output, .. }
            | Self::Hmac { output, .. } => output,
        }
    }

    /// How the hash was made, without the hash: zeros stand in its place.
    pub(super) fn recipe(mut self) -> Self {
        match &mut self {
            Self::Bcrypt(text) => text.replace_range(BCRYPT_OUTPUT.., &".".repeat(60 - BCRYPT_OUTPUT)),
            Self::Argon2 { output, .. }
            | Self::Pbkdf2 { output, .. }
            | Self::Scrypt { output, .. }
            | Self::Digest { output, .. }
            | Self::Hmac { output, .. } => output.fill(0),
        }
        self
    }

    /// Can it be computed, and at a price that a login may cost.
    pub(super) fn is_sound(&self) -> bool {
        match self {
            Self::Argon2 { params, .. } => super::is_affordable(params),
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
            Self::Argon2 { algorithm, version, params, salt, output } => phc(*algorithm, *version, params, salt, output),
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

fn argon2(text: &str) -> Option<Foreign> {
    let parsed = PasswordHash::new(text).ok()?;
    let version = parsed.version.map(Version::try_from).transpose().ok()?.unwrap_or_default();
    let (salt, output) = (parsed.salt?.to_vec(), parsed.hash.as_ref()?.as_bytes().to_vec());
    let algorithm = Algorithm::try_from(parsed.algorithm.as_str()).ok()?;
    Some(Foreign::Argon2 { algorithm, version, params: Params::try_from(&parsed).ok()?, salt, output })
}

/// The PHC string of parts that were read from one, or that we have drawn.
pub(super) fn phc(algorithm: Algorithm, version: Version, params: &Params, salt: &[u8], output: &[u8]) -> String {
    let phc = PasswordHash {
        algorithm: algorithm.ident(),
        version: Some(version.into()),
        params: params.try_into().expect("they were read from a PHC string, or are our own"),
        salt: Some(Salt::new(salt).expect("8 to 48 bytes")),
        hash: Some(Output::new(output).expect("10 to 64 bytes")),
    };
    phc.to_string()
}
