//! A password alone can use up the codes by phone, and no other factor of its owner.

use serde_json::json;

use super::account::ALL;
use crate::harness::{AuthenticatorApp, Browser, RelyingParty, TestApp, mins, on_both, secs, wrong};

const TOO_MANY: &str = "Too many failed codes. Wait for some minutes before retrying.";

#[tokio::test(flavor = "multi_thread")]
async fn an_app_and_a_recovery_code_work_when_the_phones_buckets_are_empty() {
    on_both(async |app: &TestApp| {
        app.settings(|settings| settings.otp_enabled = true).await;
        let ada = app.enrolled_user().await;
        let token = app.mfa_access_token(&ada, ALL).await;
        let shown = AuthenticatorApp::new(&app.associate_app(&token).await.text("secret"));
        assert_eq!(app.verify_otp(&token, &shown.code(app.app.clock.now())).await.status, 200);
        app.advance(mins(1));
        // Somebody who has the password alone asks for texts until there are no more, and guesses until nothing is heard.
        let theirs = app.mfa_token(&ada.email).await;
        let mut oob_code = String::new();
        loop {
            let asked = app.challenge(&theirs).await;
            if asked.status == 429 {
                break;
            }
            oob_code = asked.text("oob_code");
        }
        let sent = app.last_code_to(&ada.phone).await;
        for _ in 0..10 {
            assert_eq!(app.verify(&theirs, &oob_code, &wrong(&sent)).await.status, 403);
        }
        app.verify(&theirs, &oob_code, &sent).await.refused(429, "invalid_request", TOO_MANY);
        let event = app.logged("gd_otp_rate_limit_exceed").await;
        assert_eq!((event.user_id, event.details["authenticator"]["type"].as_str()), (ada.id.clone(), Some("sms")));
        assert_eq!(app.logged("limit_phone").await.user_id, ada.id);
        // The owner is in all the same: by app, by recovery code, and on the pages.
        let mfa_token = app.mfa_token(&ada.email).await;
        let begun = app.challenge_by(json!({ "mfa_token": mfa_token, "challenge_type": "otp" })).await;
        assert_eq!(begun.body["challenge_type"], "otp");
        assert_eq!(app.verify_otp(&mfa_token, &shown.code(app.app.clock.now())).await.status, 200);
        let mfa_token = app.mfa_token(&ada.email).await;
        assert_eq!(app.recover(&mfa_token, &ada.recovery_code).await.status, 200);
        app.advance(secs(30));
        let (party, mut browser) = (RelyingParty::new(app).await, Browser::new(app));
        let page = browser.types_password(&party.asks(&[]), &ada.email).await;
        let state = page.at.split_once('?').unwrap().1.to_owned();
        let page = browser.open(&format!("/u/mfa-otp-challenge?{state}")).await;
        let code = shown.code(app.app.clock.now());
        browser.submit(page.is("mfa-otp-challenge"), &[("code", &code)]).await.code();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_bucket_of_the_app_leaves_the_phone() {
    on_both(async |app: &TestApp| {
        let ada = app.enrolled_user().await;
        let token = app.mfa_access_token(&ada, ALL).await;
        let shown = AuthenticatorApp::new(&app.associate_app(&token).await.text("secret"));
        assert_eq!(app.verify_otp(&token, &shown.code(app.app.clock.now())).await.status, 200);
        app.advance(mins(1));
        let mfa_token = app.mfa_token(&ada.email).await;
        for _ in 0..10 {
            assert_eq!(app.verify_otp(&mfa_token, &wrong(&shown.code(app.app.clock.now()))).await.status, 403);
        }
        app.verify_otp(&mfa_token, &shown.code(app.app.clock.now())).await.refused(429, "invalid_request", TOO_MANY);
        // A new login resets nothing.
        let again = app.mfa_token(&ada.email).await;
        app.verify_otp(&again, &shown.code(app.app.clock.now())).await.refused(429, "invalid_request", TOO_MANY);
        assert_eq!(app.logged("gd_otp_rate_limit_exceed").await.details["authenticator"]["type"], "otp");
        let by_phone = json!({ "mfa_token": again, "challenge_type": "oob" });
        let oob_code = app.challenge_by(by_phone).await.text("oob_code");
        assert_eq!(app.verify(&again, &oob_code, &app.last_code_to(&ada.phone).await).await.status, 200);
    })
    .await;
}
