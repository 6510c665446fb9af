//! Enrollment tickets, by the keyed hash of what stands in their link.

use ringfence_core::clock::Timestamp;
use ringfence_core::id::TenantId;
use ringfence_core::ticket::Ticket;

use crate::driver::{params, statements};
use crate::seal::json;
use crate::{StoreError, Tx};

statements! {
    TICKET_INSERT = "INSERT INTO enrollment_tickets (tenant_id, ticket_hash, user_id, body, created_at, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6)";
    TICKET_FIND = "SELECT ticket_hash, user_id, body, created_at, expires_at, used_at FROM enrollment_tickets
        WHERE tenant_id = $1 AND ticket_hash = $2";
    TICKET_USE = "UPDATE enrollment_tickets SET used_at = $1 WHERE tenant_id = $2 AND ticket_hash = $3 AND used_at IS NULL";
    TICKET_SWEEP = "DELETE FROM enrollment_tickets WHERE (tenant_id, ticket_hash) IN
        (SELECT tenant_id, ticket_hash FROM enrollment_tickets WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)";
}

impl Tx<'_> {
    pub async fn ticket_insert(&mut self, tenant: &TenantId, new: &Ticket) -> Result<(), StoreError> {
        let body = json(&new.options)?;
        self.exec(&TICKET_INSERT, params![tenant, &new.hash, &new.user, &body, new.created_at, new.expires_at]).await.map(drop)
    }

    /// Used and expired ones too: each has a page of its own.
    pub async fn ticket_find(&mut self, tenant: &TenantId, hash: &[u8; 32]) -> Result<Option<Ticket>, StoreError> {
        let Some(mut row) = self.row(&TICKET_FIND, params![tenant, hash]).await? else { return Ok(None) };
        Ok(Some(Ticket {
            hash: row.take()?,
            user: row.take()?,
            options: row.take_json()?,
            created_at: row.take()?,
            expires_at: row.take()?,
            used_at: row.take()?,
        }))
    }

    /// True for exactly one caller.
    pub async fn ticket_use(&mut self, tenant: &TenantId, hash: &[u8; 32], now: Timestamp) -> Result<bool, StoreError> {
        Ok(self.exec(&TICKET_USE, params![now, tenant, hash]).await? == 1)
    }

    /// Deletes at most `chunk` tickets that expired before `before`, of all tenants.
    pub async fn ticket_sweep(&mut self, before: Timestamp, chunk: u32) -> Result<u64, StoreError> {
        self.exec(&TICKET_SWEEP, params![before, chunk]).await
    }
}
