//! `POST /mfa/challenge`: a code goes out to an enrolled phone.

use serde_json::{Value, json};

use crate::harness::{Call, SMS, TestApp, VOICE, on_both};

/// The wire ids of everything the user has, as `sms|dev_…`.
async fn ids(app: &TestApp, bearer: &str) -> Vec<String> {
    let listed = app.send(Call::get("/mfa/authenticators").bearer(bearer)).await.body;
    listed.as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect()
}

fn id_of(ids: &[String], role: &str) -> Value {
    json!(ids.iter().find(|id| id.starts_with(role)).unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_by_text_message() {
    on_both(async |app: &TestApp| {
        let ada = app.enrolled_user().await;
        let mfa_token = app.mfa_token(&ada.email).await;
        let answer = app.challenge(&mfa_token).await;
        answer.has_fields(&["binding_method", "challenge_type", "oob_code"]);
        assert_eq!((answer.text("challenge_type").as_str(), answer.text("binding_method").as_str()), ("oob", "prompt"));
        let message = app.last_message_to(&ada.phone).await.message;
        assert_eq!((message.channel, message.text), (SMS, format!("{} is your verification code for Demo", message.code)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_id_or_the_channel_chooses() {
    on_both(async |app: &TestApp| {
        let ada = app.enrolled_user().await;
        let mfa_token = app.mfa_token(&ada.email).await;
        let ids = ids(app, &mfa_token).await;
        for (field, value, channel) in [
            ("authenticator_id", id_of(&ids, "voice"), VOICE),
            ("authenticator_id", id_of(&ids, "sms"), SMS),
            ("oob_channel", json!("voice"), VOICE),
            ("oob_channel", json!(null), SMS),
        ] {
            let mut body = json!({ "mfa_token": mfa_token });
            body[field] = value;
            let answer = app.challenge_by(body).await;
            assert_eq!(answer.text("challenge_type"), "oob");
            let message = app.last_message_to(&ada.phone).await.message;
            assert_eq!(message.channel, channel);
            assert!(channel == SMS || message.text.contains(&message.code.split("").collect::<Vec<_>>().join(".")[1..12]));
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recovery_code_is_asked_for_without_a_message() {
    on_both(async |app: &TestApp| {
        let ada = app.enrolled_user().await;
        let mfa_token = app.mfa_token(&ada.email).await;
        let id = id_of(&ids(app, &mfa_token).await, "recovery-code");
        let answer = app.challenge_by(json!({ "mfa_token": mfa_token, "authenticator_id": id })).await;
        assert_eq!((answer.status, answer.body), (200, json!({ "challenge_type": "recovery-code" })));
        assert_eq!(app.messages_to(&ada.phone).await.len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_user_does_not_have_cannot_be_asked_for() {
    on_both(async |app: &TestApp| {
        app.sign_up("bob@example.com").await;
        let bob = app.mfa_token("bob@example.com").await;
        let words = "User does not have any authenticator enrolled. Enroll one first.";
        app.challenge(&bob).await.refused(403, "association_required", words);

        let ada = app.enrolled_user().await;
        let mfa_token = app.mfa_token(&ada.email).await;
        let unsupported = "User does not have a factor of the requested challenge type.";
        for (field, value) in [
            ("challenge_type", json!("otp")),
            ("challenge_type", json!("push-notification carrier-pigeon")),
            ("oob_channel", json!("carrier-pigeon")),
            ("oob_channel", json!("email")),
        ] {
            let mut body = json!({ "mfa_token": mfa_token });
            body[field] = value;
            app.challenge_by(body).await.refused(401, "unsupported_challenge_type", unsupported);
        }
        app.settings(|settings| settings.phone.message_types = vec![SMS]).await;
        let voice = id_of(&ids(app, &mfa_token).await, "sms").as_str().unwrap().replace("sms|", "voice|");
        for body in
            [json!({ "mfa_token": mfa_token, "authenticator_id": voice }), json!({ "mfa_token": mfa_token, "oob_channel": "voice" })]
        {
            app.challenge_by(body).await.refused(401, "unsupported_challenge_type", unsupported);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn anothers_phone_is_no_authenticator_of_theirs() {
    on_both(async |app: &TestApp| {
        let ada = app.enrolled_user().await;
        let bob = app.enrolled("bob@example.com", "+12025550124").await;
        let hers = app.mfa_token(&ada.email).await;
        let his = app.mfa_token(&bob.email).await;
        let sms = id_of(&ids(app, &hers).await, "sms");
        for id in [sms, json!("sms|dev_0123456789abcdef"), json!("../../etc"), json!("")] {
            let answer = app.challenge_by(json!({ "mfa_token": his, "authenticator_id": id.clone() })).await;
            if id == json!("") {
                // Absent, as everywhere: any authenticator will do.
                assert_eq!(answer.status, 200);
            } else {
                answer.refused(404, "not_found", "Authenticator not found.");
            }
        }
        assert_eq!(app.messages_to(&ada.phone).await.len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_client_must_be_the_one_that_asked_for_the_password() {
    on_both(async |app: &TestApp| {
        let ada = app.enrolled_user().await;
        let mfa_token = app.mfa_token(&ada.email).await;
        let second = crate::harness::with_credentials(&app.tenancy.second, json!({ "mfa_token": mfa_token }));
        app.post("/mfa/challenge", second).await.refused(400, "invalid_request", "mfa_token not issued to this client");
        let without = json!({ "mfa_token": mfa_token, "client_id": app.tenancy.demo.id });
        app.post("/mfa/challenge", without).await.refused(401, "access_denied", "Unauthorized");
        app.challenge_by(json!({})).await.refused(400, "invalid_request", "Missing required parameter: mfa_token");
        assert_eq!(app.messages_to(&ada.phone).await.len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_phones_the_one_used_last_unless_asked_otherwise() {
    on_both(async |app: &TestApp| {
        const OTHER: &str = "+12025550124";
        let ada = app.enrolled_user().await;
        let token = app.mfa_access_token(&ada, "enroll").await;
        let associated = app.associate(&token, SMS, OTHER).await.text("oob_code");
        assert_eq!(app.verify(&token, &associated, &app.last_code_to(OTHER).await).await.status, 200);
        let mfa_token = app.mfa_token(&ada.email).await;
        let by_default = app.challenge(&mfa_token).await.text("oob_code");
        let others_code = app.last_code_to(OTHER).await;
        // The first phone was told of the second one.
        app.eventually("the notice is there", async || app.messages_to(&ada.phone).await.len() == 3).await;
        assert_eq!(app.messages_to(OTHER).await.len(), 2);

        let listed = app.send(Call::get("/mfa/authenticators").bearer(&mfa_token)).await.body;
        let of_ada = |one: &&Value| one["name"] == "XXXXXXXX0123" && one["oob_channel"] == "sms";
        let id = &listed.as_array().unwrap().iter().find(of_ada).unwrap()["id"];
        let chosen = app.challenge_by(json!({ "mfa_token": mfa_token, "authenticator_id": id })).await.text("oob_code");
        let code = app.last_code_to(&ada.phone).await;
        // The handle of one phone does not take the other's code.
        app.verify(&mfa_token, &chosen, &others_code).await.refused(403, "invalid_grant", "Invalid binding_code.");
        app.verify(&mfa_token, &by_default, &code).await.refused(403, "invalid_grant", "Invalid binding_code.");
        assert_eq!(app.verify(&mfa_token, &chosen, &code).await.status, 200);
    })
    .await;
}
