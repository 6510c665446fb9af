//! How many bytes of request bodies this process holds at once, for all senders together.
//!
//! Each body takes its share as it comes and gives it back with its answer. Without a ceiling, many bodies of an allowed size
//! would be a size that nobody allowed. One sender holds a quarter of it at most, so that no single address shuts out all others.

use std::collections::HashMap;
use std::sync::Arc;

use parking_lot::Mutex;

/// What one sender may hold: this part of all.
pub const PART_OF_ONE: usize = 4;

pub struct Ceiling {
    height: usize,
    held: Mutex<Held>,
}

#[derive(Default)]
struct Held {
    all: usize,
    /// Only senders that hold something.
    by_sender: HashMap<String, usize>,
}

/// Nothing more can be held at the moment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Full;

impl Ceiling {
    pub fn new(height: usize) -> Arc<Self> {
        Arc::new(Self { height, held: Mutex::default() })
    }

    /// One body's share, which is nothing yet. `sender` is the address of a stranger; `None` for somebody who has shown a good token.
    pub fn share(self: &Arc<Self>, sender: Option<String>) -> Share {
        Share { ceiling: self.clone(), sender, bytes: 0 }
    }

    #[cfg(test)]
    fn held(&self) -> usize {
        self.held.lock().all
    }
}

/// What one body has taken; given back when dropped.
pub struct Share {
    ceiling: Arc<Ceiling>,
    sender: Option<String>,
    bytes: usize,
}

impl Share {
    pub fn grow(&mut self, bytes: usize) -> Result<(), Full> {
        let mut held = self.ceiling.held.lock();
        let all = held.all.checked_add(bytes).filter(|all| *all <= self.ceiling.height).ok_or(Full)?;
        if let Some(sender) = &self.sender {
            let theirs = held.by_sender.get(sender).copied().unwrap_or(0) + bytes;
            if theirs > self.ceiling.height / PART_OF_ONE {
                return Err(Full);
            }
            held.by_sender.insert(sender.clone(), theirs);
        }
        held.all = all;
        self.bytes += bytes;
        Ok(())
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        let mut held = self.ceiling.held.lock();
        held.all -= self.bytes;
        let Some(sender) = &self.sender else { return };
        if let Some(theirs) = held.by_sender.get_mut(sender) {
            *theirs -= self.bytes;
            if *theirs == 0 {
                held.by_sender.remove(sender);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_bodies_together_are_held_to_it() {
        let ceiling = Ceiling::new(100);
        let (mut one, mut other) = (ceiling.share(None), ceiling.share(None));
        assert_eq!((one.grow(60), other.grow(40), other.grow(1), one.grow(usize::MAX)), (Ok(()), Ok(()), Err(Full), Err(Full)));
        assert_eq!(ceiling.held(), 100);
        drop(one);
        assert_eq!((ceiling.held(), other.grow(60)), (40, Ok(())));
        drop(other);
        assert_eq!(ceiling.held(), 0);
    }

    #[test]
    fn one_sender_holds_a_quarter() {
        let ceiling = Ceiling::new(100);
        let of = |sender: &str| ceiling.share(Some(sender.to_owned()));
        let (mut one, mut same, mut other) = (of("a"), of("a"), of("b"));
        assert_eq!((one.grow(20), same.grow(6), same.grow(5), other.grow(25)), (Ok(()), Err(Full), Ok(()), Ok(())));
        drop(one);
        assert_eq!((same.grow(20), ceiling.held()), (Ok(()), 50));
        drop((same, other));
        assert_eq!((ceiling.held(), ceiling.held.lock().by_sender.len()), (0, 0));
    }
}
