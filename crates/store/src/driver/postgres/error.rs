//! PostgreSQL's errors in the house's words. Its own texts can quote values, so that only codes and
//! names of constraints are taken from them; what it says while connecting is told whole.

use std::error::Error as _;

use tokio_postgres::Error;
use tokio_postgres::error::SqlState;

use crate::StoreError;

pub(super) fn explain(error: &Error, statement: &str) -> StoreError {
    let Some(told) = error.as_db_error() else {
        return match error.source() {
            _ if error.is_closed() => StoreError::Unavailable("the connection was lost".into()),
            Some(cause) if cause.is::<std::io::Error>() => StoreError::Unavailable(format!("{error}: {cause}").into()),
            _ if statement == "CONNECT" => StoreError::Unavailable(error.to_string().into()),
            _ => StoreError::Internal(format!("{statement}: the driver refused it").into()),
        };
    };
    let code = told.code();
    match code.code() {
        "40001" | "40P01" => StoreError::Contended(1),
        "53100" => StoreError::Full,
        "25006" => StoreError::ReadOnly,
        _ if statement == "CONNECT" => StoreError::Unavailable(told.message().into()),
        state if state.starts_with("23") => StoreError::Conflict(told.constraint().unwrap_or(state).into()),
        state if is_unavailable(state) => StoreError::Unavailable(format!("{statement}: SQLSTATE {state}").into()),
        state => StoreError::Internal(format!("{statement}: SQLSTATE {state}").into()),
    }
}

/// Whether the connection ended under the statement, so that nobody knows how far the statement came.
pub(super) fn is_lost(error: &Error) -> bool {
    match error.as_db_error() {
        None => true,
        Some(told) => {
            let ending = [SqlState::ADMIN_SHUTDOWN, SqlState::CRASH_SHUTDOWN, SqlState::DATABASE_DROPPED];
            ending.contains(told.code()) || told.code().code().starts_with("08")
        }
    }
}

/// Connection exceptions, exhausted resources, cancellations, shutdowns, system errors.
fn is_unavailable(state: &str) -> bool {
    ["08", "53", "57", "58"].iter().any(|class| state.starts_with(class))
}
