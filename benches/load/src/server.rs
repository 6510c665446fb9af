//! The server under test: the release binary, started as a user starts it.

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use serde::Deserialize;

use crate::meter;

const PATIENCE: Duration = Duration::from_secs(20);
/// Finer than what is measured, coarser than what would take a core from the server that is starting.
const LOOK: Duration = Duration::from_micros(500);
/// Far above what a run sends, and far below where arithmetic on it could overflow.
const NO_LIMIT: &str = "1000000";

pub(crate) struct Launch {
    pub(crate) binary: PathBuf,
    pub(crate) data: PathBuf,
    pub(crate) database_url: Option<String>,
}

impl Launch {
    pub(crate) fn database(&self) -> &'static str {
        if self.database_url.is_some() { "PostgreSQL" } else { "SQLite" }
    }
}

pub(crate) struct Server {
    child: Child,
    pub(crate) address: SocketAddr,
    pub(crate) app: App,
    /// The one that may do all that the Management API does.
    pub(crate) management: App,
    /// From the spawning of the process to its first good answer.
    pub(crate) took: Duration,
}

/// An application that `dev` seeds.
#[derive(Clone, Default, Deserialize)]
pub(crate) struct App {
    pub(crate) client_id: String,
    pub(crate) client_secret: String,
}

#[derive(Deserialize)]
struct DevFile {
    app: App,
    management: App,
}

impl Server {
    pub(crate) async fn start(launch: &Launch) -> anyhow::Result<Self> {
        let (address, tls_address) = (free_address()?, free_address()?);
        let log = launch.data.join("server.log");
        let mut command = Command::new(&launch.binary);
        command.args(["dev", "--listen", &address.to_string(), "--tls-listen", &tls_address.to_string(), "--data"]).arg(&launch.data);
        if let Some(url) = &launch.database_url {
            command.args(["--database-url", url]);
        }
        command.env("RINGFENCE_LIMITS__MESSAGES_PER_HOUR", NO_LIMIT).env("RINGFENCE_LIMITS__WRONG_CODES", NO_LIMIT);
        let output = File::create(&log)?;
        command.stdin(Stdio::null()).stdout(output.try_clone()?).stderr(output);

        let started = Instant::now();
        let mut child = command.spawn().with_context(|| launch.binary.display().to_string())?;
        let ready = wait_until_healthy(&mut child, address, started).await;
        // From here on the child is stopped by being dropped.
        let mut server = Self { child, address, app: App::default(), management: App::default(), took: started.elapsed() };
        ready.with_context(|| format!("the server did not start; see {}", log.display()))?;
        let path = launch.data.join("dev.json");
        let text = std::fs::read(&path).with_context(|| path.display().to_string())?;
        DevFile { app: server.app, management: server.management } = serde_json::from_slice(&text)?;
        Ok(server)
    }

    pub(crate) fn cpu(&self) -> anyhow::Result<Duration> {
        meter::process_cpu(self.child.id())
    }

    pub(crate) fn rss(&self) -> anyhow::Result<u64> {
        meter::rss(self.child.id())
    }

    pub(crate) fn peak_rss(&self) -> anyhow::Result<u64> {
        meter::peak_rss(self.child.id())
    }

    /// What it holds once whatever a start sets going has been done.
    pub(crate) async fn settled_rss(&self) -> anyhow::Result<u64> {
        tokio::time::sleep(Duration::from_secs(2)).await;
        self.rss()
    }

    /// As a service manager stops it, so that the next start finds a database closed in order.
    pub(crate) fn stop(&mut self) -> anyhow::Result<()> {
        if self.child.try_wait()?.is_some() {
            return Ok(());
        }
        let told = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().context("kill")?;
        let deadline = Instant::now() + PATIENCE;
        while told.success() && Instant::now() < deadline {
            if self.child.try_wait()?.is_some() {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        bail!("the server does not stop when told to");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if self.stop().is_err() {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }
}

async fn wait_until_healthy(child: &mut Child, address: SocketAddr, started: Instant) -> anyhow::Result<()> {
    // Blocking on purpose: the runtime's timer counts in whole milliseconds.
    while !is_healthy(address) {
        if let Some(status) = child.try_wait()? {
            bail!("it ended with {status}");
        }
        if started.elapsed() > PATIENCE {
            bail!("no answer on {address} within {PATIENCE:?}");
        }
        std::thread::sleep(LOOK);
    }
    Ok(())
}

fn is_healthy(address: SocketAddr) -> bool {
    let ask = || {
        let mut stream = TcpStream::connect(address)?;
        stream.set_read_timeout(Some(Duration::from_secs(2)))?;
        write!(stream, "GET /health HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n")?;
        let mut status = [0; 12];
        stream.read_exact(&mut status)?;
        Ok::<_, std::io::Error>(&status == b"HTTP/1.1 200")
    };
    ask().unwrap_or(false)
}

/// Free now; nothing else on the machine is likely to take it in the next moment.
fn free_address() -> anyhow::Result<SocketAddr> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?)
}
