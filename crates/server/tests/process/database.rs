//! The database of an installation, read beside the process that runs on it.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};

use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags};
use tokio_postgres::{Client, NoTls, SimpleQueryMessage};

use crate::harness::variable;

pub(crate) enum Database {
    Sqlite(PathBuf),
    /// Made for one test; `server` is the URL that it was made by.
    Postgres {
        server: String,
        name: String,
    },
}

impl Database {
    pub(crate) async fn postgres() -> Option<Self> {
        let Some(server) = variable("RINGFENCE_TEST_POSTGRES_URL") else {
            println!("skipped: RINGFENCE_TEST_POSTGRES_URL is not set");
            return None;
        };
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let name = format!("ringfence_process_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let database = Self::Postgres { server, name };
        database.administer(&format!("CREATE DATABASE {}", database.name())).await;
        Some(database)
    }

    pub(crate) fn url(&self) -> String {
        match self {
            Self::Sqlite(path) => format!("sqlite://{}", path.display()),
            Self::Postgres { server, name } => {
                let (base, options) =
                    server.split_once('?').map_or((server.as_str(), String::new()), |(base, rest)| (base, format!("?{rest}")));
                let (scheme, rest) = base.split_once("://").unwrap();
                format!("{scheme}://{}/{name}{options}", rest.split('/').next().unwrap())
            }
        }
    }

    /// Every value as text; NULL as the empty one.
    pub(crate) async fn rows(&self, sql: &str) -> Vec<Vec<String>> {
        match self {
            Self::Sqlite(path) => sqlite_rows(path, sql),
            Self::Postgres { .. } => postgres_rows(&connect(&self.url()).await, sql).await,
        }
    }

    pub(crate) async fn number(&self, sql: &str) -> u64 {
        self.rows(sql).await[0][0].parse().unwrap()
    }

    /// Changes something behind the back of every process.
    pub(crate) async fn change(&self, sql: &str) {
        match self {
            Self::Sqlite(path) => {
                let connection = Connection::open(path).unwrap();
                connection.busy_timeout(std::time::Duration::from_secs(10)).unwrap();
                connection.execute_batch(sql).unwrap();
            }
            Self::Postgres { .. } => connect(&self.url()).await.batch_execute(sql).await.unwrap(),
        }
    }

    /// As the server's superuser, outside of this database.
    pub(crate) async fn administer(&self, sql: &str) {
        let Self::Postgres { server, .. } = self else { panic!("SQLite has no administrator") };
        connect(server).await.batch_execute(sql).await.unwrap();
    }

    /// Ends every connection to it, as a restarted server does.
    pub(crate) async fn cut_connections(&self) {
        let name = self.name();
        self.administer(&format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")).await;
    }

    pub(crate) fn name(&self) -> &str {
        let Self::Postgres { name, .. } = self else { panic!("SQLite has no names") };
        name
    }

    pub(crate) async fn drop_it(&self) {
        if let Self::Postgres { name, .. } = self {
            self.administer(&format!("DROP DATABASE {name} WITH (FORCE)")).await;
        }
    }
}

async fn connect(url: &str) -> Client {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await.unwrap();
    tokio::spawn(connection);
    client
}

async fn postgres_rows(client: &Client, sql: &str) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for message in client.simple_query(sql).await.unwrap() {
        if let SimpleQueryMessage::Row(row) = message {
            rows.push((0..row.len()).map(|column| row.get(column).unwrap_or_default().to_owned()).collect());
        }
    }
    rows
}

fn sqlite_rows(path: &PathBuf, sql: &str) -> Vec<Vec<String>> {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let mut statement = connection.prepare(sql).unwrap();
    let columns = statement.column_count();
    let mut found = statement.query([]).unwrap();
    let mut rows = Vec::new();
    while let Some(row) = found.next().unwrap() {
        rows.push((0..columns).map(|column| text(row.get(column).unwrap())).collect());
    }
    rows
}

fn text(value: Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Integer(number) => number.to_string(),
        Value::Real(number) => number.to_string(),
        Value::Text(text) => text,
        Value::Blob(bytes) => format!("{} bytes", bytes.len()),
    }
}
