//! The parts of a cycle that no server could leave out: one signature, two durable commits, two exchanges over HTTP.
//!
//! Each is measured in CPU time, in the run that measures the server, on the same disk and under as many connections.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::RSA_PKCS1_SHA256;
use rusqlite::Connection as Sqlite;
use serde::Serialize;
use tokio::task::JoinSet;

use crate::http::{Connection, request};
use crate::meter;
use crate::server::Server;
use crate::walk::Walker;

/// Long enough that a clock which ticks in milliseconds is exact to a fraction of a percent.
const SPAN: Duration = Duration::from_secs(3);
/// As many transactions in one commit as there are when 64 clients wait.
const GROUP: u32 = 64;

/// CPU microseconds of one of each.
#[derive(Clone, Copy, Serialize)]
pub(crate) struct Parts {
    pub(crate) signature: f64,
    pub(crate) commit: f64,
    pub(crate) exchange: f64,
    /// Not one of the parts: what the walk itself asks of the server beside them, to read the code.
    pub(crate) inbox_read: f64,
}

impl Parts {
    /// Of one cycle.
    pub(crate) fn sum(&self) -> f64 {
        self.signature + 2.0 * self.commit + 2.0 * self.exchange
    }
}

pub(crate) fn measure(folder: &Path, exchange: f64, inbox_read: f64) -> anyhow::Result<Parts> {
    Ok(Parts { signature: signature()?, commit: commit(folder)?, exchange, inbox_read })
}

/// RS256 over a token of usual size, with a key that is made ready once.
#[expect(clippy::disallowed_methods, reason = "this is the real thing: no dice to be handed in")]
fn signature() -> anyhow::Result<f64> {
    let key = KeyPair::generate(KeySize::Rsa2048).map_err(|_| anyhow::anyhow!("no RSA key"))?;
    let random = aws_lc_rs::rand::SystemRandom::new();
    let message = [b'a'; 480];
    let mut signature = vec![0; key.public_modulus_len()];
    each(|| key.sign(&RSA_PKCS1_SHA256, &random, &message, &mut signature).map_err(|_| anyhow::anyhow!("not signed")))
}

/// One transaction's share of a durable commit: a small row written, and a sixty-fourth of everything a commit takes.
fn commit(folder: &Path) -> anyhow::Result<f64> {
    let path = folder.join("parts.db");
    let db = Sqlite::open(&path).with_context(|| path.display().to_string())?;
    let settings = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 2000;
        CREATE TABLE IF NOT EXISTS part (id INTEGER PRIMARY KEY, body BLOB NOT NULL);";
    db.execute_batch(settings)?;
    let body = [b'b'; 200];
    let group = each(|| {
        db.execute_batch("BEGIN IMMEDIATE")?;
        let mut insert = db.prepare_cached("INSERT INTO part (body) VALUES (?1)")?;
        for _ in 0..GROUP {
            insert.execute([&body[..]])?;
        }
        db.execute_batch("COMMIT")?;
        Ok(())
    })?;
    Ok(group / f64::from(GROUP))
}

/// CPU microseconds of one `work` on this thread.
fn each(mut work: impl FnMut() -> anyhow::Result<()>) -> anyhow::Result<f64> {
    work()?;
    let (started, before, mut times) = (Instant::now(), meter::thread_cpu()?, 0u32);
    while started.elapsed() < SPAN {
        work()?;
        times += 1;
    }
    Ok(per(meter::thread_cpu()? - before, u64::from(times)))
}

/// The server's CPU for a request that needs nothing but an answer.
pub(crate) async fn exchange(server: &Server, clients: u32) -> anyhow::Result<f64> {
    let health = request("GET /health", server.address, "", "");
    repeat(server, vec![health; clients as usize]).await
}

/// The server's CPU for a look into the inbox that finds one message.
pub(crate) async fn inbox_read(server: &Server, people: &[Walker], clients: u32) -> anyhow::Result<f64> {
    repeat(server, people.iter().take(clients as usize).map(Walker::inbox_request).collect()).await
}

/// Each request over and over, all of them at once.
async fn repeat(server: &Server, requests: Vec<Vec<u8>>) -> anyhow::Result<f64> {
    let (before, until) = (server.cpu()?, Instant::now() + SPAN);
    let mut clients = JoinSet::new();
    for request in requests {
        let mut connection = Connection::new(server.address);
        clients.spawn(async move {
            let mut times = 0u64;
            while Instant::now() < until {
                let status = connection.exchange(&request).await?.status;
                ensure!(status == 200, "the server answered {status} to {}", String::from_utf8_lossy(&request));
                times += 1;
            }
            Ok(times)
        });
    }
    let mut times = 0;
    while let Some(done) = clients.join_next().await {
        times += done??;
    }
    Ok(per(server.cpu()? - before, times))
}

/// Microseconds of each.
pub(crate) fn per(cpu: Duration, times: u64) -> f64 {
    cpu.as_secs_f64() * 1e6 / times as f64
}
