//! Changes to a tenant's phone factor and policy; only what is named changes.

use std::path::PathBuf;

use anyhow::Context;
use clap::{Args, ValueEnum};
use ringfence_core::delivery::Channel;
use ringfence_core::phone_template::TemplateKind;
use ringfence_core::template;
use ringfence_core::tenant::{MfaPolicy, Provider, TenantSettings};
use ringfence_outbound::Carriers;

use crate::boot::House;
use crate::cli::output::say;
use crate::flow::{administer, retention};

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(in crate::cli) enum Policy {
    Never,
    AllApplications,
    ConfidenceScore,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum MessageType {
    Sms,
    Voice,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ProviderName {
    Auth0,
    Twilio,
    PhoneMessageHook,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct PhoneOptions {
    name: String,
    #[arg(long)]
    enabled: Option<bool>,
    #[arg(long, value_enum, value_delimiter = ',')]
    message_types: Option<Vec<MessageType>>,
    #[arg(long, value_enum)]
    provider: Option<ProviderName>,
    /// Carriers of the custom provider, the preferred one first
    #[arg(long, value_delimiter = ',')]
    route: Option<Vec<String>>,
    /// A file with the Liquid template of the first message
    #[arg(long, value_name = "FILE")]
    enrollment_template: Option<PathBuf>,
    /// A file with the Liquid template of later messages
    #[arg(long, value_name = "FILE")]
    verification_template: Option<PathBuf>,
    /// End text messages with the line that binds the code to the host
    #[arg(long)]
    domain_bound_codes: Option<bool>,
    /// A new code makes the earlier ones useless
    #[arg(long)]
    overwrite_codes: Option<bool>,
    /// The Management API never shows the Twilio account's Auth Token again
    #[arg(long)]
    hide_twilio_auth_token: Option<bool>,
}

pub(super) async fn phone(house: &House, options: PhoneOptions) -> anyhow::Result<()> {
    let tenant = administer::tenant_named(&house.app.store, &options.name).await?;
    let mut settings = tenant.settings.clone();
    settings.hide_twilio_auth_token = options.hide_twilio_auth_token.unwrap_or(settings.hide_twilio_auth_token);
    let phone = &mut settings.phone;
    phone.enabled = options.enabled.unwrap_or(phone.enabled);
    phone.domain_bound_codes = options.domain_bound_codes.unwrap_or(phone.domain_bound_codes);
    phone.overwrite_codes = options.overwrite_codes.unwrap_or(phone.overwrite_codes);
    if let Some(kinds) = options.message_types {
        phone.message_types =
            kinds.into_iter().map(|kind| if matches!(kind, MessageType::Sms) { Channel::Sms } else { Channel::Voice }).collect();
    }
    if let Some(provider) = options.provider {
        phone.select(match provider {
            ProviderName::Auth0 => Provider::Auth0,
            ProviderName::Twilio => Provider::Twilio,
            ProviderName::PhoneMessageHook => Provider::PhoneMessageHook,
        });
    }
    if let Some(route) = options.route {
        for carrier in &route {
            anyhow::ensure!(
                Carriers::names().contains(&carrier.as_str()),
                "no carrier is named {carrier:?}; known are {}",
                Carriers::names().join(", ")
            );
        }
        phone.route = route;
    }
    if let Some(file) = options.enrollment_template {
        phone.set_message(TemplateKind::Enrollment, &read_template(&file, "enrollment_message")?);
    }
    if let Some(file) = options.verification_template {
        phone.set_message(TemplateKind::Verification, &read_template(&file, "verification_message")?);
    }
    if let Some(channel) = settings.phone.uncarried() {
        anyhow::bail!("{}", administer::factor::uncarried(channel));
    }
    administer::change_settings(&house.app, &tenant, settings).await?;
    super::show::one(house, &options.name).await
}

fn read_template(file: &std::path::Path, name: &str) -> anyhow::Result<String> {
    let source = std::fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
    template::check(&source)
        .map_err(|problem| anyhow::anyhow!("Invalid {name} template: {}.", problem.to_string().trim_end_matches('.')))?;
    Ok(source)
}

pub(super) async fn log_retention(house: &House, name: &str, days: Option<u32>) -> anyhow::Result<()> {
    let tenant = administer::tenant_named(&house.app.store, name).await?;
    let mut settings = tenant.settings.clone();
    retention::set_log_days(house.app.settings.retention.log_events, &mut settings, days)?;
    administer::change_settings(&house.app, &tenant, settings).await?;
    super::show::one(house, name).await
}

pub(super) async fn policy(house: &House, name: &str, policy: Policy) -> anyhow::Result<()> {
    let tenant = administer::tenant_named(&house.app.store, name).await?;
    let mfa_policies = match policy {
        Policy::Never => Vec::new(),
        Policy::AllApplications => vec![MfaPolicy::AllApplications],
        Policy::ConfidenceScore => vec![MfaPolicy::ConfidenceScore],
    };
    let settings = TenantSettings { mfa_policies, ..tenant.settings.clone() };
    administer::change_settings(&house.app, &tenant, settings).await?;
    say("Saved.");
    Ok(())
}
