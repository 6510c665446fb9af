//! The two buckets of a user (Auth0: ten messages, +1 an hour; ten wrong codes, +1 every six minutes) and the trial's hundred.

use ringfence_core::tenant::Provider;
use serde_json::json;

use crate::harness::{Answer, Enrolled, SMS, TestApp, VOICE, hours, mins, on_both, on_both_with, secs, wrong};

const TOO_MANY_SMS: &str = "Too many SMS sent by the user. Wait for some minutes before retrying.";
const TOO_MANY_CALLS: &str = "Too many calls made by the user. Wait for some minutes before retrying.";
const TOO_MANY_CODES: &str = "Too many failed codes. Wait for some minutes before retrying.";

async fn send(app: &TestApp, user: &Enrolled, channel: &str) -> Answer {
    let mfa_token = app.mfa_token(&user.email).await;
    app.challenge_by(json!({ "mfa_token": mfa_token, "oob_channel": channel })).await
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_messages_and_then_one_an_hour() {
    on_both(async |app: &TestApp| {
        // The enrollment's own message is the first of the ten.
        let ada = app.enrolled_user().await;
        for turn in 0..9 {
            let answer = send(app, &ada, if turn % 2 == 0 { "sms" } else { "voice" }).await;
            assert_eq!(answer.status, 200, "{turn}: {}", answer.body);
        }
        let refused = send(app, &ada, "sms").await;
        refused.refused(429, "invalid_request", TOO_MANY_SMS);
        assert_eq!(refused.header("retry-after"), "3600");
        send(app, &ada, "voice").await.refused(429, "invalid_request", TOO_MANY_CALLS);
        assert_eq!((app.count("limit_phone").await, app.messages_to(&ada.phone).await.len()), (2, 10));
        assert_eq!(app.logged("limit_phone").await.user_id, ada.id);

        app.advance(hours(1) - secs(2));
        let early = send(app, &ada, "sms").await;
        early.refused(429, "invalid_request", TOO_MANY_SMS);
        assert_eq!(early.header("retry-after"), "2");
        app.advance(secs(2));
        assert_eq!(send(app, &ada, "sms").await.status, 200);
        send(app, &ada, "sms").await.refused(429, "invalid_request", TOO_MANY_SMS);
        app.advance(hours(3));
        for _ in 0..3 {
            assert_eq!(send(app, &ada, "sms").await.status, 200);
        }
        send(app, &ada, "sms").await.refused(429, "invalid_request", TOO_MANY_SMS);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_users_messages_are_not_anothers() {
    on_both_with(
        |settings| settings.limits.messages_per_hour = 1,
        async |app: &TestApp| {
            let ada = app.enrolled_user().await;
            send(app, &ada, "sms").await.refused(429, "invalid_request", TOO_MANY_SMS);
            let bob = app.enrolled("bob@example.com", "+12025550124").await;
            send(app, &bob, "sms").await.refused(429, "invalid_request", TOO_MANY_SMS);
        },
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_enrollment_beyond_the_limit_leaves_nothing_behind() {
    on_both_with(
        |settings| settings.limits.messages_per_hour = 1,
        async |app: &TestApp| {
            app.sign_up("ada@example.com").await;
            let mfa_token = app.mfa_token("ada@example.com").await;
            assert_eq!(app.associate(&mfa_token, SMS, "+12025550123").await.status, 200);
            let refused = app.associate(&mfa_token, VOICE, "+12025550124").await;
            refused.refused(429, "invalid_request", TOO_MANY_CALLS);
            assert_eq!((app.count("gd_start_enroll").await, app.messages_to("+12025550124").await.len()), (1, 0));
        },
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_wrong_codes_and_then_one_in_six_minutes() {
    on_both(async |app: &TestApp| {
        let ada = app.enrolled_user().await;
        let mfa_token = app.mfa_token(&ada.email).await;
        let oob_code = app.challenge(&mfa_token).await.text("oob_code");
        let code = app.last_code_to(&ada.phone).await;
        for _ in 0..10 {
            app.verify(&mfa_token, &oob_code, &wrong(&code)).await.refused(403, "invalid_grant", "Invalid binding_code.");
        }
        // The right one comes too late.
        let refused = app.verify(&mfa_token, &oob_code, &code).await;
        refused.refused(429, "invalid_request", TOO_MANY_CODES);
        assert_eq!(refused.header("retry-after"), "360");
        assert_eq!(app.count("gd_otp_rate_limit_exceed").await, 1);

        // Neither a new login nor a new code makes it good.
        let mfa_token = app.mfa_token(&ada.email).await;
        let oob_code = app.challenge(&mfa_token).await.text("oob_code");
        let code = app.last_code_to(&ada.phone).await;
        app.verify(&mfa_token, &oob_code, &code).await.refused(429, "invalid_request", TOO_MANY_CODES);

        app.advance(mins(6));
        let oob_code = app.challenge(&mfa_token).await.text("oob_code");
        let code = app.last_code_to(&ada.phone).await;
        app.verify(&mfa_token, &oob_code, &wrong(&code)).await.refused(403, "invalid_grant", "Invalid binding_code.");
        app.verify(&mfa_token, &oob_code, &code).await.refused(429, "invalid_request", TOO_MANY_CODES);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_success_does_not_fill_the_bucket_again() {
    on_both(async |app: &TestApp| {
        let ada = app.enrolled_user().await;
        for _ in 0..2 {
            let mfa_token = app.mfa_token(&ada.email).await;
            let oob_code = app.challenge(&mfa_token).await.text("oob_code");
            let code = app.last_code_to(&ada.phone).await;
            for _ in 0..5 {
                app.verify(&mfa_token, &oob_code, &wrong(&code)).await.refused(403, "invalid_grant", "Invalid binding_code.");
            }
            let last = app.verify(&mfa_token, &oob_code, &code).await;
            assert!(last.status == 200 || last.status == 429, "{}", last.body);
        }
        assert_eq!((app.count("gd_auth_succeed").await, app.count("gd_otp_rate_limit_exceed").await), (2, 1));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_built_in_provider_carries_so_many_messages_and_no_more() {
    on_both_with(
        |settings| settings.limits.builtin_messages = 3,
        async |app: &TestApp| {
            app.settings(|settings| settings.phone.provider = Provider::Auth0).await;
            let ada = app.enrolled_user().await;
            for _ in 0..2 {
                assert_eq!(send(app, &ada, "sms").await.status, 200);
            }
            let refused = send(app, &ada, "sms").await;
            refused.refused(503, "temporarily_unavailable", "The text message could not be sent. Try another way.");
            assert_eq!((app.messages_to(&ada.phone).await.len(), app.tenant().await.builtin_messages), (3, 3));
            let event = app.logged("gd_send_sms_failure").await;
            assert_eq!(event.details["failure_details"]["errorCode"], "too_many_sms_per_tenant");
            // A lifetime's worth: no time brings it back.
            app.advance(hours(24 * 365));
            assert_eq!(send(app, &ada, "sms").await.status, 503);
            app.settings(|settings| settings.phone.provider = Provider::PhoneMessageHook).await;
            assert_eq!(send(app, &ada, "sms").await.status, 200);
        },
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_messages_by_default() {
    on_both_with(
        |settings| settings.limits.messages_per_hour = 1000,
        async |app: &TestApp| {
            app.settings(|settings| settings.phone.provider = Provider::Auth0).await;
            let ada = app.enrolled_user().await;
            let mfa_token = app.mfa_token(&ada.email).await;
            let racing = (0..110).map(|_| app.challenge(&mfa_token));
            let answers = futures_util::future::join_all(racing).await;
            assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 99);
            assert_eq!(app.messages_to(&ada.phone).await.len(), 100);
        },
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_built_in_provider_makes_no_calls() {
    on_both(async |app: &TestApp| {
        app.settings(|settings| settings.phone.provider = Provider::Auth0).await;
        app.sign_up("ada@example.com").await;
        let mfa_token = app.mfa_token("ada@example.com").await;
        let refused = app.associate(&mfa_token, VOICE, "+12025550123").await;
        refused.refused(400, "invalid_request", "The oob_channel \"voice\" is not enabled.");
        let ada = app.enrolled("bob@example.com", "+12025550124").await;
        let answer = send(app, &ada, "voice").await;
        answer.refused(401, "unsupported_challenge_type", "User does not have a factor of the requested challenge type.");
        let mfa_token = app.mfa_token(&ada.email).await;
        let listed = app.send(crate::harness::Call::get("/mfa/authenticators").bearer(&mfa_token)).await.body;
        assert!(listed.as_array().unwrap().iter().all(|one| one["oob_channel"] != "voice"), "{listed}");
    })
    .await;
}
