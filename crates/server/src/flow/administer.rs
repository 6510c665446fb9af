//! What an operator sets, from the command line today and by the Management API later: tenants, their
//! domains, clients, APIs, phone factor, Twilio account, keys.

use std::time::Duration;

use ringfence_core::address;
use ringfence_core::client::{Client, ClientGrant, ClientSettings, ResourceServer, StoredGrant};
use ringfence_core::clock::{Dice, Timestamp};
use ringfence_core::connection::Connection;
use ringfence_core::event::{EventType, LogEvent, log_id};
use ringfence_core::id::{ClientGrantId, ClientId, ConnectionId, KeyId, TenantId, client_secret};
use ringfence_core::secret::Secret;
use ringfence_core::tenant::{CredentialsStatus, Domain, Tenant, TenantSettings, TwilioConfig};
use ringfence_core::token::SigningKey;
use ringfence_store::{Store, StoreError, Tx};

use crate::ctx::App;
use crate::flow::error::FlowError;

pub mod absent;
pub mod account_ticket;
mod admin;
pub mod authentication_method;
pub mod branding;
pub mod client;
pub mod client_grant;
pub mod connection;
pub mod enrollment;
pub mod enrollment_ticket;
pub mod factor;
pub mod job;
pub mod keys;
pub mod log;
pub mod login;
pub mod mailing;
pub mod phone_provider;
mod phone_record;
pub mod phone_template;
pub mod phone_try;
pub mod plain_http;
pub mod policy;
pub mod prompt;
pub mod rank;
pub mod recovery_code;
pub mod resource_server;
pub mod stats;
pub mod tenant_settings;
pub mod user;

pub use admin::{Act, Admin, Caller, admit};

/// A new signing or data key is published this long before it is used, so that nobody meets it unknown.
pub const KEY_NOTICE: Duration = Duration::from_secs(60);

pub struct NewTenant {
    pub name: String,
    pub settings: TenantSettings,
    pub domains: Vec<Domain>,
}

/// Writes a tenant with its first signing key and its domains, all or nothing.
pub async fn create_tenant(store: &Store, dice: &dyn Dice, now: Timestamp, new: NewTenant) -> Result<TenantId, FlowError> {
    let tenant = Tenant {
        id: TenantId::random(dice),
        name: new.name,
        settings: new.settings,
        twilio: TwilioConfig::default(),
        builtin_messages: 0,
        created_at: now,
    };
    let id = tenant.id.clone();
    let pkcs8 = SigningKey::generate_pkcs8().map_err(|_| FlowError::Busy)?;
    let (key, domains) = (KeyId::random(dice), new.domains);
    let connection = Connection::first(ConnectionId::random(dice), now);
    let written = async move |tx: &mut Tx<'_>| {
        if !tx.tenant_insert(&tenant).await? {
            return Err(FlowError::InvalidParameter(format!("There is a tenant named {:?} already.", tenant.name)));
        }
        tx.signing_key_insert(&tenant.id, &key, &pkcs8, now, now).await?;
        tx.connection_insert(&tenant.id, &connection).await?;
        for domain in &domains {
            if !tx.domain_insert(&tenant.id, domain).await? {
                return Err(FlowError::InvalidParameter(format!("{} belongs to a tenant already.", domain.host)));
            }
        }
        Ok(())
    };
    store.tx(written).await?;
    Ok(id)
}

