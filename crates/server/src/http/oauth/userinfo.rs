//! `GET` and `POST /userinfo`: the claims of whoever the access token was issued to.

use axum::Json;
use serde_json::{Map, Value};

use crate::ctx::Ctx;
use crate::flow::token;
use crate::http::bearer::Bearer;
use crate::http::error::ApiError;

pub async fn show(ctx: Ctx, Bearer(bearer): Bearer) -> Result<Json<Map<String, Value>>, ApiError> {
    Ok(Json(token::userinfo(&ctx, bearer.as_deref()).await?))
}
