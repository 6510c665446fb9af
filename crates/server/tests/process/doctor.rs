//! `ringfence doctor` finds what `serve` would refuse and what would hurt later, and changes nothing.

use std::collections::BTreeMap;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::Duration;

use crate::command_line::refuses;
use crate::development::{dev, nothing_set_up};
use crate::fake_twilio::{Credentials, FakeTwilio};
use crate::harness::{Install, Ran, free_port};
use crate::kill::impatient;
use crate::people;

/// Every file beneath a folder with its bytes, and every folder. `-shm` is the lock that SQLite shares between processes, beside a
/// journal that a command has left: its bytes are no data.
fn everything(folder: &Path) -> BTreeMap<String, Option<Vec<u8>>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path.clone());
            }
            let bytes = std::fs::read(&path).ok().filter(|_| !path.to_string_lossy().ends_with("-shm"));
            found.insert(path.display().to_string(), bytes);
        }
    }
    found
}

#[track_caller]
fn finds(ran: &Ran, words: &str) {
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(ran.out.lines().any(|line| line.starts_with("  PROBLEM") && line.contains(words)), "{words:?} is not in {}", ran.out);
    assert!(!ran.err.contains("panicked"), "{ran:?}");
}

/// With everything well, so that whatever is found is what the test has broken.
async fn well() -> (Install, FakeTwilio) {
    let twilio = FakeTwilio::start(Credentials::Live, Duration::ZERO).await;
    let install = impatient(Install::on_sqlite(), &twilio).unset("LIMITS__MESSAGES_PER_HOUR");
    people::set_up_acme(&install).await;
    (install, twilio)
}

#[tokio::test]
async fn what_serve_refuses_doctor_finds_in_the_same_words() {
    let (mut install, _twilio) = well().await;
    install.ok(&["doctor"]).await;
    let folder = install.folder.path().to_owned();
    let made = |name: &str| {
        let made = rcgen::generate_simple_self_signed([name.to_owned()]).unwrap();
        (made.cert.pem(), made.signing_key.serialize_pem())
    };
    let ((chain, _), (_, other_key)) = (made("login.example.com"), made("login.example.com"));
    for (name, text) in [("chain.pem", chain.as_str()), ("other.key", other_key.as_str()), ("none.pem", "nothing")] {
        std::fs::write(folder.join(name), text).unwrap();
        std::fs::set_permissions(folder.join(name), std::fs::Permissions::from_mode(0o600)).unwrap();
    }
    let tls_port = format!("127.0.0.1:{}", free_port());
    let public_url = format!("http://127.0.0.1:{}", install.port);
    for (broken, words) in [
        (&[("SERVER__PUBLIC_URL", "login.example.com")][..], "server.public_url must be a URL"),
        (&[("SERVER__PUBLIC_URL", "https://login.example.com/auth")], "server.public_url must be a host and nothing behind it"),
        (&[("SERVER__TLS_LISTEN", &tls_port)], "server.tls_listen needs server.tls_certificate"),
        (
            &[("SERVER__TLS_LISTEN", &tls_port), ("SERVER__TLS_CERTIFICATE", "chain.pem"), ("SERVER__TLS_KEY", "other.key")],
            "the certificate and its key do not fit",
        ),
        (
            &[("SERVER__TLS_LISTEN", &tls_port), ("SERVER__TLS_CERTIFICATE", "gone.pem"), ("SERVER__TLS_KEY", "other.key")],
            "gone.pem cannot be read",
        ),
        (
            &[("SERVER__TLS_LISTEN", &tls_port), ("SERVER__TLS_CERTIFICATE", "none.pem"), ("SERVER__TLS_KEY", "other.key")],
            "HTTPS does not work with none.pem",
        ),
        (&[("CARRIERS__TWILIO__BASE_URL", "api.twilio.com")], "carriers.twilio.base_url must be a URL"),
        (&[("CARRIERS__BUILTIN__ROUTE", "twillio")], "names \"twillio\", which is not a carrier"),
        (&[("MAIL__SMTP_URL", "mail.example.com"), ("MAIL__FROM", "no-reply@example.com")], "mail.smtp_url must be smtps://"),
        (&[("KEYS__MASTER_KEY", "c2hvcnQ=")], "the master key must be 32 bytes"),
        (&[("LIMITS__WORNG_CODES", "3")], "there is no setting limits.worng_codes"),
        (&[("MAIL__SMTP_URL_FILE", "gone")], "the file gone cannot be read (mail.smtp_url_file)"),
    ] {
        let before = install.variables();
        for (name, value) in broken {
            install = install.set(name, value);
        }
        finds(&install.run(&["doctor"], "").await, words);
        let served = install.run(&["serve"], "").await;
        assert!(served.code == Some(1) && served.err.contains(words), "{words:?} is not in {served:?}");
        install.restore(before);
    }
    let taken = std::net::TcpListener::bind(("127.0.0.1", install.port)).unwrap();
    finds(&install.run(&["doctor"], "").await, &format!("cannot listen on {}", taken.local_addr().unwrap()));
    drop(taken);
    let said = install.ok(&["doctor"]).await;
    assert!(said.contains(&format!("ok       public URL {public_url}")), "{said}");
}

