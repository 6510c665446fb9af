//! A message's journey: waiting, being sent, handed over or given up; and afterwards, what became of it.
//!
//! [`next_step`] is the whole policy of retry, failover and giving up. The class of a carrier's answer
//! decides, never its status code alone (the carriers' table is in `outbound`).

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;
use crate::id::{ChallengeId, ClientId, DeliveryId, DeviceId, TenantId, UserId};
use crate::message::Message;
use crate::tenant::Provider;

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Channel {
    Sms,
    Voice,
}

impl Channel {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sms => "sms",
            Self::Voice => "voice",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "sms" => Some(Self::Sms),
            "voice" => Some(Self::Voice),
            _ => None,
        }
    }
}

/// The class of a failed attempt (spec of every carrier maps its codes onto these).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FailureClass {
    /// Bad number, opted out, landline: no carrier will do better.
    Recipient,
    /// Bad or unregistered sender: another carrier may do.
    Sender,
    /// Credentials, funds, suspension: another carrier may do; the operator must act.
    Account,
    /// The country is closed at this carrier, often as a deliberate guard against fraud.
    Geo,
    /// Nothing was accepted; the same request may work later.
    Transient,
    /// The request was written and no answer came: it may have been sent.
    Ambiguous,
}

impl FailureClass {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Recipient => "recipient",
            Self::Sender => "sender",
            Self::Account => "account",
            Self::Geo => "geo",
            Self::Transient => "transient",
            Self::Ambiguous => "ambiguous",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "recipient" => Self::Recipient,
            "sender" => Self::Sender,
            "account" => Self::Account,
            "geo" => Self::Geo,
            "transient" => Self::Transient,
            "ambiguous" => Self::Ambiguous,
            _ => return None,
        })
    }
}

/// A failed attempt, in words that hold neither a number nor a code.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Failure {
    pub class: FailureClass,
    /// The carrier's own code, such as `21211`, or one of ours, such as `timeout`.
    pub code: String,
    pub message: String,
    /// What the carrier asked for (`Retry-After`), when it did.
    pub retry_after: Option<Duration>,
}

/// A carrier took the message.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Receipt {
    pub carrier_message_id: String,
    /// How many parts a text took, when the carrier says so.
    pub segments: Option<u32>,
}

/// What became of a message after a carrier took it. The order is the order of [`ReceiptStatus::rank`]:
/// a later report never takes back a final one.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReceiptStatus {
    Sent,
    /// A call rings.
    Ringing,
    Undelivered,
    Failed,
    /// A call was answered, a text reached the handset.
    Delivered,
}

impl ReceiptStatus {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Ringing => "ringing",
            Self::Undelivered => "undelivered",
            Self::Failed => "failed",
            Self::Delivered => "delivered",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "sent" => Self::Sent,
            "ringing" => Self::Ringing,
            "undelivered" => Self::Undelivered,
            "failed" => Self::Failed,
            "delivered" => Self::Delivered,
            _ => return None,
        })
    }

    /// A report counts only if its rank is higher than that of the one before it. *Delivered* stands
    /// above *failed*: a carrier that first gave up and then heard from the handset is right the second time.
    pub fn rank(self) -> i64 {
        match self {
            Self::Sent => 1,
            Self::Ringing => 2,
            Self::Undelivered | Self::Failed => 3,
            Self::Delivered => 4,
        }
    }
}

/// Who asked for a message, for the log events that tell of its fate.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Origin {
    pub ip: String,
    pub user_agent: String,
    pub hostname: String,
    pub method: String,
    pub path: String,
    pub tenant_name: String,
    pub client_name: String,
    pub user_name: String,
    pub connection: String,
}

/// To be inserted together with its challenge, or with the fact that a notice tells of. `message` is sealed by the store.
#[derive(Clone, Debug)]
pub struct NewDelivery {
    pub id: DeliveryId,
    /// Empty for a notice.
    pub challenge: ChallengeId,
    pub user: UserId,
    pub client: ClientId,
    pub device: DeviceId,
    pub provider: Provider,
    /// The carriers in order of preference; the first one is tried first.
    pub route: Vec<String>,
    pub message: Message,
    pub origin: Origin,
    pub created_at: Timestamp,
    /// The code's expiry, or a notice's: after it nothing is sent.
    pub expires_at: Timestamp,
}

