//! `/branding/phone/templates`: what a text says and what a call says, template by template.

use axum::Json;
use ringfence_core::phone_template::TemplateKind;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Accepted, Disabled, NotificationChannel, PhoneTried, PhoneTry, accepted};
use crate::flow::administer::phone_template::{self, PhoneTemplate, TemplateChange};
use crate::flow::administer::{Admin, phone_try};
use crate::flow::error::FlowError;
use crate::http::management::{Answer, Body, Created, Empty, Id, Query, created, empty};

/// Ringfence sends the first two; the others can be asked for and are refused.
#[derive(Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum PhoneTemplateType {
    OtpVerify,
    OtpEnroll,
    ChangePassword,
    BlockedAccount,
    PasswordBreach,
}

/// There is one.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum TemplateSyntax {
    Liquid,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewPhoneTemplate {
    #[serde(rename = "type")]
    kind: PhoneTemplateType,
    /// While it is, Auth0's words are sent.
    disabled: Option<bool>,
    content: Option<PhoneTemplateContent>,
}

/// What is absent stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PhoneTemplatePatch {
    disabled: Option<bool>,
    content: Option<PhoneTemplateContent>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PhoneTemplateContent {
    #[expect(dead_code, reason = "there is one syntax; it may be named")]
    syntax: Option<TemplateSyntax>,
    /// Empty: the sender is the provider's.
    #[schema(max_length = 16)]
    from: Option<String>,
    body: Option<PhoneTemplateBody>,
}

#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PhoneTemplateBody {
    #[schema(min_length = 1, max_length = 20_000)]
    text: Option<String>,
    /// Without one a call says the text if that asks for the `message_type`, and Auth0's words if not.
    #[schema(min_length = 1, max_length = 20_000)]
    voice: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub(super) struct PhoneTemplateView {
    id: String,
    /// The tenant's name.
    tenant: String,
    channel: NotificationChannel,
    #[serde(rename = "type")]
    kind: PhoneTemplateType,
    disabled: bool,
    content: PhoneTemplateContentView,
    created_at: String,
    updated_at: String,
}

#[derive(Serialize, ToSchema)]
pub(super) struct PhoneTemplateContentView {
    syntax: TemplateSyntax,
    body: PhoneTemplateBodyView,
}

#[derive(Serialize, ToSchema)]
pub(super) struct PhoneTemplateBodyView {
    text: String,
    voice: String,
}

#[derive(Serialize, ToSchema)]
pub(super) struct PhoneTemplates {
    templates: Vec<PhoneTemplateView>,
}

/// List the phone templates.
///
/// Those that somebody has made, or has set by guardian.
#[utoipa::path(
    get, path = "/branding/phone/templates", tag = "branding", operation_id = "get_phone_templates", params(Disabled),
    responses((status = 200, description = "Two at most", body = PhoneTemplates)),
    security(("management" = ["read:phone_templates"]))
)]
pub(super) async fn list(admin: Admin, Query(wanted): Query<Disabled>) -> Answer<PhoneTemplates> {
    let known = phone_template::list(&admin, wanted.disabled).await?;
    Ok(Json(PhoneTemplates { templates: known.into_iter().map(PhoneTemplateView::from).collect() }))
}

/// Create a phone template.
#[utoipa::path(
    post, path = "/branding/phone/templates", tag = "branding", operation_id = "post_phone_templates",
    request_body = NewPhoneTemplate,
    responses(
        (status = 201, description = "The template", body = PhoneTemplateView),
        (status = 409, description = "There is one of this type already")
    ),
    security(("management" = ["create:phone_templates"]))
)]
pub(super) async fn create(admin: Admin, Body(new): Body<NewPhoneTemplate>) -> Created<PhoneTemplateView> {
    let kind = new.kind.known()?;
    created(phone_template::create(&admin, kind, change(new.disabled, new.content)?).await?.into())
}

/// Get a phone template.
#[utoipa::path(
    get, path = "/branding/phone/templates/{id}", tag = "branding", operation_id = "get_phone_template",
    params(("id" = String, Path, description = "The template, `tem_…`")),
    responses((status = 200, description = "The template", body = PhoneTemplateView), (status = 404, description = "No such template")),
    security(("management" = ["read:phone_templates"]))
)]
pub(super) async fn get(admin: Admin, Id(id): Id<String>) -> Answer<PhoneTemplateView> {
    Ok(Json(phone_template::get(&admin, &id).await?.into()))
}

