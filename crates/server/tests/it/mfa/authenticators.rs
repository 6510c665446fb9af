//! `GET /mfa/authenticators` and `DELETE /mfa/authenticators/{id}`.

use serde_json::{Value, json};

use crate::harness::{Answer, Call, ISSUER, PASSWORD, SMS, TestApp, mins, on_both};

const ALL: &str = "enroll read:authenticators remove:authenticators";
const INVALID: &str = "The mfa_token provided is invalid. Try getting a new token.";

async fn list(app: &TestApp, bearer: &str) -> Answer {
    app.send(Call::get("/mfa/authenticators").bearer(bearer)).await
}

async fn remove(app: &TestApp, bearer: &str, id: &str) -> Answer {
    app.send(Call::delete(format!("/mfa/authenticators/{id}")).bearer(bearer)).await
}

fn ids(listed: &Answer) -> Vec<String> {
    listed.body.as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_stands_there_once_for_each_channel() {
    on_both(async |app: &TestApp| {
        let ada = app.enrolled_user().await;
        let mfa_token = app.mfa_token(&ada.email).await;
        let listed = list(app, &mfa_token).await;
        assert_eq!(listed.status, 200);
        let mut entries = listed.body.as_array().unwrap().clone();
        entries.sort_by_key(|entry| entry["id"].as_str().unwrap().to_owned());
        let [recovery, sms, voice] = entries.as_slice() else { panic!("{}", listed.body) };
        let suffix = sms["id"].as_str().unwrap().strip_prefix("sms|").unwrap();
        assert!(suffix.starts_with("dev_") && suffix.len() == 20, "{suffix}");
        let phone = |channel: &str| {
            json!({
                "id": format!("{channel}|{suffix}"),
                "authenticator_type": "oob",
                "active": true,
                "oob_channel": channel,
                "name": "XXXXXXXX0123",
                "type": "phone",
            })
        };
        assert_eq!((sms, voice), (&phone("sms"), &phone("voice")));
        let expected = json!({ "id": recovery["id"], "authenticator_type": "recovery-code", "active": true, "type": "recovery-code" });
        assert_eq!(recovery, &expected);
        assert!(recovery["id"].as_str().unwrap().starts_with("recovery-code|dev_"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unconfirmed_phone_is_not_active() {
    on_both(async |app: &TestApp| {
        app.sign_up("ada@example.com").await;
        let mfa_token = app.mfa_token("ada@example.com").await;
        assert_eq!(list(app, &mfa_token).await.body, json!([]));
        app.associate(&mfa_token, SMS, "+12025550123").await;
        let listed = list(app, &mfa_token).await.body;
        let states: Vec<&Value> = listed.as_array().unwrap().iter().map(|one| &one["active"]).collect();
        assert_eq!(states, [false, false]);
        assert_eq!(app.challenge(&mfa_token).await.text("error"), "association_required");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn twins_go_as_one_and_take_the_recovery_code_along() {
    on_both(async |app: &TestApp| {
        for role in ["sms|", "voice|"] {
            let (email, phone) = if role == "sms|" { ("ada@example.com", "+12025550123") } else { ("bob@example.com", "+12025550124") };
            let user = app.enrolled(email, phone).await;
            let token = app.mfa_access_token(&user, ALL).await;
            let id = ids(&list(app, &token).await).into_iter().find(|id| id.starts_with(role)).unwrap();
            let removed = remove(app, &token, &id.replace('|', "%7C")).await;
            assert_eq!((removed.status, removed.body), (204, Value::Null));
            assert_eq!(list(app, &token).await.body, json!([]));
            remove(app, &token, &id.replace('|', "%7C")).await.refused(404, "not_found", "Authenticator not found.");
            assert_eq!(app.password(email).await.body["mfa_requirements"], json!({ "enroll": [{ "type": "phone" }, { "type": "otp" }] }));
        }
        assert_eq!(app.count("gd_unenroll").await, 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_phones_the_other_one_and_the_recovery_code_stay() {
    on_both(async |app: &TestApp| {
        let ada = app.enrolled_user().await;
        let token = app.mfa_access_token(&ada, ALL).await;
        let first = ids(&list(app, &token).await).into_iter().find(|id| id.starts_with("sms|")).unwrap();
        let oob_code = app.associate(&token, SMS, "+12025550124").await.text("oob_code");
        assert_eq!(app.verify(&token, &oob_code, &app.last_code_to("+12025550124").await).await.status, 200);
        assert_eq!(list(app, &token).await.body.as_array().unwrap().len(), 5);
        assert_eq!(remove(app, &token, &first.replace('|', "%7C")).await.status, 204);
        let left = list(app, &token).await.body;
        let names: Vec<&Value> = left.as_array().unwrap().iter().map(|one| &one["name"]).collect();
        assert_eq!(names.iter().filter(|name| ***name == "XXXXXXXX0124").count(), 2);
        assert_eq!(names.len(), 3);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_sent_before_its_phone_was_removed_is_worth_nothing() {
    on_both(async |app: &TestApp| {
        let ada = app.enrolled_user().await;
        let token = app.mfa_access_token(&ada, ALL).await;
        let mfa_token = app.mfa_token(&ada.email).await;
        let oob_code = app.challenge(&mfa_token).await.text("oob_code");
        let id = ids(&list(app, &token).await).into_iter().find(|id| id.starts_with("sms|")).unwrap();
        assert_eq!(remove(app, &token, &id.replace('|', "%7C")).await.status, 204);
        let late = app.verify(&mfa_token, &oob_code, &app.last_code_to(&ada.phone).await).await;
        // The password that it was asked with is older than the removal.
        late.refused(403, "invalid_grant", "Malformed mfa_token");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_call_wants_its_scope() {
    on_both(async |app: &TestApp| {
        let ada = app.enrolled_user().await;
        let only_enroll = app.mfa_access_token(&ada, "enroll").await;
        let words = |scope: &str| format!("Insufficient scope, expected any of: {scope}");
        list(app, &only_enroll).await.refused(403, "insufficient_scope", &words("read:authenticators"));
        let removed = remove(app, &only_enroll, "sms%7Cdev_0123456789abcdef").await;
        removed.refused(403, "insufficient_scope", &words("remove:authenticators"));
        let only_read = app.mfa_access_token(&ada, "read:authenticators").await;
        assert_eq!(list(app, &only_read).await.status, 200);
        app.associate(&only_read, SMS, "+12025550124").await.refused(403, "insufficient_scope", &words("enroll"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_mfa_token_removes_nothing() {
    on_both(async |app: &TestApp| {
        let ada = app.enrolled_user().await;
        let mfa_token = app.mfa_token(&ada.email).await;
        let id = ids(&list(app, &mfa_token).await).remove(0);
        remove(app, &mfa_token, &id.replace('|', "%7C")).await.refused(401, "invalid_grant", INVALID);
        assert_eq!(list(app, &mfa_token).await.body.as_array().unwrap().len(), 3);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_mfa_audience_asks_nothing_of_whoever_has_no_factor() {
    on_both(async |app: &TestApp| {
        app.sign_up("ada@example.com").await;
        let login = json!({
            "grant_type": "password", "username": "ada@example.com", "password": PASSWORD,
            "audience": format!("{ISSUER}mfa/"), "scope": "openid enroll read:authenticators delete:everything",
        });
        let answer = app.token(login).await;
        assert_eq!((&answer.body["expires_in"], &answer.body["scope"]), (&json!(600), &json!("openid enroll read:authenticators")));
        // A token to enroll with is no sign-in.
        answer.has_fields(&["access_token", "expires_in", "scope", "token_type"]);
        let token = answer.text("access_token");
        assert_eq!(list(app, &token).await.body, json!([]));
        let oob_code = app.associate(&token, SMS, "+12025550123").await.text("oob_code");
        assert_eq!(app.verify(&token, &oob_code, &app.last_code_to("+12025550123").await).await.status, 200);
        app.advance(mins(10));
        list(app, &token).await.refused(401, "expired_token", "mfa_token is expired");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_from_before_the_first_phone_changes_nothing_in_another_hand() {
    on_both(async |app: &TestApp| {
        app.sign_up("ada@example.com").await;
        let login = || {
            app.token(json!({
                "grant_type": "password", "username": "ada@example.com", "password": PASSWORD,
                "audience": format!("{ISSUER}mfa/"), "scope": "enroll read:authenticators remove:authenticators",
            }))
        };
        let (hers, theirs) = (login().await.text("access_token"), login().await.text("access_token"));
        let oob_code = app.associate(&hers, SMS, "+12025550123").await.text("oob_code");
        assert_eq!(app.verify(&hers, &oob_code, &app.last_code_to("+12025550123").await).await.status, 200);

        app.associate(&theirs, SMS, "+12025550124").await.refused(400, "access_denied", "User is already enrolled.");
        let id = ids(&list(app, &hers).await).into_iter().find(|id| id.starts_with("sms")).unwrap().replace('|', "%7C");
        remove(app, &theirs, &id).await.refused(401, "invalid_grant", INVALID);
        assert_eq!(remove(app, &hers, &id).await.status, 204);
    })
    .await;
}
