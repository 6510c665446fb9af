//! `/connections`: several databases of people, and which clients they may sign in to.

use ringfence_core::client::Client;
use serde_json::{Value, json};

use crate::harness::{Answer, Browser, CALLBACK, Call, PASSWORD, RelyingParty, TestApp, on_both, tenant, with_credentials};

const DEFAULT: &str = "Username-Password-Authentication";
const MISSING: &str = "The connection does not exist.";

/// A connection, its id.
async fn made(app: &TestApp, name: &str, clients: &[&Client], options: Value) -> String {
    let clients: Vec<&str> = clients.iter().map(|client| client.id.as_str()).collect();
    let body = json!({ "name": name, "strategy": "auth0", "enabled_clients": clients, "options": options });
    let answer = app.api("POST", "/connections", body).await;
    assert_eq!(answer.status, 201, "{}", answer.body);
    answer.text("id")
}

async fn default_id(app: &TestApp) -> String {
    app.api("GET", &format!("/connections?name={DEFAULT}"), Value::Null).await.body[0]["id"].as_str().unwrap().to_owned()
}

async fn sign_up(app: &TestApp, client: &Client, connection: &str, password: &str) -> Answer {
    let body = json!({ "client_id": client.id, "email": "ada@example.com", "password": password, "connection": connection });
    app.post("/dbconnections/signup", body).await
}

