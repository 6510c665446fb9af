//! `/users`, `/users-by-email`, `/user-blocks`: a tenant's people, read, searched, written, and who of them is locked out.
//!
//! It holds no rule of its own: `flow/administer/user/` has them. Start reading at [`account`], then at [`view`], which says what of a
//! user is shown. A person's factors are in `user_factors/`, their log in `logs.rs`.

mod account;
mod blocks;
mod body;
mod list;
mod view;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::ctx::App;

pub(super) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(list::list, account::create))
        .routes(routes!(account::get, account::change, account::remove))
        .routes(routes!(list::by_email))
        .routes(routes!(blocks::of_identifier, blocks::remove_of_identifier))
        .routes(routes!(blocks::of_user, blocks::remove_of_user))
}
