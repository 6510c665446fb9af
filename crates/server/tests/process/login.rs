//! Universal Login by the binary: on several nodes, killed between its steps, starved, clicked twice, overheard.
//!
//! What a person does stands here; what is done to them, in the files beneath.

mod double_click;
mod kill;
mod nodes;
mod outage;
mod secrecy;

use std::time::Duration;

use crate::browser::{Browser, CALLBACK, Page};
use crate::fake_twilio::{Credentials, FakeTwilio};
use crate::harness::Install;
use crate::kill::impatient;
use crate::people::{self, Application, PASSWORD};

const MFA: &str = "http://schemas.openid.net/pape/policies/2007/06/multi-factor";

/// The tenant `acme`, its application, and the carrier of its messages.
struct Acme {
    install: Install,
    twilio: FakeTwilio,
    app: Application,
}

impl Acme {
    async fn on(install: Install) -> Self {
        let twilio = FakeTwilio::start(Credentials::Live, Duration::ZERO).await;
        let install = impatient(install, &twilio);
        let app = people::set_up_acme(&install).await;
        Self { install, twilio, app }
    }

    fn browser(&self) -> Browser {
        Browser::new(self.install.port)
    }

    fn authorize(&self, more: &[(&str, &str)]) -> String {
        self.app.authorize(CALLBACK, more)
    }

    /// The sign-up page, as the application sends a newcomer there.
    async fn newcomer(&self, browser: &Browser) -> Page {
        browser.go(&self.authorize(&[("screen_hint", "signup")])).await.is(200, "signup")
    }

    /// Exchanges it where the browser's first node is; the tokens.
    async fn tokens(&self, came_back: &Page) -> serde_json::Value {
        let (status, tokens) = self.app.exchange(self.install.port, &came_back.authorization_code(), CALLBACK).await;
        assert_eq!(status, 200, "{tokens}");
        tokens
    }

    async fn count(&self, sql: &str) -> u64 {
        self.install.database.number(sql).await
    }
}

/// The recovery code was written down.
const KEPT: &[(&str, &str)] = &[("confirmed", "true")];

fn account(email: &str) -> [(&str, &str); 2] {
    [("email", email), ("password", PASSWORD)]
}

fn known(email: &str) -> [(&str, &str); 2] {
    [("username", email), ("password", PASSWORD)]
}

fn by_text(phone: &str) -> [(&str, &str); 3] {
    [("phone", phone), ("country", "US"), ("channel", "sms")]
}

/// What could be the code and is not.
fn other_than(code: &str) -> &'static str {
    if code == "000000" { "000001" } else { "000000" }
}
