//! Logins under way. Each is one sealed record; a change is made to the version it was decided on, or not at all.

use ringfence_core::clock::Timestamp;
use ringfence_core::id::{LoginId, TenantId};
use ringfence_core::login::Login;
use ringfence_core::secret::Purpose;

use crate::driver::{params, statements};
use crate::seal::Place;
use crate::{StoreError, Tx};

statements! {
    LOGIN_INSERT = "INSERT INTO logins (tenant_id, login_id, version, sealed, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)";
    LOGIN_FIND = "SELECT version, sealed FROM logins WHERE tenant_id = $1 AND login_id = $2";
    LOGIN_LOCK = "SELECT version FROM logins WHERE tenant_id = $1 AND login_id = $2 /*lock*/";
    LOGIN_SAVE = "UPDATE logins SET version = version + 1, sealed = $1, expires_at = $2
        WHERE tenant_id = $3 AND login_id = $4 AND version = $5";
    LOGIN_SWEEP = "DELETE FROM logins WHERE (tenant_id, login_id) IN
        (SELECT tenant_id, login_id FROM logins WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)";
}

impl Tx<'_> {
    pub async fn login_insert(&mut self, tenant: &TenantId, new: &Login) -> Result<(), StoreError> {
        let sealed = self.seal_json(place(tenant, &new.id), new.started_at, new)?;
        let params = params![tenant, &new.id, new.version, &sealed, new.started_at, new.expires_at];
        self.exec(&LOGIN_INSERT, params).await.map(drop)
    }

    /// An expired one too, as long as it was not swept away.
    pub async fn login_find(&mut self, tenant: &TenantId, id: &LoginId) -> Result<Option<Login>, StoreError> {
        let Some(mut row) = self.row(&LOGIN_FIND, params![tenant, id]).await? else { return Ok(None) };
        let version = row.take()?;
        let sealed: Vec<u8> = row.take()?;
        let login: Login = self.unseal_json(place(tenant, id), &sealed)?;
        Ok(Some(Login { version, ..login }))
    }

    /// Holds the login until the transaction ends; false when it has gone on since it was read.
    pub async fn login_lock(&mut self, tenant: &TenantId, login: &Login) -> Result<bool, StoreError> {
        let row = self.row(&LOGIN_LOCK, params![tenant, &login.id]).await?;
        row.map_or(Ok(false), |mut row| Ok(row.take::<i64>()? == login.version))
    }

    /// Of any number of callers that decided on the same version exactly one has its way.
    pub async fn login_save(&mut self, tenant: &TenantId, login: &Login) -> Result<bool, StoreError> {
        let sealed = self.seal_json(place(tenant, &login.id), login.started_at, login)?;
        let params = params![&sealed, login.expires_at, tenant, &login.id, login.version];
        Ok(self.exec(&LOGIN_SAVE, params).await? == 1)
    }

    /// Deletes at most `chunk` logins that were over before `before`, of all tenants.
    pub async fn login_sweep(&mut self, before: Timestamp, chunk: u32) -> Result<u64, StoreError> {
        self.exec(&LOGIN_SWEEP, params![before, chunk]).await
    }
}

fn place<'a>(tenant: &'a TenantId, id: &'a LoginId) -> Place<'a> {
    Place { purpose: Purpose::Login, tenant, row: id.as_str() }
}
