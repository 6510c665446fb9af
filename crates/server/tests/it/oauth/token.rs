//! `POST /oauth/token`: clients, passwords, machines. The grants that end a second factor: [`crate::mfa`].

use base64::Engine;
use ringfence_core::token;
use serde_json::{Value, json};

use crate::harness::{Call, ISSUER, PASSWORD, SCOPE, TestApp, on_both, with_credentials};

fn login(username: &str, password: &str) -> Value {
    json!({ "grant_type": "password", "username": username, "password": password, "scope": SCOPE })
}

async fn claims(app: &TestApp, jwt: &str) -> serde_json::Map<String, Value> {
    let (view, _) = app.app.directory.tenant(&app.app.store, crate::harness::HOST, app.app.clock.now()).await.unwrap().unwrap();
    token::verify(jwt, &view.signing_keys, ISSUER, app.app.clock.now()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_no_phone_is_asked_to_enroll_one() {
    on_both(async |app: &TestApp| {
        app.sign_up("ada@example.com").await;
        let answer = app.password("ada@example.com").await;
        assert_eq!(answer.status, 403);
        assert!(answer.text("mfa_token").starts_with("Fe26.2**"));
        let expected = json!({
            "error": "mfa_required",
            "error_description": "Multifactor authentication required",
            "mfa_token": answer.body["mfa_token"],
            "mfa_requirements": { "enroll": [{ "type": "phone" }, { "type": "otp" }] },
        });
        assert_eq!(answer.body, expected);
        assert_eq!(app.log_types().await, ["ss", "mfar"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_a_phone_is_asked_for_a_code() {
    on_both(async |app: &TestApp| {
        let ada = app.enrolled_user().await;
        let realm = json!({
            "grant_type": "http://auth0.com/oauth/grant-type/password-realm",
            "realm": "Username-Password-Authentication",
            "username": "  ADA@example.com ",
            "password": PASSWORD,
        });
        for answer in [app.password(&ada.email).await, app.token(realm).await] {
            assert_eq!(answer.status, 403);
            assert_eq!(answer.body["mfa_requirements"], json!({ "challenge": [{ "type": "phone" }, { "type": "recovery-code" }] }));
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_policy_the_password_is_enough() {
    on_both(async |app: &TestApp| {
        app.settings(|settings| settings.mfa_policies.clear()).await;
        let id = app.sign_up("ada@example.com").await;
        let answer = app.password("ada@example.com").await;
        answer.has_fields(&["access_token", "expires_in", "id_token", "refresh_token", "scope", "token_type"]);
        assert_eq!(answer.body["token_type"], "Bearer");
        assert_eq!(answer.body["expires_in"], 86_400);
        assert_eq!(answer.body["scope"], SCOPE);
        assert_eq!((answer.header("cache-control"), answer.header("pragma")), ("no-store", "no-cache"));

        let claims = claims(app, &answer.text("id_token")).await;
        let expected = json!({
            "iss": ISSUER,
            "aud": app.tenancy.demo.id,
            "sub": id,
            "iat": 1_764_000_000,
            "exp": 1_764_036_000,
            "name": "ada@example.com",
            "nickname": "ada",
            "email": "ada@example.com",
            "email_verified": false,
            "updated_at": claims["updated_at"],
        });
        assert_eq!(Value::Object(claims), expected);
        assert_eq!(app.log_types().await, ["gd_tenant_update", "ss", "s", "sepft"]);

        let bare = app.token(json!({ "grant_type": "password", "username": "ada@example.com", "password": PASSWORD })).await;
        bare.has_fields(&["access_token", "expires_in", "token_type"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_apis_token_names_the_api_and_its_scopes() {
    on_both(async |app: &TestApp| {
        app.settings(|settings| settings.mfa_policies.clear()).await;
        let id = app.sign_up("ada@example.com").await;
        let mut body = login("ada@example.com", PASSWORD);
        body["audience"] = json!("https://api.example.test");
        body["scope"] = json!("openid read:things delete:things");
        let answer = app.token(body.clone()).await;
        answer.has_fields(&["access_token", "expires_in", "id_token", "scope", "token_type"]);
        assert_eq!((&answer.body["expires_in"], &answer.body["scope"]), (&json!(7200), &json!("openid read:things")));
        let claims = claims(app, &answer.text("access_token")).await;
        assert_eq!(claims["sub"], json!(id));
        assert_eq!(claims["azp"], json!(app.tenancy.demo.id));
        assert_eq!(claims["aud"], json!(["https://api.example.test", format!("{ISSUER}userinfo")]));
        assert_eq!(claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap(), 7200);

        body["audience"] = json!("https://unknown.example.test");
        app.token(body).await.refused(403, "access_denied", "Service not found: https://unknown.example.test");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_answer_tells_whether_a_user_exists() {
    on_both(async |app: &TestApp| {
        app.sign_up("ada@example.com").await;
        let wrong = app.token(login("ada@example.com", "wrong")).await;
        let unknown = app.token(login("bob@example.com", "wrong")).await;
        let endless = app.token(login("ada@example.com", &"x".repeat(5000))).await;
        for answer in [&wrong, &unknown, &endless] {
            answer.refused(403, "invalid_grant", "Wrong email or password.");
        }
        assert_eq!(wrong.headers, unknown.headers);
        // The log, which only the tenant's own people read, tells them apart.
        assert_eq!(app.log_types().await, ["ss", "fp", "fepft", "fu", "fepft", "fp", "fepft"]);
        let unknown = app.logged("fu").await;
        assert_eq!((unknown.user_id.as_str(), unknown.connection.as_str()), ("", "Username-Password-Authentication"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn clients_authenticate_in_the_body_or_in_a_header_or_not_at_all() {
    on_both(async |app: &TestApp| {
        app.settings(|settings| settings.mfa_policies.clear()).await;
        app.sign_up("ada@example.com").await;
        let secret = app.tenancy.demo.secret.as_ref().unwrap().expose();
        let id = app.tenancy.demo.id.as_str();
        let fields = [("grant_type", "password"), ("username", "ada@example.com"), ("password", PASSWORD)];
        let basic = |id: &str, secret: &str| {
            let encoded = base64::engine::general_purpose::STANDARD.encode(format!("{id}:{secret}"));
            Call::post("/oauth/token").header("authorization", format!("Basic {encoded}"))
        };
        let in_body = [&fields[..], &[("client_id", id), ("client_secret", secret)]].concat();
        let public = [&fields[..], &[("client_id", app.tenancy.public.id.as_str())]].concat();
        for call in [Call::post("/oauth/token").form(&in_body), basic(id, secret).form(&fields), Call::post("/oauth/token").form(&public)] {
            assert_eq!(app.send(call).await.status, 200);
        }

        let without = [&fields[..], &[("client_id", id)]].concat();
        let unknown = [&fields[..], &[("client_id", "nobody"), ("client_secret", secret)]].concat();
        for call in [Call::post("/oauth/token").form(&without), Call::post("/oauth/token").form(&unknown)] {
            let answer = app.send(call).await;
            answer.refused(401, "access_denied", "Unauthorized");
            assert!(!answer.has_header("www-authenticate"), "some SDKs read no body behind it");
        }
        let answer = app.send(basic(id, "wrong").form(&fields)).await;
        answer.refused(401, "access_denied", "Unauthorized");
        assert_eq!(answer.header("www-authenticate"), "Basic realm=\"oauth\"");
        let both = basic(id, secret).form(&in_body);
        app.send(both).await.refused(400, "invalid_request", "Use one method of client authentication, not two.");
        let other = [&fields[..], &[("client_id", "nobody")]].concat();
        let words = "client_id and the Authorization header name different clients.";
        app.send(basic(id, secret).form(&other)).await.refused(400, "invalid_request", words);
        let nul = app.send(basic(id, "%00").form(&fields)).await;
        nul.refused(400, "invalid_request", "the Authorization header is malformed");
        let nobody = app.send(Call::post("/oauth/token").form(&fields)).await;
        nobody.refused(400, "invalid_request", "Missing required parameter: client_id");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_known_and_granted_grants_are_served() {
    on_both(async |app: &TestApp| {
        app.token(json!({})).await.refused(400, "invalid_request", "Missing required parameter: grant_type");
        let unknown = app.token(json!({ "grant_type": "implicit" })).await;
        unknown.refused(403, "unsupported_grant_type", "Unsupported grant type: implicit");
        let machine = json!({ "grant_type": "client_credentials", "audience": format!("{ISSUER}api/v2/") });
        let ungranted = app.token(machine).await;
        ungranted.refused(403, "unauthorized_client", "Grant type 'client_credentials' not allowed for the client.");
        app.sign_up("ada@example.com").await;
        let grants = ["password", "refresh_token"];
        let client = crate::harness::client(&app.app, &app.tenancy.id, "Without a second factor", &grants, false).await;
        let cut_off = app.token_for(&client, login("ada@example.com", PASSWORD)).await;
        let words = "Grant type 'http://auth0.com/oauth/grant-type/mfa-oob' not allowed for the client.";
        cut_off.refused(403, "unauthorized_client", words);
        for (missing, rest) in [("username", json!({ "password": "x" })), ("password", json!({ "username": "x" }))] {
            let mut body = rest;
            body["grant_type"] = json!("password");
            app.token(body).await.refused(400, "invalid_request", &format!("Missing required parameter: {missing}"));
        }
        let realm = json!({
            "grant_type": "http://auth0.com/oauth/grant-type/password-realm", "realm": "elsewhere", "username": "x", "password": "x",
        });
        app.token(realm).await.refused(400, "invalid_request", "The connection does not exist.");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_machine_gets_a_management_token() {
    on_both(async |app: &TestApp| {
        let audience = format!("{ISSUER}api/v2/");
        let management = &app.tenancy.management;
        let body = json!({ "grant_type": "client_credentials", "audience": audience, "scope": "read:users no:such" });
        let answer = app.token_for(management, body).await;
        answer.has_fields(&["access_token", "expires_in", "scope", "token_type"]);
        assert_eq!(answer.body["scope"], "read:users");
        let claims = claims(app, &answer.text("access_token")).await;
        let expected = json!({
            "iss": ISSUER,
            "sub": format!("{}@clients", management.id),
            "aud": audience,
            "azp": management.id,
            "iat": 1_764_000_000,
            "exp": 1_764_086_400,
            "jti": claims["jti"],
            "scope": "read:users",
            "gty": "client-credentials",
        });
        assert_eq!(Value::Object(claims), expected);

        let elsewhere = "https://api.example.test";
        let refused = app.token_for(management, json!({ "grant_type": "client_credentials", "audience": elsewhere })).await;
        let words =
            format!("Client is not authorized to access \"{elsewhere}\". You need to create a \"client-grant\" associated to this API.");
        refused.refused(403, "access_denied", &words);
        assert_eq!(app.log_types().await, ["seccft", "feccft"]);
        let event = app.logged("seccft").await;
        let details = (event.client_id.as_str(), event.audience.as_str(), event.scope.as_str(), event.description.as_deref());
        assert_eq!(details, (management.id.as_str(), audience.as_str(), "read:users", Some("")));

        let without = with_credentials(management, json!({ "grant_type": "client_credentials" }));
        app.post("/oauth/token", without).await.refused(400, "invalid_request", "Missing required parameter: audience");
    })
    .await;
}
