//! `grant_type=refresh_token`: good once, replaced each time, and a second use ends the family.

use ringfence::flow::administer;
use ringfence_core::tenant::{Domain, MfaPolicy};
use serde_json::{Value, json};

use crate::harness::{Call, SCOPE, TestApp, hours, on_both, with_credentials};

const REFUSED: (u16, &str, &str) = (403, "invalid_grant", "Unknown or invalid refresh token.");

async fn first(app: &TestApp) -> String {
    app.settings(|settings| settings.mfa_policies.clear()).await;
    app.sign_up("ada@example.com").await;
    app.password("ada@example.com").await.text("refresh_token")
}

fn refresh(token: &str) -> Value {
    json!({ "grant_type": "refresh_token", "refresh_token": token })
}

#[tokio::test(flavor = "multi_thread")]
async fn each_token_is_replaced_by_its_successor() {
    on_both(async |app: &TestApp| {
        let one = first(app).await;
        let second = app.token(refresh(&one)).await;
        second.has_fields(&["access_token", "expires_in", "id_token", "refresh_token", "scope", "token_type"]);
        assert_eq!(second.body["scope"], SCOPE);
        let two = second.text("refresh_token");
        assert_ne!(one, two);
        assert_eq!(app.token(refresh(&two)).await.status, 200);
        assert_eq!(app.count("sertft").await, 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_use_ends_the_family() {
    on_both(async |app: &TestApp| {
        let (status, error, words) = REFUSED;
        let one = first(app).await;
        let two = app.token(refresh(&one)).await.text("refresh_token");
        app.token(refresh(&one)).await.refused(status, error, words);
        app.token(refresh(&two)).await.refused(status, error, words);
        assert_eq!(app.count("fertft").await, 2);
        // Another login's family is untouched.
        let other = app.password("ada@example.com").await.text("refresh_token");
        assert_eq!(app.token(refresh(&other)).await.status, 200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn scopes_can_be_narrowed_and_never_widened() {
    on_both(async |app: &TestApp| {
        let one = first(app).await;
        let mut narrow = refresh(&one);
        narrow["scope"] = json!("openid offline_access read:things");
        let answer = app.token(narrow).await;
        assert_eq!(answer.body["scope"], "openid offline_access");
        // Asking for less once is not giving up the rest.
        let next = app.token(refresh(&answer.text("refresh_token"))).await;
        assert_eq!(next.body["scope"], SCOPE);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn foreign_expired_and_invented_tokens_are_refused() {
    on_both(async |app: &TestApp| {
        let (status, error, words) = REFUSED;
        let one = first(app).await;
        app.token_for(&app.tenancy.second, refresh(&one)).await.refused(status, error, words);
        app.token(refresh("v1.invented")).await.refused(status, error, words);
        app.advance(hours(24 * 30));
        app.token(refresh(&one)).await.refused(status, error, words);
        assert_eq!(app.count("fertft").await, 3);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_twenty_racing_holders_one_gets_the_successor() {
    on_both(async |app: &TestApp| {
        let one = first(app).await;
        let racing = (0..20).map(|_| app.token(refresh(&one)));
        let answers = futures_util::future::join_all(racing).await;
        let winners: Vec<_> = answers.iter().filter(|answer| answer.status == 200).collect();
        assert_eq!(winners.len(), 1);
        let (status, error, words) = REFUSED;
        answers.iter().filter(|answer| answer.status != 200).for_each(|answer| answer.refused(status, error, words));
        // Two parties held the chain: it has ended for both.
        app.token(refresh(&winners[0].text("refresh_token"))).await.refused(status, error, words);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_family_ends_whole_however_fast_its_next_link_is() {
    on_both(async |app: &TestApp| {
        let (status, error, words) = REFUSED;
        let one = first(app).await;
        let two = app.token(refresh(&one)).await.text("refresh_token");
        // The thief goes on while the owner's reuse gives both away.
        let (thief, owner) = tokio::join!(app.token(refresh(&two)), app.token(refresh(&one)));
        owner.refused(status, error, words);
        if thief.status == 200 {
            app.token(refresh(&thief.text("refresh_token"))).await.refused(status, error, words);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_domain_knows_its_own_tokens_only() {
    on_both(async |app: &TestApp| {
        let other = Domain { host: "login.example.test".to_owned(), issuer: "https://login.example.test/".to_owned() };
        assert!(administer::add_domain(&app.app.store, &app.tenant().await.id, other).await.unwrap());
        let (status, error, words) = REFUSED;
        let one = first(app).await;
        let elsewhere = Call::post("/oauth/token").host("login.example.test");
        let presented = with_credentials(&app.tenancy.demo, refresh(&one));
        app.send(elsewhere.json(&presented)).await.refused(status, error, words);
        assert_eq!(app.token(refresh(&one)).await.status, 200);

        app.settings(|settings| settings.mfa_policies = vec![MfaPolicy::AllApplications]).await;
        let ada = app.enrolled("grace@example.com", "+12025550124").await;
        let mfa_token = app.mfa_token(&ada.email).await;
        let listed = Call::get("/mfa/authenticators").host("login.example.test").bearer(&mfa_token);
        let invalid = "The mfa_token provided is invalid. Try getting a new token.";
        app.send(listed).await.refused(401, "invalid_grant", invalid);
    })
    .await;
}
