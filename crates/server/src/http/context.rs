//! Who is asking, and whom: the [`Ctx`] of a request from its host, its peer and its headers.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use ringfence_core::address;
use ringfence_core::delivery::Origin;

use crate::config::Network;
use crate::ctx::{App, Ctx, Languages};
use crate::flow::error::FlowError;
use crate::http::error::{ApiError, plain};
use crate::http::pages::failure;

/// Longest header that is kept for the log.
const LONGEST_HEADER: usize = 512;

impl FromRequestParts<Arc<App>> for Ctx {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Response> {
        let host = host(parts);
        let now = app.clock.now();
        let found = app.directory.tenant(&app.store, &host, now).await.map_err(|problem| untold(parts, problem))?;
        let Some((view, domain)) = found else { return Err(no_such_host()) };
        let origin = origin(parts, &app.settings.server.trusted_proxies, host);
        let languages =
            Languages { explicit: text(&parts.headers, "x-request-language"), accepted: text(&parts.headers, "accept-language") };
        Ok(Self { app: app.clone(), view, domain, languages, origin, now, events: Arc::default(), has_notice: Arc::default() })
    }
}

/// Not even the tenant could be read: a person at a page is told in words, an application as ever.
fn untold(parts: &Parts, problem: FlowError) -> Response {
    let path = parts.uri.path();
    let is_page = path.starts_with("/u/") && path != "/u/delivery";
    if is_page || ["/authorize", "/v2/logout", "/oidc/logout", "/mfa/enrollment"].contains(&path) {
        failure::nobodys_page(text(&parts.headers, "accept-language").as_deref(), &problem)
    } else {
        ApiError(problem).into_response()
    }
}

pub fn no_such_host() -> Response {
    plain(StatusCode::NOT_FOUND, "not_found", "No tenant answers to this host. Check the domain in your SDK's settings.")
}

/// Whether a host of [`host`]'s making is this machine by a loopback name or address.
pub fn is_loopback(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    // A name, and perhaps a port: nothing that another reader could take for a user's name before the host.
    address::is_loopback(name) && !host.contains('@')
}

/// `Host`, or HTTP/2's authority; lower case, with its port unless that is the scheme's own.
pub fn host(parts: &Parts) -> String {
    let named = parts.uri.authority().map(|authority| authority.as_str().to_owned());
    let named = named.or_else(|| text(&parts.headers, "host")).unwrap_or_default().to_ascii_lowercase();
    let bare = named.strip_suffix(":443").or_else(|| named.strip_suffix(":80"));
    bare.map_or_else(|| named.clone(), str::to_owned)
}

pub fn origin(parts: &Parts, trusted: &[Network], hostname: String) -> Origin {
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip().to_canonical());
    let ip = peer.map(|peer| client_ip(peer, &parts.headers, trusted).to_string()).unwrap_or_default();
    let user_agent = text(&parts.headers, "user-agent").unwrap_or_default();
    Origin {
        ip,
        user_agent,
        hostname,
        method: parts.method.to_string(),
        path: parts.uri.path().chars().take(LONGEST_HEADER).collect(),
        ..Origin::default()
    }
}

/// The country that a trusted proxy says the peer is in (`server.country_header`).
pub fn country(parts: &Parts, server: &crate::config::Server) -> Option<String> {
    let header = server.country_header.as_deref()?;
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>()?.0.ip();
    let is_trusted = server.trusted_proxies.iter().any(|network| network.contains(peer));
    let told = text(&parts.headers, header).filter(|_| is_trusted)?;
    ringfence_core::country::find(&told).map(|known| known.region.to_owned())
}

/// The last hop that no trusted proxy vouches for. Everything to its left was written by whoever asked.
fn client_ip(peer: IpAddr, headers: &HeaderMap, trusted: &[Network]) -> IpAddr {
    let is_trusted = |address: IpAddr| trusted.iter().any(|network| network.contains(address));
    let hops = headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
    let mut hops: Vec<&str> = hops.flat_map(|value| value.split(',')).map(str::trim).collect();
    let mut known = peer;
    while is_trusted(known) {
        let Some(Ok(hop)) = hops.pop().map(str::parse::<IpAddr>) else { break };
        known = hop.to_canonical();
    }
    known
}

fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    let value = headers.get(name)?.to_str().ok()?;
    Some(value.chars().take(LONGEST_HEADER).collect())
}

/// `Authorization: Bearer …`, if that is what was sent.
pub fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn only_listed_proxies_are_believed() {
        let address = |text: &str| text.parse::<IpAddr>().expect("an address");
        let proxies = [Network::try_from("10.0.0.0/8".to_owned()).expect("a network")];
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", HeaderValue::from_static("6.6.6.6, 203.0.113.9, 10.0.0.7"));
        assert_eq!(client_ip(address("10.0.0.1"), &headers, &proxies), address("203.0.113.9"));
        assert_eq!(client_ip(address("198.51.100.1"), &headers, &proxies), address("198.51.100.1"));
        assert_eq!(client_ip(address("10.0.0.1"), &headers, &[]), address("10.0.0.1"));
        headers.insert("x-forwarded-for", HeaderValue::from_static("not-an-address"));
        assert_eq!(client_ip(address("10.0.0.1"), &headers, &proxies), address("10.0.0.1"));
    }
}
