//! A time as it is typed, down to whatever its author cared for: `2025`, `2025-11`, `2025-11-24T16:00`.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;
use jiff::{SignedDuration, ToSpan};

use super::Range;
use crate::clock::Timestamp;
use std::ops::Bound;

/// From its first microsecond to the one after its last.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Moment {
    pub start: Timestamp,
    pub end: Timestamp,
}

impl Moment {
    pub(super) fn holds(self, at: Timestamp) -> bool {
        self.start <= at && at < self.end
    }

    /// `None` if it is no time. One without an offset is UTC.
    pub(super) fn parse(text: &str) -> Option<Self> {
        if text.len() == 13 && text.bytes().all(|byte| byte.is_ascii_digit()) {
            let millis: i64 = text.parse().ok()?;
            return Some(Self { start: Timestamp::from_micros(millis * 1000), end: Timestamp::from_micros((millis + 1) * 1000) });
        }
        let (date, clock) = text.split_once(['T', 't', ' ']).map_or((text, None), |(date, clock)| (date, Some(clock)));
        let mut parts = date.split('-');
        let (year, month, day) = (number(parts.next()?, 4)?, parts.next(), parts.next());
        if parts.next().is_some() || (clock.is_some() && day.is_none()) {
            return None;
        }
        let of = |part: Option<&str>| part.map_or(Some(1), |part| number(part, 2));
        let first = Date::new(year, i8::try_from(of(month)?).ok()?, i8::try_from(of(day)?).ok()?).ok()?.to_datetime(Time::midnight());
        match (month, day, clock) {
            (None, ..) => Self::between(first, first.checked_add(1.year()).ok()?, Offset::UTC),
            (_, None, _) => Self::between(first, first.checked_add(1.month()).ok()?, Offset::UTC),
            (_, _, None) => Self::between(first, first.checked_add(1.day()).ok()?, Offset::UTC),
            (_, _, Some(clock)) => Self::of_day(first, clock),
        }
    }

    fn of_day(midnight: DateTime, clock: &str) -> Option<Self> {
        let (clock, offset) = split_offset(clock)?;
        let mut parts = clock.split(':');
        let (hour, minute, second) = (number(parts.next()?, 2)?, parts.next(), parts.next());
        if parts.next().is_some() {
            return None;
        }
        let minutes = minute.map_or(Some(0), |part| number(part, 2))?;
        let (seconds, fraction) = second.map_or(("00", None), |part| part.split_once('.').map_or((part, None), |(s, f)| (s, Some(f))));
        let seconds = number(seconds, 2)?;
        if hour > 23 || minutes > 59 || seconds > 59 {
            return None;
        }
        let (fraction, step) = match (minute, second, fraction) {
            (None, ..) => (0, 3_600_000_000),
            (_, None, _) => (0, 60_000_000),
            (_, _, None) => (0, 1_000_000),
            (_, _, Some(digits)) => micros(digits)?,
        };
        let since = (i64::from(hour) * 3600 + i64::from(minutes) * 60 + i64::from(seconds)) * 1_000_000 + fraction;
        let start = midnight.checked_add(SignedDuration::from_micros(since)).ok()?;
        Self::between(start, start.checked_add(SignedDuration::from_micros(step)).ok()?, offset)
    }

    fn between(start: DateTime, end: DateTime, offset: Offset) -> Option<Self> {
        let at = |moment| offset.to_timestamp(moment).ok().map(|moment| Timestamp::from_micros(moment.as_microsecond()));
        Some(Self { start: at(start)?, end: at(end)? })
    }
}

impl Range {
    /// From the first (inclusive) to the last (exclusive) moment, if its ends are times. An end that is no more than a day holds all of
    /// it, or none: `{2025-11-24 TO *}` begins with the 25th.
    pub fn times(&self) -> Option<(Option<Timestamp>, Option<Timestamp>)> {
        let from = match &self.from {
            Bound::Unbounded => None,
            Bound::Included(text) => Some(Moment::parse(text)?.start),
            Bound::Excluded(text) => Some(Moment::parse(text)?.end),
        };
        let to = match &self.to {
            Bound::Unbounded => None,
            Bound::Included(text) => Some(Moment::parse(text)?.end),
            Bound::Excluded(text) => Some(Moment::parse(text)?.start),
        };
        Some((from, to))
    }
}

/// Exactly so many digits.
fn number(text: &str, digits: usize) -> Option<i16> {
    let is_number = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { text.parse().ok() } else { None }
}

/// A fraction of a second in microseconds, and how long its last digit lasts.
fn micros(digits: &str) -> Option<(i64, i64)> {
    if digits.is_empty() || digits.len() > 9 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let kept = &digits[..digits.len().min(6)];
    let step = (kept.len()..6).fold(1, |step, _| step * 10);
    Some((kept.parse::<i64>().ok()? * step, step))
}

fn split_offset(clock: &str) -> Option<(&str, Offset)> {
    if let Some(clock) = clock.strip_suffix(['Z', 'z']) {
        return Some((clock, Offset::UTC));
    }
    let Some(place) = clock.find(['+', '-']) else {
        return Some((clock, Offset::UTC));
    };
    let (clock, offset) = clock.split_at(place);
    let (sign, span) = offset.split_at(1);
    let (hours, minutes) = span.split_once(':').or_else(|| span.split_at_checked(2))?;
    let seconds = i32::from(number(hours, 2)?) * 3600 + i32::from(number(minutes, 2)?) * 60;
    Some((clock, Offset::from_seconds(if sign == "-" { -seconds } else { seconds }).ok()?))
}
