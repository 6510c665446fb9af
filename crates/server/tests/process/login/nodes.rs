//! Two nodes on one database: whichever takes a browser's next request goes on where the other stopped.

use crate::browser::CALLBACK;
use crate::harness::{Install, free_port};
use crate::login::{Acme, KEPT, MFA, account, by_text, known};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_sqlite() {
    hand_each_other_on(Install::on_sqlite()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_postgres() {
    if let Some(install) = Install::on_postgres().await {
        hand_each_other_on(install).await.install.database.drop_it().await;
    }
}

async fn hand_each_other_on(install: Install) -> Acme {
    let acme = Acme::on(install).await;
    let (email, phone) = ("ada@example.com", "+12025550123");
    let (a, b) = (acme.install.port, free_port());
    let (first, second) = (acme.install.serve().await, acme.install.serve_on(b).await);
    let browser = acme.browser();

    let page = acme.newcomer(&browser).await;
    browser.turn_to(b);
    let page = browser.submit(&page, &account(email)).await.is(200, "mfa-phone-enrollment");
    browser.turn_to(a);
    let page = browser.submit(&page, &by_text(phone)).await.is(200, "mfa-sms-challenge");
    browser.turn_to(b);
    let told = browser.go(&page.at("delivery")).await;
    assert!(told.status == 200 && told.body.contains("accepted"), "what became of the message of A is known at B: {told:?}");
    let page = browser.submit(&page, &[("code", &acme.twilio.code(phone))]).await.is(200, "mfa-recovery-code-enrollment");
    browser.turn_to(a);
    let came_back = browser.submit(&page, KEPT).await;
    let code = came_back.authorization_code();
    let (status, tokens) = acme.app.exchange(b, &code, CALLBACK).await;
    assert_eq!(status, 200, "{tokens}");
    let (status, again) = acme.app.exchange(a, &code, CALLBACK).await;
    assert_eq!((status, again["error"].as_str()), (403, Some("invalid_grant")), "a code that was used at B is used at A");

    browser.turn_to(b);
    let silent = browser.go(&acme.authorize(&[("prompt", "none")])).await;
    acme.tokens(&silent).await;
    browser.turn_to(a);
    let page = browser.go(&acme.authorize(&[("acr_values", MFA)])).await.is(200, "mfa-phone-challenge");
    browser.turn_to(b);
    let page = browser.submit(&page, &[("channel", "sms")]).await.is(200, "mfa-sms-challenge");
    browser.turn_to(a);
    let came_back = browser.submit(&page, &[("code", &acme.twilio.code(phone))]).await;
    let claims = acme.app.exchange(b, &came_back.authorization_code(), CALLBACK).await;
    assert_eq!(claims.0, 200, "{claims:?}");

    let copied = browser.twin();
    copied.turn_to(b);
    acme.tokens(&copied.go(&acme.authorize(&[("prompt", "none")])).await).await;
    browser.turn_to(a);
    assert_eq!(browser.go(&format!("/v2/logout?client_id={}", acme.app.client_id)).await.status, 200);
    for (who, of_whom) in [(&browser, "the browser"), (&copied, "whoever has copied its cookies")] {
        who.turn_to(b);
        let silent = who.go(&acme.authorize(&[("prompt", "none")])).await;
        assert!(silent.address.contains("error=login_required"), "{of_whom} is signed out at B too: {}", silent.address);
    }

    let page = browser.go(&acme.authorize(&[])).await.is(200, "login");
    browser.turn_to(a);
    browser.submit(&page, &known(email)).await.is(200, "mfa-phone-challenge");
    first.stop().await;
    second.stop().await;
    acme
}
