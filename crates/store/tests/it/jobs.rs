//! Jobs: one holder each, every tenant in turn, and none that holds up the others or goes without a word.

use std::time::Duration;

use ringfence_core::clock::Timestamp;
use ringfence_core::export::Format;
use ringfence_core::id::{JobId, TenantId};
use ringfence_core::job::{Job, JobSettings, JobState, KEPT, Progress};
use ringfence_store::{Lease, Store, StoreError, Tx};

use crate::fixtures::{secs, tenant_id};
use crate::harness::{Db, NOW, on_both};
use crate::schema::number as asked;

const LEASE: Duration = Duration::from_secs(60);

fn new(tenant: &str, id: &str, created_at: Timestamp) -> Job {
    let settings = JobSettings::UsersExport { connection_id: None, connection: None, format: Format::Csv, limit: None, fields: None };
    let (tenant, id, progress) = (TenantId::new(tenant), JobId::new(id), Progress::default());
    Job { tenant, id, state: JobState::Pending, settings, progress, created_at, expires_at: created_at + KEPT }
}

async fn insert(db: &Db, jobs: &[(&str, &str)]) {
    let jobs: Vec<_> = jobs.iter().zip(0..).map(|((tenant, id), place)| new(tenant, id, NOW + secs(place))).collect();
    let write = async move |tx: &mut Tx<'_>| {
        for job in &jobs {
            tx.job_insert(job).await?;
        }
        Ok::<_, StoreError>(())
    };
    db.store.tx(write).await.unwrap();
}

async fn claim(store: &Store, now: Timestamp) -> Option<(Lease, Job)> {
    store.tx(async move |tx: &mut Tx<'_>| tx.job_claim("node", now, LEASE).await).await.unwrap()
}

async fn claimed(store: &Store, now: Timestamp) -> String {
    claim(store, now).await.map_or_else(String::new, |(_, job)| job.id.to_string())
}

async fn find(store: &Store, id: &'static str) -> Option<Job> {
    store.read(async move |tx: &mut Tx<'_>| tx.job_find(&tenant_id(), &JobId::new(id)).await).await.unwrap()
}

async fn sweep(store: &Store, now: Timestamp) {
    while store.tx(async move |tx: &mut Tx<'_>| tx.job_sweep(now, 500).await).await.unwrap() > 0 {}
}

on_both! {
    async fn a_tenant_with_many_jobs_lets_others_go_before(db) {
        insert(db, &[("ten_many", "job_1"), ("ten_many", "job_2"), ("ten_many", "job_3"), ("ten_one", "job_4"), ("ten_one", "job_5")]).await;
        let mut order = Vec::new();
        for _ in 0..6 {
            order.push(claimed(&db.store, NOW + secs(10)).await);
        }
        assert_eq!(order, ["job_1", "job_4", "job_2", "job_3", "job_5", ""]);
        // Leases that ran out are nobody's work.
        assert_eq!(claimed(&db.store, NOW + secs(80)).await, "job_1");
    }

    async fn one_that_cannot_be_read_is_given_up_and_holds_up_nothing(db) {
        insert(db, &[("ten_one", "job_1"), ("ten_one", "job_2"), ("ten_one", "job_3")]).await;
        for (id, broken) in [("job_1", "settings = '{\"kind\":\"none\"}'"), ("job_2", "progress = 'none'")] {
            asked(db, &format!("UPDATE jobs SET {broken} WHERE job_id = '{id}' RETURNING created_at")).await;
        }
        assert_eq!(claimed(&db.store, NOW + secs(10)).await, "job_3");
        assert_eq!(claimed(&db.store, NOW + secs(10)).await, "");
        for id in ["job_1", "job_2"] {
            let job = find(&db.store, id).await.unwrap();
            assert_eq!((job.state, job.settings.kind(), job.expires_at), (JobState::Failed, "users_export", NOW + secs(10) + KEPT));
            assert_eq!(job.progress.failure.as_deref(), Some("What was stored for the job cannot be read."));
        }
    }

    async fn what_was_promised_and_not_done_has_failed_before_it_goes(db) {
        insert(db, &[("ten_one", "job_1"), ("ten_one", "job_2")]).await;
        let late = NOW + KEPT - secs(5);
        let (lease, held) = claim(&db.store, late).await.unwrap();
        sweep(&db.store, NOW + KEPT + secs(10)).await;
        let waited = find(&db.store, "job_2").await.unwrap();
        assert_eq!((waited.state, waited.expires_at), (JobState::Failed, NOW + KEPT + secs(10) + KEPT));
        assert!(waited.progress.failure.unwrap().contains("for a day"));
        assert_eq!(claimed(&db.store, NOW + KEPT + secs(11)).await, "");

        // Whoever works longer than a day goes on.
        let kept = async move |tx: &mut Tx<'_>| {
            let (now, progress) = (NOW + KEPT + secs(20), Progress { done: 7, ..Progress::default() });
            tx.job_checkpoint(&held, &lease, &progress, now + LEASE, now).await
        };
        assert!(db.store.tx(kept).await.unwrap());
        sweep(&db.store, NOW + KEPT + KEPT).await;
        let job = find(&db.store, "job_1").await.unwrap();
        assert_eq!((job.state, job.progress.done), (JobState::Processing, 7));
        assert_eq!(claimed(&db.store, NOW + KEPT + KEPT).await, "job_1");
        sweep(&db.store, NOW + KEPT + KEPT + KEPT).await;
        assert_eq!(find(&db.store, "job_1").await.unwrap().state, JobState::Failed);
        sweep(&db.store, NOW + KEPT + KEPT + KEPT + KEPT).await;
        assert_eq!((find(&db.store, "job_1").await, find(&db.store, "job_2").await), (None, None));
    }

    async fn open_and_kept_ones_are_counted(db) {
        insert(db, &[("ten_one", "job_1"), ("ten_one", "job_2"), ("ten_two", "job_3")]).await;
        let count = async |now: Timestamp| {
            let counted = async move |tx: &mut Tx<'_>| {
                let (tenant, kind) = (tenant_id(), "users_export");
                Ok::<_, StoreError>((tx.jobs_open_count(&tenant, kind, now).await?, tx.jobs_kept_count(&tenant, kind, now).await?))
            };
            db.store.read(counted).await.unwrap()
        };
        assert_eq!(count(NOW).await, (2, 2));
        let (lease, job) = claim(&db.store, NOW + secs(5)).await.unwrap();
        let ended = async move |tx: &mut Tx<'_>| {
            tx.job_finish(&job, &lease, JobState::Completed, &Progress::default(), NOW + secs(6)).await
        };
        assert!(db.store.tx(ended).await.unwrap());
        assert_eq!(count(NOW + secs(7)).await, (1, 2));
        assert_eq!(count(NOW + KEPT + KEPT).await, (1, 0), "one that is still to be done counts whatever the time");
    }
}
