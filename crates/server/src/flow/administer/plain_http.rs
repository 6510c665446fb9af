//! Addresses by plain http, to which a browser would carry codes and names in clear (RFC 9700 §2.6).
//!
//! They are refused where they are set, unless `server.plain_http_callbacks` allows them or the host is a loopback one. What is kept
//! from before stays, and [`kept`] names it.

use ringfence_core::address::is_plain_http;
use ringfence_core::client::ClientSettings;
use ringfence_core::tenant::TenantSettings;
use ringfence_store::{Store, StoreError, Tx};

use crate::ctx::App;
use crate::flow::error::FlowError;

/// One that is in use.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Kept {
    pub tenant: String,
    /// None where it is the tenant's own.
    pub client: Option<String>,
    pub address: String,
}

fn of_client(settings: &ClientSettings) -> impl Iterator<Item = &String> {
    let lists = settings.callbacks.iter().chain(&settings.allowed_logout_urls).chain(&settings.initiate_login_uri);
    lists.filter(|address| is_plain_http(address))
}

fn of_tenant(settings: &TenantSettings) -> impl Iterator<Item = &String> {
    let lists = settings.allowed_logout_urls.iter().chain(&settings.default_redirection_uri);
    lists.filter(|address| is_plain_http(address))
}

/// `known` is the client as it was, whose addresses may stay.
pub fn check_client(app: &App, new: &ClientSettings, known: Option<&ClientSettings>) -> Result<(), FlowError> {
    let known: Vec<&String> = known.into_iter().flat_map(of_client).collect();
    refuse(app, of_client(new).find(|address| !known.contains(address)))
}

pub fn check_tenant(app: &App, new: &TenantSettings, known: &TenantSettings) -> Result<(), FlowError> {
    let known: Vec<&String> = of_tenant(known).collect();
    refuse(app, of_tenant(new).find(|address| !known.contains(address)))
}

fn refuse(app: &App, address: Option<&String>) -> Result<(), FlowError> {
    let Some(address) = address.filter(|_| !app.settings.server.plain_http_callbacks) else { return Ok(()) };
    Err(FlowError::InvalidParameter(format!(
        "The address {address:?} must begin with https://. Plain http is for loopback hosts; elsewhere the server's operator must allow it \
         (server.plain_http_callbacks)."
    )))
}

/// All of every tenant.
pub async fn kept(store: &Store) -> Result<Vec<Kept>, StoreError> {
    let read = async |tx: &mut Tx<'_>| {
        let mut found = Vec::new();
        for tenant in tx.tenant_list().await? {
            let own = of_tenant(&tenant.settings).map(|address| (None, address.clone()));
            let mut all: Vec<_> = own.collect();
            for client in tx.client_list(&tenant.id).await? {
                all.extend(of_client(&client.settings).map(|address| (Some(client.id.to_string()), address.clone())));
            }
            found.extend(all.into_iter().map(|(client, address)| Kept { tenant: tenant.name.clone(), client, address }));
        }
        Ok(found)
    };
    store.read(read).await
}
