//! The first factor: is this the client, is this the person's password.
//!
//! 1. the client authenticates (RFC 6749 §2.3.1) or is public;
//! 2. the password is checked in a bounded pool, and against a decoy when nobody has that name, so that
//!    neither the answer nor its delay tells whether a user exists (OWASP ASVS 6.3.8); an imported hash that costs more than ours
//!    still tells, until its owner's next login;
//! 3. [`policy::requirement`] says whether a code must follow; if so an `mfa_token` goes out instead.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use ringfence_core::authenticator::{Authenticator, Role, is_enrolled};
use ringfence_core::challenge::MFA_TOKEN_LIFETIME;
use ringfence_core::client::{Client, grant};
use ringfence_core::connection::{self, Connection};
use ringfence_core::delivery::Channel;
use ringfence_core::event::{EventType, LogEvent};
use ringfence_core::id::{ClientId, TransactionId};
use ringfence_core::password;
use ringfence_core::policy::{self, Requirement};
use ringfence_core::risk;
use ringfence_core::tenant::TenantSettings;
use ringfence_core::token::MfaToken;
use ringfence_core::user::User;
use ringfence_store::Tx;
use tokio::sync::Semaphore;

use crate::ctx::Ctx;
use crate::flow::error::FlowError;
use crate::flow::record::{self, About};
use crate::flow::sign_in;
use crate::flow::token::{self, Audience, TokenSet};

/// Longest `scope` and `audience` together: both travel inside the `mfa_token`.
const LONGEST_ASKED: usize = 2000;
/// Longest password that is hashed; a longer one is wrong without a look.
const LONGEST_PASSWORD: usize = 1024;

/// Argon2 takes 19 MiB and some ten milliseconds each: one at a time a core, a short queue, and no more.
pub struct PasswordPool {
    running: Arc<Semaphore>,
    queued: Semaphore,
    digests: Arc<AtomicU64>,
}

impl PasswordPool {
    pub fn new(cores: usize) -> Self {
        Self { running: Arc::new(Semaphore::new(cores)), queued: Semaphore::new(cores * 500), digests: Arc::default() }
    }

    /// How many hashes at our own cost were computed here, whatever for.
    pub fn digests(&self) -> u64 {
        self.digests.load(Ordering::Relaxed)
    }

    pub async fn verify(&self, password: String, phc: String) -> Result<bool, FlowError> {
        self.run(move || password::verify(&password, &phc)).await
    }

    pub async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, FlowError> {
        let _place = self.queued.try_acquire().map_err(|_| FlowError::Busy)?;
        let permit = self.running.clone().acquire_owned().await.map_err(|_| FlowError::Busy)?;
        let work = move || {
            // Held by the work itself: a request that went away does not free a core that still hashes.
            let _permit = permit;
            work()
        };
        self.aside(work).await
    }

    /// Without a place in the queue: for jobs, which hash one after the other. A queue of sign-ins would outlast a job's lease.
    pub async fn aside<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, FlowError> {
        let digests = self.digests.clone();
        let counted = move || {
            let before = password::digests();
            let outcome = work();
            digests.fetch_add(password::digests() - before, Ordering::Relaxed);
            outcome
        };
        tokio::task::spawn_blocking(counted).await.map_err(|_| FlowError::Busy)
    }
}

/// The client's credentials as they came; `secret` is absent for a public client.
#[derive(Clone, Default)]
pub struct ClientCredentials {
    pub id: String,
    pub secret: Option<String>,
}

pub async fn client(ctx: &Ctx, credentials: &ClientCredentials) -> Result<Arc<Client>, FlowError> {
    if credentials.id.is_empty() {
        return Err(FlowError::MissingParameter("client_id"));
    }
    let id = ClientId::new(&credentials.id);
    let known = ctx.app.directory.client(&ctx.app.store, ctx.tenant(), &id, ctx.now).await?;
    let known = known.ok_or(FlowError::UnknownClient)?;
    match (known.active_secret(), &credentials.secret) {
        (None, _) => Ok(known),
        (Some(secret), Some(given)) if secret.matches(given) => Ok(known),
        (Some(_), _) => Err(FlowError::UnknownClient),
    }
}

/// A client that an id alone names, for calls that prove themselves by a sealed token instead.
pub async fn client_by_id(ctx: &Ctx, id: &ClientId) -> Result<Arc<Client>, FlowError> {
    ctx.app.directory.client(&ctx.app.store, ctx.tenant(), id, ctx.now).await?.ok_or(FlowError::UnknownClient)
}

