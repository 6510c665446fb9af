//! Database connections: where a tenant's people are, and which clients they may sign in to.
//!
//! A connection that has users is not deleted: they would go with it, and there may be too many for one transaction. Whoever is being
//! put into one holds it meanwhile ([`Tx::connection_hold`]). Source: Auth0, Management API, "Connections".

use std::collections::HashSet;

use ringfence_core::connection::{Connection, ConnectionSettings};
use ringfence_core::id::{ClientId, ConnectionId, TenantId};
use ringfence_store::Tx;
use serde_json::{Map, Value};

use crate::flow::administer::Admin;
use crate::flow::error::{FlowError, Inexistent};

/// All of a tenant's connections are read with it, once a second.
const MOST: usize = 100;

/// What is sent of a connection; absent is unchanged, or as it begins.
#[derive(Clone, Default)]
pub struct ConnectionFields {
    /// `Some(None)` takes it away.
    pub display_name: Option<Option<String>>,
    pub enabled_clients: Option<Vec<String>>,
    /// All of them: what is not among them goes back to how it begins.
    pub options: Option<Map<String, Value>>,
    /// `null` takes a field away.
    pub kept: Map<String, Value>,
}

/// Oldest first.
pub async fn list(admin: &Admin) -> Result<Vec<Connection>, FlowError> {
    let tenant = admin.ctx.tenant().clone();
    admin.read(async move |tx: &mut Tx<'_>| tx.connection_list(&tenant).await).await
}

pub async fn find(admin: &Admin, id: &str) -> Result<Connection, FlowError> {
    let (tenant, id) = (admin.ctx.tenant().clone(), ConnectionId::new(id));
    let found = admin.read(async move |tx: &mut Tx<'_>| tx.connection_find(&tenant, &id).await).await?;
    Ok(found.ok_or(Inexistent::CONNECTION)?)
}

/// Every client there is, in the order of ids: those that a connection without a choice admits.
pub async fn all_clients(admin: &Admin) -> Result<Vec<ClientId>, FlowError> {
    let tenant = admin.ctx.tenant().clone();
    admin.read(async move |tx: &mut Tx<'_>| tx.client_ids(&tenant).await).await
}

/// No client may use it until one is enabled.
pub async fn create(admin: &Admin, name: String, fields: ConnectionFields) -> Result<Connection, FlowError> {
    let (tenant, now) = (admin.ctx.tenant().clone(), admin.ctx.now);
    let id = ConnectionId::random(&*admin.ctx.app.dice);
    let created = async move |tx: &mut Tx<'_>| {
        // Under the tenant's lock, so that the bound holds.
        tx.tenant_find_locked(&tenant).await?.ok_or(FlowError::NotFound("tenant"))?;
        if tx.connection_list(&tenant).await?.len() >= MOST {
            return Err(FlowError::NotSupported(format!("A tenant has at most {MOST} connections.")));
        }
        let settings = ConnectionSettings { enabled_clients: Some(Vec::new()), ..ConnectionSettings::default() };
        let mut new = Connection { id: id.clone(), name: name.clone(), settings, created_at: now, updated_at: now };
        apply(tx, &tenant, &mut new, &fields).await?;
        if !tx.connection_insert(&tenant, &new).await? {
            return Err(FlowError::Conflict(format!("A connection named {:?} already exists.", new.name)));
        }
        Ok(new)
    };
    admin.write(created).await
}

pub async fn change(admin: &Admin, id: &str, fields: ConnectionFields) -> Result<Connection, FlowError> {
    let (tenant, id, now) = (admin.ctx.tenant().clone(), ConnectionId::new(id), admin.ctx.now);
    let changed = async move |tx: &mut Tx<'_>| {
        let mut connection = tx.connection_find_locked(&tenant, &id).await?.ok_or(Inexistent::CONNECTION)?;
        apply(tx, &tenant, &mut connection, &fields).await?;
        tx.connection_update(&tenant, &id, &connection.settings, now).await?;
        Ok(Connection { updated_at: now, ..connection })
    };
    admin.write(changed).await
}

pub async fn remove(admin: &Admin, id: &str) -> Result<(), FlowError> {
    let (tenant, id) = (admin.ctx.tenant().clone(), ConnectionId::new(id));
    let removed = async move |tx: &mut Tx<'_>| {
        let connection = tx.connection_find_locked(&tenant, &id).await?.ok_or(Inexistent::CONNECTION)?;
        if tx.connection_has_users(&tenant, &connection.name).await? {
            return Err(FlowError::Conflict("The connection still has users: delete them first.".to_owned()));
        }
        tx.connection_delete(&tenant, &id).await?;
        Ok(())
    };
    admin.write(removed).await
}

