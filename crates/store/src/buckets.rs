//! Buckets of `core::guard`, each kept as the moment at which it will be full again.

use ringfence_core::clock::Timestamp;
use ringfence_core::guard::{Bucket, BucketKind};
use ringfence_core::id::TenantId;

use crate::driver::{params, statements};
use crate::{StoreError, Tx};

statements! {
    /// `Bucket::take` in SQL: `$4` is the moment after taking from a full bucket, `$5` now, `$6` one refill, `$7` the depth.
    BUCKET_TAKE = "INSERT INTO buckets (tenant_id, kind, subject, full_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (tenant_id, kind, subject) DO UPDATE
        SET full_at = CASE WHEN buckets.full_at > $5 THEN buckets.full_at ELSE $5 END + $6
        WHERE CASE WHEN buckets.full_at > $5 THEN buckets.full_at ELSE $5 END + $6 - $5 <= $7";
    BUCKET_SWEEP_FAILED_LOGINS = "DELETE FROM buckets WHERE (tenant_id, kind, subject) IN
        (SELECT tenant_id, kind, subject FROM buckets WHERE kind = 'failed_logins' AND full_at < $1 ORDER BY full_at LIMIT $2)";
    BUCKET_SWEEP_LOGINS = "DELETE FROM buckets WHERE (tenant_id, kind, subject) IN
        (SELECT tenant_id, kind, subject FROM buckets WHERE kind = 'logins' AND full_at < $1 ORDER BY full_at LIMIT $2)";
    BUCKET_SWEEP_NOTICES = "DELETE FROM buckets WHERE (tenant_id, kind, subject) IN
        (SELECT tenant_id, kind, subject FROM buckets WHERE kind = 'notices' AND full_at < $1 ORDER BY full_at LIMIT $2)";
    BUCKET_SWEEP_RECIPIENT_MAILS = "DELETE FROM buckets WHERE (tenant_id, kind, subject) IN
        (SELECT tenant_id, kind, subject FROM buckets WHERE kind = 'recipient_mails' AND full_at < $1 ORDER BY full_at LIMIT $2)";
    BUCKET_FULL_AT = "SELECT full_at FROM buckets WHERE tenant_id = $1 AND kind = $2 AND subject = $3";
}

impl Tx<'_> {
    /// Takes one token; false, and nothing taken, when there is none. It holds under any number of racing callers.
    pub async fn bucket_take(&mut self, tenant: &TenantId, bucket: &Bucket, subject: &str, now: Timestamp) -> Result<bool, StoreError> {
        // A bucket without room for one token never gives any; the insert below would.
        let Some(taken) = bucket.take(None, now) else { return Ok(false) };
        let (refill, depth) = (bucket.refill_micros(), bucket.depth_micros());
        let params = params![tenant, bucket.kind.as_str(), subject, taken, now, refill, depth];
        Ok(self.exec(&BUCKET_TAKE, params).await? == 1)
    }

    /// Deletes at most `chunk` buckets of each kind that IP addresses and mailboxes have, of all tenants, that are full again;
    /// answers the largest number.
    pub async fn bucket_sweep(&mut self, now: Timestamp, chunk: u32) -> Result<u64, StoreError> {
        let mut most = 0;
        for statement in [&BUCKET_SWEEP_FAILED_LOGINS, &BUCKET_SWEEP_LOGINS, &BUCKET_SWEEP_NOTICES, &BUCKET_SWEEP_RECIPIENT_MAILS] {
            most = most.max(self.exec(statement, params![now, chunk]).await?);
        }
        Ok(most)
    }

    /// `None` for a bucket nobody has taken from, which is full.
    pub async fn bucket_full_at(&mut self, tenant: &TenantId, kind: BucketKind, subject: &str) -> Result<Option<Timestamp>, StoreError> {
        let row = self.row(&BUCKET_FULL_AT, params![tenant, kind.as_str(), subject]).await?;
        row.map(|mut row| row.take()).transpose()
    }
}
