//! The only place that knows there are two databases: SQLite in a file, PostgreSQL over the network.
//!
//! It never knows what a table is for. Everything is written by [`Store::tx`]: `Ok` means durable, `Err`
//! means nothing was written. Start reading there, then `sqlite/writer.rs` (group commit) and `postgres/`.

mod migrate;
mod param;
mod postgres;
mod reply;
mod row;
mod schema;
mod sqlite;
mod statement;
mod tx;

#[cfg(test)]
mod tests;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use parking_lot::RwLock;
use ringfence_core::secret::Keyring;

use crate::StoreError;
pub(crate) use migrate::STATEMENTS;
pub(crate) use param::{V, params};
pub(crate) use row::Row;
pub use schema::SchemaState;
pub use statement::Stmt;
pub(crate) use statement::statements;
pub use tx::Tx;

/// How much a store may hold open.
#[derive(Clone, Debug)]
pub struct StoreOptions {
    /// Read-only SQLite connections beside the one writer.
    pub readers: usize,
    /// PostgreSQL connections.
    pub pg_pool: usize,
}

impl Default for StoreOptions {
    fn default() -> Self {
        Self { readers: 4, pg_pool: 16 }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Read,
    Write,
}

/// The way to what is remembered; cheap to clone.
#[derive(Clone)]
pub struct Store {
    shared: Arc<Shared>,
    backend: Arc<Backend>,
}

/// What a transaction needs besides its connection.
#[derive(Default)]
pub(crate) struct Shared {
    keyring: RwLock<Option<Arc<Keyring>>>,
    /// The last write that needed room found none.
    pub(crate) was_full: AtomicBool,
}

impl Shared {
    pub(crate) fn keyring(&self) -> Result<Arc<Keyring>, StoreError> {
        self.keyring.read().clone().ok_or(StoreError::Locked)
    }

    /// Looks at why a statement or a commit failed.
    pub(crate) fn note(&self, failure: &StoreError) {
        if *failure == StoreError::Full {
            self.was_full.store(true, Ordering::Relaxed);
        }
    }
}

enum Backend {
    Sqlite(sqlite::Sqlite),
    Postgres(postgres::Threads),
}

impl Store {
    /// Opens `sqlite:///abs/path.db` (made when absent, readable by its owner only) or `postgres://…`.
    pub async fn open(url: &str, options: StoreOptions) -> Result<Self, StoreError> {
        if let Some(path) = url.strip_prefix("sqlite://") {
            sqlite::create(path.as_ref())?;
        }
        Self::open_existing(url, options).await
    }

    /// As [`Store::open`], and a SQLite file that is not there is [`StoreError::Absent`]: nothing is made.
    pub async fn open_existing(url: &str, options: StoreOptions) -> Result<Self, StoreError> {
        let shared = Arc::new(Shared::default());
        let backend = if let Some(path) = url.strip_prefix("sqlite://") {
            Backend::Sqlite(sqlite::Sqlite::open(path.into(), options.readers, Arc::clone(&shared))?)
        } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            Backend::Postgres(postgres::Threads::start(postgres::Postgres::open(url, options.pg_pool, Arc::clone(&shared))?)?)
        } else {
            return Err(StoreError::Internal("a database URL starts with sqlite:// or postgres://".into()));
        };
        Ok(Self { shared, backend: Arc::new(backend) })
    }

    pub(crate) fn shared(&self) -> &Shared {
        &self.shared
    }

    /// For looking only: nothing is made, migrated, written or checkpointed, and what tries to write fails.
    pub async fn open_to_look(url: &str, options: StoreOptions) -> Result<Self, StoreError> {
        let Some(path) = url.strip_prefix("sqlite://") else { return Self::open(url, options).await };
        let shared = Arc::new(Shared::default());
        let backend = Backend::Sqlite(sqlite::Sqlite::open_to_look(path.into(), options.readers)?);
        Ok(Self { shared, backend: Arc::new(backend) })
    }

    pub fn is_postgres(&self) -> bool {
        matches!(*self.backend, Backend::Postgres(_))
    }

    /// From here on sealed values can be written and read. May be called again after a rotation.
    pub fn set_keyring(&self, keyring: Arc<Keyring>) {
        *self.shared.keyring.write() = Some(keyring);
    }

    pub fn keyring(&self) -> Result<Arc<Keyring>, StoreError> {
        self.shared.keyring()
    }

    /// Runs `work` in one transaction. `Ok` means durable; after an `Err`, a failed statement or a panic
    /// (which reaches the caller) nothing was written, but see [`StoreError::UnknownOutcome`].
    ///
    /// `work` may run more than once: ids, times and codes come from outside. Only its `Tx` may be
    /// awaited in it, so that no network call ever happens while a transaction is open. It runs on a thread
    /// of the store's, so that its future need not be `Send`; a caller who goes away does not stop it midway.
    #[expect(
        clippy::manual_async_fn,
        reason = "the promise of Send is made here, for closures of every shape, and not left to each caller's compiler"
    )]
    pub fn tx<F, T, E>(&self, work: F) -> impl Future<Output = Result<T, E>> + Send
    where
        F: AsyncFn(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        async move {
            match &*self.backend {
                Backend::Sqlite(sqlite) => sqlite.write(work).await,
                Backend::Postgres(threads) => threads.run(Mode::Write, work).await,
            }
        }
    }

    /// Runs `work` on a connection that reads only. Each statement sees what is committed by then.
    #[expect(
        clippy::manual_async_fn,
        reason = "the promise of Send is made here, for closures of every shape, and not left to each caller's compiler"
    )]
    pub fn read<F, T, E>(&self, work: F) -> impl Future<Output = Result<T, E>> + Send
    where
        F: AsyncFn(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        async move {
            match &*self.backend {
                Backend::Sqlite(sqlite) => sqlite.read(&self.shared, work).await,
                Backend::Postgres(threads) => threads.run(Mode::Read, work).await,
            }
        }
    }

    /// Copies a SQLite database to a new file, readable by its owner alone, while it is written to; answers its size once it is on
    /// the disk and was read back. PostgreSQL has its own tools for that.
    pub async fn back_up(&self, target: PathBuf) -> Result<u64, StoreError> {
        let Backend::Sqlite(sqlite) = &*self.backend else {
            return Err(StoreError::Internal("PostgreSQL is backed up by its own tools".into()));
        };
        let database = sqlite.path().to_owned();
        let copied = tokio::task::spawn_blocking(move || sqlite::back_up(&database, &target)).await;
        copied.unwrap_or_else(|_| Err(StoreError::Unavailable("the copying thread ended".into())))
    }
}