/// Enables clients and takes them away, all or none. The others stay as they are.
pub async fn switch_clients(admin: &Admin, id: &str, switches: Vec<(String, bool)>) -> Result<(), FlowError> {
    let (tenant, id, now) = (admin.ctx.tenant().clone(), ConnectionId::new(id), admin.ctx.now);
    let switched = async move |tx: &mut Tx<'_>| {
        let mut connection = tx.connection_find_locked(&tenant, &id).await?.ok_or(Inexistent::CONNECTION)?;
        known_clients(tx, &tenant, switches.iter().map(|(client, _)| client)).await?;
        let takes_away = switches.iter().any(|(_, is_enabled)| !is_enabled);
        if connection.settings.enabled_clients.is_none() {
            if !takes_away {
                return Ok(());
            }
            connection.settings.enabled_clients = Some(tx.client_ids(&tenant).await?);
        }
        let enabled = connection.settings.enabled_clients.get_or_insert_default();
        for (client, is_enabled) in &switches {
            let client = ClientId::new(client);
            enabled.retain(|one| *one != client);
            if *is_enabled {
                enabled.push(client);
            }
        }
        tx.connection_update(&tenant, &id, &connection.settings, now).await?;
        Ok(())
    };
    admin.write(switched).await
}

async fn apply(tx: &mut Tx<'_>, tenant: &TenantId, connection: &mut Connection, fields: &ConnectionFields) -> Result<(), FlowError> {
    let is_its_own = |realms: &Value| realms.as_array().is_some_and(|all| all.iter().all(|one| *one == connection.name));
    if fields.kept.get("realms").is_some_and(|realms| !realms.is_null() && !is_its_own(realms)) {
        return Err(FlowError::InvalidParameter("A connection's only realm is its name: leave realms out.".to_owned()));
    }
    let is_off = |one: &Value| one.get("active") == Some(&Value::Bool(false));
    if fields.kept.get("authentication").is_some_and(is_off) {
        let words = "A connection is there to sign in by: to close it, take its clients away (PATCH /connections/{id}/clients).";
        return Err(FlowError::InvalidParameter(words.to_owned()));
    }
    let settings = &mut connection.settings;
    if let Some(name) = &fields.display_name {
        settings.display_name.clone_from(name);
    }
    if let Some(clients) = &fields.enabled_clients {
        let mut clients = known_clients(tx, tenant, clients.iter()).await?;
        clients.sort();
        clients.dedup();
        settings.enabled_clients = Some(clients);
    }
    if let Some(options) = &fields.options {
        settings.options.clone_from(options);
    }
    for (field, value) in fields.kept.iter().filter(|(field, _)| *field != "realms") {
        if value.is_null() {
            settings.kept.remove(field);
        } else {
            settings.kept.insert(field.clone(), value.clone());
        }
    }
    settings.check().map_err(|words| FlowError::InvalidParameter(words.to_owned()))
}

async fn known_clients(tx: &mut Tx<'_>, tenant: &TenantId, named: impl Iterator<Item = &String>) -> Result<Vec<ClientId>, FlowError> {
    let known: HashSet<ClientId> = tx.client_ids(tenant).await?.into_iter().collect();
    let mut found = Vec::new();
    for name in named {
        let id = ClientId::new(name);
        if !known.contains(&id) {
            let short: String = name.chars().take(64).collect();
            return Err(FlowError::InvalidParameter(format!("There is no client {short:?}: enable only clients that exist.")));
        }
        found.push(id);
    }
    Ok(found)
}
