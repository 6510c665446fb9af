//! Where the virtual carrier's messages end up: the inbox, and its receipts on the deliveries. Mails end there as well.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use ringfence_core::clock::Clock;
use ringfence_core::delivery::{Failure, FailureClass, ReceiptStatus};
use ringfence_core::id::{DeliveryId, TenantId};
use ringfence_core::message::Message;
use ringfence_outbound::carriers::virtual_carrier::VirtualNetwork;
use ringfence_outbound::mail::{Mailer, OutgoingMail};
use ringfence_store::{Store, StoreError, Tx};

pub struct Inbox {
    pub store: Store,
    pub clock: Arc<dyn Clock>,
}

#[async_trait]
impl VirtualNetwork for Inbox {
    async fn put(&self, tenant: &TenantId, delivery: &DeliveryId, message: &Message) -> Result<(), String> {
        let (tenant, delivery, message, now) = (tenant.clone(), delivery.clone(), message.clone(), self.clock.now());
        let put = async move |tx: &mut Tx<'_>| tx.inbox_put(&tenant, &delivery, now, &message, "accepted").await;
        self.store.tx(put).await.map(drop).map_err(|problem| problem.to_string())
    }

    fn report(&self, tenant: TenantId, delivery: DeliveryId, status: ReceiptStatus, code: Option<String>, after: Duration) {
        let (store, clock) = (self.store.clone(), self.clock.clone());
        tokio::spawn(async move {
            tokio::time::sleep(after).await;
            let at = clock.now();
            let reported = async move |tx: &mut Tx<'_>| {
                tx.inbox_report(&tenant, &delivery, status.as_str()).await?;
                tx.delivery_report(&tenant, &delivery, status, code.as_deref(), at).await?;
                Ok::<_, StoreError>(())
            };
            if let Err(problem) = store.tx(reported).await {
                tracing::warn!(error = %problem, "a virtual receipt was lost");
            }
        });
    }
}

#[async_trait]
impl Mailer for Inbox {
    async fn send(&self, outgoing: &OutgoingMail<'_>) -> Result<(), Failure> {
        let (tenant, id, mail, now) = (outgoing.tenant.clone(), outgoing.id.clone(), outgoing.mail.clone(), self.clock.now());
        let put = self.store.tx(async move |tx: &mut Tx<'_>| tx.inbox_mail_put(&tenant, &id, now, &mail).await).await;
        let failed = |problem: StoreError| {
            tracing::error!(error = %problem, mail.id = %outgoing.id, "the inbox could not take a mail");
            let message = "The inbox could not take the mail.".to_owned();
            Failure { class: FailureClass::Transient, code: "inbox".to_owned(), message, retry_after: None }
        };
        put.map(drop).map_err(failed)
    }
}
