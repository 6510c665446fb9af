//! The recovery code: shown once, typed when the phone is gone, and then replaced by a new one.

use askama::Template;

use super::totp::grouped;
use super::{Fault, Page, Screen, screen};

/// `mfa-recovery-code-enrollment`, and `mfa-recovery-code-challenge-new-code` for the one that replaces a used one.
#[derive(Template)]
#[template(path = "pages/recovery-enrollment.html")]
pub struct RecoveryEnrollmentPage {
    pub page: Page,
    pub fault: Option<Fault>,
    pub code: String,
    pub is_replacement: bool,
}
screen!(RecoveryEnrollmentPage, |page: &RecoveryEnrollmentPage| if page.is_replacement {
    "mfa-recovery-code-challenge-new-code"
} else {
    "mfa-recovery-code-enrollment"
});

#[derive(Template)]
#[template(path = "pages/recovery-challenge.html")]
pub struct RecoveryChallengePage {
    pub page: Page,
    pub fault: Option<Fault>,
    pub others_link: Option<String>,
}
screen!(RecoveryChallengePage, |_| "mfa-recovery-code-challenge");

impl RecoveryEnrollmentPage {
    fn grouped_code(&self) -> String {
        grouped(&self.code)
    }
}
