//! `POST /callbacks/{carrier}/{tenant}/{delivery}`: Twilio's status callbacks.

use ringfence::flow::administer;
use ringfence_core::delivery::ReceiptStatus as Status;
use ringfence_core::id::DeliveryId;
use ringfence_core::secret::Secret;
use ringfence_core::tenant::TwilioConfig;
use ringfence_outbound::carriers::twilio;
use serde_json::Value;

use crate::harness::{Answer, Call, PUBLIC_URL, SMS, TestApp, on_both};

const AUTH_TOKEN: &str = "0123456789abcdef0123456789abcdef";
/// Accepted, and never heard of again by itself.
const SILENT: &str = "+12025550195";

/// A tenant with a Twilio account and one message under way.
async fn sent(app: &TestApp) -> DeliveryId {
    let account =
        TwilioConfig { sid: Some(format!("AC{}", "0".repeat(32))), auth_token: Some(Secret::new(AUTH_TOKEN)), ..TwilioConfig::default() };
    administer::set_twilio(&app.app, &app.tenant().await, account).await.unwrap();
    app.sign_up("ada@example.com").await;
    let mfa_token = app.mfa_token("ada@example.com").await;
    assert_eq!(app.associate(&mfa_token, SMS, SILENT).await.status, 200);
    app.last_message_to(SILENT).await.id
}

fn path(app: &TestApp, delivery: &DeliveryId) -> String {
    format!("/callbacks/twilio/{}/{delivery}", app.tenancy.id)
}

/// As Twilio signs it with this token over this URL.
async fn report(app: &TestApp, token: &str, url: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
    let pairs: Vec<(String, String)> = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let signature = twilio::sign(&Secret::new(token), url, &pairs);
    app.send(Call::post(path).form(fields).header("x-twilio-signature", signature).host("whatever.example")).await
}

async fn genuine(app: &TestApp, delivery: &DeliveryId, fields: &[(&str, &str)]) -> Answer {
    let path = path(app, delivery);
    report(app, AUTH_TOKEN, &format!("{PUBLIC_URL}{path}"), &path, fields).await
}

