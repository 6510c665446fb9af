//! `/resource-servers`: the APIs that tokens are issued for.

use ringfence_core::client::grant;
use serde_json::{Value, json};

use crate::harness::{Call, ISSUER, PASSWORD, TestApp, client, on_both, tenant, with_credentials};

const NEW: &str = "https://new.example.test/v1";
const MISSING: &str = "The resource server does not exist.";

#[tokio::test(flavor = "multi_thread")]
async fn an_api_is_made_read_changed_and_deleted() {
    on_both(async |app: &TestApp| {
        let scopes = json!([{ "value": "read:a", "description": "Read" }, { "value": "write:a" }]);
        let body = json!({ "identifier": NEW, "name": "New", "scopes": scopes, "token_lifetime": 120, "enforce_policies": false });
        let made = app.api("POST", "/resource-servers", body.clone()).await;
        assert_eq!(made.status, 201, "{}", made.body);
        assert_eq!((&made.body["scopes"], made.text("id").len()), (&scopes, 24));
        assert_eq!((&made.body["allow_offline_access"], &made.body["is_system"]), (&json!(false), &json!(false)));
        assert_eq!((&made.body["signing_alg"], &made.body["enforce_policies"]), (&json!("RS256"), &json!(false)));
        let twice = app.api("POST", "/resource-servers", body).await;
        twice.declined(409, "", &format!("A resource server with identifier {NEW:?} already exists."));
        let id = made.text("id");
        let by_name = format!("/resource-servers/{}", NEW.replace(':', "%3A").replace('/', "%2F"));
        assert_eq!(app.api("GET", &by_name, Value::Null).await.body, made.body);
        let changed =
            app.api("PATCH", &format!("/resource-servers/{id}"), json!({ "name": "Newer", "scopes": [{ "value": "read:a" }] })).await;
        assert_eq!((&changed.body["name"], &changed.body["scopes"]), (&json!("Newer"), &json!([{ "value": "read:a" }])));
        assert_eq!(changed.body["token_lifetime"], 120);
        assert_eq!(app.api("PATCH", &by_name, json!({ "identifier": "https://x" })).await.status, 400);
        assert_eq!(app.api("DELETE", &by_name, Value::Null).await.status, 204);
        app.api("GET", &format!("/resource-servers/{id}"), Value::Null).await.declined(404, "inexistent_resource_server", MISSING);
        app.api("DELETE", &by_name, Value::Null).await.declined(404, "inexistent_resource_server", MISSING);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_management_api_is_one_that_nobody_changes() {
    on_both(async |app: &TestApp| {
        let all = app.api("GET", "/resource-servers?include_totals=true", Value::Null).await;
        assert_eq!(all.body["total"], 2);
        let system = all.body["resource_servers"][0].clone();
        assert_eq!((&system["name"], &system["is_system"]), (&json!("Auth0 Management API"), &json!(true)));
        assert_eq!(system["identifier"], format!("{ISSUER}api/v2/"));
        for id in [system["id"].as_str().unwrap().to_owned(), format!("{ISSUER}api/v2/").replace('/', "%2F")] {
            let path = format!("/resource-servers/{id}");
            assert_eq!(app.api("GET", &path, Value::Null).await.body, system);
            let words = "The Management API is the server's own: it is neither changed nor deleted.";
            app.api("PATCH", &path, json!({ "name": "Mine" })).await.declined(403, "operation_not_supported", words);
            app.api("DELETE", &path, Value::Null).await.declined(403, "operation_not_supported", words);
        }
        for taken in ["api/v2/", "mfa/", "userinfo"] {
            let body = json!({ "identifier": format!("{ISSUER}{taken}"), "name": "Mine" });
            assert_eq!(app.api("POST", "/resource-servers", body).await.status, 409, "{taken}");
        }
        let urn = json!({ "identifier": "urn:ringfence:management", "name": "Mine" });
        assert_eq!(app.api("POST", "/resource-servers", urn).await.status, 409);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn lifetime_and_offline_access_are_the_apis_own() {
    on_both(async |app: &TestApp| {
        app.settings(|settings| settings.mfa_policies.clear()).await;
        app.sign_up("ada@example.com").await;
        let body = json!({ "identifier": NEW, "name": "New", "scopes": [{ "value": "read:a" }], "token_lifetime": 120 });
        let id = app.api("POST", "/resource-servers", body).await.text("id");
        let log_in = async || {
            let scope = "openid offline_access read:a";
            app.token(
                json!({ "grant_type": "password", "username": "ada@example.com", "password": PASSWORD, "audience": NEW, "scope": scope }),
            )
            .await
        };
        let tokens = log_in().await;
        assert_eq!((&tokens.body["expires_in"], tokens.body.get("refresh_token")), (&json!(120), None));
        assert_eq!(tokens.text("scope"), "openid read:a");
        let changed =
            app.api("PATCH", &format!("/resource-servers/{id}"), json!({ "allow_offline_access": true, "token_lifetime": 60 })).await;
        assert_eq!(changed.body["allow_offline_access"], true);
        let tokens = log_in().await;
        assert_eq!((&tokens.body["expires_in"], tokens.text("scope").as_str()), (&json!(60), "openid offline_access read:a"));
        assert!(tokens.body["refresh_token"].is_string());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scope_that_goes_is_taken_from_those_who_had_it() {
    on_both(async |app: &TestApp| {
        let machine = &client(&app.app, &app.tenancy.id, "Robot", &[grant::CLIENT_CREDENTIALS], false).await;
        let grant = json!({ "client_id": machine.id, "audience": "https://api.example.test", "scope": ["read:things", "write:things"] });
        assert_eq!(app.api("POST", "/client-grants", grant).await.status, 201);
        let ask = json!({ "grant_type": "client_credentials", "audience": "https://api.example.test" });
        let path = "/resource-servers/https:%2F%2Fapi.example.test";
        assert_eq!(app.api("PATCH", path, json!({ "scopes": [{ "value": "read:things" }] })).await.status, 200);
        assert_eq!(app.post("/oauth/token", with_credentials(machine, ask.clone())).await.text("scope"), "read:things");
        assert_eq!(app.api("DELETE", path, Value::Null).await.status, 204);
        assert_eq!(app.post("/oauth/token", with_credentials(machine, ask)).await.status, 403);
        assert_eq!(app.api("GET", "/client-grants", Value::Null).await.body.as_array().unwrap().len(), 1, "its grants went with it");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scope_that_goes_is_taken_from_refresh_tokens() {
    on_both(async |app: &TestApp| {
        app.settings(|settings| settings.mfa_policies.clear()).await;
        app.sign_up("ada@example.com").await;
        let scopes = |names: &[&str]| names.iter().map(|name| json!({ "value": name })).collect::<Vec<_>>();
        let body = json!({ "identifier": NEW, "scopes": scopes(&["read:a", "admin:a"]), "allow_offline_access": true });
        let path = format!("/resource-servers/{}", app.api("POST", "/resource-servers", body).await.text("id"));
        let scope = "openid offline_access read:a admin:a";
        let login =
            json!({ "grant_type": "password", "username": "ada@example.com", "password": PASSWORD, "audience": NEW, "scope": scope });
        let tokens = app.token(login).await;
        assert_eq!(tokens.text("scope"), scope);
        assert_eq!(app.api("PATCH", &path, json!({ "scopes": scopes(&["read:a"]) })).await.status, 200);
        let refresh = async |token: &str, more: &str| {
            let body = json!({ "grant_type": "refresh_token", "refresh_token": token, "scope": more });
            app.token(body).await
        };
        let renewed = refresh(&tokens.text("refresh_token"), "").await;
        assert_eq!(renewed.text("scope"), "openid offline_access read:a");
        let asked = refresh(&renewed.text("refresh_token"), "read:a admin:a").await;
        assert_eq!(asked.text("scope"), "read:a");
        // Made anew under its name, it owes nothing to what was given before.
        assert_eq!(app.api("DELETE", &path, Value::Null).await.status, 204);
        let body = json!({ "identifier": NEW, "scopes": scopes(&["other:a"]), "allow_offline_access": true });
        assert_eq!(app.api("POST", "/resource-servers", body).await.status, 201);
        assert_eq!(refresh(&asked.text("refresh_token"), "").await.text("scope"), "openid offline_access");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_default_audience_stays() {
    on_both(async |app: &TestApp| {
        app.settings(|settings| settings.mfa_policies.clear()).await;
        app.sign_up("ada@example.com").await;
        let path = format!("/resource-servers/{}", app.api("POST", "/resource-servers", json!({ "identifier": NEW })).await.text("id"));
        assert_eq!(app.api("PATCH", "/tenants/settings", json!({ "default_audience": NEW })).await.status, 200);
        let words = "The API is the tenant's default_audience: choose another by PATCH /tenants/settings first.";
        app.api("DELETE", &path, Value::Null).await.declined(409, "", words);
        assert_eq!(app.password("ada@example.com").await.status, 200);
        assert_eq!(app.api("PATCH", "/tenants/settings", json!({ "default_audience": "" })).await.status, 200);
        assert_eq!(app.api("DELETE", &path, Value::Null).await.status, 204);
        // Chosen and deleted at once: whichever is first, nobody is locked out.
        let token = app.management_token("").await;
        for turn in 0..5 {
            let name = format!("https://turn{turn}.example.test/");
            let id = app.api("POST", "/resource-servers", json!({ "identifier": name })).await.text("id");
            let chosen = Call::to("PATCH", "/api/v2/tenants/settings").bearer(&token).json(&json!({ "default_audience": name }));
            let answers = app.race([chosen, Call::delete(format!("/api/v2/resource-servers/{id}")).bearer(&token)]).await;
            assert!([(200, 409), (400, 204)].contains(&(answers[0].status, answers[1].status)), "{} {}", answers[0].body, answers[1].body);
            assert_eq!(app.password("ada@example.com").await.status, 200);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_done_is_refused() {
    on_both(async |app: &TestApp| {
        let with = |field: &str, value: Value| {
            let mut body = json!({ "identifier": NEW, "name": "New" });
            body[field] = value;
            body
        };
        for (field, value) in [
            ("signing_alg", json!("HS256")),
            ("signing_secret", json!("0123456789abcdef")),
            ("enforce_policies", json!(true)),
            ("token_dialect", json!("access_token_authz")),
            ("token_encryption", json!({})),
            ("subject_type_authorization", json!({ "user": { "policy": "deny_all" } })),
            ("scopes", json!([{ "value": "two words" }])),
            ("token_lifetime", json!(0)),
            ("subject_type_authorization", json!({ "more": "x".repeat(32 * 1024) })),
        ] {
            assert_eq!(app.api("POST", "/resource-servers", with(field, value)).await.status, 400, "{field}");
        }
        let is_so = json!({ "user": { "policy": "allow_all" }, "client": { "policy": "require_client_grant" } });
        assert_eq!(app.api("POST", "/resource-servers", with("subject_type_authorization", is_so)).await.status, 201);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn other_tenants_apis_and_changes_at_once() {
    on_both(async |app: &TestApp| {
        let other = tenant(&app.app, "other", "other.example.test").await;
        let foreign = ringfence_core::client::ResourceServer {
            id: ringfence_core::id::ResourceServerId::new("aaaaaaaaaaaaaaaaaaaaaaaa"),
            identifier: NEW.to_owned(),
            name: "Theirs".to_owned(),
            scopes: Vec::new(),
            token_lifetime: std::time::Duration::from_secs(1),
            settings: ringfence_core::client::ApiSettings::default(),
        };
        let now = app.app.clock.now();
        assert!(ringfence::flow::administer::create_api(&app.app.store, now, &other, foreign).await.unwrap());
        for id in ["aaaaaaaaaaaaaaaaaaaaaaaa", "https:%2F%2Fnew.example.test%2Fv1"] {
            let path = format!("/resource-servers/{id}");
            for (method, body) in [("GET", Value::Null), ("PATCH", json!({ "name": "Ours" })), ("DELETE", Value::Null)] {
                app.api(method, &path, body).await.declined(404, "inexistent_resource_server", MISSING);
            }
        }
        let token = app.management_token("").await;
        let body = json!({ "identifier": NEW, "name": "Ours" });
        let posts = (0..4).map(|_| Call::post("/api/v2/resource-servers").bearer(&token).json(&body));
        let mut statuses: Vec<u16> = app.race(posts).await.iter().map(|answer| answer.status).collect();
        statuses.sort_unstable();
        assert_eq!(statuses, [201, 409, 409, 409]);
        let path = "/api/v2/resource-servers/https:%2F%2Fnew.example.test%2Fv1";
        let changes = [json!({ "name": "Changed" }), json!({ "token_lifetime": 77 }), json!({ "allow_offline_access": true })];
        app.race(changes.iter().map(|body| Call::to("PATCH", path).bearer(&token).json(body))).await;
        let read = app.send(Call::get(path).bearer(&token)).await.body;
        assert_eq!((&read["name"], &read["token_lifetime"], &read["allow_offline_access"]), (&json!("Changed"), &json!(77), &json!(true)));
    })
    .await;
}
