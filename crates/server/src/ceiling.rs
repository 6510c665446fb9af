//! How many bytes of request bodies this process holds at once, for all senders together.
//!
//! Each body takes its share as it comes and gives it back with its answer. Without a ceiling, many bodies of an allowed size
//! would be a size that nobody allowed.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

pub struct Ceiling {
    height: usize,
    held: AtomicUsize,
}

/// Nothing more can be held at the moment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Full;

impl Ceiling {
    pub fn new(height: usize) -> Arc<Self> {
        Arc::new(Self { height, held: AtomicUsize::new(0) })
    }

    /// Of one body, nothing yet.
    pub fn share(self: &Arc<Self>) -> Share {
        Share { ceiling: self.clone(), bytes: 0 }
    }

    #[cfg(test)]
    fn held(&self) -> usize {
        self.held.load(Ordering::Relaxed)
    }
}

/// What one body has taken; given back when dropped.
pub struct Share {
    ceiling: Arc<Ceiling>,
    bytes: usize,
}

impl Share {
    pub fn grow(&mut self, bytes: usize) -> Result<(), Full> {
        let fits = |held: usize| held.checked_add(bytes).filter(|held| *held <= self.ceiling.height);
        self.ceiling.held.fetch_update(Ordering::Relaxed, Ordering::Relaxed, fits).map_err(|_| Full)?;
        self.bytes += bytes;
        Ok(())
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        self.ceiling.held.fetch_sub(self.bytes, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_bodies_together_are_held_to_it() {
        let ceiling = Ceiling::new(100);
        let (mut one, mut other) = (ceiling.share(), ceiling.share());
        assert_eq!((one.grow(60), other.grow(40), other.grow(1), one.grow(usize::MAX)), (Ok(()), Ok(()), Err(Full), Err(Full)));
        assert_eq!(ceiling.held(), 100);
        drop(one);
        assert_eq!((ceiling.held(), other.grow(60)), (40, Ok(())));
        drop(other);
        assert_eq!(ceiling.held(), 0);
    }
}
