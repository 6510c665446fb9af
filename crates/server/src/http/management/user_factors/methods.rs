//! `/users/{id}/authentication-methods`: each phone and app of a person, and the recovery code.

use axum::Json;
use ringfence_core::delivery::Channel;
use ringfence_core::policy;
use ringfence_store::AuthenticationMethod;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::view::{MethodView, Numbers, PreferredMethod};
use crate::flow::administer::Admin;
use crate::flow::administer::authentication_method::{self, Description, MethodType, NewMethod, Which};
use crate::http::management::{Answer, Body, Created, Empty, Id, Paging, Query, created, empty, patch};

/// The kinds that Auth0 lets an administrator name; Ringfence has `phone` and `totp`.
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NewKind {
    Phone,
    Totp,
    Email,
    WebauthnRoaming,
    Passkey,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewMethodBody {
    #[serde(rename = "type")]
    kind: NewKind,
    #[schema(min_length = 1, max_length = 20)]
    name: Option<String>,
    /// Of a phone, in international form.
    #[schema(min_length = 2, max_length = 30)]
    phone_number: Option<String>,
    /// Of an app: base32, 10 to 64 bytes.
    #[schema(min_length = 1, max_length = 200)]
    totp_secret: Option<String>,
    /// Of a phone: by which way it is asked where nobody names one. The tenant's first way, unless you say.
    preferred_authentication_method: Option<PreferredMethod>,
    /// Of a type that Ringfence does not have.
    #[schema(max_length = 254)]
    email: Option<String>,
    /// Of a type that Ringfence does not have.
    #[schema(max_length = 1000)]
    key_id: Option<String>,
    /// Of a type that Ringfence does not have.
    #[schema(max_length = 10000)]
    public_key: Option<String>,
    /// Of a type that Ringfence does not have.
    #[schema(max_length = 1000)]
    relying_party_identifier: Option<String>,
}

impl From<NewMethodBody> for NewMethod {
    fn from(body: NewMethodBody) -> Self {
        let foreign = [&body.email, &body.key_id, &body.public_key, &body.relying_party_identifier];
        Self {
            kind: match body.kind {
                NewKind::Phone => MethodType::Phone,
                NewKind::Totp => MethodType::Totp,
                NewKind::Email => MethodType::Other("email"),
                NewKind::WebauthnRoaming => MethodType::Other("webauthn-roaming"),
                NewKind::Passkey => MethodType::Other("passkey"),
            },
            has_foreign_fields: foreign.into_iter().any(Option::is_some),
            name: body.name,
            phone_number: body.phone_number,
            preferred: body.preferred_authentication_method.map(Channel::from),
            totp_secret: body.totp_secret,
        }
    }
}

/// What is absent stays as it is; `null` takes away what was set.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MethodChange {
    #[serde(default, deserialize_with = "patch::present")]
    #[schema(value_type = Option<String>, min_length = 1, max_length = 20)]
    name: Option<Option<String>>,
    /// Of a phone.
    #[serde(default, deserialize_with = "patch::present")]
    #[schema(value_type = Option<PreferredMethod>)]
    preferred_authentication_method: Option<Option<PreferredMethod>>,
}

/// A bare list, or a page.
#[derive(Serialize, ToSchema)]
#[serde(untagged)]
pub enum MethodListing {
    Bare(Vec<MethodView>),
    Page(MethodPage),
}

#[derive(Serialize, ToSchema)]
pub struct MethodPage {
    start: u32,
    limit: u32,
    /// Absent where there are none, as at Auth0.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    total: Option<usize>,
    authenticators: Vec<MethodView>,
}

fn shown(admin: &Admin, methods: &[AuthenticationMethod], numbers: Numbers) -> Vec<MethodView> {
    let enabled = policy::channels(&admin.ctx.settings().phone);
    methods.iter().map(|one| MethodView::of(one, &enabled, numbers)).collect()
}

fn one(admin: &Admin, method: &AuthenticationMethod, numbers: Numbers) -> MethodView {
    MethodView::of(method, &policy::channels(&admin.ctx.settings().phone), numbers)
}

/// List a user's authentication methods.
///
/// Phones, authenticator apps and the recovery code, the oldest first; those that wait for their first code among them.
#[utoipa::path(
    get, path = "/users/{id}/authentication-methods", tag = "users", operation_id = "get_authentication_methods",
    params(("id" = String, Path, description = "The user"), Paging),
    responses((status = 200, description = "The methods", body = MethodListing), (status = 404, description = "No such user")),
    security(("management" = ["read:authentication_methods"]))
)]
pub async fn list(admin: Admin, Id(id): Id<String>, Query(paging): Query<Paging>) -> Answer<MethodListing> {
    let found = shown(&admin, &authentication_method::list(&admin, &id).await?, Numbers::Masked);
    let page = paging.of(&found);
    if !paging.wants_totals() {
        return Ok(Json(MethodListing::Bare(page)));
    }
    let total = (!found.is_empty()).then_some(found.len());
    Ok(Json(MethodListing::Page(MethodPage { start: paging.start(), limit: paging.limit(), total, authenticators: page })))
}

