//! Every form sent twice at the same moment, over two connections, to one node or to two: one thing happens, and both answers lead to it.

use crate::browser::{Browser, CALLBACK, Page};
use crate::harness::{Install, free_port};
use crate::ledger;
use crate::login::{Acme, KEPT, account, by_text, known};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_sqlite() {
    at_one_moment(Install::on_sqlite(), 3).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_postgres() {
    if let Some(install) = Install::on_postgres().await {
        at_one_moment(install, 3).await.install.database.drop_it().await;
    }
}

async fn at_one_moment(install: Install, people: usize) -> Acme {
    let acme = Acme::on(install).await;
    let other = free_port();
    let (first, second) = (acme.install.serve().await, acme.install.serve_on(other).await);
    for number in 0..people {
        // Both clicks to the same node, or one to each.
        let nodes = [acme.install.port, if number % 2 == 0 { acme.install.port } else { other }];
        let (email, phone) = (format!("person{number}@example.com"), format!("+12025550{number:03}"));
        clicks(&acme, nodes, &email, &phone).await;
        assert_eq!(acme.twilio.carried().iter().filter(|one| one.to == phone).count(), 3, "one message for each pair of clicks");
    }
    let figures = ledger::audit(&acme.install, &acme.twilio, &[]).await;
    assert_eq!((figures.challenges, figures.carried), (people * 3, people * 3), "{figures:?}");
    assert_eq!(acme.count("SELECT COUNT(*) FROM users").await, people as u64);
    first.stop().await;
    second.stop().await;
    acme
}

async fn clicks(acme: &Acme, nodes: [u16; 2], email: &str, phone: &str) {
    let browser = acme.browser();
    let page = acme.newcomer(&browser).await;
    let page = twice(&browser, nodes, &page, &account(email)).await.is(200, "mfa-phone-enrollment");
    let page = twice(&browser, nodes, &page, &by_text(phone)).await.is(200, "mfa-sms-challenge");
    let code = acme.twilio.code(phone);
    let page = twice(&browser, nodes, &page, &[("code", &code)]).await.is(200, "mfa-recovery-code-enrollment");
    let end = twice(&browser, nodes, &page, KEPT).await;
    acme.tokens(&end).await;

    let browser = acme.browser();
    let page = browser.go(&acme.authorize(&[])).await.is(200, "login");
    let page = twice(&browser, nodes, &page, &known(email)).await.is(200, "mfa-phone-challenge");
    let page = twice(&browser, nodes, &page, &[("channel", "sms")]).await.is(200, "mfa-sms-challenge");
    let code = acme.twilio.code(phone);
    let end = twice(&browser, nodes, &page, &[("code", &code)]).await;
    acme.tokens(&end).await;

    // The two exchanges of an application that hurries: one of them gets tokens, and they are ended by the other.
    let browser = acme.browser();
    let page = browser.go(&acme.authorize(&[])).await.is(200, "login");
    let page = browser.submit(&page, &known(email)).await.is(200, "mfa-phone-challenge");
    let page = browser.submit(&page, &[("channel", "sms")]).await.is(200, "mfa-sms-challenge");
    let end = browser.submit(&page, &[("code", &acme.twilio.code(phone))]).await.authorization_code();
    let (one, two) = tokio::join!(acme.app.exchange(nodes[0], &end, CALLBACK), acme.app.exchange(nodes[1], &end, CALLBACK));
    let mut statuses = [one.0, two.0];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 403], "{one:?} {two:?}");
}

/// Where both answers lead; an application is handed one and the same code.
async fn twice(browser: &Browser, nodes: [u16; 2], page: &Page, fields: &[(&str, &str)]) -> Page {
    let clicks = tokio::join!(browser.try_post_to(nodes[0], page, fields), browser.try_post_to(nodes[1], page, fields));
    let (one, two) = (clicks.0.unwrap(), clicks.1.unwrap());
    assert_eq!((one.status, two.status), (303, 303), "{fields:?} twice:\n{}\n{}", one.body, two.body);
    assert_eq!(one.location, two.location, "{fields:?} twice");
    browser.followed(two).await
}
