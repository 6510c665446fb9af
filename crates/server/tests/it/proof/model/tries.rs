//! What is held is tried: each outcome is what the rule says, in both directions.

use serde_json::json;

use super::{Factor, Held, Thing, Walk};
use crate::harness::{Browser, Call, SMS, mins, secs};

impl<'a> Walk<'a> {
    /// Tries one thing that is held, and holds the outcome against the rule.
    pub(super) async fn tries(&mut self) {
        // What its own clock has ended is of no interest here.
        let now = self.now();
        self.held.retain(|one| match one.thing {
            Thing::MfaApi(_) => now.since(one.born) < mins(9),
            Thing::Code(_) => now.since(one.born) < secs(50),
            Thing::AddsPhone(..) => now.since(one.born) < mins(12),
            Thing::Refresh(_) | Thing::Session(_) => true,
        });
        if self.held.is_empty() {
            return;
        }
        let pick = self.roll(self.held.len());
        let mut one = self.held.swap_remove(pick);
        let is_good = self.expects(&one);
        match &mut one.thing {
            Thing::MfaApi(token) => {
                let token = token.clone();
                self.tries_token(one, &token).await;
            }
            Thing::Refresh(token) => {
                let answer = self.app.token(json!({ "grant_type": "refresh_token", "refresh_token": token })).await;
                assert_eq!(answer.status == 200, is_good, "refresh: {}", answer.body);
                self.tells(format!("a refresh token is tried: {is_good}"));
                if is_good {
                    *token = answer.text("refresh_token");
                    self.held.push(one);
                }
            }
            Thing::Code(code) => {
                let answer = self.party.exchange(self.app, code).await;
                assert_eq!(answer.status == 200, is_good, "exchange: {}", answer.body);
                self.tells(format!("a code is tried: {is_good}"));
            }
            Thing::Session(browser) => {
                let browser = browser.clone();
                self.tries_session(one, browser).await;
            }
            Thing::AddsPhone(browser, page) => {
                let number = self.number();
                let answered = browser.submit(page, &[("phone", &number), ("channel", "sms")]).await;
                let may_bind = one.mark == self.mark && (self.bound.is_empty() || self.shows_factor(&one));
                assert_eq!(!self.app.messages_to(&number).await.is_empty(), may_bind, "{} {}", answered.at, answered.html);
                self.tells(format!("a page to add a phone is tried: {may_bind}"));
            }
        }
    }

    async fn tries_token(&mut self, mut one: Held<'a>, token: &str) {
        let stands = one.mark == self.mark;
        let may_change = stands && (self.bound.is_empty() || self.shows_factor(&one));
        if self.roll(2) == 0 || self.bound.is_empty() {
            let number = self.number();
            let answer = self.app.associate(token, SMS, &number).await;
            let expected = if may_change {
                200
            } else if stands {
                400
            } else {
                401
            };
            assert_eq!(answer.status, expected, "associate: {}", answer.body);
            assert_eq!(!self.app.messages_to(&number).await.is_empty(), may_change);
            self.tells(format!("a token is tried to bind: {may_change}"));
        } else {
            let pick = self.roll(self.bound.len());
            let factor = self.bound[pick].clone();
            let role = if matches!(factor, Factor::App { .. }) { "totp" } else { "sms" };
            let call = Call::delete(format!("/mfa/authenticators/{role}%7C{}", factor.device())).bearer(token);
            let answer = self.app.send(call).await;
            assert_eq!(answer.status, if may_change { 204 } else { 401 }, "remove: {}", answer.body);
            self.tells(format!("a token is tried to remove {}: {may_change}", factor.device()));
            if may_change {
                self.bound.remove(pick);
                self.mark += 1;
                // What removed it goes on, for as long as its own factor is bound.
                one.mark = self.mark;
            }
        }
        self.held.push(one);
    }

    async fn tries_session(&mut self, mut one: Held<'a>, mut browser: Browser<'a>) {
        let stands = one.mark == self.mark;
        let shows = stands && self.shows_factor(&one);
        let silent = browser.open(&self.party.asks(&[("prompt", "none")])).await;
        let expected = match (stands, shows || !self.asks_everybody) {
            (false, _) => Some("login_required"),
            (true, false) => Some("interaction_required"),
            (true, true) => None,
        };
        assert_eq!(silent.given().get("error").map(String::as_str), expected);
        self.tells(format!("a session is tried: {expected:?}"));
        if expected.is_none() {
            self.keeps(Thing::Code(silent.code()), self.mark, one.device.clone());
        }
        let is_lately = self.now().since(one.born) < mins(14);
        let page = browser.open("/u/account").await;
        let opens = stands && (self.bound.is_empty() || shows && is_lately);
        let is_unsure = self.now().since(one.born) >= mins(14) && self.now().since(one.born) < mins(16);
        assert!(is_unsure || (page.at == "/u/account" && page.status == 200) == opens, "{} {}", page.at, page.status);
        if !opens || page.at != "/u/account" {
            self.held.push(one);
            return;
        }
        if self.roll(2) == 0 || self.bound.is_empty() {
            let page = browser.open("/u/account/add?factor=phone").await;
            self.tells("a page to add a phone is opened");
            self.keeps(Thing::AddsPhone(browser.clone(), Box::new(page)), one.mark, one.device.clone());
        } else {
            let pick = self.roll(self.bound.len());
            let device = self.bound.remove(pick).device().to_owned();
            let known = page.html.split("value=\"").filter_map(|rest| rest.split('"').next());
            let id = known.into_iter().find(|value| value.ends_with(&device)).expect("it stands on the page").to_owned();
            let asked = browser.submit(&page, &[("authenticator", &id), ("action", "remove")]).await;
            browser.submit(&asked, &[("authenticator", &id), ("action", "confirm-remove")]).await;
            self.mark += 1;
            one.mark = self.mark;
            self.tells(format!("a session removes {device}"));
        }
        one.thing = Thing::Session(browser);
        self.held.push(one);
    }
}
