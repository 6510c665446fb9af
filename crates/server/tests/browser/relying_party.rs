//! The application that people sign in to: it sends them to `/authorize`, takes what comes back, and exchanges the code.
//!
//! It listens on a loopback port that the demo application of `ringfence dev` allows, and keeps every request it gets.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, Method, Uri};
use axum::response::Html;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use parking_lot::Mutex;
use serde_json::{Value, json};
use tokio::task::JoinHandle;

use crate::dev::Dev;
use crate::driver::{http, runtime};
use crate::look::Look;
use crate::person::until;

const PAGE: &str = r#"<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>The application</title>
    <h1>Back at the application</h1></html>"#;

pub(crate) struct RelyingParty<'a> {
    dev: &'a Dev,
    /// Without a slash at the end.
    pub(crate) origin: String,
    arrivals: Arc<Mutex<Vec<Arrival>>>,
    task: JoinHandle<()>,
}

/// A request that a browser has brought.
#[derive(Clone, Debug, Default)]
pub(crate) struct Arrival {
    pub(crate) method: String,
    pub(crate) path: String,
    /// Of the query, or of the form when it was posted.
    pub(crate) parameters: BTreeMap<String, String>,
    pub(crate) headers: HeaderMap,
}

/// One request for a sign-in, and what the application keeps of it.
#[derive(Clone, Debug)]
pub(crate) struct Ask {
    pub(crate) url: String,
    pub(crate) state: String,
    pub(crate) nonce: String,
    pub(crate) verifier: String,
}

/// What a sign-in gave.
#[derive(Debug)]
pub(crate) struct SignIn {
    pub(crate) tokens: Value,
    /// Of the ID token; its signature is other tests' business.
    pub(crate) claims: Value,
}

impl<'a> RelyingParty<'a> {
    pub(crate) fn opens(dev: &'a Dev) -> Self {
        let arrivals: Arc<Mutex<Vec<Arrival>>> = Arc::default();
        let routes = Router::new().fallback(receive).with_state(arrivals.clone());
        let listener = runtime().block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let task = runtime().spawn(async move { axum::serve(listener, routes).await.unwrap() });
        Self { dev, origin, arrivals, task }
    }

    pub(crate) fn callback(&self) -> String {
        format!("{}/callback", self.origin)
    }

    /// The code flow with PKCE; `extra` adds parameters or replaces them.
    pub(crate) fn asks(&self, extra: &[(&str, &str)]) -> Ask {
        let [state, nonce, verifier] = [(); 3].map(|()| random());
        let (callback, challenge) = (self.callback(), challenge_of(&verifier));
        let mut parameters = BTreeMap::from([
            ("response_type", "code"),
            ("client_id", &self.dev.client_id),
            ("redirect_uri", &callback),
            ("scope", "openid profile email offline_access"),
            ("state", &state),
            ("nonce", &nonce),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
        ]);
        parameters.extend(extra.iter().copied());
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(parameters).finish();
        Ask { url: format!("{}/authorize?{query}", self.dev.url), state, nonce, verifier }
    }

    /// The next request to `/callback` that has not been taken yet.
    pub(crate) fn answer(&self) -> Arrival {
        let take = |arrivals: &mut Vec<Arrival>| {
            let index = arrivals.iter().position(|arrival| arrival.path == "/callback")?;
            Some(arrivals.remove(index))
        };
        until(|| format!("nobody comes back to {}", self.callback()), || take(&mut self.arrivals.lock()))
    }

    /// Every request not taken yet, the oldest first.
    pub(crate) fn arrivals(&self) -> Vec<Arrival> {
        self.arrivals.lock().clone()
    }

    /// Redeems a code at the token endpoint; the status and the answer.
    pub(crate) fn exchange(&self, code: &str, verifier: &str) -> (u16, Value) {
        let body = json!({
            "grant_type": "authorization_code",
            "client_id": self.dev.client_id,
            "client_secret": self.dev.client_secret,
            "code": code,
            "code_verifier": verifier,
            "redirect_uri": self.callback(),
        });
        self.dev.call(http().post(format!("{}/oauth/token", self.dev.url)).json(&body))
    }

    /// Takes the answer to a request for a sign-in as an application must, and exchanges its code.
    pub(crate) fn signs_in(&self, ask: &Ask) -> SignIn {
        let answer = self.answer().parameters;
        assert_eq!(answer.get("state"), Some(&ask.state), "{answer:?}");
        assert_eq!(answer.get("iss"), Some(&format!("{}/", self.dev.url)), "{answer:?}");
        let code = answer.get("code").unwrap_or_else(|| panic!("no code: {answer:?}"));
        let (status, tokens) = self.exchange(code, &ask.verifier);
        assert_eq!(status, 200, "{tokens}");
        let claims = claims_of(tokens["id_token"].as_str().unwrap_or_else(|| panic!("no ID token: {tokens}")));
        assert_eq!(claims["nonce"], *ask.nonce, "{claims}");
        assert_eq!(claims["aud"], *self.dev.client_id, "{claims}");
        SignIn { tokens, claims }
    }
}

impl Drop for RelyingParty<'_> {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn receive(
    State(arrivals): State<Arc<Mutex<Vec<Arrival>>>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Html<&'static str> {
    let parameters = if method == Method::POST { &body } else { uri.query().unwrap_or_default().as_bytes() };
    let parameters = form_urlencoded::parse(parameters).into_owned().collect();
    arrivals.lock().push(Arrival { method: method.to_string(), path: uri.path().to_owned(), parameters, headers });
    Html(PAGE)
}

/// The payload of a JWT.
pub(crate) fn claims_of(token: &str) -> Value {
    let payload = token.split('.').nth(1).unwrap_or_else(|| panic!("no JWT: {token}"));
    serde_json::from_slice(&BASE64_URL_SAFE_NO_PAD.decode(payload).unwrap()).unwrap()
}

/// RFC 7636 §4.2.
fn challenge_of(verifier: &str) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, verifier.as_bytes()))
}

fn random() -> String {
    let mut bytes = [0; 32];
    aws_lc_rs::rand::fill(&mut bytes).unwrap();
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

#[test]
fn the_challenge_is_that_of_the_rfc() {
    // RFC 7636, appendix B.
    assert_eq!(challenge_of("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
}

#[test]
fn the_application_takes_what_a_browser_brings_back() {
    let dev = Dev::start();
    let application = RelyingParty::opens(&dev);
    let ask = application.asks(&[("prompt", "none"), ("scope", "openid")]);
    assert!(ask.url.starts_with(&format!("{}/authorize?", dev.url)), "{ask:?}");
    assert!(ask.url.contains("&prompt=none&") && ask.url.contains("&scope=openid&") && !ask.url.contains("offline_access"), "{ask:?}");

    let ada = dev.person(Look::DESKTOP.reading("de-AT,de"));
    ada.visits(&format!("{}?code=a%2Bb&state={}", application.callback(), ask.state));
    ada.sees("Back at the application");
    let answer = application.answer();
    assert_eq!((answer.method.as_str(), answer.path.as_str()), ("GET", "/callback"));
    assert_eq!(answer.parameters, BTreeMap::from([("code".to_owned(), "a+b".to_owned()), ("state".to_owned(), ask.state)]));
    assert_eq!(answer.headers["accept-language"], "de-AT,de;q=0.9");
    let (status, refused) = application.exchange("a+b", &ask.verifier);
    assert_eq!((status, refused["error"].as_str()), (403, Some("invalid_grant")), "{refused}");
}
