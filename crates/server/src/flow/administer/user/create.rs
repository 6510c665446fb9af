//! A new user, by an administrator's hand. Source: Auth0, Management API, "Create a User".

use ringfence_core::id::UserId;
use ringfence_core::user::{Profile, User};
use ringfence_store::Tx;

use super::form;
use crate::flow::administer::Admin;
use crate::flow::error::FlowError;
use crate::flow::signup;

pub struct NewUser {
    pub connection: String,
    /// Without `auth0|`; drawn when absent.
    pub id: Option<String>,
    pub email: String,
    pub password: String,
    pub email_verified: bool,
    pub is_blocked: bool,
    pub profile: Profile,
}

pub async fn create(admin: &Admin, new: NewUser) -> Result<User, FlowError> {
    let ctx = &admin.ctx;
    let email = signup::address(&new.email)?;
    form::check(&new.profile)?;
    let connection = ctx.view.connection(&new.connection).ok_or_else(form::no_connection)?;
    let password_hash = form::hash(ctx, connection, new.password).await?;
    let id = new.id.map_or_else(|| UserId::random(&*ctx.app.dice), |given| UserId::new(format!("auth0|{given}")));
    let user = User::new(id, &new.connection, email, Some(password_hash), new.profile, ctx.now);
    let user = User { email_verified: new.email_verified, is_blocked: new.is_blocked, ..user };
    let (tenant, inner) = (ctx.tenant().clone(), user.clone());
    let inserted = async move |tx: &mut Tx<'_>| {
        // Nobody is put into a connection that goes away at this moment.
        tx.connection_hold(&tenant, &inner.connection).await?.ok_or_else(form::no_connection)?;
        tx.user_insert(&tenant, &inner).await?.then_some(()).ok_or(FlowError::UserExists)
    };
    admin.write(inserted).await?;
    Ok(user)
}
