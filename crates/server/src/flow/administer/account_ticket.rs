//! A link to a new password or to a verified e-mail address, made by an administrator; it is theirs to hand over.
//!
//! Where it leads in the end is fixed when it is made, and only to a site that somebody here has registered: a link of ours must not
//! carry anybody to anywhere. What opens it is [`crate::flow::account_ticket`].

use std::time::Duration;

use ringfence_core::account_ticket::{LIFETIME, TicketBody, TicketKind};
use ringfence_core::address;
use ringfence_core::id::{ClientId, ConnectionId, TenantId, UserId};
use ringfence_core::user::User;
use ringfence_store::Tx;

use crate::flow::account_ticket as ticket;
use crate::flow::administer::Admin;
use crate::flow::error::{FlowError, Inexistent};

#[derive(Clone)]
pub enum Whose {
    User(UserId),
    /// An address within a connection.
    Address {
        email: String,
        connection: ConnectionId,
    },
}

pub struct NewTicket {
    pub kind: TicketKind,
    pub whose: Whose,
    /// None, or nothing: the usual five days.
    pub lifetime: Option<Duration>,
    /// The user's address is filled in.
    pub body: TicketBody,
}

/// Answers with the link.
pub async fn create(admin: &Admin, new: NewTicket) -> Result<String, FlowError> {
    if new.body.client.is_some() && new.body.result_url.is_some() {
        return refused("Name result_url or client_id, not both: with a client_id the person is led to the application's own login.");
    }
    if let Some(address) = &new.body.result_url {
        address::check_web(address).map_err(|problem| FlowError::InvalidParameter(format!("The result_url {problem}.")))?;
    }
    let lifetime = new.lifetime.filter(|asked| !asked.is_zero()).unwrap_or(LIFETIME);
    let (ctx, kind, body) = (admin.ctx.clone(), new.kind, new.body);
    let drawn = ticket::draw(&ctx.app, ctx.tenant(), kind, body.clone(), lifetime, ctx.now);
    let inner = drawn.clone();
    let written = async move |tx: &mut Tx<'_>| {
        let tenant = ctx.tenant();
        let user = find(tx, tenant, &new.whose).await?;
        if user.email.is_empty() {
            return refused("The user has no e-mail address.");
        }
        if let Some(client) = &body.client {
            tx.client_find(tenant, client).await?.ok_or(Inexistent::CLIENT)?;
        }
        if let Some(address) = &body.result_url {
            let issuers = ctx.view.domains.iter().map(|domain| domain.issuer.clone());
            check_target(tx, tenant, issuers.collect(), address).await?;
        }
        Ok(inner.write(tx, tenant, &user).await?)
    };
    admin.write(written).await?;
    Ok(drawn.link(&admin.ctx.domain.issuer))
}

/// Locked, so that no link outlives a user who is deleted at the same moment.
async fn find(tx: &mut Tx<'_>, tenant: &TenantId, whose: &Whose) -> Result<User, FlowError> {
    let user = match whose {
        Whose::User(id) => tx.user_find_locked(tenant, id).await?,
        Whose::Address { email, connection } => {
            let connection = tx.connection_find(tenant, connection).await?.ok_or(Inexistent::CONNECTION)?;
            let found = tx.user_find_by_email(tenant, &connection.name, email).await?.ok_or(Inexistent::USER)?;
            tx.user_find_locked(tenant, &found.id).await?.filter(|user| user.email == found.email && user.connection == found.connection)
        }
    };
    Ok(user.ok_or(Inexistent::USER)?)
}

/// On one of the tenant's own hosts, or on a site that the tenant or one of its applications has registered.
async fn check_target(tx: &mut Tx<'_>, tenant: &TenantId, issuers: Vec<String>, target: &str) -> Result<(), FlowError> {
    let mut known = issuers;
    known.extend(tx.tenant_find(tenant).await?.into_iter().flat_map(|tenant| tenant.settings.allowed_logout_urls));
    for client in tx.client_list(tenant).await? {
        known.extend(client.settings.callbacks);
        known.extend(client.settings.allowed_logout_urls);
        known.extend(client.settings.initiate_login_uri);
    }
    if known.iter().any(|address| address::is_same_site(address, target)) {
        return Ok(());
    }
    refused(
        "The result_url must be on a site that is registered: add it to the tenant's allowed_logout_urls, or to an application's callbacks \
         or allowed_logout_urls.",
    )
}

fn refused<T>(words: &str) -> Result<T, FlowError> {
    Err(FlowError::InvalidParameter(words.to_owned()))
}

/// For [`Whose`], from what a request may name.
pub fn whose(user: Option<String>, email: Option<String>, connection: Option<String>) -> Result<Whose, FlowError> {
    match (user, email, connection) {
        (Some(user), None, None) => Ok(Whose::User(UserId::new(user))),
        (None, Some(email), Some(connection)) => Ok(Whose::Address { email, connection: ConnectionId::new(connection) }),
        _ => refused("Name the user by user_id, or by email and connection_id together."),
    }
}

/// For [`TicketBody::client`].
pub fn client(id: Option<String>) -> Option<ClientId> {
    id.filter(|id| !id.is_empty()).map(ClientId::new)
}
