//! Recovery codes: shown once and kept, typed in place of a phone and replaced.

use crate::harness::{Browser, RelyingParty, TestApp, mins, on_both, secs, shown_code};

#[tokio::test(flavor = "multi_thread")]
async fn a_used_one_gives_a_new_one() {
    on_both(async |app: &TestApp| {
        let (party, ada) = (RelyingParty::new(app).await, app.enrolled_user().await);
        let mut browser = Browser::new(app);
        let page = browser.types_password(&party.asks(&[]), &ada.email).await;
        let options = browser.open(&page.at.replace("mfa-phone-challenge", "mfa-login-options")).await;
        assert!(options.is("mfa-login-options").html.contains("mfa-recovery-code-challenge"));
        let page = browser.open(&page.at.replace("mfa-phone-challenge", "mfa-recovery-code-challenge")).await;
        let refused = browser.submit(&page, &[("recovery_code", "ABCDEFGHIJKLMNOPQRSTUVWX")]).await;
        refused.complains("mfa-recovery-code-challenge", 400, "not right");
        browser.submit(&page, &[("recovery_code", "")]).await.complains("mfa-recovery-code-challenge", 400, "Enter");
        let shown = browser.submit(&page, &[("recovery_code", &ada.recovery_code.to_lowercase())]).await;
        let next = shown_code(shown.is("mfa-recovery-code-challenge-new-code"));
        assert_ne!(next, ada.recovery_code);
        let done = browser.submit(&shown, &[("confirmed", "true")]).await;
        assert_eq!(party.claims(app, &done).await["amr"][0], "mfa");
        let page = browser.types_password(&party.asks(&[("prompt", "login")]), &ada.email).await;
        let page = browser.open(&page.at.replace("mfa-phone-challenge", "mfa-recovery-code-challenge")).await;
        assert_eq!(browser.submit(&page, &[("recovery_code", &ada.recovery_code)]).await.status, 400, "the old one is dead");
        browser.submit(&page, &[("recovery_code", &next)]).await.is("mfa-recovery-code-challenge-new-code");
        app.eventually("both uses are told", async || app.mails_to(&ada.email).await.len() == 2).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_was_not_confirmed_is_no_good_and_another_is_shown() {
    on_both(async |app: &TestApp| {
        let party = RelyingParty::new(app).await;
        let mut browser = Browser::new(app);
        let page = browser.signs_up(&party, "ada@example.com").await;
        let page = browser.submit(&page, &[("phone", "+12025550123"), ("channel", "sms")]).await;
        let code = app.last_code_to("+12025550123").await;
        let page = browser.submit(&page, &[("code", &code)]).await;
        let first = shown_code(page.is("mfa-recovery-code-enrollment"));
        assert_eq!(shown_code(&browser.open(&page.at).await), first, "reading it again changes nothing");
        app.advance(mins(61));
        let mut browser = Browser::new(app);
        let page = browser.types_password(&party.asks(&[]), "ada@example.com").await;
        let gone = browser.open(&page.at.replace("mfa-phone-challenge", "mfa-recovery-code-challenge")).await;
        gone.is("mfa-phone-challenge");
        let page = browser.submit(&page, &[("channel", "sms")]).await;
        let code = app.last_code_to("+12025550123").await;
        let page = browser.submit(&page, &[("code", &code)]).await;
        let second = shown_code(page.is("mfa-recovery-code-enrollment"));
        assert_ne!(second, first);
        browser.submit(&page, &[("confirmed", "true")]).await.code();
        app.advance(secs(1));
        let page = browser.types_password(&party.asks(&[("prompt", "login")]), "ada@example.com").await;
        let page = browser.open(&page.at.replace("mfa-phone-challenge", "mfa-recovery-code-challenge")).await;
        assert_eq!(browser.submit(&page, &[("recovery_code", &first)]).await.status, 400);
        browser.submit(&page, &[("recovery_code", &second)]).await.is("mfa-recovery-code-challenge-new-code");
    })
    .await;
}
