//! Codes that wait for their application, and the families of tokens that a stolen one has ended.

use ringfence_core::authorize::AuthorizationCode;
use ringfence_core::clock::Timestamp;
use ringfence_core::id::{FamilyId, TenantId};

use crate::driver::{params, statements};
use crate::seal::json;
use crate::{StoreError, Tx};

statements! {
    AUTHORIZATION_CODE_INSERT = "INSERT INTO authorization_codes (tenant_id, code_hash, family_id, client_id, user_id, body,
        created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    AUTHORIZATION_CODE_FIND = "SELECT code_hash, family_id, client_id, user_id, body, created_at, expires_at, used_at
        FROM authorization_codes WHERE tenant_id = $1 AND code_hash = $2";
    AUTHORIZATION_CODE_USE = "UPDATE authorization_codes SET used_at = $1 WHERE tenant_id = $2 AND code_hash = $3 AND used_at IS NULL";
    AUTHORIZATION_CODE_SWEEP = "DELETE FROM authorization_codes WHERE (tenant_id, code_hash) IN
        (SELECT tenant_id, code_hash FROM authorization_codes WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)";
    FAMILY_REVOKE = "INSERT INTO revoked_families (tenant_id, family_id, expires_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    FAMILY_IS_REVOKED = "SELECT COUNT(*) FROM revoked_families WHERE tenant_id = $1 AND family_id = $2";
    REVOKED_FAMILY_SWEEP = "DELETE FROM revoked_families WHERE (tenant_id, family_id) IN
        (SELECT tenant_id, family_id FROM revoked_families WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)";
}

impl Tx<'_> {
    pub async fn authorization_code_insert(&mut self, tenant: &TenantId, new: &AuthorizationCode) -> Result<(), StoreError> {
        let body = json(&new.grant)?;
        let params = params![tenant, &new.hash, &new.family, &new.client, &new.user, &body, new.created_at, new.expires_at];
        self.exec(&AUTHORIZATION_CODE_INSERT, params).await.map(drop)
    }

    /// Used and expired ones too.
    pub async fn authorization_code_find(&mut self, tenant: &TenantId, hash: &[u8; 32]) -> Result<Option<AuthorizationCode>, StoreError> {
        let Some(mut row) = self.row(&AUTHORIZATION_CODE_FIND, params![tenant, hash]).await? else { return Ok(None) };
        Ok(Some(AuthorizationCode {
            hash: row.take()?,
            family: row.take()?,
            client: row.take()?,
            user: row.take()?,
            grant: row.take_json()?,
            created_at: row.take()?,
            expires_at: row.take()?,
            used_at: row.take()?,
        }))
    }

    /// True for exactly one caller.
    pub async fn authorization_code_use(&mut self, tenant: &TenantId, hash: &[u8; 32], now: Timestamp) -> Result<bool, StoreError> {
        Ok(self.exec(&AUTHORIZATION_CODE_USE, params![now, tenant, hash]).await? == 1)
    }

    /// Deletes at most `chunk` codes that expired before `before`, of all tenants.
    pub async fn authorization_code_sweep(&mut self, before: Timestamp, chunk: u32) -> Result<u64, StoreError> {
        self.exec(&AUTHORIZATION_CODE_SWEEP, params![before, chunk]).await
    }

    /// Remembers that the family's access tokens are worth nothing, as long as one of them could live.
    pub async fn family_revoke(&mut self, tenant: &TenantId, family: &FamilyId, expires_at: Timestamp) -> Result<(), StoreError> {
        self.exec(&FAMILY_REVOKE, params![tenant, family, expires_at]).await.map(drop)
    }

    pub async fn family_is_revoked(&mut self, tenant: &TenantId, family: &FamilyId) -> Result<bool, StoreError> {
        let row = self.row(&FAMILY_IS_REVOKED, params![tenant, family]).await?;
        row.map_or(Ok(false), |mut row| Ok(row.take::<i64>()? > 0))
    }

    pub async fn revoked_family_sweep(&mut self, before: Timestamp, chunk: u32) -> Result<u64, StoreError> {
        self.exec(&REVOKED_FAMILY_SWEEP, params![before, chunk]).await
    }
}