/// Create an authentication method for a user.
///
/// A phone or an authenticator app, bound at once: no code has to be typed. The user is told of it.
#[utoipa::path(
    post, path = "/users/{id}/authentication-methods", tag = "users", operation_id = "post_authentication_methods",
    params(("id" = String, Path, description = "The user")),
    request_body = NewMethodBody,
    responses(
        (status = 201, description = "As it is now", body = MethodView),
        (status = 404, description = "No such user"),
        (status = 409, description = "The user has this number or secret already"),
    ),
    security(("management" = ["create:authentication_methods"]))
)]
pub async fn add(admin: Admin, Id(id): Id<String>, Body(new): Body<NewMethodBody>) -> Created<MethodView> {
    let added = authentication_method::add(&admin, &id, new.into()).await?;
    created(one(&admin, &added, Numbers::InFull))
}

/// Replace a user's authentication methods.
///
/// The user has these and no others afterwards. One that has the same number or secret as before is kept. The recovery code stays as
/// long as any of the earlier methods does.
#[utoipa::path(
    put, path = "/users/{id}/authentication-methods", tag = "users", operation_id = "put_authentication_methods",
    params(("id" = String, Path, description = "The user")),
    request_body = Vec<NewMethodBody>,
    responses((status = 200, description = "As they are now", body = Vec<MethodView>), (status = 404, description = "No such user")),
    security(("management" = ["update:authentication_methods"]))
)]
pub async fn replace(admin: Admin, Id(id): Id<String>, Body(new): Body<Vec<NewMethodBody>>) -> Answer<Vec<MethodView>> {
    let new = new.into_iter().map(NewMethod::from).collect();
    let replaced = authentication_method::replace(&admin, &id, new).await?;
    Ok(Json(shown(&admin, &replaced, Numbers::InFull)))
}

/// Delete all of a user's authentication methods.
#[utoipa::path(
    delete, path = "/users/{id}/authentication-methods", tag = "users", operation_id = "delete_authentication_methods",
    params(("id" = String, Path, description = "The user")),
    responses((status = 204, description = "They are gone"), (status = 404, description = "No such user")),
    security(("management" = ["delete:authentication_methods"]))
)]
pub async fn remove_all(admin: Admin, Id(id): Id<String>) -> Empty {
    authentication_method::remove_some(&admin, &id, Which::All).await?;
    empty()
}

/// Get one of a user's authentication methods.
#[utoipa::path(
    get, path = "/users/{id}/authentication-methods/{authentication_method_id}", tag = "users",
    operation_id = "get_authentication_methods_by_authentication_method_id",
    params(("id" = String, Path, description = "The user"), ("authentication_method_id" = String, Path, description = "The method")),
    responses((status = 200, description = "The method", body = MethodView), (status = 404, description = "No such user or method")),
    security(("management" = ["read:authentication_methods"]))
)]
pub async fn get(admin: Admin, Id((id, method)): Id<(String, String)>) -> Answer<MethodView> {
    let found = authentication_method::find(&admin, &id, &method).await?;
    Ok(Json(one(&admin, &found, Numbers::Masked)))
}

/// Update one of a user's authentication methods.
#[utoipa::path(
    patch, path = "/users/{id}/authentication-methods/{authentication_method_id}", tag = "users",
    operation_id = "patch_authentication_methods_by_authentication_method_id",
    params(("id" = String, Path, description = "The user"), ("authentication_method_id" = String, Path, description = "The method")),
    request_body = MethodChange,
    responses((status = 200, description = "As it is now", body = MethodView), (status = 404, description = "No such user or method")),
    security(("management" = ["update:authentication_methods"]))
)]
pub async fn describe(admin: Admin, Id((id, method)): Id<(String, String)>, Body(new): Body<MethodChange>) -> Answer<MethodView> {
    let preferred = new.preferred_authentication_method.map(|chosen| chosen.map(Channel::from));
    let change = Description { name: new.name, preferred };
    let described = authentication_method::describe(&admin, &id, &method, change).await?;
    Ok(Json(one(&admin, &described, Numbers::InFull)))
}

/// Delete one of a user's authentication methods.
///
/// What it vouched for ends with it: remembered browsers and sessions. With the last one goes the recovery code.
#[utoipa::path(
    delete, path = "/users/{id}/authentication-methods/{authentication_method_id}", tag = "users",
    operation_id = "delete_authentication_methods_by_authentication_method_id",
    params(("id" = String, Path, description = "The user"), ("authentication_method_id" = String, Path, description = "The method")),
    responses((status = 204, description = "It is gone"), (status = 404, description = "No such user or method")),
    security(("management" = ["delete:authentication_methods"]))
)]
pub async fn remove(admin: Admin, Id((id, method)): Id<(String, String)>) -> Empty {
    authentication_method::remove(&admin, &id, &method).await?;
    empty()
}
