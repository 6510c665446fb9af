//! E-mail on its way out: from the transaction of the fact it tells of to the mail server's word.
//!
//! As with deliveries, a mail is sent only under a lease, and only its holder may say what came of it. Unlike a code, what may
//! have been sent is sent again: a lease that ran out is simply claimed anew.

use std::time::Duration;

use ringfence_core::clock::Timestamp;
use ringfence_core::id::{MailId, TenantId};
use ringfence_core::mail::{ClaimedMail, NewMail};
use ringfence_core::secret::Purpose;

use crate::driver::{Row, params, statements};
use crate::seal::Place;
use crate::{Lease, StoreError, Tx};

statements! {
    MAIL_INSERT = "INSERT INTO mails (tenant_id, mail_id, user_id, sealed, state, due_at, created_at, expires_at)
        VALUES ($1, $2, $3, $4, 'waiting', $5, $5, $6)";
    MAIL_CLAIM = "WITH due AS MATERIALIZED (SELECT tenant_id, mail_id FROM mails WHERE due_at <= $1 ORDER BY due_at LIMIT $2 /*skip locked*/)
        UPDATE mails SET state = 'sending', lease = $3, due_at = $4, tries = tries + 1
        WHERE (tenant_id, mail_id) IN (SELECT tenant_id, mail_id FROM due)
        RETURNING tenant_id, mail_id, user_id, sealed, tries, created_at, expires_at";
    MAIL_SENT = "UPDATE mails SET state = 'sent', due_at = NULL, lease = NULL, sealed = NULL, failure = NULL, finished_at = $1
        WHERE tenant_id = $2 AND mail_id = $3 AND lease = $4";
    MAIL_RETRY = "UPDATE mails SET state = 'waiting', due_at = $1, lease = NULL, failure = $2
        WHERE tenant_id = $3 AND mail_id = $4 AND lease = $5";
    MAIL_FAIL = "UPDATE mails SET state = 'failed', due_at = NULL, lease = NULL, sealed = NULL, failure = $1, finished_at = $2
        WHERE tenant_id = $3 AND mail_id = $4 AND lease = $5";
    MAIL_POSTPONE = "UPDATE mails SET state = 'waiting', lease = NULL, due_at = $1, tries = tries - 1
        WHERE tenant_id = $2 AND mail_id = $3 AND expires_at > $1";
    MAIL_GIVE_UP_UNREADABLE = "UPDATE mails SET state = 'failed', due_at = NULL, lease = NULL, sealed = NULL, failure = 'unreadable',
        finished_at = $1 WHERE tenant_id = $2 AND mail_id = $3";
    MAILS_OPEN_COUNT = "SELECT COUNT(*) FROM mails WHERE due_at IS NOT NULL";
    MAIL_SWEEP = "DELETE FROM mails WHERE (tenant_id, mail_id) IN
        (SELECT tenant_id, mail_id FROM mails WHERE created_at < $1 AND due_at IS NULL ORDER BY created_at LIMIT $2)";
}

/// How long a process leaves a mail alone whose key it does not have.
const POSTPONED: Duration = Duration::from_secs(2);

