//! Dice that fall the same in every run, and a keyring made with them.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::{DataKey, KeyPurpose, Keyring, MasterKey};
use crate::clock::{Dice, Timestamp};

pub(crate) const NOW: Timestamp = Timestamp::from_secs(1_764_000_000);

/// SplitMix64: spread well enough for tests.
pub(crate) struct SeededDice(AtomicU64);

impl SeededDice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(AtomicU64::new(seed))
    }
}

impl Dice for SeededDice {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let mut z = self.0.fetch_add(0x9E37_79B9_7F4A_7C15, Ordering::Relaxed);
            z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            chunk.copy_from_slice(&(z ^ (z >> 31)).to_le_bytes()[..chunk.len()]);
        }
    }
}

pub(crate) fn keyring(seed: u64) -> Keyring {
    let dice = Arc::new(SeededDice::new(seed));
    let (master, _) = MasterKey::generate(&*dice);
    let keys = [KeyPurpose::Seal, KeyPurpose::Hash].map(|purpose| DataKey::generate(&master, purpose, NOW, NOW, &*dice));
    Keyring::unlock(&master, &keys, dice).expect("both keys are there")
}
