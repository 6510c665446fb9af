//! SQLite: one writer, a few read-only connections, and its errors in the house's words.
//!
//! It knows no table. Start reading at `writer.rs`, where the commits of many requests become one.

mod backup;
mod checkpointer;
mod file;
mod writer;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use parking_lot::Mutex;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, ffi};
use tokio::sync::Semaphore;

use super::tx::{self, settle};
use super::{Row, Shared, Stmt, Tx, V};
use crate::StoreError;
pub(super) use backup::back_up;
use checkpointer::Checkpointer;
pub(super) use file::create;
use writer::Writer;

/// How long a write waits for another process that holds the file, such as the command line.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// More than there are statements, so that each is prepared once a connection.
const STATEMENTS_CACHED: usize = 256;

pub(super) struct Sqlite {
    /// None where the file is only looked at.
    writer: Option<(Writer, Checkpointer)>,
    readers: Readers,
}

impl Sqlite {
    pub(super) fn open(path: PathBuf, readers: usize, shared: Arc<Shared>) -> Result<Self, StoreError> {
        file::exists(&path)?;
        let first = open_writer(&path)?;
        let readers = Readers::new(path.clone(), OpenFlags::SQLITE_OPEN_READ_ONLY, readers);
        let dirty = Arc::new(AtomicBool::new(true));
        let checkpointer = Checkpointer::start(path.clone(), Arc::clone(&dirty))?;
        Ok(Self { writer: Some((Writer::start(path, first, shared, dirty)?, checkpointer)), readers })
    }

    /// Leaves no trace: where nobody has the file open it has no journal, and SQLite is told that nobody writes (`immutable`), or
    /// else even a reader would make one.
    pub(super) fn open_to_look(path: PathBuf, readers: usize) -> Result<Self, StoreError> {
        file::exists(&path)?;
        let is_in_use = file::journal_of(&path).exists();
        let (path, access) = if is_in_use { (path, OpenFlags::empty()) } else { (file::immutable(&path), OpenFlags::SQLITE_OPEN_URI) };
        let readers = Readers::new(path, access | OpenFlags::SQLITE_OPEN_READ_ONLY, readers);
        readers.give_back(readers.take()?);
        Ok(Self { writer: None, readers })
    }

    pub(super) async fn write<F, T, E>(&self, work: F) -> Result<T, E>
    where
        F: AsyncFn(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (writer, _) = self.writer.as_ref().ok_or(E::from(StoreError::ReadOnly))?;
        writer.run(work).await
    }

    pub(super) fn path(&self) -> &Path {
        &self.readers.path
    }

    /// On a reader's connection and on the caller's own thread: a point read is shorter than a hop to another one.
    pub(super) async fn read<F, T, E>(&self, shared: &Shared, work: F) -> Result<T, E>
    where
        F: AsyncFn(&mut Tx<'_>) -> Result<T, E>,
        E: From<StoreError>,
    {
        let _permit = self.readers.free.acquire().await.map_err(|_| StoreError::Unavailable("closed".into()))?;
        let mut connection = self.readers.take()?;
        let mut tx = Tx::reading(tx::Connection::Sqlite(&mut connection), shared);
        let outcome = settle(&work, &mut tx);
        match tx.into_failure() {
            None => self.readers.give_back(connection),
            Some(failure) if !failure.spoils_connection() => self.readers.give_back(connection),
            Some(_) => drop(connection),
        }
        outcome
    }
}

/// Read-only connections, opened when first needed.
struct Readers {
    path: PathBuf,
    access: OpenFlags,
    free: Semaphore,
    idle: Mutex<Vec<Connection>>,
}

impl Readers {
    fn new(path: PathBuf, access: OpenFlags, count: usize) -> Self {
        Self { path, access, free: Semaphore::new(count.max(1)), idle: Mutex::default() }
    }

