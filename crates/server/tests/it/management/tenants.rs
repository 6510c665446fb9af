//! `/tenants/settings`: what works, what is refused, what is kept.

use serde_json::{Value, json};

use crate::harness::{Browser, RelyingParty, TestApp, mins, on_both};

#[tokio::test(flavor = "multi_thread")]
async fn a_fresh_tenant_has_its_defaults() {
    on_both(async |app: &TestApp| {
        let shown = app.api("GET", "/tenants/settings", Value::Null).await;
        assert_eq!(shown.status, 200);
        for (name, value) in [
            ("session_lifetime", json!(168)),
            ("idle_session_lifetime", json!(72)),
            ("session_cookie", json!({ "mode": "persistent" })),
            ("phone_consolidated_experience", json!(false)),
            ("customize_mfa_in_postlogin_action", json!(false)),
            ("flags", json!({})),
        ] {
            assert_eq!(shown.body[name], value, "{name}");
        }
        let some = app.api("GET", "/tenants/settings?fields=session_lifetime,flags&include_fields=true", Value::Null).await;
        assert_eq!(some.body, json!({ "session_lifetime": 168, "flags": {} }));
        // What is shown can be sent back, as tools do.
        let back = app.api("PATCH", "/tenants/settings", shown.body.clone()).await;
        assert_eq!((back.status, back.body), (200, shown.body));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn settings_are_changed_merged_and_taken_back() {
    on_both(async |app: &TestApp| {
        let patch = async |body: Value| app.api("PATCH", "/tenants/settings", body).await;
        let set = patch(json!({
            "friendly_name": "Orchard", "support_email": "help@example.com", "support_url": "https://example.com/help",
            "enabled_locales": ["de", "en"], "allowed_logout_urls": ["https://example.com/bye"], "flags": { "enable_sso": true },
            "picture_url": "https://example.com/p.png", "sandbox_version": "22", "session_lifetime_in_minutes": 181,
            "idle_session_lifetime_in_minutes": 61, "sessions": { "oidc_logout_prompt_enabled": false },
        }))
        .await;
        assert_eq!(set.status, 200, "{}", set.body);
        assert_eq!(set.body["session_lifetime"], json!(181.0 / 60.0));
        assert!(set.body.get("session_lifetime_in_minutes").is_none());
        let merged = patch(json!({ "flags": { "enable_apis_section": false }, "friendly_name": null, "picture_url": null })).await;
        assert_eq!(merged.body["flags"], json!({ "enable_sso": true, "enable_apis_section": false }));
        assert!(merged.body.get("friendly_name").is_none() && merged.body.get("picture_url").is_none());
        assert_eq!(merged.body["sandbox_version"], "22");
        let settings = app.tenant().await.settings;
        assert_eq!((settings.enabled_locales[0].as_str(), settings.idle_session_lifetime.minutes()), ("de", 61));
        assert_eq!(settings.allowed_logout_urls, ["https://example.com/bye"]);
        let back = patch(json!({ "session_lifetime": null, "idle_session_lifetime": null, "support_email": null })).await;
        assert_eq!((&back.body["session_lifetime"], &back.body["idle_session_lifetime"]), (&json!(168), &json!(72)));
        // A shorter session takes its idleness along.
        let short = patch(json!({ "session_lifetime": 24 })).await;
        assert_eq!((&short.body["session_lifetime"], &short.body["idle_session_lifetime"]), (&json!(24), &json!(24)));
        assert_eq!(app.count("sapi").await, 4);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn minutes_end_a_session() {
    on_both(async |app: &TestApp| {
        app.api("PATCH", "/tenants/settings", json!({ "session_lifetime_in_minutes": 30, "session_cookie": { "mode": "non-persistent" } }))
            .await;
        let (party, ada) = (RelyingParty::new(app).await, app.enrolled_user().await);
        let mut browser = Browser::new(app);
        browser.logs_in(&party, &ada, &[]).await;
        assert!(browser.session().is_some());
        app.advance(mins(29));
        assert_eq!(browser.open("/u/account").await.screen(), "mfa-phone-challenge", "known, and asked for the second factor again");
        app.advance(mins(1));
        assert_eq!(browser.open("/u/account").await.screen(), "login");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_login_without_an_audience_is_for_the_default_one() {
    on_both(async |app: &TestApp| {
        app.settings(|settings| settings.mfa_policies = Vec::new()).await;
        app.sign_up("ada@example.com").await;
        let is_jwt = |token: &str| token.split('.').count() == 3 && token.starts_with("eyJ");
        assert!(!is_jwt(&app.password("ada@example.com").await.text("access_token")));
        let api = app.api("POST", "/resource-servers", json!({ "identifier": "https://api.example/" })).await;
        assert_eq!(api.status, 201, "{}", api.body);
        let set = app.api("PATCH", "/tenants/settings", json!({ "default_audience": "https://api.example/" })).await;
        assert_eq!((set.status, &set.body["default_audience"]), (200, &json!("https://api.example/")));
        assert!(is_jwt(&app.password("ada@example.com").await.text("access_token")));
        app.api("PATCH", "/tenants/settings", json!({ "default_audience": "" })).await;
        assert!(!is_jwt(&app.password("ada@example.com").await.text("access_token")));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_follow_the_settings() {
    on_both(async |app: &TestApp| {
        let settings =
            json!({ "default_redirection_uri": "https://shop.example/start", "sessions": { "oidc_logout_prompt_enabled": false } });
        assert_eq!(app.api("PATCH", "/tenants/settings", settings).await.status, 200);
        let (party, ada) = (RelyingParty::new(app).await, app.enrolled_user().await);
        let mut browser = Browser::new(app);
        browser.logs_in(&party, &ada, &[]).await;
        let lost = browser.open("/u/login?state=lgn_nowhere").await;
        assert!(lost.html.contains("href=\"https://shop.example/start\""), "{}", lost.html);
        assert_eq!(browser.open("/oidc/logout").await.title(), "You are logged out");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_would_be_missed_is_refused() {
    on_both(async |app: &TestApp| {
        let patch = async |body: Value| app.api("PATCH", "/tenants/settings", body).await;
        for body in [
            json!({ "change_password": { "enabled": true, "html": "<p>" } }),
            json!({ "guardian_mfa_page": { "enabled": true } }),
            json!({ "error_page": { "url": "https://example.com/error" } }),
            json!({ "customize_mfa_in_postlogin_action": true }),
            json!({ "phone_consolidated_experience": true }),
            json!({ "flags": { "enable_dynamic_client_registration": true } }),
            json!({ "default_directory": "Another" }),
            json!({ "country_codes": { "list": ["US"], "mode": "allow" } }),
        ] {
            let refused = patch(body.clone()).await;
            assert_eq!((refused.status, &refused.body["errorCode"]), (403, &json!("operation_not_supported")), "{body}");
        }
        for body in [
            json!({ "no_such_setting": 1 }),
            json!({ "flags": { "no_such_flag": true } }),
            json!({ "session_lifetime_in_minutes": 0 }),
            json!({ "session_lifetime": "long" }),
            json!({ "session_lifetime": 1, "idle_session_lifetime": 2 }),
            json!({ "enabled_locales": ["english"] }),
            json!({ "allowed_logout_urls": ["/bye"] }),
            json!({ "support_email": "help" }),
            json!({ "default_audience": "https://nowhere.example/" }),
            json!({ "default_redirection_uri": "javascript:alert(1)" }),
            json!({ "change_password": { "enabled": false, "html": "x".repeat(32 * 1024) } }),
        ] {
            let refused = patch(body.clone()).await;
            assert_eq!((refused.status, &refused.body["errorCode"]), (400, &json!("invalid_body")), "{body} {}", refused.body);
        }
        let kept =
            patch(json!({ "change_password": { "enabled": false, "html": "<p>" }, "error_page": { "html": "", "show_log_link": false } }))
                .await;
        assert_eq!((kept.status, &kept.body["change_password"]["html"]), (200, &json!("<p>")));
        assert_eq!((app.count("sapi").await, app.count("fapi").await), (1, 19));
    })
    .await;
}
