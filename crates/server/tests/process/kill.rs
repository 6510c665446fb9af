//! SIGKILL in the middle of load, again and again: nothing promised is lost, nothing goes out twice.
//!
//! 1. people ask for codes in parallel, by text and by call, as fast as they are answered;
//! 2. at a random moment the process is killed and started again, while the leases of the dead one still run;
//! 3. at the end, what the clients hold, what the database says and what the carrier got must agree ([`crate::ledger`]).
//!
//! `RINGFENCE_TEST_KILLS` sets how often (5).

use std::time::Duration;

use crate::fake_twilio::{Credentials, FakeTwilio};
use crate::harness::{Install, chance, variable};
use crate::ledger::{self, Figures};
use crate::people::{self, Application};

const PEOPLE: usize = 12;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_sqlite() {
    survives(Install::on_sqlite()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_postgres() {
    if let Some(install) = Install::on_postgres().await {
        let install = survives(install).await;
        install.database.drop_it().await;
    }
}

async fn survives(install: Install) -> Install {
    let kills: usize = variable("RINGFENCE_TEST_KILLS").map_or(5, |text| text.parse().expect("a number of kills"));
    let twilio = FakeTwilio::start(Credentials::Live, Duration::from_millis(60)).await;
    let install = impatient(install, &twilio);
    let app = people::set_up_acme(&install).await;
    let mut server = install.serve().await;
    let mut tokens = people::enroll(&app, &twilio, PEOPLE).await;
    server.stop().await;
    // From here on many are answered before the carrier has the message: those are the promises that a kill could break.
    let install = install.set("DELIVERY__OUTCOME_WAIT", "20");
    server = install.serve().await;

    let mut handles = Vec::new();
    for round in 0..kills {
        if round % 100 == 99 {
            // A proof of the first factor lasts ten minutes.
            tokens = renewed(&app).await;
        }
        let load = start_load(&app, &tokens);
        tokio::time::sleep(Duration::from_millis(20 + chance(600))).await;
        server.kill().await;
        handles.extend(finish(load).await);
        server = install.serve().await;
    }
    let figures = ledger::audit(&install, &twilio, &handles).await;
    println!("{kills} kills: {figures}");
    assert!(figures.acknowledged > kills, "too little was asked for between the kills to prove anything: {figures:?}");
    works_still(&app, &twilio, &tokens[0], &figures).await;
    server.stop().await;
    install
}

/// Leases that end soon, limits that don't.
pub(crate) fn impatient(install: Install, twilio: &FakeTwilio) -> Install {
    install
        .set("CARRIERS__TWILIO__BASE_URL", &twilio.url)
        .set("LIMITS__MESSAGES_PER_HOUR", "1000000")
        .set("DELIVERY__LEASE", "2")
        .set("DELIVERY__ATTEMPT_TIMEOUT", "1")
        .set("DELIVERY__POLL", "100")
}

type Load = Vec<tokio::task::JoinHandle<Vec<String>>>;

/// Everybody asks for one code after the other, until no answer comes any more.
pub(crate) fn start_load(app: &Application, tokens: &[String]) -> Load {
    let one = |(number, token): (usize, &String)| {
        let (app, token) = (app.clone(), token.clone());
        tokio::spawn(async move {
            let mut handles = Vec::new();
            for turn in number.. {
                let channel = if turn % 3 == 0 { "voice" } else { "sms" };
                match app.challenge(&token, channel).await {
                    Ok((200, answer)) => handles.push(answer["oob_code"].as_str().unwrap().to_owned()),
                    Ok((503, answer)) => assert_eq!(answer["error"], "temporarily_unavailable"),
                    Ok((status, answer)) => panic!("HTTP {status}: {answer}"),
                    Err(_) => break,
                }
            }
            handles
        })
    };
    tokens.iter().enumerate().map(one).collect()
}

pub(crate) async fn finish(load: Load) -> Vec<String> {
    let mut handles = Vec::new();
    for person in load {
        handles.extend(person.await.unwrap());
    }
    handles
}

async fn renewed(app: &Application) -> Vec<String> {
    let mut tokens = Vec::new();
    for number in 0..PEOPLE {
        tokens.push(app.password(&format!("person{number}@example.com")).await);
    }
    tokens
}

/// After all that, a person gets a code and gets in.
async fn works_still(app: &Application, twilio: &FakeTwilio, token: &str, figures: &Figures) {
    let (status, answer) = app.challenge(token, "sms").await.unwrap();
    assert_eq!(status, 200, "{answer}");
    while twilio.carried().len() == figures.carried {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let (status, answer) = app.verify(token, answer["oob_code"].as_str().unwrap(), &twilio.code("+12025550000")).await.unwrap();
    assert_eq!(status, 200, "{answer}");
}
