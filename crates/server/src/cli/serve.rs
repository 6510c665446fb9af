//! `ringfence serve` and `ringfence worker`: production.

use std::net::SocketAddr;

use std::path::PathBuf;

use anyhow::Context;

use crate::boot::{self, House};
use crate::cli::listen::{Sockets, tls_config};
use crate::cli::reload::Reload;
use crate::cli::signals::{Signal, Signals};
use crate::config::Settings;
use crate::flow::administer::plain_http;
use crate::http::router::router;
use crate::jobs::runner::Jobs;

/// So many are named one by one.
const PLAIN_HTTP_NAMED: usize = 20;

pub(super) async fn serve(settings: Settings, config: Option<PathBuf>) -> anyhow::Result<()> {
    let filter = boot::install_logging(&settings)?;
    let signals = Signals::listen()?;
    let public_url = settings.server.public_url.clone();
    let public_url =
        public_url.context("no public URL: set server.public_url (RINGFENCE_SERVER__PUBLIC_URL) to what the world calls this server")?;
    anyhow::ensure!(
        public_url.starts_with("https://") || public_url.starts_with("http://"),
        "server.public_url must be a URL such as https://login.example.com"
    );
    boot::keys::master_keys(&settings)?;
    warn(&settings);
    let house = boot::house(settings, "").await?;
    let settings = &house.app.settings;
    let sockets = Sockets::bind(settings.server.listen, tls(settings)?)?;
    warn_of_plain_http(&house).await?;
    let jobs = Jobs::start(&house, settings.delivery.in_serve);
    tracing::info!(server.listen = %settings.server.listen, server.public_url = %public_url, "ringfence serves");
    let reload = Reload { config, running: settings.clone(), filter, certificate: sockets.certificate() };
    sockets.serve(router(house.app.clone()), &settings.server, signals, || reload.reload()).await?;
    jobs.stop().await;
    Ok(())
}

pub(super) async fn work(settings: Settings, config: Option<PathBuf>) -> anyhow::Result<()> {
    let filter = boot::install_logging(&settings)?;
    let mut signals = Signals::listen()?;
    warn(&settings);
    let house = boot::house(settings, "").await?;
    let reload = Reload { config, running: house.app.settings.clone(), filter, certificate: None };
    let jobs = Jobs::start(&house, true);
    tracing::info!("ringfence sends");
    while let Signal::Reload = signals.next().await {
        reload.reload();
    }
    jobs.stop().await;
    Ok(())
}

fn warn(settings: &Settings) {
    for warning in settings.warnings() {
        tracing::warn!("{warning}");
    }
    for warning in boot::exposure::all_exposed(settings) {
        tracing::warn!("{warning}");
    }
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
    Ok(Some((address, tls_config(&read(chain)?, &read(key)?)?)))
}
