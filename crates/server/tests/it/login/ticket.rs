//! `/mfa/enrollment?ticket=…`

use ringfence::flow::ticket;
use ringfence_core::id::UserId;
use ringfence_core::ticket::{Factor, TicketOptions};

use crate::harness::{Browser, Page, TestApp, hours, on_both};

const PHONE: &str = "+12025550123";

async fn link(app: &TestApp, user: &str, options: TicketOptions) -> String {
    let house = &app.app;
    let secret = ticket::create(house, &app.tenancy.id, &UserId::new(user), options, house.clock.now()).await.unwrap();
    format!("/mfa/enrollment?ticket={secret}")
}

/// From the page that asks for a number to the one that follows its code.
async fn enrolls(browser: &mut Browser<'_>, page: &Page, phone: &str) -> Page {
    let page = browser.submit(page.is("mfa-phone-enrollment"), &[("phone", phone), ("channel", "sms")]).await;
    let code = browser.app.last_code_to(phone).await;
    browser.submit(page.is("mfa-sms-challenge"), &[("code", &code)]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn it_works_once_and_looking_uses_nothing_up() {
    on_both(async |app: &TestApp| {
        let user = app.sign_up("ada@example.com").await;
        let link = link(app, &user, TicketOptions::default()).await;
        for _ in 0..3 {
            Browser::new(app).open(&link).await.is("mfa-phone-enrollment");
        }
        let mut browser = Browser::new(app);
        let page = browser.open(&link).await;
        let page = enrolls(&mut browser, &page, PHONE).await;
        let done = browser.submit(page.is("mfa-recovery-code-enrollment"), &[("confirmed", "true")]).await;
        assert_eq!((done.status, done.title().as_str()), (200, "You are all set"));
        assert!(browser.session().is_none(), "a link in a mailbox signs nobody in");
        let again = browser.open(&link).await;
        assert_eq!((again.status, again.title().as_str()), (410, "Link already used"));
        let bad = browser.open("/mfa/enrollment?ticket=nonsense").await;
        assert_eq!((bad.status, bad.title().as_str()), (400, "Invalid link"));
        assert_eq!(browser.open("/mfa/enrollment").await.status, 400);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_lasts_five_days() {
    on_both(async |app: &TestApp| {
        let user = app.sign_up("ada@example.com").await;
        let link = link(app, &user, TicketOptions::default()).await;
        app.advance(hours(5 * 24) - std::time::Duration::from_secs(1));
        Browser::new(app).open(&link).await.is("mfa-phone-enrollment");
        app.advance(std::time::Duration::from_secs(1));
        let page = Browser::new(app).open(&link).await;
        assert_eq!((page.status, page.title().as_str()), (410, "Expired link"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_enrolled_shows_what_they_have_first() {
    on_both(async |app: &TestApp| {
        let ada = app.enrolled_user().await;
        let once = link(app, &ada.id, TicketOptions::default()).await;
        assert_eq!(Browser::new(app).open(&once).await.title(), "Nothing to do");
        let options = TicketOptions { factor: Some(Factor::Phone), allow_multiple_enrollments: true };
        let more = link(app, &ada.id, options).await;
        let mut ready = Vec::new();
        for _ in 0..2 {
            let mut browser = Browser::new(app);
            let page = browser.open(&more).await;
            let page = browser.answers_by_text(&page, &ada, &[]).await;
            ready.push((browser, page));
        }
        let (mut browser, page) = ready.remove(0);
        assert_eq!(enrolls(&mut browser, &page, "+12025550124").await.title(), "You are all set");
        let (mut browser, page) = ready.remove(0);
        let late = enrolls(&mut browser, &page, "+12025550125").await;
        assert!(late.status >= 400, "{}", late.html);
        let (tenant, id) = (app.tenancy.id.clone(), UserId::new(&ada.id));
        let known =
            app.app.store.read(async move |tx: &mut ringfence_store::Tx<'_>| tx.authenticator_list(&tenant, &id).await).await.unwrap();
        assert_eq!(known.iter().filter(|one| one.is_phone() && one.is_active()).count(), 2, "of one ticket one phone");
    })
    .await;
}
