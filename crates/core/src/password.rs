//! Passwords: Argon2id as a PHC string, and what is too weak to be one.
//!
//! A hash takes about 12 ms of a core and 19 MiB: callers bound how many run at once.

use std::sync::{Mutex, PoisonError};

use argon2::password_hash::phc::{Output, Salt};
use argon2::{Algorithm, Argon2, Block, Params, PasswordHash, PasswordVerifier, Version};

use crate::clock::Dice;

mod encoding;
mod foreign;
pub mod imported;

use foreign::Foreign;

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

/// The digest at our own cost.
fn digest(password: &str, salt: &[u8]) -> Option<[u8; OUTPUT_LEN]> {
    let hasher = hasher();
    let spare = SPARE.lock().unwrap_or_else(PoisonError::into_inner).pop();
    let mut memory = spare.unwrap_or_else(|| vec![Block::default(); hasher.params().block_count()]);
    let mut output = [0; OUTPUT_LEN];
    let outcome = hasher.hash_password_into_with_memory(password.as_bytes(), salt, &mut output, &mut memory);
    let mut spares = SPARE.lock().unwrap_or_else(PoisonError::into_inner);
    if spares.len() < SPARES {
        spares.push(memory);
    }
    outcome.ok().map(|()| output)
}

pub fn hash(password: &str, dice: &dyn Dice) -> String {
    let mut salt = [0; SALT_LEN];
    dice.fill(&mut salt);
    let digest = digest(password, &salt).expect("a salt of 16 bytes, and memory to fill");
    let phc = PasswordHash {
        algorithm: Algorithm::Argon2id.ident(),
        version: Some(Version::V0x13.into()),
        params: hasher().params().try_into().expect("the cost is a valid one"),
        salt: Some(Salt::new(&salt).expect("16 bytes are a salt")),
        hash: Some(Output::new(&digest).expect("32 bytes are a digest")),
    };
    phc.to_string()
}

/// False as well for a hash that cannot be read, or that would cost more than any honest one. One of another system's is compared
/// as that system did; a wrong password costs no less than with our own, so that nobody's hash shows in the answer's delay.
pub fn verify(password: &str, phc: &str) -> bool {
    if !phc.starts_with("$argon2") {
        let is_right = Foreign::parse(phc).is_some_and(|foreign| foreign.matches(password));
        if !is_right {
            digest(password, &[0; SALT_LEN]);
        }
        return is_right;
    }
    let Ok(parsed) = PasswordHash::new(phc) else { return false };
    let Ok(params) = Params::try_from(&parsed) else { return false };
    if let (true, Some(salt), Some(expected)) = (is_our_own(&parsed, &params), parsed.salt, parsed.hash) {
        let digest = digest(password, &salt);
        return digest.is_some_and(|digest| aws_lc_rs::constant_time::verify_slices_are_equal(&digest, expected.as_bytes()).is_ok());
    }
    is_affordable(&params) && Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok()
}

fn is_affordable(params: &Params) -> bool {
    params.m_cost() <= MOST.0 && params.t_cost() <= MOST.1 && params.p_cost() <= MOST.2
}

