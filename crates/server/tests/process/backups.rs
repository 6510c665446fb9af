//! The backup and the restoring of docs/operating.md, under load: what was acknowledged before the backup is there afterwards.

use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::command_line::refuses;
use crate::database::Database;
use crate::fake_twilio::{Credentials, FakeTwilio};
use crate::harness::{Install, MASTER_KEY};
use crate::keys::verified;
use crate::kill::impatient;
use crate::people::{self, Application};

/// Signs people up until told to stop.
struct Load {
    stop: Arc<AtomicBool>,
    acknowledged: tokio::task::JoinHandle<usize>,
}

impl Load {
    fn start(app: &Application) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let (app, stopped) = (app.clone(), stop.clone());
        let acknowledged = tokio::spawn(async move {
            let mut number = 0;
            while !stopped.load(Ordering::Relaxed) {
                let (status, answer) = app.sign_up(&format!("load{number}@example.com")).await.unwrap();
                assert_eq!(status, 200, "{answer}");
                number += 1;
            }
            number
        });
        Self { stop, acknowledged }
    }

    async fn stop(self) -> usize {
        self.stop.store(true, Ordering::Relaxed);
        self.acknowledged.await.unwrap()
    }
}

/// What the backup has to hold is acknowledged first; `back_up` then runs under load, and `restore` makes a new installation of it.
async fn nothing_is_lost<B>(install: Install, back_up: impl AsyncFn(&Install) -> B, restore: impl AsyncFn(B) -> Database) {
    let twilio = FakeTwilio::start(Credentials::Live, Duration::ZERO).await;
    let install = impatient(install, &twilio);
    let app = people::set_up_acme(&install).await;
    let server = install.serve().await;
    people::enroll(&app, &twilio, 2).await;
    let load = Load::start(&app);
    let (status, answer) = app.sign_up("before@example.com").await.unwrap();
    assert_eq!(status, 200, "{answer}");
    let backup = back_up(&install).await;
    let signed_up = load.stop().await;
    assert!(signed_up > 0, "there was no load");
    server.stop().await;

    let restored = impatient(Install::new(tempfile::tempdir().unwrap(), restore(backup).await), &twilio);
    let restored = restored.set("KEYS__MASTER_KEY", MASTER_KEY);
    assert_eq!(restored.ok(&["migrate"]).await, "The schema is up to date.\n");
    let port = restored.port;
    let server = restored.serve().await;
    let app = app.by_way_of(port);
    for person in ["person0@example.com", "person1@example.com", "before@example.com"] {
        app.password(person).await;
    }
    verified(&app, &twilio, &app.password("person0@example.com").await).await;
    server.stop().await;
    restored.database.drop_it().await;
    install.database.drop_it().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sqlite_database_is_restored_from_a_backup_under_load() {
    let place = tempfile::tempdir().unwrap();
    let backup = place.path().join("backup.db");
    let name = backup.to_str().unwrap();
    let back_up = async |install: &Install| {
        let said = install.ok(&["backup", name]).await;
        assert!(said.contains("read back and sound"), "{said}");
        assert_eq!(backup.metadata().unwrap().mode() & 0o7777, 0o600);
        assert_eq!(std::fs::read_dir(place.path()).unwrap().count(), 1, "something else was left");
        // What is there is never written over.
        refuses(&install.run(&["backup", name], "").await, &["there is something of this name already"]);
        refuses(&install.run(&["backup", "/nowhere/backup.db"], "").await, &["/nowhere/backup.db"]);
    };
    // `install -m 600`, as the document has it.
    let restore = async |()| {
        let file = place.path().join("restored.db");
        run("install", &["-m", "600", name, file.to_str().unwrap()]);
        assert_eq!(file.metadata().unwrap().mode() & 0o7777, 0o600);
        Database::Sqlite(file)
    };
    nothing_is_lost(Install::on_sqlite(), back_up, restore).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_postgres_database_is_restored_from_a_dump_under_load() {
    let Some(install) = Install::on_postgres().await else { return };
    let Some(empty) = Database::postgres().await else { return };
    if Command::new("pg_dump").arg("--version").output().is_err() {
        println!("skipped: there is no pg_dump here");
        return;
    }
    let place = tempfile::tempdir().unwrap();
    let dump = place.path().join("backup.dump");
    let name = dump.to_str().unwrap();
    let back_up = async |install: &Install| {
        refuses(&install.run(&["backup", name], "").await, &["pg_dump --format=custom", "umask 077"]);
        let (url, name) = (install.database.url(), name.to_owned());
        let dumped = move || run("sh", &["-c", &format!("umask 077; pg_dump --format=custom --file={name} '{url}'")]);
        tokio::task::spawn_blocking(dumped).await.unwrap();
        assert_eq!(dump.metadata().unwrap().mode() & 0o7777, 0o600);
    };
    let url = empty.url();
    let empty = std::sync::Mutex::new(Some(empty));
    let restore = async |()| {
        run("pg_restore", &["--exit-on-error", "--no-owner", "--no-privileges", "--dbname", &url, name]);
        empty.lock().unwrap().take().unwrap()
    };
    nothing_is_lost(install, back_up, restore).await;
}

/// A copy that was left lying open to everybody is said so where it is used.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restored_file_that_others_can_read_is_warned_of() {
    let install = Install::on_sqlite();
    install.ok(&["migrate"]).await;
    let Database::Sqlite(file) = &install.database else { unreachable!() };
    std::fs::set_permissions(file, PermissionsExt::from_mode(0o644)).unwrap();
    let said = install.serve().await.stop().await;
    assert!(said.contains("ringfence.db is open to every user of this machine (mode 0644)"), "{said}");
}

/// A backup that was killed in the middle never looks like one.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_that_did_not_finish_is_not_taken_for_one() {
    let install = Install::on_sqlite();
    install.ok(&["migrate"]).await;
    std::fs::write(install.folder.path().join("backup.db.partial"), b"half").unwrap();
    let ran = install.run(&["backup", "backup.db"], "").await;
    refuses(&ran, &["backup.db.partial", "did not finish", "remove it"]);
    assert!(!Path::new(&install.folder.path().join("backup.db")).exists());
}

/// Before a migration or a repair a copy is wanted most.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_older_or_damaged_schema_is_backed_up_too() {
    let install = Install::on_sqlite();
    install.ok(&["migrate"]).await;
    install.database.change("DROP TABLE pulse").await;
    refuses(&install.run(&["serve"], "").await, &["pulse"]);
    install.ok(&["backup", "damaged.db"]).await;
    install.database.change("DELETE FROM migrations WHERE number > 3").await;
    install.ok(&["backup", "older.db"]).await;
}

fn run(program: &str, arguments: &[&str]) {
    let output = Command::new(program).args(arguments).output().unwrap_or_else(|error| panic!("{program}: {error}"));
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
}
