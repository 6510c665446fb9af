//! A process that does not outlive the tests: neither a panic nor a kill leaves it, or anything it started, behind.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use std::os::unix::process::CommandExt;

/// The shell leads a process group of its own, and ends all of it once its standard input ends: when [`Leashed`] is dropped, or when the
/// process of the tests is gone, however it went.
const LEASH: &str = r#"{ "$@"; echo "it ended with $?"; } < /dev/null & read -r _; kill -KILL 0"#;

pub(crate) struct Leashed {
    shell: Child,
    said: PathBuf,
}

impl Leashed {
    /// Runs a command line in `folder`, where `name.log` keeps what it says.
    pub(crate) fn start(folder: &Path, name: &str, line: &[&str], environment: &[(&str, &str)]) -> Self {
        let said = folder.join(format!("{name}.log"));
        let file = File::create(&said).unwrap();
        let mut command = Command::new("/bin/sh");
        // No environment but this: the server refuses settings that it does not know, and those of whoever runs the tests are not its.
        command.args(["-c", LEASH, name]).args(line).env_clear().env("PATH", path()).envs(environment.iter().copied());
        command.current_dir(folder).process_group(0);
        command.stdin(Stdio::piped()).stdout(file.try_clone().unwrap()).stderr(file);
        Self { shell: command.spawn().unwrap(), said }
    }

    /// Standard output and standard error, as they came.
    pub(crate) fn said(&self) -> String {
        String::from_utf8_lossy(&std::fs::read(&self.said).unwrap()).into_owned()
    }

    pub(crate) fn until_it_says(&self, words: &str) -> String {
        let deadline = Instant::now() + Duration::from_secs(30);
        loop {
            let said = self.said();
            if said.contains(words) {
                return said;
            }
            assert!(!said.contains("it ended with "), "it should stay:\n{said}");
            assert!(Instant::now() < deadline, "it never says {words:?}:\n{said}");
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Leashed {
    fn drop(&mut self) {
        drop(self.shell.stdin.take());
        // Only so that nothing is left to collect; the group is dead either way.
        let _ = self.shell.wait();
    }
}

/// Where this machine keeps its programs.
#[expect(clippy::disallowed_methods, reason = "it is the machine's to say, and no setting")]
pub(crate) fn path() -> String {
    std::env::var("PATH").unwrap_or_default()
}
