//! `ringfence dev`, as a developer starts it: on ports and in a folder of its own.

use std::collections::HashSet;
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::Command;
use std::sync::atomic::{AtomicU16, Ordering};

use parking_lot::Mutex;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::driver::{http, runtime};
use crate::leash::Leashed;
use crate::look::Look;
use crate::person::{Person, until};

/// Long enough for every password policy.
pub(crate) const PASSWORD: &str = "correct horse battery staple";

/// A running server and its demo application.
pub(crate) struct Dev {
    pub(crate) url: String,
    pub(crate) tls_url: String,
    pub(crate) client_id: String,
    pub(crate) client_secret: String,
    /// Ids of the messages that somebody has read.
    read: Mutex<HashSet<String>>,
    leash: Leashed,
    folder: TempDir,
}

impl Dev {
    pub(crate) fn start() -> Self {
        Self::with(&[])
    }

    /// With settings by their place in ringfence.default.toml: `("LIMITS__WRONG_CODES", "3")`.
    pub(crate) fn with(settings: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (plain, tls) = (format!("127.0.0.1:{}", free_port()), format!("127.0.0.1:{}", free_port()));
        let line = [env!("CARGO_BIN_EXE_ringfence"), "dev", "--listen", &plain, "--tls-listen", &tls];
        let settings: Vec<(String, &str)> = settings.iter().map(|(name, value)| (format!("RINGFENCE_{name}"), *value)).collect();
        let environment: Vec<(&str, &str)> = settings.iter().map(|(name, value)| (name.as_str(), *value)).collect();
        let leash = Leashed::start(folder.path(), "ringfence", &line, &environment);
        leash.until_it_says("Stop with Ctrl-C");
        let json: Value = serde_json::from_slice(&std::fs::read(folder.path().join("ringfence-data/dev.json")).unwrap()).unwrap();
        let text = |value: &Value| value.as_str().unwrap_or_else(|| panic!("{json:#}")).to_owned();
        Self {
            url: text(&json["url"]),
            tls_url: text(&json["tls_url"]),
            client_id: text(&json["app"]["client_id"]),
            client_secret: text(&json["app"]["client_secret"]),
            read: Mutex::default(),
            leash,
            folder,
        }
    }

    /// A file among the server's data.
    pub(crate) fn data(&self, name: &str) -> PathBuf {
        self.folder.path().join("ringfence-data").join(name)
    }

    /// `ringfence` with these words, on the same data; what it prints. The server sees a change within a second.
    pub(crate) fn command(&self, line: &[&str]) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ringfence"));
        command.args(line).env_clear().env("RINGFENCE_DATABASE__URL", format!("sqlite://{}", self.data("ringfence.db").display()));
        let done = command.env("RINGFENCE_KEYS__MASTER_KEY_FILE", self.data("master.key")).output().unwrap();
        assert!(done.status.success(), "{line:?}: {}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8(done.stdout).unwrap()
    }

    /// Somebody with a browser that has never been here.
    pub(crate) fn person(&self, look: Look) -> Person<'_> {
        Person::arrives(self, look)
    }

    /// Makes a user with [`PASSWORD`], past the pages.
    pub(crate) fn sign_up(&self, email: &str) {
        let body =
            json!({ "email": email, "password": PASSWORD, "connection": "Username-Password-Authentication", "client_id": self.client_id });
        let (status, answer) = self.call(http().post(format!("{}/dbconnections/signup", self.url)).json(&body));
        assert_eq!(status, 200, "{answer}");
    }

    /// Sends a request; the status and the body, which is null when it is not JSON.
    pub(crate) fn call(&self, request: reqwest::RequestBuilder) -> (u16, Value) {
        runtime().block_on(async {
            let response = request.send().await.unwrap_or_else(|problem| panic!("{problem}:\n{}", self.said()));
            let status = response.status().as_u16();
            (status, response.json().await.unwrap_or_default())
        })
    }

    /// What the server has said so far.
    pub(crate) fn said(&self) -> String {
        self.leash.said()
    }

    /// All messages to a number, the oldest first.
    pub(crate) fn messages(&self, phone: &str) -> Vec<Value> {
        let (status, answer) = self.call(http().get(format!("{}/dev/messages?to={}", self.url, phone.trim_start_matches('+'))));
        assert_eq!(status, 200, "{answer}");
        answer.as_array().expect("a list").clone()
    }

    /// The newest message to a number, once there is one that nobody has read.
    pub(crate) fn message_for(&self, phone: &str) -> Value {
        until(
            || format!("no new message to {phone}"),
            || {
                let messages = self.messages(phone);
                let mut read = self.read.lock();
                let newest = messages.last().filter(|message| !read.contains(message["id"].as_str().unwrap())).cloned();
                read.extend(messages.iter().map(|message| message["id"].as_str().unwrap().to_owned()));
                newest
            },
        )
    }

    /// The code in that message.
    pub(crate) fn code_for(&self, phone: &str) -> String {
        self.message_for(phone)["code"].as_str().expect("a message has a code").to_owned()
    }
}

/// Below the ports that outgoing connections take theirs from, and apart from those of the other tests.
fn free_port() -> u16 {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let first = u16::try_from(std::process::id() % 80 * 100).unwrap();
    loop {
        let port = 11_000 + (first + NEXT.fetch_add(1, Ordering::Relaxed)) % 8_000;
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
}