impl Tx<'_> {
    /// Due at once; the mail is sealed.
    pub async fn mail_insert(&mut self, tenant: &TenantId, new: &NewMail) -> Result<(), StoreError> {
        let sealed = self.seal_json(place(tenant, &new.id), new.created_at, &new.mail)?;
        let params = params![tenant, &new.id, &new.user, &sealed, new.created_at, new.expires_at];
        self.exec(&MAIL_INSERT, params).await.map(drop)
    }

    /// Leases at most `limit` mails of all tenants to `node`, those that have been due the longest; they come oldest first.
    /// No two callers get the same one at the same time. One whose time is over comes too, to be given up.
    pub async fn mail_claim(
        &mut self,
        node: &str,
        now: Timestamp,
        lease: Duration,
        limit: u32,
    ) -> Result<(Lease, Vec<ClaimedMail>), StoreError> {
        let until = now + lease;
        // Told apart by its end from the same node's earlier leases, whose late words must not count.
        let lease = Lease(format!("{node}/{}", until.as_micros()));
        let rows = self.rows(&MAIL_CLAIM, params![now, limit, &lease.0, until]).await?;
        let mut claimed = Vec::with_capacity(rows.len());
        for mut row in rows {
            let (tenant, id): (TenantId, MailId) = (row.take()?, row.take()?);
            match self.read_claimed_mail(&tenant, &id, row) {
                Ok(mail) => claimed.push(mail),
                // A row nobody can read must not hold up the ones behind it.
                Err(StoreError::Corrupt(what)) => {
                    tracing::error!(mail.id = %id, tenant.id = %tenant, what = %what, "a mail cannot be read and is given up");
                    self.exec(&MAIL_GIVE_UP_UNREADABLE, params![now, &tenant, &id]).await?;
                }
                // Sealed under a key that this process does not have yet: another process, or this one a moment later.
                Err(StoreError::Locked) => {
                    tracing::error!(mail.id = %id, tenant.id = %tenant, "a mail is sealed under an unknown key and is left for later");
                    if self.exec(&MAIL_POSTPONE, params![now + POSTPONED, &tenant, &id]).await? == 0 {
                        self.exec(&MAIL_GIVE_UP_UNREADABLE, params![now, &tenant, &id]).await?;
                    }
                }
                Err(failure) => return Err(failure),
            }
        }
        claimed.sort_by(|one, other| one.created_at.cmp(&other.created_at).then_with(|| one.id.cmp(&other.id)));
        Ok((lease, claimed))
    }

    /// The mail server took it, and it is erased. False, here and below, for a holder whose lease is no longer the mail's.
    pub async fn mail_sent(&mut self, claimed: &ClaimedMail, lease: &Lease, now: Timestamp) -> Result<bool, StoreError> {
        Ok(self.exec(&MAIL_SENT, params![now, &claimed.tenant, &claimed.id, &lease.0]).await? == 1)
    }

    /// Once more, at `due_at`. `failure` is a code such as `421` or `connect`, never the server's words: they repeat addresses.
    pub async fn mail_retry(&mut self, claimed: &ClaimedMail, lease: &Lease, failure: &str, due_at: Timestamp) -> Result<bool, StoreError> {
        Ok(self.exec(&MAIL_RETRY, params![due_at, failure, &claimed.tenant, &claimed.id, &lease.0]).await? == 1)
    }

    /// Given up, and erased.
    pub async fn mail_fail(&mut self, claimed: &ClaimedMail, lease: &Lease, failure: &str, now: Timestamp) -> Result<bool, StoreError> {
        Ok(self.exec(&MAIL_FAIL, params![failure, now, &claimed.tenant, &claimed.id, &lease.0]).await? == 1)
    }

    /// How many are waiting or being sent, of all tenants.
    pub async fn mails_open_count(&mut self) -> Result<u64, StoreError> {
        let row = self.row(&MAILS_OPEN_COUNT, &[]).await?;
        row.map_or(Ok(0), |mut row| row.take())
    }

    /// Deletes at most `chunk` finished mails made before `before`, of all tenants.
    pub async fn mail_sweep(&mut self, before: Timestamp, chunk: u32) -> Result<u64, StoreError> {
        self.exec(&MAIL_SWEEP, params![before, chunk]).await
    }

    fn read_claimed_mail(&self, tenant: &TenantId, id: &MailId, mut row: Row) -> Result<ClaimedMail, StoreError> {
        let user = row.take()?;
        let sealed: Vec<u8> = row.take()?;
        let mail = self.unseal_json(place(tenant, id), &sealed)?;
        let (tries, created_at, expires_at) = (row.take()?, row.take()?, row.take()?);
        Ok(ClaimedMail { tenant: tenant.clone(), id: id.clone(), user, mail, tries, created_at, expires_at })
    }
}

fn place<'a>(tenant: &'a TenantId, id: &'a MailId) -> Place<'a> {
    Place { purpose: Purpose::Mail, tenant, row: id.as_str() }
}
