//! The dispatcher: claims deliveries under a lease, hands each to its carrier once, writes down what came of it.
//!
//! 1. claim as many due deliveries as there are free places, in one transaction;
//! 2. hand each over with a deadline that ends before the lease does, so no other process has it meanwhile;
//! 3. in one transaction: the attempt, the delivery's next state and the log event;
//! 4. tell the request that waits.
//!
//! Claiming is also the durable mark that sending has begun. A delivery whose lease ran out may have gone
//! out already: it is sent again only by a carrier that takes the same id as the same message, and is
//! otherwise a recorded failure. Retries wait 1, 4 and 16 seconds ([`ringfence_core::delivery::backoff`]).

use std::sync::Arc;
use std::time::Duration;

use ringfence_core::challenge::Action;
use ringfence_core::clock::Timestamp;
use ringfence_core::delivery::{Channel, ClaimedDelivery, Failure, FailureClass, NextStep, Receipt, next_step};
use ringfence_core::message;
use ringfence_core::tenant::Provider;
use ringfence_outbound::{Carriers, Outgoing};
use ringfence_store::{Attempt, Lease, StoreError, Tx};
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::ctx::App;
use crate::flow::deliver::{self, Outcome};
use crate::flow::error::FlowError;
use crate::jobs::send_message::record::event;

mod record;

pub struct Dispatcher {
    app: Arc<App>,
    carriers: Arc<Carriers>,
    /// Names this process in its leases.
    node: String,
}

/// What one attempt came to, before it is written down.
enum Attempted {
    Accepted(Receipt),
    Failed(Failure),
}

impl Dispatcher {
    pub fn new(app: Arc<App>, carriers: Arc<Carriers>) -> Arc<Self> {
        let node = app.dice.draw(b"abcdefghijklmnopqrstuvwxyz", 12);
        Arc::new(Self { app, carriers, node })
    }

    pub async fn run(self: Arc<Self>, mut stopped: watch::Receiver<bool>) {
        let delivery = &self.app.settings.delivery;
        let mut sends = JoinSet::new();
        loop {
            let free = delivery.concurrency.saturating_sub(sends.len());
            let claimed = if free > 0 { self.clone().claim(free, &mut sends).await } else { 0 };
            if claimed == free && free > 0 {
                continue;
            }
            tokio::select! {
                _ = stopped.wait_for(|stop| *stop) => break,
                () = self.app.outbox.rung() => {}
                () = tokio::time::sleep(delivery.poll) => {}
                Some(_) = sends.join_next(), if free == 0 => {}
            }
            while sends.try_join_next().is_some() {}
        }
        let finish = async { while sends.join_next().await.is_some() {} };
        if tokio::time::timeout(self.app.settings.server.shutdown_grace, finish).await.is_err() {
            tracing::warn!("sends still under way are left to their leases");
        }
    }

    /// Claims and starts up to `free` deliveries; returns how many.
    async fn claim(self: Arc<Self>, free: usize, sends: &mut JoinSet<()>) -> usize {
        if self.app.lockout.reason().is_some() {
            // Another process can read what this one cannot.
            return 0;
        }
        let now = self.app.clock.now();
        let (node, lease) = (self.node.clone(), self.app.settings.delivery.lease);
        let limit = u32::try_from(free).unwrap_or(u32::MAX);
        let claimed = async move |tx: &mut Tx<'_>| tx.delivery_claim(&node, now, lease, limit).await;
        let (lease, claimed) = match self.app.store.tx(claimed).await {
            Ok(claimed) => claimed,
            Err(problem) => {
                tracing::error!(error = %problem, "the outbox cannot be read");
                tokio::time::sleep(self.app.settings.delivery.poll).await;
                return 0;
            }
        };
        let count = claimed.len();
        for delivery in claimed {
            sends.spawn(self.clone().carry(lease.clone(), delivery, now));
        }
        count
    }

