//! The only place where an error becomes a response.
//!
//! One table: status, error code and the words that Auth0's clients match on (Auth0, "MFA API" and
//! "Authentication API errors"; docs/api.md tells where the sources are silent and what was decided).

use std::borrow::Cow;
use std::time::Duration;

use axum::Json;
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use ringfence_core::delivery::{Channel, FailureClass};
use ringfence_core::phone::PhoneError;
use ringfence_store::StoreError;
use serde_json::{Value, json};

use crate::flow::authenticate::requirement_word;
use crate::flow::error::FlowError;
use crate::http::error::seldom::Seldom;

pub mod management;
mod seldom;

/// A flow's refusal in the form of the Authentication and MFA APIs: `{error, error_description}`.
#[derive(Debug)]
pub struct ApiError(pub FlowError);

impl<E: Into<FlowError>> From<E> for ApiError {
    fn from(problem: E) -> Self {
        Self(problem.into())
    }
}

struct Wire {
    status: StatusCode,
    error: &'static str,
    description: Cow<'static, str>,
}

fn wire(status: u16, error: &'static str, description: impl Into<Cow<'static, str>>) -> Wire {
    Wire { status: StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR), error, description: description.into() }
}

fn table(problem: &FlowError) -> Wire {
    use FlowError as E;
    match problem {
        E::MissingParameter(name) => wire(400, "invalid_request", format!("Missing required parameter: {name}")),
        E::InvalidParameter(words) => wire(400, "invalid_request", words.clone()),
        E::UnknownClient | E::UnknownClientOfHeader => wire(401, "access_denied", "Unauthorized"),
        E::UnsupportedGrantType(grant) => wire(403, "unsupported_grant_type", format!("Unsupported grant type: {grant}")),
        E::GrantNotAllowed(grant) => wire(403, "unauthorized_client", format!("Grant type '{grant}' not allowed for the client.")),
        E::UnknownAudience(audience) => wire(403, "access_denied", format!("Service not found: {audience}")),
        E::NoClientGrant(audience) => wire(
            403,
            "access_denied",
            format!("Client is not authorized to access \"{audience}\". You need to create a \"client-grant\" associated to this API."),
        ),
        E::WrongCredentials => wire(403, "invalid_grant", "Wrong email or password."),
        E::UserBlocked => wire(403, "unauthorized", "user is blocked"),
        E::UnknownConnection(_) => wire(400, "invalid_request", "The connection does not exist."),
        E::MfaRequired { .. } => wire(403, "mfa_required", "Multifactor authentication required"),
        E::MalformedMfaToken => wire(403, "invalid_grant", "Malformed mfa_token"),
        E::MfaTokenExpired => wire(401, "expired_token", "mfa_token is expired"),
        E::MfaTokenOfAnotherClient => wire(400, "invalid_request", "mfa_token not issued to this client"),
        E::MalformedOobCode => wire(403, "invalid_grant", "Malformed oob_code"),
        E::OobCodeExpired => wire(401, "expired_token", "oob_code is expired"),
        E::OobCodeOfAnotherTransaction => wire(400, "invalid_request", "The oob_code doesn't match the mfa_token"),
        E::WrongBindingCode => wire(403, "invalid_grant", "Invalid binding_code."),
        E::WrongOtpCode => wire(403, "invalid_grant", "Invalid otp_code."),
        E::WrongRecoveryCode => wire(403, "invalid_grant", "MFA Authorization rejected."),
        E::TooManyMessages { channel: Channel::Sms, .. } => {
            wire(429, "invalid_request", "Too many SMS sent by the user. Wait for some minutes before retrying.")
        }
        E::TooManyMessages { channel: Channel::Voice, .. } => {
            wire(429, "invalid_request", "Too many calls made by the user. Wait for some minutes before retrying.")
        }
        E::TooManyWrongCodes { .. } => wire(429, "invalid_request", "Too many failed codes. Wait for some minutes before retrying."),
        E::TooManyFactors { most } => wire(
            400,
            "invalid_request",
            format!("The user has {most} authenticators, the most there may be. Remove one before adding another."),
        ),
        E::TooManyFactorChanges { .. } => {
            wire(429, "invalid_request", "Too many authenticators enrolled by the user. Wait for some minutes before retrying.")
        }
        E::TooManyMails { words, .. } => wire(429, "too_many_requests", *words),
        E::InvalidBearer => wire(401, "invalid_grant", "The mfa_token provided is invalid. Try getting a new token."),
        E::InsufficientScope(scope) => wire(403, "insufficient_scope", format!("Insufficient scope, expected any of: {scope}")),
        E::AlreadyEnrolled => wire(400, "access_denied", "User is already enrolled."),
        E::AssociationRequired => wire(403, "association_required", "User does not have any authenticator enrolled. Enroll one first."),
        E::UnsupportedChallengeType => {
            wire(401, "unsupported_challenge_type", "User does not have a factor of the requested challenge type.")
        }
        E::ChannelNotEnabled(channel) => wire(400, "invalid_request", format!("The oob_channel {channel:?} is not enabled.")),
        E::OtpNotEnabled => wire(400, "invalid_request", "The authenticator type \"otp\" is not enabled."),
        E::PhoneNumber(PhoneError::WrongKind(_)) => wire(400, "invalid_request", "Codes are not sent to this kind of phone number."),
        E::PhoneNumber(PhoneError::NoTexts(_)) => {
            wire(400, "invalid_request", "This number can't receive text messages. Use another number or a call.")
        }
        E::PhoneNumber(PhoneError::NoCalls(_)) => {
            wire(400, "invalid_request", "This number can't receive calls. Use another number or a text message.")
        }
        E::PhoneNumber(PhoneError::Malformed | PhoneError::Invalid) => wire(400, "invalid_request", "The phone number is invalid."),
        E::PhoneInUse => wire(400, "invalid_request", "This phone number is enrolled already."),
        E::AuthenticatorNotFound => wire(404, "not_found", "Authenticator not found."),
        E::SendFailed { channel, class: FailureClass::Recipient } => wire(400, "invalid_request", refused_number(*channel)),
        E::SendFailed { channel: Channel::Sms, .. } => {
            wire(503, "temporarily_unavailable", "The text message could not be sent. Try another way.")
        }
        E::SendFailed { channel: Channel::Voice, .. } => {
            wire(503, "temporarily_unavailable", "The call could not be made. Try another way.")
        }
        E::NoSuchLogin | E::LoginExpired { .. } => wire(400, "invalid_request", "The transaction has expired"),
        E::LoginSuperseded => wire(409, "invalid_request", "The login has gone on in another window."),
        E::TooManyLogins { .. } => wire(429, "too_many_requests", "Too many logins are begun from this address. Wait before trying again."),
        E::NoMethodLeft => wire(403, "access_denied", "No second factor of this user is available."),
        E::ResendTooSoon { .. } => wire(429, "invalid_request", "A message was sent a moment ago. Wait before asking for another."),
        E::Ticket(_) => wire(400, "invalid_request", "The enrollment ticket is not valid."),
        E::UnknownRedirect(_) => wire(400, "invalid_request", "The address is not among those that the application has registered."),
        E::CodeNotProven(words) => wire(403, "invalid_grant", *words),
        E::InvalidAuthorizationCode => wire(403, "invalid_grant", "Invalid authorization code"),
        E::InvalidRefreshToken => wire(403, "invalid_grant", "Unknown or invalid refresh token."),
        E::InvalidAccessToken => wire(401, "invalid_token", "The access token is invalid or has expired."),
        E::SignupDisabled => wire(400, "public_signup_disabled", "Public signup is disabled"),
        E::UserExists => wire(400, "invalid_signup", "Invalid sign up"),
        E::WeakPassword(_) => wire(400, "invalid_password", "Password is too weak"),
        E::BuffersFull | E::Busy => wire(503, "temporarily_unavailable", "Too many requests at once. Try again in a moment."),
        E::NotFound(_) => wire(404, "not_found", "Not found."),
        E::InvalidCallback => wire(403, "access_denied", "The callback's signature is not valid."),
        // The Management API puts these in its own form (`error/management.rs`); elsewhere nothing makes them.
        E::Inexistent(_) => wire(404, "not_found", "Not found."),
        E::Conflict(words) => wire(409, "conflict", words.clone()),
        E::NotSupported(words) => wire(403, "access_denied", words.clone()),
        E::Unauthorized(words) => wire(401, "invalid_token", *words),
        E::MissingScopes(scopes) => wire(403, "insufficient_scope", format!("Insufficient scope, expected any of: {}", scopes.join(","))),
        E::BeyondOwnRights(words) => wire(403, "insufficient_scope", words.clone()),
        E::InvalidQuery(words) | E::MalformedBody(words) => wire(400, "invalid_request", words.clone()),
        E::InvalidPath => wire(400, "invalid_request", "The address is malformed."),
        E::WrongContentType => wire(415, "invalid_request", "The body must be application/json or application/x-www-form-urlencoded."),
        E::BodyTooLarge => wire(413, "invalid_request", "The body is too large."),
        E::BodyTooSlow => wire(408, "invalid_request", "The body did not arrive in time."),
        E::TooManyRequests { .. } => wire(429, "too_many_requests", "Global limit has been reached"),
        E::Template(_) => wire(503, "temporarily_unavailable", "The message could not be composed."),
        E::Store(
            StoreError::Unavailable(_) | StoreError::Full | StoreError::ReadOnly | StoreError::UnknownOutcome | StoreError::Contended(_),
        ) => wire(503, "temporarily_unavailable", "The service cannot store anything at the moment. Try again later."),
        E::Store(_) => wire(500, "server_error", "Internal error. Try again."),
    }
}

