//! Refresh tokens, by their keyed hash, in families that live and die together.

use ringfence_core::clock::Timestamp;
use ringfence_core::id::{ClientId, FamilyId, TenantId, UserId};
use ringfence_core::proof::Proof;

use crate::driver::{Row, params, statements};
use crate::seal::json;
use crate::{StoreError, Tx};

statements! {
    REFRESH_TOKEN_INSERT = "INSERT INTO refresh_tokens (tenant_id, token_hash, family_id, client_id, user_id, scope, audience,
        proof, created_at, expires_at, used_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    REFRESH_TOKEN_FIND = "SELECT token_hash, family_id, client_id, user_id, scope, audience, proof, created_at, expires_at, used_at
        FROM refresh_tokens WHERE tenant_id = $1 AND token_hash = $2";
    REFRESH_TOKEN_USE = "UPDATE refresh_tokens SET used_at = $1 WHERE tenant_id = $2 AND token_hash = $3 AND used_at IS NULL";
    REFRESH_TOKEN_PROLONG = "UPDATE refresh_tokens SET expires_at = $1 WHERE tenant_id = $2 AND token_hash = $3 AND used_at IS NULL";
    REFRESH_TOKEN_FAMILY_DELETE = "DELETE FROM refresh_tokens WHERE tenant_id = $1 AND family_id = $2";
    REFRESH_TOKENS_DELETE_BY_USER = "DELETE FROM refresh_tokens WHERE tenant_id = $1 AND user_id = $2";
    REFRESH_TOKEN_SWEEP = "DELETE FROM refresh_tokens WHERE (tenant_id, token_hash) IN
        (SELECT tenant_id, token_hash FROM refresh_tokens WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)";
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RefreshToken {
    /// `Purpose::RefreshToken`; the token itself is known to its holder alone.
    pub hash: [u8; 32],
    pub family: FamilyId,
    pub client: ClientId,
    pub user: UserId,
    pub scope: String,
    pub audience: Option<String>,
    /// What the login rested on that earned the first of the family; `None` for a token from before proofs were kept.
    pub proof: Option<Proof>,
    /// When the first of the family was given.
    pub created_at: Timestamp,
    pub expires_at: Timestamp,
    /// Rotated away; seen again, it gives a theft away.
    pub used_at: Option<Timestamp>,
}

impl Tx<'_> {
    pub async fn refresh_token_insert(&mut self, tenant: &TenantId, token: &RefreshToken) -> Result<(), StoreError> {
        let proof = token.proof.as_ref().map(json).transpose()?;
        let params = params![
            tenant,
            &token.hash,
            &token.family,
            &token.client,
            &token.user,
            &token.scope,
            token.audience.as_ref(),
            proof.as_ref(),
            token.created_at,
            token.expires_at,
            token.used_at,
        ];
        self.exec(&REFRESH_TOKEN_INSERT, params).await.map(drop)
    }

    /// Used and expired ones too.
    pub async fn refresh_token_find(&mut self, tenant: &TenantId, hash: &[u8; 32]) -> Result<Option<RefreshToken>, StoreError> {
        self.row(&REFRESH_TOKEN_FIND, params![tenant, hash]).await?.map(read_refresh_token).transpose()
    }

    /// True for exactly one caller.
    pub async fn refresh_token_use(&mut self, tenant: &TenantId, hash: &[u8; 32], now: Timestamp) -> Result<bool, StoreError> {
        Ok(self.exec(&REFRESH_TOKEN_USE, params![now, tenant, hash]).await? == 1)
    }

    /// Of one that is used again and again; false when it is gone or was replaced.
    pub async fn refresh_token_prolong(&mut self, tenant: &TenantId, hash: &[u8; 32], until: Timestamp) -> Result<bool, StoreError> {
        Ok(self.exec(&REFRESH_TOKEN_PROLONG, params![until, tenant, hash]).await? == 1)
    }

    pub async fn refresh_token_family_delete(&mut self, tenant: &TenantId, family: &FamilyId) -> Result<u64, StoreError> {
        self.exec(&REFRESH_TOKEN_FAMILY_DELETE, params![tenant, family]).await
    }

    pub async fn refresh_tokens_delete_by_user(&mut self, tenant: &TenantId, user: &UserId) -> Result<u64, StoreError> {
        self.exec(&REFRESH_TOKENS_DELETE_BY_USER, params![tenant, user]).await
    }

    /// Deletes at most `chunk` tokens that expired before `before`, of all tenants.
    pub async fn refresh_token_sweep(&mut self, before: Timestamp, chunk: u32) -> Result<u64, StoreError> {
        self.exec(&REFRESH_TOKEN_SWEEP, params![before, chunk]).await
    }
}

fn read_refresh_token(mut row: Row) -> Result<RefreshToken, StoreError> {
    Ok(RefreshToken {
        hash: row.take()?,
        family: row.take()?,
        client: row.take()?,
        user: row.take()?,
        scope: row.take()?,
        audience: row.take()?,
        proof: row.take_optional_json()?,
        created_at: row.take()?,
        expires_at: row.take()?,
        used_at: row.take()?,
    })
}
