//! What stands in a message: its language, the tenant's templates, the domain-bound line.

use crate::harness::{Call, SMS, TestApp, on_both};

const PHONE: &str = "+12025550123";

/// A new code for Ada by a request with these headers; its text, with the code taken out.
async fn text(app: &TestApp, headers: &[(&str, &str)]) -> String {
    let mfa_token = app.mfa_token("ada@example.com").await;
    let body = crate::harness::with_credentials(&app.tenancy.demo, serde_json::json!({ "mfa_token": mfa_token }));
    let call = headers.iter().fold(Call::post("/mfa/challenge").json(&body), |call, (name, value)| call.header(name, *value));
    assert_eq!(app.send(call).await.status, 200);
    let message = app.last_message_to(PHONE).await.message;
    message.text.replace(&message.code, "CODE")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_language_is_the_requests_then_the_browsers_then_the_tenants() {
    on_both(async |app: &TestApp| {
        app.settings(|settings| settings.phone.verification_message = Some("{{locale}} {{requestInfo.lang}} {{code}}".to_owned())).await;
        app.enrolled_user().await;
        let accepted = ("accept-language", "nl, fr-CA;q=0.8, en;q=0.5");
        assert_eq!(text(app, &[]).await, "en  CODE");
        assert_eq!(text(app, &[accepted]).await, format!("fr {} CODE", accepted.1));
        assert_eq!(text(app, &[("x-request-language", "de"), accepted]).await, format!("de {} CODE", accepted.1));
        assert_eq!(text(app, &[("x-request-language", "pt")]).await, "pt-BR  CODE");
        assert_eq!(text(app, &[("x-request-language", "ja"), ("accept-language", "ko")]).await, "en ko CODE");
        assert_eq!(text(app, &[("x-request-language", "../../x")]).await, "en  CODE");
        assert_eq!(app.last_message_to(PHONE).await.message.locale, "en");
        app.settings(|settings| settings.enabled_locales.reverse()).await;
        assert_eq!(text(app, &[]).await, "pt-BR  CODE");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_enrollments_language_is_asked_for_likewise() {
    on_both(async |app: &TestApp| {
        app.settings(|settings| settings.phone.enrollment_message = Some("{% if locale == 'fr' %}Voici {% endif %}{{code}}".to_owned()))
            .await;
        app.sign_up("ada@example.com").await;
        let mfa_token = app.mfa_token("ada@example.com").await;
        let body = serde_json::json!({ "authenticator_types": ["oob"], "oob_channels": ["sms"], "phone_number": PHONE });
        let call = Call::post("/mfa/associate").bearer(&mfa_token).header("x-request-language", "fr").json(&body);
        assert_eq!(app.send(call).await.status, 200);
        let message = app.last_message_to(PHONE).await.message;
        assert_eq!(message.text, format!("Voici {}", message.code));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tenants_templates_are_its_own() {
    on_both(async |app: &TestApp| {
        app.settings(|settings| {
            settings.friendly_name = "Ada & Co".to_owned();
            settings.phone.enrollment_message = Some("Join {{tenant.friendlyName}}: {{code}}".to_owned());
            settings.phone.verification_message = Some("{{code}} at {{tenant.friendly_name}} ({{custom_domain.domain}})".to_owned());
        })
        .await;
        let ada = app.enrolled_user().await;
        let message = app.last_message_to(&ada.phone).await.message;
        assert_eq!(message.text, format!("Join Ada & Co: {}", message.code));
        assert_eq!(text(app, &[]).await, "CODE at Ada & Co (demo.example.test)");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_saved_template_that_does_not_render_sends_nothing() {
    on_both(async |app: &TestApp| {
        app.enrolled_user().await;
        app.settings(|settings| {
            settings.phone.verification_message = Some("{% for i in (1..1000000000) %}x{% endfor %}{{code}}".to_owned())
        })
        .await;
        let mfa_token = app.mfa_token("ada@example.com").await;
        let answer = app.challenge(&mfa_token).await;
        answer.refused(503, "temporarily_unavailable", "The message could not be composed.");
        assert_eq!(app.messages_to(PHONE).await.len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_line_binds_the_code_to_the_domain() {
    on_both(async |app: &TestApp| {
        app.settings(|settings| settings.phone.domain_bound_codes = true).await;
        app.enrolled_user().await;
        assert_eq!(text(app, &[]).await, "CODE is your verification code for Demo\n\n@demo.example.test #CODE");
        let mfa_token = app.mfa_token("ada@example.com").await;
        let call = app.challenge_by(serde_json::json!({ "mfa_token": mfa_token, "oob_channel": "voice" })).await;
        assert_eq!(call.status, 200);
        let message = app.last_message_to(PHONE).await.message;
        assert!(message.channel != SMS && !message.text.contains('#'), "{}", message.readable_text());
    })
    .await;
}
