//! Starts the jobs of a process and lets them finish.

use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::boot::House;
use crate::jobs::send_message::Dispatcher;
use crate::jobs::{probe_twilio, reload_keys, run_jobs, send_mail, sweep, tell_unlogged};

/// The jobs of one process. They end when told to; sends under way get the grace of `server.shutdown_grace`.
pub struct Jobs {
    running: JoinSet<()>,
    stop: watch::Sender<bool>,
}

impl Jobs {
    /// `sends` is false in a process that only serves and leaves the outbox to `worker` processes.
    pub fn start(house: &House, sends: bool) -> Self {
        let House { app, carriers, mailer } = house;
        let (stop, stopped) = watch::channel(false);
        let mut running = JoinSet::new();
        running.spawn(reload_keys::run(app.clone(), stopped.clone()));
        running.spawn(tell_unlogged::run(app.clone(), stopped.clone()));
        if sends {
            running.spawn(Dispatcher::new(app.clone(), carriers.clone()).run(stopped.clone()));
            running.spawn(send_mail::Dispatcher::new(app.clone(), mailer.clone()).run(stopped.clone()));
            running.spawn(run_jobs::run(app.clone(), stopped.clone()));
            running.spawn(probe_twilio::run(app.clone(), carriers.clone(), stopped.clone()));
            running.spawn(sweep::run(app.clone(), stopped));
        }
        Self { running, stop }
    }

    pub async fn stop(mut self) {
        // Nobody listening means that every job has ended already.
        let _ = self.stop.send(true);
        while let Some(ended) = self.running.join_next().await {
            if let Err(problem) = ended {
                tracing::error!(error = %problem, "a job ended badly");
            }
        }
    }
}

/// Sleeps, unless told to stop; true when it is time to stop.
pub(super) async fn stopped_within(stopped: &mut watch::Receiver<bool>, pause: std::time::Duration) -> bool {
    tokio::select! {
        () = tokio::time::sleep(pause) => false,
        // An error means that the runner is gone, which is a reason to stop as well.
        _ = stopped.wait_for(|stop| *stop) => true,
    }
}
