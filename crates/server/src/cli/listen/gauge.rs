//! What a connection is doing, and since when: whether it is time to close it.
//!
//! 1. the first request must have come, head and all, within `server.header_timeout` of the connection's begin. That covers who says
//!    nothing, who stops in the middle, and who sends a byte now and then;
//! 2. over HTTP/1 each further head must be whole as long after its first byte;
//! 3. without a request under way a connection is kept for `server.idle_timeout`;
//! 4. while requests are under way, no byte may fail to move for [`STALLED`].

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use axum::http::Version;
use parking_lot::Mutex;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::connection::Limits;

/// Longer than any handler works in silence.
const STALLED: Duration = Duration::from_secs(120);

pub(super) struct Gauge(Mutex<State>);

struct State {
    under_way: usize,
    has_asked: bool,
    /// Begin, or the end of the last request.
    idle_since: Instant,
    /// Of the head that is coming in, over HTTP/1.
    head_since: Option<Instant>,
    is_http1: bool,
    moved_at: Instant,
}

impl Gauge {
    pub(super) fn start() -> Arc<Self> {
        let now = Instant::now();
        let state = State { under_way: 0, has_asked: false, idle_since: now, head_since: None, is_http1: false, moved_at: now };
        Arc::new(Self(Mutex::new(state)))
    }

    /// A request whose head is whole.
    pub(super) fn begin(self: &Arc<Self>, version: Version) -> UnderWay {
        let mut state = self.0.lock();
        state.under_way += 1;
        state.has_asked = true;
        state.head_since = None;
        state.is_http1 = version < Version::HTTP_2;
        UnderWay(self.clone())
    }

    pub(super) fn is_overdue(&self, limits: &Limits) -> bool {
        let state = self.0.lock();
        if state.under_way > 0 {
            return state.moved_at.elapsed() > STALLED;
        }
        match state.head_since {
            _ if !state.has_asked => state.idle_since.elapsed() > limits.header,
            Some(since) if since.elapsed() > limits.header => true,
            _ => state.idle_since.elapsed() > limits.idle,
        }
    }

    fn moved(&self, is_inwards: bool) {
        let mut state = self.0.lock();
        state.moved_at = Instant::now();
        if is_inwards && state.is_http1 && state.under_way == 0 && state.head_since.is_none() {
            state.head_since = Some(state.moved_at);
        }
    }
}

/// Held until the whole answer is handed over.
pub(super) struct UnderWay(Arc<Gauge>);

impl Drop for UnderWay {
    fn drop(&mut self) {
        let mut state = self.0.0.lock();
        state.under_way -= 1;
        state.idle_since = Instant::now();
    }
}

/// A stream whose bytes are noticed.
pub(super) struct Watched<S> {
    pub(super) stream: S,
    pub(super) gauge: Arc<Gauge>,
}

impl<S: AsyncRead + Unpin> AsyncRead for Watched<S> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<std::io::Result<()>> {
        let before = buf.filled().len();
        let read = Pin::new(&mut self.stream).poll_read(cx, buf);
        if buf.filled().len() > before {
            self.gauge.moved(true);
        }
        read
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Watched<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<std::io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(cx, buf);
        if written.is_ready() {
            self.gauge.moved(false);
        }
        written
    }

    fn poll_write_vectored(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bufs: &[std::io::IoSlice<'_>]) -> Poll<std::io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(cx, bufs);
        if written.is_ready() {
            self.gauge.moved(false);
        }
        written
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
