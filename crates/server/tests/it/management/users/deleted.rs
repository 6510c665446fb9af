//! Whoever is deleted leaves nothing behind but what the log has written down.

use serde_json::{Value, json};

use super::{created, get, user_path};
use crate::harness::{Browser, Call, PASSWORD, RelyingParty, TestApp, on_both};

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_theirs_is_good_any_more() {
    on_both(async |app: &TestApp| {
        let (party, ada) = (RelyingParty::new(app).await, app.enrolled_user().await);
        let tokens = app.log_in(&ada).await;
        let mfa_token = app.mfa_token(&ada.email).await;
        let oob_code = app.challenge(&mfa_token).await.text("oob_code");
        let mut browser = Browser::new(app);
        let code = browser.logs_in(&party, &ada, &[("rememberBrowser", "true")]).await.code();
        for _ in 0..2 {
            assert_eq!(app.api("DELETE", &user_path(&ada.id), Value::Null).await.status, 204);
        }
        // With a token of the time before nothing can be bound.
        assert_eq!(app.associate(&mfa_token, crate::harness::SMS, "+12025550199").await.status, 401);
        assert_eq!(app.associate_app(&mfa_token).await.status, 401);
        get(app, &ada.id).await.declined(404, "inexistent_user", "The user does not exist.");
        assert_eq!(app.api("GET", "/users?include_totals=true", Value::Null).await.body["total"], 0);
        // Somebody new under the same id and address is another one.
        let bare = ada.id.trim_start_matches("auth0|");
        created(app, json!({ "user_id": bare, "password": PASSWORD })).await;
        let refresh = json!({ "grant_type": "refresh_token", "refresh_token": tokens.text("refresh_token") });
        assert_eq!(app.token(refresh).await.text("error"), "invalid_grant");
        assert_eq!(party.exchange(app, &code).await.text("error"), "invalid_grant");
        assert_eq!(browser.open(&party.asks(&[("prompt", "none")])).await.error(), "login_required");
        let answer = app.verify(&mfa_token, &oob_code, &app.last_code_to(&ada.phone).await).await;
        assert_eq!(answer.text("error"), "invalid_grant", "the phone is not theirs");
        assert_eq!(app.recover(&mfa_token, &ada.recovery_code).await.text("error"), "invalid_grant");
        assert_eq!(app.password(&ada.email).await.body["mfa_requirements"], json!({ "enroll": [{ "type": "phone" }, { "type": "otp" }] }));
        let log = app.log().await;
        assert!(log.iter().any(|event| event.kind.code() == "gd_enrollment_complete" && event.user_id == ada.id), "the log remembers");
        assert_eq!(app.logged("sapi").await.description.as_deref(), Some("Create a user"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_comes_under_the_same_id_is_somebody_else() {
    on_both(async |app: &TestApp| {
        let (party, id) = (RelyingParty::new(app).await, app.sign_up("ada@example.com").await);
        let mfa_token = app.mfa_token("ada@example.com").await;
        let oob_code = app.associate(&mfa_token, crate::harness::SMS, "+12025550124").await.text("oob_code");
        let mut browser = Browser::new(app);
        let page = browser.types_password(&party.asks(&[]), "ada@example.com").await;
        page.is("mfa-phone-enrollment");
        app.settings(|settings| settings.mfa_policies.clear()).await;
        let api = json!({ "grant_type": "password", "username": "ada@example.com", "password": PASSWORD, "scope": "openid email",
            "audience": "https://api.example.test" });
        let tokens = [app.password("ada@example.com").await, app.token(api).await].map(|answer| answer.text("access_token"));
        let asked = async |token: &str| app.send(Call::get("/userinfo").bearer(token)).await.status;
        assert_eq!((asked(&tokens[0]).await, asked(&tokens[1]).await), (200, 200));

        app.advance(crate::harness::secs(1));
        assert_eq!(app.api("DELETE", &user_path(&id), Value::Null).await.status, 204);
        created(app, json!({ "user_id": id.trim_start_matches("auth0|"), "email": "eve@example.com" })).await;
        assert_eq!((asked(&tokens[0]).await, asked(&tokens[1]).await), (401, 401));
        assert_eq!(app.associate(&mfa_token, crate::harness::SMS, "+12025550199").await.status, 401);
        assert_eq!(app.associate_app(&mfa_token).await.status, 401);
        let code = app.last_code_to("+12025550124").await;
        assert_eq!(app.verify(&mfa_token, &oob_code, &code).await.status, 403);
        let refused = browser.submit(&page, &[("phone", "+12025550198"), ("channel", "sms")]).await;
        assert!(refused.status >= 400 && refused.left_for.is_none(), "{refused:?}");
        assert!(app.messages_to("+12025550198").await.is_empty());
        let login = json!({ "grant_type": "password", "username": "eve@example.com", "password": PASSWORD, "scope": "openid" });
        assert_eq!(asked(&app.token(login).await.text("access_token")).await, 200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deletion_at_the_moment_of_a_sign_in_leaves_no_session() {
    on_both(async |app: &TestApp| {
        app.settings(|settings| settings.mfa_policies.clear()).await;
        let id = app.sign_up("ada@example.com").await;
        let token = app.management_token("").await;
        let login =
            json!({ "grant_type": "password", "username": "ada@example.com", "password": PASSWORD, "scope": "openid offline_access" });
        let login = Call::post("/oauth/token").json(&crate::harness::with_credentials(&app.tenancy.demo, login));
        let delete = Call::delete(format!("/api/v2{}", user_path(&id))).bearer(&token);
        let answers = app.race([login.clone(), delete, login.clone(), login]).await;
        assert_eq!(answers[1].status, 204);
        created(app, json!({ "user_id": id.trim_start_matches("auth0|") })).await;
        for answer in answers.iter().filter(|answer| answer.body["refresh_token"].is_string()) {
            let refresh = json!({ "grant_type": "refresh_token", "refresh_token": answer.text("refresh_token") });
            assert_eq!(app.token(refresh).await.status, 403);
        }
    })
    .await;
}
