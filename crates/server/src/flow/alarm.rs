//! What an operator must hear of, and not a thousand times: each kind at most once a minute for each carrier, with a count.
//!
//! Kept in this process, and bounded: there are as many entries as kinds and carriers. What was counted since is told with the next
//! line of its kind, or by the job of every minute ([`Alarms::rest`]).

use std::collections::BTreeMap;
use std::time::Duration;

use parking_lot::Mutex;
use ringfence_core::clock::Timestamp;

const EVERY: Duration = Duration::from_secs(60);

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Alarm {
    /// A carrier reports a message that it had accepted as not delivered.
    NotDelivered,
    /// A callback for a message of ours whose signature is not the account's.
    ForgedCallback,
}

impl Alarm {
    /// The words of the line that tells only a count.
    pub fn words(self) -> &'static str {
        match self {
            Self::NotDelivered => "more messages were reported as not delivered",
            Self::ForgedCallback => "more callbacks were refused: their signature is not the account's",
        }
    }
}

#[derive(Default)]
pub struct Alarms(Mutex<BTreeMap<(Alarm, String), State>>);

struct State {
    told_at: Timestamp,
    untold: u64,
}

impl Alarms {
    /// How many there were since the last line, this one included; `None` when it is too early for another line.
    pub fn raise(&self, alarm: Alarm, carrier: &str, now: Timestamp) -> Option<u64> {
        let mut states = self.0.lock();
        let Some(state) = states.get_mut(&(alarm, carrier.to_owned())) else {
            states.insert((alarm, carrier.to_owned()), State { told_at: now, untold: 0 });
            return Some(1);
        };
        state.untold += 1;
        if now.since(state.told_at) < EVERY {
            return None;
        }
        state.told_at = now;
        Some(std::mem::take(&mut state.untold))
    }

    /// What no line has told yet, and is a minute old; with `is_over` whatever its age.
    pub fn rest(&self, now: Timestamp, is_over: bool) -> Vec<(Alarm, String, u64)> {
        let mut states = self.0.lock();
        let due = states.iter_mut().filter(|(_, state)| state.untold > 0 && (is_over || now.since(state.told_at) >= EVERY));
        due.map(|((alarm, carrier), state)| {
            state.told_at = now;
            (*alarm, carrier.clone(), std::mem::take(&mut state.untold))
        })
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_a_minute_and_nothing_uncounted() {
        let (alarms, start) = (Alarms::default(), Timestamp::from_secs(1_000));
        let at = |seconds| start + Duration::from_secs(seconds);
        let raise = |seconds| alarms.raise(Alarm::NotDelivered, "twilio", at(seconds));
        assert_eq!([raise(0), raise(1), raise(59), raise(60), raise(61)], [Some(1), None, None, Some(3), None]);
        assert_eq!(alarms.raise(Alarm::NotDelivered, "virtual", at(61)), Some(1));
        assert_eq!(alarms.raise(Alarm::ForgedCallback, "twilio", at(61)), Some(1));
        assert_eq!(alarms.rest(at(62), false), []);
        assert_eq!(alarms.rest(at(120), false), [(Alarm::NotDelivered, "twilio".to_owned(), 1)]);
        assert_eq!([raise(121), None], [None, None]);
        assert_eq!(alarms.rest(at(121), true), [(Alarm::NotDelivered, "twilio".to_owned(), 1)]);
        assert_eq!(alarms.rest(at(999), true), []);
    }
}
