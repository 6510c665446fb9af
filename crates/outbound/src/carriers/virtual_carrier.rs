//! The virtual carrier: text messages and calls that end in an inbox on this very server.
//!
//! For development, tests and the first look. It behaves as a real network would, receipts included, and has a number for
//! every way in which one can fail: [`MAGIC_NUMBERS`].

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use ringfence_core::delivery::{Channel, Failure, FailureClass, Receipt, ReceiptStatus};
use ringfence_core::id::{DeliveryId, TenantId};
use ringfence_core::message::{Message, segments};

use crate::{Carrier, Outgoing, failure};

pub const NAME: &str = "virtual";

/// Numbers that behave in one way each, out of the range that is reserved for fiction (+1 202 555 0100 to 0199).
/// All others are reached.
pub const MAGIC_NUMBERS: &[(&str, &str)] = &[
    ("+12025550189", "no answer: the carrier breaks off after the message was written; it arrives nevertheless"),
    ("+12025550190", "refused: not a valid number"),
    ("+12025550191", "refused: opted out (STOP)"),
    ("+12025550192", "throttled: always asks to try again in a second"),
    ("+12025550193", "unreachable: accepted, then reported as undelivered"),
    ("+12025550194", "delayed: accepted after two seconds"),
    ("+12025550195", "dropped: accepted, and never heard of again"),
    ("+12025550196", "late: accepted, delivered after twenty seconds"),
    ("+12025550197", "refused: the sender is not allowed"),
    ("+12025550198", "refused: the account is suspended"),
    ("+12025550199", "refused: the country is closed"),
];

/// The other end of the virtual carrier: where its messages land. The server's inbox.
#[async_trait]
pub trait VirtualNetwork: Send + Sync {
    /// Under the same delivery id the same message: put twice, it is there once.
    async fn put(&self, tenant: &TenantId, delivery: &DeliveryId, message: &Message) -> Result<(), String>;

    /// As a carrier's status callback would, after so long a time; returns at once.
    fn report(&self, tenant: TenantId, delivery: DeliveryId, status: ReceiptStatus, code: Option<String>, after: Duration);
}

pub struct VirtualCarrier {
    network: Arc<dyn VirtualNetwork>,
}

impl VirtualCarrier {
    pub(crate) fn open(network: Option<&Arc<dyn VirtualNetwork>>) -> Result<Self, Failure> {
        match network {
            Some(network) => Ok(Self { network: Arc::clone(network) }),
            None => {
                Err(failure(FailureClass::Account, "not_configured", "The virtual carrier is switched off (carriers.virtual.enabled)."))
            }
        }
    }

    /// A call rings before it is answered; a text just arrives.
    fn reach(&self, outgoing: &Outgoing<'_>, status: ReceiptStatus, code: Option<&str>, after: Duration) {
        let report = |status, code, after| self.network.report(outgoing.tenant.clone(), outgoing.delivery.clone(), status, code, after);
        if outgoing.message.channel == Channel::Voice {
            report(ReceiptStatus::Ringing, None, after / 2);
        }
        report(status, code.map(str::to_owned), after);
    }
}

#[async_trait]
impl Carrier for VirtualCarrier {
    fn name(&self) -> &'static str {
        NAME
    }

    fn channels(&self) -> &'static [Channel] {
        &[Channel::Sms, Channel::Voice]
    }

    fn resend_is_safe(&self) -> bool {
        true
    }

    async fn send(&self, outgoing: &Outgoing<'_>) -> Result<Receipt, Failure> {
        let number = outgoing.message.to.e164();
        if let Some(refused) = refusal(number) {
            return Err(refused);
        }
        if number == "+12025550194" {
            tokio::time::sleep(Duration::from_secs(2)).await;
        }
        let put = self.network.put(outgoing.tenant, outgoing.delivery, outgoing.message).await;
        put.map_err(|_| failure(FailureClass::Transient, "inbox", "The inbox could not take the message."))?;
        let second = Duration::from_secs(1);
        match number {
            "+12025550193" => self.reach(outgoing, ReceiptStatus::Undelivered, Some("unreachable"), second),
            "+12025550195" => {}
            "+12025550196" => self.reach(outgoing, ReceiptStatus::Delivered, None, 20 * second),
            _ => self.reach(outgoing, ReceiptStatus::Delivered, None, second),
        }
        if number == "+12025550189" {
            return Err(failure(FailureClass::Ambiguous, "timeout", "The carrier did not answer in time; the message may have been sent."));
        }
        let parts = || u32::try_from(segments(&outgoing.message.text).parts).ok();
        Ok(Receipt {
            carrier_message_id: format!("virtual-{}", outgoing.delivery),
            segments: if outgoing.message.channel == Channel::Sms { parts() } else { None },
        })
    }
}

/// What is refused leaves nothing in the inbox.
fn refusal(number: &str) -> Option<Failure> {
    let (class, code, message) = match number {
        "+12025550190" => (FailureClass::Recipient, "invalid_number", "The carrier says that this is not a valid phone number."),
        "+12025550191" => (FailureClass::Recipient, "opted_out", "The recipient has opted out of messages (STOP)."),
        "+12025550192" => (FailureClass::Transient, "throttled", "The carrier asks to send more slowly."),
        "+12025550197" => (FailureClass::Sender, "invalid_sender", "The carrier does not allow this sender."),
        "+12025550198" => (FailureClass::Account, "suspended", "The account at the carrier is suspended."),
        "+12025550199" => (FailureClass::Geo, "country_closed", "The carrier may not send to this country."),
        _ => return None,
    };
    let retry_after = (class == FailureClass::Transient).then_some(Duration::from_secs(1));
    Some(Failure { retry_after, ..failure(class, code, message) })
}

impl fmt::Debug for VirtualCarrier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VirtualCarrier").finish_non_exhaustive()
    }
}
