//! `/branding/phone/providers`: one provider at most, Twilio or the tenant's own route.

use axum::Json;
use ringfence_core::delivery::Channel;
use ringfence_core::tenant::Provider;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Accepted, DeliveryMethod, Disabled, NotificationChannel, PhoneTried, PhoneTry, accepted};
use crate::flow::administer::phone_provider::{self, PhoneProvider, ProviderChange};
use crate::flow::administer::{Admin, phone_try};
use crate::http::management::{Answer, Body, Created, Empty, Id, Query, created, empty};

/// `custom` is guardian's `phone-message-hook`.
#[derive(Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum PhoneProviderName {
    Twilio,
    Custom,
}

/// Of Twilio: `sid`, and `default_from` or `mssid` or both. Of a custom provider: `delivery_methods` alone.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PhoneProviderConfiguration {
    /// The number that messages and calls come from; calls always need one.
    #[schema(min_length = 1, max_length = 64)]
    default_from: Option<String>,
    /// The Messaging Service SID.
    #[schema(min_length = 1, max_length = 1000)]
    mssid: Option<String>,
    /// The Account SID.
    #[schema(min_length = 1, max_length = 1000)]
    sid: Option<String>,
    /// Both unless you say. The factor's message types must be among them.
    #[schema(min_items = 1, max_items = 10)]
    delivery_methods: Option<Vec<DeliveryMethod>>,
}

/// Of Twilio; a custom provider has none.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PhoneProviderCredentials {
    #[schema(min_length = 1, max_length = 255)]
    auth_token: Option<String>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewPhoneProvider {
    name: PhoneProviderName,
    /// While it is, the built-in provider sends: guardian's selected provider is `auth0`.
    disabled: Option<bool>,
    configuration: Option<PhoneProviderConfiguration>,
    credentials: Option<PhoneProviderCredentials>,
}

/// What is absent stays; of the configuration, sid and senders are replaced together.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PhoneProviderPatch {
    name: Option<PhoneProviderName>,
    disabled: Option<bool>,
    configuration: Option<PhoneProviderConfiguration>,
    credentials: Option<PhoneProviderCredentials>,
}

/// Without its credentials.
#[derive(Serialize, ToSchema)]
pub(super) struct PhoneProviderView {
    id: String,
    /// The tenant's name.
    tenant: String,
    name: PhoneProviderName,
    channel: NotificationChannel,
    disabled: bool,
    configuration: PhoneProviderConfigurationView,
    created_at: String,
    updated_at: String,
}

#[derive(Serialize, ToSchema)]
pub(super) struct PhoneProviderConfigurationView {
    #[serde(skip_serializing_if = "Option::is_none")]
    default_from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mssid: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sid: Option<String>,
    delivery_methods: Vec<DeliveryMethod>,
}

#[derive(Serialize, ToSchema)]
pub(super) struct PhoneProviders {
    providers: Vec<PhoneProviderView>,
}

/// List the phone providers.
#[utoipa::path(
    get, path = "/branding/phone/providers", tag = "branding", operation_id = "get_phone_providers", params(Disabled),
    responses((status = 200, description = "One at most", body = PhoneProviders)),
    security(("management" = ["read:phone_providers"]))
)]
pub(super) async fn list(admin: Admin, Query(wanted): Query<Disabled>) -> Answer<PhoneProviders> {
    let known = phone_provider::list(&admin, wanted.disabled).await?;
    Ok(Json(PhoneProviders { providers: known.into_iter().map(PhoneProviderView::from).collect() }))
}

/// Create the phone provider.
#[utoipa::path(
    post, path = "/branding/phone/providers", tag = "branding", operation_id = "post_phone_providers",
    request_body = NewPhoneProvider,
    responses((status = 201, description = "The provider", body = PhoneProviderView), (status = 409, description = "There is one already")),
    security(("management" = ["create:phone_providers"]))
)]
pub(super) async fn create(admin: Admin, Body(new): Body<NewPhoneProvider>) -> Created<PhoneProviderView> {
    let new = change(Some(new.name), new.disabled, new.configuration, new.credentials);
    created(phone_provider::create(&admin, new).await?.into())
}

