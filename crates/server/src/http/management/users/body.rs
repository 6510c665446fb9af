//! What is sent to make a user or to change one.

use ringfence_core::user::Profile;
use serde::Deserialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use crate::flow::administer::user::change::UserChange;
use crate::flow::administer::user::create::NewUser;
use crate::flow::administer::user::form;
use crate::flow::error::FlowError;
use crate::http::management::patch;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CreateUser {
    /// The name of the connection that the person will sign in to.
    #[schema(min_length = 1, max_length = 128)]
    connection: String,
    #[schema(format = "email", max_length = 254)]
    email: String,
    /// As strong as the connection asks.
    #[schema(min_length = 1, max_length = 1024)]
    password: String,
    email_verified: Option<bool>,
    /// Only `false`: no mail goes out with this call.
    verify_email: Option<bool>,
    /// Another name to sign in by.
    #[schema(min_length = 1, max_length = 128)]
    username: Option<String>,
    /// The user's id behind `auth0|`; drawn when it is absent.
    #[schema(min_length = 1, max_length = 249, pattern = "^[!-~]+$")]
    user_id: Option<String>,
    /// Locked out from the beginning.
    blocked: Option<bool>,
    #[schema(min_length = 1, max_length = 300)]
    name: Option<String>,
    #[schema(min_length = 1, max_length = 300)]
    nickname: Option<String>,
    #[schema(min_length = 1, max_length = 150)]
    given_name: Option<String>,
    #[schema(min_length = 1, max_length = 150)]
    family_name: Option<String>,
    /// An http or https URL.
    #[schema(min_length = 1, max_length = 2048)]
    picture: Option<String>,
    /// At most 64 KiB.
    #[schema(value_type = Option<Object>)]
    user_metadata: Option<Map<String, Value>>,
    /// At most 64 KiB.
    #[schema(value_type = Option<Object>)]
    app_metadata: Option<Map<String, Value>>,
}

impl CreateUser {
    pub(super) fn into_new(self) -> Result<NewUser, FlowError> {
        check_mail(self.verify_email)?;
        let profile = Profile {
            username: self.username.as_deref().map(form::username).transpose()?,
            name: self.name,
            nickname: self.nickname,
            given_name: self.given_name,
            family_name: self.family_name,
            picture: self.picture.map(form::picture).transpose()?,
            user_metadata: self.user_metadata.unwrap_or_default(),
            app_metadata: self.app_metadata.unwrap_or_default(),
        };
        Ok(NewUser {
            connection: self.connection,
            id: self.user_id,
            email: self.email,
            password: self.password,
            email_verified: self.email_verified.unwrap_or(false),
            is_blocked: self.blocked.unwrap_or(false),
            profile,
        })
    }
}

/// What is absent stays as it is.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct UpdateUser {
    /// The user's own connection: nobody is moved.
    #[schema(min_length = 1, max_length = 128)]
    connection: Option<String>,
    /// Which client asked for it; nothing hangs on it here.
    #[schema(max_length = 64)]
    #[expect(dead_code, reason = "Auth0 chooses an e-mail template by it; tools send it along")]
    client_id: Option<String>,
    /// A new one is to be confirmed again, unless `email_verified` says that it is.
    #[schema(format = "email", max_length = 254)]
    email: Option<String>,
    email_verified: Option<bool>,
    /// Only `false`: no mail goes out with this call.
    verify_email: Option<bool>,
    /// A new one signs the person out everywhere.
    #[schema(min_length = 1, max_length = 1024)]
    password: Option<String>,
    /// Locks the person out, and signs them out everywhere.
    blocked: Option<bool>,
    #[schema(min_length = 1, max_length = 128)]
    username: Option<String>,
    #[serde(default, deserialize_with = "patch::present")]
    #[schema(value_type = Option<String>, min_length = 1, max_length = 300)]
    name: Option<Option<String>>,
    #[serde(default, deserialize_with = "patch::present")]
    #[schema(value_type = Option<String>, min_length = 1, max_length = 300)]
    nickname: Option<Option<String>>,
    #[serde(default, deserialize_with = "patch::present")]
    #[schema(value_type = Option<String>, min_length = 1, max_length = 150)]
    given_name: Option<Option<String>>,
    #[serde(default, deserialize_with = "patch::present")]
    #[schema(value_type = Option<String>, min_length = 1, max_length = 150)]
    family_name: Option<Option<String>>,
    #[serde(default, deserialize_with = "patch::present")]
    #[schema(value_type = Option<String>, min_length = 1, max_length = 2048)]
    picture: Option<Option<String>>,
    /// Merged into what is there, one level deep; a key that is `null` goes. At most 64 KiB in all.
    #[serde(default, deserialize_with = "patch::present")]
    #[schema(value_type = Option<Object>)]
    user_metadata: Option<Option<Map<String, Value>>>,
    /// The same.
    #[serde(default, deserialize_with = "patch::present")]
    #[schema(value_type = Option<Object>)]
    app_metadata: Option<Option<Map<String, Value>>>,
}

impl UpdateUser {
    pub(super) fn into_change(self) -> Result<UserChange, FlowError> {
        check_mail(self.verify_email)?;
        let picture = match self.picture {
            Some(Some(url)) => Some(Some(form::picture(url)?)),
            other => other,
        };
        Ok(UserChange {
            connection: self.connection,
            email: self.email,
            email_verified: self.email_verified,
            password: self.password,
            is_blocked: self.blocked,
            username: self.username,
            name: self.name,
            nickname: self.nickname,
            given_name: self.given_name,
            family_name: self.family_name,
            picture,
            user_metadata: self.user_metadata,
            app_metadata: self.app_metadata,
        })
    }
}

fn check_mail(verify_email: Option<bool>) -> Result<(), FlowError> {
    let words =
        "No mail is sent with this call: leave verify_email out, and make the person a link by POST /api/v2/tickets/email-verification.";
    (verify_email != Some(true)).then_some(()).ok_or_else(|| FlowError::NotSupported(words.to_owned()))
}
