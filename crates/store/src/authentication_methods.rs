//! Authenticators as an administrator sees them: with the name and the preferred channel that were given to one, and bound without a
//! code having been typed.
//!
//! They are rows of `authenticators`; what the person does with them is in `authenticators.rs` and `totps.rs`.

use ringfence_core::authenticator::Authenticator;
use ringfence_core::clock::Timestamp;
use ringfence_core::delivery::Channel;
use ringfence_core::id::{DeviceId, TenantId, UserId};

use crate::driver::{Row, params, statements};
use crate::{StoreError, Tx};

statements! {
    METHOD_LIST = "SELECT device_id, user_id, kind, COALESCE(preferred_channel, channel), phone_sealed, confirmed_at, created_at,
        last_used_at, name, preferred_channel FROM authenticators WHERE tenant_id = $1 AND user_id = $2 ORDER BY created_at, device_id";
    METHOD_DESCRIBE = "UPDATE authenticators SET name = $1, preferred_channel = $2
        WHERE tenant_id = $3 AND device_id = $4 AND user_id = $5";
    METHOD_BIND = "UPDATE authenticators SET confirmed_at = $1
        WHERE tenant_id = $2 AND device_id = $3 AND user_id = $4 AND confirmed_at IS NULL";
    METHOD_OWNER = "SELECT user_id FROM authenticators WHERE tenant_id = $1 AND device_id = $2";
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AuthenticationMethod {
    pub authenticator: Authenticator,
    pub name: Option<String>,
    /// An administrator's choice; the authenticator's own channel has it already.
    pub preferred: Option<Channel>,
}

impl Tx<'_> {
    /// Oldest first, those not yet confirmed among them.
    pub async fn method_list(&mut self, tenant: &TenantId, user: &UserId) -> Result<Vec<AuthenticationMethod>, StoreError> {
        let rows = self.rows(&METHOD_LIST, params![tenant, user]).await?;
        rows.into_iter().map(|row| self.read_method(tenant, row)).collect()
    }

    /// Sets both; `None` takes away what was set.
    pub async fn method_describe(
        &mut self,
        tenant: &TenantId,
        user: &UserId,
        device: &DeviceId,
        name: Option<&str>,
        preferred: Option<Channel>,
    ) -> Result<bool, StoreError> {
        let params = params![name, preferred.map(Channel::as_str), tenant, device, user];
        Ok(self.exec(&METHOD_DESCRIBE, params).await? == 1)
    }

    /// Confirmed on an administrator's word. Unlike [`Tx::authenticator_confirm`] it leaves the authenticator unused.
    pub async fn method_bind(&mut self, tenant: &TenantId, user: &UserId, device: &DeviceId, now: Timestamp) -> Result<bool, StoreError> {
        Ok(self.exec(&METHOD_BIND, params![now, tenant, device, user]).await? == 1)
    }

    /// Whose it is; an authenticator never changes hands.
    pub async fn method_owner(&mut self, tenant: &TenantId, device: &DeviceId) -> Result<Option<UserId>, StoreError> {
        self.row(&METHOD_OWNER, params![tenant, device]).await?.map(|mut row| row.take()).transpose()
    }

    fn read_method(&self, tenant: &TenantId, mut row: Row) -> Result<AuthenticationMethod, StoreError> {
        let authenticator = self.read_authenticator(tenant, &mut row)?;
        let (name, preferred): (Option<String>, Option<String>) = (row.take()?, row.take()?);
        Ok(AuthenticationMethod { authenticator, name, preferred: preferred.as_deref().and_then(Channel::parse) })
    }
}