fn refused_number(channel: Channel) -> &'static str {
    match channel {
        Channel::Sms => "The text message could not be sent to this phone number.",
        Channel::Voice => "This phone number could not be called.",
    }
}

/// The same for a page: its status, the error's name and the words for whoever builds applications. Logged as any other.
pub fn told(problem: &FlowError) -> (StatusCode, &'static str, String) {
    let Wire { status, error, description } = table(problem);
    log(problem, status);
    (status, error, description.into_owned())
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let Wire { status, error, description } = table(&self.0);
        log(&self.0, status);
        let mut body = json!({ "error": error, "error_description": description });
        if let FlowError::MfaRequired { mfa_token, enroll, challenge } = &self.0 {
            body["mfa_token"] = json!(mfa_token);
            body["mfa_requirements"] = requirements(enroll, challenge);
        }
        let mut response = (status, Json(body)).into_response();
        decorate(&mut response, &self.0);
        response
    }
}

/// `{"enroll": [{"type": "phone"}]}` or `{"challenge": […]}`.
fn requirements(enroll: &[ringfence_core::authenticator::Role], challenge: &[ringfence_core::authenticator::Role]) -> Value {
    let (name, roles) = if enroll.is_empty() { ("challenge", challenge) } else { ("enroll", enroll) };
    let mut words: Vec<&str> = roles.iter().map(|role| requirement_word(*role)).collect();
    words.dedup();
    let kinds: Vec<Value> = words.into_iter().map(|word| json!({ "type": word })).collect();
    json!({ name: kinds })
}

