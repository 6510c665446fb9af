//! How far what goes out may go: to the world, or to this machine alone.
//!
//! Carriers get [`Http`] and never the client inside it, so that none can forget to ask; the mail transport asks [`Reach`] by itself.
//! On loopback no name is looked up but `localhost`: the question alone would leave the machine.

use std::net::IpAddr;

use reqwest::{Method, RequestBuilder, Url};
use ringfence_core::delivery::{Failure, FailureClass};
use serde::Deserialize;

use crate::failure;

/// The `failure_code` of what was not allowed to leave the machine.
pub const FORBIDDEN: &str = "network_forbidden";

#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reach {
    World,
    Loopback,
}

impl Reach {
    /// A host as it stands in a URL: a name, or an address, of IPv6 with or without its brackets.
    pub fn allow(self, host: &str) -> Result<(), Failure> {
        if self == Self::World || is_loopback(host) {
            return Ok(());
        }
        Err(failure(
            FailureClass::Account,
            FORBIDDEN,
            "This server may not talk to other machines: network.outbound is \"loopback\" (`ringfence dev --allow-network` lets it).",
        ))
    }
}

fn is_loopback(host: &str) -> bool {
    let address = host.trim_matches(['[', ']']).parse::<IpAddr>();
    address.map_or(host.eq_ignore_ascii_case("localhost"), |address| address.to_canonical().is_loopback())
}

/// The one shared HTTP client, and how far it may go.
#[derive(Clone, Debug)]
pub struct Http {
    client: reqwest::Client,
    reach: Reach,
}

impl Http {
    /// `client` must follow no redirects, since a redirect would carry credentials and the code to somebody else, and should
    /// have a connect time-out well below that of a request: what fails before the request is written may be tried again.
    /// With [`Reach::Loopback`] it must use no proxy.
    pub fn new(client: reqwest::Client, reach: Reach) -> Self {
        Self { client, reach }
    }

    /// A request to be filled in and sent; a failure of class *account* when it may not go there. What is no URL fails when it is sent.
    pub fn request(&self, method: Method, url: &str) -> Result<RequestBuilder, Failure> {
        if let Ok(url) = Url::parse(url) {
            self.reach.allow(url.host_str().unwrap_or_default())?;
        }
        Ok(self.client.request(method, url))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_is_loopback() {
        for host in ["127.0.0.1", "127.9.9.9", "[::1]", "::1", "localhost", "LOCALHOST", "[::ffff:127.0.0.1]"] {
            assert_eq!(Reach::Loopback.allow(host), Ok(()), "{host}");
        }
        for host in ["api.twilio.com", "localhost.example.com", "127.0.0.1.example.com", "10.0.0.1", "0.0.0.0", "[2001:db8::1]", ""] {
            assert_eq!(Reach::Loopback.allow(host).map_err(|failure| failure.code), Err(FORBIDDEN.to_owned()), "{host}");
            assert_eq!(Reach::World.allow(host), Ok(()), "{host}");
        }
    }
}
