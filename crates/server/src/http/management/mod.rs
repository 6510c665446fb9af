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
pub mod resource_servers;
pub mod roles;
pub mod stats;
pub mod strict_json;
pub mod tenants;
pub mod tickets;
pub mod user_factors;
pub mod users;

use std::sync::{Arc, LazyLock, OnceLock};

use axum::body::Bytes;
use axum::http::{StatusCode, header};
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
    let resources = [
        guardian::routes(),
        users::routes(),
        user_factors::routes(),
        jobs::routes(),
        logs::routes(),
        stats::routes(),
        clients::routes(),
        client_grants::routes(),
        resource_servers::routes(),
        connections::routes(),
        roles::routes(),
        tenants::routes(),
        prompts::routes(),
        branding::routes(),
        tickets::routes(),
        absent::routes(),
    ];
    let all = resources.into_iter().fold(OpenApiRouter::new(), OpenApiRouter::merge);
    OpenApiRouter::with_openapi(document::frame()).nest("/api/v2", all)
}

/// Made once. What comes with it of the document is dropped: a server that nobody asks by this API does not keep it.
static ROUTES: LazyLock<Router<Arc<App>>> = LazyLock::new(|| parts().split_for_parts().0);

/// What requests are held against; made for the first of them.
static CONTRACT: LazyLock<Contract> = LazyLock::new(|| Contract::of(&document()));

static DOCUMENT: LazyLock<Bytes> = LazyLock::new(|| Bytes::from(document().to_string()));

fn contract() -> &'static Contract {
    &CONTRACT
}

pub fn router(app: &Arc<App>) -> Router<Arc<App>> {
    let (page, is_dev) = (Arc::new(OnceLock::new()), app.dev.management.get().is_some());
    let json = [(header::CONTENT_TYPE, "application/json")];
    ROUTES
        .clone()
        .route_layer(from_fn_with_state(app.clone(), gate::pass))
        .route("/api/v2/openapi.json", get(async move || (json, DOCUMENT.clone())))
        .route("/api/v2/docs", get(async move || page::answer(page.get_or_init(|| page::drawn(&document(), is_dev)))))
}

/// The whole document.
pub fn document() -> serde_json::Value {
    document::finished(parts().into_openapi())
}
