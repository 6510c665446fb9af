//! Durations, kept whole and sorted at the end: a few hundred thousand numbers need no estimating histogram.

use std::time::Duration;

use serde::Serialize;

#[derive(Default)]
pub(crate) struct Latencies(Vec<u32>);

impl Latencies {
    pub(crate) fn add(&mut self, took: Duration) {
        self.0.push(u32::try_from(took.as_micros()).unwrap_or(u32::MAX));
    }

    pub(crate) fn append(&mut self, other: &mut Self) {
        self.0.append(&mut other.0);
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn summary(&mut self) -> Summary {
        self.0.sort_unstable();
        Summary { p50: self.at(50), p99: self.at(99), max: self.at(100) }
    }

    /// The nearest rank: the smallest value that at least `percent` of all don't exceed; zero when there are none.
    fn at(&self, percent: usize) -> f64 {
        let rank = (self.0.len() * percent).div_ceil(100).max(1);
        self.0.get(rank - 1).map_or(0.0, |micros| f64::from(*micros) / 1000.0)
    }
}

/// In milliseconds.
#[derive(Clone, Copy, Serialize)]
pub(crate) struct Summary {
    pub(crate) p50: f64,
    pub(crate) p99: f64,
    pub(crate) max: f64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_values_that_occurred() {
        let mut latencies = Latencies::default();
        for millis in (1..=200).rev() {
            latencies.add(Duration::from_millis(millis));
        }
        let summary = latencies.summary();
        assert_eq!((summary.p50, summary.p99, summary.max), (100.0, 198.0, 200.0));
    }

    #[test]
    fn one_and_none() {
        let mut latencies = Latencies::default();
        assert_eq!(latencies.summary().p99, 0.0);
        latencies.add(Duration::from_micros(1500));
        assert_eq!(latencies.summary().p50, 1.5);
    }
}
