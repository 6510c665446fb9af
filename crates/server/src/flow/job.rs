//! A file of users on its way in, and one on its way out.
//!
//! 1. a job is written when its file begins to come in; each piece is sealed and written as it comes, so that memory holds one;
//! 2. it is due once the file is whole, in the transaction that records the request ([`Upload::finish`]);
//! 3. a file that breaks off is never due, and is swept;
//! 4. what a job has written is read by a sealed link that is good for a minute.

use std::time::Duration;

use ringfence_core::clock::Timestamp;
use ringfence_core::export::Format;
use ringfence_core::id::JobId;
use ringfence_core::job::{self, CHUNK, IMPORTS_AT_ONCE, Job, JobSettings, JobState, KEPT, Progress};
use ringfence_core::token::ExportLink;
use ringfence_store::Tx;

use crate::ctx::Ctx;
use crate::flow::administer::user::form;
use crate::flow::administer::{Admin, Caller};
use crate::flow::error::{FlowError, Inexistent};

/// Longer than the longest pause that is waited for.
const ALIVE: Duration = Duration::from_secs(300);

/// What is asked beside the file.
#[derive(Default)]
pub struct ImportRequest {
    pub connection_id: String,
    pub upsert: bool,
    pub external_id: Option<String>,
    pub send_completion_email: bool,
}

/// What a change of users takes, whichever way it comes.
const CHANGES_USERS: &str = "update:users";

impl ImportRequest {
    /// An import that changes users who exist is as good as so many changes of users.
    pub fn check(&self, caller: &Caller) -> Result<(), FlowError> {
        let is_admitted = !self.upsert || caller.has(CHANGES_USERS);
        is_admitted.then_some(()).ok_or_else(|| FlowError::MissingScopes(vec![CHANGES_USERS.to_owned()]))
    }
}

/// Step 1. One that is dropped before its end is given up.
pub struct Upload {
    admin: Admin,
    job: Job,
    kept: Vec<u8>,
    chunks: u64,
    length: u64,
    is_over: bool,
}

impl Upload {
    pub async fn begin(admin: &Admin) -> Result<Self, FlowError> {
        let now = admin.ctx.app.clock.now();
        let settings = JobSettings::UsersImport {
            connection_id: String::new(),
            connection: String::new(),
            upsert: false,
            external_id: None,
            send_completion_email: false,
            length: 0,
        };
        let new = Job {
            tenant: admin.ctx.tenant().clone(),
            id: JobId::random(&*admin.ctx.app.dice),
            state: JobState::Uploading,
            settings,
            progress: Progress::default(),
            created_at: now,
            expires_at: now + ALIVE,
        };
        let job = new.clone();
        let begun = async move |tx: &mut Tx<'_>| {
            // Under the lock, or two that come at once would both be let in.
            tx.tenant_find_locked(&job.tenant).await?.ok_or(FlowError::NotFound("tenant"))?;
            if tx.jobs_open_count(&job.tenant, job.settings.kind(), now).await? >= IMPORTS_AT_ONCE {
                let words = "There are two imports under way already: wait until one of them has ended, and try again.";
                return Err(FlowError::Conflict(words.to_owned()));
            }
            Ok(tx.job_insert(&job).await?)
        };
        admin.ctx.app.store.tx(begun).await?;
        Ok(Self { admin: admin.clone(), job: new, kept: Vec::with_capacity(CHUNK), chunks: 0, length: 0, is_over: false })
    }

    pub async fn push(&mut self, mut bytes: &[u8]) -> Result<(), FlowError> {
        let app = self.admin.ctx.app.clone();
        self.length += bytes.len() as u64;
        if self.length > app.settings.management.max_import {
            return Err(FlowError::BodyTooLarge);
        }
        if app.clock.now().since(self.job.created_at) > job::UPLOAD {
            return Err(FlowError::MalformedBody("The file did not arrive within an hour: send it in parts.".to_owned()));
        }
        while !bytes.is_empty() {
            let (now, rest) = bytes.split_at(bytes.len().min(CHUNK - self.kept.len()));
            self.kept.extend_from_slice(now);
            bytes = rest;
            if self.kept.len() == CHUNK {
                self.flush().await?;
            }
        }
        Ok(())
    }

    async fn flush(&mut self) -> Result<(), FlowError> {
        let (job, number, now) = (self.job.clone(), self.chunks, self.admin.ctx.app.clock.now());
        let plain = std::mem::replace(&mut self.kept, Vec::with_capacity(CHUNK));
        self.chunks += 1;
        let written = async move |tx: &mut Tx<'_>| {
            if !tx.job_uploading(&job, now + ALIVE, now).await? {
                return Err(gone());
            }
            Ok(tx.job_chunk_insert(&job.tenant, &job.id, number, &plain, now).await?)
        };
        self.admin.ctx.app.store.tx(written).await
    }

    /// Step 2.
    pub async fn finish(mut self, asked: ImportRequest) -> Result<Job, FlowError> {
        asked.check(&self.admin.caller)?;
        if !self.kept.is_empty() {
            self.flush().await?;
        }
        let connection = self.admin.ctx.view.connections.iter().find(|one| one.id.as_str() == asked.connection_id);
        let connection = connection.ok_or_else(form::no_connection)?;
        let now = self.admin.ctx.app.clock.now();
        self.job.settings = JobSettings::UsersImport {
            connection_id: connection.id.to_string(),
            connection: connection.name.clone(),
            upsert: asked.upsert,
            external_id: asked.external_id,
            send_completion_email: asked.send_completion_email,
            length: self.length,
        };
        (self.job.state, self.job.expires_at) = (JobState::Pending, now + KEPT);
        let job = self.job.clone();
        self.admin.write(async move |tx: &mut Tx<'_>| tx.job_start(&job, now).await?.then_some(()).ok_or_else(gone)).await?;
        self.is_over = true;
        self.admin.ctx.app.outbox.ring_for_jobs();
        Ok(self.job.clone())
    }
}

