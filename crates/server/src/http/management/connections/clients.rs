//! `/connections/{id}/clients`: which clients a connection's people may sign in to.

use axum::Json;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::flow::administer::{Admin, connection};
use crate::flow::error::FlowError;
use crate::http::management::connections::enabled;
use crate::http::management::{Answer, Body, Checkpoint, Empty, Id, Query, empty};

/// As many as Auth0 takes at once.
const MOST: usize = 50;

#[derive(Clone, Serialize, ToSchema)]
pub(crate) struct EnabledClient {
    client_id: String,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct EnabledClients {
    clients: Vec<EnabledClient>,
    /// The next page's `from`; absent on the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClientSwitch {
    #[schema(min_length = 1, max_length = 200)]
    client_id: String,
    /// Whether the client may use the connection.
    status: bool,
}

/// List the clients that may use a connection.
#[utoipa::path(
    get, path = "/connections/{id}/clients", tag = "connections", operation_id = "get_connection_clients",
    params(("id" = String, Path, description = "The connection's id"), Checkpoint),
    responses((status = 200, description = "The clients", body = EnabledClients), (status = 404, description = "No such connection")),
    security(("management" = ["read:connections"]))
)]
pub(crate) async fn list(admin: Admin, Id(id): Id<String>, Query(checkpoint): Query<Checkpoint>) -> Answer<EnabledClients> {
    let found = connection::find(&admin, &id).await?;
    let all = enabled(&found, &connection::all_clients(&admin).await?);
    let (page, next) = checkpoint.of(&all, String::clone);
    let clients = page.into_iter().map(|client_id| EnabledClient { client_id }).collect();
    Ok(Json(EnabledClients { clients, next }))
}

/// Enable clients for a connection, or take them away.
///
/// At most 50 at once; those that are not named stay as they are.
#[utoipa::path(
    patch, path = "/connections/{id}/clients", tag = "connections", operation_id = "patch_connection_clients",
    params(("id" = String, Path, description = "The connection's id")),
    request_body = Vec<ClientSwitch>,
    responses((status = 204, description = "So it is"), (status = 404, description = "No such connection")),
    security(("management" = ["update:connections"]))
)]
pub(crate) async fn switch(admin: Admin, Id(id): Id<String>, Body(switches): Body<Vec<ClientSwitch>>) -> Empty {
    if switches.is_empty() || switches.len() > MOST {
        return Err(FlowError::InvalidParameter(format!("Name between 1 and {MOST} clients at once.")).into());
    }
    let switches = switches.into_iter().map(|one| (one.client_id, one.status)).collect();
    connection::switch_clients(&admin, &id, switches).await?;
    empty()
}
