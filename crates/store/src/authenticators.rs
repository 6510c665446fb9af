//! What a user has bound: phones (sealed, found by blind index), authenticator apps (their secrets sealed; `totps.rs`)
//! and the recovery code (a keyed hash).

use ringfence_core::authenticator::{Authenticator, Kind};
use ringfence_core::clock::Timestamp;
use ringfence_core::delivery::Channel;
use ringfence_core::id::{DeviceId, TenantId, UserId};
use ringfence_core::phone::PhoneNumber;
use ringfence_core::secret::Purpose;

use crate::driver::{Row, params, statements};
use crate::seal::Place;
use crate::{StoreError, Tx};

const PHONE: &str = "phone";
pub(crate) const TOTP: &str = "totp";
const RECOVERY_CODE: &str = "recovery-code";

statements! {
    AUTHENTICATOR_INSERT = "INSERT INTO authenticators (tenant_id, device_id, user_id, kind, channel, phone_sealed, phone_index,
        recovery_hash, confirmed_at, created_at, last_used_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    AUTHENTICATOR_LIST = "SELECT device_id, user_id, kind, COALESCE(preferred_channel, channel), phone_sealed, confirmed_at, created_at,
        last_used_at FROM authenticators WHERE tenant_id = $1 AND user_id = $2 ORDER BY created_at, device_id";
    AUTHENTICATOR_FIND = "SELECT device_id, user_id, kind, COALESCE(preferred_channel, channel), phone_sealed, confirmed_at, created_at,
        last_used_at FROM authenticators WHERE tenant_id = $1 AND device_id = $2 AND user_id = $3";
    AUTHENTICATOR_CONFIRM = "UPDATE authenticators SET confirmed_at = $1, last_used_at = $1
        WHERE tenant_id = $2 AND device_id = $3 AND user_id = $4 AND confirmed_at IS NULL";
    AUTHENTICATORS_DELETE_PENDING = "DELETE FROM authenticators
        WHERE tenant_id = $1 AND user_id = $2 AND confirmed_at IS NULL AND device_id <> $3";
    AUTHENTICATORS_SWEEP_PENDING = "DELETE FROM authenticators WHERE (tenant_id, device_id) IN
        (SELECT tenant_id, device_id FROM authenticators WHERE confirmed_at IS NULL AND created_at < $1 ORDER BY created_at LIMIT $2)";
    AUTHENTICATOR_DELETE = "DELETE FROM authenticators WHERE tenant_id = $1 AND device_id = $2 AND user_id = $3";
    AUTHENTICATOR_TOUCH = "UPDATE authenticators SET last_used_at = $1 WHERE tenant_id = $2 AND device_id = $3 AND user_id = $4";
    RECOVERY_HASH_FIND = "SELECT device_id, recovery_hash, confirmed_at FROM authenticators
        WHERE tenant_id = $1 AND user_id = $2 AND kind = 'recovery-code'
        ORDER BY CASE WHEN confirmed_at IS NULL THEN 1 ELSE 0 END LIMIT 1";
    RECOVERY_CODE_TAKE = "UPDATE authenticators SET recovery_hash = $1, last_used_at = $2
        WHERE tenant_id = $3 AND user_id = $4 AND kind = 'recovery-code' AND recovery_hash = $5 AND confirmed_at IS NOT NULL";
    RECOVERY_CODE_MATCHES = "SELECT COUNT(*) FROM authenticators
        WHERE tenant_id = $1 AND user_id = $2 AND kind = 'recovery-code' AND recovery_hash = $3 AND confirmed_at IS NOT NULL";
    USERS_WITH_PHONE_COUNT = "SELECT COUNT(DISTINCT user_id) FROM authenticators
        WHERE tenant_id = $1 AND phone_index = $2 AND confirmed_at IS NOT NULL";
}

/// What is kept of a user's recovery code.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RecoveryHash {
    pub device: DeviceId,
    pub hash: [u8; 32],
    pub is_confirmed: bool,
}

