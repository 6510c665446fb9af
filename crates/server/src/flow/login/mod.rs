//! A login from its first page to the application's answer. Each verb decides on what it read, and writes only if the login is still
//! what it was: of a form sent twice, or two tabs of one login, one has its way and the other is led to where the login now is.
//!
//! 1. [`begin`] writes a login down, bound to the browser; [`load`] gives it back to that browser alone;
//! 2. [`first_factor`]: a password, or a new account;
//! 3. [`requirement`]: does the policy, the application or the risk ask for a second factor;
//! 4. [`phone`], [`app`], [`recovery`]: it is enrolled or challenged;
//! 5. [`finish`]: session, code, remembered browser and log in the transaction of the last step.
//!
//! What comes next is [`ringfence_core::login`]'s to say. Source: Auth0, "Universal Login"; OpenID Connect Core §3.1.2.

pub mod app;
pub mod finish;
pub mod first_factor;
pub mod phone;
pub mod recovery;
pub mod requirement;

use ringfence_core::authenticator::Authenticator;
use ringfence_core::client::{Client, ClientSettings};
use ringfence_core::delivery::ReceiptStatus;
use ringfence_core::id::{ClientId, LoginId, TransactionId, UserId};
use ringfence_core::login::{Finished, Login, Methods, Person, Purpose, Screen, Step};
use ringfence_core::proof::{Proof, SecondFactor};
use ringfence_core::risk;
use ringfence_core::session::Session;
use ringfence_core::ticket::Factor;
use ringfence_core::user::User;
use ringfence_store::{DeliveryState, StoreError, Tx};

use crate::ctx::Ctx;
use crate::flow::authenticate;
use crate::flow::authorize::vouched;
use crate::flow::error::FlowError;
use crate::flow::login::finish::Finish;
use crate::flow::visit::Visit;

/// A login as a page needs it.
#[derive(Clone)]
pub struct Stage {
    pub login: Login,
    /// Nameless where no application waits.
    pub client: Client,
    pub user: Option<User>,
    pub methods: Methods,
}

/// Where the browser goes now.
pub enum Next {
    Page(Screen),
    Done(Finished),
}

/// Writes a new login down; its id stands in the pages' `state`.
pub async fn begin(
    ctx: &Ctx,
    visit: &Visit,
    purpose: Purpose,
    languages: Option<String>,
    person: Option<Person>,
) -> Result<Login, FlowError> {
    let login = begun(ctx, visit, purpose);
    write(ctx, Login { languages, person, ..login }).await
}

/// For a person's own account, on the word of a session that has shown a second factor lately, or where there is none to show.
/// `shown` names it, where something was bound to show.
pub async fn begin_for_account(
    ctx: &Ctx,
    visit: &Visit,
    add: Option<Factor>,
    session: &Session,
    shown: Option<SecondFactor>,
) -> Result<Login, FlowError> {
    let login = begun(ctx, visit, Purpose::Account { add });
    write(ctx, Login { person: Some(vouched(ctx, session, false)), second_factor: shown, ..login }).await
}

fn begun(ctx: &Ctx, visit: &Visit, purpose: Purpose) -> Login {
    let dice = &*ctx.app.dice;
    Login::begun(LoginId::random(dice), visit.browser_hash(ctx), TransactionId::random(dice), purpose, ctx.now)
}

/// One address begins so many logins and no more: each is a row, whoever asks.
async fn write(ctx: &Ctx, login: Login) -> Result<Login, FlowError> {
    let (tenant, new, source) = (ctx.tenant().clone(), login.clone(), risk::source_of(&ctx.origin.ip));
    let (bucket, now) = (ctx.app.settings.limits.logins(), ctx.now);
    let begun = async move |tx: &mut Tx<'_>| {
        if !tx.bucket_take(&tenant, &bucket, &source, now).await? {
            return Ok::<_, StoreError>(Some(bucket.wait(tx.bucket_full_at(&tenant, bucket.kind, &source).await?, now)));
        }
        tx.login_insert(&tenant, &new).await?;
        Ok(None)
    };
    match ctx.app.store.tx(begun).await? {
        Some(wait) => Err(FlowError::TooManyLogins { wait }),
        None => Ok(login),
    }
}

