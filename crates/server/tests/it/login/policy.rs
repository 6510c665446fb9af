//! Who is asked for a second factor: the policy, the risk.

use ringfence::config::Network;
use ringfence_core::tenant::MfaPolicy;

use crate::harness::{Browser, Enrolled, RelyingParty, TestApp, hours, mins, on_both, on_both_with};

async fn adaptive(app: &TestApp) -> (RelyingParty, Enrolled) {
    let (party, ada) = (RelyingParty::new(app).await, app.enrolled_user().await);
    app.settings(|settings| settings.mfa_policies = vec![MfaPolicy::ConfidenceScore]).await;
    (party, ada)
}

/// Whether the password alone is enough, in a browser that has forgotten its session.
async fn is_believed(browser: &mut Browser<'_>, party: &RelyingParty, user: &Enrolled) -> bool {
    browser.cookies.remove("__Host-ringfence_session");
    browser.types_password(&party.asks(&[]), &user.email).await.left_for.is_some()
}

#[tokio::test(flavor = "multi_thread")]
async fn none_at_all() {
    on_both(async |app: &TestApp| {
        let (party, ada) = (RelyingParty::new(app).await, app.enrolled_user().await);
        app.settings(|settings| settings.mfa_policies = vec![]).await;
        let done = Browser::new(app).types_password(&party.asks(&[]), &ada.email).await;
        assert!(party.claims(app, &done).await.get("amr").is_none());
        Browser::new(app).types_password(&party.asks(&[("acr_values", crate::harness::ACR)]), &ada.email).await.is("mfa-phone-challenge");
        let page = Browser::new(app).signs_up(&party, "bob@example.com").await;
        page.code();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_known_browser_passes_and_a_new_one_is_asked() {
    on_both(async |app: &TestApp| {
        let (party, ada) = adaptive(app).await;
        let mut browser = Browser::new(app);
        assert!(!is_believed(&mut browser, &party, &ada).await);
        browser.logs_in(&party, &ada, &[]).await.code();
        assert!(is_believed(&mut browser, &party, &ada).await);
        assert!(!is_believed(&mut Browser::new(app), &party, &ada).await);
        app.advance(hours(24 * 31));
        assert!(!is_believed(&mut browser, &party, &ada).await, "not seen for a month");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_fails_often_is_not_trusted() {
    on_both(async |app: &TestApp| {
        let (party, ada) = adaptive(app).await;
        let mut browser = Browser::new(app);
        browser.logs_in(&party, &ada, &[]).await.code();
        let mut guesser = Browser::new(app);
        let page = guesser.open(&party.asks(&[])).await;
        for _ in 0..10 {
            assert_eq!(guesser.submit(&page, &[("username", "x"), ("password", "y")]).await.status, 400);
        }
        assert!(!is_believed(&mut browser, &party, &ada).await);
        browser.ip = [198, 51, 100, 1];
        assert!(is_believed(&mut browser, &party, &ada).await, "from elsewhere");
        browser.ip = [203, 0, 113, 7];
        app.advance(mins(7));
        assert!(is_believed(&mut browser, &party, &ada).await, "after a while");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn untrusted_networks_and_impossible_journeys() {
    on_both_with(
        |settings| {
            let network = |text: &str| Network::try_from(text.to_owned()).unwrap();
            settings.risk.untrusted_networks = vec![network("192.0.2.0/24")];
            settings.server.country_header = Some("x-country".to_owned());
            settings.server.trusted_proxies = vec![network("203.0.113.0/24")];
        },
        async |app: &TestApp| {
            let (party, ada) = adaptive(app).await;
            let mut browser = Browser::new(app).header("x-country", "DE");
            browser.logs_in(&party, &ada, &[]).await.code();
            assert!(is_believed(&mut browser, &party, &ada).await);
            let mut abroad = browser.clone().header("x-country", "BR");
            assert!(!is_believed(&mut abroad, &party, &ada).await);
            let mut proxied = browser.clone().header("x-forwarded-for", "192.0.2.9");
            assert!(!is_believed(&mut proxied, &party, &ada).await, "on the operator's list");
            app.advance(hours(2));
            assert!(is_believed(&mut abroad, &party, &ada).await, "time enough to fly");
            // Nobody but a proxy is believed.
            let mut direct = browser.clone().header("x-country", "JP");
            direct.ip = [198, 51, 100, 1];
            assert!(is_believed(&mut direct, &party, &ada).await);
        },
    )
    .await;
}
