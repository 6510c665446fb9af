//! What a page costs: each screen of a sign-up is asked for again and again, and the server's CPU is read before and after.
//!
//! A page looked at again is what a reload or the back button asks for: the login is read, and the page is drawn. Nothing is written.

use std::fmt;
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};

use crate::http::{Connection, FORM, request};
use crate::server::Server;

/// The files that every page refers to, fetched once by a browser.
const FILES: [&str; 3] = ["/u/assets/pages.css", "/u/assets/pages.js", "/u/brand.css"];

pub(crate) struct Drawn {
    pages: Vec<Page>,
    /// Of the files that they share.
    shared_bytes: usize,
}

struct Page {
    screen: String,
    bytes: usize,
    times: u32,
    cpu: Duration,
}

/// Signs somebody up as far as the recovery code, and measures each page on the way for its share of `seconds`.
pub(crate) async fn measure(server: &Server, seconds: Duration) -> anyhow::Result<Drawn> {
    let mut visitor =
        Visitor { server, connection: Connection::new(server.address), cookie: String::new(), path: String::new(), body: String::new() };
    let id = &server.app.client_id;
    let callback = "http%3A%2F%2F127.0.0.1%3A9%2Fcallback";
    visitor.get(&format!("/authorize?client_id={id}&response_type=code&redirect_uri={callback}&scope=openid")).await?;
    let share = seconds / 5;
    let mut pages = vec![visitor.measure(share).await?];
    let signup = visitor.path.replace("/u/login", "/u/signup");
    visitor.get(&signup).await?;
    pages.push(visitor.measure(share).await?);
    visitor.post("email=pages%40example.com&password=correct+horse+battery").await?;
    pages.push(visitor.measure(share).await?);
    visitor.post("country=GB&phone=07700900123&channel=sms").await?;
    pages.push(visitor.measure(share).await?);
    let code = visitor.code().await?;
    visitor.post(&format!("code={code}")).await?;
    pages.push(visitor.measure(share).await?);
    let mut shared_bytes = 0;
    for file in FILES {
        let answer = visitor.connection.exchange(&request(&format!("GET {file}"), server.address, "", "")).await?;
        ensure!(answer.status == 200, "{file}: {}", answer.status);
        shared_bytes += answer.body.len();
    }
    Ok(Drawn { pages, shared_bytes })
}

struct Visitor<'s> {
    server: &'s Server,
    connection: Connection,
    cookie: String,
    path: String,
    body: String,
}

impl Visitor<'_> {
    /// Goes there, and on along redirects.
    async fn get(&mut self, path: &str) -> anyhow::Result<()> {
        self.go("GET", path, "").await
    }

    /// Sends the form of the page with what is typed.
    async fn post(&mut self, typed: &str) -> anyhow::Result<()> {
        let csrf = between(&self.body, "name=\"csrf\" value=\"", "\"").context("no form on the page")?.to_owned();
        let path = self.path.clone();
        self.go("POST", &path, &format!("csrf={csrf}&{typed}")).await
    }

    async fn go(&mut self, method: &str, path: &str, body: &str) -> anyhow::Result<()> {
        let (mut method, mut path, mut body) = (method.to_owned(), path.to_owned(), body.to_owned());
        loop {
            let head = format!("{FORM}cookie: {}\r\n", self.cookie);
            let answer = self.connection.exchange(&request(&format!("{method} {path}"), self.server.address, &head, &body)).await?;
            if let Some(cookie) = between(answer.head, "set-cookie: ", ";") {
                self.cookie = cookie.to_owned();
            }
            match between(answer.head, "location: ", "\r\n").or_else(|| answer.head.split_once("location: ").map(|(_, rest)| rest)) {
                Some(location) => (method, path, body) = ("GET".to_owned(), location.to_owned(), String::new()),
                None => {
                    ensure!(answer.status == 200, "{path} answered {}", answer.status);
                    (self.path, self.body) = (path, answer.body.to_owned());
                    return Ok(());
                }
            }
        }
    }

    /// The page where the visitor is, drawn for so long.
    async fn measure(&mut self, span: Duration) -> anyhow::Result<Page> {
        let asked = request(&format!("GET {}", self.path), self.server.address, &format!("cookie: {}\r\n", self.cookie), "");
        let (before, started) = (self.server.cpu()?, Instant::now());
        let (mut times, mut bytes) = (0, 0);
        while started.elapsed() < span {
            let answer = self.connection.exchange(&asked).await?;
            ensure!(answer.status == 200, "{} answered {}", self.path, answer.status);
            (times, bytes) = (times + 1, answer.body.len());
        }
        let screen = self.path.trim_start_matches("/u/").split('?').next().unwrap_or_default().to_owned();
        Ok(Page { screen, bytes, times, cpu: self.server.cpu()? - before })
    }

    async fn code(&mut self) -> anyhow::Result<String> {
        let answer = self.connection.exchange(&request("GET /dev/messages", self.server.address, "", "")).await?;
        crate::answer::last_field(answer.body, "code").map(str::to_owned).context("no code in the inbox")
    }
}

fn between<'t>(text: &'t str, before: &str, after: &str) -> Option<&'t str> {
    text.split_once(before)?.1.split_once(after).map(|(found, _)| found)
}

impl fmt::Display for Drawn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<32} {:>12} {:>14} {:>20}", "page", "server CPU", "HTML", "with shared files")?;
        for page in &self.pages {
            let cpu = page.cpu.as_secs_f64() * 1e3 / f64::from(page.times.max(1));
            let (own, all) = (page.bytes as f64 / 1024.0, (page.bytes + self.shared_bytes) as f64 / 1024.0);
            writeln!(f, "{:<32} {cpu:>9.3} ms {own:>10.1} KiB {all:>16.1} KiB   ({} times)", page.screen, page.times)?;
        }
        Ok(())
    }
}
