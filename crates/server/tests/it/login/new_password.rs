//! A password is set anew: whatever the old one was good for is over, and what is under way at that very moment too.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use ringfence_core::id::UserId;
use ringfence_core::user::User;
use ringfence_store::{Kept, StoreError, Tx};
use serde_json::json;

use crate::harness::{Answer, Browser, Call, PASSWORD, RelyingParty, SCOPE, TestApp, on_both, secs, with_credentials};

/// The call arrives while a new password is written and not yet committed: what it reads is the state from before. Afterwards the
/// password is the usual one again, set anew.
async fn meanwhile(app: &TestApp, id: &str, call: Call) -> Answer {
    app.advance(secs(1));
    let path = format!("/users/{}", id.replace('|', "%7C"));
    let (tenant, id, now) = (app.tenancy.id.clone(), UserId::new(id), app.app.clock.now());
    let (is_set, may_commit) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicBool::new(false)));
    let (set, commit, store) = (is_set.clone(), may_commit.clone(), app.app.store.clone());
    let setting = tokio::spawn(async move {
        let set_anew = async move |tx: &mut Tx<'_>| {
            let before = tx.user_find_locked(&tenant, &id).await?.expect("they exist");
            tx.user_update(&tenant, &User { password_hash: None, password_set_at: Some(now), ..before }).await?;
            tx.user_proofs_end(&tenant, &id, Kept::Nothing, now).await?;
            set.store(true, Ordering::SeqCst);
            while !commit.load(Ordering::SeqCst) {
                std::thread::sleep(Duration::from_millis(5));
            }
            Ok::<_, StoreError>(())
        };
        store.tx(set_anew).await.unwrap();
    });
    while !is_set.load(Ordering::SeqCst) {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let answering = tokio::spawn({
        let may_commit = may_commit.clone();
        async move {
            tokio::time::sleep(Duration::from_millis(700)).await;
            may_commit.store(true, Ordering::SeqCst);
        }
    });
    let answer = app.send(call).await;
    setting.await.unwrap();
    answering.await.unwrap();
    assert_eq!(app.api("PATCH", &path, json!({ "password": PASSWORD })).await.status, 200);
    answer
}

#[tokio::test(flavor = "multi_thread")]
async fn a_login_by_the_old_one_of_the_same_moment_gives_nothing() {
    on_both(async |app: &TestApp| {
        app.settings(|settings| settings.mfa_policies.clear()).await;
        let (party, id) = (RelyingParty::new(app).await, app.sign_up("ada@example.com").await);
        let login = json!({ "grant_type": "password", "username": "ada@example.com", "password": PASSWORD, "scope": SCOPE });
        let login = Call::post("/oauth/token").json(&with_credentials(&app.tenancy.demo, login));
        meanwhile(app, &id, login.clone()).await.refused(403, "invalid_grant", "Wrong email or password.");
        assert_eq!(app.logged("fp").await.user_id, id);
        assert_eq!(app.send(login).await.status, 200, "the same words again, as the new one");

        let mut browser = Browser::new(app);
        let page = browser.open(&party.asks(&[])).await;
        let typed = browser.dressed(page.is("login").filled(&[("username", "ada@example.com"), ("password", PASSWORD)]));
        let answer = meanwhile(app, &id, typed).await;
        browser.keep(&answer);
        assert!(answer.status >= 400 && browser.session().is_none(), "{answer:?}");
        browser.types_password(&party.asks(&[]), "ada@example.com").await.code();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_ends_at_the_same_moment_gives_no_code() {
    on_both(async |app: &TestApp| {
        app.settings(|settings| settings.mfa_policies.clear()).await;
        let (party, id) = (RelyingParty::new(app).await, app.sign_up("ada@example.com").await);
        let mut browser = Browser::new(app);
        browser.types_password(&party.asks(&[]), "ada@example.com").await.code();
        let answer = meanwhile(app, &id, browser.dressed(Call::get(party.asks(&[("prompt", "none")])))).await;
        assert_eq!(browser.follow(String::new(), answer).await.error(), "login_required");
        // Where pages may be shown, one is.
        browser.types_password(&party.asks(&[]), "ada@example.com").await.code();
        let answer = meanwhile(app, &id, browser.dressed(Call::get(party.asks(&[])))).await;
        browser.follow(String::new(), answer).await.is("login");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_factor_that_is_bound_at_the_same_moment_is_none() {
    on_both(async |app: &TestApp| {
        let (party, id) = (RelyingParty::new(app).await, app.sign_up("ada@example.com").await);
        let mut browser = Browser::new(app);
        let page = browser.types_password(&party.asks(&[]), "ada@example.com").await;
        let page = browser.submit(page.is("mfa-phone-enrollment"), &[("phone", "+12025550124"), ("channel", "sms")]).await;
        let code = app.last_code_to("+12025550124").await;
        let typed = browser.dressed(page.is("mfa-sms-challenge").filled(&[("code", &code)]));
        let answer = meanwhile(app, &id, typed).await;
        assert!(answer.status >= 400, "{answer:?}");
        assert_eq!(browser.open(&page.at).await.left_for, None, "nor later");
        assert_eq!(app.count("gd_enrollment_complete").await, 0);
        Browser::new(app).types_password(&party.asks(&[]), "ada@example.com").await.is("mfa-phone-enrollment");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_login_between_its_factors_is_over_whatever_the_clock_says() {
    on_both(async |app: &TestApp| {
        let (party, ada) = (RelyingParty::new(app).await, app.enrolled_user().await);
        app.advance(secs(1));
        let mut browser = Browser::new(app);
        let page = browser.types_password(&party.asks(&[]), &ada.email).await;
        page.is("mfa-phone-challenge");
        // Within the same microsecond.
        let path = format!("/users/{}", ada.id.replace('|', "%7C"));
        assert_eq!(app.api("PATCH", &path, json!({ "password": PASSWORD })).await.status, 200);
        let refused = browser.submit(&page, &[("channel", "sms")]).await;
        assert!(refused.status >= 400 && refused.left_for.is_none(), "{refused:?}");
    })
    .await;
}
