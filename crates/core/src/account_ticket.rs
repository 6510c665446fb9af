//! An account ticket: a link by which one person sets a new password, or shows that an e-mail address is theirs.
//!
//! Good once and for five days unless something else is said; it is used up by the person's own act, not by the look of a link
//! preview. It proves the mailbox and nothing more: whoever has a second factor is asked for it as ever.
//! Source: Auth0, Management API, "Tickets".

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;
use crate::id::{ClientId, UserId};
use crate::ticket::TicketError;

/// Unless something else is said.
pub const LIFETIME: Duration = Duration::from_secs(5 * 86_400);
/// A link that lies about for longer is nobody's any more.
pub const LONGEST_LIFETIME: Duration = Duration::from_secs(30 * 86_400);

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TicketKind {
    PasswordChange,
    EmailVerification,
}

impl TicketKind {
    pub const ALL: [Self; 2] = [Self::PasswordChange, Self::EmailVerification];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::PasswordChange => "password-change",
            Self::EmailVerification => "email-verification",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// The page that the link leads to, as Auth0 has it.
    pub fn path(self) -> &'static str {
        match self {
            Self::PasswordChange => "u/reset-verify",
            Self::EmailVerification => "u/email-verification",
        }
    }

    /// What stands in the mail. Auth0's links end in `#`, which keeps a mail program from taking a full stop along.
    pub fn link(self, issuer: &str, secret: &str) -> String {
        format!("{issuer}{}?ticket={secret}#", self.path())
    }
}

#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct TicketBody {
    /// The user's address when the ticket was made: what it proves, it proves of this one.
    pub email: String,
    /// Where the person is led afterwards.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub result_url: Option<String>,
    pub include_email_in_redirect: bool,
    /// A new password by this link shows that the address is theirs, too.
    pub mark_email_as_verified: bool,
    /// The application whose name the pages bear, and whose login they offer in the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client: Option<ClientId>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AccountTicket {
    pub hash: [u8; 32],
    pub kind: TicketKind,
    pub user: UserId,
    pub body: TicketBody,
    pub created_at: Timestamp,
    pub expires_at: Timestamp,
    pub used_at: Option<Timestamp>,
}

impl AccountTicket {
    /// `email` is the user's address now: a link to an address that they had before opens nothing.
    pub fn admit(&self, kind: TicketKind, email: &str, now: Timestamp) -> Result<(), TicketError> {
        match () {
            () if self.kind != kind => Err(TicketError::Invalid),
            () if self.used_at.is_some() => Err(TicketError::Used),
            () if self.expires_at <= now => Err(TicketError::Expired),
            () if self.body.email != email => Err(TicketError::Invalid),
            () => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ticket_is_good_once_for_one_thing_and_one_address() {
        let start = Timestamp::from_secs(1_000_000);
        let fresh = AccountTicket {
            hash: [0; 32],
            kind: TicketKind::PasswordChange,
            user: UserId::new("auth0|1"),
            body: TicketBody { email: "ada@example.com".into(), ..TicketBody::default() },
            created_at: start,
            expires_at: start + LIFETIME,
            used_at: None,
        };
        let admit = |ticket: &AccountTicket, now| ticket.admit(TicketKind::PasswordChange, "ada@example.com", now);
        assert_eq!(admit(&fresh, start + LIFETIME - Duration::from_micros(1)), Ok(()));
        assert_eq!(admit(&fresh, start + LIFETIME), Err(TicketError::Expired));
        assert_eq!(admit(&AccountTicket { used_at: Some(start), ..fresh.clone() }, start), Err(TicketError::Used));
        assert_eq!(fresh.admit(TicketKind::EmailVerification, "ada@example.com", start), Err(TicketError::Invalid));
        assert_eq!(fresh.admit(TicketKind::PasswordChange, "ada@elsewhere.example", start), Err(TicketError::Invalid));
    }

    #[test]
    fn kinds_have_one_name() {
        assert!(TicketKind::ALL.into_iter().all(|kind| TicketKind::parse(kind.as_str()) == Some(kind)));
        let link = TicketKind::EmailVerification.link("https://a.test/", "x");
        assert_eq!(link, "https://a.test/u/email-verification?ticket=x#");
    }
}
