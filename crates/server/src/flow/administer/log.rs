//! The tenant's log as an administrator reads it.
//!
//! 1. [`search`] finds what a query means, newest or oldest first, as far as paging by number reaches. It goes by the narrowest index and
//!    asks each line only what the index cannot say, of no more than [`MOST_LOOKED_AT`] lines;
//! 2. [`after`] reads on from a line, oldest first and without end: what an export hangs on;
//! 3. [`of_user`] is the first for one person.
//!
//! Source: Auth0, "Retrieve log events using the Management API" and "Log search query syntax".

use std::collections::HashMap;
use std::time::Duration;

use ringfence_core::event::first_log_id;
use ringfence_core::id::{LogId, TenantId, UserId};
use ringfence_core::search::Query;
use ringfence_core::search::log::{FIELDS, FIRST, LAST, Line, Path, Plan};
use ringfence_store::{LogEntry, LogOrder, LogPath, LogSpan, StoreError, Tx};

use crate::flow::administer::Admin;
use crate::flow::error::{FlowError, Inexistent};

/// Lines that are looked at one by one for a search that no index answers.
const MOST_LOOKED_AT: usize = 20_000;
const CHUNK: u32 = 500;
/// How far an index is counted for a total.
const MOST_COUNTED: u32 = 10_000;
/// How far a search counts that has to look at lines.
const REACH: usize = 1000;
/// On PostgreSQL a line may be written and not yet committed while a later one already is; by then it is.
const SETTLED_AFTER: Duration = Duration::from_millis(500);

pub struct Wanted {
    pub start: u32,
    pub limit: u32,
    pub order: LogOrder,
    pub total: bool,
}

pub struct Found {
    pub entries: Vec<LogEntry>,
    /// Zero unless it was wanted.
    pub total: u64,
}

/// Step 1.
pub async fn search(admin: &Admin, query: &str, wanted: Wanted) -> Result<Found, FlowError> {
    let query = Query::parse(query).map_err(|problem| FlowError::InvalidQuery(problem.to_string()))?;
    let is_known = |field: &&str| FIELDS.contains(field) || field.starts_with("details.");
    if let Some(unknown) = query.fields().into_iter().find(|field| !is_known(field)) {
        let unknown: String = unknown.chars().take(40).collect();
        return Err(FlowError::InvalidQuery(format!("The log has no field {unknown:?}. It has {}.", FIELDS.join(", "))));
    }
    let plan = Plan::of(&query);
    if plan.is_exact { by_index(admin, plan, wanted).await } else { by_looking(admin, plan, &query, wanted).await }
}

/// Step 3. Of somebody who has been deleted there are lines all the same.
pub async fn of_user(admin: &Admin, user: String, wanted: Wanted) -> Result<Found, FlowError> {
    let (tenant, id) = (admin.ctx.tenant().clone(), UserId::new(&user));
    let plan = Plan { path: Path::Users(vec![user]), after: FIRST.to_owned(), before: LAST.to_owned(), is_exact: true };
    let walk = Walk::new(&tenant, plan.clone(), wanted.order);
    let known = async move |tx: &mut Tx<'_>| Ok(walk.count(tx, 1).await? > 0 || tx.user_find(&tenant, &id).await?.is_some());
    if !admin.read(known).await? {
        return Err(Inexistent::USER.into());
    }
    by_index(admin, plan, wanted).await
}

/// The connections' ids by their names, which is what the log keeps.
pub async fn connections(admin: &Admin) -> Result<HashMap<String, String>, FlowError> {
    let tenant = admin.ctx.tenant().clone();
    let known = admin.read(async move |tx: &mut Tx<'_>| tx.connection_list(&tenant).await).await?;
    Ok(known.into_iter().map(|connection| (connection.name, connection.id.to_string())).collect())
}

pub async fn one(admin: &Admin, id: &str) -> Result<LogEntry, FlowError> {
    let (tenant, id) = (admin.ctx.tenant().clone(), LogId::new(id));
    let found = admin.read(async move |tx: &mut Tx<'_>| tx.log_find(&tenant, &id).await).await?;
    found.ok_or(Inexistent::LOG.into())
}

/// Step 2. A line that is not there any more still has its place in the order.
pub async fn after(admin: &Admin, from: Option<String>, take: u32) -> Result<Vec<LogEntry>, FlowError> {
    let now = admin.ctx.app.clock.now();
    // What is written from here on belongs to the next reading.
    let span = (from.unwrap_or_default(), first_log_id(now + Duration::from_micros(1)));
    let tenant = admin.ctx.tenant().clone();
    let read = async move |tx: &mut Tx<'_>| {
        let span = LogSpan { after: &span.0, before: &span.1 };
        tx.log_page(&tenant, LogPath::All, span, LogOrder::OldestFirst, take).await
    };
    let page = admin.read(read.clone()).await?;
    let is_young = page.last().is_some_and(|newest| newest.at + SETTLED_AFTER > now);
    if !is_young || !admin.ctx.app.store.is_postgres() {
        return Ok(page);
    }
    tokio::time::sleep(SETTLED_AFTER).await;
    admin.read(read).await
}

async fn by_index(admin: &Admin, plan: Plan, wanted: Wanted) -> Result<Found, FlowError> {
    let walk = Walk::new(admin.ctx.tenant(), plan, wanted.order);
    let read = async move |tx: &mut Tx<'_>| {
        let mut walk = walk.clone();
        let total = if wanted.total { walk.count(tx, MOST_COUNTED).await? } else { 0 };
        if !walk.skip(tx, wanted.start).await? || wanted.limit == 0 {
            return Ok(Found { entries: Vec::new(), total });
        }
        Ok(Found { entries: walk.next(tx, wanted.limit).await?, total })
    };
    admin.read(read).await
}

