//! `ringfence migrate`: brings the schema up to date; harmless when it is.

use crate::boot::database::{self, Opening};
use crate::cli::output::say;
use crate::config::Settings;

pub(super) async fn run(settings: Settings) -> anyhow::Result<()> {
    let is_new = database::sqlite_file(&settings).is_some_and(|file| !file.exists());
    let store = database::store(&settings, Opening::MakeIt).await?;
    let before = store.schema().await?;
    anyhow::ensure!(!database::is_beyond_migrating(&before), "{}", database::refusal(&before));
    let applied = store.migrate().await?;
    for name in &applied {
        say(format!("applied {name}"));
    }
    database::sound_schema(&store).await?;
    if applied.is_empty() {
        say("The schema is up to date.");
    }
    if let (true, Some(warning)) = (is_new, database::belongs_to_root(&settings)) {
        say(format!("Warning: {warning}"));
    }
    Ok(())
}
