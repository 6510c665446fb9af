//! The tenant's log: facts, written in the transaction that made them.
//!
//! Lines are found by the whole log, by type or by user, each in the order of their ids, which is that of time.

use ringfence_core::clock::Timestamp;
use ringfence_core::event::{EventType, LogEvent};
use ringfence_core::id::{LogId, TenantId};

use crate::driver::{Row, V, params, statements};
use crate::seal::json;
use crate::{StoreError, Tx};

statements! {
    LOG_INSERT = "INSERT INTO log_events (tenant_id, log_id, at, type, user_id, body) VALUES ($1, $2, $3, $4, $5, $6)";
    LOG_FIND = "SELECT log_id, at, body FROM log_events WHERE tenant_id = $1 AND log_id = $2";
    LOG_LIST = "SELECT log_id, at, body FROM log_events WHERE tenant_id = $1 ORDER BY log_id DESC LIMIT $2";
    LOG_PAGE_UP = "SELECT log_id, at, body FROM log_events
        WHERE tenant_id = $1 AND log_id > $2 AND log_id < $3 ORDER BY log_id LIMIT $4";
    LOG_PAGE_DOWN = "SELECT log_id, at, body FROM log_events
        WHERE tenant_id = $1 AND log_id > $2 AND log_id < $3 ORDER BY log_id DESC LIMIT $4";
    /// Between two pairs of one type there is only that type. Written `type = $2 AND log_id > $3`, SQLite would go through the primary
    /// key, which has the ids in order as well, and look at every line.
    LOG_PAGE_UP_BY_TYPE = "SELECT log_id, at, body FROM log_events
        WHERE tenant_id = $1 AND (type, log_id) > ($2, $3) AND (type, log_id) < ($2, $4) ORDER BY type, log_id LIMIT $5";
    LOG_PAGE_DOWN_BY_TYPE = "SELECT log_id, at, body FROM log_events
        WHERE tenant_id = $1 AND (type, log_id) > ($2, $3) AND (type, log_id) < ($2, $4) ORDER BY type DESC, log_id DESC LIMIT $5";
    /// The index by user leaves out the lines without one, which the condition has to say as well.
    LOG_PAGE_UP_BY_USER = "SELECT log_id, at, body FROM log_events
        WHERE tenant_id = $1 AND (user_id, log_id) > ($2, $3) AND (user_id, log_id) < ($2, $4) AND user_id <> ''
        ORDER BY user_id, log_id LIMIT $5";
    LOG_PAGE_DOWN_BY_USER = "SELECT log_id, at, body FROM log_events
        WHERE tenant_id = $1 AND (user_id, log_id) > ($2, $3) AND (user_id, log_id) < ($2, $4) AND user_id <> ''
        ORDER BY user_id DESC, log_id DESC LIMIT $5";
    /// Ids alone stand in the index itself.
    LOG_IDS_UP = "SELECT log_id FROM log_events WHERE tenant_id = $1 AND log_id > $2 AND log_id < $3 ORDER BY log_id LIMIT $4";
    LOG_IDS_DOWN = "SELECT log_id FROM log_events WHERE tenant_id = $1 AND log_id > $2 AND log_id < $3 ORDER BY log_id DESC LIMIT $4";
    LOG_IDS_UP_BY_TYPE = "SELECT log_id FROM log_events
        WHERE tenant_id = $1 AND (type, log_id) > ($2, $3) AND (type, log_id) < ($2, $4) ORDER BY type, log_id LIMIT $5";
    LOG_IDS_DOWN_BY_TYPE = "SELECT log_id FROM log_events
        WHERE tenant_id = $1 AND (type, log_id) > ($2, $3) AND (type, log_id) < ($2, $4) ORDER BY type DESC, log_id DESC LIMIT $5";
    LOG_IDS_UP_BY_USER = "SELECT log_id FROM log_events
        WHERE tenant_id = $1 AND (user_id, log_id) > ($2, $3) AND (user_id, log_id) < ($2, $4) AND user_id <> ''
        ORDER BY user_id, log_id LIMIT $5";
    LOG_IDS_DOWN_BY_USER = "SELECT log_id FROM log_events
        WHERE tenant_id = $1 AND (user_id, log_id) > ($2, $3) AND (user_id, log_id) < ($2, $4) AND user_id <> ''
        ORDER BY user_id DESC, log_id DESC LIMIT $5";
    LOG_COUNT = "SELECT COUNT(*) FROM
        (SELECT 1 FROM log_events WHERE tenant_id = $1 AND log_id > $2 AND log_id < $3 LIMIT $4) AS counted";
    LOG_COUNT_BY_TYPE = "SELECT COUNT(*) FROM
        (SELECT 1 FROM log_events WHERE tenant_id = $1 AND (type, log_id) > ($2, $3) AND (type, log_id) < ($2, $4) LIMIT $5) AS counted";
    LOG_COUNT_BY_USER = "SELECT COUNT(*) FROM (SELECT 1 FROM log_events
        WHERE tenant_id = $1 AND (user_id, log_id) > ($2, $3) AND (user_id, log_id) < ($2, $4) AND user_id <> '' LIMIT $5) AS counted";
    /// Ids are in the order of time, so that the oldest come first out of the primary key, without an index by time.
    LOG_SWEEP = "DELETE FROM log_events WHERE tenant_id = $1 AND at < $2 AND log_id IN
        (SELECT log_id FROM log_events WHERE tenant_id = $1 ORDER BY log_id LIMIT $3)";
}