/// Update a phone template.
#[utoipa::path(
    patch, path = "/branding/phone/templates/{id}", tag = "branding", operation_id = "patch_phone_template",
    params(("id" = String, Path, description = "The template, `tem_…`")),
    request_body = PhoneTemplatePatch,
    responses((status = 200, description = "As it is now", body = PhoneTemplateView), (status = 404, description = "No such template")),
    security(("management" = ["update:phone_templates"]))
)]
pub(super) async fn update(admin: Admin, Id(id): Id<String>, Body(new): Body<PhoneTemplatePatch>) -> Answer<PhoneTemplateView> {
    Ok(Json(phone_template::update(&admin, id, change(new.disabled, new.content)?).await?.into()))
}

/// Delete a phone template.
///
/// Auth0's words are sent from here on.
#[utoipa::path(
    delete, path = "/branding/phone/templates/{id}", tag = "branding", operation_id = "delete_phone_template",
    params(("id" = String, Path, description = "The template, `tem_…`")),
    responses((status = 204, description = "It is gone"), (status = 404, description = "No such template")),
    security(("management" = ["delete:phone_templates"]))
)]
pub(super) async fn delete(admin: Admin, Id(id): Id<String>) -> Empty {
    phone_template::delete(&admin, id).await?;
    empty()
}

/// Reset a phone template to Auth0's words.
#[utoipa::path(
    patch, path = "/branding/phone/templates/{id}/reset", tag = "branding", operation_id = "reset_phone_template",
    params(("id" = String, Path, description = "The template, `tem_…`")),
    responses((status = 200, description = "As it is now", body = PhoneTemplateView), (status = 404, description = "No such template")),
    security(("management" = ["update:phone_templates"]))
)]
pub(super) async fn reset(admin: Admin, Id(id): Id<String>) -> Answer<PhoneTemplateView> {
    Ok(Json(phone_template::reset(&admin, id).await?.into()))
}

/// Send a test message by a phone template.
///
/// What the template says, with a code that is good for nothing, by the selected provider. It counts with the providers' test messages.
#[utoipa::path(
    post, path = "/branding/phone/templates/{id}/try", tag = "branding", operation_id = "try_phone_template",
    params(("id" = String, Path, description = "The template, `tem_…`")),
    request_body = PhoneTry,
    responses((status = 202, description = "On its way", body = PhoneTried), (status = 404, description = "No such template")),
    security(("management" = ["create:phone_templates"]))
)]
pub(super) async fn attempt(admin: Admin, Id(id): Id<String>, Body(asked): Body<PhoneTry>) -> Accepted {
    phone_try::template(&admin, &id, asked.into()).await?;
    accepted()
}

fn change(disabled: Option<bool>, content: Option<PhoneTemplateContent>) -> Result<TemplateChange, FlowError> {
    let (from, body) = content.map(|content| (content.from, content.body)).unwrap_or_default();
    if from.is_some_and(|from| !from.is_empty()) {
        let words = "A template has no sender of its own here: leave content.from empty and set the provider's default_from.";
        return Err(FlowError::NotSupported(words.to_owned()));
    }
    let body = body.unwrap_or_default();
    Ok(TemplateChange { is_disabled: disabled, text: body.text, voice: body.voice })
}

impl PhoneTemplateType {
    fn known(self) -> Result<TemplateKind, FlowError> {
        let other = match self {
            Self::OtpVerify => return Ok(TemplateKind::Verification),
            Self::OtpEnroll => return Ok(TemplateKind::Enrollment),
            Self::ChangePassword => "change_password",
            Self::BlockedAccount => "blocked_account",
            Self::PasswordBreach => "password_breach",
        };
        let words = format!("Ringfence sends no message of the type {other}: there are templates for otp_enroll and otp_verify.");
        Err(FlowError::NotSupported(words))
    }
}

impl From<PhoneTemplate> for PhoneTemplateView {
    fn from(known: PhoneTemplate) -> Self {
        Self {
            id: known.id,
            tenant: known.tenant,
            channel: NotificationChannel::Phone,
            kind: match known.kind {
                TemplateKind::Enrollment => PhoneTemplateType::OtpEnroll,
                TemplateKind::Verification => PhoneTemplateType::OtpVerify,
            },
            disabled: known.is_disabled,
            content: PhoneTemplateContentView {
                syntax: TemplateSyntax::Liquid,
                body: PhoneTemplateBodyView { text: known.text, voice: known.voice },
            },
            created_at: known.created_at.to_string(),
            updated_at: known.updated_at.to_string(),
        }
    }
}
