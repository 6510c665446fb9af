//! A database that does not fit this version, is not there, or was made by root.

use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};

use crate::command_line::refuses;
use crate::database::Database;
use crate::harness::Install;

/// Every command that could come upon a database that it must not touch.
const COMMANDS: &[&[&str]] = &[&["serve"], &["worker"], &["migrate"], &["tenant", "list"], &["keys", "rotate"]];

async fn on_each(body: impl AsyncFn(Install)) {
    body(Install::on_sqlite()).await;
    if let Some(install) = Install::on_postgres().await {
        body(install).await;
    }
}

async fn every_command_says(install: &Install, words: &[&str]) {
    for command in COMMANDS {
        refuses(&install.run(command, "").await, words);
    }
    let doctor = install.run(&["doctor"], "").await;
    assert!(doctor.code == Some(1) && words.iter().all(|word| doctor.out.contains(word)), "{doctor:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_newer_than_the_binary_is_refused() {
    on_each(async |install| {
        install.ok(&["migrate"]).await;
        install.database.change("INSERT INTO migrations (number, name) VALUES (99, '0099_of_tomorrow')").await;
        every_command_says(&install, &["newer than this ringfence", "0099_of_tomorrow", "Run the newer version", "backup"]).await;
        install.database.drop_it().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lost_table_or_column_is_named() {
    on_each(async |install| {
        install.ok(&["migrate"]).await;
        install.database.change("DROP TABLE sessions").await;
        install.database.change("ALTER TABLE users DROP COLUMN blocked").await;
        every_command_says(&install, &["damaged", "column users.blocked", "table sessions", "Restore the database"]).await;
        install.database.drop_it().await;
    })
    .await;
}

#[tokio::test]
async fn a_mistyped_path_makes_neither_folder_nor_file() {
    let install = Install::on_sqlite();
    let install = install.set("DATABASE__URL", "sqlite://dtaa/ringfence.db");
    for command in [&["serve"][..], &["worker"], &["tenant", "list"], &["keys", "rotate"]] {
        refuses(&install.run(command, "").await, &["there is no database at dtaa/ringfence.db", "database.url", "ringfence migrate"]);
    }
    let doctor = install.run(&["doctor"], "").await;
    assert!(doctor.code == Some(1) && doctor.out.contains("there is no database at dtaa/ringfence.db"), "{doctor:?}");
    assert_eq!(std::fs::read_dir(install.folder.path()).unwrap().count(), 0, "something was made");
}

/// Needs root, which alone can give a folder to somebody.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_root_migrates_belongs_to_the_folders_owner() {
    const SOMEBODY: u32 = 54_321;
    let install = Install::on_sqlite();
    let home = install.folder.path().to_owned();
    if home.metadata().unwrap().uid() != 0 {
        println!("skipped: not run as root");
        return;
    }
    let said = install.ok(&["migrate"]).await;
    assert!(said.contains("belongs to root") && said.contains("chown"), "{said}");
    chown(&home, Some(SOMEBODY), Some(SOMEBODY)).unwrap();
    let install = Install::new(install.folder, Database::Sqlite(home.join("data/of/ringfence.db")));
    let said = install.ok(&["migrate"]).await;
    assert!(!said.contains("root"), "{said}");
    // While it runs as root there are a journal and its index beside the file.
    let server = install.serve().await;
    let made = ["data", "data/of", "data/of/ringfence.db", "data/of/ringfence.db-wal", "data/of/ringfence.db-shm"];
    for path in made {
        let known = home.join(path).metadata().unwrap_or_else(|error| panic!("{path}: {error}"));
        assert_eq!((known.uid(), known.gid()), (SOMEBODY, SOMEBODY), "{path}");
        assert_eq!(known.mode() & 0o077, 0, "{path}");
    }
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_key_file_open_to_everybody_is_warned_of_at_start() {
    let install = Install::on_sqlite();
    let key = install.folder.path().join("master.key");
    std::fs::write(&key, crate::harness::MASTER_KEY).unwrap();
    std::fs::set_permissions(&key, PermissionsExt::from_mode(0o644)).unwrap();
    let install = install.unset("KEYS__MASTER_KEY").set("KEYS__MASTER_KEY_FILE", "master.key");
    install.ok(&["migrate"]).await;
    let server = install.serve().await;
    server.until_it_says("master.key is open to every user of this machine (mode 0644)").await;
    server.stop().await;
    std::fs::set_permissions(&key, PermissionsExt::from_mode(0o640)).unwrap();
    let said = install.serve().await.stop().await;
    assert!(!said.contains("open to every user"), "{said}");
}
