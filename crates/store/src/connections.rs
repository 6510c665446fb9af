//! Database connections: where a tenant's people are.

use ringfence_core::clock::Timestamp;
use ringfence_core::connection::{Connection, ConnectionSettings};
use ringfence_core::id::{ConnectionId, TenantId};

use crate::driver::{Row, params, statements};
use crate::seal::json;
use crate::{StoreError, Tx};

statements! {
    CONNECTION_INSERT = "INSERT INTO connections (tenant_id, connection_id, name, settings, created_at, updated_at)
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING";
    CONNECTION_LIST = "SELECT connection_id, name, settings, created_at, updated_at FROM connections
        WHERE tenant_id = $1 ORDER BY created_at, connection_id";
    CONNECTION_FIND = "SELECT connection_id, name, settings, created_at, updated_at FROM connections
        WHERE tenant_id = $1 AND connection_id = $2";
    CONNECTION_FIND_LOCKED = "SELECT connection_id, name, settings, created_at, updated_at FROM connections
        WHERE tenant_id = $1 AND connection_id = $2 /*lock*/";
    CONNECTION_HOLD = "SELECT connection_id, name, settings, created_at, updated_at FROM connections
        WHERE tenant_id = $1 AND name = $2 /*share*/";
    CONNECTION_UPDATE = "UPDATE connections SET settings = $1, updated_at = $2 WHERE tenant_id = $3 AND connection_id = $4";
    CONNECTION_DELETE = "DELETE FROM connections WHERE tenant_id = $1 AND connection_id = $2";
    CONNECTION_ANY_USER = "SELECT user_id FROM users WHERE tenant_id = $1 AND connection = $2 LIMIT 1";
}

impl Tx<'_> {
    /// False when the tenant has a connection of this name.
    pub async fn connection_insert(&mut self, tenant: &TenantId, new: &Connection) -> Result<bool, StoreError> {
        let settings = json(&new.settings)?;
        let params = params![tenant, &new.id, &new.name, &settings, new.created_at, new.updated_at];
        Ok(self.exec(&CONNECTION_INSERT, params).await? == 1)
    }

    /// Oldest first.
    pub async fn connection_list(&mut self, tenant: &TenantId) -> Result<Vec<Connection>, StoreError> {
        self.rows(&CONNECTION_LIST, params![tenant]).await?.into_iter().map(read_connection).collect()
    }

    pub async fn connection_find(&mut self, tenant: &TenantId, id: &ConnectionId) -> Result<Option<Connection>, StoreError> {
        self.row(&CONNECTION_FIND, params![tenant, id]).await?.map(read_connection).transpose()
    }

    /// Holds the row until the transaction ends, so that changes of one connection come one after the other.
    pub async fn connection_find_locked(&mut self, tenant: &TenantId, id: &ConnectionId) -> Result<Option<Connection>, StoreError> {
        self.row(&CONNECTION_FIND_LOCKED, params![tenant, id]).await?.map(read_connection).transpose()
    }

    /// By name, and so that it cannot be deleted until the transaction ends: to be called before a user is put into it. Any number
    /// of transactions may hold it together.
    pub async fn connection_hold(&mut self, tenant: &TenantId, name: &str) -> Result<Option<Connection>, StoreError> {
        self.row(&CONNECTION_HOLD, params![tenant, name]).await?.map(read_connection).transpose()
    }

    pub async fn connection_update(
        &mut self,
        tenant: &TenantId,
        id: &ConnectionId,
        settings: &ConnectionSettings,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let settings = json(settings)?;
        Ok(self.exec(&CONNECTION_UPDATE, params![&settings, now, tenant, id]).await? == 1)
    }

    pub async fn connection_delete(&mut self, tenant: &TenantId, id: &ConnectionId) -> Result<bool, StoreError> {
        Ok(self.exec(&CONNECTION_DELETE, params![tenant, id]).await? == 1)
    }

    pub async fn connection_has_users(&mut self, tenant: &TenantId, name: &str) -> Result<bool, StoreError> {
        Ok(self.row(&CONNECTION_ANY_USER, params![tenant, name]).await?.is_some())
    }
}

fn read_connection(mut row: Row) -> Result<Connection, StoreError> {
    Ok(Connection { id: row.take()?, name: row.take()?, settings: row.take_json()?, created_at: row.take()?, updated_at: row.take()? })
}
