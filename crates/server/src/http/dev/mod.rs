//! What `ringfence dev` adds: the inbox, as a page and as an API, and its assets.
//!
//! Never routed unless the virtual carrier is switched on by name. Start reading at [`messages`].

pub mod assets;
pub mod inbox;
pub mod inbox_filter;
pub mod inbox_page;
pub mod messages;
pub mod token;
pub mod transcript;

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};

use crate::ctx::App;
use crate::http::context;
use crate::http::error::ApiError;

/// Answers only under a name of a tenant's, or a loopback one. A page of somebody else's whose name is made to lead here (DNS rebinding)
/// would otherwise read every code from a developer's browser.
pub async fn under_its_own_name(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let host = context::host(&parts);
    if !context::is_loopback(&host) {
        match app.directory.tenant(&app.store, &host, app.clock.now()).await {
            Ok(Some(_)) => {}
            Ok(None) => return context::no_such_host(),
            Err(problem) => return ApiError(problem).into_response(),
        }
    }
    next.run(Request::from_parts(parts, body)).await
}

/// The front of a development server is its demo application, where there is one.
pub async fn home(State(app): State<Arc<App>>) -> Redirect {
    Redirect::temporary(if app.dev.demo.get().is_some() { "/demo" } else { "/dev/inbox" })
}

pub async fn door() -> Redirect {
    Redirect::temporary("/dev/inbox")
}