/// A line of the log, with the id that paging hangs on.
#[derive(Clone, PartialEq, Debug)]
pub struct LogEntry {
    pub id: LogId,
    pub at: Timestamp,
    pub event: LogEvent,
}

/// By which index lines are found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LogPath<'a> {
    All,
    Type(EventType),
    User(&'a str),
}

/// Those after the one id and before the other, neither of them included; they need not be ids that exist.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LogSpan<'a> {
    pub after: &'a str,
    pub before: &'a str,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LogOrder {
    OldestFirst,
    NewestFirst,
}

impl Tx<'_> {
    pub async fn log_insert(&mut self, tenant: &TenantId, id: &LogId, at: Timestamp, event: &LogEvent) -> Result<(), StoreError> {
        let body = json(event)?;
        self.exec(&LOG_INSERT, params![tenant, id, at, event.kind.code(), &event.user_id, &body]).await.map(drop)
    }

    pub async fn log_find(&mut self, tenant: &TenantId, id: &LogId) -> Result<Option<LogEntry>, StoreError> {
        self.row(&LOG_FIND, params![tenant, id]).await?.map(read_entry).transpose()
    }

    /// Newest first.
    pub async fn log_list(&mut self, tenant: &TenantId, limit: u32) -> Result<Vec<LogEntry>, StoreError> {
        self.rows(&LOG_LIST, params![tenant, limit]).await?.into_iter().map(read_entry).collect()
    }

    pub async fn log_page(
        &mut self,
        tenant: &TenantId,
        path: LogPath<'_>,
        span: LogSpan<'_>,
        order: LogOrder,
        limit: u32,
    ) -> Result<Vec<LogEntry>, StoreError> {
        let statement = match (path, order) {
            (LogPath::All, LogOrder::OldestFirst) => &LOG_PAGE_UP,
            (LogPath::All, LogOrder::NewestFirst) => &LOG_PAGE_DOWN,
            (LogPath::Type(_), LogOrder::OldestFirst) => &LOG_PAGE_UP_BY_TYPE,
            (LogPath::Type(_), LogOrder::NewestFirst) => &LOG_PAGE_DOWN_BY_TYPE,
            (LogPath::User(_), LogOrder::OldestFirst) => &LOG_PAGE_UP_BY_USER,
            (LogPath::User(_), LogOrder::NewestFirst) => &LOG_PAGE_DOWN_BY_USER,
        };
        self.rows(statement, &bound(tenant, path, span, limit)).await?.into_iter().map(read_entry).collect()
    }

    /// As [`Tx::log_page`], and out of the index alone: for what only has to be skipped.
    pub async fn log_ids(
        &mut self,
        tenant: &TenantId,
        path: LogPath<'_>,
        span: LogSpan<'_>,
        order: LogOrder,
        limit: u32,
    ) -> Result<Vec<LogId>, StoreError> {
        let statement = match (path, order) {
            (LogPath::All, LogOrder::OldestFirst) => &LOG_IDS_UP,
            (LogPath::All, LogOrder::NewestFirst) => &LOG_IDS_DOWN,
            (LogPath::Type(_), LogOrder::OldestFirst) => &LOG_IDS_UP_BY_TYPE,
            (LogPath::Type(_), LogOrder::NewestFirst) => &LOG_IDS_DOWN_BY_TYPE,
            (LogPath::User(_), LogOrder::OldestFirst) => &LOG_IDS_UP_BY_USER,
            (LogPath::User(_), LogOrder::NewestFirst) => &LOG_IDS_DOWN_BY_USER,
        };
        self.rows(statement, &bound(tenant, path, span, limit)).await?.into_iter().map(|mut row| row.take()).collect()
    }

    /// How many there are, counted no further than `most`.
    pub async fn log_count(&mut self, tenant: &TenantId, path: LogPath<'_>, span: LogSpan<'_>, most: u32) -> Result<u64, StoreError> {
        let statement = match path {
            LogPath::All => &LOG_COUNT,
            LogPath::Type(_) => &LOG_COUNT_BY_TYPE,
            LogPath::User(_) => &LOG_COUNT_BY_USER,
        };
        self.row(statement, &bound(tenant, path, span, most)).await?.map_or(Ok(0), |mut row| row.take())
    }

    /// Deletes those of the tenant's `chunk` oldest lines that are older than `before`.
    pub async fn log_sweep(&mut self, tenant: &TenantId, before: Timestamp, chunk: u32) -> Result<u64, StoreError> {
        self.exec(&LOG_SWEEP, params![tenant, before, chunk]).await
    }
}

fn bound<'a>(tenant: &'a TenantId, path: LogPath<'a>, span: LogSpan<'a>, limit: u32) -> Vec<V<'a>> {
    let key = match path {
        LogPath::All => None,
        LogPath::Type(kind) => Some(kind.code()),
        LogPath::User(user) => Some(user),
    };
    let first = [Some(tenant.as_str()), key, Some(span.after), Some(span.before)];
    first.into_iter().flatten().map(V::from).chain([V::from(limit)]).collect()
}

fn read_entry(mut row: Row) -> Result<LogEntry, StoreError> {
    Ok(LogEntry { id: row.take()?, at: row.take()?, event: row.take_json()? })
}
