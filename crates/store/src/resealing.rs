//! Re-seals what older data keys have sealed, column by column, so that those keys can be retired.
//!
//! A seal begins with five bytes that name its key, so the database itself finds what is old. A value is replaced only if it is still
//! the one that was read: what a server writes meanwhile stands, and is under the new key by itself.

use ringfence_core::clock::Timestamp;
use ringfence_core::id::TenantId;
use ringfence_core::secret::{Purpose, SecretError};

use crate::driver::{Row, Stmt, params};
use crate::seal::Place;
use crate::{StoreError, Tx};

/// A column of seals, and how the place of each is called. A test walks the schema and finds what is not listed here.
pub struct SealedColumn {
    pub table: &'static str,
    pub column: &'static str,
    /// Rows of one transaction.
    pub at_once: u32,
    purpose: Purpose,
    shape: Shape,
    count: Stmt,
    list: Stmt,
    save: Stmt,
}

/// What a row is known by, besides its tenant, in its primary key and in the context of its seal.
enum Shape {
    /// Nothing more: one row of a tenant; the word stands in the context.
    Tenant(&'static str),
    /// An id.
    Row,
    /// An id and a number, the word between them in the context.
    Piece(&'static str),
}

/// The statements of one column. `$key` are the columns of its primary key, `$after` and `$where` the same with their parameters.
macro_rules! sealed {
    ($table:literal $column:literal, $purpose:ident, $shape:expr, $at_once:literal,
        ($($key:literal),+), ($($after:literal),+), $limit:literal, ($($where:literal),+), $old:literal) => {
        SealedColumn {
            table: $table,
            column: $column,
            at_once: $at_once,
            purpose: Purpose::$purpose,
            shape: $shape,
            count: Stmt::new(
                concat!("RESEAL_COUNT ", $table, ".", $column),
                concat!("SELECT COUNT(*) FROM ", $table, " WHERE substr(", $column, ", 1, 5) <> $1"),
            ),
            list: Stmt::new(
                concat!("RESEAL_LIST ", $table, ".", $column),
                concat!("SELECT ", $($key,)+ ", ", $column, " FROM ", $table, " WHERE substr(", $column, ", 1, 5) <> $1 AND (", $($key,)+
                    ") > (", $($after,)+ ") ORDER BY ", $($key,)+ " LIMIT ", $limit),
            ),
            save: Stmt::new(
                concat!("RESEAL_SAVE ", $table, ".", $column),
                concat!("UPDATE ", $table, " SET ", $column, " = $1 WHERE ", $($where,)+ " AND ", $column, " = ", $old),
            ),
        }
    };
}

macro_rules! of_tenant {
    ($table:literal $column:literal, $word:literal, $purpose:ident) => {
        sealed!($table $column, $purpose, Shape::Tenant($word), 200, ("tenant_id"), ("$2"), "$3", ("tenant_id = $2"), "$3")
    };
}

macro_rules! of_row {
    ($table:literal $column:literal, $id:literal, $purpose:ident) => {
        sealed!($table $column, $purpose, Shape::Row, 200, ("tenant_id, ", $id), ("$2, $3"), "$4", ("tenant_id = $2 AND ", $id, " = $3"), "$4")
    };
}

/// Pieces of files are large.
macro_rules! of_piece {
    ($table:literal $column:literal, $id:literal, $word:literal, $purpose:ident) => {
        sealed!($table $column, $purpose, Shape::Piece($word), 16, ("tenant_id, ", $id, ", number"), ("$2, $3, $4"), "$5",
            ("tenant_id = $2 AND ", $id, " = $3 AND number = $4"), "$5")
    };
}

pub static SEALED_COLUMNS: [SealedColumn; 12] = [
    of_tenant!("tenants" "twilio_sealed", "twilio", TwilioConfig),
    of_row!("signing_keys" "sealed", "key_id", SigningKey),
    of_row!("clients" "secret_sealed", "client_id", ClientSecret),
    of_row!("authenticators" "phone_sealed", "device_id", PhoneNumber),
    of_row!("authenticators" "totp_sealed", "device_id", TotpSecret),
    of_row!("deliveries" "message_sealed", "delivery_id", Message),
    of_row!("mails" "sealed", "mail_id", Mail),
    of_row!("logins" "sealed", "login_id", Login),
    of_row!("inbox" "message_sealed", "message_id", InboxMessage),
    of_row!("inbox_mails" "mail_sealed", "mail_id", InboxMail),
    of_piece!("job_chunks" "sealed", "job_id", "file", Job),
    of_piece!("job_errors" "sealed", "job_id", "error", Job),
];

/// Every statement of this file.
pub(crate) fn statements() -> impl Iterator<Item = &'static Stmt> {
    SEALED_COLUMNS.iter().flat_map(|one| [&one.count, &one.list, &one.save])
}

/// The last row that was looked at.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct After {
    tenant: String,
    id: String,
    number: i64,
}

