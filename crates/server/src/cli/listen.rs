//! The sockets: plain HTTP, HTTPS, and how they close.

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use axum::Router;
use axum_server::Handle;
use axum_server::tls_rustls::RustlsConfig;
use tokio::signal::unix::{SignalKind, signal};
use tokio::task::JoinSet;

/// Listening sockets, bound but not served yet.
pub(super) struct Sockets {
    plain: TcpListener,
    tls: Option<(TcpListener, RustlsConfig)>,
}

impl Sockets {
    pub(super) fn bind(listen: SocketAddr, tls: Option<(SocketAddr, rustls::ServerConfig)>) -> anyhow::Result<Self> {
        let tls = tls
            .map(|(address, config)| Ok::<_, anyhow::Error>((bind(address)?, RustlsConfig::from_config(Arc::new(config)))))
            .transpose()?;
        Ok(Self { plain: bind(listen)?, tls })
    }

    /// Serves until SIGINT or SIGTERM, then lets requests under way finish for as long as `grace`.
    pub(super) async fn serve(self, router: Router, grace: Duration) -> anyhow::Result<()> {
        // Before anybody can be answered: from then on a signal must find somebody who minds it.
        let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        let mut servers = JoinSet::new();
        let handle = Handle::new();
        servers.spawn(axum_server::from_tcp(self.plain)?.handle(handle.clone()).serve(service.clone()));
        if let Some((listener, config)) = self.tls {
            servers.spawn(axum_server::from_tcp_rustls(listener, config)?.handle(handle.clone()).serve(service));
        }
        tokio::select! {
            _ = interrupt.recv() => tracing::info!("interrupted: finishing what is under way"),
            _ = terminate.recv() => tracing::info!("terminated: finishing what is under way"),
            Some(ended) = servers.join_next() => {
                ended??;
            }
        }
        handle.graceful_shutdown(Some(grace));
        while let Some(ended) = servers.join_next().await {
            ended??;
        }
        Ok(())
    }
}

fn bind(address: SocketAddr) -> anyhow::Result<TcpListener> {
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
