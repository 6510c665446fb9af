//! The dispatcher of e-mail: claims mails under a lease, hands each to the mail server, writes down what came of it.
//!
//! Simpler than that of messages ([`crate::jobs::send_message`]), since nobody waits for a mail and one that comes twice does no harm:
//! what a dead process left behind is sent again. Retries wait 1, 5 and 30 minutes ([`ringfence_core::mail::next_try`]).

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use futures_util::future::join_all;
use ringfence_core::delivery::{Failure, FailureClass};
use ringfence_core::mail::{ClaimedMail, next_try};
use ringfence_outbound::mail::{Mailer, OutgoingMail};
use ringfence_store::{Lease, Tx};
use tokio::sync::watch;

use crate::ctx::App;

/// One attempt may take this long: a mail server may keep strangers waiting before it greets them.
pub const ATTEMPT: Duration = Duration::from_secs(60);
/// Outlives the attempt and the writing down.
const LEASE: Duration = Duration::from_secs(120);
/// Mails of other processes, retries, and leases that ran out.
const POLL: Duration = Duration::from_secs(5);
const AT_ONCE: u32 = 16;

pub struct Dispatcher {
    app: Arc<App>,
    mailer: Option<Arc<dyn Mailer>>,
    /// Names this process in its leases.
    node: String,
    has_warned: AtomicBool,
}

impl Dispatcher {
    pub fn new(app: Arc<App>, mailer: Option<Arc<dyn Mailer>>) -> Self {
        let node = app.dice.draw(b"abcdefghijklmnopqrstuvwxyz", 12);
        Self { app, mailer, node, has_warned: AtomicBool::new(false) }
    }

    pub async fn run(self, mut stopped: watch::Receiver<bool>) {
        let mut told = stopped.clone();
        let grace = self.app.settings.server.shutdown_grace;
        loop {
            let too_late = async {
                // An error means that the runner is gone, which is a reason to stop as well.
                drop(told.wait_for(|stop| *stop).await);
                tokio::time::sleep(grace).await;
            };
            let is_full = tokio::select! {
                is_full = self.round() => is_full,
                () = too_late => return tracing::warn!("mails still under way are left to their leases"),
            };
            if is_full && !*stopped.borrow() {
                continue;
            }
            tokio::select! {
                _ = stopped.wait_for(|stop| *stop) => return,
                () = self.app.outbox.mail_rung() => {}
                () = tokio::time::sleep(POLL) => {}
            }
        }
    }

    /// Sends what is due; true when there may be more.
    async fn round(&self) -> bool {
        if self.app.lockout.reason().is_some() {
            // Another process can read what this one cannot.
            return false;
        }
        let (node, now) = (self.node.clone(), self.app.clock.now());
        let claimed = self.app.store.tx(async move |tx: &mut Tx<'_>| tx.mail_claim(&node, now, LEASE, AT_ONCE).await).await;
        let (lease, claimed) = match claimed {
            Ok(claimed) => claimed,
            Err(problem) => {
                tracing::error!(error = %problem, "the mails cannot be read");
                return false;
            }
        };
        let is_full = claimed.len() >= AT_ONCE as usize;
        join_all(claimed.into_iter().map(|mail| self.carry(&lease, mail))).await;
        is_full
    }

    async fn carry(&self, lease: &Lease, claimed: ClaimedMail) {
        let outcome = self.attempt(&claimed).await;
        let now = self.app.clock.now();
        let retry_at = outcome.as_ref().err().and_then(|failure| next_try(failure, claimed.tries, now, claimed.expires_at));
        self.say(&claimed, &outcome, retry_at.is_some());
        let (id, lease) = (claimed.id.clone(), lease.clone());
        let recorded = async move |tx: &mut Tx<'_>| match (&outcome, retry_at) {
            (Ok(()), _) => tx.mail_sent(&claimed, &lease, now).await,
            (Err(failure), Some(at)) => tx.mail_retry(&claimed, &lease, &failure.code, at).await,
            (Err(failure), None) => tx.mail_fail(&claimed, &lease, &failure.code, now).await,
        };
        if let Err(problem) = self.app.store.tx(recorded).await {
            tracing::error!(error = %problem, mail.id = %id, "a mail's fate was not written down; it may be sent again");
        }
    }

    async fn attempt(&self, claimed: &ClaimedMail) -> Result<(), Failure> {
        let given_up = |code: &str, message: &str| Failure {
            class: FailureClass::Recipient,
            code: code.to_owned(),
            message: message.to_owned(),
            retry_after: None,
        };
        if claimed.expires_at <= self.app.clock.now() {
            return Err(given_up("expired", "The mail's time was over before it could be sent."));
        }
        let Some(mailer) = &self.mailer else {
            return Err(given_up("not_configured", "No mail server is configured (mail.smtp_url)."));
        };
        let outgoing = OutgoingMail { tenant: &claimed.tenant, id: &claimed.id, mail: &claimed.mail, written_at: claimed.created_at };
        mailer.send(&outgoing).await
    }

    /// One line for the operator; where nothing is configured, one in the process's life.
    fn say(&self, claimed: &ClaimedMail, outcome: &Result<(), Failure>, is_tried_again: bool) {
        match outcome {
            Ok(()) => tracing::info!(mail.id = %claimed.id, mail.attempt = claimed.tries, "mail sent"),
            Err(_) if self.mailer.is_none() && self.has_warned.swap(true, Ordering::Relaxed) => {}
            Err(failure) => tracing::warn!(
                mail.id = %claimed.id,
                mail.attempt = claimed.tries,
                mail.failure = failure.class.as_str(),
                mail.failure_code = %failure.code,
                mail.failure_words = %failure.message,
                mail.is_tried_again = is_tried_again,
                "mail not sent"
            ),
        }
    }
}
