//! Requests for proof: open until somebody answers one of them, or until they are swept away.

use ringfence_core::challenge::{Action, MOST_OPEN, NewChallenge, OpenChallenge};
use ringfence_core::clock::Timestamp;
use ringfence_core::delivery::Channel;
use ringfence_core::id::{ChallengeId, TenantId, TransactionId};
use ringfence_core::proof::SecondFactor;

use crate::driver::{Row, params, statements};
use crate::{StoreError, Tx};

statements! {
    CHALLENGE_INSERT = "INSERT INTO challenges (tenant_id, challenge_id, transaction_id, user_id, client_id, device_id, delivery_id,
        channel, action, code_hash, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    CHALLENGES_OPEN = "SELECT challenge_id, device_id, channel, action, code_hash, expires_at FROM challenges
        WHERE tenant_id = $1 AND transaction_id = $2 AND used_at IS NULL ORDER BY created_at DESC, challenge_id DESC LIMIT $3";
    CHALLENGES_USE_ALL = "UPDATE challenges SET used_at = $1, answered = CASE WHEN challenge_id = $2 THEN 1 ELSE 0 END
        WHERE tenant_id = $3 AND transaction_id = $4 AND used_at IS NULL RETURNING challenge_id";
    CHALLENGE_ANSWERED = "SELECT used_at, device_id FROM challenges WHERE tenant_id = $1 AND transaction_id = $2 AND answered = 1
        ORDER BY used_at DESC LIMIT 1";
    CHALLENGES_EXPIRE_OPEN = "UPDATE challenges SET expires_at = $1
        WHERE tenant_id = $2 AND transaction_id = $3 AND used_at IS NULL AND expires_at > $1";
    CHALLENGE_SWEEP = "DELETE FROM challenges WHERE (tenant_id, transaction_id, challenge_id) IN
        (SELECT tenant_id, transaction_id, challenge_id FROM challenges WHERE created_at < $1 ORDER BY created_at LIMIT $2)";
}

impl Tx<'_> {
    pub async fn challenge_insert(&mut self, tenant: &TenantId, new: &NewChallenge) -> Result<(), StoreError> {
        let params = params![
            tenant,
            &new.id,
            &new.transaction,
            &new.user,
            &new.client,
            &new.device,
            &new.delivery,
            new.channel.as_str(),
            new.action.as_str(),
            &new.code_hash,
            new.created_at,
            new.expires_at,
        ];
        self.exec(&CHALLENGE_INSERT, params).await.map(drop)
    }

    /// A transaction's newest challenges that nobody has used, newest first, at most [`MOST_OPEN`]; expired ones too, so that
    /// *expired* can be told apart from *used*. The statement itself stops there: however many codes race into one transaction,
    /// a typed code is compared with no more.
    pub async fn challenges_open(&mut self, tenant: &TenantId, transaction: &TransactionId) -> Result<Vec<OpenChallenge>, StoreError> {
        self.rows(&CHALLENGES_OPEN, params![tenant, transaction, MOST_OPEN]).await?.into_iter().map(read_open).collect()
    }

    /// Uses up every open challenge of a transaction at once, since the code of `answered` was typed back. Exactly one of any number of
    /// racing callers gets them. An empty answer means that another caller was faster.
    pub async fn challenges_use_all(
        &mut self,
        tenant: &TenantId,
        transaction: &TransactionId,
        answered: &ChallengeId,
        now: Timestamp,
    ) -> Result<Vec<ChallengeId>, StoreError> {
        let rows = self.rows(&CHALLENGES_USE_ALL, params![now, answered, tenant, transaction]).await?;
        rows.into_iter().map(|mut row: Row| row.take()).collect()
    }

    /// The phone whose code was last typed back in this transaction, and when.
    pub async fn challenge_answered(&mut self, tenant: &TenantId, transaction: &TransactionId) -> Result<Option<SecondFactor>, StoreError> {
        let row = self.row(&CHALLENGE_ANSWERED, params![tenant, transaction]).await?;
        row.map(|mut row: Row| Ok(SecondFactor { at: row.take()?, device: row.take()? })).transpose()
    }

    /// Ends the life of a transaction's open challenges, where a newer code is to replace them.
    pub async fn challenges_expire_open(
        &mut self,
        tenant: &TenantId,
        transaction: &TransactionId,
        now: Timestamp,
    ) -> Result<u64, StoreError> {
        self.exec(&CHALLENGES_EXPIRE_OPEN, params![now, tenant, transaction]).await
    }

    /// Deletes at most `chunk` challenges drawn before `before`, of all tenants.
    pub async fn challenge_sweep(&mut self, before: Timestamp, chunk: u32) -> Result<u64, StoreError> {
        self.exec(&CHALLENGE_SWEEP, params![before, chunk]).await
    }
}

fn read_open(mut row: Row) -> Result<OpenChallenge, StoreError> {
    let actions = [Action::Enrollment, Action::Verification];
    Ok(OpenChallenge {
        id: row.take()?,
        device: row.take()?,
        channel: row.take_word(Channel::parse)?,
        action: row.take_word(|word| actions.into_iter().find(|action| action.as_str() == word))?,
        code_hash: row.take()?,
        expires_at: row.take()?,
    })
}
