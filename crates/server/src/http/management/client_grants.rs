//! `/client-grants`: what machines may do at which API.

use std::sync::Arc;

use axum::Json;
use ringfence_core::client::StoredGrant;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::ctx::App;
use crate::flow::administer::{Admin, client_grant};
use crate::http::management::{Answer, Body, Checkpoint, Created, Empty, Id, Paging, Query, created, empty, listing};

#[derive(Clone, Serialize, ToSchema)]
pub(crate) struct ClientGrantView {
    id: String,
    client_id: String,
    /// The API's identifier.
    audience: String,
    scope: Vec<String>,
    subject_type: SubjectType,
}

/// Machines only: what a person may do is between them and the API.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum SubjectType {
    Client,
}

/// There are no organizations.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum NoOrganization {
    Deny,
}

listing!(ClientGrantListing, ClientGrantPage, ClientGrantCheckpoint, client_grants: ClientGrantView);

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct ClientGrantFilter {
    /// An API's identifier.
    #[param(max_length = 600)]
    audience: Option<String>,
    #[param(max_length = 200)]
    client_id: Option<String>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "the last two can only say what is so")]
pub(crate) struct NewClientGrant {
    #[schema(min_length = 1, max_length = 200)]
    client_id: String,
    #[schema(min_length = 1, max_length = 600)]
    audience: String,
    /// Each must be one of the API's.
    #[schema(max_items = 1000)]
    #[serde(default)]
    scope: Vec<String>,
    subject_type: Option<SubjectType>,
    organization_usage: Option<NoOrganization>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "the last one can only say what is so")]
pub(crate) struct ClientGrantChange {
    #[schema(max_items = 1000)]
    scope: Option<Vec<String>>,
    organization_usage: Option<NoOrganization>,
}

pub(super) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(list, create)).routes(routes!(find, change, remove))
}

/// List the client grants.
#[utoipa::path(
    get, path = "/client-grants", tag = "client-grants", operation_id = "get_client_grants",
    params(Paging, Checkpoint, ClientGrantFilter),
    responses((status = 200, description = "The grants, in the order of their ids", body = ClientGrantListing)),
    security(("management" = ["read:client_grants"]))
)]
pub(crate) async fn list(
    admin: Admin,
    Query(paging): Query<Paging>,
    Query(checkpoint): Query<Checkpoint>,
    Query(filter): Query<ClientGrantFilter>,
) -> Answer<ClientGrantListing> {
    let is_wanted = |one: &ClientGrantView| {
        let is = |asked: &Option<String>, value: &str| asked.as_deref().is_none_or(|asked| asked == value);
        is(&filter.client_id, &one.client_id) && (is(&filter.audience, &one.audience) || names_management(&admin, &filter, one))
    };
    let all: Vec<ClientGrantView> = client_grant::list(&admin).await?.into_iter().map(|one| shown(&admin, one)).filter(is_wanted).collect();
    if checkpoint.is_asked() {
        let (page, next) = checkpoint.of(&all, |one| one.id.clone());
        return Ok(Json(ClientGrantListing::checkpoint(page, next)));
    }
    paging.within_reach()?;
    Ok(Json(ClientGrantListing::page(&paging, paging.of(&all), all.len() as u64)))
}

/// The Management API may be asked for by another of the tenant's domains.
fn names_management(admin: &Admin, filter: &ClientGrantFilter, one: &ClientGrantView) -> bool {
    let stored = |audience: &str| client_grant::stored_audience(&admin.ctx, audience);
    filter.audience.as_deref().is_some_and(|asked| stored(asked) == stored(&one.audience))
}

/// Grant a client the use of an API.
///
/// Scopes of the Management API are granted only by a client that has them itself; to itself a client grants nothing (403).
#[utoipa::path(
    post, path = "/client-grants", tag = "client-grants", operation_id = "post_client_grants",
    request_body = NewClientGrant,
    responses(
        (status = 201, description = "The grant", body = ClientGrantView),
        (status = 404, description = "No such client or API"),
        (status = 409, description = "The client has a grant for this API"),
    ),
    security(("management" = ["create:client_grants"]))
)]
pub(crate) async fn create(admin: Admin, Body(new): Body<NewClientGrant>) -> Created<ClientGrantView> {
    let grant = client_grant::create(&admin, &new.client_id, &new.audience, new.scope).await?;
    created(shown(&admin, grant))
}

/// Get a client grant.
#[utoipa::path(
    get, path = "/client-grants/{id}", tag = "client-grants", operation_id = "get_client_grants_by_id",
    params(("id" = String, Path, description = "The grant's id")),
    responses((status = 200, description = "The grant", body = ClientGrantView), (status = 404, description = "No such grant")),
    security(("management" = ["read:client_grants"]))
)]
pub(crate) async fn find(admin: Admin, Id(id): Id<String>) -> Answer<ClientGrantView> {
    Ok(Json(shown(&admin, client_grant::find(&admin, &id).await?)))
}

/// Change the scopes of a client grant.
///
/// Scopes may always be taken away. Scopes of the Management API are added only by a client that has them itself; to its own grants a
/// client adds nothing that its token does not have (403).
#[utoipa::path(
    patch, path = "/client-grants/{id}", tag = "client-grants", operation_id = "patch_client_grants_by_id",
    params(("id" = String, Path, description = "The grant's id")),
    request_body = ClientGrantChange,
    responses((status = 200, description = "As it is now", body = ClientGrantView), (status = 404, description = "No such grant")),
    security(("management" = ["update:client_grants"]))
)]
pub(crate) async fn change(admin: Admin, Id(id): Id<String>, Body(change): Body<ClientGrantChange>) -> Answer<ClientGrantView> {
    Ok(Json(shown(&admin, client_grant::change(&admin, &id, change.scope).await?)))
}

/// Take a client grant back.
#[utoipa::path(
    delete, path = "/client-grants/{id}", tag = "client-grants", operation_id = "delete_client_grants_by_id",
    params(("id" = String, Path, description = "The grant's id")),
    responses((status = 204, description = "It is gone"), (status = 404, description = "No such grant")),
    security(("management" = ["delete:client_grants"]))
)]
pub(crate) async fn remove(admin: Admin, Id(id): Id<String>) -> Empty {
    client_grant::remove(&admin, &id).await?;
    empty()
}

fn shown(admin: &Admin, stored: StoredGrant) -> ClientGrantView {
    ClientGrantView {
        id: stored.id.to_string(),
        client_id: stored.grant.client_id.to_string(),
        audience: client_grant::shown_audience(&admin.ctx, &stored.grant.audience),
        scope: stored.grant.scopes,
        subject_type: SubjectType::Client,
    }
}
