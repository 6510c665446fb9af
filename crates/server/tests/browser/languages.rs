//! Each reader in their own language: the browser's, the application's word, or their own choice on the page.

use serde_json::json;

use crate::dev::Dev;
use crate::journey::{ADA, PHONE};
use crate::look::Look;
use crate::person::Person;
use crate::relying_party::RelyingParty;

/// A text as it is shipped; it must hold no variable.
fn text(tag: &str, screen: &str, key: &str) -> String {
    let source = match tag {
        "en" => include_str!("../../locales/en.ftl"),
        "de" => include_str!("../../locales/de.ftl"),
        "ar" => include_str!("../../locales/ar.ftl"),
        _ => panic!("{tag} is not read here"),
    };
    let message = source.split("\n\n").find_map(|message| message.split_once(&format!("{screen} =\n"))).expect("the screen").1;
    message.lines().find_map(|line| line.trim().strip_prefix(&format!(".{key} = "))).expect("the key").to_owned()
}

impl Person<'_> {
    fn reads_in(&self, tag: &str, screen: &str) {
        self.reaches(screen);
        assert_eq!(self.reads("h1"), text(tag, screen, "title"));
        let direction = if tag == "ar" { "rtl" } else { "ltr" };
        let found = (self.attribute("html", "lang"), self.attribute("html", "dir"));
        assert_eq!((found.0.as_deref(), found.1.as_deref()), (Some(tag), Some(direction)));
    }
}

#[test]
fn the_whole_way_in_three_languages() {
    let dev = Dev::start();
    let application = RelyingParty::opens(&dev);
    for (number, (tag, accepted)) in [("en", "en-GB,en"), ("de", "de-CH,de,en"), ("ar", "ar-EG,ar,en")].into_iter().enumerate() {
        let phone = format!("+44770090010{number}");
        let ada = dev.person(Look::PHONE.reading(accepted));
        let ask = application.asks(&[("screen_hint", "signup")]);
        ada.visits(&ask.url);
        ada.reads_in(tag, "signup");
        ada.makes_account(&format!("{tag}@example.com"));
        ada.reads_in(tag, "mfa-phone-enrollment");
        let country = ada.holds("country");
        assert_eq!(country.as_deref(), Some(&accepted[3..5]));
        ada.gives(&phone, "sms");
        ada.reads_in(tag, "mfa-sms-challenge");
        let direction = "return getComputedStyle(document.querySelector('[name=code]')).direction";
        assert_eq!(ada.session.run(direction, json!([])).unwrap(), "ltr", "digits are read from the left everywhere");
        let message = dev.message_for(&phone);
        ada.enters(message["code"].as_str().unwrap());
        ada.reads_in(tag, "mfa-recovery-code-enrollment");
        ada.writes_code_down();
        application.lets_in(&ada, &ask);
        ada.visits("/u/account");
        ada.reads_in(tag, "account");
    }
}

#[test]
fn the_application_proposes_and_the_reader_decides() {
    let dev = Dev::start();
    let application = RelyingParty::opens(&dev);
    dev.enroll(ADA, PHONE);
    for look in [Look::DESKTOP, Look::DESKTOP.without_scripts()] {
        let ada = dev.person(look);
        let ask = application.asks(&[("ui_locales", "de en")]);
        ada.visits(&ask.url);
        ada.reads_in("de", "login");
        ada.presses("footer summary");
        ada.presses("العربية");
        ada.reads_in("ar", "login");
        ada.gives_password(ADA);
        ada.reads_in("ar", "mfa-phone-challenge");
        ada.asks_for_a_code_by("voice");
        // Arabic keyboards have digits of their own.
        let code: String = ada.code_for(PHONE).bytes().map(|digit| char::from_u32(u32::from(digit - b'0') + 0x0660).unwrap()).collect();
        ada.enters(&code);
        application.lets_in(&ada, &ask);
    }
}
