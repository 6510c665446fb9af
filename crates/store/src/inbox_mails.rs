//! E-mails of the development inbox, beside the virtual carrier's messages. It looks across tenants.

use ringfence_core::clock::Timestamp;
use ringfence_core::id::{MailId, TenantId};
use ringfence_core::mail::Mail;
use ringfence_core::secret::Purpose;

use crate::driver::{Row, params, statements};
use crate::seal::Place;
use crate::{StoreError, Tx};

statements! {
    INBOX_MAIL_PUT = "INSERT INTO inbox_mails (tenant_id, mail_id, recipient_index, mail_sealed, created_at)
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING";
    INBOX_MAIL_LIST = "SELECT tenant_id, mail_id, mail_sealed, created_at FROM inbox_mails WHERE created_at >= $1
        ORDER BY created_at DESC, mail_id DESC LIMIT $2";
    INBOX_MAIL_LIST_BY_RECIPIENT = "SELECT tenant_id, mail_id, mail_sealed, created_at FROM inbox_mails WHERE created_at >= $1
        AND recipient_index = $2 ORDER BY created_at DESC, mail_id DESC LIMIT $3";
    INBOX_MAIL_CLEAR = "DELETE FROM inbox_mails";
    INBOX_MAIL_TRIM = "DELETE FROM inbox_mails WHERE (tenant_id, mail_id) IN
        (SELECT tenant_id, mail_id FROM inbox_mails ORDER BY created_at DESC, mail_id DESC LIMIT $1 OFFSET $2)";
}

/// Which mails are asked for; an absent field asks for all.
#[derive(Clone, Default)]
pub struct InboxMailFilter {
    /// An address, in any case.
    pub to: Option<String>,
    /// That moment included.
    pub since: Option<Timestamp>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct InboxMail {
    pub tenant: TenantId,
    pub id: MailId,
    pub mail: Mail,
    pub created_at: Timestamp,
}

impl Tx<'_> {
    /// Handing the same mail over twice leaves one; false for the second time.
    pub async fn inbox_mail_put(&mut self, tenant: &TenantId, id: &MailId, created_at: Timestamp, mail: &Mail) -> Result<bool, StoreError> {
        let sealed = self.seal_json(place(tenant, id), created_at, mail)?;
        let recipient = self.address_index(mail.to())?;
        Ok(self.exec(&INBOX_MAIL_PUT, params![tenant, id, &recipient, &sealed, created_at]).await? == 1)
    }

    /// The newest `limit` mails that fit, oldest first.
    pub async fn inbox_mail_list(&mut self, filter: &InboxMailFilter, limit: u32) -> Result<Vec<InboxMail>, StoreError> {
        let since = filter.since.unwrap_or(Timestamp::from_micros(0));
        let rows = if let Some(address) = &filter.to {
            let recipient = self.address_index(address)?;
            self.rows(&INBOX_MAIL_LIST_BY_RECIPIENT, params![since, &recipient, limit]).await?
        } else {
            self.rows(&INBOX_MAIL_LIST, params![since, limit]).await?
        };
        rows.into_iter().rev().map(|row| self.read_inbox_mail(row)).collect()
    }

    pub async fn inbox_mail_clear(&mut self) -> Result<u64, StoreError> {
        self.exec(&INBOX_MAIL_CLEAR, &[]).await
    }

    /// Keeps the newest `keep` mails; deletes at most `chunk` of the others.
    pub async fn inbox_mail_trim(&mut self, keep: u32, chunk: u32) -> Result<u64, StoreError> {
        self.exec(&INBOX_MAIL_TRIM, params![chunk, keep]).await
    }

    fn address_index(&self, address: &str) -> Result<[u8; 32], StoreError> {
        Ok(self.keyring()?.hash(Purpose::InboxMail, &[address.trim().to_lowercase().as_bytes()]))
    }

    fn read_inbox_mail(&self, mut row: Row) -> Result<InboxMail, StoreError> {
        let (tenant, id) = (row.take()?, row.take()?);
        let sealed: Vec<u8> = row.take()?;
        let mail = self.unseal_json(place(&tenant, &id), &sealed)?;
        Ok(InboxMail { tenant, id, mail, created_at: row.take()? })
    }
}

fn place<'a>(tenant: &'a TenantId, id: &'a MailId) -> Place<'a> {
    Place { purpose: Purpose::InboxMail, tenant, row: id.as_str() }
}
