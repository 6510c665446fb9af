//! Whether the addresses can be listened on. A running server of ours that holds them is no problem.

use std::net::SocketAddr;
use std::time::Duration;

use ringfence_outbound::Reach;

use super::Findings;
use crate::boot;
use crate::cli::listen;
use crate::config::Settings;
use crate::demo;

const PATIENCE: Duration = Duration::from_secs(2);

pub(super) async fn look(settings: &Settings) -> Findings {
    let (mut findings, plain) = (Findings::default(), settings.server.listen);
    let mut is_running = false;
    match listen::bind(plain) {
        Ok(_) => findings.good(format!("{plain} is free to listen on")),
        Err(_) if answers(plain).await => {
            is_running = true;
            findings.good(format!("a running ringfence answers on {plain}"));
        }
        Err(problem) => findings.refuse(format!("{problem:#}")),
    }
    if let Some(tls) = settings.server.tls_listen {
        match listen::bind(tls) {
            Ok(_) => findings.good(format!("{tls} is free to listen on, for HTTPS")),
            Err(_) if is_running => findings.note(format!("{tls} is taken, as it is while ringfence serves there")),
            Err(problem) => findings.refuse(format!("{problem:#}")),
        }
    }
    findings
}

/// Whether what listens there says what we say at `/health`.
async fn answers(address: SocketAddr) -> bool {
    let Ok(client) = boot::http_client(Reach::Loopback) else { return false };
    let asked = async {
        let response = client.get(format!("http://{}/health", demo::reachable(address))).timeout(PATIENCE).send().await.ok()?;
        response.text().await.ok()
    };
    asked.await.as_deref() == Some("ok")
}
