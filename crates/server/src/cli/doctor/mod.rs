//! `ringfence doctor`: looks at everything a process needs and says what to do about what is wrong. It changes nothing at all.
//!
//! One file for each group of checks. `serve` and `worker` run the same ones at their start ([`starting`], [`tenants::look`]): what
//! they refuse is a [`finding::Level::Refusal`] here, so the two cannot disagree. Start reading at [`run`].

mod address;
mod carriers;
mod certificate;
mod clock;
mod database;
mod finding;
mod listeners;
mod secrets;
pub(super) mod tenants;

use std::time::Duration;

pub(super) use self::finding::Findings;
use crate::cli::output::say;
use crate::config::Settings;

/// A database that hangs is a finding, and not the end of the looking.
const PATIENCE: Duration = Duration::from_secs(15);

/// What a process will do with its settings.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Role {
    Serve,
    Worker,
}

/// What needs nothing but the settings and this machine.
pub(super) fn starting(settings: &Settings, role: Role) -> Findings {
    let mut findings = Findings::default();
    if role == Role::Serve {
        findings.extend(address::look(settings));
        findings.extend(certificate::look(settings));
    }
    findings.extend(secrets::look(settings));
    findings.extend(carriers::look(settings));
    findings.extend(clock::look());
    findings
}

pub(super) async fn run(settings: anyhow::Result<Settings>) -> anyhow::Result<()> {
    let mut all = Findings::default();
    let mut show = |title: &str, findings: Findings| {
        say(title);
        for finding in findings.iter() {
            say(format!("  {finding}"));
        }
        all.extend(findings);
    };
    match settings {
        Err(problem) => show("Configuration", Findings::refusal(format!("{problem:#}"))),
        Ok(settings) => {
            show("Configuration", starting(&settings, Role::Serve));
            show("Listeners", listeners::look(&settings).await);
            let (findings, opened) = match tokio::time::timeout(PATIENCE, database::look(&settings)).await {
                Ok(looked) => looked,
                Err(_) => (Findings::refusal(format!("the database does not answer within {} seconds", PATIENCE.as_secs())), None),
            };
            show("Database and keys", findings);
            if let Some(opened) = opened {
                show("Tenants and carriers", tenants::examine(&settings, &opened).await);
            }
        }
    }
    let problems = all.problems();
    anyhow::ensure!(problems == 0, "{problems} problem(s) found");
    say("All is well.");
    Ok(())
}
