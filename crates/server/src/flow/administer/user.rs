//! What an operator does for one person: a link to enroll by, a look at their factors, taking one away from somebody who lost it.
//!
//! The person is told of it as of a change of their own ([`crate::flow::notify`]), in the tenant's first language, and the log
//! names the operator's tool instead of a browser.

use std::sync::Arc;

use ringfence_core::authenticator::{Authenticator, WireId};
use ringfence_core::delivery::Origin;
use ringfence_core::tenant::Tenant;
use ringfence_core::ticket::TicketOptions;
use ringfence_core::user::{DEFAULT_CONNECTION, User};
use ringfence_store::{Kept, StoreError, Tx};

use crate::ctx::{App, Ctx, Languages};
use crate::flow::error::FlowError;
use crate::flow::login::nameless;
use crate::flow::{enroll, record, ticket};

pub mod accounts;
pub mod block;
pub mod change;
pub mod create;
pub mod form;
pub mod search;

/// A person, and the operator who acts for them.
pub struct Attended {
    ctx: Ctx,
    pub user: User,
}

/// What a person has bound, unconfirmed things among them.
pub struct Factors {
    pub authenticators: Vec<Authenticator>,
    pub remembered_browsers: u64,
}

/// `host` is the one of the tenant's names that is used, the first unless one is asked for; `tool` is what the log shows.
pub async fn attend(app: &Arc<App>, tenant: &Tenant, host: Option<&str>, email: &str, tool: &str) -> Result<Attended, FlowError> {
    let now = app.clock.now();
    let view = app.directory.view(&app.store, &tenant.id, now).await?;
    let asked = |host: &str| view.domains.iter().find(|domain| domain.host.eq_ignore_ascii_case(host));
    let Some(domain) = host.map_or(view.domains.first(), asked).cloned() else {
        let known: Vec<&str> = view.domains.iter().map(|domain| domain.host.as_str()).collect();
        return Err(FlowError::InvalidParameter(format!("The tenant does not answer to that domain. It has {}.", known.join(", "))));
    };
    let (id, address) = (tenant.id.clone(), email.to_owned());
    let mut places: Vec<String> = view.connections.iter().map(|connection| connection.name.clone()).collect();
    places.sort_by_key(|name| name != DEFAULT_CONNECTION);
    let find = async move |tx: &mut Tx<'_>| {
        for place in &places {
            let found = tx.user_find_by_email(&id, place, &address).await?;
            if found.is_some() {
                return Ok::<_, StoreError>(found);
            }
        }
        Ok(None)
    };
    let found = app.store.read(find).await?;
    let missing = || FlowError::InvalidParameter(format!("The tenant {:?} has no user with the address {email:?}.", tenant.name));
    let user = found.ok_or_else(missing)?;
    let origin = Origin { hostname: domain.host.clone(), user_agent: tool.to_owned(), user_name: user.email.clone(), ..Origin::default() };
    let (events, has_notice) = Default::default();
    let ctx = Ctx { app: app.clone(), view, domain, languages: Languages::default(), origin, now, events, has_notice };
    Ok(Attended { ctx, user })
}

impl Attended {
    /// The whole link. One that would lead to a factor that is switched off is not made.
    pub async fn ticket(&self, options: TicketOptions) -> Result<String, FlowError> {
        ticket::check(self.ctx.settings(), &options)?;
        let secret = ticket::create(&self.ctx.app, self.ctx.tenant(), &self.user.id, options, self.ctx.now).await?;
        Ok(format!("{}mfa/enrollment?ticket={secret}", self.ctx.domain.issuer))
    }

    pub async fn factors(&self) -> Result<Factors, FlowError> {
        let (tenant, user, now) = (self.ctx.tenant().clone(), self.user.id.clone(), self.ctx.now);
        let read = async move |tx: &mut Tx<'_>| {
            let authenticators = tx.authenticator_list(&tenant, &user).await?;
            Ok::<_, StoreError>(Factors { authenticators, remembered_browsers: tx.browsers_remembered(&tenant, &user, now).await? })
        };
        Ok(self.ctx.app.store.read(read).await?)
    }

    /// From here on every browser asks for the second factor again.
    pub async fn forget_browsers(&self) -> Result<(), FlowError> {
        let (tenant, user) = (self.ctx.tenant().clone(), self.user.id.clone());
        self.ctx.app.store.tx(async move |tx: &mut Tx<'_>| tx.browsers_forget(&tenant, &user).await).await?;
        Ok(())
    }

    /// By the device's id, or by one of those that the MFA API shows (`sms|dev_…`). With the last factor goes the recovery code.
    pub async fn remove_factor(&self, id: &str) -> Result<(), FlowError> {
        let known = self.factors().await?.authenticators;
        let named = known.iter().find(|one| one.id.as_str() == id).map(|one| WireId { role: record::role_of(one), device: one.id.clone() });
        let id = named.or_else(|| WireId::parse(id)).ok_or(FlowError::AuthenticatorNotFound)?;
        let (ctx, user) = (self.ctx.clone(), self.user.id.clone());
        let removed = async move |tx: &mut Tx<'_>| enroll::take_away(tx, &ctx, &nameless(&ctx), &user, &id, Kept::Nothing).await;
        let is_removed = self.ctx.app.store.tx(removed).await?;
        self.ctx.wake();
        is_removed.then_some(()).ok_or(FlowError::AuthenticatorNotFound)
    }
}
