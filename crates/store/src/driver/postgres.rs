//! PostgreSQL: pooled connections, READ COMMITTED, conditional updates and row locks.
//!
//! 1. `BEGIN` travels together with the first statement, so that it costs no round trip.
//! 2. A serialization failure or deadlock (40001, 40P01) runs the closure again, after a short wait, at most [`RETRIES`] times.
//! 3. A connection lost before COMMIT is [`StoreError::Unavailable`], one lost during it
//!    [`StoreError::UnknownOutcome`]. Neither is retried; the next call takes or makes a live connection.
//! 4. A transaction that ended in a panic is rolled back before its connection is used again.

use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;
use std::time::Duration;

use deadpool_postgres::{Manager, ManagerConfig, Object, Pool, PoolError, RecyclingMethod, Runtime};
use futures_util::future::{self, Either, join};
use futures_util::{StreamExt, pin_mut};
use tokio_postgres::config::SslMode;
use tokio_postgres::{Config, NoTls, Statement};

use super::migrate::Migration;
use super::postgres_error::{explain, is_lost};
use super::{Row, Shared, Stmt, Tx, V, tx};
use crate::StoreError;

const RETRIES: u32 = 6;
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
const WAIT_TIMEOUT: Duration = Duration::from_secs(10);
/// How long written bytes may stay unacknowledged before the connection counts as lost.
const SILENCE: Duration = Duration::from_secs(10);

pub(super) struct Postgres {
    pool: Pool,
    shared: Arc<Shared>,
}

