//! Names that are locked out after failed passwords, some of them from one address only.

use ringfence_core::clock::Timestamp;
use ringfence_core::id::TenantId;
use ringfence_core::user::UserBlock;

use crate::driver::{params, statements};
use crate::{StoreError, Tx};

statements! {
    USER_BLOCK_PUT = "INSERT INTO user_blocks (tenant_id, identifier, connection, ip, created_at) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (tenant_id, identifier, connection, ip) DO UPDATE SET created_at = excluded.created_at";
    USER_BLOCK_LIST = "SELECT identifier, ip, connection FROM user_blocks
        WHERE tenant_id = $1 AND identifier = $2 AND ($3 = '' OR connection = $3) ORDER BY connection, ip";
    USER_BLOCKS_DELETE = "DELETE FROM user_blocks WHERE tenant_id = $1 AND identifier = $2 AND ($3 = '' OR connection = $3)";
}

impl Tx<'_> {
    pub async fn user_block_put(&mut self, tenant: &TenantId, block: &UserBlock, now: Timestamp) -> Result<(), StoreError> {
        let ip = block.ip.as_deref().unwrap_or_default();
        self.exec(&USER_BLOCK_PUT, params![tenant, &block.identifier, &block.connection, ip, now]).await.map(drop)
    }

    /// Of what somebody types to sign in, in lower case: within a connection, or wherever it is typed.
    pub async fn user_block_list(
        &mut self,
        tenant: &TenantId,
        identifier: &str,
        connection: Option<&str>,
    ) -> Result<Vec<UserBlock>, StoreError> {
        let mut found = Vec::new();
        for mut row in self.rows(&USER_BLOCK_LIST, params![tenant, identifier, connection.unwrap_or_default()]).await? {
            let (identifier, ip): (String, String) = (row.take()?, row.take()?);
            found.push(UserBlock { identifier, ip: Some(ip).filter(|ip| !ip.is_empty()), connection: row.take()? });
        }
        Ok(found)
    }

    pub async fn user_blocks_delete(&mut self, tenant: &TenantId, identifier: &str, connection: Option<&str>) -> Result<u64, StoreError> {
        self.exec(&USER_BLOCKS_DELETE, params![tenant, identifier, connection.unwrap_or_default()]).await
    }
}
