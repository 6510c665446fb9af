//! `/connections`: where a tenant's people are, and which clients they may sign in to.
//!
//! Shapes stand in [`schema`]; the rules are those of [`crate::flow::administer::connection`] and [`ringfence_core::connection`].

mod clients;
mod schema;

use std::collections::HashSet;
use std::sync::Arc;

use axum::Json;
use axum::http::StatusCode;
use ringfence_core::connection::{Connection, STRATEGY};
use ringfence_core::id::ClientId;
use serde::Deserialize;
use serde_json::{Map, Value};
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::ctx::App;
use crate::flow::administer::{Admin, connection};
use crate::flow::error::FlowError;
use crate::http::management::chosen::Chosen;
use crate::http::management::connections::schema::{
    ConnectionAnswer, ConnectionChange, ConnectionView, Deleted, NewConnection, fields_of, name_of, shown,
};
use crate::http::management::fields::Fields;
use crate::http::management::{Answer, Body, Checkpoint, Created, Id, Paging, Query, created, listing};

listing!(ConnectionListing, ConnectionPage, ConnectionCheckpoint, connections: ConnectionAnswer);

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct ConnectionFilter {
    /// Only `auth0`, a database, finds any.
    #[param(max_length = 100)]
    strategy: Option<String>,
    #[param(max_length = 128)]
    name: Option<String>,
}

pub(super) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(list, create)).routes(routes!(find, change, remove)).routes(routes!(clients::list, clients::switch))
}

/// List the connections.
#[utoipa::path(
    get, path = "/connections", tag = "connections", operation_id = "get_connections",
    params(Paging, Checkpoint, Fields, ConnectionFilter),
    responses((status = 200, description = "The connections", body = ConnectionListing)),
    security(("management" = ["read:connections"]))
)]
pub(crate) async fn list(
    admin: Admin,
    Query(paging): Query<Paging>,
    Query(checkpoint): Query<Checkpoint>,
    Query(fields): Query<Fields>,
    Query(filter): Query<ConnectionFilter>,
) -> Answer<ConnectionListing> {
    let is_wanted = |one: &Connection| {
        filter.name.as_deref().is_none_or(|name| name == one.name) && filter.strategy.as_deref().is_none_or(|kind| kind == STRATEGY)
    };
    let all: Vec<Connection> = connection::list(&admin).await?.into_iter().filter(is_wanted).collect();
    let clients = connection::all_clients(&admin).await?;
    let show = |page: &[Connection]| page.iter().map(|one| Chosen::part(shown(one, &clients), &fields)).collect();
    if checkpoint.is_asked() {
        let (page, next) = checkpoint.of(&all, |one| one.id.to_string());
        return Ok(Json(ConnectionListing::checkpoint(show(&page), next)));
    }
    paging.within_reach()?;
    Ok(Json(ConnectionListing::page(&paging, show(&paging.of(&all)), all.len() as u64)))
}

/// Create a connection.
///
/// No client may use it until one is enabled.
#[utoipa::path(
    post, path = "/connections", tag = "connections", operation_id = "post_connections",
    request_body = NewConnection,
    responses((status = 201, description = "The connection", body = ConnectionView), (status = 409, description = "The name is taken")),
    security(("management" = ["create:connections"]))
)]
pub(crate) async fn create(admin: Admin, Body(mut new): Body<Map<String, Value>>) -> Created<ConnectionAnswer> {
    let name = name_of(&mut new)?;
    let made = connection::create(&admin, name, fields_of(new)?).await?;
    created(answer(&admin, &made).await?)
}

/// Get a connection.
#[utoipa::path(
    get, path = "/connections/{id}", tag = "connections", operation_id = "get_connections_by_id",
    params(("id" = String, Path, description = "The connection's id"), Fields),
    responses((status = 200, description = "The connection", body = ConnectionView), (status = 404, description = "No such connection")),
    security(("management" = ["read:connections"]))
)]
pub(crate) async fn find(admin: Admin, Id(id): Id<String>, Query(fields): Query<Fields>) -> Answer<ConnectionAnswer> {
    let found = connection::find(&admin, &id).await?;
    let clients = connection::all_clients(&admin).await?;
    Ok(Json(Chosen::part(shown(&found, &clients), &fields)))
}

/// Change a connection.
///
/// `options` replace all that were set; read them first to change one.
#[utoipa::path(
    patch, path = "/connections/{id}", tag = "connections", operation_id = "patch_connections_by_id",
    params(("id" = String, Path, description = "The connection's id")),
    request_body = ConnectionChange,
    responses((status = 200, description = "As it is now", body = ConnectionView), (status = 404, description = "No such connection")),
    security(("management" = ["update:connections"]))
)]
pub(crate) async fn change(admin: Admin, Id(id): Id<String>, Body(change): Body<Map<String, Value>>) -> Answer<ConnectionAnswer> {
    let changed = connection::change(&admin, &id, fields_of(change)?).await?;
    Ok(Json(answer(&admin, &changed).await?))
}

/// Delete a connection that has no users.
#[utoipa::path(
    delete, path = "/connections/{id}", tag = "connections", operation_id = "delete_connections_by_id",
    params(("id" = String, Path, description = "The connection's id")),
    responses(
        (status = 202, description = "It is gone", body = Deleted),
        (status = 404, description = "No such connection"),
        (status = 409, description = "It has users"),
    ),
    security(("management" = ["delete:connections"]))
)]
pub(crate) async fn remove(admin: Admin, Id(id): Id<String>) -> Created<Deleted> {
    connection::remove(&admin, &id).await?;
    Ok((StatusCode::ACCEPTED, Json(Deleted { deleted_at: admin.ctx.now.to_string() })))
}

async fn answer(admin: &Admin, connection: &Connection) -> Result<ConnectionAnswer, FlowError> {
    Ok(Chosen::whole(shown(connection, &connection::all_clients(admin).await?)))
}

/// Of those that exist, as a connection may remember one that has been deleted.
fn enabled(connection: &Connection, clients: &[ClientId]) -> Vec<String> {
    let chosen: Option<HashSet<&ClientId>> = connection.settings.enabled_clients.as_ref().map(|enabled| enabled.iter().collect());
    let is_enabled = |client: &&ClientId| chosen.as_ref().is_none_or(|chosen| chosen.contains(client));
    clients.iter().filter(is_enabled).map(ToString::to_string).collect()
}
