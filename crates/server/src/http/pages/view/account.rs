//! `account`: what is bound to me, and how to add or remove it. Ringfence's own; Auth0 has no such screen.

use askama::Template;

use super::{Fault, Page, Screen, screen};

#[derive(Template)]
#[template(path = "pages/account.html")]
pub struct AccountPage {
    pub page: Page,
    pub fault: Option<Fault>,
    /// What has just been done, in a sentence.
    pub done: Option<String>,
    /// To prove a factor that is already bound, while a change still needs that.
    pub verify_link: Option<String>,
    pub phones: Vec<BoundThing>,
    /// The authenticator apps.
    pub apps: Vec<BoundThing>,
    /// When the recovery code was made, as a sentence; `None` without one.
    pub recovery: Option<String>,
    /// How many browsers are let through without a second factor.
    pub browsers: usize,
    /// `None` hides the way to add one.
    pub add_phone_link: Option<String>,
    pub add_app_link: Option<String>,
    pub can_renew_recovery: bool,
    pub logout_link: String,
}
screen!(AccountPage, |_| "account");

impl AccountPage {
    fn browsers_text(&self) -> String {
        self.page.words.with("account", "browsersCount", &[("count", self.browsers.into())])
    }
}

/// "Are you sure?", a page of its own so that it needs no script.
#[derive(Template)]
#[template(path = "pages/account-confirm.html")]
pub struct AccountConfirmPage {
    pub page: Page,
    pub fault: Option<Fault>,
    pub change: Change,
    pub back_link: String,
}
screen!(AccountConfirmPage, |_| "account");

/// What is to be confirmed.
pub enum Change {
    RemovePhone { id: String, masked_number: String },
    RemoveApp { id: String },
    RenewRecovery,
}

impl AccountConfirmPage {
    fn question(&self) -> String {
        match &self.change {
            Change::RemovePhone { masked_number, .. } => self.t_with("confirmRemovePhone", "phoneNumber", &self.number(masked_number)),
            Change::RemoveApp { .. } => self.t("confirmRemoveOtp"),
            Change::RenewRecovery => self.t("confirmNewRecovery"),
        }
    }

    /// The authenticator that goes; empty when only the recovery code changes.
    fn authenticator(&self) -> &str {
        match &self.change {
            Change::RemovePhone { id, .. } | Change::RemoveApp { id } => id,
            Change::RenewRecovery => "",
        }
    }
}

/// One authenticator that can be removed.
pub struct BoundThing {
    /// Sent as the field `authenticator` with the action `remove`.
    pub id: String,
    /// A masked number, or the app's name.
    pub name: String,
    /// Since when, as a sentence.
    pub since: String,
}
