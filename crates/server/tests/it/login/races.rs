//! A form sent twice, one after the other and at once: one message, one code, one place to go.

use std::collections::BTreeSet;

use crate::harness::{Answer, Browser, Call, PASSWORD, Page, RelyingParty, TestApp, on_both};

const RACERS: usize = 6;

fn where_to(answers: &[Answer]) -> BTreeSet<String> {
    answers
        .iter()
        .map(|answer| answer.headers.get("location").map_or_else(|| answer.status.to_string(), |to| to.to_str().unwrap().to_owned()))
        .collect()
}

/// All at once, then once more; the page that they lead to, which must be one.
async fn raced(browser: &mut Browser<'_>, page: &Page, typed: &[(&str, &str)]) -> Page {
    let calls: Vec<Call> = (0..RACERS).map(|_| browser.dressed(page.filled(typed))).collect();
    let answers = browser.app.race(calls).await;
    let places = where_to(&answers);
    assert_eq!(places.len(), 1, "{places:?} after {}", page.at);
    for answer in &answers {
        browser.keep(answer);
    }
    let late = browser.step(page.filled(typed)).await;
    assert_eq!(where_to(std::slice::from_ref(&late)), places, "sent again, after {}", page.at);
    browser.follow(page.at.clone(), late).await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_form_of_a_login() {
    on_both(async |app: &TestApp| {
        let (party, ada) = (RelyingParty::new(app).await, app.enrolled_user().await);
        let before = app.messages_to(&ada.phone).await.len();
        let mut browser = Browser::new(app);
        let page = browser.open(&party.asks(&[])).await;
        let page = raced(&mut browser, &page, &[("username", &ada.email), ("password", PASSWORD)]).await;
        let page = raced(&mut browser, page.is("mfa-phone-challenge"), &[("channel", "sms")]).await;
        assert_eq!(app.messages_to(&ada.phone).await.len(), before + 1, "one message");
        let code = app.last_code_to(&ada.phone).await;
        let done = raced(&mut browser, page.is("mfa-sms-challenge"), &[("code", &code)]).await;
        assert_eq!(party.exchange(app, &done.code()).await.status, 200);
        assert_eq!(app.count("gd_auth_failed").await, 0, "none counts as wrong");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_form_of_an_enrollment() {
    on_both(async |app: &TestApp| {
        let party = RelyingParty::new(app).await;
        let mut browser = Browser::new(app);
        let page = browser.signs_up(&party, "ada@example.com").await;
        let page = raced(&mut browser, &page, &[("phone", "+12025550123"), ("channel", "sms")]).await;
        assert_eq!(app.messages_to("+12025550123").await.len(), 1);
        let code = app.last_code_to("+12025550123").await;
        let page = raced(&mut browser, page.is("mfa-sms-challenge"), &[("code", &code)]).await;
        let done = raced(&mut browser, page.is("mfa-recovery-code-enrollment"), &[("confirmed", "true")]).await;
        assert_eq!(party.exchange(app, &done.code()).await.status, 200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_up() {
    on_both(async |app: &TestApp| {
        let party = RelyingParty::new(app).await;
        let mut browser = Browser::new(app);
        let page = browser.open(&party.asks(&[("screen_hint", "signup")])).await;
        raced(&mut browser, &page, &[("email", "ada@example.com"), ("password", PASSWORD)]).await.is("mfa-phone-enrollment");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_is_exchanged_once() {
    on_both(async |app: &TestApp| {
        let (party, ada) = (RelyingParty::new(app).await, app.enrolled_user().await);
        let mut browser = Browser::new(app);
        let code = browser.logs_in(&party, &ada, &[]).await.code();
        let answers = futures_util::future::join_all((0..RACERS).map(|_| party.exchange(app, &code))).await;
        assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1);
    })
    .await;
}
