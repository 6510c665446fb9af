//! One HTTP exchange with a carrier: written once, its reply read up to a limit, its failure told by what it means.
//!
//! The line that matters runs between "not written" (may be tried again) and "written, and no answer came"
//! (may have been sent: ambiguous). Nothing here repeats a URL, a header or a body.

use std::error::Error;
use std::time::Duration;

use reqwest::{RequestBuilder, Response};
use ringfence_core::delivery::{Failure, FailureClass};
use serde_json::Value;

use crate::failure;

/// Carriers answer in a few hundred bytes; what is longer is not an answer of theirs.
const BODY_LIMIT: usize = 64 * 1024;
/// Longer than any code lives: beyond it the figure has no meaning here.
const RETRY_AFTER_LIMIT: Duration = Duration::from_secs(3600);

/// A reply as far as it can be understood.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) retry_after: Option<Duration>,
    /// `Null` when the body was cut off, too long, or not JSON.
    pub(crate) body: Value,
}

/// `timeout` spans everything, from the connection to the last byte of the reply.
pub(crate) async fn exchange(carrier: &str, request: RequestBuilder, timeout: Duration) -> Result<Answer, Failure> {
    let response = request.timeout(timeout).send().await.map_err(|error| unanswered(carrier, &error))?;
    let status = response.status().as_u16();
    let retry_after = retry_after(&response);
    // The status alone still tells something when the body never ends, so a broken body is no error of its own.
    let body = read(response).await.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or(Value::Null);
    Ok(Answer { status, retry_after, body })
}

/// `None` when the body breaks off, is late or is too long.
async fn read(mut response: Response) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.ok()? {
        if body.len() + chunk.len() > BODY_LIMIT {
            return None;
        }
        body.extend_from_slice(&chunk);
    }
    Some(body)
}

/// Seconds only: the other form, a date, needs a clock, and no carrier here uses it.
fn retry_after(response: &Response) -> Option<Duration> {
    let seconds = response.headers().get("retry-after")?.to_str().ok()?.trim().parse().ok()?;
    Some(Duration::from_secs(seconds).min(RETRY_AFTER_LIMIT))
}

fn unanswered(carrier: &str, error: &reqwest::Error) -> Failure {
    if error.is_builder() {
        return failure(FailureClass::Account, "invalid_base_url", format!("The configured base URL of {carrier} is not a URL."));
    }
    if error.is_connect() {
        return failure(FailureClass::Transient, "connect", format!("{carrier} could not be reached: {}.", root_cause(error)));
    }
    let (code, what) =
        if error.is_timeout() { ("timeout", "did not answer in time") } else { ("connection_lost", "broke the connection off") };
    failure(FailureClass::Ambiguous, code, format!("{carrier} {what}; the message may have been sent."))
}

/// The innermost words are the useful ones ("Connection refused", "invalid peer certificate"); the outer ones hold the URL.
fn root_cause(error: &reqwest::Error) -> String {
    let mut cause: &dyn Error = error;
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    cause.to_string()
}

/// What a status alone says, for replies whose body says nothing.
pub(crate) fn class_of_status(status: u16) -> FailureClass {
    match status {
        // It was taken, or it was not: nobody can tell. 504: the carrier's own door keeper heard nothing from inside.
        200..=299 | 504 => FailureClass::Ambiguous,
        408 | 425 | 429 | 500..=599 => FailureClass::Transient,
        // Credentials, payment, a wrong address: the operator must act. A redirect is never followed.
        300..=399 | 401..=405 | 407 | 410 => FailureClass::Account,
        // The request as such was refused; another carrier may take it.
        _ => FailureClass::Sender,
    }
}
