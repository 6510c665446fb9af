//! What no well-meaning client sends.

use serde_json::{Value, json};

use crate::harness::{Call, PASSWORD, TestApp, on_both, with_credentials};

const KIND: &str = "The body must be application/json or application/x-www-form-urlencoded.";
const NO_OBJECT: &str = "the body is not a JSON object";
/// Every address that reads a body.
const PATHS: [&str; 5] = ["/oauth/token", "/oauth/revoke", "/dbconnections/signup", "/mfa/associate", "/mfa/challenge"];

#[tokio::test(flavor = "multi_thread")]
async fn bodies_of_the_wrong_size_kind_or_form() {
    on_both(async |app: &TestApp| {
        let json = "application/json";
        let form = "application/x-www-form-urlencoded";
        app.sign_up("ada@example.com").await;
        // Where a bearer is needed, it is looked at first.
        let bearer = app.mfa_token("ada@example.com").await;
        for path in PATHS {
            let body = |kind: &str, body: &[u8]| Call::post(path).bearer(&bearer).body(kind, body);
            app.send(body(json, &vec![b' '; 65_537])).await.refused(413, "invalid_request", "The body is too large.");
            for kind in ["text/plain", "multipart/form-data", "application/jsonx", ""] {
                app.send(body(kind, b"{}")).await.refused(415, "invalid_request", KIND);
            }
            for broken in ["", "[]", "null", "7", "{", "{}{}", "{\"a\":\"\\ud800\"}", &format!("{{\"a\":{}", "[".repeat(60_000))] {
                app.send(body(json, broken.as_bytes())).await.refused(400, "invalid_request", NO_OBJECT);
            }
            let repeated = "Parameter \"scope\" must not be repeated.";
            app.send(body(json, b"{\"scope\":\"a\",\"scope\":\"b\"}")).await.refused(400, "invalid_request", repeated);
            app.send(body(form, b"scope=a&x=1&scope=a")).await.refused(400, "invalid_request", repeated);
            app.send(body(form, b"a=\xff\xfe")).await.refused(400, "invalid_request", "the body is not UTF-8");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_largest_body_is_still_read() {
    on_both(async |app: &TestApp| {
        let body = format!("{{\"grant_type\":\"x\",\"pad\":\"{}\"}}", "y".repeat(65_536 - 29));
        let answer = app.send(Call::post("/oauth/token").body("application/json; charset=utf-8", body)).await;
        answer.refused(403, "unsupported_grant_type", "Unsupported grant type: x");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn null_is_absent_and_other_shapes_are_named() {
    on_both(async |app: &TestApp| {
        app.sign_up("ada@example.com").await;
        let login = json!({
            "grant_type": "password", "username": "ada@example.com", "password": PASSWORD,
            "audience": null, "scope": null, "realm": null, "oob_code": null,
        });
        assert_eq!(app.token(login.clone()).await.text("error"), "mfa_required");
        for (name, value) in
            [("username", json!(["ada@example.com"])), ("password", json!(7)), ("scope", json!({})), ("audience", json!(true))]
        {
            let mut body = login.clone();
            body[name] = value;
            app.token(body).await.refused(400, "invalid_request", &format!("{name} must be a string"));
        }
    })
    .await;
}

/// Text that a database, a header or a template might stumble over.
const ODD: [&str; 7] = ["\0", "a\0b", "'; DROP TABLE users; --", "{{code}}", "\u{202E}\u{FFFF}", "\r\nSet-Cookie: a=b", "💣"];

#[tokio::test(flavor = "multi_thread")]
async fn odd_text_is_answered_like_any_other_wrong_text() {
    on_both(async |app: &TestApp| {
        let ada = app.enrolled_user().await;
        let mfa_token = app.mfa_token(&ada.email).await;
        let sound = |answer: crate::harness::Answer, what: &str| {
            assert!((400..500).contains(&answer.status), "{what}: {} {}", answer.status, answer.body);
            assert!(answer.body["error"].is_string(), "{what}: {}", answer.body);
        };
        for odd in ODD {
            let login = json!({ "grant_type": "password", "username": odd, "password": odd, "audience": null });
            let answer = app.token(login.clone()).await;
            if odd.contains('\0') {
                answer.refused(400, "invalid_request", "a parameter holds a NUL character");
            } else {
                answer.refused(403, "invalid_grant", "Wrong email or password.");
            }
            let mut for_api = login.clone();
            for_api["audience"] = json!(odd);
            sound(app.token(for_api).await, "audience");
            let mut by = login.clone();
            by["client_id"] = json!(odd);
            sound(app.post("/oauth/token", by).await, "client_id");
            sound(app.token(json!({ "grant_type": "refresh_token", "refresh_token": odd })).await, "refresh_token");
            sound(app.token(json!({ "grant_type": odd })).await, "grant_type");
            sound(app.verify(odd, odd, odd).await, "mfa_token");
            sound(app.recover(&mfa_token, odd).await, "recovery_code");
            sound(app.challenge_by(json!({ "mfa_token": mfa_token, "authenticator_id": odd })).await, "authenticator_id");
            sound(app.challenge_by(json!({ "mfa_token": mfa_token, "challenge_type": odd })).await, "challenge_type");
            sound(app.associate(&mfa_token, crate::harness::SMS, odd).await, "phone_number");
            let machine = json!({ "grant_type": "client_credentials", "audience": odd });
            sound(app.token_for(&app.tenancy.management, machine).await, "audience of a machine");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn odd_text_in_a_profile_comes_back_as_it_was_or_is_refused() {
    on_both(async |app: &TestApp| {
        for (turn, odd) in ODD.iter().enumerate() {
            let body = json!({
                "client_id": app.tenancy.demo.id, "email": format!("u{turn}@example.com"), "password": PASSWORD,
                "connection": "Username-Password-Authentication", "name": odd, "username": format!("u{turn}{odd}"), "user_metadata": { "x": odd },
            });
            let answer = app.post("/dbconnections/signup", body).await;
            assert!(answer.status == 200 || answer.status == 400, "{odd:?}: {} {}", answer.status, answer.body);
            assert!(answer.status == 400 || answer.body["name"] == json!(odd), "{odd:?}: {}", answer.body);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn odd_text_on_the_way_through_a_login_does_no_harm() {
    on_both(async |app: &TestApp| {
        app.settings(|settings| settings.mfa_policies.clear()).await;
        app.sign_up("ada@example.com").await;
        for odd in ODD {
            let scope = format!("openid offline_access {}", odd.replace('\0', ""));
            let login = json!({ "grant_type": "password", "username": "ada@example.com", "password": PASSWORD, "scope": scope });
            let body = with_credentials(&app.tenancy.demo, login);
            let call = Call::post("/oauth/token").json(&body).header("user-agent", "\u{7}\u{1F4A3}".replace('\u{7}', "?"));
            let answer = app.send(call).await;
            assert_eq!((answer.status, answer.text("scope").as_str()), (200, "openid offline_access"), "{odd:?}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn other_addresses_and_methods() {
    on_both(async |app: &TestApp| {
        for path in ["/nowhere", "/oauth/token/", "/mfa", "/mfa/authenticators/x/y", "//oauth/token"] {
            app.send(Call::get(path)).await.refused(404, "not_found", "There is nothing at this address.");
        }
        for call in
            [Call::get("/oauth/token"), Call::delete("/mfa/challenge"), Call::post("/mfa/authenticators"), Call::delete("/userinfo")]
        {
            app.send(call).await.refused(405, "method_not_allowed", "This address does not answer to this method.");
        }
        let answer = app.send(Call::get("/nowhere")).await;
        assert_eq!((answer.header("cache-control"), answer.header("x-content-type-options")), ("no-store", "nosniff"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn hosts_and_paths_that_name_nobody() {
    on_both(async |app: &TestApp| {
        for host in ["", "x", "demo.example.test.evil.example", "demo.example.test:99", &"a".repeat(5000)] {
            let answer = app.send(Call::get("/.well-known/jwks.json").host(host)).await;
            assert_eq!((answer.status, answer.text("error").as_str()), (404, "not_found"), "{host}");
        }
        assert_eq!(app.send(Call::get("/.well-known/jwks.json").host("DEMO.example.test")).await.status, 200);
        for path in ["/callbacks/twilio/%00/%00", "/callbacks/%00/x/y", "/callbacks/twilio/ten_x/../../x"] {
            let answer = app.send(Call::post(path).form(&[])).await;
            assert!((400..500).contains(&answer.status), "{path}: {}", answer.status);
        }
        for id in ["%00", "sms%7Cdev_%00", "%FF", "sms%7Cdev_0123456789abcdef%00"] {
            let answer = app.send(Call::delete(format!("/mfa/authenticators/{id}"))).await;
            assert!((400..500).contains(&answer.status), "{id}: {} {}", answer.status, answer.body);
        }
        assert_eq!(app.send(Call::get("/dev/messages?to=%00&channel=x")).await.body["error"], Value::from("invalid_request"));
    })
    .await;
}
