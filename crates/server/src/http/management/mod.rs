//! The Management API: what an administrator sets, under `/api/v2`, by Auth0's own tools or by hand.
//!
//! It decides nothing and writes nothing itself: the gate (`gate.rs`) holds a request against the document, a handler hands it to
//! `flow/administer`. Start reading at [`parts`], the list of its resources, then at `gate.rs`.

pub mod absent;
pub mod branding;
pub mod chosen;
pub mod client_grants;
pub mod clients;
pub mod connections;
pub mod contract;
pub mod document;
pub mod extract;
pub mod fields;
pub mod form;
pub mod gate;
pub mod guardian;
pub mod jobs;
pub mod logs;
pub mod page;
pub mod paging;
pub mod patch;
pub mod prompts;
pub mod stats;
pub mod resource_servers;
pub mod roles;
pub mod strict_json;
pub mod tenants;
pub mod tickets;
pub mod user_factors;
pub mod users;

use std::sync::{Arc, OnceLock};

use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use axum::{Json, Router};
use utoipa_axum::router::OpenApiRouter;

use crate::ctx::App;
use crate::http::error::management::ManagementError;

pub use contract::{Contract, compile};
pub(crate) use extract::{Body, Id, Query};
pub(crate) use paging::{Checkpoint, Paging, listing};

/// An answer with a body, status 200.
pub(crate) type Answer<T> = Result<Json<T>, ManagementError>;
/// An answer with a body, status 201.
pub(crate) type Created<T> = Result<(StatusCode, Json<T>), ManagementError>;
/// An answer without a body, status 204.
pub(crate) type Empty = Result<StatusCode, ManagementError>;

pub(crate) fn created<T>(body: T) -> Created<T> {
    Ok((StatusCode::CREATED, Json(body)))
}

pub(crate) fn empty() -> Empty {
    Ok(StatusCode::NO_CONTENT)
}

/// Every resource brings its routes, and with them its part of the document.
fn parts() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::with_openapi(document::frame()).nest("/api/v2", OpenApiRouter::new().merge(guardian::routes()).merge(clients::routes()).merge(client_grants::routes()).merge(resource_servers::routes()).merge(connections::routes()).merge(roles::routes()).merge(tickets::routes()).merge(absent::routes()).merge(prompts::routes()).merge(tenants::routes()).merge(branding::routes()).merge(logs::routes()).merge(stats::routes()).merge(user_factors::routes()).merge(users::routes()).merge(jobs::routes()))
}

pub fn router(app: &Arc<App>) -> Router<Arc<App>> {
    let (routes, document) = parts().split_for_parts();
    let contract = Arc::new(Contract::of(document::finished(document)));
    let gate = gate::Gate { app: app.clone(), contract: contract.clone() };
    let (read, page, is_dev) = (contract.clone(), Arc::new(OnceLock::new()), app.dev.management.get().is_some());
    routes
        .route_layer(from_fn_with_state(gate, gate::pass))
        .route("/api/v2/openapi.json", get(async move || Json(contract.document().clone())))
        .route("/api/v2/docs", get(async move || page::answer(page.get_or_init(|| page::drawn(read.document(), is_dev)))))
}

/// The document by itself, for a test that looks through it.
pub fn document() -> serde_json::Value {
    document::finished(parts().into_openapi())
}
