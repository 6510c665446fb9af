//! Deleting a user, and ending what a user who stays has shown and earned: proofs, sessions, tokens. The log keeps its events.

use std::time::Duration;

use ringfence_core::clock::Timestamp;
use ringfence_core::id::{TenantId, TransactionId, UserId};

use crate::counts::Counted;
use crate::driver::{params, statements};
use crate::{StoreError, Tx};

statements! {
    /// Never the same mark twice, whatever the clock says.
    USER_PROOFS_END = "UPDATE users SET proofs_from = CASE WHEN proofs_from < $1 THEN $1 ELSE proofs_from + 1 END, proofs_kept = $2
        WHERE tenant_id = $3 AND user_id = $4 RETURNING proofs_from";
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

/// What goes on though the user's proofs end: nothing, or what ended them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kept<'a> {
    Nothing,
    /// An access token of the MFA API, by its transaction.
    Transaction(&'a TransactionId),
    /// The session of the account page, by its hash.
    Session(&'a [u8; 32]),
}

impl Tx<'_> {
    /// Ends all that the user has shown so far, and all that it earned: a removal, a reset, a new password, a block. To be called under
    /// the lock on the user's row. `kept` is what made the change itself.
    pub async fn user_proofs_end(&mut self, tenant: &TenantId, user: &UserId, kept: Kept<'_>, now: Timestamp) -> Result<(), StoreError> {
        let (transaction, session) = match kept {
            Kept::Nothing => (None, None),
            Kept::Transaction(transaction) => (Some(transaction), None),
            Kept::Session(session) => (None, Some(session)),
        };
        let mark = self.row(&USER_PROOFS_END, params![now, transaction, tenant, user]).await?;
        if let (Some(mut row), Some(session)) = (mark, session) {
            self.session_keep(tenant, user, session, row.take()?).await?;
        }
        // A remembered browser stands for a second factor that was shown there.
        self.browsers_forget(tenant, user).await?;
        // A link to enroll by needs no password: it ends like whatever else was given out before.
        self.exec(&USER_TICKETS_DELETE, params![tenant, user]).await?;
        self.user_sign_out(tenant, user, session, now).await
    }

    /// Ends what the user's logins have earned: sessions but for one, refresh tokens, and codes that wait for their application.
    pub async fn user_sign_out(
        &mut self,
        tenant: &TenantId,
        user: &UserId,
        kept: Option<&[u8; 32]>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.sessions_delete_by_user(tenant, user, kept).await?;
        self.refresh_tokens_delete_by_user(tenant, user).await?;
        self.exec(&USER_CODES_DELETE, params![tenant, user, now]).await.map(drop)
    }

    /// Deletes a user with everything of theirs; false when there is none. To be called under the lock on the user's row, so that
    /// whoever signs in at this moment has written their session before it ends.
    pub async fn user_delete(&mut self, tenant: &TenantId, user: &UserId, now: Timestamp) -> Result<bool, StoreError> {
        self.user_sign_out(tenant, user, None, now).await?;
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
