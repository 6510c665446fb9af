//! Group commit: the one thread that writes to SQLite.
//!
//! 1. Transactions queue up. The thread takes what is there, up to [`GROUP`], and never waits for more.
//! 2. `BEGIN IMMEDIATE`; each runs in a SAVEPOINT of its own, so that an `Err` or a panic rolls back that one alone.
//! 3. One COMMIT, that is one fsync, makes all of them durable. Only then are the answers given.
//! 4. Where COMMIT fails, everybody in the group is told so and nothing was written; the thread goes on,
//!    on a fresh connection where the old one would only go on failing.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot};

use super::{explain, open_writer};
use crate::StoreError;
use crate::driver::reply::{Outcome, Reply, ended, receive};
use crate::driver::tx::{self, settle};
use crate::driver::{Shared, Tx};

/// Transactions of one COMMIT at most; so much work that an fsync is a small part of it.
const GROUP: usize = 64;
/// Transactions that may wait; the next caller waits for a place.
const QUEUE: usize = 1024;
const TOLD_EVERY: Duration = Duration::from_secs(1);

pub(in crate::driver) struct Writer {
    queue: mpsc::Sender<Box<dyn Job>>,
}

impl Writer {
    pub(in crate::driver) fn start(
        path: PathBuf,
        first: Connection,
        shared: Arc<Shared>,
        dirty: Arc<AtomicBool>,
    ) -> Result<Self, StoreError> {
        let (queue, waiting) = mpsc::channel(QUEUE);
        let thread = Thread { path, connection: Some(first), shared, dirty, waiting, told_at: None, left_out: 0 };
        let spawned = std::thread::Builder::new().name("store-writer".into()).spawn(|| thread.run());
        spawned.map_err(|error| StoreError::Unavailable(format!("no thread for the writer: {}", error.kind()).into()))?;
        Ok(Self { queue })
    }

    pub(in crate::driver) async fn run<F, T, E>(&self, work: F) -> Result<T, E>
    where
        F: AsyncFn(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        self.queue.send(Box::new(Task { work, outcome: None, reply })).await.map_err(|_| E::from(ended()))?;
        receive(answer).await
    }
}

/// A queued transaction, its types forgotten.
trait Job: Send {
    fn is_awaited(&self) -> bool;
    /// Runs it; the answer waits inside until the COMMIT.
    fn run(&mut self, connection: &mut Connection, shared: &Shared) -> Verdict;
    /// Gives the answer away; where the group failed, its failure.
    fn answer(self: Box<Self>, group: Result<(), StoreError>);
}

enum Verdict {
    Keep,
    RollBack(Option<StoreError>),
}

struct Task<F, T, E> {
    work: F,
    outcome: Option<Outcome<T, E>>,
    reply: Reply<T, E>,
}

