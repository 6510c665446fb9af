//! The whole URL map on one page.

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use axum::routing::{delete, get, post};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::ctx::App;
use crate::http::{arrival, callbacks, dev, error, health, mfa, oauth};

pub fn router(app: Arc<App>) -> Router {
    let max_body = app.settings.server.max_body;
    let mut routes = Router::new()
        // OAuth 2.0 and OpenID Connect (Auth0: Authentication API)
        .route("/oauth/token", post(oauth::token::exchange))
        .route("/oauth/revoke", post(oauth::revoke::revoke))
        .route("/userinfo", get(oauth::userinfo::show).post(oauth::userinfo::show))
        .route("/dbconnections/signup", post(oauth::signup::sign_up))
        .route("/.well-known/openid-configuration", get(oauth::well_known::configuration))
        .route("/.well-known/jwks.json", get(oauth::well_known::keys))
        // The MFA API
        .route("/mfa/associate", post(mfa::associate::associate))
        .route("/mfa/challenge", post(mfa::challenge::start))
        .route("/mfa/authenticators", get(mfa::authenticators::list))
        .route("/mfa/authenticators/{id}", delete(mfa::authenticators::remove))
        // Carriers report back
        .route("/callbacks/{carrier}/{tenant}/{delivery}", post(callbacks::report))
        // Operators look in
        .route("/health", get(health::alive))
        .route("/ready", get(health::ready));
    if app.settings.carriers.virtual_carrier.enabled {
        routes = routes
            .route("/", get(dev::home))
            .route("/dev", get(dev::home))
            .route("/dev/inbox", get(dev::inbox::page))
            .route("/dev/inbox/empty", post(dev::inbox::empty))
            .route("/dev/messages", get(dev::messages::list).delete(dev::messages::empty))
            .route("/dev/assets/{file}", get(dev::assets::serve));
    }
    routes
        .fallback(error::no_such_path)
        .method_not_allowed_fallback(error::method_not_allowed)
        .layer(axum::middleware::from_fn(arrival::wait))
        .layer(DefaultBodyLimit::max(max_body))
        .layer(SetResponseHeaderLayer::if_not_present(header::CACHE_CONTROL, HeaderValue::from_static("no-store")))
        .layer(SetResponseHeaderLayer::if_not_present(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")))
        .layer(CatchPanicLayer::custom(panicked))
        .with_state(app)
}

/// A bug, answered like any other failure of ours and logged where it happened.
fn panicked(_: Box<dyn std::any::Any + Send>) -> Response {
    tracing::error!("a handler panicked");
    error::plain(StatusCode::INTERNAL_SERVER_ERROR, "server_error", "Internal error. Try again.")
}
