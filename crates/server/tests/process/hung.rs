//! A PostgreSQL that takes questions and never answers, and databases that cannot grow: 503 with Retry-After, and soon.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::cluster::{Cluster, hand_over};
use crate::database::Database;
use crate::fake_twilio::{Credentials, FakeTwilio};
use crate::harness::{Install, Process};
use crate::kill::impatient;
use crate::outage::SmallDisk;
use crate::people::{self, Application};

/// Two seconds are what it takes; a busy machine may take longer.
const SOON: Duration = Duration::from_secs(10);

/// Status, Retry-After, and how long it took.
async fn asked(request: reqwest::RequestBuilder) -> (u16, Option<String>, Duration) {
    let begun = Instant::now();
    let response = tokio::time::timeout(SOON, request.send()).await.expect("answered in time").unwrap();
    let again = response.headers().get("retry-after").map(|value| value.to_str().unwrap().to_owned());
    (response.status().as_u16(), again, begun.elapsed())
}

async fn ready(app: &Application) -> (u16, Value) {
    app.get("/ready").await
}

async fn until_ready(app: &Application, server: &Process) {
    for _ in 0..300 {
        if ready(app).await == (200, json!({ "status": "ready" })) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("it is not ready again:\n{}", server.said());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_postgres_that_hangs_is_told_within_seconds() {
    let Some(cluster) = Cluster::start() else { return };
    let database = cluster.database();
    database.administer("CREATE DATABASE ringfence").await;
    let twilio = FakeTwilio::start(Credentials::Live, Duration::ZERO).await;
    let install = impatient(Install::new(tempfile::tempdir().unwrap(), database), &twilio);
    let app = people::set_up_acme(&install).await;
    let server = install.serve().await;
    let tokens = people::enroll(&app, &twilio, 1).await;
    until_ready(&app, &server).await;

    cluster.signal("STOP");
    // What was read a second ago is believed.
    tokio::time::sleep(Duration::from_millis(1_200)).await;
    let url = |path: &str| format!("{}{path}", app.base);
    let login = json!({
        "grant_type": "password", "username": "person0@example.com", "password": people::PASSWORD,
        "client_id": app.client_id, "client_secret": app.client_secret,
    });
    let page = format!("/authorize?client_id={}&response_type=code&redirect_uri=x", app.client_id);
    for round in 0..2 {
        let requests = [
            ("/ready", app.http.get(url("/ready"))),
            ("/oauth/token", app.http.post(url("/oauth/token")).json(&login)),
            ("/authorize", app.http.get(url(&page))),
            ("/mfa/challenge", app.http.post(url("/mfa/challenge")).json(&json!({ "client_id": app.client_id, "mfa_token": tokens[0] }))),
            ("/api/v2", app.http.get(url("/api/v2/users")).bearer_auth("x")),
            ("/.well-known", app.http.get(url("/.well-known/jwks.json"))),
        ];
        let answers = futures_util::future::join_all(requests.map(|(name, request)| async move { (name, asked(request).await) })).await;
        for (name, (status, again, took)) in answers {
            println!("round {round}: {name} {status} after {took:?}");
            assert_eq!((status, again.is_some()), (503, true), "{name}");
        }
    }
    assert_eq!(app.get("/health").await.0, 200, "the process lives");
    server.until_it_says("PostgreSQL takes connections and does not answer").await;

    cluster.signal("CONT");
    until_ready(&app, &server).await;
    assert_eq!(app.challenge(&tokens[0], "sms").await.unwrap().0, 200);
    server.until_it_says("PostgreSQL answers again").await;
    server.stop().await;
}

/// Signs people up until the database takes no more.
async fn fill(app: &Application) {
    for number in 0..400 {
        let (status, _) = app.sign_up(&format!("late{number}@example.com")).await.unwrap();
        if status == 503 {
            return;
        }
        assert_eq!(status, 200);
    }
    panic!("a full disk was not noticed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_is_ready_on_a_full_disk() {
    let folder = tempfile::tempdir().unwrap();
    let Some(disk) = SmallDisk::mount(folder.path().join("disk"), "3m") else {
        println!("skipped: a file system of its own can be mounted by root only");
        return;
    };
    let database = Database::Sqlite(disk.0.join("ringfence.db"));
    not_ready_while_full(Install::new(folder, database), &disk).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_is_ready_on_a_full_tablespace() {
    let Some(cluster) = Cluster::start() else { return };
    let folder = tempfile::tempdir().unwrap();
    let Some(disk) = SmallDisk::mount(folder.path().join("disk"), "24m") else {
        println!("skipped: a file system of its own can be mounted by root only");
        return;
    };
    // The server's user passes through.
    std::fs::set_permissions(folder.path(), std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    hand_over(&disk.0);
    let database = cluster.database();
    database.administer(&format!("CREATE TABLESPACE small LOCATION '{}'", disk.0.display())).await;
    database.administer("CREATE DATABASE ringfence TABLESPACE small").await;
    not_ready_while_full(Install::new(folder, database), &disk).await;
}

async fn not_ready_while_full(install: Install, disk: &SmallDisk) {
    let twilio = FakeTwilio::start(Credentials::Live, Duration::ZERO).await;
    let install = impatient(install, &twilio);
    let app = people::set_up_acme(&install).await;
    let server = install.serve().await;
    until_ready(&app, &server).await;
    let ballast = disk.0.join("ballast");
    // As much as fits: the write itself fails at the end.
    let _ = std::fs::write(&ballast, vec![0; 32 << 20]);
    fill(&app).await;
    tokio::time::sleep(Duration::from_millis(1_100)).await;
    // Not for a moment, although a small row may fit still.
    for _ in 0..3 {
        assert_eq!(ready(&app).await, (503, json!({ "status": "database full" })), "{}", server.said());
        tokio::time::sleep(Duration::from_millis(1_100)).await;
    }
    std::fs::remove_file(&ballast).unwrap();
    until_ready(&app, &server).await;
    assert_eq!(app.sign_up("later@example.com").await.unwrap().0, 200);
    server.stop().await;
}
