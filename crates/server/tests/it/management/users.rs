//! `/users`, `/users-by-email`, `/user-blocks`: people, written and found, and who of them may not sign in.

mod blocked;
mod crud;
mod deleted;
mod search;

use serde_json::{Value, json};

use crate::harness::{Answer, TestApp};

const CONNECTION: &str = "Username-Password-Authentication";
const STRONG: &str = "correct horse battery staple";

/// As it stands in an address.
fn user_path(id: &str) -> String {
    format!("/users/{}", id.replace('|', "%7C"))
}

async fn create(app: &TestApp, further: Value) -> Answer {
    let mut body = json!({ "connection": CONNECTION, "email": "ada@example.com", "password": STRONG });
    for (name, value) in further.as_object().unwrap() {
        body[name] = value.clone();
    }
    app.api("POST", "/users", body).await
}

async fn created(app: &TestApp, further: Value) -> String {
    let answer = create(app, further).await;
    assert_eq!(answer.status, 201, "{}", answer.body);
    answer.text("user_id")
}

async fn patch(app: &TestApp, id: &str, body: Value) -> Answer {
    app.api("PATCH", &user_path(id), body).await
}

async fn get(app: &TestApp, id: &str) -> Answer {
    app.api("GET", &user_path(id), Value::Null).await
}
