//! The database gives way under a page and comes back: the person is told in words, and the same form then goes through.

use std::time::Duration;

use crate::browser::{Browser, Page};
use crate::database::Database;
use crate::harness::Install;
use crate::ledger;
use crate::login::{Acme, KEPT, account, by_text};
use crate::outage::SmallDisk;

const WORDS: &str = "An error has happened on our side. Please try again later.";
const EMAIL: &str = "ada@example.com";
const PHONE: &str = "+12025550123";

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Outage {
    /// As after a switch to a standby.
    ReadOnly,
    /// As while the server restarts.
    Gone,
}

impl Outage {
    async fn set(self, acme: &Acme, is_on: bool) {
        let database = &acme.install.database;
        let change = match self {
            Self::ReadOnly => format!("SET default_transaction_read_only = {is_on}"),
            Self::Gone => format!("ALLOW_CONNECTIONS {}", !is_on),
        };
        database.administer(&format!("ALTER DATABASE {} {change}", database.name())).await;
        database.cut_connections().await;
        // What was read of the tenant is believed for a second; after that not even its name is known.
        if is_on && self == Self::Gone {
            tokio::time::sleep(Duration::from_millis(1_100)).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_read_only_database() {
    at_every_step(Outage::ReadOnly).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_is_gone() {
    at_every_step(Outage::Gone).await;
}

async fn at_every_step(outage: Outage) {
    let Some(install) = Install::on_postgres().await else { return };
    let acme = Acme::on(install).await;
    let server = acme.install.serve().await;
    let browser = acme.browser();
    let page = acme.newcomer(&browser).await;
    let page = through(&acme, outage, &browser, &page, &account(EMAIL)).await.is(200, "mfa-phone-enrollment");
    let page = through(&acme, outage, &browser, &page, &by_text(PHONE)).await.is(200, "mfa-sms-challenge");
    assert_eq!(acme.twilio.carried().len(), 1, "one message, whatever was sent again");
    let code = acme.twilio.code(PHONE);
    let page = through(&acme, outage, &browser, &page, &[("code", &code)]).await.is(200, "mfa-recovery-code-enrollment");
    let end = through(&acme, outage, &browser, &page, KEPT).await;
    acme.tokens(&end).await;

    outage.set(&acme, true).await;
    let mut asked =
        vec![acme.authorize(&[]), acme.authorize(&[("prompt", "none")]), format!("/v2/logout?client_id={}", acme.app.client_id)];
    if outage == Outage::Gone {
        asked.extend(["/u/account".to_owned(), "/mfa/enrollment?ticket=x".to_owned(), page.address.clone(), "/oidc/logout".to_owned()]);
    }
    for path in asked {
        browser.go(&path).await.is_told(503, WORDS);
    }
    outage.set(&acme, false).await;
    let mut silent = browser.go(&acme.authorize(&[("prompt", "none")])).await;
    for _ in 0..100 {
        if silent.status != 503 {
            break;
        }
        silent.is_told(503, WORDS);
        tokio::time::sleep(Duration::from_millis(50)).await;
        silent = browser.go(&acme.authorize(&[("prompt", "none")])).await;
    }
    acme.tokens(&silent).await;
    let figures = ledger::audit(&acme.install, &acme.twilio, &[]).await;
    assert_eq!((figures.challenges, figures.carried), (1, 1), "{figures:?}");
    server.stop().await;
    acme.install.database.drop_it().await;
}

/// The form while nothing can be written, and again when it can be.
async fn through(acme: &Acme, outage: Outage, browser: &Browser, page: &Page, fields: &[(&str, &str)]) -> Page {
    outage.set(acme, true).await;
    browser.submit(page, fields).await.is_told(503, WORDS);
    let mut looked_at = browser.go(&page.address).await;
    // Whoever made the database read-only has cut the connections: the first look may meet one that is gone, and says so.
    for _ in 0..20 {
        if outage == Outage::Gone || looked_at.status == 200 {
            break;
        }
        looked_at.is_told(503, WORDS);
        tokio::time::sleep(Duration::from_millis(50)).await;
        looked_at = browser.go(&page.address).await;
    }
    match outage {
        Outage::ReadOnly => assert_eq!(looked_at.is(200, page.screen()).address, page.address),
        Outage::Gone => looked_at.is_told(503, WORDS),
    }
    outage.set(acme, false).await;
    until_through(browser, page, fields).await
}

/// Without a restart, and soon; meanwhile each answer is in words.
async fn until_through(browser: &Browser, page: &Page, fields: &[(&str, &str)]) -> Page {
    for _ in 0..100 {
        let next = browser.submit(page, fields).await;
        if next.status != 503 {
            return next;
        }
        next.is_told(503, WORDS);
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("it has not recovered within five seconds");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk() {
    let folder = tempfile::tempdir().unwrap();
    let Some(disk) = SmallDisk::mount(folder.path().join("disk"), "3m") else {
        println!("skipped: a file system of its own can be mounted by root only");
        return;
    };
    let database = Database::Sqlite(disk.0.join("ringfence.db"));
    let acme = Acme::on(Install::new(folder, database)).await;
    let server = acme.install.serve().await;
    let browser = acme.browser();
    let page = acme.newcomer(&browser).await;
    let page = while_full(&acme, &disk, &browser, &page, &account(EMAIL)).await.is(200, "mfa-phone-enrollment");
    let page = while_full(&acme, &disk, &browser, &page, &by_text(PHONE)).await.is(200, "mfa-sms-challenge");
    assert_eq!(acme.twilio.carried().len(), 1, "what could not be written down was sent");
    let code = acme.twilio.code(PHONE);
    let page = while_full(&acme, &disk, &browser, &page, &[("code", &code)]).await.is(200, "mfa-recovery-code-enrollment");
    acme.tokens(&while_full(&acme, &disk, &browser, &page, KEPT).await).await;
    ledger::audit(&acme.install, &acme.twilio, &[]).await;
    server.stop().await;
}

async fn while_full(acme: &Acme, disk: &SmallDisk, browser: &Browser, page: &Page, fields: &[(&str, &str)]) -> Page {
    let ballast = disk.0.join("ballast");
    // As much as fits: the write itself fails at the end.
    let _ = std::fs::write(&ballast, vec![0; 4 << 20]);
    // The log's last pages may still have room for a few rows.
    let mut other = acme.browser().go(&acme.authorize(&[])).await;
    for _ in 0..300 {
        if other.status == 503 {
            break;
        }
        other = acme.browser().go(&acme.authorize(&[])).await.clone();
    }
    other.is_told(503, WORDS);
    browser.submit(page, fields).await.is_told(503, WORDS);
    browser.go(&page.address).await.is(200, page.screen());
    std::fs::remove_file(&ballast).unwrap();
    browser.submit(page, fields).await
}
