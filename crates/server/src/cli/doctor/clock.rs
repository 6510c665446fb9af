//! Whether the clock was ever set: codes and tokens carry its time.

use ringfence_core::clock::Clock;

use super::Findings;
use crate::boot::SystemClock;

/// 2026-01-01: a clock before it was never set.
const PLAUSIBLE_SINCE: i64 = 1_767_225_600;

pub(super) fn look() -> Findings {
    let (mut findings, now) = (Findings::default(), SystemClock.now());
    if now.as_secs() > PLAUSIBLE_SINCE {
        findings.good(format!("it is {now}"));
    } else {
        findings.problem(format!("the clock says {now}: codes and tokens would be dated wrongly; set it, e.g. by NTP"));
    }
    findings
}
