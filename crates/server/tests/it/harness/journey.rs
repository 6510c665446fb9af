//! What people and their applications do, one call a step.

use ringfence_core::client::{Client, grant};
use ringfence_core::delivery::Channel;
use serde_json::{Value, json};

use super::{Answer, Call, ISSUER, SMS, TestApp};

pub(crate) const PASSWORD: &str = "correct horse battery staple";
pub(crate) const SCOPE: &str = "openid profile email offline_access";

/// Somebody whose phone is bound.
pub(crate) struct Enrolled {
    pub(crate) id: String,
    pub(crate) email: String,
    pub(crate) phone: String,
    pub(crate) recovery_code: String,
}

impl TestApp {
    /// Returns the user's id.
    pub(crate) async fn sign_up(&self, email: &str) -> String {
        let connection = "Username-Password-Authentication";
        let body = json!({ "client_id": self.tenancy.demo.id, "email": email, "password": PASSWORD, "connection": connection });
        format!("auth0|{}", self.post("/dbconnections/signup", body).await.text("_id"))
    }

    /// `/oauth/token` by the demo application, whose credentials are added.
    pub(crate) async fn token(&self, body: Value) -> Answer {
        self.token_for(&self.tenancy.demo, body).await
    }

    pub(crate) async fn token_for(&self, client: &Client, body: Value) -> Answer {
        self.post("/oauth/token", with_credentials(client, body)).await
    }

    pub(crate) async fn password(&self, email: &str) -> Answer {
        self.token(json!({ "grant_type": "password", "username": email, "password": PASSWORD, "scope": SCOPE })).await
    }

    pub(crate) async fn mfa_token(&self, email: &str) -> String {
        let answer = self.password(email).await;
        assert_eq!((answer.status, answer.text("error").as_str()), (403, "mfa_required"), "{}", answer.body);
        answer.text("mfa_token")
    }

    pub(crate) async fn associate(&self, bearer: &str, channel: Channel, phone: &str) -> Answer {
        let body = json!({ "authenticator_types": ["oob"], "oob_channels": [channel], "phone_number": phone });
        self.send(Call::post("/mfa/associate").bearer(bearer).json(&body)).await
    }

    /// By whatever phone the user has.
    pub(crate) async fn challenge(&self, mfa_token: &str) -> Answer {
        self.challenge_by(json!({ "mfa_token": mfa_token, "challenge_type": "oob" })).await
    }

    pub(crate) async fn challenge_by(&self, body: Value) -> Answer {
        self.post("/mfa/challenge", with_credentials(&self.tenancy.demo, body)).await
    }

    pub(crate) async fn verify(&self, mfa_token: &str, oob_code: &str, binding_code: &str) -> Answer {
        self.token(answer(mfa_token, oob_code, binding_code)).await
    }

    /// An authenticator app is begun.
    pub(crate) async fn associate_app(&self, bearer: &str) -> Answer {
        self.send(Call::post("/mfa/associate").bearer(bearer).json(&json!({ "authenticator_types": ["otp"] }))).await
    }

    pub(crate) async fn verify_otp(&self, mfa_token: &str, otp: &str) -> Answer {
        self.token(json!({ "grant_type": grant::MFA_OTP, "mfa_token": mfa_token, "otp": otp })).await
    }

    pub(crate) async fn recover(&self, mfa_token: &str, recovery_code: &str) -> Answer {
        self.token(json!({ "grant_type": grant::MFA_RECOVERY_CODE, "mfa_token": mfa_token, "recovery_code": recovery_code })).await
    }

    /// Ada, whose phone takes text messages and calls.
    pub(crate) async fn enrolled_user(&self) -> Enrolled {
        self.enrolled("ada@example.com", "+12025550123").await
    }

    pub(crate) async fn enrolled(&self, email: &str, phone: &str) -> Enrolled {
        let id = self.sign_up(email).await;
        let mfa_token = self.mfa_token(email).await;
        let associated = self.associate(&mfa_token, SMS, phone).await;
        let recovery_code = associated.body["recovery_codes"][0].as_str().unwrap_or_default().to_owned();
        let confirmed = self.verify(&mfa_token, &associated.text("oob_code"), &self.last_code_to(phone).await).await;
        assert_eq!(confirmed.status, 200, "{}", confirmed.body);
        Enrolled { id, email: email.to_owned(), phone: phone.to_owned(), recovery_code }
    }

    /// A whole login of somebody enrolled; the tokens.
    pub(crate) async fn log_in(&self, user: &Enrolled) -> Answer {
        let mfa_token = self.mfa_token(&user.email).await;
        let oob_code = self.challenge(&mfa_token).await.text("oob_code");
        self.verify(&mfa_token, &oob_code, &self.last_code_to(&user.phone).await).await
    }

    /// An access token for the MFA API with these scopes.
    pub(crate) async fn mfa_access_token(&self, user: &Enrolled, scope: &str) -> String {
        let audience = format!("{ISSUER}mfa/");
        let login = json!({ "grant_type": "password", "username": user.email, "password": PASSWORD, "audience": audience, "scope": scope });
        let mfa_token = self.token(login).await.text("mfa_token");
        let oob_code = self.challenge(&mfa_token).await.text("oob_code");
        self.verify(&mfa_token, &oob_code, &self.last_code_to(&user.phone).await).await.text("access_token")
    }
}

pub(crate) fn with_credentials(client: &Client, mut body: Value) -> Value {
    body["client_id"] = json!(client.id);
    if let Some(secret) = &client.secret {
        body["client_secret"] = json!(secret.expose());
    }
    body
}

/// The token request that hands a code back.
pub(crate) fn answer(mfa_token: &str, oob_code: &str, binding_code: &str) -> Value {
    json!({ "grant_type": grant::MFA_OOB, "mfa_token": mfa_token, "oob_code": oob_code, "binding_code": binding_code })
}

/// Six other digits.
pub(crate) fn wrong(code: &str) -> String {
    code.chars().map(|digit| if digit == '9' { '0' } else { char::from(digit as u8 + 1) }).collect()
}
