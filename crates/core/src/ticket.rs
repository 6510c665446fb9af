//! An enrollment ticket: a link by which one user binds a second factor without typing a password (Auth0, "Create custom
//! enrollment tickets").
//!
//! Good once and for five days; it is used up by the enrollment, not by the look of a link preview.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;
use crate::id::UserId;

pub const TICKET_LIFETIME: Duration = Duration::from_secs(5 * 86_400);

/// What may be enrolled, as far as Ringfence has it (Auth0's `factor`).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Factor {
    Phone,
    Otp,
}

#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct TicketOptions {
    /// Any, when absent.
    pub factor: Option<Factor>,
    /// A user who has a factor already may add one, after proving the one they have.
    pub allow_multiple_enrollments: bool,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ticket {
    pub hash: [u8; 32],
    pub user: UserId,
    pub options: TicketOptions,
    pub created_at: Timestamp,
    pub expires_at: Timestamp,
    pub used_at: Option<Timestamp>,
}

/// Why a ticket opens nothing; each has a page of its own.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum TicketError {
    #[error("no such ticket")]
    Invalid,
    #[error("the ticket was used already")]
    Used,
    #[error("the ticket has expired")]
    Expired,
    #[error("the user has a second factor already")]
    AlreadyEnrolled,
}

impl Ticket {
    pub fn admit(&self, is_enrolled: bool, now: Timestamp) -> Result<(), TicketError> {
        match () {
            () if self.used_at.is_some() => Err(TicketError::Used),
            () if self.expires_at <= now => Err(TicketError::Expired),
            () if is_enrolled && !self.options.allow_multiple_enrollments => Err(TicketError::AlreadyEnrolled),
            () => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ticket_is_good_once_and_for_five_days() {
        let start = Timestamp::from_secs(1_000_000);
        let fresh = Ticket {
            hash: [0; 32],
            user: UserId::new("auth0|1"),
            options: TicketOptions::default(),
            created_at: start,
            expires_at: start + TICKET_LIFETIME,
            used_at: None,
        };
        assert_eq!(fresh.admit(false, start), Ok(()));
        assert_eq!(fresh.admit(true, start), Err(TicketError::AlreadyEnrolled));
        assert_eq!(fresh.admit(false, start + TICKET_LIFETIME), Err(TicketError::Expired));
        let many = Ticket { options: TicketOptions { allow_multiple_enrollments: true, factor: None }, ..fresh.clone() };
        assert_eq!(many.admit(true, start), Ok(()));
        let used = Ticket { used_at: Some(start), ..many };
        assert_eq!(used.admit(false, start), Err(TicketError::Used));
    }
}
