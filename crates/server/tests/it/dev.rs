//! The inbox: `/dev/messages` and the pages around it. Its page is tested where it is made (`src/http/dev`).

use serde_json::{Value, json};

use crate::harness::{Call, SMS, TestApp, VOICE, on_both, on_both_with, secs};

async fn messages(app: &TestApp, query: &str) -> Value {
    let answer = app.send(Call::get(format!("/dev/messages{query}")).host("127.0.0.1:3000")).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.body
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_are_listed_oldest_first_and_filtered() {
    on_both(async |app: &TestApp| {
        assert_eq!(messages(app, "").await, json!([]));
        for (email, channel, phone) in [("ada@example.com", SMS, "+12025550123"), ("bob@example.com", VOICE, "+12025550124")] {
            app.sign_up(email).await;
            let mfa_token = app.mfa_token(email).await;
            assert_eq!(app.associate(&mfa_token, channel, phone).await.status, 200);
            app.advance(secs(1));
        }
        let all = messages(app, "").await;
        let first = &all[0];
        let code = app.last_code_to("+12025550123").await;
        let expected = json!({
            "id": app.last_message_to("+12025550123").await.id,
            "tenant": app.tenancy.id,
            "to": "+12025550123",
            "channel": "sms",
            "body": format!("{code} is your verification code for Demo. Please enter this code to verify your enrollment."),
            "code": code,
            "action": "enrollment",
            "status": first["status"],
            "created_at": first["created_at"],
            "locale": "en",
        });
        assert_eq!(first, &expected);
        assert!(first["created_at"].as_str().unwrap().starts_with("2025-11-24T16:00:00."), "{first}");
        let to = |found: &Value| found.as_array().unwrap().iter().map(|one| one["to"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
        assert_eq!(to(&all), ["+12025550123", "+12025550124"]);
        assert_eq!(to(&messages(app, "?to=%2B12025550124").await), ["+12025550124"]);
        assert_eq!(to(&messages(app, "?to=+12025550124&channel=sms").await), [""; 0]);
        assert_eq!(to(&messages(app, "?channel=voice").await), ["+12025550124"]);
        let since = format!("?since={}", first["created_at"].as_str().unwrap());
        assert_eq!(to(&messages(app, &since).await), ["+12025550124"]);
        let emptied = app.send(Call::delete("/dev/messages")).await;
        assert_eq!((emptied.status, messages(app, "").await), (204, json!([])));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_question_is_answered_as_one() {
    on_both(async |app: &TestApp| {
        app.send(Call::get("/dev/messages?channel=fax")).await.refused(400, "invalid_request", "channel must be sms, voice or email");
        let since = app.send(Call::get("/dev/messages?since=yesterday")).await;
        since.refused(400, "invalid_request", "since must be a time such as 2026-01-31T12:00:00Z");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_door_leads_to_the_inbox() {
    on_both(async |app: &TestApp| {
        for path in ["/", "/dev"] {
            let answer = app.send(Call::get(path).host("127.0.0.1:3000")).await;
            assert_eq!((answer.status, answer.header("location")), (307, "/dev/inbox"));
        }
        let page = app.send(Call::get("/dev/inbox")).await;
        assert_eq!(page.status, 200);
        assert!(page.header("content-type").starts_with("text/html"));
        assert_eq!(app.send(Call::get("/dev/assets/inbox.js")).await.status, 200);
        assert_eq!(app.send(Call::get("/dev/assets/..%2Finbox.html")).await.status, 404);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_virtual_carrier_there_is_no_inbox() {
    on_both_with(
        |settings| settings.carriers.virtual_carrier.enabled = false,
        async |app: &TestApp| {
            for path in ["/", "/dev", "/dev/inbox", "/dev/messages", "/dev/assets/inbox.js"] {
                app.send(Call::get(path)).await.refused(404, "not_found", "There is nothing at this address.");
            }
        },
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn operators_look_in() {
    on_both(async |app: &TestApp| {
        let alive = app.send(Call::get("/health").host("10.0.0.1")).await;
        assert_eq!((alive.status, alive.body), (200, json!("ok")));
        let ready = app.send(Call::get("/ready").host("10.0.0.1")).await;
        assert_eq!((ready.status, ready.body), (200, json!({ "status": "ready" })));
    })
    .await;
}
