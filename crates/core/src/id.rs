//! Identifiers: one type each, so that a client's id never stands where a user's belongs.
//!
//! All are short strings that are cheap to clone. Ids that Auth0's clients look at have Auth0's shape
//! (`auth0|…`, `dev_…`); the others carry a prefix that names their kind.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::clock::{Dice, Timestamp};

const ALPHANUMERIC: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const HEX: &[u8] = b"0123456789abcdef";

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Arc<str>);

        impl $name {
            pub fn new(id: impl AsRef<str>) -> Self {
                Self(Arc::from(id.as_ref()))
            }

            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

ids! {
    /// The isolation unit: `ten_` and 16 alphanumerics.
    TenantId;
    /// An OAuth application: 32 alphanumerics.
    ClientId;
    /// A person: `auth0|` and 24 hexadecimal digits.
    UserId;
    /// One bound phone, authenticator app or recovery code: `dev_` and 16 alphanumerics. On the wire it stands behind
    /// the type it is used as: `sms|dev_…`, `voice|dev_…`, `totp|dev_…`, `recovery-code|dev_…`.
    DeviceId;
    /// One request for proof: `cha_` and 24 alphanumerics, in the order of time.
    ChallengeId;
    /// What one `mfa_token` (or one enrolling access token) stands for: `txn_` and 24 alphanumerics.
    /// Challenges of one transaction share their codes' validity.
    TransactionId;
    /// One message's journey: `del_` and 24 alphanumerics, in the order of time.
    DeliveryId;
    /// One attempt at signing in, in one browser: `lgn_` and 32 alphanumerics. It stands in the pages' `state`.
    LoginId;
    /// One e-mail: `mai_` and 24 alphanumerics, in the order of time.
    MailId;
    /// A chain of rotated refresh tokens: `fam_` and 24 alphanumerics.
    FamilyId;
    /// A signing or data key: 22 alphanumerics.
    KeyId;
    /// What one client may do at one API: `cgr_` and 16 alphanumerics.
    ClientGrantId;
    /// An API: 24 hexadecimal digits.
    ResourceServerId;
    /// Where a tenant's people are: `con_` and 16 alphanumerics.
    ConnectionId;
    /// Work that no request waits for: `job_` and 16 alphanumerics.
    JobId;
    /// A log event: an ordered decimal string of 56 digits, see [`crate::event::log_id`].
    LogId;
}

impl TenantId {
    pub fn random(dice: &dyn Dice) -> Self {
        Self::new(format!("ten_{}", dice.draw(ALPHANUMERIC, 16)))
    }
}

impl ClientId {
    pub fn random(dice: &dyn Dice) -> Self {
        Self::new(dice.draw(ALPHANUMERIC, 32))
    }
}

impl UserId {
    pub fn random(dice: &dyn Dice) -> Self {
        Self::new(format!("auth0|{}", dice.draw(HEX, 24)))
    }
}

impl DeviceId {
    pub fn random(dice: &dyn Dice) -> Self {
        Self::new(format!("dev_{}", dice.draw(ALPHANUMERIC, 16)))
    }
}

impl ChallengeId {
    pub fn at(now: Timestamp, dice: &dyn Dice) -> Self {
        Self::new(format!("cha_{}", in_order(now, dice)))
    }
}

impl TransactionId {
    pub fn random(dice: &dyn Dice) -> Self {
        Self::new(format!("txn_{}", dice.draw(ALPHANUMERIC, 24)))
    }
}

impl DeliveryId {
    pub fn at(now: Timestamp, dice: &dyn Dice) -> Self {
        Self::new(format!("del_{}", in_order(now, dice)))
    }
}

impl LoginId {
    pub fn random(dice: &dyn Dice) -> Self {
        Self::new(format!("lgn_{}", dice.draw(ALPHANUMERIC, 32)))
    }
}

impl MailId {
    pub fn at(now: Timestamp, dice: &dyn Dice) -> Self {
        Self::new(format!("mai_{}", in_order(now, dice)))
    }
}

impl FamilyId {
    pub fn random(dice: &dyn Dice) -> Self {
        Self::new(format!("fam_{}", dice.draw(ALPHANUMERIC, 24)))
    }
}

impl ClientGrantId {
    pub fn random(dice: &dyn Dice) -> Self {
        Self::new(format!("cgr_{}", dice.draw(ALPHANUMERIC, 16)))
    }
}

impl ResourceServerId {
    pub fn random(dice: &dyn Dice) -> Self {
        Self::new(dice.draw(HEX, 24))
    }
}

impl ConnectionId {
    pub fn random(dice: &dyn Dice) -> Self {
        Self::new(format!("con_{}", dice.draw(ALPHANUMERIC, 16)))
    }
}

impl JobId {
    pub fn random(dice: &dyn Dice) -> Self {
        Self::new(format!("job_{}", dice.draw(ALPHANUMERIC, 16)))
    }
}

impl KeyId {
    pub fn random(dice: &dyn Dice) -> Self {
        Self::new(dice.draw(ALPHANUMERIC, 22))
    }
}

/// The time in microseconds, nine characters in the order of ASCII, then 15 that nobody can guess (89 bits).
/// Rows that are written one after another stand side by side in their index, which otherwise costs a page of
/// disk for each.
fn in_order(now: Timestamp, dice: &dyn Dice) -> String {
    const ASCENDING: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    let mut rest = now.as_micros().unsigned_abs();
    let mut time = [b'0'; 9];
    for place in time.iter_mut().rev() {
        *place = ASCENDING[(rest % 62) as usize];
        rest /= 62;
    }
    let time: String = time.map(char::from).iter().collect();
    time + &dice.draw(ALPHANUMERIC, 15)
}

/// Of a phone provider (`pro_…`) or a phone template (`tem_…`): 22 alphanumerics behind the prefix.
pub fn branded(prefix: &str, dice: &dyn Dice) -> String {
    format!("{prefix}{}", dice.draw(ALPHANUMERIC, 22))
}

/// A client secret: 64 alphanumerics, 381 bits.
pub fn client_secret(dice: &dyn Dice) -> String {
    dice.draw(ALPHANUMERIC, 64)
}

/// What only one browser, session or ticket holds: 43 alphanumerics, 256 bits.
pub fn bearer_secret(dice: &dyn Dice) -> String {
    dice.draw(ALPHANUMERIC, 43)
}

/// A refresh token: 45 alphanumerics, 267 bits.
pub fn refresh_token(dice: &dyn Dice) -> String {
    format!("v1.{}", dice.draw(ALPHANUMERIC, 42))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::secret::fixtures::SeededDice;

    #[test]
    fn ids_of_rows_that_come_and_go_are_in_the_order_of_time() {
        let dice = SeededDice::new(1);
        let ids: Vec<_> = (0..500).map(|turn| DeliveryId::at(Timestamp::from_micros(1_764_000_000_000_000 + turn * 7), &dice)).collect();
        assert!(ids.is_sorted());
        assert!(ids.iter().all(|id| id.as_str().len() == 28));
        let (one, other) = (DeliveryId::at(Timestamp::from_secs(1), &dice), DeliveryId::at(Timestamp::from_secs(1), &dice));
        assert_ne!(one, other, "one moment has many");
    }
}
