//! The same errors in the Management API's form: `{statusCode, error, message, errorCode}`.
//!
//! Source: Auth0, "Management API errors"; the sentences are those that its SDKs and tools match on. Some answers carry no code, as
//! there.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use super::{log, whole_seconds};
use crate::flow::error::FlowError;

/// A flow's refusal, as an administrator's tool reads it.
#[derive(Debug)]
pub struct ManagementError(pub FlowError);

impl<E: Into<FlowError>> From<E> for ManagementError {
    fn from(problem: E) -> Self {
        Self(problem.into())
    }
}

/// What every refusal looks like.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    /// The HTTP status.
    status_code: u16,
    /// The status in words.
    error: &'static str,
    /// What is wrong, and what to do about it.
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    error_code: Option<&'static str>,
}

/// A refusal's message, kept with the answer for the log.
#[derive(Clone)]
struct Explained(String);

pub fn explained(response: &Response) -> String {
    response.extensions().get::<Explained>().map(|kept| kept.0.clone()).unwrap_or_default()
}

impl IntoResponse for ManagementError {
    fn into_response(self) -> Response {
        use FlowError as E;
        let (status, message, code): (u16, String, Option<&'static str>) = match &self.0 {
            E::Inexistent(missing) => (404, missing.words.to_owned(), missing.code),
            E::Conflict(words) => (409, words.clone(), None),
            E::NotSupported(words) => (403, words.clone(), Some("operation_not_supported")),
            E::Unauthorized(words) => (401, (*words).to_owned(), None),
            E::MissingScopes(scopes) => {
                (403, format!("Insufficient scope, expected any of: {}", scopes.join(",")), Some("insufficient_scope"))
            }
            E::BeyondOwnRights(words) => (403, words.clone(), Some("insufficient_scope")),
            E::InvalidQuery(words) => (400, words.clone(), Some("invalid_query_string")),
            E::InvalidPath => (400, "Path validation error: 'The address is malformed'.".to_owned(), Some("invalid_uri")),
            E::MalformedBody(words) | E::InvalidParameter(words) => (400, words.clone(), Some("invalid_body")),
            E::TooManyRequests { .. } => (429, "Global limit has been reached".to_owned(), Some("too_many_requests")),
            E::TooManyMails { words, .. } => (429, (*words).to_owned(), Some("too_many_requests")),
            E::PhoneNumber(problem) => (400, format!("The phone number is invalid: {problem}."), Some("invalid_body")),
            E::WeakPassword(weakness) => (400, format!("PasswordStrengthError: Password is too weak ({weakness})"), Some("invalid_body")),
            E::UserExists => (409, "The user already exists.".to_owned(), Some("auth0_idp_error")),
            other => {
                let known = super::table(other);
                (known.status.as_u16(), known.description.into_owned(), None)
            }
        };
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        log(&self.0, status);
        let mut response = plain(status, &message, code);
        match &self.0 {
            E::Unauthorized(_) => {
                response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer error=\"invalid_token\""));
            }
            E::TooManyRequests { wait } | E::TooManyMails { wait, .. } => {
                response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(whole_seconds(*wait)));
            }
            _ => {}
        }
        response
    }
}

pub fn plain(status: StatusCode, message: &str, code: Option<&'static str>) -> Response {
    let error = status.canonical_reason().unwrap_or("Error");
    let problem = Problem { status_code: status.as_u16(), error, message: message.to_owned(), error_code: code };
    let mut response = (status, Json(problem)).into_response();
    response.extensions_mut().insert(Explained(message.to_owned()));
    response
}
