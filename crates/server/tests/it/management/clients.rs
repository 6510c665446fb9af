//! `/clients`: applications and their secrets.

use ringfence_core::client::grant;
use serde_json::{Value, json};

use crate::harness::{Answer, Call, PASSWORD, TestApp, claims, client, on_both, secs, tenant};

/// A client by the API, with these fields.
async fn made(app: &TestApp, fields: Value) -> Answer {
    let answer = app.api("POST", "/clients", fields).await;
    assert_eq!(answer.status, 201, "{}", answer.body);
    answer
}

/// Its token for the Management API, or a refusal.
async fn machine_token(app: &TestApp, id: &str, secret: &str) -> Answer {
    let body = json!({ "grant_type": "client_credentials", "audience": "https://demo.example.test/api/v2/", "client_id": id, "client_secret": secret });
    app.post("/oauth/token", body).await
}

async fn password_login(app: &TestApp, id: &str, secret: Option<&str>) -> Answer {
    let mut body = json!({
        "grant_type": "password", "username": "ada@example.com", "password": PASSWORD, "scope": "openid offline_access", "client_id": id,
    });
    if let Some(secret) = secret {
        body["client_secret"] = json!(secret);
    }
    app.post("/oauth/token", body).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_is_made_read_changed_and_deleted() {
    on_both(async |app: &TestApp| {
        let new = made(
            app,
            json!({ "name": "Shop", "callbacks": ["https://shop.test/cb"], "client_metadata": { "a": "1" }, "addons": { "x": {} } }),
        )
        .await;
        let id = new.text("client_id");
        assert_eq!(new.text("client_secret").len(), 64);
        assert_eq!(new.body["grant_types"], json!(["authorization_code", "refresh_token", "client_credentials"]));
        assert_eq!((&new.body["app_type"], &new.body["token_endpoint_auth_method"]), (&json!("regular_web"), &json!("client_secret_post")));
        assert_eq!(new.body["addons"], json!({ "x": {} }), "what is only kept comes back");
        let path = format!("/clients/{id}");
        let change = json!({ "name": "Shop 2", "client_metadata": { "a": null, "b": "2" }, "callbacks": null, "addons": null });
        let changed = app.api("PATCH", &path, change).await;
        assert_eq!((changed.status, &changed.body["name"]), (200, &json!("Shop 2")));
        assert_eq!((&changed.body["client_metadata"], &changed.body["callbacks"]), (&json!({ "b": "2" }), &json!([])));
        assert!(changed.body.get("addons").is_none());
        assert_eq!(changed.text("client_secret"), new.text("client_secret"));
        let read = app.api("GET", &path, Value::Null).await;
        assert_eq!((read.status, &read.body), (200, &changed.body));
        assert_eq!(app.api("PATCH", &path, read_back(&read.body)).await.body, read.body, "what a tool reads it may send back");
        let some = app.api("GET", &format!("{path}?fields=name,client_id"), Value::Null).await;
        assert_eq!(some.body, json!({ "client_id": id, "name": "Shop 2" }));
        assert_eq!(app.api("DELETE", &path, Value::Null).await.status, 204);
        for method in ["GET", "DELETE"] {
            app.api(method, &path, Value::Null).await.declined(404, "inexistent_client", "The client does not exist.");
        }
        let about: Vec<String> =
            app.log().await.into_iter().filter(|event| event.kind.code() == "sapi").filter_map(|event| event.description).collect();
        assert_eq!(about, ["Create a client", "Change a client", "Change a client", "Delete a client"]);
    })
    .await;
}

/// Without what the server makes, as configuration tools send it.
fn read_back(client: &Value) -> Value {
    let mut fields = client.as_object().unwrap().clone();
    for name in ["client_id", "client_secret", "tenant", "global"] {
        fields.remove(name);
    }
    Value::Object(fields)
}

#[tokio::test(flavor = "multi_thread")]
async fn clients_are_listed_in_each_form() {
    on_both(async |app: &TestApp| {
        made(app, json!({ "name": "Page", "app_type": "spa" })).await;
        let bare = app.api("GET", "/clients", Value::Null).await;
        assert_eq!(bare.body.as_array().unwrap().len(), 5);
        let page = app.api("GET", "/clients?page=1&per_page=2&include_totals=true&fields=name", Value::Null).await;
        let expected = json!({
            "start": 2, "limit": 2, "length": 2, "total": 5, "clients": [{ "name": "Second application" }, { "name": "Public application" }],
        });
        assert_eq!(page.body, expected);
        let named = async |query: &str| {
            let found = app.api("GET", &format!("/clients?fields=name&{query}"), Value::Null).await;
            found.body.as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(named("app_type=spa,native").await, ["Page"]);
        assert_eq!(named("is_global=false&is_first_party=true").await.len(), 5);
        assert!(named("is_first_party=false").await.is_empty());
        assert_eq!(named("is_global=true").await, ["All Applications"]);
        let far = app.api("GET", "/clients?page=10&per_page=100", Value::Null).await;
        far.declined(400, "invalid_query_string", "You can only page through the first 1000 records.");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn secrets_are_for_those_who_may_read_keys() {
    on_both(async |app: &TestApp| {
        let path = format!("/clients/{}", app.tenancy.demo.id);
        let reader = app.management_token("read:clients").await;
        let read = app.api_as(&reader, "GET", &path, Value::Null).await;
        assert!(read.status == 200 && read.body.get("client_secret").is_none());
        assert!(!app.api_as(&reader, "GET", "/clients", Value::Null).await.body.to_string().contains("client_secret\""));
        assert_eq!(app.count("mgmt_api_read").await, 0);
        let keys = app.management_token("read:client_keys").await;
        let read = app.api_as(&keys, "GET", &path, Value::Null).await;
        let secret = app.tenancy.demo.secret.as_ref().unwrap().expose();
        assert_eq!(read.body["client_secret"], secret);
        let event = app.logged("mgmt_api_read").await;
        assert!(!format!("{event:?}").contains(secret));
        // A secret is set by whoever may, and never stands in the log.
        let chosen = "a secret of thirty-two characters";
        let changer = app.management_token("update:clients").await;
        let refused = app.api_as(&changer, "PATCH", &path, json!({ "client_secret": chosen })).await;
        refused.declined(403, "insufficient_scope", "Insufficient scope, expected any of: update:client_keys");
        assert!(app.api_as(&changer, "PATCH", &path, json!({ "name": "Demo" })).await.body.get("client_secret").is_none());
        assert_eq!(app.api("PATCH", &path, json!({ "client_secret": "short" })).await.status, 400);
        assert_eq!(app.api("PATCH", &path, json!({ "client_secret": chosen })).await.body["client_secret"], chosen);
        assert!(!format!("{:?}", app.log().await).contains(chosen));
        // Whoever looks after secrets changes nothing else.
        let keeper = app.management_token("update:client_keys").await;
        let lacks = "Insufficient scope, expected any of: update:clients";
        for mut more in [json!({ "callbacks": ["https://elsewhere.test/cb"] }), json!({ "grant_types": null })] {
            app.api_as(&keeper, "PATCH", &path, more.clone()).await.declined(403, "insufficient_scope", lacks);
            more["client_secret"] = json!(chosen);
            app.api_as(&keeper, "PATCH", &path, more).await.declined(403, "insufficient_scope", lacks);
        }
        assert_eq!(app.api_as(&keeper, "PATCH", &path, json!({ "client_secret": chosen })).await.status, 200);
        let both = app.management_token("update:clients update:client_keys").await;
        let exported = json!({ "name": "Demo", "token_endpoint_auth_method": "client_secret_post", "client_secret": chosen });
        assert_eq!(app.api_as(&both, "PATCH", &path, exported).await.status, 200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rotated_secret_is_refused_at_once() {
    on_both(async |app: &TestApp| {
        let machine = &app.tenancy.management;
        let (id, old) = (machine.id.to_string(), machine.secret.as_ref().unwrap().expose());
        assert_eq!(machine_token(app, &id, old).await.status, 200);
        let rotated = app.api("POST", &format!("/clients/{id}/rotate-secret"), Value::Null).await;
        assert_eq!(rotated.status, 200, "{}", rotated.body);
        let new = rotated.text("client_secret");
        assert!(new != old && new.len() == 64);
        machine_token(app, &id, old).await.refused(401, "access_denied", "Unauthorized");
        assert_eq!(machine_token(app, &id, &new).await.status, 200);
        assert_eq!(app.logged("sapi").await.description.as_deref(), Some("Replace a client's secret"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn with_a_secret_or_without() {
    on_both(async |app: &TestApp| {
        app.settings(|settings| settings.mfa_policies.clear()).await;
        app.sign_up("ada@example.com").await;
        let new = made(app, json!({ "name": "Page", "app_type": "spa", "grant_types": ["password", "refresh_token"] })).await;
        assert_eq!((new.body.get("client_secret"), &new.body["token_endpoint_auth_method"]), (None, &json!("none")));
        let (id, path) = (new.text("client_id"), format!("/clients/{}", new.text("client_id")));
        assert_eq!(password_login(app, &id, None).await.status, 200);
        let public = "The client is public and has no secret: set token_endpoint_auth_method to client_secret_post first.";
        app.api("POST", &format!("{path}/rotate-secret"), Value::Null).await.declined(400, "invalid_body", public);
        // To begin and to end authenticating by a secret is for who may change secrets.
        let changer = app.management_token("update:clients read:clients").await;
        let lacks_keys = "Insufficient scope, expected any of: update:client_keys";
        let by_changer = async |method: &str| {
            let body = json!({ "token_endpoint_auth_method": method, "name": "Page 2" });
            app.api_as(&changer, "PATCH", &path, body).await
        };
        by_changer("client_secret_post").await.declined(403, "insufficient_scope", lacks_keys);
        assert_eq!(by_changer("none").await.status, 200, "it is public already");
        let closed = app.api("PATCH", &path, json!({ "token_endpoint_auth_method": "client_secret_basic" })).await;
        assert_eq!(closed.body["token_endpoint_auth_method"], "client_secret_basic");
        password_login(app, &id, None).await.refused(401, "access_denied", "Unauthorized");
        assert_eq!(password_login(app, &id, Some(&closed.text("client_secret"))).await.status, 200);
        by_changer("none").await.declined(403, "insufficient_scope", lacks_keys);
        assert_eq!(by_changer("client_secret_post").await.status, 200, "both are by a secret");
        // `null` is where the kind of client begins: a page is public.
        for way in [json!(null), json!("none")] {
            let open = app.api("PATCH", &path, json!({ "token_endpoint_auth_method": way })).await;
            assert_eq!((open.body.get("client_secret"), &open.body["token_endpoint_auth_method"]), (None, &json!("none")));
            assert_eq!(password_login(app, &id, None).await.status, 200);
            app.api("POST", &format!("{path}/rotate-secret"), Value::Null).await.declined(400, "invalid_body", public);
            // The secret that the application knows comes back.
            let again = app.api("PATCH", &path, json!({ "token_endpoint_auth_method": "client_secret_post" })).await;
            assert_eq!(again.text("client_secret"), closed.text("client_secret"));
            password_login(app, &id, None).await.refused(401, "access_denied", "Unauthorized");
        }
        assert_eq!(app.api("PATCH", &path, json!({ "token_endpoint_auth_method": "none" })).await.status, 200);
        // Whoever could be anybody is no machine.
        let machine = app.api("PATCH", &path, json!({ "grant_types": ["client_credentials"] })).await;
        assert_eq!(machine.status, 400);
        assert!(machine.text("message").starts_with("A client without a secret cannot prove itself"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_is_told() {
    on_both(async |app: &TestApp| {
        for (fields, words) in [
            (json!({}), "Payload validation error: 'Missing required property: name'."),
            (json!({ "name": "" }), "Payload validation error: 'String is too short, minimum 1' on property name."),
            (json!({ "name": "a", "colour": "red" }), "Payload validation error: 'Additional properties not allowed: colour'."),
            (
                json!({ "name": "a", "callbacks": ["javascript:alert(1)"] }),
                "The address \"javascript:alert(1)\" must begin with https:// or http://.",
            ),
            (json!({ "name": "a", "oidc_conformant": false }), "Every client follows OpenID Connect: set oidc_conformant to true."),
            (
                json!({ "name": "a", "jwt_configuration": { "alg": "HS256" } }),
                "Ringfence signs with RS256: set jwt_configuration.alg to RS256.",
            ),
            (
                json!({ "name": "a", "addons": { "x": "x".repeat(32 * 1024) } }),
                "What is kept of a client beside its addresses is at most 32 KiB of JSON: leave out what is not needed.",
            ),
        ] {
            app.api("POST", "/clients", fields).await.declined(400, "invalid_body", words);
        }
        let refused = app.api("POST", "/clients", json!({ "name": "a", "grant_types": ["magic"] })).await;
        assert!(refused.text("message").starts_with("Payload validation error: 'No enum match, expected one of: authorization_code"));
        assert_eq!(app.api("GET", "/clients?fields=name", Value::Null).await.body.as_array().unwrap().len(), 4, "none of them was made");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn lifetimes_and_rotation_are_the_clients_own() {
    on_both(async |app: &TestApp| {
        app.settings(|settings| settings.mfa_policies.clear()).await;
        app.sign_up("ada@example.com").await;
        let new = made(
            app,
            json!({
                "name": "App", "grant_types": ["password", "refresh_token"], "jwt_configuration": { "lifetime_in_seconds": 60, "alg": "RS256" },
                "refresh_token": { "rotation_type": "non-rotating", "expiration_type": "expiring", "idle_token_lifetime": 100 },
            }),
        )
        .await;
        let (id, secret) = (new.text("client_id"), new.text("client_secret"));
        let tokens = password_login(app, &id, Some(&secret)).await;
        let told = claims(&tokens);
        assert_eq!(told["exp"].as_i64().unwrap() - told["iat"].as_i64().unwrap(), 60);
        let token = tokens.text("refresh_token");
        let refresh =
            json!({ "grant_type": "refresh_token", "refresh_token": token, "client_id": id, "client_secret": secret });
        for _ in 0..3 {
            app.advance(secs(99));
            let renewed = app.post("/oauth/token", refresh.clone()).await;
            assert_eq!((renewed.status, renewed.body.get("refresh_token")), (200, None), "each use gives it another hundred seconds");
        }
        app.advance(secs(101));
        app.post("/oauth/token", refresh).await.refused(403, "invalid_grant", "Unknown or invalid refresh token.");
        // The whole chain has an end, however often its tokens are replaced.
        let settings = json!({ "refresh_token": { "rotation_type": "rotating", "expiration_type": "expiring", "token_lifetime": 250 } });
        assert_eq!(app.api("PATCH", &format!("/clients/{id}"), settings).await.status, 200);
        let mut token = password_login(app, &id, Some(&secret)).await.text("refresh_token");
        for expected in [200, 200, 403] {
            app.advance(secs(100));
            let refresh = json!({ "grant_type": "refresh_token", "refresh_token": token, "client_id": id, "client_secret": secret });
            let renewed = app.post("/oauth/token", refresh).await;
            assert_eq!(renewed.status, expected, "{}", renewed.body);
            token = renewed.body["refresh_token"].as_str().unwrap_or_default().to_owned();
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_client_is_nobody() {
    on_both(async |app: &TestApp| {
        app.settings(|settings| settings.mfa_policies.clear()).await;
        app.sign_up("ada@example.com").await;
        let demo = &app.tenancy.demo;
        let tokens = app.password("ada@example.com").await;
        let refresh_token = tokens.text("refresh_token");
        let userinfo = async || app.send(Call::get("/userinfo").bearer(&tokens.text("access_token"))).await;
        assert_eq!(userinfo().await.status, 200);
        assert_eq!(app.api("DELETE", &format!("/clients/{}", demo.id), Value::Null).await.status, 204);
        let refused = app.token(json!({ "grant_type": "refresh_token", "refresh_token": refresh_token })).await;
        refused.refused(401, "access_denied", "Unauthorized");
        userinfo().await.refused(401, "invalid_token", "The access token is invalid or has expired.");
        // The one whose token asks: it is answered, and nobody after it.
        let machine = &app.tenancy.management;
        let token = app.management_token("").await;
        assert_eq!(app.api_as(&token, "DELETE", &format!("/clients/{}", machine.id), Value::Null).await.status, 204);
        let gone = app.api_as(&token, "GET", "/clients", Value::Null).await;
        gone.declined(401, "", "The token's client does not exist any more");
        machine_token(app, machine.id.as_str(), machine.secret.as_ref().unwrap().expose()).await.refused(
            401,
            "access_denied",
            "Unauthorized",
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_tenants_client_does_not_exist() {
    on_both(async |app: &TestApp| {
        let other = tenant(&app.app, "other", "other.example.test").await;
        let foreign = client(&app.app, &other, "Theirs", &[grant::CLIENT_CREDENTIALS], false).await;
        let path = format!("/clients/{}", foreign.id);
        for (method, path, body) in [
            ("GET", path.clone(), Value::Null),
            ("PATCH", path.clone(), json!({ "name": "Ours" })),
            ("POST", format!("{path}/rotate-secret"), Value::Null),
            ("DELETE", path, Value::Null),
        ] {
            app.api(method, &path, body).await.declined(404, "inexistent_client", "The client does not exist.");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_changes_at_once_none_is_lost() {
    on_both(async |app: &TestApp| {
        let path = format!("/api/v2/clients/{}", app.tenancy.demo.id);
        let token = app.management_token("").await;
        let patches = (0..8).map(|turn| {
            let metadata = json!({ "client_metadata": { format!("key{turn}"): format!("{turn}") } });
            Call::to("PATCH", &path).bearer(&token).json(&metadata)
        });
        for answer in app.race(patches).await {
            assert_eq!(answer.status, 200, "{}", answer.body);
        }
        let read = app.send(Call::get(&path).bearer(&token)).await;
        assert_eq!(read.body["client_metadata"].as_object().unwrap().len(), 8);
        // A deletion among them: afterwards it is gone, and each was answered one way or the other.
        let calls = (0..6).map(|turn| match turn {
            2 => Call::to("DELETE", &path).bearer(&token),
            _ => Call::to("PATCH", &path).bearer(&token).json(&json!({ "name": format!("Name {turn}") })),
        });
        for answer in app.race(calls).await {
            assert!([200, 204, 404].contains(&answer.status), "{}", answer.body);
        }
        assert_eq!(app.send(Call::get(&path).bearer(&token)).await.status, 404);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn private_keys_and_long_bodies_stay_out_of_the_log() {
    on_both(async |app: &TestApp| {
        let addons = json!({ "firebase": { "private_key": "-----BEGIN PRIVATE KEY-----", "client_email": "a@b.test" } });
        let pages = vec!["https://page.test/".to_owned() + &"x".repeat(200); 20];
        let long = json!({ "firebase": addons["firebase"], "other": { "a": pages, "b": pages, "c": pages } });
        made(app, json!({ "name": "One", "addons": addons })).await;
        assert!(!format!("{:?}", app.log().await).contains("PRIVATE KEY"));
        for body in [json!({ "name": "Two", "addons": long }), json!({ "name": "Two", "oidc_conformant": false, "addons": long })] {
            let status = app.api("POST", "/clients", body).await.status;
            let event = app.logged(if status == 201 { "sapi" } else { "fapi" }).await;
            let kept = event.details["request"]["body"].to_string();
            assert!(kept.len() < 9 * 1024 && kept.contains('…') && !kept.contains("PRIVATE KEY"), "{} {}", status, kept.len());
        }
    })
    .await;
}
