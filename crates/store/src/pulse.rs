//! Whether anything can be written: one row that is written for no other reason.

use std::sync::atomic::Ordering;

use ringfence_core::clock::Timestamp;

use crate::driver::{params, statements};
use crate::{Store, StoreError, Tx};

statements! {
    PULSE_BEAT = "INSERT INTO pulse (id, beat_at, pad) VALUES (1, $1, $2)
        ON CONFLICT (id) DO UPDATE SET beat_at = excluded.beat_at, pad = excluded.pad";
}

/// So much must fit before a disk that was full counts as one with room again: more than any request writes.
const ROOM: usize = 64 * 1024;

impl Store {
    /// Writes a row, durably. After a write that found the disk full it is a large one, since a small one may fit where nothing
    /// else does.
    pub async fn beat(&self, now: Timestamp) -> Result<(), StoreError> {
        let was_full = self.shared().was_full.load(Ordering::Relaxed);
        let pad = if was_full { noise(now) } else { Vec::new() };
        self.tx(async move |tx: &mut Tx<'_>| tx.pulse_beat(now, &pad).await).await?;
        if was_full {
            self.shared().was_full.store(false, Ordering::Relaxed);
            // The large row goes again.
            self.tx(async move |tx: &mut Tx<'_>| tx.pulse_beat(now, &[]).await).await?;
        }
        Ok(())
    }
}

/// Nothing that a database could press together.
fn noise(now: Timestamp) -> Vec<u8> {
    let mut state = now.as_micros().unsigned_abs() | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()
    };
    (0..ROOM / 8).flat_map(|_| next()).collect()
}

impl Tx<'_> {
    async fn pulse_beat(&mut self, now: Timestamp, pad: &[u8]) -> Result<(), StoreError> {
        self.exec(&PULSE_BEAT, params![now, pad]).await.map(drop)
    }
}
