//! `/prompts`: the login pages' experience and words.

use ringfence_core::tenant::Experience;
use serde_json::{Value, json};

use crate::harness::{Browser, RelyingParty, TestApp, on_both};

#[tokio::test(flavor = "multi_thread")]
async fn the_experience_is_chosen() {
    on_both(async |app: &TestApp| {
        let off = json!({ "universal_login_experience": "new", "identifier_first": false, "webauthn_platform_first_factor": false });
        assert_eq!(app.api("GET", "/prompts", Value::Null).await.body, off);
        let classic = app.api("PATCH", "/prompts", json!({ "universal_login_experience": "classic", "identifier_first": false })).await;
        assert_eq!((classic.status, &classic.body["universal_login_experience"]), (200, &json!("classic")));
        assert_eq!(app.tenant().await.settings.universal_login_experience, Experience::Classic);
        for body in [json!({ "identifier_first": true }), json!({ "webauthn_platform_first_factor": true })] {
            assert_eq!(app.api("PATCH", "/prompts", body).await.status, 403);
        }
        assert_eq!(app.api("PATCH", "/prompts", json!({ "universal_login_experience": "newest" })).await.status, 400);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn words_are_put_read_and_taken_away() {
    on_both(async |app: &TestApp| {
        let place = "/prompts/login/custom-text/en";
        assert_eq!(app.api("GET", place, Value::Null).await.body, json!({}));
        let words = json!({ "login": { "title": "Come in" } });
        let put = app.api("PUT", place, words.clone()).await;
        assert_eq!((put.status, &put.body), (200, &words));
        assert_eq!(app.api("GET", place, Value::Null).await.body, words);
        let mut browser = Browser::new(app);
        assert_eq!(browser.open(&RelyingParty::new(app).await.asks(&[])).await.title(), "Come in");
        assert_eq!(app.api("PUT", place, json!({})).await.body, json!({}));
        assert_eq!(app.api("GET", place, Value::Null).await.body, json!({}));
        assert_eq!(app.count("sapi").await, 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn words_that_nobody_would_read_are_refused() {
    on_both(async |app: &TestApp| {
        let none = app.api("GET", "/prompts/greeting/custom-text/en", Value::Null).await;
        none.declined(404, "inexistent_prompt", "The prompt does not exist.");
        assert_eq!(app.api("GET", "/prompts/mfa-push/custom-text/en", Value::Null).await.body, json!({}));
        for (path, body) in [
            ("/prompts/login/custom-text/english", json!({})),
            ("/prompts/login/custom-text/en", json!({ "signup": { "title": "x" } })),
            ("/prompts/login/custom-text/en", json!({ "login": { "no-such-key": "x" } })),
            ("/prompts/login/custom-text/en", json!({ "login": { "title": 1 } })),
            ("/prompts/mfa-push/custom-text/en", json!({ "mfa-push-welcome": { "title": "x" } })),
        ] {
            let refused = app.api("PUT", path, body.clone()).await;
            assert_eq!((refused.status, &refused.body["errorCode"]), (400, &json!("invalid_body")), "{path} {body}");
        }
        assert_eq!(app.api("PUT", "/prompts/greeting/custom-text/en", json!({})).await.status, 404);
        assert_eq!(app.api("GET", "/prompts/login/partials", Value::Null).await.body, json!({}));
        assert_eq!(app.api("PUT", "/prompts/login/partials", json!({})).await.status, 200);
        assert_eq!(app.api("PUT", "/prompts/login/partials", json!({ "login": { "form-content-start": "<b>" } })).await.status, 403);
        assert_eq!(app.api("GET", "/prompts/greeting/partials", Value::Null).await.status, 404);
    })
    .await;
}