/// Whether the client may have this person at all: what it was given of somebody ends when their connection is closed to it.
pub fn admits(ctx: &Ctx, client: &Client, user: &User) -> bool {
    ctx.view.connection(&user.connection).is_some_and(|connection| connection.admits(&client.id))
}

/// Where a client's people are looked for: in the connection that is named, if the client may use it, else in the client's own.
pub fn connection_for<'a>(ctx: &'a Ctx, client: &Client, named: Option<&str>) -> Option<&'a Connection> {
    // The tenant's own pages have a client without a name, and let everybody in.
    let client = (!client.id.as_str().is_empty()).then_some(&client.id);
    match named {
        Some(name) => ctx.view.connection(name).filter(|found| client.is_none_or(|client| found.admits(client))),
        None => connection::home(&ctx.view.connections, client),
    }
}

pub struct PasswordLogin {
    pub username: String,
    pub password: String,
    pub connection: Option<String>,
    pub audience: Option<String>,
    pub scope: String,
}

/// `grant_type=password` and `…/password-realm`.
pub async fn with_password(ctx: &Ctx, client: &Client, login: PasswordLogin) -> Result<TokenSet, FlowError> {
    let Some(connection) = connection_for(ctx, client, login.connection.as_deref()).map(|found| found.name.clone()) else {
        record::write_alone(ctx, refused(ctx, client, "The connection does not exist")).await?;
        return Err(FlowError::UnknownConnection(login.connection.unwrap_or_default()));
    };
    if login.scope.len() + login.audience.as_ref().map_or(0, String::len) > LONGEST_ASKED {
        return Err(FlowError::InvalidParameter(format!("scope and audience are longer than {LONGEST_ASKED} bytes together")));
    }
    let audience = token::audience(ctx, login.audience.as_deref()).await?;
    let user = person(ctx, client, &connection, &login.username, &login.password, Some(EventType::PasswordExchangeFailed)).await?;

    let (tenant, id) = (ctx.tenant().clone(), user.id.clone());
    let authenticators = ctx.app.store.read(async move |tx: &mut Tx<'_>| tx.authenticator_list(&tenant, &id).await).await?;
    let requirement = policy::requirement(ctx.settings(), matches!(audience, Audience::Mfa), is_enrolled(&authenticators));
    if requirement == Requirement::Nothing {
        return token::issue_after_password(ctx, client, &user, &audience, &login.scope).await;
    }

    if ![grant::MFA_OOB, grant::MFA_OTP].into_iter().any(|one| client.may_use(one)) {
        record::write_alone(ctx, refused(ctx, client, "A second factor is required, and the client has no MFA grant").user(&user)).await?;
        return Err(FlowError::GrantNotAllowed(grant::MFA_OOB.to_owned()));
    }
    let event = record::event(ctx, EventType::MfaRequired).client(client).user(&user).described("Multifactor authentication required");
    record::write_alone(ctx, event).await?;
    let mfa_token = MfaToken {
        transaction: TransactionId::random(&*ctx.app.dice),
        client: client.id.clone(),
        user: user.id.clone(),
        audience: login.audience,
        scope: login.scope,
        connection,
        issuer: ctx.domain.issuer.clone(),
        since: user.proofs_from,
        issued_at: ctx.now,
        expires_at: ctx.now + MFA_TOKEN_LIFETIME,
    };
    let enabled = enabled(ctx.settings());
    let (enroll, challenge) = match requirement {
        Requirement::Enroll => (enabled, Vec::new()),
        _ => (Vec::new(), challengeable(&authenticators, enabled)),
    };
    Err(FlowError::MfaRequired { mfa_token: mfa_token.seal(ctx.tenant(), &ctx.app.keys(), ctx.now), enroll, challenge })
}

/// A login that fails for a reason of the set-up, not of the person (`f`).
fn refused(ctx: &Ctx, client: &Client, words: &str) -> LogEvent {
    record::event(ctx, EventType::LoginFailed).client(client).described(words)
}

/// What a user can enroll as things are set.
fn enabled(settings: &TenantSettings) -> Vec<Role> {
    let phone = policy::channels(&settings.phone).into_iter().map(Role::Oob);
    phone.chain(settings.otp_enabled.then_some(Role::Otp)).collect()
}

/// What a user can be asked for: what is enabled and theirs, and the recovery code.
fn challengeable(authenticators: &[Authenticator], mut roles: Vec<Role>) -> Vec<Role> {
    roles.push(Role::RecoveryCode);
    roles.retain(|role| authenticators.iter().any(|one| one.is_active() && one.has_role(*role)));
    roles
}

/// The person behind a name and a password, or one answer for every way of not being one. `exchange` is what the token
/// endpoint logs of a failure; a page logs only whose password was wrong.
pub async fn person(
    ctx: &Ctx,
    client: &Client,
    connection: &str,
    username: &str,
    password: &str,
    exchange: Option<EventType>,
) -> Result<User, FlowError> {
    let (tenant, place, name) = (ctx.tenant().clone(), connection.to_owned(), username.trim().to_lowercase());
    let found = ctx.app.store.read(async move |tx: &mut Tx<'_>| tx.user_find_by_login(&tenant, &place, &name).await).await?;
    let hash = found.as_ref().and_then(|user| user.password_hash.clone());
    let is_right = if password.len() > LONGEST_PASSWORD {
        false
    } else {
        let hash = hash.unwrap_or_else(|| password::decoy_hash().to_owned());
        ctx.app.passwords.verify(password.to_owned(), hash).await?
    };
    if let Some(user) = found.as_ref().filter(|_| is_right) {
        rehash(ctx, user, password).await;
    }
    match found {
        Some(user) if is_right && user.password_hash.is_some() && user.is_blocked => blocked(ctx, client, &user, exchange).await,
        Some(user) if is_right && user.password_hash.is_some() => Ok(user),
        known => {
            let kind = if known.is_some() { EventType::WrongPassword } else { EventType::UnknownUser };
            let mut event = record::event(ctx, kind).client(client).described("Wrong email or password.");
            event.connection = connection.to_owned();
            event = match &known {
                Some(user) => event.user(user),
                None => event,
            };
            let inner = ctx.clone();
            let written = async move |tx: &mut Tx<'_>| {
                record::write(tx, &inner, &event).await?;
                tx.bucket_take(inner.tenant(), &risk::FAILED_LOGINS, &risk::source_of(&inner.origin.ip), inner.now).await?;
                if let Some(kind) = exchange {
                    record::write(tx, &inner, &LogEvent { kind, ..event.clone() }).await?;
                }
                Ok::<_, ringfence_store::StoreError>(())
            };
            ctx.app.store.tx(written).await?;
            Err(FlowError::WrongCredentials)
        }
    }
}

/// A hash of another system's becomes one of ours as soon as its password is known. What fails here is made up for at the next login.
async fn rehash(ctx: &Ctx, user: &User, password: &str) {
    let Some(old) = user.password_hash.clone().filter(|hash| password::is_outdated(hash)) else { return };
    let (clear, dice) = (password.to_owned(), ctx.app.dice.clone());
    let Ok(new) = ctx.app.passwords.run(move || password::hash(&clear, &*dice)).await else { return };
    let (tenant, id) = (ctx.tenant().clone(), user.id.clone());
    let replaced = ctx.app.store.tx(async move |tx: &mut Tx<'_>| tx.user_password_rehashed(&tenant, &id, &new, &old).await).await;
    if let Err(problem) = replaced {
        tracing::warn!(user.id = %user.id, error = %problem, "an imported password's hash could not be replaced");
    }
}

async fn blocked(ctx: &Ctx, client: &Client, user: &User, exchange: Option<EventType>) -> Result<User, FlowError> {
    let event = sign_in::refusal(ctx, client, user);
    let further = exchange.map(|kind| LogEvent { kind, ..event.clone() });
    let inner = ctx.clone();
    let written = async move |tx: &mut Tx<'_>| {
        for event in std::iter::once(&event).chain(&further) {
            record::write(tx, &inner, event).await?;
        }
        Ok::<_, ringfence_store::StoreError>(())
    };
    ctx.app.store.tx(written).await?;
    Err(FlowError::UserBlocked)
}

/// The word by which `mfa_requirements` names a kind of factor (Auth0: `phone` covers both channels).
pub fn requirement_word(role: Role) -> &'static str {
    match role {
        Role::Oob(Channel::Sms | Channel::Voice) => "phone",
        Role::Otp => "otp",
        Role::RecoveryCode => "recovery-code",
    }
}
