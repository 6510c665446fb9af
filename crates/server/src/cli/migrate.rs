//! `ringfence migrate`: brings the schema up to date; harmless when it is.

use crate::boot;
use crate::cli::output::say;
use crate::config::Settings;

pub(super) async fn run(settings: Settings) -> anyhow::Result<()> {
    let store = boot::store(&settings).await?;
    let applied = store.migrate().await?;
    for name in &applied {
        say(format!("applied {name}"));
    }
    if applied.is_empty() {
        say("The schema is up to date.");
    }
    Ok(())
}
