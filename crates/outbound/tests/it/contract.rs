//! What every carrier of the register owes the dispatcher, whatever answers at its address.
//!
//! A carrier without an address of its own (virtual) is asked the same questions and has nothing to fail at.

use std::sync::Arc;

use ringfence_core::delivery::FailureClass::{Account, Ambiguous, Sender, Transient};
use ringfence_core::delivery::{Channel, Failure, FailureClass};
use ringfence_outbound::{CarrierSettings, Carriers, FORBIDDEN};

use crate::harness::{CODE, Fake, Reply, TO, TOKEN, account, assert_discreet, carriers, hanging_up, message, nobody, on_loopback, send};

const CHANNELS: [Channel; 2] = [Channel::Sms, Channel::Voice];

fn over_the_network() -> impl Iterator<Item = &'static str> {
    Carriers::names().iter().copied().filter(|name| *name != "virtual")
}

/// Every carrier, on every channel of its own, fails in this class and blabs nothing.
async fn every_carrier_fails(url: &str, class: FailureClass) -> Vec<Failure> {
    let carriers = carriers(url);
    let mut failures = Vec::new();
    for name in over_the_network() {
        let carrier = carriers.resolve(name, &account()).expect("set up");
        assert_discreet(&format!("{carrier:?}"));
        for channel in carrier.channels() {
            let failure = send(&carriers, name, &account(), &message(*channel, TO)).await.expect_err(name);
            assert_eq!(failure.class, class, "{name} {channel:?}: {failure:?}");
            assert!(!failure.code.is_empty() && failure.message.ends_with('.'), "{failure:?}");
            assert_discreet(&format!("{failure:?}"));
            failures.push(failure);
        }
    }
    assert!(!failures.is_empty());
    failures
}

/// What a carrier might echo of the request.
fn echo() -> String {
    format!("The number {TO} / {} got {CODE}, 4.7.1.9.0.3, from {TOKEN}", &TO[1..])
}

async fn every_answer_fails(
    status: u16,
    headers: &'static [(&'static str, &'static str)],
    body: String,
    class: FailureClass,
) -> Vec<Failure> {
    let fake = Fake::answering(vec![Reply::Answer(status, headers, body)]).await;
    let failures = every_carrier_fails(&fake.url, class).await;
    assert_eq!(fake.seen().len(), failures.len(), "one attempt is one request");
    failures
}

#[tokio::test]
async fn nobody_there_means_that_nothing_was_sent() {
    every_carrier_fails(&nobody().await, Transient).await;
}

#[tokio::test]
async fn no_answer_means_that_it_may_have_been_sent() {
    let silent = Fake::answering(vec![Reply::Silence]).await;
    every_carrier_fails(&silent.url, Ambiguous).await;
    every_carrier_fails(&hanging_up().await, Ambiguous).await;
}

#[tokio::test]
async fn a_refusal_goes_by_its_status_where_the_body_says_nothing() {
    for (status, class) in [(400, Sender), (401, Account), (402, Account), (403, Account), (404, Account), (422, Sender)] {
        every_answer_fails(status, &[], echo(), class).await;
    }
    for status in [500, 502, 503] {
        every_answer_fails(status, &[], echo(), Transient).await;
    }
    every_answer_fails(504, &[], echo(), Ambiguous).await;
}

#[tokio::test]
async fn a_throttle_says_how_long() {
    for failure in every_answer_fails(429, &[("retry-after", "7")], echo(), Transient).await {
        assert_eq!(failure.retry_after, Some(std::time::Duration::from_secs(7)));
    }
    for nonsense in
        [&[("retry-after", "-1")], &[("retry-after", "Tue, 24 Nov 2026 13:00:00 GMT")], &[("retry-after", "99999999999999999999999")]]
    {
        for failure in every_answer_fails(429, nonsense, echo(), Transient).await {
            assert_eq!(failure.retry_after, None);
        }
    }
    for failure in every_answer_fails(503, &[("retry-after", "4000000000")], echo(), Transient).await {
        assert_eq!(failure.retry_after, Some(std::time::Duration::from_secs(3600)));
    }
}

#[tokio::test]
async fn a_success_that_names_no_message_is_neither_success_nor_refusal() {
    for body in [
        String::new(),
        "OK".to_owned(),
        "[]".to_owned(),
        r#"{"sid":null}"#.to_owned(),
        format!("{{\"sid\":\"{TO} {CODE}\"}}"),
        "[".repeat(60_000),
    ] {
        every_answer_fails(200, &[], body, Ambiguous).await;
    }
}

#[tokio::test]
async fn a_huge_answer_is_not_read() {
    // It would be a good answer, were it not for its length.
    let body = format!(r#"{{"sid":"SM0123456789abcdef0123456789abcdef","padding":"{}"}}"#, "x".repeat(2_000_000));
    every_answer_fails(201, &[], body, Ambiguous).await;
}

#[tokio::test]
async fn an_unfinished_answer_is_not_waited_for() {
    for (status, class) in [(201, Ambiguous), (400, Sender), (503, Transient)] {
        let fake = Fake::answering(vec![Reply::Unfinished(status)]).await;
        every_carrier_fails(&fake.url, class).await;
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let elsewhere = Fake::answering(vec![Reply::json(201, r#"{"sid":"SM0123456789abcdef0123456789abcdef"}"#)]).await;
    let location: &'static str = Box::leak(elsewhere.url.clone().into_boxed_str());
    let headers: &'static [(&str, &str)] = Box::leak(Box::new([("location", location)]));
    for status in [301, 302, 303, 307, 308] {
        every_answer_fails(status, headers, echo(), Account).await;
    }
    assert!(elsewhere.seen().is_empty(), "credentials and code went to a stranger");
}

#[tokio::test]
async fn a_wrong_base_url_is_the_operators_matter() {
    every_carrier_fails("not a url", Account).await;
}

/// A made-up account with the carrier's real address: nothing is looked up and nothing sent.
#[tokio::test]
async fn on_loopback_no_carrier_reaches_the_world() {
    let settings = CarrierSettings { virtual_enabled: true, ..CarrierSettings::default() };
    let carriers = Carriers::new(settings, on_loopback(), Some(Arc::new(crate::virtual_carrier::Inbox::default())));
    let mut forbidden = 0;
    for name in Carriers::names() {
        for channel in CHANNELS {
            match send(&carriers, name, &account(), &message(channel, TO)).await {
                Ok(_) => assert_eq!(*name, "virtual"),
                Err(failure) => {
                    assert_eq!((failure.class, failure.code.as_str()), (Account, FORBIDDEN), "{name}");
                    assert!(failure.message.contains("--allow-network"), "{failure:?}");
                    forbidden += 1;
                }
            }
        }
    }
    assert_eq!(forbidden, 2);
    assert_eq!(carriers.probe_twilio(&account()).await.map_err(|failure| failure.code), Err(FORBIDDEN.to_owned()));
}

#[tokio::test]
async fn channels_are_honoured() {
    let carriers = carriers(&nobody().await);
    for name in Carriers::names() {
        let carrier = carriers.resolve(name, &account()).expect("set up");
        assert_eq!(carrier.name(), *name);
        assert!(!carrier.channels().is_empty());
        for channel in CHANNELS.iter().filter(|channel| !carrier.channels().contains(channel)) {
            let failure = send(&carriers, name, &account(), &message(*channel, TO)).await.expect_err("a channel that it does not have");
            assert_ne!(failure.class, Ambiguous, "{name} {channel:?} was tried");
        }
    }
}
