//! Users in an order, window by window: each reading is a stretch of one index, wherever it begins.

use std::ops::Range;

use ringfence_core::clock::Timestamp;
use ringfence_core::id::{TenantId, UserId};
use ringfence_core::user::User;

use crate::driver::{params, statements};
use crate::users::{read_user, selected};
use crate::{StoreError, Tx};

statements! {
    USERS_BY_TIME = selected!("WHERE tenant_id = $1 AND (created_at, user_id) > ($2, $3) AND created_at < $4
        ORDER BY created_at, user_id LIMIT $5 OFFSET $6");
    USERS_BY_TIME_DOWN = selected!("WHERE tenant_id = $1 AND (created_at, user_id) < ($2, $3) AND created_at >= $4
        ORDER BY created_at DESC, user_id DESC LIMIT $5 OFFSET $6");
    USERS_BY_EMAIL_UP = selected!("WHERE tenant_id = $1 AND (email, user_id) > ($2, $3) AND email < $4
        ORDER BY email, user_id LIMIT $5 OFFSET $6");
    USERS_BY_EMAIL_DOWN = selected!("WHERE tenant_id = $1 AND (email, user_id) < ($2, $3) AND email >= $4
        ORDER BY email DESC, user_id DESC LIMIT $5 OFFSET $6");
    USERS_BY_ID_UP = selected!("WHERE tenant_id = $1 AND user_id > $2 ORDER BY user_id LIMIT $3 OFFSET $4");
    USERS_BY_ID_DOWN = selected!("WHERE tenant_id = $1 AND user_id < $2 ORDER BY user_id DESC LIMIT $3 OFFSET $4");
    USERS_OF_ADDRESS = selected!("WHERE tenant_id = $1 AND email = $2 ORDER BY user_id");
    USERS_IN_CONNECTION = "SELECT COUNT(*) FROM users WHERE tenant_id = $1 AND connection = $2";
    /// Ten at a time; the rest are empty.
    USERS_WITH_FACTOR = "SELECT DISTINCT user_id FROM authenticators
        WHERE tenant_id = $1 AND user_id IN ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        AND confirmed_at IS NOT NULL AND kind <> 'recovery-code'";
}

/// Behind every text that anybody has: the last code point there is, in the order of bytes.
const LAST: &str = "\u{10FFFF}";

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum UserKey {
    CreatedAt,
    Email,
    Id,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct UserOrder {
    pub key: UserKey,
    pub descends: bool,
}

/// Which part of an order is looked at.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum UserSpan {
    Everybody,
    /// Only in the order of creation.
    Created(Range<Timestamp>),
    /// Only in the order of addresses; lower case.
    EmailPrefix(String),
}

/// What to read: from behind `after`, or from the beginning, `skip` of them left out.
#[derive(Clone, Copy, Debug)]
pub struct UserWindow<'a> {
    pub order: UserOrder,
    pub span: &'a UserSpan,
    pub after: Option<&'a User>,
    pub limit: u32,
    pub skip: u32,
}

impl Tx<'_> {
    pub async fn user_window(&mut self, tenant: &TenantId, window: UserWindow<'_>) -> Result<Vec<User>, StoreError> {
        let UserWindow { order, span, after, limit, skip } = window;
        let rows = match (order.key, order.descends) {
            (UserKey::CreatedAt, descends) => {
                let whole = Timestamp::from_micros(0)..Timestamp::from_micros(i64::MAX);
                let span = if let UserSpan::Created(some) = span { some } else { &whole };
                let (start, end) = if descends { (span.end, span.start) } else { (span.start, span.end) };
                let (at, id) = after.map_or((start, ""), |user| (user.created_at, user.id.as_str()));
                let statement = if descends { &USERS_BY_TIME_DOWN } else { &USERS_BY_TIME };
                self.rows(statement, params![tenant, at, id, end, limit, skip]).await?
            }
            (UserKey::Email, descends) => {
                let prefix = if let UserSpan::EmailPrefix(prefix) = span { prefix.as_str() } else { "" };
                let behind = format!("{prefix}{LAST}");
                let (start, end) = if descends { (behind.as_str(), prefix) } else { (prefix, behind.as_str()) };
                let (email, id) = after.map_or((start, ""), |user| (user.email.as_str(), user.id.as_str()));
                let statement = if descends { &USERS_BY_EMAIL_DOWN } else { &USERS_BY_EMAIL_UP };
                self.rows(statement, params![tenant, email, id, end, limit, skip]).await?
            }
            (UserKey::Id, descends) => {
                let start = if descends { LAST } else { "" };
                let id = after.map_or(start, |user| user.id.as_str());
                let statement = if descends { &USERS_BY_ID_DOWN } else { &USERS_BY_ID_UP };
                self.rows(statement, params![tenant, id, limit, skip]).await?
            }
        };
        rows.into_iter().map(read_user).collect()
    }

    /// In whichever connection; the address in lower case.
    pub async fn users_of_address(&mut self, tenant: &TenantId, email: &str) -> Result<Vec<User>, StoreError> {
        self.rows(&USERS_OF_ADDRESS, params![tenant, email]).await?.into_iter().map(read_user).collect()
    }

    /// Counts them one by one, in an index.
    pub async fn users_in_connection(&mut self, tenant: &TenantId, connection: &str) -> Result<u64, StoreError> {
        let row = self.row(&USERS_IN_CONNECTION, params![tenant, connection]).await?;
        row.map_or(Ok(0), |mut row| row.take())
    }

    /// Those of them that have bound a second factor.
    pub async fn users_with_factor(&mut self, tenant: &TenantId, users: &[UserId]) -> Result<Vec<UserId>, StoreError> {
        let mut found = Vec::new();
        for ten in users.chunks(10) {
            let id = |place: usize| ten.get(place).map_or("", UserId::as_str);
            let params = params![tenant, id(0), id(1), id(2), id(3), id(4), id(5), id(6), id(7), id(8), id(9)];
            for mut row in self.rows(&USERS_WITH_FACTOR, params).await? {
                found.push(row.take()?);
            }
        }
        Ok(found)
    }
}
