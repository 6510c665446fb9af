//! A Twilio of our own: takes every message, notes it before it answers, and takes its time.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Form, Json};
use parking_lot::Mutex;
use serde_json::{Value, json};

use crate::harness::chance;

pub(crate) const SID: &str = "AC0123456789abcdef0123456789abcdef";
pub(crate) const AUTH_TOKEN: &str = "auth-token-of-the-fake-account";

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Credentials {
    Live,
    /// Accepted for messages, which then go nowhere; only reading the account tells.
    Test,
    /// The Auth Token is not the account's.
    Refused,
    /// Twilio itself is in trouble and says nothing about them.
    Untold,
}

/// One request to send.
#[derive(Clone, Debug)]
pub(crate) struct Carried {
    /// Out of the callback's URL, which is a delivery's own.
    pub(crate) delivery: String,
    pub(crate) to: String,
    /// The text, or a call's TwiML.
    pub(crate) words: String,
}

#[derive(Clone)]
pub(crate) struct FakeTwilio {
    pub(crate) url: String,
    account: Arc<Account>,
}

struct Account {
    credentials: Mutex<Credentials>,
    slowest: Duration,
    carried: Mutex<Vec<Carried>>,
}

impl FakeTwilio {
    /// Each answer comes within `slowest`, at random.
    pub(crate) async fn start(credentials: Credentials, slowest: Duration) -> Self {
        let account = Arc::new(Account { credentials: Mutex::new(credentials), slowest, carried: Mutex::default() });
        let routes = Router::new()
            .route("/2010-04-01/Accounts/{account}", get(probe))
            .route("/2010-04-01/Accounts/{account}/{resource}", post(send))
            .with_state(account.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, routes).await });
        Self { url, account }
    }

    /// From now on Twilio says this about whatever credentials it is shown.
    pub(crate) fn judge(&self, credentials: Credentials) {
        *self.account.credentials.lock() = credentials;
    }

    pub(crate) fn carried(&self) -> Vec<Carried> {
        self.account.carried.lock().clone()
    }

    /// The code of the latest text message to this number.
    pub(crate) fn code(&self, to: &str) -> String {
        let carried = self.account.carried.lock();
        let words = &carried.iter().rev().find(|one| one.to == to).unwrap_or_else(|| panic!("nothing was sent to {to}")).words;
        let digits = words.split(|c: char| !c.is_ascii_digit()).find(|run| run.len() == 6);
        digits.unwrap_or_else(|| panic!("no code in {words:?}")).to_owned()
    }
}

async fn probe(State(account): State<Arc<Account>>) -> (StatusCode, Json<Value>) {
    match *account.credentials.lock() {
        Credentials::Live => (StatusCode::OK, Json(json!({ "sid": SID, "type": "Full", "status": "active" }))),
        Credentials::Test => {
            let words = "Resource not accessible with Test Account Credentials";
            (StatusCode::FORBIDDEN, Json(json!({ "code": 20008, "message": words, "status": 403 })))
        }
        Credentials::Refused => (StatusCode::UNAUTHORIZED, Json(json!({ "code": 20003, "message": "Authenticate", "status": 401 }))),
        Credentials::Untold => (StatusCode::SERVICE_UNAVAILABLE, Json(json!({ "message": "Service unavailable", "status": 503 }))),
    }
}

async fn send(
    State(account): State<Arc<Account>>,
    Path((_, resource)): Path<(String, String)>,
    Form(form): Form<HashMap<String, String>>,
) -> (StatusCode, Json<Value>) {
    let field = |name: &str| form.get(name).cloned().unwrap_or_default();
    let delivery = field("StatusCallback").rsplit('/').next().unwrap_or_default().to_owned();
    let words = if resource == "Calls.json" { field("Twiml") } else { field("Body") };
    let number = {
        let mut carried = account.carried.lock();
        carried.push(Carried { delivery, to: field("To"), words });
        carried.len()
    };
    let slowest = u64::try_from(account.slowest.as_millis()).unwrap();
    tokio::time::sleep(Duration::from_millis(chance(slowest + 1))).await;
    let kind = if resource == "Calls.json" { "CA" } else { "SM" };
    (
        StatusCode::CREATED,
        Json(json!({ "sid": format!("{kind}{number:032x}"), "status": "queued", "error_code": null, "num_segments": "1" })),
    )
}
