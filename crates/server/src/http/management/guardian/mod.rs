//! `/guardian`: which factors there are, how the phone factor sends, when a second factor is asked for, who has enrolled.
//!
//! It holds no rule of its own. Start reading at [`factors`]; the phone factor's own settings are in [`phone`].

mod absent;
pub mod enrollments;
mod factors;
mod phone;
mod policies;
mod provider;
mod templates;
pub mod tickets;

use std::sync::Arc;

use utoipa::openapi::Deprecated;
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouter};
use utoipa_axum::routes;

use crate::ctx::App;

pub(super) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(enrollments::get, enrollments::remove))
        .routes(routes!(tickets::create))
        .routes(routes!(factors::list))
        .routes(routes!(factors::switch))
        .routes(routes!(phone::message_types, phone::set_message_types))
        .merge(twice(routes!(provider::selected, provider::select)))
        .merge(twice(routes!(provider::twilio, provider::set_twilio)))
        .merge(twice(routes!(templates::get, templates::set)))
        .routes(routes!(policies::get, policies::set))
        .routes(routes!(policies::settings, policies::set_settings))
        .merge(absent::routes())
}

/// Under `/guardian/factors/phone`, and under `/guardian/factors/sms` as older tools ask.
fn twice((schemas, paths, handlers): UtoipaMethodRouter<Arc<App>>) -> OpenApiRouter<Arc<App>> {
    let mut older = paths.clone();
    older.paths = older.paths.into_iter().map(|(path, item)| (path.replace("/factors/phone/", "/factors/sms/"), item)).collect();
    for item in older.paths.values_mut() {
        for operation in [&mut item.get, &mut item.put].into_iter().flatten() {
            operation.operation_id = operation.operation_id.take().map(|id| format!("{id}_sms"));
            operation.deprecated = Some(Deprecated::True);
        }
    }
    OpenApiRouter::new().routes((schemas, paths, handlers.clone())).routes((Vec::new(), older, handlers))
}
