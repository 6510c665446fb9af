//! Are these live credentials? Test and live ones look alike, but only live ones may read the account resource:
//! test credentials get 403 with code 20008 there, wrong ones 401.

use ringfence_core::delivery::{Failure, FailureClass};
use ringfence_core::tenant::{CredentialsStatus, TwilioConfig};

use super::account::{Account, TwilioSettings};
use super::errors;
use crate::{Http, failure};

pub(crate) async fn probe(settings: &TwilioSettings, http: &Http, tenant: &TwilioConfig) -> Result<CredentialsStatus, Failure> {
    let answer = Account::open(settings, http, tenant)?.get().await.map_err(|mut failure| {
        // Nothing was sent here, so nothing is ambiguous: asking again later is all there is to it.
        if failure.class == FailureClass::Ambiguous {
            failure.class = FailureClass::Transient;
            failure.message = "Twilio did not answer when asked about the account.".to_owned();
        }
        failure
    })?;
    match (answer.status, errors::number(&answer.body, "code")) {
        (_, Some(20008)) => Ok(CredentialsStatus::Test),
        (_, Some(20005 | 30002)) => Ok(CredentialsStatus::Inactive),
        // 404: there is no account of this SID.
        (_, Some(20003)) | (401, _) | (404, Some(_)) => Ok(CredentialsStatus::Wrong),
        (200, _) => match (answer.body["status"].as_str(), answer.body["type"].as_str()) {
            (Some("active"), Some("Trial")) => Ok(CredentialsStatus::Trial),
            (Some("active"), _) => Ok(CredentialsStatus::Live),
            (Some("suspended" | "closed"), _) => Ok(CredentialsStatus::Inactive),
            _ => Err(failure(FailureClass::Account, "not_twilio", "What answered is not Twilio: check carriers.twilio.base_url.")),
        },
        _ => Err(errors::refusal(&answer)),
    }
}
