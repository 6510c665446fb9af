//! Every special number of the virtual carrier: what the caller hears, what the log says, what the delivery says.

use ringfence_core::delivery::{FailureClass, ReceiptStatus};
use ringfence_outbound::carriers::virtual_carrier::MAGIC_NUMBERS;
use ringfence_store::{DeliveryState, DeliveryStatus};

use crate::harness::{Answer, SMS, TestApp, VOICE, mins, on_both, on_both_with, secs};

const REFUSED: (u16, &str, &str) = (400, "invalid_request", "The text message could not be sent to this phone number.");
const UNAVAILABLE: (u16, &str, &str) = (503, "temporarily_unavailable", "The text message could not be sent. Try another way.");

/// The last four digits, the answer (`None`: 200), the failure, and whether the message is in the inbox.
type Case = (&'static str, Option<(u16, &'static str, &'static str)>, Option<(FailureClass, &'static str)>, bool);

const CASES: [Case; 11] = [
    ("0189", Some(UNAVAILABLE), Some((FailureClass::Ambiguous, "timeout")), true),
    ("0190", Some(REFUSED), Some((FailureClass::Recipient, "invalid_number")), false),
    ("0191", Some(REFUSED), Some((FailureClass::Recipient, "opted_out")), false),
    ("0192", None, Some((FailureClass::Transient, "throttled")), false),
    ("0193", None, None, true),
    ("0194", None, None, true),
    ("0195", None, None, true),
    ("0196", None, None, true),
    ("0197", Some(UNAVAILABLE), Some((FailureClass::Sender, "invalid_sender")), false),
    ("0198", Some(UNAVAILABLE), Some((FailureClass::Account, "suspended")), false),
    ("0199", Some(UNAVAILABLE), Some((FailureClass::Geo, "country_closed")), false),
];

/// An enrollment with a number: the answer, and the user.
async fn enroll(app: &TestApp, number: &str) -> (Answer, String) {
    let email = format!("{}@example.com", &number[8..]);
    let user = app.sign_up(&email).await;
    let mfa_token = app.mfa_token(&email).await;
    (app.associate(&mfa_token, SMS, number).await, user)
}

async fn delivery(app: &TestApp, user: &str) -> DeliveryStatus {
    app.deliveries(user).await.pop().unwrap()
}

fn class_and_code(delivery: &DeliveryStatus) -> Option<(FailureClass, &str)> {
    delivery.failure.as_ref().map(|failure| (failure.class, failure.code.as_str()))
}

#[test]
fn every_special_number_has_its_case() {
    let known: Vec<String> = MAGIC_NUMBERS.iter().map(|(number, _)| number[8..].to_owned()).collect();
    assert_eq!(known, CASES.map(|case| case.0.to_owned()));
}

#[tokio::test(flavor = "multi_thread")]
async fn each_has_its_answer_its_event_and_its_state() {
    on_both(async |app: &TestApp| {
        let one = async |case: &Case| {
            let (digits, refusal, failure, arrives) = case;
            let number = format!("+1202555{digits}");
            let (answer, user) = enroll(app, &number).await;
            match refusal {
                Some((status, error, words)) => answer.refused(*status, error, words),
                None => assert_eq!(answer.status, 200, "{number}: {}", answer.body),
            }
            let delivery = delivery(app, &user).await;
            let state = match failure {
                None => DeliveryState::Accepted,
                Some((FailureClass::Transient, _)) => DeliveryState::Waiting,
                Some(_) => DeliveryState::Failed,
            };
            assert_eq!((delivery.state, class_and_code(&delivery)), (state, *failure), "{number}");
            assert_eq!((delivery.attempts, delivery.carrier.as_deref()), (1, Some("virtual")), "{number}");
            assert_eq!(app.messages_to(&number).await.len(), usize::from(*arrives), "{number}");
            let log = app.log().await;
            let fate = log.iter().find(|event| event.user_id == user && event.kind.code().starts_with("gd_send_sms"));
            match (state, fate) {
                (DeliveryState::Waiting, None) => {}
                (DeliveryState::Accepted, Some(event)) => assert_eq!(event.kind.code(), "gd_send_sms", "{number}"),
                (_, Some(event)) => {
                    assert_eq!(event.kind.code(), "gd_send_sms_failure", "{number}");
                    assert_eq!(event.details["provider_error"]["errorCode"], failure.unwrap().1, "{number}");
                }
                _ => panic!("{number}: the log tells nothing"),
            }
        };
        futures_util::future::join_all(CASES.iter().map(one)).await;
        give_up_throttled(app).await;
    })
    .await;
}

