//! The demo application of `ringfence dev`: a small relying party that signs people in with Ringfence.
//!
//! It is a *client* of Ringfence, and lives here only so that there is nothing to install: it speaks HTTP to its issuer like any
//! application, knows nothing of `flow` or `store`, and has sessions of its own, which end with the process. Start reading at [`Demo::routes`].

mod arrival;
mod departure;
mod page;
mod provider;
mod transport;
mod visitors;

use std::sync::Arc;

use axum::Router;
use axum::http::{HeaderMap, header};
use axum::routing::{get, post};
use openidconnect::{ClientId, ClientSecret};
use ringfence_core::clock::{Clock, Dice, Timestamp};

pub use transport::{Answer, Transport, Unreachable, over_plain_http, reachable};
use visitors::Visitors;

/// The whole application: what it was registered with, and who is there.
pub struct Demo {
    /// The addresses that it is known by, each an issuer of its own and ending in a slash; the first is the one it shows people.
    issuers: Vec<String>,
    client_id: ClientId,
    client_secret: ClientSecret,
    transport: Transport,
    clock: Arc<dyn Clock>,
    dice: Arc<dyn Dice>,
    visitors: Visitors,
}

/// What a demo is made of.
pub struct Registration {
    /// At least one, each ending in a slash.
    pub issuers: Vec<String>,
    pub client_id: String,
    pub client_secret: String,
}

impl Demo {
    /// Where the issuer sends people back to after a login, beneath an issuer.
    pub const CALLBACK: &str = "demo/callback";
    /// Where it sends them after they have logged out.
    pub const HOME: &str = "demo";
    /// Where a login begins.
    pub const LOGIN: &str = "demo/login";

    pub fn new(registration: Registration, transport: Transport, clock: Arc<dyn Clock>, dice: Arc<dyn Dice>) -> Self {
        Self {
            issuers: registration.issuers,
            client_id: ClientId::new(registration.client_id),
            client_secret: ClientSecret::new(registration.client_secret),
            transport,
            clock,
            dice,
            visitors: Visitors::default(),
        }
    }

    /// For any house to take in: it brings its own state.
    pub fn routes<S: Clone + Send + Sync + 'static>(self: &Arc<Self>) -> Router<S> {
        Router::new()
            .route("/demo", get(page::show))
            .route("/demo/login", get(arrival::log_in))
            .route("/demo/step-up", get(arrival::step_up).post(arrival::step_up))
            .route("/demo/callback", get(arrival::arrive))
            .route("/demo/logout", post(departure::log_out))
            .with_state(self.clone())
    }

    fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The issuer at the address that the browser came by; none where this application is not at home.
    fn issuer_at(&self, headers: &HeaderMap) -> Option<&str> {
        let host = headers.get(header::HOST)?.to_str().ok()?.to_ascii_lowercase();
        self.issuers.iter().map(String::as_str).find(|issuer| authority(issuer) == host)
    }

    /// A form of another site cannot act here: its `Origin` tells.
    fn is_own_form(&self, headers: &HeaderMap) -> bool {
        let Some(origin) = headers.get(header::ORIGIN) else { return true };
        origin.to_str().is_ok_and(|origin| self.issuers.iter().any(|issuer| issuer.trim_end_matches('/') == origin))
    }

    fn front_door(&self) -> String {
        format!("{}{}", self.issuers.first().map_or("/", String::as_str), Self::HOME)
    }
}

/// Credentials and other people's sessions stay out of logs.
impl std::fmt::Debug for Demo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Demo").field("issuers", &self.issuers).finish_non_exhaustive()
    }
}

fn authority(issuer: &str) -> &str {
    issuer.split_once("://").map_or(issuer, |(_, rest)| rest).trim_end_matches('/')
}
