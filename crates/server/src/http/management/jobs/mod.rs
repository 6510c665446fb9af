//! `/jobs`: users on their way in and out, and mails to confirm an address.
//!
//! The file of an import is read as it arrives ([`upload`]); everything else is as in other resources. Start reading at [`routes`].

mod upload;
mod view;

use std::sync::Arc;

use axum::Json;
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use ringfence_core::job::{Job, JobSettings, JobState};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::ctx::App;
use crate::flow::administer::{Admin, job};
use crate::http::error::management::ManagementError;
use crate::http::management::{Answer, Body, Created, Id, created};
use view::{ExportUsers, ImportUsers, JobErrorView, JobView, VerifyEmail};

pub(super) fn routes() -> OpenApiRouter<Arc<App>> {
    // The file has a limit of its own.
    let import = OpenApiRouter::new().routes(routes!(import)).layer(DefaultBodyLimit::disable());
    import.routes(routes!(export)).routes(routes!(verify_email)).routes(routes!(get)).routes(routes!(errors))
}

/// Begin an import of users.
///
/// The file is a JSON array of users, or one object a line, of at most `management.max_import` bytes. Ask for the job by its id until
/// its status is `completed` or `failed`, and for the users who were not taken by /jobs/{id}/errors. An import with `upsert` changes users
/// who exist, and so needs the scope `update:users` as well (403).
#[utoipa::path(
    post, path = "/jobs/users-imports", tag = "jobs", operation_id = "post_users_imports",
    request_body(content = ImportUsers, content_type = "multipart/form-data"),
    responses((status = 202, description = "The job", body = JobView), (status = 409, description = "Two imports are under way already")),
    security(("management" = ["create:users"]))
)]
pub async fn import(admin: Admin, request: Request) -> Result<(StatusCode, Json<JobView>), ManagementError> {
    let job = upload::receive(&admin, request).await?;
    Ok((StatusCode::ACCEPTED, Json(JobView::of(&admin, job, false))))
}

/// Begin an export of users.
///
/// Once the job is `completed`, it shows where the file is, for a minute at a time. No hash of a password is in it.
#[utoipa::path(
    post, path = "/jobs/users-exports", tag = "jobs", operation_id = "post_users_exports",
    request_body = ExportUsers,
    responses((status = 200, description = "The job", body = JobView),
        (status = 409, description = "Two exports are under way already, or there are too many of the last day")),
    security(("management" = ["read:users"]))
)]
pub async fn export(admin: Admin, Body(asked): Body<ExportUsers>) -> Answer<JobView> {
    let job = job::export(&admin, asked.into_request()).await?;
    Ok(Json(JobView::of(&admin, job, false)))
}

/// Send a mail to confirm an address.
///
/// The link in it is good for five days.
#[utoipa::path(
    post, path = "/jobs/verification-email", tag = "jobs", operation_id = "post_verification_email",
    request_body = VerifyEmail,
    responses((status = 201, description = "The job", body = JobView), (status = 404, description = "No such user or client")),
    security(("management" = ["update:users"]))
)]
pub async fn verify_email(admin: Admin, Body(asked): Body<VerifyEmail>) -> Created<JobView> {
    let (user, client) = asked.checked()?;
    let job = job::verify_email(&admin, &user, client).await?;
    created(JobView::of(&admin, job, false))
}

/// Get a job.
///
/// A completed export shows its `location` to whoever may read users. The link is a secret, and good for a minute.
#[utoipa::path(
    get, path = "/jobs/{id}", tag = "jobs", operation_id = "get_jobs_by_id",
    params(("id" = String, Path, description = "The job's id")),
    responses((status = 200, description = "The job", body = JobView), (status = 404, description = "No such job")),
    security(("management" = ["create:users"]), ("management" = ["read:users"]))
)]
pub async fn get(admin: Admin, Id(id): Id<String>) -> Answer<JobView> {
    let job = job::find(&admin, &id).await?;
    let is_written = is_written(&job) && admin.caller.has("read:users");
    if is_written {
        admin.read_secret().await?;
    }
    Ok(Json(JobView::of(&admin, job, is_written)))
}

fn is_written(job: &Job) -> bool {
    job.state == JobState::Completed && matches!(job.settings, JobSettings::UsersExport { .. })
}

/// Get the users that an import did not take.
///
/// The first ten thousand of them; the job's summary counts all. Without any the answer is empty, with status 204.
#[utoipa::path(
    get, path = "/jobs/{id}/errors", tag = "jobs", operation_id = "get_jobs_errors",
    params(("id" = String, Path, description = "The job's id")),
    responses((status = 200, description = "The users, and what is wrong with each", body = Vec<JobErrorView>), (status = 204, description = "There are none"),
        (status = 404, description = "No such job")),
    security(("management" = ["create:users"]), ("management" = ["read:users"]))
)]
pub async fn errors(admin: Admin, Id(id): Id<String>) -> Result<Response, ManagementError> {
    let found: Vec<JobErrorView> = job::errors(&admin, &id).await?.into_iter().map(JobErrorView::of).collect();
    Ok(if found.is_empty() { StatusCode::NO_CONTENT.into_response() } else { Json(found).into_response() })
}
