//! No mouse: a whole login by Tab, Enter, Space and the letters, and one always sees where one is.

use serde_json::json;

use crate::dev::{Dev, PASSWORD};
use crate::form::key;
use crate::journey::{ADA, PHONE};
use crate::look::Look;
use crate::person::Person;
use crate::relying_party::RelyingParty;

const ARROW_DOWN: &str = "\u{e015}";

impl Person<'_> {
    /// Moves on to a field or a button, past nothing that hides the focus.
    fn moves_to(&self, what: &str) {
        self.tabs_to(what);
        let shown = "const element = document.activeElement;
            const ways = [element, ...(element.labels ?? []), element.parentElement];
            return ways.some(one => { const style = getComputedStyle(one);
                return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 })";
        assert_eq!(self.session.run(shown, json!([])).unwrap(), true, "nobody sees that {what} has the focus");
    }

    fn types_into(&self, field: &str, text: &str) {
        self.moves_to(field);
        self.types(text);
    }
}

#[test]
fn signing_up_and_in_needs_no_mouse() {
    let dev = Dev::start();
    let application = RelyingParty::opens(&dev);
    let ada = dev.person(Look::DESKTOP);
    let ask = application.asks(&[("screen_hint", "signup")]);
    ada.visits(&ask.url);
    ada.reaches("signup");
    assert_eq!(ada.focus().0, "email", "one types at once");
    ada.types_into("email", ADA);
    ada.types_into("password", PASSWORD);
    ada.types(key::ENTER);
    ada.reaches("mfa-phone-enrollment");
    ada.moves_to_country();
    ada.types("united king");
    ada.sees("United Kingdom");
    ada.types(ARROW_DOWN);
    ada.types(key::ENTER);
    ada.types_into("phone", "07700900123");
    ada.moves_to("channel");
    ada.types(ARROW_DOWN);
    assert_eq!(ada.holds("channel").as_deref(), Some("voice"));
    ada.moves_to("Continue");
    ada.types(key::SPACE);
    ada.reaches("mfa-voice-challenge");
    assert_eq!(ada.focus().0, "code");
    ada.types("000");
    ada.types(key::ENTER);
    ada.is_told("The code has 6 digits.");
    ada.types_into("code", &ada.code_for(PHONE));
    ada.types(key::ENTER);
    ada.reaches("mfa-recovery-code-enrollment");
    ada.moves_to("Copy");
    ada.moves_to("confirmed");
    ada.types(key::SPACE);
    ada.moves_to("Continue");
    ada.types(key::ENTER);
    application.lets_in(&ada, &ask);

    ada.logs_out();
    let ask = application.asks(&[]);
    ada.visits(&ask.url);
    ada.reaches("login");
    ada.types_into("username", ADA);
    ada.types_into("password", PASSWORD);
    ada.moves_to("Log in");
    ada.types(key::ENTER);
    ada.reaches("mfa-phone-challenge");
    ada.moves_to("Continue");
    ada.types(key::ENTER);
    ada.reaches("mfa-voice-challenge");
    ada.moves_to("remember_browser");
    ada.types(key::SPACE);
    ada.moves_to("Language: English");
    ada.types(key::SPACE);
    ada.moves_to("Deutsch");
    ada.types(key::ENTER);
    ada.sees("Bestätigen Sie Ihre Identität");
    ada.types_into("code", &ada.code_for(PHONE));
    ada.types(key::ENTER);
    application.lets_in(&ada, &ask);
    ada.browser_does_not_complain();
}

impl Person<'_> {
    fn moves_to_country(&self) {
        for _ in 0..20 {
            let is_there = "return document.activeElement.id === 'country-search'";
            if self.session.run(is_there, json!([])).unwrap() == true {
                return;
            }
            self.types(key::TAB);
        }
        panic!("the Tab key does not lead to the countries");
    }
}
