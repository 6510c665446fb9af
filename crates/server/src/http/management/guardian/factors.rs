//! `/guardian/factors`: the kinds of proof, and which of them are switched on.

use axum::Json;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::flow::administer::Admin;
use crate::flow::administer::factor::{self, FactorName};
use crate::http::management::{Answer, Body, Id};

#[derive(Serialize, ToSchema)]
pub(super) struct Factor {
    #[schema(value_type = FactorWord)]
    name: FactorName,
    enabled: bool,
    /// The built-in provider has sent all the messages it sends in a tenant's life.
    trial_expired: bool,
}

/// A factor's name on the wire; the phone factor's is `sms`.
#[derive(ToSchema)]
#[schema(rename_all = "kebab-case")]
#[expect(dead_code, reason = "the words stand in the document; the code has its own type")]
pub(super) enum FactorWord {
    Sms,
    PushNotification,
    Otp,
    Email,
    Duo,
    WebauthnRoaming,
    WebauthnPlatform,
    RecoveryCode,
}

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Switch {
    enabled: bool,
}

/// List the factors.
///
/// All eight that Auth0 knows, in its order. Those that Ringfence does not have are off.
#[utoipa::path(
    get, path = "/guardian/factors", tag = "guardian", operation_id = "get_factors",
    responses((status = 200, description = "The factors", body = Vec<Factor>)),
    security(("management" = ["read:guardian_factors"]))
)]
pub(super) async fn list(admin: Admin) -> Answer<Vec<Factor>> {
    let factors = factor::list(&admin).await?;
    let shown = factors.into_iter().map(|one| Factor { name: one.name, enabled: one.is_enabled, trial_expired: one.trial_expired });
    Ok(Json(shown.collect()))
}

/// Switch a factor on or off.
#[utoipa::path(
    put, path = "/guardian/factors/{name}", tag = "guardian", operation_id = "put_factor",
    params(("name" = FactorWord, Path, description = "The factor")),
    request_body = Switch,
    responses((status = 200, description = "As it is now", body = Switch), (status = 404, description = "No such factor")),
    security(("management" = ["update:guardian_factors"]))
)]
pub(super) async fn switch(admin: Admin, Id(name): Id<String>, Body(new): Body<Switch>) -> Answer<Switch> {
    factor::switch(&admin, &name, new.enabled).await?;
    Ok(Json(new))
}
