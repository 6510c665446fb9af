//! A few threads on which everything that has to do with PostgreSQL runs.
//!
//! A transaction's closure is sent there and its future never leaves: it need not be `Send`, which no caller
//! could promise for an async closure of any shape, and a caller who goes away does not stop it midway.

use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use futures_util::FutureExt;
use tokio::sync::{mpsc, oneshot};
use tokio::task::LocalSet;

use super::Postgres;
use crate::StoreError;
use crate::driver::migrate::Migration;
use crate::driver::reply::{Outcome, Reply, ended, receive};
use crate::driver::{Mode, Tx};

/// The database is the slow part: encoding and decoding for it does not fill many cores.
const THREADS_AT_MOST: usize = 4;
/// Closures that may wait for a thread to take notice of them; their waiting for a connection is counted by the pool.
const QUEUE: usize = 1024;

pub(in crate::driver) struct Threads {
    queues: Vec<mpsc::Sender<Box<dyn Job>>>,
    next: AtomicUsize,
}

/// Something to be done on one of the threads, its types forgotten.
trait Job: Send {
    fn run(self: Box<Self>, postgres: Arc<Postgres>) -> Pin<Box<dyn Future<Output = ()>>>;
}

impl Threads {
    pub(in crate::driver) fn start(postgres: Postgres) -> Result<Self, StoreError> {
        let postgres = Arc::new(postgres);
        let count = std::thread::available_parallelism().map_or(1, |cores| cores.get().min(THREADS_AT_MOST));
        let queues = (0..count).map(|_| start_thread(Arc::clone(&postgres))).collect::<Result<_, _>>();
        let queues = queues.map_err(|error: std::io::Error| StoreError::Unavailable(format!("no thread: {}", error.kind()).into()))?;
        Ok(Self { queues, next: AtomicUsize::new(0) })
    }

    pub(in crate::driver) async fn run<F, T, E>(&self, mode: Mode, work: F) -> Result<T, E>
    where
        F: AsyncFn(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        self.send(Box::new(Task { mode, work, reply })).await.map_err(E::from)?;
        receive(answer).await
    }

    pub(in crate::driver) async fn migrate(&self, migration: &'static Migration) -> Result<bool, StoreError> {
        let (reply, answer) = oneshot::channel();
        self.send(Box::new(Migrating { migration, reply })).await?;
        receive(answer).await
    }

    async fn send(&self, job: Box<dyn Job>) -> Result<(), StoreError> {
        let turn = self.next.fetch_add(1, Ordering::Relaxed) % self.queues.len();
        self.queues[turn].send(job).await.map_err(|_| ended())
    }
}

fn start_thread(postgres: Arc<Postgres>) -> std::io::Result<mpsc::Sender<Box<dyn Job>>> {
    let (queue, mut waiting) = mpsc::channel::<Box<dyn Job>>(QUEUE);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    std::thread::Builder::new().name("store-postgres".into()).spawn(move || {
        LocalSet::new().block_on(&runtime, async {
            while let Some(job) = waiting.recv().await {
                tokio::task::spawn_local(job.run(Arc::clone(&postgres)));
            }
        });
    })?;
    Ok(queue)
}

struct Task<F, T, E> {
    mode: Mode,
    work: F,
    reply: Reply<T, E>,
}

impl<F, T, E> Job for Task<F, T, E>
where
    F: AsyncFn(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
{
    fn run(self: Box<Self>, postgres: Arc<Postgres>) -> Pin<Box<dyn Future<Output = ()>>> {
        Box::pin(async move {
            if self.reply.is_closed() {
                return;
            }
            let work = async {
                match self.mode {
                    Mode::Read => postgres.read(&self.work).await,
                    Mode::Write => postgres.tx(&self.work).await,
                }
            };
            // Unwind safe: the transaction is rolled back, and the closure is not run again.
            let outcome = AssertUnwindSafe(work).catch_unwind().await;
            // Whoever asked may have gone away; what was committed stays committed.
            let _ = self.reply.send(outcome.map_or_else(Outcome::Panic, Outcome::Answer));
        })
    }
}

struct Migrating {
    migration: &'static Migration,
    reply: Reply<bool, StoreError>,
}

impl Job for Migrating {
    fn run(self: Box<Self>, postgres: Arc<Postgres>) -> Pin<Box<dyn Future<Output = ()>>> {
        Box::pin(async move {
            let answer = postgres.migrate(self.migration).await;
            let _ = self.reply.send(Outcome::Answer(answer));
        })
    }
}
