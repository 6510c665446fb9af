//! Tenants, shown without their secrets.

use ringfence_store::Tx;
use serde_json::json;

use crate::boot::House;
use crate::cli::output::say;
use crate::flow::administer;

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
    let shown = json!({
        "id": tenant.id,
        "name": tenant.name,
        "settings": tenant.settings,
        "issuers": domains.iter().map(|domain| &domain.issuer).collect::<Vec<_>>(),
        "clients": clients.iter().map(|client| json!({ "client_id": client.id, "name": client.settings.name })).collect::<Vec<_>>(),
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
