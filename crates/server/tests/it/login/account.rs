//! `/u/account`: a person's own factors.

use ringfence_core::tenant::MfaPolicy;

use crate::harness::{Browser, PASSWORD, RelyingParty, TestApp, mins, on_both, shown_code};

#[tokio::test(flavor = "multi_thread")]
async fn it_needs_a_session_and_a_fresh_second_factor() {
    on_both(async |app: &TestApp| {
        let ada = app.enrolled_user().await;
        let mut browser = Browser::new(app);
        let page = browser.open("/u/account").await;
        let page = browser.submit(page.is("login"), &[("username", &ada.email), ("password", PASSWORD)]).await;
        browser.answers_by_text(&page, &ada, &[]).await.is("account");
        app.advance(mins(16));
        let page = browser.open("/u/account").await;
        let before = browser.session().cloned();
        browser.answers_by_text(&page, &ada, &[]).await.is("account");
        assert_ne!(browser.session().cloned(), before);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_is_added_and_another_removed() {
    on_both(async |app: &TestApp| {
        let (party, ada) = (RelyingParty::new(app).await, app.enrolled_user().await);
        let mut browser = Browser::new(app);
        browser.logs_in(&party, &ada, &[]).await.code();
        let page = browser.open("/u/account/add?factor=phone").await;
        let same = browser.submit(page.is("mfa-phone-enrollment"), &[("phone", &ada.phone), ("channel", "sms")]).await;
        assert_eq!((same.screen(), same.status), ("mfa-phone-enrollment", 400), "bound already");
        let page = browser.submit(&page, &[("phone", "+12025550124"), ("channel", "sms")]).await;
        let code = app.last_code_to("+12025550124").await;
        let page = browser.submit(&page, &[("code", &code)]).await;
        assert_eq!(page.at, "/u/account?done=added");
        assert_eq!(page.html.matches("name=\"authenticator\"").count(), 2);
        app.eventually("the address is told", async || app.mails_to(&ada.email).await.len() == 1).await;
        // The list of two, and the one picked.
        let mut other = Browser::new(app);
        let list = other.types_password(&party.asks(&[]), &ada.email).await;
        let list = other.open(&list.at.replace("mfa-phone-challenge", "mfa-sms-list")).await;
        assert_eq!(list.is("mfa-sms-list").html.matches("dev_").count() % 2, 0);
        let page = browser.open("/u/account").await;
        let id = page.field("authenticator");
        let asked = browser.submit(&page, &[("authenticator", &id), ("action", "remove")]).await;
        assert_eq!(asked.field("authenticator"), id);
        let page = browser.submit(&asked, &[("action", "confirm-remove")]).await;
        assert_eq!(page.at, "/u/account?done=removed");
        assert_eq!(page.html.matches("name=\"authenticator\"").count(), 1);
        app.eventually("and told again", async || app.mails_to(&ada.email).await.len() == 2).await;
        let again = browser.submit(&asked, &[("action", "confirm-remove")]).await;
        assert!((400..500).contains(&again.status), "{}", again.html);
        assert!((400..500).contains(&browser.submit(&page, &[("action", "explode")]).await.status));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_recovery_code_is_shown_to_whoever_has_a_factor() {
    on_both(async |app: &TestApp| {
        let (party, ada) = (RelyingParty::new(app).await, app.enrolled_user().await);
        let mut browser = Browser::new(app);
        browser.logs_in(&party, &ada, &[]).await.code();
        let page = browser.open("/u/account").await;
        let asked = browser.submit(&page, &[("action", "new-recovery-code")]).await;
        let shown = browser.submit(&asked, &[("action", "confirm-new-recovery-code")]).await;
        let code = shown_code(shown.is("mfa-recovery-code-enrollment"));
        browser.submit(&shown, &[("confirmed", "true")]).await.is("account");
        let mfa_token = app.mfa_token(&ada.email).await;
        assert_eq!(app.recover(&mfa_token, &ada.recovery_code).await.status, 403);
        assert_eq!(app.recover(&mfa_token, &code).await.status, 200);
        // Somebody who knows a password only must not leave one behind.
        app.settings(|settings| settings.mfa_policies = Vec::<MfaPolicy>::new()).await;
        let mut browser = Browser::new(app);
        browser.signs_up(&party, "bob@example.com").await.code();
        let page = browser.open("/u/account").await;
        let refused = browser.submit(page.is("account"), &[("action", "confirm-new-recovery-code")]).await;
        assert!((400..500).contains(&refused.status), "{}", refused.html);
    })
    .await;
}
