//! **load** asks what a second factor costs: it starts the release binary, walks challenge → inbox → verify
//! for many users, and weighs the server's work against the parts that no server could leave out.
//! It never reaches into the server's code: all it knows is the wire. Start reading at [`run`].

mod answer;
mod http;
mod import;
mod latency;
mod load;
mod meter;
mod pages;
mod parts;
mod people;
mod report;
mod server;
mod startup;
mod walk;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context as _;
use clap::Parser;

use crate::load::Plan;
use crate::report::{Memory, Report, Setting};
use crate::server::{Launch, Server};
use crate::startup::Startup;

/// Walk challenge → inbox → verify for many users against a server of its own, and say what it costs.
#[derive(Parser)]
#[command(name = "ringfence-load", version)]
struct Arguments {
    /// Users to sign up and enroll; each is walked by one client.
    #[arg(long, default_value_t = 256, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    users: u32,
    /// Clients that walk at once, each on a connection of its own.
    #[arg(long, default_value_t = 64, value_parser = clap::value_parser!(u32).range(1..=4096))]
    clients: u32,
    /// Seconds of each of the two measurements, after two of warming up.
    #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=240))]
    seconds: u32,
    /// An empty PostgreSQL database for the server, in place of SQLite.
    #[arg(long)]
    database_url: Option<String>,
    /// The server to measure.
    #[arg(long, default_value = "target/release/ringfence")]
    binary: PathBuf,
    /// Where the server's data goes; must be on the disk to be measured. A temporary folder beside the binary if not given.
    #[arg(long)]
    data: Option<PathBuf>,
    /// Don't measure the unavoidable parts.
    #[arg(long)]
    skip_parts: bool,
    /// Draw the login pages instead of walking: what each costs the server, and what it weighs.
    #[arg(long)]
    pages: bool,
    /// Import so many users in one file instead of walking: how many a second, and how much memory the server takes for it.
    #[arg(long, conflicts_with = "pages", value_parser = clap::value_parser!(u32).range(1..=4_000_000))]
    import: Option<u32>,
    /// Write the figures to this file, too.
    #[arg(long)]
    json: Option<PathBuf>,
}

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    // One thread: the tool shares the machine with what it measures, and threads that wake each other would cost more than they carry.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    if arguments.pages {
        let drawn = runtime.block_on(draw(&arguments))?;
        write!(std::io::stdout(), "{drawn}")?;
        return Ok(());
    }
    if let Some(users) = arguments.import {
        let imported = runtime.block_on(bring_in(&arguments, users))?;
        write!(std::io::stdout(), "{imported}")?;
        return Ok(());
    }
    let report = runtime.block_on(run(&arguments))?;
    if let Some(path) = &arguments.json {
        std::fs::write(path, serde_json::to_vec_pretty(&report)?).with_context(|| format!("writing {}", path.display()))?;
    }
    write!(std::io::stdout(), "{report}")?;
    Ok(())
}

async fn draw(arguments: &Arguments) -> anyhow::Result<pages::Drawn> {
    let binary = arguments.binary.canonicalize().with_context(|| format!("{}: build it first", arguments.binary.display()))?;
    let folder = data_folder(arguments, &binary)?;
    let server = Server::start(&Launch { binary, data: folder.path().to_owned(), database_url: arguments.database_url.clone() }).await?;
    pages::measure(&server, Duration::from_secs(arguments.seconds.into())).await
}

async fn bring_in(arguments: &Arguments, users: u32) -> anyhow::Result<import::Imported> {
    let binary = arguments.binary.canonicalize().with_context(|| format!("{}: build it first", arguments.binary.display()))?;
    let folder = data_folder(arguments, &binary)?;
    let server = Server::start(&Launch { binary, data: folder.path().to_owned(), database_url: arguments.database_url.clone() }).await?;
    import::measure(&server, users).await
}

/// Start-up first (the data folder is still small), then the users, full load, half load, and the parts.
async fn run(arguments: &Arguments) -> anyhow::Result<Report> {
    let binary = arguments.binary.canonicalize().with_context(|| format!("{}: build it first", arguments.binary.display()))?;
    let folder = data_folder(arguments, &binary)?;
    let launch = Launch { binary: binary.clone(), data: folder.path().to_owned(), database_url: arguments.database_url.clone() };

    say("starting the server, once cold and five times warm");
    let startup = Startup::measure(&launch).await?;
    let mut server = Server::start(&launch).await?;
    let idle_rss = server.settled_rss().await?;

    let people = people::enroll(&server, arguments.users).await?;
    let enrolled_rss = server.rss()?;
    let plan = Plan { seconds: Duration::from_secs(arguments.seconds.into()), clients: arguments.clients.min(arguments.users) };
    say(&format!("full load: {} clients for {} s", plan.clients, arguments.seconds));
    let (people, full) = load::run(&server, people, &plan, None).await?;
    let loaded_rss = server.rss()?;
    say(&format!("half load: {:.0} cycles/s for {} s", full.rate() / 2.0, arguments.seconds));
    let (people, half) = load::run(&server, people, &plan, Some(full.rate() / 2.0)).await?;

    let parts = if arguments.skip_parts {
        None
    } else {
        say("the unavoidable parts");
        let exchange = parts::exchange(&server, plan.clients).await?;
        let inbox_read = parts::inbox_read(&server, &people, plan.clients).await?;
        server.stop()?;
        Some(parts::measure(folder.path(), exchange, inbox_read)?)
    };
    server.stop()?;
    let setting = Setting { database: launch.database(), users: arguments.users, clients: plan.clients, seconds: arguments.seconds };
    let memory = Memory { idle: idle_rss, enrolled: enrolled_rss, loaded: loaded_rss };
    Ok(Report::new(setting, startup, memory, full, half, parts, report::Size::of(&binary)?))
}

/// Kept when the user named it, removed when we did.
enum Folder {
    Named(PathBuf),
    Temporary(tempfile::TempDir),
}

impl Folder {
    fn path(&self) -> &Path {
        match self {
            Self::Named(path) => path,
            Self::Temporary(folder) => folder.path(),
        }
    }
}

fn data_folder(arguments: &Arguments, binary: &Path) -> anyhow::Result<Folder> {
    if let Some(path) = &arguments.data {
        std::fs::create_dir_all(path)?;
        return Ok(Folder::Named(path.canonicalize()?));
    }
    // Beside the binary and not in /tmp, which may be memory, where a commit costs nothing.
    let beside = binary.parent().context("the binary has no folder")?;
    Ok(Folder::Temporary(tempfile::Builder::new().prefix("load-").tempdir_in(beside)?))
}

/// Progress goes to stderr, the report to stdout; a closed stderr is no reason to stop.
pub(crate) fn say(words: &str) {
    let _ = writeln!(std::io::stderr(), "{words}");
}
