//! A client as it is shown.

use std::time::Duration;

use ringfence_core::client::{AppType, AuthMethod, Client};
use serde::Serialize;
use serde_json::{Map, Value};

use crate::flow::administer::Admin;
use crate::http::management::chosen::Chosen;
use crate::http::management::clients::schema::ClientView;
use crate::http::management::fields::object;

pub(crate) type ClientAnswer = Chosen<ClientView>;

/// What has a place of its own; the rest is laid over it as it was set.
#[derive(Serialize)]
struct Known<'a> {
    client_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    client_secret: Option<&'a str>,
    tenant: &'a str,
    global: bool,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    logo_uri: Option<&'a str>,
    app_type: AppType,
    grant_types: &'a [String],
    token_endpoint_auth_method: AuthMethod,
    callbacks: &'a [String],
    allowed_logout_urls: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    initiate_login_uri: Option<&'a str>,
    #[serde(skip_serializing_if = "Map::is_empty")]
    client_metadata: &'a Map<String, Value>,
    is_first_party: bool,
    oidc_conformant: bool,
    sso_disabled: bool,
    cross_origin_authentication: bool,
    jwt_configuration: Value,
    refresh_token: Value,
}

#[derive(Serialize)]
struct Jwt {
    alg: &'static str,
    lifetime_in_seconds: u64,
    secret_encoded: bool,
}

#[derive(Serialize)]
struct Refresh {
    rotation_type: &'static str,
    expiration_type: &'static str,
    leeway: u32,
    infinite_token_lifetime: bool,
    idle_token_lifetime: u64,
    infinite_idle_token_lifetime: bool,
}

pub(crate) fn shown(admin: &Admin, client: &Client, with_secret: bool) -> Map<String, Value> {
    let (settings, tokens) = (&client.settings, &admin.ctx.app.settings.tokens);
    let secret = client.active_secret().filter(|_| with_secret);
    let known = Known {
        client_id: client.id.as_str(),
        client_secret: secret.map(|secret| secret.expose()),
        tenant: &admin.ctx.view.tenant.name,
        global: false,
        name: &settings.name,
        description: settings.description.as_deref(),
        logo_uri: settings.logo_uri.as_deref(),
        app_type: settings.app_type,
        grant_types: &settings.grant_types,
        token_endpoint_auth_method: client.auth_method(),
        callbacks: &settings.callbacks,
        allowed_logout_urls: &settings.allowed_logout_urls,
        initiate_login_uri: settings.initiate_login_uri.as_deref(),
        client_metadata: &settings.client_metadata,
        is_first_party: true,
        oidc_conformant: true,
        sso_disabled: false,
        cross_origin_authentication: false,
        jwt_configuration: over(&jwt(tokens.id_token), &settings.jwt_configuration),
        refresh_token: over(&refresh(tokens.refresh_token), &settings.refresh_token),
    };
    let mut shown = object(&known);
    shown.extend(settings.kept.clone());
    shown
}

#[derive(Serialize)]
struct All<'a> {
    client_id: &'static str,
    tenant: &'a str,
    global: bool,
    name: &'static str,
    custom_login_page_on: bool,
}

/// Auth0's tenants have a client that stands for all of them, and a login page of one's own is set at it. It is no client: there is
/// nothing behind its id.
pub(crate) fn all(admin: &Admin) -> Map<String, Value> {
    object(&All {
        client_id: "all-applications",
        tenant: &admin.ctx.view.tenant.name,
        global: true,
        name: "All Applications",
        custom_login_page_on: false,
    })
}

fn jwt(lifetime: Duration) -> Jwt {
    Jwt { alg: "RS256", lifetime_in_seconds: lifetime.as_secs(), secret_encoded: false }
}

fn refresh(idle: Duration) -> Refresh {
    Refresh {
        rotation_type: "rotating",
        expiration_type: "expiring",
        leeway: 0,
        infinite_token_lifetime: true,
        idle_token_lifetime: idle.as_secs(),
        infinite_idle_token_lifetime: false,
    }
}

/// What was set, over what is so without a word.
fn over(begins: &impl Serialize, set: &Map<String, Value>) -> Value {
    let mut fields = object(begins);
    fields.extend(set.clone());
    Value::Object(fields)
}

pub(crate) fn word(app_type: AppType) -> &'static str {
    match app_type {
        AppType::RegularWeb => "regular_web",
        AppType::Spa => "spa",
        AppType::Native => "native",
        AppType::NonInteractive => "non_interactive",
    }
}
