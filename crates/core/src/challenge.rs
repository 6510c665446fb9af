//! One request for proof: drawn, sent, typed back once, or expired.
//!
//! The newest challenges of one transaction stand side by side, at most [`MOST_OPEN`]: a late text message still works,
//! whichever `oob_code` the client holds, until that code's own expiry or until three newer ones were drawn. The first right
//! one uses them all up (NIST SP 800-63B-4 §3.1.3.2: each secret is accepted once). [`judge`] is the whole rule.

use std::time::Duration;

use crate::clock::{Dice, Timestamp};
use crate::delivery::Channel;
use crate::digits;
use crate::id::{ChallengeId, ClientId, DeliveryId, DeviceId, TransactionId, UserId};
use crate::secret::{Keyring, Purpose};

/// How long a code may be typed back (Auth0: five minutes, fixed).
pub const CODE_LIFETIME: Duration = Duration::from_secs(5 * 60);
/// How many codes of one transaction a typed code may answer: the newest. Each one more is one more chance of a guess.
pub const MOST_OPEN: u32 = 3;
/// How long the proof of the first factor lasts (Auth0: ten minutes, fixed).
pub const MFA_TOKEN_LIFETIME: Duration = Duration::from_secs(10 * 60);

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Action {
    /// The first code of a phone, which binds it.
    Enrollment,
    Verification,
    /// No code: it tells of a change to the user's factors and proves nothing. No challenge has it.
    Notice,
}

impl Action {
    /// The word that hooks and the inbox use (Auth0: Send Phone Message, `context.action`).
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Enrollment => "enrollment",
            Self::Verification => "second-factor-authentication",
            Self::Notice => "notice",
        }
    }
}

/// Six digits; never printed by `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Code(String);

impl Code {
    pub fn draw(dice: &dyn Dice) -> Self {
        Self(dice.draw(b"0123456789", 6))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What is kept of a code: keyed and bound to its challenge, since six digits fall at once to an
    /// unkeyed hash.
    pub fn hash(typed: &str, challenge: &ChallengeId, keys: &Keyring) -> [u8; 32] {
        keys.hash(Purpose::BindingCode, &[challenge.as_str().as_bytes(), typed.as_bytes()])
    }
}

impl std::fmt::Debug for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Code(******)")
    }
}

/// To be inserted together with its delivery.
#[derive(Clone, Debug)]
pub struct NewChallenge {
    pub id: ChallengeId,
    pub transaction: TransactionId,
    pub user: UserId,
    pub client: ClientId,
    pub device: DeviceId,
    pub delivery: DeliveryId,
    pub channel: Channel,
    pub action: Action,
    pub code_hash: [u8; 32],
    pub created_at: Timestamp,
    pub expires_at: Timestamp,
}

/// What the store knows of a challenge that nobody has used yet.
#[derive(Clone, Debug)]
pub struct OpenChallenge {
    pub id: ChallengeId,
    pub device: DeviceId,
    pub channel: Channel,
    pub action: Action,
    pub code_hash: [u8; 32],
    pub expires_at: Timestamp,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ChallengeError {
    #[error("no code of this transaction is waiting: used, or never drawn")]
    AlreadyUsed,
    #[error("every code of this transaction has expired")]
    Expired,
    #[error("not a code of this transaction")]
    WrongCode,
}

/// Which of a transaction's open challenges the typed code answers. Every candidate is compared, and
/// in constant time, so that the answer's delay tells nothing.
pub fn judge<'c>(
    open: &'c [OpenChallenge],
    device: &DeviceId,
    typed: &str,
    now: Timestamp,
    keys: &Keyring,
) -> Result<&'c OpenChallenge, ChallengeError> {
    let typed = digits::ascii(typed);
    let mut candidates = open.iter().filter(|challenge| challenge.device == *device).peekable();
    if candidates.peek().is_none() {
        return Err(ChallengeError::AlreadyUsed);
    }
    let mut live = 0_usize;
    let mut answered = None;
    for challenge in candidates.filter(|challenge| challenge.expires_at > now) {
        live += 1;
        let hash = Code::hash(&typed, &challenge.id, keys);
        if aws_lc_rs::constant_time::verify_slices_are_equal(&hash, &challenge.code_hash).is_ok() {
            answered = Some(challenge);
        }
    }
    match (answered, live) {
        (Some(challenge), _) => Ok(challenge),
        (None, 0) => Err(ChallengeError::Expired),
        (None, _) => Err(ChallengeError::WrongCode),
    }
}
