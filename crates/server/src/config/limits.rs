//! `[limits]`: how much one user, one address, one mailbox and one tenant may cause.

use std::time::Duration;

use ringfence_core::guard::{Bucket, BucketKind};
use serde::Deserialize;

use super::seconds;

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    pub messages_per_hour: u32,
    #[serde(deserialize_with = "seconds")]
    pub messages_refill: Duration,
    pub wrong_codes: u32,
    #[serde(deserialize_with = "seconds")]
    pub wrong_codes_refill: Duration,
    pub builtin_messages: u32,
    pub logins_per_address: u32,
    #[serde(deserialize_with = "seconds")]
    pub logins_refill: Duration,
    pub notices: u32,
    #[serde(deserialize_with = "seconds")]
    pub notices_refill: Duration,
    pub factors: u32,
    pub factor_changes: u32,
    #[serde(deserialize_with = "seconds")]
    pub factor_changes_refill: Duration,
    pub mails_per_recipient: u32,
    #[serde(deserialize_with = "seconds")]
    pub mails_per_recipient_refill: Duration,
    pub mails_per_tenant: u32,
    #[serde(deserialize_with = "seconds")]
    pub mails_per_tenant_refill: Duration,
}

impl Limits {
    pub(super) fn all(&self) -> [Bucket; 7] {
        [
            self.messages(),
            self.wrong_codes(),
            self.logins(),
            self.notices(),
            self.factor_changes(),
            self.recipient_mails(),
            self.tenant_mails(),
        ]
    }

    pub fn messages(&self) -> Bucket {
        Bucket { kind: BucketKind::Messages, capacity: self.messages_per_hour, refill: self.messages_refill }
    }

    pub fn wrong_codes(&self) -> Bucket {
        Bucket { kind: BucketKind::WrongCodes, capacity: self.wrong_codes, refill: self.wrong_codes_refill }
    }

    pub fn logins(&self) -> Bucket {
        Bucket { kind: BucketKind::Logins, capacity: self.logins_per_address, refill: self.logins_refill }
    }

    pub fn notices(&self) -> Bucket {
        Bucket { kind: BucketKind::Notices, capacity: self.notices, refill: self.notices_refill }
    }

    /// Of one user: factors bound and recovery codes renewed.
    pub fn factor_changes(&self) -> Bucket {
        Bucket { kind: BucketKind::FactorChanges, capacity: self.factor_changes, refill: self.factor_changes_refill }
    }

    /// Of one mailbox.
    pub fn recipient_mails(&self) -> Bucket {
        Bucket { kind: BucketKind::RecipientMails, capacity: self.mails_per_recipient, refill: self.mails_per_recipient_refill }
    }

    pub fn tenant_mails(&self) -> Bucket {
        Bucket { kind: BucketKind::TenantMails, capacity: self.mails_per_tenant, refill: self.mails_per_tenant_refill }
    }

    /// Counted apart from the mails that machines ask for: a machine that may only send links must not stop changes or hide them.
    pub fn tenant_notices(&self) -> Bucket {
        Bucket { kind: BucketKind::TenantNotices, ..self.tenant_mails() }
    }

    /// Counted apart from codes by phone, so that somebody who mistypes those leaves the owner's app alone.
    pub fn wrong_app_codes(&self) -> Bucket {
        Bucket { kind: BucketKind::WrongAppCodes, ..self.wrong_codes() }
    }

    /// Counted apart from wrong codes, so that mistyped codes never lock a person out of their way back in.
    pub fn wrong_recovery_codes(&self) -> Bucket {
        Bucket { kind: BucketKind::WrongRecoveryCodes, ..self.wrong_codes() }
    }
}
