//! What proves the first factor: an `mfa_token`, or an access token for `<issuer>mfa/`.

use serde_json::json;

use crate::harness::{Call, SMS, TestApp, answer, mins, on_both, secs};

const INVALID: (u16, &str, &str) = (401, "invalid_grant", "The mfa_token provided is invalid. Try getting a new token.");
const EXPIRED: (u16, &str, &str) = (401, "expired_token", "mfa_token is expired");

/// Changes one character in the middle.
fn tampered(token: &str) -> String {
    let middle = token.len() / 2;
    let other = if &token[middle..=middle] == "A" { "B" } else { "A" };
    format!("{}{other}{}", &token[..middle], &token[middle + 1..])
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tampered_token_proves_nothing() {
    on_both(async |app: &TestApp| {
        let ada = app.enrolled_user().await;
        let mfa_token = app.mfa_token(&ada.email).await;
        let oob_code = app.challenge(&mfa_token).await.text("oob_code");
        let code = app.last_code_to(&ada.phone).await;
        let (status, error, words) = INVALID;
        for bad in [tampered(&mfa_token), "x".to_owned(), "Fe26.2**".to_owned(), oob_code.clone(), "A".repeat(5000)] {
            app.verify(&bad, &oob_code, &code).await.refused(403, "invalid_grant", "Malformed mfa_token");
            app.recover(&bad, &ada.recovery_code).await.refused(403, "invalid_grant", "Malformed mfa_token");
            app.challenge(&bad).await.refused(status, error, words);
            app.associate(&bad, SMS, "+12025550124").await.refused(status, error, words);
            for call in [Call::get("/mfa/authenticators"), Call::delete("/mfa/authenticators/sms%7Cdev_0123456789abcdef")] {
                let answer = app.send(call.bearer(&bad)).await;
                answer.refused(status, error, words);
                assert_eq!(answer.header("www-authenticate"), "Bearer error=\"invalid_token\"");
            }
        }
        app.send(Call::get("/mfa/authenticators")).await.refused(status, error, words);
        assert_eq!(app.verify(&mfa_token, &oob_code, &code).await.status, 200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_mfa_token_lives_ten_minutes() {
    on_both(async |app: &TestApp| {
        let (status, error, words) = EXPIRED;
        let ada = app.enrolled_user().await;
        let mfa_token = app.mfa_token(&ada.email).await;
        app.advance(mins(10) - secs(1));
        let oob_code = app.challenge(&mfa_token).await.text("oob_code");
        app.advance(secs(1));
        app.verify(&mfa_token, &oob_code, &app.last_code_to(&ada.phone).await).await.refused(status, error, words);
        app.recover(&mfa_token, &ada.recovery_code).await.refused(status, error, words);
        app.challenge(&mfa_token).await.refused(status, error, words);
        app.associate(&mfa_token, SMS, "+12025550124").await.refused(status, error, words);
        app.send(Call::get("/mfa/authenticators").bearer(&mfa_token)).await.refused(status, error, words);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_tenants_token_is_a_strangers() {
    on_both(async |app: &TestApp| {
        let ada = app.enrolled_user().await;
        let mfa_token = app.mfa_token(&ada.email).await;
        let other = crate::harness::tenant(&app.app, "other", "other.example.test").await;
        let client = crate::harness::client(&app.app, &other, "Theirs", &crate::harness::USER_GRANTS, false).await;
        let (status, error, words) = INVALID;
        let listed = app.send(Call::get("/mfa/authenticators").host("other.example.test").bearer(&mfa_token)).await;
        listed.refused(status, error, words);
        let body = crate::harness::with_credentials(&client, answer(&mfa_token, "x", "123456"));
        let verified = app.send(Call::post("/oauth/token").host("other.example.test").json(&body)).await;
        verified.refused(403, "invalid_grant", "Malformed mfa_token");
        // Nor is our client theirs.
        let ours =
            crate::harness::with_credentials(&app.tenancy.demo, json!({ "grant_type": "password", "username": "x", "password": "x" }));
        let foreign = app.send(Call::post("/oauth/token").host("other.example.test").json(&ours)).await;
        foreign.refused(401, "access_denied", "Unauthorized");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn other_tokens_of_ours_are_no_proof() {
    on_both(async |app: &TestApp| {
        let (status, error, words) = INVALID;
        let ada = app.enrolled_user().await;
        let tokens = app.log_in(&ada).await;
        for name in ["access_token", "id_token", "refresh_token"] {
            app.associate(&tokens.text(name), SMS, "+12025550124").await.refused(status, error, words);
            app.challenge(&tokens.text(name)).await.refused(status, error, words);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_no_code_was_typed_for_changes_nothing_that_was_bound_since() {
    on_both(async |app: &TestApp| {
        app.sign_up("ada@example.com").await;
        let login = json!({
            "grant_type": "password", "username": "ada@example.com", "password": crate::harness::PASSWORD,
            "audience": format!("{}mfa/", crate::harness::ISSUER), "scope": "enroll read:authenticators remove:authenticators",
        });
        // Whoever knows the password takes one while nothing is bound …
        let early = app.token(login).await.text("access_token");
        let waiting = app.associate(&early, SMS, "+12025550199").await;
        assert_eq!(waiting.status, 503);
        let pending = app.associate(&early, SMS, "+12025550125").await.text("oob_code");
        // … and Ada binds her phone.
        let mfa_token = app.mfa_token("ada@example.com").await;
        let oob_code = app.associate(&mfa_token, SMS, "+12025550123").await.text("oob_code");
        let pending_code = app.last_code_to("+12025550125").await;
        assert_eq!(app.verify(&mfa_token, &oob_code, &app.last_code_to("+12025550123").await).await.status, 200);

        app.associate(&early, SMS, "+12025550124").await.refused(400, "access_denied", "User is already enrolled.");
        let confirmed = app.verify(&early, &pending, &pending_code).await;
        assert!((400..500).contains(&confirmed.status), "{}", confirmed.body);
        let listed = app.send(Call::get("/mfa/authenticators").bearer(&early)).await.body;
        let id = listed[0]["id"].as_str().unwrap().replace('|', "%7C");
        let removed = app.send(Call::delete(format!("/mfa/authenticators/{id}")).bearer(&early)).await;
        assert!((400..500).contains(&removed.status), "{}", removed.body);
        let left = app.send(Call::get("/mfa/authenticators").bearer(&early)).await.body;
        assert_eq!(left, listed);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_password_ends_what_the_old_one_proved() {
    on_both(async |app: &TestApp| {
        let (status, error, words) = INVALID;
        let (ada, bob) = (app.enrolled_user().await, app.sign_up("bob@example.com").await);
        app.advance(secs(1));
        let asks = json!({
            "grant_type": "password", "username": "bob@example.com", "password": crate::harness::PASSWORD,
            "audience": format!("{}mfa/", crate::harness::ISSUER), "scope": "enroll read:authenticators remove:authenticators",
        });
        let (early, mfa_token) = (app.token(asks).await.text("access_token"), app.mfa_token("bob@example.com").await);
        let oob_code = app.associate(&mfa_token, SMS, "+12025550124").await.text("oob_code");
        let code = app.last_code_to("+12025550124").await;
        let hers = app.mfa_token(&ada.email).await;
        let her_oob_code = app.challenge(&hers).await.text("oob_code");
        let her_code = app.last_code_to(&ada.phone).await;
        let proven = app.mfa_access_token(&ada, "enroll read:authenticators remove:authenticators").await;
        let listed = app.send(Call::get("/mfa/authenticators").bearer(&proven)).await.body;
        for id in [&ada.id, &bob] {
            let path = format!("/users/{}", id.replace('|', "%7C"));
            assert_eq!(app.api("PATCH", &path, json!({ "password": crate::harness::PASSWORD })).await.status, 200);
        }
        // Of the very moment of the change too.
        for token in [&early, &mfa_token, &hers, &proven] {
            app.associate(token, SMS, "+12025550125").await.refused(status, error, words);
            app.associate_app(token).await.refused(status, error, words);
            app.send(Call::get("/mfa/authenticators").bearer(token)).await.refused(status, error, words);
            app.challenge(token).await.refused(status, error, words);
            app.recover(token, &ada.recovery_code).await.refused(403, "invalid_grant", "Malformed mfa_token");
            app.verify_otp(token, "123456").await.refused(403, "invalid_grant", "Malformed mfa_token");
        }
        app.verify(&mfa_token, &oob_code, &code).await.refused(403, "invalid_grant", "Malformed mfa_token");
        app.verify(&hers, &her_oob_code, &her_code).await.refused(403, "invalid_grant", "Malformed mfa_token");
        let id = listed[0]["id"].as_str().unwrap().replace('|', "%7C");
        let removed = app.send(Call::delete(format!("/mfa/authenticators/{id}")).bearer(&proven)).await;
        removed.refused(status, error, words);
        let again = app.mfa_access_token(&ada, "read:authenticators").await;
        assert_eq!(app.send(Call::get("/mfa/authenticators").bearer(&again)).await.body, listed);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_for_the_mfa_api_is_never_renewed() {
    on_both(async |app: &TestApp| {
        let ada = app.enrolled_user().await;
        let login = json!({
            "grant_type": "password", "username": ada.email, "password": crate::harness::PASSWORD,
            "audience": format!("{}mfa/", crate::harness::ISSUER), "scope": "openid offline_access enroll",
        });
        let mfa_token = app.token(login).await.text("mfa_token");
        let oob_code = app.challenge(&mfa_token).await.text("oob_code");
        let tokens = app.verify(&mfa_token, &oob_code, &app.last_code_to(&ada.phone).await).await;
        tokens.has_fields(&["access_token", "expires_in", "id_token", "scope", "token_type"]);
        assert_eq!((&tokens.body["expires_in"], &tokens.body["scope"]), (&json!(600), &json!("openid enroll")));
    })
    .await;
}
