//! The steps that most journeys share, in a person's words; buttons are found without reading them, so any language will do.

use std::time::Duration;

use serde_json::{Value, json};

use crate::dev::{Dev, PASSWORD};
use crate::driver::http;
use crate::person::{Person, until};
use crate::relying_party::{Ask, RelyingParty, SignIn};

pub(crate) const ADA: &str = "ada@example.com";
/// Of the kind that `dev` sends to nobody.
pub(crate) const PHONE: &str = "+447700900123";
pub(crate) const MFA: &str = "http://schemas.openid.net/pape/policies/2007/06/multi-factor";

/// The button that leads on.
pub(crate) const ONWARD: &str = "main .main";

impl Person<'_> {
    /// Presses the button that leads on, and sees another page, if only the same one with an error.
    pub(crate) fn goes_on(&self) {
        let _ = self.session.run("window.isOld = true", json!([]));
        self.presses(ONWARD);
        let is_old = || self.session.run("return window.isOld === true || document.readyState !== 'complete'", json!([]));
        until(|| format!("{} does not go on", self.url()), || is_old().is_ok_and(|is_old| is_old == false).then_some(()));
    }

    pub(crate) fn makes_account(&self, email: &str) {
        self.reaches("signup");
        self.fills("email", email);
        self.fills("password", PASSWORD);
        self.goes_on();
    }

    pub(crate) fn gives_password(&self, email: &str) {
        self.reaches("login");
        self.fills("username", email);
        self.fills("password", PASSWORD);
        self.goes_on();
    }

    /// Enrolls a number where text messages and calls are on.
    pub(crate) fn gives(&self, number: &str, channel: &str) {
        self.reaches("mfa-phone-enrollment");
        self.fills("phone", number);
        self.chooses("channel", channel);
        self.goes_on();
    }

    /// Asks for a code to the number that is known.
    pub(crate) fn asks_for_a_code_by(&self, channel: &str) {
        self.reaches("mfa-phone-challenge");
        self.chooses("channel", channel);
        self.goes_on();
        self.reaches(&format!("mfa-{channel}-challenge"));
    }

    pub(crate) fn enters(&self, code: &str) {
        self.fills("code", code);
        self.goes_on();
    }

    /// Enters a code that is not this one, and is told so.
    pub(crate) fn enters_anything_but(&self, code: &str) {
        let wrong = format!("{:06}", (code.parse::<u32>().expect("six digits") + 1) % 1_000_000);
        self.enters(&wrong);
        self.is_told("That code is not right. Check it and try again.");
    }

    pub(crate) fn is_told(&self, words: &str) {
        self.sees(words);
        assert_eq!(self.sees_alert(), words);
    }

    /// Reads the recovery code and says to have kept it.
    pub(crate) fn writes_code_down(&self) -> String {
        let code = self.reads(".given code").replace(' ', "");
        self.ticks("confirmed");
        self.goes_on();
        code
    }

    /// To another page of the login that is under way, as by a link.
    pub(crate) fn turns_to(&self, screen: &str) {
        let url = self.url();
        let state = url.split_once("state=").map(|(_, rest)| rest.split('&').next().unwrap_or_default());
        self.visits(&format!("/u/{screen}?state={}", state.unwrap_or_else(|| panic!("no login at {url}"))));
        self.reaches(screen);
    }

    /// Leaves by Auth0's address.
    pub(crate) fn logs_out(&self) {
        self.visits(&format!("/v2/logout?client_id={}", self.dev.client_id));
        self.sees("You are logged out");
    }
}

impl RelyingParty<'_> {
    /// Somebody comes back with a code, which is exchanged.
    pub(crate) fn lets_in(&self, person: &Person<'_>, ask: &Ask) -> SignIn {
        person.arrives_at(&self.callback());
        self.signs_in(ask)
    }
}

impl SignIn {
    /// Whether the application was told that a second factor was passed for it; `amr` and `acr` say the same.
    pub(crate) fn had_second_factor(&self) -> bool {
        let (methods, context) = (&self.claims["amr"], &self.claims["acr"]);
        assert_eq!(*methods == json!(["mfa"]), *context == MFA, "{}", self.claims);
        assert!(*methods == json!(["mfa"]) || methods.is_null(), "{}", self.claims);
        !methods.is_null()
    }
}

impl Dev {
    /// A command that changes the tenant; the change counts when this returns, for settings are believed for a second.
    pub(crate) fn changes(&self, line: &[&str]) {
        self.command(line);
        std::thread::sleep(Duration::from_millis(1100));
    }

    /// A user with a phone, past the pages; their recovery code.
    pub(crate) fn enroll(&self, email: &str, phone: &str) -> String {
        self.sign_up(email);
        let token_url = format!("{}/oauth/token", self.url);
        let client = json!({ "client_id": self.client_id, "client_secret": self.client_secret });
        let with_client = |mut body: Value| {
            body.as_object_mut().expect("an object").extend(client.as_object().expect("an object").clone());
            http().post(&token_url).json(&body)
        };
        let text = |value: &Value| value.as_str().unwrap_or_else(|| panic!("{value}")).to_owned();

        let password = json!({ "grant_type": "password", "username": email, "password": PASSWORD, "scope": "openid" });
        let mfa_token = text(&self.call(with_client(password)).1["mfa_token"]);
        let number = json!({ "authenticator_types": ["oob"], "oob_channels": ["sms"], "phone_number": phone });
        let associate = http().post(format!("{}/mfa/associate", self.url)).bearer_auth(&mfa_token).json(&number);
        let associated = self.call(associate).1;
        let answer = json!({ "grant_type": "http://auth0.com/oauth/grant-type/mfa-oob", "mfa_token": mfa_token,
            "oob_code": associated["oob_code"], "binding_code": self.code_for(phone) });
        let (status, tokens) = self.call(with_client(answer));
        assert_eq!(status, 200, "{tokens}");
        text(&associated["recovery_codes"][0])
    }
}
