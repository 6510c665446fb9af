//! `/client-grants`: what machines may do at which API.

use ringfence_core::client::{ClientGrant, grant};
use serde_json::{Value, json};

use crate::harness::{Answer, Call, ISSUER, TestApp, client, on_both, tenant, with_credentials};

const API: &str = "https://api.example.test";

async fn machine(app: &TestApp) -> ringfence_core::client::Client {
    client(&app.app, &app.tenancy.id, "Machine", &[grant::CLIENT_CREDENTIALS], false).await
}

async fn token(app: &TestApp, machine: &ringfence_core::client::Client, audience: &str) -> Answer {
    app.post("/oauth/token", with_credentials(machine, json!({ "grant_type": "client_credentials", "audience": audience }))).await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_granted_is_issued() {
    on_both(async |app: &TestApp| {
        let machine = machine(app).await;
        assert_eq!(token(app, &machine, API).await.status, 403);
        let body = json!({ "client_id": machine.id, "audience": API, "scope": ["read:things", "read:things"] });
        let made = app.api("POST", "/client-grants", body.clone()).await;
        assert_eq!(made.status, 201, "{}", made.body);
        let id = made.text("id");
        assert!(id.starts_with("cgr_") && id.len() == 20);
        let expected = json!({ "id": id, "client_id": machine.id, "audience": API, "scope": ["read:things"], "subject_type": "client" });
        assert_eq!(made.body, expected);
        assert_eq!(token(app, &machine, API).await.text("scope"), "read:things");
        let twice = app.api("POST", "/client-grants", body).await;
        twice.declined(409, "", "The client has a grant for this audience already: change its scope instead.");
        let path = format!("/client-grants/{id}");
        let changed = app.api("PATCH", &path, json!({ "scope": ["write:things", "read:things"] })).await;
        assert_eq!((changed.status, &changed.body["scope"]), (200, &json!(["write:things", "read:things"])));
        assert_eq!(app.api("GET", &path, Value::Null).await.body, changed.body);
        assert_eq!(token(app, &machine, API).await.text("scope"), "write:things read:things");
        let unknown = app.api("PATCH", &path, json!({ "scope": ["fly"] })).await;
        unknown.declined(400, "invalid_body", "The API does not have these scopes: fly. Add them to the API first.");
        assert_eq!(app.api("DELETE", &path, Value::Null).await.status, 204);
        assert_eq!(token(app, &machine, API).await.status, 403);
        let gone = app.api("DELETE", &path, Value::Null).await;
        gone.declined(404, "inexistent_client_grant", "The client grant does not exist.");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_management_api_is_granted_as_any_other() {
    on_both(async |app: &TestApp| {
        let machine = machine(app).await;
        let audience = format!("{ISSUER}api/v2/");
        let body = json!({ "client_id": machine.id, "audience": audience, "scope": ["read:clients"] });
        let made = app.api("POST", "/client-grants", body).await;
        assert_eq!((made.status, made.text("audience")), (201, audience.clone()));
        let bearer = token(app, &machine, &audience).await.text("access_token");
        assert_eq!(app.api_as(&bearer, "GET", "/clients", Value::Null).await.status, 200);
        assert_eq!(app.api_as(&bearer, "GET", "/connections", Value::Null).await.status, 403);
        let all = app.api("GET", &format!("/client-grants?audience={audience}"), Value::Null).await;
        assert_eq!(all.body.as_array().unwrap().len(), 2);
        assert!(all.body.as_array().unwrap().iter().all(|one| one["audience"] == audience.as_str()));
        let wrong = json!({ "client_id": machine.id, "audience": API, "scope": ["read:clients"] });
        assert_eq!(app.api("POST", "/client-grants", wrong).await.status, 400);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn grants_are_listed_page_by_page() {
    on_both(async |app: &TestApp| {
        for turn in 0..4 {
            let machine = client(&app.app, &app.tenancy.id, &format!("Machine {turn}"), &[grant::CLIENT_CREDENTIALS], false).await;
            let body = json!({ "client_id": machine.id, "audience": API, "scope": [] });
            assert_eq!(app.api("POST", "/client-grants", body).await.status, 201);
        }
        assert_eq!(app.api("GET", "/client-grants", Value::Null).await.body.as_array().unwrap().len(), 5);
        let page = app.api("GET", "/client-grants?per_page=2&include_totals=true", Value::Null).await;
        assert_eq!((&page.body["total"], page.body["client_grants"].as_array().unwrap().len()), (&json!(5), 2));
        let (mut seen, mut from) = (Vec::new(), String::new());
        loop {
            let page = app.api("GET", &format!("/client-grants?take=2&include_totals=true{from}"), Value::Null).await;
            seen.extend(page.body["client_grants"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()));
            match page.body.get("next") {
                Some(next) => from = format!("&from={}", next.as_str().unwrap()),
                None => break,
            }
        }
        assert!(seen.len() == 5 && seen.is_sorted());
        let one = app.api("GET", &format!("/client-grants?client_id={}", app.tenancy.management.id), Value::Null).await;
        assert_eq!(one.body.as_array().unwrap().len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_granted_to_nobody() {
    on_both(async |app: &TestApp| {
        let machine = machine(app).await;
        let post = async |client: &str, audience: &str| {
            app.api("POST", "/client-grants", json!({ "client_id": client, "audience": audience, "scope": [] })).await
        };
        post("nobody", API).await.declined(404, "inexistent_client", "The client does not exist.");
        let nothing = post(machine.id.as_str(), "https://nothing").await;
        nothing.declined(404, "inexistent_resource_server", "The resource server does not exist.");
        let other = tenant(&app.app, "other", "other.example.test").await;
        let foreign = client(&app.app, &other, "Theirs", &[grant::CLIENT_CREDENTIALS], false).await;
        post(foreign.id.as_str(), API).await.declined(404, "inexistent_client", "The client does not exist.");
        // A grant of theirs.
        let scopes = ringfence::flow::administer::management_scopes();
        let granted = ClientGrant { client_id: foreign.id.clone(), audience: ClientGrant::MANAGEMENT.to_owned(), scopes };
        let (house, now) = (&app.app, app.app.clock.now());
        ringfence::flow::administer::grant_client(&house.store, &*house.dice, now, &other, granted).await.unwrap();
        let read = async move |tx: &mut ringfence_store::Tx<'_>| tx.client_grant_list(&other).await;
        let path = format!("/client-grants/{}", house.store.read(read).await.unwrap()[0].id);
        for (method, body) in [("GET", Value::Null), ("PATCH", json!({ "scope": [] })), ("DELETE", Value::Null)] {
            app.api(method, &path, body).await.declined(404, "inexistent_client_grant", "The client grant does not exist.");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_grants_at_once_one_is_made() {
    on_both(async |app: &TestApp| {
        let machine = machine(app).await;
        let token = app.management_token("").await;
        let body = json!({ "client_id": machine.id, "audience": API, "scope": ["read:things"] });
        let calls = (0..4).map(|_| Call::post("/api/v2/client-grants").bearer(&token).json(&body));
        let mut statuses: Vec<u16> = app.race(calls).await.iter().map(|answer| answer.status).collect();
        statuses.sort_unstable();
        assert_eq!(statuses, [201, 409, 409, 409]);
    })
    .await;
}
