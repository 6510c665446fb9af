//! A password's hash as a file of users brings it along: Auth0's `password_hash` and `custom_password_hash`.
//!
//! Whatever is taken becomes the one text of [`super::foreign`]. Source: Auth0, "Bulk User Import Database Schema and Examples".

use argon2::{Params, PasswordHash};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use serde::Deserialize;

use super::encoding::Encoding;
use super::foreign::{Foreign, Hash, Side};

/// What is wrong with a hash, and what would be right. It repeats nothing of the hash.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{0}")]
pub struct HashProblem(pub &'static str);

type Taken<T> = Result<T, HashProblem>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CustomHash {
    algorithm: String,
    hash: HashPart,
    #[serde(default)]
    salt: Option<SaltPart>,
    #[serde(default)]
    password: Option<PasswordPart>,
    #[serde(default)]
    keylen: Option<u32>,
    #[serde(default)]
    cost: Option<u32>,
    #[serde(default, rename = "blockSize")]
    block_size: Option<u32>,
    #[serde(default)]
    parallelization: Option<u32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HashPart {
    value: String,
    #[serde(default)]
    encoding: Option<String>,
    #[serde(default)]
    digest: Option<String>,
    #[serde(default)]
    key: Option<KeyPart>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyPart {
    value: String,
    #[serde(default)]
    encoding: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SaltPart {
    value: String,
    #[serde(default)]
    encoding: Option<String>,
    #[serde(default)]
    position: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PasswordPart {
    encoding: String,
}

/// `password_hash`: bcrypt, or Argon2 as a PHC string.
pub fn plain(text: &str) -> Taken<String> {
    let words = HashProblem("password_hash must be a bcrypt hash ($2a$, $2b$ or $2y$, cost 4 to 14) or an Argon2 hash as a PHC string.");
    if text.starts_with("$argon2") { argon2(text) } else { bcrypt(text).map_err(|_| words) }
}

fn argon2(text: &str) -> Taken<String> {
    let words = HashProblem("The Argon2 hash must be a PHC string, with salt and hash, of at most 256 MiB, 16 passes and 16 lanes.");
    let parsed = PasswordHash::new(text).map_err(|_| words)?;
    let params = Params::try_from(&parsed).map_err(|_| words)?;
    let is_whole = parsed.salt.is_some() && parsed.hash.is_some();
    // As many passes over so much memory as take about a second.
    let is_affordable = super::is_affordable(&params) && u64::from(params.m_cost()) * u64::from(params.t_cost()) <= 1 << 20;
    (is_whole && is_affordable).then(|| text.to_owned()).ok_or(words)
}

fn bcrypt(text: &str) -> Taken<String> {
    let words = HashProblem("The bcrypt hash must begin with $2a$, $2b$ or $2y$, have a cost of 4 to 14, and be whole.");
    let found = Foreign::parse(text).filter(|found| matches!(found, Foreign::Bcrypt(_)));
    found.map(|found| found.text()).ok_or(words)
}

impl CustomHash {
    /// The text to keep.
    pub fn text(&self) -> Taken<String> {
        let password = self.password.as_ref().map_or("utf8", |part| part.encoding.as_str());
        let encoding =
            Encoding::parse(password).ok_or(HashProblem("password.encoding must be utf8, ascii, latin1, binary, utf16le or ucs2."))?;
        let is_plain = |words| if encoding == Encoding::Utf8 && self.salt.is_none() { Ok(()) } else { Err(HashProblem(words)) };
        let found = match self.algorithm.as_str() {
            "argon2" => {
                is_plain("An argon2 hash has its salt in its PHC string and is of utf8: leave salt and password out.")?;
                return argon2(&self.hash.value);
            }
            "bcrypt" => {
                is_plain("A bcrypt hash has its salt in itself and is of utf8: leave salt and password out.")?;
                return bcrypt(&self.hash.value);
            }
            "pbkdf2" => {
                is_plain("A pbkdf2 hash has its salt in its PHC string and is of utf8: leave salt and password out.")?;
                let words = "The pbkdf2 hash must be $pbkdf2-sha1|sha256|sha512$i=…,l=…$salt$hash, with at most 3000000 iterations.";
                let text = &self.hash.value;
                return Foreign::parse(text).filter(|_| text.starts_with("$pbkdf2-")).map(|one| one.text()).ok_or(HashProblem(words));
            }
            "ldap" => ldap(&self.hash.value, encoding)?,
            "scrypt" => self.scrypt(encoding)?,
            "hmac" => {
                let words = HashProblem("hash.digest must be md5, sha1, sha256 or sha512.");
                let hash = self.hash.digest.as_deref().and_then(Hash::parse).ok_or(words)?;
                let key = self.hash.key.as_ref().ok_or(HashProblem("hash.key is missing."))?;
                let key = decoded(&key.value, key.encoding.as_deref().unwrap_or("utf8"))?;
                let (salt, side) = self.salt()?;
                Foreign::Hmac { hash, side, encoding, key, salt, output: self.output()? }
            }
            name => {
                let words = "algorithm must be argon2, bcrypt, hmac, ldap, md4, md5, sha1, sha256, sha512, pbkdf2 or scrypt.";
                let hash = Hash::parse(name).ok_or(HashProblem(words))?;
                let (salt, side) = self.salt()?;
                Foreign::Digest { hash, side, encoding, salt, output: self.output()? }
            }
        };
        let words = HashProblem("The hash is not of its algorithm's length, or costs more than a login may.");
        // What is written must be read again.
        Foreign::parse(&found.text()).filter(|read| *read == found).map(|read| read.text()).ok_or(words)
    }

    fn salt(&self) -> Taken<(Vec<u8>, Side)> {
        let Some(salt) = &self.salt else { return Ok((Vec::new(), Side::Prefix)) };
        let side = match salt.position.as_deref() {
            None | Some("prefix") => Side::Prefix,
            Some("suffix") => Side::Suffix,
            Some(_) => return Err(HashProblem("salt.position must be prefix or suffix.")),
        };
        Ok((decoded(&salt.value, salt.encoding.as_deref().unwrap_or("utf8"))?, side))
    }

    fn output(&self) -> Taken<Vec<u8>> {
        decoded(&self.hash.value, self.hash.encoding.as_deref().ok_or(HashProblem("hash.encoding must be base64 or hex."))?)
    }

    fn scrypt(&self, encoding: Encoding) -> Taken<Foreign> {
        let (cost, output) = (self.cost.unwrap_or(16_384), self.output()?);
        let words = HashProblem("cost must be a power of two; it is the number N, such as 16384.");
        if !cost.is_power_of_two() || cost < 2 {
            return Err(words);
        }
        if self.keylen.is_some_and(|length| length as usize != output.len()) {
            return Err(HashProblem("keylen must be the length of the hash."));
        }
        let log_n = u8::try_from(cost.trailing_zeros()).map_err(|_| words)?;
        let (r, p) = (self.block_size.unwrap_or(8), self.parallelization.unwrap_or(1));
        Ok(Foreign::Scrypt { log_n, r, p, encoding, salt: self.salt()?.0, output })
    }
}

/// RFC 2307, as OpenLDAP and its kin write it: the salt stands behind the digest.
fn ldap(text: &str, encoding: Encoding) -> Taken<Foreign> {
    const SCHEMES: [(&str, &str); 8] = [
        ("{MD5}", "md5"),
        ("{SMD5}", "md5"),
        ("{SHA}", "sha1"),
        ("{SSHA}", "sha1"),
        ("{SHA256}", "sha256"),
        ("{SSHA256}", "sha256"),
        ("{SHA512}", "sha512"),
        ("{SSHA512}", "sha512"),
    ];
    let words = HashProblem("The ldap hash must be {MD5}, {SMD5}, {SHA}, {SSHA}, {SHA256}, {SSHA256}, {SHA512} or {SSHA512} and base64.");
    let (scheme, rest) = text.split_at_checked(text.find('}').ok_or(words)? + 1).ok_or(words)?;
    let scheme = scheme.to_ascii_uppercase();
    let (_, name) = SCHEMES.into_iter().find(|(known, _)| *known == scheme).ok_or(words)?;
    let (hash, bytes) = (Hash::parse(name).ok_or(words)?, decoded(rest, "base64").map_err(|_| words)?);
    let (output, salt) = bytes.split_at_checked(hash.len()).ok_or(words)?;
    let is_salted = scheme.starts_with("{SS") || scheme == "{SMD5}";
    if is_salted == salt.is_empty() {
        return Err(words);
    }
    Ok(Foreign::Digest { hash, side: Side::Suffix, encoding, salt: salt.to_vec(), output: output.to_vec() })
}

fn decoded(text: &str, encoding: &str) -> Taken<Vec<u8>> {
    let words = HashProblem("A value is not what its encoding says: base64, hex or utf8.");
    let bare = text.trim_end_matches('=');
    match encoding {
        "base64" => STANDARD_NO_PAD.decode(bare).or_else(|_| URL_SAFE_NO_PAD.decode(bare)).map_err(|_| words),
        "hex" => data_encoding::HEXLOWER_PERMISSIVE.decode(text.as_bytes()).map_err(|_| words),
        "utf8" => Ok(text.as_bytes().to_vec()),
        _ => Err(words),
    }
}
