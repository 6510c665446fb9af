//! What an import costs: one file of users is sent as it is made, and the job is watched to its end.
//!
//! Half of the users have a hash of bcrypt's, half one of SHA-256: neither is computed here or there, only carried.

use std::fmt;
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use serde_json::Value;

use crate::answer::field;
use crate::http::{Connection, JSON, request};
use crate::say;
use crate::server::Server;

/// Often enough for a tenth of a percent of a long import, too seldom to be felt.
const LOOK: Duration = Duration::from_millis(250);
/// Users whose lines are sent at once.
const STEP: u32 = 1000;
const EDGE: &str = "edge-of-the-load-tool";

pub(crate) struct Imported {
    users: u32,
    bytes: usize,
    upload: Duration,
    /// From the answer to the upload to the job's end.
    job: Duration,
    cpu: Duration,
    rss_before: u64,
    peak_rss: u64,
}

pub(crate) async fn measure(server: &Server, users: u32) -> anyhow::Result<Imported> {
    let mut api = Api::open(server).await?;
    let place = api.get("/connections").await?[0]["id"].as_str().context("no connection")?.to_owned();
    let head = part("connection_id", &place) + &format!("--{EDGE}\r\nContent-Disposition: form-data; name=\"users\"\r\n\r\n");
    let tail = format!("\r\n--{EDGE}--\r\n");
    let bytes = (0..users).step_by(STEP as usize).map(|first| lines(first, users).len()).sum::<usize>();
    let length = head.len() + bytes + tail.len();
    let kind = format!("content-type: multipart/form-data; boundary={EDGE}\r\ncontent-length: {length}\r\n");
    let (address, token) = (server.address, &api.token);
    let begin = format!("POST /api/v2/jobs/users-imports HTTP/1.1\r\nhost: {address}\r\nauthorization: Bearer {token}\r\n{kind}\r\n{head}");

    let (rss_before, cpu) = (server.settled_rss().await?, server.cpu()?);
    say(&format!("sending {users} users"));
    let started = Instant::now();
    let file = (0..users).step_by(STEP as usize).map(|first| lines(first, users));
    let answer = api.connection.exchange_all(std::iter::once(begin).chain(file).chain(std::iter::once(tail))).await?;
    ensure!(answer.status == 202, "the upload was answered {}: {}", answer.status, answer.body);
    let id = field(answer.body, "id").context("a job without an id")?.to_owned();
    let (upload, begun) = (started.elapsed(), Instant::now());
    let mut told = 0;
    let job = loop {
        let job = api.get(&format!("/jobs/{id}")).await?;
        if let Some(percent) = job["percentage_done"].as_u64().filter(|percent| percent / 10 > told) {
            told = percent / 10;
            say(&format!("{percent} % after {:.0} s", begun.elapsed().as_secs_f64()));
        }
        if matches!(job["status"].as_str(), Some("completed" | "failed")) {
            break job;
        }
        tokio::time::sleep(LOOK).await;
    };
    let took = begun.elapsed();
    ensure!(job["status"] == "completed" && job["summary"]["inserted"] == users, "not all were taken: {job}");
    Ok(Imported { users, bytes, upload, job: took, cpu: server.cpu()? - cpu, rss_before, peak_rss: server.peak_rss()? })
}

fn part(name: &str, value: &str) -> String {
    format!("--{EDGE}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
}

/// As many as are sent at once, one object a line.
fn lines(first: u32, users: u32) -> String {
    let one = |number: u32| {
        let hash = if number.is_multiple_of(2) {
            r#""password_hash":"$2a$08$Ro0CUfOqk6cXEKf3dyaM7OhSCvnwM9s4wIX9JeLapehKK5YdLxKcm""#
        } else {
            r#""custom_password_hash":{"algorithm":"sha256","hash":{"encoding":"hex","value":"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"}}"#
        };
        let profile = format!(r#""name":"Person {number}","email_verified":true,"app_metadata":{{"number":{number}}}"#);
        format!("{{\"email\":\"import-{number}@example.com\",{profile},{hash}}}\n")
    };
    (first..users.min(first + STEP)).map(one).collect()
}

struct Api<'s> {
    server: &'s Server,
    connection: Connection,
    token: String,
}

impl<'s> Api<'s> {
    async fn open(server: &'s Server) -> anyhow::Result<Self> {
        let mut connection = Connection::new(server.address);
        let client = &server.management;
        let asked = serde_json::json!({
            "grant_type": "client_credentials", "audience": format!("http://{}/api/v2/", server.address),
            "client_id": client.client_id, "client_secret": client.client_secret,
        });
        let answer = connection.exchange(&request("POST /oauth/token", server.address, JSON, &asked.to_string())).await?;
        let token = field(answer.body, "access_token").with_context(|| format!("no token: {}", answer.body))?.to_owned();
        Ok(Self { server, connection, token })
    }

    async fn get(&mut self, path: &str) -> anyhow::Result<Value> {
        let head = format!("authorization: Bearer {}\r\n", self.token);
        let asked = request(&format!("GET /api/v2{path}"), self.server.address, &head, "");
        let answer = self.connection.exchange(&asked).await?;
        ensure!(answer.status == 200, "{path} answered {}: {}", answer.status, answer.body);
        Ok(serde_json::from_str(answer.body)?)
    }
}

impl fmt::Display for Imported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (users, mebi) = (f64::from(self.users), f64::from(1 << 20));
        let (upload, job) = (self.upload.as_secs_f64(), self.job.as_secs_f64());
        writeln!(f, "import of {} users, {:.1} MiB", self.users, self.bytes as f64 / mebi)?;
        writeln!(f, "  upload                 {upload:>9.1} s  ({:.1} MiB/s)", self.bytes as f64 / mebi / upload)?;
        writeln!(f, "  job                    {job:>9.1} s  ({:.0} users/s)", users / job)?;
        writeln!(f, "  both                   {:>9.1} s  ({:.0} users/s)", upload + job, users / (upload + job))?;
        writeln!(f, "  server CPU a user      {:>9.1} µs", self.cpu.as_secs_f64() * 1e6 / users)?;
        writeln!(f, "  memory before          {:>9.1} MiB", self.rss_before as f64 / mebi)?;
        writeln!(f, "  memory at its peak     {:>9.1} MiB", self.peak_rss as f64 / mebi)
    }
}
