//! A request is handled once it has wholly arrived, and it must arrive in time.
//!
//! Its moment is taken after that: a body held back would otherwise keep codes and tokens alive for as long
//! as its connection.

use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::http::error::plain;
use crate::http::params::Refusal;

const IN_TIME: Duration = Duration::from_secs(10);

pub async fn wait(request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let arriving = Bytes::from_request(Request::from_parts(parts.clone(), body), &());
    match tokio::time::timeout(IN_TIME, arriving).await {
        Ok(Ok(bytes)) => next.run(Request::from_parts(parts, Body::from(bytes))).await,
        Ok(Err(rejection)) => Refusal::Body(rejection).into_response(),
        Err(_) => plain(StatusCode::REQUEST_TIMEOUT, "invalid_request", "The body did not arrive in time."),
    }
}
