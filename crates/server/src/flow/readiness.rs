//! Could this process serve: a row is written and kept, as every sign-in needs it.
//!
//! One caller asks the database at a time, and the answer holds for a second: load balancers ask often, and anybody may.

use std::time::Duration;

use ringfence_core::clock::Timestamp;
use ringfence_store::StoreError;
use tokio::sync::Mutex;

use crate::ctx::App;

const BELIEVED_FOR: Duration = Duration::from_secs(1);

#[derive(Default)]
pub struct Readiness(Mutex<Option<(Timestamp, Result<(), StoreError>)>>);

pub async fn ask(app: &App) -> Result<(), StoreError> {
    let mut known = app.readiness.0.lock().await;
    if let Some((asked_at, answer)) = &*known
        && app.clock.now().since(*asked_at) < BELIEVED_FOR
    {
        return answer.clone();
    }
    let answer = app.store.beat(app.clock.now()).await;
    if let Err(problem) = &answer {
        tracing::warn!(error = %problem, "not ready: nothing can be written");
    }
    *known = Some((app.clock.now(), answer.clone()));
    answer
}
