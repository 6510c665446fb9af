//! `/branding`: what a tenant's people see and hear of it.
//!
//! It holds no rule of its own. Start reading at [`phone`], the younger view of the phone factor's provider and templates.

mod looks;
mod phone;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::ctx::App;

pub(super) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(looks::show, looks::update, looks::reset)).merge(phone::routes())
}
