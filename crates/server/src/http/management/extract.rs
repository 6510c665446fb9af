//! What a handler is given: the gate has read and checked it all, and a handler takes its own types from it.

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::flow::administer::Admin;
use crate::flow::error::FlowError;
use crate::http::error::management::ManagementError;

/// A request that the gate let through.
#[derive(Clone)]
pub struct Admitted {
    pub admin: Admin,
    pub query: Value,
    pub body: Value,
}

fn admitted(parts: &Parts) -> &Admitted {
    parts.extensions.get().expect("every operation stands behind the gate")
}

impl<S: Send + Sync> FromRequestParts<S> for Admin {
    type Rejection = ManagementError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ManagementError> {
        Ok(admitted(parts).admin.clone())
    }
}

/// The body, as JSON or as a form.
pub struct Body<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Body<T> {
    type Rejection = ManagementError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ManagementError> {
        read(admitted(parts).body.clone(), "Payload").map(Self)
    }
}

/// The parameters in the address.
pub struct Query<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Query<T> {
    type Rejection = ManagementError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ManagementError> {
        read(admitted(parts).query.clone(), "Query").map(Self)
    }
}

fn read<T: DeserializeOwned>(value: Value, what: &'static str) -> Result<T, ManagementError> {
    // The schema has let it through; what a type is stricter about still gets an answer that names the place.
    serde_path_to_error::deserialize(value).map_err(|problem| {
        let place = problem.path().to_string();
        let place = if place == "." { String::new() } else { format!(" on property {place}") };
        ManagementError(FlowError::InvalidParameter(format!("{what} validation error: 'The value is not allowed here'{place}.")))
    })
}

/// One segment of the path, decoded: an id may hold `|` and even a slash.
pub struct Id<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Id<T> {
    type Rejection = ManagementError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ManagementError> {
        let path = Path::<T>::from_request_parts(parts, state).await;
        path.map(|Path(id)| Self(id)).map_err(|_| ManagementError(FlowError::InvalidPath))
    }
}
