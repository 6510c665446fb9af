//! Between the transaction that decided on a message and the carrier that takes it.
//!
//! Flows write deliveries and wake the dispatcher; the dispatcher (`jobs/send_message.rs`) announces
//! outcomes; a request waits for its own one for a moment, so that a wrong set-up shows at once, and
//! never longer because a carrier is slow. Reports of carriers come in by [`crate::flow::receipt`].

use std::collections::HashMap;
use std::time::Duration;

use parking_lot::Mutex;
use ringfence_core::delivery::FailureClass;
use ringfence_core::id::{DeliveryId, TenantId};
use ringfence_core::tenant::{PhoneFactor, Provider};
use ringfence_store::{DeliveryState, StoreError, Tx};
use tokio::sync::{Notify, oneshot};

use crate::ctx::App;

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

/// The public address of the callback for one delivery: its own id, which nobody can guess, and a signature.
pub fn callback_url(public_url: &str, carrier: &str, tenant: &TenantId, delivery: &DeliveryId) -> String {
    format!("{}/callbacks/{carrier}/{tenant}/{delivery}", public_url.trim_end_matches('/'))
}
