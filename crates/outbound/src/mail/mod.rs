//! **E-mail out**: one mail, to the server that takes it on, and what that server says.
//!
//! It never tries twice: when to try again is `core::mail::next_try`. It never repeats a server's words, since they repeat addresses.
//! Start reading at [`Mailer`], then [`smtp`].

pub mod smtp;

use async_trait::async_trait;
use ringfence_core::clock::Timestamp;
use ringfence_core::delivery::Failure;
use ringfence_core::id::{MailId, TenantId};
use ringfence_core::mail::Mail;

pub use smtp::{Smtp, SmtpSettings};

/// Who takes mails: an SMTP server, or the inbox of a development server.
#[async_trait]
pub trait Mailer: Send + Sync {
    /// One attempt. The same mail handed over again may arrive twice, under the same `Message-ID`.
    async fn send(&self, outgoing: &OutgoingMail<'_>) -> Result<(), Failure>;
}

/// One mail on its way out.
#[derive(Debug)]
pub struct OutgoingMail<'a> {
    pub tenant: &'a TenantId,
    pub id: &'a MailId,
    pub mail: &'a Mail,
    pub written_at: Timestamp,
}
