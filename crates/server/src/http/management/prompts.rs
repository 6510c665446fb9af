//! `/prompts`: the login pages' experience, and their words.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use ringfence_core::tenant::Experience;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::ctx::App;
use crate::flow::administer::Admin;
use crate::flow::administer::prompt::{self, PromptChange};
use crate::http::management::{Answer, Body, Id};

/// Screen, key, text.
type Texts = BTreeMap<String, BTreeMap<String, String>>;

pub(super) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(show, update)).routes(routes!(custom_text, set_custom_text)).routes(routes!(partials, set_partials))
}

/// Auth0's two login pages.
#[derive(Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum LoginExperience {
    New,
    /// Offers no calls, and tells messages no language.
    Classic,
}

#[derive(Serialize, ToSchema)]
pub struct PromptSettings {
    universal_login_experience: LoginExperience,
    /// Always false.
    identifier_first: bool,
    /// Always false.
    webauthn_platform_first_factor: bool,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PromptSettingsPatch {
    universal_login_experience: Option<LoginExperience>,
    /// Can only be false.
    identifier_first: Option<bool>,
    /// Can only be false.
    webauthn_platform_first_factor: Option<bool>,
}

/// Get the login pages' settings.
#[utoipa::path(
    get, path = "/prompts", tag = "prompts", operation_id = "get_prompts",
    responses((status = 200, description = "The settings", body = PromptSettings)),
    security(("management" = ["read:prompts"]))
)]
pub async fn show(admin: Admin) -> Answer<PromptSettings> {
    Ok(Json(shown(admin.tenant().await?.settings.universal_login_experience)))
}

/// Update the login pages' settings.
#[utoipa::path(
    patch, path = "/prompts", tag = "prompts", operation_id = "patch_prompts",
    request_body = PromptSettingsPatch,
    responses((status = 200, description = "As they are now", body = PromptSettings)),
    security(("management" = ["update:prompts"]))
)]
pub async fn update(admin: Admin, Body(new): Body<PromptSettingsPatch>) -> Answer<PromptSettings> {
    let change = PromptChange {
        experience: new.universal_login_experience.map(|experience| match experience {
            LoginExperience::New => Experience::New,
            LoginExperience::Classic => Experience::Classic,
        }),
        identifier_first: new.identifier_first == Some(true),
        webauthn_platform_first_factor: new.webauthn_platform_first_factor == Some(true),
    };
    Ok(Json(shown(prompt::change(&admin, change).await?)))
}

fn shown(experience: Experience) -> PromptSettings {
    PromptSettings {
        universal_login_experience: match experience {
            Experience::New => LoginExperience::New,
            Experience::Classic => LoginExperience::Classic,
        },
        identifier_first: false,
        webauthn_platform_first_factor: false,
    }
}

/// Get a prompt's own texts.
///
/// By screen and key; an empty object where the tenant has none of its own.
#[utoipa::path(
    get, path = "/prompts/{prompt}/custom-text/{language}", tag = "prompts", operation_id = "get_custom_text",
    params(("prompt" = String, Path, description = "Auth0's name of the prompt"), ("language" = String, Path, description = "BCP 47")),
    responses((status = 200, description = "The texts", body = BTreeMap<String, BTreeMap<String, String>>), (status = 404, description = "No such prompt")),
    security(("management" = ["read:prompts"]))
)]
pub async fn custom_text(admin: Admin, Id((name, language)): Id<(String, String)>) -> Answer<Texts> {
    Ok(Json(prompt::texts(&admin, &name, &language).await?))
}

/// Set a prompt's own texts.
///
/// Everything that the prompt had in this language is replaced; an empty object takes it away. A text that no page would say is refused.
#[utoipa::path(
    put, path = "/prompts/{prompt}/custom-text/{language}", tag = "prompts", operation_id = "put_custom_text",
    params(("prompt" = String, Path, description = "Auth0's name of the prompt"), ("language" = String, Path, description = "BCP 47")),
    request_body = BTreeMap<String, BTreeMap<String, String>>,
    responses((status = 200, description = "As they are now", body = BTreeMap<String, BTreeMap<String, String>>), (status = 404, description = "No such prompt")),
    security(("management" = ["update:prompts"]))
)]
pub async fn set_custom_text(admin: Admin, Id((name, language)): Id<(String, String)>, Body(texts): Body<Texts>) -> Answer<Texts> {
    Ok(Json(prompt::set_texts(&admin, &name, &language, texts).await?))
}

/// Get a prompt's partials.
///
/// Ringfence's pages take none: the answer is empty.
#[utoipa::path(
    get, path = "/prompts/{prompt}/partials", tag = "prompts", operation_id = "get_partials",
    params(("prompt" = String, Path, description = "Auth0's name of the prompt")),
    responses((status = 200, description = "None", body = Object), (status = 404, description = "No such prompt")),
    security(("management" = ["read:prompts"]))
)]
pub async fn partials(_admin: Admin, Id(name): Id<String>) -> Answer<Map<String, Value>> {
    prompt::exists(&name)?;
    Ok(Json(Map::new()))
}

/// Set a prompt's partials.
///
/// An empty object is taken; anything else is refused.
#[utoipa::path(
    put, path = "/prompts/{prompt}/partials", tag = "prompts", operation_id = "put_partials",
    params(("prompt" = String, Path, description = "Auth0's name of the prompt")),
    request_body = Object,
    responses((status = 200, description = "None", body = Object), (status = 404, description = "No such prompt")),
    security(("management" = ["update:prompts"]))
)]
pub async fn set_partials(_admin: Admin, Id(name): Id<String>, Body(new): Body<Map<String, Value>>) -> Answer<Map<String, Value>> {
    prompt::set_partials(&name, new.is_empty())?;
    Ok(Json(Map::new()))
}
