//! The APIs that tokens are issued for.

use std::time::Duration;

use ringfence_core::client::ResourceServer;
use ringfence_core::clock::{Timestamp, micros};
use ringfence_core::id::TenantId;

use crate::driver::{Row, params, statements};
use crate::seal::json;
use crate::{StoreError, Tx};

statements! {
    RESOURCE_SERVER_INSERT = "INSERT INTO resource_servers (tenant_id, identifier, name, scopes, token_lifetime, created_at)
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING";
    RESOURCE_SERVER_FIND = "SELECT identifier, name, scopes, token_lifetime FROM resource_servers WHERE tenant_id = $1 AND identifier = $2";
    RESOURCE_SERVER_LIST = "SELECT identifier, name, scopes, token_lifetime FROM resource_servers WHERE tenant_id = $1 ORDER BY identifier";
}

impl Tx<'_> {
    /// False when the tenant has an API of this identifier.
    pub async fn resource_server_insert(&mut self, tenant: &TenantId, server: &ResourceServer, now: Timestamp) -> Result<bool, StoreError> {
        let scopes = json(&server.scopes)?;
        let params = params![tenant, &server.identifier, &server.name, &scopes, micros(server.token_lifetime), now];
        Ok(self.exec(&RESOURCE_SERVER_INSERT, params).await? == 1)
    }

    pub async fn resource_server_find(&mut self, tenant: &TenantId, identifier: &str) -> Result<Option<ResourceServer>, StoreError> {
        self.row(&RESOURCE_SERVER_FIND, params![tenant, identifier]).await?.map(read_resource_server).transpose()
    }

    pub async fn resource_server_list(&mut self, tenant: &TenantId) -> Result<Vec<ResourceServer>, StoreError> {
        self.rows(&RESOURCE_SERVER_LIST, params![tenant]).await?.into_iter().map(read_resource_server).collect()
    }
}

fn read_resource_server(mut row: Row) -> Result<ResourceServer, StoreError> {
    Ok(ResourceServer {
        identifier: row.take()?,
        name: row.take()?,
        scopes: row.take_json()?,
        token_lifetime: Duration::from_micros(row.take()?),
    })
}
