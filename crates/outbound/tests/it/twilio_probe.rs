//! Live, trial, test, wrong, closed: what Twilio's account resource tells of credentials.

use ringfence_core::delivery::FailureClass;
use ringfence_core::tenant::{CredentialsStatus, TwilioConfig};

use crate::harness::{Fake, Reply, SID, account, assert_discreet, carriers, hanging_up, nobody};

#[tokio::test]
async fn credentials_are_told_apart() {
    use CredentialsStatus::{Inactive, Live, Test, Trial, Wrong};
    for (status, body, told) in [
        (
            200,
            r#"{"sid":"AC0123456789abcdef0123456789abcdef","status":"active","type":"Full","friendly_name":"x","auth_token":"REDACTED"}"#,
            Live,
        ),
        (200, r#"{"status":"active","type":"Trial"}"#, Trial),
        (200, r#"{"status":"suspended","type":"Full"}"#, Inactive),
        (200, r#"{"status":"closed","type":"Trial"}"#, Inactive),
        (403, r#"{"code":20008,"message":"Resource not accessible with Test Account Credentials","status":403}"#, Test),
        (403, r#"{"code":20005,"message":"Account not active","status":403}"#, Inactive),
        (401, r#"{"code":20003,"message":"Authenticate","status":401}"#, Wrong),
        (401, "", Wrong),
        (403, r#"{"code":20003,"message":"Authenticate","status":403}"#, Wrong),
        (404, r#"{"code":20404,"message":"The requested resource was not found","status":404}"#, Wrong),
    ] {
        let fake = Fake::answering(vec![Reply::json(status, body)]).await;
        assert_eq!(carriers(&fake.url).probe_twilio(&account()).await, Ok(told), "{status} {body}");
        let seen = fake.seen().remove(0);
        assert_eq!((seen.method.as_str(), seen.path.as_str()), ("GET", format!("/2010-04-01/Accounts/{SID}.json").as_str()));
        assert!(seen.headers.contains_key("authorization"));
    }
}

#[tokio::test]
async fn what_was_tested_before_is_asked_again() {
    let fake = Fake::answering(vec![Reply::json(200, r#"{"status":"active","type":"Full"}"#)]).await;
    for status in [CredentialsStatus::Test, CredentialsStatus::Wrong] {
        assert_eq!(carriers(&fake.url).probe_twilio(&TwilioConfig { status, ..account() }).await, Ok(CredentialsStatus::Live));
    }
}

#[tokio::test]
async fn what_cannot_be_found_out_is_no_verdict() {
    for (status, body, class) in [
        (200, "<html>a captive portal</html>", FailureClass::Account),
        (404, "no such page", FailureClass::Account),
        (403, "", FailureClass::Account),
        (429, "", FailureClass::Transient),
        (503, "", FailureClass::Transient),
    ] {
        let fake = Fake::answering(vec![Reply::json(status, body)]).await;
        assert_eq!(carriers(&fake.url).probe_twilio(&account()).await.expect_err(body).class, class, "{status} {body}");
    }
    for url in [nobody().await, hanging_up().await] {
        let failure = carriers(&url).probe_twilio(&account()).await.expect_err("nobody there");
        assert_eq!(failure.class, FailureClass::Transient);
        assert_discreet(&format!("{failure:?}"));
    }
    let nothing = carriers("http://127.0.0.1:9").probe_twilio(&TwilioConfig::default()).await;
    assert_eq!(nothing.expect_err("not set up").code, "not_configured");
}
