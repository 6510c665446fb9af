//! SIGTERM in the middle of load: who has asked is answered, then the process ends, and nothing is left to do.

use std::time::{Duration, Instant};

use crate::fake_twilio::{Credentials, FakeTwilio};
use crate::harness::Install;
use crate::kill::impatient;
use crate::{ledger, people};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn requests_under_way_are_answered() {
    // So slow that every request is still waiting for the carrier when the signal comes.
    let twilio = FakeTwilio::start(Credentials::Live, Duration::from_millis(900)).await;
    let install = impatient(Install::on_sqlite(), &twilio).set("DELIVERY__LEASE", "5").set("DELIVERY__ATTEMPT_TIMEOUT", "4");
    let app = people::set_up_acme(&install).await;
    let mut server = install.serve().await;
    let tokens = people::enroll(&app, &twilio, 4).await;
    let enrolled = twilio.carried().len();

    let ask = |turn: usize| {
        let (app, token) = (app.clone(), tokens[turn % tokens.len()].clone());
        tokio::spawn(async move { app.challenge(&token, "sms").await })
    };
    let asked: Vec<_> = (0..16).map(ask).collect();
    // Sent when the carrier has begun on all of them: then no request can be on its way still.
    while twilio.carried().len() < enrolled + 16 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    server.terminate();
    let since = Instant::now();
    let mut handles = Vec::new();
    for one in asked {
        let (status, answer) = one.await.unwrap().expect("answered in spite of the signal");
        assert_eq!(status, 200, "{answer}");
        handles.push(answer["oob_code"].as_str().unwrap().to_owned());
    }
    let status = server.ended_within(Duration::from_secs(10)).await;
    assert!(status.success(), "{status}:\n{}", server.said());
    assert!(since.elapsed() < Duration::from_secs(5), "it lingered for {:?}", since.elapsed());
    let open = install.database.number("SELECT COUNT(*) FROM deliveries WHERE due_at IS NOT NULL").await;
    assert_eq!(open, 0, "a graceful end leaves nothing to its leases");
    let figures = ledger::audit(&install, &twilio, &handles).await;
    assert_eq!((figures.acknowledged_and_failed, figures.failed), (0, 0), "{figures:?}");
}

/// What a carrier is still busy with when the grace is over is left to its lease, and the process ends all the same.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_grace_is_kept() {
    let twilio = FakeTwilio::start(Credentials::Live, Duration::ZERO).await;
    let install = Install::on_sqlite().set("CARRIERS__TWILIO__BASE_URL", &twilio.url).set("SERVER__SHUTDOWN_GRACE", "1");
    let app = people::set_up_acme(&install).await;
    let mut server = install.serve().await;
    // A client that keeps its connection and never finishes its request.
    let mut idler = tokio::net::TcpStream::connect(("127.0.0.1", install.port)).await.unwrap();
    tokio::io::AsyncWriteExt::write_all(&mut idler, b"POST /oauth/token HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n").await.unwrap();
    assert_eq!(app.get("/health").await.0, 200);
    server.terminate();
    let status = server.ended_within(Duration::from_secs(5)).await;
    assert!(status.success(), "{status}:\n{}", server.said());
}
