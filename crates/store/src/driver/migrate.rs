//! Numbered SQL, embedded, forward only: `migrations/{sqlite,postgres}/0001_….sql`, same numbers, same names.
//! Each runs in a transaction of its own together with the row that remembers it.

use super::{Backend, Row, Store, Tx, params, statements};
use crate::StoreError;

pub(super) struct Migration {
    pub(super) number: i64,
    pub(super) name: &'static str,
    pub(super) sqlite: &'static str,
    postgres: &'static str,
}

macro_rules! migrations {
    ($($number:literal $name:literal;)*) => {
        &[$(Migration {
            number: $number,
            name: $name,
            sqlite: include_str!(concat!("../../migrations/sqlite/", $name, ".sql")),
            postgres: include_str!(concat!("../../migrations/postgres/", $name, ".sql")),
        },)*]
    };
}

pub(super) static MIGRATIONS: &[Migration] = migrations! {
    1 "0001_initial";
    2 "0002_universal_login";
    3 "0003_management";
    4 "0004_proof";
    5 "0005_bounds";
    6 "0006_pulse";
    7 "0007_key_holders";
};

const REMEMBER: &str = "CREATE TABLE IF NOT EXISTS migrations (number BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL)";

statements! {
    MIGRATION_INSERT = "INSERT INTO migrations (number, name) VALUES ($1, $2)";
    MIGRATION_LIST = "SELECT number, name FROM migrations ORDER BY number";
}

impl Store {
    /// Brings the schema up to date; answers the names of what was applied. Nodes that start together
    /// wait for each other.
    pub async fn migrate(&self) -> Result<Vec<String>, StoreError> {
        let mut applied = Vec::new();
        for migration in MIGRATIONS {
            if self.apply(migration).await? {
                applied.push(migration.name.to_owned());
            }
        }
        Ok(applied)
    }

    /// Number and name of each, by number; none in a database that nobody has migrated yet.
    pub(super) async fn applied_migrations(&self) -> Result<Vec<(i64, String)>, StoreError> {
        match self.read(async |tx: &mut Tx<'_>| tx.migration_list().await).await {
            // Only this statement knows whether the table is there.
            Err(StoreError::Internal(_)) => Ok(Vec::new()),
            outcome => outcome,
        }
    }

    async fn apply(&self, migration: &'static Migration) -> Result<bool, StoreError> {
        match &*self.backend {
            Backend::Sqlite(_) => self.tx(async move |tx: &mut Tx<'_>| tx.migrate(migration).await).await,
            Backend::Postgres(threads) => threads.migrate(migration).await,
        }
    }
}

impl Tx<'_> {
    async fn migration_list(&mut self) -> Result<Vec<(i64, String)>, StoreError> {
        self.rows(&MIGRATION_LIST, &[]).await?.into_iter().map(|mut row: Row| Ok((row.take()?, row.take()?))).collect()
    }

    pub(super) async fn migrate(&mut self, migration: &Migration) -> Result<bool, StoreError> {
        self.batch(REMEMBER, REMEMBER, "MIGRATIONS").await?;
        if self.migration_list().await?.iter().any(|(number, _)| *number == migration.number) {
            return Ok(false);
        }
        self.batch(migration.sqlite, migration.postgres, migration.name).await?;
        self.exec(&MIGRATION_INSERT, params![migration.number, migration.name]).await?;
        Ok(true)
    }
}
