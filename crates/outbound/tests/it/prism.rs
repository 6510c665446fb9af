//! Our requests against Twilio's own OpenAPI, which Prism enforces. Runs where `RINGFENCE_TEST_PRISM_URL` names a Prism
//! that serves `tests/fixtures/twilio_api_v2010.json`; `./test` starts one.

use std::sync::Arc;
use std::time::Duration;

use ringfence_core::delivery::{Channel, FailureClass};
use ringfence_core::tenant::{CredentialsStatus, TwilioConfig};
use ringfence_outbound::carriers::twilio::TwilioSettings;
use ringfence_outbound::{CarrierSettings, Carriers};

use crate::harness::{SERVICE, SID, TO, account, http, message, on_loopback, real_tool, send};
use crate::virtual_carrier::Inbox;

/// Prism and the same client, with time enough for a validator.
fn prism() -> Option<(String, Carriers)> {
    let base_url = real_tool("RINGFENCE_TEST_PRISM_URL")?;
    let twilio = TwilioSettings { base_url: base_url.clone(), timeout: Duration::from_secs(30) };
    Some((base_url, Carriers::new(CarrierSettings { twilio, virtual_enabled: true }, on_loopback(), Some(Arc::new(Inbox::default())))))
}

#[tokio::test]
async fn texts_and_calls_are_taken() {
    let Some((_, house)) = prism() else { return };
    for channel in [Channel::Sms, Channel::Voice] {
        for messaging_service_sid in [None, Some(SERVICE.to_owned())] {
            let config = TwilioConfig { messaging_service_sid, ..account() };
            let receipt = send(&house, "twilio", &config, &message(channel, TO)).await.expect("taken");
            assert_eq!(receipt.carrier_message_id.len(), 34, "{receipt:?}");
        }
    }
}

#[tokio::test]
async fn the_account_is_read() {
    let Some((_, house)) = prism() else { return };
    assert!(matches!(
        house.probe_twilio(&account()).await,
        Ok(CredentialsStatus::Live | CredentialsStatus::Trial | CredentialsStatus::Inactive)
    ));
}

#[tokio::test]
async fn ids_of_a_wrong_form_are_refused() {
    let Some((_, house)) = prism() else { return };
    let wrong_account = TwilioConfig { sid: Some("AC0123".to_owned()), ..account() };
    let wrong_service = TwilioConfig { messaging_service_sid: Some("MG0123".to_owned()), ..account() };
    for config in [wrong_account, wrong_service] {
        let failure = send(&house, "twilio", &config, &message(Channel::Sms, TO)).await.expect_err("refused");
        // A problem document, not Twilio's form: class by status.
        assert_eq!((failure.class, failure.code.as_str()), (FailureClass::Sender, "http_422"));
    }
}

/// That Prism does look: what our carrier would never leave out is missed.
#[tokio::test]
async fn a_field_left_out_is_missed() {
    let Some((base_url, _)) = prism() else { return };
    for (resource, form, status) in [
        ("Messages.json", vec![("To", TO), ("Body", "x"), ("ValidityPeriod", "280")], 201),
        ("Messages.json", vec![("Body", "x")], 422),
        ("Messages.json", vec![("To", TO), ("Body", "x"), ("ValidityPeriod", "soon")], 422),
        ("Messages.json", vec![("To", TO), ("Body", "x"), ("ContentRetention", "burn")], 422),
        ("Calls.json", vec![("To", TO), ("Twiml", "<Response/>")], 422),
    ] {
        let url = format!("{base_url}/2010-04-01/Accounts/{SID}/{resource}");
        let answer = http().post(url).basic_auth(SID, Some("token")).form(&form).send().await.expect("an answer");
        assert_eq!(answer.status().as_u16(), status, "{form:?}");
    }
}
