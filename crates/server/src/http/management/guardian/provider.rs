//! `/guardian/factors/phone`: who sends the codes, and the tenant's Twilio account.

use axum::Json;
use ringfence_core::secret::Secret;
use ringfence_core::tenant::{Provider, TwilioConfig};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::flow::administer::{Admin, factor};
use crate::http::management::{Answer, Body, patch};

/// The built-in provider, the tenant's Twilio account, or its own route of carriers.
#[derive(Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum PhoneFactorProvider {
    Auth0,
    Twilio,
    PhoneMessageHook,
}

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SelectedProvider {
    provider: PhoneFactorProvider,
}

/// Each field may be absent or null; what is absent when set is taken away.
#[derive(Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(super) struct TwilioAccount {
    /// The number that messages and calls come from; calls always need one.
    #[serde(deserialize_with = "patch::present", skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, required = false, max_length = 64)]
    from: Option<Option<String>>,
    /// Of text messages, in place of a number.
    #[serde(deserialize_with = "patch::present", skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, required = false, min_length = 1, max_length = 1000)]
    messaging_service_sid: Option<Option<String>>,
    /// Left out where the tenant hides it.
    #[serde(deserialize_with = "patch::present", skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, required = false, min_length = 1, max_length = 1000)]
    auth_token: Option<Option<String>>,
    /// The Account SID.
    #[serde(deserialize_with = "patch::present", skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, required = false, min_length = 1, max_length = 1000)]
    sid: Option<Option<String>>,
}

/// Get the phone factor's provider.
#[utoipa::path(
    get, path = "/guardian/factors/phone/selected-provider", tag = "guardian", operation_id = "get_selected_provider",
    responses((status = 200, description = "The provider", body = SelectedProvider)),
    security(("management" = ["read:guardian_factors"]))
)]
pub(super) async fn selected(admin: Admin) -> Answer<SelectedProvider> {
    Ok(Json(SelectedProvider { provider: admin.tenant().await?.settings.phone.provider.into() }))
}

/// Select the phone factor's provider.
///
/// The built-in one carries no calls: while it is selected, the message type `voice` is kept and not offered.
#[utoipa::path(
    put, path = "/guardian/factors/phone/selected-provider", tag = "guardian", operation_id = "put_selected_provider",
    request_body = SelectedProvider,
    responses((status = 200, description = "As it is now", body = SelectedProvider)),
    security(("management" = ["update:guardian_factors"]))
)]
pub(super) async fn select(admin: Admin, Body(new): Body<SelectedProvider>) -> Answer<SelectedProvider> {
    factor::select_provider(&admin, new.provider.into()).await?;
    Ok(Json(new))
}

/// Get the Twilio account.
///
/// With its token, unless the tenant hides it. Without an account the answer is empty.
#[utoipa::path(
    get, path = "/guardian/factors/phone/providers/twilio", tag = "guardian", operation_id = "get_twilio",
    responses((status = 200, description = "The account", body = TwilioAccount)),
    security(("management" = ["read:guardian_factors"]))
)]
pub(super) async fn twilio(admin: Admin) -> Answer<TwilioAccount> {
    let tenant = admin.tenant().await?;
    let known = tenant.twilio;
    if !known.is_set() {
        return Ok(Json(TwilioAccount::default()));
    }
    let is_hidden = known.auth_token.is_some() && tenant.settings.hide_twilio_auth_token;
    if known.auth_token.is_some() && !is_hidden {
        admin.read_secret().await?;
    }
    Ok(Json(TwilioAccount {
        from: Some(known.from),
        messaging_service_sid: Some(known.messaging_service_sid),
        auth_token: (!is_hidden).then(|| known.auth_token.map(|token| token.expose().to_owned())),
        sid: Some(known.sid),
    }))
}

/// Replace the Twilio account.
///
/// What is not sent is taken away, but for a token that the tenant hides; the answer is what was sent. Twilio is asked in the background what the credentials are worth.
#[utoipa::path(
    put, path = "/guardian/factors/phone/providers/twilio", tag = "guardian", operation_id = "put_twilio",
    request_body = TwilioAccount,
    responses((status = 200, description = "As it was sent", body = TwilioAccount)),
    security(("management" = ["update:guardian_factors"]))
)]
pub(super) async fn set_twilio(admin: Admin, Body(new): Body<TwilioAccount>) -> Answer<TwilioAccount> {
    let sent = |field: &Option<Option<String>>| field.clone().flatten().filter(|text| !text.is_empty());
    let account = TwilioConfig {
        sid: sent(&new.sid),
        auth_token: sent(&new.auth_token).map(|token| Secret::new(token.as_str())),
        from: sent(&new.from),
        messaging_service_sid: sent(&new.messaging_service_sid),
        ..TwilioConfig::default()
    };
    factor::set_twilio(&admin, account, new.auth_token.is_some()).await?;
    Ok(Json(new))
}

impl From<Provider> for PhoneFactorProvider {
    fn from(provider: Provider) -> Self {
        match provider {
            Provider::Auth0 => Self::Auth0,
            Provider::Twilio => Self::Twilio,
            Provider::PhoneMessageHook => Self::PhoneMessageHook,
        }
    }
}

impl From<PhoneFactorProvider> for Provider {
    fn from(word: PhoneFactorProvider) -> Self {
        match word {
            PhoneFactorProvider::Auth0 => Self::Auth0,
            PhoneFactorProvider::Twilio => Self::Twilio,
            PhoneFactorProvider::PhoneMessageHook => Self::PhoneMessageHook,
        }
    }
}
