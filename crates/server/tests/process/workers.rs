//! `ringfence worker` beside a `serve` that sends nothing itself, on PostgreSQL.

use std::time::Duration;

use crate::fake_twilio::{Credentials, FakeTwilio};
use crate::harness::Install;
use crate::kill::impatient;
use crate::{ledger, people};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_workers_share_the_outbox() {
    let Some(install) = Install::on_postgres().await else { return };
    let twilio = FakeTwilio::start(Credentials::Live, Duration::from_millis(300)).await;
    let install = impatient(install, &twilio).set("DELIVERY__IN_SERVE", "false");
    let app = people::set_up_acme(&install).await;
    let server = install.serve().await;
    let (first, second) = (install.start(&["worker"]), install.start(&["worker"]));
    let tokens = people::enroll(&app, &twilio, 6).await;

    let mut handles = ask(&app, &tokens, 5).await;
    let figures = ledger::audit(&install, &twilio, &handles).await;
    assert_eq!((figures.acknowledged, figures.failed), (30, 0), "{figures:?}");

    // One dies while it sends: the other takes over what can be sent, and records what cannot.
    let storm = tokio::spawn({
        let (app, tokens) = (app.clone(), tokens.clone());
        async move { ask(&app, &tokens, 5).await }
    });
    tokio::time::sleep(Duration::from_millis(500)).await;
    first.kill().await;
    handles.extend(storm.await.unwrap());
    let figures = ledger::audit(&install, &twilio, &handles).await;
    println!("two workers, one killed: {figures}");
    assert!(figures.acknowledged >= 50, "{figures:?}");
    second.stop().await;
    server.stop().await;
    install.database.drop_it().await;
}

async fn ask(app: &people::Application, tokens: &[String], times: usize) -> Vec<String> {
    let mut asked = Vec::new();
    for token in tokens {
        let (app, token) = (app.clone(), token.clone());
        asked.push(tokio::spawn(async move {
            let mut handles = Vec::new();
            for _ in 0..times {
                let (status, answer) = app.challenge(&token, "sms").await.unwrap();
                match status {
                    200 => handles.push(answer["oob_code"].as_str().unwrap().to_owned()),
                    _ => assert_eq!((status, answer["error"].as_str()), (503, Some("temporarily_unavailable")), "{answer}"),
                }
            }
            handles
        }));
    }
    let mut handles = Vec::new();
    for one in asked {
        handles.extend(one.await.unwrap());
    }
    handles
}
