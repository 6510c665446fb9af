//! A stand-in for a carrier's API, and a message to send through it.

use std::io::Write;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use futures_util::{StreamExt, stream};
use ringfence_core::challenge::Action;
use ringfence_core::delivery::{Channel, Failure, Receipt};
use ringfence_core::id::{DeliveryId, TenantId};
use ringfence_core::message::Message;
use ringfence_core::phone::PhoneNumber;
use ringfence_core::secret::Secret;
use ringfence_core::tenant::{CredentialsStatus, TwilioConfig};
use ringfence_outbound::carriers::twilio::TwilioSettings;
use ringfence_outbound::{CarrierSettings, Carriers, Http, Outgoing, Reach};
use tokio::io::AsyncReadExt;
use tokio::net::TcpListener;

pub(crate) const SID: &str = "AC0123456789abcdef0123456789abcdef";
pub(crate) const TOKEN: &str = "5ecre7t0ken5ecre7t0ken5ecre7t0ke";
pub(crate) const SERVICE: &str = "MG0123456789abcdef0123456789abcdef";
pub(crate) const FROM: &str = "+14155550100";
pub(crate) const TO: &str = "+12025550123";
pub(crate) const CODE: &str = "471903";
/// Long enough for a busy machine, short enough to wait for.
pub(crate) const TIMEOUT: Duration = Duration::from_millis(700);

pub(crate) fn http() -> reqwest::Client {
    // A second installation is refused, and that is fine: the first one serves.
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    #[expect(clippy::disallowed_methods, reason = "boot.rs is not there; the client is made as it makes it")]
    let builder = reqwest::Client::builder();
    builder.redirect(reqwest::redirect::Policy::none()).connect_timeout(TIMEOUT / 2).no_proxy().build().expect("a client")
}

/// As carriers get it: nothing of a test leaves the machine.
pub(crate) fn on_loopback() -> Http {
    Http::new(http(), Reach::Loopback)
}

pub(crate) fn carriers(base_url: &str) -> Carriers {
    let twilio = TwilioSettings { base_url: base_url.to_owned(), timeout: TIMEOUT };
    Carriers::new(
        CarrierSettings { twilio, virtual_enabled: true },
        on_loopback(),
        Some(Arc::new(crate::virtual_carrier::Inbox::default())),
    )
}

pub(crate) fn account() -> TwilioConfig {
    TwilioConfig {
        sid: Some(SID.to_owned()),
        auth_token: Some(Secret::new(TOKEN)),
        from: Some(FROM.to_owned()),
        messaging_service_sid: None,
        status: CredentialsStatus::Live,
    }
}

pub(crate) fn message(channel: Channel, to: &str) -> Message {
    let text = match channel {
        Channel::Sms => format!("{CODE} is your verification code for Demo."),
        Channel::Voice => "Hello. Your code is\u{E000}4.7.1.9.0.3\u{E000}I repeat.".to_owned(),
    };
    Message {
        to: PhoneNumber::from_e164_trusted(to.to_owned()),
        channel,
        text,
        code: CODE.to_owned(),
        action: Action::Verification,
        locale: "en".to_owned(),
        validity_secs: 0,
        tenant_name: "Demo".to_owned(),
    }
}

/// One attempt through the carrier of this name, as the dispatcher makes it.
pub(crate) async fn send(carriers: &Carriers, name: &str, account: &TwilioConfig, message: &Message) -> Result<Receipt, Failure> {
    let (tenant, delivery) = (TenantId::new("ten_demo"), DeliveryId::new("del_one"));
    let callback_url = Some("https://rf.example/callbacks/twilio/ten_demo/del_one");
    let outgoing = Outgoing { tenant: &tenant, delivery: &delivery, message, callback_url, validity: Duration::from_secs(280) };
    carriers.resolve(name, account)?.send(&outgoing).await
}

