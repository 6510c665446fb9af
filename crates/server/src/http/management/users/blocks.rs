//! `/user-blocks`: who is locked out after failed passwords, by what they type or by their id.

use axum::Json;
use ringfence_core::user::UserBlock;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::flow::administer::Admin;
use crate::flow::administer::user::block::{self, Whose};
use crate::http::management::{Answer, Empty, Id, Query, empty};

#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Identifier {
    /// What is typed to sign in: an address or a user name.
    #[param(min_length = 1, max_length = 254)]
    identifier: String,
}

#[derive(Serialize, ToSchema)]
pub(super) struct Blocks {
    blocked_for: Vec<Block>,
}

#[derive(Serialize, ToSchema)]
pub(super) struct Block {
    identifier: String,
    /// Absent where every address is locked out.
    #[serde(skip_serializing_if = "Option::is_none")]
    ip: Option<String>,
    connection: String,
}

impl Blocks {
    fn of(blocks: Vec<UserBlock>) -> Self {
        let shown = |block: UserBlock| Block { identifier: block.identifier, ip: block.ip, connection: block.connection };
        Self { blocked_for: blocks.into_iter().map(shown).collect() }
    }
}

/// List the blocks of a name.
#[utoipa::path(
    get, path = "/user-blocks", tag = "users", operation_id = "get_user_blocks",
    params(Identifier),
    responses((status = 200, description = "The blocks, perhaps none", body = Blocks)),
    security(("management" = ["read:users"]))
)]
pub(super) async fn of_identifier(admin: Admin, Query(asked): Query<Identifier>) -> Answer<Blocks> {
    Ok(Json(Blocks::of(block::list(&admin, Whose::Identifier(asked.identifier)).await?)))
}

/// Unblock a name.
#[utoipa::path(
    delete, path = "/user-blocks", tag = "users", operation_id = "delete_user_blocks",
    params(Identifier),
    responses((status = 204, description = "There is no block any more")),
    security(("management" = ["update:users"]))
)]
pub(super) async fn remove_of_identifier(admin: Admin, Query(asked): Query<Identifier>) -> Empty {
    block::remove(&admin, Whose::Identifier(asked.identifier)).await?;
    empty()
}

/// List the blocks of a user.
#[utoipa::path(
    get, path = "/user-blocks/{id}", tag = "users", operation_id = "get_user_blocks_by_id",
    params(("id" = String, Path, description = "The user's id")),
    responses((status = 200, description = "The blocks, perhaps none", body = Blocks), (status = 404, description = "No such user")),
    security(("management" = ["read:users"]))
)]
pub(super) async fn of_user(admin: Admin, Id(id): Id<String>) -> Answer<Blocks> {
    Ok(Json(Blocks::of(block::list(&admin, Whose::User(id)).await?)))
}

/// Unblock a user.
#[utoipa::path(
    delete, path = "/user-blocks/{id}", tag = "users", operation_id = "delete_user_blocks_by_id",
    params(("id" = String, Path, description = "The user's id")),
    responses((status = 204, description = "There is no block any more"), (status = 404, description = "No such user")),
    security(("management" = ["update:users"]))
)]
pub(super) async fn remove_of_user(admin: Admin, Id(id): Id<String>) -> Empty {
    block::remove(&admin, Whose::User(id)).await?;
    empty()
}
