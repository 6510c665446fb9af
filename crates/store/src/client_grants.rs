//! What machines may do at which API.

use ringfence_core::client::{ClientGrant, StoredGrant};
use ringfence_core::clock::Timestamp;
use ringfence_core::id::{ClientGrantId, ClientId, TenantId};

use crate::driver::{Row, params, statements};
use crate::seal::json;
use crate::{StoreError, Tx};

statements! {
    CLIENT_GRANT_UPSERT = "INSERT INTO client_grants (tenant_id, client_id, audience, scopes, created_at, grant_id)
        VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (tenant_id, client_id, audience) DO UPDATE SET scopes = excluded.scopes";
    CLIENT_GRANT_INSERT = "INSERT INTO client_grants (tenant_id, client_id, audience, scopes, created_at, grant_id)
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING";
    CLIENT_GRANT_FIND = "SELECT grant_id, client_id, audience, scopes FROM client_grants
        WHERE tenant_id = $1 AND client_id = $2 AND audience = $3";
    CLIENT_GRANT_FIND_BY_ID = "SELECT grant_id, client_id, audience, scopes FROM client_grants WHERE tenant_id = $1 AND grant_id = $2";
    CLIENT_GRANT_LIST = "SELECT grant_id, client_id, audience, scopes FROM client_grants WHERE tenant_id = $1 ORDER BY grant_id";
    CLIENT_GRANT_LIST_BY_AUDIENCE = "SELECT grant_id, client_id, audience, scopes FROM client_grants
        WHERE tenant_id = $1 AND audience = $2 ORDER BY grant_id";
    CLIENT_GRANT_UPDATE = "UPDATE client_grants SET scopes = $1 WHERE tenant_id = $2 AND grant_id = $3";
    CLIENT_GRANT_DELETE = "DELETE FROM client_grants WHERE tenant_id = $1 AND grant_id = $2";
    CLIENT_GRANTS_DELETE_BY_CLIENT = "DELETE FROM client_grants WHERE tenant_id = $1 AND client_id = $2";
    CLIENT_GRANTS_DELETE_BY_AUDIENCE = "DELETE FROM client_grants WHERE tenant_id = $1 AND audience = $2";
}

impl Tx<'_> {
    /// Grants, or replaces the scopes of what was granted before, which keeps its id.
    pub async fn client_grant_upsert(&mut self, tenant: &TenantId, new: &StoredGrant, now: Timestamp) -> Result<(), StoreError> {
        let (grant, scopes) = (&new.grant, json(&new.grant.scopes)?);
        let params = params![tenant, &grant.client_id, &grant.audience, &scopes, now, &new.id];
        self.exec(&CLIENT_GRANT_UPSERT, params).await.map(drop)
    }

    /// False when the client has a grant for this audience.
    pub async fn client_grant_insert(&mut self, tenant: &TenantId, new: &StoredGrant, now: Timestamp) -> Result<bool, StoreError> {
        let (grant, scopes) = (&new.grant, json(&new.grant.scopes)?);
        let params = params![tenant, &grant.client_id, &grant.audience, &scopes, now, &new.id];
        Ok(self.exec(&CLIENT_GRANT_INSERT, params).await? == 1)
    }

    pub async fn client_grant_find(
        &mut self,
        tenant: &TenantId,
        client: &ClientId,
        audience: &str,
    ) -> Result<Option<ClientGrant>, StoreError> {
        let row = self.row(&CLIENT_GRANT_FIND, params![tenant, client, audience]).await?;
        Ok(row.map(read_grant).transpose()?.map(|found| found.grant))
    }

    pub async fn client_grant_find_by_id(&mut self, tenant: &TenantId, id: &ClientGrantId) -> Result<Option<StoredGrant>, StoreError> {
        self.row(&CLIENT_GRANT_FIND_BY_ID, params![tenant, id]).await?.map(read_grant).transpose()
    }

    /// In the order of ids.
    pub async fn client_grant_list(&mut self, tenant: &TenantId) -> Result<Vec<StoredGrant>, StoreError> {
        self.rows(&CLIENT_GRANT_LIST, params![tenant]).await?.into_iter().map(read_grant).collect()
    }

    pub async fn client_grant_list_by_audience(&mut self, tenant: &TenantId, audience: &str) -> Result<Vec<StoredGrant>, StoreError> {
        self.rows(&CLIENT_GRANT_LIST_BY_AUDIENCE, params![tenant, audience]).await?.into_iter().map(read_grant).collect()
    }

    pub async fn client_grant_update(&mut self, tenant: &TenantId, id: &ClientGrantId, scopes: &[String]) -> Result<bool, StoreError> {
        let scopes = json(&scopes)?;
        Ok(self.exec(&CLIENT_GRANT_UPDATE, params![&scopes, tenant, id]).await? == 1)
    }

    pub async fn client_grant_delete(&mut self, tenant: &TenantId, id: &ClientGrantId) -> Result<bool, StoreError> {
        Ok(self.exec(&CLIENT_GRANT_DELETE, params![tenant, id]).await? == 1)
    }

    pub async fn client_grants_delete_by_client(&mut self, tenant: &TenantId, client: &ClientId) -> Result<u64, StoreError> {
        self.exec(&CLIENT_GRANTS_DELETE_BY_CLIENT, params![tenant, client]).await
    }

    pub async fn client_grants_delete_by_audience(&mut self, tenant: &TenantId, audience: &str) -> Result<u64, StoreError> {
        self.exec(&CLIENT_GRANTS_DELETE_BY_AUDIENCE, params![tenant, audience]).await
    }
}

fn read_grant(mut row: Row) -> Result<StoredGrant, StoreError> {
    let id = row.take()?;
    Ok(StoredGrant { id, grant: ClientGrant { client_id: row.take()?, audience: row.take()?, scopes: row.take_json()? } })
}
