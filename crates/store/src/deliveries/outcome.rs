//! What came of sending. Each answer counts only while the lease is held, so that a holder who comes back
//! too late changes nothing (false), and each attempt leaves a row.

use ringfence_core::clock::Timestamp;
use ringfence_core::delivery::{ClaimedDelivery, Failure, Receipt};

use super::Lease;
use crate::driver::{params, statements};
use crate::{StoreError, Tx};

statements! {
    DELIVERY_ACCEPT = "UPDATE deliveries SET state = 'accepted', due_at = NULL, lease = NULL, message_sealed = NULL, carrier = $1,
        carrier_message_id = $2, segments = $3, failure_class = NULL, failure_code = NULL, failure_message = NULL, finished_at = $4,
        attempts = attempts + 1, tries = tries + 1 WHERE tenant_id = $5 AND delivery_id = $6 AND lease = $7";
    DELIVERY_RETRY = "UPDATE deliveries SET state = 'waiting', due_at = $1, lease = NULL, carrier = $2, failure_class = $3,
        failure_code = $4, failure_message = $5, attempts = attempts + 1, tries = tries + 1
        WHERE tenant_id = $6 AND delivery_id = $7 AND lease = $8";
    DELIVERY_FAIL_OVER = "UPDATE deliveries SET state = 'waiting', due_at = $1, lease = NULL, carrier = $2, failure_class = $3,
        failure_code = $4, failure_message = $5, attempts = attempts + 1, tries = 0, position = $6
        WHERE tenant_id = $7 AND delivery_id = $8 AND lease = $9";
    DELIVERY_FAIL = "UPDATE deliveries SET state = 'failed', due_at = NULL, lease = NULL, message_sealed = NULL,
        carrier = COALESCE($1, carrier), failure_class = $2, failure_code = $3, failure_message = $4, finished_at = $5,
        attempts = attempts + $6 WHERE tenant_id = $7 AND delivery_id = $8 AND lease = $9";
    ATTEMPT_INSERT = "INSERT INTO attempts (tenant_id, delivery_id, number, carrier, outcome, code, message, carrier_message_id,
        started_at, finished_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
}

/// One try with one carrier.
#[derive(Clone, Copy, Debug)]
pub struct Attempt<'a> {
    pub carrier: &'a str,
    pub started_at: Timestamp,
    pub finished_at: Timestamp,
}

impl Tx<'_> {
    /// The carrier took it: the end of sending, and the message is erased.
    pub async fn delivery_accept(
        &mut self,
        claimed: &ClaimedDelivery,
        lease: &Lease,
        attempt: &Attempt<'_>,
        receipt: &Receipt,
        segments: Option<u32>,
    ) -> Result<bool, StoreError> {
        let carrier_message_id = &receipt.carrier_message_id;
        let params = params![attempt.carrier, carrier_message_id, segments, attempt.finished_at, &claimed.tenant, &claimed.id, &lease.0];
        let held = self.exec(&DELIVERY_ACCEPT, params).await? == 1;
        if held {
            self.attempt_insert(claimed, attempt, Ok(receipt)).await?;
        }
        Ok(held)
    }

    /// The same carrier again, at `due_at`.
    pub async fn delivery_retry(
        &mut self,
        claimed: &ClaimedDelivery,
        lease: &Lease,
        attempt: &Attempt<'_>,
        failure: &Failure,
        due_at: Timestamp,
    ) -> Result<bool, StoreError> {
        let params = params![
            due_at,
            attempt.carrier,
            failure.class.as_str(),
            &failure.code,
            &failure.message,
            &claimed.tenant,
            &claimed.id,
            &lease.0,
        ];
        let held = self.exec(&DELIVERY_RETRY, params).await? == 1;
        if held {
            self.attempt_insert(claimed, attempt, Err(failure)).await?;
        }
        Ok(held)
    }

    /// The route's carrier at `position`, at once.
    pub async fn delivery_fail_over(
        &mut self,
        claimed: &ClaimedDelivery,
        lease: &Lease,
        attempt: &Attempt<'_>,
        failure: &Failure,
        position: usize,
    ) -> Result<bool, StoreError> {
        let position = i64::try_from(position).unwrap_or(i64::MAX);
        let params = params![
            attempt.finished_at,
            attempt.carrier,
            failure.class.as_str(),
            &failure.code,
            &failure.message,
            position,
            &claimed.tenant,
            &claimed.id,
            &lease.0,
        ];
        let held = self.exec(&DELIVERY_FAIL_OVER, params).await? == 1;
        if held {
            self.attempt_insert(claimed, attempt, Err(failure)).await?;
        }
        Ok(held)
    }

    /// Given up, and the message erased. Without an attempt where nothing was tried, as after the code's expiry.
    pub async fn delivery_fail(
        &mut self,
        claimed: &ClaimedDelivery,
        lease: &Lease,
        attempt: Option<&Attempt<'_>>,
        failure: &Failure,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let params = params![
            attempt.map(|attempt| attempt.carrier),
            failure.class.as_str(),
            &failure.code,
            &failure.message,
            now,
            attempt.is_some(),
            &claimed.tenant,
            &claimed.id,
            &lease.0,
        ];
        let held = self.exec(&DELIVERY_FAIL, params).await? == 1;
        if let (true, Some(attempt)) = (held, attempt) {
            self.attempt_insert(claimed, attempt, Err(failure)).await?;
        }
        Ok(held)
    }

    async fn attempt_insert(
        &mut self,
        claimed: &ClaimedDelivery,
        attempt: &Attempt<'_>,
        outcome: Result<&Receipt, &Failure>,
    ) -> Result<(), StoreError> {
        let (word, code, message, carrier_message_id) = match outcome {
            Ok(receipt) => ("accepted", "", "", Some(receipt.carrier_message_id.as_str())),
            Err(failure) => (failure.class.as_str(), failure.code.as_str(), failure.message.as_str(), None),
        };
        let params = params![
            &claimed.tenant,
            &claimed.id,
            claimed.attempts + 1,
            attempt.carrier,
            word,
            code,
            message,
            carrier_message_id,
            attempt.started_at,
            attempt.finished_at,
        ];
        self.exec(&ATTEMPT_INSERT, params).await.map(drop)
    }
}
