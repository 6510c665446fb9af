//! `/guardian/enrollments/{id}`: one phone or app, by its device's id.

use axum::Json;

use crate::flow::administer::{Admin, enrollment};
use crate::http::management::user_factors::EnrollmentView;
use crate::http::management::{Answer, Empty, Id, empty};

/// Get an enrollment.
#[utoipa::path(
    get, path = "/guardian/enrollments/{id}", tag = "guardian", operation_id = "get_enrollments_by_id",
    params(("id" = String, Path, description = "The enrollment, `dev_…`")),
    responses((status = 200, description = "The enrollment", body = EnrollmentView), (status = 404, description = "No such enrollment")),
    security(("management" = ["read:guardian_enrollments"]))
)]
pub async fn get(admin: Admin, Id(id): Id<String>) -> Answer<EnrollmentView> {
    Ok(Json(EnrollmentView::of(enrollment::find(&admin, &id).await?)))
}

/// Delete an enrollment.
///
/// What it vouched for ends with it: remembered browsers and sessions. With the last one goes the recovery code.
#[utoipa::path(
    delete, path = "/guardian/enrollments/{id}", tag = "guardian", operation_id = "delete_enrollments_by_id",
    params(("id" = String, Path, description = "The enrollment, `dev_…`")),
    responses((status = 204, description = "It is gone"), (status = 404, description = "No such enrollment")),
    security(("management" = ["delete:guardian_enrollments"]))
)]
pub async fn remove(admin: Admin, Id(id): Id<String>) -> Empty {
    enrollment::remove(&admin, &id).await?;
    empty()
}
