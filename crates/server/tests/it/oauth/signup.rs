//! `POST /dbconnections/signup`.

use serde_json::{Value, json};

use crate::harness::{PASSWORD, TestApp, on_both};

fn signup(app: &TestApp, email: &str, password: &str) -> Value {
    json!({ "client_id": app.tenancy.demo.id, "email": email, "password": password, "connection": "Username-Password-Authentication" })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_user_is_shown_by_its_bare_id() {
    on_both(async |app: &TestApp| {
        let mut body = signup(app, " Ada@Example.com ", PASSWORD);
        body["given_name"] = json!("Ada");
        body["user_metadata"] = json!({ "colour": "blue" });
        let answer = app.post("/dbconnections/signup", body).await;
        answer.has_fields(&["_id", "email", "email_verified", "given_name", "user_metadata"]);
        let id = answer.text("_id");
        assert!(id.len() == 24 && id.bytes().all(|byte| byte.is_ascii_hexdigit()), "{id}");
        assert_eq!((&answer.body["email"], &answer.body["email_verified"]), (&json!("ada@example.com"), &json!(false)));
        let event = app.logged("ss").await;
        assert_eq!((event.user_id, event.user_name), (format!("auth0|{id}"), "ada@example.com".to_owned()));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_taken_name_is_refused_in_signups_own_words() {
    on_both(async |app: &TestApp| {
        app.sign_up("ada@example.com").await;
        let again = app.post("/dbconnections/signup", signup(app, "ADA@example.com", PASSWORD)).await;
        assert_eq!(again.status, 400);
        let expected = json!({ "name": "BadRequestError", "code": "invalid_signup", "description": "Invalid sign up", "statusCode": 400 });
        assert_eq!(again.body, expected);
        assert_eq!(app.log_types().await, ["ss", "fs"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_weak_password_is_refused() {
    on_both(async |app: &TestApp| {
        let answer = app.post("/dbconnections/signup", signup(app, "ada@example.com", "short")).await;
        assert_eq!((answer.status, answer.text("name").as_str()), (400, "PasswordStrengthError"));
        assert_eq!((answer.text("code").as_str(), answer.text("message").as_str()), ("invalid_password", "Password is too weak"));
        let fields: Vec<&str> = answer.body.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(fields, ["code", "description", "message", "name", "policy", "statusCode"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_missing_or_malformed_is_named() {
    on_both(async |app: &TestApp| {
        for (field, value, description) in [
            ("email", json!(null), "Missing required parameter: email"),
            ("password", json!(""), "Missing required parameter: password"),
            ("email", json!("no address"), "The email is invalid."),
            ("email", json!(["ada@example.com"]), "email must be a string"),
            ("user_metadata", json!("blue"), "user_metadata must be an object"),
            ("connection", json!("elsewhere"), "The connection does not exist."),
        ] {
            let mut body = signup(app, "ada@example.com", PASSWORD);
            body[field] = value;
            let answer = app.post("/dbconnections/signup", body).await;
            assert_eq!((answer.status, answer.text("description").as_str()), (400, description));
        }
        let mut body = signup(app, "ada@example.com", PASSWORD);
        body["client_id"] = json!("nobody");
        assert_eq!(app.post("/dbconnections/signup", body).await.status, 401);
        assert_eq!(app.log_types().await, [""; 0]);
    })
    .await;
}
