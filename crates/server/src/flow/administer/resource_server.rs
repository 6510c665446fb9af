//! The APIs that tokens are issued for, and among them the Management API, which nobody changes.
//!
//! Source: Auth0, Management API, "Resource Servers".

use std::collections::BTreeMap;
use std::time::Duration;

use ringfence_core::client::{ApiSettings, ClientGrant, ResourceServer};
use ringfence_core::id::{ResourceServerId, TenantId};
use ringfence_store::{StoreError, Tx};
use serde_json::{Map, Value};

use crate::flow::administer::client_grant::stored_audience;
use crate::flow::administer::{Admin, management_scopes};
use crate::flow::error::{FlowError, Inexistent};

/// The Management API's id, in every tenant.
pub const MANAGEMENT_ID: &str = "000000000000000000000001";
/// As long as Auth0's tokens for an API when nothing else is said.
const TOKEN_LIFETIME: Duration = Duration::from_secs(86_400);

pub struct Scope {
    pub value: String,
    pub description: Option<String>,
}

/// What is sent of an API; absent is unchanged, or as it begins.
#[derive(Default)]
pub struct ApiFields {
    pub name: Option<String>,
    pub scopes: Option<Vec<Scope>>,
    pub token_lifetime: Option<Duration>,
    pub allow_offline_access: Option<bool>,
    /// `null` takes a field away.
    pub kept: Map<String, Value>,
}

/// The Management API first, then the tenant's own by identifier.
pub async fn list(admin: &Admin) -> Result<Vec<ResourceServer>, FlowError> {
    let tenant = admin.ctx.tenant().clone();
    let own = admin.read(async move |tx: &mut Tx<'_>| tx.resource_server_list(&tenant).await).await?;
    Ok(std::iter::once(management(admin)).chain(own).collect())
}

/// `id` may be the identifier.
pub async fn find(admin: &Admin, id: &str) -> Result<ResourceServer, FlowError> {
    if is_management(admin, id) {
        return Ok(management(admin));
    }
    let (tenant, id) = (admin.ctx.tenant().clone(), id.to_owned());
    let found = admin.read(async move |tx: &mut Tx<'_>| by_id_or_identifier(tx, &tenant, &id).await).await?;
    Ok(found.ok_or(Inexistent::RESOURCE_SERVER)?)
}

pub async fn create(admin: &Admin, identifier: String, fields: ApiFields) -> Result<ResourceServer, FlowError> {
    let ctx = &admin.ctx;
    let is_ours = ctx.view.domains.iter().any(|domain| identifier == domain.mfa_audience() || identifier == domain.userinfo_audience());
    if is_ours || stored_audience(ctx, &identifier) == ClientGrant::MANAGEMENT {
        return Err(FlowError::Conflict("The identifier is one of the server's own APIs: choose another.".to_owned()));
    }
    let mut api = ResourceServer {
        id: ResourceServerId::random(&*ctx.app.dice),
        name: identifier.clone(),
        identifier,
        scopes: Vec::new(),
        token_lifetime: TOKEN_LIFETIME,
        // As at Auth0: whoever wants refresh tokens for an API says so.
        settings: ApiSettings { allow_offline_access: false, ..ApiSettings::default() },
    };
    fields.apply(&mut api)?;
    let (tenant, now, new) = (ctx.tenant().clone(), ctx.now, api.clone());
    let created = async move |tx: &mut Tx<'_>| {
        if !tx.resource_server_insert(&tenant, &new, now).await? {
            return Err(FlowError::Conflict(format!("A resource server with identifier {:?} already exists.", new.identifier)));
        }
        Ok(())
    };
    admin.write(created).await?;
    Ok(api)
}

/// A scope that goes is taken from whoever was granted it.
pub async fn change(admin: &Admin, id: &str, fields: ApiFields) -> Result<ResourceServer, FlowError> {
    refuse_management(admin, id)?;
    let (tenant, id) = (admin.ctx.tenant().clone(), id.to_owned());
    let changed = async move |tx: &mut Tx<'_>| {
        let mut api = locked(tx, &tenant, &id).await?;
        fields.apply(&mut api)?;
        tx.resource_server_update(&tenant, &api).await?;
        for granted in tx.client_grant_list_by_audience(&tenant, &api.identifier).await? {
            let left: Vec<String> = granted.grant.scopes.iter().filter(|scope| api.scopes.contains(scope)).cloned().collect();
            if left.len() != granted.grant.scopes.len() {
                tx.client_grant_update(&tenant, &granted.id, &left).await?;
            }
        }
        Ok(api)
    };
    admin.write(changed).await
}

