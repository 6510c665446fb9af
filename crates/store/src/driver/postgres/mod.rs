//! PostgreSQL: pooled connections, READ COMMITTED, conditional updates and row locks.
//!
//! 1. `BEGIN` travels together with the first statement, so that it costs no round trip.
//! 2. A serialization failure or deadlock (40001, 40P01) runs the closure again, after a short wait, at most [`RETRIES`] times.
//! 3. A connection lost before COMMIT is [`StoreError::Unavailable`], one lost during it
//!    [`StoreError::UnknownOutcome`]. Neither is retried; the next call takes or makes a live connection.
//! 4. A transaction that ended in a panic is rolled back before its connection is used again.
//! 5. A server that hangs is noticed within two seconds ([`pulse`]). A statement may take [`LONGEST_STATEMENT`], and a transaction that
//!    asks nothing for [`LONGEST_PAUSE`] is ended by the server, so that a client that hangs holds no lock for longer.

mod error;
mod pulse;
mod session;
mod threads;

use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;
use std::time::Duration;

use deadpool_postgres::{Hook, HookError, Manager, ManagerConfig, Pool, PoolError, RecyclingMethod, Runtime};
use tokio_postgres::config::SslMode;
use tokio_postgres::{Config, NoTls};

use super::migrate::Migration;
use super::{Shared, Tx, tx};
use crate::StoreError;
use error::explain;
use pulse::Pulse;
pub(super) use session::Session;
pub(super) use threads::Threads;

const RETRIES: u32 = 6;
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
const WAIT_TIMEOUT: Duration = Duration::from_secs(10);
/// How long written bytes may stay unacknowledged before the connection counts as lost.
const SILENCE: Duration = Duration::from_secs(10);
/// Of any but a migration. The longest are searches without an index, counts for statistics, and chunks of sweeps.
const LONGEST_STATEMENT: Duration = Duration::from_secs(30);
/// A transaction of ours awaits nothing but its statements.
const LONGEST_PAUSE: Duration = Duration::from_secs(10);

pub(super) struct Postgres {
    pool: Pool,
    pulse: Arc<Pulse>,
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
        let pulse = Pulse::new(config.clone());
        let manager = Manager::from_config(config, NoTls, ManagerConfig { recycling_method: RecyclingMethod::Fast });
        let pool = Pool::builder(manager)
            .max_size(size.max(1))
            .runtime(Runtime::Tokio1)
            .wait_timeout(Some(WAIT_TIMEOUT))
            .create_timeout(Some(CONNECT_TIMEOUT))
            .post_create(bounded())
            .build()
            .map_err(|error| StoreError::Internal(error.to_string().into()))?;
        Ok(Self { pool, pulse, shared })
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
            self.shared.note(&failure);
            if !matches!(failure, StoreError::Contended(_)) {
                // The closure's own error says more than the statement's, where it has one.
                return answer.and(Err(E::from(failure)));
            }
            rolled_back += 1;
            if rolled_back > RETRIES {
                return Err(E::from(StoreError::Contended(rolled_back)));
            }
            tokio::time::sleep(pause(rolled_back)).await;
            session.start_afresh();
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
        // One node at a time, for as long as it takes; the lock goes with the transaction. The number is this product's own.
        session.begin_locked("SELECT pg_advisory_xact_lock(7464343623)").await?;
        let mut tx = Tx::writing(tx::Connection::Postgres(&mut session), &self.shared);
        let applied = tx.migrate(migration).await?;
        session.commit().await?;
        Ok(applied)
    }

    async fn session(&self, in_transaction: bool) -> Result<Session, StoreError> {
        let client = self.pulse.watch(self.pool.get()).await?.map_err(|error| match error {
            PoolError::Backend(error) => explain(&error, "CONNECT"),
            PoolError::Timeout(_) => StoreError::Unavailable("no connection became free, or could be made, in time".into()),
            other => StoreError::Unavailable(other.to_string().into()),
        })?;
        Ok(Session::new(client, self.pulse.clone(), in_transaction))
    }
}

/// Sets the time-outs of each new connection.
fn bounded() -> Hook {
    let (statement, pause) = (LONGEST_STATEMENT.as_millis(), LONGEST_PAUSE.as_millis());
    let settings: Arc<str> = format!("SET statement_timeout = {statement}; SET idle_in_transaction_session_timeout = {pause}").into();
    Hook::async_fn(move |client, _| {
        let settings = Arc::clone(&settings);
        Box::pin(async move { client.batch_execute(&settings).await.map_err(HookError::Backend) })
    })
}

/// 2 ms, 4 ms, 8 ms … and up to as much again, so that those who collided do not meet a second time.
fn pause(rolled_back: u32) -> Duration {
    let step = Duration::from_millis(1 << rolled_back.min(8));
    // A fresh hasher's random keys are chance enough for spreading out; no secret hangs on it.
    let chance = RandomState::new().hash_one(rolled_back) % 1024;
    step + step.mul_f64(f64::from(u16::try_from(chance).unwrap_or(0)) / 1024.0)
}
