//! Random walks over every door, held against a small model: nothing that was shown or earned outlives what it rests on, and nothing
//! ends that need not.
//!
//! The model knows a mark, which a removal, a reset, a new password and a block move, and which factors are bound. Everything that is
//! held (a token, a code, a session, a page) carries the mark and the factor that it was earned under. [`Walk::expects`] is the rule.

mod tries;

use ringfence::flow::administer::user::attend;
use ringfence_core::clock::Timestamp;
use ringfence_core::tenant::MfaPolicy;
use serde_json::{Value, json};

use crate::harness::{AuthenticatorApp, Browser, HOST, ISSUER, PASSWORD, Page, RelyingParty, SCOPE, SMS, TestApp, on_both_with, secs};

const WALKS: u64 = 12;
const STEPS: usize = 40;
const ADA: &str = "ada@example.com";
const ALL: &str = "enroll read:authenticators remove:authenticators";

/// What a person has bound.
#[derive(Clone)]
enum Factor {
    Phone { device: String, number: String },
    App { device: String, app: std::rc::Rc<AuthenticatorApp> },
}

impl Factor {
    fn device(&self) -> &str {
        match self {
            Self::Phone { device, .. } | Self::App { device, .. } => device,
        }
    }
}

/// What somebody holds, and what it rests on.
struct Held<'a> {
    thing: Thing<'a>,
    mark: u64,
    device: Option<String>,
    born: Timestamp,
}

enum Thing<'a> {
    /// For `<issuer>mfa/`.
    MfaApi(String),
    Refresh(String),
    Code(String),
    Session(Browser<'a>),
    /// A login that stands at the page to add a phone.
    AddsPhone(Browser<'a>, Box<Page>),
}

struct Walk<'a> {
    app: &'a TestApp,
    party: RelyingParty,
    user: String,
    chance: u64,
    mark: u64,
    bound: Vec<Factor>,
    held: Vec<Held<'a>>,
    asks_everybody: bool,
    numbers: u32,
    story: Vec<String>,
}

impl<'a> Walk<'a> {
    fn roll(&mut self, sides: usize) -> usize {
        self.chance ^= self.chance << 13;
        self.chance ^= self.chance >> 7;
        self.chance ^= self.chance << 17;
        usize::try_from(self.chance % sides as u64).unwrap()
    }

    fn now(&self) -> Timestamp {
        self.app.app.clock.now()
    }

    fn tells(&mut self, words: impl Into<String>) {
        self.story.push(words.into());
    }

    fn keeps(&mut self, thing: Thing<'a>, mark: u64, device: Option<String>) {
        let born = self.now();
        self.held.push(Held { thing, mark, device, born });
    }

    /// The rule: under the present mark, and every factor it rests on is bound.
    fn expects(&self, one: &Held<'_>) -> bool {
        one.mark == self.mark && one.device.as_ref().is_none_or(|device| self.is_bound(device))
    }

    fn is_bound(&self, device: &str) -> bool {
        self.bound.iter().any(|factor| factor.device() == device)
    }

    fn shows_factor(&self, one: &Held<'_>) -> bool {
        one.device.as_ref().is_some_and(|device| self.is_bound(device))
    }

    /// A first factor is bound: what a password alone had earned ends. Marks below the present one never count again.
    fn first_is_bound(&mut self, by: Option<usize>) {
        for (place, one) in self.held.iter_mut().enumerate() {
            let is_earned = matches!(one.thing, Thing::Refresh(_) | Thing::Code(_) | Thing::Session(_) | Thing::AddsPhone(..));
            if is_earned && one.device.is_none() && Some(place) != by {
                one.mark = 0;
            }
        }
    }

    fn number(&mut self) -> String {
        self.numbers += 1;
        format!("+1202555{:04}", self.numbers)
    }

    fn path(&self) -> String {
        format!("/users/{}", self.user.replace('|', "%7C"))
    }

    /// The newest device of the person that the model does not know.
    async fn new_device(&self) -> String {
        let listed = self.app.api("GET", &format!("{}/authentication-methods", self.path()), Value::Null).await.body;
        let devices = listed.as_array().unwrap().iter().filter(|one| one["confirmed"] == true && one["type"] != "recovery-code");
        let ids = devices.map(|one| one["id"].as_str().unwrap().split_once('|').unwrap().1.to_owned());
        ids.into_iter().find(|id| !self.is_bound(id)).expect("one more")
    }

    async fn code_of(&self, factor: &Factor) -> String {
        match factor {
            Factor::Phone { number, .. } => self.app.last_code_to(number).await,
            Factor::App { app, .. } => {
                // An app's code is good once in its half minute.
                self.app.advance(secs(31));
                app.code(self.now())
            }
        }
    }

