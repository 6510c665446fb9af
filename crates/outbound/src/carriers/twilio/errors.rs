//! What Twilio's answer means: by its own code, and by the HTTP status where it has none that is known here.
//!
//! Codes are at `https://www.twilio.com/docs/api/errors/<code>`; Twilio splits and renames them at times, hence the
//! second step. The sentences are ours: Twilio's repeat the number they are about.

use std::time::Duration;

use ringfence_core::delivery::FailureClass::{Account, Ambiguous, Geo, Recipient, Sender, Transient};
use ringfence_core::delivery::{Failure, FailureClass, Receipt};
use serde_json::Value;

use crate::exchange::{Answer, class_of_status};
use crate::failure;

type Meaning = (FailureClass, &'static str);

fn meaning(code: u64) -> Option<Meaning> {
    Some(match code {
        21211 | 21217 | 21421 => (Recipient, "Twilio says that this is not a valid phone number."),
        21214 | 30003 => (Recipient, "Twilio cannot reach this phone."),
        21610 => (Recipient, "The recipient has opted out of messages from this sender (STOP)."),
        21614 => (Recipient, "This is not a mobile number."),
        21635 | 30006 => (Recipient, "This is a landline, or its network takes no text messages."),
        21612 => (Recipient, "Twilio has no route from this sender to this number."),
        30004 => (Recipient, "The recipient's network blocks this message."),
        30005 => (Recipient, "This number is unknown or no longer in use."),

        21408 => (Geo, "The Twilio account may not send text messages to this country: see its SMS geographic permissions."),
        21215 => (Geo, "The Twilio account may not call this country: see its voice geographic permissions."),
        21216 => (Geo, "Twilio blocks calls to this number."),
        30450 | 30453 => (Geo, "Twilio's SMS pumping protection blocked this message."),

        21212 => (Sender, "Twilio says that `from` is not a valid sender."),
        21210 => (Sender, "`from` is not a verified caller ID of this Twilio account."),
        21603 => (Sender, "Twilio needs `from` or `messaging_service_sid`."),
        21606 => (Sender, "`from` is not a number of this Twilio account, or cannot send this kind of message."),
        21703 => (Sender, "The Messaging Service has no numbers."),
        21705 => (Sender, "`messaging_service_sid` is not a Messaging Service of this Twilio account."),
        30034 => (Sender, "`from` is not registered for A2P 10DLC, which US carriers demand."),
        30032 => (Sender, "`from` is a toll-free number that has not been verified yet."),
        21602 => (Sender, "Twilio wants a text, and the message has none."),
        21617 => (Sender, "The text is too long for Twilio."),
        30007 => (Sender, "The message was filtered as spam by Twilio or a carrier."),

        20003 => (Account, "Twilio refuses the account SID or the auth token."),
        20005 | 30002 => (Account, "The Twilio account is suspended or closed."),
        20006 => (Account, "The Twilio account may not do this."),
        20008 => (Account, "These are Twilio's Test Credentials. Make sure you use Twilio Live Credentials, not Test Credentials."),
        21608 | 21219 => (Account, "This is a Twilio trial account: it reaches verified numbers only."),
        21609 => (Account, "Twilio cannot report to our callback URL: it must be public."),
        30010 => (Account, "The message costs more than the account allows."),
        30044 => (Account, "This is a Twilio trial account: the text is too long for it."),

        20429 | 30022 => (Transient, "Twilio asks to send more slowly."),
        20500 | 20503 => (Transient, "Twilio is out of order."),
        21611 | 30001 => (Transient, "Twilio's queue for this sender is full."),
        30008 => (Transient, "Twilio does not know why it failed."),
        30017 => (Transient, "The recipient's network is congested."),
        30410 => (Transient, "The carrier behind Twilio did not answer in time."),
        _ => return None,
    })
}

/// A reply to `Messages.json` or `Calls.json`. An odd one that is a success and names the message is a success:
/// taking it for a failure would send the message twice.
pub(super) fn read(answer: &Answer) -> Result<Receipt, Failure> {
    let body = &answer.body;
    let failed = matches!(body["status"].as_str(), Some("failed" | "undelivered" | "canceled"));
    match body["sid"].as_str().filter(|sid| is_name(sid)) {
        Some(sid) if (200..300).contains(&answer.status) && !failed && number(body, "error_code").is_none() => Ok(Receipt {
            carrier_message_id: sid.to_owned(),
            // Zero with a Messaging Service, which has not chosen a sender yet.
            segments: number(body, "num_segments").and_then(|parts| u32::try_from(parts).ok()).filter(|parts| *parts > 0),
        }),
        _ => Err(refusal(answer)),
    }
}

pub(super) fn refusal(answer: &Answer) -> Failure {
    let success = (200..300).contains(&answer.status);
    let code = number(&answer.body, "error_code").or_else(|| number(&answer.body, "code"));
    let mut failure = match (code, code.and_then(meaning)) {
        (Some(code), Some((class, sentence))) => failure(class, code.to_string(), sentence),
        (Some(code), None) => failure(
            class_of_status(answer.status),
            code.to_string(),
            format!("Twilio answered with error {code} (HTTP {}); see https://www.twilio.com/docs/api/errors/{code}.", answer.status),
        ),
        (None, _) if success => failure(
            Ambiguous,
            "unreadable_answer",
            format!("Twilio took the request, but its answer (HTTP {}) names no message.", answer.status),
        ),
        (None, _) => failure(class_of_status(answer.status), format!("http_{}", answer.status), by_status(answer.status)),
    };
    if failure.class == Transient {
        failure.retry_after = answer.retry_after.filter(|wait| *wait > Duration::ZERO);
    }
    failure
}

fn by_status(status: u16) -> String {
    match status {
        300..=399 => format!("A redirect (HTTP {status}) came back, which is not followed: check carriers.twilio.base_url."),
        401 => "Twilio refuses the account SID or the auth token (HTTP 401).".to_owned(),
        404 => "Twilio knows no such account (HTTP 404): check the account SID and carriers.twilio.base_url.".to_owned(),
        429 => "Twilio asks to send more slowly (HTTP 429).".to_owned(),
        504 => "Twilio's gateway had no answer (HTTP 504); the message may have been sent.".to_owned(),
        500..=599 => format!("Twilio is out of order (HTTP {status})."),
        _ => format!("Twilio refused the request (HTTP {status})."),
    }
}

/// Message Redaction is something that an account must have been given: without it Twilio may refuse the options (30029).
pub(super) fn lacks_redaction(answer: &Answer) -> bool {
    let blamed = || answer.body["message"].as_str().is_some_and(|words| words.contains("Retention"));
    (400..500).contains(&answer.status) && (number(&answer.body, "code") == Some(30029) || blamed())
}

/// A number, or a text that holds one: Twilio writes both.
pub(super) fn number(body: &Value, field: &str) -> Option<u64> {
    match &body[field] {
        Value::Number(number) => number.as_u64(),
        Value::String(text) => text.parse().ok(),
        _ => None,
    }
}

/// Whether it can be one of Twilio's ids; what is kept and logged as one must not be anything else.
pub(super) fn is_name(sid: &str) -> bool {
    (8..=64).contains(&sid.len()) && sid.bytes().all(|byte| byte.is_ascii_alphanumeric())
}
