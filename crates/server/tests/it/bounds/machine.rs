//! What a machine can have mailed by the Management API.

use serde_json::{Value, json};

use super::account::number;
use crate::harness::{TestApp, mins, on_both, on_both_with, secs};

const TICKET: &str = "/guardian/enrollments/ticket";
const TO_ONE: &str = "Too many mails were sent to this address. Wait before sending another one (limits.mails_per_recipient).";
const OF_ALL: &str = "Too many mails were sent for this tenant. Wait before sending another one (limits.mails_per_tenant).";
const TOLD: &str = "Too many users of this tenant were notified of changes to their accounts, so nothing was changed. Wait before changing more \
                    (limits.mails_per_tenant).";

fn path(user: &str) -> String {
    format!("/users/{}", user.replace('|', "%7C"))
}

/// The outside reading sent 123 and 60.
#[tokio::test(flavor = "multi_thread")]
async fn a_mailbox_gets_ten_links_and_then_one_in_ten_minutes() {
    on_both(async |app: &TestApp| {
        let (ada, stranger) = (app.sign_up("ada@example.com").await, "stranger@elsewhere.example");
        let ticket = json!({ "user_id": ada, "send_mail": true, "email": stranger });
        let token = app.management_token("create:guardian_enrollment_tickets").await;
        let mut sent = 0;
        for _ in 0..90 {
            let answer = app.api_as(&token, "POST", TICKET, ticket.clone()).await;
            sent += usize::from(answer.status == 200);
            if answer.status != 200 {
                answer.declined(429, "too_many_requests", TO_ONE);
                assert_eq!(answer.header("retry-after"), "600");
            }
        }
        app.advance(secs(60));
        for _ in 0..60 {
            let answer = app.api("POST", "/jobs/verification-email", json!({ "user_id": ada })).await;
            assert!(answer.status == 201 || answer.status == 429, "{}", answer.body);
            app.advance(secs(1));
        }
        let mails = async || (app.mails_to(stranger).await.len(), app.mails_to("ada@example.com").await.len());
        app.eventually("the mails have gone", async || mails().await == (10, 10)).await;
        assert_eq!(sent, 10);
        // The link itself can be had without a mail.
        assert_eq!(app.api("POST", TICKET, json!({ "user_id": ada, "send_mail": false, "email": stranger })).await.status, 200);
        app.advance(mins(10));
        assert_eq!(app.api("POST", TICKET, ticket.clone()).await.status, 200);
        app.api("POST", TICKET, json!({ "user_id": ada, "send_mail": true, "email": "STRANGER@elsewhere.example" })).await.declined(
            429,
            "too_many_requests",
            TO_ONE,
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tenants_links_and_its_notices_are_counted_apart() {
    on_both_with(
        |settings| settings.limits.mails_per_tenant = 3,
        async |app: &TestApp| {
            let ada = app.sign_up("ada@example.com").await;
            let ticket = |place: usize| json!({ "user_id": ada, "send_mail": true, "email": format!("{place}@elsewhere.example") });
            let mut answers = Vec::new();
            for place in 0..5 {
                answers.push(app.api("POST", TICKET, ticket(place)).await);
            }
            assert_eq!(answers.iter().map(|answer| answer.status).collect::<Vec<_>>(), [200, 200, 200, 429, 429]);
            answers[4].declined(429, "too_many_requests", OF_ALL);
            assert_eq!(answers[4].header("retry-after"), "1");
            // A machine that may only send links stops no administrator and hides nothing from a person.
            assert_eq!(app.api("PATCH", &path(&ada), json!({ "password": "another horse, another staple" })).await.status, 200);
            app.eventually("ada is told", async || app.mails_to("ada@example.com").await.len() == 1).await;
            let methods = format!("{}/authentication-methods", path(&ada));
            for place in 0..2 {
                let body = json!({ "type": "phone", "phone_number": number(place) });
                assert_eq!(app.api("POST", &methods, body).await.status, 201);
            }
            // From here on nobody could be told, so nothing changes.
            let refusals = [
                app.api("PATCH", &path(&ada), json!({ "email": "eve@example.com" })).await,
                app.api("PATCH", &path(&ada), json!({ "password": "yet another horse, yet another staple" })).await,
                app.api("POST", &methods, json!({ "type": "phone", "phone_number": number(3) })).await,
                app.api("PUT", &methods, json!([])).await,
                app.api("DELETE", &methods, Value::Null).await,
                app.api("POST", &format!("{}/recovery-code-regeneration", path(&ada)), json!({})).await,
            ];
            for refused in refusals {
                refused.declined(429, "too_many_requests", TOLD);
                assert_eq!(refused.header("retry-after"), "1");
            }
            assert_eq!(app.api("GET", &path(&ada), Value::Null).await.body["email"], "ada@example.com");
            assert_eq!(app.api("GET", &methods, Value::Null).await.body.as_array().unwrap().len(), 2);
            // What tells nobody goes on: somebody who must be shut out is.
            assert_eq!(app.api("PATCH", &path(&ada), json!({ "blocked": true, "nickname": "Ada" })).await.status, 200);
            app.advance(secs(1));
            assert_eq!(app.api("POST", &methods, json!({ "type": "phone", "phone_number": number(3) })).await.status, 201);
        },
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_user_made_again_and_again_is_no_way_around() {
    on_both(async |app: &TestApp| {
        for turn in 0..25 {
            let ada = app.sign_up("ada@example.com").await;
            let body = json!({ "type": "phone", "phone_number": number(turn) });
            assert_eq!(app.api("POST", &format!("{}/authentication-methods", path(&ada)), body).await.status, 201);
            assert_eq!(app.api("DELETE", &path(&ada), Value::Null).await.status, 204);
            app.advance(secs(1));
        }
        app.eventually("twenty are told", async || app.mails_to("ada@example.com").await.len() == 20).await;
    })
    .await;
}
