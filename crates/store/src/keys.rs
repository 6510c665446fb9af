//! Data keys, wrapped by the master key, and each tenant's signing keys, sealed by a data key.

use ringfence_core::clock::Timestamp;
use ringfence_core::id::{KeyId, TenantId};
use ringfence_core::secret::{DataKey, KeyPurpose, Purpose};
use zeroize::Zeroizing;

use crate::driver::{Row, params, statements};
use crate::seal::Place;
use crate::{StoreError, Tx};

statements! {
    DATA_KEY_INSERT = "INSERT INTO data_keys (key_id, purpose, wrapped, created_at, activates_at) VALUES ($1, $2, $3, $4, $5)";
    DATA_KEY_LIST = "SELECT key_id, purpose, wrapped, created_at, activates_at FROM data_keys ORDER BY created_at, key_id";
    DATA_KEY_LIST_SHARED = "SELECT key_id, purpose, wrapped, created_at, activates_at FROM data_keys ORDER BY created_at, key_id /*share*/";
    DATA_KEY_LIST_LOCKED = "SELECT key_id, purpose, wrapped, created_at, activates_at FROM data_keys ORDER BY created_at, key_id /*lock*/";
    DATA_KEY_REWRAP = "UPDATE data_keys SET wrapped = $1 WHERE key_id = $2";
    DATA_KEY_DELETE = "DELETE FROM data_keys WHERE key_id = $1";
    SIGNING_KEY_INSERT = "INSERT INTO signing_keys (tenant_id, key_id, sealed, created_at, activates_at) VALUES ($1, $2, $3, $4, $5)";
    SIGNING_KEY_LIST = "SELECT key_id, sealed, created_at, activates_at FROM signing_keys
        WHERE tenant_id = $1 ORDER BY activates_at DESC, key_id";
    SIGNING_KEY_DELETE = "DELETE FROM signing_keys WHERE tenant_id = $1 AND key_id = $2";
}

/// A signing key as it is kept, its seal opened.
#[derive(Clone)]
pub struct StoredSigningKey {
    pub id: KeyId,
    /// DER.
    pub pkcs8: Zeroizing<Vec<u8>>,
    pub created_at: Timestamp,
    pub activates_at: Timestamp,
}

impl std::fmt::Debug for StoredSigningKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("StoredSigningKey").field("id", &self.id).field("activates_at", &self.activates_at).finish_non_exhaustive()
    }
}

impl Tx<'_> {
    pub async fn data_key_insert(&mut self, key: &DataKey) -> Result<(), StoreError> {
        let params = params![&key.id, key.purpose.as_str(), &key.wrapped, key.created_at, key.activates_at];
        self.exec(&DATA_KEY_INSERT, params).await.map(drop)
    }

    /// All of them, oldest first. Needs no keyring, since it is what a keyring is made of.
    pub async fn data_key_list(&mut self) -> Result<Vec<DataKey>, StoreError> {
        self.rows(&DATA_KEY_LIST, &[]).await?.into_iter().map(read_data_key).collect()
    }

    /// As [`Tx::data_key_list`]; nobody rewraps them before this transaction ends.
    pub async fn data_key_list_shared(&mut self) -> Result<Vec<DataKey>, StoreError> {
        self.rows(&DATA_KEY_LIST_SHARED, &[]).await?.into_iter().map(read_data_key).collect()
    }

    /// As [`Tx::data_key_list`], to change them: no process takes note of them before this transaction ends.
    pub async fn data_key_list_locked(&mut self) -> Result<Vec<DataKey>, StoreError> {
        self.rows(&DATA_KEY_LIST_LOCKED, &[]).await?.into_iter().map(read_data_key).collect()
    }

    /// The same key under another master key.
    pub async fn data_key_rewrap(&mut self, rewrapped: &DataKey) -> Result<(), StoreError> {
        self.exec(&DATA_KEY_REWRAP, params![&rewrapped.wrapped, &rewrapped.id]).await.map(drop)
    }

    /// What it has sealed is lost, where there still is something.
    pub async fn data_key_delete(&mut self, id: &KeyId) -> Result<(), StoreError> {
        self.exec(&DATA_KEY_DELETE, params![id]).await.map(drop)
    }

    /// Keeps a PKCS#8 key, sealed.
    pub async fn signing_key_insert(
        &mut self,
        tenant: &TenantId,
        id: &KeyId,
        pkcs8: &[u8],
        created_at: Timestamp,
        activates_at: Timestamp,
    ) -> Result<(), StoreError> {
        let sealed = self.seal(place(tenant, id), created_at, pkcs8)?;
        self.exec(&SIGNING_KEY_INSERT, params![tenant, id, &sealed, created_at, activates_at]).await.map(drop)
    }

    /// A tenant's keys, the latest activation first.
    pub async fn signing_key_list(&mut self, tenant: &TenantId) -> Result<Vec<StoredSigningKey>, StoreError> {
        let rows = self.rows(&SIGNING_KEY_LIST, params![tenant]).await?;
        rows.into_iter()
            .map(|mut row| {
                let id = row.take()?;
                let sealed: Vec<u8> = row.take()?;
                let pkcs8 = self.unseal(place(tenant, &id), &sealed)?;
                Ok(StoredSigningKey { id, pkcs8, created_at: row.take()?, activates_at: row.take()? })
            })
            .collect()
    }

    pub async fn signing_key_delete(&mut self, tenant: &TenantId, id: &KeyId) -> Result<bool, StoreError> {
        Ok(self.exec(&SIGNING_KEY_DELETE, params![tenant, id]).await? == 1)
    }
}

fn place<'a>(tenant: &'a TenantId, id: &'a KeyId) -> Place<'a> {
    Place { purpose: Purpose::SigningKey, tenant, row: id.as_str() }
}

fn read_data_key(mut row: Row) -> Result<DataKey, StoreError> {
    Ok(DataKey {
        id: row.take()?,
        purpose: row.take_word(KeyPurpose::parse)?,
        wrapped: row.take()?,
        created_at: row.take()?,
        activates_at: row.take()?,
    })
}
