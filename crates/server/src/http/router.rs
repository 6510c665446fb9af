//! The whole URL map on one page.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::{from_fn_with_state, map_response};
use axum::response::Response;
use axum::routing::{delete, get, post};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::cors::{AllowHeaders, Any, CorsLayer};
use tower_http::set_header::SetResponseHeaderLayer;

use crate::ctx::App;
use crate::http::{
    account_ticket, arrival, authorize, callbacks, dev, enrollment_ticket, error, export, health, logout, management, mfa, oauth, pages,
};

pub fn router(app: Arc<App>) -> Router {
    let max_body = app.settings.server.max_body;
    let for_scripts = Router::new()
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
        .layer(cors());
    let mut routes = Router::new()
        // A browser signs in, and out
        .route("/authorize", get(authorize::by_query).post(authorize::by_form))
        .route("/v2/logout", get(logout::v2))
        .route("/oidc/logout", get(logout::oidc_by_query).post(logout::oidc_by_form))
        .route("/mfa/enrollment", get(enrollment_ticket::open))
        .route("/u/mfa-enroll-result", get(enrollment_ticket::result))
        .route("/u/reset-verify", get(account_ticket::show_reset).post(account_ticket::reset))
        .route("/u/email-verification", get(account_ticket::show_verification).post(account_ticket::verify))
        .route("/u/account", get(pages::account::show).post(pages::account::submit))
        .route("/u/account/add", get(pages::account::add))
        .route("/u/delivery", get(pages::screen::delivery))
        .route("/u/brand.css", get(pages::assets::brand))
        .route("/u/logo", get(pages::assets::logo))
        .route("/u/assets/{file}", get(pages::assets::serve))
        .route("/u/{screen}", get(pages::screen::show).post(pages::screen::submit))
        .merge(for_scripts)
        // The Management API
        .merge(management::router(&app))
        // What a job has written, for whoever was given its link
        .route("/exports/{link}", get(export::download))
        // Carriers report back
        .route("/callbacks/{carrier}/{tenant}/{delivery}", post(callbacks::report))
        // Operators look in
        .route("/health", get(health::alive))
        .route("/ready", get(health::ready));
    if app.settings.carriers.virtual_carrier.enabled {
        let mut for_developers = Router::new()
            .route("/", get(dev::home))
            .route("/dev", get(dev::door))
            .route("/dev/inbox", get(dev::inbox::page))
            .route("/dev/inbox/empty", post(dev::inbox::empty))
            .route("/dev/messages", get(dev::messages::list).delete(dev::messages::empty))
            .route("/dev/assets/{file}", get(dev::assets::serve));
        if let Some(demo) = app.dev.demo.get() {
            for_developers = for_developers.route("/dev/management-token", post(dev::token::issue));
            // It leads to its own address by itself.
            routes = routes.merge(demo.routes());
        }
        routes = routes.merge(for_developers.route_layer(from_fn_with_state(app.clone(), dev::under_its_own_name)));
    }
    routes
        .fallback(error::nothing_there)
        .method_not_allowed_fallback(error::method_not_allowed)
        .layer(from_fn_with_state(app.clone(), arrival::wait))
        .layer(DefaultBodyLimit::max(max_body))
        .layer(map_response(come_again))
        .layer(SetResponseHeaderLayer::if_not_present(header::STRICT_TRANSPORT_SECURITY, https_only(&app)))
        .layer(SetResponseHeaderLayer::if_not_present(header::CACHE_CONTROL, HeaderValue::from_static("no-store")))
        .layer(SetResponseHeaderLayer::if_not_present(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")))
        .layer(CatchPanicLayer::custom(panicked))
        .with_state(app)
}

/// Applications that run in a browser call these from their own origin. None of them knows a cookie: what a caller may do stands in
/// the parameters and the bearer, so any origin may ask.
fn cors() -> CorsLayer {
    CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::POST, Method::DELETE])
        .allow_headers(AllowHeaders::mirror_request())
        .expose_headers([header::RETRY_AFTER, header::WWW_AUTHENTICATE])
        .max_age(Duration::from_secs(600))
}

/// Tells browsers to come by https alone, once the operator has said that the world does (RFC 6797). They obey only what came by https.
fn https_only(app: &App) -> Option<HeaderValue> {
    let is_https = app.settings.server.public_url.as_deref().is_some_and(|url| url.starts_with("https://"));
    let age = app.settings.server.hsts.as_secs();
    (is_https && age > 0).then(|| HeaderValue::from_str(&format!("max-age={age}")).expect("letters and digits"))
}

/// A failure that passes says when to try again.
async fn come_again(mut response: Response) -> Response {
    if response.status() == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().entry(header::RETRY_AFTER).or_insert(HeaderValue::from_static("5"));
    }
    response
}

/// A bug, answered like any other failure of ours and logged where it happened.
fn panicked(_: Box<dyn std::any::Any + Send>) -> Response {
    tracing::error!("a handler panicked");
    error::plain(StatusCode::INTERNAL_SERVER_ERROR, "server_error", "Internal error. Try again.")
}
