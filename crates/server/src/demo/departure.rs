//! Going out: the session here ends first, then the issuer's.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};

use super::Demo;
use super::page::{Problem, page};
use super::visitors::{cookie, forget_cookie};

pub(super) async fn log_out(State(demo): State<Arc<Demo>>, headers: HeaderMap) -> Response {
    if !demo.is_own_form(&headers) {
        return page(&demo, &headers, StatusCode::FORBIDDEN, Some(Problem::foreign_form()));
    }
    let left = cookie(&headers).and_then(|id| demo.visitors.leave(&id));
    let forgotten = [(header::SET_COOKIE, forget_cookie())];
    let Some(session) = left else { return (forgotten, Redirect::to("/demo")).into_response() };
    match demo.end(&session).await {
        Ok(url) => (forgotten, Redirect::to(&url)).into_response(),
        Err(failure) => (forgotten, page(&demo, &headers, StatusCode::BAD_GATEWAY, Some(Problem::ours(&failure)))).into_response(),
    }
}
