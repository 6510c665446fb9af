//! `/branding/phone/providers`: the same record as guardian's provider and Twilio account, seen from the other side.

use serde_json::{Value, json};

use crate::harness::{Call, TestApp, hours, on_both, secs};

const PATH: &str = "/branding/phone/providers";
const PHONE: &str = "+12025550123";

fn twilio() -> Value {
    json!({
        "name": "twilio", "disabled": false, "credentials": { "auth_token": "hush" },
        "configuration": { "sid": "AC1", "default_from": "+15005550006", "delivery_methods": ["text", "voice"] },
    })
}

async fn clear(app: &TestApp) {
    for known in app.api("GET", PATH, Value::Null).await.body["providers"].as_array().unwrap() {
        let path = format!("{PATH}/{}", known["id"].as_str().unwrap());
        assert_eq!(app.api("DELETE", &path, Value::Null).await.status, 204);
    }
}

async fn selected(app: &TestApp) -> String {
    app.api("GET", "/guardian/factors/phone/selected-provider", Value::Null).await.text("provider")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_is_made_shown_changed_and_deleted() {
    on_both(async |app: &TestApp| {
        clear(app).await;
        assert_eq!(selected(app).await, "auth0");
        assert_eq!(app.api("GET", PATH, Value::Null).await.body, json!({ "providers": [] }));
        let made = app.api("POST", PATH, twilio()).await;
        assert_eq!(made.status, 201, "{}", made.body);
        let id = made.text("id");
        assert!(id.starts_with("pro_") && id.len() == 26, "{id}");
        let mut expected = json!({
            "id": id, "tenant": "demo", "name": "twilio", "channel": "phone", "disabled": false,
            "configuration": { "sid": "AC1", "default_from": "+15005550006", "delivery_methods": ["text", "voice"] },
        });
        expected["created_at"] = made.body["created_at"].clone();
        expected["updated_at"] = made.body["created_at"].clone();
        assert_eq!(made.body, expected);
        assert_eq!(app.api("GET", PATH, Value::Null).await.body, json!({ "providers": [expected] }));
        let path = format!("{PATH}/{id}");
        assert_eq!(app.api("GET", &path, Value::Null).await.body, expected);
        // Guardian sees it.
        assert_eq!(selected(app).await, "twilio");
        let account = app.api("GET", "/guardian/factors/sms/providers/twilio", Value::Null).await.body;
        assert_eq!(account, json!({ "sid": "AC1", "auth_token": "hush", "from": "+15005550006", "messaging_service_sid": null }));
        assert!(!app.logged("sapi").await.details.to_string().contains("hush"));

        app.advance(secs(60));
        let changed = app
            .api("PATCH", &path, json!({ "configuration": { "sid": "AC2", "mssid": "MG1", "delivery_methods": ["voice", "text"] } }))
            .await;
        assert_eq!(changed.body["configuration"], json!({ "sid": "AC2", "mssid": "MG1", "delivery_methods": ["text", "voice"] }));
        assert_eq!(changed.body["created_at"], expected["created_at"]);
        assert_ne!(changed.body["updated_at"], expected["updated_at"]);
        assert_eq!(app.tenant().await.twilio.auth_token.unwrap().expose(), "hush");
        let second = app.api("POST", PATH, json!({ "name": "custom", "credentials": {} })).await;
        second.declined(409, "", &format!("The tenant has a phone provider already ({id}): update or delete it."));

        assert_eq!(app.api("DELETE", &path, Value::Null).await.status, 204);
        assert_eq!(selected(app).await, "auth0");
        assert_eq!(app.api("GET", "/guardian/factors/phone/providers/twilio", Value::Null).await.body, json!({}));
        for verb in ["GET", "DELETE"] {
            app.api(verb, &path, Value::Null).await.declined(404, "inexistent_phone_provider", "The phone provider does not exist.");
        }
        assert_eq!(app.api("PATCH", &path, json!({ "disabled": true })).await.status, 404);
        assert_ne!(app.api("POST", PATH, twilio()).await.text("id"), id);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_disabled_one_is_one_that_is_not_selected() {
    on_both(async |app: &TestApp| {
        // The tenant was set up by another hand, so its id follows from the tenant's.
        let shown = app.api("GET", PATH, Value::Null).await.body["providers"][0].clone();
        assert_eq!((&shown["name"], &shown["disabled"]), (&json!("custom"), &json!(false)));
        let id = shown["id"].as_str().unwrap().to_owned();
        assert_eq!(id.len(), 26);
        let path = format!("{PATH}/{id}");
        assert_eq!(app.api("PATCH", &path, json!({ "disabled": true })).await.body["disabled"], true);
        assert_eq!(selected(app).await, "auth0");
        assert_eq!(app.api("GET", &format!("{PATH}?disabled=false"), Value::Null).await.body, json!({ "providers": [] }));
        assert_eq!(app.api("GET", &format!("{PATH}?disabled=true"), Value::Null).await.body["providers"][0]["id"], id);
        app.api("PATCH", &path, json!({ "disabled": false })).await;
        assert_eq!(selected(app).await, "phone-message-hook");
        // And the other way round.
        for (provider, name, disabled) in
            [("auth0", "custom", true), ("twilio", "twilio", false), ("auth0", "twilio", true), ("phone-message-hook", "custom", false)]
        {
            app.api("PUT", "/guardian/factors/phone/selected-provider", json!({ "provider": provider })).await;
            let known = app.api("GET", &path, Value::Null).await.body;
            assert_eq!((&known["name"], &known["disabled"]), (&json!(name), &json!(disabled)), "{provider}");
        }
        // A name may be changed too; a new provider begins with all ways.
        let refused = app.api("PATCH", &path, json!({ "name": "twilio" })).await;
        refused.declined(400, "invalid_body", "Bad Operation on Notification Resource");
        assert_eq!(selected(app).await, "phone-message-hook");
        let changed = app.api("PATCH", &path, twilio()).await;
        assert_eq!((changed.status, &changed.body["name"], &changed.body["id"]), (200, &json!("twilio"), &json!(id)));
        assert_eq!(
            app.api("PATCH", &path, json!({ "name": "custom" })).await.body["configuration"],
            json!({ "delivery_methods": ["text", "voice"] })
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_work_is_refused_in_words() {
    on_both(async |app: &TestApp| {
        clear(app).await;
        for (change, words) in [
            (json!({ "configuration": { "sid": "AC1", "delivery_methods": ["text"] } }), "Bad Operation on Notification Resource"),
            (json!({ "configuration": null }), "Bad Operation on Notification Resource"),
            (
                json!({ "configuration": { "mssid": "MG1", "delivery_methods": ["text"] } }),
                "A Twilio provider needs configuration.sid, the Account SID.",
            ),
            (json!({ "credentials": {} }), "A Twilio provider needs credentials.auth_token."),
            (
                json!({ "credentials": { "auth_token": "##TWILIO_AUTH_TOKEN##" } }),
                "credentials.auth_token holds a placeholder: put the token itself in its place.",
            ),
            (
                json!({ "name": "custom" }),
                "A custom provider has delivery_methods and nothing else: sid, default_from, mssid and auth_token are Twilio's.",
            ),
            (json!({ "name": "sns" }), "Payload validation error: 'No enum match, expected one of: twilio, custom' on property name."),
        ] {
            let mut body = twilio();
            for (name, value) in change.as_object().unwrap() {
                body[name] = value.clone();
            }
            app.api("POST", PATH, body).await.declined(400, "invalid_body", words);
        }
        assert_eq!(app.api("POST", PATH, json!({ "name": "custom", "configuration": { "delivery_methods": [] } })).await.status, 400);
        let token = app.management_token("read:phone_providers").await;
        assert_eq!(app.api_as(&token, "POST", PATH, twilio()).await.status, 403);
        assert_eq!(app.api("GET", PATH, Value::Null).await.body, json!({ "providers": [] }));
        for odd in ["pro_nobody", "pro%7Cx", "a%2Fb"] {
            assert_eq!(app.api("GET", &format!("{PATH}/{odd}"), Value::Null).await.status, 404, "{odd}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn message_types_are_among_the_delivery_methods() {
    on_both(async |app: &TestApp| {
        let id = app.api("GET", PATH, Value::Null).await.body["providers"][0]["id"].as_str().unwrap().to_owned();
        let path = format!("{PATH}/{id}");
        let texts = json!({ "configuration": { "delivery_methods": ["text"] } });
        let words = "The message type \"voice\" needs the phone provider's delivery method \"voice\": add this one or take that one away.";
        app.api("PATCH", &path, texts.clone()).await.declined(400, "invalid_body", words);
        app.api("PUT", "/guardian/factors/phone/message-types", json!({ "message_types": ["sms"] })).await;
        assert_eq!(app.api("PATCH", &path, texts).await.body["configuration"]["delivery_methods"], json!(["text"]));
        let refused = app.api("PUT", "/guardian/factors/phone/message-types", json!({ "message_types": ["sms", "voice"] })).await;
        refused.declined(400, "invalid_body", words);
        let calls = json!({ "to": PHONE, "delivery_method": "voice" });
        let refused = app.api("POST", &format!("{path}/try"), calls).await;
        refused.declined(400, "invalid_body", "The provider does not carry this delivery_method: name another one.");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_at_once_one_is_made() {
    on_both(async |app: &TestApp| {
        clear(app).await;
        let token = app.management_token("").await;
        let post = || Call::post(format!("/api/v2{PATH}")).bearer(&token).json(&twilio());
        let answers = app.race((0..5).map(|_| post())).await;
        let mut statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
        statuses.sort_unstable();
        assert_eq!(statuses, [201, 409, 409, 409, 409]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_is_tried_by_a_real_message() {
    on_both(async |app: &TestApp| {
        let id = app.api("GET", PATH, Value::Null).await.body["providers"][0]["id"].as_str().unwrap().to_owned();
        let path = format!("{PATH}/{id}/try");
        let answer = app.api("POST", &path, json!({ "to": PHONE })).await;
        assert_eq!((answer.status, answer.body), (202, json!({ "code": 202, "message": "The message is on its way." })));
        let message = app.last_message_to(PHONE).await.message;
        assert_eq!((message.text.as_str(), message.code.as_str()), ("This is a test message of Demo: the phone provider works.", ""));
        assert_eq!(app.api("POST", &path, json!({ "to": PHONE, "delivery_method": "voice" })).await.status, 202);
        assert_eq!(app.last_message_to(PHONE).await.message.channel, crate::harness::VOICE);
        assert_eq!((app.count("gd_send_sms").await, app.count("gd_send_voice").await), (1, 1));
        assert!(!serde_json::to_string(&app.log().await).unwrap().contains("2025550123"));
        // A disabled one is tried by itself, and not by what stands in for it.
        app.api("PATCH", &format!("{PATH}/{id}"), json!({ "disabled": true })).await;
        assert_eq!(app.api("POST", &path, json!({ "to": PHONE })).await.status, 202);
        assert_eq!(app.tenant().await.builtin_messages, 0);

        for bad in ["+19005550123", "nonsense", "+1"] {
            let refused = app.api("POST", &path, json!({ "to": bad })).await;
            assert_eq!((refused.status, refused.body["errorCode"].as_str()), (400, Some("invalid_body")), "{bad}: {}", refused.body);
        }
        assert_eq!(app.api("POST", &path, json!({ "to": "+12025550123456789" })).await.status, 400);
        assert_eq!(app.api("POST", &format!("{PATH}/pro_x/try"), json!({ "to": PHONE })).await.status, 404);
        // Nobody listens where Twilio should.
        app.api("PATCH", &format!("{PATH}/{id}"), json!({ "disabled": false })).await;
        app.settings(|settings| settings.phone.route.clear()).await;
        let refused = app.api("POST", &path, json!({ "to": PHONE })).await;
        let words =
            "The message was not sent: the carrier refuses the account, or none is set up. The log event gd_send_sms_failure tells more.";
        refused.declined(400, "invalid_body", words);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn tries_are_few_whoever_asks() {
    on_both(async |app: &TestApp| {
        let id = app.api("GET", PATH, Value::Null).await.body["providers"][0]["id"].as_str().unwrap().to_owned();
        let token = app.management_token("").await;
        let call = || Call::post(format!("/api/v2{PATH}/{id}/try")).bearer(&token).json(&json!({ "to": PHONE }));
        let answers = app.race((0..14).map(|_| call())).await;
        let count = |status: u16| answers.iter().filter(|answer| answer.status == status).count();
        assert_eq!((count(202), count(429)), (10, 4));
        assert_eq!(app.messages_to(PHONE).await.len(), 10);
        app.advance(hours(1));
        let later = app.race((0..8).map(|_| call())).await;
        assert_eq!(later.iter().filter(|answer| answer.status == 202).count(), 6);
    })
    .await;
}
