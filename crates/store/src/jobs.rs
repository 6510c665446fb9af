//! Jobs, their files in pieces, and the users who were not taken.
//!
//! A job is done under a lease. Whoever holds it writes progress in the transaction of what was done, and only if the lease still
//! stands; another's late transaction is thereby rolled back as a whole. One that cannot be read, or that nobody began in time, has
//! failed: it holds up nothing, and does not go without a word.

use std::time::Duration;

use ringfence_core::clock::Timestamp;
use ringfence_core::id::{JobId, TenantId, UserId};
use ringfence_core::import::Rejected;
use ringfence_core::job::{Job, JobSettings, JobState, KEPT, Progress};
use ringfence_core::secret::Purpose;
use ringfence_core::user::User;

use crate::counts::Counted;
use crate::driver::{Row, params, statements};
use crate::seal::{Place, json};
use crate::{Lease, StoreError, Tx};

statements! {
    JOB_INSERT = "INSERT INTO jobs (tenant_id, job_id, kind, state, settings, progress, due_at, created_at, updated_at, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9)";
    JOB_FIND = "SELECT tenant_id, job_id, state, settings, progress, created_at, expires_at FROM jobs WHERE tenant_id = $1 AND job_id = $2";
    JOB_START = "UPDATE jobs SET state = 'pending', settings = $1, due_at = $2, updated_at = $2, expires_at = $3
        WHERE tenant_id = $4 AND job_id = $5 AND state = 'uploading'";
    JOB_UPLOADING = "UPDATE jobs SET expires_at = $1, updated_at = $2 WHERE tenant_id = $3 AND job_id = $4 AND state = 'uploading'";
    JOBS_OPEN_COUNT = "SELECT COUNT(*) FROM jobs WHERE tenant_id = $1 AND kind = $2 AND state IN ('uploading', 'pending', 'processing')
        AND (expires_at > $3 OR due_at IS NOT NULL)";
    JOBS_KEPT_COUNT = "SELECT COUNT(*) FROM jobs WHERE tenant_id = $1 AND kind = $2 AND expires_at > $3";
    /// First those of tenants for which nobody is at work.
    JOB_CLAIM = "WITH due AS MATERIALIZED (SELECT tenant_id, job_id FROM jobs WHERE due_at <= $1
            ORDER BY tenant_id IN (SELECT tenant_id FROM jobs WHERE due_at > $1 AND state = 'processing'), due_at LIMIT 1 /*skip locked*/)
        UPDATE jobs SET state = 'processing', lease = $2, due_at = $3, updated_at = $1
        WHERE (tenant_id, job_id) IN (SELECT tenant_id, job_id FROM due)
        RETURNING tenant_id, job_id, state, settings, progress, created_at, expires_at";
    JOB_CHECKPOINT = "UPDATE jobs SET progress = $1, due_at = $2, updated_at = $3, expires_at = $4
        WHERE tenant_id = $5 AND job_id = $6 AND lease = $7 AND state = 'processing'";
    JOB_FINISH = "UPDATE jobs SET state = $1, progress = $2, due_at = NULL, lease = NULL, updated_at = $3, expires_at = $4
        WHERE tenant_id = $5 AND job_id = $6 AND lease = $7 AND state = 'processing'";
    JOB_RAW = "SELECT kind, settings, progress FROM jobs WHERE tenant_id = $1 AND job_id = $2";
    JOB_GIVE_UP = "UPDATE jobs SET state = 'failed', settings = $1, progress = $2, due_at = NULL, lease = NULL, updated_at = $3,
        expires_at = $4 WHERE tenant_id = $5 AND job_id = $6";
    JOB_RELEASE = "UPDATE jobs SET state = 'pending', due_at = $1, lease = NULL
        WHERE tenant_id = $2 AND job_id = $3 AND lease = $4 AND state = 'processing'";
    JOB_CHUNK_INSERT = "INSERT INTO job_chunks (tenant_id, job_id, number, sealed) VALUES ($1, $2, $3, $4)";
    JOB_CHUNK_FIND = "SELECT sealed FROM job_chunks WHERE tenant_id = $1 AND job_id = $2 AND number = $3";
    JOB_CHUNKS_DELETE = "DELETE FROM job_chunks WHERE tenant_id = $1 AND job_id = $2 AND number IN
        (SELECT number FROM job_chunks WHERE tenant_id = $1 AND job_id = $2 ORDER BY number LIMIT $3)";
    JOB_ERROR_INSERT = "INSERT INTO job_errors (tenant_id, job_id, number, sealed) VALUES ($1, $2, $3, $4)";
    JOB_ERROR_LIST = "SELECT number, sealed FROM job_errors WHERE tenant_id = $1 AND job_id = $2 ORDER BY number";
    JOB_ERRORS_DELETE = "DELETE FROM job_errors WHERE tenant_id = $1 AND job_id = $2 AND number IN
        (SELECT number FROM job_errors WHERE tenant_id = $1 AND job_id = $2 ORDER BY number LIMIT $3)";
    JOB_OVERDUE = "SELECT tenant_id, job_id FROM jobs WHERE due_at <= $1 AND expires_at <= $1 ORDER BY due_at LIMIT 1 /*skip locked*/";
    JOB_EXPIRED = "SELECT tenant_id, job_id FROM jobs WHERE expires_at <= $1 AND state NOT IN ('pending', 'processing')
        ORDER BY expires_at LIMIT 1 /*skip locked*/";
    JOB_DELETE = "DELETE FROM jobs WHERE tenant_id = $1 AND job_id = $2";
    /// On PostgreSQL the constraint is looked at before the row is written, and nothing fails.
    IMPORT_USER_INSERT = "INSERT INTO users (tenant_id, user_id, connection, email, username, email_verified, password_hash, profile,
        blocked, logins_count, proofs_from, created_at, updated_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, $10, $10, $10) ON CONFLICT DO NOTHING";
}

