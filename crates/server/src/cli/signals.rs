//! What the operating system says to a running process: stop, read your files again, or nothing that is understood.

use tokio::signal::unix::{self, SignalKind, signal};

pub(super) enum Signal {
    /// With the word for the log.
    Stop(&'static str),
    Reload,
}

/// Made before anybody can be answered: from then on a signal finds somebody who minds it.
pub(super) struct Signals {
    interrupt: unix::Signal,
    terminate: unix::Signal,
    hangup: unix::Signal,
    user1: unix::Signal,
    user2: unix::Signal,
    hangup_stops: bool,
}

impl Signals {
    pub(super) fn listen() -> anyhow::Result<Self> {
        Ok(Self {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
            hangup: signal(SignalKind::hangup())?,
            user1: signal(SignalKind::user_defined1())?,
            user2: signal(SignalKind::user_defined2())?,
            hangup_stops: false,
        })
    }

    /// Of a command that lives as long as its terminal, which hangs up when it is closed.
    pub(super) fn listen_in_terminal() -> anyhow::Result<Self> {
        Ok(Self { hangup_stops: true, ..Self::listen()? })
    }

    /// SIGUSR1 and SIGUSR2, which would end a process that knows nothing of them, are ignored aloud.
    pub(super) async fn next(&mut self) -> Signal {
        loop {
            let ignored = tokio::select! {
                _ = self.interrupt.recv() => return Signal::Stop("interrupted"),
                _ = self.terminate.recv() => return Signal::Stop("terminated"),
                _ = self.hangup.recv() => {
                    return if self.hangup_stops { Signal::Stop("the terminal was closed") } else { Signal::Reload };
                }
                _ = self.user1.recv() => "SIGUSR1",
                _ = self.user2.recv() => "SIGUSR2",
            };
            tracing::info!("{ignored} means nothing here and is ignored; SIGHUP reloads, SIGTERM stops");
        }
    }
}
