//! What only the driver itself can bring about: a file that stops taking writes, under a writer that is running.

use super::{Stmt, Store, StoreOptions, Tx};
use crate::StoreError;

static MAKE: Stmt = Stmt::new("MAKE", "CREATE TABLE numbers (number BIGINT NOT NULL PRIMARY KEY, ballast TEXT)");
static ADD: Stmt = Stmt::new("ADD", "INSERT INTO numbers (number, ballast) VALUES ($1, $2)");
static COUNT: Stmt = Stmt::new("COUNT", "SELECT COUNT(*) FROM numbers");
static READ_ONLY: Stmt = Stmt::new("READ_ONLY", "PRAGMA query_only = 1");
static SMALL: Stmt = Stmt::new("SMALL", "PRAGMA max_page_count = 16");
static LARGE: Stmt = Stmt::new("LARGE", "PRAGMA max_page_count = 1000000");

struct Numbers {
    store: Store,
    _folder: tempfile::TempDir,
}

impl Numbers {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&format!("sqlite://{}/test.db", folder.path().display()), StoreOptions::default()).await.unwrap();
        let numbers = Self { store, _folder: folder };
        numbers.run(&MAKE).await;
        numbers
    }

    async fn run(&self, statement: &'static Stmt) {
        self.store.tx(async move |tx: &mut Tx<'_>| tx.rows(statement, &[]).await.map(drop)).await.unwrap();
    }

    async fn add(&self, number: i64, ballast: usize) -> Result<u64, StoreError> {
        let ballast = "x".repeat(ballast);
        self.store.tx(async move |tx: &mut Tx<'_>| tx.exec(&ADD, super::params![number, &ballast]).await).await
    }

    async fn count(&self) -> i64 {
        let row = self.store.read(async |tx: &mut Tx<'_>| tx.row(&COUNT, &[]).await).await.unwrap();
        row.unwrap().take().unwrap()
    }
}

#[tokio::test]
async fn a_read_only_file_is_told_clearly_and_tried_afresh() {
    let numbers = Numbers::new().await;
    numbers.run(&READ_ONLY).await;
    assert_eq!(numbers.add(1, 1).await, Err(StoreError::ReadOnly));
    // The connection was let go of, so that a file that takes writes again is noticed without a restart.
    assert_eq!(numbers.add(2, 1).await, Ok(1));
    assert_eq!(numbers.count().await, 1);
}

#[tokio::test]
async fn a_full_file_is_told_clearly_and_writing_goes_on_once_there_is_room() {
    let numbers = Numbers::new().await;
    numbers.run(&SMALL).await;
    assert_eq!(numbers.add(1, 1).await, Ok(1));
    assert_eq!(numbers.add(2, 100_000).await, Err(StoreError::Full));
    assert_eq!(numbers.count().await, 1);
    numbers.run(&LARGE).await;
    assert_eq!(numbers.add(3, 100_000).await, Ok(1));
    assert_eq!(numbers.count().await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_does_not_fit_takes_nobody_else_along_silently() {
    let numbers = Numbers::new().await;
    numbers.run(&SMALL).await;
    let everyone = (0..40).map(|number| numbers.add(number, if number % 4 == 0 { 100_000 } else { 1 }));
    let answers = futures_util::future::join_all(everyone).await;
    // SQLite may roll back a whole group for one full disk: then everybody in it is told, and nothing of it is there.
    let acknowledged = answers.iter().filter(|answer| answer.is_ok()).count();
    assert_eq!(numbers.count().await, i64::try_from(acknowledged).unwrap());
    assert!(answers.iter().all(|answer| matches!(answer, Ok(1) | Err(StoreError::Full))), "{answers:?}");
    assert!(answers.iter().step_by(4).all(Result::is_err));
}

#[tokio::test]
async fn a_reading_cannot_write() {
    let numbers = Numbers::new().await;
    let outcome = numbers.store.read(async |tx: &mut Tx<'_>| tx.exec(&ADD, super::params![1_i64, "x"]).await).await;
    assert!(matches!(outcome, Err(StoreError::Internal(_))), "{outcome:?}");
}

#[tokio::test]
async fn an_error_names_the_constraint_and_no_value() {
    let numbers = Numbers::new().await;
    numbers.add(4711, 3).await.unwrap();
    let error = numbers.add(4711, 3).await.unwrap_err();
    assert!(matches!(error, StoreError::Conflict(_)));
    let told = format!("{error} {error:?}");
    assert!(told.contains("numbers.number") && !told.contains("4711") && !told.contains("xxx"), "{told}");
}
