//! `ringfence keys`: the master key, and what it opens.

mod rewrap;

use std::path::PathBuf;

use clap::Subcommand;
use ringfence_core::clock::Clock;
use ringfence_core::secret::MasterKey;

use crate::boot::{self, SystemClock, SystemDice};
use crate::cli::output::say;
use crate::config::Settings;
use crate::flow::administer::keys::{self, Rotated};
use crate::flow::administer::{self, KEY_NOTICE};

#[derive(Debug, Subcommand)]
pub(super) enum KeysCommand {
    /// Prints a new master key; keep it where the database is not
    Generate,
    /// Makes new data and signing keys; what the old ones sealed and signed stays readable
    Rotate {
        /// Also puts every data key under this new master key (a file), which every running process must have as keys.next_master_key_file
        #[arg(long, value_name = "FILE")]
        new_master_key_file: Option<PathBuf>,
    },
    /// Re-seals what older data keys have sealed, while servers run; started again after a stop it goes on
    Rewrap,
    /// Removes the data keys that seal nothing any more; after `rewrap`
    Retire,
}

pub(super) async fn run(settings: Settings, command: KeysCommand) -> anyhow::Result<()> {
    match command {
        KeysCommand::Generate => {
            let (_, text) = MasterKey::generate(&SystemDice);
            say(text.as_str());
            Ok(())
        }
        KeysCommand::Rotate { new_master_key_file } => rotate(settings, new_master_key_file).await,
        KeysCommand::Rewrap => rewrap::rewrap(settings).await,
        KeysCommand::Retire => rewrap::retire(settings).await,
    }
}

async fn rotate(settings: Settings, new_master_key_file: Option<PathBuf>) -> anyhow::Result<()> {
    // Opens the house, so that a wrong master key is found out before anything is written.
    let app = boot::house(settings, "").await?.app;
    let new = new_master_key_file.as_deref().map(boot::keys::master_key_in).transpose()?;
    let (new_id, now) = (new.as_ref().map(MasterKey::id), SystemClock.now());
    match keys::rotate_data_keys(&app.store, app.dice.clone(), now, app.master_keys.clone(), new).await? {
        Rotated::Done => {}
        Rotated::UnderItAlready => anyhow::bail!("the data keys are under this master key already: nothing was changed"),
        Rotated::NotEverywhere(names) => anyhow::bail!(
            "these processes do not have the new master key: {}. Nothing was changed. Set keys.next_master_key_file on each machine and \
             restart its processes, then run this again (a process that was killed counts for a minute)",
            names.join("; ")
        ),
    }
    let tenants = administer::rotate_signing_keys(&app.store, &SystemDice, now).await?;
    say(format!("A new data key and new signing keys for {tenants} tenant(s) will be used in {} seconds.", KEY_NOTICE.as_secs()));
    if let Some(id) = new_id {
        say(format!("The data keys are under the new master key now; its fingerprint is {id}."));
        say("Next: on each machine make it keys.master_key_file, take keys.next_master_key_file away, and restart.");
        say("Keep the old master key as long as any backup from before now: nothing else opens those.");
    }
    Ok(())
}
