//! Which hashes are cheaper to try passwords against than our own. By OWASP's Password Storage Cheat Sheet, which names for each kind what
//! equals Argon2id with 19 MiB and two passes.

use super::{Foreign, Hash};
use crate::password::COST;

/// The least memory of OWASP's equals, in KiB: less of it fits many times into one graphics card, however many passes there are.
const LEAST_ARGON2: u32 = 7 * 1024;
const LEAST_BCRYPT: u32 = 10;
/// Memory times lanes, in bytes: 16 MiB and five lanes, the least of OWASP's equals.
const LEAST_SCRYPT: u64 = 80 << 20;

impl Foreign {
    pub(in crate::password) fn is_cheap(&self) -> bool {
        match self {
            Self::Digest { .. } | Self::Hmac { .. } => true,
            Self::Argon2 { params, .. } => {
                let walked = u64::from(params.m_cost()) * u64::from(params.t_cost());
                walked < u64::from(COST.0) * u64::from(COST.1) || params.m_cost() < LEAST_ARGON2
            }
            Self::Bcrypt(text) => text.get(4..6).and_then(|cost| cost.parse::<u32>().ok()).is_none_or(|cost| cost < LEAST_BCRYPT),
            // Only the first block of the output need be tried.
            Self::Pbkdf2 { hash, iterations, .. } => {
                *iterations
                    < match hash {
                        Hash::Sha1 => 1_300_000,
                        Hash::Sha512 => 210_000,
                        _ => 600_000,
                    }
            }
            Self::Scrypt { log_n, r, p, .. } => (128_u64 << log_n) * u64::from(*r) * u64::from(*p) < LEAST_SCRYPT,
        }
    }
}
