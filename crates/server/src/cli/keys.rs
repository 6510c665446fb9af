//! `ringfence keys`: the master key, and what it opens.

use clap::Subcommand;
use ringfence_core::clock::Clock;
use ringfence_core::secret::{DataKey, KeyPurpose, MasterKey};
use ringfence_store::{StoreError, Tx};

use crate::boot::{self, SystemClock, SystemDice};
use crate::cli::output::say;
use crate::config::Settings;
use crate::flow::administer::{self, KEY_NOTICE};

#[derive(Debug, Subcommand)]
pub(super) enum KeysCommand {
    /// Prints a new master key; keep it where the database is not
    Generate,
    /// Makes new data and signing keys; what the old ones sealed and signed stays readable
    Rotate {
        /// Also moves every data key under this new master key (a file); then start every process with it
        #[arg(long, value_name = "FILE")]
        new_master_key_file: Option<std::path::PathBuf>,
    },
}

pub(super) async fn run(settings: Settings, command: KeysCommand) -> anyhow::Result<()> {
    match command {
        KeysCommand::Generate => {
            let (_, text) = MasterKey::generate(&SystemDice);
            say(text.as_str());
            Ok(())
        }
        KeysCommand::Rotate { new_master_key_file } => rotate(settings, new_master_key_file).await,
    }
}

async fn rotate(settings: Settings, new_master_key_file: Option<std::path::PathBuf>) -> anyhow::Result<()> {
    // Opens the house, so that a wrong master key is found out before anything is written.
    let house = boot::house(settings.clone(), "").await?;
    let store = &house.app.store;
    let old = boot::master_key(&settings)?;
    let master = match &new_master_key_file {
        None => None,
        Some(file) => Some(MasterKey::from_base64(std::fs::read_to_string(file)?.trim())?),
    };
    let now = SystemClock.now();
    let fresh = DataKey::generate(&old, KeyPurpose::Seal, now, now + KEY_NOTICE, &SystemDice);
    store.tx(async move |tx: &mut Tx<'_>| tx.data_key_insert(&fresh).await).await?;
    let tenants = administer::rotate_signing_keys(store, &SystemDice, now).await?;
    say(format!("A new data key and new signing keys for {tenants} tenant(s) will be used in {} seconds.", KEY_NOTICE.as_secs()));
    if let Some(master) = master {
        let keys = store.read(async |tx: &mut Tx<'_>| tx.data_key_list().await).await?;
        let moved = keys.iter().map(|key| key.rewrap(&old, &master, &SystemDice)).collect::<Result<Vec<_>, _>>()?;
        let replaced = async move |tx: &mut Tx<'_>| {
            tx.data_key_replace_all(&moved).await?;
            Ok::<_, StoreError>(())
        };
        store.tx(replaced).await?;
        say("The data keys are under the new master key now: restart every process with it, and destroy the old one.");
    }
    Ok(())
}
