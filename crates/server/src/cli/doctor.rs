//! `ringfence doctor`: looks at everything a process needs and says what to do about what is wrong.

use std::time::Duration;

use ringfence_core::clock::Clock;
use ringfence_core::policy;
use ringfence_core::tenant::{CredentialsStatus, Provider, Tenant};
use ringfence_store::Tx;

use crate::boot::{self, House, SystemClock};
use crate::cli::output::say;
use crate::config::Settings;
use crate::flow::administer::keys;
use crate::jobs::probe_twilio;

/// 2026-01-01: a clock before it was never set.
const PLAUSIBLE_SINCE: i64 = 1_767_225_600;

/// What was found, counted for the exit code.
#[derive(Default)]
struct Findings {
    problems: usize,
}

impl Findings {
    fn good(&self, what: &str) {
        say(format!("  ok       {what}"));
    }

    fn note(&self, what: &str) {
        say(format!("  note     {what}"));
    }

    fn problem(&mut self, what: &str) {
        self.problems += 1;
        say(format!("  PROBLEM  {what}"));
    }
}

pub(super) async fn run(settings: Settings) -> anyhow::Result<()> {
    let mut findings = Findings::default();
    say("Configuration");
    configuration(&settings, &mut findings);
    say("Time");
    if SystemClock.now().as_secs() > PLAUSIBLE_SINCE {
        findings.good(&format!("it is {}", SystemClock.now()));
    } else {
        findings.problem(&format!("the clock says {}: codes and tokens would be dated wrongly; set it, e.g. by NTP", SystemClock.now()));
    }
    say("Database and keys");
    match boot::house(settings, "").await {
        Err(problem) => findings.problem(&format!("{problem:#}")),
        Ok(house) => {
            findings.good(if house.app.store.is_postgres() {
                "PostgreSQL answers, the schema is up to date"
            } else {
                "SQLite opens, the schema is up to date"
            });
            findings.good("the master key opens the data keys");
            for process in keys::locked_out(&house.app.store, SystemClock.now()).await? {
                findings.problem(&format!("{process} does not have the master key that the data keys are under: it is not ready"));
            }
            tenants(&house, &mut findings).await?;
        }
    }
    anyhow::ensure!(findings.problems == 0, "{} problem(s) found", findings.problems);
    say("All is well.");
    Ok(())
}

fn configuration(settings: &Settings, findings: &mut Findings) {
    match &settings.server.public_url {
        Some(url) => findings.good(&format!("public URL {url}")),
        None => findings.problem("server.public_url is not set: `serve` will not start, and carriers cannot report back"),
    }
    match boot::master_key(settings) {
        Ok(_) => findings.good("a master key is set"),
        Err(problem) => findings.problem(&format!("{problem:#}")),
    }
    for warning in settings.warnings() {
        findings.note(warning);
    }
    let roots = ["/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem"];
    match roots.iter().find(|path| std::path::Path::new(path).exists()) {
        Some(path) => findings.good(&format!("CA certificates in {path}")),
        None => findings.problem("no CA certificates found: install the package ca-certificates, or carriers cannot be reached"),
    }
}

async fn tenants(house: &House, findings: &mut Findings) -> anyhow::Result<()> {
    say("Tenants and carriers");
    let tenants = house.app.store.read(async |tx: &mut Tx<'_>| tx.tenant_list().await).await?;
    if tenants.is_empty() {
        findings.note("there is no tenant yet: make one with `ringfence tenant create NAME --domain HOST`");
    }
    for tenant in &tenants {
        one(house, tenant, findings).await?;
    }
    Ok(())
}

async fn one(house: &House, tenant: &Tenant, findings: &mut Findings) -> anyhow::Result<()> {
    let (name, phone) = (&tenant.name, &tenant.settings.phone);
    if policy::channels(phone).is_empty() {
        findings.note(&format!("{name}: the phone factor is off, so nobody is asked for a second factor"));
        return Ok(());
    }
    match phone.provider {
        Provider::Auth0 if house.app.settings.carriers.builtin.route.is_empty() => {
            findings.problem(&format!("{name}: the built-in provider has no carrier: set carriers.builtin.route"));
        }
        Provider::Auth0 => {
            findings.note(&format!("{name}: the built-in provider is for trials: {} messages used", tenant.builtin_messages))
        }
        Provider::PhoneMessageHook if phone.route.is_empty() => {
            findings.problem(&format!("{name}: the custom provider has neither hook nor route: `ringfence tenant phone {name} --route …`"));
        }
        Provider::PhoneMessageHook
            if !house.app.settings.carriers.virtual_carrier.enabled && phone.route.iter().any(|one| one == "virtual") =>
        {
            findings.problem(&format!("{name}: the route names the virtual carrier, which is switched off: messages to it fail"));
        }
        Provider::PhoneMessageHook => findings.good(&format!("{name}: route {}", phone.route.join(", "))),
        Provider::Twilio => {}
    }
    let uses_twilio = phone.provider == Provider::Twilio || phone.route.iter().any(|carrier| carrier == "twilio");
    if !uses_twilio {
        return Ok(());
    }
    if tenant.twilio.sid.is_none() || tenant.twilio.auth_token.is_none() {
        findings
            .problem(&format!("{name}: Twilio is chosen, and no account is set: `ringfence tenant twilio set {name} --sid … --from …`"));
        return Ok(());
    }
    let probed = tokio::time::timeout(Duration::from_secs(15), probe_twilio::probe(&house.app, &house.carriers, &tenant.id)).await;
    match probed.unwrap_or(Ok(CredentialsStatus::Unknown))? {
        CredentialsStatus::Live => findings.good(&format!("{name}: Twilio's credentials are live")),
        status => {
            let words = describe(status);
            if status == CredentialsStatus::Trial {
                findings.note(&format!("{name}: {words}"))
            } else {
                findings.problem(&format!("{name}: {words}"))
            }
        }
    }
    Ok(())
}

/// What a probe found out, for the operator.
pub(super) fn describe(status: CredentialsStatus) -> &'static str {
    match status {
        CredentialsStatus::Live => "Twilio's credentials are live.",
        CredentialsStatus::Trial => "This is a Twilio trial account: it reaches only numbers that were verified with Twilio.",
        CredentialsStatus::Test => {
            "These are Twilio test credentials: no message would ever arrive, so none is sent. Use the live credentials."
        }
        CredentialsStatus::Wrong => "Twilio refuses these credentials: check the Account SID and the Auth Token.",
        CredentialsStatus::Inactive => "This Twilio account is suspended or closed.",
        CredentialsStatus::Unknown => "Twilio could not be asked about the credentials; a job will ask again.",
    }
}