    async fn carry(self: Arc<Self>, lease: Lease, delivery: ClaimedDelivery, claimed_at: Timestamp) {
        let started_at = self.app.clock.now();
        let settings = &self.app.settings.delivery;
        if started_at + settings.attempt_timeout > claimed_at + settings.lease {
            // The claim took so long that the lease could end before the attempt does: somebody else's turn.
            self.release(lease, delivery, started_at).await;
            return;
        }
        let carrier = delivery.route.get(delivery.position).cloned().unwrap_or_default();
        let (attempted, was_tried) = match self.refusal(&delivery) {
            Some(failure) => (Attempted::Failed(failure), false),
            None => (self.attempt(&delivery, &carrier).await, true),
        };
        let finished_at = self.app.clock.now();
        let step = step_after(&delivery, &attempted, was_tried, finished_at);
        say(&delivery, &carrier, &attempted, step.as_ref());
        let work = Arc::new(Record { delivery, lease, carrier, attempted, step, was_tried, started_at, finished_at });
        // What a carrier did must be written down: tried until the lease is over and the claim with it.
        let give_up_at = started_at + self.app.settings.delivery.lease;
        loop {
            let (app, inner) = (self.app.clone(), work.clone());
            match self.app.store.tx(async move |tx: &mut Tx<'_>| inner.write(tx, &app).await).await {
                Ok(outcome) => {
                    if let Some(outcome) = outcome {
                        self.app.outbox.announce(&work.delivery.id, outcome);
                    } else {
                        self.app.outbox.ring();
                    }
                    return;
                }
                Err(problem) if self.app.clock.now() < give_up_at => {
                    tracing::error!(error = %problem, delivery.id = %work.delivery.id, "an attempt cannot be written down yet");
                    tokio::time::sleep(Duration::from_millis(500)).await;
                }
                Err(problem) => {
                    tracing::error!(error = %problem, delivery.id = %work.delivery.id, "an attempt was not written down; its lease will tell");
                    return;
                }
            }
        }
    }

    async fn release(&self, lease: Lease, delivery: ClaimedDelivery, now: Timestamp) {
        let released = async move |tx: &mut Tx<'_>| tx.delivery_release(&delivery, &lease, now).await;
        if let Err(problem) = self.app.store.tx(released).await {
            tracing::error!(error = %problem, "a claim that came too late is left to its lease");
        }
        self.app.outbox.ring();
    }

    /// Why this delivery is not to be handed over at all.
    fn refusal(&self, delivery: &ClaimedDelivery) -> Option<Failure> {
        let failure = |class, code: &str, message: &str| Failure { class, code: code.into(), message: message.into(), retry_after: None };
        if delivery.expires_at <= self.app.clock.now() {
            let words = if is_notice(delivery) { "The notice came too late" } else { "The code expired before the message could be sent" };
            return Some(failure(FailureClass::Transient, "expired", &format!("{words}.")));
        }
        if delivery.route.is_empty() {
            let words = match delivery.provider {
                Provider::Auth0 => "The built-in provider is not set up: the operator names its carriers in carriers.builtin.route.",
                _ => "Neither a hook nor a route is set up: give the tenant a route of one or more carriers.",
            };
            return Some(failure(FailureClass::Account, "no_route", words));
        }
        None
    }

    async fn attempt(&self, delivery: &ClaimedDelivery, name: &str) -> Attempted {
        let resolved = match self.account(delivery).await {
            Ok(twilio) => self.carriers.resolve(name, &twilio),
            Err(problem) => Err(unavailable(&problem)),
        };
        // Asked first: whatever else is wrong by now, an interrupted message must not find another way out.
        // A notice may come twice; a code must not.
        let may_repeat = is_notice(delivery) || resolved.as_ref().is_ok_and(|carrier| carrier.resend_is_safe());
        if delivery.was_interrupted && !may_repeat {
            let message = "The process ended while it was sending; the carrier may have taken the message, so it is not sent again.";
            return Attempted::Failed(Failure {
                class: FailureClass::Ambiguous,
                code: "interrupted".into(),
                message: message.into(),
                retry_after: None,
            });
        }
        let carrier = match resolved {
            Ok(carrier) => carrier,
            Err(failure) => return Attempted::Failed(failure),
        };
        let public_url = self.app.settings.server.public_url.as_deref();
        let callback_url = public_url.map(|url| deliver::callback_url(url, name, &delivery.tenant, &delivery.id));
        let outgoing = Outgoing {
            tenant: &delivery.tenant,
            delivery: &delivery.id,
            message: &delivery.message,
            callback_url: callback_url.as_deref(),
            validity: delivery.expires_at.since(self.app.clock.now()),
        };
        match tokio::time::timeout(self.app.settings.delivery.attempt_timeout, carrier.send(&outgoing)).await {
            Ok(Ok(receipt)) => Attempted::Accepted(receipt),
            Ok(Err(failure)) => Attempted::Failed(failure),
            Err(_) => {
                let message = "The carrier did not answer in time; it may have taken the message.".into();
                Attempted::Failed(Failure { class: FailureClass::Ambiguous, code: "timeout".into(), message, retry_after: None })
            }
        }
    }

