//! Wraps a batch's cheap hashes in Argon2id before anything is written, so that a stolen database costs an Argon2id a guess.
//!
//! It takes as long as a login each, one at a time in a process, outside of any transaction. Users who exist keep the password that they
//! have, so nothing is computed for them.

use ringfence_core::password;
use ringfence_store::Tx;

use super::Judged;
use crate::jobs::run_jobs::{Halt, Held};

pub(super) async fn hardened(held: &Held, mut batch: Vec<Judged>) -> Result<Vec<Judged>, Halt> {
    let cheap = batch.iter_mut().flatten().filter(|ready| ready.is_to_be_hardened());
    for ready in cheap {
        let (tenant, user) = (held.job.tenant.clone(), ready.user.clone());
        let known = held.app.store.read(async move |tx: &mut Tx<'_>| tx.import_user_find(&tenant, &user).await).await?;
        let hash = ready.user.password_hash.take();
        if !known.is_empty() {
            ready.is_known = true;
            continue;
        }
        held.go_on()?;
        let dice = held.app.dice.clone();
        let hardened = move || hash.map(|hash| password::hardened(&hash, &*dice));
        ready.user.password_hash = held.app.passwords.aside(hardened).await?;
    }
    Ok(batch)
}
