//! Applications, as an administrator sets them up.
//!
//! A client without a secret is public; which one it is follows from `token_endpoint_auth_method`. One that becomes public keeps its secret
//! sealed, so that it comes back with the way it authenticated by. With a client go its grants and its
//! place at the connections; what it was given earlier nobody can exchange any more, and the sweep takes it in time.
//! Source: Auth0, Management API, "Clients".

use ringfence_core::client::{AppType, AuthMethod, Client, ClientSettings, grant};
use ringfence_core::id::{ClientId, client_secret};
use ringfence_core::secret::Secret;
use ringfence_store::Tx;
use serde_json::{Map, Value};

use crate::flow::administer::{Admin, check_addresses, plain_http, rank};
use crate::flow::error::{FlowError, Inexistent};

/// Whoever may change a client may not therefore choose its secret, nor whether it needs one; and the other way round.
const FIELDS: &str = "update:clients";
const KEYS: &str = "update:client_keys";

/// Oldest first.
pub async fn list(admin: &Admin) -> Result<Vec<Client>, FlowError> {
    let tenant = admin.ctx.tenant().clone();
    admin.read(async move |tx: &mut Tx<'_>| tx.client_list(&tenant).await).await
}

pub async fn find(admin: &Admin, id: &str) -> Result<Client, FlowError> {
    let (tenant, id) = (admin.ctx.tenant().clone(), ClientId::new(id));
    let found = admin.read(async move |tx: &mut Tx<'_>| tx.client_find(&tenant, &id).await).await?;
    Ok(found.ok_or(Inexistent::CLIENT)?)
}

/// `fields` under Auth0's names, their types already checked.
pub async fn create(admin: &Admin, mut fields: Map<String, Value>) -> Result<Client, FlowError> {
    let dice = &*admin.ctx.app.dice;
    let given = given_secret(&mut fields);
    let has_grants = fields.get("grant_types").is_some_and(|grants| !grants.is_null());
    let mut settings = ClientSettings::default();
    apply(&mut settings, fields)?;
    if !has_grants {
        settings.grant_types = first_grants(settings.app_type);
    }
    let is_public = settings.auth_method_or_default() == AuthMethod::None;
    if is_public && given.is_some() {
        return Err(no_secret());
    }
    let secret = (!is_public).then(|| given.unwrap_or_else(|| Secret::new(client_secret(dice))));
    let client = Client { tenant: admin.ctx.tenant().clone(), id: ClientId::random(dice), secret, settings, created_at: admin.ctx.now };
    check(&client)?;
    plain_http::check_client(&admin.ctx.app, &client.settings, None)?;
    let new = client.clone();
    admin.write(async move |tx: &mut Tx<'_>| Ok(tx.client_insert(&new).await?)).await?;
    Ok(client)
}

pub async fn change(admin: &Admin, id: &str, mut fields: Map<String, Value>) -> Result<Client, FlowError> {
    let given = given_secret(&mut fields);
    let may_change_keys = admin.caller.has(KEYS);
    if given.is_some() && !may_change_keys {
        return Err(lacks(KEYS));
    }
    if !fields.is_empty() && !admin.caller.has(FIELDS) {
        return Err(lacks(FIELDS));
    }
    let chooses_method = fields.contains_key("token_endpoint_auth_method");
    let drawn = Secret::new(client_secret(&*admin.ctx.app.dice));
    let (tenant, id, now) = (admin.ctx.tenant().clone(), ClientId::new(id), admin.ctx.now);
    let (app, caller) = (admin.ctx.app.clone(), admin.caller.clone());
    let changed = async move |tx: &mut Tx<'_>| {
        let before = tx.client_find_locked(&tenant, &id).await?.ok_or(Inexistent::CLIENT)?;
        let mut client = before.clone();
        apply(&mut client.settings, fields.clone())?;
        if chooses_method {
            if client.settings.auth_method_or_default() == AuthMethod::None {
                client.settings.auth_method = Some(AuthMethod::None);
            } else {
                client.secret.get_or_insert_with(|| drawn.clone());
            }
        }
        if client.active_secret().is_some() != before.active_secret().is_some() && !may_change_keys {
            return Err(lacks(KEYS));
        }
        match (&given, client.active_secret()) {
            (Some(_), None) => return Err(no_secret()),
            (Some(given), Some(_)) => client.secret = Some(given.clone()),
            (None, _) => {}
        }
        check(&client)?;
        plain_http::check_client(&app, &client.settings, Some(&before.settings))?;
        tx.client_update(&tenant, &id, &client.settings).await?;
        if client.secret != before.secret {
            rank::check_secret(tx, &tenant, &caller, &id).await?;
            tx.client_secret_set(&client, now).await?;
        }
        Ok(client)
    };
    admin.write(changed).await
}

/// The old secret is worth nothing from here on.
pub async fn rotate_secret(admin: &Admin, id: &str) -> Result<Client, FlowError> {
    let (tenant, id, now) = (admin.ctx.tenant().clone(), ClientId::new(id), admin.ctx.now);
    let (drawn, caller) = (Secret::new(client_secret(&*admin.ctx.app.dice)), admin.caller.clone());
    let rotated = async move |tx: &mut Tx<'_>| {
        let mut client = tx.client_find_locked(&tenant, &id).await?.ok_or(Inexistent::CLIENT)?;
        if client.active_secret().is_none() {
            return Err(no_secret());
        }
        rank::check_secret(tx, &tenant, &caller, &id).await?;
        client.secret = Some(drawn.clone());
        tx.client_secret_set(&client, now).await?;
        Ok(client)
    };
    admin.write(rotated).await
}

/// Also the client whose token asks for it.
pub async fn remove(admin: &Admin, id: &str) -> Result<(), FlowError> {
    let (tenant, id, now) = (admin.ctx.tenant().clone(), ClientId::new(id), admin.ctx.now);
    let removed = async move |tx: &mut Tx<'_>| {
        if tx.client_find_locked(&tenant, &id).await?.is_none() {
            return Err(Inexistent::CLIENT.into());
        }
        for known in tx.connection_list(&tenant).await? {
            if known.settings.enabled_clients.is_none() || !known.admits(&id) {
                continue;
            }
            let Some(mut connection) = tx.connection_find_locked(&tenant, &known.id).await? else { continue };
            if let Some(enabled) = &mut connection.settings.enabled_clients {
                enabled.retain(|one| *one != id);
                tx.connection_update(&tenant, &connection.id, &connection.settings, now).await?;
            }
        }
        tx.client_grants_delete_by_client(&tenant, &id).await?;
        tx.client_delete(&tenant, &id).await?;
        Ok(())
    };
    admin.write(removed).await
}

