//! Each tenant: whether it is reached under the public URL, and whether its messages can go out.

use std::time::Duration;

use ringfence_core::policy;
use ringfence_core::tenant::{CredentialsStatus, Provider, Tenant};
use ringfence_outbound::{Carriers, FORBIDDEN};
use ringfence_store::{Store, StoreError, Tx};

use super::Findings;
use super::address::host;
use super::database::Opened;
use crate::config::Settings;

const PATIENCE: Duration = Duration::from_secs(15);

/// What the database says; `serve` tells it at its start.
pub(in crate::cli) async fn look(settings: &Settings, store: &Store) -> Result<Findings, StoreError> {
    let mut findings = Findings::default();
    let tenants = store.read(async |tx: &mut Tx<'_>| tx.tenant_list().await).await?;
    if tenants.is_empty() {
        findings.note("there is no tenant yet: make one with `ringfence tenant create NAME --domain HOST`");
        return Ok(findings);
    }
    if let Some(host) = settings.server.public_url.as_deref().and_then(|url| host(url).ok()) {
        let asked = host.clone();
        let found = store.read(async move |tx: &mut Tx<'_>| tx.domain_find(&asked).await).await?;
        if found.is_none() {
            findings.problem(format!(
                "no tenant has the domain {host} of server.public_url: requests to it are answered 404. Give it to one with \
                 `ringfence tenant create NAME --domain {host}`, or mend server.public_url"
            ));
        }
    }
    for tenant in &tenants {
        provider(settings, tenant, &mut findings);
    }
    Ok(findings)
}

/// The same, and Twilio is asked about its credentials. Nothing is written down of what it says.
pub(super) async fn examine(settings: &Settings, opened: &Opened) -> Findings {
    let Opened { store, carriers } = opened;
    let examined = async {
        let mut findings = look(settings, store).await?;
        for tenant in store.read(async |tx: &mut Tx<'_>| tx.tenant_list().await).await? {
            if uses_twilio(&tenant) && tenant.twilio.sid.is_some() && tenant.twilio.auth_token.is_some() {
                credentials(&tenant, carriers, &mut findings).await;
            }
        }
        Ok(findings)
    };
    examined.await.unwrap_or_else(|problem: StoreError| Findings::refusal(format!("the tenants cannot be read: {problem}")))
}

fn uses_twilio(tenant: &Tenant) -> bool {
    let phone = &tenant.settings.phone;
    !policy::channels(phone).is_empty() && (phone.provider == Provider::Twilio || phone.route.iter().any(|carrier| carrier == "twilio"))
}

fn provider(settings: &Settings, tenant: &Tenant, findings: &mut Findings) {
    let (name, phone) = (&tenant.name, &tenant.settings.phone);
    if policy::channels(phone).is_empty() {
        findings.note(format!("{name}: the phone factor is off, so nobody is asked for a second factor"));
        return;
    }
    match phone.provider {
        Provider::Auth0 if settings.carriers.builtin.route.is_empty() => {
            findings.problem(format!("{name}: the built-in provider has no carrier: set carriers.builtin.route"));
        }
        Provider::Auth0 => findings.note(format!("{name}: the built-in provider is for trials: {} messages used", tenant.builtin_messages)),
        Provider::PhoneMessageHook if phone.route.is_empty() => {
            findings.problem(format!("{name}: the custom provider has neither hook nor route: `ringfence tenant phone {name} --route …`"));
        }
        Provider::PhoneMessageHook if !settings.carriers.virtual_carrier.enabled && phone.route.iter().any(|one| one == "virtual") => {
            findings.problem(format!("{name}: the route names the virtual carrier, which is switched off: messages to it fail"));
        }
        Provider::PhoneMessageHook => findings.good(format!("{name}: route {}", phone.route.join(", "))),
        Provider::Twilio => {}
    }
    if uses_twilio(tenant) && (tenant.twilio.sid.is_none() || tenant.twilio.auth_token.is_none()) {
        findings.problem(format!("{name}: Twilio is chosen, and no account is set: `ringfence tenant twilio set {name} --sid … --from …`"));
    }
}

async fn credentials(tenant: &Tenant, carriers: &Carriers, findings: &mut Findings) {
    let name = &tenant.name;
    let probed = tokio::time::timeout(PATIENCE, carriers.probe_twilio(&tenant.twilio)).await;
    match probed {
        Ok(Err(failure)) if failure.code == FORBIDDEN => {
            findings.note(format!("{name}: Twilio is not asked about its credentials: {}", failure.message));
        }
        Ok(Ok(CredentialsStatus::Live)) => findings.good(format!("{name}: Twilio's credentials are live")),
        Ok(Ok(CredentialsStatus::Trial)) => findings.note(format!("{name}: {}", describe(CredentialsStatus::Trial))),
        Ok(Ok(status)) => findings.problem(format!("{name}: {}", describe(status))),
        Ok(Err(_)) | Err(_) => findings.problem(format!("{name}: {}", describe(CredentialsStatus::Unknown))),
    }
}

/// What a probe found out, for the operator.
pub(in crate::cli) fn describe(status: CredentialsStatus) -> &'static str {
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
