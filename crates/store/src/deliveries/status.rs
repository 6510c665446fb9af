//! Where a delivery stands: its state, its attempts, and what the carrier reported afterwards.

use ringfence_core::clock::Timestamp;
use ringfence_core::delivery::{Channel, Failure, FailureClass, Origin, ReceiptStatus};
use ringfence_core::id::{ChallengeId, ClientId, DeliveryId, DeviceId, TenantId, UserId};
use ringfence_core::tenant::Provider;

use super::read_provider;
use crate::driver::{Row, params, statements};
use crate::{StoreError, Tx};

statements! {
    DELIVERY_FIND = "SELECT state, challenge_id, user_id, client_id, device_id, channel, provider, origin, attempts, carrier,
        carrier_message_id, segments, failure_class, failure_code, failure_message, receipt_status, receipt_code, receipt_at,
        created_at, expires_at, finished_at FROM deliveries WHERE tenant_id = $1 AND delivery_id = $2";
    DELIVERY_REPORT = "UPDATE deliveries SET receipt_status = $1, receipt_rank = $2, receipt_code = $3, receipt_at = $4
        WHERE tenant_id = $5 AND delivery_id = $6 AND receipt_rank < $2";
    ATTEMPTS_LIST = "SELECT number, carrier, outcome, code, message, carrier_message_id, started_at, finished_at FROM attempts
        WHERE tenant_id = $1 AND delivery_id = $2 ORDER BY number";
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DeliveryState {
    Waiting,
    /// Under a lease, which may have run out.
    Sending,
    Accepted,
    Failed,
}

/// A delivery without its message.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DeliveryStatus {
    pub state: DeliveryState,
    pub challenge: ChallengeId,
    pub user: UserId,
    pub client: ClientId,
    pub device: DeviceId,
    pub channel: Channel,
    pub provider: Provider,
    pub origin: Origin,
    pub attempts: u32,
    /// The last one tried.
    pub carrier: Option<String>,
    pub carrier_message_id: Option<String>,
    pub segments: Option<u32>,
    /// The last attempt's, while no carrier has taken the message.
    pub failure: Option<Failure>,
    pub report: Option<Report>,
    pub created_at: Timestamp,
    pub expires_at: Timestamp,
    pub finished_at: Option<Timestamp>,
}

/// What a carrier said of a message after it took it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Report {
    pub status: ReceiptStatus,
    pub code: Option<String>,
    pub at: Timestamp,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AttemptRecord {
    pub number: u32,
    pub carrier: String,
    /// `None`: accepted.
    pub failure: Option<Failure>,
    pub carrier_message_id: Option<String>,
    pub started_at: Timestamp,
    pub finished_at: Timestamp,
}

impl Tx<'_> {
    pub async fn delivery_find(&mut self, tenant: &TenantId, id: &DeliveryId) -> Result<Option<DeliveryStatus>, StoreError> {
        self.row(&DELIVERY_FIND, params![tenant, id]).await?.map(read_status).transpose()
    }

    /// Writes a carrier's report down, unless one of the same or a higher rank is there (false): reports
    /// come in any order, and may come before the send's own answer.
    pub async fn delivery_report(
        &mut self,
        tenant: &TenantId,
        id: &DeliveryId,
        status: ReceiptStatus,
        code: Option<&str>,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        let params = params![status.as_str(), status.rank(), code, at, tenant, id];
        Ok(self.exec(&DELIVERY_REPORT, params).await? == 1)
    }

    /// In the order in which they were made.
    pub async fn attempts_list(&mut self, tenant: &TenantId, id: &DeliveryId) -> Result<Vec<AttemptRecord>, StoreError> {
        self.rows(&ATTEMPTS_LIST, params![tenant, id]).await?.into_iter().map(read_attempt).collect()
    }
}

fn read_status(mut row: Row) -> Result<DeliveryStatus, StoreError> {
    let state = row.take_word(|word| match word {
        "waiting" => Some(DeliveryState::Waiting),
        "sending" | "resending" => Some(DeliveryState::Sending),
        "accepted" => Some(DeliveryState::Accepted),
        "failed" => Some(DeliveryState::Failed),
        _ => None,
    })?;
    Ok(DeliveryStatus {
        state,
        challenge: row.take()?,
        user: row.take()?,
        client: row.take()?,
        device: row.take()?,
        channel: row.take_word(Channel::parse)?,
        provider: row.take_word(read_provider)?,
        origin: row.take_json()?,
        attempts: row.take()?,
        carrier: row.take()?,
        carrier_message_id: row.take()?,
        segments: row.take()?,
        failure: read_failure(&mut row)?,
        report: read_report(&mut row)?,
        created_at: row.take()?,
        expires_at: row.take()?,
        finished_at: row.take()?,
    })
}

fn read_failure(row: &mut Row) -> Result<Option<Failure>, StoreError> {
    let (class, code, message): (Option<String>, Option<String>, Option<String>) = (row.take()?, row.take()?, row.take()?);
    let (Some(class), Some(code), Some(message)) = (class, code, message) else { return Ok(None) };
    let class = FailureClass::parse(&class).ok_or_else(|| StoreError::corrupt("deliveries.failure_class"))?;
    Ok(Some(Failure { class, code, message, retry_after: None }))
}

fn read_report(row: &mut Row) -> Result<Option<Report>, StoreError> {
    let (status, code, at): (Option<String>, Option<String>, Option<Timestamp>) = (row.take()?, row.take()?, row.take()?);
    let (Some(status), Some(at)) = (status, at) else { return Ok(None) };
    let status = ReceiptStatus::parse(&status).ok_or_else(|| StoreError::corrupt("deliveries.receipt_status"))?;
    Ok(Some(Report { status, code, at }))
}

fn read_attempt(mut row: Row) -> Result<AttemptRecord, StoreError> {
    let (number, carrier): (u32, String) = (row.take()?, row.take()?);
    let (outcome, code, message): (String, String, String) = (row.take()?, row.take()?, row.take()?);
    let failure = match FailureClass::parse(&outcome) {
        Some(class) => Some(Failure { class, code, message, retry_after: None }),
        None if outcome == "accepted" => None,
        None => return Err(StoreError::corrupt("attempts.outcome")),
    };
    Ok(AttemptRecord { number, carrier, failure, carrier_message_id: row.take()?, started_at: row.take()?, finished_at: row.take()? })
}
