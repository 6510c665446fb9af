//! `/guardian/factors`: which factors are on, and how the phone factor sends.

use serde_json::{Value, json};

use crate::harness::{TestApp, on_both};

#[tokio::test(flavor = "multi_thread")]
async fn message_types_are_chosen() {
    on_both(async |app: &TestApp| {
        let token = app.management_token("update:guardian_factors").await;
        for chosen in [json!(["sms", "voice"]), json!(["voice"]), json!([]), json!(["sms"])] {
            let body = json!({ "message_types": chosen });
            let answer = app.api_as(&token, "PUT", "/guardian/factors/phone/message-types", body.clone()).await;
            assert_eq!((answer.status, &answer.body), (200, &body));
            assert_eq!(app.api("GET", "/guardian/factors/phone/message-types", Value::Null).await.body, body);
        }
        // The first changed nothing.
        assert_eq!((app.count("sapi").await, app.count("gd_tenant_update").await), (4, 3));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn factors_are_listed_and_switched() {
    on_both(async |app: &TestApp| {
        let listed = app.api("GET", "/guardian/factors", Value::Null).await;
        let names: Vec<&str> = listed.body.as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
        assert_eq!(names, ["sms", "push-notification", "otp", "email", "duo", "webauthn-roaming", "webauthn-platform", "recovery-code"]);
        assert_eq!(listed.body[0], json!({ "name": "sms", "enabled": true, "trial_expired": false }));
        let off = app.api("PUT", "/guardian/factors/sms", json!({ "enabled": false })).await;
        assert_eq!((off.status, off.body), (200, json!({ "enabled": false })));
        assert!(!app.tenant().await.settings.phone.enabled);
        // What Ringfence does not have can stay off, and cannot be switched on.
        assert_eq!(app.api("PUT", "/guardian/factors/duo", json!({ "enabled": false })).await.status, 200);
        let refused = app.api("PUT", "/guardian/factors/duo", json!({ "enabled": true })).await;
        refused.declined(403, "operation_not_supported", "Ringfence has no factor \"duo\": it stays off.");
        app.api("PUT", "/guardian/factors/phone", json!({ "enabled": true })).await.declined(404, "", "The factor does not exist.");
    })
    .await;
}
