//! What the virtual carrier carried: a phone's view of the messages, for development. It looks across tenants.

use ringfence_core::clock::Timestamp;
use ringfence_core::delivery::Channel;
use ringfence_core::id::{DeliveryId, TenantId};
use ringfence_core::message::Message;
use ringfence_core::phone::PhoneNumber;
use ringfence_core::secret::Purpose;

use crate::driver::{Row, params, statements};
use crate::seal::Place;
use crate::{StoreError, Tx};

statements! {
    INBOX_PUT = "INSERT INTO inbox (tenant_id, message_id, recipient_index, channel, message_sealed, status, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING";
    INBOX_LIST = "SELECT tenant_id, message_id, message_sealed, status, created_at FROM inbox
        WHERE created_at >= $1 AND (CAST($2 AS TEXT) IS NULL OR tenant_id = $2) AND (CAST($3 AS TEXT) IS NULL OR channel = $3)
        ORDER BY created_at DESC, message_id DESC LIMIT $4";
    INBOX_LIST_BY_RECIPIENT = "SELECT tenant_id, message_id, message_sealed, status, created_at FROM inbox
        WHERE created_at >= $1 AND (CAST($2 AS TEXT) IS NULL OR tenant_id = $2) AND (CAST($3 AS TEXT) IS NULL OR channel = $3)
        AND recipient_index = $4 ORDER BY created_at DESC, message_id DESC LIMIT $5";
    INBOX_REPORT = "UPDATE inbox SET status = $1 WHERE tenant_id = $2 AND message_id = $3";
    INBOX_CLEAR = "DELETE FROM inbox";
    INBOX_TRIM = "DELETE FROM inbox WHERE (tenant_id, message_id) IN
        (SELECT tenant_id, message_id FROM inbox ORDER BY created_at DESC, message_id DESC LIMIT $1 OFFSET $2)";
}

/// Which messages are asked for; an absent field asks for all.
#[derive(Clone, Debug, Default)]
pub struct InboxFilter {
    pub tenant: Option<TenantId>,
    pub to: Option<PhoneNumber>,
    pub channel: Option<Channel>,
    /// That moment included.
    pub since: Option<Timestamp>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct InboxMessage {
    pub tenant: TenantId,
    pub id: DeliveryId,
    pub message: Message,
    /// `accepted`, or the last receipt's word.
    pub status: String,
    pub created_at: Timestamp,
}

impl Tx<'_> {
    /// Handing the same delivery over twice leaves one message; false for the second time.
    pub async fn inbox_put(
        &mut self,
        tenant: &TenantId,
        id: &DeliveryId,
        created_at: Timestamp,
        message: &Message,
        status: &str,
    ) -> Result<bool, StoreError> {
        let sealed = self.seal_json(place(tenant, id), created_at, message)?;
        let recipient = self.recipient_index(&message.to)?;
        let params = params![tenant, id, &recipient, message.channel.as_str(), &sealed, status, created_at];
        Ok(self.exec(&INBOX_PUT, params).await? == 1)
    }

    /// The newest `limit` messages that fit, oldest first.
    pub async fn inbox_list(&mut self, filter: &InboxFilter, limit: u32) -> Result<Vec<InboxMessage>, StoreError> {
        let since = filter.since.unwrap_or(Timestamp::from_micros(0));
        let channel = filter.channel.map(Channel::as_str);
        let rows = if let Some(number) = &filter.to {
            let recipient = self.recipient_index(number)?;
            self.rows(&INBOX_LIST_BY_RECIPIENT, params![since, filter.tenant.as_ref(), channel, &recipient, limit]).await?
        } else {
            self.rows(&INBOX_LIST, params![since, filter.tenant.as_ref(), channel, limit]).await?
        };
        rows.into_iter().rev().map(|row| self.read_inbox_message(row)).collect()
    }

    pub async fn inbox_report(&mut self, tenant: &TenantId, id: &DeliveryId, status: &str) -> Result<bool, StoreError> {
        Ok(self.exec(&INBOX_REPORT, params![status, tenant, id]).await? == 1)
    }

    pub async fn inbox_clear(&mut self) -> Result<u64, StoreError> {
        self.exec(&INBOX_CLEAR, &[]).await
    }

    /// Keeps the newest `keep` messages; deletes at most `chunk` of the others.
    pub async fn inbox_trim(&mut self, keep: u32, chunk: u32) -> Result<u64, StoreError> {
        self.exec(&INBOX_TRIM, params![chunk, keep]).await
    }

    /// Not bound to a tenant, unlike the index of enrolled numbers: one phone, one inbox.
    fn recipient_index(&self, number: &PhoneNumber) -> Result<[u8; 32], StoreError> {
        Ok(self.keyring()?.hash(Purpose::InboxMessage, &[number.e164().as_bytes()]))
    }

    fn read_inbox_message(&self, mut row: Row) -> Result<InboxMessage, StoreError> {
        let (tenant, id) = (row.take()?, row.take()?);
        let sealed: Vec<u8> = row.take()?;
        let message = self.unseal_json(place(&tenant, &id), &sealed)?;
        Ok(InboxMessage { tenant, id, message, status: row.take()?, created_at: row.take()? })
    }
}

fn place<'a>(tenant: &'a TenantId, id: &'a DeliveryId) -> Place<'a> {
    Place { purpose: Purpose::InboxMessage, tenant, row: id.as_str() }
}
