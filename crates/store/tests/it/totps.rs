//! Authenticator apps, from begun to removed.

use ringfence_core::authenticator::Kind;
use ringfence_core::id::{DeviceId, TenantId, UserId};
use ringfence_store::{NewTotp, StoreError, Tx};

use crate::fixtures::{recovery, secs, tenant_id, totp, transaction_id, user_id};
use crate::harness::{NOW, on_both};

fn device(id: &str) -> DeviceId {
    DeviceId::new(id)
}

on_both! {
    async fn an_app_is_listed_confirmed_and_removed_like_a_phone(db) {
        db.with_user().await;
        let outcome = db.store.tx(async |tx: &mut Tx<'_>| {
            let (tenant, user, app) = (tenant_id(), user_id(), device("dev_app"));
            tx.totp_insert(&tenant, &totp("dev_app", "txn_one")).await?;
            let found = tx.authenticator_find(&tenant, &user, &app).await?.unwrap();
            assert_eq!((found.kind, found.confirmed_at, found.created_at), (Kind::Totp, None, NOW));
            assert!(tx.authenticator_confirm(&tenant, &user, &app, NOW + secs(1)).await?);
            assert!(!tx.authenticator_confirm(&tenant, &user, &app, NOW + secs(2)).await?);
            assert_eq!(tx.authenticators_delete_pending(&tenant, &user, None).await?, 0);
            assert_eq!(tx.authenticator_list(&tenant, &user).await?.len(), 1);
            assert!(tx.authenticator_delete(&tenant, &user, &app).await?);
            assert_eq!(tx.totp_secret_find(&tenant, &user, &app).await?, None);
            assert!(!tx.totp_step_take(&tenant, &user, &app, 1, NOW).await?);
            Ok::<_, StoreError>(())
        }).await;
        outcome.unwrap();
    }

    async fn a_secret_is_its_owners(db) {
        db.with_user().await;
        let outcome = db.store.tx(async |tx: &mut Tx<'_>| {
            let (tenant, user, app) = (tenant_id(), user_id(), device("dev_app"));
            tx.totp_insert(&tenant, &totp("dev_app", "txn_one")).await?;
            tx.authenticator_insert(&tenant, &recovery("dev_rec", Some(NOW)), Some(&[1; 32])).await?;
            assert_eq!(tx.totp_secret_find(&tenant, &user, &app).await?, Some(totp("dev_app", "txn_one").secret));
            assert_eq!(tx.totp_secret_find(&tenant, &UserId::new("auth0|other"), &app).await?, None);
            assert_eq!(tx.totp_secret_find(&TenantId::new("ten_other"), &user, &app).await?, None);
            assert_eq!(tx.totp_secret_find(&tenant, &user, &device("dev_rec")).await?, None, "no app");
            Ok::<_, StoreError>(())
        }).await;
        outcome.unwrap();
    }

    async fn one_that_was_begun_elsewhere_is_not_listed(db) {
        db.with_user().await;
        let outcome = db.store.tx(async |tx: &mut Tx<'_>| {
            let (tenant, user) = (tenant_id(), user_id());
            let shown = NewTotp { recovery: Some(device("dev_rec")), ..totp("dev_mine", "txn_one") };
            tx.totp_insert(&tenant, &shown).await?;
            tx.totp_insert(&tenant, &totp("dev_theirs", "txn_two")).await?;
            let listed = tx.totp_list(&tenant, &user, &transaction_id()).await?;
            let [mine] = listed.as_slice() else { panic!("{}", listed.len()) };
            assert_eq!((mine.id.as_str(), mine.is_confirmed, mine.last_step), ("dev_mine", false, None));
            assert_eq!((&mine.secret, &mine.recovery), (&shown.secret, &shown.recovery));

            assert!(tx.totp_confirmed_under(&tenant, &transaction_id()).await?.is_none());
            assert!(tx.authenticator_confirm(&tenant, &user, &device("dev_theirs"), NOW).await?);
            assert!(tx.totp_confirmed_under(&tenant, &transaction_id()).await?.is_none(), "under another");
            assert_eq!(tx.totp_list(&tenant, &user, &transaction_id()).await?.len(), 2, "a confirmed one is listed always");
            assert!(tx.authenticator_confirm(&tenant, &user, &device("dev_mine"), NOW).await?);
            assert!(tx.totp_confirmed_under(&tenant, &transaction_id()).await?.is_some());
            assert!(tx.totp_confirmed_under(&TenantId::new("ten_other"), &transaction_id()).await?.is_none());
            Ok::<_, StoreError>(())
        }).await;
        outcome.unwrap();
    }

    async fn a_step_goes_forward_only(db) {
        db.with_user().await;
        let outcome = db.store.tx(async |tx: &mut Tx<'_>| {
            let (tenant, user, app) = (tenant_id(), user_id(), device("dev_app"));
            tx.totp_insert(&tenant, &totp("dev_app", "txn_one")).await?;
            let mut taken = Vec::new();
            for step in [10, 10, 9, 11, i64::MAX, 12] {
                taken.push(tx.totp_step_take(&tenant, &user, &app, step, NOW + secs(5)).await?);
            }
            assert_eq!(taken, [true, false, false, true, true, false]);
            assert_eq!(tx.authenticator_find(&tenant, &user, &app).await?.unwrap().last_used_at, Some(NOW + secs(5)));
            assert!(!tx.totp_step_take(&tenant, &UserId::new("auth0|other"), &app, i64::MAX, NOW).await?);
            Ok::<_, StoreError>(())
        }).await;
        outcome.unwrap();
    }
}
