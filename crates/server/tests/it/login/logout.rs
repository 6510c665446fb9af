//! `/v2/logout` and `/oidc/logout`.

use crate::harness::{AFTER_LOGOUT, Browser, Call, Enrolled, RelyingParty, TestApp, hours, on_both};

fn path(of: &str, parameters: &[(&str, &str)]) -> String {
    format!("{of}?{}", form_urlencoded::Serializer::new(String::new()).extend_pairs(parameters).finish())
}

/// Signed in; the ID token.
async fn signed_in(browser: &mut Browser<'_>, party: &RelyingParty, user: &Enrolled) -> String {
    let done = browser.logs_in(party, user, &[]).await;
    party.exchange(browser.app, &done.code()).await.text("id_token")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_older_one_goes_where_the_lists_allow() {
    on_both(async |app: &TestApp| {
        let (party, ada) = (RelyingParty::new(app).await, app.enrolled_user().await);
        let mut browser = Browser::new(app);
        signed_in(&mut browser, &party, &ada).await;
        let id = party.client.id.as_str();
        app.settings(|settings| settings.allowed_logout_urls = vec!["https://tenant.example.test/".to_owned()]).await;
        for refused in [
            path("/v2/logout", &[("client_id", id), ("returnTo", "https://evil.example.test/")]),
            path("/v2/logout", &[("client_id", id), ("returnTo", "https://tenant.example.test/")]),
            path("/v2/logout", &[("returnTo", AFTER_LOGOUT)]),
            path("/v2/logout", &[("client_id", "unknown")]),
        ] {
            let page = browser.open(&refused).await;
            assert!(page.left_for.is_none() && (400..500).contains(&page.status), "{refused}: {page:?}");
            assert!(browser.session().is_some());
        }
        let page = browser.open(&path("/v2/logout", &[("client_id", id), ("returnTo", AFTER_LOGOUT)])).await;
        assert_eq!((page.left_for.as_deref(), browser.session()), (Some(AFTER_LOGOUT), None));
        assert_eq!(browser.open(&party.asks(&[("prompt", "none")])).await.error(), "login_required");
        assert_eq!(app.count("slo").await, 1);
        let page = browser.open(&path("/v2/logout", &[("returnTo", "https://tenant.example.test/")])).await;
        assert_eq!(page.left_for.as_deref(), Some("https://tenant.example.test/"));
        assert_eq!(browser.open("/v2/logout").await.title(), "You are logged out");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hint_speaks_for_its_own_subject_only() {
    on_both(async |app: &TestApp| {
        let (party, ada) = (RelyingParty::new(app).await, app.enrolled_user().await);
        let bob = app.enrolled("bob@example.com", "+12025550124").await;
        let (mut hers, mut his) = (Browser::new(app), Browser::new(app));
        let hint = signed_in(&mut hers, &party, &ada).await;
        signed_in(&mut his, &party, &bob).await;
        let asked = path("/oidc/logout", &[("id_token_hint", &hint), ("post_logout_redirect_uri", AFTER_LOGOUT), ("state", "s t")]);
        let page = his.open(&asked).await;
        assert_eq!((page.status, page.title().as_str()), (200, "Log out"), "{}", page.html);
        assert!(his.session().is_some());
        let no_token = [("csrf", "wrong")];
        assert_eq!(his.submit(&page, &no_token).await.status, 403);
        let done = his.submit(&page, &[]).await;
        assert_eq!((done.left_for, his.session()), (Some(format!("{AFTER_LOGOUT}&state=s+t")), None));
        // Her own, long expired.
        app.advance(hours(48));
        let done = hers.open(&asked).await;
        assert_eq!((done.left_for, hers.session()), (Some(format!("{AFTER_LOGOUT}&state=s+t")), None));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_good_hint_the_person_is_asked_or_the_caller_refused() {
    on_both(async |app: &TestApp| {
        let (party, ada) = (RelyingParty::new(app).await, app.enrolled_user().await);
        let other = RelyingParty::new(app).await;
        let mut browser = Browser::new(app);
        let hint = signed_in(&mut browser, &party, &ada).await;
        let asked = party.asks(&[("prompt", "none"), ("audience", "https://api.example.test")]);
        let code = browser.open(&asked).await.code();
        let access_token = party.exchange(app, &code).await.text("access_token");
        let id = party.client.id.as_str();
        for refused in [
            path("/oidc/logout", &[("id_token_hint", &access_token)]),
            path("/oidc/logout", &[("id_token_hint", &access_token), ("client_id", id)]),
            path("/oidc/logout", &[("id_token_hint", "garbage")]),
            path("/oidc/logout", &[("id_token_hint", &hint), ("client_id", other.client.id.as_str())]),
            path("/oidc/logout", &[("id_token_hint", &hint), ("post_logout_redirect_uri", "https://evil.example.test/")]),
        ] {
            let page = browser.open(&refused).await;
            assert!(page.left_for.is_none() && (400..500).contains(&page.status), "{refused}: {}", page.status);
        }
        let answer = browser.step(Call::post("/oidc/logout").form(&[("client_id", id), ("post_logout_redirect_uri", AFTER_LOGOUT)])).await;
        let page = browser.follow("/oidc/logout".to_owned(), answer).await;
        assert_eq!(page.title(), "Log out");
        assert!(browser.session().is_some());
        assert_eq!(browser.submit(&page, &[]).await.left_for.as_deref(), Some(AFTER_LOGOUT));
        assert!(browser.session().is_none());
    })
    .await;
}
