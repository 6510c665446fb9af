//! Which processes run on this database, and which master keys each was given: so that nothing is wrapped by a master key that one of
//! them does not have.

use ringfence_core::clock::Timestamp;

use crate::driver::{Row, params, statements};
use crate::seal::json;
use crate::{StoreError, Tx};

statements! {
    KEY_HOLDER_NOTE = "INSERT INTO key_holders (holder_id, name, master_keys, seen_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (holder_id) DO UPDATE SET name = excluded.name, master_keys = excluded.master_keys, seen_at = excluded.seen_at";
    KEY_HOLDER_LIST = "SELECT holder_id, name, master_keys, seen_at FROM key_holders WHERE seen_at > $1 ORDER BY name, holder_id";
    KEY_HOLDER_FORGET = "DELETE FROM key_holders WHERE holder_id = $1";
    KEY_HOLDERS_SWEEP = "DELETE FROM key_holders WHERE seen_at < $1";
}

/// A process that serves or sends.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeyHolder {
    /// Drawn at its start.
    pub id: String,
    /// Where it runs, for the operator.
    pub name: String,
    /// Fingerprints, [`ringfence_core::secret::MasterKey::id`].
    pub master_keys: Vec<String>,
    pub seen_at: Timestamp,
}

impl Tx<'_> {
    /// It is there, and this is what it holds.
    pub async fn key_holder_note(&mut self, holder: &KeyHolder) -> Result<(), StoreError> {
        let keys = json(&holder.master_keys)?;
        self.exec(&KEY_HOLDER_NOTE, params![&holder.id, &holder.name, &keys, holder.seen_at]).await.map(drop)
    }

    /// Those seen after this moment.
    pub async fn key_holder_list(&mut self, since: Timestamp) -> Result<Vec<KeyHolder>, StoreError> {
        self.rows(&KEY_HOLDER_LIST, params![since]).await?.into_iter().map(read).collect()
    }

    /// It has ended.
    pub async fn key_holder_forget(&mut self, id: &str) -> Result<(), StoreError> {
        self.exec(&KEY_HOLDER_FORGET, params![id]).await.map(drop)
    }

    /// Those that ended without a word.
    pub async fn key_holders_sweep(&mut self, before: Timestamp) -> Result<u64, StoreError> {
        self.exec(&KEY_HOLDERS_SWEEP, params![before]).await
    }
}

fn read(mut row: Row) -> Result<KeyHolder, StoreError> {
    Ok(KeyHolder { id: row.take()?, name: row.take()?, master_keys: row.take_json()?, seen_at: row.take()? })
}
