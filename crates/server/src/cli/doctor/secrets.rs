//! The master key, the files that hold secrets, and the room on the database's disk.

use std::path::Path;

use super::Findings;
use crate::boot::{self, database, exposure};
use crate::config::Settings;

const MIB: u64 = 1024 * 1024;
/// Less than this, and a burst of sign-ins or one import fills it.
const TOO_LITTLE: u64 = 64 * MIB;
const LITTLE: u64 = 512 * MIB;

pub(super) fn look(settings: &Settings) -> Findings {
    let mut findings = Findings::default();
    match boot::keys::master_keys(settings) {
        Ok(_) => findings.good("a master key is set"),
        Err(problem) => findings.refuse(format!("{problem:#}")),
    }
    for exposed in exposure::all_exposed(settings) {
        findings.problem(exposed);
    }
    if let Some(folder) = database::sqlite_file(settings).map(folder_of)
        && let Ok(disk) = rustix::fs::statvfs(folder)
    {
        room(folder, disk.f_bavail.saturating_mul(disk.f_frsize), &mut findings);
    }
    findings
}

fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn room(folder: &Path, free: u64, findings: &mut Findings) {
    let words = format!("{} MiB are free on the disk of {}", free / MIB, folder.display());
    match free {
        ..TOO_LITTLE => findings.problem(format!("{words}: on a full disk nothing can be stored and nobody can sign in. Make room")),
        TOO_LITTLE..LITTLE => findings.note(format!("{words}, which is little")),
        _ => findings.good(words),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_told_before_it_hurts() {
        for (free, word) in [(0, "PROBLEM"), (TOO_LITTLE - 1, "PROBLEM"), (TOO_LITTLE, "note"), (LITTLE, "ok")] {
            let mut findings = Findings::default();
            room(Path::new("data"), free, &mut findings);
            let said: Vec<String> = findings.iter().map(ToString::to_string).collect();
            assert!(said.len() == 1 && said[0].starts_with(word), "{free}: {said:?}");
        }
    }
}
