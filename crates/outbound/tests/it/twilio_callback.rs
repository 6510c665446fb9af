//! Status callbacks: whose they are, and what they say.

use ringfence_core::delivery::ReceiptStatus;
use ringfence_core::secret::Secret;
use ringfence_outbound::carriers::twilio::{CallbackReport, read_callback, sign, verify_signature};

pub(crate) fn fields(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// The example of Twilio's own documentation ("Validating requests").
#[test]
fn the_documented_example() {
    let token = Secret::new("12345");
    let url = "https://example.com/myapp.php?foo=1&bar=2";
    let params = fields(&[
        ("CallSid", "CA1234567890ABCDE"),
        ("Caller", "+14158675310"),
        ("Digits", "1234"),
        ("From", "+14158675310"),
        ("To", "+18005551212"),
    ]);
    let signature = sign(&token, url, &params);
    assert_eq!(signature, "L/OH5YylLD5NRKLltdqwSvS0BnU=");
    assert!(verify_signature(&token, url, &params, &signature));
    for (token, url, params, signature) in [
        ("12346", url, params.clone(), signature.as_str()),
        ("12345", "https://example.com/myapp.php?foo=1&bar=3", params.clone(), &signature),
        ("12345", "http://example.com/myapp.php?foo=1&bar=2", params.clone(), &signature),
        ("12345", url, params[1..].to_vec(), &signature),
        ("12345", url, params.clone(), ""),
        ("12345", url, params.clone(), "L/OH5YylLD5NRKLltdqwSvS0BnV="),
        ("12345", url, params.clone(), "L/OH5YylLD5NRKLltdqw"),
        ("12345", url, params.clone(), "ünsinn"),
    ] {
        assert!(!verify_signature(&Secret::new(token), url, &params, signature));
    }
}

#[test]
fn a_port_a_repeated_field_and_their_order_make_no_difference() {
    let token = Secret::new("12345");
    let params = fields(&[("b", "2"), ("a", "9"), ("b", "1"), ("b", "2")]);
    let sorted = fields(&[("a", "9"), ("b", "1"), ("b", "2")]);
    for (given, signed) in [
        ("https://rf.example/cb", "https://rf.example:443/cb"),
        ("https://rf.example:443/cb", "https://rf.example/cb"),
        ("http://rf.example/cb", "http://rf.example:80/cb"),
        ("https://rf.example:8443/cb", "https://rf.example:8443/cb"),
        ("https://rf.example:8443/cb", "https://rf.example/cb"),
    ] {
        assert!(verify_signature(&token, given, &params, &sign(&token, signed, &sorted)), "{given} signed as {signed}");
    }
    assert!(!verify_signature(&token, "https://rf.example/cb", &params, &sign(&token, "https://rf.example:444/cb", &params)));
}

#[test]
fn a_texts_statuses() {
    for (said, means) in [
        ("accepted", None),
        ("queued", None),
        ("sending", None),
        ("sent", Some(ReceiptStatus::Sent)),
        ("delivered", Some(ReceiptStatus::Delivered)),
        ("read", Some(ReceiptStatus::Delivered)),
        ("undelivered", Some(ReceiptStatus::Undelivered)),
        ("failed", Some(ReceiptStatus::Failed)),
        ("canceled", Some(ReceiptStatus::Failed)),
        ("brand-new", None),
    ] {
        let sid = "SM11112222333344445555666677778888";
        let report =
            read_callback(&fields(&[("MessageSid", sid), ("MessageStatus", said), ("To", "+12025550123"), ("ErrorCode", "30003")]));
        assert_eq!(report.as_ref().map(|report| report.status), means, "{said}");
        if let Some(CallbackReport { carrier_message_id, status, code }) = report {
            assert_eq!(carrier_message_id, sid);
            let failed = matches!(status, ReceiptStatus::Undelivered | ReceiptStatus::Failed);
            assert_eq!(code.as_deref(), failed.then_some("30003"));
        }
    }
}

#[test]
fn a_calls_statuses() {
    for (said, means, why) in [
        ("queued", None, None),
        ("initiated", None, None),
        ("ringing", Some(ReceiptStatus::Ringing), None),
        ("in-progress", Some(ReceiptStatus::Ringing), None),
        ("completed", Some(ReceiptStatus::Delivered), None),
        ("busy", Some(ReceiptStatus::Undelivered), Some("busy")),
        ("no-answer", Some(ReceiptStatus::Undelivered), Some("no-answer")),
        ("canceled", Some(ReceiptStatus::Undelivered), Some("canceled")),
        ("failed", Some(ReceiptStatus::Failed), Some("failed")),
    ] {
        let report =
            read_callback(&fields(&[("CallSid", "CA11112222333344445555666677778888"), ("CallStatus", said), ("SequenceNumber", "2")]));
        assert_eq!(report.as_ref().map(|report| report.status), means, "{said}");
        assert_eq!(report.and_then(|report| report.code).as_deref(), why, "{said}");
    }
}

#[test]
fn what_is_no_report_is_none() {
    for params in [
        fields(&[]),
        fields(&[("MessageStatus", "delivered")]),
        fields(&[("MessageSid", ""), ("MessageStatus", "delivered")]),
        fields(&[("MessageSid", "SM1111' OR 1=1 --"), ("MessageStatus", "delivered")]),
        fields(&[("MessageSid", &"a".repeat(65)), ("MessageStatus", "delivered")]),
    ] {
        assert_eq!(read_callback(&params), None);
    }
    let older =
        read_callback(&fields(&[("SmsSid", "SM11112222333344445555666677778888"), ("SmsStatus", "failed"), ("ErrorCode", "300 03\n")]));
    assert_eq!(older.map(|report| (report.status, report.code)), Some((ReceiptStatus::Failed, None)), "what is no code is not kept");
}