/// A delivery under a lease: whoever holds it sends it, nobody else does.
#[derive(Clone, Debug)]
pub struct ClaimedDelivery {
    pub tenant: TenantId,
    pub id: DeliveryId,
    pub challenge: ChallengeId,
    pub user: UserId,
    pub client: ClientId,
    pub device: DeviceId,
    pub provider: Provider,
    pub route: Vec<String>,
    /// Which of the route's carriers is to be tried now.
    pub position: usize,
    /// Attempts made before this one, over all carriers.
    pub attempts: u32,
    /// Attempts made before this one with the present carrier.
    pub tries: u32,
    pub message: Message,
    pub origin: Origin,
    pub created_at: Timestamp,
    pub expires_at: Timestamp,
    /// The lease of an earlier holder ran out while it was sending: the carrier may have taken it.
    pub was_interrupted: bool,
}

/// What happens after a failed attempt.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum NextStep {
    /// The same carrier again, at this moment.
    Retry {
        at: Timestamp,
    },
    /// The route's next carrier, at once and with the same code.
    FailOver {
        position: usize,
    },
    GiveUp,
}

impl NextStep {
    /// For log lines.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Retry { .. } => "retry",
            Self::FailOver { .. } => "fail_over",
            Self::GiveUp => "give_up",
        }
    }
}

/// Tries with one carrier before the route's next one gets its turn.
const TRIES_PER_CARRIER: u32 = 4;

/// Waits before the second, third and fourth try: 1 s, 4 s, 16 s. The carrier's `Retry-After` counts
/// where it is longer; nothing is tried after the code's expiry.
pub fn backoff(tries: u32) -> Duration {
    Duration::from_secs(4_u64.saturating_pow(tries.saturating_sub(1)))
}

/// `tries` counts the attempts with the present carrier, this one included.
pub fn next_step(failure: &Failure, tries: u32, position: usize, route_len: usize, now: Timestamp, expires_at: Timestamp) -> NextStep {
    let fail_over = if position + 1 < route_len { NextStep::FailOver { position: position + 1 } } else { NextStep::GiveUp };
    match failure.class {
        // A closed country stays closed by the tenant's other carriers too: it is often a deliberate guard.
        FailureClass::Recipient | FailureClass::Geo => NextStep::GiveUp,
        FailureClass::Sender | FailureClass::Account | FailureClass::Ambiguous => fail_over,
        FailureClass::Transient => {
            let at = now + failure.retry_after.unwrap_or_default().max(backoff(tries));
            if tries < TRIES_PER_CARRIER && at < expires_at { NextStep::Retry { at } } else { fail_over }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_secs(1_000_000);
    const LATER: Timestamp = Timestamp::from_secs(1_000_300);

    fn failed(class: FailureClass) -> Failure {
        Failure { class, code: "x".into(), message: String::new(), retry_after: None }
    }

    #[test]
    fn the_class_decides() {
        use FailureClass as C;
        let last = |class| next_step(&failed(class), 1, 0, 1, NOW, LATER);
        let first_of_two = |class| next_step(&failed(class), 1, 0, 2, NOW, LATER);
        for class in [C::Recipient, C::Geo] {
            assert_eq!(first_of_two(class), NextStep::GiveUp, "{class:?}");
        }
        for class in [C::Sender, C::Account, C::Ambiguous] {
            assert_eq!(first_of_two(class), NextStep::FailOver { position: 1 }, "{class:?}");
            assert_eq!(last(class), NextStep::GiveUp, "{class:?}");
        }
        assert_eq!(first_of_two(C::Transient), NextStep::Retry { at: NOW + Duration::from_secs(1) });
    }

    #[test]
    fn a_transient_failure_is_retried_inside_the_codes_life_only() {
        let mut failure = failed(FailureClass::Transient);
        assert_eq!(next_step(&failure, 3, 0, 1, NOW, LATER), NextStep::Retry { at: NOW + Duration::from_secs(16) });
        assert_eq!(next_step(&failure, 4, 0, 1, NOW, LATER), NextStep::GiveUp);
        failure.retry_after = Some(Duration::from_secs(300));
        assert_eq!(next_step(&failure, 1, 0, 2, NOW, LATER), NextStep::FailOver { position: 1 });
    }

    #[test]
    fn a_final_report_is_not_taken_back() {
        assert!(ReceiptStatus::Sent.rank() < ReceiptStatus::Failed.rank());
        assert!(ReceiptStatus::Failed.rank() < ReceiptStatus::Delivered.rank());
    }
}
