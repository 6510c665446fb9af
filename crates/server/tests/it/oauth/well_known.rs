//! What clients discover.

use base64::Engine;
use serde_json::json;

use crate::harness::{Call, ISSUER, TestApp, on_both, secs};

#[tokio::test(flavor = "multi_thread")]
async fn the_configuration_names_what_is_there() {
    on_both(async |app: &TestApp| {
        let answer = app.send(Call::get("/.well-known/openid-configuration")).await;
        assert_eq!((answer.status, answer.text("issuer").as_str()), (200, ISSUER));
        assert_eq!(answer.header("cache-control"), "public, max-age=15");
        for (name, path) in [
            ("token_endpoint", "oauth/token"),
            ("userinfo_endpoint", "userinfo"),
            ("jwks_uri", ".well-known/jwks.json"),
            ("revocation_endpoint", "oauth/revoke"),
            ("mfa_challenge_endpoint", "mfa/challenge"),
        ] {
            assert_eq!(answer.text(name), format!("{ISSUER}{path}"));
        }
        let algorithms = (&answer.body["id_token_signing_alg_values_supported"], &answer.body["subject_types_supported"]);
        assert_eq!(algorithms, (&json!(["RS256"]), &json!(["public"])));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_are_public_halves_only() {
    on_both(async |app: &TestApp| {
        let answer = app.send(Call::get("/.well-known/jwks.json")).await;
        answer.has_fields(&["keys"]);
        let keys = answer.body["keys"].as_array().unwrap();
        assert_eq!(keys.len(), 1);
        let fields: Vec<&str> = keys[0].as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(fields, ["alg", "e", "kid", "kty", "n", "use"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_key_is_published_a_minute_before_it_signs() {
    on_both(async |app: &TestApp| {
        let published = async || {
            let keys = app.send(Call::get("/.well-known/jwks.json")).await.body["keys"].clone();
            keys.as_array().unwrap().iter().map(|key| key["kid"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        let signed_by = async || {
            let body = json!({ "grant_type": "client_credentials", "audience": format!("{ISSUER}api/v2/") });
            let token = app.token_for(&app.tenancy.management, body).await.text("access_token");
            let header = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(token.split('.').next().unwrap()).unwrap();
            serde_json::from_slice::<serde_json::Value>(&header).unwrap()["kid"].as_str().unwrap().to_owned()
        };
        let old = published().await.remove(0);
        ringfence::flow::administer::rotate_signing_keys(&app.app.store, &*app.app.dice, app.app.clock.now()).await.unwrap();
        app.advance(secs(2));
        let both = published().await;
        assert_eq!((both.len(), both.contains(&old)), (2, true));
        assert_eq!(signed_by().await, old);
        app.advance(secs(60));
        let new = both.into_iter().find(|kid| *kid != old).unwrap();
        assert_eq!(signed_by().await, new);
        assert_eq!(published().await, [new, old]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_host_is_nobodys() {
    on_both(async |app: &TestApp| {
        let answer = app.send(Call::get("/.well-known/openid-configuration").host("other.example.test")).await;
        answer.refused(404, "not_found", "No tenant answers to this host. Check the domain in your SDK's settings.");
    })
    .await;
}
