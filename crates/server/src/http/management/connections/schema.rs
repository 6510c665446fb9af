//! A connection on the wire.

use ringfence_core::connection::{Connection, STRATEGY};
use ringfence_core::id::ClientId;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use crate::flow::administer::connection::ConnectionFields;
use crate::flow::error::FlowError;
use crate::http::management::chosen::Chosen;
use crate::http::management::connections::enabled;
use crate::http::management::fields::object;

pub(crate) type ConnectionAnswer = Chosen<ConnectionView>;

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum PasswordPolicyWord {
    None,
    Low,
    Fair,
    Good,
    Excellent,
}

#[derive(Deserialize, ToSchema)]
#[expect(dead_code, reason = "it stands in the document; core reads it by name")]
pub(crate) struct PasswordComplexity {
    /// Fewer than 8 counts as 8.
    #[schema(minimum = 1, maximum = 128)]
    min_length: Option<u32>,
}

#[derive(Deserialize, ToSchema)]
#[expect(dead_code, reason = "it stands in the document; core reads it by name")]
pub(crate) struct Switched {
    enable: Option<bool>,
}

/// `disable_signup`, `passwordPolicy` and `password_complexity_options` work. What else is sent is kept.
#[derive(Deserialize, ToSchema)]
#[expect(dead_code, reason = "it stands in the document; core reads it by name")]
pub(crate) struct ConnectionOptions {
    disable_signup: Option<bool>,
    #[serde(rename = "passwordPolicy")]
    password_policy: Option<PasswordPolicyWord>,
    password_complexity_options: Option<PasswordComplexity>,
    /// Kept: user names are always taken and never asked for.
    requires_username: Option<bool>,
    disable_self_service_change_password: Option<bool>,
    brute_force_protection: Option<bool>,
    /// Its `enable` is `false`.
    password_history: Option<Switched>,
    /// Its `enable` is `false`.
    password_no_personal_info: Option<Switched>,
    /// Its `enable` is `false`.
    password_dictionary: Option<Switched>,
    /// `false`.
    import_mode: Option<bool>,
    /// `false`.
    #[serde(rename = "enabledDatabaseCustomization")]
    enabled_database_customization: Option<bool>,
    /// Empty.
    #[serde(rename = "customScripts")]
    #[schema(value_type = Option<Object>)]
    custom_scripts: Option<Value>,
}

/// The same fields make a new connection, a change of one, and what is shown of one.
macro_rules! connection_fields {
    ($(#[$meta:meta])* $name:ident { $($own:tt)* }) => {
        #[derive(Deserialize, ToSchema)]
        $(#[$meta])*
        #[expect(dead_code, reason = "the fields stand in the document; the code reads them by name")]
        pub(crate) struct $name {
            $($own)*
            #[schema(max_length = 128)]
            display_name: Option<String>,
            options: Option<ConnectionOptions>,
            /// Ids of clients.
            #[schema(max_items = 10_000)]
            enabled_clients: Option<Vec<String>>,
            /// The connection's name alone.
            #[schema(max_items = 1)]
            realms: Option<Vec<String>>,
            is_domain_connection: Option<bool>,
            show_as_button: Option<bool>,
            #[schema(value_type = Option<Object>)]
            metadata: Option<Value>,
            /// Its `active` is `true`.
            #[schema(value_type = Option<Object>)]
            authentication: Option<Value>,
            #[schema(value_type = Option<Object>)]
            connected_accounts: Option<Value>,
        }
    };
}

connection_fields! {
    /// A new connection.
    #[serde(deny_unknown_fields)]
    NewConnection {
        /// It never changes.
        #[schema(min_length = 1, max_length = 128, pattern = "^[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?$")]
        name: String,
        /// `auth0`: a database.
        #[schema(min_length = 1, max_length = 100)]
        strategy: String,
    }
}

connection_fields! {
    /// What changes.
    #[serde(deny_unknown_fields)]
    ConnectionChange {}
}

connection_fields! {
    /// A connection.
    ConnectionView {
        id: Option<String>,
        name: Option<String>,
        strategy: Option<String>,
    }
}

#[derive(Serialize, ToSchema)]
pub(crate) struct Deleted {
    pub deleted_at: String,
}

#[derive(Serialize)]
struct Known<'a> {
    id: &'a str,
    name: &'a str,
    strategy: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    display_name: Option<&'a str>,
    options: Map<String, Value>,
    enabled_clients: Vec<String>,
    realms: [&'a str; 1],
    is_domain_connection: bool,
}

/// `clients` are all there are.
pub(crate) fn shown(connection: &Connection, clients: &[ClientId]) -> Map<String, Value> {
    let settings = &connection.settings;
    let mut shown = object(&Known {
        id: connection.id.as_str(),
        name: &connection.name,
        strategy: STRATEGY,
        display_name: settings.display_name.as_deref(),
        options: options(settings.options.clone()),
        enabled_clients: enabled(connection, clients),
        realms: [&connection.name],
        is_domain_connection: false,
    });
    shown.extend(settings.kept.clone());
    shown
}

/// With what is so without a word: a tool that finds no options at all believes that it may not read them, and adds this one itself.
fn options(set: Map<String, Value>) -> Map<String, Value> {
    let mut options = Map::from_iter([("disable_self_service_change_password".to_owned(), Value::Bool(false))]);
    options.extend(set);
    options
}

/// Takes the name and the kind out of a new connection's body.
pub(crate) fn name_of(body: &mut Map<String, Value>) -> Result<String, FlowError> {
    let strategy = body.remove("strategy");
    if strategy.is_none_or(|strategy| strategy != STRATEGY) {
        let words = "Ringfence has database connections only: set strategy to auth0.";
        return Err(FlowError::InvalidParameter(words.to_owned()));
    }
    match body.remove("name") {
        Some(Value::String(name)) => Ok(name),
        _ => Err(FlowError::InvalidParameter("A connection needs a name.".to_owned())),
    }
}

/// What is sent of a connection; the types are known to be right.
pub(crate) fn fields_of(mut body: Map<String, Value>) -> Result<ConnectionFields, FlowError> {
    let display_name = body.remove("display_name").map(|name| name.as_str().map(str::to_owned));
    let enabled_clients = match body.remove("enabled_clients") {
        Some(Value::Array(clients)) => Some(clients.iter().filter_map(Value::as_str).map(str::to_owned).collect()),
        _ => None,
    };
    let options = body.remove("options").map(|options| match options {
        Value::Object(options) => options,
        _ => Map::new(),
    });
    Ok(ConnectionFields { display_name, enabled_clients, options, kept: body })
}
