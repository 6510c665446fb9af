//! The stylesheet, script and pictures of the login pages, and the tenant's own colours and picture.
//!
//! Their addresses change with their content, so that a browser fetches each once.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use ringfence_core::tenant::Branding;

use crate::ctx::Ctx;
use crate::http::dev::assets::Assets;
use crate::http::error::no_such_path;
use crate::http::pages::view::brand::Brand;

const SERVED: [&str; 6] = ["pages.css", "pages.js", "form_post.js", "favicon.svg", "api.css", "api.js"];
const FOR_A_YEAR: &str = "public, max-age=31536000, immutable";

static VERSION: LazyLock<String> = LazyLock::new(|| {
    let all: Vec<u8> = SERVED.iter().filter_map(|file| Assets::get(file)).flat_map(|file| file.data.into_owned()).collect();
    fingerprint(&all)
});

pub fn version() -> &'static str {
    &VERSION
}

pub fn fingerprint(bytes: &[u8]) -> String {
    let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, bytes);
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(&digest.as_ref()[..9])
}

pub fn brand_version(branding: &Branding) -> String {
    let colours = format!("{:?}{:?}", branding.primary_color, branding.page_background);
    fingerprint(format!("{colours}{}", version()).as_bytes())
}

pub async fn serve(Path(file): Path<String>) -> Response {
    let Some(asset) = SERVED.contains(&file.as_str()).then(|| Assets::get(&file)).flatten() else { return no_such_path().await };
    let kind = mime_guess::from_path(&file).first_or_octet_stream();
    let headers = [(header::CONTENT_TYPE, kind.to_string()), (header::CACHE_CONTROL, FOR_A_YEAR.to_owned())];
    (StatusCode::OK, headers, asset.data.into_owned()).into_response()
}

pub async fn brand(ctx: Ctx) -> Response {
    let branding = &ctx.settings().branding;
    let sheet = Brand::new(branding.primary_color.as_deref(), branding.page_background.as_deref()).stylesheet();
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, FOR_A_YEAR)], sheet).into_response()
}

/// A picture may be an SVG, which could hold a script: its own policy lets none run, wherever it is opened.
pub async fn logo(ctx: Ctx) -> Response {
    let Some((kind, bytes)) = ctx.settings().branding.logo.as_deref().and_then(decode) else { return no_such_path().await };
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, FOR_A_YEAR.to_owned()),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; style-src 'unsafe-inline'; sandbox".to_owned()),
    ];
    (headers, bytes).into_response()
}

/// `data:image/png;base64,…`
fn decode(url: &str) -> Option<(String, Vec<u8>)> {
    let (kind, encoded) = url.strip_prefix("data:")?.split_once(";base64,")?;
    let is_picture = ["image/png", "image/jpeg", "image/webp", "image/svg+xml"].contains(&kind);
    let bytes = base64::engine::general_purpose::STANDARD.decode(encoded).ok()?;
    is_picture.then(|| (kind.to_owned(), bytes))
}
