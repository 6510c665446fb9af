//! What Linux knows about a process: CPU and memory, read from /proc.

use std::fs;
use std::time::Duration;

use anyhow::Context as _;

/// /proc/PID/stat counts in USER_HZ, which is 100 on every architecture that Rust's tier-1 Linux runs on.
const TICK: Duration = Duration::from_millis(10);

/// User and system time of all threads of a process, those that have ended included.
pub(crate) fn process_cpu(pid: u32) -> anyhow::Result<Duration> {
    let path = format!("/proc/{pid}/stat");
    let stat = fs::read_to_string(&path).with_context(|| path.clone())?;
    ticks_of(&stat).map(|ticks| TICK * ticks).with_context(|| format!("{path} is not understood"))
}

/// utime and stime, the 14th and 15th field. The second is the program's name, which may hold anything but ends in the last `)`.
fn ticks_of(stat: &str) -> Option<u32> {
    let (_, after_name) = stat.rsplit_once(')')?;
    let mut fields = after_name.split_ascii_whitespace().skip(11);
    let mut next = || fields.next()?.parse::<u32>().ok();
    Some(next()? + next()?)
}

/// All work of the machine (every process, the kernel, interrupts), for what neither process is billed for.
pub(crate) fn machine_cpu() -> anyhow::Result<Duration> {
    let stat = fs::read_to_string("/proc/stat").context("/proc/stat")?;
    busy_of(&stat).map(|ticks| TICK * ticks).context("/proc/stat is not understood")
}

/// `cpu user nice system idle iowait irq softirq …`: all but the two idle ones. Steal is not our work.
fn busy_of(stat: &str) -> Option<u32> {
    let line = stat.lines().find_map(|line| line.strip_prefix("cpu "))?;
    let ticks: Vec<u32> = line.split_ascii_whitespace().map_while(|field| field.parse().ok()).collect();
    Some(ticks.get(..3)?.iter().sum::<u32>() + ticks.get(5..7)?.iter().sum::<u32>())
}

/// CPU time of the calling thread. The scheduler brings it up to date at least every few milliseconds: measure over many of them.
pub(crate) fn thread_cpu() -> anyhow::Result<Duration> {
    let schedstat = fs::read_to_string("/proc/thread-self/schedstat").context("/proc/thread-self/schedstat")?;
    let nanos = schedstat.split_ascii_whitespace().next().and_then(|field| field.parse().ok());
    nanos.map(Duration::from_nanos).context("/proc/thread-self/schedstat is not understood")
}

/// Resident memory in bytes.
pub(crate) fn rss(pid: u32) -> anyhow::Result<u64> {
    status(pid, "VmRSS:")
}

/// The most it ever was.
pub(crate) fn peak_rss(pid: u32) -> anyhow::Result<u64> {
    status(pid, "VmHWM:")
}

fn status(pid: u32, name: &str) -> anyhow::Result<u64> {
    let path = format!("/proc/{pid}/status");
    let status = fs::read_to_string(&path).with_context(|| path.clone())?;
    let kib = status.lines().find_map(|line| line.strip_prefix(name)?.trim().strip_suffix(" kB")?.parse::<u64>().ok());
    kib.map(|kib| kib * 1024).with_context(|| format!("{path} has no {name}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_spaces_and_parentheses_moves_no_field() {
        let stat = "42 (a) b (c)) S 1 42 42 0 -1 4194560 1000 0 2 0 123 45 0 0 20 0 8 0 100 1000000 500";
        assert_eq!(ticks_of(stat), Some(168));
        assert_eq!(ticks_of("nonsense"), None);
    }

    #[test]
    fn idle_waiting_and_stolen_time_is_no_work() {
        assert_eq!(busy_of("cpu  100 10 30 9999 8888 4 5 7777 0 0\ncpu0 1 1 1 1 1 1 1 1 0 0\n"), Some(149));
    }

    #[test]
    fn this_process_has_a_cost() {
        let before = thread_cpu().expect("readable");
        let mut sum = 0u64;
        while thread_cpu().expect("readable") - before < Duration::from_millis(30) {
            sum = std::hint::black_box(sum + 1);
        }
        assert!(process_cpu(std::process::id()).expect("readable") >= TICK);
        assert!(peak_rss(std::process::id()).expect("readable") > 100_000);
        assert!(rss(std::process::id()).expect("readable") > 100_000);
        assert!(machine_cpu().expect("readable") > Duration::ZERO);
    }
}
