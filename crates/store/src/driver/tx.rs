//! One transaction, or one reading, whichever database it runs on.

use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use ringfence_core::secret::Keyring;

use super::{Row, Shared, Stmt, V, postgres, sqlite};
use crate::StoreError;

/// An open transaction. What it can do is written in the files of the tables (`tenants.rs`,
/// `challenges.rs`, …), noun first.
///
/// A failed statement spoils the whole transaction on both databases, as PostgreSQL has it: it is
/// rolled back whatever the closure answers.
pub struct Tx<'c> {
    connection: Connection<'c>,
    shared: &'c Shared,
    may_write: bool,
    failed: Option<StoreError>,
}

pub(super) enum Connection<'c> {
    Sqlite(&'c mut rusqlite::Connection),
    Postgres(&'c mut postgres::Session),
}

impl<'c> Tx<'c> {
    pub(super) fn writing(connection: Connection<'c>, shared: &'c Shared) -> Self {
        Self { connection, shared, may_write: true, failed: None }
    }

    pub(super) fn reading(connection: Connection<'c>, shared: &'c Shared) -> Self {
        Self { connection, shared, may_write: false, failed: None }
    }

    /// The first statement's failure, if any.
    pub(super) fn into_failure(self) -> Option<StoreError> {
        self.failed
    }

    pub(crate) fn keyring(&self) -> Result<Arc<Keyring>, StoreError> {
        self.shared.keyring()
    }

    /// Runs a statement for its effect; answers the number of rows it touched.
    pub(crate) async fn exec(&mut self, statement: &'static Stmt, params: &[V<'_>]) -> Result<u64, StoreError> {
        self.admit(statement)?;
        let outcome = match &mut self.connection {
            Connection::Sqlite(connection) => sqlite::exec(connection, statement, params),
            Connection::Postgres(session) => session.exec(statement, params).await,
        };
        self.note(outcome)
    }

    /// Runs a statement for its rows.
    pub(crate) async fn rows(&mut self, statement: &'static Stmt, params: &[V<'_>]) -> Result<Vec<Row>, StoreError> {
        self.admit(statement)?;
        let outcome = match &mut self.connection {
            Connection::Sqlite(connection) => sqlite::rows(connection, statement, params),
            Connection::Postgres(session) => session.rows(statement, params).await,
        };
        self.note(outcome)
    }

    /// The first row, where at most one is expected.
    pub(crate) async fn row(&mut self, statement: &'static Stmt, params: &[V<'_>]) -> Result<Option<Row>, StoreError> {
        Ok(self.rows(statement, params).await?.into_iter().next())
    }

    /// Several statements in one text, each database's own; for migrations.
    pub(super) async fn batch(&mut self, sqlite: &str, postgres: &str, name: &str) -> Result<(), StoreError> {
        let outcome = match &mut self.connection {
            Connection::Sqlite(connection) => connection.execute_batch(sqlite).map_err(|error| sqlite::explain(&error, name)),
            Connection::Postgres(session) => session.batch(postgres, name).await,
        };
        self.note(outcome)
    }

    fn admit(&self, statement: &'static Stmt) -> Result<(), StoreError> {
        match &self.failed {
            Some(failure) => Err(failure.clone()),
            None if self.may_write || statement.reads_only() => Ok(()),
            None => Err(StoreError::Internal(format!("{} writes, and this is a reading", statement.name()).into())),
        }
    }

    fn note<T>(&mut self, outcome: Result<T, StoreError>) -> Result<T, StoreError> {
        if let Err(failure) = &outcome {
            self.shared.note(failure);
            self.failed = Some(failure.clone());
        }
        outcome
    }
}

/// Runs `work` where every statement answers at once, as on SQLite: its future is polled a single time.
/// What is not ready then has awaited something else, which a transaction must not do.
pub(super) fn settle<F, T, E>(work: &F, tx: &mut Tx<'_>) -> Result<T, E>
where
    F: AsyncFn(&mut Tx<'_>) -> Result<T, E>,
    E: From<StoreError>,
{
    let answer = std::pin::pin!(work(tx));
    match answer.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(answer) => answer,
        Poll::Pending => Err(E::from(StoreError::Awaited)),
    }
}
