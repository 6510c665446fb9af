//! Notices: whoever's second factor changes is told, by e-mail and at the phone that was there before.

use std::io;
use std::sync::{Arc, Mutex};

use ringfence_core::authenticator::{Authenticator, Kind};
use ringfence_core::delivery::Channel;
use ringfence_core::id::{DeviceId, UserId};
use ringfence_core::phone::PhoneNumber;
use ringfence_core::recovery::{self, RecoveryCode};
use ringfence_core::secret::Secret;
use ringfence_core::tenant::Provider;
use ringfence_store::{StoreError, Tx};
use serde_json::{Value, json};

use crate::harness::{Call, Enrolled, SMS, TestApp, VOICE, hours, mins, on_both, on_both_with, secs};

const ALL: &str = "enroll read:authenticators remove:authenticators";
const SECOND: &str = "+12025550124";

/// The subjects of what came to an address, once there are so many.
async fn subjects(app: &TestApp, address: &str, count: usize) -> Vec<String> {
    app.eventually("the mails are there", async || app.mails_to(address).await.len() >= count).await;
    app.mails_to(address).await.into_iter().map(|found| found.mail.subject().to_owned()).collect()
}

/// The notices that came to a phone, once there are so many.
async fn texts(app: &TestApp, phone: &str, count: usize) -> Vec<String> {
    let found = async || {
        let messages = app.messages_to(phone).await.into_iter().map(|found| found.message);
        messages.filter(|message| message.action.as_str() == "notice").collect::<Vec<_>>()
    };
    app.eventually("the notices are there", async || found().await.len() >= count).await;
    found().await.into_iter().map(|message| message.text).collect()
}

fn fate(state: &str, failure: Option<&str>, tries: i64) -> (String, Option<String>, i64) {
    (state.to_owned(), failure.map(str::to_owned), tries)
}

async fn remove_phone(app: &TestApp, user: &Enrolled, language: &str) {
    let token = app.mfa_access_token(user, ALL).await;
    let listed = app.send(Call::get("/mfa/authenticators").bearer(&token)).await.body;
    let id = listed.as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).find(|id| id.starts_with("sms|")).unwrap();
    let call = Call::delete(format!("/mfa/authenticators/{}", id.replace('|', "%7C"))).bearer(&token);
    assert_eq!(app.send(call.header("accept-language", language)).await.status, 204);
}

