//! Enrollment tickets: made by an operator, opened by the person (Auth0, "Create custom enrollment tickets").
//!
//! Looking at the link uses nothing up: mail scanners look too. The enrollment does, in its own transaction.

use ringfence_core::authenticator::is_enrolled;
use ringfence_core::clock::Timestamp;
use ringfence_core::id::{TenantId, UserId, bearer_secret};
use ringfence_core::login::{Methods, Person, Purpose, Screen};
use ringfence_core::policy;
use ringfence_core::secret::Purpose as Hashed;
use ringfence_core::tenant::TenantSettings;
use ringfence_core::ticket::{Factor, TICKET_LIFETIME, Ticket, TicketError, TicketOptions};
use ringfence_store::{StoreError, Tx};

use crate::ctx::{App, Ctx};
use crate::flow::error::FlowError;
use crate::flow::login;
use crate::flow::visit::Visit;

/// A ticket to be written down, and what stands in its link: `<issuer>mfa/enrollment?ticket=…`.
pub fn draw(app: &App, tenant: &TenantId, user: &UserId, options: TicketOptions, now: Timestamp) -> (String, Ticket) {
    let secret = bearer_secret(&*app.dice);
    let hash = hash(app, tenant, &secret);
    (secret, Ticket { hash, user: user.clone(), options, created_at: now, expires_at: now + TICKET_LIFETIME, used_at: None })
}

/// One that would lead to a factor that is switched off is not made.
pub fn check(settings: &TenantSettings, options: &TicketOptions) -> Result<(), FlowError> {
    let (has_phone, has_app) = (!policy::channels(&settings.phone).is_empty(), settings.otp_enabled);
    let (is_possible, what) = match options.factor {
        Some(Factor::Phone) => (has_phone, "The phone factor is"),
        Some(Factor::Otp) => (has_app, "Authenticator apps are"),
        None => (has_phone || has_app, "Both phones and authenticator apps are"),
    };
    let refusal = || FlowError::InvalidParameter(format!("{what} switched off: the link would lead nowhere."));
    is_possible.then_some(()).ok_or_else(refusal)
}

/// Returns what stands in the link. Under the user's lock, so that no link outlives a user who is deleted at the same moment.
pub async fn create(app: &App, tenant: &TenantId, user: &UserId, options: TicketOptions, now: Timestamp) -> Result<String, FlowError> {
    let (secret, new) = draw(app, tenant, user, options, now);
    let tenant = tenant.clone();
    let created = async move |tx: &mut Tx<'_>| {
        let exists = tx.user_find_locked(&tenant, &new.user).await?.is_some();
        if exists {
            tx.ticket_insert(&tenant, &new).await?;
        }
        Ok::<_, StoreError>(exists)
    };
    app.store.tx(created).await?.then_some(secret).ok_or(FlowError::NotFound("user"))
}

/// Begins the enrollment in this browser.
pub async fn open(ctx: &Ctx, visit: &Visit, presented: &str) -> Result<(String, Screen), FlowError> {
    let hash = hash(&ctx.app, ctx.tenant(), presented);
    let tenant = ctx.tenant().clone();
    let read = async move |tx: &mut Tx<'_>| {
        let Some(ticket) = tx.ticket_find(&tenant, &hash).await? else { return Ok::<_, StoreError>(None) };
        let known = tx.authenticator_list(&tenant, &ticket.user).await?;
        Ok(tx.user_find(&tenant, &ticket.user).await?.map(|user| (ticket, user, known)))
    };
    let (ticket, user, known) = ctx.app.store.read(read).await?.ok_or(TicketError::Invalid)?;
    let is_enrolled = is_enrolled(&known);
    ticket.admit(is_enrolled, ctx.now)?;
    if user.is_blocked {
        return Err(FlowError::UserBlocked);
    }
    let purpose = Purpose::Ticket { hash, factor: ticket.options.factor };
    // Somebody who has a factor shows it first: a link in a mailbox is none.
    let person = Person {
        user: ticket.user,
        signed_in_at: ctx.now,
        known_at: ctx.now,
        since: user.proofs_from,
        session: None,
        needs_second_factor: is_enrolled,
    };
    let login = login::begin(ctx, visit, purpose, None, Some(person)).await?;
    let screen = login.home(&Methods::of(ctx.settings(), &known)).ok_or(FlowError::NoMethodLeft)?;
    Ok((login.id.to_string(), screen))
}

fn hash(app: &App, tenant: &TenantId, secret: &str) -> [u8; 32] {
    app.keys().hash(Hashed::Ticket, &[tenant.as_str().as_bytes(), secret.as_bytes()])
}
