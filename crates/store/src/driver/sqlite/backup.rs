//! A copy of the database while it is written to: whole, of one moment, and read back before it counts.
//!
//! `VACUUM INTO` reads in one transaction and keeps nobody from writing. The copy has its name only once it is on the disk and
//! sound: whatever ends the process earlier leaves a file that says `.partial`.

use std::fs::{File, OpenOptions, rename};
use std::io::{Error, ErrorKind};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use super::{explain, open_reader};
use crate::StoreError;

/// Copies to a file that is not there yet, readable by its owner alone; answers its size in bytes.
pub(in crate::driver) fn back_up(database: &Path, target: &Path) -> Result<u64, StoreError> {
    if target.exists() {
        return Err(failed(target, "there is something of this name already"));
    }
    let partial = PathBuf::from(format!("{}.partial", target.display()));
    // SQLite takes an empty file for none, so that the copy is never readable by others, not even for a moment.
    let made = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&partial);
    made.map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => failed(&partial, "a backup that did not finish lies there, or one is under way: remove it"),
        _ => unwritten(&partial, &error),
    })?;
    let copied = copy(database, &partial).and_then(|()| verify(&partial)).and_then(|()| settle(&partial, target));
    if copied.is_err() {
        // What is left is of no use. That it cannot be removed is worth less than why the copy failed.
        drop(std::fs::remove_file(&partial));
    }
    copied
}

fn copy(database: &Path, partial: &Path) -> Result<(), StoreError> {
    let name = partial.to_str().ok_or_else(|| failed(partial, "the name is not UTF-8"))?;
    let source = open_reader(database, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    source.execute("VACUUM INTO ?1", [name]).map(drop).map_err(|error| explain(&error, "VACUUM INTO"))
}

/// Reads every page, and holds indexes and references against their rows.
fn verify(partial: &Path) -> Result<(), StoreError> {
    let explain = |error: rusqlite::Error| explain(&error, "VERIFY");
    let copy = Connection::open_with_flags(partial, OpenFlags::SQLITE_OPEN_READ_ONLY).map_err(explain)?;
    let verdict: String = copy.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0)).map_err(explain)?;
    let astray = copy.prepare("PRAGMA foreign_key_check").map_err(explain)?.exists([]).map_err(explain)?;
    if verdict == "ok" && !astray {
        return Ok(());
    }
    Err(StoreError::Corrupt("the copy is not sound, and so the database may not be either: look at its disk".into()))
}

/// On the disk before it has its name, and its name on the disk too.
fn settle(partial: &Path, target: &Path) -> Result<u64, StoreError> {
    let settled = || {
        let file = File::open(partial)?;
        file.sync_all()?;
        rename(partial, target)?;
        let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        File::open(folder)?.sync_all()?;
        Ok(file.metadata()?.len())
    };
    settled().map_err(|error: Error| unwritten(target, &error))
}

fn unwritten(path: &Path, error: &Error) -> StoreError {
    failed(path, &error.kind().to_string())
}

fn failed(path: &Path, why: &str) -> StoreError {
    StoreError::Copy(format!("{}: {why}", path.display()).into())
}