/// With it goes what was granted at it. The one that logins are for when they name none stays: nobody could sign in any more.
pub async fn remove(admin: &Admin, id: &str) -> Result<(), FlowError> {
    refuse_management(admin, id)?;
    let (tenant, id) = (admin.ctx.tenant().clone(), id.to_owned());
    let removed = async move |tx: &mut Tx<'_>| {
        // The tenant first, as where its settings are changed.
        let settings = tx.tenant_find_locked(&tenant).await?.ok_or(FlowError::NotFound("tenant"))?.settings;
        let api = locked(tx, &tenant, &id).await?;
        if settings.default_audience.as_deref() == Some(&api.identifier) {
            let words = "The API is the tenant's default_audience: choose another by PATCH /tenants/settings first.";
            return Err(FlowError::Conflict(words.to_owned()));
        }
        tx.client_grants_delete_by_audience(&tenant, &api.identifier).await?;
        tx.resource_server_delete(&tenant, &api.identifier).await?;
        Ok(())
    };
    admin.write(removed).await
}

pub fn is_system(api: &ResourceServer) -> bool {
    api.id.as_str() == MANAGEMENT_ID
}

async fn by_id_or_identifier(tx: &mut Tx<'_>, tenant: &TenantId, id: &str) -> Result<Option<ResourceServer>, StoreError> {
    let found = tx.resource_server_find_by_id(tenant, &ResourceServerId::new(id)).await?;
    if found.is_some() { Ok(found) } else { tx.resource_server_find(tenant, id).await }
}

async fn locked(tx: &mut Tx<'_>, tenant: &TenantId, id: &str) -> Result<ResourceServer, FlowError> {
    let found = by_id_or_identifier(tx, tenant, id).await?.ok_or(Inexistent::RESOURCE_SERVER)?;
    Ok(tx.resource_server_find_locked(tenant, &found.identifier).await?.ok_or(Inexistent::RESOURCE_SERVER)?)
}

fn is_management(admin: &Admin, id: &str) -> bool {
    id == MANAGEMENT_ID || stored_audience(&admin.ctx, id) == ClientGrant::MANAGEMENT
}

fn refuse_management(admin: &Admin, id: &str) -> Result<(), FlowError> {
    if is_management(admin, id) {
        return Err(FlowError::NotSupported("The Management API is the server's own: it is neither changed nor deleted.".to_owned()));
    }
    Ok(())
}

fn management(admin: &Admin) -> ResourceServer {
    ResourceServer {
        id: ResourceServerId::new(MANAGEMENT_ID),
        identifier: admin.ctx.domain.management_audience(),
        name: "Auth0 Management API".to_owned(),
        scopes: management_scopes(),
        token_lifetime: admin.ctx.app.settings.tokens.access_token,
        settings: ApiSettings { allow_offline_access: false, ..ApiSettings::default() },
    }
}

impl ApiFields {
    /// What would promise something that is not done; the words say what to do.
    pub fn check(&self) -> Result<(), &'static str> {
        let has = |name: &str| self.kept.get(name).is_some_and(|value| !value.is_null());
        let policy = |who: &str| self.kept.get("subject_type_authorization").and_then(|all| all.get(who)?.get("policy")?.as_str());
        match () {
            () if self.kept.get("enforce_policies") == Some(&Value::Bool(true)) => {
                Err("Ringfence has no roles to enforce: set enforce_policies to false.")
            }
            () if has("consent_policy") || has("authorization_details") => {
                Err("Ringfence asks for no consent: leave consent_policy and authorization_details out.")
            }
            () if has("token_encryption") => Err("Access tokens are signed and not encrypted: leave token_encryption out."),
            () if has("proof_of_possession") => Err("Ringfence binds no tokens to keys: leave proof_of_possession out."),
            () if policy("user").is_some_and(|policy| policy != "allow_all") => {
                Err("People need no grant for an API: set subject_type_authorization.user.policy to allow_all.")
            }
            () if policy("client").is_some_and(|policy| policy != "require_client_grant") => {
                Err("Machines need a grant for an API: set subject_type_authorization.client.policy to require_client_grant.")
            }
            () => Ok(()),
        }
    }

    fn apply(&self, api: &mut ResourceServer) -> Result<(), FlowError> {
        if let Some(name) = &self.name {
            api.name.clone_from(name);
        }
        if let Some(scopes) = &self.scopes {
            api.settings.descriptions = BTreeMap::new();
            api.scopes.clear();
            for scope in scopes {
                if !api.scopes.contains(&scope.value) {
                    api.scopes.push(scope.value.clone());
                }
                if let Some(words) = &scope.description {
                    api.settings.descriptions.insert(scope.value.clone(), words.clone());
                }
            }
        }
        if let Some(lifetime) = self.token_lifetime {
            api.token_lifetime = lifetime;
        }
        if let Some(is_allowed) = self.allow_offline_access {
            api.settings.allow_offline_access = is_allowed;
        }
        for (field, value) in &self.kept {
            if value.is_null() {
                api.settings.kept.remove(field);
            } else {
                api.settings.kept.insert(field.clone(), value.clone());
            }
        }
        api.settings.check().map_err(|words| FlowError::InvalidParameter(words.to_owned()))
    }
}