impl Postgres {
    pub(super) fn open(url: &str, size: usize, shared: Arc<Shared>) -> Result<Self, StoreError> {
        let mut config: Config = url.parse().map_err(|_| StoreError::Internal("the PostgreSQL URL cannot be read".into()))?;
        if config.get_ssl_mode() == SslMode::Require {
            return Err(StoreError::Internal(
                "sslmode=require is not supported yet: use a local socket, a private network or a TLS tunnel".into(),
            ));
        }
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(CONNECT_TIMEOUT);
        }
        if config.get_tcp_user_timeout().is_none() {
            config.tcp_user_timeout(SILENCE);
        }
        if config.get_application_name().is_none() {
            config.application_name("ringfence");
        }
        let manager = Manager::from_config(config, NoTls, ManagerConfig { recycling_method: RecyclingMethod::Fast });
        let pool = Pool::builder(manager)
            .max_size(size.max(1))
            .runtime(Runtime::Tokio1)
            .wait_timeout(Some(WAIT_TIMEOUT))
            .create_timeout(Some(CONNECT_TIMEOUT))
            .build()
            .map_err(|error| StoreError::Internal(error.to_string().into()))?;
        Ok(Self { pool, shared })
    }

    pub(super) async fn tx<F, T, E>(&self, work: &F) -> Result<T, E>
    where
        F: AsyncFn(&mut Tx<'_>) -> Result<T, E>,
        E: From<StoreError>,
    {
        let mut rolled_back = 0;
        let mut session = self.session(true).await?;
        loop {
            let mut tx = Tx::writing(tx::Connection::Postgres(&mut session), &self.shared);
            let answer = work(&mut tx).await;
            let failure = tx.into_failure();
            let failure = match (&answer, failure) {
                (_, Some(failure)) => {
                    session.roll_back().await;
                    failure
                }
                (Err(_), None) => {
                    session.roll_back().await;
                    return answer;
                }
                (Ok(_), None) => match session.commit().await {
                    Ok(()) => return answer,
                    Err(failure) => failure,
                },
            };
            if !matches!(failure, StoreError::Contended(_)) {
                // The closure's own error says more than the statement's, where it has one.
                return answer.and(Err(E::from(failure)));
            }
            rolled_back += 1;
            if rolled_back > RETRIES {
                return Err(E::from(StoreError::Contended(rolled_back)));
            }
            tokio::time::sleep(pause(rolled_back)).await;
            session.state = State::Fresh;
        }
    }

    pub(super) async fn read<F, T, E>(&self, work: &F) -> Result<T, E>
    where
        F: AsyncFn(&mut Tx<'_>) -> Result<T, E>,
        E: From<StoreError>,
    {
        let mut session = self.session(false).await?;
        let mut tx = Tx::reading(tx::Connection::Postgres(&mut session), &self.shared);
        work(&mut tx).await
    }

    pub(super) async fn migrate(&self, migration: &Migration) -> Result<bool, StoreError> {
        let mut session = self.session(true).await?;
        // One node at a time; the lock goes with the transaction. The number is this product's own.
        session.begin_locked("SELECT pg_advisory_xact_lock(7464343623)").await?;
        let mut tx = Tx::writing(tx::Connection::Postgres(&mut session), &self.shared);
        let applied = tx.migrate(migration).await?;
        session.commit().await?;
        Ok(applied)
    }

    async fn session(&self, in_transaction: bool) -> Result<Session, StoreError> {
        let client = self.pool.get().await.map_err(|error| match error {
            PoolError::Backend(error) => explain(&error, "CONNECT"),
            PoolError::Timeout(_) => StoreError::Unavailable("no connection became free, or could be made, in time".into()),
            other => StoreError::Unavailable(other.to_string().into()),
        })?;
        Ok(Session { client: Some(client), in_transaction, state: State::Fresh })
    }
}

/// 2 ms, 4 ms, 8 ms … and up to as much again, so that those who collided do not meet a second time.
fn pause(rolled_back: u32) -> Duration {
    let step = Duration::from_millis(1 << rolled_back.min(8));
    // A fresh hasher's random keys are chance enough for spreading out; no secret hangs on it.
    let chance = RandomState::new().hash_one(rolled_back) % 1024;
    step + step.mul_f64(f64::from(u16::try_from(chance).unwrap_or(0)) / 1024.0)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Fresh,
    Begun,
    Ended,
}

/// A pooled connection with at most one transaction on it.
pub(super) struct Session {
    /// `None` once the connection is not worth keeping.
    client: Option<Object>,
    in_transaction: bool,
    state: State,
}

impl Session {
    pub(super) async fn exec(&mut self, statement: &'static Stmt, params: &[V<'_>]) -> Result<u64, StoreError> {
        let (client, prepared, begins) = self.prepare(statement).await?;
        let run = client.execute_raw(&prepared, params.iter().copied());
        let outcome = with_begin(client, begins, run).await;
        outcome.map_err(|error| self.note(&error, statement.name()))
    }

    pub(super) async fn rows(&mut self, statement: &'static Stmt, params: &[V<'_>]) -> Result<Vec<Row>, StoreError> {
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
        let outcome = with_begin(client, begins, run).await;
        let rows = outcome.map_err(|error| self.note(&error, statement.name()))?;
        rows.iter().map(|row| Row::from_postgres(statement.name(), row)).collect()
    }

    /// Begins under a lock that goes with the transaction.
    pub(super) async fn begin_locked(&mut self, lock: &str) -> Result<(), StoreError> {
        self.state = State::Begun;
        self.batch("BEGIN", "BEGIN").await?;
        self.batch(lock, "LOCK").await
    }

    /// Several statements in one text; for migrations.
    pub(super) async fn batch(&mut self, sql: &str, name: &str) -> Result<(), StoreError> {
        let client = self.client.as_ref().ok_or_else(gone)?;
        let outcome = client.batch_execute(sql).await;
        outcome.map_err(|error| self.note(&error, name))
    }

    pub(super) async fn commit(&mut self) -> Result<(), StoreError> {
        if self.state != State::Begun {
            return Ok(());
        }
        let client = self.client.as_ref().ok_or_else(gone)?;
        let outcome = client.batch_execute("COMMIT").await;
        self.state = State::Ended;
        outcome.map_err(|error| if is_lost(&error) { self.lose(StoreError::UnknownOutcome) } else { self.note(&error, "COMMIT") })
    }

    pub(super) async fn roll_back(&mut self) {
        if let (State::Begun, Some(client)) = (self.state, &self.client) {
            let outcome = client.batch_execute("ROLLBACK").await;
            self.state = State::Ended;
            // A connection that cannot roll back is closed; the server then rolls back by itself.
            if outcome.is_err() {
                self.lose(StoreError::UnknownOutcome);
            }
        }
    }

    /// The prepared statement, and whether a transaction has to begin with it.
    async fn prepare(&mut self, statement: &'static Stmt) -> Result<(&Object, Statement, bool), StoreError> {
        let client = self.client.as_ref().ok_or_else(gone)?;
        match client.prepare_cached(statement.postgres()).await {
            Ok(prepared) => {
                let begins = self.in_transaction && self.state == State::Fresh;
                if begins {
                    self.state = State::Begun;
                }
                Ok((self.client.as_ref().ok_or_else(gone)?, prepared, begins))
            }
            Err(error) => Err(self.note(&error, statement.name())),
        }
    }

    fn note(&mut self, error: &tokio_postgres::Error, statement: &str) -> StoreError {
        self.lose(explain(error, statement))
    }

    /// Lets go of the connection where `failure` says that it is of no more use.
    fn lose(&mut self, failure: StoreError) -> StoreError {
        if failure.spoils_connection() {
            self.client.take().map(Object::take).map(drop);
        }
        failure
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
