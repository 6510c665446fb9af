//! Tenants, shown without their secrets.

use ringfence_core::client::Client;
use ringfence_store::Tx;
use serde_json::json;

use crate::boot::House;
use crate::cli::output::say;
use crate::flow::administer;
use crate::flow::custom_text;

pub(super) async fn list(house: &House) -> anyhow::Result<()> {
    for tenant in house.app.store.read(async |tx: &mut Tx<'_>| tx.tenant_list().await).await? {
        say(format!("{}\t{}\t{}", tenant.id, tenant.name, tenant.settings.friendly_name));
    }
    Ok(())
}

pub(super) async fn one(house: &House, name: &str) -> anyhow::Result<()> {
    let app = &house.app;
    let tenant = administer::tenant_named(&app.store, name).await?;
    let id = tenant.id.clone();
    let domains = app.store.read(async move |tx: &mut Tx<'_>| tx.domain_list(&id).await).await?;
    let id = tenant.id.clone();
    let clients = app.store.read(async move |tx: &mut Tx<'_>| tx.client_list(&id).await).await?;
    let limit = app.settings.limits.builtin_messages;
    let own_texts = custom_text::list(app, &tenant.id).await?;
    let mut settings = serde_json::to_value(&tenant.settings)?;
    if let Some(logo) = &tenant.settings.branding.logo {
        settings["branding"]["logo"] = json!(summary(logo));
    }
    let client = |client: &Client| {
        json!({
            "client_id": client.id,
            "name": client.settings.name,
            "callbacks": client.settings.callbacks,
            "allowed_logout_urls": client.settings.allowed_logout_urls,
            "initiate_login_uri": client.settings.initiate_login_uri,
        })
    };
    let shown = json!({
        "id": tenant.id,
        "name": tenant.name,
        "settings": settings,
        "issuers": domains.iter().map(|domain| &domain.issuer).collect::<Vec<_>>(),
        "clients": clients.iter().map(client).collect::<Vec<_>>(),
        "texts": own_texts.iter().map(|own| format!("{} {}", own.prompt, own.language)).collect::<Vec<_>>(),
        "builtin_messages": tenant.builtin_messages,
        "trial_expired": tenant.builtin_messages >= limit,
        "twilio": {
            "sid": tenant.twilio.sid,
            "from": tenant.twilio.from,
            "messaging_service_sid": tenant.twilio.messaging_service_sid,
            "auth_token": tenant.twilio.auth_token.is_some(),
            "credentials": tenant.twilio.status,
        },
    });
    say(format!("{shown:#}"));
    Ok(())
}

/// A picture is longer than all the rest.
fn summary(data_url: &str) -> String {
    let start = data_url.split_inclusive(',').next().unwrap_or_default();
    format!("{start}… ({} characters)", data_url.len())
}

pub(super) async fn log(house: &House, name: &str, limit: u32) -> anyhow::Result<()> {
    let app = &house.app;
    let tenant = administer::tenant_named(&app.store, name).await?;
    for entry in app.store.read(async move |tx: &mut Tx<'_>| tx.log_list(&tenant.id, limit).await).await? {
        let mut line = serde_json::to_value(&entry.event)?;
        line["log_id"] = json!(entry.id);
        line["date"] = json!(entry.at.to_string());
        say(line.to_string());
    }
    Ok(())
}
