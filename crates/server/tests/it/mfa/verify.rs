//! `grant_type=http://auth0.com/oauth/grant-type/mfa-oob`: a code comes back.

use serde_json::json;

use crate::harness::{Enrolled, TestApp, answer, mins, on_both, secs, wrong};

const WRONG: (u16, &str, &str) = (403, "invalid_grant", "Invalid binding_code.");

/// A login up to the code: the `mfa_token`, the `oob_code` and the code.
async fn challenged(app: &TestApp, user: &Enrolled) -> (String, String, String) {
    let mfa_token = app.mfa_token(&user.email).await;
    let oob_code = app.challenge(&mfa_token).await.text("oob_code");
    (mfa_token, oob_code, app.last_code_to(&user.phone).await)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_right_code_signs_in() {
    on_both(async |app: &TestApp| {
        let ada = app.enrolled_user().await;
        let tokens = app.log_in(&ada).await;
        tokens.has_fields(&["access_token", "expires_in", "id_token", "refresh_token", "scope", "token_type"]);
        assert_eq!((&tokens.body["token_type"], &tokens.body["scope"]), (&json!("Bearer"), &json!("openid profile email offline_access")));
        let (mfa_token, oob_code, code) = challenged(app, &ada).await;
        let spaced = format!("{} {} ", &code[..3], &code[3..]);
        assert_eq!(app.verify(&mfa_token, &oob_code, &spaced).await.status, 200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_code_is_refused_and_the_right_one_still_works() {
    on_both(async |app: &TestApp| {
        let (status, error, words) = WRONG;
        let ada = app.enrolled_user().await;
        let (mfa_token, oob_code, code) = challenged(app, &ada).await;
        for typed in [wrong(&code).as_str(), "x", "12345", &code.repeat(2), &"9".repeat(10_000)] {
            app.verify(&mfa_token, &oob_code, typed).await.refused(status, error, words);
        }
        assert_eq!((app.count("gd_auth_failed").await, app.count("feoobft").await), (5, 5));
        assert_eq!(app.verify(&mfa_token, &oob_code, &code).await.status, 200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_works_once() {
    on_both(async |app: &TestApp| {
        let (status, error, words) = WRONG;
        let ada = app.enrolled_user().await;
        let (mfa_token, oob_code, code) = challenged(app, &ada).await;
        assert_eq!(app.verify(&mfa_token, &oob_code, &code).await.status, 200);
        app.verify(&mfa_token, &oob_code, &code).await.refused(status, error, words);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_lives_five_minutes() {
    on_both(async |app: &TestApp| {
        let ada = app.enrolled_user().await;
        let (mfa_token, oob_code, code) = challenged(app, &ada).await;
        app.advance(mins(5));
        app.verify(&mfa_token, &oob_code, &code).await.refused(401, "expired_token", "oob_code is expired");
        let (mfa_token, oob_code, code) = challenged(app, &ada).await;
        app.advance(mins(5) - secs(1));
        assert_eq!(app.verify(&mfa_token, &oob_code, &code).await.status, 200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_late_message_still_works_with_the_newer_handle() {
    on_both(async |app: &TestApp| {
        let (status, error, words) = WRONG;
        let ada = app.enrolled_user().await;
        let (mfa_token, older, first) = challenged(app, &ada).await;
        app.advance(mins(1));
        let newer = app.challenge(&mfa_token).await.text("oob_code");
        let second = app.last_code_to(&ada.phone).await;
        assert_ne!(first, second);
        assert_eq!(app.verify(&mfa_token, &newer, &first).await.status, 200);
        // One success uses all of them up.
        app.verify(&mfa_token, &newer, &second).await.refused(status, error, words);
        app.verify(&mfa_token, &older, &second).await.refused(status, error, words);

        let (mfa_token, _, first) = challenged(app, &ada).await;
        app.advance(mins(4));
        let newer = app.challenge(&mfa_token).await.text("oob_code");
        app.advance(mins(1));
        // Each code keeps its own expiry, whichever handle it comes with.
        app.verify(&mfa_token, &newer, &first).await.refused(status, error, words);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_nine_codes_of_a_login_the_three_newest_work() {
    on_both(async |app: &TestApp| {
        let (status, error, words) = WRONG;
        for works in [0, 4, 5, 6, 7, 8] {
            let email = format!("ada{works}@example.com");
            let ada = app.enrolled(&email, &format!("+1202555013{works}")).await;
            let mfa_token = app.mfa_token(&ada.email).await;
            let mut codes = Vec::new();
            let mut oob_codes = Vec::new();
            for _ in 0..9 {
                app.advance(secs(1));
                oob_codes.push(app.challenge(&mfa_token).await.text("oob_code"));
                codes.push(app.last_code_to(&ada.phone).await);
            }
            // Whichever handle it comes with: the first or the last.
            for handle in [&oob_codes[0], &oob_codes[8]] {
                let answer = app.verify(&mfa_token, handle, &codes[works]).await;
                if works < 6 {
                    answer.refused(status, error, words);
                } else {
                    assert_eq!(answer.status, 200, "{works}: {}", answer.body);
                    break;
                }
            }
        }
        // Each refusal was a wrong code like any other.
        assert_eq!(app.count("gd_auth_failed").await, 6);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_codes_are_overwritten_only_the_newest_works() {
    on_both(async |app: &TestApp| {
        let (status, error, words) = WRONG;
        app.settings(|settings| settings.phone.overwrite_codes = true).await;
        let ada = app.enrolled_user().await;
        let (mfa_token, older, first) = challenged(app, &ada).await;
        let newer = app.challenge(&mfa_token).await.text("oob_code");
        let second = app.last_code_to(&ada.phone).await;
        app.verify(&mfa_token, &newer, &first).await.refused(status, error, words);
        app.verify(&mfa_token, &older, &first).await.refused(status, error, words);
        assert_eq!(app.verify(&mfa_token, &newer, &second).await.status, 200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_handle_of_another_login_or_user_is_refused() {
    on_both(async |app: &TestApp| {
        let mismatch = (400, "invalid_request", "The oob_code doesn't match the mfa_token");
        let (status, error, words) = mismatch;
        let ada = app.enrolled_user().await;
        let bob = app.enrolled("bob@example.com", "+12025550124").await;
        let (hers, her_oob, her_code) = challenged(app, &ada).await;
        let (his, his_oob, his_code) = challenged(app, &bob).await;
        app.verify(&hers, &his_oob, &his_code).await.refused(status, error, words);
        app.verify(&his, &her_oob, &her_code).await.refused(status, error, words);
        let again = app.mfa_token(&ada.email).await;
        app.verify(&again, &her_oob, &her_code).await.refused(status, error, words);
        for handle in ["x", "Fe26.2**", &hers, &her_oob.to_lowercase(), &format!("{her_oob}A")] {
            app.verify(&hers, handle, &her_code).await.refused(403, "invalid_grant", "Malformed oob_code");
        }
        assert_eq!(app.verify(&hers, &her_oob, &her_code).await.status, 200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_client_cannot_finish_a_login() {
    on_both(async |app: &TestApp| {
        let ada = app.enrolled_user().await;
        let (mfa_token, oob_code, code) = challenged(app, &ada).await;
        for client in [&app.tenancy.second, &app.tenancy.public] {
            let stolen = app.token_for(client, answer(&mfa_token, &oob_code, &code)).await;
            stolen.refused(400, "invalid_request", "mfa_token not issued to this client");
        }
        assert_eq!(app.verify(&mfa_token, &oob_code, &code).await.status, 200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_missing_is_named() {
    on_both(async |app: &TestApp| {
        let ada = app.enrolled_user().await;
        let (mfa_token, oob_code, code) = challenged(app, &ada).await;
        for name in ["mfa_token", "oob_code", "binding_code"] {
            for absent in [json!(null), json!("")] {
                let mut body = answer(&mfa_token, &oob_code, &code);
                body[name] = absent;
                app.token(body).await.refused(400, "invalid_request", &format!("Missing required parameter: {name}"));
            }
        }
    })
    .await;
}
