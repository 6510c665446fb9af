//! One account at Twilio: where it is and how to ask it. <https://www.twilio.com/docs/iam/api/account>

use std::time::Duration;

use reqwest::{Method, RequestBuilder};
use ringfence_core::delivery::{Failure, FailureClass};
use ringfence_core::secret::Secret;
use ringfence_core::tenant::TwilioConfig;

use crate::exchange::{Answer, exchange};
use crate::{Http, failure};

#[derive(Clone, Debug)]
pub struct TwilioSettings {
    /// Another region, or a test's stand-in; without a slash at its end.
    pub base_url: String,
    /// Ends an attempt, which must end before the delivery's lease does.
    pub timeout: Duration,
}

impl Default for TwilioSettings {
    fn default() -> Self {
        Self { base_url: "https://api.twilio.com".to_owned(), timeout: Duration::from_secs(10) }
    }
}

/// Fields in the order in which they are written; a list is a field that repeats.
pub(super) type Form = Vec<(&'static str, String)>;

/// An address and the credentials for it.
pub(super) struct Account {
    http: Http,
    base_url: String,
    pub(super) timeout: Duration,
    pub(super) sid: String,
    auth_token: Secret,
}

impl Account {
    pub(super) fn open(settings: &TwilioSettings, http: &Http, tenant: &TwilioConfig) -> Result<Self, Failure> {
        let token = tenant.auth_token.as_ref().filter(|token| !token.expose().is_empty());
        let (Some(sid), Some(auth_token)) = (filled(&tenant.sid), token) else {
            return Err(failure(
                FailureClass::Account,
                "not_configured",
                "Twilio is not set up: it needs an account SID and an auth token.",
            ));
        };
        // It becomes a part of the URL's path.
        if !sid.starts_with("AC") || !sid.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Err(failure(FailureClass::Account, "invalid_sid", "A Twilio account SID is `AC` and 32 hexadecimal digits."));
        }
        Ok(Self {
            http: http.clone(),
            base_url: settings.base_url.trim_end_matches('/').to_owned(),
            timeout: settings.timeout,
            sid,
            auth_token: auth_token.clone(),
        })
    }

    pub(super) async fn post(&self, resource: &str, form: &Form, within: Duration) -> Result<Answer, Failure> {
        let url = format!("{}/2010-04-01/Accounts/{}/{resource}", self.base_url, self.sid);
        self.ask(self.http.request(Method::POST, &url)?.form(form), within).await
    }

    /// The account itself.
    pub(super) async fn get(&self) -> Result<Answer, Failure> {
        let url = format!("{}/2010-04-01/Accounts/{}.json", self.base_url, self.sid);
        self.ask(self.http.request(Method::GET, &url)?, self.timeout).await
    }

    async fn ask(&self, request: RequestBuilder, within: Duration) -> Result<Answer, Failure> {
        exchange("Twilio", request.basic_auth(&self.sid, Some(self.auth_token.expose())), within).await
    }
}

/// An empty field is an absent one: forms and environment variables can't say `null`.
pub(super) fn filled(field: &Option<String>) -> Option<String> {
    field.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}
