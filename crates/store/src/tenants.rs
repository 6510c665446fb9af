//! Tenants: settings, the Twilio account (sealed), and the lifetime count of the built-in provider.

use ringfence_core::clock::Timestamp;
use ringfence_core::id::TenantId;
use ringfence_core::secret::Purpose;
use ringfence_core::tenant::{CredentialsStatus, Tenant, TenantSettings, TwilioConfig};

use crate::driver::{Row, params, statements};
use crate::seal::{Place, json};
use crate::{StoreError, Tx};

statements! {
    TENANT_INSERT = "INSERT INTO tenants (tenant_id, name, settings, twilio_sealed, builtin_messages, created_at, updated_at)
        VALUES ($1, $2, $3, $4, $5, $6, $6) ON CONFLICT DO NOTHING";
    TENANT_FIND = "SELECT tenant_id, name, settings, twilio_sealed, builtin_messages, created_at FROM tenants WHERE tenant_id = $1";
    TENANT_FIND_BY_NAME = "SELECT tenant_id, name, settings, twilio_sealed, builtin_messages, created_at FROM tenants WHERE name = $1";
    TENANT_LIST = "SELECT tenant_id, name, settings, twilio_sealed, builtin_messages, created_at FROM tenants ORDER BY name";
    TENANT_UPDATE_SETTINGS = "UPDATE tenants SET settings = $1, updated_at = $2 WHERE tenant_id = $3";
    TENANT_SET_TWILIO = "UPDATE tenants SET twilio_sealed = $1, twilio_probe_due_at = $2, updated_at = $3 WHERE tenant_id = $4";
    TENANT_FIND_LOCKED = "SELECT tenant_id, name, settings, twilio_sealed, builtin_messages, created_at FROM tenants
        WHERE tenant_id = $1 /*lock*/";
    TENANTS_WITH_PROBE_DUE = "SELECT tenant_id FROM tenants WHERE twilio_probe_due_at <= $1 ORDER BY twilio_probe_due_at LIMIT $2";
    TENANT_BUILTIN_TAKE = "UPDATE tenants SET builtin_messages = builtin_messages + 1 WHERE tenant_id = $1 AND builtin_messages < $2";
}

impl Tx<'_> {
    /// False when the id or the name is taken.
    pub async fn tenant_insert(&mut self, tenant: &Tenant) -> Result<bool, StoreError> {
        let settings = json(&tenant.settings)?;
        let twilio = self.seal_twilio(&tenant.id, &tenant.twilio, tenant.created_at)?;
        let params = params![&tenant.id, &tenant.name, &settings, twilio.as_ref(), tenant.builtin_messages, tenant.created_at];
        Ok(self.exec(&TENANT_INSERT, params).await? == 1)
    }

    pub async fn tenant_find(&mut self, tenant: &TenantId) -> Result<Option<Tenant>, StoreError> {
        let row = self.row(&TENANT_FIND, params![tenant]).await?;
        row.map(|row| self.read_tenant(row)).transpose()
    }

    /// Holds the tenant's row until the transaction ends, so that changes of one tenant come one after the other.
    pub async fn tenant_find_locked(&mut self, tenant: &TenantId) -> Result<Option<Tenant>, StoreError> {
        let row = self.row(&TENANT_FIND_LOCKED, params![tenant]).await?;
        row.map(|row| self.read_tenant(row)).transpose()
    }

    pub async fn tenant_find_by_name(&mut self, name: &str) -> Result<Option<Tenant>, StoreError> {
        let row = self.row(&TENANT_FIND_BY_NAME, params![name]).await?;
        row.map(|row| self.read_tenant(row)).transpose()
    }

    /// All of them, by name: for the operator, never for a request.
    pub async fn tenant_list(&mut self) -> Result<Vec<Tenant>, StoreError> {
        let rows = self.rows(&TENANT_LIST, &[]).await?;
        rows.into_iter().map(|row| self.read_tenant(row)).collect()
    }

    pub async fn tenant_update_settings(
        &mut self,
        tenant: &TenantId,
        settings: &TenantSettings,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let settings = json(settings)?;
        Ok(self.exec(&TENANT_UPDATE_SETTINGS, params![&settings, now, tenant]).await? == 1)
    }

    /// Replaces the whole Twilio account; with `probe_due` a job is to ask Twilio what the credentials are worth.
    pub async fn tenant_set_twilio(
        &mut self,
        tenant: &TenantId,
        twilio: &TwilioConfig,
        now: Timestamp,
        probe_due: bool,
    ) -> Result<bool, StoreError> {
        let sealed = self.seal_twilio(tenant, twilio, now)?;
        let params = params![sealed.as_ref(), probe_due.then_some(now), now, tenant];
        Ok(self.exec(&TENANT_SET_TWILIO, params).await? == 1)
    }

    /// Writes down what a probe found out, unless the credentials have changed since they were `probed`.
    pub async fn tenant_twilio_status_set(
        &mut self,
        tenant: &TenantId,
        probed: &TwilioConfig,
        status: CredentialsStatus,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let Some(row) = self.row(&TENANT_FIND_LOCKED, params![tenant]).await? else { return Ok(false) };
        let found = self.read_tenant(row)?.twilio;
        if found.sid != probed.sid || found.auth_token != probed.auth_token {
            return Ok(false);
        }
        self.tenant_set_twilio(tenant, &TwilioConfig { status, ..found }, now, false).await
    }

    pub async fn tenants_with_probe_due(&mut self, now: Timestamp, limit: u32) -> Result<Vec<TenantId>, StoreError> {
        let rows = self.rows(&TENANTS_WITH_PROBE_DUE, params![now, limit]).await?;
        rows.into_iter().map(|mut row: Row| row.take()).collect()
    }

    /// Counts one more message of the built-in provider; false, and nothing counted, once `limit` is
    /// reached. It holds under any number of racing callers.
    pub async fn tenant_builtin_take(&mut self, tenant: &TenantId, limit: u32) -> Result<bool, StoreError> {
        Ok(self.exec(&TENANT_BUILTIN_TAKE, params![tenant, limit]).await? == 1)
    }

    fn seal_twilio(&self, tenant: &TenantId, twilio: &TwilioConfig, at: Timestamp) -> Result<Option<Vec<u8>>, StoreError> {
        let is_set = *twilio != TwilioConfig::default();
        is_set.then(|| self.seal_json(place(tenant), at, twilio)).transpose()
    }

    fn read_tenant(&self, mut row: Row) -> Result<Tenant, StoreError> {
        let id = row.take()?;
        let (name, settings) = (row.take()?, row.take_json()?);
        let sealed: Option<Vec<u8>> = row.take()?;
        let twilio = sealed.map(|sealed| self.unseal_json(place(&id), &sealed)).transpose()?.unwrap_or_default();
        Ok(Tenant { id, name, settings, twilio, builtin_messages: row.take()?, created_at: row.take()? })
    }
}

fn place(tenant: &TenantId) -> Place<'_> {
    Place { purpose: Purpose::TwilioConfig, tenant, row: "twilio" }
}
