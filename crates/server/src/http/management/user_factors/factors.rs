//! What acts on all of a person's factors at once, and the recovery code.

use axum::Json;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::view::EnrollmentView;
use crate::flow::administer::authentication_method::{self, Which};
use crate::flow::administer::{Admin, enrollment, recovery_code};
use crate::flow::error::Inexistent;
use crate::http::management::{Answer, Body, Empty, Id, empty};

/// List a user's enrollments.
///
/// Phones and authenticator apps under Guardian's older names.
#[utoipa::path(
    get, path = "/users/{id}/enrollments", tag = "users", operation_id = "get_enrollments",
    params(("id" = String, Path, description = "The user")),
    responses((status = 200, description = "The enrollments", body = Vec<EnrollmentView>), (status = 404, description = "No such user")),
    security(("management" = ["read:users"]))
)]
pub async fn enrollments(admin: Admin, Id(id): Id<String>) -> Answer<Vec<EnrollmentView>> {
    let found = enrollment::list(&admin, &id).await?;
    Ok(Json(found.into_iter().map(EnrollmentView::of).collect()))
}

/// Delete all of a user's authenticators.
#[utoipa::path(
    delete, path = "/users/{id}/authenticators", tag = "users", operation_id = "delete_authenticators",
    params(("id" = String, Path, description = "The user")),
    responses((status = 204, description = "They are gone"), (status = 404, description = "No such user")),
    security(("management" = ["delete:guardian_enrollments"]), ("management" = ["remove:authenticators"]))
)]
pub async fn remove_authenticators(admin: Admin, Id(id): Id<String>) -> Empty {
    authentication_method::remove_some(&admin, &id, Which::All).await?;
    empty()
}

/// Delete a user's factors of one provider.
///
/// `google-authenticator` stands for authenticator apps; of `duo` nobody has any.
#[utoipa::path(
    delete, path = "/users/{id}/multifactor/{provider}", tag = "users", operation_id = "delete_multifactor_by_provider",
    params(("id" = String, Path, description = "The user"), ("provider" = String, Path, description = "`duo` or `google-authenticator`")),
    responses((status = 204, description = "They are gone"), (status = 404, description = "No such user or provider")),
    security(("management" = ["update:users"]))
)]
pub async fn remove_provider(admin: Admin, Id((id, provider)): Id<(String, String)>) -> Empty {
    let which = match provider.as_str() {
        "duo" => Which::None,
        "google-authenticator" => Which::Apps,
        _ => return Err(Inexistent { words: "The provider is unknown: name duo or google-authenticator.", code: None }.into()),
    };
    authentication_method::remove_some(&admin, &id, which).await?;
    empty()
}

/// Invalidate a user's remembered browsers.
///
/// Each of them asks for the second factor again.
#[utoipa::path(
    post, path = "/users/{id}/multifactor/actions/invalidate-remember-browser", tag = "users",
    operation_id = "post_invalidate_remember_browser",
    params(("id" = String, Path, description = "The user")),
    responses((status = 204, description = "They are forgotten"), (status = 404, description = "No such user")),
    security(("management" = ["update:users"]))
)]
pub async fn forget_browsers(admin: Admin, Id(id): Id<String>) -> Empty {
    enrollment::forget_browsers(&admin, &id, None).await?;
    empty()
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Clearing {
    /// The user's own.
    #[schema(min_length = 1, max_length = 128)]
    connection: String,
    #[schema(min_items = 1)]
    #[serde(rename = "assessors")]
    _assessors: Vec<Assessor>,
}

/// What judges a sign-in.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Assessor {
    NewDevice,
}

/// Clear what the risk rules know of a user.
///
/// Every browser is a new one afterwards, and asks for the second factor again.
#[utoipa::path(
    post, path = "/users/{id}/risk-assessments/clear", tag = "users", operation_id = "post_clear_assessors",
    params(("id" = String, Path, description = "The user")),
    request_body = Clearing,
    responses((status = 204, description = "It is forgotten"), (status = 404, description = "No such user")),
    security(("management" = ["update:users"]))
)]
pub async fn clear_risk_assessments(admin: Admin, Id(id): Id<String>, Body(asked): Body<Clearing>) -> Empty {
    enrollment::forget_browsers(&admin, &id, Some(&asked.connection)).await?;
    empty()
}

#[derive(Serialize, ToSchema)]
pub struct Regenerated {
    /// Shown here and never again.
    recovery_code: String,
}

/// Generate a new recovery code for a user.
///
/// The earlier one is void. The user is told. Whoever has no second factor gets none.
#[utoipa::path(
    post, path = "/users/{id}/recovery-code-regeneration", tag = "users", operation_id = "post_recovery_code_regeneration",
    params(("id" = String, Path, description = "The user")),
    responses((status = 200, description = "The new code", body = Regenerated), (status = 404, description = "No such user, or no second factor")),
    security(("management" = ["update:users"]))
)]
pub async fn regenerate_recovery_code(admin: Admin, Id(id): Id<String>) -> Answer<Regenerated> {
    let code = recovery_code::regenerate(&admin, &id).await?;
    Ok(Json(Regenerated { recovery_code: code.as_str().to_owned() }))
}
