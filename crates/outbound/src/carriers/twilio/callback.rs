//! What became of a message: Twilio's status callbacks, and how to know that Twilio wrote them.
//!
//! <https://www.twilio.com/docs/usage/security#validating-requests>: `X-Twilio-Signature` is the Base64 of HMAC-SHA1 by the auth
//! token over the full public URL and, sorted, each form field's name and value. Callbacks come in any order, so a
//! report counts by its rank (`core::delivery`).

use aws_lc_rs::hmac;
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use ringfence_core::delivery::ReceiptStatus;
use ringfence_core::secret::Secret;

use super::errors::is_name;

type Fields<'a> = &'a [(String, String)];

/// `url` is the one that Twilio was given, never one put together from the request's `Host`. Twilio may sign it with
/// or without a port. Takes the same time for every wrong signature.
pub fn verify_signature(auth_token: &Secret, url: &str, form_params: Fields<'_>, signature: &str) -> bool {
    // The Base64 of twenty bytes is 28 characters; nothing longer is looked at.
    let Some(tag) = (signature.len() <= 28).then(|| BASE64.decode(signature).ok()).flatten() else {
        return false;
    };
    let key = signing_key(auth_token);
    [without_port(url), with_port(url)].iter().any(|url| hmac::verify(&key, signed_text(url, form_params).as_bytes(), &tag).is_ok())
}

/// The signature that Twilio would send: for tests, and for trying a callback out by hand.
pub fn sign(auth_token: &Secret, url: &str, form_params: Fields<'_>) -> String {
    BASE64.encode(hmac::sign(&signing_key(auth_token), signed_text(url, form_params).as_bytes()))
}

fn signing_key(auth_token: &Secret) -> hmac::Key {
    hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, auth_token.expose().as_bytes())
}

/// A field that stands there twice with one value counts once.
fn signed_text(url: &str, fields: Fields<'_>) -> String {
    let mut sorted: Vec<_> = fields.iter().collect();
    sorted.sort();
    sorted.dedup();
    sorted.into_iter().fold(url.to_owned(), |text, (name, value)| text + name + value)
}

fn without_port(url: &str) -> String {
    match port_at(url) {
        Some((start, end)) => format!("{}{}", &url[..start], &url[end..]),
        None => url.to_owned(),
    }
}

fn with_port(url: &str) -> String {
    let standard = if url.starts_with("https://") { ":443" } else { ":80" };
    match port_at(url) {
        Some((start, end)) if start == end => format!("{}{standard}{}", &url[..start], &url[end..]),
        _ => url.to_owned(),
    }
}

/// Where the port stands, its colon included, or would stand (an empty range); `None` without `scheme://`.
fn port_at(url: &str) -> Option<(usize, usize)> {
    let authority = url.find("://")? + 3;
    let end = url[authority..].find(['/', '?', '#']).map_or(url.len(), |length| authority + length);
    let host = url[authority..end].rfind('@').map_or(authority, |at| authority + at + 1);
    // In an IPv6 literal only the colon after the bracket counts.
    let after_bracket = url[host..end].rfind(']').map_or(host, |bracket| host + bracket + 1);
    let start = url[after_bracket..end].find(':').map_or(end, |colon| after_bracket + colon);
    Some((start, end))
}

/// One report, in core's words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CallbackReport {
    pub carrier_message_id: String,
    pub status: ReceiptStatus,
    /// Why it failed: Twilio's error code, or for a call its end (`busy`, `no-answer`, …).
    pub code: Option<String>,
}

/// `None` for what says nothing new (queued, sending, initiated) or is no status callback at all.
pub fn read_callback(form_params: Fields<'_>) -> Option<CallbackReport> {
    let field =
        |name: &str| form_params.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str()).filter(|value| !value.is_empty());
    let (sid, status) = match field("CallSid") {
        Some(sid) => (sid, call_status(field("CallStatus")?)?),
        None => (field("MessageSid").or_else(|| field("SmsSid"))?, sms_status(field("MessageStatus").or_else(|| field("SmsStatus"))?)?),
    };
    let failed = matches!(status, ReceiptStatus::Undelivered | ReceiptStatus::Failed);
    let code = field("ErrorCode").or_else(|| field("CallStatus")).filter(|code| failed && code.len() <= 16 && code.bytes().all(is_code));
    is_name(sid).then(|| CallbackReport { carrier_message_id: sid.to_owned(), status, code: code.map(str::to_owned) })
}

fn sms_status(status: &str) -> Option<ReceiptStatus> {
    match status {
        "sent" | "partially_delivered" => Some(ReceiptStatus::Sent),
        "delivered" | "read" => Some(ReceiptStatus::Delivered),
        "undelivered" => Some(ReceiptStatus::Undelivered),
        "failed" | "canceled" => Some(ReceiptStatus::Failed),
        _ => None,
    }
}

/// A call in progress has been answered, but only a completed one was heard.
fn call_status(status: &str) -> Option<ReceiptStatus> {
    match status {
        "ringing" | "in-progress" => Some(ReceiptStatus::Ringing),
        "completed" => Some(ReceiptStatus::Delivered),
        "busy" | "no-answer" | "canceled" => Some(ReceiptStatus::Undelivered),
        "failed" => Some(ReceiptStatus::Failed),
        _ => None,
    }
}

fn is_code(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_is_taken_off_or_put_on() {
        for (url, bare, ported) in [
            ("https://rf.example/a?b=c:d", "https://rf.example/a?b=c:d", "https://rf.example:443/a?b=c:d"),
            ("http://rf.example", "http://rf.example", "http://rf.example:80"),
            ("https://rf.example:8443/a", "https://rf.example/a", "https://rf.example:8443/a"),
            ("https://u:p@rf.example/a", "https://u:p@rf.example/a", "https://u:p@rf.example:443/a"),
            ("https://[::1]/a", "https://[::1]/a", "https://[::1]:443/a"),
            ("https://[::1]:9/a", "https://[::1]/a", "https://[::1]:9/a"),
            ("rf.example/a", "rf.example/a", "rf.example/a"),
        ] {
            assert_eq!((without_port(url).as_str(), with_port(url).as_str()), (bare, ported));
        }
    }
}
