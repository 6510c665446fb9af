//! Sealed columns and blind indexes: flow sees plain values, the tables never do.
//!
//! A seal is bound to its purpose, its tenant and its row, so that a value copied elsewhere does not open.

use ringfence_core::clock::Timestamp;
use ringfence_core::id::TenantId;
use ringfence_core::phone::PhoneNumber;
use ringfence_core::secret::{Purpose, SecretError};
use serde::Serialize;
use serde::de::DeserializeOwned;
use zeroize::Zeroizing;

use crate::{StoreError, Tx};

/// Where a sealed value stands.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    pub(crate) purpose: Purpose,
    pub(crate) tenant: &'a TenantId,
    pub(crate) row: &'a str,
}

impl Place<'_> {
    pub(crate) fn context(&self) -> String {
        format!("{}/{}", self.tenant, self.row)
    }
}

impl Tx<'_> {
    pub(crate) fn seal(&self, place: Place<'_>, at: Timestamp, plain: &[u8]) -> Result<Vec<u8>, StoreError> {
        Ok(self.keyring()?.seal(at, place.purpose, &place.context(), plain))
    }

    pub(crate) fn seal_json(&self, place: Place<'_>, at: Timestamp, plain: &impl Serialize) -> Result<Vec<u8>, StoreError> {
        self.seal(place, at, &Zeroizing::new(json(plain)?.into_bytes()))
    }

    pub(crate) fn unseal(&self, place: Place<'_>, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, StoreError> {
        let opened = self.keyring()?.open(place.purpose, &place.context(), sealed);
        opened.map_err(|error| match error {
            // Another process has a younger key: the value is whole, and this process is behind.
            SecretError::UnknownKey => StoreError::Locked,
            error => StoreError::Corrupt(format!("{:?} of {}: {error}", place.purpose, place.row).into()),
        })
    }

    pub(crate) fn unseal_text(&self, place: Place<'_>, sealed: &[u8]) -> Result<String, StoreError> {
        let plain = self.unseal(place, sealed)?;
        std::str::from_utf8(&plain).map(str::to_owned).map_err(|_| StoreError::corrupt("a sealed text"))
    }

    pub(crate) fn unseal_json<T: DeserializeOwned>(&self, place: Place<'_>, sealed: &[u8]) -> Result<T, StoreError> {
        let plain = self.unseal(place, sealed)?;
        serde_json::from_slice(&plain).map_err(|_| StoreError::corrupt("a sealed record"))
    }

    /// Equal numbers of one tenant have equal indexes, and nobody without the key can tell which number it is.
    pub(crate) fn phone_index(&self, tenant: &TenantId, number: &PhoneNumber) -> Result<[u8; 32], StoreError> {
        Ok(self.keyring()?.hash(Purpose::PhoneIndex, &[tenant.as_str().as_bytes(), number.e164().as_bytes()]))
    }
}

/// A column of JSON text.
pub(crate) fn json(value: &impl Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|_| StoreError::corrupt("a record that has no JSON form"))
}
