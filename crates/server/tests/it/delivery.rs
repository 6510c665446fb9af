//! The road from the outbox to a carrier: routes, fail-over, what is written down on the way.

use ringfence_core::delivery::{FailureClass, ReceiptStatus};
use ringfence_core::secret::Secret;
use ringfence_core::tenant::{Provider, TwilioConfig};
use ringfence_store::{DeliveryState, DeliveryStatus};

use crate::harness::{Answer, SMS, TestApp, VOICE, hours, on_both, on_both_with};

const UNAVAILABLE: &str = "The text message could not be sent. Try another way.";

async fn enroll(app: &TestApp, number: &str) -> (Answer, Vec<DeliveryStatus>) {
    let user = app.sign_up("ada@example.com").await;
    let mfa_token = app.mfa_token("ada@example.com").await;
    (app.associate(&mfa_token, SMS, number).await, app.deliveries(&user).await)
}

fn failure(delivery: &DeliveryStatus) -> (FailureClass, &str) {
    let failure = delivery.failure.as_ref().unwrap();
    (failure.class, failure.code.as_str())
}

#[tokio::test(flavor = "multi_thread")]
async fn with_neither_hook_nor_route_it_fails_and_says_so() {
    on_both(async |app: &TestApp| {
        app.settings(|settings| settings.phone.route.clear()).await;
        let (answer, deliveries) = enroll(app, "+12025550123").await;
        answer.refused(503, "temporarily_unavailable", UNAVAILABLE);
        assert_eq!((deliveries[0].state, failure(&deliveries[0])), (DeliveryState::Failed, (FailureClass::Account, "no_route")));
        assert_eq!(deliveries[0].attempts, 0);
        let event = app.logged("gd_send_sms_failure").await;
        let words = "Guardian - Error on send-phone-message-hook: Neither a hook nor a route is set up: give the tenant a route of one or more carriers.";
        assert_eq!(event.description.as_deref(), Some(words));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_built_in_provider_needs_the_operators_carriers() {
    on_both_with(
        |settings| settings.carriers.builtin.route.clear(),
        async |app: &TestApp| {
            app.settings(|settings| settings.phone.provider = Provider::Auth0).await;
            let (answer, deliveries) = enroll(app, "+12025550123").await;
            answer.refused(503, "temporarily_unavailable", UNAVAILABLE);
            assert_eq!(failure(&deliveries[0]), (FailureClass::Account, "no_route"));
            let event = app.logged("gd_send_sms_failure").await;
            assert!(event.description.unwrap().starts_with("Guardian - Error on auth0: The built-in provider is not set up"));
        },
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_carrier_that_is_not_set_up_is_passed_over() {
    on_both(async |app: &TestApp| {
        app.settings(|settings| settings.phone.route = vec!["twilio".to_owned(), "virtual".to_owned()]).await;
        let (answer, deliveries) = enroll(app, "+12025550123").await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        assert_eq!((deliveries[0].state, deliveries[0].attempts), (DeliveryState::Accepted, 2));
        assert_eq!(deliveries[0].carrier.as_deref(), Some("virtual"));
        assert_eq!((app.count("gd_send_sms").await, app.count("gd_send_sms_failure").await), (1, 0));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bad_number_is_not_offered_to_the_next_carrier() {
    on_both(async |app: &TestApp| {
        app.settings(|settings| settings.phone.route = vec!["virtual".to_owned(), "virtual".to_owned()]).await;
        let (answer, deliveries) = enroll(app, "+12025550190").await;
        assert_eq!((answer.status, deliveries[0].attempts), (400, 1));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn twilio_without_an_account_fails_and_says_so() {
    on_both(async |app: &TestApp| {
        app.settings(|settings| settings.phone.provider = Provider::Twilio).await;
        let (answer, deliveries) = enroll(app, "+12025550123").await;
        answer.refused(503, "temporarily_unavailable", UNAVAILABLE);
        assert_eq!(failure(&deliveries[0]).0, FailureClass::Account);
        assert!(app.logged("gd_send_sms_failure").await.description.unwrap().starts_with("Guardian - Error on twilio: "));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_twilio_that_cannot_be_reached_is_tried_again() {
    on_both_with(
        |settings| settings.carriers.twilio.base_url = "http://127.0.0.1:9".to_owned(),
        async |app: &TestApp| {
            app.settings(|settings| settings.phone.provider = Provider::Twilio).await;
            let twilio = TwilioConfig {
                sid: Some(format!("AC{}", "0".repeat(32))),
                auth_token: Some(Secret::new("f".repeat(32))),
                from: Some("+15005550006".to_owned()),
                ..TwilioConfig::default()
            };
            ringfence::flow::administer::set_twilio(&app.app, &app.tenant().await, twilio).await.unwrap();
            let (answer, deliveries) = enroll(app, "+12025550123").await;
            assert_eq!(answer.status, 200, "{}", answer.body);
            assert_eq!((deliveries[0].state, failure(&deliveries[0]).0), (DeliveryState::Waiting, FailureClass::Transient));
            app.advance(crate::harness::mins(5));
            app.eventually("the end", async || app.count("gd_send_sms_failure").await == 1).await;
        },
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_accepted_message_has_a_receipt_and_its_parts_are_counted() {
    on_both(async |app: &TestApp| {
        app.settings(|settings| settings.phone.enrollment_message = Some(format!("{{{{code}}}} {}", "x".repeat(200)))).await;
        let (_, deliveries) = enroll(app, "+12025550123").await;
        let delivery = &deliveries[0];
        assert_eq!((delivery.segments, delivery.failure.as_ref(), delivery.channel), (Some(2), None, SMS));
        let id = app.last_message_to("+12025550123").await.id;
        assert_eq!(delivery.carrier_message_id, Some(format!("virtual-{id}")));
        assert_eq!(app.logged("gd_send_sms").await.details["response"]["segments"], 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_rings_and_is_answered() {
    on_both(async |app: &TestApp| {
        app.sign_up("ada@example.com").await;
        let mfa_token = app.mfa_token("ada@example.com").await;
        app.associate(&mfa_token, VOICE, "+12025550123").await;
        let id = app.last_message_to("+12025550123").await.id;
        let status = async || app.delivery(&id).await.report.map(|report| report.status);
        app.eventually("ringing", async || status().await == Some(ReceiptStatus::Ringing)).await;
        app.eventually("an answer", async || status().await == Some(ReceiptStatus::Delivered)).await;
        let delivery = app.delivery(&id).await;
        assert_eq!((delivery.channel, delivery.segments), (VOICE, None));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_old_is_swept_and_what_is_young_stays() {
    on_both(async |app: &TestApp| {
        let ada = app.enrolled_user().await;
        app.advance(hours(24 * 31));
        assert_eq!(app.log_in(&ada).await.status, 200);
        assert_eq!(app.deliveries(&ada.id).await.len(), 2);
        ringfence::jobs::sweep::sweep(&app.app).await.unwrap();
        assert_eq!(app.deliveries(&ada.id).await.len(), 1);
        assert_eq!(app.log_types().await, ["mfar", "gd_start_auth", "gd_send_sms", "gd_auth_succeed", "s", "seoobft"]);
        assert_eq!(app.log_in(&ada).await.status, 200);
    })
    .await;
}
