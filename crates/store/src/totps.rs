//! Authenticator apps: the secret an app shares with us, and the newest step of time that it was believed for.
//!
//! They are rows of `authenticators`, so that they are listed, confirmed and deleted like any other.

use ringfence_core::clock::Timestamp;
use ringfence_core::id::{DeviceId, TenantId, TransactionId, UserId};
use ringfence_core::proof::SecondFactor;
use ringfence_core::secret::Purpose;
use ringfence_core::totp::TotpSecret;

use crate::authenticators::TOTP;
use crate::driver::{Row, params, statements};
use crate::seal::Place;
use crate::{StoreError, Tx};

statements! {
    TOTP_INSERT = "INSERT INTO authenticators (tenant_id, device_id, user_id, kind, totp_sealed, totp_transaction_id, totp_recovery_id, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    TOTP_LIST = "SELECT device_id, totp_sealed, totp_last_step, totp_recovery_id, confirmed_at FROM authenticators
        WHERE tenant_id = $1 AND user_id = $2 AND kind = 'totp' AND (confirmed_at IS NOT NULL OR totp_transaction_id = $3)
        ORDER BY created_at, device_id";
    TOTP_SECRET_FIND = "SELECT totp_sealed FROM authenticators
        WHERE tenant_id = $1 AND device_id = $2 AND user_id = $3 AND kind = 'totp'";
    TOTP_STEP_TAKE = "UPDATE authenticators SET totp_last_step = $1, last_used_at = $2
        WHERE tenant_id = $3 AND device_id = $4 AND user_id = $5 AND kind = 'totp' AND (totp_last_step IS NULL OR totp_last_step < $1)";
    TOTP_CONFIRMED_UNDER = "SELECT confirmed_at, device_id FROM authenticators
        WHERE tenant_id = $1 AND totp_transaction_id = $2 AND confirmed_at IS NOT NULL ORDER BY confirmed_at DESC LIMIT 1";
}

/// An authenticator app that is about to be bound.
pub struct NewTotp {
    pub id: DeviceId,
    pub user: UserId,
    pub secret: TotpSecret,
    /// What it is begun under: only a code typed under the same confirms it.
    pub transaction: TransactionId,
    /// The recovery code that is shown with it.
    pub recovery: Option<DeviceId>,
    pub created_at: Timestamp,
}

/// An authenticator app that a typed code may be of.
#[derive(Clone, Debug)]
pub struct Totp {
    pub id: DeviceId,
    pub secret: TotpSecret,
    /// The newest step that was accepted.
    pub last_step: Option<i64>,
    pub recovery: Option<DeviceId>,
    pub is_confirmed: bool,
}

impl Tx<'_> {
    /// Unconfirmed, until its first code comes back.
    pub async fn totp_insert(&mut self, tenant: &TenantId, new: &NewTotp) -> Result<(), StoreError> {
        let sealed = self.seal(place(tenant, &new.id), new.created_at, new.secret.as_bytes())?;
        let params = params![tenant, &new.id, &new.user, TOTP, &sealed, &new.transaction, new.recovery.as_ref(), new.created_at];
        self.exec(&TOTP_INSERT, params).await.map(drop)
    }

    /// The user's confirmed ones, and those begun under this transaction; the oldest first.
    pub async fn totp_list(&mut self, tenant: &TenantId, user: &UserId, transaction: &TransactionId) -> Result<Vec<Totp>, StoreError> {
        let rows = self.rows(&TOTP_LIST, params![tenant, user, transaction]).await?;
        rows.into_iter().map(|row| self.read_totp(tenant, row)).collect()
    }

    pub async fn totp_secret_find(
        &mut self,
        tenant: &TenantId,
        user: &UserId,
        device: &DeviceId,
    ) -> Result<Option<TotpSecret>, StoreError> {
        let row = self.row(&TOTP_SECRET_FIND, params![tenant, device, user]).await?;
        row.map(|mut row| self.unseal_secret(tenant, device, &row.take::<Vec<u8>>()?)).transpose()
    }

    /// True for exactly one caller a step, and never again for that step or an earlier one, however many race.
    pub async fn totp_step_take(
        &mut self,
        tenant: &TenantId,
        user: &UserId,
        device: &DeviceId,
        step: i64,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        Ok(self.exec(&TOTP_STEP_TAKE, params![step, now, tenant, device, user]).await? == 1)
    }

    /// The app that was last bound by a code typed under this transaction, and when.
    pub async fn totp_confirmed_under(
        &mut self,
        tenant: &TenantId,
        transaction: &TransactionId,
    ) -> Result<Option<SecondFactor>, StoreError> {
        let row = self.row(&TOTP_CONFIRMED_UNDER, params![tenant, transaction]).await?;
        row.map(|mut row: Row| Ok(SecondFactor { at: row.take()?, device: row.take()? })).transpose()
    }

    fn read_totp(&self, tenant: &TenantId, mut row: Row) -> Result<Totp, StoreError> {
        let (id, sealed): (DeviceId, Vec<u8>) = (row.take()?, row.take()?);
        let (last_step, recovery, confirmed_at): (Option<i64>, Option<DeviceId>, Option<Timestamp>) =
            (row.take()?, row.take()?, row.take()?);
        let secret = self.unseal_secret(tenant, &id, &sealed)?;
        Ok(Totp { id, secret, last_step, recovery, is_confirmed: confirmed_at.is_some() })
    }

    fn unseal_secret(&self, tenant: &TenantId, id: &DeviceId, sealed: &[u8]) -> Result<TotpSecret, StoreError> {
        let plain = self.unseal(place(tenant, id), sealed)?;
        TotpSecret::from_bytes(&plain).ok_or_else(|| StoreError::corrupt("authenticators.totp_sealed"))
    }
}

fn place<'a>(tenant: &'a TenantId, id: &'a DeviceId) -> Place<'a> {
    Place { purpose: Purpose::TotpSecret, tenant, row: id.as_str() }
}
