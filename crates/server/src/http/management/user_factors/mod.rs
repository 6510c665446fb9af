//! `/users/{id}/…`: one person's second factors, as authentication methods and under the older names.
//!
//! It holds no rule of its own: `flow/administer/authentication_method.rs` has them. Start reading at [`methods`], then at [`view`],
//! which says what of a phone number is shown; [`factors`] has what acts on all of them at once.

pub mod factors;
pub mod methods;
pub mod view;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::ctx::App;

pub use view::EnrollmentView;

pub(super) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(methods::list, methods::add, methods::replace, methods::remove_all))
        .routes(routes!(methods::get, methods::describe, methods::remove))
        .routes(routes!(factors::enrollments))
        .routes(routes!(factors::remove_authenticators))
        .routes(routes!(factors::remove_provider))
        .routes(routes!(factors::forget_browsers))
        .routes(routes!(factors::clear_risk_assessments))
        .routes(routes!(factors::regenerate_recovery_code))
}