async fn log_in(app: &TestApp, client: &Client, realm: Option<&str>, password: &str) -> Answer {
    let mut body = json!({ "grant_type": "password", "username": "ada@example.com", "password": password, "scope": "openid" });
    if let Some(realm) = realm {
        body["grant_type"] = json!("http://auth0.com/oauth/grant-type/password-realm");
        body["realm"] = json!(realm);
    }
    app.post("/oauth/token", with_credentials(client, body)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_is_made_read_changed_and_deleted() {
    on_both(async |app: &TestApp| {
        let options = json!({ "requires_username": true, "disable_self_service_change_password": false, "mfa": { "active": true } });
        let body = json!({ "name": "staff", "strategy": "auth0", "display_name": "Staff", "options": options });
        let made = app.api("POST", "/connections", body.clone()).await;
        assert_eq!(made.status, 201, "{}", made.body);
        let id = made.text("id");
        let expected = json!({
            "id": id, "name": "staff", "strategy": "auth0", "display_name": "Staff", "options": options, "enabled_clients": [],
            "realms": ["staff"], "is_domain_connection": false,
        });
        assert_eq!(made.body, expected);
        app.api("POST", "/connections", body).await.declined(409, "", "A connection named \"staff\" already exists.");
        let path = format!("/connections/{id}");
        assert_eq!(app.api("GET", &path, Value::Null).await.body, expected);
        let changed = app.api("PATCH", &path, json!({ "options": { "disable_signup": true }, "display_name": null })).await;
        let options = json!({ "disable_signup": true, "disable_self_service_change_password": false });
        assert_eq!((&changed.body["options"], changed.body.get("display_name")), (&options, None));
        assert_eq!(app.api("PATCH", &path, json!({ "name": "other" })).await.status, 400, "the name stays");
        let gone = app.api("DELETE", &path, Value::Null).await;
        assert_eq!(gone.status, 202);
        assert!(gone.body["deleted_at"].is_string());
        for (method, body) in [("GET", Value::Null), ("PATCH", json!({})), ("DELETE", Value::Null)] {
            app.api(method, &path, body).await.declined(404, "inexistent_connection", MISSING);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn connections_are_listed_in_each_form() {
    on_both(async |app: &TestApp| {
        for name in ["one", "two"] {
            made(app, name, &[], json!({})).await;
        }
        let names = |list: &Value| list.as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
        let bare = app.api("GET", "/connections?strategy=auth0", Value::Null).await;
        assert_eq!(names(&bare.body).len(), 3);
        assert_eq!(bare.body[0]["enabled_clients"].as_array().unwrap().len(), 4, "without a choice it is for all");
        let page = app.api("GET", "/connections?include_totals=true&per_page=1&fields=name", Value::Null).await;
        let expected = json!({ "start": 0, "limit": 1, "length": 1, "total": 3, "connections": [{ "name": DEFAULT }] });
        assert_eq!(page.body, expected);
        let first = app.api("GET", "/connections?include_totals=true&take=2&strategy=auth0", Value::Null).await;
        assert_eq!(names(&first.body["connections"]).len(), 2);
        let rest = app.api("GET", &format!("/connections?take=2&from={}", first.text("next")), Value::Null).await;
        assert_eq!((names(&rest.body["connections"]).len(), rest.body.get("next")), (1, None));
        assert_eq!(app.api("GET", "/connections?strategy=google-oauth2", Value::Null).await.body, json!([]));
        assert_eq!(names(&app.api("GET", "/connections?name=two", Value::Null).await.body), ["two"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_done_is_refused() {
    on_both(async |app: &TestApp| {
        let post = async |body: Value| app.api("POST", "/connections", body).await;
        let google = post(json!({ "name": "google", "strategy": "google-oauth2" })).await;
        google.declined(400, "invalid_body", "Ringfence has database connections only: set strategy to auth0.");
        for name in ["", "-a", "a_b", "a b"] {
            assert_eq!(post(json!({ "name": name, "strategy": "auth0" })).await.status, 400, "{name}");
        }
        let unknown = post(json!({ "name": "a", "strategy": "auth0", "enabled_clients": ["nobody"] })).await;
        unknown.declined(400, "invalid_body", "There is no client \"nobody\": enable only clients that exist.");
        for options in
            [json!({ "import_mode": true }), json!({ "passwordPolicy": "strong" }), json!({ "password_history": { "enable": true } })]
        {
            assert_eq!(post(json!({ "name": "a", "strategy": "auth0", "options": options })).await.status, 400, "{options}");
        }
        assert_eq!(post(json!({ "name": "a", "strategy": "auth0", "realms": ["b"] })).await.status, 400);
        assert_eq!(post(json!({ "name": "a", "strategy": "auth0", "realms": ["a"] })).await.status, 201);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn people_of_one_connection_are_nobody_in_another() {
    on_both(async |app: &TestApp| {
        app.settings(|settings| settings.mfa_policies.clear()).await;
        let demo = &app.tenancy.demo;
        made(app, "staff", &[demo], json!({})).await;
        let (here, there) = (sign_up(app, demo, DEFAULT, PASSWORD).await, sign_up(app, demo, "staff", "another password").await);
        assert_eq!((here.status, there.status), (200, 200));
        assert_ne!(here.text("_id"), there.text("_id"), "the same address, two people");
        assert_eq!(log_in(app, demo, None, PASSWORD).await.status, 200);
        assert_eq!(log_in(app, demo, Some(DEFAULT), PASSWORD).await.status, 200);
        assert_eq!(log_in(app, demo, Some("staff"), "another password").await.status, 200);
        assert_eq!(app.logged("s").await.connection, "staff");
        log_in(app, demo, Some("staff"), PASSWORD).await.refused(403, "invalid_grant", "Wrong email or password.");
        assert_eq!(app.logged("fp").await.connection, "staff");
        // A client that was not enabled.
        let second = &app.tenancy.second;
        log_in(app, second, Some("staff"), "another password").await.refused(400, "invalid_request", MISSING);
        assert_eq!(sign_up(app, second, "staff", PASSWORD).await.status, 400);
        assert_eq!(log_in(app, second, Some(DEFAULT), PASSWORD).await.status, 200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn clients_are_enabled_and_taken_away() {
    on_both(async |app: &TestApp| {
        app.settings(|settings| settings.mfa_policies.clear()).await;
        let (demo, second) = (&app.tenancy.demo, &app.tenancy.second);
        sign_up(app, demo, DEFAULT, PASSWORD).await;
        let path = format!("/connections/{}/clients", default_id(app).await);
        let listed = async || app.api("GET", &path, Value::Null).await.body["clients"].as_array().unwrap().len();
        assert_eq!(listed().await, 4);
        let page = app.api("GET", &format!("{path}?take=3"), Value::Null).await;
        assert_eq!((page.body["clients"].as_array().unwrap().len(), page.body["next"].is_string()), (3, true));
        assert_eq!(log_in(app, second, None, PASSWORD).await.status, 200);
        let off = json!([{ "client_id": second.id, "status": false }]);
        assert_eq!(app.api("PATCH", &path, off).await.status, 204);
        assert_eq!(listed().await, 3);
        log_in(app, second, None, PASSWORD).await.refused(400, "invalid_request", MISSING);
        assert_eq!(sign_up(app, second, DEFAULT, PASSWORD).await.status, 400);
        assert_eq!(log_in(app, demo, None, PASSWORD).await.status, 200);
        // The choice is made: who comes later is not among them.
        let later = app.api("POST", "/clients", json!({ "name": "Later" })).await.text("client_id");
        assert_eq!(listed().await, 3);
        let on = json!([{ "client_id": second.id, "status": true }, { "client_id": later, "status": true }]);
        assert_eq!(app.api("PATCH", &path, on).await.status, 204);
        assert_eq!(log_in(app, second, None, PASSWORD).await.status, 200);
        assert_eq!(app.api("DELETE", &format!("/clients/{later}"), Value::Null).await.status, 204);
        assert_eq!(listed().await, 4, "a deleted client is no longer named");
        for bad in [json!([]), json!([{ "client_id": "nobody", "status": true }]), json!([{ "client_id": "x" }]), json!({})] {
            assert_eq!(app.api("PATCH", &path, bad.clone()).await.status, 400, "{bad}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sign_up_and_passwords_are_as_the_connection_says() {
    on_both(async |app: &TestApp| {
        let demo = &app.tenancy.demo;
        let options = json!({ "passwordPolicy": "good", "password_complexity_options": { "min_length": 12 } });
        let id = made(app, "strict", &[demo], options).await;
        let short = sign_up(app, demo, "strict", "Short1!").await;
        assert_eq!((short.status, short.text("description")), (400, "* At least 12 characters in length".to_owned()));
        assert!(
            sign_up(app, demo, "strict", "onlylowercaseletters").await.text("description").starts_with("* At least 3 of the following 4")
        );
        assert_eq!(app.api("PATCH", &format!("/connections/{id}"), json!({ "options": { "disable_signup": true } })).await.status, 200);
        let closed = sign_up(app, demo, "strict", "Long enough 1").await;
        assert_eq!(
            (closed.status, closed.text("code"), closed.text("description")),
            (400, "public_signup_disabled".to_owned(), "Public signup is disabled".to_owned())
        );
        assert_eq!(sign_up(app, demo, DEFAULT, PASSWORD).await.status, 200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_know_the_connection_they_are_asked_for() {
    on_both(async |app: &TestApp| {
        app.settings(|settings| settings.mfa_policies.clear()).await;
        let party = RelyingParty::new(app).await;
        let id = made(app, "staff", &[&party.client], json!({ "disable_signup": true })).await;
        sign_up(app, &app.tenancy.demo, DEFAULT, PASSWORD).await;
        let mut browser = Browser::new(app);
        // Nobody of that name there; and no way to make an account.
        let page = browser.open(&party.asks(&[("connection", "staff"), ("screen_hint", "signup")])).await;
        assert!(!page.is("login").html.contains("/u/signup"));
        let refused = browser.submit(&page, &[("username", "ada@example.com"), ("password", PASSWORD)]).await;
        assert_eq!(refused.status, 400);
        assert_eq!(app.logged("fu").await.connection, "staff");
        // Signed in by the other one, she is nobody there.
        let done = browser.types_password(&party.asks(&[]), "ada@example.com").await;
        assert!(!done.code().is_empty());
        browser.open(&party.asks(&[("connection", "staff")])).await.is("login");
        let off = json!([{ "client_id": party.client.id, "status": false }]);
        assert_eq!(app.api("PATCH", &format!("/connections/{}/clients", default_id(app).await), off.clone()).await.status, 204);
        browser.open(&party.asks(&[])).await.is("login");
        assert_eq!(app.api("PATCH", &format!("/connections/{id}/clients"), off).await.status, 204);
        let nowhere = app.send(Call::get(party.asks(&[]))).await;
        assert!(nowhere.header("location").starts_with(CALLBACK) && nowhere.header("location").contains("no+connections+enabled"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_client_was_given_ends_when_its_connection_is_closed() {
    on_both(async |app: &TestApp| {
        app.settings(|settings| settings.mfa_policies.clear()).await;
        let (party, id) = (RelyingParty::new(app).await, default_id(app).await);
        app.sign_up("ada@example.com").await;
        let switch = async |status: bool| {
            let switches = json!([{ "client_id": party.client.id, "status": status }]);
            assert_eq!(app.api("PATCH", &format!("/connections/{id}/clients"), switches).await.status, 204);
        };
        let mut browser = Browser::new(app);
        let code = browser.types_password(&party.asks(&[("scope", "openid offline_access")]), "ada@example.com").await.code();
        switch(false).await;
        party.exchange(app, &code).await.refused(403, "invalid_grant", "Invalid authorization code");
        switch(true).await;
        let tokens = party.exchange(app, &code).await;
        assert_eq!(tokens.status, 200, "{}", tokens.body);
        let refresh = json!({ "grant_type": "refresh_token", "refresh_token": tokens.text("refresh_token") });
        let refreshed = async || app.post("/oauth/token", with_credentials(&party.client, refresh.clone())).await;
        switch(false).await;
        refreshed().await.refused(403, "invalid_grant", "Unknown or invalid refresh token.");
        // Other clients keep theirs, and a closed door is no end of the chain.
        let theirs = app.password("ada@example.com").await.text("refresh_token");
        assert_eq!(app.token(json!({ "grant_type": "refresh_token", "refresh_token": theirs })).await.status, 200);
        switch(true).await;
        assert_eq!(refreshed().await.status, 200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn options_have_a_bound() {
    on_both(async |app: &TestApp| {
        let words = "The options and further fields of a connection are at most 32 KiB of JSON together: leave out what is not needed.";
        let large = json!({ "anything": "x".repeat(20 * 1024) });
        let id = made(app, "staff", &[], large.clone()).await;
        let more = json!({ "metadata": large });
        app.api("PATCH", &format!("/connections/{id}"), more.clone()).await.declined(400, "invalid_body", words);
        let body = json!({ "name": "other", "strategy": "auth0", "options": large, "metadata": large });
        app.api("POST", "/connections", body).await.declined(400, "invalid_body", words);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_with_people_stays() {
    on_both(async |app: &TestApp| {
        let demo = &app.tenancy.demo;
        let id = made(app, "staff", &[demo], json!({})).await;
        sign_up(app, demo, "staff", PASSWORD).await;
        let path = format!("/connections/{id}");
        app.api("DELETE", &path, Value::Null).await.declined(409, "", "The connection still has users: delete them first.");
        assert_eq!(app.api("DELETE", &format!("/connections/{}", default_id(app).await), Value::Null).await.status, 202, "even the first");
        // Its clients' people are now looked for where they may be.
        assert_eq!(log_in(app, demo, None, PASSWORD).await.text("error"), "mfa_required");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_put_into_a_connection_that_goes() {
    on_both(async |app: &TestApp| {
        let demo = &app.tenancy.demo;
        let token = app.management_token("").await;
        for turn in 0..5 {
            let name = format!("turn{turn}");
            let id = made(app, &name, &[demo], json!({})).await;
            let body = json!({ "client_id": demo.id, "email": "ada@example.com", "password": PASSWORD, "connection": name });
            let calls = [Call::post("/dbconnections/signup").json(&body), Call::delete(format!("/api/v2/connections/{id}")).bearer(&token)];
            let answers = app.race(calls).await;
            let (signed_up, deleted) = (answers[0].status == 200, answers[1].status == 202);
            assert!(signed_up != deleted, "{} {}", answers[0].body, answers[1].body);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn other_tenants_connections_and_changes_at_once() {
    on_both(async |app: &TestApp| {
        let other = tenant(&app.app, "other", "other.example.test").await;
        let read = async move |tx: &mut ringfence_store::Tx<'_>| tx.connection_list(&other).await;
        let foreign = app.app.store.read(read).await.unwrap();
        assert_eq!((foreign.len(), foreign[0].name.as_str()), (1, DEFAULT), "every tenant begins with one");
        let path = format!("/connections/{}", foreign[0].id);
        for (method, path, body) in [
            ("GET", path.clone(), Value::Null),
            ("PATCH", path.clone(), json!({})),
            ("DELETE", path.clone(), Value::Null),
            ("GET", format!("{path}/clients"), Value::Null),
            ("PATCH", format!("{path}/clients"), json!([{ "client_id": app.tenancy.demo.id, "status": true }])),
        ] {
            app.api(method, &path, body).await.declined(404, "inexistent_connection", MISSING);
        }
        let id = made(app, "staff", &[], json!({})).await;
        let token = app.management_token("").await;
        let clients = [&app.tenancy.demo, &app.tenancy.second, &app.tenancy.public, &app.tenancy.management];
        let switches = clients.map(|client| {
            let on = json!([{ "client_id": client.id, "status": true }]);
            Call::to("PATCH", format!("/api/v2/connections/{id}/clients")).bearer(&token).json(&on)
        });
        app.race(switches).await;
        let listed = app.api("GET", &format!("/connections/{id}/clients"), Value::Null).await;
        assert_eq!(listed.body["clients"].as_array().unwrap().len(), 4);
        let body = json!({ "name": "twice", "strategy": "auth0" });
        let posts = (0..4).map(|_| Call::post("/api/v2/connections").bearer(&token).json(&body));
        let mut statuses: Vec<u16> = app.race(posts).await.iter().map(|answer| answer.status).collect();
        statuses.sort_unstable();
        assert_eq!(statuses, [201, 409, 409, 409]);
    })
    .await;
}
