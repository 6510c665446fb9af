//! Every page of Universal Login at the log's most talkative, overheard; and the database's files beneath it, read.

use std::time::Duration;

use ringfence::boot::SystemClock;
use ringfence_core::clock::Clock;
use serde_json::{Value, json};

use crate::authenticator_app::AuthenticatorApp;
use crate::browser::{Browser, Page, VERIFIER};
use crate::development::{self, Dev};
use crate::harness::free_port;
use crate::login::{KEPT, MFA, account, by_text, known, other_than};
use crate::people::PASSWORD;
use crate::secrecy::{Secrets, at_rest};

const ADA: &str = "ada.lovelace@example.com";
const GRACE: &str = "grace.hopper@example.com";
const PHONE: &str = "+12025550123";
const SECOND_PHONE: &str = "+12025550124";
const TICKET_PHONE: &str = "+12025550125";
const CALLBACK: &str = "http://127.0.0.1:9/callback";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_told() {
    let install = development::nothing_set_up().set("LOG__FILTER", "trace,hyper=trace,h2=trace,rustls=trace");
    let install = install.set("LOG__FORMAT", "json").set("LIMITS__MESSAGES_PER_HOUR", "1000");
    let dev = development::dev(&install, install.port, free_port()).await;
    let data = install.folder.path().join("ringfence-data");
    let install = install
        .set("DATABASE__URL", &format!("sqlite://{}", data.join("ringfence.db").display()))
        .set("KEYS__MASTER_KEY_FILE", &data.join("master.key").display().to_string());

    let mut eavesdropper = Eavesdropper { dev: &dev, browser: Browser::new(install.port), secrets: Secrets::default() };
    for (what, text) in [("password", PASSWORD), ("email", ADA), ("email", GRACE), ("code verifier", VERIFIER)] {
        eavesdropper.secrets.add(what, &json!(text));
    }
    for phone in [PHONE, SECOND_PHONE, TICKET_PHONE] {
        for written in [phone, &phone[1..], &phone[2..], &format!("%2B{}", &phone[1..])] {
            eavesdropper.secrets.add("phone number", &json!(written));
        }
    }
    let (recovery_code, id_token) = eavesdropper.sign_up().await;
    let app = eavesdropper.changes().await;
    eavesdropper.log_out(&id_token).await;
    eavesdropper.comes_back(&app, &recovery_code).await;

    assert_eq!(dev.app.sign_up(GRACE).await.unwrap().0, 200);
    let link = install.run(&["user", "ticket", "demo", GRACE, "--domain", &format!("127.0.0.1:{}", install.port)], "").await;
    assert_eq!(link.code, Some(0), "{link:?}");
    eavesdropper.by_ticket(link.out.trim()).await;
    let factors = install.run(&["user", "factors", "demo", ADA], "").await;
    let forgotten = install.run(&["user", "forget-browsers", "demo", ADA], "").await;

    let secrets = eavesdropper.heard_all().await;
    secrets.absent_from("the log of a running process", dev.process.said().as_bytes());
    for (command, ran) in [("user ticket", &link), ("user factors", &factors), ("user forget-browsers", &forgotten)] {
        secrets.absent_from(command, ran.err.as_bytes());
    }
    at_rest(&secrets, &data);
    let said = dev.process.stop().await;
    assert!(said.contains("DEBUG") && said.contains("message accepted") && said.contains("mail sent"), "{said}");
    secrets.absent_from("the log", said.as_bytes());
    at_rest(&secrets, &data);
}

/// Uses the pages, and notes whatever no log may hold.
struct Eavesdropper<'a> {
    dev: &'a Dev,
    browser: Browser,
    secrets: Secrets,
}

