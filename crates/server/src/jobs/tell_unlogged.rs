//! Tells once a minute, and at the end, how many refusals are not in a tenant's log ([`crate::flow::flood`]), and how many warnings not
//! in the server's ([`crate::flow::alarm`]).

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

use crate::ctx::App;
use crate::flow::flood;
use crate::jobs::runner::stopped_within;

const EVERY: Duration = Duration::from_secs(60);

pub async fn run(app: Arc<App>, mut stopped: watch::Receiver<bool>) {
    loop {
        let is_over = stopped_within(&mut stopped, EVERY).await;
        if let Err(problem) = flood::tell(&app).await {
            tracing::warn!(error = %problem, "it could not be recorded how many refusals are not in the log");
        }
        for (alarm, carrier, count) in app.alarms.rest(app.clock.now(), is_over) {
            tracing::warn!(delivery.carrier = carrier, count, "{}", alarm.words());
        }
        if is_over {
            return;
        }
    }
}
