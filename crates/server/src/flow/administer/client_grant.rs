//! What machines may do at which API.
//!
//! The Management API is one of them, under whichever of the tenant's domains it is named. Who may grant what: [`super::rank`]. Source: Auth0, Management API,
//! "Client Grants".

use ringfence_core::client::{ClientGrant, StoredGrant};
use ringfence_core::id::{ClientGrantId, ClientId};
use ringfence_store::Tx;

use crate::ctx::Ctx;
use crate::flow::administer::{Admin, management_scopes, rank};
use crate::flow::error::{FlowError, Inexistent};

/// In the order of ids.
pub async fn list(admin: &Admin) -> Result<Vec<StoredGrant>, FlowError> {
    let tenant = admin.ctx.tenant().clone();
    admin.read(async move |tx: &mut Tx<'_>| tx.client_grant_list(&tenant).await).await
}

pub async fn find(admin: &Admin, id: &str) -> Result<StoredGrant, FlowError> {
    let (tenant, id) = (admin.ctx.tenant().clone(), ClientGrantId::new(id));
    let found = admin.read(async move |tx: &mut Tx<'_>| tx.client_grant_find_by_id(&tenant, &id).await).await?;
    Ok(found.ok_or(Inexistent::CLIENT_GRANT)?)
}

pub async fn create(admin: &Admin, client: &str, audience: &str, scopes: Vec<String>) -> Result<StoredGrant, FlowError> {
    let (tenant, now) = (admin.ctx.tenant().clone(), admin.ctx.now);
    let grant = ClientGrant { client_id: ClientId::new(client), audience: stored_audience(&admin.ctx, audience), scopes: distinct(scopes) };
    let new = StoredGrant { id: ClientGrantId::random(&*admin.ctx.app.dice), grant };
    let (answer, caller) = (new.clone(), admin.caller.clone());
    let created = async move |tx: &mut Tx<'_>| {
        if tx.client_find_locked(&tenant, &new.grant.client_id).await?.is_none() {
            return Err(Inexistent::CLIENT.into());
        }
        check_scopes(tx, &tenant, &new.grant.audience, &new.grant.scopes).await?;
        rank::check_grant(tx, &tenant, &caller, &new.grant.client_id, &new.grant.audience, &new.grant.scopes).await?;
        if !tx.client_grant_insert(&tenant, &new, now).await? {
            return Err(FlowError::Conflict("The client has a grant for this audience already: change its scope instead.".to_owned()));
        }
        Ok(())
    };
    admin.write(created).await?;
    Ok(answer)
}

/// `None` leaves the scopes as they are.
pub async fn change(admin: &Admin, id: &str, scopes: Option<Vec<String>>) -> Result<StoredGrant, FlowError> {
    let (tenant, id, scopes) = (admin.ctx.tenant().clone(), ClientGrantId::new(id), scopes.map(distinct));
    let caller = admin.caller.clone();
    let changed = async move |tx: &mut Tx<'_>| {
        let mut known = tx.client_grant_find_by_id(&tenant, &id).await?.ok_or(Inexistent::CLIENT_GRANT)?;
        if let Some(scopes) = &scopes {
            check_scopes(tx, &tenant, &known.grant.audience, scopes).await?;
            let added: Vec<String> = scopes.iter().filter(|scope| !known.grant.scopes.contains(scope)).cloned().collect();
            rank::check_grant(tx, &tenant, &caller, &known.grant.client_id, &known.grant.audience, &added).await?;
            if !tx.client_grant_update(&tenant, &id, scopes).await? {
                return Err(Inexistent::CLIENT_GRANT.into());
            }
            known.grant.scopes.clone_from(scopes);
        }
        Ok(known)
    };
    admin.write(changed).await
}

pub async fn remove(admin: &Admin, id: &str) -> Result<(), FlowError> {
    let (tenant, id) = (admin.ctx.tenant().clone(), ClientGrantId::new(id));
    let removed = async move |tx: &mut Tx<'_>| {
        let is_removed = tx.client_grant_delete(&tenant, &id).await?;
        is_removed.then_some(()).ok_or(Inexistent::CLIENT_GRANT.into())
    };
    admin.write(removed).await
}

/// An audience as it is kept.
pub fn stored_audience(ctx: &Ctx, audience: &str) -> String {
    let is_management = ctx.view.domains.iter().any(|domain| domain.management_audience() == audience);
    if is_management { ClientGrant::MANAGEMENT } else { audience }.to_owned()
}

/// The same as it is shown.
pub fn shown_audience(ctx: &Ctx, audience: &str) -> String {
    if audience == ClientGrant::MANAGEMENT { ctx.domain.management_audience() } else { audience.to_owned() }
}

/// Each must be one that the API has, and keeps having until the transaction ends.
async fn check_scopes(tx: &mut Tx<'_>, tenant: &ringfence_core::id::TenantId, audience: &str, scopes: &[String]) -> Result<(), FlowError> {
    let known = if audience == ClientGrant::MANAGEMENT {
        management_scopes()
    } else {
        tx.resource_server_find_locked(tenant, audience).await?.ok_or(Inexistent::RESOURCE_SERVER)?.scopes
    };
    let unknown: Vec<&str> = scopes.iter().filter(|scope| !known.contains(scope)).take(5).map(String::as_str).collect();
    if unknown.is_empty() {
        return Ok(());
    }
    Err(FlowError::InvalidParameter(format!("The API does not have these scopes: {}. Add them to the API first.", unknown.join(", "))))
}

fn distinct(scopes: Vec<String>) -> Vec<String> {
    let mut distinct: Vec<String> = Vec::with_capacity(scopes.len());
    for scope in scopes {
        if !distinct.contains(&scope) {
            distinct.push(scope);
        }
    }
    distinct
}
