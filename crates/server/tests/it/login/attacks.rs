//! Somebody who knows the password and nothing else, before and beside the one whose account it is.

use ringfence_core::tenant::MfaPolicy;

use crate::harness::{Browser, PASSWORD, Page, RelyingParty, SMS, TestApp, on_both, on_both_with, secs};

const HERS: &str = "+12025550123";
const HIS: &str = "+12025550124";

/// Names a phone and types its code; answers with what comes then.
async fn binds(browser: &mut Browser<'_>, page: &Page, phone: &str) -> Page {
    let page = browser.submit(page.is("mfa-phone-enrollment"), &[("phone", phone), ("channel", "sms")]).await;
    let code = browser.app.last_code_to(phone).await;
    browser.submit(page.is("mfa-sms-challenge"), &[("code", &code)]).await
}

/// She signs in with what she has bound, in a browser of her own.
async fn she_enrolls(app: &TestApp, party: &RelyingParty) {
    let mut hers = Browser::new(app);
    let page = hers.types_password(&party.asks(&[]), "ada@example.com").await;
    let page = binds(&mut hers, &page, HERS).await;
    hers.submit(page.is("mfa-recovery-code-enrollment"), &[("confirmed", "true")]).await.code();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_vouched_for_a_factor_goes_with_it() {
    on_both(async |app: &TestApp| {
        let party = RelyingParty::new(app).await;
        app.sign_up("ada@example.com").await;
        // He binds a phone of his, has the browser remembered, opens a page to add another, and covers his tracks.
        let mut his = Browser::new(app);
        let page = his.types_password(&party.asks(&[]), "ada@example.com").await;
        let page = binds(&mut his, &page, HIS).await;
        his.submit(page.is("mfa-recovery-code-enrollment"), &[("confirmed", "true")]).await.code();
        app.advance(secs(31));
        let page = his.types_password(&party.asks(&[("prompt", "login")]), "ada@example.com").await;
        let page = his.submit(page.is("mfa-phone-challenge"), &[("channel", "sms")]).await;
        let code = app.last_code_to(HIS).await;
        his.submit(&page, &[("code", &code), ("remember_browser", "true")]).await.code();
        let adding = his.open("/u/account/add?factor=phone").await;
        adding.is("mfa-phone-enrollment");
        let account = his.open("/u/account").await;
        let asked = his.submit(account.is("account"), &[("action", "remove")]).await;
        his.submit(&asked, &[("action", "confirm-remove")]).await.is("account");

        she_enrolls(app, &party).await;
        let silent = his.open(&party.asks(&[("prompt", "none")])).await;
        assert_eq!(silent.error(), "login_required", "his session has ended");
        his.open(&party.asks(&[])).await.is("login");
        his.open("/u/account").await.is("login");
        his.types_password(&party.asks(&[]), "ada@example.com").await.is("mfa-phone-challenge");
        // His open page binds nothing beside hers.
        let page = his.submit(&adding, &[("phone", "+12025550125"), ("channel", "sms")]).await;
        assert!(app.messages_to("+12025550125").await.is_empty(), "{} {}", page.at, page.html);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_alone_makes_no_browser_known() {
    on_both(async |app: &TestApp| {
        let party = RelyingParty::new(app).await;
        app.settings(|settings| settings.mfa_policies = vec![MfaPolicy::ConfidenceScore]).await;
        app.sign_up("ada@example.com").await;
        let mut his = Browser::new(app);
        his.types_password("/u/account", "ada@example.com").await.is("account");
        his.open(&party.asks(&[])).await.is("mfa-phone-enrollment");
        she_enrolls(app, &party).await;
        his.cookies.remove("__Host-ringfence_session");
        his.types_password(&party.asks(&[]), "ada@example.com").await.is("mfa-phone-challenge");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_of_a_factor_that_is_gone_changes_nothing() {
    on_both(async |app: &TestApp| {
        let party = RelyingParty::new(app).await;
        app.sign_up("ada@example.com").await;
        let mfa = format!("{}mfa/", crate::harness::ISSUER);
        let asks = serde_json::json!({ "grant_type": "password", "username": "ada@example.com", "password": PASSWORD, "audience": mfa,
            "scope": "enroll read:authenticators remove:authenticators" });
        // A token from before the first factor enrolls one, and takes it away again.
        let token = app.token(asks).await.text("access_token");
        let associated = app.associate(&token, SMS, HIS).await;
        let code = app.last_code_to(HIS).await;
        assert_eq!(app.verify(&token, &associated.text("oob_code"), &code).await.status, 200);
        let removed = |id: String| crate::harness::Call::delete(format!("/mfa/authenticators/{id}")).bearer(&token);
        let ids = async || {
            let list = app.send(crate::harness::Call::get("/mfa/authenticators").bearer(&token)).await;
            let list = list.body.as_array().unwrap().clone();
            list.into_iter().map(|one| one["id"].as_str().unwrap().to_owned()).filter(|id| id.starts_with("sms")).collect::<Vec<_>>()
        };
        assert_eq!(app.send(removed(ids().await[0].clone())).await.status, 204);
        app.advance(secs(2));
        she_enrolls(app, &party).await;
        // It still names her, and may do nothing more.
        assert_eq!(app.send(removed(ids().await[0].clone())).await.status, 401);
        assert_eq!(app.associate(&token, SMS, HIS).await.status, 400);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_tabs_that_step_up_both_come_through() {
    on_both(async |app: &TestApp| {
        let (party, ada) = (RelyingParty::new(app).await, app.enrolled_user().await);
        let mut browser = Browser::new(app);
        browser.logs_in(&party, &ada, &[]).await.code();
        let step_up = party.asks(&[("acr_values", crate::harness::ACR)]);
        let (first, second) = (browser.open(&step_up).await, browser.open(&step_up).await);
        for page in [first, second] {
            browser.answers_by_text(&page, &ada, &[]).await.code();
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recovery_code_is_used_up_when_its_successor_is_kept() {
    on_both(async |app: &TestApp| {
        let (party, ada) = (RelyingParty::new(app).await, app.enrolled_user().await);
        let mut pages = Vec::new();
        for _ in 0..2 {
            let mut browser = Browser::new(app);
            let page = browser.types_password(&party.asks(&[]), &ada.email).await;
            let page = browser.open(&page.at.replace("mfa-phone-challenge", "mfa-recovery-code-challenge")).await;
            let page = browser.submit(&page, &[("recovery_code", &ada.recovery_code)]).await;
            page.is("mfa-recovery-code-challenge-new-code");
            pages.push((browser, page));
        }
        // Whoever closes the window keeps the old one; of two windows one comes to its end.
        let (mut browser, page) = pages.pop().unwrap();
        browser.submit(&page, &[("confirmed", "true")]).await.code();
        let (mut other, page) = pages.pop().unwrap();
        let late = other.submit(&page, &[("confirmed", "true")]).await;
        assert_eq!((late.status, late.left_for.is_none()), (400, true));
        let mfa_token = app.mfa_token(&ada.email).await;
        assert_eq!(app.recover(&mfa_token, &ada.recovery_code).await.status, 403);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_address_begins_so_many_logins_and_no_more() {
    let few = |settings: &mut ringfence::config::Settings| settings.limits.logins_per_address = 3;
    on_both_with(few, async |app: &TestApp| {
        let party = RelyingParty::new(app).await;
        let mut browser = Browser::new(app);
        for _ in 0..3 {
            browser.open(&party.asks(&[])).await.is("login");
        }
        let page = browser.open(&party.asks(&[])).await;
        assert_eq!((page.status, page.title().as_str()), (429, "Too many requests"));
        browser.ip = [203, 0, 113, 8];
        browser.open(&party.asks(&[])).await.is("login");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_binds_and_unbinds_for_hours_floods_nobody() {
    let few = |settings: &mut ringfence::config::Settings| settings.limits.notices = 2;
    on_both_with(few, async |app: &TestApp| {
        let (party, ada) = (RelyingParty::new(app).await, app.enrolled_user().await);
        let mut browser = Browser::new(app);
        browser.logs_in(&party, &ada, &[]).await.code();
        for turn in 0..3 {
            let page = browser.open("/u/account/add?factor=phone").await;
            let page = binds(&mut browser, &page, &format!("+1202555013{turn}")).await;
            page.is("account");
        }
        app.eventually("two are told", async || app.mails_to(&ada.email).await.len() == 2).await;
        assert_eq!(app.count("gd_enrollment_complete").await, 4, "the log has them all");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cookie_that_a_neighbouring_host_may_have_planted_is_none() {
    on_both(async |app: &TestApp| {
        let (party, ada) = (RelyingParty::new(app).await, app.enrolled_user().await);
        let mut his = Browser::new(app);
        his.logs_in(&party, &ada, &[]).await.code();
        let planted = his.cookies.iter().map(|(name, value)| (name.trim_start_matches("__Host-").to_owned(), value.clone())).collect();
        let mut hers = Browser { cookies: planted, ..Browser::new(app) };
        assert_eq!(hers.open(&party.asks(&[("prompt", "none")])).await.error(), "login_required");
        // Nor does a login of his go on in her browser.
        let page = his.open(&party.asks(&[("prompt", "login")])).await;
        assert_eq!(hers.open(&page.at).await.status, 400);
    })
    .await;
}
