//! `/stats`: logins, sign-ups, and how many people are about.

use std::sync::Arc;

use axum::Json;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::ctx::App;
use crate::flow::administer::Admin;
use crate::flow::administer::stats::{self, Day};
use crate::http::management::{Answer, Query};

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Span {
    /// The first day, as YYYYMMDD; the oldest that is known unless you say.
    #[param(pattern = "^[0-9]{8}$")]
    from: Option<String>,
    /// The last day, as YYYYMMDD; today unless you say.
    #[param(pattern = "^[0-9]{8}$")]
    to: Option<String>,
}

/// One day, in UTC.
#[derive(Serialize, ToSchema)]
pub struct DailyStats {
    #[schema(format = DateTime)]
    date: String,
    logins: u64,
    signups: u64,
    /// Ringfence knows no list of leaked passwords: always 0.
    leaked_passwords: u64,
    #[schema(format = DateTime)]
    created_at: String,
    /// When it was counted, or when the day was over.
    #[schema(format = DateTime)]
    updated_at: String,
}

impl From<Day> for DailyStats {
    fn from(day: Day) -> Self {
        Self {
            date: day.start.to_string(),
            logins: day.logins,
            signups: day.signups,
            leaked_passwords: 0,
            created_at: day.start.to_string(),
            updated_at: day.counted_at.to_string(),
        }
    }
}

pub(super) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(daily)).routes(routes!(active_users))
}

/// Count the logins and sign-ups of each day.
///
/// Only days that the log still holds whole are told of.
#[utoipa::path(
    get, path = "/stats/daily", tag = "stats", operation_id = "get_daily_stats",
    params(Span),
    responses((status = 200, description = "The days, the oldest first", body = Vec<DailyStats>)),
    security(("management" = ["read:stats"]))
)]
pub async fn daily(admin: Admin, Query(span): Query<Span>) -> Answer<Vec<DailyStats>> {
    let days = stats::daily(&admin, span.from.as_deref(), span.to.as_deref()).await?;
    Ok(Json(days.into_iter().map(DailyStats::from).collect()))
}

/// Count the users who logged in within the last 30 days.
#[utoipa::path(
    get, path = "/stats/active-users", tag = "stats", operation_id = "get_active_users",
    responses((status = 200, description = "How many", body = u64, content_type = "application/json")),
    security(("management" = ["read:stats"]))
)]
pub async fn active_users(admin: Admin) -> Answer<u64> {
    Ok(Json(stats::active_users(&admin).await?))
}
