//! Twilio's requests as they leave, and one recorded answer per outcome.

use std::time::Duration;

use ringfence_core::delivery::{Channel, FailureClass as C};
use ringfence_core::tenant::TwilioConfig;

use crate::harness::{CODE, FROM, Fake, Reply, SERVICE, SID, TO, TOKEN, account, assert_discreet, carriers, message, send};

/// As Twilio answers a text message that it took (2010-04-01, `from`).
const SMS_TAKEN: &str = r#"{"account_sid":"AC0123456789abcdef0123456789abcdef","api_version":"2010-04-01","body":"","date_created":"Tue, 24 Nov 2026 13:00:00 +0000",
"date_sent":null,"date_updated":"Tue, 24 Nov 2026 13:00:00 +0000","direction":"outbound-api","error_code":null,"error_message":null,"from":"+14155550100",
"messaging_service_sid":null,"num_media":"0","num_segments":"1","price":null,"price_unit":"USD","sid":"SM11112222333344445555666677778888","status":"queued",
"subresource_uris":{"media":"/2010-04-01/Accounts/AC0123456789abcdef0123456789abcdef/Messages/SM11112222333344445555666677778888/Media.json"},
"to":"+12025550123","uri":"/2010-04-01/Accounts/AC0123456789abcdef0123456789abcdef/Messages/SM11112222333344445555666677778888.json"}"#;
/// With a Messaging Service the sender, and so the number of parts, is chosen later.
const SERVICE_TOOK: &str = r#"{"sid":"SM11112222333344445555666677778888","status":"accepted","from":null,"num_segments":"0","error_code":null,
"messaging_service_sid":"MG0123456789abcdef0123456789abcdef"}"#;
const CALL_TAKEN: &str = r#"{"sid":"CA11112222333344445555666677778888","status":"queued","direction":"outbound-api","from":"+14155550100","to":"+12025550123",
"answered_by":null,"duration":null,"price_unit":"USD","queue_time":"0"}"#;

fn refused(status: u16, code: u32) -> Reply {
    // Twilio's own words hold the number.
    Reply::json(
        status,
        &format!(
            r#"{{"code":{code},"message":"The 'To' number {TO} is {CODE}","more_info":"https://www.twilio.com/docs/errors/{code}","status":{status}}}"#
        ),
    )
}

#[tokio::test]
async fn a_text_message() {
    let fake = Fake::answering(vec![Reply::json(201, SMS_TAKEN)]).await;
    let receipt = send(&carriers(&fake.url), "twilio", &account(), &message(Channel::Sms, TO)).await.expect("taken");
    assert_eq!((receipt.carrier_message_id.as_str(), receipt.segments), ("SM11112222333344445555666677778888", Some(1)));

    let seen = fake.seen().remove(0);
    assert_eq!((seen.method.as_str(), seen.path.as_str()), ("POST", format!("/2010-04-01/Accounts/{SID}/Messages.json").as_str()));
    let credentials = base64::Engine::encode(&base64::engine::general_purpose::STANDARD, format!("{SID}:{TOKEN}"));
    assert_eq!(seen.headers["authorization"], format!("Basic {credentials}"));
    assert_eq!(seen.headers["content-type"], "application/x-www-form-urlencoded");
    let form: Vec<(&str, &str)> = seen.form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(
        form,
        [
            ("To", TO),
            ("From", FROM),
            ("Body", "471903 is your verification code for Demo."),
            ("ValidityPeriod", "280"),
            ("SmartEncoded", "true"),
            ("ContentRetention", "discard"),
            ("AddressRetention", "obfuscate"),
            ("StatusCallback", "https://rf.example/callbacks/twilio/ten_demo/del_one"),
        ]
    );
}

#[tokio::test]
async fn a_messaging_service_wins_for_texts_and_never_calls() {
    let config = TwilioConfig { messaging_service_sid: Some(SERVICE.to_owned()), ..account() };
    let fake = Fake::answering(vec![Reply::json(201, SERVICE_TOOK), Reply::json(201, CALL_TAKEN)]).await;
    let house = carriers(&fake.url);
    let receipt = send(&house, "twilio", &config, &message(Channel::Sms, TO)).await.expect("taken");
    assert_eq!(receipt.segments, None);
    send(&house, "twilio", &config, &message(Channel::Voice, TO)).await.expect("taken");
    let seen = fake.seen();
    assert_eq!((seen[0].all("MessagingServiceSid"), seen[0].all("From")), (vec![SERVICE], vec![]));
    assert_eq!((seen[1].all("MessagingServiceSid"), seen[1].all("From")), (vec![], vec![FROM]));
}

