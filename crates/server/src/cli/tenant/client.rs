//! A new application of a tenant, with the addresses that it may be reached at.

use clap::{Args, ValueEnum};
use ringfence_core::client::{AppType, ClientGrant, ClientSettings, grant};

use crate::boot::House;
use crate::cli::output::say;
use crate::flow::administer;

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Kind {
    RegularWeb,
    Spa,
    Native,
    Machine,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ClientOptions {
    name: String,
    /// The application's own name
    client_name: String,
    #[arg(long, value_enum, default_value_t = Kind::RegularWeb)]
    kind: Kind,
    /// Where a login may lead back to; may be repeated
    #[arg(long = "callback", value_name = "URL")]
    callbacks: Vec<String>,
    /// Where a logout may lead back to; may be repeated
    #[arg(long = "logout-url", value_name = "URL")]
    logout_urls: Vec<String>,
    /// Where a person whose login came to nothing begins again
    #[arg(long, value_name = "URL")]
    login_uri: Option<String>,
    /// For a machine: an API it may call, or `management`; may be repeated
    #[arg(long = "audience")]
    audiences: Vec<String>,
    /// For a machine: the scopes at these APIs
    #[arg(long, value_delimiter = ',')]
    scopes: Vec<String>,
}

pub(super) async fn create(house: &House, options: ClientOptions) -> anyhow::Result<()> {
    let app = &house.app;
    let tenant = administer::tenant_named(&app.store, &options.name).await?;
    let (app_type, grants, is_public) = match options.kind {
        Kind::RegularWeb => (AppType::RegularWeb, grant::FOR_PEOPLE.to_vec(), false),
        Kind::Spa => (AppType::Spa, grant::FOR_PEOPLE.to_vec(), true),
        Kind::Native => (AppType::Native, grant::FOR_PEOPLE.to_vec(), true),
        Kind::Machine => (AppType::NonInteractive, vec![grant::CLIENT_CREDENTIALS], false),
    };
    let grant_types = grants.into_iter().map(str::to_owned).collect();
    let settings = ClientSettings {
        name: options.client_name,
        app_type,
        grant_types,
        callbacks: options.callbacks,
        allowed_logout_urls: options.logout_urls,
        initiate_login_uri: options.login_uri,
        ..ClientSettings::default()
    };
    administer::plain_http::check_client(app, &settings, None)?;
    let client = administer::create_client(&app.store, &*app.dice, app.clock.now(), &tenant.id, settings, is_public).await?;
    for audience in options.audiences {
        let (audience, scopes) = match audience.as_str() {
            "management" if options.scopes.is_empty() => (ClientGrant::MANAGEMENT.to_owned(), administer::management_scopes()),
            "management" => (ClientGrant::MANAGEMENT.to_owned(), options.scopes.clone()),
            _ => (audience, options.scopes.clone()),
        };
        let client_grant = ClientGrant { client_id: client.id.clone(), audience, scopes };
        administer::grant_client(&app.store, &*app.dice, app.clock.now(), &tenant.id, client_grant).await?;
    }
    say(format!("client_id={}", client.id));
    if let Some(secret) = &client.secret {
        say(format!("client_secret={}", secret.expose()));
    }
    Ok(())
}