fn decorate(response: &mut Response, problem: &FlowError) {
    let headers = response.headers_mut();
    match problem {
        FlowError::TooManyMessages { wait, .. }
        | FlowError::TooManyWrongCodes { wait }
        | FlowError::TooManyLogins { wait }
        | FlowError::TooManyFactorChanges { wait } => {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(whole_seconds(*wait)));
        }
        FlowError::BuffersFull | FlowError::Busy => {
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
        }
        FlowError::InvalidBearer | FlowError::InvalidAccessToken => {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer error=\"invalid_token\""));
        }
        // RFC 6749 §5.2 wants it then and only then; some clients read no body behind it.
        FlowError::UnknownClientOfHeader => {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Basic realm=\"oauth\""));
        }
        _ => {}
    }
}

fn whole_seconds(wait: Duration) -> u64 {
    wait.as_secs() + u64::from(wait.subsec_nanos() > 0)
}

/// While the database is down every request says so.
static UNAVAILABLE: Seldom = Seldom::new();
/// A stranger can cause it as often as they like.
static BUFFERS_FULL: Seldom = Seldom::new();

/// What the operator must see goes to the log here, once; a user's mistake does not.
fn log(problem: &FlowError, status: StatusCode) {
    match problem {
        FlowError::BuffersFull => {
            if let Some(left_out) = BUFFERS_FULL.due() {
                tracing::warn!(error = %problem, lines.left_out = left_out, "requests were turned away");
            }
        }
        FlowError::Store(cause) if status == StatusCode::SERVICE_UNAVAILABLE => {
            if let Some(left_out) = UNAVAILABLE.due() {
                tracing::error!(error = %cause, lines.left_out = left_out, "the store refused");
            }
        }
        FlowError::Store(cause) => tracing::error!(error = %cause, "the store refused"),
        FlowError::Template(cause) => tracing::error!(error = %cause, "a saved template does not render"),
        FlowError::SendFailed { channel, class } => {
            tracing::warn!(delivery.channel = channel.as_str(), delivery.failure = class.as_str(), "a message could not be sent");
        }
        _ if status.is_server_error() => tracing::error!(error = %problem, "request failed"),
        _ => tracing::debug!(error = %problem, "request refused"),
    }
}

