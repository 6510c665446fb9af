//! WebDriver (W3C) as far as these tests speak it, with chromedriver's own commands for the DevTools protocol and the logs.
//!
//! It is a dozen requests of JSON. The published clients would bring more than they save: one changes how `serde_json` orders objects in
//! every test of the workspace, the other a second library for time.

use std::fmt;
use std::sync::{Arc, LazyLock, Weak};
use std::time::Duration;

use parking_lot::Mutex;
use reqwest::Method;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use crate::leash::Leashed;

static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().unwrap());

/// Tests are plain functions, so that a step needs no `await` and a failing one can still look at its page while it unwinds.
pub(crate) fn runtime() -> &'static Runtime {
    &RUNTIME
}

/// One client for the driver and for the server; it follows no redirect.
#[expect(clippy::disallowed_methods, reason = "a client of the server, from outside: boot.rs's own is inside")]
pub(crate) fn http() -> &'static reqwest::Client {
    static HTTP: LazyLock<reqwest::Client> = LazyLock::new(|| {
        ringfence::boot::install_crypto();
        let builder = reqwest::Client::builder().timeout(Duration::from_secs(60)).no_proxy();
        builder.redirect(reqwest::redirect::Policy::none()).build().unwrap()
    });
    &HTTP
}

/// chromedriver, shared by the tests that run at the same time, and the folder that holds their browsers' profiles.
struct Driver {
    url: String,
    _leash: Leashed,
    _folder: TempDir,
}

impl Driver {
    fn running() -> Arc<Self> {
        static RUNNING: Mutex<Weak<Driver>> = Mutex::new(Weak::new());
        let mut running = RUNNING.lock();
        running.upgrade().unwrap_or_else(|| {
            let driver = Arc::new(Self::start());
            *running = Arc::downgrade(&driver);
            driver
        })
    }

    fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().to_string_lossy();
        let leash = Leashed::start(folder.path(), "chromedriver", &["chromedriver", "--port=0"], &[("HOME", &home), ("TMPDIR", &home)]);
        let said = leash.until_it_says("started successfully");
        let port = said.split_once("successfully on port ").and_then(|(_, rest)| rest.split_once('.')).expect("it names its port").0;
        Self { url: format!("http://127.0.0.1:{port}"), _leash: leash, _folder: folder }
    }

    fn ask(&self, method: Method, path: &str, body: Option<&Value>) -> Result<Value, Refusal> {
        let mut request = http().request(method, format!("{}{path}", self.url));
        if let Some(body) = body {
            request = request.json(body);
        }
        let answered = runtime().block_on(async { request.send().await?.json::<Value>().await });
        let mut value =
            answered.map_err(|problem| Refusal { error: "no answer".to_owned(), message: problem.to_string() })?["value"].take();
        match value["error"].as_str() {
            None => Ok(value),
            Some(_) => Err(serde_json::from_value(value.take()).unwrap()),
        }
    }
}

/// Why the driver would not: one of WebDriver's error codes, and its words.
#[derive(Debug, serde::Deserialize)]
pub(crate) struct Refusal {
    pub(crate) error: String,
    message: String,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.error, self.message.lines().next().unwrap_or_default())
    }
}

/// An element of the page, as the wire names it.
#[derive(Clone, Debug)]
pub(crate) struct Element(Value);

impl Element {
    const KEY: &str = "element-6066-11e4-a52e-4f735466cecf";

    /// What a script has returned, if it is one.
    pub(crate) fn read(value: Value) -> Option<Self> {
        value[Self::KEY].is_string().then_some(Self(value))
    }

    /// As other commands name it.
    pub(crate) fn value(&self) -> &Value {
        &self.0
    }

    fn id(&self) -> &str {
        self.0[Self::KEY].as_str().expect("checked when read")
    }
}

/// One browser with a profile of its own; it closes when dropped.
pub(crate) struct Session {
    driver: Arc<Driver>,
    path: String,
}

impl Session {
    pub(crate) fn open(capabilities: &Value) -> Self {
        let driver = Driver::running();
        let opened = driver.ask(Method::POST, "/session", Some(&json!({ "capabilities": { "alwaysMatch": capabilities } })));
        let opened = opened.unwrap_or_else(|refusal| panic!("no browser: {refusal}"));
        let path = format!("/session/{}", opened["sessionId"].as_str().expect("a session has an id"));
        Self { driver, path }
    }

    pub(crate) fn get(&self, what: &str) -> Result<Value, Refusal> {
        self.driver.ask(Method::GET, &format!("{}/{what}", self.path), None)
    }

    pub(crate) fn post(&self, what: &str, body: &Value) -> Result<Value, Refusal> {
        self.driver.ask(Method::POST, &format!("{}/{what}", self.path), Some(body))
    }

    /// Runs the body of a function in the page; `arguments` is its.
    pub(crate) fn run(&self, script: &str, arguments: Value) -> Result<Value, Refusal> {
        self.post("execute/sync", &json!({ "script": script, "args": arguments }))
    }

    pub(crate) fn click(&self, element: &Element) -> Result<Value, Refusal> {
        self.post(&format!("element/{}/click", element.id()), &json!({}))
    }

    pub(crate) fn clear(&self, element: &Element) -> Result<Value, Refusal> {
        self.post(&format!("element/{}/clear", element.id()), &json!({}))
    }

    pub(crate) fn type_into(&self, element: &Element, text: &str) -> Result<Value, Refusal> {
        self.post(&format!("element/{}/value", element.id()), &json!({ "text": text }))
    }

    /// A command of the DevTools protocol.
    pub(crate) fn devtools(&self, command: &str, parameters: &Value) -> Result<Value, Refusal> {
        self.post("goog/cdp/execute", &json!({ "cmd": command, "params": parameters }))
    }

    /// What the log of this kind has gained since it was read last.
    pub(crate) fn log(&self, kind: &str) -> Vec<Value> {
        let read = self.post("se/log", &json!({ "type": kind }));
        read.ok().and_then(|entries| entries.as_array().cloned()).unwrap_or_default()
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // A browser that has crashed has nothing to close.
        let _ = self.driver.ask(Method::DELETE, &self.path, None);
    }
}
