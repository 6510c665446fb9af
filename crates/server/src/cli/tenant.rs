//! `ringfence tenant`: what the Management API will set, for now by hand.

mod client;
mod edit;
mod login;
mod show;
mod texts;

use std::io::Read;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::Context;
use clap::{Args, Subcommand};
use ringfence_core::client::{ApiSettings, ResourceServer};
use ringfence_core::id::ResourceServerId;
use ringfence_core::secret::Secret;
use ringfence_core::tenant::{CredentialsStatus, Domain, TenantSettings, TwilioConfig};

use crate::boot::{self, House};
use crate::cli::doctor;
use crate::cli::output::say;
use crate::config::Settings;
use crate::flow::administer::{self, NewTenant};
use crate::jobs::probe_twilio;

#[derive(Debug, Subcommand)]
pub(super) enum TenantCommand {
    /// Makes a tenant
    Create {
        name: String,
        /// As users see it, in messages too
        #[arg(long)]
        friendly_name: Option<String>,
        /// A host that the tenant answers to, with its port unless that is 443; may be repeated
        #[arg(long = "domain", required = true)]
        domains: Vec<String>,
        /// The first is the default
        #[arg(long, value_delimiter = ',', default_value = "en")]
        locales: Vec<String>,
    },
    /// Lists the tenants
    List,
    /// Shows a tenant, without its secrets
    Show { name: String },
    /// Changes a tenant's phone factor
    Phone(edit::PhoneOptions),
    /// Changes a tenant's login pages: sessions, languages, factors besides the phone, looks
    Login(login::LoginOptions),
    /// Shows or replaces a tenant's own texts of one prompt in one language
    Texts(texts::TextsOptions),
    /// Says when a second factor is asked for
    Policy {
        name: String,
        #[arg(value_enum)]
        policy: edit::Policy,
    },
    /// The tenant's Twilio account
    #[command(subcommand)]
    Twilio(TwilioCommand),
    /// Makes an application and prints its credentials
    Client(client::ClientOptions),
    /// Registers an API that tokens can be asked for
    Api {
        name: String,
        /// The audience, usually a URL
        identifier: String,
        #[arg(long, value_delimiter = ',')]
        scopes: Vec<String>,
        /// Of an access token, in seconds
        #[arg(long, default_value_t = 86_400)]
        lifetime: u64,
    },
    /// Keeps the log for so many days, if that is fewer than the operator does; without a number, as long as the operator
    LogRetention { name: String, days: Option<u32> },
    /// Prints the newest log events, one JSON object a line
    Log {
        name: String,
        #[arg(long, default_value_t = 50)]
        limit: u32,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum TwilioCommand {
    /// Saves the account and asks Twilio whether the credentials are live
    Set(TwilioOptions),
}

#[derive(Debug, Args)]
pub(super) struct TwilioOptions {
    name: String,
    /// Account SID, AC…
    #[arg(long)]
    sid: String,
    /// A file with the Auth Token; without it the token is read from standard input
    #[arg(long, value_name = "FILE")]
    auth_token_file: Option<PathBuf>,
    /// Sender number; voice always needs one
    #[arg(long)]
    from: Option<String>,
    /// Messaging Service SID, MG…, for text messages
    #[arg(long)]
    messaging_service_sid: Option<String>,
    /// Save them even if Twilio refuses them
    #[arg(long)]
    force: bool,
}

pub(super) async fn run(settings: Settings, command: TenantCommand) -> anyhow::Result<()> {
    let house = boot::house(settings, "").await?;
    let app = &house.app;
    match command {
        TenantCommand::Create { name, friendly_name, domains, locales } => {
            let settings = TenantSettings {
                friendly_name: friendly_name.unwrap_or_else(|| name.clone()),
                enabled_locales: administer::login::locales(&locales)?,
                ..TenantSettings::default()
            };
            let domains = domains.into_iter().map(domain).collect::<anyhow::Result<_>>()?;
            let id =
                administer::create_tenant(&app.store, &*app.dice, app.clock.now(), NewTenant { name: name.clone(), settings, domains })
                    .await?;
            say(format!("{id}\nNext: ringfence tenant phone {name} --enabled true --message-types sms --provider twilio"));
            Ok(())
        }
        TenantCommand::List => show::list(&house).await,
        TenantCommand::Show { name } => show::one(&house, &name).await,
        TenantCommand::Log { name, limit } => show::log(&house, &name, limit).await,
        TenantCommand::LogRetention { name, days } => edit::log_retention(&house, &name, days).await,
        TenantCommand::Phone(options) => edit::phone(&house, options).await,
        TenantCommand::Policy { name, policy } => edit::policy(&house, &name, policy).await,
        TenantCommand::Twilio(TwilioCommand::Set(options)) => twilio(&house, options).await,
        TenantCommand::Client(options) => client::create(&house, options).await,
        TenantCommand::Login(options) => login::change(&house, options).await,
        TenantCommand::Texts(options) => texts::run(&house, options).await,
        TenantCommand::Api { name, identifier, scopes, lifetime } => {
            let tenant = administer::tenant_named(&app.store, &name).await?;
            let api = ResourceServer {
                id: ResourceServerId::random(&*app.dice),
                name: identifier.clone(),
                identifier,
                scopes,
                token_lifetime: Duration::from_secs(lifetime),
                settings: ApiSettings::default(),
            };
            let is_new = administer::create_api(&app.store, app.clock.now(), &tenant.id, api).await?;
            anyhow::ensure!(is_new, "this API is registered already");
            Ok(())
        }
    }
}

/// `login.example.com` is reached as `https://login.example.com/`.
fn domain(host: String) -> anyhow::Result<Domain> {
    let host = host.trim_start_matches("https://").trim_end_matches('/').to_lowercase();
    let is_host = !host.is_empty() && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte));
    anyhow::ensure!(is_host, "{host:?} is not a host such as login.example.com");
    Ok(Domain { issuer: format!("https://{host}/"), host })
}

/// Credentials that Twilio refuses are never meant; those that send nothing must not take the place of some that do.
fn is_a_loss(saved: &TwilioConfig, status: CredentialsStatus) -> bool {
    use CredentialsStatus as S;
    match status {
        S::Wrong => true,
        S::Test | S::Inactive => matches!(saved.status, S::Live | S::Trial),
        S::Live | S::Trial | S::Unknown => false,
    }
}

async fn twilio(house: &House, options: TwilioOptions) -> anyhow::Result<()> {
    let tenant = administer::tenant_named(&house.app.store, &options.name).await?;
    let token = match &options.auth_token_file {
        Some(file) => std::fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?,
        None => {
            let mut token = String::new();
            std::io::stdin().read_to_string(&mut token).context("the Auth Token is read from standard input")?;
            token
        }
    };
    anyhow::ensure!(!token.trim().is_empty(), "the Auth Token is empty");
    let twilio = TwilioConfig {
        sid: Some(options.sid),
        auth_token: Some(Secret::new(token.trim())),
        from: options.from,
        messaging_service_sid: options.messaging_service_sid,
        ..TwilioConfig::default()
    };
    let status = probe_twilio::ask(&house.carriers, &tenant.id, &twilio).await;
    let words = doctor::tenants::describe(status);
    anyhow::ensure!(options.force || !is_a_loss(&tenant.twilio, status), "{words} Nothing was changed; --force saves them all the same.");
    administer::set_twilio(&house.app, &tenant, twilio.clone()).await?;
    if status != CredentialsStatus::Unknown {
        probe_twilio::record(&house.app, &tenant.id, twilio, status).await?;
    }
    say(format!("Saved. {words}"));
    Ok(())
}
