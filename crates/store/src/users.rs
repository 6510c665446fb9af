//! People, by id and by what they type to sign in.

use ringfence_core::clock::Timestamp;
use ringfence_core::id::{TenantId, UserId};
use ringfence_core::user::User;

use crate::counts::Counted;
use crate::driver::{Row, params, statements};
use crate::seal::json;
use crate::{StoreError, Tx};

/// Whole users, as [`read_user`] takes them.
macro_rules! selected {
    ($rest:literal) => {
        concat!(
            "SELECT user_id, connection, email, email_verified, password_hash, profile, blocked, last_login_at, last_ip, ",
            "logins_count, password_set_at, proofs_from, proofs_kept, created_at, updated_at FROM users ",
            $rest
        )
    };
}

pub(crate) use selected;

statements! {
    USER_INSERT = "INSERT INTO users (tenant_id, user_id, connection, email, username, email_verified, password_hash, profile, blocked,
        last_login_at, last_ip, logins_count, password_set_at, proofs_from, created_at, updated_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) ON CONFLICT DO NOTHING";
    USER_FIND = selected!("WHERE tenant_id = $1 AND user_id = $2");
    USER_FIND_LOCKED = selected!("WHERE tenant_id = $1 AND user_id = $2 /*lock*/");
    USER_FIND_BY_EMAIL = selected!("WHERE tenant_id = $1 AND connection = $2 AND email = $3");
    USER_FIND_BY_USERNAME = selected!("WHERE tenant_id = $1 AND connection = $2 AND username = $3");
    USER_LIST = selected!("WHERE tenant_id = $1 AND user_id > $2 ORDER BY user_id LIMIT $3");
    USER_UPDATE = "UPDATE users SET email = $1, username = $2, email_verified = $3, password_hash = $4, profile = $5, blocked = $6,
        password_set_at = $7, updated_at = $8 WHERE tenant_id = $9 AND user_id = $10";
    /// The row's lock orders it among whatever blocks the user, gives them a new password or takes them away.
    USER_SIGNED_IN = "UPDATE users SET last_login_at = $1, last_ip = $2, logins_count = logins_count + 1
        WHERE tenant_id = $3 AND user_id = $4 AND proofs_from = $5 AND blocked = 0";
    USER_PASSWORD_REHASHED = "UPDATE users SET password_hash = $1 WHERE tenant_id = $2 AND user_id = $3 AND password_hash = $4";
}

impl Tx<'_> {
    /// False when the id, or the e-mail address or user name within the connection, is taken.
    pub async fn user_insert(&mut self, tenant: &TenantId, user: &User) -> Result<bool, StoreError> {
        let (profile, username) = (json(&user.profile)?, user.profile.username.as_deref().map(fold));
        let (email, password_hash) = (fold(&user.email), user.password_hash.as_ref());
        let params = params![
            tenant,
            &user.id,
            &user.connection,
            &email,
            username.as_ref(),
            user.email_verified,
            password_hash,
            &profile,
            user.is_blocked,
            user.last_login_at,
            user.last_ip.as_ref(),
            i64::try_from(user.logins_count).unwrap_or(i64::MAX),
            user.password_set_at,
            user.proofs_from,
            user.created_at,
            user.updated_at,
        ];
        let is_new = self.exec(&USER_INSERT, params).await? == 1;
        if is_new {
            self.count_change(tenant, Counted::Users, 1).await?;
        }
        Ok(is_new)
    }

    pub async fn user_find(&mut self, tenant: &TenantId, user: &UserId) -> Result<Option<User>, StoreError> {
        self.row(&USER_FIND, params![tenant, user]).await?.map(read_user).transpose()
    }

    /// Holds the user's row until the transaction ends, so that decisions about one user come one after the other.
    pub async fn user_find_locked(&mut self, tenant: &TenantId, user: &UserId) -> Result<Option<User>, StoreError> {
        self.row(&USER_FIND_LOCKED, params![tenant, user]).await?.map(read_user).transpose()
    }

    /// In whatever case the address is written.
    pub async fn user_find_by_email(&mut self, tenant: &TenantId, connection: &str, email: &str) -> Result<Option<User>, StoreError> {
        let email = fold(email);
        self.row(&USER_FIND_BY_EMAIL, params![tenant, connection, &email]).await?.map(read_user).transpose()
    }

    /// By e-mail address, else by user name.
    pub async fn user_find_by_login(&mut self, tenant: &TenantId, connection: &str, login: &str) -> Result<Option<User>, StoreError> {
        let found = self.user_find_by_email(tenant, connection, login).await?;
        if found.is_some() {
            return Ok(found);
        }
        self.user_find_by_username(tenant, connection, login).await
    }

    pub async fn user_find_by_username(&mut self, tenant: &TenantId, connection: &str, name: &str) -> Result<Option<User>, StoreError> {
        let username = fold(name);
        self.row(&USER_FIND_BY_USERNAME, params![tenant, connection, &username]).await?.map(read_user).transpose()
    }

    /// In the order of ids, beginning behind `after`.
    pub async fn user_list(&mut self, tenant: &TenantId, after: Option<&UserId>, limit: u32) -> Result<Vec<User>, StoreError> {
        let params = params![tenant, after.map_or("", UserId::as_str), limit];
        self.rows(&USER_LIST, params).await?.into_iter().map(read_user).collect()
    }

    /// Everything that can change but what a sign-in counts. False when there is no such user; [`StoreError::Conflict`] when the
    /// address or the user name is another one's in the connection.
    pub async fn user_update(&mut self, tenant: &TenantId, user: &User) -> Result<bool, StoreError> {
        let (profile, username) = (json(&user.profile)?, user.profile.username.as_deref().map(fold));
        let email = fold(&user.email);
        let params = params![
            &email,
            username.as_ref(),
            user.email_verified,
            user.password_hash.as_ref(),
            &profile,
            user.is_blocked,
            user.password_set_at,
            user.updated_at,
            tenant,
            &user.id,
        ];
        Ok(self.exec(&USER_UPDATE, params).await? == 1)
    }

    /// Counts a sign-in of the user as they were found. False, and nothing counted, when they are blocked or gone by now, or when their
    /// proofs have ended since ([`Tx::user_proofs_end`]): they are not to be let in.
    pub async fn user_signed_in(&mut self, tenant: &TenantId, user: &User, ip: &str, now: Timestamp) -> Result<bool, StoreError> {
        Ok(self.exec(&USER_SIGNED_IN, params![now, ip, tenant, &user.id, user.proofs_from]).await? == 1)
    }

    /// The same password under another hash, unless a new one was set meanwhile.
    pub async fn user_password_rehashed(&mut self, tenant: &TenantId, user: &UserId, phc: &str, old: &str) -> Result<bool, StoreError> {
        Ok(self.exec(&USER_PASSWORD_REHASHED, params![phc, tenant, user, old]).await? == 1)
    }
}

/// As logins are kept and compared.
fn fold(login: &str) -> String {
    login.trim().to_lowercase()
}

pub(crate) fn read_user(mut row: Row) -> Result<User, StoreError> {
    Ok(User {
        id: row.take()?,
        connection: row.take()?,
        email: row.take()?,
        email_verified: row.take()?,
        password_hash: row.take()?,
        profile: row.take_json()?,
        is_blocked: row.take()?,
        last_login_at: row.take()?,
        last_ip: row.take()?,
        logins_count: row.take()?,
        password_set_at: row.take()?,
        proofs_from: row.take()?,
        proofs_kept: row.take()?,
        created_at: row.take()?,
        updated_at: row.take()?,
    })
}
