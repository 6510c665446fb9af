//! One installation: its settings, its database, and the processes that run on them.

use std::collections::BTreeMap;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Stdio};
use std::sync::atomic::{AtomicU16, AtomicUsize, Ordering};
use std::time::Duration;

use tokio::io::AsyncWriteExt;
use tokio::process::{Child, Command};

use crate::database::Database;

/// 32 bytes in base64; any will do.
pub(crate) const MASTER_KEY: &str = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

/// What every command of one installation shares.
pub(crate) struct Install {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) database: Database,
    pub(crate) port: u16,
    settings: BTreeMap<String, String>,
    starts: AtomicUsize,
}

/// What a command that ended said.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Install {
    /// Ready to `serve`: an address, a public URL and a master key, on this database.
    pub(crate) fn new(folder: tempfile::TempDir, database: Database) -> Self {
        let port = free_port();
        let install = Self { folder, database, port, settings: BTreeMap::new(), starts: AtomicUsize::new(0) };
        let url = install.database.url();
        install
            .set("SERVER__LISTEN", &format!("127.0.0.1:{port}"))
            .set("SERVER__PUBLIC_URL", &format!("http://127.0.0.1:{port}"))
            .set("DATABASE__URL", &url)
            .set("KEYS__MASTER_KEY", MASTER_KEY)
            .set("NETWORK__OUTBOUND", "loopback")
    }

    pub(crate) fn on_sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = Database::Sqlite(folder.path().join("ringfence.db"));
        Self::new(folder, database)
    }

    /// `None`, and a line that says so, where no server was named.
    pub(crate) async fn on_postgres() -> Option<Self> {
        Some(Self::new(tempfile::tempdir().unwrap(), Database::postgres().await?))
    }

    /// A setting by its place in ringfence.default.toml: `LIMITS__WRONG_CODES`.
    pub(crate) fn set(mut self, name: &str, value: &str) -> Self {
        self.settings.insert(format!("RINGFENCE_{name}"), value.to_owned());
        self
    }

    pub(crate) fn unset(mut self, name: &str) -> Self {
        self.settings.remove(&format!("RINGFENCE_{name}"));
        self
    }

    pub(crate) fn variables(&self) -> BTreeMap<String, String> {
        self.settings.clone()
    }

    pub(crate) fn restore(&mut self, variables: BTreeMap<String, String>) {
        self.settings = variables;
    }

    /// With no environment but this installation's.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ringfence"));
        command.args(arguments).env_clear().envs(&self.settings).current_dir(self.folder.path()).kill_on_drop(true);
        command
    }

    /// Runs a command to its end, which it must reach within a minute.
    pub(crate) async fn run(&self, arguments: &[&str], input: &str) -> Ran {
        let mut command = self.command(arguments);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // A command that reads nothing may have ended already.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes()).await;
        let ended = tokio::time::timeout(Duration::from_secs(60), child.wait_with_output()).await;
        let output = ended.unwrap_or_else(|_| panic!("{arguments:?} does not end")).unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Ran { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// The standard output of a command that must succeed.
    pub(crate) async fn ok(&self, arguments: &[&str]) -> String {
        self.ok_with(arguments, "").await
    }

    pub(crate) async fn ok_with(&self, arguments: &[&str], input: &str) -> String {
        let ran = self.run(arguments, input).await;
        assert_eq!(ran.code, Some(0), "{arguments:?}: {ran:?}");
        ran.out
    }

    /// Starts a process that stays.
    pub(crate) fn start(&self, arguments: &[&str]) -> Process {
        self.spawn(self.command(arguments))
    }

    fn spawn(&self, mut command: Command) -> Process {
        let said = self.folder.path().join(format!("said-{}.log", self.starts.fetch_add(1, Ordering::Relaxed)));
        let file = std::fs::File::create(&said).unwrap();
        let child = command.stdin(Stdio::null()).stdout(file.try_clone().unwrap()).stderr(file).spawn().unwrap();
        Process { child, said }
    }

    /// With variables that are no settings of ours.
    pub(crate) fn start_beside(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Process {
        let mut command = self.command(arguments);
        command.envs(variables.iter().copied());
        self.spawn(command)
    }

    /// Under a supervisor that wants to hear from this very process, by its number.
    pub(crate) fn start_watched(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Process {
        let mut command = Command::new("/bin/sh");
        command.args(["-c", "WATCHDOG_PID=$$ exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_ringfence")]).args(arguments);
        command.env_clear().envs(&self.settings).envs(variables.iter().copied()).current_dir(self.folder.path()).kill_on_drop(true);
        // The shell exports what it was given by this name, with the value it has when it becomes the server.
        command.env("WATCHDOG_PID", "0");
        self.spawn(command)
    }

    pub(crate) async fn serve(&self) -> Process {
        let mut process = self.start(&["serve"]);
        process.until_it_answers(self.port).await;
        process
    }

    /// A further node on the same database, as behind a load balancer.
    pub(crate) async fn serve_on(&self, port: u16) -> Process {
        self.serve_on_with(port, &[]).await
    }

    /// A node whose settings differ from the installation's: by their places, as in [`Install::set`].
    pub(crate) async fn serve_on_with(&self, port: u16, settings: &[(&str, &str)]) -> Process {
        let mut command = self.command(&["serve"]);
        command.env("RINGFENCE_SERVER__LISTEN", format!("127.0.0.1:{port}"));
        command.envs(settings.iter().map(|(name, value)| (format!("RINGFENCE_{name}"), value)));
        let mut process = self.spawn(command);
        process.until_it_answers(port).await;
        process
    }
}

/// A running `ringfence`; killed when dropped.
pub(crate) struct Process {
    child: Child,
    said: PathBuf,
}

impl Process {
    pub(crate) async fn until_it_answers(&mut self, port: u16) {
        for _ in 0..1_500 {
            if let Some(status) = self.child.try_wait().unwrap() {
                panic!("it ended with {status}:\n{}", self.said());
            }
            if tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("nothing listens on {port}:\n{}", self.said());
    }

    /// Standard output and standard error, as they came.
    pub(crate) fn said(&self) -> String {
        read_lossy(&self.said)
    }

    pub(crate) async fn until_it_says(&self, words: &str) {
        self.says_within(words, Duration::from_secs(10)).await;
    }

    pub(crate) async fn says_within(&self, words: &str, limit: Duration) {
        for _ in 0..limit.as_millis() / 20 {
            if self.said().contains(words) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("it never says {words:?}:\n{}", self.said());
    }

    /// As [`Process::until_it_says`], for a command that may be faster.
    pub(crate) async fn until_it_says_or_ends(&mut self, words: &str) {
        while self.child.try_wait().unwrap().is_none() && !self.said().contains(words) {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    }

    /// SIGKILL: the process does not get to do anything more.
    pub(crate) async fn kill(mut self) {
        self.child.kill().await.unwrap();
    }

    pub(crate) fn terminate(&self) {
        self.signal("TERM");
    }

    pub(crate) fn signal(&self, name: &str) {
        // The shell's own `kill`: a bare machine has no other.
        let kill = format!("kill -{name} {}", self.child.id().expect("it runs"));
        assert!(std::process::Command::new("sh").args(["-c", &kill]).status().unwrap().success());
    }

    pub(crate) async fn ended_within(&mut self, limit: Duration) -> ExitStatus {
        let ended = tokio::time::timeout(limit, self.child.wait()).await;
        ended.unwrap_or_else(|_| panic!("it still runs after {limit:?}:\n{}", self.said())).unwrap()
    }

    /// As an operator stops it; it must end well.
    pub(crate) async fn stop(mut self) -> String {
        self.terminate();
        let status = self.ended_within(Duration::from_secs(15)).await;
        assert!(status.success(), "{status}:\n{}", self.said());
        self.said()
    }
}

pub(crate) fn read_lossy(path: &Path) -> String {
    String::from_utf8_lossy(&std::fs::read(path).unwrap()).into_owned()
}

/// A port that stays free while nobody listens: below the range from which outgoing connections take theirs, where a
/// server that is down for a moment could lose it to a client of its own.
pub(crate) fn free_port() -> u16 {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let first = u16::try_from(std::process::id() % 100 * 100).unwrap();
    loop {
        let port = 20_000 + (first + NEXT.fetch_add(1, Ordering::Relaxed)) % 12_000;
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
}

/// Evenly drawn, below `below`; no two runs alike.
pub(crate) fn chance(below: u64) -> u64 {
    use std::hash::{BuildHasher, Hasher, RandomState};
    RandomState::new().build_hasher().finish() % below
}

#[expect(clippy::disallowed_methods, reason = "tests have no config.rs; these variables are for whoever runs them")]
pub(crate) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}
