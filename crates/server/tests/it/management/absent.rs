//! What is not part of Ringfence, as a tool that reads a whole tenant finds it.

use serde_json::{Value, json};

use super::operations;
use crate::harness::{TestApp, on_both, secs};

#[tokio::test(flavor = "multi_thread")]
async fn lists_are_empty_in_the_form_that_is_asked() {
    on_both(async |app: &TestApp| {
        let get = async |path: &str| app.api("GET", path, Value::Null).await.body;
        assert_eq!(get("/hooks").await, json!([]));
        let page = json!({ "start": 100, "limit": 100, "length": 0, "total": 0, "hooks": [] });
        assert_eq!(get("/hooks?page=1&per_page=100&include_totals=true").await, page);
        assert_eq!(get("/organizations?take=50").await, json!({ "organizations": [] }));
        assert_eq!(get("/actions/actions?page=0&per_page=100").await, json!({ "actions": [], "total": 0, "page": 0, "per_page": 100 }));
        assert_eq!(get("/actions/triggers").await, json!({ "triggers": [] }));
        for bare in ["/log-streams", "/rules-configs", "/custom-domains", "/keys/signing"] {
            assert_eq!(get(bare).await, json!([]), "{bare}");
        }
        assert_eq!(get("/prompts/rendering?page=0&per_page=50&include_totals=true").await["configs"], json!([]));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_is_sent_is_kept() {
    on_both(async |app: &TestApp| {
        app.api("POST", "/hooks", json!({ "name": "x" })).await.declined(403, "operation_not_supported", "Ringfence has no hooks.");
        app.api("PATCH", "/log-streams/lst_1", json!({})).await.declined(404, "inexistent_log_stream", "The log stream does not exist.");
        app.api("GET", "/emails/provider", Value::Null).await.declined(
            404,
            "inexistent_email_provider",
            "The email provider does not exist.",
        );
        app.api("GET", "/supplemental-signals", Value::Null).await.declined(
            403,
            "operation_not_supported",
            "Ringfence has no supplemental signals.",
        );
        // An export can be imported again; anything else cannot.
        for path in ["brute-force-protection", "breached-password-detection", "suspicious-ip-throttling"] {
            let path = format!("/attack-protection/{path}");
            let off = app.api("GET", &path, Value::Null).await.body;
            assert_eq!(off["enabled"], false);
            let again = app.api("PATCH", &path, off.clone()).await;
            assert_eq!((again.status, again.body), (200, off));
            assert_eq!(app.api("PATCH", &path, json!({ "enabled": true })).await.status, 403);
        }
        assert_eq!((app.count("sapi").await, app.count("fapi").await), (3, 5));
        let token = app.management_token("read:users").await;
        let refused = app.api_as(&token, "GET", "/hooks", Value::Null).await;
        refused.declined(403, "insufficient_scope", "Insufficient scope, expected any of: read:hooks");
    })
    .await;
}

/// The table as a whole: every line answers, and with what the document says.
#[tokio::test(flavor = "multi_thread")]
async fn every_line_answers() {
    on_both(async |app: &TestApp| {
        for operation in operations::all().into_iter().filter(|one| one.said["tags"][0] == "not part of Ringfence") {
            let path = operation.at("some").trim_start_matches("/api/v2").to_owned();
            let is_reading = operation.method == "GET";
            app.advance(secs(1));
            let answer = app.api(&operation.method, &path, if is_reading { Value::Null } else { json!({}) }).await;
            assert!(matches!(answer.status, 200 | 403 | 404), "{}: {}", operation.name(), answer.body);
            let is_setting = path.starts_with("/attack-protection") || path.starts_with("/risk-assessments");
            assert!(is_reading || is_setting || answer.status != 200, "{}", operation.name());
        }
    })
    .await;
}