/// The login of that id, if this browser began it and it is not over.
pub async fn load(ctx: &Ctx, visit: &Visit, id: &str) -> Result<Stage, FlowError> {
    let (tenant, id) = (ctx.tenant().clone(), LoginId::new(id));
    let read = async move |tx: &mut Tx<'_>| {
        let mut looked = tx.login_find(&tenant, &id).await?;
        loop {
            let Some(login) = looked else { return Ok::<_, StoreError>(None) };
            let (mut user, mut known) = (None, Vec::new());
            if let Some(person) = &login.person {
                user = tx.user_find(&tenant, &person.user).await?;
                known = tx.authenticator_list(&tenant, &person.user).await?;
            }
            // Each statement sees what is committed by then: a step that ends in between would show its factor and not its proof.
            looked = tx.login_find(&tenant, &id).await?;
            if looked.as_ref().is_some_and(|now| now.version == login.version) {
                return Ok(Some((login, user, known)));
            }
        }
    };
    let (login, user, known) = ctx.app.store.read(read).await?.ok_or(FlowError::NoSuchLogin)?;
    if login.browser != visit.browser_hash(ctx) {
        return Err(FlowError::NoSuchLogin);
    }
    if user.as_ref().is_some_and(|user| user.is_blocked) && login.finished.is_none() {
        return Err(FlowError::UserBlocked);
    }
    let user_is_gone = login.person.is_some() && user.is_none();
    // A removal, a reset, a new password or a block since the password was typed: it is typed again.
    let is_still = |person: &Person| user.as_ref().is_none_or(|user| person.is_still(user));
    let is_outdated = login.finished.is_none() && !login.person.as_ref().is_none_or(is_still);
    if login.is_over(ctx.now) || user_is_gone || is_outdated {
        return Err(FlowError::LoginExpired { again: again(&login) });
    }
    let client = client(ctx, &login).await?;
    Ok(Stage { client, user, methods: Methods::of(ctx.settings(), &known), login })
}

async fn client(ctx: &Ctx, login: &Login) -> Result<Client, FlowError> {
    match login.client() {
        Some(id) => Ok((*authenticate::client_by_id(ctx, id).await?).clone()),
        None => Ok(nameless(ctx)),
    }
}

/// Stands for the tenant's own pages, where no application is involved.
pub fn nameless(ctx: &Ctx) -> Client {
    let settings = ClientSettings { name: ctx.settings().friendly_name.clone(), ..ClientSettings::default() };
    Client { tenant: ctx.tenant().clone(), id: ClientId::new(""), secret: None, settings, created_at: ctx.now }
}

/// Where a person begins again whose login is over: the application's request, as it was.
pub fn again(login: &Login) -> Option<String> {
    match &login.purpose {
        Purpose::Authorize(request) => {
            Some(format!("/authorize?{}", crate::flow::authorize::query_of(request, login.languages.as_deref())))
        }
        Purpose::Account { add: None } => Some("/u/account".to_owned()),
        Purpose::Account { add: Some(_) } | Purpose::Ticket { .. } => None,
    }
}

impl Stage {
    pub fn next(&self) -> Result<Next, FlowError> {
        match (&self.login.finished, self.login.home(&self.methods)) {
            (Some(finished), _) => Ok(Next::Done(finished.clone())),
            (None, Some(screen)) => Ok(Next::Page(screen)),
            (None, None) => Err(FlowError::NoMethodLeft),
        }
    }

    /// The page is one of the step the login is at.
    pub fn admits(&self, screen: Screen) -> bool {
        self.login.finished.is_none() && self.login.admits(screen, &self.methods)
    }

    pub fn person(&self) -> Result<&Person, FlowError> {
        self.login.person.as_ref().ok_or(FlowError::NoSuchLogin)
    }

    /// What was shown in this login.
    fn proof(&self) -> Result<Proof, FlowError> {
        self.login.proof().ok_or(FlowError::NoSuchLogin)
    }

