//! Carries committed pages from the journal into the database file, beside the writer and not in its way.
//!
//! Left to the writer alone, a checkpoint would hold up every 40th group of commits for some ten milliseconds.
//! What goes wrong here goes wrong for the writer too, which tells; its own checkpoint stays as the backstop
//! that keeps the journal from growing under a load that never pauses.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, SyncSender, sync_channel};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use super::open;
use crate::StoreError;

const EVERY: Duration = Duration::from_millis(250);

/// Ends its thread when dropped.
pub(super) struct Checkpointer {
    _alive: SyncSender<()>,
}

impl Checkpointer {
    /// `dirty` is set by the writer with each commit; while it is not, the thread does nothing.
    pub(super) fn start(path: PathBuf, dirty: Arc<AtomicBool>) -> Result<Self, StoreError> {
        let (alive, ended) = sync_channel::<()>(0);
        let run = move || {
            let mut connection = None;
            while ended.recv_timeout(EVERY) == Err(RecvTimeoutError::Timeout) {
                if dirty.swap(false, Ordering::Relaxed) {
                    connection = connection.or_else(|| open(&path, OpenFlags::SQLITE_OPEN_READ_WRITE).ok()).filter(checkpoint);
                }
            }
        };
        let spawned = std::thread::Builder::new().name("store-checkpointer".into()).spawn(run);
        spawned.map_err(|error| StoreError::Unavailable(format!("no thread for checkpoints: {}", error.kind()).into()))?;
        Ok(Self { _alive: alive })
    }
}

/// As much as can be done without waiting for anybody; false when the connection is of no more use.
fn checkpoint(connection: &Connection) -> bool {
    let run = || connection.prepare_cached("PRAGMA wal_checkpoint(PASSIVE)")?.query_row([], |_| Ok(()));
    run().is_ok()
}
