//! What one machine may do to another: nobody gives or takes rights at this API that they do not have themselves.
//!
//! A scope is held if the token names it *and* the client's grant still has it: what was taken from a client it cannot give itself back by
//! a token from before. Without this rule `update:client_grants` would be every scope, and so would `update:client_keys`, by the secret
//! of a mightier client. The command line (`ringfence tenant`) is not bound by it.

use ringfence_core::client::{Client, ClientGrant};
use ringfence_core::id::{ClientId, TenantId};
use ringfence_store::{StoreError, Tx};

use crate::flow::administer::{Admin, Caller};
use crate::flow::error::FlowError;

/// How many of the lacking scopes a refusal names.
const NAMED: usize = 5;

/// Those of `scopes` that the caller does not hold at this API.
async fn lacking(tx: &mut Tx<'_>, tenant: &TenantId, caller: &Caller, scopes: &[String]) -> Result<Vec<String>, StoreError> {
    let granted = tx.client_grant_find(tenant, &caller.client.id, ClientGrant::MANAGEMENT).await?;
    let granted = granted.map(|grant| grant.scopes).unwrap_or_default();
    Ok(scopes.iter().filter(|scope| !(caller.has(scope) && granted.contains(scope))).cloned().collect())
}

/// May the caller add `scopes` to what `client` may do at `audience`?
pub(super) async fn check_grant(
    tx: &mut Tx<'_>,
    tenant: &TenantId,
    caller: &Caller,
    client: &ClientId,
    audience: &str,
    scopes: &[String],
) -> Result<(), FlowError> {
    if audience != ClientGrant::MANAGEMENT {
        // Of another API the token says nothing: a machine that could grant itself that would need nobody's leave.
        return match *client == caller.client.id && !scopes.is_empty() {
            true => Err(FlowError::BeyondOwnRights(format!(
                "A client cannot add to its own grant. It asked for: {}. Let another client, or the command line, grant this.",
                named(scopes)
            ))),
            false => Ok(()),
        };
    }
    let lacking = lacking(tx, tenant, caller, scopes).await?;
    if lacking.is_empty() {
        return Ok(());
    }
    Err(FlowError::BeyondOwnRights(format!(
        "A client cannot grant scopes of the Management API that it does not have itself. It lacks: {}. Use a client that has them, or \
         the command line.",
        named(&lacking)
    )))
}

/// May the caller set the secret of `client`? A client's secret gives its scopes.
pub(super) async fn check_secret(tx: &mut Tx<'_>, tenant: &TenantId, caller: &Caller, client: &ClientId) -> Result<(), FlowError> {
    let lacking = beyond(tx, tenant, caller, client).await?;
    if lacking.is_empty() {
        return Ok(());
    }
    Err(FlowError::BeyondOwnRights(format!(
        "A client cannot set the secret of one that may do more at the Management API. It lacks: {}. Use a client that has these scopes, \
         or the command line.",
        named(&lacking)
    )))
}

async fn beyond(tx: &mut Tx<'_>, tenant: &TenantId, caller: &Caller, client: &ClientId) -> Result<Vec<String>, StoreError> {
    match tx.client_grant_find(tenant, client, ClientGrant::MANAGEMENT).await? {
        Some(grant) => lacking(tx, tenant, caller, &grant.scopes).await,
        None => Ok(Vec::new()),
    }
}

/// The clients whose secrets the caller may see: none that may do more than the caller.
pub async fn whose_secrets_show(admin: &Admin, clients: &[Client]) -> Result<Vec<ClientId>, FlowError> {
    let (tenant, caller) = (admin.ctx.tenant().clone(), admin.caller.clone());
    let asked: Vec<ClientId> = clients.iter().filter(|client| client.active_secret().is_some()).map(|client| client.id.clone()).collect();
    let read = async move |tx: &mut Tx<'_>| {
        let mut shown = Vec::new();
        for client in &asked {
            if beyond(tx, &tenant, &caller, client).await?.is_empty() {
                shown.push(client.clone());
            }
        }
        Ok(shown)
    };
    admin.read(read).await
}

fn named(scopes: &[String]) -> String {
    let first: Vec<&str> = scopes.iter().take(NAMED).map(String::as_str).collect();
    let more = if scopes.len() > NAMED { ", …" } else { "" };
    format!("{}{more}", first.join(", "))
}
