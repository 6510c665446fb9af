//! `/clients`: the applications of a tenant, and their secrets.
//!
//! What a client may be set to stands in [`schema`], how one is shown in [`view`]; the rules are those of
//! [`crate::flow::administer::client`].

mod schema;
mod view;

use std::sync::Arc;

use axum::Json;
use ringfence_core::client::Client;
use ringfence_core::id::ClientId;
use serde::Deserialize;
use serde_json::{Map, Value};
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::ctx::App;
use crate::flow::administer::{Admin, client, rank};
use crate::flow::error::FlowError;
use crate::http::management::chosen::Chosen;
use crate::http::management::clients::schema::{ClientChange, ClientView, NewClient};
use crate::http::management::clients::view::{ClientAnswer, shown};
use crate::http::management::fields::Fields;
use crate::http::management::{Answer, Body, Checkpoint, Created, Empty, Id, Paging, Query, created, empty, listing};

/// Who may see secrets.
const READS_KEYS: &str = "read:client_keys";

listing!(ClientListing, ClientPage, ClientCheckpoint, clients: ClientAnswer);

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct ClientFilter {
    /// `true` finds the one that stands for all of them, so that tools which ask it for a login page of its own find none.
    is_global: Option<bool>,
    /// `false` finds nothing: every client is the tenant's own.
    is_first_party: Option<bool>,
    /// Kinds, separated by commas.
    #[param(max_length = 200)]
    app_type: Option<String>,
}

impl ClientFilter {
    fn admits(&self, client: &Client) -> bool {
        let kind = view::word(client.settings.app_type);
        let is_kind = self.app_type.as_deref().is_none_or(|asked| asked.split(',').any(|one| one.trim() == kind));
        self.is_first_party != Some(false) && is_kind
    }
}

pub(super) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(list, create)).routes(routes!(find, change, remove)).routes(routes!(rotate_secret))
}

/// List the clients.
///
/// Secrets are among the fields if the token has the scope `read:client_keys`; not those of clients that may do more at this API than
/// the token's own.
#[utoipa::path(
    get, path = "/clients", tag = "clients", operation_id = "get_clients", params(Paging, Checkpoint, Fields, ClientFilter),
    responses((status = 200, description = "The clients, oldest first", body = ClientListing)),
    security(("management" = ["read:clients"]), ("management" = ["read:client_keys"]))
)]
pub(crate) async fn list(
    admin: Admin,
    Query(paging): Query<Paging>,
    Query(checkpoint): Query<Checkpoint>,
    Query(fields): Query<Fields>,
    Query(filter): Query<ClientFilter>,
) -> Answer<ClientListing> {
    if filter.is_global == Some(true) {
        let all = vec![Chosen::part(view::all(&admin), &fields)];
        return Ok(Json(if checkpoint.is_asked() { ClientListing::checkpoint(all, None) } else { ClientListing::page(&paging, all, 1) }));
    }
    let found: Vec<Client> = client::list(&admin).await?.into_iter().filter(|one| filter.admits(one)).collect();
    let (page, next) = match checkpoint.is_asked() {
        true => checkpoint.of(&found, |one| one.id.to_string()),
        false => (paging.of(&found), paging.within_reach().map(|()| None)?),
    };
    let open = open_secrets(&admin, &page).await?;
    let shown = page.iter().map(|one| Chosen::part(shown(&admin, one, open.contains(&one.id)), &fields)).collect();
    if checkpoint.is_asked() {
        return Ok(Json(ClientListing::checkpoint(shown, next)));
    }
    Ok(Json(ClientListing::page(&paging, shown, found.len() as u64)))
}

/// Create a client.
///
/// It answers with the client's secret, unless the client is public.
#[utoipa::path(
    post, path = "/clients", tag = "clients", operation_id = "post_clients",
    request_body = NewClient,
    responses((status = 201, description = "The client", body = ClientView)),
    security(("management" = ["create:clients"]))
)]
pub(crate) async fn create(admin: Admin, Body(new): Body<Map<String, Value>>) -> Created<ClientAnswer> {
    let client = client::create(&admin, new).await?;
    created(Chosen::whole(shown(&admin, &client, true)))
}

