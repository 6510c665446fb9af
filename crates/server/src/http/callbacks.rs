//! Carriers report what became of a message: `POST /callbacks/{carrier}/{tenant}/{delivery}`.
//!
//! Whoever knows the delivery's id has still to sign with the account's own secret, over the public URL
//! of the settings: the `Host` header proves nothing.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use ringfence_core::id::{DeliveryId, TenantId};
use ringfence_core::tenant::Domain;

use crate::ctx::{App, Ctx, Languages};
use crate::flow::error::FlowError;
use crate::flow::receipt::{self, Callback};
use crate::http::context;
use crate::http::error::ApiError;

pub async fn report(
    State(app): State<Arc<App>>,
    path: Result<Path<(String, String, String)>, PathRejection>,
    request: Request,
) -> Result<Response, ApiError> {
    let Path((carrier, tenant, delivery)) = path.map_err(|_| FlowError::NotFound("delivery"))?;
    if tenant.contains('\0') || delivery.contains('\0') {
        // Nothing is named so, and PostgreSQL does not even take the question.
        return Err(FlowError::NotFound("delivery").into());
    }
    let (parts, body) = request.into_parts();
    let body: Bytes = axum::body::to_bytes(body, app.settings.server.max_body).await.map_err(|_| FlowError::InvalidCallback)?;
    let parameters: Vec<(String, String)> = form_urlencoded::parse(&body).into_owned().collect();
    let signature = parts.headers.get("x-twilio-signature").and_then(|value| value.to_str().ok()).unwrap_or_default();
    let public_url = app.settings.server.public_url.as_deref().unwrap_or_default().trim_end_matches('/');
    let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
    let url = format!("{public_url}{path}");

    let now = app.clock.now();
    let view = app.directory.view(&app.store, &TenantId::new(tenant), now).await?;
    let origin = context::origin(&parts, &app.settings.server.trusted_proxies, String::new());
    let domain = view.domains.first().cloned().unwrap_or(Domain { host: String::new(), issuer: String::new() });
    let ctx = Ctx { app, view, domain, languages: Languages::default(), origin, now, events: Arc::default(), has_notice: Arc::default() };
    let callback = Callback { carrier: &carrier, url: &url, parameters: &parameters, signature };
    receipt::report(&ctx, DeliveryId::new(delivery), &callback).await?;
    // Twilio takes an empty TwiML document, or nothing at all.
    Ok((StatusCode::NO_CONTENT, [(header::CONTENT_TYPE, "text/xml")]).into_response())
}
