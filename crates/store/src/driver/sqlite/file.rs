//! The database's file before SQLite opens it: whether it is there, who may read it, whom it belongs to.

use std::fs::{File, OpenOptions};
use std::io::{Error, ErrorKind};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, fchown};
use std::path::{Path, PathBuf};

use crate::StoreError;

pub(super) fn exists(path: &Path) -> Result<(), StoreError> {
    match path.metadata() {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::NotFound => Err(StoreError::Absent(path.display().to_string().into())),
        Err(error) => Err(explain(path, &error)),
    }
}

/// What SQLite writes to before it writes to the file itself; it is there as long as anybody has the file open.
pub(super) fn journal_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-wal");
    name.into()
}

/// The file as a URI that promises SQLite that nobody writes to it (<https://www.sqlite.org/uri.html>).
pub(super) fn immutable(path: &Path) -> PathBuf {
    let escaped = path.display().to_string().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    format!("file:{escaped}?immutable=1").into()
}

/// Makes the file unless it is there, readable by its owner alone. Its journal inherits mode and owner from it.
///
/// A file that root makes in somebody's folder becomes theirs, so that the service which runs as that user can open it.
pub(in crate::driver) fn create(path: &Path) -> Result<(), StoreError> {
    if path.exists() {
        return Ok(());
    }
    let file = OpenOptions::new().append(true).create(true).mode(0o600).open(path).map_err(|error| explain(path, &error))?;
    give_to_folders_owner(&file, path).map_err(|error| explain(path, &error))
}

fn give_to_folders_owner(file: &File, path: &Path) -> Result<(), Error> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let (folder, own) = (folder.metadata()?, file.metadata()?);
    // Only root can give a file away; anybody else keeps what they make.
    if own.uid() != 0 || folder.uid() == 0 {
        return Ok(());
    }
    fchown(file, Some(folder.uid()), Some(folder.gid()))
}

fn explain(path: &Path, error: &Error) -> StoreError {
    StoreError::Unavailable(format!("{}: {}", path.display(), error.kind()).into())
}
