//! The virtual phone's messages.

use ringfence_core::delivery::Channel;
use ringfence_core::id::{DeliveryId, TenantId};
use ringfence_core::message::Message;
use ringfence_core::phone::PhoneNumber;
use ringfence_store::{InboxFilter, Store, StoreError, Tx};

use crate::fixtures::{message, number, secs, tenant_id};
use crate::harness::{NOW, on_both};

async fn list(store: &Store, filter: InboxFilter, limit: u32) -> Vec<String> {
    let found = store.read(async move |tx: &mut Tx<'_>| tx.inbox_list(&filter, limit).await).await.unwrap();
    found.into_iter().map(|message| message.id.as_str().to_owned()).collect()
}

async fn fill(store: &Store) {
    let other_number = PhoneNumber::from_e164_trusted("+12025550124".into());
    let call = Message { channel: Channel::Voice, ..message() };
    let messages = [
        ("m1", tenant_id(), message()),
        ("m2", tenant_id(), call),
        ("m3", tenant_id(), Message { to: other_number, ..message() }),
        ("m4", TenantId::new("ten_other"), message()),
    ];
    let put = async move |tx: &mut Tx<'_>| {
        for ((id, tenant, message), second) in messages.iter().zip(0..) {
            assert!(tx.inbox_put(tenant, &DeliveryId::new(id), NOW + secs(second), message, "accepted").await?);
            assert!(!tx.inbox_put(tenant, &DeliveryId::new(id), NOW + secs(second), message, "accepted").await?, "handed over twice");
        }
        Ok::<_, StoreError>(())
    };
    store.tx(put).await.unwrap();
}

on_both! {
    async fn is_listed_oldest_first_by_what_is_asked_for(db) {
        fill(&db.store).await;
        let (tenant, to) = (Some(tenant_id()), Some(number()));
        let all = InboxFilter::default;
        assert_eq!(list(&db.store, all(), 10).await, ["m1", "m2", "m3", "m4"]);
        assert_eq!(list(&db.store, all(), 2).await, ["m3", "m4"], "the newest ones");
        assert_eq!(list(&db.store, InboxFilter { tenant: tenant.clone(), ..all() }, 10).await, ["m1", "m2", "m3"]);
        assert_eq!(list(&db.store, InboxFilter { to: to.clone(), ..all() }, 10).await, ["m1", "m2", "m4"]);
        assert_eq!(list(&db.store, InboxFilter { to: to.clone(), tenant: tenant.clone(), ..all() }, 10).await, ["m1", "m2"]);
        assert_eq!(list(&db.store, InboxFilter { channel: Some(Channel::Voice), ..all() }, 10).await, ["m2"]);
        let sms_to = InboxFilter { to: to.clone(), channel: Some(Channel::Sms), ..all() };
        assert_eq!(list(&db.store, sms_to, 10).await, ["m1", "m4"]);
        assert_eq!(list(&db.store, InboxFilter { since: Some(NOW + secs(2)), ..all() }, 10).await, ["m3", "m4"]);
    }

    async fn shows_the_message_and_the_last_report(db) {
        fill(&db.store).await;
        let id = DeliveryId::new("m1");
        db.store.tx(async move |tx: &mut Tx<'_>| tx.inbox_report(&tenant_id(), &id, "delivered").await).await.unwrap();
        let found = db.store.read(async |tx: &mut Tx<'_>| tx.inbox_list(&InboxFilter::default(), 10).await).await.unwrap();
        assert_eq!((&found[0].message, found[0].status.as_str(), found[0].created_at), (&message(), "delivered", NOW));
        assert_eq!((found[0].tenant.clone(), found[1].status.as_str()), (tenant_id(), "accepted"));
    }

    async fn is_trimmed_from_the_old_end_and_cleared(db) {
        fill(&db.store).await;
        assert_eq!(db.store.tx(async |tx: &mut Tx<'_>| tx.inbox_trim(3, 100).await).await, Ok(1));
        assert_eq!(list(&db.store, InboxFilter::default(), 10).await, ["m2", "m3", "m4"]);
        assert_eq!(db.store.tx(async |tx: &mut Tx<'_>| tx.inbox_clear().await).await, Ok(3));
        assert!(list(&db.store, InboxFilter::default(), 10).await.is_empty());
    }
}
