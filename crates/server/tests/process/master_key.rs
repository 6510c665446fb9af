//! The master key changes under a cluster that goes on working; and a node that was left out says so.

use std::time::Duration;

use crate::command_line::refuses;
use crate::fake_twilio::{Credentials, FakeTwilio};
use crate::harness::{Install, Process, free_port};
use crate::keys::verified;
use crate::kill::impatient;
use crate::people::{self, Application};

/// Longer than the twenty seconds in which a process looks for new keys.
const NOTICED: Duration = Duration::from_secs(45);

const OLD_ALONE: &[(&str, &str)] = &[];
const OLD_AND_NEXT: &[(&str, &str)] = &[("KEYS__NEXT_MASTER_KEY_FILE", "new.key")];
const NEW_ALONE: &[(&str, &str)] = &[("KEYS__MASTER_KEY", ""), ("KEYS__MASTER_KEY_FILE", "new.key")];

/// Nodes behind one name: a request names the tenant's host, whichever node it reaches.
struct Node {
    process: Process,
    app: Application,
}

impl Node {
    async fn start(install: &Install, app: &Application, keys: &[(&str, &str)]) -> Self {
        let port = free_port();
        let process = install.serve_on_with(port, keys).await;
        let app = app.by_way_of(port);
        Self { process, app }
    }

    async fn restart(self, install: &Install, app: &Application, keys: &[(&str, &str)]) -> Self {
        self.process.stop().await;
        Self::start(install, app, keys).await
    }
}

async fn set_up(install: Install, twilio: &FakeTwilio) -> (Install, Application) {
    let install = impatient(install, twilio);
    let app = people::set_up_acme(&install).await;
    let new = install.ok(&["keys", "generate"]).await;
    std::fs::write(install.folder.path().join("new.key"), new).unwrap();
    (install, app)
}

/// The minute before a fresh key is used has passed.
async fn a_minute_passes(install: &Install) {
    install.database.change("UPDATE data_keys SET activates_at = created_at").await;
}

const ROTATE: &[&str] = &["keys", "rotate", "--new-master-key-file", "new.key"];

/// docs/operating.md, step by step. At each of them a login begun at one node is finished at the other.
async fn the_procedure(install: Install) {
    let twilio = FakeTwilio::start(Credentials::Live, Duration::ZERO).await;
    let (install, app) = set_up(install, &twilio).await;
    let (one, two) = (Node::start(&install, &app, OLD_ALONE).await, Node::start(&install, &app, OLD_ALONE).await);
    people::enroll(&one.app, &twilio, 1).await;

    // 2. The next key beside the old one, node by node. Too early: a node would be left out, and nothing happens.
    let one = one.restart(&install, &app, OLD_AND_NEXT).await;
    across(&one, &two, &twilio).await;
    let ran = install.run(ROTATE, "").await;
    refuses(&ran, &["do not have the new master key", "Nothing was changed", "keys.next_master_key_file"]);
    let two = two.restart(&install, &app, OLD_AND_NEXT).await;
    across(&one, &two, &twilio).await;

    // 3. The rotation.
    let said = install.ok(ROTATE).await;
    assert!(said.contains("under the new master key now") && said.contains("Keep the old master key"), "{said}");
    across(&one, &two, &twilio).await;
    for node in [&one, &two] {
        node.process.says_within("the data keys have changed and were read", NOTICED).await;
    }
    a_minute_passes(&install).await;

    // 4. The new key alone, node by node.
    let one = one.restart(&install, &app, NEW_ALONE).await;
    across(&one, &two, &twilio).await;
    let two = two.restart(&install, &app, NEW_ALONE).await;
    across(&one, &two, &twilio).await;
    assert_eq!(one.app.get("/ready").await.0, 200);

    // The old key alone is of no use any more, and says why.
    let old = install.run(&["tenant", "list"], "").await;
    refuses(&old, &["the master key does not open this database's keys", "fingerprint"]);
    let again = install.set("KEYS__NEXT_MASTER_KEY_FILE", "new.key");
    refuses(&again.run(ROTATE, "").await, &["under this master key already"]);
    for node in [one, two] {
        node.process.stop().await;
    }
    again.database.drop_it().await;
}

/// The first factor at one node and the second at the other, both ways.
async fn across(one: &Node, two: &Node, twilio: &FakeTwilio) {
    let token = one.app.password("person0@example.com").await;
    verified(&two.app, twilio, &token).await;
    let token = two.app.password("person0@example.com").await;
    verified(&one.app, twilio, &token).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_new_master_key_without_an_outage_on_postgres() {
    let Some(install) = Install::on_postgres().await else { return };
    the_procedure(install).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_new_master_key_without_an_outage_on_sqlite() {
    the_procedure(Install::on_sqlite()).await;
}

/// As if the node had been cut off while the rotation asked who is there.
async fn left_out(install: Install) {
    let twilio = FakeTwilio::start(Credentials::Live, Duration::ZERO).await;
    let (install, app) = set_up(install, &twilio).await;
    let (left_out, knows) = (Node::start(&install, &app, OLD_ALONE).await, Node::start(&install, &app, OLD_AND_NEXT).await);
    people::enroll(&knows.app, &twilio, 1).await;
    // Both have said that they are there by now.
    for _ in 0..500 {
        if install.database.number("SELECT COUNT(*) FROM key_holders").await == 2 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    install.database.change("DELETE FROM key_holders").await;
    install.ok(ROTATE).await;
    assert_eq!(left_out.app.get("/ready").await.0, 200, "it has not heard of it yet");

    left_out.process.says_within("not ready: a data key cannot be opened", NOTICED).await;
    let (status, answer) = left_out.app.get("/ready").await;
    assert_eq!((status, answer["status"].as_str()), (503, Some("master key missing")), "{answer}");
    assert_eq!(knows.app.get("/ready").await.0, 200);
    knows.process.says_within("the data keys have changed and were read", NOTICED).await;
    a_minute_passes(&install).await;

    // What the other seals, it leaves to the other: no message waits.
    let knows = knows.restart(&install, &app, NEW_ALONE).await;
    for _ in 0..5 {
        verified(&knows.app, &twilio, &knows.app.password("person0@example.com").await).await;
    }
    assert!(!left_out.process.said().contains("is left for later"), "{}", left_out.process.said());
    let with_new = install.unset("KEYS__MASTER_KEY").set("KEYS__MASTER_KEY_FILE", "new.key");
    let doctor = with_new.run(&["doctor"], "").await;
    assert!(doctor.code == Some(1) && doctor.out.contains("does not have the master key"), "{doctor:?}");

    // With the key it is one of them again.
    let left_out = left_out.restart(&with_new, &app, &[]).await;
    assert_eq!(left_out.app.get("/ready").await.0, 200);
    across(&left_out, &knows, &twilio).await;
    left_out.process.stop().await;
    knows.process.stop().await;
    with_new.database.drop_it().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_node_without_the_new_key_is_not_ready_on_postgres() {
    let Some(install) = Install::on_postgres().await else { return };
    left_out(install).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_node_without_the_new_key_is_not_ready_on_sqlite() {
    left_out(Install::on_sqlite()).await;
}
