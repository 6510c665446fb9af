//! The command line: one file per command.
//!
//! Prints to standard output what a person or script asked for, and logs to standard error. Start
//! reading at [`Command`].

mod backup;
mod dev;
mod doctor;
mod keys;
mod listen;
mod local_ca;
mod migrate;
mod output;
mod reload;
mod serve;
mod signals;
mod supervisor;
mod tenant;
mod user;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use ringfence_core::clock::Clock;
use serde_json::json;

use crate::boot::SystemClock;
use crate::config::{self, LogFormat, Settings};

/// A self-hosted phone second factor that speaks Auth0's wire.
#[derive(Debug, Parser)]
#[command(name = "ringfence", version, about, arg_required_else_help = true)]
pub struct Line {
    /// A TOML file over the defaults; see ringfence.default.toml
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Everything on one machine, with a demo tenant and an inbox instead of a carrier
    Dev(dev::DevOptions),
    /// The server, for production
    Serve,
    /// Sends messages only, beside one or more `serve`
    Worker,
    /// Brings the database's schema up to date
    Migrate,
    /// Copies a SQLite database to a new file while servers run, and reads the copy back
    Backup {
        /// A file that is not there yet
        file: PathBuf,
    },
    /// Checks configuration, database, keys, carriers, time and certificates, and says what to do
    Doctor,
    /// Tenants and what belongs to them
    #[command(subcommand)]
    Tenant(tenant::TenantCommand),
    /// One person's second factors
    #[command(subcommand)]
    User(user::UserCommand),
    /// The master key, data keys and signing keys
    #[command(subcommand)]
    Keys(keys::KeysCommand),
}

impl Line {
    /// How a problem that ends the command is told: as a line of the log, where that is JSON.
    pub fn log_format(&self) -> LogFormat {
        config::log_format(self.config.as_deref())
    }
}

/// The last words of a command that failed, in the log's format.
pub fn last_words(format: LogFormat, problem: &anyhow::Error) -> String {
    let words = format!("{problem:#}");
    match format {
        LogFormat::Text => format!("ringfence: {words}"),
        LogFormat::Json => {
            let now = SystemClock.now().to_string();
            json!({ "timestamp": now, "level": "ERROR", "message": "ringfence ends", "error": words, "target": "ringfence" }).to_string()
        }
    }
}

pub async fn run(line: Line) -> anyhow::Result<()> {
    let settings = Settings::load(line.config.as_deref());
    match line.command {
        // Settings that are none are what it is there to find.
        Command::Doctor => doctor::run(settings).await,
        Command::Dev(options) => dev::run(settings?, options).await,
        Command::Serve => serve::serve(settings?, line.config).await,
        Command::Worker => serve::work(settings?, line.config).await,
        Command::Backup { file } => backup::run(settings?, file).await,
        Command::Migrate => migrate::run(settings?).await,
        Command::Tenant(command) => tenant::run(settings?, command).await,
        Command::User(command) => user::run(settings?, command).await,
        Command::Keys(command) => keys::run(settings?, command).await,
    }
}
