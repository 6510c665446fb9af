//! `mfa-sms-challenge` and `mfa-voice-challenge`: the code that was sent is typed here, when enrolling and later.

use std::time::Duration;

use askama::Template;
use ringfence_core::delivery::Channel;

use super::{Fault, Page, Screen, screen};

#[derive(Template)]
#[template(path = "pages/code.html")]
pub struct CodePage {
    pub page: Page,
    pub fault: Option<Fault>,
    /// How the last code was sent.
    pub channel: Channel,
    pub masked_number: String,
    pub delivery: DeliveryView,
    /// How long until another code may be asked for; zero after a failed send.
    pub resend_wait: Duration,
    /// How long the code is good for; `None` says nothing.
    pub valid_for: Option<Duration>,
    /// The channel that one can switch to.
    pub other_channel: Option<Channel>,
    /// Whether this browser can be remembered; not while enrolling.
    pub can_remember: bool,
    /// To the enrollment's form, to mend the number; only while enrolling.
    pub edit_link: Option<String>,
    /// To `mfa-sms-list`, when there is more than one number.
    pub numbers_link: Option<String>,
    pub others_link: Option<String>,
}
screen!(CodePage, |page: &CodePage| match page.channel {
    Channel::Sms => "mfa-sms-challenge",
    Channel::Voice => "mfa-voice-challenge",
});

/// What is known of the message on its way.
pub struct DeliveryView {
    pub stage: DeliveryStage,
    pub text: String,
    /// Whether the other channel should be offered, since this one failed.
    pub offer: bool,
}

/// Also the word `status` of `/u/delivery`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DeliveryStage {
    Sending,
    Accepted,
    Delivered,
    Failed,
}

impl DeliveryStage {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sending => "sending",
            Self::Accepted => "accepted",
            Self::Delivered => "delivered",
            Self::Failed => "failed",
        }
    }

    /// Whether more will be heard of it.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Sending | Self::Accepted)
    }
}

impl CodePage {
    /// "You can ask for a new code in …", with the wait as the script will write it or as words.
    fn wait_text(&self, wait: &str) -> String {
        self.t_with("resendWaitText", "wait", wait)
    }

    fn expiry_text(&self, valid_for: &Duration) -> String {
        self.t_with("expiryText", "wait", &self.page.words.wait(*valid_for))
    }

    /// Rounded up, so that a button that the page has opened is also open at the server.
    fn wait_seconds(&self) -> u64 {
        self.resend_wait.as_secs() + u64::from(self.resend_wait.subsec_nanos() > 0)
    }
}
