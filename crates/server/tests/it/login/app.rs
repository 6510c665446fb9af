//! An authenticator app on pages.

use crate::harness::{AuthenticatorApp, Browser, RelyingParty, TestApp, mins, on_both, shown_code, wrong};

#[tokio::test(flavor = "multi_thread")]
async fn it_is_enrolled_and_challenged() {
    on_both(async |app: &TestApp| {
        app.settings(|settings| settings.otp_enabled = true).await;
        let party = RelyingParty::new(app).await;
        let mut browser = Browser::new(app);
        let page = browser.signs_up(&party, "ada@example.com").await;
        let page = browser.open(&page.at.replace("mfa-phone-enrollment", "mfa-otp-enrollment-qr")).await;
        assert!(page.is("mfa-otp-enrollment-qr").html.contains("<svg"));
        let secret = shown_code(&page);
        assert_eq!(shown_code(&browser.open(&page.at).await), secret, "however often it is looked at");
        let phone = AuthenticatorApp::new(&secret);
        let code = phone.code(app.app.clock.now());
        browser.submit(&page, &[("code", &wrong(&code))]).await.complains("mfa-otp-enrollment-qr", 400, "");
        let page = browser.submit(&page, &[("code", &code)]).await;
        let page = browser.submit(page.is("mfa-recovery-code-enrollment"), &[("confirmed", "true")]).await;
        assert_eq!(party.claims(app, &page).await["amr"][0], "mfa");
        assert!(app.messages_to("+12025550123").await.is_empty());

        let page = browser.types_password(&party.asks(&[("prompt", "login")]), "ada@example.com").await;
        page.is("mfa-otp-challenge");
        assert_eq!(browser.submit(&page, &[("code", &code)]).await.status, 400, "none is taken twice");
        app.advance(mins(1));
        let code = phone.code(app.app.clock.now());
        browser.submit(&page, &[("code", &code)]).await.code();
    })
    .await;
}
