//! `/guardian`: which factors there are, how the phone factor sends, when a second factor is asked for, who has enrolled.
//!
//! It holds no rule of its own. Start reading at [`factors`]; the phone factor's own settings are in [`phone`].

mod factors;
mod phone;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::ctx::App;

pub(super) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(factors::list))
        .routes(routes!(factors::switch))
        .routes(routes!(phone::message_types, phone::set_message_types))
}