/// What nobody may find in a log line.
pub(crate) fn assert_discreet(shown: &str) {
    for secret in [&TO[1..], "0123 ", CODE, "4.7.1.9.0.3", TOKEN, &FROM[1..]] {
        assert!(!shown.contains(secret), "{secret:?} shows in {shown}");
    }
}

#[derive(Clone)]
pub(crate) enum Reply {
    Answer(u16, &'static [(&'static str, &'static str)], String),
    /// Reads the request and says nothing.
    Silence,
    /// Begins a success and never ends it.
    Unfinished(u16),
}

impl Reply {
    pub(crate) fn json(status: u16, body: &str) -> Self {
        Self::Answer(status, &[("content-type", "application/json")], body.to_owned())
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) headers: HeaderMap,
    pub(crate) form: Vec<(String, String)>,
}

impl Seen {
    /// Every value of a field, in order.
    pub(crate) fn all(&self, field: &str) -> Vec<&str> {
        self.form.iter().filter(|(name, _)| name == field).map(|(_, value)| value.as_str()).collect()
    }
}

/// Gives its replies in turn, and the last one for ever.
pub(crate) struct Fake {
    pub(crate) url: String,
    state: Arc<FakeState>,
}

struct FakeState {
    replies: Mutex<Vec<Reply>>,
    seen: Mutex<Vec<Seen>>,
}

impl Fake {
    pub(crate) async fn answering(mut replies: Vec<Reply>) -> Self {
        replies.reverse();
        let state = Arc::new(FakeState { replies: Mutex::new(replies), seen: Mutex::default() });
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("bound"));
        let app = Router::new().fallback(answer).with_state(Arc::clone(&state));
        tokio::spawn(async move { axum::serve(listener, app).await });
        Self { url, state }
    }

    pub(crate) fn seen(&self) -> Vec<Seen> {
        self.state.seen.lock().expect("not poisoned").clone()
    }
}

async fn answer(State(state): State<Arc<FakeState>>, method: Method, uri: Uri, headers: HeaderMap, body: Bytes) -> Response {
    let form = form_urlencoded::parse(&body).into_owned().collect();
    state.seen.lock().expect("not poisoned").push(Seen { method, path: uri.path().to_owned(), headers, form });
    let reply = {
        let mut replies = state.replies.lock().expect("not poisoned");
        if replies.len() > 1 { replies.pop() } else { replies.last().cloned() }
    };
    match reply.expect("a reply was given") {
        Reply::Answer(status, headers, body) => {
            let mut response = (StatusCode::from_u16(status).expect("a status"), body).into_response();
            for (name, value) in headers {
                response.headers_mut().insert(*name, value.parse().expect("a header"));
            }
            response
        }
        Reply::Silence => std::future::pending().await,
        Reply::Unfinished(status) => {
            let beginning = stream::iter([Ok::<_, std::io::Error>(r#"{"sid":"SM0123456789abcdef"#)]);
            (StatusCode::from_u16(status).expect("a status"), Body::from_stream(beginning.chain(stream::pending()))).into_response()
        }
    }
}

/// Reads a whole request and hangs up.
pub(crate) async fn hanging_up() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let url = format!("http://{}", listener.local_addr().expect("bound"));
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut buffer = vec![0; 16 * 1024];
            let _ = stream.read(&mut buffer).await;
        }
    });
    url
}

/// Where a real tool is, when the test script has set one up; else says so, past the test runner's capture.
pub(crate) fn real_tool(variable: &str) -> Option<String> {
    #[expect(clippy::disallowed_methods, reason = "the test script's word to the tests; no setting of the program's")]
    let place = std::env::var(variable).ok();
    if place.is_none() {
        let _ = writeln!(std::io::stderr(), "skipped: {variable} is not set");
    }
    place
}

/// A port that nobody listens on.
pub(crate) async fn nobody() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    format!("http://{}", listener.local_addr().expect("bound"))
}
