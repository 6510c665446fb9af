//! How many there are of what is too many to be counted for each page; each change is made in the transaction of the fact.

use ringfence_core::clock::Timestamp;
use ringfence_core::id::{TenantId, UserId};

use crate::driver::{params, statements};
use crate::{StoreError, Tx};

statements! {
    COUNT_CHANGE = "INSERT INTO counts (tenant_id, kind, total) VALUES ($1, $2, $3)
        ON CONFLICT (tenant_id, kind) DO UPDATE SET total = counts.total + excluded.total";
    COUNT_FIND = "SELECT total FROM counts WHERE tenant_id = $1 AND kind = $2";
    COUNT_ACTIVE_USERS = "SELECT COUNT(CASE WHEN last_login_at >= $1 THEN 1 END), MAX(user_id)
        FROM (SELECT user_id, last_login_at FROM users WHERE tenant_id = $2 AND user_id > $3 ORDER BY user_id LIMIT $4) AS part";
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Counted {
    Users,
}

impl Counted {
    fn as_str(self) -> &'static str {
        match self {
            Self::Users => "users",
        }
    }
}

impl Tx<'_> {
    pub(crate) async fn count_change(&mut self, tenant: &TenantId, what: Counted, by: i64) -> Result<(), StoreError> {
        self.exec(&COUNT_CHANGE, params![tenant, what.as_str(), by]).await.map(drop)
    }

    pub async fn count_find(&mut self, tenant: &TenantId, what: Counted) -> Result<u64, StoreError> {
        self.row(&COUNT_FIND, params![tenant, what.as_str()]).await?.map_or(Ok(0), |mut row| row.take())
    }

    /// How many of the next `most` users behind `after` have logged in since then, and the last one that was looked at; `None` when nobody
    /// is left. They are looked at one by one: an index in the order of logins would cost every login two pages.
    pub async fn count_active_users(
        &mut self,
        tenant: &TenantId,
        since: Timestamp,
        after: Option<&UserId>,
        most: u32,
    ) -> Result<(u64, Option<UserId>), StoreError> {
        let params = params![since, tenant, after.map_or("", UserId::as_str), most];
        self.row(&COUNT_ACTIVE_USERS, params).await?.map_or(Ok((0, None)), |mut row| Ok((row.take()?, row.take()?)))
    }
}
