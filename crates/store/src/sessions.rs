//! Who is signed in where, by the keyed hash of what the browser holds.

use ringfence_core::clock::Timestamp;
use ringfence_core::id::{DeviceId, TenantId, UserId};
use ringfence_core::proof::SecondFactor;
use ringfence_core::session::Session;

use crate::driver::{Row, params, statements};
use crate::{StoreError, Tx};

statements! {
    SESSION_INSERT = "INSERT INTO sessions (tenant_id, token_hash, user_id, signed_in_at, proofs_from, second_factor_at,
        second_factor_device, created_at, seen_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    SESSION_FIND = "SELECT token_hash, user_id, signed_in_at, proofs_from, second_factor_at, second_factor_device, created_at, seen_at,
        expires_at FROM sessions WHERE tenant_id = $1 AND token_hash = $2";
    SESSION_KEEP = "UPDATE sessions SET proofs_from = $1 WHERE tenant_id = $2 AND token_hash = $3 AND user_id = $4";
    SESSION_TOUCH = "UPDATE sessions SET seen_at = $1 WHERE tenant_id = $2 AND token_hash = $3";
    SESSION_DELETE = "DELETE FROM sessions WHERE tenant_id = $1 AND token_hash = $2";
    SESSIONS_DELETE_OTHERS = "DELETE FROM sessions WHERE tenant_id = $1 AND user_id = $2 AND token_hash <> $3";
    SESSIONS_DELETE_ALL = "DELETE FROM sessions WHERE tenant_id = $1 AND user_id = $2";
    SESSION_SWEEP = "DELETE FROM sessions WHERE (tenant_id, token_hash) IN
        (SELECT tenant_id, token_hash FROM sessions WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)";
}

impl Tx<'_> {
    pub async fn session_insert(&mut self, tenant: &TenantId, new: &Session) -> Result<(), StoreError> {
        let second = new.second_factor.as_ref();
        let params = params![
            tenant,
            &new.hash,
            &new.user,
            new.signed_in_at,
            new.since,
            second.map(|second| second.at),
            second.map(|second| &second.device),
            new.created_at,
            new.seen_at,
            new.expires_at,
        ];
        self.exec(&SESSION_INSERT, params).await.map(drop)
    }

    /// One that is over too: whether it is alive is for [`Session::is_alive`].
    pub async fn session_find(&mut self, tenant: &TenantId, hash: &[u8; 32]) -> Result<Option<Session>, StoreError> {
        self.row(&SESSION_FIND, params![tenant, hash]).await?.map(read_session).transpose()
    }

    pub async fn session_touch(&mut self, tenant: &TenantId, hash: &[u8; 32], now: Timestamp) -> Result<(), StoreError> {
        self.exec(&SESSION_TOUCH, params![now, tenant, hash]).await.map(drop)
    }

    /// The session in which the user's proofs were ended goes on under the new mark.
    pub(crate) async fn session_keep(
        &mut self,
        tenant: &TenantId,
        user: &UserId,
        hash: &[u8; 32],
        since: Timestamp,
    ) -> Result<(), StoreError> {
        self.exec(&SESSION_KEEP, params![since, tenant, hash, user]).await.map(drop)
    }

    /// True for the one who ended it.
    pub async fn session_delete(&mut self, tenant: &TenantId, hash: &[u8; 32]) -> Result<bool, StoreError> {
        Ok(self.exec(&SESSION_DELETE, params![tenant, hash]).await? == 1)
    }

    /// Signs a user out everywhere, but for one session that may be kept.
    pub async fn sessions_delete_by_user(&mut self, tenant: &TenantId, user: &UserId, kept: Option<&[u8; 32]>) -> Result<u64, StoreError> {
        match kept {
            Some(kept) => self.exec(&SESSIONS_DELETE_OTHERS, params![tenant, user, kept]).await,
            None => self.exec(&SESSIONS_DELETE_ALL, params![tenant, user]).await,
        }
    }

    /// Deletes at most `chunk` sessions whose life was over before `before`, of all tenants.
    pub async fn session_sweep(&mut self, before: Timestamp, chunk: u32) -> Result<u64, StoreError> {
        self.exec(&SESSION_SWEEP, params![before, chunk]).await
    }
}

fn read_session(mut row: Row) -> Result<Session, StoreError> {
    let (hash, user, signed_in_at, since) = (row.take()?, row.take()?, row.take()?, row.take()?);
    let (at, device): (Option<Timestamp>, Option<DeviceId>) = (row.take()?, row.take()?);
    Ok(Session {
        hash,
        user,
        signed_in_at,
        since,
        second_factor: at.zip(device).map(|(at, device)| SecondFactor { at, device }),
        created_at: row.take()?,
        seen_at: row.take()?,
        expires_at: row.take()?,
    })
}
