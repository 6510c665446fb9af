//! A tenant and what belongs to it, ready to be put into a store.

use std::time::Duration;

use ringfence_core::authenticator::{Authenticator, Kind};
use ringfence_core::challenge::{Action, CODE_LIFETIME, NewChallenge};
use ringfence_core::clock::Timestamp;
use ringfence_core::delivery::{Channel, Failure, FailureClass, NewDelivery, Origin};
use ringfence_core::id::{ChallengeId, ClientId, DeliveryId, DeviceId, TenantId, TransactionId, UserId};
use ringfence_core::message::Message;
use ringfence_core::phone::PhoneNumber;
use ringfence_core::tenant::{Provider, Tenant, TenantSettings, TwilioConfig};
use ringfence_core::totp::TotpSecret;
use ringfence_core::user::{DEFAULT_CONNECTION, Profile, User};
use ringfence_store::{NewTotp, StoreError, Tx};

use crate::harness::{Db, NOW};

pub(crate) const NUMBER: &str = "+12025550123";

pub(crate) fn tenant_id() -> TenantId {
    TenantId::new("ten_one")
}

pub(crate) fn user_id() -> UserId {
    UserId::new("auth0|one")
}

pub(crate) fn transaction_id() -> TransactionId {
    TransactionId::new("txn_one")
}

pub(crate) fn number() -> PhoneNumber {
    PhoneNumber::from_e164_trusted(NUMBER.to_owned())
}

pub(crate) fn secs(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

pub(crate) fn tenant(id: &TenantId) -> Tenant {
    Tenant {
        id: id.clone(),
        name: id.as_str().to_owned(),
        settings: TenantSettings { friendly_name: "One".into(), ..TenantSettings::default() },
        twilio: TwilioConfig::default(),
        builtin_messages: 0,
        created_at: NOW,
    }
}

pub(crate) fn user(id: &UserId, email: &str) -> User {
    User::new(id.clone(), DEFAULT_CONNECTION, email.to_owned(), Some("$argon2id$…".to_owned()), Profile::default(), NOW)
}

pub(crate) fn recovery(id: &str, confirmed_at: Option<Timestamp>) -> Authenticator {
    let (id, user, kind) = (DeviceId::new(id), user_id(), Kind::RecoveryCode);
    Authenticator { id, user, kind, confirmed_at, created_at: NOW, last_used_at: None }
}

pub(crate) fn phone(id: &str) -> Authenticator {
    Authenticator {
        id: DeviceId::new(id),
        user: user_id(),
        kind: Kind::Phone { number: number(), channel: Channel::Sms },
        confirmed_at: None,
        created_at: NOW,
        last_used_at: None,
    }
}

/// An authenticator app whose secret is its own.
pub(crate) fn totp(id: &str, transaction: &str) -> NewTotp {
    let mut secret = [b'.'; 20];
    secret[..id.len()].copy_from_slice(id.as_bytes());
    NewTotp {
        id: DeviceId::new(id),
        user: user_id(),
        secret: TotpSecret::from_bytes(&secret).unwrap(),
        transaction: TransactionId::new(transaction),
        recovery: None,
        created_at: NOW,
    }
}

pub(crate) fn challenge(id: &str) -> NewChallenge {
    NewChallenge {
        id: ChallengeId::new(id),
        transaction: transaction_id(),
        user: user_id(),
        client: ClientId::new("client"),
        device: DeviceId::new("dev_one"),
        delivery: DeliveryId::new("del_one"),
        channel: Channel::Sms,
        action: Action::Verification,
        code_hash: [7; 32],
        created_at: NOW,
        expires_at: NOW + CODE_LIFETIME,
    }
}

pub(crate) fn message() -> Message {
    Message {
        to: number(),
        channel: Channel::Sms,
        text: "471903 is your code".into(),
        code: "471903".into(),
        action: Action::Verification,
        locale: "en".into(),
        validity_secs: 0,
        tenant_name: "One".into(),
    }
}

pub(crate) fn delivery(id: &str, created_at: Timestamp) -> NewDelivery {
    NewDelivery {
        id: DeliveryId::new(id),
        challenge: ChallengeId::new("cha_one"),
        user: user_id(),
        client: ClientId::new("client"),
        device: DeviceId::new("dev_one"),
        provider: Provider::PhoneMessageHook,
        route: vec!["virtual".into(), "twilio".into()],
        message: message(),
        origin: Origin { ip: "203.0.113.7".into(), ..Origin::default() },
        created_at,
        expires_at: created_at + CODE_LIFETIME,
    }
}

pub(crate) fn failure(class: FailureClass) -> Failure {
    Failure { class, code: "30001".into(), message: "queue overflow".into(), retry_after: None }
}

impl Db {
    /// A tenant with one user.
    pub(crate) async fn with_user(&self) -> &Self {
        let write = async |tx: &mut Tx<'_>| {
            assert!(tx.tenant_insert(&tenant(&tenant_id())).await?);
            assert!(tx.user_insert(&tenant_id(), &user(&user_id(), "ada@example.com")).await?);
            Ok::<_, StoreError>(())
        };
        self.store.tx(write).await.unwrap();
        self
    }

    pub(crate) async fn with_deliveries(&self, ids: &[&str]) -> &Self {
        let new: Vec<_> = ids.iter().zip(0..).map(|(id, place)| delivery(id, NOW + secs(place))).collect();
        let write = async move |tx: &mut Tx<'_>| {
            for delivery in &new {
                tx.delivery_insert(&tenant_id(), delivery).await?;
            }
            Ok::<_, StoreError>(())
        };
        self.store.tx(write).await.unwrap();
        self
    }
}
