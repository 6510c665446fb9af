//! `/resource-servers`: the APIs that tokens are issued for.
//!
//! Shapes stand in [`schema`]; the rules are those of [`crate::flow::administer::resource_server`]. An `{id}` may be the identifier.

mod schema;

use std::sync::Arc;

use axum::Json;
use serde_json::{Map, Value};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::ctx::App;
use crate::flow::administer::{Admin, resource_server};
use crate::http::management::chosen::Chosen;
use crate::http::management::fields::Fields;
use crate::http::management::resource_servers::schema::{ApiAnswer, ApiChange, ApiView, NewApi, fields_of, identifier_of, shown};
use crate::http::management::{Answer, Body, Checkpoint, Created, Empty, Id, Paging, Query, created, empty, listing};

listing!(ApiListing, ApiPage, ApiCheckpoint, resource_servers: ApiAnswer);

pub(super) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(list, create)).routes(routes!(find, change, remove))
}

/// List the APIs.
///
/// The Management API is the first of them.
#[utoipa::path(
    get, path = "/resource-servers", tag = "resource-servers", operation_id = "get_resource_servers", params(Paging, Checkpoint, Fields),
    responses((status = 200, description = "The APIs, by identifier", body = ApiListing)),
    security(("management" = ["read:resource_servers"]))
)]
pub(crate) async fn list(
    admin: Admin,
    Query(paging): Query<Paging>,
    Query(checkpoint): Query<Checkpoint>,
    Query(fields): Query<Fields>,
) -> Answer<ApiListing> {
    let all = resource_server::list(&admin).await?;
    if checkpoint.is_asked() {
        let (page, next) = checkpoint.of(&all, |api| api.id.to_string());
        let page = page.iter().map(|api| Chosen::part(shown(api), &fields)).collect();
        return Ok(Json(ApiListing::checkpoint(page, next)));
    }
    paging.within_reach()?;
    let page = paging.of(&all).iter().map(|api| Chosen::part(shown(api), &fields)).collect();
    Ok(Json(ApiListing::page(&paging, page, all.len() as u64)))
}

/// Create an API.
#[utoipa::path(
    post, path = "/resource-servers", tag = "resource-servers", operation_id = "post_resource_servers",
    request_body = NewApi,
    responses((status = 201, description = "The API", body = ApiView), (status = 409, description = "The identifier is taken")),
    security(("management" = ["create:resource_servers"]))
)]
pub(crate) async fn create(admin: Admin, Body(mut new): Body<Map<String, Value>>) -> Created<ApiAnswer> {
    let identifier = identifier_of(&mut new)?;
    let api = resource_server::create(&admin, identifier, fields_of(new)?).await?;
    created(Chosen::whole(shown(&api)))
}

/// Get an API.
#[utoipa::path(
    get, path = "/resource-servers/{id}", tag = "resource-servers", operation_id = "get_resource_servers_by_id",
    params(("id" = String, Path, description = "The API's id, or its identifier"), Fields),
    responses((status = 200, description = "The API", body = ApiView), (status = 404, description = "No such API")),
    security(("management" = ["read:resource_servers"]))
)]
pub(crate) async fn find(admin: Admin, Id(id): Id<String>, Query(fields): Query<Fields>) -> Answer<ApiAnswer> {
    let api = resource_server::find(&admin, &id).await?;
    Ok(Json(Chosen::part(shown(&api), &fields)))
}

/// Change an API.
///
/// A scope that goes is taken from whoever was granted it.
#[utoipa::path(
    patch, path = "/resource-servers/{id}", tag = "resource-servers", operation_id = "patch_resource_servers_by_id",
    params(("id" = String, Path, description = "The API's id, or its identifier")),
    request_body = ApiChange,
    responses((status = 200, description = "As it is now", body = ApiView), (status = 404, description = "No such API")),
    security(("management" = ["update:resource_servers"]))
)]
pub(crate) async fn change(admin: Admin, Id(id): Id<String>, Body(change): Body<Map<String, Value>>) -> Answer<ApiAnswer> {
    let api = resource_server::change(&admin, &id, fields_of(change)?).await?;
    Ok(Json(Chosen::whole(shown(&api))))
}

/// Delete an API.
///
/// With it goes what was granted at it; tokens that are out live until their own end.
#[utoipa::path(
    delete, path = "/resource-servers/{id}", tag = "resource-servers", operation_id = "delete_resource_servers_by_id",
    params(("id" = String, Path, description = "The API's id, or its identifier")),
    responses((status = 204, description = "It is gone"), (status = 404, description = "No such API")),
    security(("management" = ["delete:resource_servers"]))
)]
pub(crate) async fn remove(admin: Admin, Id(id): Id<String>) -> Empty {
    resource_server::remove(&admin, &id).await?;
    empty()
}
