//! A whole run at the log's most talkative, overheard: no code, number, password, token or address in what it prints,
//! and none of them in clear in the database's files.

use std::path::Path;

use serde_json::{Value, json};

use crate::development::{self, Dev};
use crate::harness::free_port;
use crate::people::PASSWORD;

const EMAIL: &str = "ada.lovelace@example.com";
const PHONE: &str = "+12025550123";

/// Everything that must not be seen, with what it is.
#[derive(Default)]
pub(crate) struct Secrets(Vec<(&'static str, String)>);

impl Secrets {
    pub(crate) fn add(&mut self, what: &'static str, value: &Value) -> String {
        let text = value.as_str().unwrap_or_else(|| panic!("{what} is missing")).to_owned();
        assert!(text.len() >= 6, "{what} is too short to be looked for");
        self.0.push((what, text.clone()));
        text
    }

    /// Those of this name, in the order in which they were met.
    pub(crate) fn of(&self, what: &str) -> Vec<String> {
        self.0.iter().filter(|(known, _)| *known == what).map(|(_, text)| text.clone()).collect()
    }

    /// Each once.
    pub(crate) fn unify(&mut self) {
        self.0.sort_unstable();
        self.0.dedup();
    }

    /// Fails with the names of what was found, and never with the thing itself.
    #[track_caller]
    pub(crate) fn absent_from(&self, place: &str, bytes: &[u8]) {
        let found: Vec<&str> = self.0.iter().filter(|(_, text)| stands_in(bytes, text.as_bytes())).map(|(what, _)| *what).collect();
        assert!(found.is_empty(), "{place} shows {found:?}");
    }
}

/// As a word of its own: six digits in the middle of an id are no code.
fn stands_in(bytes: &[u8], wanted: &[u8]) -> bool {
    let is_edge = |at: Option<&u8>| at.is_none_or(|byte| !byte.is_ascii_alphanumeric());
    let whole = |at: usize| is_edge(at.checked_sub(1).and_then(|before| bytes.get(before))) && is_edge(bytes.get(at + wanted.len()));
    bytes.windows(wanted.len()).enumerate().any(|(at, window)| window == wanted && whole(at))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_told_in_text() {
    overhear("text").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_told_in_json() {
    overhear("json").await;
}

async fn overhear(format: &str) {
    let install = development::nothing_set_up().set("LOG__FILTER", "trace,hyper=trace,h2=trace,rustls=trace").set("LOG__FORMAT", format);
    let mut dev = development::dev(&install, install.port, free_port()).await;
    dev.app = development::over_its_own_tls(&dev).await;
    let mut secrets = Secrets::default();
    walk(&dev, &mut secrets).await;
    failures(&dev, &mut secrets).await;

    let data = install.folder.path().join("ringfence-data");
    secrets.absent_from("the log of a running process", dev.process.said().as_bytes());
    at_rest(&secrets, &data);
    let said = dev.process.stop().await;
    // What is looked for must be able to be found.
    assert!(said.contains("message accepted") && said.contains("message not accepted"), "{said}");
    assert!(secrets.0.len() > 30, "only {} secrets were met", secrets.0.len());
    secrets.absent_from("the log", said.as_bytes());
    let (foreign, traces) =
        (said.contains("h2::"), said.lines().filter(|line| line.contains("TRACE")).find(|line| !line.contains("ringfence")));
    assert!(foreign && traces.is_none(), "other crates are heard to `debug` and no further: {traces:?}");
    at_rest(&secrets, &data);
}

/// The database, its log and its index; the address of a user is no secret there.
pub(crate) fn at_rest(secrets: &Secrets, data: &Path) {
    let kept = Secrets(secrets.0.iter().filter(|(what, _)| *what != "email").cloned().collect());
    let files = ["ringfence.db", "ringfence.db-wal", "ringfence.db-shm"].map(|name| data.join(name));
    assert!(files[0].exists());
    for file in files.iter().filter(|file| file.exists()) {
        kept.absent_from(&file.display().to_string(), &std::fs::read(file).unwrap());
    }
}

/// Sign-up, both factors, a wrong code, the recovery code, a refresh.
async fn walk(dev: &Dev, secrets: &mut Secrets) {
    let app = &dev.app;
    secrets.add("client secret", &dev.json["app"]["client_secret"]);
    secrets.add("client secret", &dev.json["management"]["client_secret"]);
    secrets.add("password", &json!(PASSWORD));
    secrets.add("email", &json!(EMAIL));
    for written in [PHONE, &PHONE[1..], &PHONE[2..], "%2B12025550123"] {
        secrets.add("phone number", &json!(written));
    }
    assert_eq!(app.sign_up(EMAIL).await.unwrap().0, 200);
    let mfa_token = secrets.add("mfa_token", &json!(app.password(EMAIL).await));
    let (status, answer) = app.associate(&mfa_token, PHONE, "sms").await.unwrap();
    assert_eq!(status, 200, "{answer}");
    let recovery_code = secrets.add("recovery code", &answer["recovery_codes"][0]);
    let oob_code = secrets.add("oob_code", &answer["oob_code"]);
    let code = code(dev, secrets).await;
    let wrong = if code == "000000" { "000001" } else { "000000" };
    secrets.add("wrong code", &json!(wrong));
    assert_eq!(app.verify(&mfa_token, &oob_code, wrong).await.unwrap().0, 403);
    let (status, tokens) = app.verify(&mfa_token, &oob_code, &code).await.unwrap();
    assert_eq!(status, 200, "{tokens}");
    keep(secrets, &tokens);
    assert_eq!(
        app.http.get(format!("{}/userinfo", app.base)).bearer_auth(tokens["access_token"].as_str().unwrap()).send().await.unwrap().status(),
        200
    );

    let refresh = json!({ "grant_type": "refresh_token", "refresh_token": tokens["refresh_token"] });
    let (status, tokens) = app.post("/oauth/token", refresh).await.unwrap();
    assert_eq!(status, 200, "{tokens}");
    keep(secrets, &tokens);

    let mfa_token = secrets.add("mfa_token", &json!(app.password(EMAIL).await));
    let (status, answer) = app.challenge(&mfa_token, "voice").await.unwrap();
    assert_eq!(status, 200, "{answer}");
    secrets.add("oob_code", &answer["oob_code"]);
    self::code(dev, secrets).await;
    let recover = json!({ "grant_type": "http://auth0.com/oauth/grant-type/mfa-recovery-code", "mfa_token": mfa_token, "recovery_code": recovery_code });
    let (status, tokens) = app.post("/oauth/token", recover).await.unwrap();
    assert_eq!(status, 200, "{tokens}");
    secrets.add("recovery code", &tokens["recovery_code"]);
    keep(secrets, &tokens);

    let machine = json!({ "grant_type": "client_credentials", "audience": format!("{}/api/v2/", app.base) });
    let management = crate::people::Application {
        client_id: dev.json["management"]["client_id"].as_str().unwrap().to_owned(),
        client_secret: dev.json["management"]["client_secret"].as_str().unwrap().to_owned(),
        ..app.clone()
    };
    let (status, answer) = management.post("/oauth/token", machine).await.unwrap();
    assert_eq!(status, 200, "{answer}");
    keep(secrets, &answer);
}

fn keep(secrets: &mut Secrets, tokens: &Value) {
    for name in ["access_token", "id_token", "refresh_token"] {
        if !tokens[name].is_null() {
            secrets.add(name, &tokens[name]);
        }
    }
}

/// The newest message of the inbox: its code, dotted too, and its text.
async fn code(dev: &Dev, secrets: &mut Secrets) -> String {
    let (_, messages) = dev.app.get("/dev/messages?to=%2B12025550123").await;
    let newest = messages.as_array().unwrap().last().expect("a message").clone();
    secrets.add("message", &newest["body"]);
    let code = secrets.add("code", &newest["code"]);
    let digits: Vec<String> = code.chars().map(String::from).collect();
    secrets.add("dotted code", &json!(digits.join(".")));
    code
}

/// Every way in which a message fails has words of its own.
async fn failures(dev: &Dev, secrets: &mut Secrets) {
    let mut met = Vec::new();
    for last in 89..=99 {
        let app = dev.app.clone();
        met.push(tokio::spawn(async move {
            let (email, phone) = (format!("person{last}@example.com"), format!("+120255501{last}"));
            assert_eq!(app.sign_up(&email).await.unwrap().0, 200);
            let mfa_token = app.password(&email).await;
            let (status, answer) = app.associate(&mfa_token, &phone, "sms").await.unwrap();
            assert!([200, 400, 503].contains(&status), "{answer}");
            json!({ "email": email, "phone number": phone[1..], "mfa_token": mfa_token, "oob_code": answer["oob_code"] })
        }));
    }
    for person in met {
        let person = person.await.unwrap();
        for what in ["email", "phone number", "mfa_token", "oob_code"] {
            if !person[what].is_null() {
                secrets.add(what, &person[what]);
            }
        }
    }
    let malformed = "+1 (202) 555-01";
    secrets.add("phone number", &json!(malformed));
    let mfa_token = secrets.add("mfa_token", &json!(dev.app.password("person89@example.com").await));
    assert_eq!(dev.app.associate(&mfa_token, malformed, "sms").await.unwrap().0, 400);
    let wrong = json!({ "grant_type": "password", "username": EMAIL, "password": "a password mistyped" });
    secrets.add("wrong password", &wrong["password"]);
    assert_eq!(dev.app.post("/oauth/token", wrong).await.unwrap().0, 403);
}
