//! Passwords: Argon2id as a PHC string, and what is too weak to be one.
//!
//! A hash takes about 12 ms of a core and 19 MiB: callers bound how many run at once.

use std::cell::Cell;
use std::sync::{Mutex, PoisonError};

use argon2::{Algorithm, Argon2, Block, Params, PasswordHash, Version};

use crate::clock::Dice;

mod encoding;
mod foreign;
pub mod imported;
mod wrapped;

use foreign::Foreign;
use wrapped::Wrapped;

/// OWASP's first choice among equals: 19 MiB, two passes, one lane.
const COST: (u32, u32, u32) = (19 * 1024, 2, 1);
const SALT_LEN: usize = 16;
const OUTPUT_LEN: usize = 32;
/// What an imported hash may cost at most: more is taken for an attempt to exhaust the machine.
const MOST: (u32, u32, u32) = (256 * 1024, 16, 16);

const MIN_CHARACTERS: usize = 8;
const MAX_BYTES: usize = 1024;

#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum WeakPassword {
    #[error("* At least {min} characters in length")]
    TooShort { min: usize },
    #[error("* At most 1024 bytes in length")]
    TooLong,
    #[error("* Lower case (a-z), upper case (A-Z) and numbers (0-9)")]
    NotThreeKinds,
    #[error("* At least 3 of the following 4 types of characters: lower case (a-z), upper case (A-Z), numbers (0-9), special characters")]
    NotThreeOfFourKinds,
    #[error("* No more than 2 identical characters in a row")]
    Repeats,
}

/// Auth0's five strengths, by their wire values.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PasswordPolicy {
    None,
    Low,
    Fair,
    Good,
    Excellent,
}

impl PasswordPolicy {
    pub fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "none" => Self::None,
            "low" => Self::Low,
            "fair" => Self::Fair,
            "good" => Self::Good,
            "excellent" => Self::Excellent,
            _ => return None,
        })
    }
}

/// What a connection asks of a new password.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PasswordRule {
    /// Never fewer than eight, whatever is configured (NIST SP 800-63B-4 §3.1.1.2).
    pub min_length: usize,
    policy: PasswordPolicy,
}

impl Default for PasswordRule {
    fn default() -> Self {
        Self::new(None, None)
    }
}

impl PasswordRule {
    /// A length of its own goes before that of the policy.
    pub fn new(policy: Option<PasswordPolicy>, min_length: Option<u64>) -> Self {
        let policy = policy.unwrap_or(PasswordPolicy::None);
        let of_policy = if policy == PasswordPolicy::Excellent { 10 } else { MIN_CHARACTERS };
        let asked = min_length.and_then(|length| usize::try_from(length).ok()).unwrap_or(of_policy);
        Self { min_length: asked.clamp(MIN_CHARACTERS, 128), policy }
    }

    pub fn check(&self, password: &str) -> Result<(), WeakPassword> {
        if password.len() > MAX_BYTES {
            return Err(WeakPassword::TooLong);
        }
        if password.chars().count() < self.min_length {
            return Err(WeakPassword::TooShort { min: self.min_length });
        }
        let has = |kind: fn(&char) -> bool| usize::from(password.chars().any(|one| kind(&one)));
        let three = has(|one| one.is_lowercase()) + has(|one| one.is_uppercase()) + has(|one| one.is_numeric());
        let fourth = has(|one| !one.is_alphanumeric());
        match self.policy {
            PasswordPolicy::None | PasswordPolicy::Low => Ok(()),
            PasswordPolicy::Fair if three < 3 => Err(WeakPassword::NotThreeKinds),
            PasswordPolicy::Good | PasswordPolicy::Excellent if three + fourth < 3 => Err(WeakPassword::NotThreeOfFourKinds),
            PasswordPolicy::Excellent if repeats(password) => Err(WeakPassword::Repeats),
            _ => Ok(()),
        }
    }
}

/// The same character three times in a row.
fn repeats(password: &str) -> bool {
    let characters: Vec<char> = password.chars().collect();
    characters.windows(3).any(|three| three[0] == three[1] && three[1] == three[2])
}

/// Working memory that lies ready for the next hash. Given back to the allocator after each one, it would
/// be spread over the arenas of all threads that ever hashed: 300 MiB and more where this takes 19 a core.
static SPARE: Mutex<Vec<Vec<Block>>> = Mutex::new(Vec::new());
const SPARES: usize = 4;

fn hasher() -> Argon2<'static> {
    let (memory, passes, lanes) = COST;
    let params = Params::new(memory, passes, lanes, Some(OUTPUT_LEN)).expect("the cost is a valid one");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

thread_local! {
    static DIGESTS: Cell<u64> = const { Cell::new(0) };
}

