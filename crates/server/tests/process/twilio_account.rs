//! `tenant twilio set`: credentials that Twilio refuses never take the place of good ones, unless the operator insists.

use std::time::Duration;

use crate::command_line::refuses;
use crate::fake_twilio::{AUTH_TOKEN, Credentials, FakeTwilio, SID};
use crate::harness::{Install, Ran};
use crate::kill::impatient;
use crate::people;

const OTHER_SID: &str = "ACffffffffffffffffffffffffffffffff";
const OTHER_TOKEN: &str = "a-mistyped-auth-token";

async fn set(install: &Install, more: &[&str]) -> Ran {
    let arguments = [&["tenant", "twilio", "set", "acme", "--sid", OTHER_SID, "--from", "+15005550006"], more].concat();
    let ran = install.run(&arguments, OTHER_TOKEN).await;
    assert!(!format!("{ran:?}").contains(OTHER_TOKEN), "the Auth Token is printed: {ran:?}");
    ran
}

#[track_caller]
fn saved(ran: &Ran, words: &str) {
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.out.starts_with("Saved.") && ran.out.contains(words), "{ran:?}");
}

async fn holds(install: &Install, sid: &str, status: &str) {
    let shown = install.ok(&["tenant", "show", "acme"]).await;
    assert!(shown.contains(sid) && shown.contains(&format!("\"{status}\"")), "{sid} {status} is not in {shown}");
    assert!(!shown.contains(AUTH_TOKEN) && !shown.contains(OTHER_TOKEN), "{shown}");
}

async fn good_ones_are_kept(install: Install) {
    let twilio = FakeTwilio::start(Credentials::Live, Duration::ZERO).await;
    let install = impatient(install, &twilio);
    people::set_up_acme(&install).await;
    holds(&install, SID, "live").await;

    twilio.judge(Credentials::Refused);
    let words = ["Twilio refuses these credentials", "Nothing was changed", "--force"];
    refuses(&set(&install, &[]).await, &words);
    holds(&install, SID, "live").await;
    twilio.judge(Credentials::Test);
    refuses(&set(&install, &[]).await, &["test credentials", "Nothing was changed", "--force"]);
    holds(&install, SID, "live").await;

    twilio.judge(Credentials::Refused);
    saved(&set(&install, &["--force"]).await, "Twilio refuses these credentials");
    holds(&install, OTHER_SID, "wrong").await;
    // Refused ones are not saved in the place of refused ones either.
    refuses(&set(&install, &[]).await, &words);

    twilio.judge(Credentials::Live);
    saved(&set(&install, &[]).await, "credentials are live");
    holds(&install, OTHER_SID, "live").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn refused_credentials_keep_the_good_ones() {
    good_ones_are_kept(Install::on_sqlite()).await;
    if let Some(install) = Install::on_postgres().await {
        good_ones_are_kept(install).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn credentials_are_saved_while_twilio_does_not_answer() {
    let twilio = FakeTwilio::start(Credentials::Live, Duration::ZERO).await;
    let install = impatient(Install::on_sqlite(), &twilio);
    people::set_up_acme(&install).await;
    twilio.judge(Credentials::Untold);
    saved(&set(&install, &[]).await, "could not be asked");
    holds(&install, OTHER_SID, "unknown").await;
    let install = install.set("CARRIERS__TWILIO__BASE_URL", "http://127.0.0.1:1");
    saved(&set(&install, &[]).await, "could not be asked");
    holds(&install, OTHER_SID, "unknown").await;
}
