//! Finds out whether saved Twilio credentials are live ones: test credentials are accepted by the API
//! and never reach a phone, and nothing but this question tells them apart (spec: Twilio, test credentials).

use std::sync::Arc;
use std::time::Duration;

use ringfence_core::id::TenantId;
use ringfence_core::tenant::{CredentialsStatus, TwilioConfig};
use ringfence_outbound::{Carriers, FORBIDDEN};
use ringfence_store::Tx;
use tokio::sync::watch;

use crate::ctx::App;
use crate::flow::error::FlowError;
use crate::jobs::runner::stopped_within;

const EVERY: Duration = Duration::from_secs(5);
const AT_ONCE: u32 = 20;

pub async fn run(app: Arc<App>, carriers: Arc<Carriers>, mut stopped: watch::Receiver<bool>) {
    while !stopped_within(&mut stopped, EVERY).await {
        let now = app.clock.now();
        let due = app.store.read(async move |tx: &mut Tx<'_>| tx.tenants_with_probe_due(now, AT_ONCE).await).await;
        for tenant in due.unwrap_or_else(|problem| {
            tracing::error!(error = %problem, "credentials cannot be probed");
            Vec::new()
        }) {
            if let Err(problem) = probe(&app, &carriers, &tenant).await {
                tracing::warn!(tenant.id = %tenant, error = %problem, "Twilio credentials could not be probed; they will be again");
            }
        }
    }
}

/// Asks Twilio once and writes the answer down. `Unknown` when Twilio cannot be reached.
pub async fn probe(app: &App, carriers: &Carriers, tenant: &TenantId) -> Result<CredentialsStatus, FlowError> {
    let now = app.clock.now();
    let view = app.directory.view(&app.store, tenant, now).await?;
    let twilio = view.tenant.twilio.clone();
    let status = ask(carriers, tenant, &twilio).await;
    if status != CredentialsStatus::Unknown {
        record(app, tenant, twilio, status).await?;
    }
    Ok(status)
}

/// `Unknown` when Twilio cannot be reached.
pub async fn ask(carriers: &Carriers, tenant: &TenantId, twilio: &TwilioConfig) -> CredentialsStatus {
    carriers.probe_twilio(twilio).await.unwrap_or_else(|failure| {
        // The start of `dev` has said so already.
        if failure.code != FORBIDDEN {
            tracing::warn!(tenant.id = %tenant, failure.code = %failure.code, "Twilio did not say what the credentials are");
        }
        CredentialsStatus::Unknown
    })
}

/// Writes down what Twilio said, unless other credentials were saved since.
pub async fn record(app: &App, tenant: &TenantId, twilio: TwilioConfig, status: CredentialsStatus) -> Result<(), FlowError> {
    let (id, now) = (tenant.clone(), app.clock.now());
    app.store.tx(async move |tx: &mut Tx<'_>| tx.tenant_twilio_status_set(&id, &twilio, status, now).await).await?;
    app.directory.forget();
    tracing::info!(tenant.id = %tenant, twilio.credentials = status.as_str(), "Twilio credentials probed");
    Ok(())
}
