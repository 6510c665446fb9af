//! `/roles`: Ringfence has none, and says so in the forms that tools ask in.

use std::sync::Arc;

use axum::Json;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::ctx::App;
use crate::flow::administer::Admin;
use crate::flow::error::{FlowError, Inexistent};
use crate::http::management::{Answer, Body, Checkpoint, Empty, Id, Paging, Query, listing};

#[derive(Serialize, ToSchema)]
pub(crate) struct Role {
    id: String,
    name: String,
    description: Option<String>,
}

listing!(RoleListing, RolePage, RoleCheckpoint, roles: Role);

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct RoleFilter {
    /// A part of the name.
    #[param(max_length = 500)]
    #[expect(dead_code, reason = "nothing is found, whatever is asked for")]
    name_filter: Option<String>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "it stands in the document; nothing is read of it")]
pub(crate) struct RoleFields {
    #[schema(min_length = 1)]
    name: String,
    description: Option<String>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "it stands in the document; nothing is read of it")]
pub(crate) struct RoleChange {
    #[schema(min_length = 1)]
    name: Option<String>,
    description: Option<String>,
}

pub(super) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(list, create)).routes(routes!(find, change, remove))
}

/// List the roles, of which there are none.
#[utoipa::path(
    get, path = "/roles", tag = "roles", operation_id = "get_roles", params(Paging, Checkpoint, RoleFilter),
    responses((status = 200, description = "No roles", body = RoleListing)),
    security(("management" = ["read:roles"]))
)]
pub(crate) async fn list(
    _admin: Admin,
    Query(paging): Query<Paging>,
    Query(checkpoint): Query<Checkpoint>,
    _filter: Query<RoleFilter>,
) -> Answer<RoleListing> {
    if checkpoint.is_asked() {
        return Ok(Json(RoleListing::checkpoint(Vec::new(), None)));
    }
    paging.within_reach()?;
    Ok(Json(RoleListing::page(&paging, Vec::new(), 0)))
}

/// Create a role, which is refused.
#[utoipa::path(
    post, path = "/roles", tag = "roles", operation_id = "post_roles", request_body = RoleFields,
    responses((status = 200, description = "Never", body = Role)),
    security(("management" = ["create:roles"]))
)]
pub(crate) async fn create(_admin: Admin, _body: Body<Map<String, Value>>) -> Answer<Role> {
    let words = "Ringfence has no roles: an API's scopes are granted to clients (POST /api/v2/client-grants).";
    Err(FlowError::NotSupported(words.to_owned()).into())
}

/// Get a role, of which there are none.
#[utoipa::path(
    get, path = "/roles/{id}", tag = "roles", operation_id = "get_roles_by_id",
    params(("id" = String, Path, description = "A role's id")),
    responses((status = 200, description = "Never", body = Role), (status = 404, description = "There are no roles")),
    security(("management" = ["read:roles"]))
)]
pub(crate) async fn find(_admin: Admin, _id: Id<String>) -> Answer<Role> {
    Err(Inexistent::ROLE.into())
}

/// Change a role, of which there are none.
#[utoipa::path(
    patch, path = "/roles/{id}", tag = "roles", operation_id = "patch_roles_by_id", request_body = RoleChange,
    params(("id" = String, Path, description = "A role's id")),
    responses((status = 200, description = "Never", body = Role), (status = 404, description = "There are no roles")),
    security(("management" = ["update:roles"]))
)]
pub(crate) async fn change(_admin: Admin, _id: Id<String>, _body: Body<Map<String, Value>>) -> Answer<Role> {
    Err(Inexistent::ROLE.into())
}

/// Delete a role, of which there are none.
#[utoipa::path(
    delete, path = "/roles/{id}", tag = "roles", operation_id = "delete_roles_by_id",
    params(("id" = String, Path, description = "A role's id")),
    responses((status = 204, description = "Never"), (status = 404, description = "There are no roles")),
    security(("management" = ["delete:roles"]))
)]
pub(crate) async fn remove(_admin: Admin, _id: Id<String>) -> Empty {
    Err(Inexistent::ROLE.into())
}
