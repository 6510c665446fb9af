//! A request is handled once it has wholly arrived, and it must arrive in time.
//!
//! Its moment is taken after that: a body held back would otherwise keep codes and tokens alive for as long
//! as its connection.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::ctx::App;
use crate::flow::error::FlowError;
use crate::http::error::management::{self, ManagementError};
use crate::http::error::plain;
use crate::http::params::Refusal;

const IN_TIME: Duration = Duration::from_secs(10);

/// A file of users to import is read as it comes, by whoever handles it.
const STREAMED: &str = "/api/v2/jobs/users-imports";

pub async fn wait(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    if request.uri().path() == STREAMED {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    if parts.uri.path().starts_with("/api/v2/") {
        let arriving = axum::body::to_bytes(body, app.settings.management.max_body);
        return match tokio::time::timeout(IN_TIME, arriving).await {
            Ok(Ok(bytes)) => next.run(Request::from_parts(parts, Body::from(bytes))).await,
            Ok(Err(_)) => ManagementError(FlowError::BodyTooLarge).into_response(),
            Err(_) => management::plain(StatusCode::REQUEST_TIMEOUT, "The body did not arrive in time.", None),
        };
    }
    let arriving = Bytes::from_request(Request::from_parts(parts.clone(), body), &());
    match tokio::time::timeout(IN_TIME, arriving).await {
        Ok(Ok(bytes)) => next.run(Request::from_parts(parts, Body::from(bytes))).await,
        Ok(Err(rejection)) => Refusal::Body(rejection).into_response(),
        Err(_) => plain(StatusCode::REQUEST_TIMEOUT, "invalid_request", "The body did not arrive in time."),
    }
}
