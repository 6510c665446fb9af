//! How many there are of what is too many to be counted for each page; each change is made in the transaction of the fact.

use ringfence_core::clock::Timestamp;
use ringfence_core::id::TenantId;

use crate::driver::{params, statements};
use crate::{StoreError, Tx};

statements! {
    COUNT_CHANGE = "INSERT INTO counts (tenant_id, kind, total) VALUES ($1, $2, $3)
        ON CONFLICT (tenant_id, kind) DO UPDATE SET total = counts.total + excluded.total";
    COUNT_FIND = "SELECT total FROM counts WHERE tenant_id = $1 AND kind = $2";
    COUNT_ACTIVE_USERS = "SELECT COUNT(*) FROM users WHERE tenant_id = $1 AND last_login_at >= $2";
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

    /// Users who have logged in since then; out of an index.
    pub async fn count_active_users(&mut self, tenant: &TenantId, since: Timestamp) -> Result<u64, StoreError> {
        self.row(&COUNT_ACTIVE_USERS, params![tenant, since]).await?.map_or(Ok(0), |mut row| row.take())
    }
}