async fn by_looking(admin: &Admin, plan: Plan, query: &Query, wanted: Wanted) -> Result<Found, FlowError> {
    let mut walk = Walk::new(admin.ctx.tenant(), plan, wanted.order);
    let (start, end) = (wanted.start as usize, (wanted.start + wanted.limit) as usize);
    let enough = if wanted.total { REACH } else { end };
    let (mut found, mut looked_at, mut entries) = (0, 0, Vec::new());
    while found < enough {
        let step = walk.clone();
        // In pieces, so that no reader of the store is held for the whole of it.
        let (chunk, moved) = admin
            .read(async move |tx: &mut Tx<'_>| {
                let mut step = step.clone();
                Ok((step.next(tx, CHUNK).await?, step))
            })
            .await?;
        walk = moved;
        looked_at += chunk.len();
        let is_last = chunk.len() < CHUNK as usize;
        for entry in chunk {
            if query.matches(&Line { id: entry.id.as_str(), at: entry.at, event: &entry.event }) {
                found += 1;
                if (start + 1..=end).contains(&found) {
                    entries.push(entry);
                }
            }
        }
        if is_last {
            break;
        }
        if looked_at >= MOST_LOOKED_AT {
            if found < end {
                return Err(FlowError::InvalidQuery(format!(
                    "The log is too long to be looked through for this, and {MOST_LOOKED_AT} of its lines were: narrow the search by type, \
                     user_id or date, such as date:[2025-01-30 TO 2025-01-31]."
                )));
            }
            break;
        }
    }
    Ok(Found { entries, total: if wanted.total { found.min(REACH) as u64 } else { 0 } })
}

/// Several indexes at once, each in the order of ids, from where they have got to.
#[derive(Clone)]
struct Walk {
    tenant: TenantId,
    path: Path,
    after: String,
    before: String,
    order: LogOrder,
}

impl Walk {
    fn new(tenant: &TenantId, plan: Plan, order: LogOrder) -> Self {
        Self { tenant: tenant.clone(), path: plan.path, after: plan.after, before: plan.before, order }
    }

    fn paths(&self) -> Vec<LogPath<'_>> {
        match &self.path {
            Path::All => vec![LogPath::All],
            Path::Types(kinds) => kinds.iter().map(|kind| LogPath::Type(*kind)).collect(),
            Path::Users(ids) => ids.iter().map(|id| LogPath::User(id)).collect(),
        }
    }

    fn span(&self) -> LogSpan<'_> {
        LogSpan { after: &self.after, before: &self.before }
    }

    fn passed(&mut self, last: &LogId) {
        match self.order {
            LogOrder::OldestFirst => self.after = last.to_string(),
            LogOrder::NewestFirst => self.before = last.to_string(),
        }
    }

    async fn count(&self, tx: &mut Tx<'_>, most: u32) -> Result<u64, StoreError> {
        let mut total = 0;
        for path in self.paths() {
            total += tx.log_count(&self.tenant, path, self.span(), most).await?;
        }
        Ok(total.min(most.into()))
    }

    /// Goes past so many; false if there are not as many.
    async fn skip(&mut self, tx: &mut Tx<'_>, count: u32) -> Result<bool, StoreError> {
        if count == 0 {
            return Ok(true);
        }
        let mut ids = Vec::new();
        for path in self.paths() {
            ids.extend(tx.log_ids(&self.tenant, path, self.span(), self.order, count).await?);
        }
        ids.sort_unstable();
        if self.order == LogOrder::NewestFirst {
            ids.reverse();
        }
        let last = ids.get(count as usize - 1).cloned();
        last.iter().for_each(|last| self.passed(last));
        Ok(last.is_some())
    }

    async fn next(&mut self, tx: &mut Tx<'_>, count: u32) -> Result<Vec<LogEntry>, StoreError> {
        let mut entries = Vec::new();
        for path in self.paths() {
            entries.extend(tx.log_page(&self.tenant, path, self.span(), self.order, count).await?);
        }
        entries.sort_unstable_by(|one, other| one.id.cmp(&other.id));
        if self.order == LogOrder::NewestFirst {
            entries.reverse();
        }
        entries.truncate(count as usize);
        let last = entries.last().map(|entry| entry.id.clone());
        last.iter().for_each(|last| self.passed(last));
        Ok(entries)
    }
}
