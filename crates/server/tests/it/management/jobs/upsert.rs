//! An import that changes users who exist: by whose right.

use serde_json::{Value, json};

use super::{KIND, connection, ended, form};
use crate::harness::{Call, TestApp, on_both};

#[tokio::test(flavor = "multi_thread")]
async fn an_import_that_changes_users_needs_the_scope_of_that() {
    on_both(async |app: &TestApp| {
        let known = app.sign_up("ada@example.com").await;
        let place = connection(app).await;
        let users = json!([{ "email": "ada@example.com", "email_verified": true, "blocked": true, "app_metadata": { "role": "admin" } }]);
        let users = users.to_string();
        let path = format!("/users/{}", known.replace('|', "%7C"));
        let before = app.api("GET", &path, Value::Null).await.body;
        let creator = app.management_token("create:users").await;
        let both = app.management_token("create:users update:users").await;
        let send = async |token: &str, parts: &[(&str, &str)]| {
            app.send(Call::post("/api/v2/jobs/users-imports").bearer(token).body(KIND, form(parts))).await
        };
        // Whether it is said before the file or behind it.
        for parts in [
            [("upsert", "true"), ("users", users.as_str()), ("connection_id", place.as_str())],
            [("users", users.as_str()), ("connection_id", place.as_str()), ("upsert", "true")],
        ] {
            send(&creator, &parts).await.declined(403, "insufficient_scope", "Insufficient scope, expected any of: update:users");
        }
        assert_eq!(app.api("GET", &path, Value::Null).await.body, before);
        for (token, upsert, updated) in [(&creator, "false", 0), (&both, "true", 1)] {
            let begun = send(token, &[("users", &users), ("connection_id", &place), ("upsert", upsert)]).await;
            assert_eq!(begun.status, 202, "{}", begun.body);
            let job = ended(app, begun.body["id"].as_str().unwrap()).await;
            assert_eq!(job["summary"], json!({ "failed": 1 - updated, "updated": updated, "inserted": 0, "total": 1 }), "{job}");
        }
    })
    .await;
}
