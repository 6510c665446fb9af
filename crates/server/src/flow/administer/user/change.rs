//! Changing a user, and taking one away. Source: Auth0, Management API, "Update a User", "Delete a User".
//!
//! Changes are made under the lock on the user's row, so that of two at once neither is lost. Whoever is blocked or gets a new
//! password is signed out everywhere in the same transaction; with a new address its confirmation is due again, unless it is said to
//! be confirmed. The person is told by e-mail of a new password, address or user name.

use std::sync::atomic::Ordering;

use ringfence_core::account_ticket::TicketKind;
use ringfence_core::clock::Timestamp;
use ringfence_core::id::{TenantId, UserId};
use ringfence_core::user::{User, merge_metadata};
use ringfence_store::{Kept, StoreError, Tx};
use serde_json::{Map, Value};

use super::accounts::{self, Account};
use super::form;
use crate::ctx::Languages;
use crate::flow::administer::{Admin, mailing};
use crate::flow::error::{FlowError, Inexistent};
use crate::flow::notify::{Notifier, profile};
use crate::flow::signup;

/// Absent is unchanged; of what may be taken away, `Some(None)` takes it away.
#[derive(Clone, PartialEq, Default)]
pub struct UserChange {
    /// Checked, not changed: a user stays where they are.
    pub connection: Option<String>,
    pub email: Option<String>,
    pub email_verified: Option<bool>,
    pub password: Option<String>,
    pub is_blocked: Option<bool>,
    pub username: Option<String>,
    pub name: Option<Option<String>>,
    pub nickname: Option<Option<String>>,
    pub given_name: Option<Option<String>>,
    pub family_name: Option<Option<String>>,
    pub picture: Option<Option<String>>,
    /// Merged one level deep; `Some(None)` empties it.
    pub user_metadata: Option<Option<Map<String, Value>>>,
    pub app_metadata: Option<Option<Map<String, Value>>>,
}

pub async fn change(admin: &Admin, id: &str, mut change: UserChange) -> Result<Account, FlowError> {
    change.email = change.email.as_deref().map(signup::address).transpose()?;
    change.username = change.username.as_deref().map(form::username).transpose()?;
    let password_hash = match change.password.take() {
        Some(clear) => Some(hash(admin, id, clear).await?),
        None => None,
    };
    let (tenant, id, now, ctx) = (admin.ctx.tenant().clone(), UserId::new(id), admin.ctx.now, admin.ctx.clone());
    let changed = async move |tx: &mut Tx<'_>| {
        let before = tx.user_find_locked(&tenant, &id).await?.ok_or(Inexistent::USER)?;
        if change.connection.as_ref().is_some_and(|named| *named != before.connection) {
            return Err(FlowError::InvalidParameter(
                "The user is not in that connection: leave it out, or name the user's own.".to_owned(),
            ));
        }
        let after = change.applied(before.clone(), password_hash.as_deref(), now);
        form::check(&after.profile)?;
        check_names(tx, &tenant, &before, &after).await?;
        match tx.user_update(&tenant, &after).await {
            // Between the look and the writing somebody else took it.
            Err(StoreError::Conflict(_)) => return Err(taken("email or username")),
            outcome => outcome?,
        };
        let letters = profile::letters(&before, &after, password_hash.is_some());
        if !letters.is_empty() {
            mailing::notices(tx, &ctx, letters.len()).await?;
            let notifier = Notifier { app: &ctx.app, view: &ctx.view, now };
            // In the tenant's language, not in that of the administrator's tool.
            profile::tell(tx, &notifier, &Languages::default(), &after, &letters).await?;
            ctx.has_notice.store(true, Ordering::Relaxed);
        }
        if password_hash.is_some() {
            tx.account_tickets_end(&tenant, &id, TicketKind::PasswordChange, now).await?;
        }
        if password_hash.is_some() || (after.is_blocked && !before.is_blocked) {
            tx.user_proofs_end(&tenant, &id, Kept::Nothing, now).await?;
        }
        Ok(after)
    };
    let user = admin.write(changed).await?;
    let found = accounts::with_factors(admin, vec![user]).await?;
    found.into_iter().next().ok_or(Inexistent::USER.into())
}

async fn hash(admin: &Admin, id: &str, clear: String) -> Result<String, FlowError> {
    let user = accounts::find(admin, id).await?.user;
    let connection = admin.ctx.view.connection(&user.connection).ok_or_else(form::no_connection)?;
    form::hash(&admin.ctx, connection, clear).await
}

impl UserChange {
    pub fn is_of_app_metadata_alone(&self) -> bool {
        *self == Self { app_metadata: self.app_metadata.clone(), ..Self::default() }
    }

    fn applied(&self, mut user: User, password_hash: Option<&str>, now: Timestamp) -> User {
        if let Some(email) = self.email.as_ref().filter(|email| **email != user.email) {
            user.email.clone_from(email);
            user.email_verified = false;
        }
        user.email_verified = self.email_verified.unwrap_or(user.email_verified);
        user.is_blocked = self.is_blocked.unwrap_or(user.is_blocked);
        if let Some(phc) = password_hash {
            user.password_hash = Some(phc.to_owned());
            user.password_set_at = Some(now);
        }
        let profile = &mut user.profile;
        if self.username.is_some() {
            profile.username.clone_from(&self.username);
        }
        for (kept, sent) in [
            (&mut profile.name, &self.name),
            (&mut profile.nickname, &self.nickname),
            (&mut profile.given_name, &self.given_name),
            (&mut profile.family_name, &self.family_name),
            (&mut profile.picture, &self.picture),
        ] {
            if let Some(sent) = sent {
                kept.clone_from(sent);
            }
        }
        for (kept, sent) in [(&mut profile.user_metadata, &self.user_metadata), (&mut profile.app_metadata, &self.app_metadata)] {
            match sent {
                Some(Some(sent)) => merge_metadata(kept, sent.clone()),
                Some(None) => kept.clear(),
                None => {}
            }
        }
        user.updated_at = now;
        user
    }
}

async fn check_names(tx: &mut Tx<'_>, tenant: &TenantId, before: &User, after: &User) -> Result<(), FlowError> {
    let is_another = |found: Option<User>| found.is_some_and(|found| found.id != after.id);
    if after.email != before.email && is_another(tx.user_find_by_email(tenant, &after.connection, &after.email).await?) {
        return Err(taken("email"));
    }
    match &after.profile.username {
        Some(name) if after.profile.username != before.profile.username => {
            let found = tx.user_find_by_username(tenant, &after.connection, name).await?;
            if is_another(found) { Err(taken("username")) } else { Ok(()) }
        }
        _ => Ok(()),
    }
}

fn taken(what: &str) -> FlowError {
    FlowError::InvalidParameter(format!("The specified new {what} already exists"))
}

/// Deletes the user and everything of theirs. That nobody is there is no error: the wish is met.
pub async fn remove(admin: &Admin, id: &str) -> Result<(), FlowError> {
    let (tenant, id, now) = (admin.ctx.tenant().clone(), UserId::new(id), admin.ctx.now);
    let removed = async move |tx: &mut Tx<'_>| {
        let Some(user) = tx.user_find_locked(&tenant, &id).await? else { return Ok(()) };
        super::block::Names::of(&user).unblock(tx, &tenant).await?;
        tx.user_delete(&tenant, &id, now).await?;
        Ok(())
    };
    admin.write(removed).await
}
