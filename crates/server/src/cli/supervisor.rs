//! What a supervisor is told: that the start is over, that the process still runs, that it stops (systemd's `Type=notify`).
//!
//! Where there is no supervisor (`NOTIFY_SOCKET` is not set) nothing happens.

use sd_notify::NotifyState;
use tokio::task::JoinHandle;

/// Says that the start is over, and from then on as often as the supervisor wishes that the process runs: a runtime that no longer
/// turns says nothing and is restarted.
pub(super) fn ready() -> Option<JoinHandle<()>> {
    tell(NotifyState::Ready);
    let mut limit = 0;
    if !sd_notify::watchdog_enabled(false, &mut limit) {
        return None;
    }
    let every = std::time::Duration::from_micros(limit / 2).max(std::time::Duration::from_millis(100));
    Some(tokio::spawn(async move {
        loop {
            tell(NotifyState::Watchdog);
            tokio::time::sleep(every).await;
        }
    }))
}

/// The watchdog is answered to the end, which is bounded by `server.shutdown_grace`.
pub(super) fn stopping(_watched: Option<JoinHandle<()>>) {
    tell(NotifyState::Stopping);
}

fn tell(state: NotifyState<'_>) {
    if let Err(problem) = sd_notify::notify(false, &[state]) {
        tracing::warn!(error = %problem, "the supervisor cannot be told how this process does");
    }
}
