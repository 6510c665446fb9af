//! What a request carries with it: the house it is in, the tenant it is for, and who is asking.
//!
//! [`App`] is made once by `boot.rs`; a [`Ctx`] is made per request and comes first in every flow.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};

use parking_lot::RwLock;
use ringfence_core::clock::{Clock, Dice, Timestamp};
use ringfence_core::connection::Connection;
use ringfence_core::delivery::Origin;
use ringfence_core::id::{ClientId, TenantId};
use ringfence_core::secret::{Keyring, MasterKeys};
use ringfence_core::tenant::{Domain, Tenant, TenantSettings};
use ringfence_core::token::SigningKey;
use ringfence_core::user::User;
use ringfence_store::Store;

use crate::ceiling::Ceiling;
use crate::config::Settings;
use crate::demo::Demo;
use crate::flow::alarm::Alarms;
use crate::flow::authenticate::PasswordPool;
use crate::flow::deliver::Outbox;
use crate::flow::directory::Directory;
use crate::flow::flood::Flood;
use crate::flow::readiness::Readiness;
use crate::flow::receipt::ReadsCallbacks;
use crate::flow::tally::Tallies;
use crate::flow::throttle::Throttle;
use crate::texts::CustomTexts;

pub struct App {
    pub store: Store,
    /// What opens its data keys; kept, so that keys which other processes make can be opened too.
    pub master_keys: Arc<MasterKeys>,
    pub lockout: Lockout,
    pub clock: Arc<dyn Clock>,
    pub dice: Arc<dyn Dice>,
    pub settings: Settings,
    pub directory: Directory,
    pub outbox: Outbox,
    pub passwords: PasswordPool,
    /// What is held of bodies on their way in.
    pub arriving: Arc<Ceiling>,
    /// How much each machine has asked of the Management API.
    pub throttle: Throttle,
    /// How much each address has filled the log.
    pub flood: Flood,
    pub readiness: Readiness,
    /// What was counted for a tenant's statistics.
    pub tallies: Tallies,
    pub alarms: Alarms,
    pub callbacks: Arc<dyn ReadsCallbacks>,
    pub dev: Dev,
}

/// Why this process cannot open what others seal, for as long as that is so: it is not ready, and sends nothing.
#[derive(Debug, Default)]
pub struct Lockout(RwLock<Option<String>>);

impl Lockout {
    pub fn reason(&self) -> Option<String> {
        self.0.read().clone()
    }

    /// Whether there was a reason before.
    pub fn set(&self, reason: Option<String>) -> bool {
        std::mem::replace(&mut *self.0.write(), reason).is_some()
    }
}

/// What only `ringfence dev` has, and what its inbox page tells a developer.
#[derive(Clone, Debug, Default)]
pub struct Dev {
    /// Where the credentials lie.
    pub dev_json: String,
    /// The virtual carrier's special numbers, and what becomes of a message to each.
    pub magic_numbers: &'static [(&'static str, &'static str)],
    /// The demo application, once there is a client for it.
    pub demo: OnceLock<Arc<Demo>>,
    /// The machine whose tokens the Management API's page is given.
    pub management: OnceLock<ClientId>,
}

impl App {
    pub fn keys(&self) -> Arc<Keyring> {
        self.store.keyring().expect("boot.rs unlocks the keyring before anything is served")
    }
}

/// A tenant with everything that is read on each of its requests.
#[derive(Debug)]
pub struct TenantView {
    pub tenant: Tenant,
    pub domains: Vec<Domain>,
    /// The one that signs now first; the others only verify.
    pub signing_keys: Vec<Arc<SigningKey>>,
    /// Where its people are, the oldest first.
    pub connections: Vec<Connection>,
    /// The tenant's own words, by language.
    pub custom_texts: HashMap<String, Arc<CustomTexts>>,
}

impl TenantView {
    pub fn connection(&self, name: &str) -> Option<&Connection> {
        self.connections.iter().find(|one| one.name == name)
    }
}

/// The caller's preferences for the language of a message.
#[derive(Clone, Debug, Default)]
pub struct Languages {
    /// `x-request-language`
    pub explicit: Option<String>,
    /// `Accept-Language`
    pub accepted: Option<String>,
}

#[derive(Clone)]
pub struct Ctx {
    pub app: Arc<App>,
    pub view: Arc<TenantView>,
    pub domain: Domain,
    pub languages: Languages,
    pub origin: Origin,
    /// The one moment at which this request happens.
    pub now: Timestamp,
    /// Events written so far: those of one microsecond are told apart by their order.
    pub events: Arc<AtomicU32>,
    /// A notice was written: see [`Ctx::wake`].
    pub has_notice: Arc<AtomicBool>,
}

impl Ctx {
    pub fn tenant(&self) -> &TenantId {
        &self.view.tenant.id
    }

    /// This request as it is told of once it is known whom it concerns.
    pub fn concerning(&self, user: Option<&User>) -> Self {
        let mut ctx = self.clone();
        ctx.origin.user_name = user.map(|user| user.email.clone()).unwrap_or_default();
        ctx.origin.connection = user.map(|user| user.connection.clone()).unwrap_or_default();
        ctx
    }

    /// To be called after the commit of whatever may have written a notice ([`crate::flow::notify`]): wakes the dispatchers if it has.
    pub fn wake(&self) {
        if self.has_notice.swap(false, Ordering::Relaxed) {
            self.app.outbox.ring();
        }
    }

    pub fn settings(&self) -> &TenantSettings {
        &self.view.tenant.settings
    }

    pub fn signing_key(&self) -> &SigningKey {
        self.view.signing_keys.first().expect("the directory refuses a tenant without a signing key")
    }
}