fn given_secret(fields: &mut Map<String, Value>) -> Option<Secret> {
    match fields.remove("client_secret") {
        Some(Value::String(secret)) => Some(Secret::new(secret)),
        _ => None,
    }
}

fn apply(settings: &mut ClientSettings, fields: Map<String, Value>) -> Result<(), FlowError> {
    for (field, value) in fields {
        settings.set(&field, value).map_err(|_| {
            FlowError::InvalidParameter(format!("Payload validation error: 'The value is not allowed here' on property {field}."))
        })?;
    }
    Ok(())
}

fn check(client: &Client) -> Result<(), FlowError> {
    client.settings.check().map_err(|words| FlowError::InvalidParameter(words.to_owned()))?;
    check_addresses(&client.settings)?;
    if client.active_secret().is_none() && client.may_use(grant::CLIENT_CREDENTIALS) {
        let words = "A client without a secret cannot prove itself: take client_credentials out of grant_types, or set \
                     token_endpoint_auth_method to client_secret_post.";
        return Err(FlowError::InvalidParameter(words.to_owned()));
    }
    Ok(())
}

fn lacks(scope: &str) -> FlowError {
    FlowError::MissingScopes(vec![scope.to_owned()])
}

fn no_secret() -> FlowError {
    FlowError::InvalidParameter(
        "The client is public and has no secret: set token_endpoint_auth_method to client_secret_post first.".to_owned(),
    )
}

/// What an application may do that was set up without a word about it, as at Auth0.
fn first_grants(app_type: AppType) -> Vec<String> {
    let grants: &[&str] = match app_type {
        AppType::RegularWeb => &[grant::AUTHORIZATION_CODE, grant::REFRESH_TOKEN, grant::CLIENT_CREDENTIALS],
        AppType::Spa | AppType::Native => &[grant::AUTHORIZATION_CODE, grant::REFRESH_TOKEN],
        AppType::NonInteractive => &[grant::CLIENT_CREDENTIALS],
    };
    grants.iter().map(|grant| (*grant).to_owned()).collect()
}