/// How many hashes this thread has computed at our own cost: the least that a wrong password costs. Tests count it.
pub fn digests() -> u64 {
    DIGESTS.get()
}

/// The digest at our own cost.
fn digest(secret: &[u8], salt: &[u8]) -> Option<[u8; OUTPUT_LEN]> {
    DIGESTS.set(DIGESTS.get() + 1);
    let hasher = hasher();
    let spare = SPARE.lock().unwrap_or_else(PoisonError::into_inner).pop();
    let mut memory = spare.unwrap_or_else(|| vec![Block::default(); hasher.params().block_count()]);
    let mut output = [0; OUTPUT_LEN];
    let outcome = hasher.hash_password_into_with_memory(secret, salt, &mut output, &mut memory);
    let mut spares = SPARE.lock().unwrap_or_else(PoisonError::into_inner);
    if spares.len() < SPARES {
        spares.push(memory);
    }
    outcome.ok().map(|()| output)
}

/// A hash of ours.
struct Own {
    salt: Vec<u8>,
    expected: Vec<u8>,
}

impl Own {
    fn parse(text: &str) -> Option<Self> {
        let parsed = PasswordHash::new(text).ok()?;
        let params = Params::try_from(&parsed).ok()?;
        let (salt, expected) = (parsed.salt?.to_vec(), parsed.hash.as_ref()?.as_bytes().to_vec());
        is_our_own(&parsed, &params).then_some(Self { salt, expected })
    }

    fn matches(&self, secret: &[u8]) -> bool {
        let digest = digest(secret, &self.salt);
        digest.is_some_and(|digest| aws_lc_rs::constant_time::verify_slices_are_equal(&digest, &self.expected).is_ok())
    }
}

/// A hash of ours with a salt of its own.
fn drawn(secret: &[u8], dice: &dyn Dice) -> String {
    let mut salt = [0; SALT_LEN];
    dice.fill(&mut salt);
    let digest = digest(secret, &salt).expect("a salt of 16 bytes, and memory to fill");
    foreign::phc(Algorithm::Argon2id, Version::V0x13, hasher().params(), &salt, &digest)
}

pub fn hash(password: &str, dice: &dyn Dice) -> String {
    drawn(password.as_bytes(), dice)
}

/// False as well for a hash that cannot be read, or that would cost more than any honest one. One of another system's is compared
/// as that system did. Whatever is kept, a wrong password costs a hash of ours, as an unknown user's does, and of another system's also
/// that: [`digests`] counts them.
pub fn verify(password: &str, text: &str) -> bool {
    if let Some(own) = Own::parse(text) {
        return own.matches(password.as_bytes());
    }
    if let Some(wrapped) = Wrapped::parse(text) {
        return wrapped.matches(password);
    }
    let is_right = Foreign::parse(text).is_some_and(|foreign| foreign.matches(password));
    if !is_right {
        digest(password.as_bytes(), &[0; SALT_LEN]);
    }
    is_right
}

/// It is another system's, and a thief of the database would try passwords against it faster than against one of ours.
pub fn is_cheap(text: &str) -> bool {
    Foreign::parse(text).is_some_and(|foreign| foreign.is_cheap())
}

/// The hash as it is kept: a cheap one within one of ours, any other as it is.
pub fn hardened(text: &str, dice: &dyn Dice) -> String {
    match Foreign::parse(text).filter(Foreign::is_cheap) {
        Some(cheap) => wrapped::wrap(cheap, dice),
        None => text.to_owned(),
    }
}

fn is_affordable(params: &Params) -> bool {
    params.m_cost() <= MOST.0 && params.t_cost() <= MOST.1 && params.p_cost() <= MOST.2
}

/// It was made elsewhere, or at another cost: after the next login it is replaced by our own.
pub fn is_outdated(text: &str) -> bool {
    Own::parse(text).is_none()
}

fn is_our_own(parsed: &PasswordHash, params: &Params) -> bool {
    let is_our_kind = parsed.algorithm == Algorithm::Argon2id.ident() && parsed.version == Some(Version::V0x13.into());
    is_our_kind && (params.m_cost(), params.t_cost(), params.p_cost()) == COST
}

/// A hash of the same cost that no known password has: compared with it, an unknown user takes as long as a known one.
pub fn decoy_hash() -> &'static str {
    "$argon2id$v=19$m=19456,t=2,p=1$pS27rD5sBDtne4ENEaCptg$A/gbD+ptSBFAQJd3410MdSfM3+7I2QuXFnhFQelxjA0"
}

/// What is asked of any password.
pub fn check_strength(password: &str) -> Result<(), WeakPassword> {
    PasswordRule::default().check(password)
}

#[cfg(test)]
mod tests;
