//! `ringfence user`: what an operator does for one person, who is told of it.

use anyhow::Context;
use clap::{Args, Subcommand, ValueEnum};
use ringfence_core::authenticator::{Authenticator, Kind};
use ringfence_core::ticket::{Factor, TicketOptions};
use serde_json::{Value, json};

use crate::boot;
use crate::cli::output::say;
use crate::config::Settings;
use crate::flow::administer;
use crate::flow::administer::user::{self, Attended};

/// What the log shows where a browser's name would stand.
const TOOL: &str = concat!("Ringfence/", env!("CARGO_PKG_VERSION"), " (command line)");

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum FactorName {
    Phone,
    Otp,
}

#[derive(Debug, Args)]
pub(super) struct Person {
    tenant: String,
    /// The user's e-mail address
    email: String,
}

#[derive(Debug, Subcommand)]
pub(super) enum UserCommand {
    /// Prints a link by which a user enrolls a second factor: once, within five days
    Ticket {
        #[command(flatten)]
        person: Person,
        /// What may be enrolled; anything that is switched on unless it is named
        #[arg(long, value_enum)]
        factor: Option<FactorName>,
        /// Let a user who has a factor add another, after showing the one they have
        #[arg(long)]
        multiple: bool,
        /// The tenant's domain in the link, where it has several; else the first by the alphabet
        #[arg(long, value_name = "HOST")]
        domain: Option<String>,
    },
    /// Lists a user's factors, numbers masked, as JSON
    Factors(Person),
    /// Takes a factor from a user who has lost it; they are told
    RemoveFactor {
        #[command(flatten)]
        person: Person,
        /// As `factors` lists it
        id: String,
    },
    /// Asks for the second factor again in every browser that was remembered
    ForgetBrowsers(Person),
}

pub(super) async fn run(settings: Settings, command: UserCommand) -> anyhow::Result<()> {
    let house = boot::house(settings, "").await?;
    let attend = async |person: &Person, host: Option<&str>| {
        let tenant = administer::tenant_named(&house.app.store, &person.tenant).await?;
        user::attend(&house.app, &tenant, host, &person.email, TOOL).await
    };
    match command {
        UserCommand::Ticket { person, factor, multiple, domain } => {
            let factor = factor.map(|factor| match factor {
                FactorName::Phone => Factor::Phone,
                FactorName::Otp => Factor::Otp,
            });
            let options = TicketOptions { factor, allow_multiple_enrollments: multiple };
            say(attend(&person, domain.as_deref()).await?.ticket(options).await?);
        }
        UserCommand::Factors(person) => factors(&attend(&person, None).await?).await?,
        UserCommand::RemoveFactor { person, id } => {
            let attended = attend(&person, None).await?;
            attended.remove_factor(&id).await.with_context(|| format!("{id:?} cannot be removed from {}", person.email))?;
            say("Removed. Ringfence notifies the user.");
        }
        UserCommand::ForgetBrowsers(person) => {
            attend(&person, None).await?.forget_browsers().await?;
            say("Every browser asks for the second factor again.");
        }
    }
    Ok(())
}

async fn factors(attended: &Attended) -> anyhow::Result<()> {
    let found = attended.factors().await?;
    let shown = json!({
        "user_id": attended.user.id,
        "email": attended.user.email,
        "factors": found.authenticators.iter().map(shown).collect::<Vec<_>>(),
        "remembered_browsers": found.remembered_browsers,
    });
    say(format!("{shown:#}"));
    Ok(())
}

fn shown(one: &Authenticator) -> Value {
    let kind = match one.kind {
        Kind::Phone { .. } => "phone",
        Kind::Totp => "otp",
        Kind::RecoveryCode => "recovery-code",
    };
    json!({
        "id": one.id,
        "type": kind,
        "phone_number": one.phone_number().map(|number| number.masked()),
        "active": one.is_active(),
        "enrolled_at": one.confirmed_at.map(|at| at.to_string()),
        "last_used_at": one.last_used_at.map(|at| at.to_string()),
    })
}
