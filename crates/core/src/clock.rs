//! Time and chance, as arguments.
//!
//! Nothing in this crate asks what time it is or rolls dice by itself; the one real clock and the one
//! real generator are made in the server's `boot.rs`, and tests freeze the first and seed the second.

use std::fmt;
use std::time::Duration;

use serde::{Deserialize, Serialize};

/// A moment, in microseconds since 1970-01-01T00:00:00Z; the form in which the store keeps every time.
#[derive(Clone, Copy, PartialEq, Eq, Default, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(i64);

impl Timestamp {
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    pub const fn from_secs(secs: i64) -> Self {
        Self(secs.saturating_mul(1_000_000))
    }

    pub const fn as_micros(self) -> i64 {
        self.0
    }

    /// Whole seconds since the epoch, as JWT's NumericDate wants them.
    pub const fn as_secs(self) -> i64 {
        self.0.div_euclid(1_000_000)
    }

    /// Zero when `earlier` is in fact later.
    pub fn since(self, earlier: Self) -> Duration {
        Duration::from_micros(u64::try_from(self.0.saturating_sub(earlier.0)).unwrap_or(0))
    }
}

impl std::ops::Add<Duration> for Timestamp {
    type Output = Self;

    fn add(self, span: Duration) -> Self {
        Self(self.0.saturating_add(micros(span)))
    }
}

impl std::ops::Sub<Duration> for Timestamp {
    type Output = Self;

    fn sub(self, span: Duration) -> Self {
        Self(self.0.saturating_sub(micros(span)))
    }
}

/// RFC 3339 with milliseconds and `Z`, as Auth0's logs and users show times.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let moment = jiff::Timestamp::from_microsecond(self.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        write!(f, "{moment:.3}")
    }
}

/// A duration in the store's unit; saturates after 292,000 years.
pub fn micros(span: Duration) -> i64 {
    i64::try_from(span.as_micros()).unwrap_or(i64::MAX)
}

/// Where the time comes from.
pub trait Clock: Send + Sync {
    fn now(&self) -> Timestamp;
}

/// Where unpredictable bytes come from: cryptographically secure in production, seeded in tests.
pub trait Dice: Send + Sync {
    fn fill(&self, bytes: &mut [u8]);
}

impl dyn Dice + '_ {
    /// `len` characters drawn evenly from `alphabet` (at most 256 characters, ASCII).
    pub fn draw(&self, alphabet: &[u8], len: usize) -> String {
        // Bytes at or above the largest multiple of the alphabet's size would favour its beginning.
        let fair = 256 - 256 % alphabet.len();
        let mut drawn = String::with_capacity(len);
        let mut pool = [0u8; 64];
        while drawn.len() < len {
            self.fill(&mut pool);
            let usable = pool.iter().map(|byte| usize::from(*byte)).filter(|byte| *byte < fair);
            drawn.extend(usable.take(len - drawn.len()).map(|byte| char::from(alphabet[byte % alphabet.len()])));
        }
        drawn
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Counting(std::sync::atomic::AtomicU8);

    impl Dice for Counting {
        fn fill(&self, bytes: &mut [u8]) {
            for byte in bytes {
                *byte = self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            }
        }
    }

    #[test]
    fn times_print_as_auth0_prints_them() {
        assert_eq!(Timestamp::from_micros(1_764_000_000_123_456).to_string(), "2025-11-24T16:00:00.123Z");
        assert_eq!(Timestamp::from_secs(1_764_000_000).to_string(), "2025-11-24T16:00:00.000Z");
    }

    #[test]
    fn every_character_is_equally_likely() {
        let dice = Counting(std::sync::atomic::AtomicU8::new(0));
        let dice: &dyn Dice = &dice;
        // 2,560 bytes hold each value ten times; 250 of each 256 are usable for ten digits.
        let drawn = dice.draw(b"0123456789", 2_500);
        for digit in '0'..='9' {
            assert_eq!(drawn.matches(digit).count(), 250, "{digit}");
        }
    }
}
