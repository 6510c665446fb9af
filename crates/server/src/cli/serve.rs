//! `ringfence serve` and `ringfence worker`: production.
//!
//! 1. what `ringfence doctor` would refuse is refused, and what it would note is said in the log;
//! 2. the database may be the later one to come up, and is waited for;
//! 3. once everything is open a supervisor is told, and again when it ends.

use std::net::SocketAddr;
use std::path::PathBuf;

use anyhow::Context;

use crate::boot::{self, House};
use crate::cli::doctor::{self, Role};
use crate::cli::listen::{Sockets, tls_config};
use crate::cli::reload::Reload;
use crate::cli::signals::{Signal, Signals};
use crate::cli::supervisor;
use crate::config::Settings;
use crate::flow::administer::plain_http;
use crate::http::router::router;
use crate::jobs::runner::Jobs;

/// So many are named one by one.
const PLAIN_HTTP_NAMED: usize = 20;

pub(super) async fn serve(settings: Settings, config: Option<PathBuf>) -> anyhow::Result<()> {
    let filter = boot::install_logging(&settings)?;
    let mut signals = Signals::listen()?;
    let Some(house) = open(settings, Role::Serve, &mut signals).await? else { return Ok(()) };
    let settings = &house.app.settings;
    let sockets = Sockets::bind(settings.server.listen, tls(settings)?)?;
    warn_of_plain_http(&house).await?;
    let jobs = Jobs::start(&house, settings.delivery.in_serve);
    tracing::info!(
        version = env!("CARGO_PKG_VERSION"),
        database = database(&house),
        server.listen = %settings.server.listen,
        server.tls_listen = settings.server.tls_listen.map(tracing::field::display),
        server.public_url = settings.server.public_url.as_deref(),
        "ringfence serves"
    );
    let reload = Reload { config, running: settings.clone(), filter, certificate: sockets.certificate() };
    let watched = supervisor::ready();
    sockets.serve(router(house.app.clone()), &settings.server, signals, || reload.reload()).await?;
    supervisor::stopping(watched);
    jobs.stop().await;
    tracing::info!("stopped");
    Ok(())
}

pub(super) async fn work(settings: Settings, config: Option<PathBuf>) -> anyhow::Result<()> {
    let filter = boot::install_logging(&settings)?;
    let mut signals = Signals::listen()?;
    let Some(house) = open(settings, Role::Worker, &mut signals).await? else { return Ok(()) };
    let reload = Reload { config, running: house.app.settings.clone(), filter, certificate: None };
    let jobs = Jobs::start(&house, true);
    tracing::info!(version = env!("CARGO_PKG_VERSION"), database = database(&house), "ringfence sends");
    let watched = supervisor::ready();
    while let Signal::Reload = signals.next().await {
        reload.reload();
    }
    supervisor::stopping(watched);
    jobs.stop().await;
    tracing::info!("stopped");
    Ok(())
}

/// None when a signal ended the wait for the database.
async fn open(settings: Settings, role: Role, signals: &mut Signals) -> anyhow::Result<Option<House>> {
    doctor::starting(&settings, role).heed()?;
    let mut answering = std::pin::pin!(boot::database::answering(&settings));
    loop {
        tokio::select! {
            answered = &mut answering => break answered?,
            signal = signals.next() => if let Signal::Stop(word) = signal {
                tracing::info!("{word}: stopped while waiting for the database");
                return Ok(None);
            },
        }
    }
    let house = boot::house(settings.clone(), "").await?;
    doctor::tenants::look(&settings, &house.app.store).await?.heed()?;
    Ok(Some(house))
}

fn database(house: &House) -> &'static str {
    if house.app.store.is_postgres() { "postgresql" } else { "sqlite" }
}

/// Addresses from before they were refused.
async fn warn_of_plain_http(house: &House) -> anyhow::Result<()> {
    if house.app.settings.server.plain_http_callbacks {
        return Ok(());
    }
    let kept = plain_http::kept(&house.app.store).await?;
    for one in kept.iter().take(PLAIN_HTTP_NAMED) {
        let client = one.client.as_deref().unwrap_or("(the tenant's own)");
        tracing::warn!(
            tenant.name = one.tenant,
            client.id = client,
            address = one.address,
            "an address is plain http: a code travels in clear"
        );
    }
    if kept.len() > PLAIN_HTTP_NAMED {
        tracing::warn!(addresses = kept.len(), "there are more addresses by plain http");
    }
    Ok(())
}

pub(super) fn tls(settings: &Settings) -> anyhow::Result<Option<(SocketAddr, rustls::ServerConfig)>> {
    let Some(address) = settings.server.tls_listen else { return Ok(None) };
    let (Some(chain), Some(key)) = (&settings.server.tls_certificate, &settings.server.tls_key) else {
        anyhow::bail!("server.tls_listen needs server.tls_certificate and server.tls_key");
    };
    let read = |path: &String| std::fs::read(path).with_context(|| format!("{path} cannot be read"));
    let config = tls_config(&read(chain)?, &read(key)?).with_context(|| format!("HTTPS does not work with {chain} and {key}"))?;
    Ok(Some((address, config)))
}
