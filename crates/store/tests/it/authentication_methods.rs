//! What an administrator says of an authenticator, and binds without a code.

use ringfence_core::authenticator::{Authenticator, Kind};
use ringfence_core::delivery::Channel;
use ringfence_core::id::{DeviceId, TenantId, UserId};
use ringfence_store::{StoreError, Tx};

use crate::fixtures::{phone, tenant_id, totp, transaction_id, user_id};
use crate::harness::{NOW, on_both};

fn channel(authenticator: &Authenticator) -> Option<Channel> {
    match authenticator.kind {
        Kind::Phone { channel, .. } => Some(channel),
        _ => None,
    }
}

on_both! {
    async fn a_preferred_channel_stands_before_the_one_of_the_enrollment(db) {
        db.with_user().await;
        let outcome = db.store.tx(async |tx: &mut Tx<'_>| {
            let (tenant, user, device) = (tenant_id(), user_id(), DeviceId::new("dev_phone"));
            tx.authenticator_insert(&tenant, &phone("dev_phone"), None).await?;
            for (preferred, expected) in [(Some(Channel::Voice), Channel::Voice), (None, Channel::Sms)] {
                assert!(tx.method_describe(&tenant, &user, &device, Some("Work"), preferred).await?);
                let found = tx.method_list(&tenant, &user).await?.remove(0);
                assert_eq!((found.name.as_deref(), found.preferred), (Some("Work"), preferred));
                let listed = tx.authenticator_list(&tenant, &user).await?.remove(0);
                let single = tx.authenticator_find(&tenant, &user, &device).await?.unwrap();
                for one in [&found.authenticator, &listed, &single] {
                    assert_eq!(channel(one), Some(expected));
                }
            }
            assert!(tx.method_describe(&tenant, &user, &device, None, None).await?);
            assert_eq!(tx.method_list(&tenant, &user).await?.remove(0).name, None);
            Ok::<_, StoreError>(())
        }).await;
        outcome.unwrap();
    }

    async fn nothing_is_anothers(db) {
        db.with_user().await;
        let outcome = db.store.tx(async |tx: &mut Tx<'_>| {
            let (tenant, user, device) = (tenant_id(), user_id(), DeviceId::new("dev_phone"));
            let (foreign, other) = (TenantId::new("ten_other"), UserId::new("auth0|other"));
            tx.authenticator_insert(&tenant, &phone("dev_phone"), None).await?;
            assert_eq!(tx.method_owner(&tenant, &device).await?, Some(user.clone()));
            assert_eq!(tx.method_owner(&foreign, &device).await?, None);
            assert!(!tx.method_describe(&foreign, &user, &device, Some("x"), None).await?);
            assert!(!tx.method_describe(&tenant, &other, &device, Some("x"), None).await?);
            assert!(!tx.method_bind(&foreign, &user, &device, NOW).await?);
            assert!(!tx.method_bind(&tenant, &other, &device, NOW).await?);
            assert!(tx.method_list(&foreign, &user).await?.is_empty() && tx.method_list(&tenant, &other).await?.is_empty());
            Ok::<_, StoreError>(())
        }).await;
        outcome.unwrap();
    }

    async fn an_app_is_bound_once_and_stays_unused(db) {
        db.with_user().await;
        let outcome = db.store.tx(async |tx: &mut Tx<'_>| {
            let (tenant, user, device) = (tenant_id(), user_id(), DeviceId::new("dev_app"));
            tx.totp_insert(&tenant, &totp("dev_app", "txn_own")).await?;
            assert!(tx.method_bind(&tenant, &user, &device, NOW).await?);
            assert!(!tx.method_bind(&tenant, &user, &device, NOW).await?);
            let found = tx.method_list(&tenant, &user).await?.remove(0).authenticator;
            assert_eq!((found.confirmed_at, found.last_used_at), (Some(NOW), None));
            assert!(tx.totp_list(&tenant, &user, &transaction_id()).await?[0].is_confirmed);
            Ok::<_, StoreError>(())
        }).await;
        outcome.unwrap();
    }
}
