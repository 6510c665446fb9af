//! Each text and call costs a token of the user's bucket, whatever it says.

use ringfence_core::tenant::Provider;
use serde_json::Value;

use crate::harness::{Answer, AuthenticatorApp, Browser, Call, Enrolled, RelyingParty, SMS, TestApp, hours, on_both, on_both_with};

pub(super) const ALL: &str = "enroll read:authenticators remove:authenticators";

pub(super) fn number(place: usize) -> String {
    format!("+1202555{:04}", 200 + place)
}

/// The last answer of binding a phone: of the code, or of what came before it.
pub(super) async fn bind_phone(app: &TestApp, token: &str, number: &str) -> Answer {
    let begun = app.associate(token, SMS, number).await;
    if begun.status != 200 {
        return begun;
    }
    app.verify(token, &begun.text("oob_code"), &app.last_code_to(number).await).await
}

pub(super) async fn bind_app(app: &TestApp, token: &str) -> Answer {
    let begun = app.associate_app(token).await;
    if begun.status != 200 {
        return begun;
    }
    let shown = AuthenticatorApp::new(&begun.text("secret"));
    app.verify_otp(token, &shown.code(app.app.clock.now())).await
}

pub(super) async fn factors(app: &TestApp, token: &str) -> Vec<String> {
    let listed = app.send(Call::get("/mfa/authenticators").bearer(token)).await.body;
    let is_factor = |one: &&Value| one["active"] == true && !one["id"].as_str().unwrap().starts_with("recovery");
    let ids = listed.as_array().unwrap().iter().filter(is_factor).map(|one| one["id"].as_str().unwrap().to_owned());
    ids.filter(|id| !id.starts_with("voice|")).collect()
}

pub(super) async fn remove(app: &TestApp, token: &str, id: &str) -> Answer {
    app.send(Call::delete(format!("/mfa/authenticators/{}", id.replace('|', "%7C"))).bearer(token)).await
}

