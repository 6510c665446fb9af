//! Time that stands still and dice that always fall the same way.

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Duration;

use aws_lc_rs::digest::{SHA256, digest};
use ringfence_core::clock::{Clock, Dice, Timestamp, micros};

/// 2025-11-24T16:00:00Z, the moment at which every test begins.
const BEGINNING: i64 = 1_764_000_000_000_000;

/// Stands still until told to move, but for one microsecond at each reading, so that what happens later is later.
pub(crate) struct Frozen(AtomicI64);

impl Default for Frozen {
    fn default() -> Self {
        Self(AtomicI64::new(BEGINNING))
    }
}

impl Frozen {
    pub(crate) fn advance(&self, span: Duration) {
        self.0.fetch_add(micros(span), Ordering::SeqCst);
    }
}

impl Clock for Frozen {
    fn now(&self) -> Timestamp {
        Timestamp::from_micros(self.0.fetch_add(1, Ordering::SeqCst))
    }
}

/// A counter, hashed.
#[derive(Default)]
pub(crate) struct Seeded(AtomicU64);

impl Dice for Seeded {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(32) {
            let block = digest(&SHA256, &self.0.fetch_add(1, Ordering::SeqCst).to_be_bytes());
            chunk.copy_from_slice(&block.as_ref()[..chunk.len()]);
        }
    }
}
