//! Opens the database of the settings, and says in words why it cannot be used as it is.

use std::fs::DirBuilder;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, chown};
use std::path::Path;
use std::time::Duration;

use anyhow::Context;
use ringfence_store::{SchemaState, Store, StoreError, StoreOptions};
use tokio::time::Instant;

use crate::config::Settings;

/// One question to a database that may hang.
const ATTEMPT: Duration = Duration::from_secs(5);
const ASKED_EVERY: Duration = Duration::from_millis(500);
const SAID_EVERY: Duration = Duration::from_secs(5);

/// Whether a SQLite database that is not there is made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Opening {
    /// With its folder; for `migrate` and `dev`.
    MakeIt,
    /// Everybody else: a mistyped path must not become an empty database.
    MustBeThere,
    /// For `doctor`: it must be there, and nothing of it is changed.
    ToLook,
}

pub async fn store(settings: &Settings, opening: Opening) -> anyhow::Result<Store> {
    let url = &settings.database.url;
    let options = StoreOptions { readers: settings.database.connections, pg_pool: settings.database.connections };
    let opened = match opening {
        Opening::MustBeThere => Store::open_existing(url, options).await,
        Opening::ToLook => Store::open_to_look(url, options).await,
        Opening::MakeIt => {
            sqlite_file(settings).and_then(Path::parent).map_or(Ok(()), make_folder)?;
            Store::open(url, options).await
        }
    };
    match opened {
        Err(StoreError::Absent(path)) => {
            anyhow::bail!(
                "there is no database at {path}: check database.url (a relative path in a settings file starts at that file's folder). Only a new installation makes one, with `ringfence migrate`"
            )
        }
        opened => opened.context("the database cannot be opened: see database.url in the settings"),
    }
}

/// Waits for a PostgreSQL that does not answer yet, at most `database.start_wait`: after a start of the whole machine or cluster the
/// database is often the later one. Says so at once, and then every few seconds.
pub async fn answering(settings: &Settings) -> anyhow::Result<()> {
    let (wait, started) = (settings.database.start_wait, Instant::now());
    let mut said_at = None;
    while sqlite_file(settings).is_none() {
        let asked = async { store(settings, Opening::MustBeThere).await?.schema().await.map(drop).map_err(anyhow::Error::from) };
        let problem = match tokio::time::timeout(ATTEMPT, asked).await {
            Ok(Ok(())) => break,
            Ok(Err(problem)) => problem,
            Err(_) => anyhow::anyhow!("the database does not answer within {} seconds", ATTEMPT.as_secs()),
        };
        if !matches!(problem.downcast_ref::<StoreError>(), None | Some(StoreError::Unavailable(_))) {
            return Err(problem);
        }
        let waited = started.elapsed();
        if waited >= wait {
            return Err(problem.context(format!("the database cannot be reached after {} seconds (database.start_wait)", waited.as_secs())));
        }
        if said_at.is_none_or(|said_at: Instant| said_at.elapsed() >= SAID_EVERY) {
            said_at = Some(Instant::now());
            tracing::warn!(
                error = format!("{problem:#}"),
                waited_seconds = waited.as_secs(),
                "waiting for the database, at most {} seconds",
                wait.as_secs()
            );
        }
        tokio::time::sleep(ASKED_EVERY).await;
    }
    Ok(())
}

/// Where the settings have the database in a file.
pub fn sqlite_file(settings: &Settings) -> Option<&Path> {
    settings.database.url.strip_prefix("sqlite://").map(Path::new)
}

/// What root makes in somebody's folder becomes theirs, as the database does.
fn make_folder(folder: &Path) -> anyhow::Result<()> {
    if folder.as_os_str().is_empty() || folder.is_dir() {
        return Ok(());
    }
    let above = folder.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."));
    make_folder(above)?;
    let made = || {
        DirBuilder::new().mode(0o700).create(folder)?;
        let (owner, own) = (above.metadata()?, folder.metadata()?);
        if own.uid() == 0 && owner.uid() != 0 { chown(folder, Some(owner.uid()), Some(owner.gid())) } else { Ok(()) }
    };
    made().with_context(|| format!("the folder {} cannot be made", folder.display()))
}

/// A service that runs as another user than root cannot open what belongs to root.
pub fn belongs_to_root(settings: &Settings) -> Option<String> {
    let file = sqlite_file(settings)?;
    let is_roots = file.metadata().is_ok_and(|known| known.uid() == 0);
    is_roots.then(|| {
        let (file, folder) = (file.display(), file.parent().unwrap_or(file).display());
        format!("{file} belongs to root: if `serve` runs as another user, give it the folder: chown -R USER {folder}")
    })
}

/// What this version needs and the database has not, or the other way round.
pub async fn sound_schema(store: &Store) -> anyhow::Result<()> {
    let state = store.schema().await.context("the database's schema cannot be read")?;
    anyhow::ensure!(!is_beyond_migrating(&state), "{}", refusal(&state));
    anyhow::ensure!(
        state.pending.is_empty(),
        "the database's schema is not up to date ({} migrations are missing): run `ringfence migrate`",
        state.pending.len()
    );
    Ok(())
}

/// `ringfence migrate` can only add: it can neither undo what a newer version did nor bring back what was lost.
pub fn is_beyond_migrating(state: &SchemaState) -> bool {
    !(state.unknown.is_empty() && state.missing.is_empty())
}

pub fn refusal(state: &SchemaState) -> String {
    if !state.unknown.is_empty() {
        return format!(
            "the database is newer than this ringfence ({}): it has the migration {}, which this one does not know. Run the newer version, \
             or restore the backup that was made before the upgrade",
            env!("CARGO_PKG_VERSION"),
            state.unknown.join(", ")
        );
    }
    format!(
        "the database is damaged: the {} that its migrations made is missing. Restore the database from a backup; \
         `ringfence migrate` does not bring it back",
        state.missing.join(", the ")
    )
}
