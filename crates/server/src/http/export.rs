//! What a job has written, for whoever was given its link: piece by piece, as the store has it.

use axum::body::{Body, Bytes};
use axum::extract::Path;
use axum::http::{HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use ringfence_core::export::Format;

use crate::ctx::Ctx;
use crate::flow::error::FlowError;
use crate::flow::job;
use crate::http::error::management::ManagementError;

pub async fn download(ctx: Ctx, Path(link): Path<String>) -> Result<Response, ManagementError> {
    let written = job::open(&ctx, &link).await?;
    let (kind, file) = match written.format {
        Format::Json => ("application/x-ndjson", "attachment; filename=\"users.ndjson\""),
        Format::Csv => ("text/csv; charset=utf-8", "attachment; filename=\"users.csv\""),
    };
    let pieces = stream::try_unfold(written, async |mut written: job::Written| {
        // What cannot be read breaks the answer off: a file that only looks whole would be worse.
        let piece = written.next().await.inspect_err(|problem| tracing::error!(error = %problem, "an export breaks off"))?;
        Ok::<_, FlowError>(piece.map(|piece| (Bytes::from(piece), written)))
    });
    let headers: [(HeaderName, &str); 2] = [(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, file)];
    Ok((StatusCode::OK, headers, Body::from_stream(pieces)).into_response())
}
