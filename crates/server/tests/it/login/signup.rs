//! `/u/signup`: from nothing to tokens.

use crate::harness::{ACR, Browser, ISSUER, PASSWORD, RelyingParty, TestApp, on_both, shown_code, wrong};

const PHONE: &str = "+12025550123";

#[tokio::test(flavor = "multi_thread")]
async fn a_new_user_enrolls_by_text_and_is_signed_in() {
    on_both(async |app: &TestApp| {
        let party = RelyingParty::new(app).await;
        let mut browser = Browser::new(app);
        let page = browser.signs_up(&party, "ada@example.com").await;
        let page =
            browser.submit(page.is("mfa-phone-enrollment"), &[("phone", "(202) 555-0123"), ("country", "US"), ("channel", "sms")]).await;
        page.is("mfa-sms-challenge");
        assert!(!page.html.contains("202555") && page.html.contains("0123"), "the number is masked");
        let code = app.last_code_to(PHONE).await;
        let again = browser.submit(&page, &[("code", &wrong(&code))]).await;
        again.complains("mfa-sms-challenge", 400, "code");
        let page = browser.submit(&again, &[("code", &format!("{} {}", &code[..3], &code[3..]))]).await;
        let recovery = shown_code(page.is("mfa-recovery-code-enrollment"));
        assert_eq!(recovery.len(), 24);
        assert!(browser.session().is_none(), "not before the code is kept");
        let page = browser.submit(&page, &[]).await;
        page.complains("mfa-recovery-code-enrollment", 400, "confirm");
        let page = browser.submit(&page, &[("confirmed", "true")]).await;
        let given = page.given();
        assert_eq!((given["state"].as_str(), given["iss"].as_str()), ("a state", ISSUER));
        let tokens = party.exchange(app, &page.code()).await;
        tokens.has_fields(&["access_token", "expires_in", "id_token", "refresh_token", "scope", "token_type"]);
        let claims = crate::harness::claims(&tokens);
        assert_eq!((&claims["amr"][0], &claims["acr"], &claims["nonce"]), (&"mfa".into(), &ACR.into(), &"a nonce".into()));
        assert!(claims["auth_time"].as_i64().unwrap() <= claims["iat"].as_i64().unwrap());
        assert_eq!((&claims["iss"], &claims["email"]), (&ISSUER.into(), &"ada@example.com".into()));
        assert!(browser.session().is_some());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_is_told_beside_its_field() {
    on_both(async |app: &TestApp| {
        let party = RelyingParty::new(app).await;
        app.sign_up("taken@example.com").await;
        let mut browser = Browser::new(app);
        let page = browser.open(&party.asks(&[("screen_hint", "signup"), ("login_hint", "eve@example.com")])).await;
        assert!(page.is("signup").html.contains("value=\"eve@example.com\""));
        for (email, password, words) in [
            ("", PASSWORD, "Enter your email"),
            ("no address", PASSWORD, "does not look like"),
            ("new@example.com", "", "Choose a password"),
            ("new@example.com", "short", "8"),
            ("taken@example.com", PASSWORD, "log in instead"),
        ] {
            browser.submit(&page, &[("email", email), ("password", password)]).await.complains("signup", 400, words);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_and_a_number_that_is_edited() {
    on_both(async |app: &TestApp| {
        let party = RelyingParty::new(app).await;
        let mut browser = Browser::new(app);
        let page = browser.signs_up(&party, "ada@example.com").await;
        for (phone, channel) in [("", "sms"), ("12", "sms"), ("+12025550123", ""), ("+12025550123", "pigeon"), ("x", "voice")] {
            let page = browser.submit(&page, &[("phone", phone), ("country", "US"), ("channel", channel)]).await;
            assert_eq!((page.screen(), page.status), ("mfa-phone-enrollment", 400), "{phone} {channel}");
        }
        let first = browser.submit(&page, &[("phone", PHONE), ("channel", "voice")]).await;
        first.is("mfa-voice-challenge");
        let edited = browser.submit(&page, &[("phone", "+12025550124"), ("channel", "voice")]).await;
        edited.is("mfa-voice-challenge");
        assert_eq!((app.messages_to(PHONE).await.len(), app.messages_to("+12025550124").await.len()), (1, 1));
        let first_code = app.last_code_to(PHONE).await;
        browser.submit(&edited, &[("code", &first_code)]).await.complains("mfa-voice-challenge", 400, "code");
        let code = app.last_code_to("+12025550124").await;
        browser.submit(&edited, &[("code", &code)]).await.is("mfa-recovery-code-enrollment");
        let countries = browser.open(&edited.at.replace("mfa-voice-challenge", "mfa-country-codes")).await;
        countries.is("mfa-recovery-code-enrollment");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_whose_account_was_made_before_it_failed_goes_on_when_it_is_sent_again() {
    on_both(async |app: &TestApp| {
        let party = RelyingParty::new(app).await;
        let mut browser = Browser::new(app);
        let page = browser.open(&party.asks(&[("screen_hint", "signup")])).await;
        // As after a full disk: the account is there, and the login has not moved on.
        app.sign_up("ada@example.com").await;
        let other = [("email", "ada@example.com"), ("password", "another fine password")];
        browser.submit(page.is("signup"), &other).await.complains("signup", 400, "log in instead");
        let page = browser.submit(&page, &[("email", "ada@example.com"), ("password", PASSWORD)]).await;
        page.is("mfa-phone-enrollment");
    })
    .await;
}
