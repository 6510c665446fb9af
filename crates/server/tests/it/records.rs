//! The tenant's log: an event for each step, with Auth0's fields, and neither a code nor a number in any of them.

use ringfence_core::tenant::{Domain, Provider};
use serde_json::{Value, json};

use crate::harness::{Call, Enrolled, HOST, SMS, TestApp, VOICE, hours, on_both, on_both_with, wrong};

#[tokio::test(flavor = "multi_thread")]
async fn each_step_of_a_life_is_logged() {
    on_both(async |app: &TestApp| {
        let ada = app.enrolled_user().await;
        let enrollment = ["ss", "mfar", "gd_start_enroll", "gd_send_sms", "gd_enrollment_complete", "gd_auth_succeed", "s", "seoobft"];
        assert_eq!(app.log_types().await, enrollment);
        app.log_in(&ada).await;
        assert_eq!(app.log_types().await[8..], ["mfar", "gd_start_auth", "gd_send_sms", "gd_auth_succeed", "s", "seoobft"]);
        let mfa_token = app.mfa_token(&ada.email).await;
        let oob_code = app.challenge_by(json!({ "mfa_token": mfa_token, "oob_channel": "voice" })).await.text("oob_code");
        app.verify(&mfa_token, &oob_code, &wrong(&app.last_code_to(&ada.phone).await)).await;
        assert_eq!(app.log_types().await[14..], ["mfar", "gd_start_auth", "gd_send_voice", "gd_auth_failed", "feoobft"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn guardian_events_have_auth0s_fields() {
    on_both(async |app: &TestApp| {
        let ada = app.enrolled_user().await;
        let mfa_token = app.mfa_token(&ada.email).await;
        let oob_code = app.challenge(&mfa_token).await.text("oob_code");
        app.verify(&mfa_token, &oob_code, "wrong").await;
        for code in ["gd_start_enroll", "gd_start_auth", "gd_send_sms", "gd_auth_succeed", "gd_auth_failed", "gd_enrollment_complete"] {
            let event = app.logged(code).await;
            let about = (event.user_id.as_str(), event.client_id.as_str(), event.client_name.as_str());
            assert_eq!(about, (ada.id.as_str(), app.tenancy.demo.id.as_str(), "Demo application"), "{code}");
            let from = (event.ip.as_str(), event.hostname.as_str(), event.connection.as_str());
            assert_eq!(from, ("203.0.113.7", HOST, "Username-Password-Authentication"), "{code}");
            assert!(event.description.is_some_and(|words| !words.is_empty()), "{code}");
            let details = &event.details;
            let device = details["enrollment"]["_id"].as_str().unwrap();
            assert!(device.starts_with("dev_") && details["authenticator"]["id"].as_str().unwrap().ends_with(device), "{code}: {details}");
            assert_eq!(details["authenticator"]["type"], "sms", "{code}");
            assert_eq!(details["enrollment"]["user_id"], json!(ada.id), "{code}");
            assert!(details["enrollment"]["tenant"].is_string(), "{code}");
            for object in ["authenticator", "enrollment"] {
                let phone = &details[object]["phone_number"];
                assert!(phone.is_null() || phone == "XXXXXXXX0123", "{code}: {phone}");
            }
        }
        let request = &app.logged("gd_auth_failed").await.details["request"];
        for field in ["auth", "body", "ip", "method", "path", "query", "userAgent"] {
            assert!(!request[field].is_null(), "{field} in {request}");
        }
        assert!(request["auth"]["scopes"].is_array() && request["auth"]["strategy"].is_string() && request["body"]["code"].is_string());
        assert_eq!((&request["path"], &request["ip"]), (&json!("/oauth/token"), &json!("203.0.113.7")));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn events_name_the_channel_that_was_used() {
    on_both(async |app: &TestApp| {
        app.sign_up("ada@example.com").await;
        let mfa_token = app.mfa_token("ada@example.com").await;
        let oob_code = app.associate(&mfa_token, VOICE, "+12025550123").await.text("oob_code");
        app.verify(&mfa_token, &oob_code, "wrong").await;
        app.verify(&mfa_token, &oob_code, &app.last_code_to("+12025550123").await).await;
        for code in ["gd_start_enroll", "gd_send_voice", "gd_auth_failed", "gd_auth_succeed", "gd_enrollment_complete"] {
            assert_eq!(app.logged(code).await.details["authenticator"]["type"], "voice", "{code}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_message_limits_event_says_until_when() {
    on_both_with(
        |settings| settings.limits.messages_per_hour = 1,
        async |app: &TestApp| {
            let ada = app.enrolled_user().await;
            let mfa_token = app.mfa_token(&ada.email).await;
            assert_eq!(app.challenge(&mfa_token).await.status, 429);
            let details = app.logged("limit_phone").await.details;
            assert_eq!(details["delivery_method"], "sms");
            for field in ["type", "delivery_method", "trigger_time", "reset_time", "body"] {
                assert!(!details[field].is_null(), "{field} in {details}");
            }
        },
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failed_send_says_why() {
    on_both(async |app: &TestApp| {
        app.sign_up("ada@example.com").await;
        let mfa_token = app.mfa_token("ada@example.com").await;
        app.associate(&mfa_token, SMS, "+12025550191").await;
        let event = app.logged("gd_send_sms_failure").await;
        let said = json!({ "errorCode": "opted_out", "message": "The recipient has opted out of messages (STOP)." });
        assert_eq!((&event.details["failure_details"], &event.details["provider_error"]), (&said, &said));
        let words = "Guardian - Error on send-phone-message-hook: The recipient has opted out of messages (STOP).";
        assert_eq!(event.description.as_deref(), Some(words));
    })
    .await;
}

/// Everything that can happen to a code and a number, so that the log has every chance to give one away.
async fn eventful(app: &TestApp, ada: &Enrolled) -> Vec<String> {
    let mut secrets = vec![ada.recovery_code.clone()];
    for channel in ["sms", "voice"] {
        let mfa_token = app.mfa_token(&ada.email).await;
        let oob_code = app.challenge_by(json!({ "mfa_token": mfa_token, "oob_channel": channel })).await.text("oob_code");
        let code = app.last_code_to(&ada.phone).await;
        app.verify(&mfa_token, &oob_code, &wrong(&code)).await;
        let tokens = app.verify(&mfa_token, &oob_code, &code).await;
        secrets.extend([wrong(&code), code, mfa_token, oob_code, tokens.text("access_token"), tokens.text("refresh_token")]);
    }
    let mfa_token = app.mfa_token(&ada.email).await;
    app.associate(&mfa_token, SMS, "+12025550124").await;
    app.recover(&mfa_token, "ABCDEFGHIJKLMNOPQRSTUVWX").await;
    secrets.push(app.recover(&mfa_token, &ada.recovery_code).await.text("recovery_code"));
    for digits in ["0190", "0198"] {
        app.sign_up(&format!("{digits}@example.com")).await;
        let mfa_token = app.mfa_token(&format!("{digits}@example.com")).await;
        app.associate(&mfa_token, SMS, &format!("+1202555{digits}")).await;
    }
    let token = app.mfa_access_token(ada, "read:authenticators remove:authenticators").await;
    let listed = app.send(Call::get("/mfa/authenticators").bearer(&token)).await.body;
    let id = listed[0]["id"].as_str().unwrap().replace('|', "%7C");
    assert_eq!(app.send(Call::delete(format!("/mfa/authenticators/{id}")).bearer(&token)).await.status, 204);
    secrets
}

#[tokio::test(flavor = "multi_thread")]
async fn neither_a_code_nor_a_number_enters_the_log() {
    on_both(async |app: &TestApp| {
        let ada = app.enrolled_user().await;
        let mut secrets = eventful(app, &ada).await;
        secrets.extend(app.messages_to(&ada.phone).await.into_iter().map(|found| found.message.code));
        secrets.push(crate::harness::PASSWORD.to_owned());
        let log: Vec<Value> = app.log().await.iter().map(|event| serde_json::to_value(event).unwrap()).collect();
        for event in &log {
            let text = event.to_string();
            let found = secrets.iter().find(|secret| text.contains(secret.as_str()));
            assert_eq!(found, None, "{text}");
            for number in ["2025550123", "2025550124", "2025550190", "2025550198", "2025550", "202-555"] {
                assert!(!text.contains(number), "{number} in {text}");
            }
        }
        assert!(log.len() > 40, "{}", log.len());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn neither_lies_readable_in_the_database() {
    on_both(async |app: &TestApp| {
        let Some(folder) = app.sqlite_folder() else { return };
        let ada = app.enrolled_user().await;
        let mut secrets = eventful(app, &ada).await;
        secrets.retain(|secret| secret.len() > 6);
        secrets.extend([ada.phone[1..].to_owned(), crate::harness::PASSWORD.to_owned()]);
        let mut looked_at = 0;
        for file in std::fs::read_dir(folder).unwrap() {
            let bytes = std::fs::read(file.unwrap().path()).unwrap();
            let found = secrets.iter().find(|secret| bytes.windows(secret.len()).any(|window| window == secret.as_bytes()));
            assert_eq!(found, None);
            looked_at += bytes.len();
        }
        assert!(looked_at > 100_000, "{looked_at}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_address_is_the_peers_unless_a_listed_proxy_vouches() {
    let proxies = |settings: &mut ringfence::config::Settings| {
        settings.server.trusted_proxies = vec!["10.0.0.0/8".to_owned().try_into().unwrap()];
    };
    on_both_with(proxies, async |app: &TestApp| {
        let forwarded = "6.6.6.6, 198.51.100.9, 10.0.0.7";
        for (peer, expected) in [([10, 0, 0, 1], "198.51.100.9"), ([203, 0, 113, 7], "203.0.113.7")] {
            let body =
                crate::harness::with_credentials(&app.tenancy.demo, json!({ "grant_type": "password", "username": "x", "password": "x" }));
            let call =
                Call::post("/oauth/token").json(&body).from(peer).header("x-forwarded-for", forwarded).header("user-agent", "A browser");
            assert_eq!(app.send(call).await.status, 403);
            let event = app.logged("fu").await;
            assert_eq!((event.ip.as_str(), event.user_agent.as_str(), event.hostname.as_str()), (expected, "A browser", HOST));
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_message_remembers_who_asked_for_it() {
    on_both(async |app: &TestApp| {
        let ada = app.enrolled_user().await;
        let event = app.logged("gd_send_sms").await;
        let about = [event.user_name.as_str(), &event.ip, &event.hostname, &event.connection, &event.client_name];
        assert_eq!(about, [ada.email.as_str(), "203.0.113.7", HOST, "Username-Password-Authentication", "Demo application"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_log_line_stands_after_the_older_ones() {
    on_both(async |app: &TestApp| {
        app.settings(|settings| settings.phone.provider = Provider::Auth0).await;
        let domain = Domain { host: "second.example.test".to_owned(), issuer: "https://second.example.test/".to_owned() };
        assert!(ringfence::flow::administer::add_domain(&app.app.store, &app.tenancy.id, domain).await.unwrap());
        app.sign_up("ada@example.com").await;
        app.advance(hours(1));
        let body =
            crate::harness::with_credentials(&app.tenancy.demo, json!({ "grant_type": "password", "username": "x", "password": "x" }));
        app.send(Call::post("/oauth/token").json(&body).host("second.example.test")).await;
        assert_eq!(app.log_types().await, ["gd_tenant_update", "ss", "fu", "fepft"]);
        assert_eq!(app.logged("fu").await.hostname, "second.example.test");
    })
    .await;
}
