//! OAuth applications.

use ringfence_core::client::{Client, ClientSettings};
use ringfence_core::clock::Timestamp;
use ringfence_core::id::{ClientId, TenantId};
use ringfence_core::secret::{Purpose, Secret};

use crate::driver::{Row, params, statements};
use crate::seal::{Place, json};
use crate::{StoreError, Tx};

statements! {
    CLIENT_INSERT = "INSERT INTO clients (tenant_id, client_id, secret_sealed, settings, created_at) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT DO NOTHING";
    CLIENT_FIND = "SELECT client_id, secret_sealed, settings, created_at FROM clients WHERE tenant_id = $1 AND client_id = $2";
    CLIENT_LIST = "SELECT client_id, secret_sealed, settings, created_at FROM clients WHERE tenant_id = $1 ORDER BY created_at, client_id";
    CLIENT_UPDATE = "UPDATE clients SET settings = $1 WHERE tenant_id = $2 AND client_id = $3";
    CLIENT_FIND_LOCKED = "SELECT client_id, secret_sealed, settings, created_at FROM clients
        WHERE tenant_id = $1 AND client_id = $2 /*lock*/";
    CLIENT_SECRET_SET = "UPDATE clients SET secret_sealed = $1 WHERE tenant_id = $2 AND client_id = $3";
    CLIENT_DELETE = "DELETE FROM clients WHERE tenant_id = $1 AND client_id = $2";
    CLIENT_IDS = "SELECT client_id FROM clients WHERE tenant_id = $1 ORDER BY client_id";
}

impl Tx<'_> {
    /// False when the tenant has a client of this id.
    pub async fn client_insert(&mut self, client: &Client) -> Result<bool, StoreError> {
        let settings = json(&client.settings)?;
        let secret = client.secret.as_ref().map(|secret| secret.expose().as_bytes());
        let secret = secret.map(|secret| self.seal(place(&client.tenant, &client.id), client.created_at, secret)).transpose()?;
        let params = params![&client.tenant, &client.id, secret.as_ref(), &settings, client.created_at];
        Ok(self.exec(&CLIENT_INSERT, params).await? == 1)
    }

    pub async fn client_find(&mut self, tenant: &TenantId, client: &ClientId) -> Result<Option<Client>, StoreError> {
        let row = self.row(&CLIENT_FIND, params![tenant, client]).await?;
        row.map(|row| self.read_client(tenant, row)).transpose()
    }

    /// Oldest first.
    pub async fn client_list(&mut self, tenant: &TenantId) -> Result<Vec<Client>, StoreError> {
        let rows = self.rows(&CLIENT_LIST, params![tenant]).await?;
        rows.into_iter().map(|row| self.read_client(tenant, row)).collect()
    }

    /// False when the tenant has no such client.
    pub async fn client_update(&mut self, tenant: &TenantId, client: &ClientId, settings: &ClientSettings) -> Result<bool, StoreError> {
        let settings = json(settings)?;
        Ok(self.exec(&CLIENT_UPDATE, params![&settings, tenant, client]).await? == 1)
    }

    /// Holds the row until the transaction ends, so that changes of one client come one after the other.
    pub async fn client_find_locked(&mut self, tenant: &TenantId, client: &ClientId) -> Result<Option<Client>, StoreError> {
        let row = self.row(&CLIENT_FIND_LOCKED, params![tenant, client]).await?;
        row.map(|row| self.read_client(tenant, row)).transpose()
    }

    /// The secret as it stands in `client`, or none.
    pub async fn client_secret_set(&mut self, client: &Client, now: Timestamp) -> Result<bool, StoreError> {
        let secret = client.secret.as_ref().map(|secret| secret.expose().as_bytes());
        let secret = secret.map(|secret| self.seal(place(&client.tenant, &client.id), now, secret)).transpose()?;
        Ok(self.exec(&CLIENT_SECRET_SET, params![secret.as_ref(), &client.tenant, &client.id]).await? == 1)
    }

    /// Its grants must be gone.
    pub async fn client_delete(&mut self, tenant: &TenantId, client: &ClientId) -> Result<bool, StoreError> {
        Ok(self.exec(&CLIENT_DELETE, params![tenant, client]).await? == 1)
    }

    /// In their own order.
    pub async fn client_ids(&mut self, tenant: &TenantId) -> Result<Vec<ClientId>, StoreError> {
        self.rows(&CLIENT_IDS, params![tenant]).await?.into_iter().map(|mut row| row.take()).collect()
    }

    fn read_client(&self, tenant: &TenantId, mut row: Row) -> Result<Client, StoreError> {
        let id = row.take()?;
        let sealed: Option<Vec<u8>> = row.take()?;
        let secret = sealed.map(|sealed| self.unseal_text(place(tenant, &id), &sealed)).transpose()?.map(Secret::new);
        Ok(Client { tenant: tenant.clone(), id, secret, settings: row.take_json()?, created_at: row.take()? })
    }
}

fn place<'a>(tenant: &'a TenantId, id: &'a ClientId) -> Place<'a> {
    Place { purpose: Purpose::ClientSecret, tenant, row: id.as_str() }
}
