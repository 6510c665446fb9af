//! Twilio: Programmable SMS and Programmable Voice, API 2010-04-01.
//!
//! <https://www.twilio.com/docs/messaging/api/message-resource>, <https://www.twilio.com/docs/voice/api/call-resource>
//! (read November 2026). It has no idempotency key, so an unanswered request is ambiguous. The code never lies at a URL: a
//! call's words travel inside the request (`twiml`).
//!
//! In the order of a message's life: [`probe`] (are these live credentials?), [`Twilio`], `errors` (what a refusal
//! means), [`verify_signature`] and [`read_callback`] (what became of it).

mod account;
mod callback;
mod errors;
mod probe;
mod twiml;

pub use account::TwilioSettings;
pub use callback::{CallbackReport, read_callback, sign, verify_signature};
pub(crate) use probe::probe;

use std::fmt;

use async_trait::async_trait;
use ringfence_core::delivery::{Channel, Failure, FailureClass, Receipt};
use ringfence_core::tenant::{CredentialsStatus, TwilioConfig};
use tokio::time::Instant;

use self::account::{Account, Form, filled};
use crate::{Carrier, Http, Outgoing, failure};

pub const NAME: &str = "twilio";

/// Twilio's own limit (21617).
const SMS_CHARS: usize = 1_600;
/// A phone that has not been picked up by then belongs to somebody who is not at it; a later answer is a voice mailbox.
const RING_SECS: u64 = 40;
/// Cuts off who speaks longer: a code said twice takes half of it, and a line left open costs by the minute.
const CALL_SECS: u64 = 60;

/// One tenant's account.
pub struct Twilio {
    account: Account,
    from: Option<String>,
    messaging_service_sid: Option<String>,
}

impl Twilio {
    pub(crate) fn open(settings: &TwilioSettings, http: &Http, tenant: &TwilioConfig) -> Result<Self, Failure> {
        let account = Account::open(settings, http, tenant)?;
        match tenant.status {
            CredentialsStatus::Test => Err(failure(
                FailureClass::Account,
                "test_credentials",
                "These are Twilio's Test Credentials: messages sent with them never leave. Make sure you use Twilio Live Credentials, not Test Credentials.",
            )),
            CredentialsStatus::Wrong => Err(failure(
                FailureClass::Account,
                "wrong_credentials",
                "Twilio refuses this account SID and auth token; save the right ones.",
            )),
            // A suspended account may have been reopened since: Twilio's answer to the message tells.
            CredentialsStatus::Unknown | CredentialsStatus::Live | CredentialsStatus::Trial | CredentialsStatus::Inactive => {
                Ok(Self { account, from: filled(&tenant.from), messaging_service_sid: filled(&tenant.messaging_service_sid) })
            }
        }
    }

    fn sms(&self, outgoing: &Outgoing<'_>) -> Result<Form, Failure> {
        let text = &outgoing.message.text;
        if text.chars().count() > SMS_CHARS {
            return Err(failure(
                FailureClass::Sender,
                "21617",
                format!("The text is too long: Twilio carries at most {SMS_CHARS} characters."),
            ));
        }
        // The service picks its own sender, so `from` is left to calls where both are set.
        let sender = match (&self.messaging_service_sid, &self.from) {
            (Some(service), _) => ("MessagingServiceSid", service.clone()),
            (None, Some(from)) => ("From", from.clone()),
            (None, None) => {
                return Err(failure(
                    FailureClass::Sender,
                    "no_sender",
                    "Twilio needs `from` or `messaging_service_sid` to send a text message from.",
                ));
            }
        };
        let mut form = vec![
            ("To", outgoing.message.to.e164().to_owned()),
            sender,
            ("Body", text.clone()),
            ("ValidityPeriod", outgoing.validity.as_secs().clamp(1, 36_000).to_string()),
            ("SmartEncoded", "true".to_owned()),
        ];
        form.extend(RETENTION.map(|(name, value)| (name, value.to_owned())));
        if let Some(url) = outgoing.callback_url {
            form.push(("StatusCallback", url.to_owned()));
        }
        Ok(form)
    }

    fn call(&self, outgoing: &Outgoing<'_>) -> Result<Form, Failure> {
        let Some(from) = &self.from else {
            return Err(failure(
                FailureClass::Sender,
                "no_sender",
                "A call needs `from`, a Twilio number or a verified caller ID; a Messaging Service cannot call.",
            ));
        };
        let mut form = vec![
            ("To", outgoing.message.to.e164().to_owned()),
            ("From", from.clone()),
            ("Twiml", twiml::speak(outgoing.message)?),
            ("Timeout", outgoing.validity.as_secs().clamp(5, RING_SECS).to_string()),
            ("TimeLimit", CALL_SECS.to_string()),
        ];
        if let Some(url) = outgoing.callback_url {
            form.push(("StatusCallback", url.to_owned()));
            form.push(("StatusCallbackMethod", "POST".to_owned()));
            form.extend(["initiated", "ringing", "answered", "completed"].map(|event| ("StatusCallbackEvent", event.to_owned())));
        }
        Ok(form)
    }
}

/// Twilio keeps neither the text nor the number's end, where the account has Message Redaction.
const RETENTION: [(&str, &str); 2] = [("ContentRetention", "discard"), ("AddressRetention", "obfuscate")];

#[async_trait]
impl Carrier for Twilio {
    fn name(&self) -> &'static str {
        NAME
    }

    fn channels(&self) -> &'static [Channel] {
        &[Channel::Sms, Channel::Voice]
    }

    async fn send(&self, outgoing: &Outgoing<'_>) -> Result<Receipt, Failure> {
        let (resource, mut form) = match outgoing.message.channel {
            Channel::Sms => ("Messages.json", self.sms(outgoing)?),
            Channel::Voice => ("Calls.json", self.call(outgoing)?),
        };
        let (timeout, started) = (self.account.timeout, Instant::now());
        let mut answer = self.account.post(resource, &form, timeout).await?;
        if errors::lacks_redaction(&answer) {
            // Refused for its privacy options alone, so nothing was sent: once more without them, in what is left of the time.
            form.retain(|(name, _)| !RETENTION.iter().any(|(option, _)| option == name));
            answer = self.account.post(resource, &form, timeout.saturating_sub(started.elapsed())).await?;
        }
        errors::read(&answer)
    }
}

/// Shows which account, and neither its token nor its numbers.
impl fmt::Debug for Twilio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Twilio").field("sid", &self.account.sid).finish_non_exhaustive()
    }
}
