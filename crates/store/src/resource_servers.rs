//! The APIs that tokens are issued for.

use std::time::Duration;

use ringfence_core::client::ResourceServer;
use ringfence_core::clock::{Timestamp, micros};
use ringfence_core::id::{ResourceServerId, TenantId};

use crate::driver::{Row, params, statements};
use crate::seal::json;
use crate::{StoreError, Tx};

statements! {
    RESOURCE_SERVER_INSERT = "INSERT INTO resource_servers (tenant_id, resource_server_id, identifier, name, scopes, token_lifetime,
        settings, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING";
    RESOURCE_SERVER_FIND = "SELECT resource_server_id, identifier, name, scopes, token_lifetime, settings FROM resource_servers
        WHERE tenant_id = $1 AND identifier = $2";
    RESOURCE_SERVER_FIND_LOCKED = "SELECT resource_server_id, identifier, name, scopes, token_lifetime, settings FROM resource_servers
        WHERE tenant_id = $1 AND identifier = $2 /*lock*/";
    RESOURCE_SERVER_FIND_BY_ID = "SELECT resource_server_id, identifier, name, scopes, token_lifetime, settings FROM resource_servers
        WHERE tenant_id = $1 AND resource_server_id = $2";
    RESOURCE_SERVER_LIST = "SELECT resource_server_id, identifier, name, scopes, token_lifetime, settings FROM resource_servers
        WHERE tenant_id = $1 ORDER BY identifier";
    RESOURCE_SERVER_UPDATE = "UPDATE resource_servers SET name = $1, scopes = $2, token_lifetime = $3, settings = $4
        WHERE tenant_id = $5 AND identifier = $6";
    RESOURCE_SERVER_DELETE = "DELETE FROM resource_servers WHERE tenant_id = $1 AND identifier = $2";
}

impl Tx<'_> {
    /// False when the tenant has an API of this identifier.
    pub async fn resource_server_insert(&mut self, tenant: &TenantId, server: &ResourceServer, now: Timestamp) -> Result<bool, StoreError> {
        let (scopes, settings) = (json(&server.scopes)?, json(&server.settings)?);
        let lifetime = micros(server.token_lifetime);
        let params = params![tenant, &server.id, &server.identifier, &server.name, &scopes, lifetime, &settings, now];
        Ok(self.exec(&RESOURCE_SERVER_INSERT, params).await? == 1)
    }

    pub async fn resource_server_find(&mut self, tenant: &TenantId, identifier: &str) -> Result<Option<ResourceServer>, StoreError> {
        self.row(&RESOURCE_SERVER_FIND, params![tenant, identifier]).await?.map(read_resource_server).transpose()
    }

    /// Holds the row until the transaction ends: what is granted at an API is granted of what it has at that moment.
    pub async fn resource_server_find_locked(&mut self, tenant: &TenantId, identifier: &str) -> Result<Option<ResourceServer>, StoreError> {
        self.row(&RESOURCE_SERVER_FIND_LOCKED, params![tenant, identifier]).await?.map(read_resource_server).transpose()
    }

    pub async fn resource_server_find_by_id(
        &mut self,
        tenant: &TenantId,
        id: &ResourceServerId,
    ) -> Result<Option<ResourceServer>, StoreError> {
        self.row(&RESOURCE_SERVER_FIND_BY_ID, params![tenant, id]).await?.map(read_resource_server).transpose()
    }

    pub async fn resource_server_list(&mut self, tenant: &TenantId) -> Result<Vec<ResourceServer>, StoreError> {
        self.rows(&RESOURCE_SERVER_LIST, params![tenant]).await?.into_iter().map(read_resource_server).collect()
    }

    /// Everything but its id and identifier.
    pub async fn resource_server_update(&mut self, tenant: &TenantId, server: &ResourceServer) -> Result<bool, StoreError> {
        let (scopes, settings) = (json(&server.scopes)?, json(&server.settings)?);
        let params = params![&server.name, &scopes, micros(server.token_lifetime), &settings, tenant, &server.identifier];
        Ok(self.exec(&RESOURCE_SERVER_UPDATE, params).await? == 1)
    }

    pub async fn resource_server_delete(&mut self, tenant: &TenantId, identifier: &str) -> Result<bool, StoreError> {
        Ok(self.exec(&RESOURCE_SERVER_DELETE, params![tenant, identifier]).await? == 1)
    }
}

fn read_resource_server(mut row: Row) -> Result<ResourceServer, StoreError> {
    Ok(ResourceServer {
        id: row.take()?,
        identifier: row.take()?,
        name: row.take()?,
        scopes: row.take_json()?,
        token_lifetime: Duration::from_micros(row.take()?),
        settings: row.take_json()?,
    })
}