/// Step 3.
impl Drop for Upload {
    fn drop(&mut self) {
        let Ok(runtime) = tokio::runtime::Handle::try_current() else { return };
        if !self.is_over {
            let (app, job) = (self.admin.ctx.app.clone(), self.job.clone());
            runtime.spawn(async move {
                let now = app.clock.now();
                let given_up = async move |tx: &mut Tx<'_>| tx.job_uploading(&job, now, now).await;
                if let Err(problem) = app.store.tx(given_up).await {
                    tracing::warn!(error = %problem, "a file that broke off is left to the sweep");
                }
            });
        }
    }
}

fn gone() -> FlowError {
    FlowError::MalformedBody("The file took too long to arrive and was given up: send it again.".to_owned())
}

/// Step 4.
pub fn link(ctx: &Ctx, job: &JobId, now: Timestamp) -> String {
    let link = ExportLink { job: job.clone(), expires_at: now + job::LINK };
    format!("{}exports/{}", ctx.domain.issuer, link.seal(ctx.tenant(), &ctx.app.keys(), now))
}

/// What a job has written.
#[derive(Clone)]
pub struct Written {
    ctx: Ctx,
    job: JobId,
    pub format: Format,
    chunks: u64,
    next: u64,
}

pub async fn open(ctx: &Ctx, link: &str) -> Result<Written, FlowError> {
    let link = ExportLink::open(link, ctx.tenant(), &ctx.app.keys()).ok().filter(|link| link.expires_at > ctx.now);
    let (tenant, id) = (ctx.tenant().clone(), link.ok_or(Inexistent::JOB)?.job);
    let found = ctx.app.store.read(async move |tx: &mut Tx<'_>| tx.job_find(&tenant, &id).await).await?;
    let job = found.filter(|job| job.state == JobState::Completed && job.expires_at > ctx.now).ok_or(Inexistent::JOB)?;
    let JobSettings::UsersExport { format, .. } = job.settings else { return Err(Inexistent::JOB.into()) };
    Ok(Written { ctx: ctx.clone(), job: job.id, format, chunks: job.progress.chunks, next: 0 })
}

impl Written {
    /// Piece by piece; `None` behind the last one.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>, FlowError> {
        if self.next == self.chunks {
            return Ok(None);
        }
        let (tenant, id, number) = (self.ctx.tenant().clone(), self.job.clone(), self.next);
        let piece = self.ctx.app.store.read(async move |tx: &mut Tx<'_>| tx.job_chunk_find(&tenant, &id, number).await).await?;
        self.next += 1;
        Ok(Some(piece.ok_or(Inexistent::JOB)?))
    }
}
