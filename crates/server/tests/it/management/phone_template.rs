//! `/branding/phone/templates`: the same record as guardian's templates, with a text and a voice body.

use serde_json::{Value, json};

use crate::harness::{Call, SMS, TestApp, VOICE, on_both};

const PATH: &str = "/branding/phone/templates";
const PHONE: &str = "+12025550123";

fn template(kind: &str, text: &str, voice: &str) -> Value {
    json!({ "type": kind, "disabled": false, "content": { "syntax": "liquid", "from": "", "body": { "text": text, "voice": voice } } })
}

async fn guardian(app: &TestApp) -> Value {
    app.api("GET", "/guardian/factors/phone/templates", Value::Null).await.body
}

#[tokio::test(flavor = "multi_thread")]
async fn a_template_is_made_sent_reset_and_deleted() {
    on_both(async |app: &TestApp| {
        assert_eq!(app.api("GET", PATH, Value::Null).await.body, json!({ "templates": [] }));
        let made = app.api("POST", PATH, template("otp_enroll", "Read {{ code | escape }} {{ friendly_name }}", "Hear {{ code }}")).await;
        assert_eq!(made.status, 201, "{}", made.body);
        let id = made.text("id");
        assert!(id.starts_with("tem_") && id.len() == 26, "{id}");
        let mut expected = json!({
            "id": id, "tenant": "demo", "channel": "phone", "type": "otp_enroll", "disabled": false,
            "content": { "syntax": "liquid", "body": { "text": "Read {{ code | escape }} {{ friendly_name }}", "voice": "Hear {{ code }}" } },
        });
        expected["created_at"] = made.body["created_at"].clone();
        expected["updated_at"] = made.body["created_at"].clone();
        assert_eq!(made.body, expected);
        let path = format!("{PATH}/{id}");
        assert_eq!(app.api("GET", &path, Value::Null).await.body, expected);
        assert_eq!(app.api("GET", PATH, Value::Null).await.body, json!({ "templates": [expected] }));
        let second = app.api("POST", PATH, template("otp_enroll", "x", "y")).await;
        second.declined(409, "", &format!("There is a template of the type otp_enroll already ({id}): update or delete it."));

        app.sign_up("ada@example.com").await;
        let mfa_token = app.mfa_token("ada@example.com").await;
        app.associate(&mfa_token, SMS, PHONE).await;
        let message = app.last_message_to(PHONE).await.message;
        assert_eq!(message.text, format!("Read {} Demo", message.code));
        app.associate(&mfa_token, VOICE, PHONE).await;
        assert!(app.last_message_to(PHONE).await.message.text.starts_with("Hear "));

        let reset = app.api("PATCH", &format!("{path}/reset"), Value::Null).await;
        assert_eq!((reset.status, &reset.body["id"]), (200, &json!(id)));
        assert!(reset.body["content"]["body"]["text"].as_str().unwrap().ends_with("Please enter this code to verify your enrollment."));
        assert_eq!(app.api("GET", PATH, Value::Null).await.body["templates"].as_array().unwrap().len(), 1);
        assert_eq!(app.api("DELETE", &path, Value::Null).await.status, 204);
        for verb in ["GET", "DELETE"] {
            app.api(verb, &path, Value::Null).await.declined(404, "inexistent_phone_template", "The phone template does not exist.");
        }
        assert_eq!(app.api("PATCH", &format!("{path}/reset"), Value::Null).await.status, 404);
        assert_eq!(app.api("GET", PATH, Value::Null).await.body, json!({ "templates": [] }));
        // One that says what is said anyway is there all the same.
        let bare = app.api("POST", PATH, json!({ "type": "otp_verify" })).await;
        assert_eq!(bare.status, 201, "{}", bare.body);
        assert_eq!(app.api("GET", PATH, Value::Null).await.body, json!({ "templates": [bare.body] }));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn guardian_and_branding_show_one_record() {
    on_both(async |app: &TestApp| {
        let set = json!({ "enrollment_message": "Join {{ code }}", "verification_message": "{% if message_type == 'voice' %}Hear{% else %}Read{% endif %} {{ code }}" });
        app.api("PUT", "/guardian/factors/sms/templates", set.clone()).await;
        let shown = app.api("GET", PATH, Value::Null).await.body["templates"].clone();
        let (enroll, verify) = (&shown[0], &shown[1]);
        assert_eq!((&enroll["type"], &verify["type"]), (&json!("otp_enroll"), &json!("otp_verify")));
        assert_eq!(enroll["content"]["body"]["text"], "Join {{ code }}");
        // A text that was written to be read is not what a call says.
        assert!(enroll["content"]["body"]["voice"].as_str().unwrap().starts_with("Hello."));
        assert_eq!(verify["content"]["body"]["text"], set["verification_message"]);
        assert_eq!(verify["content"]["body"]["voice"], set["verification_message"]);
        let path = format!("{PATH}/{}", verify["id"].as_str().unwrap());

        let changed = app.api("PATCH", &path, json!({ "content": { "body": { "voice": "Listen: {{ code }}" } } })).await;
        assert_eq!(changed.body["content"]["body"], json!({ "text": set["verification_message"], "voice": "Listen: {{ code }}" }));
        let both = guardian(app).await;
        let expected = format!(
            "{{% if message_type == \"voice\" %}}Listen: {{{{ code }}}}{{% else %}}{}{{% endif %}}",
            set["verification_message"].as_str().unwrap()
        );
        assert_eq!(both["verification_message"], expected);
        // A tool that puts back what it read changes nothing.
        app.api("PUT", "/guardian/factors/phone/templates", both).await;
        assert_eq!(app.api("GET", &path, Value::Null).await.body, changed.body);
        // What guardian sets anew replaces both.
        app.api("PUT", "/guardian/factors/phone/templates", json!({ "enrollment_message": "Join {{ code }}", "verification_message": "Read {{ code }}" })).await;
        let body = app.api("GET", &path, Value::Null).await.body["content"]["body"].clone();
        assert_eq!(body["text"], "Read {{ code }}");
        assert!(body["voice"].as_str().unwrap().starts_with("Hello."));

        // Disabled: Auth0's words are sent, and guardian shows what is sent.
        assert_eq!(app.api("PATCH", &path, json!({ "disabled": true })).await.body["disabled"], true);
        assert_eq!(guardian(app).await["verification_message"], "{{code}} is your verification code for {{tenant.friendly_name}}");
        assert_eq!(app.api("GET", &format!("{PATH}?disabled=true"), Value::Null).await.body["templates"].as_array().unwrap().len(), 1);
        app.api("PATCH", &path, json!({ "disabled": false })).await;
        assert_eq!(guardian(app).await["verification_message"], "Read {{ code }}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_work_is_refused_in_words() {
    on_both(async |app: &TestApp| {
        for kind in ["change_password", "blocked_account", "password_breach"] {
            let words = format!("Ringfence sends no message of the type {kind}: there are templates for otp_enroll and otp_verify.");
            app.api("POST", PATH, template(kind, "x", "y")).await.declined(403, "operation_not_supported", &words);
        }
        let post = async |text: &str, voice: &str| app.api("POST", PATH, template("otp_verify", text, voice)).await;
        let refused = post("{{ code", "x").await;
        assert!(refused.text("message").starts_with("Invalid content.body.text template: "), "{}", refused.body);
        let refused = post("x", "{% for i in (1..1000000000) %}{% endfor %}").await;
        refused.declined(400, "invalid_body", "Invalid content.body.voice template: The template runs too long.");
        assert_eq!(post(&"x".repeat(20_001), "x").await.status, 400);
        assert_eq!(post("", "x").await.status, 400);
        let mut from = template("otp_verify", "x", "y");
        from["content"]["from"] = json!("+15005550006");
        let words = "A template has no sender of its own here: leave content.from empty and set the provider's default_from.";
        app.api("POST", PATH, from).await.declined(403, "operation_not_supported", words);
        assert_eq!(app.api("GET", PATH, Value::Null).await.body, json!({ "templates": [] }));
        let token = app.management_token("").await;
        let post = || Call::post(format!("/api/v2{PATH}")).bearer(&token).json(&template("otp_verify", "a", "b"));
        let mut statuses: Vec<u16> = app.race((0..4).map(|_| post())).await.iter().map(|answer| answer.status).collect();
        statuses.sort_unstable();
        assert_eq!(statuses, [201, 409, 409, 409]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_template_is_tried_as_it_is_sent() {
    on_both(async |app: &TestApp| {
        let id = app.api("POST", PATH, template("otp_verify", "{{ application.name }}: {{ code }}", "Hear {{ code }}")).await.text("id");
        let path = format!("{PATH}/{id}/try");
        assert_eq!(app.api("POST", &path, json!({ "to": PHONE })).await.status, 202);
        let message = app.last_message_to(PHONE).await.message;
        assert_eq!((message.text, message.code.len()), (format!("Management: {}", message.code), 6));
        assert_eq!(app.api("POST", &path, json!({ "to": PHONE, "delivery_method": "voice" })).await.status, 202);
        assert!(app.last_message_to(PHONE).await.message.text.starts_with("Hear "));
        // By the built-in provider it counts as any message of it, and there are no calls.
        app.api("PUT", "/guardian/factors/phone/selected-provider", json!({ "provider": "auth0" })).await;
        assert_eq!(app.api("POST", &path, json!({ "to": PHONE })).await.status, 202);
        assert_eq!(app.tenant().await.builtin_messages, 1);
        assert_eq!(app.api("POST", &path, json!({ "to": PHONE, "delivery_method": "voice" })).await.status, 400);
        assert_eq!(app.api("POST", &format!("{PATH}/tem_x/try"), json!({ "to": PHONE })).await.status, 404);
    })
    .await;
}
