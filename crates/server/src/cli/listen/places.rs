//! Who may hold how many connections: so many in all, so many from one address.
//!
//! A proxy brings everybody's requests from its own address, so `server.trusted_proxies` are counted only in all. What is
//! refused is told in one line a minute.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use parking_lot::Mutex;
use ringfence_core::risk::network_of;

use super::files;
use crate::config::{Network, Server};

const TOLD_EVERY: Duration = Duration::from_secs(60);

pub(super) struct Places {
    in_all: usize,
    per_address: usize,
    proxies: Vec<Network>,
    held: Mutex<Held>,
}

#[derive(Default)]
struct Held {
    in_all: usize,
    /// Of IPv6, by network of 64 bits. Nobody is in it without a connection, so it is as small as `in_all`.
    by_source: HashMap<IpAddr, usize>,
    refused: u64,
    told_at: Option<Instant>,
}

impl Places {
    pub(super) fn new(server: &Server) -> Arc<Self> {
        Arc::new(Self {
            in_all: files::make_room(server.max_connections),
            per_address: server.max_connections_per_address,
            proxies: server.trusted_proxies.clone(),
            held: Mutex::default(),
        })
    }

    /// `None`: the connection is to be closed.
    pub(super) fn take(self: &Arc<Self>, peer: IpAddr) -> Option<Place> {
        let is_proxy = self.proxies.iter().any(|network| network.contains(peer));
        let source = (!is_proxy).then(|| network_of(peer));
        let mut held = self.held.lock();
        let of_source = source.and_then(|source| held.by_source.get(&source).copied()).unwrap_or(0);
        let full = match () {
            () if held.in_all >= self.in_all => Some("server.max_connections"),
            () if source.is_some() && of_source >= self.per_address => Some("server.max_connections_per_address"),
            () => None,
        };
        if let Some(limit) = full {
            held.refuse(limit, peer);
            return None;
        }
        held.in_all += 1;
        if let Some(source) = source {
            held.by_source.insert(source, of_source + 1);
        }
        Some(Place { places: self.clone(), source })
    }

    pub(super) fn could_not_accept(&self, problem: &std::io::Error) {
        let mut held = self.held.lock();
        if let Some(count) = held.is_due() {
            tracing::warn!(error = %problem, connections.refused = count, "a connection could not be accepted: are there file descriptors left?");
        }
    }
}

impl Held {
    fn refuse(&mut self, limit: &'static str, peer: IpAddr) {
        if let Some(count) = self.is_due() {
            tracing::warn!(connections.refused = count, connections.limit = limit, client.address = %peer, "connections are refused: the limit is reached");
        }
    }

    /// How many were refused since the last line, if it is time for the next.
    fn is_due(&mut self) -> Option<u64> {
        self.refused += 1;
        let now = Instant::now();
        if self.told_at.is_some_and(|told_at| now.duration_since(told_at) < TOLD_EVERY) {
            return None;
        }
        self.told_at = Some(now);
        Some(std::mem::take(&mut self.refused))
    }
}

/// One connection's, given back when dropped.
pub(super) struct Place {
    places: Arc<Places>,
    source: Option<IpAddr>,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut held = self.places.held.lock();
        held.in_all -= 1;
        let Some(source) = self.source else { return };
        let left = held.by_source.get(&source).map_or(0, |count| count - 1);
        if left == 0 {
            held.by_source.remove(&source);
        } else {
            held.by_source.insert(source, left);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    fn places(in_all: usize, per_address: usize) -> Arc<Places> {
        let proxies = vec![Network::try_from("10.0.0.0/8".to_owned()).expect("a network")];
        Arc::new(Places { in_all, per_address, proxies, held: Mutex::default() })
    }

    #[test]
    fn an_address_has_so_many_and_gets_them_back() {
        let places = places(10, 2);
        let mut held: Vec<_> = (0..2).map(|_| places.take(address("203.0.113.7")).expect("there is room")).collect();
        assert!(places.take(address("203.0.113.7")).is_none());
        assert!(places.take(address("::ffff:203.0.113.7")).is_none(), "the same address, written otherwise");
        assert!(places.take(address("203.0.113.8")).is_some());
        held.pop();
        held.push(places.take(address("203.0.113.7")).expect("one is free again"));
        drop(held);
        assert!(places.held.lock().by_source.is_empty(), "nobody is remembered without a connection");
    }

    #[test]
    fn a_household_is_one_address_and_a_proxy_is_none() {
        let places = places(4, 1);
        let _own = places.take(address("2001:db8:1:2::1")).expect("there is room");
        assert!(places.take(address("2001:db8:1:2:ffff::9")).is_none());
        let _other = places.take(address("2001:db8:1:3::1")).expect("another network");
        let _proxied = [places.take(address("10.0.0.1")), places.take(address("10.0.0.1"))].map(|place| place.expect("a proxy's"));
        assert!(places.take(address("10.0.0.1")).is_none(), "four in all");
    }
}
