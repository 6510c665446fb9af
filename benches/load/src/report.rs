//! The figures of one run, as a table for people and as JSON for everything else.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;
use std::process::Command;

use anyhow::Context as _;
use serde::Serialize;

use crate::latency::Summary;
use crate::load::Measured;
use crate::parts::{Parts, per};
use crate::startup::Startup;

#[derive(Serialize)]
pub(crate) struct Report {
    setting: Setting,
    /// Milliseconds.
    startup: Startup,
    /// Bytes.
    memory: Memory,
    size: Size,
    full_load: Load,
    half_load: Load,
    /// Microseconds of CPU.
    parts: Option<Parts>,
    verdict: Option<Verdict>,
}

#[derive(Clone, Copy, Serialize)]
pub(crate) struct Setting {
    pub(crate) database: &'static str,
    pub(crate) users: u32,
    pub(crate) clients: u32,
    pub(crate) seconds: u32,
}

#[derive(Clone, Copy, Serialize)]
pub(crate) struct Memory {
    pub(crate) idle: u64,
    /// After as many passwords as there are users were hashed twice.
    pub(crate) enrolled: u64,
    pub(crate) loaded: u64,
}

#[derive(Clone, Copy, Serialize)]
pub(crate) struct Size {
    binary: u64,
    /// Absent where there is no `strip`.
    stripped: Option<u64>,
}

#[derive(Serialize)]
struct Load {
    cycles: usize,
    cycles_per_second: f64,
    /// Milliseconds.
    challenge: Summary,
    inbox: Summary,
    verify: Summary,
    cycle: Summary,
    /// Microseconds of CPU a cycle: the server's, this tool's, and the whole machine's with both.
    server_cpu: f64,
    own_cpu: f64,
    machine_cpu: f64,
    early_inbox_readings: u64,
    errors: BTreeMap<String, u64>,
}

/// The server's CPU of a cycle against the sum of its unavoidable parts.
#[derive(Clone, Copy, Serialize)]
struct Verdict {
    sum_of_parts: f64,
    ratio: f64,
    /// The reading of the inbox is the walk's errand, not the second factor's.
    ratio_without_inbox_read: f64,
}

impl Report {
    pub(crate) fn new(
        setting: Setting,
        startup: Startup,
        memory: Memory,
        full: Measured,
        half: Measured,
        parts: Option<Parts>,
        size: Size,
    ) -> Self {
        let full_load = Load::from(full);
        // With PostgreSQL the commits are another process's work, which the server's CPU doesn't hold.
        let weighed = parts.filter(|_| setting.database == "SQLite");
        let verdict = weighed.map(|parts| Verdict {
            sum_of_parts: parts.sum(),
            ratio: full_load.server_cpu / parts.sum(),
            ratio_without_inbox_read: (full_load.server_cpu - parts.inbox_read) / parts.sum(),
        });
        Self { setting, startup, memory, size, full_load, half_load: Load::from(half), parts, verdict }
    }
}

impl From<Measured> for Load {
    fn from(mut measured: Measured) -> Self {
        let cycles = measured.tally.cycle.len();
        let each = |cpu| per(cpu, cycles as u64);
        Self {
            cycles,
            cycles_per_second: measured.rate(),
            challenge: measured.tally.challenge.summary(),
            inbox: measured.tally.inbox.summary(),
            verify: measured.tally.verify.summary(),
            cycle: measured.tally.cycle.summary(),
            server_cpu: each(measured.server_cpu),
            own_cpu: each(measured.own_cpu),
            machine_cpu: each(measured.machine_cpu),
            early_inbox_readings: measured.tally.early_readings,
            errors: measured.tally.errors,
        }
    }
}

impl Size {
    pub(crate) fn of(binary: &Path) -> anyhow::Result<Self> {
        let copy = tempfile::NamedTempFile::new()?;
        let strip = Command::new("strip").arg("-o").arg(copy.path()).arg(binary).status();
        let is_stripped = strip.is_ok_and(|status| status.success());
        let size = |path: &Path| Ok::<_, anyhow::Error>(std::fs::metadata(path).with_context(|| path.display().to_string())?.len());
        Ok(Self { binary: size(binary)?, stripped: is_stripped.then(|| size(copy.path())).transpose()? })
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Setting { database, users, clients, seconds } = self.setting;
        writeln!(f, "{database}, {users} users, {clients} clients, {seconds} s of each load\n")?;
        writeln!(
            f,
            "start to first answer    {:>9.1} ms  (median of five; the very first {:.0} ms)",
            self.startup.warm_median, self.startup.first
        )?;
        writeln!(f, "memory idle              {:>9.1} MiB", mebibytes(self.memory.idle))?;
        writeln!(f, "memory after enrolling   {:>9.1} MiB", mebibytes(self.memory.enrolled))?;
        writeln!(f, "memory after full load   {:>9.1} MiB", mebibytes(self.memory.loaded))?;
        writeln!(f, "binary                   {:>9.1} MiB", mebibytes(self.size.binary))?;
        if let Some(stripped) = self.size.stripped {
            writeln!(f, "binary, stripped         {:>9.1} MiB", mebibytes(stripped))?;
        }
        writeln!(f, "\nfull load, closed loop\n{}", self.full_load)?;
        writeln!(f, "half load, paced\n{}", self.half_load)?;
        let Some(parts) = &self.parts else { return Ok(()) };
        writeln!(f, "unavoidable parts, CPU\n{parts}")?;
        if let Some(verdict) = &self.verdict {
            writeln!(f, "server CPU of a cycle    {:>9.2} × the sum of its parts", verdict.ratio)?;
            writeln!(f, "  without its inbox read {:>9.2} ×", verdict.ratio_without_inbox_read)?;
        }
        Ok(())
    }
}

impl fmt::Display for Load {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "  cycles                 {:>9.0} a second ({} in all)", self.cycles_per_second, self.cycles)?;
        let steps = [("challenge", &self.challenge), ("inbox read", &self.inbox), ("verify", &self.verify), ("whole cycle", &self.cycle)];
        for (name, Summary { p50, p99, max }) in steps {
            writeln!(f, "  {name:<22} {p50:>9.2} ms p50 {p99:>9.2} ms p99 {max:>9.2} ms max")?;
        }
        for (whose, cpu) in [("server", self.server_cpu), ("this tool", self.own_cpu), ("whole machine", self.machine_cpu)] {
            writeln!(f, "  CPU a cycle, {whose:<13}{cpu:>6.0} µs")?;
        }
        if self.early_inbox_readings > 0 {
            writeln!(f, "  inbox read too early   {:>9} times", self.early_inbox_readings)?;
        }
        for (kind, times) in &self.errors {
            writeln!(f, "  ERROR {kind}: {times} times")?;
        }
        Ok(())
    }
}

impl fmt::Display for Parts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "  one RS256 signature    {:>9.1} µs", self.signature)?;
        writeln!(f, "  two durable commits    {:>9.1} µs  ({:.1} µs each, in groups of 64)", 2.0 * self.commit, self.commit)?;
        writeln!(f, "  two HTTP exchanges     {:>9.1} µs  ({:.1} µs each)", 2.0 * self.exchange, self.exchange)?;
        writeln!(f, "  their sum              {:>9.1} µs", self.sum())?;
        writeln!(f, "  (an inbox read         {:>9.1} µs)", self.inbox_read)
    }
}

fn mebibytes(bytes: u64) -> f64 {
    bytes as f64 / f64::from(1 << 20)
}
