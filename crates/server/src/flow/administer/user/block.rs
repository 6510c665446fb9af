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
        let Some(identifiers) = whose.identifiers(tx, &tenant).await? else { return Ok(None) };
        let mut found = Vec::new();
        for identifier in identifiers {
            found.extend(tx.user_block_list(&tenant, &identifier).await?);
        }
        Ok(Some(found))
    };
    admin.read(read).await?.ok_or(Inexistent::USER.into())
}

/// Where nobody is locked out there is nothing to do.
pub async fn remove(admin: &Admin, whose: Whose) -> Result<(), FlowError> {
    let tenant = admin.ctx.tenant().clone();
    let removed = async move |tx: &mut Tx<'_>| {
        for identifier in whose.identifiers(tx, &tenant).await?.ok_or(Inexistent::USER)? {
            tx.user_blocks_delete(&tenant, &identifier).await?;
        }
        Ok(())
    };
    admin.write(removed).await
}

impl Whose {
    /// `None`: no such user.
    async fn identifiers(&self, tx: &mut Tx<'_>, tenant: &TenantId) -> Result<Option<Vec<String>>, StoreError> {
        match self {
            Self::Identifier(typed) => Ok(Some(vec![typed.trim().to_lowercase()])),
            Self::User(id) => Ok(tx.user_find(tenant, &UserId::new(id)).await?.as_ref().map(identifiers)),
        }
    }
}

/// Everything that the user may type to sign in.
pub(super) fn identifiers(user: &User) -> Vec<String> {
    let name = user.profile.username.as_deref().map(str::to_lowercase);
    std::iter::once(user.email.clone()).chain(name).collect()
}
