//! A request is handled once it has wholly arrived, and it must arrive in time.
//!
//! 1. Where the head says who asks, it is checked before the body is read: by the Management API's gate, and here for the routes of
//!    the MFA API that need a bearer token. Without a good token a body may have [`BODY_OF_A_STRANGER`] at most.
//! 2. What has come of all bodies together stays below `server.max_buffered`, and a quarter of it for one address without a token;
//!    beyond it the answer is 503. An answer to a body that was not read to its end says `Connection: close`.
//! 3. The request's moment is taken after that: a body held back would otherwise keep codes and tokens alive for as long as its
//!    connection.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Version, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::StreamExt;
use ringfence_core::risk;

use crate::ceiling::Share;
use crate::config::BODY_OF_A_STRANGER;
use crate::ctx::{App, Ctx};
use crate::flow::error::FlowError;
use crate::flow::proof;
use crate::http::context;
use crate::http::error::ApiError;
use crate::http::watched::Watched;

const IN_TIME: Duration = Duration::from_secs(10);

/// A body that is here, and its share of what all of them may hold.
pub struct Arrived {
    pub bytes: Bytes,
    pub share: Share,
}

pub async fn wait(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let is_reused = request.version() < Version::HTTP_2;
    let (parts, body) = request.into_parts();
    let (body, end) = Watched::new(body);
    let mut response = answer(app, Request::from_parts(parts, Body::new(body)), next).await;
    if is_reused && !end.load(Ordering::Relaxed) {
        // The rest of the body is still to come on this connection, and nobody reads it (RFC 9112 §9.6).
        response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    response
}

async fn answer(app: Arc<App>, request: Request, next: Next) -> Response {
    // The gate reads its bodies itself, when it knows who asks.
    if request.uri().path().starts_with("/api/v2/") {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    if body.is_end_stream() {
        return next.run(Request::from_parts(parts, Body::empty())).await;
    }
    if parts.uri.path() == "/userinfo" {
        // It needs the head alone; a body is not read.
        return next.run(Request::from_parts(parts, Body::empty())).await;
    }
    let arrived = match limit(&app, &mut parts).await {
        Ok(limit) => {
            let origin = context::origin(&parts, &app.settings.server.trusted_proxies, String::new());
            gathered(&app, Some(risk::source_of(&origin.ip)), body, limit).await
        }
        Err(refusal) => return refusal,
    };
    match arrived {
        // The share is given back with the answer.
        Ok(Arrived { bytes, share: _share }) => next.run(Request::from_parts(parts, Body::from(bytes))).await,
        Err(problem) => ApiError(problem).into_response(),
    }
}

/// Reads a body of at most `limit` bytes, for somebody whose token is good.
pub async fn read(app: &App, body: Body, limit: usize) -> Result<Arrived, FlowError> {
    gathered(app, None, body, limit).await
}

async fn gathered(app: &App, sender: Option<String>, body: Body, limit: usize) -> Result<Arrived, FlowError> {
    if body.size_hint().lower() > limit as u64 {
        return Err(FlowError::BodyTooLarge);
    }
    let gathered = tokio::time::timeout(IN_TIME, gather(app.arriving.share(sender), body, limit)).await;
    gathered.unwrap_or(Err(FlowError::BodyTooSlow))
}

/// Copies the pieces together: each may be a small part of a large buffer, which it would keep.
async fn gather(mut share: Share, body: Body, limit: usize) -> Result<Arrived, FlowError> {
    let mut pieces = body.into_data_stream();
    let mut bytes = Vec::new();
    while let Some(piece) = pieces.next().await {
        let piece = piece.map_err(|_| FlowError::MalformedBody("The body could not be read.".to_owned()))?;
        if bytes.len() + piece.len() > limit {
            return Err(FlowError::BodyTooLarge);
        }
        if bytes.capacity() - bytes.len() < piece.len() {
            // Twice as much, or what is needed: as a Vec grows by itself, but counted.
            let more = piece.len().max(bytes.capacity()).min(limit - bytes.len());
            share.grow(bytes.len() + more - bytes.capacity()).map_err(|_| FlowError::BuffersFull)?;
            bytes.reserve_exact(more);
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(Arrived { bytes: Bytes::from(bytes), share })
}

/// How long a body may be. A route of the MFA API that lives by its bearer refuses another here, before any of it is read.
async fn limit(app: &Arc<App>, parts: &mut Parts) -> Result<usize, Response> {
    let (path, whole) = (parts.uri.path(), app.settings.server.max_body);
    if path != "/mfa/associate" && !path.starts_with("/mfa/authenticators") {
        return Ok(whole.min(BODY_OF_A_STRANGER));
    }
    let ctx = Ctx::from_request_parts(parts, app).await?;
    let proof = proof::of_bearer(&ctx, context::bearer(&parts.headers));
    proof.map(|_| whole).map_err(|problem| ApiError(problem).into_response())
}
