//! A model of what one account may cost, walked at random through every door: the MFA API, the pages, links to enroll.
//!
//! After each sequence: (1) in no hour more texts and calls went out than the user's bucket holds, whatever they said; (2) at no moment
//! were there more factors than allowed; (3) each further factor and each one taken away was told to the mailbox, however the bucket of
//! messages stood; (4) nothing was answered with a failure of ours.

use std::collections::HashSet;

use ringfence::flow::ticket;
use ringfence_core::authenticator::Authenticator;
use ringfence_core::clock::Timestamp;
use ringfence_core::id::UserId;
use ringfence_core::ticket::TicketOptions;
use ringfence_store::Tx;
use serde_json::json;

use super::account::{ALL, remove};
use crate::harness::{Answer, AuthenticatorApp, Browser, ISSUER, PASSWORD, Page, SMS, TestApp, VOICE, hours, mins, on_both_with, secs};

/// On each database.
const SEQUENCES: usize = 24;
const STEPS: usize = 30;
const BUCKET: u32 = 6;
const FACTORS: u32 = 4;

/// Whatever falls, falls the same way at each run (xorshift64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, count: usize) -> usize {
        for shift in [(13, false), (7, true), (17, false)] {
            self.0 ^= if shift.1 { self.0 >> shift.0 } else { self.0 << shift.0 };
        }
        usize::try_from(self.0 >> 33).unwrap() % count
    }

    fn happens(&mut self, once_in: usize) -> bool {
        self.below(once_in) == 0
    }
}

struct Account<'a> {
    app: &'a TestApp,
    chance: Chance,
    id: String,
    email: String,
    numbers: Vec<String>,
    recovery_code: String,
    secrets: Vec<String>,
    /// The last that was earned; it is used for as long as it is taken, and longer.
    token: String,
    /// Handle, number, and the token it was asked for by.
    begun: Option<(String, String, String)>,
    most_seen: usize,
    told: usize,
}

