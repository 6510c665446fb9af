//! A line of the process's log that every request would write while something is down, once a second.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use parking_lot::Mutex;

const EVERY: Duration = Duration::from_secs(1);

pub(super) struct Seldom {
    told_at: Mutex<Option<Instant>>,
    left_out: AtomicU64,
}

impl Seldom {
    pub(super) const fn new() -> Self {
        Self { told_at: Mutex::new(None), left_out: AtomicU64::new(0) }
    }

    /// How many lines were left out since the last one, when it is time for the next.
    pub(super) fn due(&self) -> Option<u64> {
        let mut told_at = self.told_at.lock();
        if told_at.is_some_and(|told_at| told_at.elapsed() < EVERY) {
            self.left_out.fetch_add(1, Ordering::Relaxed);
            return None;
        }
        *told_at = Some(Instant::now());
        Some(self.left_out.swap(0, Ordering::Relaxed))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_tells_of_all() {
        let seldom = Seldom::new();
        assert_eq!((seldom.due(), seldom.due(), seldom.due()), (Some(0), None, None));
        *seldom.told_at.lock() = None;
        assert_eq!(seldom.due(), Some(2));
    }
}
