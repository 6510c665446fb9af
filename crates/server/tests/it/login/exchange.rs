//! `grant_type=authorization_code`: who may have a code's tokens, how often and how long.

use serde_json::json;

use crate::harness::{Browser, CALLBACK, Call, RelyingParty, TestApp, VERIFIER, on_both, secs};

const INVALID: &str = "Invalid authorization code";

#[tokio::test(flavor = "multi_thread")]
async fn a_second_use_ends_what_the_first_one_gave() {
    on_both(async |app: &TestApp| {
        let (party, ada) = (RelyingParty::new(app).await, app.enrolled_user().await);
        let mut browser = Browser::new(app);
        let code = browser.logs_in(&party, &ada, &[]).await.code();
        let tokens = party.exchange(app, &code).await;
        let userinfo = async || app.send(Call::get("/userinfo").bearer(&tokens.text("access_token"))).await.status;
        assert_eq!(userinfo().await, 200);
        party.exchange(app, &code).await.refused(403, "invalid_grant", INVALID);
        assert_eq!(userinfo().await, 401);
        let refresh = json!({ "grant_type": "refresh_token", "refresh_token": tokens.text("refresh_token") });
        assert_eq!(app.token_for(&party.client, refresh).await.status, 403);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_cannot_prove_it_gets_nothing_and_spoils_nothing() {
    on_both(async |app: &TestApp| {
        let (party, ada) = (RelyingParty::new(app).await, app.enrolled_user().await);
        let other = RelyingParty::new(app).await;
        let mut browser = Browser::new(app);
        let code = browser.logs_in(&party, &ada, &[]).await.code();
        other.exchange(app, &code).await.refused(403, "invalid_grant", INVALID);
        for body in [
            json!({ "redirect_uri": CALLBACK }),
            json!({ "redirect_uri": CALLBACK, "code_verifier": "a".repeat(43) }),
            json!({ "redirect_uri": CALLBACK, "code_verifier": "short" }),
            json!({ "redirect_uri": "https://app.example.test/other", "code_verifier": VERIFIER }),
        ] {
            let refused = party.exchange_with(app, &code, body.clone()).await;
            assert_eq!((refused.status, refused.text("error").as_str()), (403, "invalid_grant"), "{body}");
        }
        assert_eq!(party.exchange_with(app, "unknown", json!({ "redirect_uri": CALLBACK })).await.status, 403);
        assert_eq!(party.exchange(app, &code).await.status, 200);
        // Without a challenge there is nothing to verify.
        let code = browser.open(&party.asks(&[("code_challenge", ""), ("code_challenge_method", "")])).await.code();
        assert_eq!(party.exchange(app, &code).await.status, 403, "a verifier without a challenge");
        assert_eq!(party.exchange_with(app, &code, json!({})).await.status, 403, "neither redirect nor verifier");
        assert_eq!(party.exchange_with(app, &code, json!({ "redirect_uri": CALLBACK })).await.status, 200);
        let code = browser.open(&party.asks(&[])).await.code();
        app.advance(secs(61));
        party.exchange(app, &code).await.refused(403, "invalid_grant", INVALID);
    })
    .await;
}
