//! Enrollments: the same phones and apps under the names that Guardian's older operations have for them, by the device's id.
//!
//! A recovery code is none. Source: Auth0, Management API, "Guardian: enrollments".

use ringfence_core::id::{DeviceId, UserId};
use ringfence_store::{AuthenticationMethod, Kept, Tx};

use crate::flow::administer::Admin;
use crate::flow::administer::authentication_method::{acting, list as methods, locked, wire_id};
use crate::flow::administer::mailing;
use crate::flow::enroll;
use crate::flow::error::{FlowError, Inexistent};

/// Oldest first, those not yet confirmed among them.
pub async fn list(admin: &Admin, user: &str) -> Result<Vec<AuthenticationMethod>, FlowError> {
    let mut found = methods(admin, user).await?;
    found.retain(is_enrollment);
    Ok(found)
}

pub async fn find(admin: &Admin, id: &str) -> Result<AuthenticationMethod, FlowError> {
    let (tenant, device) = (admin.ctx.tenant().clone(), DeviceId::new(id));
    let read = async move |tx: &mut Tx<'_>| {
        let Some(user) = tx.method_owner(&tenant, &device).await? else { return Ok(None) };
        Ok(tx.method_list(&tenant, &user).await?.into_iter().find(|one| one.authenticator.id == device))
    };
    admin.read(read).await?.filter(is_enrollment).ok_or(Inexistent::ENROLLMENT.into())
}

pub async fn remove(admin: &Admin, id: &str) -> Result<(), FlowError> {
    let (ctx, client, device) = (acting(admin), admin.caller.client.clone(), DeviceId::new(id));
    let removed = async move |tx: &mut Tx<'_>| {
        let tenant = ctx.tenant();
        let user = tx.method_owner(tenant, &device).await?.ok_or(Inexistent::ENROLLMENT)?;
        let person = locked(tx, &ctx, &user).await?;
        let found = tx.method_list(tenant, &user).await?.into_iter().find(|one| one.authenticator.id == device && is_enrollment(one));
        let found = found.ok_or(Inexistent::ENROLLMENT)?;
        mailing::notices(tx, &ctx, usize::from(found.authenticator.is_active())).await?;
        enroll::take_away(tx, &ctx.concerning(Some(&person)), &client, &user, &wire_id(&found), Kept::Nothing).await?;
        Ok(())
    };
    admin.write(removed).await
}

/// From here on every browser is a new one: it asks for the second factor again, and the risk rules do not know it.
/// A connection that is named must be the person's.
pub async fn forget_browsers(admin: &Admin, user: &str, connection: Option<&str>) -> Result<(), FlowError> {
    let (ctx, user, connection) = (acting(admin), UserId::new(user), connection.map(str::to_owned));
    let forgotten = async move |tx: &mut Tx<'_>| {
        let person = locked(tx, &ctx, &user).await?;
        if connection.as_ref().is_some_and(|named| *named != person.connection) {
            return Err(FlowError::InvalidParameter("The user is of another connection: name theirs.".to_owned()));
        }
        tx.browsers_forget(ctx.tenant(), &user).await?;
        Ok(())
    };
    admin.write(forgotten).await
}

fn is_enrollment(method: &AuthenticationMethod) -> bool {
    method.authenticator.is_second_factor()
}
