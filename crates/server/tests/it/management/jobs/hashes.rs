//! Hashes of other systems: how they are kept, and what they cost.

use ringfence_core::user::DEFAULT_CONNECTION;
use ringfence_store::Tx;
use serde_json::json;

use super::imported;
use crate::harness::{TestApp, on_both, with_credentials};

/// The hash that is kept of somebody's password.
async fn kept(app: &TestApp, email: &str) -> String {
    let (tenant, email) = (app.tenancy.id.clone(), email.to_owned());
    let read = async move |tx: &mut Tx<'_>| tx.user_find_by_email(&tenant, DEFAULT_CONNECTION, &email).await;
    app.app.store.read(read).await.unwrap().unwrap().password_hash.unwrap_or_default()
}

/// Hashes at our own cost are counted, not timed.
#[tokio::test(flavor = "multi_thread")]
async fn cheap_hashes_are_kept_within_ours_and_cost_what_ours_do() {
    on_both(async |app: &TestApp| {
        let sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        // Of "abc", and the last one of "password".
        let users = json!([
            { "email": "weak@example.com", "custom_password_hash": { "algorithm": "sha256", "hash": { "value": sha256, "encoding": "hex" } } },
            { "email": "bcrypt@example.com", "password_hash": "$2a$08$Ro0CUfOqk6cXEKf3dyaM7OhSCvnwM9s4wIX9JeLapehKK5YdLxKcm" },
            { "email": "costly@example.com", "password_hash": "$2a$10$WvvTPHKwdBJ3uk0Z37EMR.hLA2W6N9AEBhEgrAOljy2Ae5MtaSIUi" },
            { "email": "argon@example.com", "password_hash": "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4" },
            { "email": "none@example.com" },
        ]);
        let before = app.app.passwords.digests();
        let job = imported(app, &users.to_string(), &[]).await;
        assert_eq!(job["summary"]["inserted"], 5, "{job}");
        assert_eq!(app.app.passwords.digests() - before, 3, "one for each cheap hash");
        for (email, begins) in [
            ("weak@example.com", "$wrapped$digest-sha256$"),
            ("bcrypt@example.com", "$wrapped$2a$08$"),
            ("costly@example.com", "$2a$10$"),
            ("argon@example.com", "$wrapped$argon2id$v=19$m=256,t=2,p=1$"),
        ] {
            assert!(kept(app, email).await.starts_with(begins), "{}", kept(app, email).await);
        }
        assert!(!kept(app, "bcrypt@example.com").await.contains("OhSCvnwM9s4wIX9JeLapehKK5YdLxKcm"));
        // Users who exist cost nothing, and keep what they have.
        let kept_before = kept(app, "weak@example.com").await;
        let again = imported(app, &users.to_string(), &[("upsert", "true")]).await;
        assert_eq!((&again["summary"]["updated"], app.app.passwords.digests() - before), (&json!(5), 3), "{again}");
        assert_eq!(kept(app, "weak@example.com").await, kept_before);

        let login = async |name: &str, password: &str| {
            let before = app.app.passwords.digests();
            let body = json!({ "grant_type": "password", "username": name, "password": password });
            let answer = app.post("/oauth/token", with_credentials(&app.tenancy.demo, body)).await;
            (answer.status, answer.text("error"), app.app.passwords.digests() - before)
        };
        let wrong = (403, "invalid_grant".to_owned(), 1);
        for name in ["nobody", "weak", "bcrypt", "costly", "argon", "none"] {
            assert_eq!(login(&format!("{name}@example.com"), "certainly not").await, wrong, "{name}");
        }
        for (name, password) in [("weak", "abc"), ("bcrypt", "abc"), ("costly", "abc"), ("argon", "password")] {
            let email = format!("{name}@example.com");
            assert_eq!(login(&email, password).await.1, "mfa_required", "{name}");
            assert!(kept(app, &email).await.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{name}");
            assert_eq!(login(&email, password).await, (403, "mfa_required".to_owned(), 1), "{name}, with a hash of ours");
            assert_eq!(login(&email, "certainly not").await, wrong, "{name}");
        }
    })
    .await;
}
