//! How the demo's requests reach its issuer.
//!
//! All of the issuer's names lead to this very process. Its HTTPS names have a certificate that only this machine's own authority
//! vouches for, so a request goes to the plain listening address and says in `Host` which issuer it is for. A real application
//! asks the issuer at its own address.

use std::future::Future;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use axum::http::{HeaderValue, Uri, header, uri};
use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse};

const PATIENCE: Duration = Duration::from_secs(10);

/// One request out, one answer back; tests put a router here.
#[derive(Clone)]
pub struct Transport(Arc<dyn Fn(HttpRequest) -> Answer + Send + Sync>);
pub type Answer = Pin<Box<dyn Future<Output = Result<HttpResponse, Unreachable>> + Send>>;

#[derive(Debug, thiserror::Error)]
#[error("the issuer does not answer: {0}")]
pub struct Unreachable(pub String);

impl Transport {
    pub fn new(carry: impl Fn(HttpRequest) -> Answer + Send + Sync + 'static) -> Self {
        Self(Arc::new(carry))
    }
}

impl<'c> AsyncHttpClient<'c> for Transport {
    type Error = Unreachable;
    type Future = Answer;

    fn call(&'c self, request: HttpRequest) -> Answer {
        (self.0)(request)
    }
}

/// Everything to `listen`, where this server listens without TLS.
pub fn over_plain_http(client: reqwest::Client, listen: SocketAddr) -> Transport {
    let address = reachable(listen);
    Transport::new(move |request| Box::pin(carry(client.clone(), address, request)))
}

async fn carry(client: reqwest::Client, address: SocketAddr, request: HttpRequest) -> Result<HttpResponse, Unreachable> {
    let sent = async {
        let mut request = reqwest::Request::try_from(redirected(request, address)?).map_err(in_short)?;
        *request.timeout_mut() = Some(PATIENCE);
        let response = client.execute(request).await.map_err(in_short)?;
        let (status, headers) = (response.status(), response.headers().clone());
        let mut answer = HttpResponse::new(response.bytes().await.map_err(in_short)?.to_vec());
        (*answer.status_mut(), *answer.headers_mut()) = (status, headers);
        Ok(answer)
    };
    sent.await.inspect_err(|problem: &Unreachable| tracing::warn!(error = %problem, "the demo application cannot reach its issuer"))
}

/// The same request to another place, still addressed to its issuer.
fn redirected(request: HttpRequest, address: SocketAddr) -> Result<HttpRequest, Unreachable> {
    let problem = |what: &str| Unreachable(what.to_owned());
    let (mut parts, body) = request.into_parts();
    let host = parts.uri.authority().ok_or_else(|| problem("an address without a host"))?;
    let host = HeaderValue::from_str(host.as_str()).map_err(|_| problem("an address with a strange host"))?;
    let path = parts.uri.path_and_query().cloned();
    let uri = Uri::builder().scheme(uri::Scheme::HTTP).authority(address.to_string());
    parts.uri =
        uri.path_and_query(path.map_or("/".to_owned(), |path| path.to_string())).build().map_err(|_| problem("a strange address"))?;
    parts.headers.insert(header::HOST, host);
    Ok(HttpRequest::from_parts(parts, body))
}

/// A server that listens everywhere is reached at home.
pub fn reachable(listen: SocketAddr) -> SocketAddr {
    match listen {
        SocketAddr::V4(v4) if v4.ip().is_unspecified() => (Ipv4Addr::LOCALHOST, v4.port()).into(),
        SocketAddr::V6(v6) if v6.ip().is_unspecified() => (Ipv6Addr::LOCALHOST, v6.port()).into(),
        known => known,
    }
}

/// Without the address, which may hold a code.
fn in_short(problem: reqwest::Error) -> Unreachable {
    Unreachable(problem.without_url().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_goes_to_the_plain_address_and_names_its_issuer() {
        let request = HttpRequest::new(Vec::new());
        let (mut parts, body) = request.into_parts();
        parts.uri = Uri::from_static("https://127.0.0.1:3443/oauth/token?x=1");
        let sent = redirected(HttpRequest::from_parts(parts, body), "127.0.0.1:3000".parse().expect("an address")).expect("redirected");
        assert_eq!(sent.uri(), "http://127.0.0.1:3000/oauth/token?x=1");
        assert_eq!(sent.headers()[header::HOST], "127.0.0.1:3443");
    }

    #[test]
    fn a_server_that_listens_everywhere_is_reached_at_home() {
        let address = |text: &str| text.parse::<SocketAddr>().expect("an address");
        for (listen, reached) in [("0.0.0.0:80", "127.0.0.1:80"), ("[::]:80", "[::1]:80"), ("192.0.2.1:80", "192.0.2.1:80")] {
            assert_eq!(reachable(address(listen)), address(reached));
        }
    }
}
