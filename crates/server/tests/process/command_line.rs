//! What an operator gets wrong, and the sentence that says so.

use std::time::Duration;

use crate::fake_twilio::{AUTH_TOKEN, Credentials, FakeTwilio, SID};
use crate::harness::{Install, Ran};
use crate::kill::impatient;
use crate::people;

/// Ended with exit code 1, and a sentence on standard error that holds all of `words`.
#[track_caller]
pub(crate) fn refuses(ran: &Ran, words: &[&str]) {
    assert_eq!(ran.code, Some(1), "{ran:?}");
    let said = ran.err.split("ringfence: ").last().unwrap_or_default();
    for word in words {
        assert!(said.contains(word), "{word:?} is not in {ran:?}");
    }
    assert!(!ran.err.contains("panicked"), "{ran:?}");
}

#[tokio::test]
async fn serve_needs_a_public_url_and_a_master_key() {
    let install = Install::on_sqlite().unset("SERVER__PUBLIC_URL");
    refuses(&install.run(&["serve"], "").await, &["no public URL", "RINGFENCE_SERVER__PUBLIC_URL"]);
    let install = install.set("SERVER__PUBLIC_URL", "login.example.com");
    refuses(&install.run(&["serve"], "").await, &["server.public_url must be a URL"]);
    let install = install.set("SERVER__PUBLIC_URL", "https://login.example.com").unset("KEYS__MASTER_KEY");
    refuses(&install.run(&["serve"], "").await, &["no master key", "ringfence keys generate", "RINGFENCE_KEYS__MASTER_KEY"]);
    let install = install.set("KEYS__MASTER_KEY", "c2hvcnQ=");
    refuses(&install.run(&["serve"], "").await, &["the master key must be 32 bytes in base64"]);
}

#[tokio::test]
async fn the_schema_comes_first_and_migrating_twice_is_harmless() {
    let install = Install::on_sqlite();
    refuses(&install.run(&["serve"], "").await, &["there is no database at", "ringfence.db", "ringfence migrate"]);
    std::fs::File::create(install.folder.path().join("ringfence.db")).unwrap();
    refuses(&install.run(&["serve"], "").await, &["schema is not up to date", "ringfence migrate"]);
    assert!(install.ok(&["migrate"]).await.contains("applied 0001"));
    assert_eq!(install.ok(&["migrate"]).await, "The schema is up to date.\n");
}

#[tokio::test]
async fn another_master_key_opens_nothing() {
    let install = Install::on_sqlite();
    install.ok(&["migrate"]).await;
    install.ok(&["tenant", "create", "acme", "--domain", "login.example.com"]).await;
    let other = install.ok(&["keys", "generate"]).await;
    let install = install.set("KEYS__MASTER_KEY", other.trim());
    for command in [&["serve"][..], &["worker"], &["tenant", "list"], &["keys", "rotate"]] {
        let ran = install.run(command, "").await;
        refuses(&ran, &["the master key does not open this database's keys"]);
        assert!(!ran.err.contains(other.trim()), "the key itself is printed: {ran:?}");
    }
}

#[tokio::test]
async fn a_port_that_is_taken() {
    let install = Install::on_sqlite();
    install.ok(&["migrate"]).await;
    let taken = std::net::TcpListener::bind(("127.0.0.1", install.port)).unwrap();
    refuses(&install.run(&["serve"], "").await, &["cannot listen on", &taken.local_addr().unwrap().to_string()]);
}

