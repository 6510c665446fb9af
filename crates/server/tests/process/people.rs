//! An application and its users, over HTTP.

use std::time::Duration;

use serde_json::{Value, json};

use crate::browser::CALLBACK;
use crate::fake_twilio::{AUTH_TOKEN, FakeTwilio, SID};
use crate::harness::Install;

pub(crate) const PASSWORD: &str = "correct horse battery staple";
pub(crate) const MFA_OOB: &str = "http://auth0.com/oauth/grant-type/mfa-oob";

/// An application of the tenant that answers to this address.
#[derive(Clone)]
pub(crate) struct Application {
    pub(crate) http: reqwest::Client,
    pub(crate) base: String,
    pub(crate) client_id: String,
    pub(crate) client_secret: String,
}

/// A status and a body; `Err` when no whole answer came.
pub(crate) type Answer = Result<(u16, Value), reqwest::Error>;

impl Application {
    #[expect(clippy::disallowed_methods, reason = "a client of the server, from outside: boot.rs's own is inside")]
    pub(crate) fn new(base: String, client_id: &str, client_secret: &str) -> Self {
        ringfence::boot::install_crypto();
        let http = reqwest::Client::builder().timeout(Duration::from_secs(20)).build().unwrap();
        Self { http, base, client_id: client_id.to_owned(), client_secret: client_secret.to_owned() }
    }

    /// The same application and tenant, asking the node at this port.
    #[expect(clippy::disallowed_methods, reason = "a client of the server, from outside: boot.rs's own is inside")]
    pub(crate) fn by_way_of(&self, port: u16) -> Self {
        let host = self.base.trim_start_matches("http://").parse().unwrap();
        let headers = [(reqwest::header::HOST, host)].into_iter().collect();
        let http = reqwest::Client::builder().timeout(Duration::from_secs(20)).default_headers(headers).build().unwrap();
        Self { http, base: format!("http://127.0.0.1:{port}"), ..self.clone() }
    }

    /// With the client's credentials added.
    pub(crate) async fn post(&self, path: &str, mut body: Value) -> Answer {
        body["client_id"] = json!(self.client_id);
        body["client_secret"] = json!(self.client_secret);
        Self::read(self.http.post(format!("{}{path}", self.base)).json(&body)).await
    }

    pub(crate) async fn associate(&self, mfa_token: &str, phone: &str, channel: &str) -> Answer {
        let body = json!({ "authenticator_types": ["oob"], "oob_channels": [channel], "phone_number": phone });
        Self::read(self.http.post(format!("{}/mfa/associate", self.base)).bearer_auth(mfa_token).json(&body)).await
    }

    pub(crate) async fn get(&self, path: &str) -> (u16, Value) {
        Self::read(self.http.get(format!("{}{path}", self.base))).await.unwrap()
    }

    async fn read(request: reqwest::RequestBuilder) -> Answer {
        let response = request.send().await?;
        let status = response.status().as_u16();
        Ok((status, serde_json::from_slice(&response.bytes().await?).unwrap_or(Value::Null)))
    }

    pub(crate) async fn sign_up(&self, email: &str) -> Answer {
        let body = json!({ "email": email, "password": PASSWORD, "connection": "Username-Password-Authentication" });
        self.post("/dbconnections/signup", body).await
    }

    /// The first factor; the `mfa_token` it ends in.
    pub(crate) async fn password(&self, email: &str) -> String {
        let body = json!({ "grant_type": "password", "username": email, "password": PASSWORD, "scope": "openid offline_access" });
        let (status, answer) = self.post("/oauth/token", body).await.unwrap();
        assert_eq!((status, answer["error"].as_str()), (403, Some("mfa_required")), "{answer}");
        answer["mfa_token"].as_str().unwrap().to_owned()
    }

    pub(crate) async fn challenge(&self, mfa_token: &str, channel: &str) -> Answer {
        self.post("/mfa/challenge", json!({ "mfa_token": mfa_token, "challenge_type": "oob", "oob_channel": channel })).await
    }

    pub(crate) async fn verify(&self, mfa_token: &str, oob_code: &str, binding_code: &str) -> Answer {
        let body = json!({ "grant_type": MFA_OOB, "mfa_token": mfa_token, "oob_code": oob_code, "binding_code": binding_code });
        self.post("/oauth/token", body).await
    }
}

/// Makes the tenant `acme` with Twilio and an application, all by the command line.
pub(crate) async fn set_up_acme(install: &Install) -> Application {
    let host = format!("127.0.0.1:{}", install.port);
    install.ok(&["migrate"]).await;
    install.ok(&["tenant", "create", "acme", "--domain", &host]).await;
    install.ok(&["tenant", "phone", "acme", "--enabled", "true", "--message-types", "sms,voice", "--provider", "twilio"]).await;
    install.ok(&["tenant", "policy", "acme", "all-applications"]).await;
    install.ok_with(&["tenant", "twilio", "set", "acme", "--sid", SID, "--from", "+15005550006"], AUTH_TOKEN).await;
    let printed = install.ok(&["tenant", "client", "acme", "The app", "--callback", CALLBACK]).await;
    let value = |name: &str| printed.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_else(|| panic!("no {name} in {printed}"));
    Application::new(format!("http://{host}"), value("client_id="), value("client_secret="))
}

/// Signs `count` people up, binds a phone to each, and returns the `mfa_token` of a further login of each.
pub(crate) async fn enroll(app: &Application, twilio: &FakeTwilio, count: usize) -> Vec<String> {
    let mut tokens = Vec::new();
    for number in 0..count {
        let (email, phone) = (format!("person{number}@example.com"), format!("+12025550{number:03}"));
        let (status, answer) = app.sign_up(&email).await.unwrap();
        assert_eq!(status, 200, "{answer}");
        let mfa_token = app.password(&email).await;
        let (status, answer) = app.associate(&mfa_token, &phone, "sms").await.unwrap();
        assert_eq!(status, 200, "{answer}");
        let oob_code = answer["oob_code"].as_str().unwrap();
        let (status, answer) = app.verify(&mfa_token, oob_code, &twilio.code(&phone)).await.unwrap();
        assert_eq!(status, 200, "{answer}");
        tokens.push(app.password(&email).await);
    }
    tokens
}
