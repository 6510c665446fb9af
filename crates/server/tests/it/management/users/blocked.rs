//! Whoever is blocked gets in nowhere, and is told so only once they have shown that they are the one.

use ringfence_core::user::UserBlock;
use ringfence_store::{StoreError, Tx};
use serde_json::{Value, json};

use super::{CONNECTION, created, get, patch, user_path};
use crate::harness::{Browser, Call, PASSWORD, RelyingParty, SCOPE, TestApp, on_both};

#[tokio::test(flavor = "multi_thread")]
async fn the_apis_refuse_them() {
    on_both(async |app: &TestApp| {
        let ada = app.enrolled_user().await;
        let tokens = app.log_in(&ada).await;
        // On the way: after the password, with a code under way.
        let mfa_token = app.mfa_token(&ada.email).await;
        let oob_code = app.challenge(&mfa_token).await.text("oob_code");
        let code = app.last_code_to(&ada.phone).await;
        assert_eq!(patch(app, &ada.id, json!({ "blocked": true })).await.body["blocked"], true);
        app.password(&ada.email).await.refused(403, "unauthorized", "user is blocked");
        assert_eq!(app.logged("f").await.description.as_deref(), Some("user is blocked"));
        let wrong = json!({ "grant_type": "password", "username": ada.email, "password": "wrong password" });
        app.token(wrong).await.refused(403, "invalid_grant", "Wrong email or password.");
        app.verify(&mfa_token, &oob_code, &code).await.refused(403, "unauthorized", "user is blocked");
        app.challenge(&mfa_token).await.refused(403, "unauthorized", "user is blocked");
        app.recover(&mfa_token, &ada.recovery_code).await.refused(403, "unauthorized", "user is blocked");
        app.verify_otp(&mfa_token, "123456").await.refused(403, "unauthorized", "user is blocked");
        assert_eq!(app.count("f").await, 4);
        let id = app.sign_up("bob@example.com").await;
        let bobs_token = app.mfa_token("bob@example.com").await;
        patch(app, &id, json!({ "blocked": true })).await;
        app.associate(&bobs_token, crate::harness::SMS, "+12025550199").await.refused(403, "unauthorized", "user is blocked");
        app.associate_app(&bobs_token).await.refused(403, "unauthorized", "user is blocked");
        let refresh = json!({ "grant_type": "refresh_token", "refresh_token": tokens.text("refresh_token") });
        assert_eq!(app.token(refresh).await.text("error"), "invalid_grant");
        let userinfo = app.send(Call::get("/userinfo").bearer(&tokens.text("access_token"))).await;
        assert_eq!(userinfo.status, 401);
        // Of sign-ins there was one more before, when the phone was bound.
        assert_eq!(get(app, &ada.id).await.body["logins_count"], 2);
        assert!(patch(app, &ada.id, json!({ "blocked": false })).await.body["blocked"].is_null());
        assert_eq!(app.log_in(&ada).await.status, 200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_of_the_mfa_api_does_nothing_for_them() {
    on_both(async |app: &TestApp| {
        let ada = app.enrolled_user().await;
        let token = app.mfa_access_token(&ada, "read:authenticators remove:authenticators").await;
        let list = async || app.send(Call::get("/mfa/authenticators").bearer(&token)).await;
        let before = list().await;
        let id = before.body.as_array().unwrap().iter().find_map(|one| one["id"].as_str().filter(|id| id.starts_with("sms|"))).unwrap();
        let remove = async || app.send(Call::delete(format!("/mfa/authenticators/{}", id.replace('|', "%7C"))).bearer(&token)).await;
        patch(app, &ada.id, json!({ "blocked": true })).await;
        list().await.refused(403, "unauthorized", "user is blocked");
        remove().await.refused(403, "unauthorized", "user is blocked");
        patch(app, &ada.id, json!({ "blocked": false })).await;
        list().await.refused(401, "invalid_grant", "The mfa_token provided is invalid. Try getting a new token.");
        let again = app.mfa_access_token(&ada, "read:authenticators").await;
        let after = app.send(Call::get("/mfa/authenticators").bearer(&again)).await;
        assert_eq!(after.body, before.body, "nothing was taken away");
        assert_eq!(app.api("DELETE", &user_path(&ada.id), Value::Null).await.status, 204);
        for answer in [list().await, remove().await] {
            answer.refused(401, "invalid_grant", "The mfa_token provided is invalid. Try getting a new token.");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pages_refuse_them() {
    on_both(async |app: &TestApp| {
        let (party, ada) = (RelyingParty::new(app).await, app.enrolled_user().await);
        let mut browser = Browser::new(app);
        let code = browser.logs_in(&party, &ada, &[]).await.code();
        // Another browser, between the password and the code.
        let mut other = Browser::new(app);
        let halfway = other.types_password(&party.asks(&[]), &ada.email).await;
        patch(app, &ada.id, json!({ "blocked": true })).await;
        assert_eq!(party.exchange(app, &code).await.text("error"), "invalid_grant", "a code from before");
        assert_eq!(browser.open(&party.asks(&[("prompt", "none")])).await.error(), "login_required", "a session from before");
        let refused = other.submit(&halfway, &[("channel", "sms")]).await;
        assert_eq!(refused.status, 403, "{refused:?}");
        let page = browser.open(&party.asks(&[])).await;
        let refused = browser.submit(page.is("login"), &[("username", &ada.email), ("password", PASSWORD)]).await;
        refused.complains("login", 400, "Something went wrong while logging you in.");
        browser.submit(&page, &[("username", &ada.email), ("password", "wrong")]).await.complains(
            "login",
            400,
            "Wrong username or password.",
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_block_wins_over_every_sign_in_of_the_same_moment() {
    on_both(async |app: &TestApp| {
        app.settings(|settings| settings.mfa_policies.clear()).await;
        let id = app.sign_up("ada@example.com").await;
        let token = app.management_token("").await;
        let login = json!({ "grant_type": "password", "username": "ada@example.com", "password": PASSWORD, "scope": SCOPE });
        let login = Call::post("/oauth/token").json(&crate::harness::with_credentials(&app.tenancy.demo, login));
        let block = Call::to("PATCH", format!("/api/v2{}", user_path(&id))).bearer(&token).json(&json!({ "blocked": true }));
        let calls = [login.clone(), login.clone(), block, login.clone(), login];
        let answers = app.race(calls).await;
        assert_eq!(answers[2].status, 200);
        for answer in answers.iter().filter(|answer| answer.body["refresh_token"].is_string()) {
            let refresh = json!({ "grant_type": "refresh_token", "refresh_token": answer.text("refresh_token") });
            assert_eq!(app.token(refresh).await.status, 403, "what was given before the block has ended");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn blocks_of_failed_passwords_are_listed_and_lifted() {
    on_both(async |app: &TestApp| {
        let id = created(app, json!({ "username": "countess" })).await;
        let none = json!({ "blocked_for": [] });
        assert_eq!(app.api("GET", "/user-blocks?identifier=ada%40example.com", Value::Null).await.body, none);
        assert_eq!(app.api("GET", &format!("/user-blocks/{id}"), Value::Null).await.body, none);
        let tenant = app.tenancy.id.clone();
        let put = async move |tx: &mut Tx<'_>| {
            let address = Some("203.0.113.7");
            for (identifier, ip, connection) in
                [("ada@example.com", address, CONNECTION), ("countess", None, CONNECTION), ("countess", address, "staff")]
            {
                let block = UserBlock { identifier: identifier.into(), ip: ip.map(str::to_owned), connection: connection.into() };
                tx.user_block_put(&tenant, &block, ringfence_core::clock::Timestamp::from_secs(1)).await?;
            }
            Ok::<_, StoreError>(())
        };
        app.app.store.tx(put.clone()).await.unwrap();
        let both = json!({ "blocked_for": [
            { "identifier": "ada@example.com", "ip": "203.0.113.7", "connection": CONNECTION },
            { "identifier": "countess", "connection": CONNECTION },
        ] });
        assert_eq!(app.api("GET", &format!("/user-blocks/{id}"), Value::Null).await.body, both);
        assert_eq!(app.api("DELETE", "/user-blocks?identifier=ADA%40example.com", Value::Null).await.status, 204);
        let left = app.api("GET", &format!("/user-blocks/{id}"), Value::Null).await.body;
        assert_eq!(left["blocked_for"], json!([both["blocked_for"][1]]));
        assert_eq!(app.api("DELETE", &format!("/user-blocks/{id}"), Value::Null).await.status, 204);
        // Somebody else's of the same name is still there, until the name is unblocked.
        let theirs = json!({ "blocked_for": [{ "identifier": "countess", "ip": "203.0.113.7", "connection": "staff" }] });
        assert_eq!(app.api("GET", "/user-blocks?identifier=countess", Value::Null).await.body, theirs);
        assert_eq!(app.api("DELETE", "/user-blocks?identifier=countess", Value::Null).await.status, 204);
        assert_eq!(app.api("GET", "/user-blocks?identifier=countess", Value::Null).await.body, none);
        app.api("DELETE", "/user-blocks/auth0%7Cnobody", Value::Null).await.declined(404, "inexistent_user", "The user does not exist.");
        let refused = app.api("GET", "/user-blocks", Value::Null).await;
        refused.declined(400, "invalid_query_string", "Query validation error: 'Missing required property: identifier'.");
    })
    .await;
}