#[tokio::test]
async fn a_call_says_the_code_twice_digit_by_digit() {
    let fake = Fake::answering(vec![Reply::json(201, CALL_TAKEN)]).await;
    let receipt = send(&carriers(&fake.url), "twilio", &account(), &message(Channel::Voice, TO)).await.expect("taken");
    assert_eq!((receipt.carrier_message_id.as_str(), receipt.segments), ("CA11112222333344445555666677778888", None));

    let seen = fake.seen().remove(0);
    assert_eq!(seen.path, format!("/2010-04-01/Accounts/{SID}/Calls.json"));
    assert_eq!(
        (seen.all("To"), seen.all("From"), seen.all("Timeout"), seen.all("TimeLimit")),
        (vec![TO], vec![FROM], vec!["40"], vec!["60"])
    );
    assert_eq!(seen.all("StatusCallbackEvent"), ["initiated", "ringing", "answered", "completed"]);
    assert_eq!(seen.all("StatusCallbackMethod"), ["POST"]);
    assert!(seen.all("Url").is_empty(), "the code never lies at a URL");

    let twiml = seen.all("Twiml")[0];
    let pause = r#"<Pause length="1"/>"#;
    let digits: String =
        CODE.chars().map(|digit| format!(r#"<say-as interpret-as="digits">{digit}</say-as><break time="300ms"/>"#)).collect();
    let mut said = twiml.split("<Say ").skip(1).map(|rest| rest.split_once('>').expect("closed").1.split_once("</Say>").expect("ended").0);
    for _ in 0..2 {
        assert_eq!([said.next(), said.next(), said.next()], [Some("Hello. Your code is"), Some(digits.as_str()), Some("I repeat.")]);
    }
    assert_eq!(said.next(), None);
    assert_eq!(twiml.matches(pause).count(), 6, "one before each time, one on each side of the code: {twiml}");
    assert!(twiml.starts_with(&format!("<Response>{pause}<Say voice=\"Polly.")) && twiml.ends_with("</Say></Response>"), "{twiml}");
    assert!(twiml.contains("language=\"en-"), "{twiml}");
}

#[tokio::test]
async fn a_calls_text_is_no_markup_and_has_an_end() {
    let fake = Fake::answering(vec![Reply::json(201, CALL_TAKEN)]).await;
    let house = carriers(&fake.url);
    let mut call = message(Channel::Voice, TO);
    call.text = "</Say><Dial>+1900\u{0}\u{7}</Dial> & \"Tom\" 'n\nJerry".to_owned();
    send(&house, "twilio", &account(), &call).await.expect("taken");
    assert!(
        fake.seen()[0].all("Twiml")[0].contains("&lt;/Say&gt;&lt;Dial&gt;+1900&lt;/Dial&gt; &amp; &quot;Tom&quot; &apos;n Jerry</Say>")
    );

    call.text = "x".repeat(3_000);
    send(&house, "twilio", &account(), &call).await.expect("taken");
    assert_eq!(fake.seen()[1].all("Twiml")[0].matches("<Say").count(), 1, "too long to be said twice");

    call.text = "&".repeat(900);
    assert_eq!(send(&house, "twilio", &account(), &call).await.expect_err("too long").code, "speech_too_long");
    let mut text = message(Channel::Sms, TO);
    text.text = "é".repeat(1_600);
    send(&house, "twilio", &account(), &text).await.expect("just fits");
    text.text.push('!');
    assert_eq!(send(&house, "twilio", &account(), &text).await.expect_err("too long").code, "21617");
    assert_eq!(fake.seen().len(), 3);
}

#[tokio::test]
async fn every_code_has_its_class_and_no_echo() {
    for (channel, status, code, class) in [
        (Channel::Sms, 400, 21211, C::Recipient),
        (Channel::Sms, 400, 21610, C::Recipient),
        (Channel::Sms, 400, 21612, C::Recipient),
        (Channel::Sms, 400, 21614, C::Recipient),
        (Channel::Sms, 400, 21635, C::Recipient),
        (Channel::Voice, 400, 21214, C::Recipient),
        (Channel::Voice, 400, 21217, C::Recipient),
        (Channel::Sms, 400, 21408, C::Geo),
        (Channel::Voice, 400, 21215, C::Geo),
        (Channel::Voice, 400, 21216, C::Geo),
        (Channel::Sms, 403, 30453, C::Geo),
        (Channel::Sms, 400, 21212, C::Sender),
        (Channel::Sms, 400, 21606, C::Sender),
        (Channel::Sms, 400, 21703, C::Sender),
        (Channel::Sms, 404, 21705, C::Sender),
        (Channel::Voice, 400, 21210, C::Sender),
        (Channel::Sms, 400, 21608, C::Account),
        (Channel::Voice, 400, 21219, C::Account),
        (Channel::Sms, 401, 20003, C::Account),
        (Channel::Sms, 403, 20005, C::Account),
        (Channel::Sms, 403, 20008, C::Account),
        (Channel::Sms, 429, 20429, C::Transient),
        (Channel::Sms, 429, 21611, C::Transient),
        (Channel::Sms, 500, 20500, C::Transient),
        (Channel::Sms, 503, 20503, C::Transient),
        // Codes that nobody has heard of yet go by the status.
        (Channel::Sms, 400, 29998, C::Sender),
        (Channel::Sms, 403, 29998, C::Account),
        (Channel::Sms, 429, 29998, C::Transient),
        (Channel::Sms, 500, 29998, C::Transient),
        // A refusal inside a success counts as what it says; an unknown one leaves it open.
        (Channel::Sms, 200, 21610, C::Recipient),
        (Channel::Sms, 200, 29998, C::Ambiguous),
    ] {
        let fake = Fake::answering(vec![refused(status, code)]).await;
        let failure = send(&carriers(&fake.url), "twilio", &account(), &message(channel, TO)).await.expect_err("refused");
        assert_eq!((failure.class, failure.code), (class, code.to_string()), "{code} {status}");
        assert_discreet(&failure.message);
        assert_eq!(fake.seen().len(), 1);
    }
}

#[tokio::test]
async fn throttled_with_a_time() {
    let body = r#"{"code":20429,"message":"Too Many Requests","more_info":"https://www.twilio.com/docs/errors/20429","status":429}"#;
    let fake = Fake::answering(vec![Reply::Answer(429, &[("retry-after", "3")], body.to_owned())]).await;
    let failure = send(&carriers(&fake.url), "twilio", &account(), &message(Channel::Sms, TO)).await.expect_err("throttled");
    assert_eq!((failure.class, failure.retry_after), (C::Transient, Some(Duration::from_secs(3))));
}

#[tokio::test]
async fn an_odd_success_is_a_success_and_a_failure_inside_one_is_not() {
    for body in [
        r#"{"sid":"SM11112222333344445555666677778888"}"#,
        r#"{"sid":"SM11112222333344445555666677778888","status":"brand-new","num_segments":"many","error_code":null}"#,
    ] {
        let fake = Fake::answering(vec![Reply::Answer(202, &[("content-type", "text/html")], body.to_owned())]).await;
        let receipt = send(&carriers(&fake.url), "twilio", &account(), &message(Channel::Sms, TO)).await.expect("taken");
        assert_eq!(receipt.carrier_message_id, "SM11112222333344445555666677778888");
    }
    for (body, class, code) in [
        (r#"{"sid":"SM11112222333344445555666677778888","status":"failed","error_code":30006}"#, C::Recipient, "30006"),
        (r#"{"sid":"SM11112222333344445555666677778888","status":"queued","error_code":"30034"}"#, C::Sender, "30034"),
        (r#"{"sid":"SM11112222333344445555666677778888","status":"failed","error_code":null}"#, C::Ambiguous, "unreadable_answer"),
    ] {
        let fake = Fake::answering(vec![Reply::json(201, body)]).await;
        let failure = send(&carriers(&fake.url), "twilio", &account(), &message(Channel::Sms, TO)).await.expect_err("refused");
        assert_eq!((failure.class, failure.code.as_str()), (class, code));
    }
}

#[tokio::test]
async fn an_account_without_message_redaction_still_sends() {
    let no_redaction =
        r#"{"code":30029,"message":"Invalid ContentRetention","more_info":"https://www.twilio.com/docs/errors/30029","status":400}"#;
    let fake = Fake::answering(vec![Reply::json(400, no_redaction), Reply::json(201, SMS_TAKEN)]).await;
    send(&carriers(&fake.url), "twilio", &account(), &message(Channel::Sms, TO)).await.expect("taken");
    let seen = fake.seen();
    assert_eq!(
        (seen[0].all("ContentRetention"), seen[1].all("ContentRetention"), seen[1].all("AddressRetention")),
        (vec!["discard"], vec![], vec![])
    );
    assert_eq!(seen[1].all("ValidityPeriod"), ["280"]);

    let stubborn = Fake::answering(vec![Reply::json(400, no_redaction)]).await;
    let failure = send(&carriers(&stubborn.url), "twilio", &account(), &message(Channel::Sms, TO)).await.expect_err("refused");
    assert_eq!((failure.code.as_str(), stubborn.seen().len()), ("30029", 2));
}
