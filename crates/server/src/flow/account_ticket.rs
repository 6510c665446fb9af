//! Account tickets: made for an administrator or by a job, opened by the person.
//!
//! 1. what stands in the link is random and known here only by its keyed hash;
//! 2. looking uses nothing up, since mail scanners look too: the person's own act does, in its own transaction, under the user's lock;
//! 3. a new password ends what went before it: sessions, refresh tokens, and other links to a new password. It signs nobody in and
//!    binds nothing, so that a mailbox is never a second factor. The mailbox is told that it was set.
//!
//! Source: Auth0, Management API, "Tickets".

use std::sync::atomic::Ordering;
use std::time::Duration;

use ringfence_core::account_ticket::{AccountTicket, TicketBody, TicketKind};
use ringfence_core::clock::Timestamp;
use ringfence_core::event::EventType;
use ringfence_core::id::{TenantId, bearer_secret};
use ringfence_core::password::{self, PasswordRule};
use ringfence_core::secret::Purpose;
use ringfence_core::ticket::TicketError;
use ringfence_core::user::User;
use ringfence_store::{Kept, StoreError, Tx};

use crate::ctx::{App, Ctx};
use crate::flow::error::FlowError;
use crate::flow::login::nameless;
use crate::flow::notify::{Notifier, profile};
use crate::flow::record::{self, About};

/// A ticket that is not written yet, and what stands in its link.
#[derive(Clone)]
pub struct Drawn {
    pub secret: String,
    hash: [u8; 32],
    kind: TicketKind,
    body: TicketBody,
    now: Timestamp,
    lifetime: Duration,
}

/// Step 1. The body's address is filled in by [`Drawn::write`].
pub fn draw(app: &App, tenant: &TenantId, kind: TicketKind, body: TicketBody, lifetime: Duration, now: Timestamp) -> Drawn {
    let secret = bearer_secret(&*app.dice);
    Drawn { hash: hash(app, tenant, &secret), secret, kind, body, now, lifetime }
}

impl Drawn {
    /// In the caller's transaction, which holds the user's row: else a link could outlive a user who is deleted at the same moment.
    pub async fn write(&self, tx: &mut Tx<'_>, tenant: &TenantId, user: &User) -> Result<(), StoreError> {
        let new = AccountTicket {
            hash: self.hash,
            kind: self.kind,
            user: user.id.clone(),
            body: TicketBody { email: user.email.clone(), ..self.body.clone() },
            created_at: self.now,
            expires_at: self.now + self.lifetime,
            used_at: None,
        };
        tx.account_ticket_insert(tenant, &new).await
    }

    pub fn link(&self, issuer: &str) -> String {
        self.kind.link(issuer, &self.secret)
    }
}

/// A ticket that is good, and whose it is.
pub struct Opened {
    pub ticket: AccountTicket,
    pub user: User,
}

/// Step 2. Nothing is used up.
pub async fn open(ctx: &Ctx, kind: TicketKind, presented: &str) -> Result<Opened, FlowError> {
    let found = find(ctx, presented).await?;
    found.ticket.admit(kind, &found.user.email, ctx.now)?;
    Ok(found)
}

/// Whatever has become of the ticket since.
async fn find(ctx: &Ctx, presented: &str) -> Result<Opened, FlowError> {
    let (tenant, hash) = (ctx.tenant().clone(), hash(&ctx.app, ctx.tenant(), presented));
    let read = async move |tx: &mut Tx<'_>| {
        let Some(ticket) = tx.account_ticket_find(&tenant, &hash).await? else { return Ok::<_, StoreError>(None) };
        let user = tx.user_find(&tenant, &ticket.user).await?;
        Ok(user.map(|user| Opened { ticket, user }))
    };
    Ok(ctx.app.store.read(read).await?.ok_or(TicketError::Invalid)?)
}

/// What a new password of this person's must be like.
pub fn rule(ctx: &Ctx, user: &User) -> PasswordRule {
    ctx.view.connection(&user.connection).map(|connection| connection.password_rule()).unwrap_or_default()
}