/// Get a phone provider.
#[utoipa::path(
    get, path = "/branding/phone/providers/{id}", tag = "branding", operation_id = "get_phone_provider",
    params(("id" = String, Path, description = "The provider, `pro_…`")),
    responses((status = 200, description = "The provider", body = PhoneProviderView), (status = 404, description = "No such provider")),
    security(("management" = ["read:phone_providers"]))
)]
pub(super) async fn get(admin: Admin, Id(id): Id<String>) -> Answer<PhoneProviderView> {
    Ok(Json(phone_provider::get(&admin, &id).await?.into()))
}

/// Update a phone provider.
#[utoipa::path(
    patch, path = "/branding/phone/providers/{id}", tag = "branding", operation_id = "patch_phone_provider",
    params(("id" = String, Path, description = "The provider, `pro_…`")),
    request_body = PhoneProviderPatch,
    responses((status = 200, description = "As it is now", body = PhoneProviderView), (status = 404, description = "No such provider")),
    security(("management" = ["update:phone_providers"]))
)]
pub(super) async fn update(admin: Admin, Id(id): Id<String>, Body(new): Body<PhoneProviderPatch>) -> Answer<PhoneProviderView> {
    let change = change(new.name, new.disabled, new.configuration, new.credentials);
    Ok(Json(phone_provider::update(&admin, id, change).await?.into()))
}

/// Delete a phone provider.
///
/// With it goes its account. The built-in provider sends from here on.
#[utoipa::path(
    delete, path = "/branding/phone/providers/{id}", tag = "branding", operation_id = "delete_phone_provider",
    params(("id" = String, Path, description = "The provider, `pro_…`")),
    responses((status = 204, description = "It is gone"), (status = 404, description = "No such provider")),
    security(("management" = ["delete:phone_providers"]))
)]
pub(super) async fn delete(admin: Admin, Id(id): Id<String>) -> Empty {
    phone_provider::delete(&admin, id).await?;
    empty()
}

/// Send a test message by a phone provider.
///
/// A fixed text, also while the provider is disabled. Of a tenant, ten such messages at once, then one every ten minutes.
#[utoipa::path(
    post, path = "/branding/phone/providers/{id}/try", tag = "branding", operation_id = "try_phone_provider",
    params(("id" = String, Path, description = "The provider, `pro_…`")),
    request_body = PhoneTry,
    responses((status = 202, description = "On its way", body = PhoneTried), (status = 404, description = "No such provider")),
    security(("management" = ["create:phone_providers"]))
)]
pub(super) async fn attempt(admin: Admin, Id(id): Id<String>, Body(asked): Body<PhoneTry>) -> Accepted {
    phone_try::provider(&admin, &id, asked.into()).await?;
    accepted()
}

fn change(
    name: Option<PhoneProviderName>,
    disabled: Option<bool>,
    configuration: Option<PhoneProviderConfiguration>,
    credentials: Option<PhoneProviderCredentials>,
) -> ProviderChange {
    ProviderChange {
        provider: name.map(|name| match name {
            PhoneProviderName::Twilio => Provider::Twilio,
            PhoneProviderName::Custom => Provider::PhoneMessageHook,
        }),
        is_disabled: disabled,
        configuration: configuration.map(|set| phone_provider::Configuration {
            sid: set.sid,
            default_from: set.default_from,
            mssid: set.mssid,
            delivery_methods: set.delivery_methods.map(|methods| methods.into_iter().map(Channel::from).collect()),
        }),
        auth_token: credentials.and_then(|sent| sent.auth_token),
    }
}

impl From<PhoneProvider> for PhoneProviderView {
    fn from(known: PhoneProvider) -> Self {
        let account = known.account.unwrap_or_default();
        Self {
            id: known.id,
            tenant: known.tenant,
            name: if known.provider == Provider::Twilio { PhoneProviderName::Twilio } else { PhoneProviderName::Custom },
            channel: NotificationChannel::Phone,
            disabled: known.is_disabled,
            configuration: PhoneProviderConfigurationView {
                default_from: account.from,
                mssid: account.messaging_service_sid,
                sid: account.sid,
                delivery_methods: known.delivery_methods.into_iter().map(DeliveryMethod::from).collect(),
            },
            created_at: known.created_at.to_string(),
            updated_at: known.updated_at.to_string(),
        }
    }
}
