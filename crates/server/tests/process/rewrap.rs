//! `keys rewrap` and `keys retire` beside a running server: the end of a data key.

use std::time::Duration;

use crate::command_line::refuses;
use crate::fake_twilio::{Credentials, FakeTwilio};
use crate::harness::Install;
use crate::keys::verified;
use crate::kill::impatient;
use crate::people;

/// The first five bytes of a seal name its key.
const KEYS_IN_USE: &str = "SELECT COUNT(*) FROM (SELECT DISTINCT substr(sealed, 1, 5) FROM signing_keys
    UNION SELECT DISTINCT substr(secret_sealed, 1, 5) FROM clients UNION SELECT DISTINCT substr(twilio_sealed, 1, 5) FROM tenants
    UNION SELECT DISTINCT substr(phone_sealed, 1, 5) FROM authenticators WHERE phone_sealed IS NOT NULL) AS tags";

async fn the_end_of_a_data_key(install: Install) {
    let twilio = FakeTwilio::start(Credentials::Live, Duration::ZERO).await;
    let install = impatient(install, &twilio);
    let app = people::set_up_acme(&install).await;
    let server = install.serve().await;
    let tokens = people::enroll(&app, &twilio, 3).await;
    assert_eq!(install.database.number(KEYS_IN_USE).await, 1);
    install.ok(&["keys", "rotate"]).await;
    server.says_within("the data keys have changed and were read", Duration::from_secs(45)).await;
    // The minute before it is used has passed.
    install.database.change("UPDATE data_keys SET activates_at = created_at").await;
    refuses(&install.run(&["keys", "retire"], "").await, &["still under older data keys", "ringfence keys rewrap", "Nothing was removed"]);

    // Killed as soon as it has said what it did first; then begun again, while somebody signs in.
    let mut killed = install.start(&["keys", "rewrap"]);
    killed.until_it_says_or_ends("re-sealed").await;
    killed.kill().await;
    let (said, _) = tokio::join!(install.ok(&["keys", "rewrap"]), verified(&app, &twilio, &tokens[0]));
    assert!(said.contains("everything is under the newest data key"), "{said}");
    assert_eq!(install.database.number(KEYS_IN_USE).await, 1);
    assert!(install.ok(&["keys", "rewrap"]).await.contains("0 value(s) re-sealed"));

    // Tokens that the old key has sealed are still about; after two days none is.
    refuses(&install.run(&["keys", "retire"], "").await, &["may live until", "Nothing was removed"]);
    let two_days = 2 * 86_400 * 1_000_000_i64;
    install.database.change(&format!("UPDATE data_keys SET activates_at = activates_at - {two_days}")).await;
    assert!(install.ok(&["keys", "retire"]).await.contains("1 data key(s) removed"));
    assert_eq!(install.database.number("SELECT COUNT(*) FROM data_keys WHERE purpose = 'seal'").await, 1);
    verified(&app, &twilio, &app.password("person0@example.com").await).await;
    server.stop().await;
    let server = install.serve().await;
    verified(&app, &twilio, &app.password("person0@example.com").await).await;
    server.stop().await;
    install.database.drop_it().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_old_data_key_ends_on_sqlite() {
    the_end_of_a_data_key(Install::on_sqlite()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_old_data_key_ends_on_postgres() {
    let Some(install) = Install::on_postgres().await else { return };
    the_end_of_a_data_key(install).await;
}