#[tokio::test]
async fn settings_that_are_none() {
    let install = Install::on_sqlite();
    let file = install.folder.path().join("ringfence.toml");
    std::fs::write(&file, "[limits]\nmessages_per_huor = 3\n").unwrap();
    refuses(&install.run(&["--config", "ringfence.toml", "serve"], "").await, &["messages_per_huor"]);
    std::fs::write(&file, "[limits\n").unwrap();
    refuses(&install.run(&["--config", "ringfence.toml", "serve"], "").await, &["ringfence.toml"]);
    refuses(&install.run(&["--config", "nowhere.toml", "serve"], "").await, &["nowhere.toml"]);
    let install = install.set("DELIVERY__LEASE", "5").set("DELIVERY__ATTEMPT_TIMEOUT", "10");
    refuses(&install.run(&["serve"], "").await, &["delivery.lease must be longer"]);
    let install = install.set("DELIVERY__LEASE", "soon");
    refuses(&install.run(&["serve"], "").await, &["lease"]);
    let install = install.unset("DELIVERY__LEASE").unset("DELIVERY__ATTEMPT_TIMEOUT").set("LIMITS__WORNG_CODES", "3");
    refuses(&install.run(&["serve"], "").await, &["worng_codes"]);
    let install = install.unset("LIMITS__WORNG_CODES").set("DATABASE__URL", "mysql://localhost/ringfence");
    refuses(&install.run(&["serve"], "").await, &["database cannot be opened", "sqlite:// or postgres://"]);
    // It waits for a database that does not answer, and does not wait for ever.
    let install = install.set("DATABASE__START_WAIT", "1").set("DATABASE__URL", "postgres://nobody:sesame@127.0.0.1:1/none");
    let ran = install.run(&["serve"], "").await;
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(ran.err.contains("waiting for the database") && ran.err.contains("database.start_wait"), "{ran:?}");
    assert!(!ran.err.contains("sesame"), "the database's password is printed: {ran:?}");
}

#[tokio::test]
async fn the_doctor_says_what_is_well_and_what_to_do() {
    let twilio = FakeTwilio::start(Credentials::Live, Duration::ZERO).await;
    let install = impatient(Install::on_sqlite(), &twilio).unset("LIMITS__MESSAGES_PER_HOUR");
    let ran = install.run(&["doctor"], "").await;
    refuses(&ran, &["1 problem(s) found"]);
    assert!(ran.out.contains("PROBLEM  there is no database at"), "{ran:?}");

    people::set_up_acme(&install).await;
    let said = install.ok(&["doctor"]).await;
    for line in ["ok       a master key is set", "ok       acme: Twilio's credentials are live", "All is well."] {
        assert!(said.contains(line), "{line:?} is not in {said}");
    }
    install.ok(&["tenant", "phone", "acme", "--provider", "phone-message-hook"]).await;
    let install = install.unset("SERVER__PUBLIC_URL");
    let ran = install.run(&["doctor"], "").await;
    refuses(&ran, &["2 problem(s) found"]);
    for line in ["PROBLEM  server.public_url is not set", "PROBLEM  acme: the custom provider has neither hook nor route"] {
        assert!(ran.out.contains(line), "{line:?} is not in {}", ran.out);
    }
}

/// Twilio takes messages under test credentials, and they never arrive: nothing is sent through, and the log says why.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn test_credentials_are_not_sent_through() {
    let twilio = FakeTwilio::start(Credentials::Test, Duration::ZERO).await;
    let install = impatient(Install::on_sqlite(), &twilio);
    let app = people::set_up_acme(&install).await;
    let said = install.ok_with(&["tenant", "twilio", "set", "acme", "--sid", SID, "--from", "+15005550006"], AUTH_TOKEN).await;
    assert!(said.contains("test credentials") && said.contains("Use the live credentials."), "{said}");
    let shown = install.ok(&["tenant", "show", "acme"]).await;
    assert!(shown.contains("\"test\"") && !shown.contains(AUTH_TOKEN), "{shown}");
    refuses(&install.run(&["doctor"], "").await, &["1 problem(s) found"]);

    let server = install.serve().await;
    assert_eq!(app.sign_up("ada@example.com").await.unwrap().0, 200);
    let mfa_token = app.password("ada@example.com").await;
    let (status, answer) = app.associate(&mfa_token, "+12025550123", "sms").await.unwrap();
    assert_eq!((status, answer["error"].as_str()), (503, Some("temporarily_unavailable")), "{answer}");
    assert!(twilio.carried().is_empty(), "sent through test credentials: {:?}", twilio.carried());
    let log = install.ok(&["tenant", "log", "acme"]).await;
    let failure = log.lines().find(|line| line.contains("gd_send_sms_failure")).unwrap_or_else(|| panic!("no failure in {log}"));
    assert!(failure.contains("Twilio Live Credentials, not Test Credentials"), "{failure}");
    server.stop().await;
}
