//! Values on their way out: TEXT, BIGINT or BYTEA/BLOB, as in the schema, read from left to right.

use ringfence_core::clock::Timestamp;
use ringfence_core::id::{
    ChallengeId, ClientGrantId, ClientId, ConnectionId, DeliveryId, DeviceId, FamilyId, JobId, KeyId, LogId, LoginId, MailId,
    ResourceServerId, TenantId, TransactionId, UserId,
};
use rusqlite::types::ValueRef;
use serde::de::DeserializeOwned;
use tokio_postgres::types::Type;

use crate::StoreError;

/// One column of an answer.
pub(crate) enum Value {
    Null,
    Int(i64),
    Text(String),
    Blob(Vec<u8>),
}

impl Value {
    fn from_sqlite(value: ValueRef<'_>) -> Option<Self> {
        Some(match value {
            ValueRef::Null => Self::Null,
            ValueRef::Integer(number) => Self::Int(number),
            ValueRef::Text(text) => Self::Text(String::from_utf8(text.to_vec()).ok()?),
            ValueRef::Blob(bytes) => Self::Blob(bytes.to_vec()),
            ValueRef::Real(_) => return None,
        })
    }

    fn from_postgres(row: &tokio_postgres::Row, column: usize) -> Option<Self> {
        Some(match *row.columns()[column].type_() {
            Type::INT8 => row.try_get::<_, Option<i64>>(column).ok()?.map_or(Self::Null, Self::Int),
            Type::TEXT => row.try_get::<_, Option<String>>(column).ok()?.map_or(Self::Null, Self::Text),
            Type::BYTEA => row.try_get::<_, Option<Vec<u8>>>(column).ok()?.map_or(Self::Null, Self::Blob),
            _ => return None,
        })
    }
}

/// An answer's row, read from left to right with [`Row::take`].
pub(crate) struct Row {
    statement: &'static str,
    values: std::vec::IntoIter<Value>,
}

impl Row {
    pub(super) fn from_sqlite(statement: &'static str, row: &rusqlite::Row<'_>, columns: usize) -> Result<Self, StoreError> {
        let value = |column| row.get_ref(column).ok().and_then(Value::from_sqlite);
        let values = (0..columns).map(value).collect::<Option<Vec<_>>>().ok_or_else(|| StoreError::corrupt(statement))?;
        Ok(Self { statement, values: values.into_iter() })
    }

    pub(super) fn from_postgres(statement: &'static str, row: &tokio_postgres::Row) -> Result<Self, StoreError> {
        let value = |column| Value::from_postgres(row, column);
        let values = (0..row.len()).map(value).collect::<Option<Vec<_>>>().ok_or_else(|| StoreError::corrupt(statement))?;
        Ok(Self { statement, values: values.into_iter() })
    }

    /// The next column.
    pub(crate) fn take<T: FromValue>(&mut self) -> Result<T, StoreError> {
        self.values.next().and_then(T::from_value).ok_or_else(|| StoreError::corrupt(self.statement))
    }

    /// The next column, through `read`, which knows the words it may hold.
    pub(crate) fn take_word<T>(&mut self, read: impl FnOnce(&str) -> Option<T>) -> Result<T, StoreError> {
        let word: String = self.take()?;
        read(&word).ok_or_else(|| StoreError::corrupt(self.statement))
    }

    /// The next column, a JSON text or nothing.
    pub(crate) fn take_optional_json<T: DeserializeOwned>(&mut self) -> Result<Option<T>, StoreError> {
        let text: Option<String> = self.take()?;
        let read = |text: String| serde_json::from_str(&text).map_err(|_| StoreError::corrupt(self.statement));
        text.map(read).transpose()
    }

    /// The next column, a JSON text.
    pub(crate) fn take_json<T: DeserializeOwned>(&mut self) -> Result<T, StoreError> {
        self.take_word(|text| serde_json::from_str(text).ok())
    }
}

/// What a column may be read as.
pub(crate) trait FromValue: Sized {
    fn from_value(value: Value) -> Option<Self>;
}

impl FromValue for i64 {
    fn from_value(value: Value) -> Option<Self> {
        if let Value::Int(number) = value { Some(number) } else { None }
    }
}

impl FromValue for String {
    fn from_value(value: Value) -> Option<Self> {
        if let Value::Text(text) = value { Some(text) } else { None }
    }
}

impl FromValue for Vec<u8> {
    fn from_value(value: Value) -> Option<Self> {
        if let Value::Blob(bytes) = value { Some(bytes) } else { None }
    }
}

impl FromValue for [u8; 32] {
    fn from_value(value: Value) -> Option<Self> {
        Vec::from_value(value)?.try_into().ok()
    }
}

impl<T: FromValue> FromValue for Option<T> {
    fn from_value(value: Value) -> Option<Self> {
        if let Value::Null = value { Some(None) } else { T::from_value(value).map(Some) }
    }
}

macro_rules! numbers {
    ($($number:ty)*) => {$(
        impl FromValue for $number {
            fn from_value(value: Value) -> Option<Self> {
                i64::from_value(value)?.try_into().ok()
            }
        }
    )*};
}

numbers! { u32 u64 usize }

impl FromValue for bool {
    fn from_value(value: Value) -> Option<Self> {
        i64::from_value(value).map(|number| number != 0)
    }
}

impl FromValue for Timestamp {
    fn from_value(value: Value) -> Option<Self> {
        i64::from_value(value).map(Timestamp::from_micros)
    }
}

macro_rules! ids {
    ($($id:ident)*) => {$(
        impl FromValue for $id {
            fn from_value(value: Value) -> Option<Self> {
                String::from_value(value).map($id::new)
            }
        }
    )*};
}

ids! { ChallengeId ClientId DeliveryId DeviceId FamilyId KeyId LogId LoginId MailId TenantId TransactionId UserId ClientGrantId ConnectionId ResourceServerId JobId }
