//! Words for whoever typed the command.

use std::io::Write;

/// Writes a line to standard output. A closed pipe (`| head`) is no reason to fail.
pub(super) fn say(line: impl AsRef<str>) {
    drop(writeln!(std::io::stdout(), "{}", line.as_ref()));
}
