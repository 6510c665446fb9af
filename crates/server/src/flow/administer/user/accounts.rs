//! One user, or all of an address, as an administrator reads them.

use ringfence_core::id::UserId;
use ringfence_core::user::User;
use ringfence_store::{StoreError, Tx};

use crate::flow::administer::Admin;
use crate::flow::error::{FlowError, Inexistent};

/// A user, and whether they have bound a second factor.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Account {
    pub user: User,
    pub is_enrolled: bool,
}

pub async fn find(admin: &Admin, id: &str) -> Result<Account, FlowError> {
    let (tenant, id) = (admin.ctx.tenant().clone(), UserId::new(id));
    let read = async move |tx: &mut Tx<'_>| Ok(tx.user_find(&tenant, &id).await?.into_iter().collect());
    let found = with_factors(admin, admin.read(read).await?).await?;
    found.into_iter().next().ok_or(Inexistent::USER.into())
}

/// In every connection, whatever the case it is written in.
pub async fn of_address(admin: &Admin, email: &str) -> Result<Vec<Account>, FlowError> {
    let (tenant, email) = (admin.ctx.tenant().clone(), email.trim().to_lowercase());
    let read = async move |tx: &mut Tx<'_>| tx.users_of_address(&tenant, &email).await;
    with_factors(admin, admin.read(read).await?).await
}

pub(super) async fn with_factors(admin: &Admin, users: Vec<User>) -> Result<Vec<Account>, FlowError> {
    let tenant = admin.ctx.tenant().clone();
    let read = async move |tx: &mut Tx<'_>| {
        let ids: Vec<UserId> = users.iter().map(|user| user.id.clone()).collect();
        let enrolled = tx.users_with_factor(&tenant, &ids).await?;
        let account = |user: &User| Account { user: user.clone(), is_enrolled: enrolled.contains(&user.id) };
        Ok::<_, StoreError>(users.iter().map(account).collect())
    };
    admin.read(read).await
}
