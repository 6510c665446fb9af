//! The master keys of the settings, and the data keys of the database that they open.

use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use ringfence_core::clock::{Dice, Timestamp};
use ringfence_core::secret::{DataKey, KeyPurpose, Keyring, MasterKey, MasterKeys};
use ringfence_store::{Store, StoreError, Tx};

use crate::config::Settings;

/// The master key of the settings, from its file or from the environment.
pub fn master_key(settings: &Settings) -> anyhow::Result<MasterKey> {
    let keys = &settings.keys;
    match (&keys.master_key_file, &keys.master_key) {
        (Some(file), _) => master_key_in(file.as_ref()),
        (None, Some(key)) => read(key.expose()),
        (None, None) => anyhow::bail!(
            "no master key: make one with `ringfence keys generate`, keep it safe, and name it in keys.master_key_file or RINGFENCE_KEYS__MASTER_KEY"
        ),
    }
}

/// It, and the next one where the settings have one.
pub fn master_keys(settings: &Settings) -> anyhow::Result<MasterKeys> {
    let keys = &settings.keys;
    let next = match (&keys.next_master_key_file, &keys.next_master_key) {
        (Some(file), _) => Some(master_key_in(file.as_ref())),
        (None, Some(key)) => Some(read(key.expose())),
        (None, None) => None,
    };
    Ok(MasterKeys::new(master_key(settings)?, next.transpose().context("keys.next_master_key")?))
}

pub fn master_key_in(file: &Path) -> anyhow::Result<MasterKey> {
    let text = std::fs::read_to_string(file).with_context(|| format!("the master key file {} cannot be read", file.display()))?;
    read(&text)
}

fn read(text: &str) -> anyhow::Result<MasterKey> {
    MasterKey::from_base64(text.trim()).context("the master key must be 32 bytes in base64, as `ringfence keys generate` prints them")
}

pub fn keyring(masters: &MasterKeys, keys: &[DataKey], dice: Arc<dyn Dice>) -> anyhow::Result<Keyring> {
    let strange = keys.iter().find(|key| masters.opener(key).is_err()).and_then(DataKey::master_id);
    Keyring::unlock_by(masters, keys, dice).with_context(|| match strange {
        Some(wrapper) => format!(
            "the master key does not open this database's keys: is it the one it was set up with? They are wrapped by the master key \
             with the fingerprint {wrapper}, and this process has {}",
            masters.ids().join(" and ")
        ),
        None => "the data keys in the database are damaged or not complete".to_owned(),
    })
}

/// Reads the data keys, makes the first ones in an empty database, and hands the keyring to the store.
pub(super) async fn unlock(store: &Store, masters: &MasterKeys, dice: &Arc<dyn Dice>, now: Timestamp) -> anyhow::Result<()> {
    let mut keys = store.read(async |tx: &mut Tx<'_>| tx.data_key_list().await).await?;
    if keys.is_empty() {
        let first = [KeyPurpose::Hash, KeyPurpose::Seal].map(|purpose| DataKey::generate(masters.own(), purpose, now, now, &**dice));
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
    store.set_keyring(Arc::new(keyring(masters, &keys, dice.clone())?));
    Ok(())
}
