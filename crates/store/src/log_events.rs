//! The tenant's log: facts, written in the transaction that made them.

use ringfence_core::clock::Timestamp;
use ringfence_core::event::{EventType, LogEvent};
use ringfence_core::id::{LogId, TenantId};

use crate::driver::{Row, params, statements};
use crate::seal::json;
use crate::{StoreError, Tx};

statements! {
    LOG_INSERT = "INSERT INTO log_events (tenant_id, log_id, at, type, user_id, body) VALUES ($1, $2, $3, $4, $5, $6)";
    LOG_LIST = "SELECT log_id, at, body FROM log_events WHERE tenant_id = $1 ORDER BY log_id DESC LIMIT $2";
    LOG_LIST_BY_TYPE = "SELECT log_id, at, body FROM log_events WHERE tenant_id = $1 AND type = $2 ORDER BY log_id DESC LIMIT $3";
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

impl Tx<'_> {
    pub async fn log_insert(&mut self, tenant: &TenantId, id: &LogId, at: Timestamp, event: &LogEvent) -> Result<(), StoreError> {
        let body = json(event)?;
        self.exec(&LOG_INSERT, params![tenant, id, at, event.kind.code(), &event.user_id, &body]).await.map(drop)
    }

    /// Newest first.
    pub async fn log_list(&mut self, tenant: &TenantId, limit: u32) -> Result<Vec<LogEntry>, StoreError> {
        self.rows(&LOG_LIST, params![tenant, limit]).await?.into_iter().map(read_entry).collect()
    }

    /// Newest first. Looks through the log until it has found `limit` of them: a rare type in a long log takes long.
    pub async fn log_list_by_type(&mut self, tenant: &TenantId, kind: EventType, limit: u32) -> Result<Vec<LogEntry>, StoreError> {
        self.rows(&LOG_LIST_BY_TYPE, params![tenant, kind.code(), limit]).await?.into_iter().map(read_entry).collect()
    }

    /// Deletes those of the tenant's `chunk` oldest lines that are older than `before`.
    pub async fn log_sweep(&mut self, tenant: &TenantId, before: Timestamp, chunk: u32) -> Result<u64, StoreError> {
        self.exec(&LOG_SWEEP, params![tenant, before, chunk]).await
    }
}

fn read_entry(mut row: Row) -> Result<LogEntry, StoreError> {
    Ok(LogEntry { id: row.take()?, at: row.take()?, event: row.take_json()? })
}
