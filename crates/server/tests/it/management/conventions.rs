//! What every operation has in common: tokens, scopes, bodies, limits, records.

use ringfence_core::client::grant;
use serde_json::{Value, json};

use crate::harness::{Call, TestApp, client, hours, on_both, on_both_with, secs, tenant};

const PATH: &str = "/guardian/factors/phone/message-types";

#[tokio::test(flavor = "multi_thread")]
async fn a_token_must_be_ours_unexpired_and_for_this_api() {
    on_both(async |app: &TestApp| {
        let url = format!("/api/v2{PATH}");
        app.send(Call::get(&url)).await.declined(401, "", "Missing authentication");
        app.send(Call::get(&url).bearer("nonsense")).await.declined(401, "", "Invalid token");
        let token = app.management_token("").await;
        let another = app.management_token("read:users").await;
        let forged = format!("{}.{}", token.rsplit_once('.').unwrap().0, another.rsplit_once('.').unwrap().1);
        app.send(Call::get(&url).bearer(&forged)).await.declined(401, "", "Invalid signature received for JSON Web Token validation");
        // Another tenant's machine, with a token of its own.
        let other = tenant(&app.app, "other", "other.example.test").await;
        client(&app.app, &other, "Machine", &[grant::CLIENT_CREDENTIALS], false).await;
        let foreign = app.send(Call::get(&url).bearer(&token).host("other.example.test")).await;
        foreign.declined(401, "", "Invalid signature received for JSON Web Token validation");
        // What a person signs in with.
        let ada = app.enrolled_user().await;
        let persons = app.mfa_access_token(&ada, "enroll").await;
        app.send(Call::get(&url).bearer(&persons)).await.declined(401, "", "Bad audience: the token is not for the Management API");
        app.advance(hours(24) + secs(1));
        app.send(Call::get(&url).bearer(&token)).await.declined(401, "", "Expired token received for JSON Web Token validation");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scope_is_needed_and_named() {
    on_both(async |app: &TestApp| {
        let token = app.management_token("read:guardian_factors").await;
        assert_eq!(app.api_as(&token, "GET", PATH, Value::Null).await.status, 200);
        let refused = app.api_as(&token, "PUT", PATH, json!({ "message_types": [] })).await;
        refused.declined(403, "insufficient_scope", "Insufficient scope, expected any of: update:guardian_factors");
        assert_eq!(app.logged("fapi").await.details["response"]["statusCode"], 403);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn bodies_are_held_against_the_document() {
    on_both(async |app: &TestApp| {
        for (body, words) in [
            (json!({}), "'Missing required property: message_types'"),
            (json!([]), "'Expected type object but found type array'"),
            (json!({ "message_types": "sms" }), "'Expected type array but found type string' on property message_types"),
            (json!({ "message_types": ["fax"] }), "'No enum match, expected one of: sms, voice' on property message_types[0]"),
            (json!({ "message_types": [], "messages_types": [] }), "'Additional properties not allowed: messages_types'"),
        ] {
            let refused = app.api("PUT", PATH, body).await;
            refused.declined(400, "invalid_body", &format!("Payload validation error: {words}."));
        }
        let token = app.management_token("").await;
        let put = |kind: &str, body: &str| Call::to("PUT", format!("/api/v2{PATH}")).bearer(&token).body(kind, body);
        for bad in [
            "",
            "{",
            "{\"message_types\":[],\"message_types\":[]}",
            "{\"message_types\":[\"\\u0000\"]}",
            "{\"message_types\":[\"\\ud800\"]}",
        ] {
            assert_eq!(app.send(put("application/json", bad)).await.status, 400, "{bad}");
        }
        let deep = format!("{{\"message_types\":{}{}}}", "[".repeat(50_000), "]".repeat(50_000));
        assert_eq!(app.send(put("application/json", &deep)).await.status, 400);
        assert_eq!(app.send(put("application/json", &"x".repeat(2_000_000))).await.status, 413);
        assert_eq!(app.send(put("text/plain", "message_types=sms")).await.status, 415);
        let form = app.send(put("application/x-www-form-urlencoded", "message_types=sms&message_types=voice")).await;
        assert_eq!((form.status, form.body), (200, json!({ "message_types": ["sms", "voice"] })));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_write_is_recorded_and_so_is_a_refused_one() {
    on_both(async |app: &TestApp| {
        app.api("PUT", PATH, json!({ "message_types": ["voice"] })).await;
        let event = app.logged("sapi").await;
        assert_eq!(event.description.as_deref(), Some("Set the phone factor's message types"));
        assert_eq!(event.client_id, app.tenancy.management.id.to_string());
        assert_eq!(event.details["request"]["body"], json!({ "message_types": ["voice"] }));
        assert_eq!(event.details["request"]["method"], "put");
        assert_eq!(event.details["response"]["statusCode"], 200);
        app.api("PUT", PATH, json!({ "message_types": 1 })).await;
        let event = app.logged("fapi").await;
        assert_eq!(event.details["response"]["statusCode"], 400);
        assert!(event.description.unwrap().starts_with("Payload validation error"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_are_counted_for_each_machine() {
    let few = |settings: &mut ringfence::config::Settings| {
        (settings.management.requests_at_once, settings.management.requests_per_second) = (2, 1)
    };
    on_both_with(few, async |app: &TestApp| {
        let token = app.management_token("").await;
        let first = app.api_as(&token, "GET", PATH, Value::Null).await;
        assert_eq!((first.header("x-ratelimit-limit"), first.header("x-ratelimit-remaining")), ("2", "1"));
        assert_eq!(app.api_as(&token, "GET", PATH, Value::Null).await.status, 200);
        let refused = app.api_as(&token, "GET", PATH, Value::Null).await;
        refused.declined(429, "too_many_requests", "Global limit has been reached");
        assert_eq!((refused.header("x-ratelimit-remaining"), refused.header("retry-after")), ("0", "1"));
        assert_eq!(app.count("api_limit").await, 1);
        app.advance(secs(1));
        assert_eq!(app.api_as(&token, "GET", PATH, Value::Null).await.status, 200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn unknown_addresses_and_methods_are_told_in_the_same_form() {
    on_both(async |app: &TestApp| {
        app.api("GET", "/nothing", Value::Null).await.declined(404, "", "There is nothing at this address.");
        let refused = app.api("DELETE", PATH, Value::Null).await;
        refused.declined(405, "", "This address does not answer to this method.");
        assert!(refused.has_header("allow"));
    })
    .await;
}
