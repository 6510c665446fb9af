//! Who is in the register, and who is turned away before anything is sent.

use ringfence_core::delivery::{Channel, FailureClass};
use ringfence_core::secret::Secret;
use ringfence_core::tenant::{CredentialsStatus, TwilioConfig};
use ringfence_outbound::{CarrierSettings, Carriers};

use crate::harness::{Fake, Reply, SERVICE, TO, account, assert_discreet, carriers, message, on_loopback, send};

#[test]
fn the_register() {
    assert_eq!(Carriers::names(), ["twilio", "virtual"]);
}

#[tokio::test]
async fn a_carrier_that_cannot_work_is_not_opened() {
    let fake = Fake::answering(vec![Reply::json(201, "{}")]).await;
    let house = carriers(&fake.url);
    let with = |change: fn(&mut TwilioConfig)| {
        let mut config = account();
        change(&mut config);
        config
    };
    for (name, config, code) in [
        ("acme", account(), "unknown_carrier"),
        ("twilio", TwilioConfig::default(), "not_configured"),
        ("twilio", with(|config| config.auth_token = None), "not_configured"),
        ("twilio", with(|config| config.auth_token = Some(Secret::new(""))), "not_configured"),
        ("twilio", with(|config| config.sid = Some(" ".into())), "not_configured"),
        ("twilio", with(|config| config.sid = Some("SK0123456789abcdef0123456789abcdef".into())), "invalid_sid"),
        ("twilio", with(|config| config.sid = Some("AC/../../x".into())), "invalid_sid"),
        ("twilio", with(|config| config.status = CredentialsStatus::Test), "test_credentials"),
        ("twilio", with(|config| config.status = CredentialsStatus::Wrong), "wrong_credentials"),
    ] {
        let failure = house.resolve(name, &config).expect_err(code);
        assert_eq!((failure.class, failure.code.as_str()), (FailureClass::Account, code));
        assert_discreet(&format!("{failure:?}"));
    }
    let failure = house.resolve("twilio", &with(|config| config.status = CredentialsStatus::Test)).expect_err("test credentials");
    assert!(failure.message.contains("Make sure you use Twilio Live Credentials, not Test Credentials."), "{}", failure.message);
    assert!(fake.seen().is_empty());
}

#[tokio::test]
async fn what_may_work_is_tried() {
    use CredentialsStatus::{Inactive, Live, Trial, Unknown};
    let fake = Fake::answering(vec![Reply::json(201, r#"{"sid":"SM0123456789abcdef0123456789abcdef"}"#)]).await;
    for status in [Unknown, Live, Trial, Inactive] {
        let config = TwilioConfig { status, ..account() };
        send(&carriers(&fake.url), "twilio", &config, &message(Channel::Sms, TO)).await.expect("sent");
    }
}

#[tokio::test]
async fn without_a_sender_nothing_is_tried() {
    let fake = Fake::answering(vec![Reply::json(201, "{}")]).await;
    let no_from = TwilioConfig { from: None, messaging_service_sid: Some(SERVICE.into()), ..account() };
    let neither = TwilioConfig { from: Some(String::new()), messaging_service_sid: None, ..account() };
    for (config, channel) in [(&no_from, Channel::Voice), (&neither, Channel::Sms), (&neither, Channel::Voice)] {
        let failure = send(&carriers(&fake.url), "twilio", config, &message(channel, TO)).await.expect_err("no sender");
        assert_eq!((failure.class, failure.code.as_str()), (FailureClass::Sender, "no_sender"));
        assert!(failure.message.contains("`from`"));
    }
    assert!(fake.seen().is_empty());
}

#[tokio::test]
async fn the_virtual_carrier_is_there_only_where_it_is_switched_on() {
    let network = || Some(std::sync::Arc::new(crate::virtual_carrier::Inbox::default()) as _);
    for (virtual_enabled, network) in [(false, network()), (true, None)] {
        let house = Carriers::new(CarrierSettings { virtual_enabled, ..CarrierSettings::default() }, on_loopback(), network);
        assert_eq!(house.resolve("virtual", &account()).expect_err("switched off").code, "not_configured");
    }
}
