//! `/roles`: none, in every form.

use serde_json::{Value, json};

use crate::harness::{TestApp, on_both};

#[tokio::test(flavor = "multi_thread")]
async fn there_are_none() {
    on_both(async |app: &TestApp| {
        assert_eq!(app.api("GET", "/roles", Value::Null).await.body, json!([]));
        let page = app.api("GET", "/roles?page=0&per_page=50&include_totals=true", Value::Null).await;
        assert_eq!(page.body, json!({ "start": 0, "limit": 50, "length": 0, "total": 0, "roles": [] }));
        let words = "Ringfence has no roles: an API's scopes are granted to clients (POST /api/v2/client-grants).";
        app.api("POST", "/roles", json!({ "name": "Boss" })).await.declined(403, "operation_not_supported", words);
        for (method, body) in [("GET", Value::Null), ("PATCH", json!({ "name": "Boss" })), ("DELETE", Value::Null)] {
            app.api(method, "/roles/rol_1", body).await.declined(404, "", "The role does not exist.");
        }
    })
    .await;
}
