//! Nobody gives or takes rights at the Management API that they do not have themselves.

use ringfence_core::client::{Client, ClientGrant, grant};
use serde_json::{Value, json};

use crate::harness::{Answer, ISSUER, TestApp, client, on_both, with_credentials};

const API: &str = "https://api.example.test";

fn audience() -> String {
    format!("{ISSUER}api/v2/")
}

/// A machine with these scopes of the Management API, its token, and the id of its grant.
async fn machine(app: &TestApp, name: &str, scopes: &[&str]) -> (Client, String, String) {
    let made = client(&app.app, &app.tenancy.id, name, &[grant::CLIENT_CREDENTIALS], false).await;
    let scopes: Vec<String> = scopes.iter().map(|scope| (*scope).to_owned()).collect();
    let granted = ClientGrant { client_id: made.id.clone(), audience: ClientGrant::MANAGEMENT.to_owned(), scopes };
    let (house, now) = (&app.app, app.app.clock.now());
    ringfence::flow::administer::grant_client(&house.store, &*house.dice, now, &app.tenancy.id, granted).await.unwrap();
    let listed = app.api("GET", &format!("/client-grants?client_id={}", made.id), Value::Null).await;
    let id = listed.body[0]["id"].as_str().unwrap().to_owned();
    let token = token(app, &made).await.text("access_token");
    (made, token, id)
}

async fn token(app: &TestApp, machine: &Client) -> Answer {
    app.post("/oauth/token", with_credentials(machine, json!({ "grant_type": "client_credentials", "audience": audience() }))).await
}

#[track_caller]
fn is_refused(answer: &Answer, words: &str) {
    assert_eq!((answer.status, &answer.body["errorCode"]), (403, &json!("insufficient_scope")), "{}", answer.body);
    assert!(answer.body["message"].as_str().unwrap().contains(words), "{}", answer.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_cannot_raise_its_own_grant() {
    on_both(async |app: &TestApp| {
        let held = ["update:client_grants", "create:client_grants", "delete:client_grants", "read:stats"];
        let (machine, bearer, id) = machine(app, "Ambitious", &held).await;
        let path = format!("/client-grants/{id}");
        let more = json!({ "scope": [held[0], held[1], held[2], "read:stats", "update:users", "read:users"] });
        let refused = app.api_as(&bearer, "PATCH", &path, more).await;
        is_refused(&refused, "It lacks: update:users, read:users. Use a client that has them, or the command line.");
        assert_eq!(app.logged("fapi").await.details["response"]["statusCode"], 403);
        // To another API of its own accord neither.
        let itself = json!({ "client_id": machine.id, "audience": API, "scope": ["read:things"] });
        is_refused(&app.api_as(&bearer, "POST", "/client-grants", itself).await, "A client cannot add to its own grant.");
        // Not by way of an accomplice, new or old.
        let other = client(&app.app, &app.tenancy.id, "Accomplice", &[grant::CLIENT_CREDENTIALS], false).await;
        let all = json!({ "client_id": other.id, "audience": audience(), "scope": ["update:users"] });
        is_refused(&app.api_as(&bearer, "POST", "/client-grants", all).await, "It lacks: update:users.");
        // What it has it may hand on, and give up; by a token from before it does not get that back.
        let some = json!({ "client_id": other.id, "audience": audience(), "scope": ["read:stats"] });
        assert_eq!(app.api_as(&bearer, "POST", "/client-grants", some).await.status, 201);
        let things = json!({ "client_id": other.id, "audience": API, "scope": ["read:things"] });
        assert_eq!(app.api_as(&bearer, "POST", "/client-grants", things).await.status, 201);
        let fewer = json!({ "scope": [held[0], held[1], held[2]] });
        assert_eq!(app.api_as(&bearer, "PATCH", &path, fewer.clone()).await.status, 200);
        is_refused(&app.api_as(&bearer, "PATCH", &path, json!({ "scope": held })).await, "It lacks: read:stats.");
        assert_eq!(app.api_as(&bearer, "PATCH", &path, fewer).await.status, 200);
        // Nor when it takes its grant away to make it anew.
        assert_eq!(app.api_as(&bearer, "DELETE", &path, Value::Null).await.status, 204);
        let anew = json!({ "client_id": machine.id, "audience": audience(), "scope": held });
        is_refused(&app.api_as(&bearer, "POST", "/client-grants", anew).await, "It lacks:");
        assert_eq!(token(app, &machine).await.status, 403);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mightier_clients_secret_is_neither_shown_nor_set() {
    on_both(async |app: &TestApp| {
        let (_, bearer, _) = machine(app, "Keeper", &["read:client_keys", "update:client_keys", "update:clients", "read:clients"]).await;
        let mighty = &app.tenancy.management;
        let path = format!("/clients/{}", mighty.id);
        let secret = mighty.secret.as_ref().unwrap().expose();
        let reads = [&path, "/clients", "/clients?per_page=2&include_totals=true", "/clients?take=50"];
        for read in reads {
            let shown = app.api_as(&bearer, "GET", read, Value::Null).await;
            assert!(shown.status == 200 && !shown.body.to_string().contains(secret), "{read}");
        }
        let words = "A client cannot set the secret of one that may do more at the Management API.";
        is_refused(&app.api_as(&bearer, "POST", &format!("{path}/rotate-secret"), Value::Null).await, words);
        let chosen = json!({ "client_secret": "a secret of thirty-two characters" });
        is_refused(&app.api_as(&bearer, "PATCH", &path, chosen.clone()).await, words);
        let renamed = app.api_as(&bearer, "PATCH", &path, json!({ "name": "Management" })).await;
        assert!(renamed.status == 200 && !renamed.body.to_string().contains(secret), "{}", renamed.body);
        assert_eq!(token(app, mighty).await.status, 200, "the secret is what it was");
        // Of the others, and of one that may do no more, it keeps the keys.
        let (peer, ..) = machine(app, "Peer", &["read:clients"]).await;
        for id in [&app.tenancy.demo.id, &peer.id] {
            let path = format!("/clients/{id}");
            assert!(app.api_as(&bearer, "GET", &path, Value::Null).await.body["client_secret"].is_string());
            assert_eq!(app.api_as(&bearer, "PATCH", &path, chosen.clone()).await.status, 200);
            assert_eq!(app.api_as(&bearer, "POST", &format!("{path}/rotate-secret"), Value::Null).await.status, 200);
        }
        // A narrowed token is no way to the whole of its own client's rights.
        let narrow = app.management_token("update:client_keys").await;
        is_refused(&app.api_as(&narrow, "POST", &format!("{path}/rotate-secret"), Value::Null).await, words);
        assert_eq!(app.api("POST", &format!("{path}/rotate-secret"), Value::Null).await.status, 200);
    })
    .await;
}
