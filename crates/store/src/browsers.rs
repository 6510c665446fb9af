//! The browsers each user has signed in by, and until when one stands for a second factor.

use ringfence_core::browser::Browser;
use ringfence_core::clock::Timestamp;
use ringfence_core::id::{TenantId, UserId};

use crate::driver::{Row, params, statements};
use crate::{StoreError, Tx};

statements! {
    /// `first_seen_at` stays, and what is remembered is lost only by [`Tx::browsers_forget`].
    BROWSER_SEEN = "INSERT INTO browsers (tenant_id, user_id, browser_hash, ip, country, first_seen_at, last_seen_at, remembered_until)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (tenant_id, user_id, browser_hash) DO UPDATE
        SET ip = $4, country = $5, last_seen_at = $7, remembered_until = COALESCE($8, browsers.remembered_until)";
    BROWSER_FIND = "SELECT browser_hash, ip, country, first_seen_at, last_seen_at, remembered_until FROM browsers
        WHERE tenant_id = $1 AND user_id = $2 AND browser_hash = $3";
    BROWSER_LATEST = "SELECT browser_hash, ip, country, first_seen_at, last_seen_at, remembered_until FROM browsers
        WHERE tenant_id = $1 AND user_id = $2 ORDER BY last_seen_at DESC LIMIT 1";
    BROWSERS_REMEMBERED = "SELECT COUNT(*) FROM browsers WHERE tenant_id = $1 AND user_id = $2 AND remembered_until > $3";
    BROWSERS_FORGET = "DELETE FROM browsers WHERE tenant_id = $1 AND user_id = $2";
    BROWSER_SWEEP = "DELETE FROM browsers WHERE (tenant_id, user_id, browser_hash) IN
        (SELECT tenant_id, user_id, browser_hash FROM browsers WHERE last_seen_at < $1 ORDER BY last_seen_at LIMIT $2)";
}

impl Tx<'_> {
    /// Writes a sign-in down; `remembered_until` of an earlier one stays unless there is a new one.
    pub async fn browser_seen(&mut self, tenant: &TenantId, user: &UserId, seen: &Browser) -> Result<(), StoreError> {
        let (ip, country) = (seen.ip.as_str(), seen.country.as_ref());
        let params = params![tenant, user, &seen.hash, ip, country, seen.first_seen_at, seen.last_seen_at, seen.remembered_until];
        self.exec(&BROWSER_SEEN, params).await.map(drop)
    }

    pub async fn browser_find(&mut self, tenant: &TenantId, user: &UserId, hash: &[u8; 32]) -> Result<Option<Browser>, StoreError> {
        self.row(&BROWSER_FIND, params![tenant, user, hash]).await?.map(read_browser).transpose()
    }

    /// The one that the user signed in by last.
    pub async fn browser_latest(&mut self, tenant: &TenantId, user: &UserId) -> Result<Option<Browser>, StoreError> {
        self.row(&BROWSER_LATEST, params![tenant, user]).await?.map(read_browser).transpose()
    }

    /// How many browsers stand for a second factor (some of them may have lapsed unused).
    pub async fn browsers_remembered(&mut self, tenant: &TenantId, user: &UserId, now: Timestamp) -> Result<u64, StoreError> {
        let row = self.row(&BROWSERS_REMEMBERED, params![tenant, user, now]).await?;
        row.map_or(Ok(0), |mut row| row.take())
    }

    /// From here on every browser is a new one, and none stands for a second factor.
    pub async fn browsers_forget(&mut self, tenant: &TenantId, user: &UserId) -> Result<u64, StoreError> {
        self.exec(&BROWSERS_FORGET, params![tenant, user]).await
    }

    /// Deletes at most `chunk` browsers not seen since `before`, of all tenants.
    pub async fn browser_sweep(&mut self, before: Timestamp, chunk: u32) -> Result<u64, StoreError> {
        self.exec(&BROWSER_SWEEP, params![before, chunk]).await
    }
}

fn read_browser(mut row: Row) -> Result<Browser, StoreError> {
    Ok(Browser {
        hash: row.take()?,
        ip: row.take()?,
        country: row.take()?,
        first_seen_at: row.take()?,
        last_seen_at: row.take()?,
        remembered_until: row.take()?,
    })
}
