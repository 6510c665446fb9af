//! `/logs`: the tenant's log, searched or read on from a line; and what of it concerns one user.

use std::collections::HashMap;
use std::sync::Arc;

use axum::Json;
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use ringfence_core::search::log::{STRATEGY, is_mobile};
use ringfence_store::{LogEntry, LogOrder};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::ctx::App;
use crate::flow::administer::Admin;
use crate::flow::administer::log::{self, Found, Wanted};
use crate::http::error::management::ManagementError;
use crate::http::management::fields::{Fields, Partial};
use crate::http::management::{Answer, Checkpoint, Id, Paging, Query};

/// One event, by Auth0's field names. What it has not is an empty text, or `null` where that is said.
#[derive(Serialize, ToSchema)]
pub struct LogView {
    #[serde(rename = "_id")]
    id: String,
    log_id: String,
    #[schema(format = DateTime)]
    date: String,
    /// Auth0's code for what happened.
    r#type: &'static str,
    description: Option<String>,
    connection: Option<String>,
    connection_id: String,
    client_id: String,
    client_name: String,
    ip: String,
    hostname: String,
    user_id: String,
    user_name: String,
    audience: String,
    scope: String,
    strategy: &'static str,
    strategy_type: &'static str,
    /// As it was sent.
    user_agent: String,
    #[serde(rename = "isMobile")]
    is_mobile: bool,
    #[schema(value_type = Option<Object>)]
    details: Value,
}

type PartialLog = Partial<LogView>;

/// A bare list, or a page with totals.
#[derive(Serialize, ToSchema)]
#[serde(untagged)]
pub enum LogListing {
    Bare(Vec<PartialLog>),
    Page(LogPage),
}

#[derive(Serialize, ToSchema)]
pub struct LogPage {
    start: u32,
    limit: u32,
    /// How many are on this page.
    length: usize,
    /// How many there are, as far as they are counted: up to 10,000 of a type, a user or a time; for other searches, those found among
    /// the lines that were looked at.
    total: u64,
    logs: Vec<PartialLog>,
}

impl LogListing {
    fn page(paging: &Paging, logs: Vec<PartialLog>, total: u64) -> Self {
        if !paging.wants_totals() {
            return Self::Bare(logs);
        }
        Self::Page(LogPage { start: paging.start(), limit: paging.limit(), length: logs.len(), total, logs })
    }
}

#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct LogFilter {
    /// A search in Lucene's query syntax, such as `type:fp AND date:[2025-01-30 TO *]`.
    #[param(max_length = 2000)]
    q: Option<String>,
    /// The same as `q`.
    #[param(max_length = 2000)]
    search: Option<String>,
    /// `date:-1`, the newest first, which is the default, or `date:1`.
    #[param(pattern = "^date:-?1$")]
    sort: Option<String>,
    /// The names of the fields that are shown, with commas between them.
    #[param(max_length = 1000)]
    fields: Option<String>,
    /// `false`: of an event all but `fields` are shown.
    include_fields: Option<bool>,
}

#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Sort {
    /// `date:-1`, the newest first, which is the default, or `date:1`.
    #[param(pattern = "^date:-?1$")]
    sort: Option<String>,
}

fn wanted(paging: &Paging, sort: Option<&str>) -> Result<Wanted, ManagementError> {
    paging.within_reach()?;
    let order = if sort == Some("date:1") { LogOrder::OldestFirst } else { LogOrder::NewestFirst };
    Ok(Wanted { start: paging.start(), limit: paging.limit(), order, total: paging.wants_totals() })
}

pub(super) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(one)).routes(routes!(of_user))
}

