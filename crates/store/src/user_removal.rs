//! A user who goes, and what ends for one who stays: sessions, tokens, and all that was theirs. The log keeps its events.

use std::time::Duration;

use ringfence_core::clock::Timestamp;
use ringfence_core::id::{TenantId, UserId};

use crate::counts::Counted;
use crate::driver::{params, statements};
use crate::{StoreError, Tx};

statements! {
    USER_DELETE = "DELETE FROM users WHERE tenant_id = $1 AND user_id = $2";
    USER_AUTHENTICATORS_DELETE = "DELETE FROM authenticators WHERE tenant_id = $1 AND user_id = $2";
    USER_TICKETS_DELETE = "DELETE FROM enrollment_tickets WHERE tenant_id = $1 AND user_id = $2";
    USER_BUCKETS_DELETE = "DELETE FROM buckets WHERE tenant_id = $1
        AND kind IN ('messages', 'wrong_codes', 'wrong_app_codes', 'wrong_recovery_codes', 'factor_changes') AND subject = $2";
    /// The tenant behind a concatenation, so that no planner prefers the key: of all codes there ever were, those of the last
    /// minute stand together by their expiry.
    USER_CODES_DELETE = "DELETE FROM authorization_codes WHERE tenant_id || '' = $1 AND user_id = $2 AND expires_at > $3";
    /// The same for challenges, by their age.
    USER_CHALLENGES_DELETE = "DELETE FROM challenges WHERE tenant_id || '' = $1 AND user_id = $2 AND created_at > $3";
}

/// Longer than any transaction of a second factor lives; what is older opens nothing, and is swept away.
const CHALLENGES_LIVE: Duration = Duration::from_secs(3600);

impl Tx<'_> {
    /// Signs a user out everywhere: no session, refresh token or code of theirs is good any more.
    pub async fn user_sign_out(&mut self, tenant: &TenantId, user: &UserId, now: Timestamp) -> Result<(), StoreError> {
        self.sessions_delete_by_user(tenant, user, None).await?;
        self.refresh_tokens_delete_by_user(tenant, user).await?;
        self.exec(&USER_CODES_DELETE, params![tenant, user, now]).await.map(drop)
    }

    /// Deletes a user with everything of theirs; false when there is none. To be called under the lock on the user's row, so that
    /// whoever signs in at this moment has written their session before it ends.
    pub async fn user_delete(&mut self, tenant: &TenantId, user: &UserId, now: Timestamp) -> Result<bool, StoreError> {
        self.user_sign_out(tenant, user, now).await?;
        self.browsers_forget(tenant, user).await?;
        self.exec(&USER_CHALLENGES_DELETE, params![tenant, user, now - CHALLENGES_LIVE]).await?;
        self.account_tickets_delete_by_user(tenant, user).await?;
        for statement in [&USER_AUTHENTICATORS_DELETE, &USER_TICKETS_DELETE, &USER_BUCKETS_DELETE] {
            self.exec(statement, params![tenant, user]).await?;
        }
        let is_gone = self.exec(&USER_DELETE, params![tenant, user]).await? == 1;
        if is_gone {
            self.count_change(tenant, Counted::Users, -1).await?;
        }
        Ok(is_gone)
    }
}