    /// By the password, and by a factor where one is bound. Answers the tokens and the device that was shown.
    async fn logs_in(&mut self, mut asks: Value) -> (Value, Option<String>) {
        asks["grant_type"] = json!("password");
        asks["username"] = json!(ADA);
        asks["password"] = json!(PASSWORD);
        let answer = self.app.token(asks).await;
        if answer.status == 200 {
            return (answer.body, None);
        }
        let mfa_token = answer.text("mfa_token");
        let pick = self.roll(self.bound.len());
        let factor = self.bound[pick].clone();
        let answer = match &factor {
            Factor::Phone { device, .. } => {
                let order = json!({ "mfa_token": mfa_token, "challenge_type": "oob", "authenticator_id": format!("sms|{device}") });
                let oob_code = self.app.challenge_by(order).await.text("oob_code");
                self.app.verify(&mfa_token, &oob_code, &self.code_of(&factor).await).await
            }
            Factor::App { .. } => self.app.verify_otp(&mfa_token, &self.code_of(&factor).await).await,
        };
        assert_eq!(answer.status, 200, "{}", answer.body);
        (answer.body, Some(factor.device().to_owned()))
    }

    async fn earns(&mut self) {
        let what = self.roll(3);
        match what {
            0 => {
                let (tokens, device) = self.logs_in(json!({ "audience": format!("{ISSUER}mfa/"), "scope": ALL })).await;
                self.tells(format!("a token of the MFA API by {device:?}"));
                self.keeps(Thing::MfaApi(tokens["access_token"].as_str().unwrap().to_owned()), self.mark, device);
            }
            // A policy that asks everybody lets nobody in by a password alone.
            1 if !self.asks_everybody || !self.bound.is_empty() => {
                let (tokens, device) = self.logs_in(json!({ "scope": SCOPE })).await;
                self.tells(format!("a refresh token by {device:?}"));
                self.keeps(Thing::Refresh(tokens["refresh_token"].as_str().unwrap().to_owned()), self.mark, device);
            }
            _ => self.signs_in().await,
        }
    }

    async fn signs_in(&mut self) {
        let mut browser = Browser::new(self.app);
        let asks = self.party.asks(&[]);
        let page = browser.types_password(&asks, ADA).await;
        if page.left_for.is_none() && self.bound.is_empty() {
            return; // at the page to enroll: it earns nothing yet
        }
        let (page, device) = if page.left_for.is_some() {
            (page, None)
        } else {
            let pick = self.roll(self.bound.len());
            let factor = self.bound[pick].clone();
            let page = self.shows(&mut browser, page, &factor).await;
            (page, Some(factor.device().to_owned()))
        };
        let page =
            if page.screen() == "mfa-recovery-code-enrollment" { browser.submit(&page, &[("confirmed", "true")]).await } else { page };
        self.tells(format!("a session and a code by {device:?}"));
        self.keeps(Thing::Code(page.code()), self.mark, device.clone());
        self.keeps(Thing::Session(browser), self.mark, device);
    }

    /// From whatever page of the challenge, by this factor.
    async fn shows(&self, browser: &mut Browser<'a>, page: Page, factor: &Factor) -> Page {
        let (_, state) = page.at.split_once('?').unwrap();
        match factor {
            Factor::Phone { device, .. } => {
                let page = if self.bound.iter().filter(|one| matches!(one, Factor::Phone { .. })).count() > 1 {
                    let list = browser.open(&format!("/u/mfa-sms-list?{state}")).await;
                    browser.submit(list.is("mfa-sms-list"), &[("authenticator", device)]).await
                } else {
                    browser.open(&format!("/u/mfa-phone-challenge?{state}")).await
                };
                let page = browser.submit(page.is("mfa-phone-challenge"), &[("channel", "sms")]).await;
                browser.submit(page.is("mfa-sms-challenge"), &[("code", &self.code_of(factor).await)]).await
            }
            Factor::App { .. } => {
                let page = browser.open(&format!("/u/mfa-otp-challenge?{state}")).await;
                browser.submit(page.is("mfa-otp-challenge"), &[("code", &self.code_of(factor).await)]).await
            }
        }
    }

