//! What the process stands on gives way and comes back: a full disk, a database that is read-only, lost connections.
//! The answer is 503 with clear words, and it goes on by itself.

use std::process::Command;
use std::time::Duration;

use serde_json::Value;

use crate::database::Database;
use crate::fake_twilio::{Credentials, FakeTwilio};
use crate::harness::{Install, chance};
use crate::kill::{finish, impatient, start_load};
use crate::people::Answer;
use crate::{ledger, people};

fn is_unavailable(answer: &Answer) -> bool {
    let clear = "The service cannot store anything at the moment. Try again later.";
    let words = |body: &Value| body["error_description"].as_str().or(body["description"].as_str()).map(str::to_owned);
    matches!(answer, Ok((503, body)) if words(body).as_deref() == Some(clear))
}

/// A disk of its own; needs root, as `./test` has in CI.
pub(crate) struct SmallDisk(pub(crate) std::path::PathBuf);

impl SmallDisk {
    pub(crate) fn mount(at: std::path::PathBuf, size: &str) -> Option<Self> {
        std::fs::create_dir(&at).unwrap();
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"]).arg(&at).output();
        mounted.is_ok_and(|output| output.status.success()).then_some(Self(at))
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).output();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk() {
    let folder = tempfile::tempdir().unwrap();
    let Some(disk) = SmallDisk::mount(folder.path().join("disk"), "3m") else {
        println!("skipped: a file system of its own can be mounted by root only");
        return;
    };
    let twilio = FakeTwilio::start(Credentials::Live, Duration::ZERO).await;
    let database = Database::Sqlite(disk.0.join("ringfence.db"));
    let install = impatient(Install::new(folder, database), &twilio);
    let app = people::set_up_acme(&install).await;
    let server = install.serve().await;
    let tokens = people::enroll(&app, &twilio, 1).await;
    let sent = twilio.carried().len();

    let ballast = disk.0.join("ballast");
    // As much as fits: the write itself fails at the end.
    let _ = std::fs::write(&ballast, vec![0; 4 << 20]);
    let mut refused = false;
    // The log's last pages may still have room for a few rows.
    for _ in 0..200 {
        let answer = app.challenge(&tokens[0], "sms").await;
        refused = is_unavailable(&answer);
        if refused {
            break;
        }
        assert_eq!(answer.unwrap().0, 200);
    }
    assert!(refused, "a full disk was not noticed");
    assert!(is_unavailable(&app.sign_up("late@example.com").await));
    let carried = twilio.carried().len();
    assert!(is_unavailable(&app.challenge(&tokens[0], "sms").await));
    assert_eq!(twilio.carried().len(), carried, "what could not be written down was sent");
    assert!(server.said().contains("disk or quota is full"), "{}", server.said());

    std::fs::remove_file(&ballast).unwrap();
    let (status, answer) = app.challenge(&tokens[0], "sms").await.unwrap();
    assert_eq!(status, 200, "{answer}");
    let handles = [answer["oob_code"].as_str().unwrap().to_owned()];
    let figures = ledger::audit(&install, &twilio, &handles).await;
    assert!(figures.carried > sent, "{figures:?}");
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_read_only_database() {
    let Some(install) = Install::on_postgres().await else { return };
    let twilio = FakeTwilio::start(Credentials::Live, Duration::ZERO).await;
    let install = impatient(install, &twilio);
    let app = people::set_up_acme(&install).await;
    let server = install.serve().await;
    let tokens = people::enroll(&app, &twilio, 1).await;

    // As after a switch to a standby.
    let name = install.database.name().to_owned();
    install.database.administer(&format!("ALTER DATABASE {name} SET default_transaction_read_only = on")).await;
    install.database.cut_connections().await;
    let mut answer = app.challenge(&tokens[0], "sms").await;
    for _ in 0..50 {
        if is_unavailable(&answer) && server.said().contains("read-only") {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
        answer = app.challenge(&tokens[0], "sms").await;
    }
    assert!(is_unavailable(&answer), "{answer:?}");
    assert!(server.said().contains("the database is read-only"), "{}", server.said());

    install.database.administer(&format!("ALTER DATABASE {name} SET default_transaction_read_only = off")).await;
    let handle = until_answered(&app, &tokens[0]).await;
    ledger::audit(&install, &twilio, &[handle]).await;
    server.stop().await;
    install.database.drop_it().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn lost_connections_under_load() {
    let Some(install) = Install::on_postgres().await else { return };
    let twilio = FakeTwilio::start(Credentials::Live, Duration::from_millis(20)).await;
    let install = impatient(install, &twilio);
    let app = people::set_up_acme(&install).await;
    let server = install.serve().await;
    let tokens = people::enroll(&app, &twilio, 6).await;

    // Whoever asks gets 200 or 503 all the time (`start_load` minds that), or the answer that never comes is the end of it.
    let load = start_load(&app, &tokens);
    for _ in 0..4 {
        tokio::time::sleep(Duration::from_millis(100 + chance(200))).await;
        install.database.cut_connections().await;
    }
    let handle = until_answered(&app, &tokens[0]).await;
    assert!(load.iter().all(|person| !person.is_finished()), "somebody got no answer:\n{}", server.said());
    server.stop().await;
    let mut handles = finish(load).await;
    handles.push(handle);
    let server = install.serve().await;
    let figures = ledger::audit(&install, &twilio, &handles).await;
    println!("4 times cut off: {figures}");
    server.stop().await;
    install.database.drop_it().await;
}

/// Without a restart, and soon.
async fn until_answered(app: &people::Application, token: &str) -> String {
    for _ in 0..100 {
        if let Ok((200, answer)) = app.challenge(token, "sms").await {
            return answer["oob_code"].as_str().unwrap().to_owned();
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("it has not recovered within five seconds");
}
