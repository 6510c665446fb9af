//! `reset-password`, `email-verification-confirm`, and how each ends: the pages behind an account ticket's link.

use askama::Template;
use ringfence_core::account_ticket::TicketKind;
use ringfence_core::ticket::TicketError;

use super::{Fault, Page, Screen, screen};

#[derive(Template)]
#[template(path = "pages/reset-password.html")]
pub struct ResetPasswordPage {
    pub page: Page,
    pub fault: Option<Fault>,
    /// What stands in the link.
    pub ticket: String,
    /// Whose password it is; a password manager keeps the new one under it.
    pub email: String,
    /// How many characters a password has at least.
    pub min_length: usize,
}
screen!(ResetPasswordPage, |_| "reset-password");

impl ResetPasswordPage {
    fn length_rule(&self) -> String {
        self.page.words.with("reset-password", "passwordLengthText", &[("min", self.min_length.into())])
    }
}

#[derive(Template)]
#[template(path = "pages/confirm-email.html")]
pub struct ConfirmEmailPage {
    pub page: Page,
    pub fault: Option<Fault>,
    pub ticket: String,
    pub email: String,
}
screen!(ConfirmEmailPage, |_| "email-verification-confirm");

#[derive(Template)]
#[template(path = "pages/ticket-result.html")]
pub struct TicketResultPage {
    pub page: Page,
    pub fault: Option<Fault>,
    pub ending: TicketEnding,
    /// On to the application, if it named a way.
    pub continue_link: Option<String>,
}
screen!(TicketResultPage, |page: &TicketResultPage| page.ending.screen());

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TicketEnding {
    PasswordChanged,
    EmailVerified,
    AlreadyVerified,
    Failed { kind: TicketKind, reason: TicketError },
}

impl TicketEnding {
    pub fn of(kind: TicketKind, reason: TicketError) -> Self {
        Self::Failed { kind, reason }
    }

    fn is_good(self) -> bool {
        !matches!(self, Self::Failed { .. })
    }

    pub fn screen(self) -> &'static str {
        match self {
            Self::PasswordChanged => "reset-password-success",
            Self::Failed { kind: TicketKind::PasswordChange, .. } => "reset-password-error",
            Self::EmailVerified | Self::AlreadyVerified | Self::Failed { .. } => "email-verification-result",
        }
    }

    fn title_key(self) -> &'static str {
        match self {
            Self::PasswordChanged => "eventTitle",
            Self::EmailVerified | Self::AlreadyVerified => "verifiedTitle",
            Self::Failed { kind: TicketKind::EmailVerification, .. } => "errorTitle",
            Self::Failed { reason: TicketError::Used, .. } => "eventTitleUsed",
            Self::Failed { reason: TicketError::Expired, .. } => "eventTitleExpired",
            Self::Failed { .. } => "eventTitleGeneric",
        }
    }

    pub fn description_key(self) -> &'static str {
        let Self::Failed { kind, reason } = self else {
            return match self {
                Self::PasswordChanged => "description",
                Self::AlreadyVerified => "alreadyVerifiedDescription",
                _ => "verifiedDescription",
            };
        };
        match (kind, reason) {
            (TicketKind::PasswordChange, TicketError::Used) => "descriptionUsed",
            (TicketKind::PasswordChange, TicketError::Expired) => "descriptionExpired",
            (TicketKind::PasswordChange, _) => "descriptionGeneric",
            (TicketKind::EmailVerification, TicketError::Used) => "auth0-users-used-ticket",
            (TicketKind::EmailVerification, TicketError::Expired) => "auth0-users-expired-ticket",
            (TicketKind::EmailVerification, _) => "unknownErrorDescription",
        }
    }
}
