//! `ringfence dev`: everything on one machine, nothing to set up.
//!
//! Keeps its data in one folder, makes a demo tenant with two applications at the first start, and tells
//! where to go. Later starts find everything as it was; other ports become further names of the tenant.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context;
use clap::Args;
use ringfence_core::client::{AppType, Client, ClientGrant, ClientSettings, grant};
use ringfence_core::delivery::Channel;
use ringfence_core::id::TenantId;
use ringfence_core::secret::{MasterKey, Secret};
use ringfence_core::tenant::{Domain, MfaPolicy, PhoneFactor, Provider, TenantSettings};
use ringfence_outbound::Reach;
use ringfence_store::Tx;
use serde_json::json;

use crate::boot::{self, House, SystemDice};
use crate::cli::listen::{Sockets, tls_config};
use crate::cli::local_ca::{self, write_private};
use crate::cli::output::say;
use crate::cli::signals::Signals;
use crate::config::Settings;
use crate::demo::{self, Demo, Registration};
use crate::flow::administer::{self, NewTenant};
use crate::http::router::router;
use crate::jobs::runner::Jobs;

/// The languages that Ringfence ships; the first is the demo tenant's default.
const LOCALES: [&str; 12] = ["en", "es", "fr", "de", "pt-BR", "it", "nl", "pl", "tr", "ja", "zh-CN", "ar"];
const DEMO: &str = "demo";

#[derive(Debug, Args)]
pub(super) struct DevOptions {
    /// Where everything is kept
    #[arg(long, value_name = "DIR", default_value = "ringfence-data")]
    data: PathBuf,
    /// Plain HTTP
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:3000")]
    listen: SocketAddr,
    /// HTTPS, with a certificate authority of its own
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:3443")]
    tls_listen: SocketAddr,
    /// PostgreSQL instead of SQLite: postgres://USER:PASSWORD@HOST/NAME
    #[arg(long, value_name = "URL")]
    database_url: Option<String>,
    /// Let messages and mails leave this machine, to a real Twilio account or mail server
    #[arg(long)]
    allow_network: bool,
}

pub(super) async fn run(settings: Settings, options: DevOptions) -> anyhow::Result<()> {
    std::fs::create_dir_all(&options.data).with_context(|| format!("the folder {} cannot be made", options.data.display()))?;
    let settings = development(settings, &options)?;
    boot::install_logging(&settings)?;
    let signals = Signals::listen_in_terminal()?;
    let ca = local_ca::open(&options.data)?;
    let tls = tls_config(&ca.chain, &ca.key)?;
    let sockets = Sockets::bind(options.listen, Some((options.tls_listen, tls)))?;
    boot::database::store(&settings, boot::database::Opening::MakeIt).await?.migrate().await?;
    let dev_json = options.data.join("dev.json");
    let house = boot::house(settings, &dev_json.to_string_lossy()).await?;
    let (app_client, management) = seed(&house, &options).await?;
    let demo = demo(&house, &options, &app_client)?;
    house.app.dev.demo.set(demo).expect("a house that was just made has none");
    house.app.dev.management.set(management.id.clone()).expect("a house that was just made has none");

    let url = format!("http://{}", options.listen);
    let tls_url = format!("https://{}", options.tls_listen);
    let credentials = |client: &Client| {
        let secret = client.secret.as_ref().map(|secret| secret.expose().to_owned());
        json!({ "client_id": client.id, "client_secret": secret })
    };
    let ca_file = std::path::absolute(&ca.ca_file)?;
    let described = json!({
        "url": url,
        "tls_url": tls_url,
        "ca_file": ca_file,
        "inbox_url": format!("{url}/dev/inbox"),
        "app": credentials(&app_client),
        "management": credentials(&management),
    });
    write_private(&dev_json, format!("{described:#}\n").as_bytes())?;
    let jobs = Jobs::start(&house, true);
    greet(&url, &tls_url, &dev_json, &ca_file, options.allow_network);
    sockets.serve(router(house.app.clone()), &house.app.settings.server, signals, || {}).await?;
    jobs.stop().await;
    Ok(())
}

fn greet(url: &str, tls_url: &str, dev_json: &Path, ca_file: &Path, allow_network: bool) {
    let reach = if allow_network {
        "Messages and mails may leave this machine (--allow-network)."
    } else {
        "Every code lands in the inbox; nothing leaves this machine (--allow-network lets it)."
    };
    say(format!(
        "Ringfence is ready.\n\n  Demo            {url}/demo\n  Message inbox   {url}/dev/inbox\n  Management API  {url}/api/v2/docs"
    ));
    say(format!("  Auth0 domain    {} (for SDKs; trust {})", tls_url.trim_start_matches("https://"), ca_file.display()));
    say(format!("  Credentials     {}\n\n{reach} Stop with Ctrl-C.", dev_json.display()));
}

