//! Two hundred at once: what must happen once happens once, what may happen ten times happens ten times.

use serde_json::{Value, json};

use crate::harness::{Answer, Call, PASSWORD, SMS, TestApp, answer, hours, on_both, with_credentials};

fn with_status(answers: &[Answer], status: u16) -> usize {
    answers.iter().filter(|answer| answer.status == status).count()
}

fn token_call(app: &TestApp, body: Value) -> Call {
    Call::post("/oauth/token").json(&with_credentials(&app.tenancy.demo, body))
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_hundred_right_codes_one_signs_in() {
    on_both(async |app: &TestApp| {
        let ada = app.enrolled_user().await;
        let mfa_token = app.mfa_token(&ada.email).await;
        let oob_code = app.challenge(&mfa_token).await.text("oob_code");
        let code = app.last_code_to(&ada.phone).await;
        let answers = app.race((0..200).map(|_| token_call(app, answer(&mfa_token, &oob_code, &code)))).await;
        // A code that was right once is wrong from then on, and ten wrong ones are enough.
        let counts = [200, 403, 429].map(|status| with_status(&answers, status));
        assert_eq!(counts, [1, 10, 189]);
        // The enrollment's, and this one.
        assert_eq!((app.count("gd_auth_succeed").await, app.count("seoobft").await), (2, 2));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_hundred_sends_ten_go_out() {
    on_both(async |app: &TestApp| {
        let ada = app.enrolled_user().await;
        app.advance(hours(1));
        let mfa_token = app.mfa_token(&ada.email).await;
        let body = with_credentials(&app.tenancy.demo, json!({ "mfa_token": mfa_token }));
        let answers = app.race((0..200).map(|_| Call::post("/mfa/challenge").json(&body))).await;
        assert_eq!((with_status(&answers, 200), with_status(&answers, 429)), (10, 190));
        assert_eq!(app.messages_to(&ada.phone).await.len(), 11);
        assert_eq!((app.count("gd_start_auth").await, app.count("gd_send_sms").await, app.count("limit_phone").await), (10, 11, 190));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_racing_enrollments_one_phone_is_bound() {
    on_both(async |app: &TestApp| {
        app.sign_up("ada@example.com").await;
        let mfa_token = app.mfa_token("ada@example.com").await;
        let mut calls = Vec::new();
        for last in 1..=8 {
            let phone = format!("+1202555012{last}");
            let oob_code = app.associate(&mfa_token, SMS, &phone).await.text("oob_code");
            calls.push(token_call(app, answer(&mfa_token, &oob_code, &app.last_code_to(&phone).await)));
        }
        let answers = app.race(calls).await;
        assert_eq!(with_status(&answers, 200), 1);
        assert_eq!(app.count("gd_enrollment_complete").await, 1);
        let again = app.mfa_token("ada@example.com").await;
        let listed = app.send(Call::get("/mfa/authenticators").bearer(&again)).await.body;
        assert_eq!(listed.as_array().unwrap().len(), 3, "{listed}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_racing_enrollments_by_two_logins_one_phone_is_bound() {
    on_both(async |app: &TestApp| {
        app.sign_up("ada@example.com").await;
        let mut calls = Vec::new();
        for last in 1..=6 {
            let mfa_token = app.mfa_token("ada@example.com").await;
            let phone = format!("+1202555012{last}");
            let oob_code = app.associate(&mfa_token, SMS, &phone).await.text("oob_code");
            calls.push(token_call(app, answer(&mfa_token, &oob_code, &app.last_code_to(&phone).await)));
        }
        let answers = app.race(calls).await;
        assert_eq!(with_status(&answers, 200), 1);
        assert_eq!(app.count("gd_enrollment_complete").await, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_racing_signups_one_gets_the_name() {
    on_both(async |app: &TestApp| {
        let connection = "Username-Password-Authentication";
        let body = json!({ "client_id": app.tenancy.demo.id, "email": "ada@example.com", "password": PASSWORD, "connection": connection });
        let answers = app.race((0..10).map(|_| Call::post("/dbconnections/signup").json(&body))).await;
        assert_eq!((with_status(&answers, 200), with_status(&answers, 400)), (1, 9));
        assert_eq!((app.count("ss").await, app.count("fs").await), (1, 9));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_racing_removals_one_removes() {
    on_both(async |app: &TestApp| {
        let ada = app.enrolled_user().await;
        let token = app.mfa_access_token(&ada, "read:authenticators remove:authenticators").await;
        let listed = app.send(Call::get("/mfa/authenticators").bearer(&token)).await.body;
        let ids = listed.as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().replace('|', "%7C"));
        let phone: Vec<String> = ids.filter(|id| !id.starts_with("recovery")).collect();
        let calls = (0..20).map(|turn| Call::delete(format!("/mfa/authenticators/{}", phone[turn % 2])).bearer(&token));
        let answers = app.race(calls).await;
        assert_eq!((with_status(&answers, 204), with_status(&answers, 404)), (1, 19));
        assert_eq!(app.count("gd_unenroll").await, 1);
    })
    .await;
}
