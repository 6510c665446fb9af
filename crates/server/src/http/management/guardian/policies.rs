//! `/guardian/policies` and `/guardian/settings`: when a second factor is asked for, and whether a browser may be remembered.

use axum::Json;
use ringfence_core::tenant::MfaPolicy;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::flow::administer::Admin;
use crate::flow::administer::policy::{self, REMEMBERING, Remembering};
use crate::http::management::{Answer, Body};

/// On every login, or on those that look risky.
#[derive(Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum MfaPolicyName {
    AllApplications,
    ConfidenceScore,
}

/// Each at most once; an empty list means never.
#[derive(Serialize, Deserialize, ToSchema)]
#[schema(max_items = 2)]
pub(super) struct MfaPolicies(Vec<MfaPolicyName>);

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct GuardianSettings {
    /// Whether the page that asks for a code offers to remember the browser.
    display_remember_me_checkbox: bool,
    /// Whether the box is ticked at first.
    remember_me_default_value: bool,
    /// Seconds.
    #[schema(minimum = 3600, maximum = 2_592_000)]
    mfa_session_inactivity_timeout: u64,
    /// Seconds.
    #[schema(minimum = 3600, maximum = 7_776_000)]
    mfa_session_overall_timeout: u64,
}

/// Get the policies that ask for a second factor.
#[utoipa::path(
    get, path = "/guardian/policies", tag = "guardian", operation_id = "get_policies",
    responses((status = 200, description = "The policies", body = MfaPolicies)),
    security(("management" = ["read:mfa_policies"]))
)]
pub(super) async fn get(admin: Admin) -> Answer<MfaPolicies> {
    Ok(Json(policy::get(&admin).await?.into()))
}

/// Set the policies that ask for a second factor.
#[utoipa::path(
    put, path = "/guardian/policies", tag = "guardian", operation_id = "put_policies",
    request_body = MfaPolicies,
    responses((status = 200, description = "As they are now", body = MfaPolicies)),
    security(("management" = ["update:mfa_policies"]))
)]
pub(super) async fn set(admin: Admin, Body(new): Body<MfaPolicies>) -> Answer<MfaPolicies> {
    let set = policy::set(&admin, new.0.into_iter().map(MfaPolicy::from).collect()).await?;
    Ok(Json(set.into()))
}

/// Get how browsers are remembered.
#[utoipa::path(
    get, path = "/guardian/settings", tag = "guardian", operation_id = "get_guardian_settings",
    responses((status = 200, description = "The settings", body = GuardianSettings)),
    security(("management" = ["read:guardian_factors"]), ("management" = ["read:mfa_policies"]))
)]
pub(super) async fn settings(_: Admin) -> Answer<GuardianSettings> {
    Ok(Json(REMEMBERING.into()))
}

/// Set how browsers are remembered.
///
/// What is so already may be set; nothing else may.
#[utoipa::path(
    put, path = "/guardian/settings", tag = "guardian", operation_id = "put_guardian_settings",
    request_body = GuardianSettings,
    responses((status = 200, description = "As they are", body = GuardianSettings)),
    security(("management" = ["update:guardian_factors"]), ("management" = ["update:mfa_policies"]))
)]
pub(super) async fn set_settings(admin: Admin, Body(new): Body<GuardianSettings>) -> Answer<GuardianSettings> {
    let asked = Remembering {
        is_offered: new.display_remember_me_checkbox,
        is_default: new.remember_me_default_value,
        inactivity: new.mfa_session_inactivity_timeout,
        overall: new.mfa_session_overall_timeout,
    };
    policy::set_remembering(&admin, asked).await?;
    Ok(Json(new))
}

impl From<Remembering> for GuardianSettings {
    fn from(known: Remembering) -> Self {
        Self {
            display_remember_me_checkbox: known.is_offered,
            remember_me_default_value: known.is_default,
            mfa_session_inactivity_timeout: known.inactivity,
            mfa_session_overall_timeout: known.overall,
        }
    }
}

impl From<Vec<MfaPolicy>> for MfaPolicies {
    fn from(known: Vec<MfaPolicy>) -> Self {
        let word = |policy| match policy {
            MfaPolicy::AllApplications => MfaPolicyName::AllApplications,
            MfaPolicy::ConfidenceScore => MfaPolicyName::ConfidenceScore,
        };
        Self(known.into_iter().map(word).collect())
    }
}

impl From<MfaPolicyName> for MfaPolicy {
    fn from(word: MfaPolicyName) -> Self {
        match word {
            MfaPolicyName::AllApplications => Self::AllApplications,
            MfaPolicyName::ConfidenceScore => Self::ConfidenceScore,
        }
    }
}