/// The throttled one is tried four times, 1, 4 and 16 seconds apart, and then given up.
async fn give_up_throttled(app: &TestApp) {
    let user = app.log().await.into_iter().find(|event| event.user_name == "0192@example.com").unwrap().user_id;
    for (wait, attempts) in [(1, 2), (4, 3), (16, 4)] {
        app.advance(secs(wait));
        app.eventually("the next attempt", async || delivery(app, &user).await.attempts == attempts).await;
    }
    let delivery = delivery(app, &user).await;
    assert_eq!((delivery.state, class_and_code(&delivery)), (DeliveryState::Failed, Some((FailureClass::Transient, "throttled"))));
    assert_eq!(app.logged("gd_send_sms_failure").await.details["provider_error"]["errorCode"], "throttled");
}

#[tokio::test(flavor = "multi_thread")]
async fn receipts_follow_for_those_that_were_accepted() {
    on_both(async |app: &TestApp| {
        let mut users = Vec::new();
        for number in ["+12025550123", "+12025550193", "+12025550195", "+12025550196"] {
            users.push(enroll(app, number).await.1);
        }
        let status = async |user: &str| delivery(app, user).await.report.map(|report| report.status);
        app.eventually("a receipt", async || status(&users[0]).await == Some(ReceiptStatus::Delivered)).await;
        app.eventually("a failed receipt", async || status(&users[1]).await == Some(ReceiptStatus::Undelivered)).await;
        assert_eq!((status(&users[2]).await, status(&users[3]).await), (None, None));
        let shown = [app.last_message_to("+12025550123").await, app.last_message_to("+12025550193").await].map(|message| message.status);
        assert_eq!(shown, ["delivered", "undelivered"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn calls_fail_in_words_of_their_own() {
    on_both(async |app: &TestApp| {
        app.sign_up("ada@example.com").await;
        let mfa_token = app.mfa_token("ada@example.com").await;
        let recipient = app.associate(&mfa_token, VOICE, "+12025550190").await;
        recipient.refused(400, "invalid_request", "This phone number could not be called.");
        let account = app.associate(&mfa_token, VOICE, "+12025550198").await;
        account.refused(503, "temporarily_unavailable", "The call could not be made. Try another way.");
        assert_eq!(app.count("gd_send_voice_failure").await, 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_sent_after_the_codes_expiry() {
    on_both(async |app: &TestApp| {
        let (answer, user) = enroll(app, "+12025550192").await;
        assert_eq!(answer.status, 200);
        app.advance(mins(5));
        app.eventually("the end", async || delivery(app, &user).await.state == DeliveryState::Failed).await;
        let delivery = delivery(app, &user).await;
        assert_eq!((delivery.attempts, class_and_code(&delivery)), (1, Some((FailureClass::Transient, "expired"))));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_does_not_wait_for_a_slow_carrier() {
    on_both_with(
        |settings| settings.delivery.outcome_wait = std::time::Duration::from_millis(50),
        async |app: &TestApp| {
            let (answer, user) = enroll(app, "+12025550194").await;
            assert_eq!((answer.status, delivery(app, &user).await.state), (200, DeliveryState::Sending));
            app.eventually("acceptance", async || delivery(app, &user).await.state == DeliveryState::Accepted).await;
        },
    )
    .await;
}
