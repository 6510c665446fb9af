//! `ringfence keys rewrap` and `ringfence keys retire`: the end of old data keys.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use ringfence_core::clock::{Clock, Timestamp};
use ringfence_core::secret::KeyPurpose;
use ringfence_store::{After, SEALED_COLUMNS, SealedColumn, Store, Tx};

use crate::boot::{self, SystemClock};
use crate::cli::output::say;
use crate::config::Settings;
use crate::flow::administer::keys::{self, Retired};

/// Between two transactions, so that on SQLite, where one process writes at a time, the servers have their turn.
const BREATH: Duration = Duration::from_millis(10);

pub(super) async fn rewrap(settings: Settings) -> anyhow::Result<()> {
    let store = boot::house(settings, "").await?.app.store.clone();
    wait_for_the_newest(&store).await?;
    let (mut resealed, mut unreadable) = (0, 0);
    for column in &SEALED_COLUMNS {
        let done = one_column(&store, column).await?;
        resealed += done.0;
        unreadable += done.1;
    }
    anyhow::ensure!(
        unreadable == 0,
        "{resealed} value(s) re-sealed; {unreadable} could not be opened and stay as they are: the log above names them"
    );
    say(format!("{resealed} value(s) re-sealed: everything is under the newest data key."));
    say("`ringfence keys retire` removes the older ones once no token needs them.");
    Ok(())
}

/// How many were re-sealed, and how many could not be read.
async fn one_column(store: &Store, column: &'static SealedColumn) -> anyhow::Result<(u64, u64)> {
    let now = SystemClock.now();
    let old = store.read(async move |tx: &mut Tx<'_>| tx.reseal_count(column, now).await).await?;
    if old == 0 {
        return Ok((0, 0));
    }
    let name = format!("{}.{}", column.table, column.column);
    let bar = ProgressBar::new(old).with_message(name.clone());
    bar.set_style(ProgressStyle::with_template("{msg:30} [{bar:30}] {human_pos}/{human_len} {eta}").expect("the template is valid"));
    let (mut resealed, mut unreadable) = (0, 0);
    let mut after: Option<After> = None;
    loop {
        let now = SystemClock.now();
        let done = store.tx(async move |tx: &mut Tx<'_>| tx.reseal(column, after.as_ref(), now).await).await?;
        resealed += done.resealed;
        unreadable += done.unreadable;
        bar.set_position(resealed + unreadable);
        after = done.next;
        if after.is_none() {
            break;
        }
        tokio::time::sleep(BREATH).await;
    }
    bar.finish_and_clear();
    say(format!("{name}: {resealed} re-sealed"));
    Ok((resealed, unreadable))
}

/// A key that was just made is not used yet: what is re-sealed before is not under it.
async fn wait_for_the_newest(store: &Store) -> anyhow::Result<()> {
    let keys = store.read(async |tx: &mut Tx<'_>| tx.data_key_list().await).await?;
    let seals = keys.iter().filter(|key| key.purpose == KeyPurpose::Seal);
    let newest = seals.map(|key| key.activates_at).max().unwrap_or(Timestamp::from_secs(0));
    let left = newest.as_micros() - SystemClock.now().as_micros();
    if let Ok(left) = u64::try_from(left) {
        say(format!("Waiting {} seconds until the newest data key is used.", left / 1_000_000 + 1));
        tokio::time::sleep(Duration::from_micros(left)).await;
    }
    Ok(())
}

pub(super) async fn retire(settings: Settings) -> anyhow::Result<()> {
    let app = boot::house(settings, "").await?.app;
    // Of what is sealed and not stored, opaque access tokens live longest; a day covers the others.
    let longest = app.settings.tokens.access_token.max(Duration::from_secs(86_400));
    match keys::retire_data_keys(&app.store, SystemClock.now(), longest).await? {
        Retired::Done(ids) => say(format!("{} data key(s) removed. Backups hold their own and stay readable.", ids.len())),
        Retired::StillSealed(count) => {
            anyhow::bail!("{count} value(s) are still under older data keys: run `ringfence keys rewrap` first. Nothing was removed")
        }
        Retired::TokensLive(until) => {
            anyhow::bail!("tokens that an older data key has sealed may live until {until}: run this again then. Nothing was removed")
        }
    }
    Ok(())
}
