//! An API on the wire.

use std::time::Duration;

use ringfence_core::client::ResourceServer;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use crate::flow::administer::resource_server::{self, ApiFields, Scope};
use crate::flow::error::FlowError;
use crate::http::management::chosen::Chosen;
use crate::http::management::fields::object;

pub(crate) type ApiAnswer = Chosen<ApiView>;

/// A permission at the API.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScopeView {
    #[schema(min_length = 1, max_length = 280, pattern = r"^[\x21\x23-\x5b\x5d-\x7e]+$")]
    value: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 500)]
    description: Option<String>,
}

#[derive(Deserialize, ToSchema)]
pub(crate) enum SigningAlg {
    #[serde(rename = "RS256")]
    Rs256,
}

#[derive(Deserialize, ToSchema)]
pub(crate) enum TokenDialect {
    #[serde(rename = "access_token")]
    AccessToken,
}

/// The same fields make a new API, a change of one, and what is shown of one.
macro_rules! api_fields {
    ($(#[$meta:meta])* $name:ident { $($own:tt)* }) => {
        #[derive(Deserialize, ToSchema)]
        $(#[$meta])*
        #[expect(dead_code, reason = "the fields stand in the document; the code reads them by name")]
        pub(crate) struct $name {
            $($own)*
            #[schema(max_length = 200)]
            name: Option<String>,
            #[schema(max_items = 1000)]
            scopes: Option<Vec<ScopeView>>,
            signing_alg: Option<SigningAlg>,
            /// Of an access token, in seconds.
            #[schema(minimum = 1, maximum = 2_592_000)]
            token_lifetime: Option<u32>,
            /// Kept: no flow of browsers alone issues tokens here.
            #[schema(minimum = 0, maximum = 2_592_000)]
            token_lifetime_for_web: Option<u32>,
            /// Whether a login for this API may end in a refresh token.
            allow_offline_access: Option<bool>,
            /// Kept: nobody is asked for consent.
            skip_consent_for_verifiable_first_party_clients: Option<bool>,
            token_dialect: Option<TokenDialect>,
            /// `false`.
            enforce_policies: Option<bool>,
            /// `null`.
            consent_policy: Option<String>,
            /// `null`.
            #[schema(value_type = Option<Vec<Object>>)]
            authorization_details: Option<Value>,
            /// `null`.
            #[schema(value_type = Option<Object>)]
            token_encryption: Option<Value>,
            /// `null`.
            #[schema(value_type = Option<Object>)]
            proof_of_possession: Option<Value>,
            /// People are let in without a grant, machines with one.
            #[schema(value_type = Option<Object>)]
            subject_type_authorization: Option<Value>,
        }
    };
}

api_fields! {
    /// A new API.
    #[serde(deny_unknown_fields)]
    NewApi {
        /// What tokens name as their audience.
        #[schema(min_length = 1, max_length = 600)]
        identifier: String,
    }
}

api_fields! {
    /// What changes.
    #[serde(deny_unknown_fields)]
    ApiChange {}
}

api_fields! {
    /// An API.
    ApiView {
        id: Option<String>,
        identifier: Option<String>,
        /// Of the server's own: neither changed nor deleted.
        is_system: Option<bool>,
    }
}

#[derive(Serialize)]
struct Known<'a> {
    id: &'a str,
    identifier: &'a str,
    name: &'a str,
    is_system: bool,
    scopes: Vec<ScopeView>,
    signing_alg: &'static str,
    token_lifetime: u64,
    token_lifetime_for_web: u64,
    allow_offline_access: bool,
    skip_consent_for_verifiable_first_party_clients: bool,
    token_dialect: &'static str,
}

pub(crate) fn shown(api: &ResourceServer) -> Map<String, Value> {
    let descriptions = &api.settings.descriptions;
    let scope = |value: &String| ScopeView { value: value.clone(), description: descriptions.get(value).cloned() };
    let lifetime = api.token_lifetime.as_secs();
    let mut shown = object(&Known {
        id: api.id.as_str(),
        identifier: &api.identifier,
        name: &api.name,
        is_system: resource_server::is_system(api),
        scopes: api.scopes.iter().map(scope).collect(),
        signing_alg: "RS256",
        token_lifetime: lifetime,
        token_lifetime_for_web: lifetime.min(7200),
        allow_offline_access: api.settings.allow_offline_access,
        skip_consent_for_verifiable_first_party_clients: true,
        token_dialect: "access_token",
    });
    shown.extend(api.settings.kept.clone());
    shown
}

pub(crate) fn identifier_of(body: &mut Map<String, Value>) -> Result<String, FlowError> {
    take(body, "identifier")?.ok_or_else(|| FlowError::InvalidParameter("An API needs an identifier.".to_owned()))
}

/// What is sent of an API; the types are known to be right.
pub(crate) fn fields_of(mut body: Map<String, Value>) -> Result<ApiFields, FlowError> {
    let scopes: Option<Vec<ScopeView>> = take(&mut body, "scopes")?;
    let fields = ApiFields {
        name: take(&mut body, "name")?,
        scopes: scopes.map(|scopes| scopes.into_iter().map(|scope| Scope { value: scope.value, description: scope.description }).collect()),
        token_lifetime: take(&mut body, "token_lifetime")?.map(Duration::from_secs),
        allow_offline_access: take(&mut body, "allow_offline_access")?,
        kept: body,
    };
    fields.check().map_err(|words| FlowError::InvalidParameter(words.to_owned()))?;
    Ok(fields)
}

/// `null` is as if it were absent.
fn take<T: DeserializeOwned>(body: &mut Map<String, Value>, name: &str) -> Result<Option<T>, FlowError> {
    let Some(value) = body.remove(name) else { return Ok(None) };
    serde_json::from_value(value)
        .map_err(|_| FlowError::InvalidParameter(format!("Payload validation error: 'The value is not allowed here' on property {name}.")))
}
