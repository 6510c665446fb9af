//! What clients discover.

use serde_json::json;

use crate::harness::{Call, ISSUER, TestApp, on_both};

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
async fn another_host_is_nobodys() {
    on_both(async |app: &TestApp| {
        let answer = app.send(Call::get("/.well-known/openid-configuration").host("other.example.test")).await;
        answer.refused(404, "not_found", "No tenant answers to this host. Check the domain in your SDK's settings.");
    })
    .await;
}
