//! Links to a new password or a verified address, by the keyed hash of what stands in them.

use ringfence_core::account_ticket::{AccountTicket, TicketKind};
use ringfence_core::clock::Timestamp;
use ringfence_core::id::{TenantId, UserId};

use crate::driver::{params, statements};
use crate::seal::json;
use crate::{StoreError, Tx};

statements! {
    ACCOUNT_TICKET_INSERT = "INSERT INTO account_tickets (tenant_id, ticket_hash, kind, user_id, body, created_at, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    ACCOUNT_TICKET_FIND = "SELECT ticket_hash, kind, user_id, body, created_at, expires_at, used_at FROM account_tickets
        WHERE tenant_id = $1 AND ticket_hash = $2";
    ACCOUNT_TICKET_USE = "UPDATE account_tickets SET used_at = $1 WHERE tenant_id = $2 AND ticket_hash = $3 AND used_at IS NULL";
    ACCOUNT_TICKETS_END = "UPDATE account_tickets SET used_at = $1
        WHERE tenant_id = $2 AND user_id = $3 AND kind = $4 AND used_at IS NULL";
    ACCOUNT_TICKETS_DELETE_BY_USER = "DELETE FROM account_tickets WHERE tenant_id = $1 AND user_id = $2";
    ACCOUNT_TICKET_SWEEP = "DELETE FROM account_tickets WHERE (tenant_id, ticket_hash) IN
        (SELECT tenant_id, ticket_hash FROM account_tickets WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)";
}

impl Tx<'_> {
    pub async fn account_ticket_insert(&mut self, tenant: &TenantId, new: &AccountTicket) -> Result<(), StoreError> {
        let body = json(&new.body)?;
        let params = params![tenant, &new.hash, new.kind.as_str(), &new.user, &body, new.created_at, new.expires_at];
        self.exec(&ACCOUNT_TICKET_INSERT, params).await.map(drop)
    }

    /// Used and expired ones too: each has a page of its own.
    pub async fn account_ticket_find(&mut self, tenant: &TenantId, hash: &[u8; 32]) -> Result<Option<AccountTicket>, StoreError> {
        let Some(mut row) = self.row(&ACCOUNT_TICKET_FIND, params![tenant, hash]).await? else { return Ok(None) };
        let hash = row.take()?;
        let kind: String = row.take()?;
        // A kind of a later version opens nothing here.
        let Some(kind) = TicketKind::parse(&kind) else { return Ok(None) };
        Ok(Some(AccountTicket {
            hash,
            kind,
            user: row.take()?,
            body: row.take_json()?,
            created_at: row.take()?,
            expires_at: row.take()?,
            used_at: row.take()?,
        }))
    }

    /// True for exactly one caller.
    pub async fn account_ticket_use(&mut self, tenant: &TenantId, hash: &[u8; 32], now: Timestamp) -> Result<bool, StoreError> {
        Ok(self.exec(&ACCOUNT_TICKET_USE, params![now, tenant, hash]).await? == 1)
    }

    /// All of the user's tickets of one kind have had their day.
    pub async fn account_tickets_end(
        &mut self,
        tenant: &TenantId,
        user: &UserId,
        kind: TicketKind,
        now: Timestamp,
    ) -> Result<u64, StoreError> {
        self.exec(&ACCOUNT_TICKETS_END, params![now, tenant, user, kind.as_str()]).await
    }

    pub async fn account_tickets_delete_by_user(&mut self, tenant: &TenantId, user: &UserId) -> Result<u64, StoreError> {
        self.exec(&ACCOUNT_TICKETS_DELETE_BY_USER, params![tenant, user]).await
    }

    /// Deletes at most `chunk` tickets that expired before `before`, of all tenants.
    pub async fn account_ticket_sweep(&mut self, before: Timestamp, chunk: u32) -> Result<u64, StoreError> {
        self.exec(&ACCOUNT_TICKET_SWEEP, params![before, chunk]).await
    }
}
