//! A PostgreSQL server of one test's own, to be stopped in its tracks or put on a small disk.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::database::Database;
use crate::harness::free_port;

pub(crate) struct Cluster {
    folder: tempfile::TempDir,
    bin: PathBuf,
    pub(crate) port: u16,
}

impl Cluster {
    /// `None`, and a line that says so, where PostgreSQL's server programs are not installed.
    pub(crate) fn start() -> Option<Self> {
        let Some(bin) = programs() else {
            println!("skipped: PostgreSQL's server programs are not installed");
            return None;
        };
        let folder = tempfile::tempdir().unwrap();
        hand_over(folder.path());
        let cluster = Self { folder, bin, port: free_port() };
        let data = cluster.data();
        cluster.run(
            "initdb",
            &["--pgdata", &data, "--username", "ringfence", "--auth", "trust", "--no-locale", "--encoding", "UTF8", "--no-sync"],
        );
        cluster.go_on();
        Some(cluster)
    }

    /// Starts the server, again after [`Cluster::go_down`].
    pub(crate) fn go_on(&self) {
        let options = format!("-p {} -k {} -c listen_addresses=127.0.0.1", self.port, self.folder.path().display());
        let log = format!("{}/log", self.folder.path().display());
        self.run("pg_ctl", &["--pgdata", &self.data(), "--log", &log, "--silent", "--wait", "start", "--options", &options]);
    }

    pub(crate) fn go_down(&self) {
        self.run("pg_ctl", &["--pgdata", &self.data(), "--mode", "immediate", "--silent", "stop"]);
    }

    fn data(&self) -> String {
        format!("{}/data", self.folder.path().display())
    }

    pub(crate) fn database(&self) -> Database {
        let server = format!("postgres://ringfence@127.0.0.1:{}/postgres", self.port);
        Database::Postgres { server, name: "ringfence".to_owned() }
    }

    fn run(&self, program: &str, arguments: &[&str]) {
        let mut command = as_its_user(&self.bin.join(program));
        // Inherited by the server, a pipe would never end.
        let ran = command.args(arguments).current_dir(self.folder.path()).stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap();
        assert!(ran.success(), "{program}: {ran}");
    }

    /// STOP or CONT to the server and each of its children, the server first, so that it makes no further ones.
    pub(crate) fn signal(&self, name: &str) {
        let pids = std::fs::read_to_string(format!("{}/postmaster.pid", self.data())).unwrap();
        let server = pids.lines().next().unwrap();
        send(name, &[server.to_owned()]);
        send(name, &children(server));
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        self.signal("CONT");
        self.go_down();
    }
}

fn send(name: &str, pids: &[String]) {
    // The shell's own `kill`: a bare machine has no other. A child may have ended meanwhile.
    let _ = Command::new("sh").args(["-c", &format!("kill -{name} {}", pids.join(" "))]).output().unwrap();
}

fn children(parent: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir("/proc").unwrap().flatten() {
        let stat = std::fs::read_to_string(entry.path().join("stat")).unwrap_or_default();
        // pid (name) state ppid …
        let is_child = stat.rsplit_once(')').and_then(|(_, rest)| rest.split_whitespace().nth(1)) == Some(parent);
        if is_child {
            found.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    found
}

fn programs() -> Option<PathBuf> {
    let mut versions: Vec<PathBuf> =
        std::fs::read_dir("/usr/lib/postgresql").ok()?.flatten().map(|entry| entry.path().join("bin")).collect();
    versions.sort();
    versions.into_iter().rfind(|bin| bin.join("initdb").exists())
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.starts_with(b"0\n"))
}

/// PostgreSQL refuses to run as root.
fn as_its_user(program: &Path) -> Command {
    if !is_root() {
        return Command::new(program);
    }
    let mut command = Command::new("runuser");
    command.args(["-u", "postgres", "--"]).arg(program);
    command
}

/// Makes a folder the server's.
pub(crate) fn hand_over(folder: &Path) {
    if is_root() {
        assert!(Command::new("chown").arg("postgres").arg(folder).status().unwrap().success());
    }
}
