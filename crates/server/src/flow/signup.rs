//! A new person: `POST /dbconnections/signup` (Auth0, Authentication API, "Signup").

use ringfence_core::client::Client;
use ringfence_core::event::EventType;
use ringfence_core::id::UserId;
use ringfence_core::password;
use ringfence_core::risk;
use ringfence_core::user::{Profile, User};
use ringfence_store::{StoreError, Tx};

use crate::ctx::Ctx;
use crate::flow::authenticate;
use crate::flow::error::FlowError;
use crate::flow::record::{self, About};

pub struct Signup {
    pub email: String,
    pub password: String,
    pub connection: String,
    pub profile: Profile,
}

/// Takes a place in the address's bucket of logins, for a sign-up that belongs to none: each one writes a row.
pub async fn admit(ctx: &Ctx) -> Result<(), FlowError> {
    let (tenant, source, now) = (ctx.tenant().clone(), risk::source_of(&ctx.origin.ip), ctx.now);
    let bucket = ctx.app.settings.limits.logins();
    let taken = async move |tx: &mut Tx<'_>| {
        if tx.bucket_take(&tenant, &bucket, &source, now).await? {
            return Ok::<_, StoreError>(None);
        }
        Ok(Some(bucket.wait(tx.bucket_full_at(&tenant, bucket.kind, &source).await?, now)))
    };
    ctx.app.store.tx(taken).await?.map_or(Ok(()), |wait| Err(FlowError::TooManyLogins { wait }))
}

pub async fn sign_up(ctx: &Ctx, client: &Client, signup: Signup) -> Result<User, FlowError> {
    let connection = authenticate::connection_for(ctx, client, Some(&signup.connection));
    let connection = connection.ok_or_else(|| FlowError::UnknownConnection(signup.connection.clone()))?;
    if !connection.is_open_to_signups() {
        return Err(FlowError::SignupDisabled);
    }
    let email = address(&signup.email)?;
    connection.password_rule().check(&signup.password)?;
    let (clear, dice) = (signup.password, ctx.app.dice.clone());
    let password_hash = ctx.app.passwords.run(move || password::hash(&clear, &*dice)).await?;
    let id = UserId::random(&*ctx.app.dice);
    let user = User::new(id, &signup.connection, email, Some(password_hash), signup.profile, ctx.now);
    let work = (ctx.clone(), client.clone(), user.clone());
    let inserted = async move |tx: &mut Tx<'_>| {
        let (ctx, client, user) = &work;
        // Nobody is put into a connection that goes away at this moment.
        if tx.connection_hold(ctx.tenant(), &user.connection).await?.is_none() {
            return Err(FlowError::UnknownConnection(user.connection.clone()));
        }
        let is_new = tx.user_insert(ctx.tenant(), user).await?;
        let event = match is_new {
            true => record::event(ctx, EventType::Signup).client(client).user(user),
            false => {
                let mut event = record::event(ctx, EventType::SignupFailed).client(client).described("The user already exists");
                event.user_name.clone_from(&user.email);
                event
            }
        };
        record::write(tx, ctx, &event).await?;
        Ok(is_new)
    };
    if ctx.app.store.tx(inserted).await? { Ok(user) } else { Err(FlowError::UserExists) }
}

/// An e-mail address in the shape that any mail server could take; whether it exists, only a mail shows.
pub fn address(text: &str) -> Result<String, FlowError> {
    let text = text.trim().to_lowercase();
    let is_plausible = text.len() <= 254
        && !text.chars().any(|c| c.is_whitespace() || c.is_control())
        && text.split_once('@').is_some_and(|(local, domain)| {
            !local.is_empty()
                && local.len() <= 64
                && !domain.contains('@')
                && domain.contains('.')
                && !domain.starts_with('.')
                && !domain.ends_with('.')
        });
    is_plausible.then_some(text).ok_or_else(|| FlowError::InvalidParameter("The email is invalid.".to_owned()))
}
