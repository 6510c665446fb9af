//! `mfa-otp-enrollment-qr` and `mfa-otp-challenge`: the authenticator app.

use askama::Template;

use super::{Fault, Page, Screen, screen};

#[derive(Template)]
#[template(path = "pages/totp-enrollment.html")]
pub struct TotpEnrollmentPage {
    pub page: Page,
    pub fault: Option<Fault>,
    /// An `<svg>` of our own making, dark on light, without inline styles; it goes into the page as it is.
    pub qr_svg: String,
    /// The same `otpauth:` address as a link, for the phone that the app is on.
    pub setup_link: String,
    /// Base32, as the app wants it typed.
    pub secret: String,
    pub others_link: Option<String>,
}
screen!(TotpEnrollmentPage, |_| "mfa-otp-enrollment-qr");

#[derive(Template)]
#[template(path = "pages/totp-challenge.html")]
pub struct TotpChallengePage {
    pub page: Page,
    pub fault: Option<Fault>,
    pub can_remember: bool,
    pub others_link: Option<String>,
}
screen!(TotpChallengePage, |_| "mfa-otp-challenge");

impl TotpEnrollmentPage {
    fn grouped_secret(&self) -> String {
        grouped(&self.secret)
    }
}

/// In fours, as people read long codes.
pub fn grouped(code: &str) -> String {
    let letters: Vec<char> = code.chars().filter(|letter| !letter.is_whitespace()).collect();
    let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
    groups.join(" ")
}
