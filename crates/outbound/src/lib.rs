//! **outbound carries**: a message to the company that takes it to a phone, a mail to its server, and what they answer, back.
//!
//! It never sees the store, a table or an incoming request, and never tries twice: when to try again is `core::delivery::next_step`.
//! Start reading at [`Carrier`], then the register [`Carriers`], then a carrier: [`carriers::twilio`]; for e-mail at [`mail`].

pub mod carriers;
mod exchange;
pub mod mail;
mod network;

use std::fmt::Debug;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use ringfence_core::delivery::{Channel, Failure, FailureClass, Receipt};
use ringfence_core::id::{DeliveryId, TenantId};
use ringfence_core::message::Message;
use ringfence_core::tenant::{CredentialsStatus, TwilioConfig};

use carriers::twilio::{self, TwilioSettings};
use carriers::virtual_carrier::{self, VirtualNetwork};
pub use network::{FORBIDDEN, Http, Reach};

/// A company that takes messages to phones, with one tenant's account at hand.
///
/// What a reply means is decided in the carrier's own file, and there once: by its body where it has one,
/// by its status where it has none. `Debug` shows no secret and no number.
#[async_trait]
pub trait Carrier: Send + Sync + Debug {
    fn name(&self) -> &'static str;

    fn channels(&self) -> &'static [Channel];

    /// A message handed over again under the same delivery id is one message to this carrier, so that after
    /// an interrupted attempt it may simply be sent once more. True of none whose API lacks an idempotency key.
    fn resend_is_safe(&self) -> bool {
        false
    }

    /// One attempt. A channel that is not among [`Carrier::channels`] fails without a request.
    async fn send(&self, outgoing: &Outgoing<'_>) -> Result<Receipt, Failure>;
}

/// One message on its way out.
#[derive(Debug)]
pub struct Outgoing<'a> {
    pub tenant: &'a TenantId,
    pub delivery: &'a DeliveryId,
    pub message: &'a Message,
    /// Where the carrier reports what becomes of the message; public, and unguessable where the carrier doesn't sign.
    pub callback_url: Option<&'a str>,
    /// What is left of the code's life: there is no sense in delivering it later.
    pub validity: Duration,
}

/// What the operator configured of the carriers; a tenant's accounts come with each call.
#[derive(Clone, Debug, Default)]
pub struct CarrierSettings {
    pub twilio: TwilioSettings,
    pub virtual_enabled: bool,
}

/// The register: who carries, by the name that stands in a tenant's route.
pub struct Carriers {
    settings: CarrierSettings,
    http: Http,
    network: Option<Arc<dyn VirtualNetwork>>,
}

type Open = fn(&Carriers, &TwilioConfig) -> Result<Box<dyn Carrier>, Failure>;

/// One line per carrier.
const REGISTER: [(&str, Open); 2] = [
    (twilio::NAME, |house, tenant| Ok(Box::new(twilio::Twilio::open(&house.settings.twilio, &house.http, tenant)?))),
    (virtual_carrier::NAME, |house, _| Ok(Box::new(virtual_carrier::VirtualCarrier::open(house.virtual_network())?))),
];

const NAMES: [&str; REGISTER.len()] = {
    let mut names = [""; REGISTER.len()];
    let mut i = 0;
    while i < names.len() {
        names[i] = REGISTER[i].0;
        i += 1;
    }
    names
};

impl Carriers {
    pub fn new(settings: CarrierSettings, http: Http, network: Option<Arc<dyn VirtualNetwork>>) -> Self {
        Self { settings, http, network }
    }

    /// Every name that [`Carriers::resolve`] knows.
    pub fn names() -> &'static [&'static str] {
        &NAMES
    }

    /// The carrier of this name with the tenant's account; a failure of class *account* when it is unknown,
    /// not set up, or known not to work.
    pub fn resolve(&self, name: &str, tenant_twilio: &TwilioConfig) -> Result<Box<dyn Carrier>, Failure> {
        let Some((_, open)) = REGISTER.iter().find(|(known, _)| *known == name) else {
            return Err(failure(
                FailureClass::Account,
                "unknown_carrier",
                format!("There is no carrier of this name; known are {}.", NAMES.join(", ")),
            ));
        };
        open(self, tenant_twilio)
    }

    /// Asks Twilio what kind of credentials these are. A failure means that it could not be found out.
    pub async fn probe_twilio(&self, tenant_twilio: &TwilioConfig) -> Result<CredentialsStatus, Failure> {
        twilio::probe(&self.settings.twilio, &self.http, tenant_twilio).await
    }

    fn virtual_network(&self) -> Option<&Arc<dyn VirtualNetwork>> {
        self.network.as_ref().filter(|_| self.settings.virtual_enabled)
    }
}

fn failure(class: FailureClass, code: impl Into<String>, message: impl Into<String>) -> Failure {
    Failure { class, code: code.into(), message: message.into(), retry_after: None }
}
