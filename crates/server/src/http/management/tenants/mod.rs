//! `/tenants/settings`: what holds for the tenant as a whole.
//!
//! It judges nothing: shape and limits stand in [`schema`], the rest in `flow/administer/tenant_settings.rs`. Start at [`change`].

mod schema;

use std::sync::Arc;

use axum::Json;
use ringfence_core::session::Lifetime;
use ringfence_core::tenant::TenantSettings;
use serde_json::{Map, Value, json};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use self::schema::{TenantSettingsPatch, TenantSettingsView};
use crate::ctx::App;
use crate::flow::administer::Admin;
use crate::flow::administer::login::LoginChange;
use crate::flow::administer::tenant_settings::{self, TenantChange};
use crate::flow::error::FlowError;
use crate::http::management::fields::{Fields, Partial};
use crate::http::management::{Answer, Body, Query};

pub(super) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(show, update))
}

/// Get the tenant's settings.
#[utoipa::path(
    get, path = "/tenants/settings", tag = "tenants", operation_id = "get_tenant_settings",
    params(Fields),
    responses((status = 200, description = "The settings", body = TenantSettingsView)),
    security(("management" = ["read:tenant_settings"]))
)]
pub async fn show(admin: Admin, Query(fields): Query<Fields>) -> Answer<Partial<Map<String, Value>>> {
    Ok(Json(fields.of(&shown(&admin.tenant().await?.settings))))
}

/// Update the tenant's settings.
///
/// Only what is named changes; null takes a setting back to what it was in the beginning. Flags are laid over those that are set.
#[utoipa::path(
    patch, path = "/tenants/settings", tag = "tenants", operation_id = "patch_tenant_settings",
    request_body = TenantSettingsPatch,
    responses((status = 200, description = "As they are now", body = TenantSettingsView)),
    security(("management" = ["update:tenant_settings"]))
)]
pub async fn update(admin: Admin, Body(new): Body<Map<String, Value>>) -> Answer<Map<String, Value>> {
    Ok(Json(shown(&tenant_settings::change(&admin, change(new)?).await?)))
}

/// The known ones by their meaning; the rest as they came.
fn change(mut new: Map<String, Value>) -> Result<TenantChange, FlowError> {
    let first = TenantSettings::default();
    let mut text = |name: &str| new.remove(name).map(|value| value.as_str().unwrap_or_default().to_owned());
    let mut change = TenantChange {
        friendly_name: text("friendly_name"),
        login: LoginChange { support_email: text("support_email"), support_url: text("support_url"), ..LoginChange::default() },
        default_audience: text("default_audience"),
        default_redirection_uri: text("default_redirection_uri"),
        ..TenantChange::default()
    };
    change.login.session_lifetime = lifetime(&mut new, "session_lifetime", first.session_lifetime)?;
    change.login.idle_session_lifetime = lifetime(&mut new, "idle_session_lifetime", first.idle_session_lifetime)?;
    let mut list = |name: &str, default: Vec<String>| {
        let strings = |value: Value| value.as_array().map(|all| all.iter().filter_map(Value::as_str).map(str::to_owned).collect());
        new.remove(name).map(|value| strings(value).unwrap_or(default))
    };
    change.login.locales = list("enabled_locales", first.enabled_locales);
    change.login.logout_urls = list("allowed_logout_urls", Vec::new());
    if let Some(cookie) = new.remove("session_cookie") {
        change.persistent_sessions = Some(cookie["mode"] != "non-persistent");
    }
    if let Some(sessions) = new.remove("sessions") {
        change.logout_prompt = Some(sessions["oidc_logout_prompt_enabled"] != false);
    }
    let flags = new.remove("flags").and_then(|flags| flags.as_object().cloned()).unwrap_or_default();
    change.flags = flags.into_iter().filter_map(|(name, is_on)| Some((name, is_on.as_bool()?))).collect();
    change.others = new;
    Ok(change)
}

/// In hours by its name, in minutes by its longer one; of both the minutes count.
fn lifetime(new: &mut Map<String, Value>, name: &str, default: Lifetime) -> Result<Option<Lifetime>, FlowError> {
    let (hours, minutes) = (new.remove(name), new.remove(&format!("{name}_in_minutes")));
    let too_long = || FlowError::InvalidParameter(format!("The {name} is no time that a session could last."));
    let of_minutes = |minutes: &Value| minutes.as_u64().and_then(|minutes| u32::try_from(minutes).ok()).map(Lifetime::of_minutes);
    match (minutes.filter(|value| !value.is_null()), hours) {
        (Some(minutes), _) => of_minutes(&minutes).map(Some).ok_or_else(too_long),
        (None, Some(Value::Number(hours))) => hours.as_f64().and_then(Lifetime::of_fraction).map(Some).ok_or_else(too_long),
        (None, Some(_)) => Ok(Some(default)),
        (None, None) => Ok(None),
    }
}

/// As Auth0 shows them: what is not set is left out.
fn shown(settings: &TenantSettings) -> Map<String, Value> {
    let mut all = settings.kept.clone();
    let mut put = |name: &str, value: Value| {
        if !value.is_null() {
            all.insert(name.to_owned(), value);
        }
    };
    put("friendly_name", json!(Some(&settings.friendly_name).filter(|name| !name.is_empty())));
    put("enabled_locales", json!(settings.enabled_locales));
    put("session_lifetime", json!(settings.session_lifetime));
    put("idle_session_lifetime", json!(settings.idle_session_lifetime));
    put("session_cookie", json!({ "mode": if settings.persistent_sessions { "persistent" } else { "non-persistent" } }));
    put("sessions", json!({ "oidc_logout_prompt_enabled": settings.logout_prompt }));
    put("oidc_logout", json!({ "rp_logout_end_session_endpoint_discovery": true }));
    put("allowed_logout_urls", json!(settings.allowed_logout_urls));
    put("support_email", json!(settings.support_email));
    put("support_url", json!(settings.support_url));
    put("default_audience", json!(settings.default_audience));
    put("default_redirection_uri", json!(settings.default_redirection_uri));
    put("flags", json!(settings.flags));
    put("customize_mfa_in_postlogin_action", json!(false));
    put("phone_consolidated_experience", json!(false));
    all
}
