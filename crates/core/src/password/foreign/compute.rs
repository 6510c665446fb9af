//! What a password comes to under another system's hash.

use argon2::Argon2;
use aws_lc_rs::constant_time::verify_slices_are_equal;
use aws_lc_rs::{digest, hmac as keyed, pbkdf2};
use hmac::{Hmac, KeyInit, Mac};
use md5::{Digest, Md5};

use super::{BCRYPT_OUTPUT, Foreign, Hash, Side};

impl Foreign {
    pub(in crate::password) fn matches(&self, password: &str) -> bool {
        self.compute(password).is_some_and(|computed| verify_slices_are_equal(&computed, self.output()).is_ok())
    }

    /// `None` for a password that has no form in the hash's encoding.
    pub(in crate::password) fn compute(&self, password: &str) -> Option<Vec<u8>> {
        let mut computed = vec![0; self.output().len()];
        match self {
            Self::Argon2 { algorithm, version, params, salt, .. } => {
                let hasher = Argon2::new(*algorithm, *version, params.clone());
                hasher.hash_password_into(password.as_bytes(), salt, &mut computed).ok()?;
            }
            Self::Bcrypt(text) => {
                let parts: bcrypt::HashParts = text.parse().ok()?;
                let found = bcrypt::hash_with_salt(password, parts.get_cost(), parts.get_salt_raw()).ok()?;
                let text = found.format_for_version(bcrypt::Version::TwoB);
                return text.get(BCRYPT_OUTPUT..).map(|output| output.as_bytes().to_vec());
            }
            Self::Pbkdf2 { hash, iterations, salt, .. } => {
                let algorithm = match hash {
                    Hash::Sha1 => pbkdf2::PBKDF2_HMAC_SHA1,
                    Hash::Sha512 => pbkdf2::PBKDF2_HMAC_SHA512,
                    _ => pbkdf2::PBKDF2_HMAC_SHA256,
                };
                pbkdf2::derive(algorithm, std::num::NonZeroU32::new(*iterations)?, salt, password.as_bytes(), &mut computed);
            }
            Self::Scrypt { log_n, r, p, encoding, salt, .. } => {
                let params = scrypt::Params::new(*log_n, *r, *p).ok()?;
                scrypt::scrypt(&encoding.bytes(password)?, salt, &params, &mut computed).ok()?;
            }
            Self::Digest { hash, side, encoding, salt, .. } => return Some(hash.of(&joined(*side, salt, &encoding.bytes(password)?))),
            Self::Hmac { hash, side, encoding, key, salt, .. } => {
                return hash.under(key, &joined(*side, salt, &encoding.bytes(password)?));
            }
        }
        Some(computed)
    }
}

impl Hash {
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

fn joined(side: Side, salt: &[u8], password: &[u8]) -> Vec<u8> {
    if side == Side::Prefix { [salt, password].concat() } else { [password, salt].concat() }
}
