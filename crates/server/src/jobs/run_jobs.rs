//! Does the jobs that administrators begin: one at a time in a process, each under a lease.
//!
//! What a job does and how far it has come are written in one transaction, so a process that dies at any moment leaves nothing half
//! done: when its lease has run out, whoever comes next goes on from there.

use std::sync::Arc;
use std::time::Duration;

use ringfence_core::job::{Job, JobSettings, JobState, Progress};
use ringfence_store::{Lease, StoreError, Tx};
use tokio::sync::watch;

use crate::ctx::App;
use crate::flow::error::FlowError;

mod export;
mod import;

/// Each batch prolongs it; none takes a tenth of that.
const LEASE: Duration = Duration::from_secs(60);
/// Jobs of other processes, and leases that ran out.
const POLL: Duration = Duration::from_secs(1);

/// Why a job is not gone on with here.
#[derive(Debug, thiserror::Error)]
enum Halt {
    /// The process ends: another one goes on.
    #[error("told to stop")]
    Stopped,
    #[error("the lease is another's by now")]
    Lost,
    /// The job itself cannot be done. The words are for the administrator.
    #[error("{0}")]
    Hopeless(String),
    #[error(transparent)]
    Flow(#[from] FlowError),
}

impl From<StoreError> for Halt {
    fn from(problem: StoreError) -> Self {
        Self::Flow(problem.into())
    }
}

/// A job in these hands.
#[derive(Clone)]
struct Held {
    app: Arc<App>,
    job: Arc<Job>,
    lease: Lease,
    stopped: watch::Receiver<bool>,
}

pub async fn run(app: Arc<App>, mut stopped: watch::Receiver<bool>) {
    let node = app.dice.draw(b"abcdefghijklmnopqrstuvwxyz", 12);
    loop {
        let (name, now) = (node.clone(), app.clock.now());
        // Another process can read what one that is locked out cannot.
        let claimed = match app.lockout.reason() {
            Some(_) => Ok(None),
            None => app.store.tx(async move |tx: &mut Tx<'_>| tx.job_claim(&name, now, LEASE).await).await,
        };
        match claimed {
            Ok(Some((lease, job))) => {
                let held = Held { app: app.clone(), job: Arc::new(job), lease, stopped: stopped.clone() };
                // On a task of its own: should it panic, the others go on.
                if let Err(problem) = tokio::spawn(held.clone().carry_out()).await {
                    tracing::error!(job.id = %held.job.id, error = %problem, "a job ended badly");
                    held.give_up("Something went wrong inside the server; its log has the details.".to_owned()).await;
                }
            }
            Ok(None) => tokio::select! {
                () = app.outbox.jobs_rung() => {}
                () = tokio::time::sleep(POLL) => {}
                _ = stopped.wait_for(|stop| *stop) => {}
            },
            Err(problem) => {
                tracing::error!(error = %problem, "the jobs cannot be read");
                tokio::select! {
                    () = tokio::time::sleep(POLL) => {}
                    _ = stopped.wait_for(|stop| *stop) => {}
                }
            }
        }
        if *stopped.borrow() {
            return;
        }
    }
}

impl Held {
    async fn carry_out(self) {
        let done = match &self.job.settings {
            JobSettings::UsersImport { connection, upsert, .. } => import::run(&self, connection, *upsert).await,
            JobSettings::UsersExport { connection, format, limit, fields, .. } => {
                export::run(&self, connection.as_deref(), *format, *limit, fields.clone()).await
            }
            JobSettings::VerificationEmail {} => Err(Halt::Hopeless("There is nothing to do.".to_owned())),
        };
        match done {
            Ok(()) => tracing::info!(job.id = %self.job.id, job.kind = self.job.settings.kind(), "job done"),
            Err(Halt::Lost) => tracing::warn!(job.id = %self.job.id, "another process has the job by now"),
            Err(Halt::Stopped) => {
                let (inner, now) = (self.clone(), self.app.clock.now());
                let released = async move |tx: &mut Tx<'_>| tx.job_release(&inner.job, &inner.lease, now).await;
                if let Err(problem) = self.app.store.tx(released).await {
                    tracing::warn!(job.id = %self.job.id, error = %problem, "a job is left to its lease");
                }
            }
            Err(Halt::Hopeless(words)) => self.give_up(words).await,
            Err(Halt::Flow(FlowError::Store(StoreError::Corrupt(what)))) => {
                tracing::error!(job.id = %self.job.id, what = %what, "a job cannot be read and is given up");
                self.give_up("What was stored for the job cannot be read.".to_owned()).await;
            }
            Err(Halt::Flow(problem)) => {
                tracing::error!(job.id = %self.job.id, error = %problem, "a job is interrupted; it goes on when its lease has run out");
            }
        }
    }

    /// As far as it came, it counts.
    async fn give_up(&self, words: String) {
        tracing::warn!(job.id = %self.job.id, job.failure = %words, "job failed");
        let (inner, now) = (self.clone(), self.app.clock.now());
        let failed = async move |tx: &mut Tx<'_>| {
            let known = tx.job_find(&inner.job.tenant, &inner.job.id).await?;
            let progress = Progress { failure: Some(words.clone()), ..known.map(|job| job.progress).unwrap_or_default() };
            tx.job_finish(&inner.job, &inner.lease, JobState::Failed, &progress, now).await
        };
        match self.app.store.tx(failed).await {
            Ok(true) => self.forget_file().await,
            // Whoever goes on with it needs the file.
            Ok(false) => tracing::warn!(job.id = %self.job.id, "another process has the job by now"),
            Err(problem) => tracing::error!(job.id = %self.job.id, error = %problem, "a job's failure was not written down"),
        }
    }

    fn go_on(&self) -> Result<(), Halt> {
        if *self.stopped.borrow() { Err(Halt::Stopped) } else { Ok(()) }
    }

    /// To be the last word of the transaction that did something.
    async fn checkpoint(&self, tx: &mut Tx<'_>, progress: &Progress, is_done: bool) -> Result<(), Halt> {
        let now = self.app.clock.now();
        let is_ours = if is_done {
            tx.job_finish(&self.job, &self.lease, JobState::Completed, progress, now).await?
        } else {
            tx.job_checkpoint(&self.job, &self.lease, progress, now + LEASE, now).await?
        };
        is_ours.then_some(()).ok_or(Halt::Lost)
    }

    /// The file of an import holds hashes; once it is read nobody needs it. What is left over is swept.
    async fn forget_file(&self) {
        loop {
            let job = self.job.clone();
            let deleted = async move |tx: &mut Tx<'_>| tx.job_chunks_delete(&job.tenant, &job.id, 64).await;
            match self.app.store.tx(deleted).await {
                Ok(0) => return,
                Ok(_) => tokio::task::yield_now().await,
                Err(problem) => return tracing::warn!(job.id = %self.job.id, error = %problem, "a job's file is left to the sweep"),
            }
        }
    }
}