async fn status(app: &TestApp, delivery: &DeliveryId) -> Option<Status> {
    app.delivery(delivery).await.report.map(|report| report.status)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_signed_report_moves_the_receipt_and_never_back() {
    on_both(async |app: &TestApp| {
        let id = sent(app).await;
        assert_eq!(status(app, &id).await, None);
        for (word, expected) in [
            ("queued", None),
            ("sent", Some(Status::Sent)),
            ("delivered", Some(Status::Delivered)),
            ("sent", Some(Status::Delivered)),
            ("undelivered", Some(Status::Delivered)),
            ("nonsense", Some(Status::Delivered)),
        ] {
            let answer = genuine(app, &id, &[("MessageSid", "SM01234567"), ("MessageStatus", word)]).await;
            assert_eq!((answer.status, answer.body), (204, Value::Null), "{word}");
            assert_eq!(status(app, &id).await, expected, "{word}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failure_keeps_its_code_until_the_handset_answers_after_all() {
    on_both(async |app: &TestApp| {
        let id = sent(app).await;
        genuine(app, &id, &[("MessageSid", "SM01234567"), ("MessageStatus", "undelivered"), ("ErrorCode", "30003")]).await;
        let report = app.delivery(&id).await.report.unwrap();
        assert_eq!((report.status, report.code.as_deref()), (Status::Undelivered, Some("30003")));
        genuine(app, &id, &[("MessageSid", "SM01234567"), ("MessageStatus", "failed"), ("ErrorCode", "30008")]).await;
        assert_eq!(app.delivery(&id).await.report.unwrap(), report);
        genuine(app, &id, &[("MessageSid", "SM01234567"), ("MessageStatus", "delivered")]).await;
        let report = app.delivery(&id).await.report.unwrap();
        assert_eq!((report.status, report.code), (Status::Delivered, None));
    })
    .await;
}

/// To the person it is the same as a message that was never sent, so the tenant's log has it under the same code, once.
#[tokio::test(flavor = "multi_thread")]
async fn a_message_that_did_not_arrive_is_an_event() {
    on_both(async |app: &TestApp| {
        let id = sent(app).await;
        for word in ["sent", "undelivered", "undelivered", "failed"] {
            genuine(app, &id, &[("MessageSid", "SM01234567"), ("MessageStatus", word), ("ErrorCode", "30003")]).await;
        }
        assert_eq!(app.count("gd_send_sms_failure").await, 1);
        let event = app.logged("gd_send_sms_failure").await;
        assert_eq!(event.details["failure_details"]["errorCode"], "30003");
        assert_eq!(event.details["response"]["receipt"], "undelivered");
        assert_eq!(event.user_name, "ada@example.com");
        assert!(!serde_json::to_string(&event.details).unwrap().contains(&SILENT[1..]), "{event:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_reports_likewise() {
    on_both(async |app: &TestApp| {
        let id = sent(app).await;
        for (word, expected) in [("initiated", None), ("ringing", Some(Status::Ringing)), ("no-answer", Some(Status::Undelivered))] {
            assert_eq!(genuine(app, &id, &[("CallSid", "CA01234567"), ("CallStatus", word)]).await.status, 204);
            assert_eq!(status(app, &id).await, expected, "{word}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_cannot_sign_changes_nothing() {
    on_both(async |app: &TestApp| {
        const WORDS: &str = "The callback's signature is not valid.";
        let id = sent(app).await;
        let path = path(app, &id);
        let url = format!("{PUBLIC_URL}{path}");
        let fields = [("MessageSid", "SM01234567"), ("MessageStatus", "delivered")];
        report(app, "another token", &url, &path, &fields).await.refused(403, "access_denied", WORDS);
        report(app, "", &url, &path, &fields).await.refused(403, "access_denied", WORDS);
        // The URL that was signed is the public one, whatever `Host` says.
        let by_host = format!("https://whatever.example{path}");
        report(app, AUTH_TOKEN, &by_host, &path, &fields).await.refused(403, "access_denied", WORDS);
        let other = url.replace("del_", "dex_");
        report(app, AUTH_TOKEN, &other, &path, &fields).await.refused(403, "access_denied", WORDS);
        app.send(Call::post(&*path).form(&fields)).await.refused(403, "access_denied", WORDS);
        for signature in ["", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAA=", &"A".repeat(10_000)] {
            let call = Call::post(&*path).form(&fields).header("x-twilio-signature", signature);
            app.send(call).await.refused(403, "access_denied", WORDS);
        }
        // One more field than was signed.
        let pairs = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let signature = twilio::sign(&Secret::new(AUTH_TOKEN), &url, &pairs);
        let more = [&fields[..], &[("ErrorCode", "1")]].concat();
        let call = Call::post(&*path).form(&more).header("x-twilio-signature", signature);
        app.send(call).await.refused(403, "access_denied", WORDS);
        let elsewhere = path.replace("/twilio/", "/virtual/");
        let answer = report(app, AUTH_TOKEN, &format!("{PUBLIC_URL}{elsewhere}"), &elsewhere, &fields).await;
        answer.refused(403, "access_denied", WORDS);
        assert_eq!(status(app, &id).await, None);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_there_is_not_found() {
    on_both(async |app: &TestApp| {
        let id = sent(app).await;
        let unknown = genuine(app, &DeliveryId::new("del_unknown"), &[]).await;
        unknown.refused(404, "not_found", "Not found.");
        // Another tenant's address does not lead to this delivery.
        let other = crate::harness::tenant(&app.app, "other", "other.example.test").await;
        let path = format!("/callbacks/twilio/{other}/{id}");
        report(app, AUTH_TOKEN, &format!("{PUBLIC_URL}{path}"), &path, &[]).await.refused(404, "not_found", "Not found.");
        let nobody = "/callbacks/twilio/ten_nobody/del_x";
        report(app, AUTH_TOKEN, &format!("{PUBLIC_URL}{nobody}"), nobody, &[]).await.refused(404, "not_found", "Not found.");
        let large = Call::post(self::path(app, &id)).body("application/x-www-form-urlencoded", vec![b'a'; 70_000]);
        assert!((400..500).contains(&app.send(large).await.status));
    })
    .await;
}
