//! `/tickets`, and the pages behind the links.

use std::time::Duration;

use ringfence_core::id::UserId;
use serde_json::{Value, json};

use crate::harness::{Browser, Call, ISSUER, RelyingParty, TestApp, hours, on_both};

const NEW: &str = "four unrelated words";

/// The link's path, as a browser asks for it.
async fn link(app: &TestApp, kind: &str, body: Value) -> String {
    let made = app.api("POST", &format!("/tickets/{kind}"), body).await;
    assert_eq!(made.status, 201, "{}", made.body);
    let link = made.text("ticket");
    link.strip_prefix(ISSUER).and_then(|path| path.strip_suffix('#')).map(|path| format!("/{path}")).expect("a link of ours")
}

async fn verified(app: &TestApp, user: &str) -> bool {
    let (tenant, user) = (app.tenancy.id.clone(), UserId::new(user));
    let found = app.app.store.read(async move |tx: &mut ringfence_store::Tx<'_>| tx.user_find(&tenant, &user).await).await.unwrap();
    found.expect("is there").email_verified
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_sets_a_password_once_and_ends_what_went_before() {
    on_both(async |app: &TestApp| {
        let (party, ada) = (RelyingParty::new(app).await, app.enrolled_user().await);
        let mut old = Browser::new(app);
        old.logs_in(&party, &ada, &[]).await;
        let (link, other) = (
            link(app, "password-change", json!({ "user_id": ada.id, "mark_email_as_verified": true })).await,
            link(app, "password-change", json!({ "user_id": ada.id })).await,
        );
        assert!(link.starts_with("/u/reset-verify?ticket="), "{link}");
        for _ in 0..3 {
            assert_eq!(Browser::new(app).open(&link).await.title(), "Choose a new password");
        }
        let mut browser = Browser::new(app);
        let page = browser.open(&link).await;
        let short = browser.submit(&page, &[("password", "short"), ("password_again", "short")]).await;
        assert_eq!(short.status, 400);
        assert!(short.alert().contains("at least 8 characters"), "{}", short.alert());
        let different = browser.submit(&page, &[("password", NEW), ("password_again", "others")]).await;
        assert!(different.alert().contains("not the same"), "{}", different.alert());
        assert_eq!(app.count("scp").await, 0);
        let done = browser.submit(&page, &[("password", NEW), ("password_again", NEW)]).await;
        assert_eq!((done.status, done.title().as_str()), (200, "Password changed"));
        assert!(browser.session().is_none(), "a link in a mailbox signs nobody in");
        assert!(verified(app, &ada.id).await && app.count("scp").await == 1);
        for used in [&link, &other] {
            let again = browser.open(used).await;
            assert_eq!((again.status, again.title().as_str()), (410, "Link already used"));
        }
        assert_eq!(browser.submit(&page, &[("password", NEW), ("password_again", NEW)]).await.status, 410);
        assert_eq!(old.open("/u/account").await.screen(), "login", "signed out everywhere");
        // The second factor is asked for as ever.
        let page = old.open(&party.asks(&[])).await;
        let page = old.submit(&page, &[("username", "ada@example.com"), ("password", NEW)]).await;
        assert!(page.screen().starts_with("mfa-"), "{}", page.at);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_verifies_an_address_when_its_button_is_pressed() {
    on_both(async |app: &TestApp| {
        let user = app.sign_up("ada@example.com").await;
        let link = link(app, "email-verification", json!({ "user_id": user })).await;
        let mut browser = Browser::new(app);
        let page = browser.open(&link).await;
        assert_eq!(page.title(), "Confirm your email address");
        assert!(!verified(app, &user).await, "a look verifies nothing");
        for _ in 0..2 {
            let done = browser.submit(&page, &[]).await;
            assert_eq!((done.status, done.title().as_str()), (200, "Email address confirmed"));
        }
        assert!(verified(app, &user).await);
        let again = browser.open(&link).await;
        assert_eq!((again.status, again.title().as_str()), (200, "Email address confirmed"));
        assert_eq!(app.count("sv").await, 1);
        // Of the wrong kind, of nobody, and of a form that was not ours.
        assert_eq!(browser.open(&link.replace("email-verification", "reset-verify")).await.status, 400);
        assert_eq!(browser.open("/u/email-verification?ticket=nonsense").await.title(), "Invalid link");
        assert_eq!(Browser::new(app).submit(&page, &[]).await.status, 403);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_is_good_for_a_while() {
    on_both(async |app: &TestApp| {
        let user = app.sign_up("ada@example.com").await;
        let usual = link(app, "password-change", json!({ "user_id": user, "ttl_sec": 0 })).await;
        let short = link(app, "email-verification", json!({ "user_id": user, "ttl_sec": 60 })).await;
        app.advance(Duration::from_secs(60));
        let late = Browser::new(app).open(&short).await;
        assert_eq!((late.status, late.html.contains("This link has expired.")), (410, true));
        app.advance(hours(5 * 24) - Duration::from_secs(61));
        assert_eq!(Browser::new(app).open(&usual).await.status, 200);
        app.advance(Duration::from_secs(1));
        assert_eq!(Browser::new(app).open(&usual).await.title(), "Expired link");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_leads_only_to_a_registered_site() {
    on_both(async |app: &TestApp| {
        let user = app.sign_up("ada@example.com").await;
        app.settings(|settings| settings.allowed_logout_urls = vec!["https://shop.example/bye".to_owned()]).await;
        let ask = |url: &str| json!({ "user_id": user, "result_url": url, "includeEmailInRedirect": true });
        for bad in ["https://evil.example/", "https://shop.example.evil.example/", "http://shop.example/", "javascript:alert(1)", "/done"] {
            assert_eq!(app.api("POST", "/tickets/password-change", ask(bad)).await.status, 400, "{bad}");
        }
        let link = link(app, "email-verification", ask("https://shop.example/done?x=1")).await;
        let mut browser = Browser::new(app);
        let page = browser.open(&link).await;
        let left = browser.submit(&page, &[]).await.left_for.expect("leaves");
        assert!(left.starts_with("https://shop.example/done?x=1&success=true&code=success&message="), "{left}");
        assert!(left.ends_with("&email=ada%40example.com"), "{left}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whose_link_it_is_must_be_said_once() {
    on_both(async |app: &TestApp| {
        let user = app.sign_up("ada@example.com").await;
        let post = async |body: Value| app.api("POST", "/tickets/password-change", body).await;
        post(json!({ "user_id": "auth0|nobody" })).await.declined(404, "inexistent_user", "The user does not exist.");
        post(json!({ "user_id": user, "client_id": "nobody" })).await.declined(404, "inexistent_client", "The client does not exist.");
        for body in [
            json!({}),
            json!({ "email": "ada@example.com" }),
            json!({ "user_id": user, "email": "ada@example.com", "connection_id": "con_1" }),
            json!({ "user_id": user, "client_id": "x", "result_url": ISSUER }),
            json!({ "user_id": user, "ttl_sec": 2_592_001 }),
            json!({ "user_id": user, "organization_id": "org_1" }),
        ] {
            assert_eq!(post(body.clone()).await.status, 400, "{body}");
        }
        let unknown = post(json!({ "email": "ada@example.com", "connection_id": "con_nowhere" })).await;
        unknown.declined(404, "inexistent_connection", "The connection does not exist.");
        let connections = app.api("GET", "/connections", Value::Null).await;
        let named = post(json!({ "email": "ADA@example.com", "connection_id": connections.body[0]["id"] })).await;
        assert_eq!(named.status, 201, "{}", named.body);
        let other = app
            .api("POST", "/tickets/email-verification", json!({ "user_id": user, "identity": { "user_id": "1", "provider": "auth0" } }))
            .await;
        assert_eq!(other.status, 400);
    })
    .await;
}

/// Whoever knew the old password has not passed with it.
#[tokio::test(flavor = "multi_thread")]
async fn a_login_that_waits_for_its_second_step_begins_again() {
    on_both(async |app: &TestApp| {
        let (party, ada) = (RelyingParty::new(app).await, app.enrolled_user().await);
        let mut thief = Browser::new(app);
        let waiting = thief.types_password(&party.asks(&[]), "ada@example.com").await;
        app.advance(Duration::from_secs(1));
        let link = link(app, "password-change", json!({ "user_id": ada.id })).await;
        let mut browser = Browser::new(app);
        let page = browser.open(&link).await;
        browser.submit(&page, &[("password", NEW), ("password_again", NEW)]).await;
        let again = thief.open(&waiting.at).await;
        assert_eq!(again.title(), "This page has expired", "{}", again.html);
    })
    .await;
}

/// Of many that send the same link's form at once, one sets the password.
#[tokio::test(flavor = "multi_thread")]
async fn of_a_race_one_wins() {
    on_both(async |app: &TestApp| {
        let user = app.sign_up("ada@example.com").await;
        let link = link(app, "password-change", json!({ "user_id": user })).await;
        let mut ready = Vec::new();
        for turn in 0..6 {
            let mut browser = Browser::new(app);
            let page = browser.open(&link).await;
            let password = format!("{NEW} {turn}");
            ready.push(browser.dressed(page.filled(&[("password", &password), ("password_again", &password)])));
        }
        let answers = app.race(ready).await;
        let mut statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
        statuses.sort_unstable();
        assert_eq!((statuses, app.count("scp").await), (vec![200, 410, 410, 410, 410, 410], 1));
    })
    .await;
}

/// A link that is made while its user is deleted is nobody's, also when somebody else gets the same id and address.
#[tokio::test(flavor = "multi_thread")]
async fn no_link_outlives_its_user() {
    on_both(async |app: &TestApp| {
        let token = app.management_token("").await;
        let account = json!({
            "connection": "Username-Password-Authentication", "user_id": "4711", "email": "ada@example.com",
            "password": "quite unguessable 7",
        });
        for _ in 0..3 {
            assert_eq!(app.api("POST", "/users", account.clone()).await.status, 201);
            let make = |path: &str, body: Value| Call::post(format!("/api/v2{path}")).bearer(&token).json(&body);
            let mut calls = Vec::new();
            for _ in 0..4 {
                calls.push(make("/tickets/password-change", json!({ "user_id": "auth0|4711" })));
                calls.push(make("/tickets/email-verification", json!({ "user_id": "auth0|4711" })));
            }
            calls.insert(4, Call::delete("/api/v2/users/auth0%7C4711").bearer(&token));
            let answers = app.race(calls).await;
            assert_eq!(answers[4].status, 204);
            assert_eq!(app.api("POST", "/users", account.clone()).await.status, 201);
            for made in answers.iter().filter(|answer| answer.status == 201) {
                let link = made.text("ticket").replace(ISSUER, "/");
                assert_eq!(Browser::new(app).open(link.trim_end_matches('#')).await.title(), "Invalid link");
            }
            assert_eq!(app.api("DELETE", "/users/auth0%7C4711", Value::Null).await.status, 204);
        }
    })
    .await;
}