    async fn account(&self, delivery: &ClaimedDelivery) -> Result<ringfence_core::tenant::TwilioConfig, FlowError> {
        if delivery.provider == Provider::Auth0 {
            return Ok(self.app.settings.carriers.builtin.twilio());
        }
        let view = self.app.directory.view(&self.app.store, &delivery.tenant, self.app.clock.now()).await?;
        Ok(view.tenant.twilio.clone())
    }
}

fn is_notice(delivery: &ClaimedDelivery) -> bool {
    delivery.message.action == Action::Notice
}

fn unavailable(problem: &FlowError) -> Failure {
    tracing::error!(error = %problem, "the tenant's account cannot be read");
    Failure {
        class: FailureClass::Transient,
        code: "store".into(),
        message: "The tenant's account could not be read.".into(),
        retry_after: None,
    }
}

/// What follows a failed attempt; `None` after a success.
fn step_after(delivery: &ClaimedDelivery, attempted: &Attempted, was_tried: bool, now: Timestamp) -> Option<NextStep> {
    let Attempted::Failed(failure) = attempted else { return None };
    // After an interruption the code may be on a handset already: the end, even where the route goes on.
    if !was_tried || failure.code == "interrupted" {
        return Some(NextStep::GiveUp);
    }
    Some(next_step(failure, delivery.tries + 1, delivery.position, delivery.route.len(), now, delivery.expires_at))
}

/// One line for the operator, before the transaction and not inside it: nobody waits for a terminal.
fn say(delivery: &ClaimedDelivery, carrier: &str, attempted: &Attempted, step: Option<&NextStep>) {
    let (id, channel, attempt) = (&delivery.id, delivery.message.channel.as_str(), delivery.attempts + 1);
    match attempted {
        Attempted::Accepted(_) => {
            tracing::info!(delivery.id = %id, delivery.channel = channel, delivery.carrier = %carrier, delivery.attempt = attempt, "message accepted");
        }
        Attempted::Failed(failure) => {
            tracing::warn!(
                delivery.id = %id,
                delivery.channel = channel,
                delivery.carrier = %carrier,
                delivery.attempt = attempt,
                delivery.failure = failure.class.as_str(),
                delivery.failure_code = %failure.code,
                delivery.next = step.map(NextStep::as_str),
                "message not accepted"
            );
        }
    }
}

struct Record {
    delivery: ClaimedDelivery,
    lease: Lease,
    carrier: String,
    attempted: Attempted,
    step: Option<NextStep>,
    /// False when the delivery was refused before any carrier was asked.
    was_tried: bool,
    started_at: Timestamp,
    finished_at: Timestamp,
}

impl Record {
    /// What the waiting request is told; `None` when the next attempt follows at once.
    async fn write(&self, tx: &mut Tx<'_>, app: &App) -> Result<Option<Outcome>, StoreError> {
        let (delivery, lease, now) = (&self.delivery, &self.lease, self.finished_at);
        let attempt = Attempt { carrier: &self.carrier, started_at: self.started_at, finished_at: now };
        let failure = match &self.attempted {
            Attempted::Accepted(receipt) => {
                let segments = receipt.segments.or_else(|| self.counted_segments());
                if tx.delivery_accept(delivery, lease, &attempt, receipt, segments).await? {
                    event::sent(tx, app, delivery, &self.carrier, segments).await?;
                }
                return Ok(Some(Outcome::Accepted));
            }
            Attempted::Failed(failure) => failure,
        };
        match self.step {
            Some(NextStep::Retry { at }) => {
                tx.delivery_retry(delivery, lease, &attempt, failure, at).await?;
                Ok(Some(Outcome::Pending))
            }
            Some(NextStep::FailOver { position }) => {
                tx.delivery_fail_over(delivery, lease, &attempt, failure, position).await?;
                Ok(None)
            }
            Some(NextStep::GiveUp) | None => {
                if tx.delivery_fail(delivery, lease, self.was_tried.then_some(&attempt), failure, now).await? {
                    event::failed(tx, app, delivery, failure).await?;
                }
                Ok(Some(Outcome::Failed(failure.class)))
            }
        }
    }

    fn counted_segments(&self) -> Option<u32> {
        let message = &self.delivery.message;
        (message.channel == Channel::Sms).then(|| u32::try_from(message::segments(&message.text).parts).unwrap_or(u32::MAX))
    }
}
