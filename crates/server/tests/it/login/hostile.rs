//! Whatever is typed or sent: a page or a refusal, and nothing of it comes back as markup.

use crate::harness::{Browser, Call, PASSWORD, RelyingParty, TestApp, on_both};

const MARKUP: &str = "\"><script>alert(1)</script><img src=x onerror=alert(1)>";

#[tokio::test(flavor = "multi_thread")]
async fn every_field_takes_anything() {
    on_both(async |app: &TestApp| {
        let (party, ada) = (RelyingParty::new(app).await, app.enrolled_user().await);
        let mut browser = Browser::new(app);
        let page = browser.open(&party.asks(&[("login_hint", MARKUP), ("state", MARKUP), ("nonce", MARKUP)])).await;
        assert!(!page.html.contains("<script>alert"), "{}", page.html);
        let long = "a".repeat(100_000);
        let hostile = [MARKUP, &long, "\u{202e}\u{0}x", "%", "%zz", "\u{feff}", "'; DROP TABLE users; --", "${jndi:x}", "{{7*7}}"];
        let signup = browser.open(&page.at.replace("/u/login", "/u/signup")).await;
        let mut entry = Browser::new(app);
        let enrollment = entry.signs_up(&party, "new@example.com").await;
        let mut second = Browser::new(app);
        let challenge = second.types_password(&party.asks(&[]), &ada.email).await;
        let code = second.submit(&challenge, &[("channel", "sms")]).await;
        let recovery = second.open(&challenge.at.replace("mfa-phone-challenge", "mfa-recovery-code-challenge")).await;
        for text in hostile {
            let refused = |page: &crate::harness::Page| {
                assert!((400..500).contains(&page.status), "{text:.40}: {} at {}", page.status, page.at);
                assert!(!page.html.contains("<script>alert") && !page.html.contains("<img src=x"), "{}", page.html);
            };
            refused(&browser.submit(&page, &[("username", text), ("password", "x")]).await);
            refused(&browser.submit(&page, &[("username", "x"), ("password", text)]).await);
            refused(&browser.submit(&signup, &[("email", text), ("password", PASSWORD)]).await);
            refused(&entry.submit(&enrollment, &[("phone", text), ("channel", "sms")]).await);
            refused(&entry.submit(&enrollment, &[("phone", "12"), ("country", text), ("channel", "sms")]).await);
            refused(&entry.submit(&enrollment, &[("phone", "+12025550124"), ("channel", text)]).await);
            refused(&second.submit(&code, &[("code", text)]).await);
            refused(&second.submit(&recovery, &[("recovery_code", text)]).await);
            refused(&second.submit(&code, &[("code", "1"), ("state", text)]).await);
            refused(&second.submit(&code, &[("code", "1"), ("csrf", text)]).await);
            // The wrong ones must not lock the rest out.
            app.advance(crate::harness::mins(1));
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_address_takes_anything() {
    on_both(async |app: &TestApp| {
        let mut browser = Browser::new(app);
        for text in ["%00", "%", "%zz", "%ff%fe", "%3Cscript%3Ealert(1)%3C/script%3E", "lgn_x", "%E2%80%AE"] {
            for path in [
                format!("/u/login?state={text}"),
                format!("/u/mfa-sms-challenge?state={text}&ui_locales={text}"),
                format!("/u/delivery?state={text}"),
                format!("/u/mfa-country-codes?state=lgn_x&q={text}"),
                format!("/v2/logout?client_id={text}"),
                format!("/v2/logout?returnTo={text}"),
                format!("/oidc/logout?client_id={text}&id_token_hint={text}"),
                format!("/mfa/enrollment?ticket={text}"),
                format!("/authorize?client_id={text}&redirect_uri={text}"),
                format!("/u/{text}"),
            ] {
                let answer = browser.step(Call::get(path.as_str())).await;
                assert!((400..500).contains(&answer.status), "{path}: {} {}", answer.status, answer.body);
                assert!(!answer.body.to_string().contains("<script>alert"), "{path}");
            }
        }
        for path in ["/u/login", "/u/delivery", "/u/nothing"] {
            assert!((400..500).contains(&browser.step(Call::get(path)).await.status), "{path}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_of_another_site_does_nothing() {
    on_both(async |app: &TestApp| {
        let (party, ada) = (RelyingParty::new(app).await, app.enrolled_user().await);
        let mut browser = Browser::new(app);
        let page = browser.open(&party.asks(&[])).await;
        let typed = [("username", ada.email.as_str()), ("password", PASSWORD)];
        for csrf in ["", "wrong", &page.field("csrf").to_uppercase()] {
            let forged = [typed[0], typed[1], ("csrf", csrf)];
            assert_eq!(browser.submit(&page, &forged).await.status, 403, "{csrf}");
        }
        let fields: Vec<(String, String)> = page.hidden();
        let mut fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        fields.extend(typed);
        let foreign = Call::post(page.at.as_str()).header("origin", "https://evil.example.test").form(&fields);
        assert_eq!(browser.step(foreign).await.status, 403);
        // Of another login of the same browser.
        let other = browser.open(&party.asks(&[])).await;
        let borrowed = [typed[0], typed[1], ("csrf", &other.field("csrf"))];
        assert_eq!(browser.submit(&page, &borrowed).await.status, 403);
        assert_eq!(browser.step(Call::post("/u/account").form(&[("action", "forget-browsers")])).await.status, 403);
        browser.submit(&page, &typed).await.is("mfa-phone-challenge");
    })
    .await;
}
