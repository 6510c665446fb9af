//! Factors under Guardian's older names: enrollments, all authenticators, remembered browsers, recovery codes.

use serde_json::{Value, json};

use crate::harness::{Browser, Enrolled, RelyingParty, SMS, TestApp, on_both};

fn of(user: &str, rest: &str) -> String {
    format!("/users/{}/{rest}", user.replace('|', "%7C"))
}

async fn enrollments(app: &TestApp, user: &str) -> Vec<Value> {
    let answer = app.api("GET", &of(user, "enrollments"), Value::Null).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.body.as_array().unwrap().clone()
}

async fn with_app(app: &TestApp, user: &Enrolled) {
    let body = json!({ "type": "totp", "totp_secret": "JBSWY3DPEHPK3PXP" });
    assert_eq!(app.api("POST", &of(&user.id, "authentication-methods"), body).await.status, 201);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_enrollment_is_listed_shown_and_deleted() {
    on_both(async |app: &TestApp| {
        let ada = app.enrolled_user().await;
        let now = app.app.clock.now().to_string();
        let found = enrollments(app, &ada.id).await;
        let id = found[0]["id"].as_str().unwrap().to_owned();
        let expected = json!({
            "id": id, "status": "confirmed", "phone_number": "XXXXXXXX0123", "auth_method": "sms", "enrolled_at": now, "last_auth": now,
        });
        assert_eq!(found, std::slice::from_ref(&expected), "the recovery code is none");
        let url = format!("/guardian/enrollments/{id}");
        assert_eq!(app.api("GET", &url, Value::Null).await.body, expected);
        with_app(app, &ada).await;
        assert_eq!(enrollments(app, &ada.id).await[1]["auth_method"], "authenticator");
        let methods = app.api("GET", &of(&ada.id, "authentication-methods"), Value::Null).await;
        let recovery = methods.body.as_array().unwrap().iter().find(|one| one["type"] == "recovery-code").unwrap()["id"].as_str().unwrap();
        for id in [recovery.replace("recovery-code|", ""), "dev_0123456789abcdef".to_owned(), format!("sms%7C{id}"), "a%2Fb".to_owned()] {
            for method in ["GET", "DELETE"] {
                let refused = app.api(method, &format!("/guardian/enrollments/{id}"), Value::Null).await;
                refused.declined(404, "enrollment_not_found", "Enrollment not found");
            }
        }
        assert_eq!(app.api("DELETE", &url, Value::Null).await.status, 204);
        app.api("DELETE", &url, Value::Null).await.declined(404, "enrollment_not_found", "Enrollment not found");
        assert_eq!((enrollments(app, &ada.id).await.len(), app.count("gd_unenroll").await), (1, 1));
        app.api("GET", &of("auth0|nobody", "enrollments"), Value::Null).await.declined(404, "inexistent_user", "The user does not exist.");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_waits_for_its_code_is_pending() {
    on_both(async |app: &TestApp| {
        let ada = app.sign_up("ada@example.com").await;
        assert!(enrollments(app, &ada).await.is_empty());
        app.associate(&app.mfa_token("ada@example.com").await, SMS, "+12025550123").await;
        let found = enrollments(app, &ada).await;
        assert_eq!((found.len(), &found[0]["status"], found[0].get("enrolled_at")), (1, &json!("pending"), None));
        let url = format!("/guardian/enrollments/{}", found[0]["id"].as_str().unwrap());
        assert_eq!(app.api("DELETE", &url, Value::Null).await.status, 204);
        assert_eq!(app.mails_to("ada@example.com").await.len(), 0, "it was no factor yet");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn all_go_at_once_by_either_scope() {
    on_both(async |app: &TestApp| {
        for (scope, email, phone) in [
            ("delete:guardian_enrollments", "ada@example.com", "+12025550123"),
            ("remove:authenticators", "bob@example.com", "+12025550124"),
        ] {
            let user = app.enrolled(email, phone).await;
            with_app(app, &user).await;
            let url = of(&user.id, "authenticators");
            let token = app.management_token("update:users read:users").await;
            assert_eq!(app.api_as(&token, "DELETE", &url, Value::Null).await.status, 403);
            let token = app.management_token(scope).await;
            assert_eq!(app.api_as(&token, "DELETE", &url, Value::Null).await.status, 204);
            assert_eq!(app.api("GET", &of(&user.id, "authentication-methods"), Value::Null).await.body, json!([]));
            app.eventually("three mails have come", async || app.mails_to(email).await.len() == 3).await;
        }
        assert_eq!(app.count("gd_unenroll").await, 4);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_providers_factors_go_and_others_stay() {
    on_both(async |app: &TestApp| {
        let ada = app.enrolled_user().await;
        with_app(app, &ada).await;
        assert_eq!(app.api("DELETE", &of(&ada.id, "multifactor/duo"), Value::Null).await.status, 204);
        assert_eq!(enrollments(app, &ada.id).await.len(), 2);
        for _ in 0..2 {
            assert_eq!(app.api("DELETE", &of(&ada.id, "multifactor/google-authenticator"), Value::Null).await.status, 204);
        }
        let left = enrollments(app, &ada.id).await;
        assert_eq!((left.len(), &left[0]["auth_method"], app.count("gd_unenroll").await), (1, &json!("sms"), 1));
        let refused = app.api("DELETE", &of(&ada.id, "multifactor/yubikey"), Value::Null).await;
        refused.declined(404, "", "The provider is unknown: name duo or google-authenticator.");
        let refused = app.api("DELETE", &of("auth0|nobody", "multifactor/duo"), Value::Null).await;
        refused.declined(404, "inexistent_user", "The user does not exist.");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn remembered_browsers_are_forgotten() {
    on_both(async |app: &TestApp| {
        let (party, ada) = (RelyingParty::new(app).await, app.enrolled_user().await);
        let clear = json!({ "connection": "Username-Password-Authentication", "assessors": ["new-device"] });
        for (rest, body) in [("multifactor/actions/invalidate-remember-browser", Value::Null), ("risk-assessments/clear", clear.clone())] {
            let mut browser = Browser::new(app);
            browser.logs_in(&party, &ada, &[("remember_browser", "true")]).await.code();
            browser.cookies.remove("__Host-ringfence_session");
            browser.types_password(&party.asks(&[]), &ada.email).await.code();
            assert_eq!(app.api("POST", &of(&ada.id, rest), body.clone()).await.status, 204);
            browser.cookies.remove("__Host-ringfence_session");
            browser.types_password(&party.asks(&[]), &ada.email).await.is("mfa-phone-challenge");
            let refused = app.api("POST", &of("auth0|nobody", rest), body).await;
            refused.declined(404, "inexistent_user", "The user does not exist.");
            app.advance(crate::harness::hours(1));
        }
        for bad in [json!({ "connection": "other", "assessors": ["new-device"] }), json!({ "connection": "x", "assessors": [] }), json!({})]
        {
            assert_eq!(app.api("POST", &of(&ada.id, "risk-assessments/clear"), bad).await.status, 400);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recovery_code_is_made_anew() {
    on_both(async |app: &TestApp| {
        let ada = app.enrolled_user().await;
        let url = of(&ada.id, "recovery-code-regeneration");
        let made = app.api("POST", &url, Value::Null).await;
        let code = made.text("recovery_code");
        assert_eq!((made.status, code.len()), (200, 24));
        assert!(code.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit()), "{code}");
        let mfa_token = app.mfa_token(&ada.email).await;
        assert_eq!(app.recover(&mfa_token, &ada.recovery_code).await.status, 403, "the earlier one is void");
        app.eventually("it is told", async || app.mails_to(&ada.email).await.len() == 1).await;
        assert_eq!(app.mails_to(&ada.email).await[0].mail.subject(), "Your recovery code was replaced");
        assert!(!format!("{:?}", app.log().await).contains(&code));
        assert_eq!(app.recover(&mfa_token, &code).await.status, 200);
        // At once from several hands: one code is good in the end.
        let token = app.management_token("").await;
        let call = || crate::harness::Call::post(format!("/api/v2{url}")).bearer(&token);
        let answers = app.race((0..4).map(|_| call())).await;
        assert!(answers.iter().all(|answer| answer.status == 200));
        let methods = app.api("GET", &of(&ada.id, "authentication-methods"), Value::Null).await;
        assert_eq!(methods.body.as_array().unwrap().iter().filter(|one| one["type"] == "recovery-code").count(), 1);
        app.settings(|settings| settings.recovery_code_enabled = false).await;
        let words = "Recovery codes are switched off: switch the factor \"recovery-code\" on first.";
        app.api("POST", &url, Value::Null).await.declined(403, "operation_not_supported", words);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recovery_code_alone_is_never_a_way_in() {
    on_both(async |app: &TestApp| {
        let bob = app.sign_up("bob@example.com").await;
        let refused = app.api("POST", &of(&bob, "recovery-code-regeneration"), Value::Null).await;
        refused.declined(404, "enrollment_not_found", "Enrollment not found");
        app.associate(&app.mfa_token("bob@example.com").await, SMS, "+12025550124").await;
        let refused = app.api("POST", &of(&bob, "recovery-code-regeneration"), Value::Null).await;
        refused.declined(404, "enrollment_not_found", "Enrollment not found");
        // What was made for a factor goes with it.
        let ada = app.enrolled_user().await;
        let code = app.api("POST", &of(&ada.id, "recovery-code-regeneration"), Value::Null).await.text("recovery_code");
        let id = enrollments(app, &ada.id).await[0]["id"].as_str().unwrap().to_owned();
        assert_eq!(app.api("DELETE", &format!("/guardian/enrollments/{id}"), Value::Null).await.status, 204);
        assert_eq!(app.recover(&app.mfa_token(&ada.email).await, &code).await.status, 403);
        let nobody = app.api("POST", &of("auth0|nobody", "recovery-code-regeneration"), Value::Null).await;
        nobody.declined(404, "inexistent_user", "The user does not exist.");
    })
    .await;
}
