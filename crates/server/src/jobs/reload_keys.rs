//! Picks up data keys that another process made: a rotated key seals only a minute after it was written,
//! by when every process knows it.

use std::sync::Arc;
use std::time::Duration;

use ringfence_store::Tx;
use tokio::sync::watch;

use crate::boot;
use crate::ctx::App;
use crate::jobs::runner::stopped_within;

const EVERY: Duration = Duration::from_secs(20);

pub async fn run(app: Arc<App>, mut stopped: watch::Receiver<bool>) {
    let mut known = 0;
    while !stopped_within(&mut stopped, EVERY).await {
        let listed = app.store.read(async |tx: &mut Tx<'_>| tx.data_key_list().await).await;
        match listed {
            Ok(keys) if keys.len() != known => {
                known = keys.len();
                match boot::keyring(&app.settings, &keys, app.dice.clone()) {
                    Ok(keyring) => app.store.set_keyring(Arc::new(keyring)),
                    Err(problem) => tracing::error!(error = %problem, "a new data key cannot be unlocked"),
                }
            }
            Ok(_) => {}
            Err(problem) => tracing::warn!(error = %problem, "the data keys cannot be read"),
        }
    }
}
