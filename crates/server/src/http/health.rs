//! Is the process alive, and could it serve: for load balancers and supervisors.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use ringfence_store::StoreError;
use serde_json::json;

use crate::ctx::App;
use crate::flow::readiness;

pub async fn alive() -> &'static str {
    "ok"
}

pub async fn ready(State(app): State<Arc<App>>) -> Response {
    if let Some(reason) = app.lockout.reason() {
        tracing::warn!(error = %reason, "not ready: a data key cannot be opened");
        return (StatusCode::SERVICE_UNAVAILABLE, Json(json!({ "status": "master key missing" }))).into_response();
    }
    let status = match readiness::ask(&app).await {
        Ok(()) => return Json(json!({ "status": "ready" })).into_response(),
        Err(StoreError::Full) => "database full",
        Err(StoreError::ReadOnly) => "database read-only",
        Err(_) => "database unavailable",
    };
    (StatusCode::SERVICE_UNAVAILABLE, Json(json!({ "status": status }))).into_response()
}
