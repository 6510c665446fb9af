//! An administrator's machine: its tokens, and its calls to `/api/v2`.

use serde_json::{Value, json};

use super::{Answer, Call, ISSUER, TestApp};

impl TestApp {
    /// A token for the Management API with these scopes; none named means all there are.
    pub(crate) async fn management_token(&self, scope: &str) -> String {
        let management = &self.tenancy.management;
        let answer = self
            .post(
                "/oauth/token",
                json!({
                    "grant_type": "client_credentials", "audience": format!("{ISSUER}api/v2/"), "scope": scope,
                    "client_id": management.id, "client_secret": management.secret.as_ref().unwrap().expose(),
                }),
            )
            .await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        answer.text("access_token")
    }

    /// A call with every scope; the path is that below `/api/v2`, a `Null` body is none.
    pub(crate) async fn api(&self, method: &str, path: &str, body: Value) -> Answer {
        let token = self.management_token("").await;
        self.api_as(&token, method, path, body).await
    }

    pub(crate) async fn api_as(&self, token: &str, method: &str, path: &str, body: Value) -> Answer {
        let call = Call::to(method, format!("/api/v2{path}")).bearer(token);
        self.send(if body.is_null() { call } else { call.json(&body) }).await
    }
}

impl Answer {
    /// A refusal of the Management API: its status, its code (empty: none) and its sentence.
    #[track_caller]
    pub(crate) fn declined(&self, status: u16, code: &str, message: &str) {
        assert_eq!((self.status, &self.body["statusCode"]), (status, &json!(status)), "{}", self.body);
        assert_eq!(self.body["errorCode"].as_str().unwrap_or_default(), code, "{}", self.body);
        assert_eq!(self.body["message"], message);
        assert!(self.body["error"].is_string());
    }
}
