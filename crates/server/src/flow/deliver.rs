//! Between the transaction that decided on a message and the carrier that takes it.
//!
//! Flows write deliveries and wake the dispatcher; the dispatcher (`jobs/send_message.rs`) announces
//! outcomes; a request waits for its own one for a moment, so that a wrong set-up shows at once, and
//! never longer because a carrier is slow. Reports of carriers come in by [`report`].

use std::collections::HashMap;
use std::time::Duration;

use parking_lot::Mutex;
use ringfence_core::delivery::{FailureClass, ReceiptStatus};
use ringfence_core::id::{DeliveryId, TenantId};
use ringfence_core::tenant::{PhoneFactor, Provider, TwilioConfig};
use ringfence_store::{DeliveryState, StoreError, Tx};
use tokio::sync::{Notify, oneshot};

use crate::ctx::{App, Ctx};
use crate::flow::error::FlowError;

/// How often another process's outcome is looked up while a request waits for it.
const LOOK_EVERY: Duration = Duration::from_millis(200);

/// What the first attempt came to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    Accepted,
    /// The end: nothing further will be tried.
    Failed(FailureClass),
    /// Not known yet, or it will be tried again.
    Pending,
}

/// The bells of the dispatchers, and those who wait for an answer.
#[derive(Default)]
pub struct Outbox {
    bell: Notify,
    mail_bell: Notify,
    job_bell: Notify,
    waiting: Mutex<HashMap<DeliveryId, oneshot::Sender<Outcome>>>,
}

impl Outbox {
    /// To be called before the commit, so that no outcome is missed.
    pub fn expect(&self, id: &DeliveryId) -> Expected<'_> {
        let (sender, receiver) = oneshot::channel();
        self.waiting.lock().insert(id.clone(), sender);
        Expected { outbox: self, id: id.clone(), receiver }
    }

    /// There is something to send: to be called after the commit.
    pub fn ring(&self) {
        self.bell.notify_one();
        self.mail_bell.notify_one();
    }

    pub async fn rung(&self) {
        self.bell.notified().await;
    }

    pub async fn mail_rung(&self) {
        self.mail_bell.notified().await;
    }

    /// There is a job to do.
    pub fn ring_for_jobs(&self) {
        self.job_bell.notify_one();
    }

    pub async fn jobs_rung(&self) {
        self.job_bell.notified().await;
    }

    pub fn announce(&self, id: &DeliveryId, outcome: Outcome) {
        if let Some(waiting) = self.waiting.lock().remove(id) {
            // Nobody listens any more when the request has gone away.
            let _ = waiting.send(outcome);
        }
    }
}

pub struct Expected<'o> {
    outbox: &'o Outbox,
    id: DeliveryId,
    receiver: oneshot::Receiver<Outcome>,
}

impl Expected<'_> {
    /// Rings the bell and waits for the outcome, at most as long as `delivery.outcome_wait`.
    pub async fn outcome(mut self, app: &App, tenant: &TenantId) -> Outcome {
        self.outbox.ring();
        let delivery = &app.settings.delivery;
        if delivery.in_serve {
            return tokio::time::timeout(delivery.outcome_wait, &mut self.receiver)
                .await
                .ok()
                .and_then(Result::ok)
                .unwrap_or(Outcome::Pending);
        }
        let watched = async {
            loop {
                tokio::time::sleep(LOOK_EVERY).await;
                match look(app, tenant, &self.id).await {
                    Ok(Outcome::Pending) | Err(_) => {}
                    Ok(outcome) => return outcome,
                }
            }
        };
        tokio::time::timeout(delivery.outcome_wait, watched).await.unwrap_or(Outcome::Pending)
    }
}

impl Drop for Expected<'_> {
    fn drop(&mut self) {
        self.outbox.waiting.lock().remove(&self.id);
    }
}

async fn look(app: &App, tenant: &TenantId, id: &DeliveryId) -> Result<Outcome, StoreError> {
    let (tenant, id) = (tenant.clone(), id.clone());
    let found = app.store.read(async move |tx: &mut Tx<'_>| tx.delivery_find(&tenant, &id).await).await?;
    Ok(match found {
        Some(status) if status.state == DeliveryState::Accepted => Outcome::Accepted,
        Some(status) if status.state == DeliveryState::Failed => {
            Outcome::Failed(status.failure.map_or(FailureClass::Account, |failure| failure.class))
        }
        _ => Outcome::Pending,
    })
}

/// The carriers that a tenant's provider stands for, in order. Empty: the send will fail and say so.
pub fn route(phone: &PhoneFactor, builtin: &[String]) -> Vec<String> {
    match phone.provider {
        Provider::Auth0 => builtin.to_vec(),
        Provider::Twilio => vec!["twilio".to_owned()],
        Provider::PhoneMessageHook => phone.route.clone(),
    }
}

/// A carrier's callback as it came in.
pub struct Callback<'a> {
    pub carrier: &'a str,
    /// The public URL it was sent to, as the carrier signed it.
    pub url: &'a str,
    pub parameters: &'a [(String, String)],
    pub signature: &'a str,
}

/// What a verified callback says.
pub struct Report {
    pub status: ReceiptStatus,
    pub code: Option<String>,
}

/// Checks who signed a callback and reads it; made of `outbound` by `boot.rs`.
pub trait ReadsCallbacks: Send + Sync {
    /// `None` when the signature is not the account's; `Some(None)` when a genuine callback tells nothing new.
    fn read(&self, callback: &Callback<'_>, twilio: &TwilioConfig) -> Option<Option<Report>>;
}

/// A carrier's report on a delivery. It may come before the send's own answer and in any order: only a
/// higher-ranking status counts ([`ReceiptStatus::rank`]).
pub async fn report(ctx: &Ctx, delivery: DeliveryId, callback: &Callback<'_>) -> Result<(), FlowError> {
    let tenant = ctx.tenant().clone();
    let found = {
        let (tenant, delivery) = (tenant.clone(), delivery.clone());
        ctx.app.store.read(async move |tx: &mut Tx<'_>| tx.delivery_find(&tenant, &delivery).await).await?
    };
    let found = found.ok_or(FlowError::NotFound("delivery"))?;
    let builtin = ctx.app.settings.carriers.builtin.twilio();
    let account = if found.provider == Provider::Auth0 { &builtin } else { &ctx.view.tenant.twilio };
    let Some(report) = ctx.app.callbacks.read(callback, account).ok_or(FlowError::InvalidCallback)? else { return Ok(()) };
    let at = ctx.now;
    let recorded = async move |tx: &mut Tx<'_>| tx.delivery_report(&tenant, &delivery, report.status, report.code.as_deref(), at).await;
    ctx.app.store.tx(recorded).await?;
    Ok(())
}

/// The public address of the callback for one delivery: its own id, which nobody can guess, and a signature.
pub fn callback_url(public_url: &str, carrier: &str, tenant: &TenantId, delivery: &DeliveryId) -> String {
    format!("{}/callbacks/{carrier}/{tenant}/{delivery}", public_url.trim_end_matches('/'))
}
