//! One pooled connection, with at most one transaction on it at a time.

use std::sync::Arc;

use deadpool_postgres::Object;
use futures_util::future::{self, Either, join};
use futures_util::{StreamExt, pin_mut};
use tokio_postgres::Statement;

use super::error::{explain, is_lost};
use super::pulse::Pulse;
use crate::StoreError;
use crate::driver::{Row, Stmt, V};

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Fresh,
    Begun,
    Ended,
}

pub(in crate::driver) struct Session {
    /// `None` once the connection is not worth keeping.
    client: Option<Object>,
    pulse: Arc<Pulse>,
    in_transaction: bool,
    state: State,
}

impl Session {
    pub(super) fn new(client: Object, pulse: Arc<Pulse>, in_transaction: bool) -> Self {
        Self { client: Some(client), pulse, in_transaction, state: State::Fresh }
    }

    /// After a rollback: the same connection, another transaction.
    pub(super) fn start_afresh(&mut self) {
        self.state = State::Fresh;
    }

    pub(in crate::driver) async fn exec(&mut self, statement: &'static Stmt, params: &[V<'_>]) -> Result<u64, StoreError> {
        let pulse = Arc::clone(&self.pulse);
        let (client, prepared, begins) = self.prepare(statement).await?;
        let run = client.execute_raw(&prepared, params.iter().copied());
        let outcome = pulse.watch(with_begin(client, begins, run)).await;
        self.heard(outcome, statement.name())
    }

    pub(in crate::driver) async fn rows(&mut self, statement: &'static Stmt, params: &[V<'_>]) -> Result<Vec<Row>, StoreError> {
        let pulse = Arc::clone(&self.pulse);
        let (client, prepared, begins) = self.prepare(statement).await?;
        let run = async {
            let answer = client.query_raw(&prepared, params.iter().copied()).await?;
            pin_mut!(answer);
            let mut rows = Vec::new();
            while let Some(row) = answer.next().await {
                rows.push(row?);
            }
            Ok(rows)
        };
        let outcome = pulse.watch(with_begin(client, begins, run)).await;
        let rows: Vec<tokio_postgres::Row> = self.heard(outcome, statement.name())?;
        rows.iter().map(|row| Row::from_postgres(statement.name(), row)).collect()
    }

    /// Begins under a lock that goes with the transaction.
    pub(super) async fn begin_locked(&mut self, lock: &str) -> Result<(), StoreError> {
        self.state = State::Begun;
        self.batch("BEGIN", "BEGIN").await?;
        self.batch("SET LOCAL statement_timeout = 0", "TIMEOUT").await?;
        self.batch(lock, "LOCK").await
    }

    /// Several statements in one text; for migrations.
    pub(in crate::driver) async fn batch(&mut self, sql: &str, name: &str) -> Result<(), StoreError> {
        let client = self.client.as_ref().ok_or_else(gone)?;
        let outcome = self.pulse.watch(client.batch_execute(sql)).await;
        self.heard(outcome, name)
    }

    pub(super) async fn commit(&mut self) -> Result<(), StoreError> {
        if self.state != State::Begun {
            return Ok(());
        }
        let client = self.client.as_ref().ok_or_else(gone)?;
        let outcome = self.pulse.watch(client.batch_execute("COMMIT")).await;
        self.state = State::Ended;
        match outcome {
            Ok(Ok(())) => Ok(()),
            Ok(Err(error)) if !is_lost(&error) => Err(self.note(&error, "COMMIT")),
            // Lost, or in the hands of a server that does not answer any more.
            Ok(Err(_)) | Err(_) => Err(self.lose(StoreError::UnknownOutcome)),
        }
    }

    pub(super) async fn roll_back(&mut self) {
        if let (State::Begun, Some(client)) = (self.state, &self.client) {
            let outcome = self.pulse.watch(client.batch_execute("ROLLBACK")).await;
            self.state = State::Ended;
            // A connection that cannot roll back is closed; the server then rolls back by itself.
            if !matches!(outcome, Ok(Ok(()))) {
                self.lose(StoreError::UnknownOutcome);
            }
        }
    }

    /// The prepared statement, and whether a transaction has to begin with it.
    async fn prepare(&mut self, statement: &'static Stmt) -> Result<(&Object, Statement, bool), StoreError> {
        let client = self.client.as_ref().ok_or_else(gone)?;
        let prepared = self.pulse.watch(client.prepare_cached(statement.postgres())).await;
        match self.heard(prepared, statement.name()) {
            Ok(prepared) => {
                let begins = self.in_transaction && self.state == State::Fresh;
                if begins {
                    self.state = State::Begun;
                }
                Ok((self.client.as_ref().ok_or_else(gone)?, prepared, begins))
            }
            Err(failure) => Err(failure),
        }
    }

    /// What the server answered, or that it did not.
    fn heard<T>(&mut self, outcome: Result<Result<T, tokio_postgres::Error>, StoreError>, statement: &str) -> Result<T, StoreError> {
        match outcome {
            Ok(answer) => answer.map_err(|error| self.note(&error, statement)),
            Err(silence) => Err(self.lose(silence)),
        }
    }

    fn note(&mut self, error: &tokio_postgres::Error, statement: &str) -> StoreError {
        self.lose(explain(error, statement))
    }

    /// Lets go of the connection where `failure` says that it is of no more use.
    fn lose(&mut self, failure: StoreError) -> StoreError {
        if failure.spoils_connection() {
            self.close();
        }
        failure
    }

    /// Takes the connection out of the pool, which makes another when it needs one.
    fn close(&mut self) {
        if let Some(client) = self.client.take() {
            drop(Object::take(client));
        }
    }
}

fn gone() -> StoreError {
    StoreError::Unavailable("the connection is gone".into())
}

/// Runs a statement, behind a `BEGIN` sent in the same breath where the transaction starts with it.
async fn with_begin<T>(
    client: &Object,
    begins: bool,
    run: impl Future<Output = Result<T, tokio_postgres::Error>>,
) -> Result<T, tokio_postgres::Error> {
    let begin = if begins { Either::Left(client.batch_execute("BEGIN")) } else { Either::Right(future::ready(Ok(()))) };
    let (begun, outcome) = join(begin, run).await;
    begun.and(outcome)
}

impl Drop for Session {
    fn drop(&mut self) {
        let Some(client) = self.client.take() else { return };
        if self.state != State::Begun {
            return;
        }
        // Ended by a panic: the next user of this connection must not find itself in a stranger's transaction.
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(async move {
                if client.batch_execute("ROLLBACK").await.is_err() {
                    drop(Object::take(client));
                }
            });
        } else {
            drop(Object::take(client));
        }
    }
}