    fn user_id(&self) -> Result<UserId, FlowError> {
        Ok(self.person()?.user.clone())
    }

    /// Writes a change that ends nothing.
    async fn save(self, ctx: &Ctx) -> Result<Next, FlowError> {
        let (tenant, login) = (ctx.tenant().clone(), self.login.clone());
        if !ctx.app.store.tx(async move |tx: &mut Tx<'_>| tx.login_save(&tenant, &login).await).await? {
            return Err(FlowError::LoginSuperseded);
        }
        self.next()
    }
}

/// Picks one of several phones to be challenged.
pub async fn choose_phone(ctx: &Ctx, mut stage: Stage, device: &str) -> Result<Next, FlowError> {
    let picked = stage.methods.phones.iter().find(|phone| phone.id.as_str() == device).ok_or(FlowError::AuthenticatorNotFound)?;
    stage.login.chosen = Some(picked.id.clone());
    stage.login.phone = None;
    stage.save(ctx).await
}

/// The reader chose another language for the rest of the login.
pub async fn speak(ctx: &Ctx, stage: Stage) -> Result<(), FlowError> {
    // A step that went on meanwhile keeps its language; the choice can be made again there.
    let (tenant, login) = (ctx.tenant().clone(), stage.login);
    ctx.app.store.tx(async move |tx: &mut Tx<'_>| tx.login_save(&tenant, &login).await).await?;
    Ok(())
}

/// Writes a step's outcome, and with the last one everything that the login earns.
///
/// An error takes back what the step wrote: a code that was right stays good where the login cannot go on.
pub(super) async fn advance(tx: &mut Tx<'_>, finish: &Finish, known: &[Authenticator]) -> Result<Advanced, FlowError> {
    let methods = Methods::of(finish.ctx.settings(), known);
    if finish.login.step(&methods) == Step::Finish {
        return finish.write(tx).await;
    }
    if !tx.login_save(finish.ctx.tenant(), &finish.login).await? {
        return Err(FlowError::LoginSuperseded);
    }
    Ok(Advanced::To(finish.login.home(&methods)))
}

/// What became of a step.
pub enum Advanced {
    /// `None`: there is no way to go on.
    To(Option<Screen>),
    Done(Finished),
}

impl Advanced {
    pub fn next(self) -> Result<Next, FlowError> {
        match self {
            Self::To(Some(screen)) => Ok(Next::Page(screen)),
            Self::To(None) => Err(FlowError::NoMethodLeft),
            Self::Done(finished) => Ok(Next::Done(finished)),
        }
    }
}

/// What is known of the last message, in the order in which a person would hope.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Truth {
    Sending,
    /// A carrier took it.
    Accepted,
    Ringing,
    Delivered,
    Failed,
}

pub async fn truth(ctx: &Ctx, login: &Login) -> Result<Option<Truth>, FlowError> {
    let Some(phone) = &login.phone else { return Ok(None) };
    let (tenant, delivery) = (ctx.tenant().clone(), phone.delivery.clone());
    let found = ctx.app.store.read(async move |tx: &mut Tx<'_>| tx.delivery_find(&tenant, &delivery).await).await?;
    let Some(found) = found else { return Ok(None) };
    let reported = found.report.map(|report| report.status);
    Ok(Some(match (found.state, reported) {
        (DeliveryState::Failed, _) | (_, Some(ReceiptStatus::Undelivered | ReceiptStatus::Failed)) => Truth::Failed,
        (_, Some(ReceiptStatus::Delivered)) => Truth::Delivered,
        (_, Some(ReceiptStatus::Ringing)) => Truth::Ringing,
        (DeliveryState::Accepted, _) | (_, Some(ReceiptStatus::Sent)) => Truth::Accepted,
        (DeliveryState::Waiting | DeliveryState::Sending, None) => Truth::Sending,
    }))
}

/// Whether a factor may be added by this login.
pub fn allows(stage: &Stage, factor: Factor) -> bool {
    stage.login.only_factor().is_none_or(|only| only == factor) && stage.methods.can_enroll(factor)
}
