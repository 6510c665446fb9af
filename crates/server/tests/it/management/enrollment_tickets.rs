//! `/guardian/enrollments/ticket`: a link by which a person enrolls, in the answer or in their mailbox.

use serde_json::{Value, json};

use crate::harness::{Answer, Browser, ISSUER, TestApp, on_both};

const PATH: &str = "/guardian/enrollments/ticket";

async fn made(app: &TestApp, body: Value) -> Answer {
    let answer = app.api("POST", PATH, body).await;
    answer.has_fields(&["ticket_id", "ticket_url"]);
    assert_eq!(answer.text("ticket_url"), format!("{ISSUER}mfa/enrollment?ticket={}", answer.text("ticket_id")));
    answer
}

fn path_of(answer: &Answer) -> String {
    format!("/{}", answer.text("ticket_url").strip_prefix(ISSUER).unwrap())
}

async fn mail(app: &TestApp, to: &str) -> ringfence_core::mail::Mail {
    app.eventually("the mail has come", async || !app.mails_to(to).await.is_empty()).await;
    app.mails_to(to).await.pop().unwrap().mail
}

#[tokio::test(flavor = "multi_thread")]
async fn the_link_enrolls_and_is_in_no_log() {
    on_both(async |app: &TestApp| {
        let ada = app.sign_up("ada@example.com").await;
        let ticket = made(app, json!({ "user_id": ada, "send_mail": false })).await;
        let mut browser = Browser::new(app);
        let page = browser.open(&path_of(&ticket)).await;
        let page = browser.submit(page.is("mfa-phone-enrollment"), &[("phone", "+12025550123"), ("channel", "sms")]).await;
        let code = app.last_code_to("+12025550123").await;
        let page = browser.submit(page.is("mfa-sms-challenge"), &[("code", &code)]).await;
        page.is("mfa-recovery-code-enrollment");
        assert!(app.mails_to("ada@example.com").await.is_empty());
        assert!(!format!("{:?}", app.log().await).contains(&ticket.text("ticket_id")));
        let event = app.logged("sapi").await;
        assert_eq!(event.details["request"]["body"], json!({ "user_id": "[hidden]", "send_mail": false }));
        let otp = made(app, json!({ "user_id": app.sign_up("bob@example.com").await, "factor": "otp" })).await;
        Browser::new(app).open(&path_of(&otp)).await.is("mfa-otp-enrollment-qr");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_link_is_mailed() {
    on_both(async |app: &TestApp| {
        let ada = app.sign_up("ada@example.com").await;
        let ticket = made(app, json!({ "user_id": ada, "send_mail": true })).await;
        let sent = mail(app, "ada@example.com").await;
        assert_eq!((sent.subject(), sent.locale(), sent.from_name()), ("Set up your second factor at Demo", "en", "Demo"));
        assert!(sent.text().contains(&format!("\n\n{}\n\n", ticket.text("ticket_url"))), "{}", sent.text());
        assert!(sent.text().contains("until ") && !sent.text().contains('{'), "{}", sent.text());
        let body = json!({ "user_id": ada, "send_mail": true, "email": "ada@home.example", "email_locale": "de-AT" });
        let other = made(app, body).await;
        let sent = mail(app, "ada@home.example").await;
        assert_eq!((sent.subject(), sent.locale()), ("Richten Sie Ihren zweiten Faktor bei Demo ein", "de"));
        assert!(sent.text().contains(&other.text("ticket_url")));
        assert_eq!(app.mails_to("ada@example.com").await.len(), 1);
        let log = format!("{:?}", app.log().await);
        for secret in [ticket.text("ticket_id"), other.text("ticket_id"), "ada@home.example".to_owned()] {
            assert!(!log.contains(&secret), "{secret} is in the log");
        }
        // A tongue that nobody here speaks.
        made(app, json!({ "user_id": ada, "send_mail": true, "email": "ada@far.example", "email_locale": "tlh" })).await;
        assert_eq!(mail(app, "ada@far.example").await.locale(), "en");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_leads_nowhere_is_not_made() {
    on_both(async |app: &TestApp| {
        let ada = app.sign_up("ada@example.com").await;
        app.api("POST", PATH, json!({ "user_id": "auth0|nobody", "send_mail": true })).await.declined(
            404,
            "inexistent_user",
            "The user does not exist.",
        );
        for factor in ["push-notification", "email", "webauthn-roaming", "webauthn-platform"] {
            let words = "Ringfence enrolls phones and authenticator apps: name \"phone\" or \"otp\" as factor, or none.";
            app.api("POST", PATH, json!({ "user_id": ada, "factor": factor })).await.declined(403, "operation_not_supported", words);
        }
        for bad in [
            json!({}),
            json!({ "user_id": "" }),
            json!({ "user_id": ada, "factor": "sms" }),
            json!({ "user_id": ada, "email": "ada" }),
            json!({ "user_id": ada, "send_mail": true, "email": "ada@example.com\r\nBcc: eve@example.com" }),
            json!({ "user_id": ada, "send_mail": true, "email": "ada@example.com,eve@example.com" }),
            json!({ "user_id": ada, "email_locale": "../en" }),
            json!({ "user_id": ada, "send_email": true }),
        ] {
            let refused = app.api("POST", PATH, bad.clone()).await;
            assert_eq!((refused.status, refused.text("errorCode").as_str()), (400, "invalid_body"), "{bad}");
        }
        app.settings(|settings| settings.otp_enabled = false).await;
        let refused = app.api("POST", PATH, json!({ "user_id": ada, "factor": "otp" })).await;
        refused.declined(400, "invalid_body", "Authenticator apps are switched off: the link would lead nowhere.");
        let token = app.management_token("create:guardian_enrollments").await;
        assert_eq!(app.api_as(&token, "POST", PATH, json!({ "user_id": ada })).await.status, 403);
        assert!(app.mail_fates().await.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_enrolled_may_add_one_if_they_are_let() {
    on_both(async |app: &TestApp| {
        let ada = app.enrolled_user().await;
        let once = made(app, json!({ "user_id": ada.id })).await;
        assert_eq!(Browser::new(app).open(&path_of(&once)).await.title(), "Nothing to do");
        let more = made(app, json!({ "user_id": ada.id, "allow_multiple_enrollments": true, "factor": "phone" })).await;
        let mut browser = Browser::new(app);
        let page = browser.open(&path_of(&more)).await;
        page.is("mfa-phone-challenge");
    })
    .await;
}
