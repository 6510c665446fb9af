//! One cycle: a code is asked for, read from the inbox, and handed back for tokens.

use std::fmt;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use crate::answer::{field, last_field};
use crate::http::{Connection, FORM, request};

pub(crate) const MFA_OOB: &str = "http://auth0.com/oauth/grant-type/mfa-oob";

/// A challenge answers once its message was handed over, or after a few seconds without that.
const INBOX_PATIENCE: Duration = Duration::from_secs(5);
const INBOX_PAUSE: Duration = Duration::from_millis(2);

/// One enrolled user. All of their requests that never change are kept ready to be written.
pub(crate) struct Walker {
    address: SocketAddr,
    challenge: Vec<u8>,
    /// Up to where the moment of the last message goes.
    inbox: String,
    /// All of the form but the two codes.
    verify: String,
    last_message: String,
    last_created_at: String,
}

/// What the parts of a cycle took.
pub(crate) struct Steps {
    pub(crate) challenge: Duration,
    pub(crate) inbox: Duration,
    pub(crate) verify: Duration,
    /// Readings of the inbox that came before the message did.
    pub(crate) early_readings: u64,
}

/// Why a cycle was not completed, in words by which failures can be counted.
pub(crate) struct Failure {
    step: &'static str,
    reason: String,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.step, self.reason)
    }
}

impl Walker {
    pub(crate) fn new(address: SocketAddr, challenge: Vec<u8>, phone: &str, verify: String) -> Self {
        let inbox = format!("GET /dev/messages?to={}&since=", encoded(phone));
        Self { address, challenge, inbox, verify, last_message: String::new(), last_created_at: "1970-01-01T00:00:00.000Z".to_owned() }
    }

    pub(crate) async fn cycle(&mut self, connection: &mut Connection) -> Result<Steps, Failure> {
        let started = Instant::now();
        let body = ask(connection, "challenge", &self.challenge).await?;
        let oob_code = field(body, "oob_code").ok_or_else(|| odd("challenge", "no oob_code"))?.to_owned();
        let challenge = started.elapsed();
        let mut steps = self.finish(connection, &oob_code).await?;
        steps.challenge = challenge;
        Ok(steps)
    }

    /// Reads the code that was just sent and exchanges it.
    pub(crate) async fn finish(&mut self, connection: &mut Connection, oob_code: &str) -> Result<Steps, Failure> {
        let started = Instant::now();
        let mut early_readings = 0;
        let code = loop {
            if let Some(code) = self.new_code(connection).await? {
                break code;
            }
            if started.elapsed() > INBOX_PATIENCE {
                return Err(odd("inbox", "no message"));
            }
            early_readings += 1;
            tokio::time::sleep(INBOX_PAUSE).await;
        };
        let inbox = started.elapsed();

        let started = Instant::now();
        let form = format!("{}&oob_code={}&binding_code={code}", self.verify, encoded(oob_code));
        let body = ask(connection, "verify", &request("POST /oauth/token", self.address, FORM, &form)).await?;
        let id_token = field(body, "id_token").ok_or_else(|| odd("verify", "no id_token"))?;
        let access_token = field(body, "access_token").ok_or_else(|| odd("verify", "no access_token"))?;
        if !is_jwt(id_token) || is_jwt(access_token) {
            return Err(odd("verify", "not a signed ID token and an opaque access token"));
        }
        Ok(Steps { challenge: Duration::ZERO, inbox, verify: started.elapsed(), early_readings })
    }

    /// The newest message's code, unless that message has been read before.
    async fn new_code(&mut self, connection: &mut Connection) -> Result<Option<String>, Failure> {
        let body = ask(connection, "inbox", &self.inbox_request()).await?;
        let Some(id) = last_field(body, "id").filter(|id| *id != self.last_message) else { return Ok(None) };
        let created_at = last_field(body, "created_at").ok_or_else(|| odd("inbox", "no created_at"))?;
        let code = last_field(body, "code").ok_or_else(|| odd("inbox", "no code"))?;
        id.clone_into(&mut self.last_message);
        created_at.clone_into(&mut self.last_created_at);
        Ok(Some(code.to_owned()))
    }

    pub(crate) fn inbox_request(&self) -> Vec<u8> {
        request(&format!("{}{}", self.inbox, encoded(&self.last_created_at)), self.address, "", "")
    }
}

async fn ask<'a>(connection: &'a mut Connection, step: &'static str, request: &[u8]) -> Result<&'a str, Failure> {
    let answer = connection.exchange(request).await.map_err(|error| Failure { step, reason: error.kind().to_string() })?;
    if answer.status != 200 {
        let words = field(answer.body, "error_description").or_else(|| field(answer.body, "error")).unwrap_or_default();
        return Err(Failure { step, reason: format!("{} {words}", answer.status) });
    }
    Ok(answer.body)
}

fn odd(step: &'static str, reason: &str) -> Failure {
    Failure { step, reason: reason.to_owned() }
}

fn is_jwt(token: &str) -> bool {
    token.starts_with("eyJ") && token.bytes().filter(|byte| *byte == b'.').count() == 2
}

fn encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opaque_tokens_are_told_from_signed_ones() {
        assert!(is_jwt("eyJhbGciOiJSUzI1NiJ9.eyJ9.c2ln"));
        assert!(!is_jwt("Fe26.2**eyJ"));
    }

    #[test]
    fn the_inbox_is_asked_for_one_number_since_the_last_message() {
        let walker = Walker::new("127.0.0.1:80".parse().unwrap(), Vec::new(), "+4915123450000", String::new());
        let request = String::from_utf8(walker.inbox_request()).unwrap();
        assert!(request.starts_with("GET /dev/messages?to=%2B4915123450000&since=1970-01-01T00%3A00%3A00.000Z HTTP/1.1\r\n"), "{request}");
    }
}