impl Tx<'_> {
    /// One whose file is still to come is not due.
    pub async fn job_insert(&mut self, new: &Job) -> Result<(), StoreError> {
        let (settings, progress) = (json(&new.settings)?, json(&new.progress)?);
        let due_at = (new.state == JobState::Pending).then_some(new.created_at);
        let (kind, state) = (new.settings.kind(), new.state.as_str());
        let params = params![&new.tenant, &new.id, kind, state, &settings, &progress, due_at, new.created_at, new.expires_at];
        self.exec(&JOB_INSERT, params).await.map(drop)
    }

    pub async fn job_find(&mut self, tenant: &TenantId, id: &JobId) -> Result<Option<Job>, StoreError> {
        let row = self.row(&JOB_FIND, params![tenant, id]).await?;
        row.map(|mut row| read_job(row.take()?, row.take()?, row)).transpose()
    }

    /// Its file is whole. False when it was swept meanwhile.
    pub async fn job_start(&mut self, job: &Job, now: Timestamp) -> Result<bool, StoreError> {
        let settings = json(&job.settings)?;
        Ok(self.exec(&JOB_START, params![&settings, now, job.expires_at, &job.tenant, &job.id]).await? == 1)
    }

    /// Its file goes on coming in; or, with a time that is over, it never will be whole. False when it was swept meanwhile.
    pub async fn job_uploading(&mut self, job: &Job, expires_at: Timestamp, now: Timestamp) -> Result<bool, StoreError> {
        Ok(self.exec(&JOB_UPLOADING, params![expires_at, now, &job.tenant, &job.id]).await? == 1)
    }

    /// Those of a kind that are not over.
    pub async fn jobs_open_count(&mut self, tenant: &TenantId, kind: &str, now: Timestamp) -> Result<u64, StoreError> {
        self.row(&JOBS_OPEN_COUNT, params![tenant, kind, now]).await?.map_or(Ok(0), |mut row| row.take())
    }

    /// Those of a kind that can still be asked for, whatever came of them.
    pub async fn jobs_kept_count(&mut self, tenant: &TenantId, kind: &str, now: Timestamp) -> Result<u64, StoreError> {
        self.row(&JOBS_KEPT_COUNT, params![tenant, kind, now]).await?.map_or(Ok(0), |mut row| row.take())
    }

    /// Leases a job to `node`: of the tenants that have none under way, or else of all, the one that has been due the longest.
    pub async fn job_claim(&mut self, node: &str, now: Timestamp, lease: Duration) -> Result<Option<(Lease, Job)>, StoreError> {
        let until = now + lease;
        let lease = Lease(format!("{node}/{}", until.as_micros()));
        while let Some(mut row) = self.row(&JOB_CLAIM, params![now, &lease.0, until]).await? {
            let (tenant, id): (TenantId, JobId) = (row.take()?, row.take()?);
            match read_job(tenant.clone(), id.clone(), row) {
                Ok(job) => return Ok(Some((lease, job))),
                // A row nobody can read must not hold up the ones behind it.
                Err(StoreError::Corrupt(what)) => {
                    tracing::error!(job.id = %id, tenant.id = %tenant, what = %what, "a job cannot be read and is given up");
                    self.job_give_up(&tenant, &id, "What was stored for the job cannot be read.", now).await?;
                }
                Err(failure) => return Err(failure),
            }
        }
        Ok(None)
    }

    /// It has failed, whoever holds it. What of it can be read stays, and the rest can be read from now on.
    async fn job_give_up(&mut self, tenant: &TenantId, id: &JobId, why: &str, now: Timestamp) -> Result<(), StoreError> {
        let Some(mut row) = self.row(&JOB_RAW, params![tenant, id]).await? else { return Ok(()) };
        let (kind, mut settings, progress): (String, String, String) = (row.take()?, row.take()?, row.take()?);
        if let (Err(_), Some(bare)) = (serde_json::from_str::<JobSettings>(&settings), JobSettings::of_kind(&kind)) {
            settings = json(&bare)?;
        }
        let known: Progress = serde_json::from_str(&progress).unwrap_or_default();
        let progress = json(&Progress { failure: Some(why.to_owned()), ..known })?;
        self.exec(&JOB_GIVE_UP, params![&settings, &progress, now, now + KEPT, tenant, id]).await.map(drop)
    }

    /// Goes on holding it. False, here and below, for a holder whose lease is no longer the job's: what else the transaction did must
    /// not count.
    pub async fn job_checkpoint(
        &mut self,
        job: &Job,
        lease: &Lease,
        progress: &Progress,
        until: Timestamp,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let progress = json(progress)?;
        Ok(self.exec(&JOB_CHECKPOINT, params![&progress, until, now, now + KEPT, &job.tenant, &job.id, &lease.0]).await? == 1)
    }

    pub async fn job_finish(
        &mut self,
        job: &Job,
        lease: &Lease,
        state: JobState,
        progress: &Progress,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let (progress, expires_at) = (json(progress)?, now + KEPT);
        let params = params![state.as_str(), &progress, now, expires_at, &job.tenant, &job.id, &lease.0];
        Ok(self.exec(&JOB_FINISH, params).await? == 1)
    }

    /// For another process to go on with, at once.
    pub async fn job_release(&mut self, job: &Job, lease: &Lease, due_at: Timestamp) -> Result<bool, StoreError> {
        Ok(self.exec(&JOB_RELEASE, params![due_at, &job.tenant, &job.id, &lease.0]).await? == 1)
    }

    pub async fn job_chunk_insert(
        &mut self,
        tenant: &TenantId,
        id: &JobId,
        number: u64,
        plain: &[u8],
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let row = format!("{id}/file/{number}");
        let sealed = self.seal(Place { purpose: Purpose::Job, tenant, row: &row }, now, plain)?;
        self.exec(&JOB_CHUNK_INSERT, params![tenant, id, place(number), &sealed]).await.map(drop)
    }

    pub async fn job_chunk_find(&mut self, tenant: &TenantId, id: &JobId, number: u64) -> Result<Option<Vec<u8>>, StoreError> {
        let Some(mut row) = self.row(&JOB_CHUNK_FIND, params![tenant, id, place(number)]).await? else { return Ok(None) };
        let (sealed, row): (Vec<u8>, _) = (row.take()?, format!("{id}/file/{number}"));
        Ok(Some(self.unseal(Place { purpose: Purpose::Job, tenant, row: &row }, &sealed)?.to_vec()))
    }

    /// At most `limit` of them, the first ones first; how many there were.
    pub async fn job_chunks_delete(&mut self, tenant: &TenantId, id: &JobId, limit: u32) -> Result<u64, StoreError> {
        self.exec(&JOB_CHUNKS_DELETE, params![tenant, id, limit]).await
    }

    pub async fn job_error_insert(
        &mut self,
        tenant: &TenantId,
        id: &JobId,
        number: u64,
        rejected: &Rejected,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let row = format!("{id}/error/{number}");
        let sealed = self.seal_json(Place { purpose: Purpose::Job, tenant, row: &row }, now, rejected)?;
        self.exec(&JOB_ERROR_INSERT, params![tenant, id, place(number), &sealed]).await.map(drop)
    }

    /// In the order of the file.
    pub async fn job_error_list(&mut self, tenant: &TenantId, id: &JobId) -> Result<Vec<Rejected>, StoreError> {
        let rows = self.rows(&JOB_ERROR_LIST, params![tenant, id]).await?;
        let read = |mut row: Row| {
            let (number, sealed): (u64, Vec<u8>) = (row.take()?, row.take()?);
            let row = format!("{id}/error/{number}");
            self.unseal_json(Place { purpose: Purpose::Job, tenant, row: &row }, &sealed)
        };
        rows.into_iter().map(read).collect()
    }

    /// Takes away one job whose time is over, or a part of its file: how much, so that nothing means that there is none. One that was
    /// promised and not done is not taken away but has failed, for whoever asks within another day.
    pub async fn job_sweep(&mut self, now: Timestamp, chunk: u32) -> Result<u64, StoreError> {
        if let Some(mut row) = self.row(&JOB_OVERDUE, params![now]).await? {
            let (tenant, id): (TenantId, JobId) = (row.take()?, row.take()?);
            tracing::error!(job.id = %id, tenant.id = %tenant, "a job waited for a day and is given up");
            self.job_give_up(&tenant, &id, "Nobody could go on with the job for a day: begin it again.", now).await?;
            return Ok(1);
        }
        let Some(mut row) = self.row(&JOB_EXPIRED, params![now]).await? else { return Ok(0) };
        let (tenant, id): (TenantId, JobId) = (row.take()?, row.take()?);
        // Pieces are large.
        let chunks = self.job_chunks_delete(&tenant, &id, chunk.min(64)).await?;
        if chunks > 0 {
            return Ok(chunks);
        }
        let errors = self.exec(&JOB_ERRORS_DELETE, params![&tenant, &id, chunk]).await?;
        if errors > 0 {
            return Ok(errors);
        }
        self.exec(&JOB_DELETE, params![&tenant, &id]).await
    }

    /// As [`Tx::user_insert`], without counting: the caller counts all of a batch at once. False when the id, or a name in the
    /// connection, is taken.
    pub async fn import_user_insert(&mut self, tenant: &TenantId, user: &User) -> Result<bool, StoreError> {
        let profile = json(&user.profile)?;
        let params = params![
            tenant,
            &user.id,
            &user.connection,
            &user.email,
            user.profile.username.as_ref(),
            user.email_verified,
            user.password_hash.as_ref(),
            &profile,
            user.is_blocked,
            user.created_at,
        ];
        Ok(self.exec(&IMPORT_USER_INSERT, params).await? == 1)
    }

    pub async fn import_users_count(&mut self, tenant: &TenantId, inserted: u32) -> Result<(), StoreError> {
        if inserted == 0 { Ok(()) } else { self.count_change(tenant, Counted::Users, inserted.into()).await }
    }

    /// The one of the connection who has the address, the name or the id.
    pub async fn import_user_find(&mut self, tenant: &TenantId, user: &User) -> Result<Vec<User>, StoreError> {
        let mut found: Vec<User> = Vec::new();
        let by_email = self.user_find_by_email(tenant, &user.connection, &user.email).await?;
        let by_name = match &user.profile.username {
            Some(name) => self.user_find_by_username(tenant, &user.connection, name).await?,
            None => None,
        };
        let by_id = self.user_find(tenant, &UserId::new(user.id.as_str())).await?;
        for one in [by_email, by_name, by_id].into_iter().flatten() {
            if found.iter().all(|known| known.id != one.id) {
                found.push(one);
            }
        }
        Ok(found)
    }
}

fn place(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn read_job(tenant: TenantId, id: JobId, mut row: Row) -> Result<Job, StoreError> {
    Ok(Job {
        tenant,
        id,
        state: row.take_word(JobState::parse)?,
        settings: row.take_json()?,
        progress: row.take_json()?,
        created_at: row.take()?,
        expires_at: row.take()?,
    })
}
