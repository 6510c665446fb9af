//! Where a way ends: a ticket's result, logging out, an error, and the answer that is posted to the application.

use askama::Template;

use super::{Fault, Page, Screen, screen};

/// `mfa-enroll-result`.
#[derive(Template)]
#[template(path = "pages/enroll-result.html")]
pub struct EnrollResultPage {
    pub page: Page,
    pub fault: Option<Fault>,
    pub result: EnrollResult,
    /// Back to the application, if it named a way.
    pub continue_link: Option<String>,
}
screen!(EnrollResultPage, |_| "mfa-enroll-result");

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum EnrollResult {
    Enrolled,
    InvalidTicket,
    ExpiredTicket,
    AlreadyUsed,
    AlreadyEnrolled,
    Failed,
}

impl EnrollResult {
    fn is_good(self) -> bool {
        matches!(self, Self::Enrolled | Self::AlreadyEnrolled)
    }

    /// Auth0 gives "already enrolled" no title of its own; we do.
    fn title_key(self) -> &'static str {
        match self {
            Self::Enrolled => "enrolledTitle",
            Self::InvalidTicket => "invalidTicketTitle",
            Self::ExpiredTicket => "expiredTicketTitle",
            Self::AlreadyUsed => "alreadyUsedTitle",
            Self::AlreadyEnrolled => "alreadyEnrolledTitle",
            Self::Failed => "genericError",
        }
    }

    /// Nothing more can be said of what failed for no known reason.
    fn description_key(self) -> Option<&'static str> {
        match self {
            Self::Enrolled => Some("enrolledDescription"),
            Self::InvalidTicket => Some("invalidTicketDescription"),
            Self::ExpiredTicket => Some("expiredTicketDescription"),
            Self::AlreadyUsed => Some("alreadyUsedDescription"),
            Self::AlreadyEnrolled => Some("alreadyEnrolledDescription"),
            Self::Failed => None,
        }
    }
}

/// `logout`: asked when nothing proves that the person wants it.
#[derive(Template)]
#[template(path = "pages/logout.html")]
pub struct LogoutPage {
    pub page: Page,
    pub fault: Option<Fault>,
    /// Where the form is posted to, and what goes along: the parameters of the request.
    pub action: String,
    pub fields: Vec<(String, String)>,
    pub cancel_link: Option<String>,
}
screen!(LogoutPage, |_| "logout");

#[derive(Template)]
#[template(path = "pages/logged-out.html")]
pub struct LoggedOutPage {
    pub page: Page,
    pub fault: Option<Fault>,
    /// To sign in again.
    pub login_link: Option<String>,
}
screen!(LoggedOutPage, |_| "logged-out");

#[derive(Template)]
#[template(path = "pages/error.html")]
pub struct ErrorPage {
    pub page: Page,
    pub fault: Option<Fault>,
    pub title: String,
    pub description: String,
    /// What one can do now, in a sentence; empty says nothing.
    pub advice: String,
    /// Starts the login again.
    pub restart_link: Option<String>,
    /// The error's name on the wire, for those who ask support; empty says nothing.
    pub error: String,
    /// Leads to what is written in the log; empty when nothing is.
    pub tracking_id: String,
}
screen!(ErrorPage, |_| "error");

/// The answer of `/authorize` with `response_mode=form_post` (OAuth 2.0 Form Post Response Mode): a form that a script
/// sends at once, or the person without one.
#[derive(Template)]
#[template(path = "pages/form-post.html")]
pub struct FormPostPage {
    pub page: Page,
    pub fault: Option<Fault>,
    /// The application's address.
    pub action: String,
    pub fields: Vec<(String, String)>,
}
screen!(FormPostPage, |_| "common");
