//! How long a start takes: the first, which makes keys and a database, and those that follow.

use serde::Serialize;

use crate::server::{Launch, Server};

/// An odd number has a middle.
const WARM_STARTS: usize = 5;

/// Milliseconds from the spawning of the process to its first good answer.
#[derive(Clone, Copy, Serialize)]
pub(crate) struct Startup {
    pub(crate) first: f64,
    pub(crate) warm_median: f64,
}

impl Startup {
    pub(crate) async fn measure(launch: &Launch) -> anyhow::Result<Self> {
        let first = start(launch).await?;
        let mut warm = Vec::new();
        for _ in 0..WARM_STARTS {
            warm.push(start(launch).await?);
        }
        warm.sort_by(f64::total_cmp);
        Ok(Self { first, warm_median: warm[WARM_STARTS / 2] })
    }
}

async fn start(launch: &Launch) -> anyhow::Result<f64> {
    let mut server = Server::start(launch).await?;
    let took = server.took.as_secs_f64() * 1000.0;
    server.stop()?;
    Ok(took)
}