/// The signup endpoint's own form (Auth0, database connections): `{name, code, description, statusCode}`.
#[derive(Debug)]
pub struct SignupError(pub FlowError);

impl<E: Into<FlowError>> From<E> for SignupError {
    fn from(problem: E) -> Self {
        Self(problem.into())
    }
}

impl IntoResponse for SignupError {
    fn into_response(self) -> Response {
        let Wire { status, error, description } = table(&self.0);
        log(&self.0, status);
        let body = match &self.0 {
            FlowError::WeakPassword(weakness) => json!({
                "name": "PasswordStrengthError",
                "message": description,
                "code": error,
                "description": weakness.to_string(),
                "policy": weakness.to_string(),
                "statusCode": status.as_u16(),
            }),
            _ => json!({ "name": "BadRequestError", "code": error, "description": description, "statusCode": status.as_u16() }),
        };
        let mut response = (status, Json(body)).into_response();
        decorate(&mut response, &self.0);
        response
    }
}

/// A refusal that no flow decided: of the body's form, or of the path.
pub fn plain(status: StatusCode, error: &str, description: &str) -> Response {
    (status, Json(json!({ "error": error, "error_description": description }))).into_response()
}

/// Where no route leads, in the form of the API that was meant.
pub async fn nothing_there(uri: Uri) -> Response {
    if is_management(&uri) {
        return management::plain(StatusCode::NOT_FOUND, "There is nothing at this address.", None);
    }
    no_such_path().await
}

pub async fn no_such_path() -> Response {
    plain(StatusCode::NOT_FOUND, "not_found", "There is nothing at this address.")
}

pub async fn method_not_allowed(uri: Uri) -> Response {
    if is_management(&uri) {
        return management::plain(StatusCode::METHOD_NOT_ALLOWED, "This address does not answer to this method.", None);
    }
    plain(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", "This address does not answer to this method.")
}

fn is_management(uri: &Uri) -> bool {
    uri.path().starts_with("/api/v2")
}
