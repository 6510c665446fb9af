//! Keeps up with the data keys, and tells the other processes which master keys this one has.
//!
//! A rotated key seals only a minute after it was written, by when every process has read it. A process that cannot open a key it is
//! given says that it is not ready (`/ready`) and claims nothing more: what others seal from now on would be closed to it.

use std::sync::Arc;
use std::time::Duration;

use ringfence_core::clock::Timestamp;
use ringfence_core::secret::DataKey;
use ringfence_store::{KeyHolder, StoreError, Tx};
use tokio::sync::watch;

use crate::boot::keys;
use crate::ctx::App;
use crate::jobs::runner::stopped_within;

const EVERY: Duration = Duration::from_secs(20);
/// After a failure: a key that is read too late is a key unheard of.
const SOON: Duration = Duration::from_secs(1);
/// What a process has left behind that ended without a word.
const FORGOTTEN: Duration = Duration::from_secs(86_400);

pub async fn run(app: Arc<App>, mut stopped: watch::Receiver<bool>) {
    let name = process_name();
    let mut reader = Reader { id: format!("{name} {}", app.clock.now().as_micros()), name, known: Vec::new(), app };
    let mut is_told = false;
    loop {
        let outcome = reader.turn().await;
        let pause = if outcome.is_ok() { EVERY } else { SOON };
        if let (Err(problem), false) = (&outcome, is_told) {
            tracing::warn!(error = %problem, "the data keys cannot be read, or this process cannot be noted beside them; trying each second");
        }
        is_told = outcome.is_err();
        if stopped_within(&mut stopped, pause).await {
            break;
        }
    }
    reader.leave().await;
}

struct Reader {
    app: Arc<App>,
    id: String,
    name: String,
    known: Vec<DataKey>,
}

impl Reader {
    /// 1. Says that this process is there, and reads the keys, in one transaction: a change of the master key comes before it or
    ///    after it, and in the second case knows of this process.
    /// 2. Opens them, if they are not the ones it knows.
    async fn turn(&mut self) -> Result<(), StoreError> {
        let now = self.app.clock.now();
        let holder = self.holder(now);
        let before = Timestamp::from_micros(now.as_micros() - i64::try_from(FORGOTTEN.as_micros()).unwrap_or(i64::MAX));
        let noted = async move |tx: &mut Tx<'_>| {
            tx.key_holder_note(&holder).await?;
            tx.key_holders_sweep(before).await?;
            tx.data_key_list_shared().await
        };
        match self.app.store.tx(noted).await {
            Ok(keys) => self.open(keys),
            // What cannot be written to may still be read, as on a full disk: the keys are worth knowing.
            Err(problem) => {
                if let Ok(keys) = self.app.store.read(async |tx: &mut Tx<'_>| tx.data_key_list().await).await {
                    self.open(keys);
                }
                return Err(problem);
            }
        }
        Ok(())
    }

    fn open(&mut self, keys: Vec<DataKey>) {
        if keys == self.known {
            return;
        }
        match keys::keyring(&self.app.master_keys, &keys, self.app.dice.clone()) {
            Ok(keyring) => {
                self.app.store.set_keyring(Arc::new(keyring));
                if self.app.lockout.set(None) {
                    tracing::info!("the data keys can be opened again: this process is ready");
                }
                if !self.known.is_empty() {
                    tracing::info!("the data keys have changed and were read");
                }
            }
            Err(problem) => {
                let reason = format!("{problem:#}");
                tracing::error!(error = %reason, "not ready: a data key cannot be opened; give this process the master key and restart it");
                self.app.lockout.set(Some(reason));
            }
        }
        self.known = keys;
    }

    fn holder(&self, now: Timestamp) -> KeyHolder {
        KeyHolder { id: self.id.clone(), name: self.name.clone(), master_keys: self.app.master_keys.ids(), seen_at: now }
    }

    async fn leave(self) {
        let id = self.id;
        if let Err(problem) = self.app.store.tx(async move |tx: &mut Tx<'_>| tx.key_holder_forget(&id).await).await {
            tracing::debug!(error = %problem, "what this process had noted stays for a minute");
        }
    }
}

fn process_name() -> String {
    let host = std::fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    let host = if host.trim().is_empty() { "a machine without a name" } else { host.trim() };
    format!("{host}, process {}", std::process::id())
}
