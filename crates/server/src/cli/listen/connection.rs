//! One connection: its handshake, its requests, and its end, which comes by itself when nobody makes use of it.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use hyper::body::{Bytes, Frame, Incoming, SizeHint};
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio_rustls::TlsAcceptor;
use tower::ServiceExt;

use super::gauge::{Gauge, UnderWay, Watched};
use crate::config::Server;

/// How often a connection is looked at, and how long it has to close once it is told to.
const LOOK: Duration = Duration::from_secs(1);
/// Of a request's head, and what is read ahead of a body. Larger than any head a browser sends.
const READ_AHEAD: usize = 64 * 1024;
/// What an HTTP/2 client may send before it is read: of one request, and of all of a connection.
const STREAM_WINDOW: u32 = 64 * 1024;
const CONNECTION_WINDOW: u32 = 256 * 1024;

/// What every connection is served by.
pub(super) struct Wire {
    pub(super) router: Router,
    pub(super) limits: Limits,
}

/// Of one connection.
pub(super) struct Limits {
    pub(super) handshake: Duration,
    pub(super) header: Duration,
    pub(super) idle: Duration,
    ping_interval: Duration,
    ping_timeout: Duration,
    streams: u32,
}

impl Limits {
    pub(super) fn of(server: &Server) -> Self {
        Self {
            handshake: server.handshake_timeout,
            header: server.header_timeout,
            idle: server.idle_timeout,
            ping_interval: server.ping_interval,
            ping_timeout: server.ping_timeout,
            streams: server.max_streams,
        }
    }

    fn builder(&self) -> Builder<TokioExecutor> {
        let mut builder = Builder::new(TokioExecutor::new());
        // The gauge keeps the time of heads: hyper's own limit would count a connection at rest for a slow head.
        builder.http1().timer(TokioTimer::new()).header_read_timeout(None).max_buf_size(READ_AHEAD);
        builder
            .http2()
            .timer(TokioTimer::new())
            .keep_alive_interval(self.ping_interval)
            .keep_alive_timeout(self.ping_timeout)
            .max_concurrent_streams(self.streams)
            .initial_stream_window_size(STREAM_WINDOW)
            .initial_connection_window_size(CONNECTION_WINDOW);
        builder
    }
}

pub(super) async fn serve(
    stream: TcpStream,
    peer: SocketAddr,
    tls: Option<TlsAcceptor>,
    wire: Arc<Wire>,
    mut stopped: watch::Receiver<bool>,
) {
    // Without it an answer waits for the client's acknowledgement of the one before.
    drop(stream.set_nodelay(true));
    let Some(tls) = tls else { return http(stream, peer, &wire, stopped).await };
    let handshake = tokio::select! {
        handshake = tokio::time::timeout(wire.limits.handshake, tls.accept(stream)) => handshake,
        _ = stopped.wait_for(|stop| *stop) => return,
    };
    match handshake {
        Ok(Ok(stream)) => http(stream, peer, &wire, stopped).await,
        Ok(Err(problem)) => tracing::debug!(error = %problem, "a TLS handshake failed"),
        Err(_) => tracing::debug!("a TLS handshake took too long"),
    }
}

async fn http<S>(stream: S, peer: SocketAddr, wire: &Wire, mut stopped: watch::Receiver<bool>)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let gauge = Gauge::start();
    let io = TokioIo::new(Watched { stream, gauge: gauge.clone() });
    let service = service_fn(|request: Request<Incoming>| {
        let under_way = gauge.begin(request.version());
        answer(wire.router.clone(), request, peer, under_way)
    });
    let builder = wire.limits.builder();
    let mut connection = pin!(builder.serve_connection(io, service));
    let mut look = tokio::time::interval(LOOK);
    let (mut is_closing, mut is_overdue) = (false, false);
    loop {
        tokio::select! {
            ended = connection.as_mut() => {
                if let Err(problem) = ended {
                    tracing::debug!(error = %problem, "a connection ended badly");
                }
                return;
            }
            _ = look.tick() => {
                // Told to close a moment ago, and still here.
                if is_overdue {
                    return;
                }
                is_overdue = gauge.is_overdue(&wire.limits);
                if is_overdue {
                    connection.as_mut().graceful_shutdown();
                }
            }
            _ = stopped.wait_for(|stop| *stop), if !is_closing => {
                is_closing = true;
                connection.as_mut().graceful_shutdown();
            }
        }
    }
}

async fn answer(
    router: Router,
    mut request: Request<Incoming>,
    peer: SocketAddr,
    under_way: UnderWay,
) -> Result<axum::response::Response, Infallible> {
    request.extensions_mut().insert(ConnectInfo(peer));
    let response = router.oneshot(request.map(Body::new)).await?;
    Ok(response.map(|body| Body::new(Held { body, _under_way: under_way })))
}

/// An answer's body, under way until it is handed over.
struct Held {
    body: Body,
    _under_way: UnderWay,
}

impl hyper::body::Body for Held {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
