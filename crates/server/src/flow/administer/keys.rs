//! Data keys: a new one, all of them under a new master key, and the end of those that seal nothing any more.

use std::sync::Arc;
use std::time::Duration;

use ringfence_core::clock::{Dice, Timestamp};
use ringfence_core::id::KeyId;
use ringfence_core::secret::{DataKey, KeyPurpose, MasterKey, MasterKeys, SecretError};
use ringfence_store::{KeyHolder, SEALED_COLUMNS, Store, StoreError, Tx};

use super::KEY_NOTICE;
use crate::flow::error::FlowError;

/// A running process writes down every twenty seconds that it is there: after three times it is gone.
pub const GONE_AFTER: Duration = Duration::from_secs(60);

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Rotated {
    Done,
    /// The data keys are under this master key already: nothing was changed.
    UnderItAlready,
    /// These processes do not have the new master key: nothing was changed.
    NotEverywhere(Vec<String>),
}

/// Makes a new seal key, which is used from [`KEY_NOTICE`] on. With a new master key, all data keys are wrapped by it from now on,
/// provided that every running process has it.
pub async fn rotate_data_keys(
    store: &Store,
    dice: Arc<dyn Dice>,
    now: Timestamp,
    held: Arc<MasterKeys>,
    new: Option<MasterKey>,
) -> Result<Rotated, FlowError> {
    let new = new.map(Arc::new);
    let rotated = async move |tx: &mut Tx<'_>| {
        let keys = tx.data_key_list_locked().await?;
        let first = keys.first().ok_or(StoreError::Locked)?;
        let present = held.opener(first).map_err(closed)?;
        if let Some(new) = &new {
            if keys.iter().all(|key| key.master_id() == Some(new.id())) {
                return Ok(Rotated::UnderItAlready);
            }
            let strangers = without(tx.key_holder_list(since(now)).await?, &new.id());
            if !strangers.is_empty() {
                return Ok(Rotated::NotEverywhere(strangers));
            }
            for key in &keys {
                let old = held.opener(key).map_err(closed)?;
                tx.data_key_rewrap(&key.rewrap(old, new, &*dice).map_err(closed)?).await?;
            }
        }
        let wrapper = new.as_deref().unwrap_or(present);
        tx.data_key_insert(&DataKey::generate(wrapper, KeyPurpose::Seal, now, now + KEY_NOTICE, &*dice)).await?;
        Ok::<_, StoreError>(Rotated::Done)
    };
    Ok(store.tx(rotated).await?)
}

/// Running processes that cannot open the data keys as they are.
pub async fn locked_out(store: &Store, now: Timestamp) -> Result<Vec<String>, FlowError> {
    let read = async move |tx: &mut Tx<'_>| Ok::<_, StoreError>((tx.data_key_list().await?, tx.key_holder_list(since(now)).await?));
    let (keys, holders) = store.read(read).await?;
    let wrappers = keys.iter().filter_map(DataKey::master_id);
    let mut names: Vec<String> = wrappers.flat_map(|wrapper| without(holders.clone(), &wrapper)).collect();
    names.sort();
    names.dedup();
    Ok(names)
}

/// What [`retire_data_keys`] did, or why it did nothing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Retired {
    /// Their ids; none where there is only the key that seals.
    Done(Vec<KeyId>),
    /// So many values are still under older keys: they are to be re-sealed first.
    StillSealed(u64),
    /// All values are under the youngest key, and tokens under the ones before it may live until then.
    TokensLive(Timestamp),
}

/// Deletes the seal keys before the one that seals now, once no stored value and no token (none lives longer than `longest`) needs
/// them.
pub async fn retire_data_keys(store: &Store, now: Timestamp, longest: Duration) -> Result<Retired, FlowError> {
    let retired = async move |tx: &mut Tx<'_>| {
        let mut still = 0;
        for column in &SEALED_COLUMNS {
            still += tx.reseal_count(column, now).await?;
        }
        if still > 0 {
            return Ok(Retired::StillSealed(still));
        }
        let mut seals: Vec<DataKey> =
            tx.data_key_list_locked().await?.into_iter().filter(|key| key.purpose == KeyPurpose::Seal && key.activates_at <= now).collect();
        seals.sort_by_key(|key| key.activates_at);
        // The one that seals; what shares its tag with it could not be told apart in the tables.
        let Some(active) = seals.pop() else { return Ok(Retired::Done(Vec::new())) };
        seals.retain(|key| key.tag() != active.tag());
        if !seals.is_empty() && active.activates_at + longest > now {
            return Ok(Retired::TokensLive(active.activates_at + longest));
        }
        for key in &seals {
            tx.data_key_delete(&key.id).await?;
        }
        Ok::<_, StoreError>(Retired::Done(seals.into_iter().map(|key| key.id).collect()))
    };
    Ok(store.tx(retired).await?)
}

fn without(holders: Vec<KeyHolder>, master: &str) -> Vec<String> {
    holders.into_iter().filter(|holder| holder.master_keys.iter().all(|one| one != master)).map(|holder| holder.name).collect()
}

fn since(now: Timestamp) -> Timestamp {
    Timestamp::from_micros(now.as_micros() - i64::try_from(GONE_AFTER.as_micros()).unwrap_or(i64::MAX))
}

fn closed(problem: SecretError) -> StoreError {
    StoreError::Corrupt(format!("a data key: {problem}").into())
}