/// What became of one transaction's rows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Resealed {
    pub resealed: u64,
    /// Sealed under a key that is not there any more, or damaged: they stay as they are.
    pub unreadable: u64,
    /// Where to go on; nothing at the end of the column.
    pub next: Option<After>,
}

impl SealedColumn {
    fn place_row(&self, at: &After) -> String {
        match self.shape {
            Shape::Tenant(word) => word.to_owned(),
            Shape::Row => at.id.clone(),
            Shape::Piece(word) => format!("{}/{word}/{}", at.id, at.number),
        }
    }

    fn read_key(&self, row: &mut Row) -> Result<After, StoreError> {
        Ok(match self.shape {
            Shape::Tenant(_) => After { tenant: row.take()?, id: String::new(), number: 0 },
            Shape::Row => After { tenant: row.take()?, id: row.take()?, number: 0 },
            Shape::Piece(_) => After { tenant: row.take()?, id: row.take()?, number: row.take()? },
        })
    }
}

impl Tx<'_> {
    /// How many values of a column are not under the key that seals now.
    pub async fn reseal_count(&mut self, column: &'static SealedColumn, now: Timestamp) -> Result<u64, StoreError> {
        let header = self.keyring()?.seal_header(now);
        self.row(&column.count, params![header.as_slice()]).await?.map_or(Ok(0), |mut row| row.take())
    }

    /// Re-seals the next rows of a column, from its beginning or after `after`.
    pub async fn reseal(&mut self, column: &'static SealedColumn, after: Option<&After>, now: Timestamp) -> Result<Resealed, StoreError> {
        let keyring = self.keyring()?;
        let header = keyring.seal_header(now);
        let start = After { tenant: String::new(), id: String::new(), number: -1 };
        let after = after.unwrap_or(&start);
        let rows = match column.shape {
            Shape::Tenant(_) => self.rows(&column.list, params![header.as_slice(), &after.tenant, column.at_once]).await?,
            Shape::Row => self.rows(&column.list, params![header.as_slice(), &after.tenant, &after.id, column.at_once]).await?,
            Shape::Piece(_) => {
                let params = params![header.as_slice(), &after.tenant, &after.id, after.number, column.at_once];
                self.rows(&column.list, params).await?
            }
        };
        let is_last = rows.len() < column.at_once as usize;
        let mut done = Resealed { resealed: 0, unreadable: 0, next: None };
        for mut row in rows {
            let at = column.read_key(&mut row)?;
            let old: Vec<u8> = row.take()?;
            let (tenant, name) = (TenantId::new(&at.tenant), column.place_row(&at));
            let context = Place { purpose: column.purpose, tenant: &tenant, row: &name }.context();
            match keyring.open(column.purpose, &context, &old) {
                Ok(plain) => {
                    let new = keyring.seal(now, column.purpose, &context, &plain);
                    done.resealed += self.save(column, &at, &old, &new).await?;
                }
                Err(problem) => {
                    note_unreadable(column, &at, problem);
                    done.unreadable += 1;
                }
            }
            done.next = Some(at);
        }
        if is_last {
            done.next = None;
        }
        Ok(done)
    }

    async fn save(&mut self, column: &'static SealedColumn, at: &After, old: &Vec<u8>, new: &Vec<u8>) -> Result<u64, StoreError> {
        match column.shape {
            Shape::Tenant(_) => self.exec(&column.save, params![new, &at.tenant, old]).await,
            Shape::Row => self.exec(&column.save, params![new, &at.tenant, &at.id, old]).await,
            Shape::Piece(_) => self.exec(&column.save, params![new, &at.tenant, &at.id, at.number, old]).await,
        }
    }
}

fn note_unreadable(column: &SealedColumn, at: &After, problem: SecretError) {
    tracing::error!(
        store.table = column.table,
        store.column = column.column,
        tenant.id = %at.tenant,
        store.row = %column.place_row(at),
        error = %problem,
        "a sealed value cannot be opened and stays as it is"
    );
}
