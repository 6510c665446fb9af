//! `ringfence backup`: a sound copy of a SQLite database while servers run.

use std::path::PathBuf;

use crate::boot::database::{self, Opening};
use crate::cli::output::say;
use crate::config::Settings;

pub(super) async fn run(settings: Settings, target: PathBuf) -> anyhow::Result<()> {
    let store = database::store(&settings, Opening::MustBeThere).await?;
    anyhow::ensure!(
        !store.is_postgres(),
        "PostgreSQL is backed up by its own tools: (umask 077; pg_dump --format=custom --file={} …); see \"Backups\" in docs/operating.md",
        target.display()
    );
    // A copy is wanted most before a migration or a repair, so the schema may be an older one or damaged.
    let name = target.display().to_string();
    let size = store.back_up(target).await?;
    say(format!("{name}: {size} bytes, read back and sound. It opens only with the master key of this moment: keep that key as long."));
    Ok(())
}
