//! How many connections fit under the limit on open files, each being one. The soft limit is raised as far as it takes and as the hard
//! limit allows.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// Files for the database, carriers and everything else.
const SPARE: u64 = 256;

/// At most `wanted`.
pub(super) fn make_room(wanted: usize) -> usize {
    let needed = u64::try_from(wanted).unwrap_or(u64::MAX).saturating_add(SPARE);
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    // None is no limit.
    if current.is_none_or(|soft| soft >= needed) {
        return wanted;
    }
    let raised = Rlimit { current: Some(maximum.map_or(needed, |hard| hard.min(needed))), maximum };
    let soft = if setrlimit(Resource::Nofile, raised).is_ok() { raised.current } else { current };
    let room = soft.map_or(wanted, |soft| fitting(soft, wanted));
    if room < wanted {
        tracing::warn!(
            connections.limit = room,
            "fewer connections than server.max_connections are served: the process may not open more files (LimitNOFILE, ulimit -n)"
        );
    }
    room
}

fn fitting(files: u64, wanted: usize) -> usize {
    let spared = SPARE.min(files / 2);
    usize::try_from(files - spared).unwrap_or(usize::MAX).min(wanted).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn something_is_left_for_the_database() {
        for (files, wanted, room) in [(8192, 4096, 4096), (1024, 4096, 768), (300, 4096, 150), (0, 4096, 1), (100_000, 1, 1)] {
            assert_eq!(fitting(files, wanted), room, "{files} {wanted}");
        }
    }
}
