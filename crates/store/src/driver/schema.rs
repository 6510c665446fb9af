//! Compares a database's schema with the one this version knows: what is still to apply, what is newer, what is missing.
//!
//! The known schema is read from the migrations themselves: those that the database has applied run once in an empty SQLite
//! database in memory. Both databases have the same tables, columns and indexes, and a test holds them to it.

use std::collections::BTreeSet;

use rusqlite::Connection;

use super::migrate::MIGRATIONS;
use super::{Row, Stmt, Store, Tx, sqlite};
use crate::StoreError;

/// How a database differs from what this version knows. All lists are empty when it may be used.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct SchemaState {
    /// Names of the migrations that [`Store::migrate`] would apply.
    pub pending: Vec<String>,
    /// Names of applied migrations that this version does not have: a newer version made them.
    pub unknown: Vec<String>,
    /// What the applied migrations made and the database lacks: "table users", "column users.blocked", "index users_by_email".
    pub missing: Vec<String>,
}

/// `table.column` for each column and `index name` for each unique index. Other indexes are only about speed: an operator may
/// replace them.
const SQLITE_FACTS: &str =
    "SELECT m.name || '.' || c.name FROM sqlite_master AS m JOIN pragma_table_info(m.name) AS c WHERE m.type = 'table'
    UNION ALL SELECT 'index ' || name FROM sqlite_master WHERE type = 'index' AND sql LIKE 'CREATE UNIQUE%'";

static FACTS_ON_SQLITE: Stmt = Stmt::new("SCHEMA_FACTS", SQLITE_FACTS);

static FACTS_ON_POSTGRES: Stmt = Stmt::new(
    "SCHEMA_FACTS",
    "SELECT CAST(c.relname || '.' || a.attname AS TEXT) FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid
        WHERE c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped AND pg_catalog.pg_table_is_visible(c.oid)
        AND c.relnamespace <> 'pg_catalog'::regnamespace
    UNION ALL SELECT CAST('index ' || c.relname AS TEXT) FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_index AS i ON i.indexrelid = c.oid
        WHERE i.indisunique AND i.indisvalid AND pg_catalog.pg_table_is_visible(c.oid)",
);

impl Store {
    pub async fn schema(&self) -> Result<SchemaState, StoreError> {
        let applied = self.applied_migrations().await?;
        let known = |number: i64, name: &str| MIGRATIONS.iter().any(|one| one.number == number && one.name == name);
        let unknown: Vec<String> = applied.iter().filter(|(number, name)| !known(*number, name)).map(|(_, name)| name.clone()).collect();
        let is_applied = |number: i64| applied.iter().any(|(one, _)| *one == number);
        let pending = MIGRATIONS.iter().filter(|one| !is_applied(one.number)).map(|one| one.name.to_owned()).collect();
        // What a newer version has changed is its own affair.
        let missing = if unknown.is_empty() && !applied.is_empty() { self.missing(&is_applied).await? } else { Vec::new() };
        Ok(SchemaState { pending, unknown, missing })
    }

    async fn missing(&self, is_applied: &impl Fn(i64) -> bool) -> Result<Vec<String>, StoreError> {
        let wanted = facts_of_migrations(is_applied)?;
        let statement = if self.is_postgres() { &FACTS_ON_POSTGRES } else { &FACTS_ON_SQLITE };
        let rows = self.read(async move |tx: &mut Tx<'_>| tx.rows(statement, &[]).await).await?;
        let there = rows.into_iter().map(|mut row: Row| row.take()).collect::<Result<BTreeSet<String>, StoreError>>()?;
        Ok(in_words(&wanted, &there))
    }
}

fn facts_of_migrations(is_applied: &impl Fn(i64) -> bool) -> Result<BTreeSet<String>, StoreError> {
    let explain = |error: rusqlite::Error| sqlite::explain(&error, "SCHEMA_MODEL");
    let model = Connection::open_in_memory().map_err(explain)?;
    for migration in MIGRATIONS.iter().filter(|one| is_applied(one.number)) {
        model.execute_batch(migration.sqlite).map_err(explain)?;
    }
    let mut statement = model.prepare(SQLITE_FACTS).map_err(explain)?;
    let facts = statement.query_map([], |row| row.get(0)).map_err(explain)?;
    facts.collect::<Result<_, _>>().map_err(explain)
}

/// A table of which no column is there is one word, not twenty.
fn in_words(wanted: &BTreeSet<String>, there: &BTreeSet<String>) -> Vec<String> {
    let table = |fact: &str| fact.split_once('.').map(|(table, _)| table.to_owned());
    let tables: BTreeSet<String> = there.iter().filter_map(|fact| table(fact)).collect();
    let words = wanted.difference(there).map(|fact| match table(fact) {
        None => fact.clone(),
        Some(table) if tables.contains(&table) => format!("column {fact}"),
        Some(table) => format!("table {table}"),
    });
    words.collect::<BTreeSet<_>>().into_iter().collect()
}
