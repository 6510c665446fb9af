//! `/users` and `/users-by-email`: users page by page, searched, or of one address.

use axum::Json;
use ringfence_store::{UserKey, UserOrder};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::view::{PartialUser, UserView};
use crate::flow::administer::Admin;
use crate::flow::administer::user::accounts;
use crate::flow::administer::user::search::{self, Asked};
use crate::flow::error::FlowError;
use crate::http::management::fields::Fields;
use crate::http::management::{Answer, Paging, Query};

#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct UserFilter {
    /// A search in Lucene's query syntax, such as `email:ada* AND logins_count:[1 TO *]`.
    #[param(max_length = 2000)]
    q: Option<String>,
    /// Only those who sign in to the connection of this name.
    #[param(max_length = 128)]
    connection: Option<String>,
    /// `created_at`, `email` or `user_id`, then `:1` for upwards or `:-1` for downwards; `created_at:1` unless you say.
    #[param(max_length = 100)]
    sort: Option<String>,
    /// `v3`, whatever is said: the earlier languages are understood by it.
    #[param(pattern = "^v[123]$")]
    #[expect(dead_code, reason = "every tool of Auth0's sends it; there is one engine")]
    search_engine: Option<String>,
    /// Nothing hangs on it here: an order always ends in the user's id.
    #[expect(dead_code, reason = "known so that the document names it")]
    primary_order: Option<bool>,
}

#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Address {
    /// In whatever case.
    #[param(min_length = 1, max_length = 254)]
    email: String,
}

/// A bare list, or a page that says how many there are.
#[derive(Serialize, ToSchema)]
#[serde(untagged)]
pub(super) enum UserListing {
    Bare(Vec<PartialUser>),
    Page(UserPage),
}

#[derive(Serialize, ToSchema)]
pub(super) struct UserPage {
    start: u32,
    limit: u32,
    /// How many are on this page.
    length: usize,
    total: u64,
    users: Vec<PartialUser>,
}

/// List or search users.
///
/// The first 1,000 can be paged through. Searches are answered from an index where they name an id, an address, a user name or a time
/// of creation, and otherwise by looking through the users, up to a bound.
#[utoipa::path(
    get, path = "/users", tag = "users", operation_id = "get_users",
    params(UserFilter, Paging, Fields),
    responses((status = 200, description = "Users", body = UserListing)),
    security(("management" = ["read:users"]))
)]
pub(super) async fn list(
    admin: Admin,
    Query(filter): Query<UserFilter>,
    Query(paging): Query<Paging>,
    Query(fields): Query<Fields>,
) -> Answer<UserListing> {
    paging.within_reach()?;
    let asked = Asked {
        query: filter.q.unwrap_or_default(),
        connection: filter.connection,
        order: order(filter.sort.as_deref())?,
        start: paging.start(),
        limit: paging.limit(),
        wants_total: paging.wants_totals(),
    };
    let found = search::list(&admin, asked).await?;
    let users: Vec<PartialUser> = found.accounts.into_iter().map(|account| fields.of(&UserView::of(account))).collect();
    let page = |users: Vec<_>| UserPage { start: paging.start(), limit: paging.limit(), length: users.len(), total: found.total, users };
    Ok(Json(if paging.wants_totals() { UserListing::Page(page(users)) } else { UserListing::Bare(users) }))
}

fn order(sort: Option<&str>) -> Result<UserOrder, FlowError> {
    let refused = || {
        FlowError::InvalidQuery("Users are sorted by created_at, email or user_id, upwards (created_at:1) or downwards (:-1).".to_owned())
    };
    let (key, direction) = sort.filter(|sort| !sort.is_empty()).unwrap_or("created_at:1").split_once(':').ok_or_else(refused)?;
    let key = match key {
        "created_at" => UserKey::CreatedAt,
        "email" => UserKey::Email,
        "user_id" => UserKey::Id,
        _ => return Err(refused()),
    };
    match direction {
        "1" | "+1" => Ok(UserOrder { key, descends: false }),
        "-1" => Ok(UserOrder { key, descends: true }),
        _ => Err(refused()),
    }
}

/// Find users by their email address.
///
/// One of each connection at most.
#[utoipa::path(
    get, path = "/users-by-email", tag = "users", operation_id = "get_users_by_email",
    params(Address, Fields),
    responses((status = 200, description = "The users of that address", body = Vec<PartialUser>)),
    security(("management" = ["read:users"]))
)]
pub(super) async fn by_email(admin: Admin, Query(address): Query<Address>, Query(fields): Query<Fields>) -> Answer<Vec<PartialUser>> {
    let found = accounts::of_address(&admin, &address.email).await?;
    Ok(Json(found.into_iter().map(|account| fields.of(&UserView::of(account))).collect()))
}
