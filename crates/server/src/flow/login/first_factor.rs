//! A password on the login page, or a new account on the sign-up page.

use std::time::Duration;

use ringfence_core::connection::Connection;
use ringfence_core::login::{Person, Screen, Step};
use ringfence_core::user::{Profile, User};
use ringfence_store::Tx;

use crate::ctx::Ctx;
use crate::flow::authenticate;
use crate::flow::error::FlowError;
use crate::flow::login::finish::Finish;
use crate::flow::login::requirement::{self, Asking};
use crate::flow::login::{Next, Stage, advance};
use crate::flow::sign_in;
use crate::flow::signup::{self, Signup};
use crate::flow::visit::Visit;

pub async fn with_password(ctx: &Ctx, visit: &Visit, stage: Stage, username: &str, password: &str) -> Result<Next, FlowError> {
    let user = authenticate::person(ctx, &stage.client, &connection(ctx, &stage)?.name, username, password, None).await?;
    accept(ctx, visit, stage, user).await
}

/// Where this login's person is looked for.
pub fn connection<'a>(ctx: &'a Ctx, stage: &Stage) -> Result<&'a Connection, FlowError> {
    let named = stage.login.request().and_then(|request| request.connection.as_deref());
    let found = authenticate::connection_for(ctx, &stage.client, named);
    found.ok_or_else(|| FlowError::UnknownConnection(named.unwrap_or_default().to_owned()))
}

pub async fn sign_up(ctx: &Ctx, visit: &Visit, stage: Stage, email: &str, password: &str) -> Result<Next, FlowError> {
    let signup = Signup {
        email: email.to_owned(),
        password: password.to_owned(),
        connection: connection(ctx, &stage)?.name.clone(),
        profile: Profile::default(),
    };
    let user = match signup::sign_up(ctx, &stage.client, signup).await {
        Err(FlowError::UserExists) if was_sent_twice(ctx, &stage, email).await? => return Err(FlowError::LoginSuperseded),
        Err(FlowError::UserExists) => made_before(ctx, &stage, email, password).await?.ok_or(FlowError::UserExists)?,
        outcome => outcome?,
    };
    accept(ctx, visit, stage, user).await
}

/// The account, if this login's form made it and the step after that failed: made since the login began, with this very password.
async fn made_before(ctx: &Ctx, stage: &Stage, email: &str, password: &str) -> Result<Option<User>, FlowError> {
    let (tenant, place, address) = (ctx.tenant().clone(), connection(ctx, stage)?.name.clone(), email.to_owned());
    let read = async move |tx: &mut Tx<'_>| tx.user_find_by_email(&tenant, &place, &address).await;
    let found = ctx.app.store.read(read).await?.filter(|user| user.created_at >= stage.login.started_at);
    if found.is_none() {
        return Ok(None);
    }
    match authenticate::person(ctx, &stage.client, &connection(ctx, stage)?.name, email, password, None).await {
        Err(FlowError::WrongCredentials) => Ok(None),
        outcome => outcome.map(Some),
    }
}

/// The address is taken by this very form, sent a moment before: that one is about to move the login on.
async fn was_sent_twice(ctx: &Ctx, stage: &Stage, email: &str) -> Result<bool, FlowError> {
    const A_MOMENT: Duration = Duration::from_secs(5);
    for _ in 0..20 {
        let (tenant, id, email) = (ctx.tenant().clone(), stage.login.id.clone(), email.to_owned());
        let place = connection(ctx, stage)?.name.clone();
        let read = async move |tx: &mut Tx<'_>| {
            let user = tx.user_find_by_email(&tenant, &place, &email).await?;
            Ok::<_, FlowError>((user, tx.login_find(&tenant, &id).await?))
        };
        let (user, login) = ctx.app.store.read(read).await?;
        if login.is_some_and(|login| login.version != stage.login.version) {
            return Ok(true);
        }
        if user.is_none_or(|user| ctx.now.since(user.created_at) >= A_MOMENT) {
            return Ok(false);
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Ok(false)
}

/// Whoever typed the password goes on to what is asked of them, or is through.
async fn accept(ctx: &Ctx, visit: &Visit, mut stage: Stage, user: User) -> Result<Next, FlowError> {
    let ctx = &ctx.concerning(Some(&user));
    let asking = Asking { purpose: &stage.login.purpose, user: &user, session: None };
    let needs_second_factor = requirement::needs_second_factor(ctx, visit, asking).await?;
    let user_id = user.id.clone();
    stage.login.person = Some(Person {
        user: user_id.clone(),
        signed_in_at: ctx.now,
        known_at: ctx.now,
        since: user.proofs_from,
        session: None,
        needs_second_factor,
    });
    let finish = Finish::new(ctx, visit, &stage, user.clone());
    let accepted = async move |tx: &mut Tx<'_>| {
        let known = tx.authenticator_list(finish.ctx.tenant(), &user_id).await?;
        let methods = ringfence_core::login::Methods::of(finish.ctx.settings(), &known);
        let step = finish.login.step(&methods);
        Ok::<_, FlowError>((advance(tx, &finish, &known).await?, methods, step))
    };
    let outcome = ctx.app.store.tx(accepted).await;
    let (advanced, methods, step) = sign_in::settled(ctx, &stage.client, &user, outcome).await?;
    let next = advanced.next()?;
    // Where there is only one way to send the code, it goes out without a further click.
    if let (Next::Page(_), Step::Challenge, [channel]) = (&next, step, methods.channels.as_slice())
        && let [phone] = methods.phones.as_slice()
        && methods.apps.is_empty()
    {
        let (channel, device) = (*channel, phone.id.clone());
        stage.login.version += 1;
        let stage = Stage { user: Some(user), methods, ..stage };
        return match crate::flow::login::phone::challenge(ctx, stage, device.as_str(), channel).await {
            // The page of the code tells that nothing came, and offers what else there is.
            Err(FlowError::SendFailed { .. }) => Ok(Next::Page(Screen::of_code(channel))),
            Err(FlowError::TooManyMessages { .. } | FlowError::PhoneNumber(_)) => Ok(next),
            outcome => outcome,
        };
    }
    Ok(next)
}
