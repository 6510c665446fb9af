//! What somebody signs in with is changed by another hand: they are told, where they were and where they are now.

use ringfence_core::mail::Mail;
use serde_json::{Value, json};

use crate::harness::{Browser, ISSUER, TestApp, on_both, on_both_with, secs};
use crate::management::jobs::imported;

fn path(user: &str) -> String {
    format!("/users/{}", user.replace('|', "%7C"))
}

/// What came to an address, once there are so many.
async fn mails(app: &TestApp, to: &str, count: usize) -> Vec<Mail> {
    app.eventually("the mails are there", async || app.mails_to(to).await.len() >= count).await;
    let found: Vec<Mail> = app.mails_to(to).await.into_iter().map(|found| found.mail).collect();
    assert_eq!(found.len(), count, "{:?}", found.iter().map(Mail::subject).collect::<Vec<_>>());
    found
}

async fn subjects(app: &TestApp, to: &str, count: usize) -> Vec<String> {
    let mut subjects: Vec<String> = mails(app, to, count).await.iter().map(|mail| mail.subject().to_owned()).collect();
    subjects.sort();
    subjects
}

const PASSWORD_CHANGED: &str = "The password of your account was changed";
const EMAIL_CHANGED: &str = "The email address of your account was changed";
const EMAIL_SET: &str = "This address now belongs to an account";
const USERNAME_CHANGED: &str = "The username of your account was changed";

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_changes_password_address_and_user_name() {
    on_both(async |app: &TestApp| {
        let ada = app.sign_up("ada@example.com").await;
        let patch = async |body: Value| assert_eq!(app.api("PATCH", &path(&ada), body.clone()).await.status, 200, "{body}");
        patch(json!({ "password": "another horse, another staple" })).await;
        let told = mails(app, "ada@example.com", 1).await;
        assert_eq!((told[0].subject(), told[0].locale()), (PASSWORD_CHANGED, "en"));
        assert!(told[0].text().contains("November 24, 2025") && told[0].text().contains("Demo"), "{}", told[0].text());
        patch(json!({ "username": "ada" })).await;
        assert_eq!(subjects(app, "ada@example.com", 2).await, [PASSWORD_CHANGED, USERNAME_CHANGED]);
        patch(json!({ "email": "ada@new.example" })).await;
        assert_eq!(subjects(app, "ada@example.com", 3).await, [EMAIL_CHANGED, PASSWORD_CHANGED, USERNAME_CHANGED]);
        assert_eq!(subjects(app, "ada@new.example", 1).await, [EMAIL_SET]);
        let old = mails(app, "ada@example.com", 3).await.pop().unwrap();
        assert!(!old.text().contains("new.example"), "the old mailbox does not learn the new one: {}", old.text());
        // All at once: both addresses get a mail about each.
        patch(json!({ "email": "ada@third.example", "password": "a third horse, a third staple", "username": "lovelace" })).await;
        assert_eq!(
            subjects(app, "ada@new.example", 4).await,
            [EMAIL_CHANGED, PASSWORD_CHANGED, USERNAME_CHANGED, EMAIL_SET].map(str::to_owned)
        );
        assert_eq!(subjects(app, "ada@third.example", 3).await, [PASSWORD_CHANGED, USERNAME_CHANGED, EMAIL_SET].map(str::to_owned));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_signs_in_with_is_no_news() {
    on_both(async |app: &TestApp| {
        let ada = app.sign_up("ada@example.com").await;
        for body in [
            json!({ "name": "Ada", "nickname": "ada", "user_metadata": { "a": 1 }, "app_metadata": { "b": 2 } }),
            json!({ "email": "ADA@example.com" }),
            json!({ "email_verified": true }),
            json!({ "blocked": true }),
        ] {
            assert_eq!(app.api("PATCH", &path(&ada), body.clone()).await.status, 200, "{body}");
        }
        let new = json!({ "connection": "Username-Password-Authentication", "email": "bob@example.com", "password": "a horse, a staple" });
        assert_eq!(app.api("POST", "/users", new).await.status, 201);
        assert!(app.mail_fates().await.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_set_by_a_link_is_told_in_the_readers_language() {
    on_both(async |app: &TestApp| {
        let ada = app.sign_up("ada@example.com").await;
        let made = app.api("POST", "/tickets/password-change", json!({ "user_id": ada })).await.text("ticket");
        let link = format!("/{}", made.strip_prefix(ISSUER).unwrap().trim_end_matches('#'));
        let mut browser = Browser::new(app).header("accept-language", "de");
        let page = browser.open(&link).await;
        assert!(app.mail_fates().await.is_empty(), "a look is no change");
        let new = "another horse, another staple";
        let done = browser.submit(&page, &[("password", new), ("password_again", new)]).await;
        assert_eq!(done.status, 200, "{}", done.html);
        let told = mails(app, "ada@example.com", 1).await;
        assert_eq!((told[0].subject(), told[0].locale()), ("Das Passwort Ihres Kontos wurde geändert", "de"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_tells_those_it_changes_and_nobody_it_creates() {
    on_both(async |app: &TestApp| {
        let user =
            |id: usize| json!({ "user_id": format!("u{id}"), "email": format!("u{id}@example.com"), "username": format!("user-{id}") });
        let many: Vec<Value> = (0..1_200).map(user).collect();
        let job = imported(app, &json!(many).to_string(), &[]).await;
        assert_eq!(job["summary"]["inserted"], 1_200, "{job}");
        assert!(app.mail_fates().await.is_empty());
        let changed = json!([
            { "user_id": "u1", "email": "u1@new.example", "username": "user-1" },
            { "user_id": "u2", "email": "u2@example.com", "username": "other-2" },
            { "user_id": "u3", "email": "u3@example.com", "username": "user-3", "name": "Three" },
        ]);
        let job = imported(app, &changed.to_string(), &[("upsert", "true")]).await;
        assert_eq!(job["summary"]["updated"], 3, "{job}");
        assert_eq!(subjects(app, "u1@example.com", 1).await, [EMAIL_CHANGED]);
        assert_eq!(subjects(app, "u1@new.example", 1).await, [EMAIL_SET]);
        assert_eq!(subjects(app, "u2@example.com", 1).await, [USERNAME_CHANGED]);
        app.eventually("all have gone", async || app.mail_fates().await.iter().all(|fate| fate.0 == "sent")).await;
        assert_eq!(app.mail_fates().await.len(), 3);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_that_can_tell_no_more_changes_no_more_and_says_whom() {
    on_both_with(
        |settings| settings.limits.mails_per_tenant = 2,
        async |app: &TestApp| {
            let user =
                |id: usize, name: &str| json!({ "user_id": format!("u{id}"), "email": format!("u{id}@example.com"), "username": name });
            imported(app, &json!([user(1, "one"), user(2, "two"), user(3, "three")]).to_string(), &[]).await;
            app.advance(secs(1));
            let new = json!([user(1, "uno"), user(2, "due"), user(3, "tre")]);
            let job = imported(app, &new.to_string(), &[("upsert", "true")]).await;
            assert_eq!(job["summary"], json!({ "failed": 1, "updated": 2, "inserted": 0, "total": 3 }));
            let errors = app.api("GET", &format!("/jobs/{}/errors", job["id"].as_str().unwrap()), Value::Null).await;
            assert_eq!(errors.body[0]["errors"][0]["code"], "TOO_MANY_MAILS", "{}", errors.body);
            assert_eq!(app.api("GET", "/users/auth0%7Cu3", Value::Null).await.body["username"], "three");
            mails(app, "u2@example.com", 1).await;
        },
    )
    .await;
}
