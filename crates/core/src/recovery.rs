//! The recovery code: what a person writes down for the day the phone is lost. Used once, then replaced.

use std::fmt;

use crate::clock::Dice;
use crate::id::{TenantId, UserId};
use crate::secret::{Keyring, Purpose};

const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
/// As long as Auth0's: 124 bits.
const LEN: usize = 24;

/// Shown once, to the person; never printed by `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct RecoveryCode(String);

impl RecoveryCode {
    pub fn draw(dice: &dyn Dice) -> Self {
        Self(dice.draw(ALPHABET, LEN))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryCode(***)")
    }
}

/// What people add when they copy from paper goes: spaces, dashes, small letters.
pub fn normalise(typed: &str) -> String {
    let is_filler = |c: char| c.is_whitespace() || matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}');
    typed.chars().filter(|c| !is_filler(*c)).map(|c| c.to_ascii_uppercase()).collect()
}

/// What is kept of a code, bound to its owner. However it was typed, it hashes the same.
pub fn hash(typed: &str, tenant: &TenantId, user: &UserId, keys: &Keyring) -> [u8; 32] {
    keys.hash(Purpose::RecoveryCode, &[tenant.as_str().as_bytes(), user.as_str().as_bytes(), normalise(typed).as_bytes()])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::secret::fixtures::{SeededDice, keyring};

    #[test]
    fn a_code_has_24_capitals_and_digits() {
        let dice = SeededDice::new(1);
        let (one, two) = (RecoveryCode::draw(&dice), RecoveryCode::draw(&dice));
        assert_eq!(one.as_str().len(), 24);
        assert!(one.as_str().bytes().all(|byte| ALPHABET.contains(&byte)), "{}", one.as_str());
        assert_ne!(one, two);
        assert_eq!(format!("{one:?}"), "RecoveryCode(***)");
    }

    #[test]
    fn paper_is_forgiven() {
        assert_eq!(normalise(" ab3d-EFGH\u{2013}ijkl\t1234\n"), "AB3DEFGHIJKL1234");
        assert_eq!(normalise("ABCD"), "ABCD");
        assert_eq!(normalise("ABCD0"), "ABCD0");
        assert_ne!(normalise("ABCDO"), normalise("ABCD0"));
    }

    #[test]
    fn the_hash_belongs_to_one_person_of_one_tenant() {
        let keys = keyring(1);
        let (acme, other) = (TenantId::new("ten_a"), TenantId::new("ten_b"));
        let (ann, bob) = (UserId::new("auth0|1"), UserId::new("auth0|2"));
        let kept = hash("ABCD1234", &acme, &ann, &keys);
        assert_eq!(kept, hash("abcd 1234", &acme, &ann, &keys));
        assert_ne!(kept, hash("ABCD1235", &acme, &ann, &keys));
        assert_ne!(kept, hash("ABCD1234", &acme, &bob, &keys));
        assert_ne!(kept, hash("ABCD1234", &other, &ann, &keys));
        assert_ne!(kept, hash("ABCD1234", &acme, &ann, &keyring(2)));
    }
}