#[tokio::test]
async fn what_would_hurt_later_is_found_and_told_at_the_start() {
    let (install, _twilio) = well().await;
    let key = install.folder.path().join("master.key");
    std::fs::write(&key, crate::harness::MASTER_KEY).unwrap();
    std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o644)).unwrap();
    let install = install
        .set("SERVER__PUBLIC_URL", "https://nobody.example.com")
        .set("CARRIERS__BUILTIN__ROUTE", "twilio")
        .unset("KEYS__MASTER_KEY")
        .set("KEYS__MASTER_KEY_FILE", "master.key");
    let ran = install.run(&["doctor"], "").await;
    refuses(&ran, &["3 problem(s) found"]);
    let words = [
        "no tenant has the domain nobody.example.com of server.public_url",
        "carriers.builtin.route names twilio, and its account is not set",
        "master.key is open to every user of this machine",
    ];
    for word in words {
        finds(&ran, word);
    }
    let server = install.serve().await;
    let said = server.stop().await;
    for word in words {
        assert!(said.lines().any(|line| line.contains("WARN") && line.contains(word)), "{word:?} is not in {said}");
    }
}

#[tokio::test]
async fn nothing_is_made_and_nothing_is_changed() {
    let install = Install::on_sqlite().set("DATABASE__URL", "sqlite://mistyped/ringfence.db");
    let before = everything(install.folder.path());
    finds(&install.run(&["doctor"], "").await, "there is no database at mistyped/ringfence.db");
    assert_eq!(everything(install.folder.path()), before);

    let install = Install::on_sqlite();
    install.ok(&["migrate"]).await;
    let before = everything(install.folder.path());
    let said = install.ok(&["doctor"]).await;
    assert!(said.contains("the database has no data keys yet"), "{said}");
    assert_eq!(everything(install.folder.path()), before, "no key was made, no journal left");

    let (install, _twilio) = well().await;
    let before = everything(install.folder.path());
    install.ok(&["doctor"]).await;
    assert_eq!(everything(install.folder.path()), before, "what Twilio says is not written down");
}

#[tokio::test]
async fn a_running_server_is_no_taken_port_and_its_journal_is_read() {
    let (install, _twilio) = well().await;
    let server = install.serve().await;
    let said = install.ok(&["doctor"]).await;
    assert!(said.contains(&format!("a running ringfence answers on 127.0.0.1:{}", install.port)), "{said}");
    assert!(said.contains("acme: Twilio's credentials are live"), "{said}");
    server.stop().await;
}

#[tokio::test]
async fn on_postgresql_too_nothing_is_changed() {
    let Some(install) = Install::on_postgres().await else { return };
    let empty = install.run(&["doctor"], "").await;
    finds(&empty, "the database's schema is not up to date");
    assert!(install.database.rows("SELECT CAST(COUNT(*) AS TEXT) FROM pg_tables WHERE schemaname = 'public'").await[0][0] == "0");
    install.ok(&["migrate"]).await;
    install.ok(&["doctor"]).await;
    assert_eq!(install.database.rows("SELECT CAST(COUNT(*) AS TEXT) FROM data_keys").await[0][0], "0");
}

/// A made-up account with Twilio's real address: `dev` asks nobody, unless it is let.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn dev_does_not_talk_to_the_world() {
    let install = nothing_set_up();
    let running = dev(&install, install.port, free_port()).await;
    let said = running.process.said();
    assert!(said.contains("nothing leaves this machine (--allow-network lets it)"), "{said}");
    running.process.stop().await;
    let helped = install.ok(&["dev", "--help"]).await;
    assert!(helped.contains("--allow-network"), "{helped}");
}
