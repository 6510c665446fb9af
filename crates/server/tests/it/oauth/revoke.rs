//! `POST /oauth/revoke` (RFC 7009).

use serde_json::{Value, json};

use crate::harness::{TestApp, on_both, with_credentials};

#[tokio::test(flavor = "multi_thread")]
async fn a_revoked_token_and_its_successors_are_dead() {
    on_both(async |app: &TestApp| {
        app.settings(|settings| settings.mfa_policies.clear()).await;
        app.sign_up("ada@example.com").await;
        let one = app.password("ada@example.com").await.text("refresh_token");
        let two = app.token(json!({ "grant_type": "refresh_token", "refresh_token": one })).await.text("refresh_token");
        let revoke = async |client, token: &str| app.post("/oauth/revoke", with_credentials(client, json!({ "token": token }))).await;

        // Not theirs: nothing happens, and nothing is told.
        assert_eq!(revoke(&app.tenancy.second, &two).await.status, 200);
        let three = app.token(json!({ "grant_type": "refresh_token", "refresh_token": two })).await.text("refresh_token");

        let answer = revoke(&app.tenancy.demo, &one).await;
        assert_eq!((answer.status, answer.body), (200, Value::Null));
        let refused = app.token(json!({ "grant_type": "refresh_token", "refresh_token": three })).await;
        refused.refused(403, "invalid_grant", "Unknown or invalid refresh token.");
        assert_eq!(revoke(&app.tenancy.demo, "v1.unknown").await.status, 200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_client_must_be_known() {
    on_both(async |app: &TestApp| {
        let body = json!({ "client_id": app.tenancy.demo.id, "client_secret": "wrong", "token": "v1.x" });
        app.post("/oauth/revoke", body).await.refused(401, "access_denied", "Unauthorized");
        let without = with_credentials(&app.tenancy.demo, json!({}));
        app.post("/oauth/revoke", without).await.refused(400, "invalid_request", "Missing required parameter: token");
    })
    .await;
}
