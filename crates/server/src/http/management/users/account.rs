//! `/users` and `/users/{id}`: one user made, read, changed, deleted.

use axum::Json;

use super::body::{CreateUser, UpdateUser};
use super::view::{PartialUser, UserView};
use crate::flow::administer::Admin;
use crate::flow::administer::user::{accounts, change, create};
use crate::flow::error::FlowError;
use crate::http::management::fields::Fields;
use crate::http::management::{Answer, Body, Created, Empty, Id, Query, created, empty};

const MAY_CHANGE_ALL: &str = "update:users";

/// Create a user.
///
/// In a database connection, with an address and a password. Without `user_id` an id is drawn.
#[utoipa::path(
    post, path = "/users", tag = "users", operation_id = "post_users",
    request_body = CreateUser,
    responses((status = 201, description = "The user", body = UserView), (status = 409, description = "The user already exists")),
    security(("management" = ["create:users"]))
)]
pub(super) async fn create(admin: Admin, Body(body): Body<CreateUser>) -> Created<UserView> {
    let user = create::create(&admin, body.into_new()?).await?;
    created(UserView::of_new(user))
}

/// Get a user.
#[utoipa::path(
    get, path = "/users/{id}", tag = "users", operation_id = "get_user",
    params(("id" = String, Path, description = "The user's id"), Fields),
    responses((status = 200, description = "The user", body = PartialUser), (status = 404, description = "No such user")),
    security(("management" = ["read:users"]))
)]
pub(super) async fn get(admin: Admin, Id(id): Id<String>, Query(fields): Query<Fields>) -> Answer<PartialUser> {
    let found = accounts::find(&admin, &id).await?;
    Ok(Json(fields.of(&UserView::of(found))))
}

/// Update a user.
///
/// What is absent stays as it is; `null` takes a name or the picture away. With `update:users_app_metadata` alone nothing but
/// `app_metadata` may be sent.
#[utoipa::path(
    patch, path = "/users/{id}", tag = "users", operation_id = "patch_user",
    params(("id" = String, Path, description = "The user's id")),
    request_body = UpdateUser,
    responses((status = 200, description = "As the user is now", body = UserView), (status = 404, description = "No such user")),
    security(("management" = ["update:users"]), ("management" = ["update:users_app_metadata"]))
)]
pub(super) async fn change(admin: Admin, Id(id): Id<String>, Body(body): Body<UpdateUser>) -> Answer<UserView> {
    let change = body.into_change()?;
    if !admin.caller.has(MAY_CHANGE_ALL) && !change.is_of_app_metadata_alone() {
        return Err(FlowError::MissingScopes(vec![MAY_CHANGE_ALL.to_owned()]).into());
    }
    let changed = change::change(&admin, &id, change).await?;
    Ok(Json(UserView::of(changed)))
}

/// Delete a user.
///
/// With their factors, sessions, tokens and links; the log keeps its events. Somebody who is not there is deleted already.
#[utoipa::path(
    delete, path = "/users/{id}", tag = "users", operation_id = "delete_user",
    params(("id" = String, Path, description = "The user's id")),
    responses((status = 204, description = "There is no such user any more"), (status = 404, description = "The address names no user")),
    security(("management" = ["delete:users"]))
)]
pub(super) async fn remove(admin: Admin, Id(id): Id<String>) -> Empty {
    change::remove(&admin, &id).await?;
    empty()
}