impl Eavesdropper<'_> {
    fn note(&mut self, what: &'static str, text: &str) {
        self.secrets.add(what, &json!(text));
    }

    fn noted(&mut self, page: Page) -> Page {
        for (name, value) in self.browser.cookies() {
            self.note(if name.ends_with("session") { "session cookie" } else { "browser cookie" }, &value);
        }
        for (_, value) in page.hidden().into_iter().filter(|(name, _)| name == "csrf") {
            self.note("csrf", &value);
        }
        page
    }

    async fn go(&mut self, path: &str) -> Page {
        let page = self.browser.go(path).await;
        self.noted(page)
    }

    async fn submit(&mut self, page: &Page, fields: &[(&str, &str)]) -> Page {
        for (what, field) in
            [("code", "code"), ("wrong recovery code", "recovery_code"), ("password", "password"), ("phone number", "phone")]
        {
            for (_, typed) in fields.iter().filter(|(name, _)| *name == field) {
                self.note(what, typed);
            }
        }
        let page = self.browser.submit(page, fields).await;
        self.noted(page)
    }

    /// Of the newest message to this number.
    async fn code(&mut self, phone: &str) -> String {
        let messages = self.messages(phone).await;
        let newest = messages.last().expect("a message");
        self.secrets.add("code", &newest["code"])
    }

    /// Also each line of a text, since a file may hold it in pieces.
    async fn messages(&mut self, to: &str) -> Vec<Value> {
        let (_, messages) = self.dev.app.get(&format!("/dev/messages?to={}", to.replace('+', "%2B"))).await;
        let messages = messages.as_array().unwrap().clone();
        for message in &messages {
            for line in message["body"].as_str().unwrap().lines().filter(|line| line.len() > 20) {
                self.note(if message["channel"] == "email" { "mail" } else { "message" }, line);
            }
        }
        messages
    }

    fn shown(&mut self, what: &'static str, page: &Page) -> String {
        let grouped = page.between("<code", "</code>");
        self.note(what, &grouped);
        self.note(what, &page.shown_code());
        page.shown_code()
    }

    fn authorize(&self, more: &[(&str, &str)]) -> String {
        self.dev.app.authorize(CALLBACK, more)
    }

    async fn tokens(&mut self, came_back: &Page) -> Value {
        let code = came_back.authorization_code();
        self.note("authorization code", &code);
        let (status, tokens) = self.dev.app.exchange(self.port(), &code, CALLBACK).await;
        assert_eq!(status, 200, "{tokens}");
        for name in ["access_token", "id_token", "refresh_token"] {
            self.secrets.add(name, &tokens[name]);
        }
        tokens
    }

    fn port(&self) -> u16 {
        self.dev.app.base.rsplit(':').next().unwrap().parse().unwrap()
    }

    /// With everything that can be typed wrong; the recovery code and an ID token.
    async fn sign_up(&mut self) -> (String, String) {
        let page = self.go(&self.authorize(&[("screen_hint", "signup"), ("login_hint", ADA)])).await.is(200, "signup");
        self.submit(&page, &[("email", ADA), ("password", "too few")]).await.is(400, "signup");
        let page = self.submit(&page, &account(ADA)).await.is(200, "mfa-phone-enrollment");
        self.submit(&page, &by_text("(202) 555-01")).await.is(400, "mfa-phone-enrollment");
        let page = self.submit(&page, &by_text(PHONE)).await.is(200, "mfa-sms-challenge");
        let code = self.code(PHONE).await;
        self.submit(&page, &[("code", other_than(&code))]).await.is(400, "mfa-sms-challenge");
        self.submit(&page, &[("action", "resend")]).await.is(429, "mfa-sms-challenge");
        let page = self.submit(&page, &[("action", "switch")]).await.is(200, "mfa-voice-challenge");
        self.go(&page.at("delivery")).await;
        let called = self.code(PHONE).await;
        let page = self.submit(&page, &[("code", &called)]).await.is(200, "mfa-recovery-code-enrollment");
        let recovery_code = self.shown("recovery code", &page);
        self.submit(&page, &[]).await.is(400, "mfa-recovery-code-enrollment");
        let end = self.submit(&page, KEPT).await;
        let tokens = self.tokens(&end).await;
        let (status, _) = self.dev.app.exchange(self.port(), &end.authorization_code(), CALLBACK).await;
        assert_eq!(status, 403);
        let silent = self.go(&self.authorize(&[("prompt", "none")])).await;
        self.tokens(&silent).await;
        (recovery_code, tokens["id_token"].as_str().unwrap().to_owned())
    }

    /// On the account page: an app and a phone come, the phone and the recovery code go; the numbers and the mailbox are told.
    async fn changes(&mut self) -> AuthenticatorApp {
        let page = self.go("/u/account/add?factor=otp").await.is(200, "mfa-otp-enrollment-qr");
        let app = AuthenticatorApp::new(&self.shown("TOTP secret", &page));
        let code = app.code(SystemClock.now());
        self.submit(&page, &[("code", other_than(&code))]).await.is(400, "mfa-otp-enrollment-qr");
        self.submit(&page, &[("code", &code)]).await.is(200, "account");

        let page = self.go("/u/account/add?factor=phone").await.is(200, "mfa-phone-enrollment");
        let page = self.submit(&page, &by_text(SECOND_PHONE)).await.is(200, "mfa-sms-challenge");
        let code = self.code(SECOND_PHONE).await;
        let page = self.submit(&page, &[("code", &code)]).await.is(200, "account");

        // The first phone's form asks, and the page that it leads to does it.
        let page = self.submit(&page, &[("action", "remove")]).await.is(200, "account");
        self.submit(&page, &[("action", "confirm-remove")]).await.is(200, "account");
        let page = self.go("/u/account").await;
        let page = self.submit(&page, &[("action", "new-recovery-code")]).await.is(200, "account");
        let page = self.submit(&page, &[("action", "confirm-new-recovery-code")]).await.is(200, "mfa-recovery-code-enrollment");
        self.shown("recovery code", &page);
        self.submit(&page, KEPT).await.is(200, "account");
        app
    }

    async fn log_out(&mut self, id_token: &str) {
        let page = self.go(&format!("/oidc/logout?id_token_hint={id_token}&state=xyz")).await;
        assert_eq!(page.status, 200);
        let silent = self.go(&self.authorize(&[("prompt", "none")])).await;
        assert!(silent.address.contains("login_required"), "{}", silent.address);
    }

    /// By the app, and by a recovery code; the one that was replaced is none any more.
    async fn comes_back(&mut self, app: &AuthenticatorApp, replaced: &str) {
        let page = self.go(&self.authorize(&[])).await.is(200, "login");
        self.submit(&page, &[("username", ADA), ("password", "a password mistyped")]).await.is(400, "login");
        let page = self.submit(&page, &known(ADA)).await;
        let page = self.go(&page.at("mfa-otp-challenge")).await.is(200, "mfa-otp-challenge");
        // The next step's code, lest this one was used to bind the app.
        let code = app.code(SystemClock.now() + Duration::from_secs(30));
        self.submit(&page, &[("code", other_than(&code))]).await.is(400, "mfa-otp-challenge");
        let end = self.submit(&page, &[("code", &code), ("remember_browser", "true")]).await;
        self.tokens(&end).await;

        let page = self.go(&self.authorize(&[("acr_values", MFA)])).await;
        let page = self.go(&page.at("mfa-recovery-code-challenge")).await.is(200, "mfa-recovery-code-challenge");
        self.submit(&page, &[("recovery_code", replaced)]).await.is(400, "mfa-recovery-code-challenge");
        let kept = self.kept_code();
        let page = self.submit(&page, &[("recovery_code", &kept)]).await.is(200, "mfa-recovery-code-challenge-new-code");
        self.shown("recovery code", &page);
        let end = self.submit(&page, KEPT).await;
        self.tokens(&end).await;
    }

    /// The last one that was shown.
    fn kept_code(&self) -> String {
        let shown = self.secrets.of("recovery code");
        shown.last().unwrap().clone()
    }

    async fn by_ticket(&mut self, link: &str) {
        let ticket = link.rsplit("ticket=").next().unwrap().to_owned();
        self.note("ticket", &ticket);
        self.browser = Browser::new(self.port());
        self.go("/mfa/enrollment?ticket=an-invalid-ticket-of-somebody").await;
        let page = self.go(&format!("/mfa/enrollment?ticket={ticket}")).await.is(200, "mfa-phone-enrollment");
        let page = self.submit(&page, &by_text(TICKET_PHONE)).await.is(200, "mfa-sms-challenge");
        let code = self.code(TICKET_PHONE).await;
        let page = self.submit(&page, &[("code", &code)]).await.is(200, "mfa-recovery-code-enrollment");
        self.shown("recovery code", &page);
        self.submit(&page, KEPT).await.is(200, "mfa-enroll-result");
        let mfa_token = self.dev.app.password(GRACE).await;
        self.note("mfa_token", &mfa_token);
    }

    /// With the notices, which leave by themselves.
    async fn heard_all(mut self) -> Secrets {
        for _ in 0..100 {
            let mails = self.messages(ADA).await.len();
            let texts = self.messages(PHONE).await.len();
            // An app, a phone added and one removed, two recovery codes; the first number is told of the second phone and its own end.
            if mails >= 5 && texts >= 4 {
                self.messages(SECOND_PHONE).await;
                self.secrets.unify();
                return self.secrets;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("the notices do not come: {:?} {:?}", self.messages(ADA).await, self.messages(PHONE).await);
    }
}