/// Search the log.
///
/// By number: `q`, `page`, `per_page`, `sort`, `include_totals`; the first 1,000 can be reached. By checkpoint: `take` and `from`, the id
/// of the last event known, and nothing else counts; the oldest first, and the header `Link` has the address of the next page.
#[utoipa::path(
    get, path = "/logs", tag = "logs", operation_id = "get_logs",
    params(LogFilter, Paging, Checkpoint),
    responses((
        status = 200, description = "Events", body = LogListing,
        headers(("Link" = Option<String>, description = "By checkpoint: the next page's address"))
    )),
    security(("management" = ["read:logs"]), ("management" = ["read:logs_users"]))
)]
pub async fn list(
    admin: Admin,
    Query(filter): Query<LogFilter>,
    Query(paging): Query<Paging>,
    Query(checkpoint): Query<Checkpoint>,
    uri: Uri,
) -> Result<(HeaderMap, Json<LogListing>), ManagementError> {
    if checkpoint.is_asked() {
        let entries = log::after(&admin, checkpoint.from, checkpoint.take.unwrap_or(50)).await?;
        let link = link(&admin.ctx.domain.issuer, &uri, checkpoint.take, entries.last());
        return Ok((link, Json(LogListing::Bare(views(&admin, entries, &Fields::default()).await?))));
    }
    let query = filter.q.or(filter.search).unwrap_or_default();
    let fields = Fields { fields: filter.fields, include_fields: filter.include_fields };
    let Found { entries, total } = log::search(&admin, &query, wanted(&paging, filter.sort.as_deref())?).await?;
    Ok((HeaderMap::new(), Json(LogListing::page(&paging, views(&admin, entries, &fields).await?, total))))
}

/// Read one event of the log.
#[utoipa::path(
    get, path = "/logs/{id}", tag = "logs", operation_id = "get_log",
    params(("id" = String, Path, description = "Its `log_id`")),
    responses((status = 200, description = "The event", body = LogView), (status = 404, description = "No such event")),
    security(("management" = ["read:logs"]), ("management" = ["read:logs_users"]))
)]
pub async fn one(admin: Admin, Id(id): Id<String>) -> Answer<LogView> {
    let entry = log::one(&admin, &id).await?;
    let connections = log::connections(&admin).await?;
    Ok(Json(LogView::of(entry, &connections)))
}

/// List the events of the log that concern a user.
///
/// Of a user who has been deleted they are still there.
#[utoipa::path(
    get, path = "/users/{id}/logs", tag = "users", operation_id = "get_user_logs",
    params(("id" = String, Path, description = "The user's id"), Paging, Sort),
    responses((status = 200, description = "Events", body = LogListing), (status = 404, description = "No such user, nor an event")),
    security(("management" = ["read:logs"]), ("management" = ["read:logs_users"]))
)]
pub async fn of_user(admin: Admin, Id(id): Id<String>, Query(paging): Query<Paging>, Query(sort): Query<Sort>) -> Answer<LogListing> {
    let Found { entries, total } = log::of_user(&admin, id, wanted(&paging, sort.sort.as_deref())?).await?;
    Ok(Json(LogListing::page(&paging, views(&admin, entries, &Fields::default()).await?, total)))
}

async fn views(admin: &Admin, entries: Vec<LogEntry>, fields: &Fields) -> Result<Vec<Partial<LogView>>, ManagementError> {
    let connections = log::connections(admin).await?;
    Ok(entries.into_iter().map(|entry| fields.of(&LogView::of(entry, &connections))).collect())
}

/// The next page begins after the last event of this one; behind the newest, it is this page again.
fn link(issuer: &str, uri: &Uri, take: Option<u32>, last: Option<&LogEntry>) -> HeaderMap {
    let place = match (last, take) {
        (Some(last), Some(take)) => format!("api/v2/logs?take={take}&from={}", last.id),
        (Some(last), None) => format!("api/v2/logs?from={}", last.id),
        (None, _) => format!("api/v2/logs?{}", uri.query().unwrap_or_default().replace('>', "%3E")),
    };
    let value = HeaderValue::from_str(&format!("<{issuer}{place}>; rel=\"next\""));
    value.map(|value| HeaderMap::from_iter([(header::LINK, value)])).unwrap_or_default()
}

impl LogView {
    fn of(entry: LogEntry, connections: &HashMap<String, String>) -> Self {
        let event = entry.event;
        let (strategy, strategy_type) = if event.connection.is_empty() { ("", "") } else { STRATEGY };
        Self {
            id: entry.id.to_string(),
            log_id: entry.id.to_string(),
            date: entry.at.to_string(),
            r#type: event.kind.code(),
            is_mobile: is_mobile(&event),
            description: event.description,
            connection_id: connections.get(&event.connection).cloned().unwrap_or_default(),
            connection: Some(event.connection).filter(|name| !name.is_empty()),
            client_id: event.client_id,
            client_name: event.client_name,
            ip: event.ip,
            hostname: event.hostname,
            user_id: event.user_id,
            user_name: event.user_name,
            audience: event.audience,
            scope: event.scope,
            strategy,
            strategy_type,
            user_agent: event.user_agent,
            details: event.details,
        }
    }
}
