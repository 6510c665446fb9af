//! `GET` and `POST /userinfo`.

use serde_json::json;

use crate::harness::{Call, PASSWORD, SCOPE, TestApp, hours, on_both};

const INVALID: &str = "The access token is invalid or has expired.";

async fn access_token(app: &TestApp, scope: &str, audience: Option<&str>) -> String {
    let login =
        json!({ "grant_type": "password", "username": "ada@example.com", "password": PASSWORD, "scope": scope, "audience": audience });
    app.token(login).await.text("access_token")
}

#[tokio::test(flavor = "multi_thread")]
async fn claims_follow_the_scopes() {
    on_both(async |app: &TestApp| {
        app.settings(|settings| settings.mfa_policies.clear()).await;
        let id = app.sign_up("ada@example.com").await;
        let all = access_token(app, SCOPE, None).await;
        let ask = async |call: Call, token: &str| app.send(call.bearer(token)).await;
        let answer = ask(Call::get("/userinfo"), &all).await;
        answer.has_fields(&["email", "email_verified", "name", "nickname", "sub", "updated_at"]);
        assert_eq!((&answer.body["sub"], &answer.body["nickname"]), (&json!(id), &json!("ada")));
        assert_eq!(ask(Call::post("/userinfo"), &all).await.body, answer.body);

        let bare = access_token(app, "openid", None).await;
        assert_eq!(ask(Call::get("/userinfo"), &bare).await.body, json!({ "sub": id }));
        let api = access_token(app, "openid email", Some("https://api.example.test")).await;
        ask(Call::get("/userinfo"), &api).await.has_fields(&["email", "email_verified", "sub"]);
        let profile = access_token(app, "profile", None).await;
        let refused = ask(Call::get("/userinfo"), &profile).await;
        refused.refused(403, "insufficient_scope", "Insufficient scope, expected any of: openid");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_token_or_has_expired_is_refused() {
    on_both(async |app: &TestApp| {
        app.settings(|settings| settings.mfa_policies.clear()).await;
        app.sign_up("ada@example.com").await;
        let login = app.password("ada@example.com").await;
        for token in ["", "x", "Fe26.2**AAAA", &login.text("id_token"), &login.text("refresh_token")] {
            let answer = app.send(Call::get("/userinfo").bearer(token)).await;
            answer.refused(401, "invalid_token", INVALID);
            assert_eq!(answer.header("www-authenticate"), "Bearer error=\"invalid_token\"");
        }
        app.send(Call::get("/userinfo")).await.refused(401, "invalid_token", INVALID);
        app.advance(hours(24));
        app.send(Call::get("/userinfo").bearer(&login.text("access_token"))).await.refused(401, "invalid_token", INVALID);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_mfa_token_opens_no_profile() {
    on_both(async |app: &TestApp| {
        let ada = app.enrolled_user().await;
        let mfa_token = app.mfa_token(&ada.email).await;
        app.send(Call::get("/userinfo").bearer(&mfa_token)).await.refused(401, "invalid_token", INVALID);
        let for_mfa = app.mfa_access_token(&ada, "openid enroll").await;
        app.send(Call::get("/userinfo").bearer(&for_mfa)).await.refused(401, "invalid_token", INVALID);
    })
    .await;
}