    fn take(&self) -> Result<Connection, StoreError> {
        let idle = self.idle.lock().pop();
        idle.map_or_else(|| open_reader(&self.path, self.access), Ok)
    }

    fn give_back(&self, connection: Connection) {
        self.idle.lock().push(connection);
    }
}

/// Durable at every COMMIT (`synchronous = FULL`). The page cache grows only as it is used.
fn open_writer(path: &Path) -> Result<Connection, StoreError> {
    let connection = open(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    let settings = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
        PRAGMA cache_size = -8192; PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 8000; PRAGMA journal_size_limit = 67108864;";
    connection.execute_batch(settings).map_err(|error| explain(&error, "SETTINGS"))?;
    Ok(connection)
}

fn open_reader(path: &Path, access: OpenFlags) -> Result<Connection, StoreError> {
    let connection = open(path, access)?;
    connection.execute_batch("PRAGMA cache_size = -2048;").map_err(|error| explain(&error, "SETTINGS"))?;
    Ok(connection)
}

/// Without SQLite's own mutexes: Rust's types see to it that a connection is used by one thread at a time.
fn open(path: &Path, access: OpenFlags) -> Result<Connection, StoreError> {
    let connection =
        Connection::open_with_flags(path, access | OpenFlags::SQLITE_OPEN_NO_MUTEX).map_err(|error| explain(&error, "OPEN"))?;
    connection.busy_timeout(BUSY_TIMEOUT).map_err(|error| explain(&error, "OPEN"))?;
    // Or else SQLite plans a statement anew for each new value bound to it, which costs more than running it.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(|error| explain(&error, "OPEN"))?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS_CACHED);
    Ok(connection)
}

pub(super) fn exec(connection: &Connection, statement: &'static Stmt, params: &[V<'_>]) -> Result<u64, StoreError> {
    let run = || {
        let mut prepared = connection.prepare_cached(statement.sqlite())?;
        prepared.execute(rusqlite::params_from_iter(params))
    };
    run().map(|touched| touched as u64).map_err(|error| explain(&error, statement.name()))
}

pub(super) fn rows(connection: &Connection, statement: &'static Stmt, params: &[V<'_>]) -> Result<Vec<Row>, StoreError> {
    let explain = |error: rusqlite::Error| explain(&error, statement.name());
    let mut prepared = connection.prepare_cached(statement.sqlite()).map_err(explain)?;
    let columns = prepared.column_count();
    let mut answer = prepared.query(rusqlite::params_from_iter(params)).map_err(explain)?;
    let mut rows = Vec::new();
    while let Some(row) = answer.next().map_err(explain)? {
        rows.push(Row::from_sqlite(statement.name(), row, columns)?);
    }
    Ok(rows)
}

/// SQLite's error in the house's words; what it says of a constraint names columns, never values.
pub(in crate::driver) fn explain(error: &rusqlite::Error, statement: &str) -> StoreError {
    let rusqlite::Error::SqliteFailure(failure, text) = error else {
        let kind =
            if matches!(error, rusqlite::Error::InvalidParameterCount(..)) { "wrong number of parameters" } else { "not understood" };
        return StoreError::Internal(format!("{statement}: {kind}").into());
    };
    let code = failure.extended_code;
    let told = ffi::code_to_str(code);
    match failure.code {
        ErrorCode::ConstraintViolation => StoreError::Conflict(text.as_deref().unwrap_or(told).into()),
        ErrorCode::DiskFull => StoreError::Full,
        ErrorCode::ReadOnly => StoreError::ReadOnly,
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => StoreError::Unavailable("another process holds the file".into()),
        ErrorCode::SystemIoFailure
        | ErrorCode::CannotOpen
        | ErrorCode::NotADatabase
        | ErrorCode::DatabaseCorrupt
        | ErrorCode::OutOfMemory => StoreError::Unavailable(format!("{told} (code {code})").into()),
        _ => StoreError::Internal(format!("{statement}: {told} (code {code})").into()),
    }
}
