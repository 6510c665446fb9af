//! `/guardian/factors`: which factors are on, and how the phone factor sends.

use serde_json::{Value, json};

use crate::harness::{Call, TestApp, on_both};

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

/// Both spellings of the phone factor's paths.
const SPELLINGS: [&str; 2] = ["/guardian/factors/phone", "/guardian/factors/sms"];

#[tokio::test(flavor = "multi_thread")]
async fn the_provider_is_selected_by_either_path() {
    on_both(async |app: &TestApp| {
        for path in SPELLINGS.map(|path| format!("{path}/selected-provider")) {
            for provider in ["twilio", "auth0", "phone-message-hook"] {
                let body = json!({ "provider": provider });
                let answer = app.api("PUT", &path, body.clone()).await;
                assert_eq!((answer.status, &answer.body), (200, &body));
                for path in SPELLINGS {
                    assert_eq!(app.api("GET", &format!("{path}/selected-provider"), Value::Null).await.body, body);
                }
            }
        }
        let refused = app.api("PUT", "/guardian/factors/phone/selected-provider", json!({ "provider": "nexmo" })).await;
        let words = "'No enum match, expected one of: auth0, twilio, phone-message-hook' on property provider";
        refused.declined(400, "invalid_body", &format!("Payload validation error: {words}."));
        // The built-in one has no calls: they are kept and not offered.
        app.api("PUT", "/guardian/factors/phone/selected-provider", json!({ "provider": "auth0" })).await;
        let types = app.api("GET", "/guardian/factors/phone/message-types", Value::Null).await;
        assert_eq!(types.body, json!({ "message_types": ["sms", "voice"] }));
        app.sign_up("ada@example.com").await;
        let mfa_token = app.mfa_token("ada@example.com").await;
        assert_eq!(app.associate(&mfa_token, crate::harness::VOICE, "+12025550123").await.status, 400);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_twilio_account_is_replaced_whole_and_shown_with_its_token() {
    on_both(async |app: &TestApp| {
        let path = "/guardian/factors/phone/providers/twilio";
        assert_eq!(app.api("GET", path, Value::Null).await.body, json!({}));
        assert_eq!(app.count("mgmt_api_read").await, 0);
        // Nothing is checked for its form, and the answer is what was sent.
        let sent = json!({ "sid": "foo", "auth_token": "hush", "from": "from bar" });
        let answer = app.api("PUT", path, sent.clone()).await;
        assert_eq!((answer.status, &answer.body), (200, &sent));
        let shown = json!({ "sid": "foo", "auth_token": "hush", "from": "from bar", "messaging_service_sid": null });
        for path in SPELLINGS {
            assert_eq!(app.api("GET", &format!("{path}/providers/twilio"), Value::Null).await.body, shown);
        }
        assert_eq!(app.count("mgmt_api_read").await, 2);
        let kept = app.logged("sapi").await.details.to_string();
        assert!(!kept.contains("hush") && !kept.contains("from bar"), "{kept}");
        let read = app.logged("mgmt_api_read").await;
        assert_eq!(read.description.as_deref(), Some("Get the Twilio account"));
        assert!(!read.details.to_string().contains("hush"));

        app.settings(|settings| settings.hide_twilio_auth_token = true).await;
        let hidden = app.api("GET", path, Value::Null).await;
        assert_eq!(hidden.body, json!({ "sid": "foo", "from": "from bar", "messaging_service_sid": null }));
        assert_eq!(app.count("mgmt_api_read").await, 2);

        // Put back as it was read, it loses nothing.
        app.api("PUT", path, hidden.body).await;
        assert_eq!(app.tenant().await.twilio.auth_token.unwrap().expose(), "hush");
        app.settings(|settings| settings.hide_twilio_auth_token = false).await;

        let answer = app.api("PUT", "/guardian/factors/sms/providers/twilio", json!({ "messaging_service_sid": "MG1", "sid": null })).await;
        assert_eq!(answer.body, json!({ "messaging_service_sid": "MG1", "sid": null }));
        let left = app.api("GET", path, Value::Null).await;
        assert_eq!(left.body, json!({ "sid": null, "auth_token": null, "from": null, "messaging_service_sid": "MG1" }));
        app.api("PUT", path, json!({})).await;
        assert_eq!(app.api("GET", path, Value::Null).await.body, json!({}));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_twilio_accounts_fields_have_their_lengths() {
    on_both(async |app: &TestApp| {
        let path = "/guardian/factors/phone/providers/twilio";
        for (field, long, words) in
            [("from", 65, 64), ("sid", 1001, 1000), ("auth_token", 1001, 1000), ("messaging_service_sid", 1001, 1000)]
        {
            let refused = app.api("PUT", path, json!({ field: "x".repeat(long) })).await;
            let words = format!("Payload validation error: 'String is too long, maximum {words}' on property {field}.");
            refused.declined(400, "invalid_body", &words);
            assert_eq!(app.api("PUT", path, json!({ field: "x".repeat(long - 1) })).await.status, 200);
            assert_eq!(app.api("PUT", path, json!({ field: "" })).await.status == 200, field == "from");
        }
        let refused = app.api("PUT", path, json!({ "account_sid": "AC1" })).await;
        refused.declined(400, "invalid_body", "Payload validation error: 'Additional properties not allowed: account_sid'.");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn templates_are_checked_before_they_are_saved() {
    on_both(async |app: &TestApp| {
        let path = "/guardian/factors/phone/templates";
        let defaults = json!({
            "enrollment_message":
                "{{code}} is your verification code for {{tenant.friendly_name}}. Please enter this code to verify your enrollment.",
            "verification_message": "{{code}} is your verification code for {{tenant.friendly_name}}",
        });
        for path in SPELLINGS {
            assert_eq!(app.api("GET", &format!("{path}/templates"), Value::Null).await.body, defaults);
        }
        // What is shown already is no change.
        assert_eq!(app.api("PUT", path, defaults.clone()).await.body, defaults);
        assert_eq!(app.count("gd_tenant_update").await, 0);
        let own = json!({ "enrollment_message": "Join: {{ code }}", "verification_message": "Code: {{ code }}" });
        let answer = app.api("PUT", "/guardian/factors/sms/templates", own.clone()).await;
        assert_eq!((answer.status, &answer.body), (200, &own));
        let ada = app.enrolled_user().await;
        let message = app.last_message_to(&ada.phone).await.message;
        assert_eq!(message.text, format!("Join: {}", message.code));

        let put = async |source: &str| app.api("PUT", path, json!({ "enrollment_message": source, "verification_message": "x" })).await;
        put("{% lunch %}").await.body["message"]
            .as_str()
            .unwrap()
            .starts_with("Invalid enrollment_message template: ")
            .then_some(())
            .unwrap();
        for (bomb, words) in [
            ("{% for i in (1..1000000000) %}x{% endfor %}".to_owned(), "The message is longer than 4,096 characters"),
            ("{% for i in (1..1000000000) %}{% endfor %}".to_owned(), "The template runs too long"),
            ("x".repeat(20_001), "The template is longer than 20,000 characters"),
            (format!("{}{}", "{% if code %}".repeat(200), "{% endif %}".repeat(200)), "Blocks are nested too deeply"),
        ] {
            let refused = put(&bomb).await;
            assert_eq!(refused.status, 400);
            let message = refused.text("message");
            assert!(message.starts_with("Invalid enrollment_message template: ") && message.contains(words), "{message}");
        }
        assert_eq!(app.api("PUT", path, json!({ "enrollment_message": "x" })).await.status, 400);
        assert_eq!(app.api("GET", path, Value::Null).await.body, own);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn policies_are_a_bare_list() {
    on_both(async |app: &TestApp| {
        let token = app.management_token("read:mfa_policies update:mfa_policies").await;
        for chosen in [json!([]), json!(["confidence-score"]), json!(["all-applications", "confidence-score"]), json!(["all-applications"])]
        {
            let answer = app.api_as(&token, "PUT", "/guardian/policies", chosen.clone()).await;
            assert_eq!((answer.status, &answer.body), (200, &chosen));
            assert_eq!(app.api_as(&token, "GET", "/guardian/policies", Value::Null).await.body, chosen);
        }
        for bad in
            [json!(["all-applications", "all-applications"]), json!(["sometimes"]), json!({ "policies": [] }), json!("all-applications")]
        {
            assert_eq!(app.api_as(&token, "PUT", "/guardian/policies", bad.clone()).await.status, 400, "{bad}");
        }
        app.api_as(&token, "PUT", "/guardian/policies", json!([])).await;
        app.sign_up("ada@example.com").await;
        assert_eq!(app.password("ada@example.com").await.status, 200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn how_browsers_are_remembered_is_told_and_not_set() {
    on_both(async |app: &TestApp| {
        let shown = app.api("GET", "/guardian/settings", Value::Null).await;
        let days = 30 * 86_400;
        let expected = json!({
            "display_remember_me_checkbox": true, "remember_me_default_value": false,
            "mfa_session_inactivity_timeout": days, "mfa_session_overall_timeout": days,
        });
        assert_eq!((shown.status, &shown.body), (200, &expected));
        assert_eq!(app.api("PUT", "/guardian/settings", expected.clone()).await.body, expected);
        let mut other = expected;
        other["display_remember_me_checkbox"] = json!(false);
        let refused = app.api("PUT", "/guardian/settings", other).await;
        let words = "Ringfence offers to remember a browser, by a box that is not ticked, for 30 days: this cannot be set.";
        refused.declined(403, "operation_not_supported", words);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn factors_that_there_are_not_are_off_and_stay_it() {
    on_both(async |app: &TestApp| {
        let push = app.api("GET", "/guardian/factors/push-notification/selected-provider", Value::Null).await;
        assert_eq!((push.status, push.body), (200, json!({ "provider": "guardian" })));
        let paths = ["sns", "apns", "fcm", "fcmv1"].map(|name| format!("push-notification/providers/{name}"));
        let settings = ["duo", "email", "webauthn-roaming", "webauthn-platform"].map(|name| format!("{name}/settings"));
        for path in paths.into_iter().chain(settings) {
            let factor = path.split('/').next().unwrap();
            let path = format!("/guardian/factors/{path}");
            let off = app.api("GET", &path, Value::Null).await;
            assert_eq!((off.status, off.body), (200, json!({})), "{path}");
            for verb in ["PUT", "PATCH"] {
                let refused = app.api(verb, &path, json!({ "ikey": "x" })).await;
                refused.declined(403, "operation_not_supported", &format!("Ringfence has no factor {factor:?}: there is nothing to set."));
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_changes_at_once_none_is_lost() {
    on_both(async |app: &TestApp| {
        let token = app.management_token("").await;
        let put = |path: &str, body: Value| Call::to("PUT", format!("/api/v2/guardian/{path}")).bearer(&token).json(&body);
        let answers = app
            .race([
                put("factors/phone/selected-provider", json!({ "provider": "twilio" })),
                put("factors/phone/message-types", json!({ "message_types": ["voice"] })),
                put("factors/phone/providers/twilio", json!({ "sid": "AC1", "auth_token": "t", "from": "+15005550006" })),
                put("factors/sms/templates", json!({ "enrollment_message": "a", "verification_message": "b" })),
                put("policies", json!(["confidence-score"])),
                put("factors/otp", json!({ "enabled": false })),
            ])
            .await;
        assert!(answers.iter().all(|answer| answer.status == 200), "{answers:?}");
        let tenant = app.tenant().await;
        let phone = &tenant.settings.phone;
        assert_eq!((phone.provider.as_str(), phone.message_types.as_slice()), ("twilio", [crate::harness::VOICE].as_slice()));
        assert_eq!((phone.enrollment_message.as_deref(), phone.verification_message.as_deref()), (Some("a"), Some("b")));
        assert_eq!((tenant.twilio.sid.as_deref(), tenant.settings.otp_enabled), (Some("AC1"), false));
        assert_eq!(tenant.settings.mfa_policies.len(), 1);
        assert_eq!(app.count("sapi").await, 6);
    })
    .await;
}