/// Get a client.
#[utoipa::path(
    get, path = "/clients/{id}", tag = "clients", operation_id = "get_clients_by_id",
    params(("id" = String, Path, description = "The client's id"), Fields),
    responses((status = 200, description = "The client", body = ClientView), (status = 404, description = "No such client")),
    security(("management" = ["read:clients"]), ("management" = ["read:client_keys"]))
)]
pub(crate) async fn find(admin: Admin, Id(id): Id<String>, Query(fields): Query<Fields>) -> Answer<ClientAnswer> {
    let client = client::find(&admin, &id).await?;
    let open = open_secrets(&admin, std::slice::from_ref(&client)).await?;
    Ok(Json(Chosen::part(shown(&admin, &client, open.contains(&client.id)), &fields)))
}

/// Change a client.
///
/// A field that is absent stays; `null` puts it back to where a client begins. To set the secret takes the scope
/// `update:client_keys`, any other field `update:clients`; to make a client with a secret public, or the other way round, both. The
/// secret of a client that may do more at this API than the token's own is not set (403).
#[utoipa::path(
    patch, path = "/clients/{id}", tag = "clients", operation_id = "patch_clients_by_id",
    params(("id" = String, Path, description = "The client's id")),
    request_body = ClientChange,
    responses((status = 200, description = "As it is now", body = ClientView), (status = 404, description = "No such client")),
    security(("management" = ["update:clients"]), ("management" = ["update:client_keys"]))
)]
pub(crate) async fn change(admin: Admin, Id(id): Id<String>, Body(change): Body<Map<String, Value>>) -> Answer<ClientAnswer> {
    let client = client::change(&admin, &id, change).await?;
    let open = open_secrets(&admin, std::slice::from_ref(&client)).await?;
    Ok(Json(Chosen::whole(shown(&admin, &client, open.contains(&client.id)))))
}

/// Delete a client.
///
/// What it was given opens nothing here any more; at the APIs that they are for, JWT access tokens live until their own end.
#[utoipa::path(
    delete, path = "/clients/{id}", tag = "clients", operation_id = "delete_clients_by_id",
    params(("id" = String, Path, description = "The client's id")),
    responses((status = 204, description = "It is gone"), (status = 404, description = "No such client")),
    security(("management" = ["delete:clients"]))
)]
pub(crate) async fn remove(admin: Admin, Id(id): Id<String>) -> Empty {
    client::remove(&admin, &id).await?;
    empty()
}

/// Replace a client's secret.
///
/// The one before is refused from that moment on. The secret of a client that may do more at this API than the token's own is not
/// replaced (403).
#[utoipa::path(
    post, path = "/clients/{id}/rotate-secret", tag = "clients", operation_id = "post_rotate_secret",
    params(("id" = String, Path, description = "The client's id")),
    responses((status = 200, description = "With its new secret", body = ClientView), (status = 404, description = "No such client")),
    security(("management" = ["update:client_keys"]))
)]
pub(crate) async fn rotate_secret(admin: Admin, Id(id): Id<String>) -> Answer<ClientAnswer> {
    let client = client::rotate_secret(&admin, &id).await?;
    Ok(Json(Chosen::whole(shown(&admin, &client, true))))
}

/// Whose secrets the answer may hold; if it does hold one, that is written down.
async fn open_secrets(admin: &Admin, clients: &[Client]) -> Result<Vec<ClientId>, FlowError> {
    if !admin.caller.has(READS_KEYS) {
        return Ok(Vec::new());
    }
    let open = rank::whose_secrets_show(admin, clients).await?;
    if !open.is_empty() {
        admin.read_secret().await?;
    }
    Ok(open)
}
