//! SIGKILL between the steps of a sign-up, and in the middle of them: the same browser goes on where it was.

use std::time::Duration;

use crate::browser::{Browser, CALLBACK, Page};
use crate::harness::{Install, Process, chance, variable};
use crate::ledger;
use crate::login::{Acme, KEPT, MFA, account, by_text, known};

const EMAIL: &str = "ada@example.com";
const PHONE: &str = "+12025550123";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn between_two_steps_on_sqlite() {
    between_two_steps(Install::on_sqlite()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn between_two_steps_on_postgres() {
    if let Some(install) = Install::on_postgres().await {
        between_two_steps(install).await.install.database.drop_it().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn amid_a_step_on_sqlite() {
    amid_a_step(Install::on_sqlite()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn amid_a_step_on_postgres() {
    if let Some(install) = Install::on_postgres().await {
        amid_a_step(install).await.install.database.drop_it().await;
    }
}

/// The process that runs, until it is killed again.
struct Mortal<'a>(&'a Acme, Option<Process>);

impl Mortal<'_> {
    async fn kill(&mut self) {
        self.1.take().unwrap().kill().await;
        self.1 = Some(self.0.install.serve().await);
    }

    /// Killed once the answer is there; the browser follows it, and then sends the form once more, as after a page that
    /// never came. Both must lead to the same place.
    async fn step(&mut self, browser: &Browser, page: &Page, fields: &[(&str, &str)]) -> Page {
        let answer = browser.try_post(page, fields).await.unwrap();
        assert_eq!(answer.status, 303, "{}", answer.body);
        self.kill().await;
        let next = browser.followed(answer).await;
        let again = browser.submit(page, fields).await;
        assert_eq!(again.address, next.address, "the form sent again leads elsewhere:\n{}", again.body);
        next
    }
}

async fn between_two_steps(install: Install) -> Acme {
    let acme = Acme::on(install).await;
    let mut server = Mortal(&acme, Some(acme.install.serve().await));
    let browser = acme.browser();

    let page = acme.newcomer(&browser).await;
    server.kill().await;
    let page = server.step(&browser, &page, &account(EMAIL)).await.is(200, "mfa-phone-enrollment");
    assert_eq!(acme.count("SELECT COUNT(*) FROM users").await, 1);
    let page = server.step(&browser, &page, &by_text(PHONE)).await.is(200, "mfa-sms-challenge");
    assert_eq!(acme.twilio.carried().len(), 1, "one message, whatever was sent again");
    let sent = acme.twilio.code(PHONE);
    let page = server.step(&browser, &page, &[("code", &sent)]).await.is(200, "mfa-recovery-code-enrollment");
    let recovery_code = page.shown_code();
    server.kill().await;
    let page = browser.go(&page.address).await.is(200, "mfa-recovery-code-enrollment");
    assert_eq!(page.shown_code(), recovery_code);
    let code = server.step(&browser, &page, KEPT).await.authorization_code();

    server.kill().await;
    let (status, tokens) = acme.app.exchange(acme.install.port, &code, CALLBACK).await;
    assert_eq!(status, 200, "{tokens}");
    server.kill().await;
    let (status, again) = acme.app.exchange(acme.install.port, &code, CALLBACK).await;
    assert_eq!((status, again["error"].as_str()), (403, Some("invalid_grant")));

    acme.tokens(&browser.go(&acme.authorize(&[("prompt", "none")])).await).await;
    let page = browser.go(&acme.authorize(&[("acr_values", MFA)])).await.is(200, "mfa-phone-challenge");
    let page = server.step(&browser, &page, &[("channel", "sms")]).await.is(200, "mfa-sms-challenge");
    assert_eq!(acme.twilio.carried().len(), 2);
    let refused = browser.submit(&page, &[("code", &sent)]).await.is(400, "mfa-sms-challenge");
    assert!(refused.body.contains("role=\"alert\""), "a code that was used is a wrong one: {}", refused.body);
    server.kill().await;
    let latest = acme.twilio.code(PHONE);
    let proven = server.step(&browser, &page, &[("code", &latest)]).await;
    acme.tokens(&proven).await;

    // What was shown as kept is good, from another browser too, and once.
    let elsewhere = acme.browser();
    let page = elsewhere.go(&acme.authorize(&[])).await.is(200, "login");
    let page = server.step(&elsewhere, &page, &known(EMAIL)).await.is(200, "mfa-phone-challenge");
    let page = elsewhere.go(&page.at("mfa-recovery-code-challenge")).await.is(200, "mfa-recovery-code-challenge");
    let typed = [("recovery_code", recovery_code.as_str())];
    let page = server.step(&elsewhere, &page, &typed).await.is(200, "mfa-recovery-code-challenge-new-code");
    assert_ne!(page.shown_code(), recovery_code);
    acme.tokens(&server.step(&elsewhere, &page, KEPT).await).await;

    let figures = ledger::audit(&acme.install, &acme.twilio, &[]).await;
    assert_eq!((figures.challenges, figures.carried, figures.accepted), (2, 2, 2), "{figures:?}");
    server.1.take().unwrap().stop().await;
    acme
}

/// The code page once its message has gone out. A kill between the claim and the sending leaves none: the page then says that it failed, and
/// the person asks for another one.
async fn until_sent(acme: &Acme, browser: &Browser, mut page: Page, phone: &str) -> Page {
    for _ in 0..600 {
        if acme.twilio.carried().iter().any(|one| one.to == phone) {
            return page;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
        page = browser.go(&page.address).await.is(200, "mfa-sms-challenge");
        if page.body.contains("data-stage=\"failed\"") {
            page = browser.submit(&page, &[("action", "resend")]).await.is(200, "mfa-sms-challenge");
        }
    }
    panic!("no message to {phone}, and no word that it failed: {page:?}");
}

/// At any moment of a step; the person sends the form again, and does what the page then says.
async fn amid_a_step(install: Install) -> Acme {
    let people: usize = variable("RINGFENCE_TEST_KILLS").map_or(4, |text| text.parse().expect("a number of kills"));
    let acme = Acme::on(install).await;
    let mut server = Mortal(&acme, Some(acme.install.serve().await));
    let mut without_answer = 0;
    for number in 0..people {
        let (email, phone) = (format!("person{number}@example.com"), format!("+12025550{:03}", number % 100));
        let browser = acme.browser();
        let mut page = acme.newcomer(&browser).await;
        for turn in 0.. {
            assert!(turn < 20, "{email} does not get through: {page:?}");
            let mut sent = String::new();
            if page.screen() == "mfa-sms-challenge" {
                page = until_sent(&acme, &browser, page, &phone).await;
                sent = acme.twilio.code(&phone);
            }
            let fields = match page.screen() {
                "signup" => account(&email).to_vec(),
                "login" => known(&email).to_vec(),
                "mfa-phone-enrollment" => by_text(&phone).to_vec(),
                "mfa-sms-challenge" => vec![("code", sent.as_str())],
                "mfa-recovery-code-enrollment" => KEPT.to_vec(),
                other => panic!("{email} is led to {other}: {page:?}"),
            };
            let answer = {
                let posted = browser.try_post(&page, &fields);
                let killed = async {
                    tokio::time::sleep(Duration::from_millis(chance(90))).await;
                    server.kill().await;
                };
                tokio::join!(posted, killed).0
            };
            without_answer += usize::from(answer.is_err());
            let answer = match answer {
                Ok(answer) => answer,
                Err(_) => browser.try_post(&page, &fields).await.unwrap(),
            };
            page = browser.followed(answer).await;
            if page.address.starts_with(CALLBACK) {
                break;
            }
            if page.screen() == "signup" && page.status == 400 {
                // The account was made, and then the process died.
                page = browser.go(&page.at("login")).await.is(200, "login");
            } else if page.screen() == "mfa-sms-challenge" && page.body.contains("data-stage=\"failed\"") {
                // Nobody knows whether the carrier took it: the person asks for another one, without a wait.
                page = browser.submit(&page, &[("action", "resend")]).await.is(200, "mfa-sms-challenge");
            }
        }
        acme.tokens(&page).await;
    }
    let figures = ledger::audit(&acme.install, &acme.twilio, &[]).await;
    println!("{people} sign-ups, {without_answer} forms left without an answer: {figures}");
    assert_eq!(acme.count("SELECT COUNT(*) FROM users").await, people as u64);
    assert_eq!(acme.count("SELECT COUNT(*) FROM authenticators WHERE kind = 'phone' AND confirmed_at IS NOT NULL").await, people as u64);
    server.1.take().unwrap().stop().await;
    acme
}