impl Tx<'_> {
    /// `recovery_hash` belongs to a recovery code and to nothing else; an authenticator app comes by [`Tx::totp_insert`].
    pub async fn authenticator_insert(
        &mut self,
        tenant: &TenantId,
        new: &Authenticator,
        recovery_hash: Option<&[u8; 32]>,
    ) -> Result<(), StoreError> {
        let (kind, channel, sealed, index) = match &new.kind {
            Kind::Phone { number, channel } => {
                let sealed = self.seal(place(tenant, &new.id), new.created_at, number.e164().as_bytes())?;
                (PHONE, Some(channel.as_str()), Some(sealed), Some(self.phone_index(tenant, number)?))
            }
            Kind::Totp => return Err(StoreError::corrupt("an authenticator app without its secret")),
            Kind::RecoveryCode => (RECOVERY_CODE, None, None, None),
        };
        let params = params![
            tenant,
            &new.id,
            &new.user,
            kind,
            channel,
            sealed.as_ref(),
            index.as_ref(),
            recovery_hash,
            new.confirmed_at,
            new.created_at,
            new.last_used_at,
        ];
        self.exec(&AUTHENTICATOR_INSERT, params).await.map(drop)
    }

    /// Oldest first, those not yet confirmed among them.
    pub async fn authenticator_list(&mut self, tenant: &TenantId, user: &UserId) -> Result<Vec<Authenticator>, StoreError> {
        let rows = self.rows(&AUTHENTICATOR_LIST, params![tenant, user]).await?;
        rows.into_iter().map(|mut row| self.read_authenticator(tenant, &mut row)).collect()
    }

    pub async fn authenticator_find(
        &mut self,
        tenant: &TenantId,
        user: &UserId,
        device: &DeviceId,
    ) -> Result<Option<Authenticator>, StoreError> {
        let row = self.row(&AUTHENTICATOR_FIND, params![tenant, device, user]).await?;
        row.map(|mut row| self.read_authenticator(tenant, &mut row)).transpose()
    }

    /// True for exactly one caller: the one whose code bound the device.
    pub async fn authenticator_confirm(
        &mut self,
        tenant: &TenantId,
        user: &UserId,
        device: &DeviceId,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        Ok(self.exec(&AUTHENTICATOR_CONFIRM, params![now, tenant, device, user]).await? == 1)
    }

    /// Forgets enrollments that were begun and never confirmed.
    pub async fn authenticators_delete_pending(
        &mut self,
        tenant: &TenantId,
        user: &UserId,
        except: Option<&DeviceId>,
    ) -> Result<u64, StoreError> {
        let spared = except.map_or("", DeviceId::as_str);
        self.exec(&AUTHENTICATORS_DELETE_PENDING, params![tenant, user, spared]).await
    }

    /// Deletes at most `chunk` authenticators of all tenants that were named before `before` and never confirmed.
    pub async fn authenticators_sweep_pending(&mut self, before: Timestamp, chunk: u32) -> Result<u64, StoreError> {
        self.exec(&AUTHENTICATORS_SWEEP_PENDING, params![before, chunk]).await
    }

    pub async fn authenticator_delete(&mut self, tenant: &TenantId, user: &UserId, device: &DeviceId) -> Result<bool, StoreError> {
        Ok(self.exec(&AUTHENTICATOR_DELETE, params![tenant, device, user]).await? == 1)
    }

    pub async fn authenticator_touch(
        &mut self,
        tenant: &TenantId,
        user: &UserId,
        device: &DeviceId,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        Ok(self.exec(&AUTHENTICATOR_TOUCH, params![now, tenant, device, user]).await? == 1)
    }

    /// The confirmed one, if there is one; else one of those that wait for their phone.
    pub async fn recovery_hash_find(&mut self, tenant: &TenantId, user: &UserId) -> Result<Option<RecoveryHash>, StoreError> {
        let row = self.row(&RECOVERY_HASH_FIND, params![tenant, user]).await?;
        row.map(|mut row| {
            let (device, hash) = (row.take()?, row.take()?);
            Ok(RecoveryHash { device, hash, is_confirmed: row.take::<Option<Timestamp>>()?.is_some() })
        })
        .transpose()
    }

    /// Uses a confirmed recovery code up and puts the next one in its place. True for exactly one
    /// caller, however many race with the same code.
    pub async fn recovery_code_take(
        &mut self,
        tenant: &TenantId,
        user: &UserId,
        old_hash: &[u8; 32],
        new_hash: &[u8; 32],
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        Ok(self.exec(&RECOVERY_CODE_TAKE, params![new_hash, now, tenant, user, old_hash]).await? == 1)
    }

    /// Whether this is the user's confirmed recovery code; it stays good.
    pub async fn recovery_code_matches(&mut self, tenant: &TenantId, user: &UserId, hash: &[u8; 32]) -> Result<bool, StoreError> {
        let row = self.row(&RECOVERY_CODE_MATCHES, params![tenant, user, hash]).await?;
        row.map_or(Ok(false), |mut row| Ok(row.take::<i64>()? > 0))
    }

    /// How many of the tenant's users have confirmed this number.
    pub async fn users_with_phone_count(&mut self, tenant: &TenantId, number: &PhoneNumber) -> Result<u64, StoreError> {
        let index = self.phone_index(tenant, number)?;
        let row = self.row(&USERS_WITH_PHONE_COUNT, params![tenant, &index]).await?;
        row.map_or(Ok(0), |mut row| row.take())
    }

    /// The columns of [`AUTHENTICATOR_LIST`]; others may follow.
    pub(crate) fn read_authenticator(&self, tenant: &TenantId, row: &mut Row) -> Result<Authenticator, StoreError> {
        let (id, user): (DeviceId, UserId) = (row.take()?, row.take()?);
        let kind: String = row.take()?;
        let (channel, sealed): (Option<String>, Option<Vec<u8>>) = (row.take()?, row.take()?);
        let kind = match (kind.as_str(), channel.as_deref().and_then(Channel::parse), sealed) {
            (PHONE, Some(channel), Some(sealed)) => {
                let number = self.unseal_text(place(tenant, &id), &sealed)?;
                Kind::Phone { number: PhoneNumber::from_e164_trusted(number), channel }
            }
            (TOTP, None, None) => Kind::Totp,
            (RECOVERY_CODE, None, None) => Kind::RecoveryCode,
            _ => return Err(StoreError::corrupt("authenticators.kind")),
        };
        Ok(Authenticator { id, user, kind, confirmed_at: row.take()?, created_at: row.take()?, last_used_at: row.take()? })
    }
}

fn place<'a>(tenant: &'a TenantId, id: &'a DeviceId) -> Place<'a> {
    Place { purpose: Purpose::PhoneNumber, tenant, row: id.as_str() }
}
