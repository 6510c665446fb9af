//! The calls of Auth0's Terraform provider for the second factor, in its order: apply, read, apply again, destroy.

use serde_json::{Value, json};

use crate::harness::{TestApp, on_both};

const FACTORS: [&str; 8] = ["sms", "push-notification", "otp", "email", "duo", "webauthn-roaming", "webauthn-platform", "recovery-code"];

async fn put(app: &TestApp, path: &str, body: Value) -> Value {
    let answer = app.api("PUT", &format!("/guardian/{path}"), body).await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.body);
    answer.body
}

async fn get(app: &TestApp, path: &str) -> Value {
    let answer = app.api("GET", path, Value::Null).await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.body);
    answer.body
}

#[tokio::test(flavor = "multi_thread")]
async fn auth0_guardian() {
    on_both(async |app: &TestApp| {
        let twilio = json!({ "from": "+15005550006", "messaging_service_sid": null, "auth_token": "hush", "sid": "AC1" });
        let templates = json!({ "enrollment_message": "Join {{code}}", "verification_message": "Code {{code}}" });
        // Creating and updating are the same calls.
        for _ in 0..2 {
            put(app, "policies", json!(["all-applications"])).await;
            put(app, "factors/email", json!({ "enabled": false })).await;
            put(app, "factors/otp", json!({ "enabled": true })).await;
            put(app, "factors/recovery-code", json!({ "enabled": true })).await;
            put(app, "factors/sms", json!({ "enabled": true })).await;
            // Absent or true, and nothing of the provider would be set below.
            assert_eq!(get(app, "/tenants/settings").await["phone_consolidated_experience"], false);
            put(app, "factors/phone/selected-provider", json!({ "provider": "twilio" })).await;
            put(app, "factors/sms/providers/twilio", twilio.clone()).await;
            put(app, "factors/sms/templates", templates.clone()).await;
            put(app, "factors/phone/message-types", json!({ "message_types": ["sms", "voice"] })).await;
            put(app, "factors/webauthn-roaming", json!({ "enabled": false })).await;
            put(app, "factors/webauthn-platform", json!({ "enabled": false })).await;
            put(app, "factors/duo", json!({ "enabled": false })).await;
            put(app, "factors/push-notification", json!({ "enabled": false })).await;

            assert_eq!(get(app, "/guardian/policies").await, json!(["all-applications"]));
            let factors = get(app, "/guardian/factors").await;
            assert_eq!(factors.as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect::<Vec<_>>(), FACTORS);
            assert_eq!(get(app, "/guardian/factors/phone/message-types").await, json!({ "message_types": ["sms", "voice"] }));
            assert_eq!(get(app, "/guardian/factors/phone/selected-provider").await, json!({ "provider": "twilio" }));
            assert_eq!(get(app, "/guardian/factors/sms/templates").await, templates);
            assert_eq!(get(app, "/guardian/factors/sms/providers/twilio").await, twilio);
        }
        put(app, "policies", json!([])).await;
        for factor in FACTORS {
            put(app, &format!("factors/{factor}"), json!({ "enabled": false })).await;
        }
        assert!(!app.tenant().await.settings.phone.enabled);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn auth0_phone_provider() {
    on_both(async |app: &TestApp| {
        const PATH: &str = "/branding/phone/providers";
        let body = json!({
            "name": "twilio", "disabled": false, "credentials": { "auth_token": "hush" },
            "configuration": { "default_from": "+15005550006", "sid": "AC1", "delivery_methods": ["text", "voice"] },
        });
        // The one that there is is taken over.
        let id = get(app, PATH).await["providers"][0]["id"].as_str().unwrap().to_owned();
        let path = format!("{PATH}/{id}");
        assert_eq!(app.api("PATCH", &path, body.clone()).await.status, 200);
        assert_eq!(get(app, &path).await["configuration"], body["configuration"]);
        let mut other = body.clone();
        other["configuration"] = json!({ "mssid": "MG1", "sid": "AC1", "delivery_methods": ["text", "voice"] });
        assert_eq!(app.api("PATCH", &path, other.clone()).await.status, 200);
        assert_eq!(get(app, &path).await["configuration"], other["configuration"]);
        assert_eq!(app.api("DELETE", &path, Value::Null).await.status, 204);
        assert_eq!(app.api("GET", &path, Value::Null).await.status, 404);
        // And from nothing.
        assert_eq!(get(app, PATH).await, json!({ "providers": [] }));
        let made = app.api("POST", PATH, body).await;
        assert_eq!(made.status, 201);
        let path = format!("{PATH}/{}", made.text("id"));
        assert_eq!(get(app, &path).await, made.body);
        assert_eq!(app.api("DELETE", &path, Value::Null).await.status, 204);
        let custom = json!({ "name": "custom", "disabled": false, "configuration": { "delivery_methods": ["text"] }, "credentials": {} });
        put(app, "factors/phone/message-types", json!({ "message_types": ["sms"] })).await;
        assert_eq!(app.api("POST", PATH, custom).await.status, 201);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn auth0_phone_notification_template() {
    on_both(async |app: &TestApp| {
        const PATH: &str = "/branding/phone/templates";
        let body = json!({ "text": "Read {{ code | escape }}", "voice": "Hear {{ pause }} {{ code | escape }}" });
        let new = json!({ "type": "otp_verify", "disabled": false, "content": { "syntax": "liquid", "body": body } });
        let made = app.api("POST", PATH, new).await;
        assert_eq!(made.status, 201, "{}", made.body);
        let path = format!("{PATH}/{}", made.text("id"));
        assert_eq!(get(app, &path).await, made.body);
        let changed = app.api("PATCH", &path, json!({ "disabled": true, "content": { "body": { "text": "New {{ code }}" } } })).await;
        assert_eq!(changed.status, 200);
        let content = json!({ "syntax": "liquid", "body": { "text": "New {{ code }}", "voice": body["voice"] } });
        assert_eq!(get(app, &path).await["content"], content);
        assert_eq!(app.api("DELETE", &path, Value::Null).await.status, 204);
        assert_eq!(app.api("GET", &path, Value::Null).await.status, 404);
    })
    .await;
}
