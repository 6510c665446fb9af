//! One bound thing of one user: a phone, an authenticator app, or a recovery code.
//!
//! A phone is one device that the wire shows twice, once for each enabled message type, with the same
//! `dev_` suffix (Auth0, MFA API, "Manage authenticators"); it is removed as one.

use std::fmt;

use crate::clock::Timestamp;
use crate::delivery::Channel;
use crate::id::{DeviceId, UserId};
use crate::phone::PhoneNumber;

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Kind {
    /// `channel` is the one that counts where nobody names one: the administrator's choice, else the one it was enrolled by.
    Phone {
        number: PhoneNumber,
        channel: Channel,
    },
    /// An authenticator app; its secret stays in the store until a code is to be judged.
    Totp,
    RecoveryCode,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Authenticator {
    pub id: DeviceId,
    pub user: UserId,
    pub kind: Kind,
    /// `None` until the first code was typed back: not yet a proof of anything.
    pub confirmed_at: Option<Timestamp>,
    pub created_at: Timestamp,
    pub last_used_at: Option<Timestamp>,
}

impl Authenticator {
    pub fn is_active(&self) -> bool {
        self.confirmed_at.is_some()
    }

    pub fn is_phone(&self) -> bool {
        matches!(self.kind, Kind::Phone { .. })
    }

    /// What a person can be asked for a code of. A recovery code is none: it stands in for one that is lost.
    pub fn is_second_factor(&self) -> bool {
        matches!(self.kind, Kind::Phone { .. } | Kind::Totp)
    }

    /// Whether a wire id of this role can be this authenticator's.
    pub fn has_role(&self, role: Role) -> bool {
        match self.kind {
            Kind::Phone { .. } => matches!(role, Role::Oob(_)),
            Kind::Totp => role == Role::Otp,
            Kind::RecoveryCode => role == Role::RecoveryCode,
        }
    }

    pub fn phone_number(&self) -> Option<&PhoneNumber> {
        match &self.kind {
            Kind::Phone { number, .. } => Some(number),
            Kind::Totp | Kind::RecoveryCode => None,
        }
    }
}

/// Whether whoever has these must be asked for a second factor, and cannot bind a further one by a password alone.
pub fn is_enrolled(authenticators: &[Authenticator]) -> bool {
    authenticators.iter().any(|one| one.is_second_factor() && one.is_active())
}

/// When the oldest of the second factors that are bound now was bound. A proof, a session or a remembered browser from before that
/// stands for a factor that is gone, and for nothing.
pub fn enrolled_since(authenticators: &[Authenticator]) -> Option<Timestamp> {
    authenticators.iter().filter(|one| one.is_second_factor()).filter_map(|one| one.confirmed_at).min()
}

/// As what a device is meant, in a wire id such as `sms|dev_0123456789abcdef`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    Oob(Channel),
    Otp,
    RecoveryCode,
}

/// An authenticator's id on the wire.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WireId {
    pub role: Role,
    pub device: DeviceId,
}

impl WireId {
    /// `None` for anything that no authenticator of ours can have as its id.
    pub fn parse(text: &str) -> Option<Self> {
        let (role, device) = text.split_once('|')?;
        let role = match role {
            "sms" => Role::Oob(Channel::Sms),
            "voice" => Role::Oob(Channel::Voice),
            "totp" => Role::Otp,
            "recovery-code" => Role::RecoveryCode,
            _ => return None,
        };
        let suffix = device.strip_prefix("dev_")?;
        let well_formed = suffix.len() == 16 && suffix.bytes().all(|byte| byte.is_ascii_alphanumeric());
        well_formed.then(|| Self { role, device: DeviceId::new(device) })
    }
}

impl fmt::Display for WireId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let role = match self.role {
            Role::Oob(channel) => channel.as_str(),
            Role::Otp => "totp",
            Role::RecoveryCode => "recovery-code",
        };
        write!(f, "{role}|{}", self.device)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wire_id_reads_back_as_it_was_written() {
        for text in
            ["sms|dev_0123456789abcdEF", "voice|dev_0123456789abcdEF", "totp|dev_0123456789abcdEF", "recovery-code|dev_0123456789abcdEF"]
        {
            assert_eq!(WireId::parse(text).expect("well formed").to_string(), text);
        }
    }

    #[test]
    fn anything_else_is_no_id() {
        for text in [
            "",
            "sms",
            "sms|",
            "sms|dev_",
            "push|dev_0123456789abcdEF",
            "otp|dev_0123456789abcdEF",
            "sms|dev_0123456789abcd/f",
            "dev_0123456789abcdEF",
        ] {
            assert_eq!(WireId::parse(text), None, "{text}");
        }
    }
}
