//! Reads carriers' callbacks with `outbound`'s eyes, for [`crate::flow::receipt::report`].

use ringfence_core::tenant::TwilioConfig;
use ringfence_outbound::carriers::twilio;

use crate::flow::receipt::{Callback, ReadsCallbacks, Report};

pub struct CarrierCallbacks;

impl ReadsCallbacks for CarrierCallbacks {
    fn read(&self, callback: &Callback<'_>, account: &TwilioConfig) -> Option<Option<Report>> {
        let token = account.auth_token.as_ref().filter(|_| callback.carrier == twilio::NAME)?;
        if !twilio::verify_signature(token, callback.url, callback.parameters, callback.signature) {
            return None;
        }
        let report = twilio::read_callback(callback.parameters);
        Some(report.map(|report| Report { status: report.status, code: report.code }))
    }
}
