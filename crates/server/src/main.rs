//! The boot order in plain sentences: read the command line, then do what it says ([`ringfence::cli`]).

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;
use ringfence::{boot, cli};

fn main() -> ExitCode {
    let line = cli::Line::parse();
    boot::install_crypto();
    let format = line.log_format();
    match run(line) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            // The terminal may be gone; there is nobody else to tell.
            drop(writeln!(std::io::stderr(), "{}", cli::last_words(format, &problem)));
            ExitCode::FAILURE
        }
    }
}

fn run(line: cli::Line) -> anyhow::Result<()> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(cli::run(line))
}