    /// A first or further factor, by one of the doors.
    async fn binds(&mut self) {
        if self.bound.len() >= 4 {
            return;
        }
        let is_first = self.bound.is_empty();
        let number = self.number();
        match self.roll(3) {
            0 => {
                let body = json!({ "type": "phone", "phone_number": number });
                let added = self.app.api("POST", &format!("{}/authentication-methods", self.path()), body).await;
                assert_eq!(added.status, 201, "{}", added.body);
                let device = self.new_device().await;
                self.tells(format!("an administrator binds the phone {device}"));
                self.bound.push(Factor::Phone { device, number });
            }
            kind => {
                let (tokens, shown) = self.logs_in(json!({ "audience": format!("{ISSUER}mfa/"), "scope": ALL })).await;
                let token = tokens["access_token"].as_str().unwrap().to_owned();
                let factor = if kind == 1 {
                    let oob_code = self.app.associate(&token, SMS, &number).await.text("oob_code");
                    let answer = self.app.verify(&token, &oob_code, &self.app.last_code_to(&number).await).await;
                    assert_eq!(answer.status, 200, "{}", answer.body);
                    Factor::Phone { device: self.new_device().await, number }
                } else {
                    let begun = self.app.associate_app(&token).await;
                    let app = std::rc::Rc::new(AuthenticatorApp::new(&begun.text("secret")));
                    self.app.advance(secs(31));
                    let answer = self.app.verify_otp(&token, &app.code(self.now())).await;
                    assert_eq!(answer.status, 200, "{}", answer.body);
                    Factor::App { device: self.new_device().await, app }
                };
                let device = factor.device().to_owned();
                self.tells(format!("the person binds {device} by a token that shows {shown:?}"));
                self.bound.push(factor);
                // A token that a password earned has shown what it bound itself.
                self.keeps(Thing::MfaApi(token), self.mark, shown.or(Some(device)));
            }
        }
        if is_first {
            self.first_is_bound(None);
        }
    }

    /// What ends proofs, from outside of the person's own tokens and sessions.
    async fn ends(&mut self) {
        let path = self.path();
        match self.roll(5) {
            0 if !self.bound.is_empty() => {
                let pick = self.roll(self.bound.len());
                let factor = self.bound.remove(pick);
                let role = if matches!(factor, Factor::App { .. }) { "totp" } else { "phone" };
                let method = format!("{path}/authentication-methods/{role}%7C{}", factor.device());
                assert_eq!(self.app.api("DELETE", &method, Value::Null).await.status, 204);
                self.tells(format!("an administrator removes {}", factor.device()));
            }
            1 if !self.bound.is_empty() => {
                let pick = self.roll(self.bound.len());
                let factor = self.bound.remove(pick);
                let attended = attend(&self.app.app, &self.app.tenant().await, Some(HOST), ADA, "tests").await.unwrap();
                attended.remove_factor(factor.device()).await.unwrap();
                self.tells(format!("the operator removes {}", factor.device()));
            }
            2 => {
                assert_eq!(self.app.api("DELETE", &format!("{path}/authenticators"), Value::Null).await.status, 204);
                self.bound.clear();
                self.tells("a reset");
            }
            3 => {
                assert_eq!(self.app.api("PATCH", &path, json!({ "password": PASSWORD })).await.status, 200);
                self.tells("a new password");
            }
            _ => {
                for blocked in [true, false] {
                    assert_eq!(self.app.api("PATCH", &path, json!({ "blocked": blocked })).await.status, 200);
                }
                self.tells("a block, and its end");
            }
        }
        self.mark += 1;
    }

    async fn changes_policy(&mut self) {
        self.asks_everybody = !self.asks_everybody;
        let policies = if self.asks_everybody { vec![MfaPolicy::AllApplications] } else { Vec::new() };
        self.app.settings(|settings| settings.mfa_policies = policies).await;
        self.tells(format!("everybody is asked: {}", self.asks_everybody));
    }

    async fn goes(&mut self) {
        self.app.advance(secs(1));
        match self.roll(10) {
            0 | 1 => self.binds().await,
            2..=4 => self.earns().await,
            5 => self.ends().await,
            6 if self.roll(3) == 0 => self.changes_policy().await,
            _ => self.tries().await,
        }
    }
}

/// Says how it came to this when an assertion fails.
impl Drop for Walk<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            println!("the walk:\n  {}", self.story.join("\n  "));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_outlives_what_it_rests_on() {
    let unbounded = |settings: &mut ringfence::config::Settings| {
        settings.limits.messages_per_hour = 100_000;
        settings.limits.logins_per_address = 100_000;
        settings.management.requests_at_once = 1_000_000;
    };
    on_both_with(unbounded, async |app: &TestApp| {
        for seed in 1..=WALKS {
            let user = app.sign_up(ADA).await;
            let party = RelyingParty::new(app).await;
            let chance = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
            let (bound, held, story) = (Vec::new(), Vec::new(), vec![format!("seed {seed}")]);
            app.settings(|settings| settings.mfa_policies = vec![MfaPolicy::AllApplications]).await;
            let mut walk = Walk {
                app,
                party,
                user,
                chance,
                mark: 1,
                bound,
                held,
                asks_everybody: true,
                numbers: u32::try_from(seed * 300).unwrap(),
                story,
            };
            for _ in 0..STEPS {
                walk.goes().await;
            }
            let gone = app.api("DELETE", &walk.path(), Value::Null).await;
            assert_eq!(gone.status, 204, "{}", gone.body);
        }
    })
    .await;
}
