//! `/authorize`: what is asked, what is refused, and to whom the refusal goes.

use ringfence_core::client::grant;

use crate::harness::{ACR, Browser, CALLBACK, Call, ISSUER, PASSWORD, RelyingParty, TestApp, client, mins, on_both, secs};

#[tokio::test(flavor = "multi_thread")]
async fn without_a_good_client_and_redirect_nothing_is_sent_anywhere() {
    on_both(async |app: &TestApp| {
        let party = RelyingParty::new(app).await;
        let mut browser = Browser::new(app);
        for changed in [
            [("client_id", "")],
            [("client_id", "unknown")],
            [("redirect_uri", "https://evil.example.test/callback")],
            [("redirect_uri", "https://app.example.test/callback/")],
            [("redirect_uri", "https://app.example.test/callback?x=1")],
            [("redirect_uri", "<script>alert(1)</script>")],
        ] {
            let page = browser.open(&party.asks(&changed)).await;
            assert!(page.left_for.is_none() && (400..500).contains(&page.status), "{changed:?}: {page:?}");
            assert!(!page.html.contains("<script>alert"), "{changed:?}");
        }
        let twice = format!("{}&redirect_uri=https://app.example.test/callback", party.asks(&[]));
        for path in [twice, format!("{}&state=b", party.asks(&[])), party.asks(&[("nonce", "a\0b")])] {
            assert_eq!(browser.open(&path).await.status, 400, "{path}");
        }
        browser.open(&party.asks(&[("redirect_uri", "")])).await.is("login");
        let two = RelyingParty::registered(app, false, &[CALLBACK, "https://app.example.test/other"]).await;
        assert_eq!(browser.open(&two.asks(&[("redirect_uri", "")])).await.status, 400, "which one?");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_else_is_wrong_the_application_is_told() {
    on_both(async |app: &TestApp| {
        let party = RelyingParty::new(app).await;
        let mut browser = Browser::new(app);
        let long = "a".repeat(4097);
        let cases: [(&[(&str, &str)], &str); 15] = [
            (&[("response_type", "")], "invalid_request"),
            (&[("response_type", "token")], "unsupported_response_type"),
            (&[("response_type", "code id_token")], "unsupported_response_type"),
            (&[("response_mode", "fragment")], "invalid_request"),
            (&[("code_challenge_method", "plain")], "invalid_request"),
            (&[("code_challenge_method", "")], "invalid_request"),
            (&[("code_challenge", "short")], "invalid_request"),
            (&[("prompt", "none login")], "invalid_request"),
            (&[("prompt", "none")], "login_required"),
            (&[("max_age", "soon")], "invalid_request"),
            (&[("max_age", "-1")], "invalid_request"),
            (&[("connection", "google-oauth2")], "invalid_request"),
            (&[("audience", "https://nobody.example.test")], "access_denied"),
            (&[("request", "e30.e30.")], "request_not_supported"),
            (&[("login_hint", &long)], "invalid_request"),
        ];
        for (changed, error) in cases {
            let page = browser.open(&party.asks(changed)).await;
            assert_eq!(page.error(), error, "{changed:?}");
            assert_eq!(page.given()["iss"], ISSUER);
            assert!(page.left_for.as_ref().unwrap().starts_with(CALLBACK), "{changed:?}");
            assert!(error == "invalid_request" || page.given()["state"] == "a state", "{changed:?}");
        }
        let public = RelyingParty::registered(app, true, &[CALLBACK]).await;
        assert_eq!(browser.open(&public.asks(&[("code_challenge", ""), ("code_challenge_method", "")])).await.error(), "invalid_request");
        browser.open(&public.asks(&[])).await.is("login");
        let mut machine = client(&app.app, &app.tenancy.id, "No codes", &[grant::PASSWORD], false).await;
        machine.settings.callbacks = vec![CALLBACK.to_owned()];
        let house = &app.app;
        ringfence::flow::administer::change_client(&house.store, &app.tenancy.id, &machine.id, machine.settings.clone()).await.unwrap();
        let party = RelyingParty { client: machine };
        assert_eq!(browser.open(&party.asks(&[])).await.error(), "unauthorized_client");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_may_be_posted() {
    on_both(async |app: &TestApp| {
        let (party, ada) = (RelyingParty::new(app).await, app.enrolled_user().await);
        let mut browser = Browser::new(app);
        let page = browser.open(&party.asks(&[("response_mode", "form_post"), ("prompt", "none")])).await;
        assert_eq!((page.status, page.field("error").as_str(), page.field("state").as_str()), (200, "login_required", "a state"));
        let page = browser.types_password(&party.asks(&[("response_mode", "form_post")]), &ada.email).await;
        let page = browser.answers_by_text(&page, &ada, &[]).await;
        assert!(page.html.contains(&format!("action=\"{CALLBACK}\"")), "{}", page.html);
        assert_eq!((page.field("iss").as_str(), page.answer.header("cache-control")), (ISSUER, "no-store"));
        assert_eq!(party.exchange(app, &page.field("code")).await.status, 200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_may_be_posted() {
    on_both(async |app: &TestApp| {
        let party = RelyingParty::new(app).await;
        let query = party.asks(&[]).split_once('?').unwrap().1.to_owned();
        let mut browser = Browser::new(app);
        let answer = browser.step(Call::post("/authorize").body("application/x-www-form-urlencoded", query)).await;
        browser.follow("/authorize".to_owned(), answer).await.is("login");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_answers_as_far_as_it_reaches() {
    on_both(async |app: &TestApp| {
        let (party, ada) = (RelyingParty::new(app).await, app.enrolled_user().await);
        let mut browser = Browser::new(app);
        let first = browser.logs_in(&party, &ada, &[]).await;
        let first = party.claims(app, &first).await;
        app.advance(mins(2));
        let silent = browser.open(&party.asks(&[("prompt", "none")])).await;
        let silent = party.claims(app, &silent).await;
        assert_eq!(silent["auth_time"], first["auth_time"]);
        assert!(silent.get("amr").is_none() && silent.get("acr").is_none(), "nothing was shown for this request");
        assert_eq!(browser.open(&party.asks(&[("prompt", "none"), ("acr_values", ACR)])).await.error(), "interaction_required");
        assert_eq!(browser.open(&party.asks(&[("prompt", "none"), ("max_age", "60")])).await.error(), "login_required");
        browser.open(&party.asks(&[("max_age", "600")])).await.code();
        browser.open(&party.asks(&[("max_age", "60")])).await.is("login");
        browser.open(&party.asks(&[("prompt", "login")])).await.is("login");
        browser.open(&party.asks(&[("max_age", "0")])).await.is("login");
        let page = browser.types_password(&party.asks(&[("max_age", "0")]), &ada.email).await;
        app.advance(secs(31));
        let done = browser.answers_by_text(&page, &ada, &[]).await;
        assert!(party.claims(app, &done).await["auth_time"].as_i64() > first["auth_time"].as_i64());
        // Stepping up needs the second factor alone.
        app.advance(mins(1));
        let page = browser.open(&party.asks(&[("acr_values", ACR)])).await;
        let before = browser.session().cloned();
        let done = browser.answers_by_text(&page, &ada, &[]).await;
        assert_eq!(party.claims(app, &done).await["acr"], ACR);
        assert_ne!(browser.session().cloned(), before, "under a new token");
        let old = before.unwrap();
        let mut thief = Browser::new(app);
        thief.cookies.insert("__Host-ringfence_session".to_owned(), old);
        assert_eq!(thief.open(&party.asks(&[("prompt", "none")])).await.error(), "login_required", "the former one is worth nothing");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_audience_and_the_readers_languages() {
    on_both(async |app: &TestApp| {
        let (party, ada) = (RelyingParty::new(app).await, app.enrolled_user().await);
        let mut browser = Browser::new(app).header("accept-language", "en");
        let asked =
            party.asks(&[("ui_locales", "xx de"), ("audience", "https://api.example.test"), ("scope", "openid read:things delete:all")]);
        let page = browser.open(&asked).await;
        assert!(page.html.contains("<html lang=\"de\""), "{}", page.html);
        let page = browser.submit(&page, &[("username", &ada.email), ("password", PASSWORD)]).await;
        let french = browser.open(&format!("{}&ui_locales=fr", page.at)).await;
        assert!(french.is("mfa-phone-challenge").html.contains("<html lang=\"fr\""));
        let done = browser.answers_by_text(&french, &ada, &[]).await;
        assert_eq!(app.last_message_to(&ada.phone).await.message.locale, "fr");
        let tokens = party.exchange(app, &done.code()).await;
        assert_eq!(tokens.text("scope"), "openid read:things");
    })
    .await;
}