impl Account<'_> {
    fn number(&mut self) -> String {
        let place = self.chance.below(self.numbers.len());
        self.numbers[place].clone()
    }

    async fn factors(&self) -> HashSet<String> {
        let (tenant, user) = (self.app.tenancy.id.clone(), UserId::new(self.id.as_str()));
        let known = self.app.app.store.read(async move |tx: &mut Tx<'_>| tx.authenticator_list(&tenant, &user).await).await.unwrap();
        let is_factor = |one: &&Authenticator| one.is_active() && one.is_second_factor();
        known.iter().filter(is_factor).map(|one| one.id.to_string()).collect()
    }

    /// The newest code that any of the numbers got, or a wrong one.
    async fn code(&mut self) -> String {
        let mut newest: Option<(Timestamp, String)> = None;
        for number in &self.numbers {
            let codes = self.app.messages_to(number).await.into_iter().filter(|found| !found.message.code.is_empty());
            newest = newest.max(codes.map(|found| (found.created_at, found.message.code)).max());
        }
        let right = newest.map_or_else(|| "123456".to_owned(), |(_, code)| code);
        if self.chance.happens(6) { "000000".to_owned() } else { right }
    }

    fn app_code(&mut self) -> String {
        if self.secrets.is_empty() || self.chance.happens(8) {
            return "000000".to_owned();
        }
        let place = self.chance.below(self.secrets.len());
        let place = if self.chance.happens(2) { self.secrets.len() - 1 } else { place };
        AuthenticatorApp::new(&self.secrets[place]).code(self.app.app.clock.now())
    }

    fn keep(&mut self, answer: &Answer) {
        assert!(answer.status < 500, "{}", answer.body);
        if let Some(token) = answer.body["access_token"].as_str() {
            self.token = token.to_owned();
        }
        if let Some(code) = answer.body["recovery_code"].as_str().or(answer.body["recovery_codes"][0].as_str()) {
            self.recovery_code = code.to_owned();
        }
        if let Some(secret) = answer.body["secret"].as_str() {
            self.secrets.push(secret.to_owned());
        }
    }

    /// A token for the MFA API, by whichever factor.
    async fn sign_in(&mut self) {
        let audience = format!("{ISSUER}mfa/");
        let login = json!({ "grant_type": "password", "username": self.email, "password": PASSWORD, "audience": audience, "scope": ALL });
        let first = self.app.token(login).await;
        self.keep(&first);
        let Some(mfa_token) = first.body["mfa_token"].as_str().map(str::to_owned) else { return };
        let answer = match self.chance.below(4) {
            0 => {
                let typed = self.app_code();
                self.app.verify_otp(&mfa_token, &typed).await
            }
            1 => self.app.recover(&mfa_token, &self.recovery_code).await,
            _ => {
                let channel = if self.chance.happens(3) { "voice" } else { "sms" };
                let asked = self.app.challenge_by(json!({ "mfa_token": mfa_token, "oob_channel": channel })).await;
                match asked.body["oob_code"].as_str() {
                    Some(oob_code) => {
                        let code = self.code().await;
                        self.app.verify(&mfa_token, oob_code, &code).await
                    }
                    None => asked,
                }
            }
        };
        // Without a factor an mfa_token is what begins an enrollment.
        if answer.status != 200 {
            self.token = mfa_token;
        }
        self.keep(&answer);
    }

    async fn begin_phone(&mut self) {
        let (number, channel) = (self.number(), if self.chance.happens(3) { VOICE } else { SMS });
        let answer = self.app.associate(&self.token, channel, &number).await;
        self.keep(&answer);
        if let Some(oob_code) = answer.body["oob_code"].as_str() {
            self.begun = Some((oob_code.to_owned(), number, self.token.clone()));
        }
    }

    async fn end_phone(&mut self) {
        if let Some((oob_code, _, token)) = self.begun.clone() {
            let code = self.code().await;
            let answer = self.app.verify(&token, &oob_code, &code).await;
            self.keep(&answer);
        }
    }

    async fn bind_app(&mut self) {
        let answer = self.app.associate_app(&self.token).await;
        self.keep(&answer);
        if answer.status == 200 && !self.chance.happens(5) {
            let code = AuthenticatorApp::new(&answer.text("secret")).code(self.app.app.clock.now());
            let answer = self.app.verify_otp(&self.token, &code).await;
            self.keep(&answer);
        }
    }

    async fn remove(&mut self) {
        let mut known: Vec<String> = self.factors().await.into_iter().collect();
        known.sort();
        if known.is_empty() {
            return;
        }
        let device = known.swap_remove(self.chance.below(known.len()));
        for role in ["sms", "totp"] {
            let answer = remove(self.app, &self.token, &format!("{role}|{device}")).await;
            assert!(answer.status < 500, "{}", answer.body);
        }
    }

    /// From wherever a browser stands, some pages on.
    async fn walk(&mut self, browser: &mut Browser<'_>, mut page: Page) {
        for _ in 0..8 {
            assert!(page.status < 500, "{}: {}", page.at, page.html);
            let screen = page.screen().to_owned();
            let channel = if self.chance.happens(3) { "voice" } else { "sms" };
            page = match screen.as_str() {
                "login" => browser.submit(&page, &[("username", &self.email), ("password", PASSWORD)]).await,
                "mfa-phone-challenge" => browser.submit(&page, &[("channel", channel)]).await,
                "mfa-phone-enrollment" | "mfa-sms-enrollment" => {
                    let number = self.number();
                    browser.submit(&page, &[("phone", &number), ("channel", channel)]).await
                }
                "mfa-sms-challenge" | "mfa-voice-challenge" if self.chance.happens(3) => {
                    let action = if self.chance.happens(2) { "resend" } else { "switch" };
                    browser.submit(&page, &[("action", action)]).await
                }
                "mfa-sms-challenge" | "mfa-voice-challenge" => {
                    let code = self.code().await;
                    browser.submit(&page, &[("code", &code)]).await
                }
                "mfa-otp-enrollment-qr" if page.html.contains("data-copy") => {
                    let secret = crate::harness::shown_code(&page);
                    let code = AuthenticatorApp::new(&secret).code(self.app.app.clock.now());
                    self.secrets.push(secret);
                    browser.submit(&page, &[("code", &code)]).await
                }
                "mfa-otp-challenge" => {
                    let code = self.app_code();
                    browser.submit(&page, &[("code", &code)]).await
                }
                "mfa-recovery-code-challenge" => browser.submit(&page, &[("recovery_code", &self.recovery_code)]).await,
                "mfa-recovery-code-enrollment" | "mfa-recovery-code-challenge-new-code" if page.html.contains("data-copy") => {
                    self.recovery_code = crate::harness::shown_code(&page);
                    browser.submit(&page, &[("confirmed", "true")]).await
                }
                "account" => match self.chance.below(4) {
                    0 => browser.open("/u/account/add?factor=phone").await,
                    1 => browser.open("/u/account/add?factor=otp").await,
                    2 => browser.submit(&page, &[("action", "confirm-new-recovery-code")]).await,
                    _ => browser.submit(&page, &[("action", "confirm-remove")]).await,
                },
                _ => return,
            };
        }
    }

    async fn visit_account(&mut self) {
        let mut browser = Browser::new(self.app);
        let page = browser.open("/u/account").await;
        self.walk(&mut browser, page).await;
    }

    async fn follow_ticket(&mut self) {
        let options = TicketOptions { factor: None, allow_multiple_enrollments: true };
        let now = self.app.app.clock.now();
        let user = UserId::new(self.id.as_str());
        let secret = ticket::create(&self.app.app, &self.app.tenancy.id, &user, options, now).await.unwrap();
        let mut browser = Browser::new(self.app);
        let page = browser.open(&format!("/mfa/enrollment?ticket={secret}")).await;
        self.walk(&mut browser, page).await;
    }

    async fn step(&mut self) {
        match self.chance.below(12) {
            0 | 1 => self.sign_in().await,
            2 | 3 => self.begin_phone().await,
            4 | 5 => self.end_phone().await,
            6 => self.bind_app().await,
            7 => self.remove().await,
            8 | 9 => self.visit_account().await,
            10 => self.follow_ticket().await,
            _ => {
                let spans = [secs(31), mins(5), mins(20), hours(1), hours(3)];
                self.app.advance(spans[self.chance.below(spans.len())]);
            }
        }
    }

    /// What the model says of the step: the mails that it must have written.
    async fn stepped(&mut self) {
        let before = self.factors().await;
        self.step().await;
        let after = self.factors().await;
        self.most_seen = self.most_seen.max(after.len());
        // Of what came and went within one step the model knows nothing; what is left of it was told at least. A first factor is no news.
        let (came, went) = (after.difference(&before).count(), before.difference(&after).count());
        self.told += went + if went == before.len() { came.saturating_sub(1) } else { came };
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_one_account_does_no_hour_has_more_texts_than_its_bucket() {
    let tight = |settings: &mut ringfence::config::Settings| {
        (settings.limits.messages_per_hour, settings.limits.factors) = (BUCKET, FACTORS);
    };
    on_both_with(tight, async |app: &TestApp| {
        app.settings(|settings| settings.otp_enabled = true).await;
        let (mut texts, mut fullest, mut notices, mut limited) = (0, 0, 0, 0);
        for sequence in 0..SEQUENCES {
            let email = format!("ada{sequence}@example.com");
            let numbers = (0..6).map(|place| format!("+1202555{:04}", 1000 + sequence * 6 + place)).collect();
            let chance = Chance(0x9e37_79b9_7f4a_7c15 ^ (u64::try_from(sequence).unwrap() + 1).wrapping_mul(0xd134_2543_de82_ef95));
            let id = app.sign_up(&email).await;
            let (recovery_code, token) = ("ABCDEFGHIJKLMNOPQRSTUVWX".to_owned(), String::new());
            let (secrets, begun) = (Vec::new(), None);
            let mut ada = Account { app, chance, id, email, numbers, recovery_code, secrets, token, begun, most_seen: 0, told: 0 };
            ada.sign_in().await;
            for _ in 0..STEPS {
                ada.stepped().await;
            }
            let sent: Vec<Timestamp> = app.deliveries(&ada.id).await.into_iter().map(|delivery| delivery.created_at).collect();
            for (place, first) in sent.iter().enumerate() {
                let in_the_hour = sent[place..].iter().filter(|at| at.since(*first) < hours(1)).count();
                assert!(in_the_hour <= BUCKET as usize, "sequence {sequence}: {in_the_hour} within an hour");
                fullest = fullest.max(in_the_hour);
            }
            assert!(ada.most_seen <= FACTORS as usize, "sequence {sequence}: {} factors", ada.most_seen);
            app.eventually("each change is told to the mailbox", async || {
                let mails = app.mails_to(&ada.email).await;
                mails.iter().filter(|found| !found.mail.subject().contains("recovery code")).count() >= ada.told
            })
            .await;
            (texts, notices) = (texts + sent.len(), notices + ada.told);
            app.advance(hours(1));
        }
        limited += app.count("limit_phone").await;
        println!("{SEQUENCES} sequences of {STEPS} steps: {texts} texts, {fullest} in the fullest hour, {notices} changes told, {limited} refused");
        // The walk must come to where it hurts, or it shows nothing.
        assert!(fullest == BUCKET as usize && limited > 20 && notices > 40, "{texts} {fullest} {notices} {limited}");
    })
    .await;
}
