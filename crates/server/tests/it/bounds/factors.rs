//! A user has at most `limits.factors` phones and authenticator apps, whichever door they come by.

use ringfence::flow::ticket;
use ringfence_core::id::UserId;
use ringfence_core::ticket::TicketOptions;
use serde_json::{Value, json};

use super::account::{ALL, bind_app, bind_phone, factors, number};
use crate::harness::{AuthenticatorApp, Browser, RelyingParty, SMS, TestApp, on_both_with};

const TOO_MANY: &str = "The user has 2 authenticators, the most there may be. Remove one before adding another.";
const ON_A_PAGE: &str = "as many phones and authenticator apps as it may have";

fn two(settings: &mut ringfence::config::Settings) {
    (settings.limits.factors, settings.limits.messages_per_hour) = (2, 100);
}

#[tokio::test(flavor = "multi_thread")]
async fn no_door_binds_a_third() {
    on_both_with(two, async |app: &TestApp| {
        app.settings(|settings| settings.otp_enabled = true).await;
        let ada = app.enrolled_user().await;
        let (party, mut browser) = (RelyingParty::new(app).await, Browser::new(app));
        browser.logs_in(&party, &ada, &[]).await.code();
        let token = app.mfa_access_token(&ada, ALL).await;
        assert_eq!(bind_phone(app, &token, &number(1)).await.status, 200);
        // The MFA API.
        app.associate(&token, SMS, &number(2)).await.refused(400, "invalid_request", TOO_MANY);
        app.associate_app(&token).await.refused(400, "invalid_request", TOO_MANY);
        // The pages.
        let page = browser.open("/u/account/add?factor=phone").await;
        let page = browser.submit(page.is("mfa-phone-enrollment"), &[("phone", &number(2)), ("channel", "sms")]).await;
        page.complains("mfa-phone-enrollment", 400, ON_A_PAGE);
        let page = browser.open("/u/account/add?factor=otp").await;
        assert!(page.status == 400 && page.html.contains(ON_A_PAGE), "{}", page.html);
        // A ticket.
        let options = TicketOptions { factor: None, allow_multiple_enrollments: true };
        let now = app.app.clock.now();
        let secret = ticket::create(&app.app, &app.tenancy.id, &UserId::new(ada.id.clone()), options, now).await.unwrap();
        let mut other = Browser::new(app);
        let page = other.open(&format!("/mfa/enrollment?ticket={secret}")).await;
        assert!(page.screen().starts_with("mfa-"), "{}", page.html);
        // The Management API, by all of its operations that bind.
        let path = format!("/users/{}/authentication-methods", ada.id.replace('|', "%7C"));
        let phone = |place| json!({ "type": "phone", "phone_number": number(place) });
        let words = "A user has at most 2 authentication methods: delete one first.";
        app.api("POST", &path, phone(2)).await.declined(403, "operation_not_supported", words);
        let body = json!({ "type": "totp", "totp_secret": "JBSWY3DPEHPK3PXPJBSWY3DP" });
        app.api("POST", &path, body).await.declined(403, "operation_not_supported", words);
        app.api("PUT", &path, json!([phone(3), phone(4), phone(5)])).await.declined(403, "operation_not_supported", words);
        assert_eq!(factors(app, &token).await.len(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_that_were_begun_for_the_last_place_one_is_bound() {
    on_both_with(two, async |app: &TestApp| {
        let ada = app.enrolled_user().await;
        let token = app.mfa_access_token(&ada, ALL).await;
        let other = app.mfa_access_token(&ada, ALL).await;
        let phone = app.associate(&token, SMS, &number(1)).await.text("oob_code");
        let app_begun = app.associate_app(&other).await;
        let shown = AuthenticatorApp::new(&app_begun.text("secret"));
        let third = app.associate(&other, SMS, &number(2)).await.text("oob_code");
        assert_eq!(app.verify(&token, &phone, &app.last_code_to(&number(1)).await).await.status, 200);
        // Binding one forgets what others have begun; what is begun anew finds no place.
        let late = app.verify_otp(&other, &shown.code(app.app.clock.now())).await;
        assert!((400..500).contains(&late.status), "{}", late.body);
        let late = app.verify(&other, &third, &app.last_code_to(&number(2)).await).await;
        assert!((400..500).contains(&late.status), "{}", late.body);
        assert_eq!(factors(app, &token).await.len(), 2);
        let racing = (3..8).map(|place| app.associate(&token, SMS, Box::leak(number(place).into_boxed_str())));
        let answers = futures_util::future::join_all(racing).await;
        assert!(answers.iter().all(|answer| answer.status == 400), "{answers:?}");
        assert_eq!(bind_app(app, &token).await.status, 400);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_brings_no_more_either() {
    on_both_with(two, async |app: &TestApp| {
        let factor = |place| json!({ "phone": { "value": number(place) } });
        let users = json!([
            { "email": "ada@example.com", "mfa_factors": [factor(1), factor(2), factor(3)] },
            { "email": "bob@example.com", "mfa_factors": [factor(1), factor(2)] },
        ]);
        let job = crate::management::jobs::imported(app, &users.to_string(), &[]).await;
        assert_eq!(job["summary"], json!({ "failed": 1, "updated": 0, "inserted": 1, "total": 2 }));
        let errors = app.api("GET", &format!("/jobs/{}/errors", job["id"].as_str().unwrap()), Value::Null).await;
        assert_eq!(errors.body[0]["errors"][0]["message"], "A user has at most 2 factors: leave the others out.");
    })
    .await;
}
