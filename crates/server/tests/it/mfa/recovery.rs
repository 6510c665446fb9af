//! `grant_type=http://auth0.com/oauth/grant-type/mfa-recovery-code`.

use crate::harness::{SMS, TestApp, mins, on_both};

const REJECTED: (u16, &str, &str) = (403, "invalid_grant", "MFA Authorization rejected.");
const TOO_MANY: (u16, &str, &str) = (429, "invalid_request", "Too many failed codes. Wait for some minutes before retrying.");

#[tokio::test(flavor = "multi_thread")]
async fn a_recovery_code_works_once_and_brings_its_successor() {
    on_both(async |app: &TestApp| {
        let (status, error, words) = REJECTED;
        let ada = app.enrolled_user().await;
        let mfa_token = app.mfa_token(&ada.email).await;
        let typed = format!(" {}-{} ", ada.recovery_code[..12].to_lowercase(), &ada.recovery_code[12..]);
        let answer = app.recover(&mfa_token, &typed).await;
        answer.has_fields(&["access_token", "expires_in", "id_token", "recovery_code", "refresh_token", "scope", "token_type"]);
        let next = answer.text("recovery_code");
        assert!(next != ada.recovery_code && next.len() == 24);

        let again = app.mfa_token(&ada.email).await;
        app.recover(&again, &ada.recovery_code).await.refused(status, error, words);
        assert_eq!(app.recover(&again, &next).await.status, 200);
        let recovery: Vec<&str> =
            app.log_types().await.into_iter().filter(|code| code.contains("recovery") || code.ends_with("rcft")).collect();
        assert_eq!(recovery, ["gd_recovery_succeed", "sercft", "gd_recovery_failed", "fercft", "gd_recovery_succeed", "sercft"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unconfirmed_enrollments_code_opens_nothing() {
    on_both(async |app: &TestApp| {
        let (status, error, words) = REJECTED;
        app.sign_up("ada@example.com").await;
        let mfa_token = app.mfa_token("ada@example.com").await;
        let associated = app.associate(&mfa_token, SMS, "+12025550123").await;
        let code = associated.body["recovery_codes"][0].as_str().unwrap();
        app.recover(&mfa_token, code).await.refused(status, error, words);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_wrong_ones_and_then_one_in_six_minutes() {
    on_both(async |app: &TestApp| {
        let ada = app.enrolled_user().await;
        let mfa_token = app.mfa_token(&ada.email).await;
        for _ in 0..10 {
            let (status, error, words) = REJECTED;
            app.recover(&mfa_token, "ABCDEFGHIJKLMNOPQRSTUVWX").await.refused(status, error, words);
        }
        let (status, error, words) = TOO_MANY;
        let answer = app.recover(&mfa_token, &ada.recovery_code).await;
        answer.refused(status, error, words);
        assert_eq!(answer.header("retry-after"), "360");
        assert_eq!(app.count("gd_recovery_rate_limit_exceed").await, 1);
        // The way by text message is not barred.
        let oob_code = app.challenge(&mfa_token).await.text("oob_code");
        assert_eq!(app.verify(&mfa_token, &oob_code, &app.last_code_to(&ada.phone).await).await.status, 200);

        app.advance(mins(6));
        assert_eq!(app.recover(&mfa_token, &ada.recovery_code).await.status, 200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_fifty_racing_uses_one_succeeds() {
    on_both(async |app: &TestApp| {
        let ada = app.enrolled_user().await;
        let mfa_token = app.mfa_token(&ada.email).await;
        let racing = (0..50).map(|_| app.recover(&mfa_token, &ada.recovery_code));
        let answers = futures_util::future::join_all(racing).await;
        assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1);
        assert_eq!(answers.iter().filter(|answer| answer.status == 403).count(), 10);
        assert_eq!(answers.iter().filter(|answer| answer.status == 429).count(), 39);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_code_that_counts_is_the_one_shown_with_the_phone_that_was_bound() {
    on_both(async |app: &TestApp| {
        let (status, error, words) = REJECTED;
        app.sign_up("ada@example.com").await;
        let hers = app.mfa_token("ada@example.com").await;
        let associated = app.associate(&hers, SMS, "+12025550123").await;
        let code = app.last_code_to("+12025550123").await;
        // Somebody else who knows the password begins an enrollment too, and leaves it at that.
        let theirs = app.mfa_token("ada@example.com").await;
        let other = app.associate(&theirs, SMS, "+12025550124").await;
        assert_eq!(app.verify(&hers, &associated.text("oob_code"), &code).await.status, 200);

        let again = app.mfa_token("ada@example.com").await;
        let shown = |answer: &crate::harness::Answer| answer.body["recovery_codes"][0].as_str().unwrap().to_owned();
        app.recover(&again, &shown(&other)).await.refused(status, error, words);
        assert_eq!(app.recover(&again, &shown(&associated)).await.status, 200);
    })
    .await;
}