/// It was made elsewhere, or at another cost: after the next login it is replaced by our own.
pub fn is_outdated(phc: &str) -> bool {
    let Ok(parsed) = PasswordHash::new(phc) else { return true };
    !Params::try_from(&parsed).is_ok_and(|params| is_our_own(&parsed, &params))
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
mod tests {
    use super::*;
    use crate::secret::fixtures::SeededDice;

    #[test]
    fn a_password_answers_to_its_own_hash() {
        let dice = SeededDice::new(1);
        let (one, two) = (hash("correct horse", &dice), hash("correct horse", &dice));
        assert!(one.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{one}");
        assert_ne!(one, two, "each has its own salt");
        assert!(verify("correct horse", &one));
        assert!(!verify("correct horsf", &one));
        assert!(!verify("", &one));
    }

    #[test]
    fn a_hash_of_another_hand_is_read() {
        // From the README of the reference implementation: `echo -n password | argon2 somesalt -t 2 -m 16 -p 4 -l 24`.
        let foreign = "$argon2i$v=19$m=65536,t=2,p=4$c29tZXNhbHQ$RdescudvJCsgt3ub+b+dWRWJTmaaJObG";
        assert!(verify("password", foreign));
        assert!(!verify("passwort", foreign));
        // OpenSSL's Argon2id, at our own cost.
        assert!(verify(
            "correct horse",
            "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$k9ohroejZy1PN5E1SbHNPug6vB8eQAahb5SOAp6iGF4"
        ));
    }

    #[test]
    fn the_decoy_costs_the_same_and_opens_to_nobody() {
        let real = hash("correct horse", &SeededDice::new(1));
        let (decoy, real) = (PasswordHash::new(decoy_hash()).unwrap(), PasswordHash::new(&real).unwrap());
        assert_eq!((decoy.algorithm, decoy.version, &decoy.params), (real.algorithm, real.version, &real.params));
        assert_eq!(decoy.salt.unwrap().len(), real.salt.unwrap().len());
        assert_eq!(decoy.hash.unwrap().len(), real.hash.unwrap().len());
        assert!(!verify("", decoy_hash()) && !verify("password", decoy_hash()));
    }

    #[test]
    fn unreadable_and_ruinous_hashes_are_refused() {
        let (salt, tail) = ("d7T0tfV3qpJ/iVy0WoaNmw", "$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        for hostile in [
            String::new(),
            "password".to_owned(),
            "$2b$10$nOUIs5kJ7naTuTFkBy1veuK0kSxUFXfuaOKdOKf9xYT0KKIGSJwFa".to_owned(),
            format!("$argon2id$v=19$m=4194304,t=2,p=1${salt}{tail}"),
            format!("$argon2id$v=19$m=19456,t=4294967295,p=1${salt}{tail}"),
            format!("$argon2id$v=19$m=262144,t=1,p=16000${salt}{tail}"),
            format!("$argon2id$v=19$m=19456,t=2,p=1${salt}"),
        ] {
            assert!(!verify("password", &hostile), "{hostile}");
        }
    }

    #[test]
    fn strength_counts_characters_and_bounds_bytes() {
        for (password, verdict) in [
            ("", Err(WeakPassword::TooShort { min: 8 })),
            ("1234567", Err(WeakPassword::TooShort { min: 8 })),
            ("12345678", Ok(())),
            ("пароль12", Ok(())),
            ("😀😀😀😀😀😀😀", Err(WeakPassword::TooShort { min: 8 })),
            (&"a".repeat(1024), Ok(())),
            (&"a".repeat(1025), Err(WeakPassword::TooLong)),
        ] {
            assert_eq!(check_strength(password), verdict, "{password}");
        }
    }

    #[test]
    fn a_connection_asks_for_more() {
        use PasswordPolicy as P;
        let (short, three, four) =
            (|min| Err(WeakPassword::TooShort { min }), WeakPassword::NotThreeKinds, WeakPassword::NotThreeOfFourKinds);
        for (policy, length, password, verdict) in [
            (P::None, None, "aaaaaaaa", Ok(())),
            (P::None, Some(1), "aaaaaaa", short(8)),
            (P::Low, Some(12), "aaaaaaaaaaa", short(12)),
            (P::Fair, None, "aaaaaaaa1", Err(three)),
            (P::Fair, None, "Aaaaaaaa1", Ok(())),
            (P::Good, None, "aaaaaaaa1", Err(four)),
            (P::Good, None, "aaaaaaa1!", Ok(())),
            (P::Excellent, None, "Aabbccdd1", short(10)),
            (P::Excellent, None, "Aabbbccdd1", Err(WeakPassword::Repeats)),
            (P::Excellent, None, "Aabbccdde1", Ok(())),
            (P::Excellent, Some(8), "Aabbccd1", Ok(())),
        ] {
            assert_eq!(PasswordRule::new(Some(policy), length).check(password), verdict, "{policy:?} {length:?} {password}");
        }
    }
}
