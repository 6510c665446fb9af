//! "Remember this browser", and when it stands for nothing.

use std::time::Duration;

use ringfence_core::tenant::MfaPolicy;

use crate::harness::{ACR, Browser, Enrolled, RelyingParty, TestApp, hours, on_both};

fn days(count: u64) -> Duration {
    hours(24 * count)
}

/// What the password leads to, in a browser that has forgotten its session.
async fn leads_to(browser: &mut Browser<'_>, party: &RelyingParty, user: &Enrolled) -> String {
    browser.cookies.remove("__Host-ringfence_session");
    let page = browser.types_password(&party.asks(&[]), &user.email).await;
    page.left_for.as_ref().map_or_else(|| page.screen().to_owned(), |_| "application".to_owned())
}

async fn remembered<'a>(app: &'a TestApp, party: &RelyingParty, user: &Enrolled) -> Browser<'a> {
    let mut browser = Browser::new(app);
    browser.logs_in(party, user, &[("remember_browser", "true")]).await.code();
    browser
}

#[tokio::test(flavor = "multi_thread")]
async fn it_lapses_unused_and_at_last() {
    on_both(async |app: &TestApp| {
        let (party, ada) = (RelyingParty::new(app).await, app.enrolled_user().await);
        let mut browser = remembered(app, &party, &ada).await;
        assert_eq!(leads_to(&mut browser, &party, &ada).await, "application");
        assert_eq!(leads_to(&mut Browser::new(app), &party, &ada).await, "mfa-phone-challenge", "another browser");
        for _ in 0..4 {
            app.advance(days(6));
            assert_eq!(leads_to(&mut browser, &party, &ada).await, "application");
        }
        app.advance(days(6));
        assert_eq!(leads_to(&mut browser, &party, &ada).await, "mfa-phone-challenge", "thirty days");
        let mut browser = remembered(app, &party, &ada).await;
        app.advance(days(7));
        assert_eq!(leads_to(&mut browser, &party, &ada).await, "mfa-phone-challenge", "seven days unused");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn neither_step_up_nor_the_adaptive_policy_cares() {
    on_both(async |app: &TestApp| {
        let (party, ada) = (RelyingParty::new(app).await, app.enrolled_user().await);
        let mut browser = remembered(app, &party, &ada).await;
        browser.cookies.remove("__Host-ringfence_session");
        let page = browser.types_password(&party.asks(&[("acr_values", ACR)]), &ada.email).await;
        let page = browser.submit(page.is("mfa-phone-challenge"), &[("channel", "sms")]).await;
        assert!(!page.is("mfa-sms-challenge").html.contains("remember_browser"), "nothing to be had for it");
        app.settings(|settings| settings.mfa_policies = vec![MfaPolicy::ConfidenceScore]).await;
        app.advance(days(31));
        assert_eq!(leads_to(&mut browser, &party, &ada).await, "mfa-phone-challenge");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_can_be_taken_back() {
    on_both(async |app: &TestApp| {
        let (party, ada) = (RelyingParty::new(app).await, app.enrolled_user().await);
        let mut browser = remembered(app, &party, &ada).await;
        let account = browser.open("/u/account").await;
        let done = browser.submit(account.is("account"), &[("action", "forget-browsers")]).await;
        assert_eq!(done.at, "/u/account?done=forgotten");
        assert_eq!(leads_to(&mut browser, &party, &ada).await, "mfa-phone-challenge");
    })
    .await;
}