/// What differs from production: a made key, the virtual carrier, test numbers.
fn development(mut settings: Settings, options: &DevOptions) -> anyhow::Result<Settings> {
    let database = options.data.join("ringfence.db");
    settings.database.url = options.database_url.clone().unwrap_or_else(|| format!("sqlite://{}", database.display()));
    if settings.keys.master_key.is_none() && settings.keys.master_key_file.is_none() {
        let file = options.data.join("master.key");
        if !file.exists() {
            let (_, text) = MasterKey::generate(&SystemDice);
            write_private(&file, text.as_bytes())?;
        }
        settings.keys.master_key_file = Some(file.to_string_lossy().into_owned());
    }
    settings.server.listen = options.listen;
    settings.network.outbound = if options.allow_network { Reach::World } else { Reach::Loopback };
    // The public URL stays unset unless given: no carrier can call back to this machine, and Twilio refuses a message that asks
    // it to (21609).
    // Applications under development have names of their own, and no certificates.
    settings.server.plain_http_callbacks = true;
    settings.carriers.virtual_carrier.enabled = true;
    if settings.carriers.builtin.route.is_empty() {
        settings.carriers.builtin.route = vec!["virtual".to_owned()];
    }
    settings.phone.test_prefixes.extend(["+447700900", "+1500555"].map(str::to_owned));
    if settings.log.filter == "info" {
        settings.log.filter = "warn,ringfence=info".to_owned();
    }
    Ok(settings)
}

