//! What must not go in clear: addresses of applications by plain http, browsers that come by http, the inbox under a strange name.

use ringfence::flow::administer::{self, plain_http};
use ringfence_core::client::ClientSettings;
use serde_json::{Value, json};

use crate::harness::{Call, TestApp, on_both, on_both_with};

const REFUSED: &str = "The address \"http://shop.test/cb\" must begin with https://. Plain http is for loopback hosts; elsewhere the server's \
                       operator must allow it (server.plain_http_callbacks).";

#[tokio::test(flavor = "multi_thread")]
async fn an_application_is_not_led_to_by_plain_http() {
    on_both(async |app: &TestApp| {
        for field in ["callbacks", "allowed_logout_urls"] {
            let refused =
                app.api("POST", "/clients", json!({ "name": "Shop", field: ["https://shop.test/", "http://shop.test/cb"] })).await;
            refused.declined(400, "invalid_body", REFUSED);
        }
        let refused = app.api("POST", "/clients", json!({ "name": "Shop", "initiate_login_uri": "http://shop.test/cb" })).await;
        refused.declined(400, "invalid_body", REFUSED);
        for field in ["allowed_logout_urls", "default_redirection_uri"] {
            let value = if field == "allowed_logout_urls" { json!(["http://shop.test/cb"]) } else { json!("http://shop.test/cb") };
            app.api("PATCH", "/tenants/settings", json!({ field: value })).await.declined(400, "invalid_body", REFUSED);
        }
        let fine = json!({ "name": "Shop", "callbacks": ["http://127.0.0.1:3000/cb", "http://localhost:*/cb", "com.example.app:/cb"] });
        assert_eq!(app.api("POST", "/clients", fine).await.status, 201);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_from_before_is_kept_and_named() {
    on_both(async |app: &TestApp| {
        let settings = ClientSettings {
            name: "Old shop".to_owned(),
            callbacks: vec!["http://old.test/cb".to_owned(), "https://old.test/cb".to_owned()],
            ..ClientSettings::default()
        };
        let house = &app.app;
        let made = administer::create_client(&house.store, &*house.dice, house.clock.now(), &app.tenancy.id, settings, false);
        let id = made.await.unwrap().id;
        let path = format!("/clients/{id}");
        let renamed = app.api("PATCH", &path, json!({ "name": "Shop", "callbacks": ["http://old.test/cb"] })).await;
        assert_eq!((renamed.status, &renamed.body["callbacks"]), (200, &json!(["http://old.test/cb"])));
        let more = app.api("PATCH", &path, json!({ "callbacks": ["http://old.test/cb", "http://shop.test/cb"] })).await;
        more.declined(400, "invalid_body", REFUSED);

        let kept = plain_http::kept(&house.store).await.unwrap();
        let named: Vec<_> = kept.iter().map(|one| (one.client.as_deref(), one.address.as_str())).collect();
        assert_eq!(named, [(Some(id.as_str()), "http://old.test/cb")]);
        assert_eq!(app.api("PATCH", &path, json!({ "callbacks": [] })).await.status, 200);
        let gone = app.api("PATCH", &path, json!({ "callbacks": ["http://shop.test/cb"] })).await;
        gone.declined(400, "invalid_body", REFUSED);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operator_may_allow_it() {
    on_both_with(
        |settings| settings.server.plain_http_callbacks = true,
        async |app: &TestApp| {
            let made = app.api("POST", "/clients", json!({ "name": "Shop", "callbacks": ["http://shop.test/cb"] })).await;
            assert_eq!(made.status, 201, "{}", made.body);
        },
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn browsers_are_told_to_come_by_https() {
    on_both(async |app: &TestApp| {
        for path in ["/u/login?state=x", "/authorize", "/health", "/nothing"] {
            let answer = app.send(Call::get(path)).await;
            assert_eq!(answer.header("strict-transport-security"), "max-age=31536000", "{path}");
        }
    })
    .await;
    let without: [fn(&mut ringfence::config::Settings); 2] = [
        |settings| settings.server.public_url = Some("http://ringfence.example.test".to_owned()),
        |settings| settings.server.hsts = std::time::Duration::ZERO,
    ];
    for adjust in without {
        on_both_with(adjust, async |app: &TestApp| {
            assert!(!app.send(Call::get("/u/login?state=x")).await.has_header("strict-transport-security"));
        })
        .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_inbox_answers_under_its_own_names_only() {
    on_both(async |app: &TestApp| {
        for path in ["/", "/dev", "/dev/inbox", "/dev/messages"] {
            for strange in
                ["evil.example", "evil.example:3000", "127.0.0.1.evil.example", "localhost.evil.example:3000", "[2001:db8::1]:3000", ""]
            {
                let refused = app.send(Call::get(path).host(strange)).await;
                assert_eq!((refused.status, &refused.body["error"]), (404, &json!("not_found")), "{path} {strange}");
            }
            for own in ["demo.example.test", "127.0.0.1:3000", "localhost", "localhost:3000", "[::1]:3000"] {
                let answer = app.send(Call::get(path).host(own)).await;
                // The page is a tenant's.
                let is_for_nobody = path == "/dev/inbox" && own != "demo.example.test";
                assert!(is_for_nobody || answer.status == 200 || answer.status == 307, "{path} {own}: {}", answer.status);
            }
        }
        assert_eq!(app.send(Call::delete("/dev/messages").host("evil.example")).await.status, 404);
        assert_eq!(app.send(Call::get("/dev/messages")).await.body, Value::Array(Vec::new()));
    })
    .await;
}
