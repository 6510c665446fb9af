//! Takes away what nobody needs any more, in chunks small enough that no request waits behind one.

use std::sync::Arc;
use std::time::Duration;

use ringfence_core::browser::KNOWN_FOR;
use ringfence_core::clock::Timestamp;
use ringfence_store::{StoreError, Tx};
use tokio::sync::watch;

use crate::ctx::App;
use crate::flow::retention;
use crate::jobs::runner::stopped_within;

const EVERY: Duration = Duration::from_secs(60);
const CHUNK: u32 = 500;
/// As long an ended login still has a page that offers to begin again, and a code that is used twice is known for one.
const HOUR: Duration = Duration::from_secs(3600);
/// As long an expired link still says that it has expired.
const TICKET_KEPT: Duration = Duration::from_secs(30 * 86_400);

pub async fn run(app: Arc<App>, mut stopped: watch::Receiver<bool>) {
    while !stopped_within(&mut stopped, EVERY).await {
        if let Err(problem) = sweep(&app).await {
            tracing::warn!(error = %problem, "sweeping was interrupted");
        }
    }
}

/// One round: each table until it holds nothing that is due.
pub async fn sweep(app: &App) -> Result<(), StoreError> {
    let now = app.clock.now();
    let settings = &app.settings.retention;
    let (old, logs, keep) = (now - settings.deliveries, settings.log_events, settings.inbox);
    chunks(app, async move |tx: &mut Tx<'_>| tx.bucket_sweep(now, CHUNK).await).await?;
    chunks(app, async move |tx: &mut Tx<'_>| tx.challenge_sweep(old, CHUNK).await).await?;
    chunks(app, async move |tx: &mut Tx<'_>| tx.delivery_sweep(old, CHUNK).await).await?;
    chunks(app, async move |tx: &mut Tx<'_>| tx.mail_sweep(old, CHUNK).await).await?;
    // A code lives five minutes: what was not confirmed within the hour never will be.
    let abandoned = now - HOUR;
    chunks(app, async move |tx: &mut Tx<'_>| tx.authenticators_sweep_pending(abandoned, CHUNK).await).await?;
    chunks(app, async move |tx: &mut Tx<'_>| tx.refresh_token_sweep(now, CHUNK).await).await?;
    chunks(app, async move |tx: &mut Tx<'_>| tx.inbox_trim(keep, CHUNK).await).await?;
    chunks(app, async move |tx: &mut Tx<'_>| tx.inbox_mail_trim(keep, CHUNK).await).await?;
    universal_login(app, now).await?;
    while app.store.tx(async move |tx: &mut Tx<'_>| tx.job_sweep(now, CHUNK).await).await? > 0 {
        tokio::task::yield_now().await;
    }
    let tenants = app.store.read(async |tx: &mut Tx<'_>| tx.tenant_list().await).await?;
    for tenant in tenants {
        let logs_before = now - retention::of_log(logs, &tenant.settings);
        chunks(app, async move |tx: &mut Tx<'_>| tx.log_sweep(&tenant.id, logs_before, CHUNK).await).await?;
    }
    Ok(())
}

async fn universal_login(app: &App, now: Timestamp) -> Result<(), StoreError> {
    let (ended, expired, forgotten) = (now - HOUR, now - TICKET_KEPT, now - KNOWN_FOR);
    chunks(app, async move |tx: &mut Tx<'_>| tx.session_sweep(now, CHUNK).await).await?;
    chunks(app, async move |tx: &mut Tx<'_>| tx.login_sweep(ended, CHUNK).await).await?;
    chunks(app, async move |tx: &mut Tx<'_>| tx.authorization_code_sweep(ended, CHUNK).await).await?;
    chunks(app, async move |tx: &mut Tx<'_>| tx.revoked_family_sweep(now, CHUNK).await).await?;
    // One that is remembered lapses earlier, when it is not used.
    chunks(app, async move |tx: &mut Tx<'_>| tx.browser_sweep(forgotten, CHUNK).await).await?;
    chunks(app, async move |tx: &mut Tx<'_>| tx.account_ticket_sweep(expired, CHUNK).await).await?;
    chunks(app, async move |tx: &mut Tx<'_>| tx.ticket_sweep(expired, CHUNK).await).await
}

async fn chunks<F>(app: &App, chunk: F) -> Result<(), StoreError>
where
    F: AsyncFn(&mut Tx<'_>) -> Result<u64, StoreError> + Clone + Send + Sync + 'static,
{
    while app.store.tx(chunk.clone()).await? == u64::from(CHUNK) {
        tokio::task::yield_now().await;
    }
    Ok(())
}
