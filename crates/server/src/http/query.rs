//! The parameters in an address, for pages: hostile until read.
//!
//! Of a name that comes twice the first counts; a NUL character, which no database keeps and nobody types, is refused.

use std::collections::BTreeMap;

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Response;

use crate::http::error::plain;

pub struct Query(pub BTreeMap<String, String>);

impl<S: Send + Sync> FromRequestParts<S> for Query {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Response> {
        let mut values = BTreeMap::new();
        for (name, value) in form_urlencoded::parse(parts.uri.query().unwrap_or_default().as_bytes()) {
            if name.contains('\0') || value.contains('\0') {
                return Err(plain(StatusCode::BAD_REQUEST, "invalid_request", "A parameter holds a NUL character."));
            }
            values.entry(name.into_owned()).or_insert_with(|| value.into_owned());
        }
        Ok(Self(values))
    }
}