async fn add_phone(app: &TestApp, user: &Enrolled, phone: &str) {
    let token = app.mfa_access_token(user, ALL).await;
    let oob_code = app.associate(&token, SMS, phone).await.text("oob_code");
    assert_eq!(app.verify(&token, &oob_code, &app.last_code_to(phone).await).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_removed_phone_is_told_and_so_is_the_address() {
    on_both(async |app: &TestApp| {
        let ada = app.enrolled_user().await;
        remove_phone(app, &ada, "en").await;
        let told = texts(app, &ada.phone, 1).await;
        assert_eq!(told, ["Demo: this number was removed from your account. Not you? Change your password and contact support."]);
        assert_eq!(subjects(app, &ada.email, 1).await, ["A phone number was removed from your account"]);
        let mail = app.mails_to(&ada.email).await.remove(0).mail;
        assert!(mail.text().contains("XXXXXXXX0123") && !mail.text().contains(&ada.phone), "{}", mail.text());
        assert_eq!((mail.from_name(), mail.locale()), ("Demo", "en"));
        app.eventually("the mail's fate is known", async || app.mail_fates().await == [fate("sent", None, 1)]).await;
        // It is sent and recorded as any message is.
        app.eventually("the notice is in the log", async || app.count("gd_send_sms").await == 3).await;
        let event = app.logged("gd_send_sms").await;
        let authenticator = &event.details["authenticator"];
        assert_eq!((&authenticator["phone_number"], event.user_id), (&json!("XXXXXXXX0123"), ada.id.clone()));
        assert_eq!(event.client_id, app.tenancy.demo.id.to_string());
        assert_eq!(app.deliveries(&ada.id).await.len(), 3);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_further_phone_is_told_to_the_former_ones_and_not_to_itself() {
    on_both(async |app: &TestApp| {
        let ada = app.enrolled_user().await;
        assert!(app.mail_fates().await.is_empty(), "a first enrollment is no news");
        add_phone(app, &ada, SECOND).await;
        let told = texts(app, &ada.phone, 1).await;
        assert_eq!(told, ["Demo: another phone number was added to your account. Not you? Change your password and contact support."]);
        assert_eq!(subjects(app, &ada.email, 1).await, ["A phone number was added to your account"]);
        assert!(texts(app, SECOND, 0).await.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_enrollment_gives_none() {
    on_both(async |app: &TestApp| {
        let ada = app.enrolled_user().await;
        assert_eq!(app.log_in(&ada).await.status, 200);
        assert!(app.mail_fates().await.is_empty());
        assert!(texts(app, &ada.phone, 0).await.is_empty());
        assert_eq!(app.deliveries(&ada.id).await.len(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_used_recovery_code_is_told_by_mail() {
    on_both(async |app: &TestApp| {
        let ada = app.enrolled_user().await;
        let mfa_token = app.mfa_token(&ada.email).await;
        assert_eq!(app.recover(&mfa_token, "ABCDEFGHIJKLMNOPQRSTUVWX").await.status, 403);
        assert!(app.mail_fates().await.is_empty());
        assert_eq!(app.recover(&mfa_token, &ada.recovery_code).await.status, 200);
        assert_eq!(subjects(app, &ada.email, 1).await, ["Your recovery code was used"]);
        assert!(texts(app, &ada.phone, 0).await.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_language_is_the_requests() {
    on_both(async |app: &TestApp| {
        let ada = app.enrolled_user().await;
        remove_phone(app, &ada, "ja, de-AT;q=0.9, en;q=0.1").await;
        texts(app, &ada.phone, 1).await;
        assert_eq!(app.last_message_to(&ada.phone).await.message.locale, "de");
        subjects(app, &ada.email, 1).await;
        assert_eq!(app.mails_to(&ada.email).await[0].mail.locale(), "de");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_bucket_of_messages_leaves_the_mail() {
    on_both_with(
        |settings| settings.limits.messages_per_hour = 2,
        async |app: &TestApp| {
            let ada = app.enrolled_user().await;
            // The second and last message of the hour is the code for this very change.
            remove_phone(app, &ada, "en").await;
            assert_eq!(subjects(app, &ada.email, 1).await.len(), 1);
            assert!(texts(app, &ada.phone, 0).await.is_empty());
            assert_eq!(app.logged("limit_phone").await.details["type"], "notice");
        },
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn once_the_built_in_providers_messages_are_used_up_only_the_mail_goes() {
    on_both_with(
        |settings| settings.limits.builtin_messages = 2,
        async |app: &TestApp| {
            app.settings(|settings| settings.phone.provider = Provider::Auth0).await;
            let ada = app.enrolled_user().await;
            remove_phone(app, &ada, "en").await;
            assert_eq!(subjects(app, &ada.email, 1).await.len(), 1);
            assert!(texts(app, &ada.phone, 0).await.is_empty());
            let failure = app.logged("gd_send_sms_failure").await;
            assert_eq!(failure.details["failure_details"]["errorCode"], "too_many_sms_per_tenant");
        },
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_only_calls_are_made_a_call_tells() {
    on_both(async |app: &TestApp| {
        let ada = app.enrolled_user().await;
        app.settings(|settings| settings.phone.message_types = vec![VOICE]).await;
        let token = app.mfa_access_token(&ada, ALL).await;
        let listed = app.send(Call::get("/mfa/authenticators").bearer(&token)).await.body;
        let id = listed.as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).find(|id| id.starts_with("voice|")).unwrap();
        assert_eq!(app.send(Call::delete(format!("/mfa/authenticators/{}", id.replace('|', "%7C"))).bearer(&token)).await.status, 204);
        texts(app, &ada.phone, 1).await;
        assert_eq!(app.last_message_to(&ada.phone).await.message.channel, Channel::Voice);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_inbox_shows_mails_among_the_messages() {
    on_both(async |app: &TestApp| {
        let ada = app.enrolled_user().await;
        let before = messages(app, "").await.last().unwrap()["created_at"].as_str().unwrap().to_owned();
        app.advance(secs(1));
        remove_phone(app, &ada, "en").await;
        texts(app, &ada.phone, 1).await;
        subjects(app, &ada.email, 1).await;
        let all = messages(app, "").await;
        assert!(all.iter().map(|one| one["created_at"].as_str().unwrap()).is_sorted());
        let found = messages(app, "?channel=email").await;
        let [mail] = found.as_slice() else { panic!("{found:?}") };
        let fields = ["to", "channel", "code", "action", "status", "locale"].map(|name| mail[name].as_str().unwrap());
        assert_eq!(fields, ["ada@example.com", "email", "", "notice", "delivered", "en"]);
        assert!(mail["body"].as_str().unwrap().starts_with("A phone number was removed from your account\n\nHello,\n\n"), "{mail}");
        assert_eq!(messages(app, "?to=ADA@example.com").await, found);
        assert_eq!(messages(app, &format!("?to=ada@example.com&channel=email&since={before}")).await, found);
        assert!(messages(app, "?to=ada@example.com&channel=sms").await.is_empty());
        assert!(messages(app, "?to=bob@example.com").await.is_empty());
        assert!(messages(app, "?to=%2B12025550123").await.iter().all(|one| one["channel"] == "sms"));
        let page = app.send(Call::get("/dev/inbox?to=ada@example.com")).await;
        let html = page.body.as_str().unwrap();
        assert!(html.contains("<article class=\"mail\">") && html.contains("A phone number was removed from your account"), "{html}");
        assert_eq!(app.send(Call::delete("/dev/messages")).await.status, 204);
        assert!(messages(app, "").await.is_empty());
    })
    .await;
}

async fn messages(app: &TestApp, query: &str) -> Vec<Value> {
    let answer = app.send(Call::get(format!("/dev/messages{query}"))).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.body.as_array().unwrap().clone()
}

/// Without the virtual carrier no code can be read, so the user's factors are put where they belong by hand.
async fn with_a_recovery_code(app: &TestApp, email: &str) -> String {
    let (tenant, user) = (app.tenancy.id.clone(), UserId::new(app.sign_up(email).await));
    let (now, code) = (app.app.clock.now(), RecoveryCode::draw(&*app.app.dice));
    let bound = |id: &str, kind| Authenticator {
        id: DeviceId::new(id),
        user: user.clone(),
        kind,
        confirmed_at: Some(now),
        created_at: now,
        last_used_at: None,
    };
    let number = PhoneNumber::from_e164_trusted("+12025550123".to_owned());
    let phone = bound("dev_0000000000000001", Kind::Phone { number, channel: SMS });
    let recovery = bound("dev_0000000000000002", Kind::RecoveryCode);
    let hash = recovery::hash(code.as_str(), &tenant, &user, &app.app.keys());
    let insert = async move |tx: &mut Tx<'_>| {
        tx.authenticator_insert(&tenant, &phone, None).await?;
        tx.authenticator_insert(&tenant, &recovery, Some(&hash)).await?;
        Ok::<_, StoreError>(())
    };
    app.app.store.tx(insert).await.unwrap();
    code.as_str().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_mail_server_and_an_inbox_nothing_piles_up() {
    on_both_with(
        |settings| settings.carriers.virtual_carrier.enabled = false,
        async |app: &TestApp| {
            let code = with_a_recovery_code(app, "ada@example.com").await;
            assert_eq!(app.recover(&app.mfa_token("ada@example.com").await, &code).await.status, 200);
            let given_up = [fate("failed", Some("not_configured"), 1)];
            app.eventually("the mail is given up", async || app.mail_fates().await == given_up).await;
            assert!(app.mails_to("ada@example.com").await.is_empty());
        },
    )
    .await;
}

async fn refused_four_times(app: &TestApp) {
    for (wait, tries) in [mins(1), mins(5), mins(30)].into_iter().zip(1..) {
        let waiting = [fate("waiting", Some("connect"), tries)];
        app.eventually("the mail waits", async || app.mail_fates().await == waiting).await;
        app.advance(wait);
    }
    let given_up = [fate("failed", Some("connect"), 4)];
    app.eventually("the mail is given up", async || app.mail_fates().await == given_up).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_server_that_is_down_is_asked_four_times() {
    on_both_with(
        |settings| {
            // Nobody listens there.
            settings.mail.smtp_url = Some(Secret::new("smtp://127.0.0.1:9?tls=none"));
            settings.mail.from = Some("no-reply@example.test".to_owned());
        },
        async |app: &TestApp| {
            let ada = app.enrolled_user().await;
            assert_eq!(app.recover(&app.mfa_token(&ada.email).await, &ada.recovery_code).await.status, 200);
            refused_four_times(app).await;
            assert!(app.mails_to(&ada.email).await.is_empty(), "the inbox is no second way out");
            app.advance(hours(24 * 31));
            ringfence::jobs::sweep::sweep(&app.app).await.unwrap();
            assert!(app.mail_fates().await.is_empty());
        },
    )
    .await;
}

/// What the whole binary's tests say; each looks for what is its own.
#[derive(Clone, Default)]
struct Overheard(Arc<Mutex<Vec<u8>>>);

impl io::Write for Overheard {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(line);
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_number_and_no_address_is_told_to_the_operator() {
    let overheard = Overheard::default();
    let writer = overheard.clone();
    let heard = tracing_subscriber::fmt().with_max_level(tracing::Level::INFO).with_ansi(false).with_writer(move || writer.clone());
    heard.try_init().expect("the only listener of this binary");
    let (email, phone) = ("grace.hopper@example.com", "+12025550177");
    let body = async |app: &TestApp| {
        let grace = app.enrolled(email, phone).await;
        remove_phone(app, &grace, "en").await;
        texts(app, phone, 1).await;
        subjects(app, email, 1).await;
        let log = format!("{:?}", app.log().await);
        assert!(!log.contains(phone) && !log.contains(&phone[2..]), "a number is in the tenant's log");
    };
    on_both(body).await;
    let refused = |settings: &mut ringfence::config::Settings| {
        settings.mail.smtp_url = Some(Secret::new("smtps://grace:s3cret%21@127.0.0.1:9"));
        settings.mail.from = Some("no-reply@example.test".to_owned());
        assert!(!format!("{settings:?}").contains("s3cret"));
    };
    let body = async |app: &TestApp| {
        let grace = app.enrolled(email, phone).await;
        assert_eq!(app.recover(&app.mfa_token(email).await, &grace.recovery_code).await.status, 200);
        refused_four_times(app).await;
    };
    on_both_with(refused, body).await;
    let said = String::from_utf8(overheard.0.lock().unwrap().clone()).unwrap();
    assert!(said.contains("mail sent") && said.contains("mail not sent"), "{said}");
    for secret in [email, "grace.hopper", phone, &phone[1..], "s3cret", "was removed from your account"] {
        assert!(!said.contains(secret), "{secret} is in the log");
    }
}
