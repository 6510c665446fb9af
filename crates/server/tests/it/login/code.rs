//! `/u/mfa-sms-challenge`: which code is taken, in which login, in which browser.

use crate::harness::{Browser, RelyingParty, TestApp, mins, on_both, wrong};

#[tokio::test(flavor = "multi_thread")]
async fn wrong_and_expired_and_replayed() {
    on_both(async |app: &TestApp| {
        let (party, ada) = (RelyingParty::new(app).await, app.enrolled_user().await);
        let mut browser = Browser::new(app);
        let page = browser.types_password(&party.asks(&[]), &ada.email).await;
        let page = browser.submit(&page, &[("channel", "sms")]).await;
        let code = app.last_code_to(&ada.phone).await;
        for (typed, words) in [(wrong(&code), "not right"), (String::new(), ""), ("abc".to_owned(), ""), ("12345".to_owned(), "")] {
            let again = browser.submit(&page, &[("code", &typed)]).await;
            assert_eq!((again.screen(), again.status), ("mfa-sms-challenge", 400), "{typed}");
            assert!(!again.alert().is_empty() || words.is_empty(), "{typed}");
        }
        app.advance(mins(6));
        browser.submit(&page, &[("code", &code)]).await.complains("mfa-sms-challenge", 400, "expired");
        let page = browser.submit(&page, &[("action", "resend")]).await;
        let code = app.last_code_to(&ada.phone).await;
        let done = browser.submit(page.is("mfa-sms-challenge"), &[("code", &code)]).await;
        let again = browser.submit(&page, &[("code", &code)]).await;
        assert_eq!(again.left_for, done.left_for, "a form sent twice ends in the same place");
        let old = browser.open(&page.at).await;
        assert!(old.left_for.is_none() && old.html.contains("/authorize?"), "an old page begins anew: {}", old.html);
        let page = browser.types_password(&party.asks(&[("prompt", "login")]), &ada.email).await;
        let page = browser.submit(&page, &[("channel", "sms")]).await;
        assert_eq!(browser.submit(&page, &[("code", &code)]).await.status, 400, "in the next login it is worth nothing");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_is_for_the_login_that_asked() {
    on_both(async |app: &TestApp| {
        let (party, ada) = (RelyingParty::new(app).await, app.enrolled_user().await);
        let mut pages = Vec::new();
        for _ in 0..2 {
            let mut browser = Browser::new(app);
            let page = browser.types_password(&party.asks(&[]), &ada.email).await;
            let page = browser.submit(&page, &[("channel", "sms")]).await;
            pages.push((browser, page, app.last_code_to(&ada.phone).await));
        }
        let (mut browser, page, _) = pages.remove(0);
        let others = &pages[0].2;
        assert_eq!(browser.submit(&page, &[("code", others)]).await.status, 400);
        let (mut browser, page, code) = pages.remove(0);
        browser.submit(&page, &[("code", &code)]).await.code();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_login_stays_in_its_browser() {
    on_both(async |app: &TestApp| {
        let (party, ada) = (RelyingParty::new(app).await, app.enrolled_user().await);
        let mut browser = Browser::new(app);
        let page = browser.types_password(&party.asks(&[]), &ada.email).await;
        let page = browser.submit(&page, &[("channel", "sms")]).await;
        let code = app.last_code_to(&ada.phone).await;
        let mut stranger = Browser::new(app);
        let seen = stranger.open(&page.at).await;
        assert!(seen.status >= 400 && seen.html.contains("Cookies"), "{}", seen.html);
        assert_eq!(stranger.submit(&page, &[("code", &code)]).await.status, 403);
        // With a mark of its own, and that mark's token.
        let own = stranger.open(&party.asks(&[])).await;
        let csrf = own.field("csrf");
        assert_eq!(stranger.submit(&page, &[("code", &code), ("csrf", &csrf)]).await.status, 403);
        browser.submit(&page, &[("code", &code)]).await.code();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn too_many_wrong_codes_close_the_door_for_a_while() {
    on_both(async |app: &TestApp| {
        let (party, ada) = (RelyingParty::new(app).await, app.enrolled_user().await);
        let mut browser = Browser::new(app);
        let page = browser.types_password(&party.asks(&[]), &ada.email).await;
        let page = browser.submit(&page, &[("channel", "sms")]).await;
        let code = app.last_code_to(&ada.phone).await;
        for _ in 0..app.app.settings.limits.wrong_codes {
            assert_eq!(browser.submit(&page, &[("code", &wrong(&code))]).await.status, 400);
        }
        browser.submit(&page, &[("code", &code)]).await.complains("mfa-sms-challenge", 429, "minute");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_expired_login_offers_to_begin_again() {
    on_both(async |app: &TestApp| {
        let (party, ada) = (RelyingParty::new(app).await, app.enrolled_user().await);
        let mut browser = Browser::new(app);
        let asked = party.asks(&[("login_hint", "ada@example.com"), ("acr_values", crate::harness::ACR), ("max_age", "600")]);
        let page = browser.types_password(&asked, &ada.email).await;
        app.advance(mins(16));
        let over = browser.open(&page.at).await;
        assert!(over.status >= 400 && over.title().contains("expired"), "{}", over.html);
        let again =
            over.html.split_once("href=\"/authorize?").unwrap().1.split('"').next().unwrap().replace("&#38;", "&").replace("&amp;", "&");
        let sent = |query: &str| form_urlencoded::parse(query.as_bytes()).into_owned().collect::<std::collections::BTreeMap<_, _>>();
        assert_eq!(sent(&again), sent(asked.split_once('?').unwrap().1), "the same request");
        browser.open(&format!("/authorize?{again}")).await.is("login");
        let page = browser.open(&party.asks(&[])).await;
        app.advance(mins(61));
        assert_eq!(browser.submit(&page, &[("username", &ada.email), ("password", crate::harness::PASSWORD)]).await.title(), over.title());
    })
    .await;
}
