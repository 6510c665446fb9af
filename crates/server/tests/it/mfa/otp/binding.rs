//! How an authenticator app is bound, by whom, and how it is given back.

use ringfence_core::client::grant;
use serde_json::json;

use super::{ADA, ENROLLED, WRONG, begun, code, for_mfa_api, ids, list, recovery_code, remove, roles, with_app};
use crate::harness::{AuthenticatorApp, Call, SMS, TestApp, on_both};

#[tokio::test(flavor = "multi_thread")]
async fn an_app_is_bound_by_its_first_code() {
    on_both(async |app: &TestApp| {
        app.sign_up(ADA).await;
        let mfa_token = app.mfa_token(ADA).await;
        let associated = app.associate_app(&mfa_token).await;
        associated.has_fields(&["authenticator_type", "barcode_uri", "recovery_codes", "secret"]);
        let secret = associated.text("secret");
        assert!(secret.len() == 32 && secret.bytes().all(|byte| matches!(byte, b'A'..=b'Z' | b'2'..=b'7')), "{secret}");
        let uri = format!("otpauth://totp/Demo:ada%40example.com?secret={secret}&issuer=Demo&algorithm=SHA1&digits=6&period=30");
        assert_eq!((associated.text("authenticator_type").as_str(), associated.text("barcode_uri")), ("otp", uri));
        assert_eq!(recovery_code(&associated).len(), 24);

        let listed = list(app, &mfa_token).await;
        assert!(listed.len() == 2 && listed.iter().all(|one| one["active"] == false), "{listed:?}");
        let none = "User does not have any authenticator enrolled. Enroll one first.";
        app.challenge_by(json!({ "mfa_token": mfa_token })).await.refused(403, "association_required", none);

        let confirmed = app.verify_otp(&mfa_token, &code(app, &AuthenticatorApp::new(&secret))).await;
        confirmed.has_fields(&["access_token", "expires_in", "id_token", "refresh_token", "scope", "token_type"]);
        let again = app.password(ADA).await;
        assert_eq!(again.body["mfa_requirements"], json!({ "challenge": [{ "type": "otp" }, { "type": "recovery-code" }] }));
        let listed = list(app, &again.text("mfa_token")).await;
        let totp = listed.iter().find(|one| one["id"].as_str().unwrap().starts_with("totp|dev_")).unwrap();
        assert_eq!(totp, &json!({ "id": totp["id"], "authenticator_type": "otp", "active": true, "type": "otp" }));
        for once in ["gd_start_enroll", "gd_enrollment_complete", "gd_auth_succeed", "seotpft", "s"] {
            assert_eq!(app.count(once).await, 1, "{once}");
        }
        let details = app.logged("gd_enrollment_complete").await.details;
        assert_eq!((&details["authenticator"]["id"], &details["authenticator"]["type"]), (&totp["id"], &json!("otp")));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_code_that_bound_an_app_is_used_up() {
    on_both(async |app: &TestApp| {
        app.sign_up(ADA).await;
        let mfa_token = app.mfa_token(ADA).await;
        let (phone, _) = begun(app, &mfa_token).await;
        let first = code(app, &phone);
        assert_eq!(app.verify_otp(&mfa_token, &first).await.status, 200);
        app.verify_otp(&app.mfa_token(ADA).await, &first).await.is(WRONG);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_racing_confirmations_one_app_is_bound() {
    on_both(async |app: &TestApp| {
        app.sign_up(ADA).await;
        let mut calls = Vec::new();
        for _ in 0..6 {
            let mfa_token = app.mfa_token(ADA).await;
            let (phone, _) = begun(app, &mfa_token).await;
            let body = json!({ "grant_type": grant::MFA_OTP, "mfa_token": mfa_token, "otp": code(app, &phone) });
            calls.push(Call::post("/oauth/token").json(&crate::harness::with_credentials(&app.tenancy.demo, body)));
        }
        let answers = app.race(calls).await;
        assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1);
        assert_eq!(app.count("gd_enrollment_complete").await, 1);
        assert_eq!(roles(app, &app.mfa_token(ADA).await).await, ["recovery-code", "totp"]);
    })
    .await;
}

/// Somebody else who knows the password begins an app before Ada binds hers, and waits.
#[tokio::test(flavor = "multi_thread")]
async fn what_another_hand_began_is_worth_nothing_once_an_app_is_bound() {
    on_both(async |app: &TestApp| {
        app.sign_up(ADA).await;
        let theirs = app.mfa_token(ADA).await;
        let (their_phone, their_recovery) = begun(app, &theirs).await;
        let their_text = app.associate(&theirs, SMS, "+12025550124").await.text("oob_code");
        let hers = app.mfa_token(ADA).await;
        let (her_phone, her_recovery) = begun(app, &hers).await;

        // Neither confirms the other's.
        app.verify_otp(&hers, &code(app, &their_phone)).await.is(WRONG);
        app.verify_otp(&theirs, &code(app, &her_phone)).await.is(WRONG);
        assert_eq!(app.verify_otp(&hers, &code(app, &her_phone)).await.status, 200);

        app.verify_otp(&theirs, &code(app, &their_phone)).await.is(WRONG);
        let text = app.verify(&theirs, &their_text, &app.last_code_to("+12025550124").await).await;
        text.is(ENROLLED);
        app.associate_app(&theirs).await.is(ENROLLED);
        app.associate(&theirs, SMS, "+12025550124").await.is(ENROLLED);
        let again = app.mfa_token(ADA).await;
        assert_eq!(roles(app, &again).await, ["recovery-code", "totp"]);
        app.verify_otp(&again, &code(app, &their_phone)).await.is(WRONG);
        app.recover(&again, &their_recovery).await.refused(403, "invalid_grant", "MFA Authorization rejected.");
        assert_eq!(app.recover(&again, &her_recovery).await.status, 200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_another_hand_began_is_worth_nothing_once_a_phone_is_bound() {
    on_both(async |app: &TestApp| {
        app.sign_up(ADA).await;
        let theirs = app.mfa_token(ADA).await;
        let (their_phone, their_recovery) = begun(app, &theirs).await;
        let hers = app.mfa_token(ADA).await;
        let associated = app.associate(&hers, SMS, "+12025550123").await;
        let sent = app.last_code_to("+12025550123").await;
        assert_eq!(app.verify(&hers, &associated.text("oob_code"), &sent).await.status, 200);

        let again = app.mfa_token(ADA).await;
        assert_eq!(roles(app, &again).await, ["recovery-code", "sms", "voice"]);
        for mfa_token in [&theirs, &again] {
            app.verify_otp(mfa_token, &code(app, &their_phone)).await.is(WRONG);
        }
        app.recover(&again, &their_recovery).await.refused(403, "invalid_grant", "MFA Authorization rejected.");
        assert_eq!(app.recover(&again, &recovery_code(&associated)).await.status, 200);
    })
    .await;
}

/// Begun while nobody was enrolled, by a token that outlives that: an app the other hand begins later on does not bind either.
#[tokio::test(flavor = "multi_thread")]
async fn a_token_from_before_the_first_app_changes_nothing_in_another_hand() {
    on_both(async |app: &TestApp| {
        app.sign_up(ADA).await;
        let (hers, theirs) = (for_mfa_api(app, ADA).await.text("access_token"), for_mfa_api(app, ADA).await.text("access_token"));
        let (phone, recovery) = begun(app, &hers).await;
        assert_eq!(recovery.len(), 24);
        assert_eq!(app.verify_otp(&hers, &code(app, &phone)).await.status, 200);

        app.associate_app(&theirs).await.is(ENROLLED);
        app.associate(&theirs, SMS, "+12025550124").await.is(ENROLLED);
        let totp = ids(app, &hers).await.pop().unwrap();
        let words = "The mfa_token provided is invalid. Try getting a new token.";
        remove(app, &theirs, &totp).await.refused(401, "invalid_grant", words);
        // Whoever bound the app by their token goes on with it.
        let (second, none) = begun(app, &hers).await;
        assert_eq!(none, "");
        assert_eq!(app.verify_otp(&hers, &code(app, &second)).await.status, 200);
        assert_eq!(roles(app, &hers).await, ["recovery-code", "totp", "totp"]);
        assert_eq!(remove(app, &hers, &totp).await.status, 204);
        assert_eq!(roles(app, &hers).await, ["recovery-code", "totp"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_recovery_code_that_counts_is_the_one_shown_with_the_app_that_was_bound() {
    on_both(async |app: &TestApp| {
        app.sign_up(ADA).await;
        let mfa_token = app.mfa_token(ADA).await;
        // A page that was drawn twice, and the first picture scanned.
        let (first, first_recovery) = begun(app, &mfa_token).await;
        let (second, second_recovery) = begun(app, &mfa_token).await;
        assert_eq!(app.verify_otp(&mfa_token, &code(app, &first)).await.status, 200);
        app.verify_otp(&mfa_token, &code(app, &second)).await.is(WRONG);
        let again = app.mfa_token(ADA).await;
        app.recover(&again, &second_recovery).await.refused(403, "invalid_grant", "MFA Authorization rejected.");
        assert_eq!(app.recover(&again, &first_recovery).await.status, 200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unconfirmed_apps_recovery_code_opens_nothing() {
    on_both(async |app: &TestApp| {
        app.sign_up(ADA).await;
        let mfa_token = app.mfa_token(ADA).await;
        let (_, recovery) = begun(app, &mfa_token).await;
        app.recover(&mfa_token, &recovery).await.refused(403, "invalid_grant", "MFA Authorization rejected.");
        app.settings(|settings| settings.recovery_code_enabled = false).await;
        app.associate_app(&mfa_token).await.has_fields(&["authenticator_type", "barcode_uri", "secret"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_that_were_begun_the_last_five_are_kept() {
    on_both(async |app: &TestApp| {
        app.sign_up(ADA).await;
        let mfa_token = app.mfa_token(ADA).await;
        let mut phones = Vec::new();
        for _ in 0..8 {
            phones.push(begun(app, &mfa_token).await.0);
        }
        let kept = roles(app, &mfa_token).await;
        assert_eq!((kept.len(), kept.iter().filter(|role| *role == "totp").count()), (10, 5));
        app.verify_otp(&mfa_token, &code(app, &phones[2])).await.is(WRONG);
        assert_eq!(app.verify_otp(&mfa_token, &code(app, &phones[3])).await.status, 200);
        assert_eq!(roles(app, &app.mfa_token(ADA).await).await, ["recovery-code", "totp"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_enrolled_needs_more_than_an_mfa_token() {
    on_both(async |app: &TestApp| {
        let ada = app.enrolled_user().await;
        app.associate_app(&app.mfa_token(&ada.email).await).await.is(ENROLLED);
        let only_read = app.mfa_access_token(&ada, "read:authenticators").await;
        let scope = "Insufficient scope, expected any of: enroll";
        app.associate_app(&only_read).await.refused(403, "insufficient_scope", scope);
        let (_, _) = with_app(app, "bob@example.com").await;
        let his = app.mfa_token("bob@example.com").await;
        app.associate_app(&his).await.is(ENROLLED);
        app.associate(&his, SMS, "+12025550124").await.is(ENROLLED);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_factor_takes_the_recovery_code_along() {
    on_both(async |app: &TestApp| {
        let (phone, _) = with_app(app, ADA).await;
        let asked = for_mfa_api(app, ADA).await;
        assert_eq!(asked.text("error"), "mfa_required");
        let token = app.verify_otp(&asked.text("mfa_token"), &code(app, &phone)).await.text("access_token");
        let oob_code = app.associate(&token, SMS, "+12025550123").await.text("oob_code");
        assert_eq!(app.verify(&token, &oob_code, &app.last_code_to("+12025550123").await).await.status, 200);
        assert_eq!(roles(app, &token).await, ["recovery-code", "sms", "totp", "voice"]);

        let all = ids(app, &token).await;
        let (sms, totp) = (&all[1], &all[2]);
        for other in ["sms", "voice", "recovery-code"] {
            remove(app, &token, &totp.replace("totp", other)).await.refused(404, "not_found", "Authenticator not found.");
        }
        assert_eq!(remove(app, &token, sms).await.status, 204);
        assert_eq!(roles(app, &token).await, ["recovery-code", "totp"]);
        assert_eq!(remove(app, &token, totp).await.status, 204);
        remove(app, &token, totp).await.refused(404, "not_found", "Authenticator not found.");
        assert_eq!(ids(app, &token).await, Vec::<String>::new());
        assert_eq!(app.count("gd_unenroll").await, 2);
        let enroll = json!({ "enroll": [{ "type": "phone" }, { "type": "otp" }] });
        assert_eq!(app.password(ADA).await.body["mfa_requirements"], enroll);
    })
    .await;
}
