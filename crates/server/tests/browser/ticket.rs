//! A link from the operator, by which somebody enrolls: good once, and for nobody who has a factor already.

use crate::dev::Dev;
use crate::journey::{ADA, PHONE};
use crate::look::Look;

impl Dev {
    fn ticket(&self, email: &str, extra: &[&str]) -> String {
        let host = self.url.trim_start_matches("http://");
        let line = [&["user", "ticket", "demo", email, "--domain", host], extra].concat();
        self.command(&line).split_whitespace().find(|word| word.contains("/mfa/enrollment?ticket=")).expect("a link").to_owned()
    }
}

#[test]
fn a_ticket_enrolls_once() {
    let dev = Dev::start();
    dev.sign_up(ADA);
    let link = dev.ticket(ADA, &[]);
    let other_link = dev.ticket(ADA, &[]);
    let ada = dev.person(Look::DESKTOP);
    // Mail scanners open links too: that uses nothing up.
    dev.person(Look::PHONE).visits(&link);
    ada.visits(&link);
    ada.gives(PHONE, "sms");
    ada.reaches("mfa-sms-challenge");
    ada.enters(&ada.code_for(PHONE));
    ada.reaches("mfa-recovery-code-enrollment");
    ada.writes_code_down();
    ada.reaches("mfa-enroll-result");
    ada.sees("You are all set");
    ada.visits("/u/account");
    ada.reaches("login");

    for (link, title) in [
        (&link, "Link already used"),
        (&other_link, "Nothing to do"),
        (&format!("{}/mfa/enrollment?ticket=made-up", dev.url), "Invalid link"),
    ] {
        ada.visits(link);
        ada.sees(title);
        ada.axe();
    }
    ada.browser_does_not_complain();
}

#[test]
fn whoever_has_a_factor_shows_it_before_adding_another() {
    let dev = Dev::start();
    dev.enroll(ADA, PHONE);
    let ada = dev.person(Look::PHONE);
    ada.visits(&dev.ticket(ADA, &["--multiple", "--factor", "otp"]));
    ada.asks_for_a_code_by("sms");
    ada.enters(&ada.code_for(PHONE));
    ada.reaches("mfa-otp-enrollment-qr");
    ada.enters(&ada.app().shows());
    ada.reaches("mfa-enroll-result");
    ada.sees("You are all set");
}
