//! A user as the Management API shows them.
//!
//! Auth0 makes up a picture from a hash of the address at Gravatar; here nobody's address is told to a third party, so a picture that
//! was not set is not there.

use ringfence_core::user::User;
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use crate::flow::administer::user::accounts::Account;
use crate::http::management::fields::Partial;

/// A person of the tenant.
#[derive(Serialize, ToSchema)]
pub(super) struct UserView {
    user_id: String,
    email: String,
    email_verified: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    username: Option<String>,
    /// The address, unless one was set.
    name: String,
    /// The address up to its `@`, unless one was set.
    nickname: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    picture: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    given_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    family_name: Option<String>,
    #[schema(format = DateTime)]
    created_at: String,
    #[schema(format = DateTime)]
    updated_at: String,
    identities: Vec<Identity>,
    /// What the person may change; absent where there is none.
    #[serde(skip_serializing_if = "Map::is_empty")]
    #[schema(value_type = Object, required = false)]
    user_metadata: Map<String, Value>,
    /// What only administrators change; absent where there is none.
    #[serde(skip_serializing_if = "Map::is_empty")]
    #[schema(value_type = Object, required = false)]
    app_metadata: Map<String, Value>,
    /// There only where it is true.
    #[serde(skip_serializing_if = "Option::is_none")]
    blocked: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = DateTime)]
    last_login: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_ip: Option<String>,
    logins_count: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = DateTime)]
    last_password_reset: Option<String>,
    /// `guardian` for whoever has bound a second factor.
    #[serde(skip_serializing_if = "Option::is_none")]
    multifactor: Option<Vec<&'static str>>,
}

/// Where the person signs in.
#[derive(Serialize, ToSchema)]
pub(super) struct Identity {
    connection: String,
    /// Without `auth0|`.
    user_id: String,
    provider: &'static str,
    #[serde(rename = "isSocial")]
    is_social: bool,
}

pub(super) type PartialUser = Partial<UserView>;

impl UserView {
    pub(super) fn of(account: Account) -> Self {
        let Account { user, is_enrolled } = account;
        let identity =
            Identity { connection: user.connection.clone(), user_id: user.id.bare().to_owned(), provider: "auth0", is_social: false };
        let (name, nickname) = (user.name().to_owned(), user.nickname().to_owned());
        let profile = user.profile;
        Self {
            user_id: user.id.to_string(),
            email: user.email,
            email_verified: user.email_verified,
            username: profile.username,
            name,
            nickname,
            picture: profile.picture,
            given_name: profile.given_name,
            family_name: profile.family_name,
            created_at: user.created_at.to_string(),
            updated_at: user.updated_at.to_string(),
            identities: vec![identity],
            user_metadata: profile.user_metadata,
            app_metadata: profile.app_metadata,
            blocked: user.is_blocked.then_some(true),
            last_login: user.last_login_at.map(|at| at.to_string()),
            last_ip: user.last_ip,
            logins_count: user.logins_count,
            last_password_reset: user.password_set_at.map(|at| at.to_string()),
            multifactor: is_enrolled.then(|| vec!["guardian"]),
        }
    }

    /// Of somebody made a moment ago.
    pub(super) fn of_new(user: User) -> Self {
        Self::of(Account { user, is_enrolled: false })
    }
}
