//! The outbox: each message's journey, from the transaction that drew its code to a carrier's last word.
//!
//! A delivery is sent only under a lease ([`Tx::delivery_claim`]), and only its holder may write down what came
//! of it ([`outcome`]). The sealed text is erased once it was handed over or given up.

pub(crate) mod outcome;
pub(crate) mod status;

use std::time::Duration;

use ringfence_core::clock::Timestamp;
use ringfence_core::delivery::{ClaimedDelivery, NewDelivery};
use ringfence_core::id::{DeliveryId, TenantId};
use ringfence_core::secret::Purpose;
use ringfence_core::tenant::Provider;

pub use outcome::Attempt;
pub use status::{AttemptRecord, DeliveryState, DeliveryStatus, Report};

use crate::driver::{Row, params, statements};
use crate::seal::{Place, json};
use crate::{StoreError, Tx};

statements! {
    DELIVERY_INSERT = "INSERT INTO deliveries (tenant_id, delivery_id, challenge_id, user_id, client_id, device_id, channel, provider,
        route, message_sealed, origin, state, due_at, created_at, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'waiting', $12, $12, $13)";
    /// What was 'sending' has a holder who never came back: it becomes 'resending', which its next holder is told.
    DELIVERY_CLAIM = "WITH due AS MATERIALIZED (SELECT tenant_id, delivery_id FROM deliveries
            WHERE due_at <= $1 ORDER BY due_at LIMIT $2 /*skip locked*/)
        UPDATE deliveries SET state = CASE WHEN state = 'waiting' THEN 'sending' ELSE 'resending' END, lease = $3, due_at = $4
        WHERE (tenant_id, delivery_id) IN (SELECT tenant_id, delivery_id FROM due)
        RETURNING tenant_id, delivery_id, challenge_id, user_id, client_id, device_id, provider, route, position, attempts, tries,
            message_sealed, origin, created_at, expires_at, state";
    DELIVERY_RELEASE = "UPDATE deliveries SET state = 'waiting', due_at = $1, lease = NULL
        WHERE tenant_id = $2 AND delivery_id = $3 AND lease = $4 AND state = 'sending'";
    /// What was begun stays so: its next holder is told.
    DELIVERY_POSTPONE = "UPDATE deliveries SET state = CASE WHEN state = 'resending' THEN 'sending' ELSE 'waiting' END, lease = NULL,
        due_at = $1 WHERE tenant_id = $2 AND delivery_id = $3 AND expires_at > $1";
    DELIVERY_GIVE_UP_UNREADABLE = "UPDATE deliveries SET state = 'failed', due_at = NULL, lease = NULL, message_sealed = NULL,
        failure_class = 'account', failure_code = 'unreadable', failure_message = 'the stored message cannot be opened',
        finished_at = $1 WHERE tenant_id = $2 AND delivery_id = $3";
    DELIVERIES_OPEN_COUNT = "SELECT COUNT(*) FROM deliveries WHERE due_at IS NOT NULL";
    DELIVERY_NEXT_DUE = "SELECT MIN(due_at) FROM deliveries WHERE due_at IS NOT NULL";
    /// Takes the attempts with it.
    DELIVERY_SWEEP = "DELETE FROM deliveries WHERE (tenant_id, delivery_id) IN
        (SELECT tenant_id, delivery_id FROM deliveries WHERE created_at < $1 AND due_at IS NULL ORDER BY created_at LIMIT $2)";
}

/// How long a process leaves a delivery alone whose key it does not have.
const POSTPONED: Duration = Duration::from_secs(2);

/// The right to send what was claimed with it, until its end; a later claim makes it void.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Lease(pub(crate) String);