/// Step 3.
pub async fn set_password(ctx: &Ctx, presented: &str, new: &str) -> Result<Opened, FlowError> {
    let opened = open(ctx, TicketKind::PasswordChange, presented).await?;
    rule(ctx, &opened.user).check(new)?;
    let (clear, dice) = (new.to_owned(), ctx.app.dice.clone());
    let phc = ctx.app.passwords.run(move || password::hash(&clear, &*dice)).await?;
    let inner = ctx.clone();
    used(ctx, opened, async move |tx: &mut Tx<'_>, opened: &mut Opened| {
        let (tenant, user, now) = (inner.tenant(), &mut opened.user, inner.now);
        user.password_hash = Some(phc.clone());
        user.password_set_at = Some(now);
        user.email_verified |= opened.ticket.body.mark_email_as_verified;
        user.updated_at = now;
        tx.user_update(tenant, user).await?;
        let notifier = Notifier { app: &inner.app, view: &inner.view, now };
        profile::tell(tx, &notifier, &inner.languages, user, &profile::letters(user, user, true)).await?;
        inner.has_notice.store(true, Ordering::Relaxed);
        tx.account_tickets_end(tenant, &user.id, TicketKind::PasswordChange, now).await?;
        tx.user_proofs_end(tenant, &user.id, Kept::Nothing, now).await?;
        Ok((EventType::PasswordChanged, "Password changed by a link"))
    })
    .await
}

/// The same for an e-mail address. Whoever presses the button twice reads the same answer twice.
pub async fn verify_email(ctx: &Ctx, presented: &str) -> Result<Opened, FlowError> {
    let opened = find(ctx, presented).await?;
    match opened.ticket.admit(TicketKind::EmailVerification, &opened.user.email, ctx.now) {
        Err(TicketError::Used) if is_done(&opened) => return Ok(opened),
        judged => judged?,
    }
    let inner = ctx.clone();
    used(ctx, opened, async move |tx: &mut Tx<'_>, opened: &mut Opened| {
        opened.user.email_verified = true;
        opened.user.updated_at = inner.now;
        tx.user_update(inner.tenant(), &opened.user).await?;
        Ok((EventType::EmailVerified, "Email address verified by a link"))
    })
    .await
}

/// Its purpose is met, though it was used.
pub fn is_done(opened: &Opened) -> bool {
    let ticket = &opened.ticket;
    ticket.kind == TicketKind::EmailVerification && opened.user.email_verified && ticket.body.email == opened.user.email
}

/// The ticket with the same link, if all it was for has been done: for the page that its owner opens a second time.
pub async fn done_before(ctx: &Ctx, presented: &str) -> Option<Opened> {
    find(ctx, presented).await.ok().filter(is_done)
}

/// Uses the ticket up and does `act`, or neither. Both are judged again under the user's lock; `act` may run again.
async fn used<F>(ctx: &Ctx, opened: Opened, act: F) -> Result<Opened, FlowError>
where
    F: AsyncFn(&mut Tx<'_>, &mut Opened) -> Result<(EventType, &'static str), StoreError> + Send + 'static,
{
    let (inner, kind, id, hash) = (ctx.clone(), opened.ticket.kind, opened.user.id, opened.ticket.hash);
    let written = async move |tx: &mut Tx<'_>| {
        let tenant = inner.tenant();
        let user = tx.user_find_locked(tenant, &id).await?.ok_or(TicketError::Invalid)?;
        let ticket = tx.account_ticket_find(tenant, &hash).await?.ok_or(TicketError::Invalid)?;
        ticket.admit(kind, &user.email, inner.now)?;
        if !tx.account_ticket_use(tenant, &hash, inner.now).await? {
            return Err(FlowError::Ticket(TicketError::Used));
        }
        let mut opened = Opened { ticket, user };
        let (event, words) = act(tx, &mut opened).await?;
        let event = record::event(&inner, event).client(&nameless(&inner)).user(&opened.user).described(words);
        record::write(tx, &inner, &event).await?;
        Ok(opened)
    };
    let used = ctx.app.store.tx(written).await;
    ctx.wake();
    used
}

fn hash(app: &App, tenant: &TenantId, secret: &str) -> [u8; 32] {
    app.keys().hash(Purpose::Ticket, &[tenant.as_str().as_bytes(), b"account", secret.as_bytes()])
}
