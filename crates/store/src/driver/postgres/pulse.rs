//! Whether the server answers at all. A server that hangs takes questions and never answers: nothing fails, and everybody waits.
//!
//! 1. When a statement is not answered within [`PATIENCE`], the driver opens a further connection to see whether the server answers
//!    that. If it does, the statement is slow, and the wait goes on.
//! 2. If it does not within [`BEAT`], the server counts as silent. Every caller that waits gets an error, and later ones get it at once.
//! 3. A task goes on asking, and the first answer ends the silence.

use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use tokio::sync::Mutex;
use tokio_postgres::{Config, NoTls};

use crate::StoreError;

const PATIENCE: Duration = Duration::from_millis(500);
const BEAT: Duration = Duration::from_millis(1500);
/// An answer heard a moment ago is believed.
const BELIEVED_FOR: Duration = Duration::from_millis(300);
const ASKED_AGAIN_AFTER: Duration = Duration::from_millis(200);

pub(super) struct Pulse {
    config: Config,
    is_silent: AtomicBool,
    heard_at: Mutex<Option<Instant>>,
}

impl Pulse {
    pub(super) fn new(config: Config) -> Arc<Self> {
        Arc::new(Self { config, is_silent: AtomicBool::new(false), heard_at: Mutex::default() })
    }

    /// `work`'s answer, unless the server falls silent before it. `work` is given up then.
    pub(super) async fn watch<T>(self: &Arc<Self>, work: impl Future<Output = T>) -> Result<T, StoreError> {
        if self.is_silent.load(Ordering::Relaxed) {
            return Err(silent());
        }
        let mut work = pin!(work);
        loop {
            if let Ok(answer) = tokio::time::timeout(PATIENCE, work.as_mut()).await {
                return Ok(answer);
            }
            tokio::select! {
                biased;
                answer = work.as_mut() => return Ok(answer),
                beats = self.beats() => if !beats {
                    return Err(silent());
                },
            }
        }
    }

    /// One caller asks for all.
    async fn beats(self: &Arc<Self>) -> bool {
        let mut heard_at = self.heard_at.lock().await;
        if self.is_silent.load(Ordering::Relaxed) {
            return false;
        }
        if heard_at.is_some_and(|heard_at| heard_at.elapsed() < BELIEVED_FOR) {
            return true;
        }
        if self.ask().await {
            *heard_at = Some(Instant::now());
            return true;
        }
        if !self.is_silent.swap(true, Ordering::Relaxed) {
            tracing::error!("PostgreSQL takes connections and does not answer: requests are refused until it does");
            tokio::spawn(Arc::clone(self).until_it_answers());
        }
        false
    }

    async fn until_it_answers(self: Arc<Self>) {
        while !self.ask().await {
            tokio::time::sleep(ASKED_AGAIN_AFTER).await;
        }
        self.is_silent.store(false, Ordering::Relaxed);
        tracing::info!("PostgreSQL answers again");
    }

    /// A refusal is an answer too: the statement that waits will fail by itself.
    async fn ask(&self) -> bool {
        tokio::time::timeout(BEAT, self.config.connect(NoTls)).await.is_ok()
    }
}

fn silent() -> StoreError {
    StoreError::Unavailable("the server does not answer".into())
}
