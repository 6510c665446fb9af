//! An application that sends browsers to `/authorize` and exchanges what they bring back.

use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ringfence::flow::administer;
use ringfence_core::client::{Client, ClientSettings, grant};
use serde_json::{Value, json};

use super::{Answer, Browser, Enrolled, PASSWORD, Page, SCOPE, TestApp, with_credentials};

pub(crate) const CALLBACK: &str = "https://app.example.test/callback";
pub(crate) const AFTER_LOGOUT: &str = "https://app.example.test/bye?x=1";
pub(crate) const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
pub(crate) const ACR: &str = "http://schemas.openid.net/pape/policies/2007/06/multi-factor";

pub(crate) struct RelyingParty {
    pub(crate) client: Client,
}

impl RelyingParty {
    pub(crate) async fn new(app: &TestApp) -> Self {
        Self::registered(app, false, &[CALLBACK]).await
    }

    pub(crate) async fn registered(app: &TestApp, is_public: bool, callbacks: &[&str]) -> Self {
        let texts = |list: &[&str]| list.iter().map(|text| (*text).to_owned()).collect();
        let settings = ClientSettings {
            name: "Shop".to_owned(),
            grant_types: texts(&[grant::AUTHORIZATION_CODE, grant::REFRESH_TOKEN, grant::PASSWORD, grant::MFA_OOB]),
            callbacks: texts(callbacks),
            allowed_logout_urls: texts(&[AFTER_LOGOUT]),
            ..ClientSettings::default()
        };
        let house = &app.app;
        let made = administer::create_client(&house.store, &*house.dice, house.clock.now(), &app.tenancy.id, settings, is_public);
        Self { client: made.await.unwrap() }
    }

    /// `/authorize?…` with these parameters added to the usual ones, or in their place; an empty one is left out.
    pub(crate) fn asks(&self, changed: &[(&str, &str)]) -> String {
        let challenge = URL_SAFE_NO_PAD.encode(digest(&SHA256, VERIFIER.as_bytes()));
        let usual = [
            ("client_id", self.client.id.as_str()),
            ("response_type", "code"),
            ("redirect_uri", CALLBACK),
            ("scope", SCOPE),
            ("state", "a state"),
            ("nonce", "a nonce"),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
        ];
        let kept = usual.into_iter().filter(|(name, _)| changed.iter().all(|(other, _)| other != name));
        let all = kept.chain(changed.iter().copied()).filter(|(_, value)| !value.is_empty());
        format!("/authorize?{}", form_urlencoded::Serializer::new(String::new()).extend_pairs(all).finish())
    }

    pub(crate) async fn exchange(&self, app: &TestApp, code: &str) -> Answer {
        self.exchange_with(app, code, json!({ "redirect_uri": CALLBACK, "code_verifier": VERIFIER })).await
    }

    pub(crate) async fn exchange_with(&self, app: &TestApp, code: &str, mut body: Value) -> Answer {
        body["grant_type"] = json!("authorization_code");
        body["code"] = json!(code);
        app.post("/oauth/token", with_credentials(&self.client, body)).await
    }

    /// The ID token's claims.
    pub(crate) async fn claims(&self, app: &TestApp, page: &Page) -> Value {
        claims(&self.exchange(app, &page.code()).await)
    }
}

#[track_caller]
pub(crate) fn claims(tokens: &Answer) -> Value {
    assert_eq!(tokens.status, 200, "{}", tokens.body);
    payload(&tokens.text("id_token"))
}

/// What a JWT says, its signature unread.
#[track_caller]
pub(crate) fn payload(token: &str) -> Value {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(token.split('.').nth(1).unwrap()).unwrap()).unwrap()
}

impl Browser<'_> {
    /// The password is typed; the page after it, or the application.
    pub(crate) async fn types_password(&mut self, path: &str, email: &str) -> Page {
        let page = self.open(path).await;
        self.submit(page.is("login"), &[("username", email), ("password", PASSWORD)]).await
    }

    /// From the choice of channels to the application, by text message.
    pub(crate) async fn answers_by_text(&mut self, page: &Page, user: &Enrolled, further: &[(&str, &str)]) -> Page {
        let asked = self.submit(page.is("mfa-phone-challenge"), &[("channel", "sms")]).await;
        let code = self.app.last_code_to(&user.phone).await;
        let typed: Vec<(&str, &str)> = [("code", code.as_str())].into_iter().chain(further.iter().copied()).collect();
        self.submit(asked.is("mfa-sms-challenge"), &typed).await
    }

    /// A whole login with both factors.
    pub(crate) async fn logs_in(&mut self, party: &RelyingParty, user: &Enrolled, further: &[(&str, &str)]) -> Page {
        let page = self.types_password(&party.asks(&[]), &user.email).await;
        self.answers_by_text(&page, user, further).await
    }

    /// Signed up and at the page that asks for a phone.
    pub(crate) async fn signs_up(&mut self, party: &RelyingParty, email: &str) -> Page {
        let page = self.open(&party.asks(&[("screen_hint", "signup")])).await;
        self.submit(page.is("signup"), &[("email", email), ("password", PASSWORD)]).await
    }
}

/// The recovery code or the app's secret that a page shows, as its copy button takes it.
#[track_caller]
pub(crate) fn shown_code(page: &Page) -> String {
    let (_, rest) = page.html.split_once("data-copy=\"").unwrap_or_else(|| panic!("nothing to copy in {}", page.html));
    rest.split('"').next().unwrap().to_owned()
}