impl Tx<'_> {
    /// To be called in the transaction that inserts its challenge. Due at once; the message is sealed.
    pub async fn delivery_insert(&mut self, tenant: &TenantId, new: &NewDelivery) -> Result<(), StoreError> {
        let sealed = self.seal_json(place(tenant, &new.id), new.created_at, &new.message)?;
        let (route, origin) = (json(&new.route)?, json(&new.origin)?);
        let params = params![
            tenant,
            &new.id,
            &new.challenge,
            &new.user,
            &new.client,
            &new.device,
            new.message.channel.as_str(),
            new.provider.as_str(),
            &route,
            &sealed,
            &origin,
            new.created_at,
            new.expires_at,
        ];
        self.exec(&DELIVERY_INSERT, params).await.map(drop)
    }

    /// Leases at most `limit` deliveries of all tenants to `node`, those that have been due the longest; they come oldest first.
    ///
    /// No two callers get the same one. One whose earlier lease ran out comes with `was_interrupted`:
    /// its carrier may have taken it. One whose code has expired comes too, to be given up.
    pub async fn delivery_claim(
        &mut self,
        node: &str,
        now: Timestamp,
        lease: Duration,
        limit: u32,
    ) -> Result<(Lease, Vec<ClaimedDelivery>), StoreError> {
        let until = now + lease;
        // Told apart by its end from the same node's earlier leases, whose late words must not count.
        let lease = Lease(format!("{node}/{}", until.as_micros()));
        let rows = self.rows(&DELIVERY_CLAIM, params![now, limit, &lease.0, until]).await?;
        let mut claimed = Vec::with_capacity(rows.len());
        for mut row in rows {
            let (tenant, id): (TenantId, DeliveryId) = (row.take()?, row.take()?);
            match self.read_claimed(&tenant, &id, row) {
                Ok(delivery) => claimed.push(delivery),
                // A row nobody can read must not hold up the ones behind it.
                Err(StoreError::Corrupt(what)) => {
                    tracing::error!(delivery.id = %id, tenant.id = %tenant, what = %what, "a delivery cannot be read and is given up");
                    self.exec(&DELIVERY_GIVE_UP_UNREADABLE, params![now, &tenant, &id]).await?;
                }
                // Sealed under a key that this process does not have yet: another process, or this one a moment later.
                Err(StoreError::Locked) => {
                    tracing::error!(delivery.id = %id, tenant.id = %tenant, "a delivery is sealed under an unknown key and is left for later");
                    if self.exec(&DELIVERY_POSTPONE, params![now + POSTPONED, &tenant, &id]).await? == 0 {
                        self.exec(&DELIVERY_GIVE_UP_UNREADABLE, params![now, &tenant, &id]).await?;
                    }
                }
                Err(failure) => return Err(failure),
            }
        }
        claimed.sort_by(|one, other| one.created_at.cmp(&other.created_at).then_with(|| one.id.cmp(&other.id)));
        Ok((lease, claimed))
    }

    /// Gives back what was claimed and not begun, as before a shutdown.
    pub async fn delivery_release(&mut self, claimed: &ClaimedDelivery, lease: &Lease, now: Timestamp) -> Result<bool, StoreError> {
        let params = params![now, &claimed.tenant, &claimed.id, &lease.0];
        Ok(self.exec(&DELIVERY_RELEASE, params).await? == 1)
    }

    /// How many are waiting or being sent, of all tenants.
    pub async fn deliveries_open_count(&mut self) -> Result<u64, StoreError> {
        let row = self.row(&DELIVERIES_OPEN_COUNT, &[]).await?;
        row.map_or(Ok(0), |mut row| row.take())
    }

    /// When a dispatcher has to look again, unless it is woken before: the next retry, or the end of a lease.
    pub async fn delivery_next_due(&mut self) -> Result<Option<Timestamp>, StoreError> {
        let row = self.row(&DELIVERY_NEXT_DUE, &[]).await?;
        row.map_or(Ok(None), |mut row| row.take())
    }

    /// Deletes at most `chunk` finished deliveries made before `before`, of all tenants, and their attempts.
    pub async fn delivery_sweep(&mut self, before: Timestamp, chunk: u32) -> Result<u64, StoreError> {
        self.exec(&DELIVERY_SWEEP, params![before, chunk]).await
    }

    fn read_claimed(&self, tenant: &TenantId, id: &DeliveryId, mut row: Row) -> Result<ClaimedDelivery, StoreError> {
        let (challenge, user, client, device) = (row.take()?, row.take()?, row.take()?, row.take()?);
        let (provider, route) = (row.take_word(read_provider)?, row.take_json()?);
        let (position, attempts, tries) = (row.take()?, row.take()?, row.take()?);
        let sealed: Vec<u8> = row.take()?;
        let message = self.unseal_json(place(tenant, id), &sealed)?;
        Ok(ClaimedDelivery {
            tenant: tenant.clone(),
            id: id.clone(),
            challenge,
            user,
            client,
            device,
            provider,
            route,
            position,
            attempts,
            tries,
            message,
            origin: row.take_json()?,
            created_at: row.take()?,
            expires_at: row.take()?,
            was_interrupted: row.take::<String>()? == "resending",
        })
    }
}

fn place<'a>(tenant: &'a TenantId, id: &'a DeliveryId) -> Place<'a> {
    Place { purpose: Purpose::Message, tenant, row: id.as_str() }
}

fn read_provider(word: &str) -> Option<Provider> {
    [Provider::Auth0, Provider::Twilio, Provider::PhoneMessageHook].into_iter().find(|provider| provider.as_str() == word)
}
