//! What somebody has shown of themselves, and for how long it counts. One rule for every door: the MFA API, the login pages, the
//! exchange of codes and refresh tokens, enrollment tickets, the account page.
//!
//! A proof names the factors that it rests on and its moment. It counts only
//!
//! 1. while nothing has ended the user's proofs since: the removal of a factor, a reset, a new password, or a block
//!    ([`User::proofs_from`] moves with each of them), and
//! 2. while the second factor that it names is still bound.
//!
//! The rule compares marks, not clocks: a proof carries the mark that it was given under, and the mark must still be the user's.

use serde::{Deserialize, Serialize};

use crate::authenticator::Authenticator;
use crate::clock::Timestamp;
use crate::id::{DeviceId, TransactionId};
use crate::user::User;

/// A code of this device was typed, at this moment.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SecondFactor {
    pub at: Timestamp,
    pub device: DeviceId,
}

impl SecondFactor {
    pub fn is_bound(&self, known: &[Authenticator]) -> bool {
        known.iter().any(|one| one.id == self.device && one.is_active())
    }
}

#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Proof {
    /// [`User::proofs_from`] when the first factor was shown.
    pub since: Timestamp,
    /// `None`: a password alone, or an enrollment ticket.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub second: Option<SecondFactor>,
    /// For an access token of the MFA API: its own transaction. A factor that this token binds is a second factor that it has shown, and
    /// a factor that it removes does not end the token itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transaction: Option<TransactionId>,
}

impl Proof {
    /// The first factor, shown for the user as they are now.
    pub fn of_first_factor(user: &User) -> Self {
        Self { since: user.proofs_from, second: None, transaction: None }
    }

    /// The same proof after a code of this device was typed.
    pub fn with(&self, second: SecondFactor) -> Self {
        Self { second: Some(second), ..self.clone() }
    }

    /// Nothing has ended it since it was given. This is all that a first factor needs.
    pub fn stands_for(&self, user: &User) -> bool {
        let is_kept = self.transaction.is_some() && self.transaction == user.proofs_kept;
        self.since == user.proofs_from || is_kept
    }

    /// It stands, and all that it rests on is still bound.
    pub fn counts(&self, user: &User, known: &[Authenticator]) -> bool {
        self.stands_for(user) && self.second.as_ref().is_none_or(|second| second.is_bound(known))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authenticator::Kind;
    use crate::id::UserId;
    use crate::user::Profile;

    const NOW: Timestamp = Timestamp::from_secs(1_000_000);

    fn user() -> User {
        User::new(UserId::new("auth0|1"), "c", "ada@example.com".into(), None, Profile::default(), NOW)
    }

    fn app(id: &str, confirmed_at: Option<Timestamp>) -> Authenticator {
        let user = UserId::new("auth0|1");
        Authenticator { id: DeviceId::new(id), user, kind: Kind::Totp, confirmed_at, created_at: NOW, last_used_at: None }
    }

    #[test]
    fn a_proof_counts_while_its_mark_and_its_factor_stand() {
        let bound = app("dev_1", Some(NOW));
        let first = Proof::of_first_factor(&user());
        let both = first.with(SecondFactor { at: NOW, device: bound.id.clone() });
        let moved = User { proofs_from: NOW + std::time::Duration::from_micros(1), ..user() };
        let table = [
            ("a password, nothing bound", &first, user(), vec![], true),
            ("a password, something bound", &first, user(), vec![bound.clone()], true),
            ("a factor that is bound", &both, user(), vec![bound.clone()], true),
            ("a factor that is gone", &both, user(), vec![], false),
            ("another factor is bound", &both, user(), vec![app("dev_2", Some(NOW))], false),
            ("bound no longer: only begun", &both, user(), vec![app("dev_1", None)], false),
            ("a removal, a reset, a new password or a block since", &both, moved.clone(), vec![bound.clone()], false),
            ("the same for a password", &first, moved, vec![bound], false),
        ];
        for (words, proof, user, known, counts) in table {
            assert_eq!(proof.counts(&user, &known), counts, "{words}");
        }
    }

    #[test]
    fn a_removal_keeps_the_token_that_made_it_and_no_other() {
        let transaction = |id: &str| Some(TransactionId::new(id));
        let of = |id: &str| Proof { transaction: transaction(id), ..Proof::of_first_factor(&user()) };
        let after = User { proofs_from: Timestamp::from_secs(1_000_001), proofs_kept: transaction("txn_1"), ..user() };
        assert!(of("txn_1").stands_for(&after));
        assert!(!of("txn_2").stands_for(&after));
        assert!(!Proof::of_first_factor(&user()).stands_for(&after), "a proof without a transaction is none of these");
        let nobody = User { proofs_kept: None, ..after };
        assert!(!of("txn_1").stands_for(&nobody) && !Proof::of_first_factor(&user()).stands_for(&nobody));
    }
}
