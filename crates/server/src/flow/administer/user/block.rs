//! Who is locked out after failed passwords, and letting them in again. Source: Auth0, Management API, "User Blocks".

use ringfence_core::id::{TenantId, UserId};
use ringfence_core::user::{User, UserBlock};
use ringfence_store::{StoreError, Tx};

use crate::flow::administer::Admin;
use crate::flow::error::{FlowError, Inexistent};

/// Whose blocks are meant.
#[derive(Clone)]
pub enum Whose {
    /// What somebody types to sign in: an address or a user name.
    Identifier(String),
    User(String),
}

pub async fn list(admin: &Admin, whose: Whose) -> Result<Vec<UserBlock>, FlowError> {
    let tenant = admin.ctx.tenant().clone();
    let read = async move |tx: &mut Tx<'_>| {
        let Some(names) = whose.names(tx, &tenant).await? else { return Ok(None) };
        let mut found = Vec::new();
        for identifier in names.identifiers {
            found.extend(tx.user_block_list(&tenant, &identifier, names.connection.as_deref()).await?);
        }
        Ok(Some(found))
    };
    admin.read(read).await?.ok_or(Inexistent::USER.into())
}

/// Where nobody is locked out there is nothing to do.
pub async fn remove(admin: &Admin, whose: Whose) -> Result<(), FlowError> {
    let tenant = admin.ctx.tenant().clone();
    let removed = async move |tx: &mut Tx<'_>| {
        let names = whose.names(tx, &tenant).await?.ok_or(Inexistent::USER)?;
        Ok(names.unblock(tx, &tenant).await?)
    };
    admin.write(removed).await
}

impl Whose {
    /// `None`: no such user.
    async fn names(&self, tx: &mut Tx<'_>, tenant: &TenantId) -> Result<Option<Names>, StoreError> {
        match self {
            Self::Identifier(typed) => Ok(Some(Names { identifiers: vec![typed.trim().to_lowercase()], connection: None })),
            Self::User(id) => Ok(tx.user_find(tenant, &UserId::new(id)).await?.as_ref().map(Names::of)),
        }
    }
}

/// What may be typed to sign in.
pub(super) struct Names {
    identifiers: Vec<String>,
    /// `None`: wherever it is typed.
    connection: Option<String>,
}

impl Names {
    /// Another person may have the same names in another connection.
    pub(super) fn of(user: &User) -> Self {
        let name = user.profile.username.as_deref().map(str::to_lowercase);
        let identifiers = std::iter::once(user.email.clone()).chain(name).collect();
        Self { identifiers, connection: Some(user.connection.clone()) }
    }

    pub(super) async fn unblock(&self, tx: &mut Tx<'_>, tenant: &TenantId) -> Result<(), StoreError> {
        for identifier in &self.identifiers {
            tx.user_blocks_delete(tenant, identifier, self.connection.as_deref()).await?;
        }
        Ok(())
    }
}