/// Gives a tenant a further name; false when it belongs to a tenant already.
pub async fn add_domain(store: &Store, tenant: &TenantId, domain: Domain) -> Result<bool, FlowError> {
    let tenant = tenant.clone();
    Ok(store.tx(async move |tx: &mut Tx<'_>| tx.domain_insert(&tenant, &domain).await).await?)
}

pub async fn tenant_named(store: &Store, name: &str) -> Result<Tenant, FlowError> {
    let missing =
        || FlowError::InvalidParameter(format!("There is no tenant named {name:?}: `ringfence tenant list` shows those there are."));
    let wanted = name.to_owned();
    store.read(async move |tx: &mut Tx<'_>| tx.tenant_find_by_name(&wanted).await).await?.ok_or_else(missing)
}

/// Changes a tenant's settings and records it (`gd_tenant_update`).
pub async fn change_settings(app: &App, tenant: &Tenant, settings: TenantSettings) -> Result<(), FlowError> {
    let (id, now, log) = (tenant.id.clone(), app.clock.now(), log_id(app.clock.now(), 0, &*app.dice));
    let changed = async move |tx: &mut Tx<'_>| {
        tx.tenant_update_settings(&id, &settings, now).await?;
        tx.log_insert(&id, &log, now, &LogEvent::new(EventType::TenantUpdate)).await?;
        Ok::<_, StoreError>(())
    };
    app.store.tx(changed).await?;
    app.directory.forget();
    Ok(())
}

/// Saves a Twilio account; a job asks Twilio what kind of credentials they are.
pub async fn set_twilio(app: &App, tenant: &Tenant, twilio: TwilioConfig) -> Result<(), FlowError> {
    let twilio = TwilioConfig { status: CredentialsStatus::Unknown, ..twilio };
    let probe_due = twilio.sid.is_some() && twilio.auth_token.is_some();
    let (id, now, log) = (tenant.id.clone(), app.clock.now(), log_id(app.clock.now(), 0, &*app.dice));
    let saved = async move |tx: &mut Tx<'_>| {
        tx.tenant_set_twilio(&id, &twilio, now, probe_due).await?;
        tx.log_insert(&id, &log, now, &LogEvent::new(EventType::TenantUpdate)).await?;
        Ok::<_, StoreError>(())
    };
    app.store.tx(saved).await?;
    app.directory.forget();
    Ok(())
}

/// Makes a client; a public one has no secret.
pub async fn create_client(
    store: &Store,
    dice: &dyn Dice,
    now: Timestamp,
    tenant: &TenantId,
    settings: ClientSettings,
    is_public: bool,
) -> Result<Client, FlowError> {
    check_addresses(&settings)?;
    let client = Client {
        tenant: tenant.clone(),
        id: ClientId::random(dice),
        secret: (!is_public).then(|| Secret::new(client_secret(dice))),
        settings,
        created_at: now,
    };
    let inner = client.clone();
    store.tx(async move |tx: &mut Tx<'_>| tx.client_insert(&inner).await).await?;
    Ok(client)
}

/// Replaces a client's settings; its id and its secret stay.
pub async fn change_client(store: &Store, tenant: &TenantId, client: &ClientId, settings: ClientSettings) -> Result<(), FlowError> {
    check_addresses(&settings)?;
    let (tenant, client) = (tenant.clone(), client.clone());
    let changed = store.tx(async move |tx: &mut Tx<'_>| tx.client_update(&tenant, &client, &settings).await).await?;
    changed.then_some(()).ok_or(FlowError::NotFound("client"))
}

fn check_addresses(settings: &ClientSettings) -> Result<(), FlowError> {
    let refused = |(address, problem)| FlowError::InvalidParameter(format!("The address {address:?} {problem}."));
    address::check_client(settings).map_err(refused)
}

pub async fn grant_client(store: &Store, dice: &dyn Dice, now: Timestamp, tenant: &TenantId, grant: ClientGrant) -> Result<(), FlowError> {
    let (tenant, grant) = (tenant.clone(), StoredGrant { id: ClientGrantId::random(dice), grant });
    Ok(store.tx(async move |tx: &mut Tx<'_>| tx.client_grant_upsert(&tenant, &grant, now).await).await?)
}

pub async fn create_api(store: &Store, now: Timestamp, tenant: &TenantId, api: ResourceServer) -> Result<bool, FlowError> {
    let tenant = tenant.clone();
    Ok(store.tx(async move |tx: &mut Tx<'_>| tx.resource_server_insert(&tenant, &api, now).await).await?)
}

/// Gives every tenant a new signing key; the older ones stay published until `keep` of them are left.
pub async fn rotate_signing_keys(store: &Store, dice: &dyn Dice, now: Timestamp) -> Result<usize, FlowError> {
    let tenants = store.read(async |tx: &mut Tx<'_>| tx.tenant_list().await).await?;
    let count = tenants.len();
    for tenant in tenants {
        let pkcs8 = SigningKey::generate_pkcs8().map_err(|_| FlowError::Busy)?;
        let key = KeyId::random(dice);
        let rotated = async move |tx: &mut Tx<'_>| {
            tx.signing_key_insert(&tenant.id, &key, &pkcs8, now, now + KEY_NOTICE).await?;
            // The new one, the one that signs until then, and the one before it, whose tokens still live.
            for old in tx.signing_key_list(&tenant.id).await?.iter().skip(3) {
                tx.signing_key_delete(&tenant.id, &old.id).await?;
            }
            Ok::<_, StoreError>(())
        };
        store.tx(rotated).await?;
    }
    Ok(count)
}

/// The Management API's scopes, as far as its resources are planned (Auth0, "Management API scopes").
pub fn management_scopes() -> Vec<String> {
    const RESOURCES: [&str; 27] = [
        "guardian_factors",
        "guardian_enrollments",
        "mfa_policies",
        "authentication_methods",
        "users",
        "users_app_metadata",
        "clients",
        "client_keys",
        "client_grants",
        "resource_servers",
        "connections",
        "roles",
        "tenant_settings",
        "prompts",
        "branding",
        "user_tickets",
        "stats",
        "logs",
        "logs_users",
        "hooks",
        "actions",
        "log_streams",
        "attack_protection",
        "anomaly_blocks",
        "phone_providers",
        "phone_templates",
        "user_custom_blocks",
    ];
    let verbs = ["read", "create", "update", "delete"];
    let mut scopes: Vec<String> =
        RESOURCES.iter().chain(&absent::RESOURCES).flat_map(|resource| verbs.map(|verb| format!("{verb}:{resource}"))).collect();
    scopes.extend(
        ["create:guardian_enrollment_tickets", "read:current_user", "remove:authenticators", "blacklist:tokens"].map(str::to_owned),
    );
    scopes
}