/// The demo tenant with its names, and its two applications.
async fn seed(house: &House, options: &DevOptions) -> anyhow::Result<(Client, Client)> {
    let app = &house.app;
    let found = app.store.read(async |tx: &mut Tx<'_>| tx.tenant_find_by_name(DEMO).await).await?;
    let tenant = match found {
        Some(tenant) => tenant.id,
        None => {
            let new = NewTenant { name: DEMO.to_owned(), settings: demo_settings(), domains: Vec::new() };
            administer::create_tenant(&app.store, &*app.dice, app.clock.now(), new).await?
        }
    };
    for domain in domains(options) {
        // False on every start but the first with these ports.
        administer::add_domain(&app.store, &tenant, domain).await?;
    }
    let id = tenant.clone();
    let clients = app.store.read(async move |tx: &mut Tx<'_>| tx.client_list(&id).await).await?;
    let named = |name: &str| clients.iter().find(|client| client.settings.name == name).cloned();
    let demo = match named("Demo application") {
        Some(client) => at_home(house, options, client).await?,
        None => create(house, &tenant, demo_application(options)).await?,
    };
    let management = match named("Management") {
        Some(client) => client,
        None => create(house, &tenant, management_application()).await?,
    };
    let scopes = administer::management_scopes();
    let client_grant = ClientGrant { client_id: management.id.clone(), audience: ClientGrant::MANAGEMENT.to_owned(), scopes };
    administer::grant_client(&app.store, &*app.dice, app.clock.now(), &tenant, client_grant).await?;
    Ok((demo, management))
}

async fn create(house: &House, tenant: &TenantId, settings: ClientSettings) -> anyhow::Result<Client> {
    let app = &house.app;
    Ok(administer::create_client(&app.store, &*app.dice, app.clock.now(), tenant, settings, false).await?)
}

/// Each address by its number and as `localhost`.
fn domains(options: &DevOptions) -> Vec<Domain> {
    let mut domains = Vec::new();
    for (scheme, address, default_port) in [("http", options.listen, 80), ("https", options.tls_listen, 443)] {
        for name in [address.ip().to_string(), "localhost".to_owned()] {
            let host = if address.port() == default_port { name } else { format!("{name}:{}", address.port()) };
            domains.push(Domain { issuer: format!("{scheme}://{host}/"), host });
        }
    }
    domains
}

fn demo_settings() -> TenantSettings {
    TenantSettings {
        friendly_name: "Demo".to_owned(),
        enabled_locales: LOCALES.map(str::to_owned).to_vec(),
        phone: PhoneFactor {
            enabled: true,
            message_types: vec![Channel::Sms, Channel::Voice],
            provider: Provider::PhoneMessageHook,
            route: vec!["virtual".to_owned()],
            ..PhoneFactor::default()
        },
        mfa_policies: vec![MfaPolicy::AllApplications],
        ..TenantSettings::default()
    }
}

fn demo_application(options: &DevOptions) -> ClientSettings {
    let mut settings = ClientSettings {
        name: "Demo application".to_owned(),
        app_type: AppType::RegularWeb,
        grant_types: grant::FOR_PEOPLE.map(str::to_owned).to_vec(),
        // Loopback ports are free in development (RFC 8252 §7.3).
        callbacks: vec!["http://127.0.0.1:3000/demo/callback".to_owned(), "http://127.0.0.1:*/callback".to_owned()],
        ..ClientSettings::default()
    };
    add_addresses(&mut settings, options);
    settings
}

/// The demo application may be sent back to wherever this start listens. What somebody else has set stays.
fn add_addresses(settings: &mut ClientSettings, options: &DevOptions) {
    let issuers: Vec<String> = domains(options).into_iter().map(|domain| domain.issuer).collect();
    for (known, path) in [(&mut settings.callbacks, Demo::CALLBACK), (&mut settings.allowed_logout_urls, Demo::HOME)] {
        for url in issuers.iter().map(|issuer| format!("{issuer}{path}")) {
            if !known.contains(&url) {
                known.push(url);
            }
        }
    }
    if settings.initiate_login_uri.as_deref().is_none_or(|uri| uri.ends_with(&format!("/{}", Demo::LOGIN))) {
        settings.initiate_login_uri = issuers.first().map(|issuer| format!("{issuer}{}", Demo::LOGIN));
    }
}

/// The demo application of an earlier start, told of this one's addresses.
async fn at_home(house: &House, options: &DevOptions, mut client: Client) -> anyhow::Result<Client> {
    let before = client.settings.clone();
    add_addresses(&mut client.settings, options);
    if client.settings != before {
        administer::change_client(&house.app.store, &client.tenant, &client.id, client.settings.clone()).await?;
    }
    Ok(client)
}

/// The application itself, with the credentials it was registered with.
fn demo(house: &House, options: &DevOptions, client: &Client) -> anyhow::Result<Arc<Demo>> {
    let registration = Registration {
        issuers: domains(options).into_iter().map(|domain| domain.issuer).collect(),
        client_id: client.id.to_string(),
        client_secret: client.secret.as_ref().map(Secret::expose).unwrap_or_default().to_owned(),
    };
    let transport = demo::over_plain_http(boot::http_client(Reach::Loopback)?, options.listen);
    Ok(Arc::new(Demo::new(registration, transport, house.app.clock.clone(), house.app.dice.clone())))
}

fn management_application() -> ClientSettings {
    ClientSettings {
        name: "Management".to_owned(),
        app_type: AppType::NonInteractive,
        grant_types: vec![grant::CLIENT_CREDENTIALS.to_owned()],
        ..ClientSettings::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(port: u16) -> DevOptions {
        let address = |port| SocketAddr::from(([127, 0, 0, 1], port));
        DevOptions { data: PathBuf::new(), listen: address(port), tls_listen: address(port + 1), database_url: None, allow_network: false }
    }

    #[test]
    fn the_demo_is_at_home_wherever_it_was_ever_started() {
        let mut settings = demo_application(&on(3000));
        settings.callbacks.push("https://mine.example/cb".to_owned());
        let before = settings.clone();
        add_addresses(&mut settings, &on(3000));
        assert_eq!(settings, before, "a second start changes nothing");
        add_addresses(&mut settings, &on(4000));
        for url in [
            "http://127.0.0.1:3000/demo/callback",
            "https://localhost:3001/demo/callback",
            "https://mine.example/cb",
            "http://localhost:4000/demo/callback",
            "https://127.0.0.1:4001/demo/callback",
        ] {
            assert!(settings.callbacks.iter().any(|known| known == url), "{url} is not in {:?}", settings.callbacks);
        }
        assert_eq!(settings.allowed_logout_urls.len(), 8);
        assert_eq!(settings.initiate_login_uri.as_deref(), Some("http://127.0.0.1:4000/demo/login"));
        settings.initiate_login_uri = Some("https://mine.example/login".to_owned());
        add_addresses(&mut settings, &on(3000));
        assert_eq!(settings.initiate_login_uri.as_deref(), Some("https://mine.example/login"), "what somebody else has set stays");
    }
}
