//! The virtual carrier and its magic numbers: what lands in the inbox, and what is reported of it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use ringfence_core::delivery::{Channel, Failure, FailureClass as C, Receipt, ReceiptStatus as S};
use ringfence_core::id::{DeliveryId, TenantId};
use ringfence_core::message::Message;
use ringfence_core::phone::PhoneNumber;
use ringfence_outbound::carriers::virtual_carrier::{MAGIC_NUMBERS, VirtualNetwork};
use ringfence_outbound::{CarrierSettings, Carriers};

use crate::harness::{TO, account, assert_discreet, message, on_loopback, send};

type Report = (S, Option<String>, Duration);

#[derive(Default)]
pub(crate) struct Inbox {
    messages: Mutex<BTreeMap<String, Message>>,
    reports: Mutex<Vec<Report>>,
    broken: bool,
}

#[async_trait]
impl VirtualNetwork for Inbox {
    async fn put(&self, tenant: &TenantId, delivery: &DeliveryId, message: &Message) -> Result<(), String> {
        if self.broken {
            return Err(format!("no room for {:?}", message.to.e164()));
        }
        self.messages.lock().expect("not poisoned").insert(format!("{tenant}/{delivery}"), message.clone());
        Ok(())
    }

    fn report(&self, _: TenantId, _: DeliveryId, status: S, code: Option<String>, after: Duration) {
        self.reports.lock().expect("not poisoned").push((status, code, after));
    }
}

async fn sent(channel: Channel, to: &str) -> (Result<Receipt, Failure>, usize, Vec<Report>) {
    let inbox = Arc::new(Inbox::default());
    let house = house(&inbox);
    let outcome = send(&house, "virtual", &account(), &message(channel, to)).await;
    let (messages, reports) = (inbox.messages.lock().expect("not poisoned").len(), inbox.reports.lock().expect("not poisoned").clone());
    (outcome, messages, reports)
}

fn house(inbox: &Arc<Inbox>) -> Carriers {
    Carriers::new(CarrierSettings { virtual_enabled: true, ..CarrierSettings::default() }, on_loopback(), Some(Arc::clone(inbox) as _))
}

fn secs(secs: u64) -> Duration {
    Duration::from_secs(secs)
}

#[tokio::test]
async fn every_other_number_is_reached() {
    let (outcome, messages, reports) = sent(Channel::Sms, TO).await;
    assert_eq!(outcome, Ok(Receipt { carrier_message_id: "virtual-del_one".to_owned(), segments: Some(1) }));
    assert_eq!((messages, reports), (1, vec![(S::Delivered, None, secs(1))]));
    let (outcome, messages, reports) = sent(Channel::Voice, "+447700900123").await;
    assert_eq!(outcome.map(|receipt| receipt.segments), Ok(None));
    assert_eq!((messages, reports), (1, vec![(S::Ringing, None, secs(1) / 2), (S::Delivered, None, secs(1))]));
}

#[tokio::test]
async fn refused_numbers_leave_nothing_behind() {
    for (to, class, code) in [
        ("+12025550190", C::Recipient, "invalid_number"),
        ("+12025550191", C::Recipient, "opted_out"),
        ("+12025550192", C::Transient, "throttled"),
        ("+12025550197", C::Sender, "invalid_sender"),
        ("+12025550198", C::Account, "suspended"),
        ("+12025550199", C::Geo, "country_closed"),
    ] {
        for channel in [Channel::Sms, Channel::Voice] {
            let (outcome, messages, reports) = sent(channel, to).await;
            let failure = outcome.expect_err(to);
            assert_eq!((failure.class, failure.code.as_str(), messages, reports.len()), (class, code, 0, 0));
            assert_eq!(failure.retry_after, (class == C::Transient).then_some(secs(1)));
        }
    }
}

#[tokio::test]
async fn accepted_numbers_have_their_fates() {
    let undelivered = (S::Undelivered, Some("unreachable".to_owned()), secs(1));
    for (to, accepted, reports) in [
        ("+12025550189", false, vec![(S::Delivered, None, secs(1))]),
        ("+12025550193", true, vec![undelivered]),
        ("+12025550194", true, vec![(S::Delivered, None, secs(1))]),
        ("+12025550195", true, vec![]),
        ("+12025550196", true, vec![(S::Delivered, None, secs(20))]),
    ] {
        let before = tokio::time::Instant::now();
        let (outcome, messages, reported) = sent(Channel::Sms, to).await;
        assert_eq!(before.elapsed() >= secs(2), to == "+12025550194", "{to}");
        assert_eq!((messages, reported), (1, reports), "{to}");
        match outcome {
            Ok(_) => assert!(accepted, "{to}"),
            Err(failure) => assert_eq!((accepted, failure.class), (false, C::Ambiguous), "{to}"),
        }
    }
}

/// The table is what the documents and the inbox show: each number in it is a valid one and is not just reached.
#[tokio::test]
async fn the_table_is_true() {
    let (_, _, ordinary) = sent(Channel::Sms, TO).await;
    for (number, does) in MAGIC_NUMBERS {
        assert_eq!(PhoneNumber::parse(number).expect("a valid number").e164(), *number);
        assert!(number.starts_with("+120255501") && number.len() == 12 && !does.is_empty());
        let before = tokio::time::Instant::now();
        let (outcome, messages, reports) = sent(Channel::Sms, number).await;
        let is_ordinary = outcome.is_ok() && messages == 1 && reports == ordinary && before.elapsed() < secs(2);
        assert!(!is_ordinary, "{number} does nothing of its own");
    }
}

#[tokio::test]
async fn sent_again_is_sent_once() {
    let inbox = Arc::new(Inbox::default());
    let house = house(&inbox);
    assert!(house.resolve("virtual", &account()).expect("on").resend_is_safe());
    assert!(!house.resolve("twilio", &account()).expect("on").resend_is_safe());
    for _ in 0..2 {
        send(&house, "virtual", &account(), &message(Channel::Sms, TO)).await.expect("taken");
    }
    assert_eq!(inbox.messages.lock().expect("not poisoned").len(), 1);
}

#[tokio::test]
async fn an_inbox_that_cannot_take_it_is_tried_again() {
    let inbox = Arc::new(Inbox { broken: true, ..Inbox::default() });
    let house = house(&inbox);
    let failure = send(&house, "virtual", &account(), &message(Channel::Sms, TO)).await.expect_err("broken");
    assert_eq!(failure.class, C::Transient);
    assert_discreet(&format!("{failure:?} {:?}", house.resolve("virtual", &account())));
}
