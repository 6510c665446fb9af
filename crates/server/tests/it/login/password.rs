//! `/u/login`: the first factor.

use ringfence_core::tenant::Provider;

use crate::harness::{Browser, PASSWORD, RelyingParty, TestApp, on_both};

#[tokio::test(flavor = "multi_thread")]
async fn unknown_and_known_hear_the_same() {
    on_both(async |app: &TestApp| {
        let (party, ada) = (RelyingParty::new(app).await, app.enrolled_user().await);
        let mut browser = Browser::new(app);
        let page = browser.open(&party.asks(&[("login_hint", "hint@example.com")])).await;
        assert!(page.html.contains("value=\"hint@example.com\""));
        let mut told = Vec::new();
        for name in [ada.email.as_str(), "nobody@example.com"] {
            let refused = browser.submit(&page, &[("username", name), ("password", "wrong")]).await;
            refused.complains("login", 400, "Wrong username or password.");
            told.push(refused.html.replace(name, "NAME"));
        }
        assert_eq!(told[0], told[1]);
        browser.submit(&page, &[("username", ""), ("password", PASSWORD)]).await.complains("login", 400, "Enter your username");
        browser.submit(&page, &[("username", &ada.email)]).await.complains("login", 400, "Enter your password");
        assert_eq!(browser.submit(&page, &[("username", &ada.email), ("password", &"a".repeat(5000))]).await.status, 400);
        assert_eq!((app.count("fp").await, app.count("fu").await), (2, 1));
        browser.submit(&page, &[("email", &ada.email), ("password", PASSWORD)]).await.is("mfa-phone-challenge");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_enrolled_is_not_let_through_because_a_factor_was_switched_off() {
    on_both(async |app: &TestApp| {
        let (party, ada) = (RelyingParty::new(app).await, app.enrolled_user().await);
        app.settings(|settings| settings.phone.enabled = false).await;
        let page = Browser::new(app).types_password(&party.asks(&[]), &ada.email).await;
        page.is("mfa-recovery-code-challenge");
        app.settings(|settings| (settings.phone.enabled, settings.recovery_code_enabled) = (true, false)).await;
        app.enrolled("bob@example.com", "+12025550124").await;
        app.settings(|settings| settings.phone.enabled = false).await;
        let page = Browser::new(app).types_password(&party.asks(&[]), "bob@example.com").await;
        assert!(page.left_for.is_none() && page.status >= 400, "{page:?}");
        assert!(page.title().contains("Two-step"), "{}", page.html);
        app.settings(|settings| (settings.phone.enabled, settings.phone.provider) = (true, Provider::PhoneMessageHook)).await;
    })
    .await;
}
