//! Names that are locked out after failed passwords, some of them from one address only.

use ringfence_core::clock::Timestamp;
use ringfence_core::id::TenantId;
use ringfence_core::user::UserBlock;

use crate::driver::{params, statements};
use crate::{StoreError, Tx};

statements! {
    USER_BLOCK_PUT = "INSERT INTO user_blocks (tenant_id, identifier, ip, connection, created_at) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (tenant_id, identifier, ip) DO UPDATE SET connection = excluded.connection, created_at = excluded.created_at";
    USER_BLOCK_LIST = "SELECT identifier, ip, connection FROM user_blocks WHERE tenant_id = $1 AND identifier = $2 ORDER BY ip";
    USER_BLOCKS_DELETE = "DELETE FROM user_blocks WHERE tenant_id = $1 AND identifier = $2";
}

impl Tx<'_> {
    pub async fn user_block_put(&mut self, tenant: &TenantId, block: &UserBlock, now: Timestamp) -> Result<(), StoreError> {
        let ip = block.ip.as_deref().unwrap_or_default();
        self.exec(&USER_BLOCK_PUT, params![tenant, &block.identifier, ip, &block.connection, now]).await.map(drop)
    }

    /// Of what somebody types to sign in, in lower case.
    pub async fn user_block_list(&mut self, tenant: &TenantId, identifier: &str) -> Result<Vec<UserBlock>, StoreError> {
        let mut found = Vec::new();
        for mut row in self.rows(&USER_BLOCK_LIST, params![tenant, identifier]).await? {
            let (identifier, ip): (String, String) = (row.take()?, row.take()?);
            found.push(UserBlock { identifier, ip: Some(ip).filter(|ip| !ip.is_empty()), connection: row.take()? });
        }
        Ok(found)
    }

    pub async fn user_blocks_delete(&mut self, tenant: &TenantId, identifier: &str) -> Result<u64, StoreError> {
        self.exec(&USER_BLOCKS_DELETE, params![tenant, identifier]).await
    }
}
