//! The sockets: plain HTTP, HTTPS, how much of them one caller may hold, and how they close.
//!
//! 1. [`Sockets::bind`] takes the addresses before anything else is started;
//! 2. each accepted connection needs a place ([`places`]) and is then served by a task of its own ([`connection`]);
//! 3. at the end nothing new is accepted, and what is under way gets its grace.

mod connection;
mod files;
mod gauge;
mod places;

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use axum::Router;
use parking_lot::RwLock;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio_rustls::TlsAcceptor;

use crate::cli::signals::{Signal, Signals};
use crate::config::Server;
use connection::{Limits, Wire};
use places::Places;

/// After a failed accept, which is nearly always a process out of file descriptors.
const BREATH: Duration = Duration::from_millis(100);

/// Listening sockets, bound but not served yet.
pub(super) struct Sockets {
    plain: TcpListener,
    tls: Option<(TcpListener, Certificate)>,
}

/// What HTTPS shows, for new connections from the moment it is replaced.
#[derive(Clone)]
pub(super) struct Certificate(Arc<RwLock<Arc<rustls::ServerConfig>>>);

impl Certificate {
    fn new(config: rustls::ServerConfig) -> Self {
        Self(Arc::new(RwLock::new(Arc::new(config))))
    }

    pub(super) fn replace(&self, config: rustls::ServerConfig) {
        *self.0.write() = Arc::new(config);
    }

    fn acceptor(&self) -> TlsAcceptor {
        TlsAcceptor::from(self.0.read().clone())
    }
}

impl Sockets {
    pub(super) fn bind(listen: SocketAddr, tls: Option<(SocketAddr, rustls::ServerConfig)>) -> anyhow::Result<Self> {
        let tls = tls.map(|(address, config)| Ok::<_, anyhow::Error>((bind(address)?, Certificate::new(config)))).transpose()?;
        Ok(Self { plain: bind(listen)?, tls })
    }

    pub(super) fn certificate(&self) -> Option<Certificate> {
        self.tls.as_ref().map(|(_, certificate)| certificate.clone())
    }

    /// Serves until a signal says to stop, then lets requests under way finish for as long as `server.shutdown_grace`. `reload` is
    /// called at each SIGHUP.
    pub(super) async fn serve(self, router: Router, server: &Server, mut signals: Signals, reload: impl Fn()) -> anyhow::Result<()> {
        let wire = Arc::new(Wire { router, limits: Limits::of(server) });
        let places = Places::new(server);
        let (stop, stopped) = watch::channel(false);
        let mut doors = JoinSet::new();
        doors.spawn(accept(tokio::net::TcpListener::from_std(self.plain)?, None, wire.clone(), places.clone(), stopped.clone()));
        if let Some((listener, certificate)) = self.tls {
            doors.spawn(accept(tokio::net::TcpListener::from_std(listener)?, Some(certificate), wire, places, stopped));
        }
        loop {
            match signals.next().await {
                Signal::Stop(word) => {
                    tracing::info!("{word}: finishing what is under way");
                    break;
                }
                Signal::Reload => reload(),
            }
        }
        // Nobody listening means that both doors are closed already.
        let _ = stop.send(true);
        let finished = tokio::time::timeout(server.shutdown_grace, async { while doors.join_next().await.is_some() {} }).await;
        if finished.is_err() {
            tracing::warn!("requests were cut off: they had not finished within server.shutdown_grace");
        }
        Ok(())
    }
}

/// Accepts until stopped, then waits for its connections. Dropped, it ends them.
async fn accept(
    listener: tokio::net::TcpListener,
    certificate: Option<Certificate>,
    wire: Arc<Wire>,
    places: Arc<Places>,
    mut stopped: watch::Receiver<bool>,
) {
    let mut connections = JoinSet::new();
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            Some(_) = connections.join_next() => continue,
            // An error means that the sender is gone, which is a reason to stop as well.
            _ = stopped.wait_for(|stop| *stop) => break,
        };
        match accepted {
            Ok((stream, peer)) => {
                let Some(place) = places.take(peer.ip()) else { continue };
                let acceptor = certificate.as_ref().map(Certificate::acceptor);
                let serving = connection::serve(stream, peer, acceptor, wire.clone(), stopped.clone());
                connections.spawn(async move {
                    serving.await;
                    drop(place);
                });
            }
            Err(problem) => {
                places.could_not_accept(&problem);
                tokio::time::sleep(BREATH).await;
            }
        }
    }
    drop(listener);
    while connections.join_next().await.is_some() {}
}

pub(super) fn bind(address: SocketAddr) -> anyhow::Result<TcpListener> {
    let listener = TcpListener::bind(address).with_context(|| format!("cannot listen on {address}: is something else running there?"))?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

/// A certificate chain and its key, both PEM.
pub(super) fn tls_config(chain_pem: &[u8], key_pem: &[u8]) -> anyhow::Result<rustls::ServerConfig> {
    use rustls::pki_types::pem::PemObject;
    use rustls::pki_types::{CertificateDer, PrivateKeyDer};

    let chain = CertificateDer::pem_slice_iter(chain_pem).collect::<Result<Vec<_>, _>>().context("the certificate is not PEM")?;
    let key = PrivateKeyDer::from_pem_slice(key_pem).context("the certificate's key is not PEM")?;
    let builder = rustls::ServerConfig::builder().with_no_client_auth();
    let mut config = builder.with_single_cert(chain, key).context("the certificate and its key do not fit")?;
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(config)
}
