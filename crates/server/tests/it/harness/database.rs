//! One database for each test, gone afterwards.

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use ringfence_store::{Store, StoreOptions};
use tokio_postgres::NoTls;

pub(crate) struct Database {
    url: String,
    /// The server and the database's name there, where it is PostgreSQL's.
    server: Option<(String, String)>,
    folder: Option<tempfile::TempDir>,
}

impl Database {
    pub(crate) fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { url: format!("sqlite://{}/test.db", folder.path().display()), server: None, folder: Some(folder) }
    }

    /// `None`, and a line that says so, where no server was named.
    pub(crate) async fn postgres() -> Option<Self> {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let Some(server) = server() else {
            println!("PostgreSQL is skipped: RINGFENCE_TEST_POSTGRES_URL is not set");
            return None;
        };
        let name = format!("ringfence_server_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        execute(&server, &format!("CREATE DATABASE {name}")).await;
        Some(Self { url: with_database(&server, &name), server: Some((server, name)), folder: None })
    }

    pub(crate) fn folder(&self) -> Option<&Path> {
        self.folder.as_ref().map(tempfile::TempDir::path)
    }

    pub(crate) async fn open(&self) -> Store {
        let options = StoreOptions { readers: 2, pg_pool: 4 };
        let store = Store::open(&self.url, options).await.unwrap();
        store.migrate().await.unwrap();
        store
    }

    /// Of a user's messages, oldest first. The store has no need of such a list, so it is read past it.
    pub(crate) async fn delivery_ids(&self, user: &str) -> Vec<String> {
        const QUERY: &str = "SELECT delivery_id FROM deliveries WHERE user_id = $1 ORDER BY created_at";
        if self.server.is_some() {
            let client = connect(&self.url).await;
            return client.query(QUERY, &[&user]).await.unwrap().iter().map(|row| row.get(0)).collect();
        }
        let path = self.url.strip_prefix("sqlite://").unwrap();
        let connection = rusqlite::Connection::open(path).unwrap();
        let mut statement = connection.prepare(QUERY).unwrap();
        statement.query_map([user], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    }

    /// The store has no need of such a list either.
    pub(crate) async fn mail_fates(&self) -> Vec<(String, Option<String>, i64)> {
        const QUERY: &str = "SELECT state, failure, tries FROM mails ORDER BY created_at, mail_id";
        if self.server.is_some() {
            let client = connect(&self.url).await;
            return client.query(QUERY, &[]).await.unwrap().iter().map(|row| (row.get(0), row.get(1), row.get(2))).collect();
        }
        let connection = rusqlite::Connection::open(self.url.strip_prefix("sqlite://").unwrap()).unwrap();
        let mut statement = connection.prepare(QUERY).unwrap();
        statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap().map(Result::unwrap).collect()
    }

    pub(crate) async fn close(self) {
        if let Some((server, name)) = &self.server {
            execute(server, &format!("DROP DATABASE {name} WITH (FORCE)")).await;
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "tests have no config.rs; ./test says by this variable where its PostgreSQL is")]
fn server() -> Option<String> {
    std::env::var("RINGFENCE_TEST_POSTGRES_URL").ok()
}

async fn execute(server: &str, statement: &str) {
    connect(server).await.batch_execute(statement).await.unwrap();
}

async fn connect(url: &str) -> tokio_postgres::Client {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await.unwrap();
    tokio::spawn(connection);
    client
}

/// The URL's path is the database's name; host and options stay.
fn with_database(url: &str, name: &str) -> String {
    let (scheme, rest) = url.split_once("://").unwrap();
    let (rest, options) = rest.split_once('?').map_or((rest, String::new()), |(rest, options)| (rest, format!("?{options}")));
    let authority = rest.split('/').next().unwrap();
    format!("{scheme}://{authority}/{name}{options}")
}
