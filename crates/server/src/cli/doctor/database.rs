//! The database, opened for looking only: whether it answers, whether this version can use it, whether the master key opens it.

use std::sync::Arc;

use ringfence_core::clock::Clock;
use ringfence_outbound::Carriers;
use ringfence_store::{Store, Tx};

use super::Findings;
use crate::boot::database::Opening;
use crate::boot::{self, SystemClock, SystemDice};
use crate::config::Settings;
use crate::flow::administer::keys;

/// A database that can be read, and who carries.
pub(in crate::cli) struct Opened {
    pub(super) store: Store,
    pub(super) carriers: Carriers,
}

pub(super) async fn look(settings: &Settings) -> (Findings, Option<Opened>) {
    let mut findings = Findings::default();
    let opened = open(settings, &mut findings).await;
    let opened = opened.unwrap_or_else(|problem| {
        findings.refuse(format!("{problem:#}"));
        None
    });
    (findings, opened)
}

async fn open(settings: &Settings, findings: &mut Findings) -> anyhow::Result<Option<Opened>> {
    let store = boot::database::store(settings, Opening::ToLook).await?;
    boot::database::sound_schema(&store).await?;
    findings.good(if store.is_postgres() {
        "PostgreSQL answers, the schema is up to date"
    } else {
        "SQLite opens, the schema is up to date"
    });
    let data_keys = store.read(async |tx: &mut Tx<'_>| tx.data_key_list().await).await?;
    if data_keys.is_empty() {
        findings.note("the database has no data keys yet: the first start or command makes them");
        return Ok(None);
    }
    store.set_keyring(Arc::new(boot::keys::keyring(&boot::keys::master_keys(settings)?, &data_keys, Arc::new(SystemDice))?));
    findings.good("the master key opens the data keys");
    for process in keys::locked_out(&store, SystemClock.now()).await? {
        findings.problem(format!("{process} does not have the master key that the data keys are under: it is not ready"));
    }
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let carriers = boot::carriers(settings, &store, &clock)?;
    Ok(Some(Opened { store, carriers }))
}
