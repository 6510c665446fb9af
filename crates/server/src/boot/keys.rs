//! The master key of the settings, and the data keys of the database that it opens.

use std::sync::Arc;

use anyhow::Context;
use ringfence_core::clock::{Dice, Timestamp};
use ringfence_core::secret::{DataKey, KeyPurpose, Keyring, MasterKey};
use ringfence_store::{Store, StoreError, Tx};

use crate::config::Settings;

/// The master key of the settings, from its file or from the environment.
pub fn master_key(settings: &Settings) -> anyhow::Result<MasterKey> {
    let text = match (&settings.keys.master_key_file, &settings.keys.master_key) {
        (Some(file), _) => std::fs::read_to_string(file).with_context(|| format!("the master key file {file} cannot be read"))?,
        (None, Some(key)) => key.expose().to_owned(),
        (None, None) => anyhow::bail!(
            "no master key: make one with `ringfence keys generate`, keep it safe, and name it in keys.master_key_file or RINGFENCE_KEYS__MASTER_KEY"
        ),
    };
    MasterKey::from_base64(text.trim()).context("the master key must be 32 bytes in base64, as `ringfence keys generate` prints them")
}

pub fn keyring(settings: &Settings, keys: &[DataKey], dice: Arc<dyn Dice>) -> anyhow::Result<Keyring> {
    Keyring::unlock(&master_key(settings)?, keys, dice)
        .context("the master key does not open this database's keys: is it the one it was set up with?")
}

/// Reads the data keys, makes the first ones in an empty database, and hands the keyring to the store.
pub(super) async fn unlock(store: &Store, settings: &Settings, dice: &Arc<dyn Dice>, now: Timestamp) -> anyhow::Result<()> {
    let master = master_key(settings)?;
    let mut keys = store.read(async |tx: &mut Tx<'_>| tx.data_key_list().await).await?;
    if keys.is_empty() {
        let first = [KeyPurpose::Hash, KeyPurpose::Seal].map(|purpose| DataKey::generate(&master, purpose, now, now, &**dice));
        let inserted = async move |tx: &mut Tx<'_>| {
            // Another process may be faster, before this or at the same time: then its keys are the ones.
            if tx.data_key_list().await?.is_empty() {
                for key in &first {
                    tx.data_key_insert(key).await?;
                }
            }
            tx.data_key_list().await
        };
        keys = match store.tx(inserted).await {
            Err(StoreError::Conflict(_)) => store.read(async |tx: &mut Tx<'_>| tx.data_key_list().await).await?,
            outcome => outcome?,
        };
    }
    store.set_keyring(Arc::new(keyring(settings, &keys, dice.clone())?));
    Ok(())
}