/// The attack of the outside reading: ten phones and fourteen apps, which were 165 texts and 20 mails.
#[tokio::test(flavor = "multi_thread")]
async fn ten_phones_and_fourteen_apps_are_ten_texts_and_ten_mails_at_most() {
    on_both(async |app: &TestApp| {
        let ada = app.enrolled_user().await;
        let token = app.mfa_access_token(&ada, ALL).await;
        let mut answers = Vec::new();
        for place in 0..10 {
            answers.push(bind_phone(app, &token, &number(place)).await.status);
        }
        for _ in 0..14 {
            answers.push(bind_app(app, &token).await.status);
        }
        let bound = answers.iter().filter(|status| **status == 200).count();
        let texts = app.deliveries(&ada.id).await.len();
        app.eventually("the mails have gone", async || app.mails_to(&ada.email).await.len() == bound).await;
        println!("{texts} texts and calls, {bound} mails; {answers:?}");
        assert!(texts <= 10 && bound <= 9, "{texts} texts, {bound} mails");
        assert!(factors(app, &token).await.len() <= 10);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_goes_to_the_two_phones_that_were_used_last() {
    on_both_with(
        |settings| settings.limits.messages_per_hour = 100,
        async |app: &TestApp| {
            let ada = app.enrolled_user().await;
            let token = app.mfa_access_token(&ada, ALL).await;
            for place in 0..4 {
                assert_eq!(bind_phone(app, &token, &number(place)).await.status, 200);
            }
            let notices = async |phone: &str| {
                let found = app.messages_to(phone).await.into_iter().map(|found| found.message.action.as_str());
                found.filter(|action| *action == "notice").count()
            };
            app.eventually("all are sent", async || notices(&number(2)).await == 1 && notices(&number(1)).await == 2).await;
            // With one phone, then two, then the two newest of three and of four.
            let counts = [notices(&ada.phone).await, notices(&number(0)).await, notices(&number(1)).await, notices(&number(2)).await];
            assert_eq!((counts, notices(&number(3)).await), ([2, 2, 2, 1], 0));
        },
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_empties_the_bucket_first_is_still_told_by_mail_and_on_record() {
    on_both_with(
        |settings| settings.limits.messages_per_hour = 3,
        async |app: &TestApp| {
            let ada = app.enrolled_user().await;
            let token = app.mfa_access_token(&ada, ALL).await;
            // The third and last message.
            app.challenge(&app.mfa_token(&ada.email).await).await;
            assert_eq!(bind_app(app, &token).await.status, 200);
            app.eventually("the mailbox is told", async || app.mails_to(&ada.email).await.len() == 1).await;
            assert_eq!(app.deliveries(&ada.id).await.len(), 3);
            let event = app.logged("limit_phone").await;
            assert_eq!((event.details["type"].as_str(), event.user_id), (Some("notice"), ada.id.clone()));
            assert!(!format!("{event:?}", event = event.details).contains(&ada.phone));
            app.advance(hours(1));
            assert_eq!(app.challenge(&app.mfa_token(&ada.email).await).await.status, 200);
        },
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_takes_of_the_users_bucket_before_it_takes_of_the_trials() {
    on_both_with(
        |settings| settings.limits.messages_per_hour = 2,
        async |app: &TestApp| {
            app.settings(|settings| settings.phone.provider = Provider::Auth0).await;
            let ada = app.enrolled_user().await;
            let token = app.mfa_access_token(&ada, ALL).await;
            assert_eq!(bind_app(app, &token).await.status, 200);
            assert_eq!((app.deliveries(&ada.id).await.len(), app.tenant().await.builtin_messages), (2, 2));
        },
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn binding_again_and_again_costs_and_removing_never_does() {
    let few = |settings: &mut ringfence::config::Settings| (settings.limits.factor_changes, settings.limits.messages_per_hour) = (3, 100);
    on_both_with(few, async |app: &TestApp| {
        const TOO_OFTEN: &str = "Too many authenticators enrolled by the user. Wait for some minutes before retrying.";
        // Of the three the first phone is one.
        let ada: Enrolled = app.enrolled_user().await;
        let token = app.mfa_access_token(&ada, ALL).await;
        for _ in 0..2 {
            assert_eq!(bind_app(app, &token).await.status, 200);
            let bound = factors(app, &token).await.into_iter().find(|id| id.starts_with("totp|")).unwrap();
            assert_eq!(remove(app, &token, &bound).await.status, 204);
        }
        let refused = app.associate_app(&token).await;
        refused.refused(429, "invalid_request", TOO_OFTEN);
        assert_eq!(refused.header("retry-after"), "3600");
        app.associate(&token, SMS, &number(1)).await.refused(429, "invalid_request", TOO_OFTEN);
        // Nor by the pages, nor as a new recovery code.
        let (party, mut browser) = (RelyingParty::new(app).await, Browser::new(app));
        browser.logs_in(&party, &ada, &[]).await.code();
        let page = browser.open("/u/account/add?factor=phone").await;
        let page = browser.submit(page.is("mfa-phone-enrollment"), &[("phone", &number(1)), ("channel", "sms")]).await;
        page.complains("mfa-phone-enrollment", 429, "too often");
        app.settings(|settings| settings.otp_enabled = true).await;
        assert_eq!(browser.open("/u/account/add?factor=otp").await.status, 429);
        let page = browser.open("/u/account").await;
        assert_eq!(browser.submit(&page, &[("action", "confirm-new-recovery-code")]).await.status, 429);
        // An administrator is not counted, and what is there can be taken away.
        let body = serde_json::json!({ "type": "phone", "phone_number": number(2) });
        let path = format!("/users/{}/authentication-methods", ada.id.replace('|', "%7C"));
        assert_eq!(app.api("POST", &path, body).await.status, 201);
        app.advance(hours(1));
        let token = app.mfa_access_token(&ada, ALL).await;
        assert_eq!(bind_app(app, &token).await.status, 200);
        app.associate_app(&token).await.refused(429, "invalid_request", TOO_OFTEN);
        for id in factors(app, &token).await {
            let left = remove(app, &token, &id).await.status;
            assert!(left == 204 || left == 401, "{left}: the token ends with its factor");
        }
    })
    .await;
}
