//! The stylesheets, scripts and pictures of the pages, built into the binary.

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::Embed;

use crate::http::error::no_such_path;

#[derive(Embed)]
#[folder = "assets/"]
pub(crate) struct Assets;

pub async fn serve(Path(file): Path<String>) -> Response {
    let Some(asset) = Assets::get(&file) else { return no_such_path().await };
    let kind = mime_guess::from_path(&file).first_or_octet_stream();
    let headers = [(header::CONTENT_TYPE, kind.to_string()), (header::CACHE_CONTROL, "no-cache".to_owned())];
    (StatusCode::OK, headers, asset.data.into_owned()).into_response()
}
