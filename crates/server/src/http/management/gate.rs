//! What stands before every operation of the Management API.
//!
//! 1. a bearer token of this tenant's, for this API, that has not expired ([`crate::flow::administer::admit`]);
//! 2. a place in the caller's bucket of requests;
//! 3. a scope that the document names for the operation;
//! 4. a path, a query and a body that are what the document says. The body is read here and not before, and once it is here the
//!    token is looked at again: what takes its time must not outlive it.
//!
//! A write that is refused is recorded (`fapi`), whatever refused it once the caller is known.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{FromRequestParts, MatchedPath, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde_json::Value;

use crate::ceiling::Share;
use crate::ctx::{App, Ctx};
use crate::flow::administer::{self, Act, Admin};
use crate::flow::error::FlowError;
use crate::flow::throttle::Allowance;
use crate::http::error::management::{ManagementError, explained};
use crate::http::management::contract::{Operation, TakesBody};
use crate::http::management::extract::Admitted;
use crate::http::management::{contract, form, strict_json};
use crate::http::{arrival, context};

pub async fn pass(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let ctx = match Ctx::from_request_parts(&mut parts, &app).await {
        Ok(ctx) => ctx,
        Err(refusal) => return refusal,
    };
    let path = parts.extensions.get::<MatchedPath>().map(|path| path.as_str().to_owned()).unwrap_or_default();
    // HEAD is answered as GET is, without the body.
    let method = if parts.method == Method::HEAD { Method::GET } else { parts.method.clone() };
    let Some(operation) = contract().operation(&method, &path) else {
        return ManagementError(FlowError::NotFound("operation")).into_response();
    };
    let caller = match administer::admit(&ctx, context::bearer(&parts.headers)).await {
        Ok(caller) => caller,
        Err(problem) => return ManagementError(problem).into_response(),
    };
    let act = Act { summary: operation.summary.clone(), status: operation.success, is_write: method != Method::GET, body: Value::Null };
    let mut admin = Admin::new(ctx, caller, act);
    let allowance = admin.throttle();
    let admitted = match allowance.wait {
        Some(wait) => {
            admin.limited().await;
            Err(FlowError::TooManyRequests { wait })
        }
        None => match admin.caller.require(&operation.scopes) {
            Ok(()) => read(&mut admin, operation, &parts, body).await,
            Err(problem) => Err(problem),
        },
    };
    let mut response = match admitted {
        Ok(Read { query, content, rest, share: _share }) => {
            admin.saw_body(&content);
            parts.extensions.insert(Admitted { admin: admin.clone(), query, body: content });
            next.run(Request::from_parts(parts, rest)).await
        }
        Err(problem) => ManagementError(problem).into_response(),
    };
    decorate(response.headers_mut(), &allowance);
    let is_refused = response.status().is_client_error() || response.status().is_server_error();
    // A loop in somebody's script is told of once a minute, by `limited`.
    if method != Method::GET && is_refused && allowance.wait.is_none() {
        let words = explained(&response);
        if let Err(problem) = admin.refused(response.status().as_u16(), &words).await {
            tracing::error!(error = %problem, "a refused write could not be recorded");
        }
    }
    response
}

/// `X-RateLimit-*` as Auth0's: how many at once, how many are left, and when all of them are back, in seconds since 1970.
fn decorate(headers: &mut HeaderMap, allowance: &Allowance) {
    headers.insert("x-ratelimit-limit", HeaderValue::from(allowance.limit));
    headers.insert("x-ratelimit-remaining", HeaderValue::from(allowance.remaining));
    headers.insert("x-ratelimit-reset", HeaderValue::from(allowance.reset_at.as_secs()));
    if let Some(wait) = allowance.wait {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds(wait)));
    }
}

fn seconds(wait: Duration) -> u64 {
    wait.as_secs() + u64::from(wait.subsec_nanos() > 0)
}

/// A request that is what the document says.
struct Read {
    query: Value,
    content: Value,
    /// What is left to read for the handler.
    rest: Body,
    /// Of what all bodies may hold together, until the answer.
    share: Option<Share>,
}

async fn read(admin: &mut Admin, operation: &Operation, parts: &Parts, body: Body) -> Result<Read, FlowError> {
    let path = percent_encoding::percent_decode_str(parts.uri.path()).decode_utf8().map_err(|_| FlowError::InvalidPath)?;
    if path.contains('\0') {
        return Err(FlowError::InvalidPath);
    }
    let query = parts.uri.query().unwrap_or_default();
    let decoded = percent_encoding::percent_decode_str(query)
        .decode_utf8()
        .map_err(|_| FlowError::InvalidQuery("Query validation error: 'not UTF-8'.".to_owned()))?;
    if decoded.contains('\0') {
        return Err(FlowError::InvalidQuery("Query validation error: 'a text holds a NUL character'.".to_owned()));
    }
    let pairs = form_urlencoded::parse(query.as_bytes()).map(|(name, value)| (name.into_owned(), value.into_owned()));
    let query = contract().query(operation, pairs).map_err(FlowError::InvalidQuery)?;
    if operation.takes_body == TakesBody::Stream {
        return Ok(Read { query, content: Value::Null, rest: body, share: None });
    }
    if body.is_end_stream() {
        return Ok(Read { query, content: content(operation, &parts.headers, &Bytes::new())?, rest: body, share: None });
    }
    let app = admin.ctx.app.clone();
    let arrived = arrival::read(&app, body, app.settings.management.max_body).await?;
    admin.ctx.now = app.clock.now();
    admin.caller = administer::admit(&admin.ctx, context::bearer(&parts.headers)).await?;
    let content = content(operation, &parts.headers, &arrived.bytes)?;
    Ok(Read { query, content, rest: Body::empty(), share: Some(arrived.share) })
}

fn content(operation: &Operation, headers: &HeaderMap, bytes: &Bytes) -> Result<Value, FlowError> {
    let malformed = |words: String| FlowError::MalformedBody(format!("Payload validation error: '{words}'."));
    // Many a client sends an empty object, or an empty text, with what takes none.
    if operation.takes_body == TakesBody::No {
        return Ok(Value::Null);
    }
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let value = match kind.as_str() {
        _ if bytes.is_empty() && operation.takes_body == TakesBody::Optional => return Ok(Value::Object(serde_json::Map::new())),
        "application/json" => strict_json::parse(bytes).map_err(malformed)?,
        "application/x-www-form-urlencoded" => contract().coerce(operation, form::parse(bytes).map_err(malformed)?),
        "" if bytes.is_empty() => return Err(malformed("Missing body".to_owned())),
        _ => return Err(FlowError::WrongContentType),
    };
    contract().check_body(operation, &value).map_err(FlowError::MalformedBody)?;
    Ok(value)
}
