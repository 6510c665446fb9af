//! `POST /mfa/associate`: a phone is named and gets its first code.

use serde_json::{Value, json};

use crate::harness::{Call, SMS, TestApp, VOICE, on_both};

const PHONE: &str = "+12025550123";

async fn signed_up(app: &TestApp) -> String {
    app.sign_up("ada@example.com").await;
    app.mfa_token("ada@example.com").await
}

/// An association with this body, whose proof is right.
async fn associate(app: &TestApp, mfa_token: &str, body: &Value) -> crate::harness::Answer {
    app.send(Call::post("/mfa/associate").bearer(mfa_token).json(body)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_message_binds_a_phone() {
    on_both(async |app: &TestApp| {
        let mfa_token = signed_up(app).await;
        let answer = app.associate(&mfa_token, SMS, "+1 (202) 555-0123").await;
        answer.has_fields(&["authenticator_type", "binding_method", "oob_channel", "oob_code", "recovery_codes"]);
        let words = ["authenticator_type", "binding_method", "oob_channel"].map(|field| answer.text(field));
        assert_eq!(words, ["oob", "prompt", "sms"]);
        assert!(answer.text("oob_code").starts_with("Fe26.2**"));
        let codes = answer.body["recovery_codes"].as_array().unwrap();
        let code = codes[0].as_str().unwrap();
        assert!(codes.len() == 1 && code.len() == 24 && code.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit()));

        let message = app.last_message_to(PHONE).await.message;
        let text = format!("{} is your verification code for Demo. Please enter this code to verify your enrollment.", message.code);
        assert_eq!((message.text, message.channel), (text, SMS));
        let confirmed = app.verify(&mfa_token, &answer.text("oob_code"), &message.code).await;
        confirmed.has_fields(&["access_token", "expires_in", "id_token", "refresh_token", "scope", "token_type"]);
        assert_eq!(app.password("ada@example.com").await.body["mfa_requirements"]["challenge"][0], json!({ "type": "phone" }));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_binds_a_phone() {
    on_both(async |app: &TestApp| {
        let mfa_token = signed_up(app).await;
        let answer = app.associate(&mfa_token, VOICE, PHONE).await;
        assert_eq!((answer.status, answer.text("oob_channel").as_str()), (200, "voice"));
        let message = app.last_message_to(PHONE).await.message;
        let dotted: Vec<String> = message.code.chars().map(String::from).collect();
        assert!(message.channel == VOICE && message.text.contains(&dotted.join(".")), "{}", message.readable_text());
        assert_eq!(app.verify(&mfa_token, &answer.text("oob_code"), &message.code).await.status, 200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_number_must_be_one_that_codes_are_sent_to() {
    on_both(async |app: &TestApp| {
        let mfa_token = signed_up(app).await;
        for number in ["12025550123", "+1202555012", "+999123456789", "hello", "+1 202 555 0123 ext 4", "+12025550123+"] {
            app.associate(&mfa_token, SMS, number).await.refused(400, "invalid_request", "The phone number is invalid.");
        }
        for number in ["+19005550123", "+80012345678"] {
            let answer = app.associate(&mfa_token, SMS, number).await;
            answer.refused(400, "invalid_request", "Codes are not sent to this kind of phone number.");
        }
        let toll_free = app.associate(&mfa_token, SMS, "+18005550123").await;
        toll_free.refused(400, "invalid_request", "This number can't receive text messages. Use another number or a call.");
        assert_eq!(app.count("gd_start_enroll").await, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_missing_unknown_or_disabled_is_named() {
    on_both(async |app: &TestApp| {
        let mfa_token = signed_up(app).await;
        let good = json!({ "authenticator_types": ["oob"], "oob_channels": ["sms"], "phone_number": PHONE });
        for (field, value, description) in [
            ("authenticator_types", json!(null), "Missing required parameter: authenticator_types"),
            ("authenticator_types", json!(["duo"]), "The authenticator type \"duo\" is not supported."),
            ("oob_channels", json!([]), "Missing required parameter: oob_channels"),
            ("oob_channels", json!(["carrier-pigeon"]), "The oob_channel \"carrier-pigeon\" is not enabled."),
            ("oob_channels", json!([7]), "oob_channels must be an array of strings"),
            ("phone_number", json!(null), "Missing required parameter: phone_number"),
            ("phone_number", json!(12_025_550_123_i64), "phone_number must be a string"),
        ] {
            let mut body = good.clone();
            body[field] = value;
            associate(app, &mfa_token, &body).await.refused(400, "invalid_request", description);
        }
        app.settings(|settings| settings.phone.message_types = vec![SMS]).await;
        let disabled = app.associate(&mfa_token, VOICE, PHONE).await;
        disabled.refused(400, "invalid_request", "The oob_channel \"voice\" is not enabled.");
        assert_eq!(app.associate(&mfa_token, SMS, PHONE).await.status, 200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_enrolled_needs_more_than_an_mfa_token() {
    on_both(async |app: &TestApp| {
        let ada = app.enrolled_user().await;
        let mfa_token = app.mfa_token(&ada.email).await;
        let refused = app.associate(&mfa_token, SMS, "+12025550124").await;
        refused.refused(400, "access_denied", "User is already enrolled.");
        // Whether the number is any good is not told either.
        app.associate(&mfa_token, SMS, "nonsense").await.refused(400, "access_denied", "User is already enrolled.");

        let token = app.mfa_access_token(&ada, "enroll").await;
        let second = app.associate(&token, SMS, "+12025550124").await;
        second.has_fields(&["authenticator_type", "binding_method", "oob_channel", "oob_code"]);
        let confirmed = app.verify(&token, &second.text("oob_code"), &app.last_code_to("+12025550124").await).await;
        assert_eq!(confirmed.status, 200, "{}", confirmed.body);
        assert_eq!(app.count("gd_enrollment_complete").await, 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_enrollments_of_one_login_bind_one_phone() {
    on_both(async |app: &TestApp| {
        let mfa_token = signed_up(app).await;
        let first = app.associate(&mfa_token, SMS, PHONE).await.text("oob_code");
        let second = app.associate(&mfa_token, SMS, "+12025550124").await.text("oob_code");
        assert_eq!(app.verify(&mfa_token, &second, &app.last_code_to("+12025550124").await).await.status, 200);
        let late = app.verify(&mfa_token, &first, &app.last_code_to(PHONE).await).await;
        assert_eq!(late.status, 403, "{}", late.body);
        let other_login = app.mfa_token("ada@example.com").await;
        let listed = app.send(Call::get("/mfa/authenticators").bearer(&other_login)).await.body;
        let names: Vec<&str> = listed.as_array().unwrap().iter().filter_map(|one| one["name"].as_str()).collect();
        assert_eq!(names, ["XXXXXXXX0124", "XXXXXXXX0124"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_recovery_code_where_it_is_switched_off() {
    on_both(async |app: &TestApp| {
        app.settings(|settings| settings.recovery_code_enabled = false).await;
        let mfa_token = signed_up(app).await;
        let answer = app.associate(&mfa_token, SMS, PHONE).await;
        answer.has_fields(&["authenticator_type", "binding_method", "oob_channel", "oob_code"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn parameters_may_come_as_a_form_and_carry_the_clients_credentials() {
    on_both(async |app: &TestApp| {
        let mfa_token = signed_up(app).await;
        let fields =
            [("authenticator_types", "oob"), ("oob_channels", "sms"), ("phone_number", PHONE), ("client_id", app.tenancy.demo.id.as_str())];
        assert_eq!(app.send(Call::post("/mfa/associate").bearer(&mfa_token).form(&fields)).await.status, 200);
    })
    .await;
}
