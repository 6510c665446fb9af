//! `POST /dbconnections/signup`: a new user of a database connection.

use axum::Json;
use axum::response::{IntoResponse, Response};
use ringfence_core::id::ClientId;
use ringfence_core::user::{self, Profile, User};
use serde_json::{Map, Value, json};

use crate::ctx::Ctx;
use crate::flow::authenticate;
use crate::flow::error::FlowError;
use crate::flow::signup::{self, Signup};
use crate::http::error::SignupError;
use crate::http::params::Params;

pub async fn sign_up(ctx: Ctx, params: Params) -> Result<Response, SignupError> {
    // A public call: browsers make it, so the client is named and not asked for its secret.
    let client = authenticate::client_by_id(&ctx, &ClientId::new(params.required("client_id")?)).await?;
    let signup = Signup {
        email: params.required("email")?.to_owned(),
        password: params.required("password")?.to_owned(),
        connection: params.required("connection")?.to_owned(),
        profile: profile(&params)?,
    };
    signup::admit(&ctx).await?;
    let user = signup::sign_up(&ctx, &client, signup).await?;
    Ok(Json(shown(&user)).into_response())
}

fn profile(params: &Params) -> Result<Profile, FlowError> {
    let text = |name| Ok::<_, FlowError>(params.optional(name)?.map(|text| text.chars().take(300).collect::<String>()));
    Ok(Profile {
        username: params.optional("username")?.map(username).transpose()?,
        name: text("name")?,
        nickname: text("nickname")?,
        given_name: text("given_name")?,
        family_name: text("family_name")?,
        picture: text("picture")?,
        user_metadata: params.object("user_metadata")?,
        app_metadata: Map::new(),
    })
}

fn username(name: &str) -> Result<String, FlowError> {
    user::username(name).ok_or_else(|| FlowError::InvalidParameter("The username is invalid.".to_owned()))
}

/// Auth0's answer names the bare id, without `auth0|`.
fn shown(user: &User) -> Map<String, Value> {
    let mut fields = Map::new();
    fields.insert("_id".to_owned(), json!(user.id.as_str().trim_start_matches("auth0|")));
    fields.insert("email".to_owned(), json!(user.email));
    fields.insert("email_verified".to_owned(), json!(user.email_verified));
    let optional = [
        ("username", &user.profile.username),
        ("name", &user.profile.name),
        ("nickname", &user.profile.nickname),
        ("given_name", &user.profile.given_name),
        ("family_name", &user.profile.family_name),
        ("picture", &user.profile.picture),
    ];
    fields.extend(optional.into_iter().filter_map(|(name, value)| Some((name.to_owned(), json!(value.as_ref()?)))));
    if !user.profile.user_metadata.is_empty() {
        fields.insert("user_metadata".to_owned(), json!(user.profile.user_metadata));
    }
    fields
}
