//! `login` and `signup`: the first factor.

use askama::Template;

use super::{Fault, Page, Screen, screen};

#[derive(Template)]
#[template(path = "pages/login.html")]
pub struct LoginPage {
    pub page: Page,
    pub fault: Option<Fault>,
    /// As typed before, or from `login_hint`.
    pub username: String,
    pub signup_link: Option<String>,
}
screen!(LoginPage, |_| "login");

#[derive(Template)]
#[template(path = "pages/signup.html")]
pub struct SignupPage {
    pub page: Page,
    pub fault: Option<Fault>,
    pub email: String,
    /// How many characters a password has at least.
    pub min_length: usize,
    pub login_link: String,
}
screen!(SignupPage, |_| "signup");

impl SignupPage {
    fn length_rule(&self) -> String {
        self.page.words.with("signup", "passwordLengthText", &[("min", self.min_length.into())])
    }
}