impl<F, T, E> Job for Task<F, T, E>
where
    F: AsyncFn(&mut Tx<'_>) -> Result<T, E> + Send,
    T: Send,
    E: From<StoreError> + Send,
{
    fn is_awaited(&self) -> bool {
        !self.reply.is_closed()
    }

    fn run(&mut self, connection: &mut Connection, shared: &Shared) -> Verdict {
        let mut tx = Tx::writing(tx::Connection::Sqlite(connection), shared);
        // Unwind safe: a savepoint undoes what a panic leaves half done, and the closure is not run again.
        let outcome = catch_unwind(AssertUnwindSafe(|| settle(&self.work, &mut tx)));
        let failure = tx.into_failure();
        let (outcome, verdict) = match (outcome, failure) {
            (Err(panic), failure) => (Outcome::Panic(panic), Verdict::RollBack(failure)),
            (Ok(Ok(_)), Some(failure)) => (Outcome::Answer(Err(E::from(failure.clone()))), Verdict::RollBack(Some(failure))),
            (Ok(Err(error)), failure) => (Outcome::Answer(Err(error)), Verdict::RollBack(failure)),
            (Ok(Ok(answer)), None) => (Outcome::Answer(Ok(answer)), Verdict::Keep),
        };
        self.outcome = Some(outcome);
        verdict
    }

    fn answer(self: Box<Self>, group: Result<(), StoreError>) {
        let outcome = match (group, self.outcome) {
            (_, Some(panic @ Outcome::Panic(_))) => panic,
            (Ok(()), Some(outcome)) => outcome,
            (Ok(()), None) => Outcome::Answer(Err(E::from(StoreError::Internal("a transaction was not run".into())))),
            (Err(failure), _) => Outcome::Answer(Err(E::from(failure))),
        };
        // Whoever asked may have gone away; what was committed stays committed.
        let _ = self.reply.send(outcome);
    }
}

struct Thread {
    path: PathBuf,
    connection: Option<Connection>,
    shared: Arc<Shared>,
    /// Tells the checkpointer that there is something to do.
    dirty: Arc<AtomicBool>,
    waiting: mpsc::Receiver<Box<dyn Job>>,
    told_at: Option<Instant>,
    left_out: u64,
}

impl Thread {
    fn run(mut self) {
        let mut group: Vec<Box<dyn Job>> = Vec::with_capacity(GROUP);
        while self.waiting.blocking_recv_many(&mut group, GROUP) > 0 {
            group.retain(|job| job.is_awaited());
            while !group.is_empty() {
                self.commit(&mut group);
            }
        }
    }

    /// Runs and answers jobs from the front of `group`: all of them, unless SQLite gives the transaction up midway.
    fn commit(&mut self, group: &mut Vec<Box<dyn Job>>) {
        let mut done = 0;
        let outcome = self.connected().and_then(|(connection, shared)| run_group(connection, shared, group, &mut done));
        if let Err(failure) = &outcome {
            self.shared.note(failure);
            self.tell(failure, done.max(1));
            let stuck = self.connection.as_ref().is_some_and(|connection| !connection.is_autocommit());
            if stuck || failure.spoils_connection() {
                self.connection = None;
            }
            // Whatever kept the group from starting would keep the rest of it from starting too.
            done = if done == 0 { group.len() } else { done };
        }
        self.dirty.store(true, Ordering::Relaxed);
        for job in group.drain(..done) {
            job.answer(outcome.clone());
        }
    }

    /// Once a second: on a full disk every group ends so.
    fn tell(&mut self, failure: &StoreError, jobs: usize) {
        if self.told_at.is_some_and(|told_at| told_at.elapsed() < TOLD_EVERY) {
            self.left_out += 1;
            return;
        }
        self.told_at = Some(Instant::now());
        let left_out = std::mem::take(&mut self.left_out);
        tracing::error!(error = %failure, jobs, lines.left_out = left_out, "a group of transactions was rolled back");
    }

    fn connected(&mut self) -> Result<(&mut Connection, &Shared), StoreError> {
        if self.connection.is_none() {
            self.connection = Some(open_writer(&self.path)?);
        }
        let connection = self.connection.as_mut().ok_or_else(|| StoreError::Unavailable("no connection".into()))?;
        Ok((connection, &self.shared))
    }
}

/// One transaction around all of `group`; `done` counts the jobs whose fate it decides.
fn run_group(connection: &mut Connection, shared: &Shared, group: &mut [Box<dyn Job>], done: &mut usize) -> Result<(), StoreError> {
    say(connection, "BEGIN IMMEDIATE")?;
    let decided = run_jobs(connection, shared, group, done).and_then(|()| say(connection, "COMMIT"));
    if decided.is_err() && !connection.is_autocommit() {
        // The first failure is the one worth telling; a connection that cannot even roll back is let go of by the caller.
        let _ = say(connection, "ROLLBACK");
    }
    decided
}

fn run_jobs(connection: &mut Connection, shared: &Shared, group: &mut [Box<dyn Job>], done: &mut usize) -> Result<(), StoreError> {
    for job in group {
        *done += 1;
        say(connection, "SAVEPOINT job")?;
        let verdict = job.run(connection, shared);
        // A full disk or an erring one makes SQLite roll the whole transaction back, the savepoints with it.
        if connection.is_autocommit() {
            let failure = if let Verdict::RollBack(failure) = verdict { failure } else { None };
            return Err(failure.unwrap_or_else(|| StoreError::Unavailable("the transaction ended early".into())));
        }
        match verdict {
            Verdict::Keep => say(connection, "RELEASE job")?,
            Verdict::RollBack(failure) => {
                say(connection, "ROLLBACK TO job")?;
                say(connection, "RELEASE job")?;
                if let Some(failure) = failure.filter(StoreError::spoils_connection) {
                    return Err(failure);
                }
            }
        }
    }
    Ok(())
}

fn say(connection: &Connection, words: &'static str) -> Result<(), StoreError> {
    let run = || connection.prepare_cached(words)?.execute([]);
    run().map(drop).map_err(|error| explain(&error, words))
}
