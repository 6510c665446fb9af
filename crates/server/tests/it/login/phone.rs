//! Messages: by which way, how soon, and what when none arrives.

use crate::harness::{Browser, RelyingParty, TestApp, mins, on_both, secs};

#[tokio::test(flavor = "multi_thread")]
async fn a_call_is_as_good_as_a_text() {
    on_both(async |app: &TestApp| {
        let (party, ada) = (RelyingParty::new(app).await, app.enrolled_user().await);
        let mut browser = Browser::new(app);
        let page = browser.types_password(&party.asks(&[]), &ada.email).await;
        let page = browser.submit(page.is("mfa-phone-challenge"), &[("channel", "voice")]).await;
        let code = app.last_code_to(&ada.phone).await;
        let done = browser.submit(page.is("mfa-voice-challenge"), &[("code", &code)]).await;
        assert_eq!(party.claims(app, &done).await["amr"][0], "mfa");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_message_waits_and_the_first_code_still_works() {
    on_both(async |app: &TestApp| {
        let (party, ada) = (RelyingParty::new(app).await, app.enrolled_user().await);
        let mut browser = Browser::new(app);
        let page = browser.types_password(&party.asks(&[]), &ada.email).await;
        let page = browser.submit(&page, &[("channel", "sms")]).await;
        let (first, before) = (app.last_code_to(&ada.phone).await, app.messages_to(&ada.phone).await.len());
        browser.submit(&page, &[("action", "resend")]).await.complains("mfa-sms-challenge", 429, "in 30 seconds");
        assert_eq!(app.messages_to(&ada.phone).await.len(), before);
        // The other way need not wait.
        let called = browser.submit(&page, &[("action", "switch")]).await;
        called.is("mfa-voice-challenge");
        browser.submit(&called, &[("action", "switch")]).await.complains("mfa-voice-challenge", 429, "seconds");
        app.advance(secs(30));
        let texted = browser.submit(&called, &[("action", "switch")]).await;
        assert_eq!(app.messages_to(&ada.phone).await.len(), before + 2);
        browser.submit(texted.is("mfa-sms-challenge"), &[("action", "resend")]).await.complains("mfa-sms-challenge", 429, "1 minute");
        assert!(!browser.submit(&texted, &[("code", &first)]).await.code().is_empty(), "the late first one");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_five_messages_of_a_login_the_three_newest_have_good_codes() {
    on_both(async |app: &TestApp| {
        let (party, ada) = (RelyingParty::new(app).await, app.enrolled_user().await);
        for (works, is_good) in [(0, false), (1, false), (2, true), (3, true)] {
            app.advance(mins(6 * 60));
            let mut browser = Browser::new(app);
            let page = browser.types_password(&party.asks(&[]), &ada.email).await;
            let mut page = browser.submit(&page, &[("channel", "sms")]).await;
            let mut codes = vec![app.last_code_to(&ada.phone).await];
            for (wait, action) in [(1, "switch"), (31, "switch"), (31, "switch"), (31, "switch")] {
                app.advance(secs(wait));
                page = browser.submit(&page, &[("action", action)]).await;
                codes.push(app.last_code_to(&ada.phone).await);
            }
            codes.dedup();
            assert_eq!(codes.len(), 5, "{}", page.html);
            let answer = browser.submit(&page, &[("code", &codes[works])]).await;
            if is_good {
                answer.code();
            } else {
                assert_eq!((answer.status, app.count("gd_auth_failed").await), (400, works + 1));
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newer_code_replaces_the_older_where_the_tenant_says_so() {
    on_both(async |app: &TestApp| {
        app.settings(|settings| settings.phone.overwrite_codes = true).await;
        let (party, ada) = (RelyingParty::new(app).await, app.enrolled_user().await);
        let mut browser = Browser::new(app);
        let page = browser.types_password(&party.asks(&[]), &ada.email).await;
        let page = browser.submit(&page, &[("channel", "sms")]).await;
        let first = app.last_code_to(&ada.phone).await;
        app.advance(secs(31));
        let page = browser.submit(&page, &[("action", "resend")]).await;
        assert_eq!(browser.submit(&page, &[("code", &first)]).await.status, 400);
        let second = app.last_code_to(&ada.phone).await;
        browser.submit(&page, &[("code", &second)]).await.code();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_that_failed_makes_nobody_wait() {
    on_both(async |app: &TestApp| {
        let party = RelyingParty::new(app).await;
        let mut browser = Browser::new(app);
        let page = browser.signs_up(&party, "ada@example.com").await;
        let refused = browser.submit(&page, &[("phone", "+12025550190"), ("channel", "sms")]).await;
        assert_eq!(refused.screen(), "mfa-phone-enrollment");
        assert!(!refused.alert().is_empty() && refused.status >= 400, "{}", refused.html);
        let again = browser.submit(&page, &[("phone", "+12025550190"), ("channel", "sms")]).await;
        assert!(!again.alert().contains("second"), "{}", again.alert());
        // Accepted, and reported as undelivered a moment later.
        let page = browser.submit(&page, &[("phone", "+12025550193"), ("channel", "sms")]).await;
        let at = page.is("mfa-sms-challenge").at.clone();
        let state = at.split_once("state=").unwrap().1.to_owned();
        let path = format!("/u/delivery?state={state}");
        let watching = browser.clone();
        app.eventually("the report arrives", async || {
            app.advance(secs(1));
            watching.clone().step(crate::harness::Call::get(path.as_str())).await.body["status"] == "failed"
        })
        .await;
        let told = browser.step(crate::harness::Call::get(path.as_str())).await;
        assert_eq!(told.body["offer"], true);
        let page = browser.open(&at).await;
        let resent = browser.submit(&page, &[("action", "resend")]).await;
        assert_eq!((resent.screen(), resent.status), ("mfa-sms-challenge", 200), "{}", resent.alert());
        browser.submit(&page, &[("action", "switch")]).await.is("mfa-voice-challenge");
        let elsewhere = Browser::new(app).step(crate::harness::Call::get(path.as_str())).await;
        assert_eq!(elsewhere.status, 404, "another browser is told nothing");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_bucket_ends_it() {
    on_both(async |app: &TestApp| {
        let (party, ada) = (RelyingParty::new(app).await, app.enrolled_user().await);
        let mut last = 0;
        for _ in 0..12 {
            let mut browser = Browser::new(app);
            let page = browser.types_password(&party.asks(&[]), &ada.email).await;
            last = browser.submit(&page, &[("channel", "sms")]).await.status;
        }
        assert_eq!(last, 429);
        assert!(app.messages_to(&ada.phone).await.len() <= 10);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn classic_pages_know_no_calls() {
    on_both(async |app: &TestApp| {
        use ringfence_core::tenant::Experience;
        app.settings(|settings| settings.universal_login_experience = Experience::Classic).await;
        let (party, ada) = (RelyingParty::new(app).await, app.enrolled_user().await);
        let mut browser = Browser::new(app);
        // The only way: it goes out without a further click.
        let page = browser.types_password(&party.asks(&[]), &ada.email).await;
        page.is("mfa-sms-challenge");
        assert!(!page.html.contains("value=\"switch\""));
        assert_eq!(app.last_message_to(&ada.phone).await.message.locale, "N/A");
        browser.submit(&page, &[("action", "switch")]).await.is("mfa-sms-challenge");
        let page = Browser::new(app).signs_up(&party, "bob@example.com").await;
        page.is("mfa-sms-enrollment");
        app.settings(|settings| {
            settings.phone.message_types = vec![crate::harness::VOICE];
            settings.otp_enabled = false;
        })
        .await;
        app.advance(mins(1));
        Browser::new(app).signs_up(&party, "cid@example.com").await.code();
    })
    .await;
}
