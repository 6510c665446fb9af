//! How a person fills in and sends a form: by the fields' names and the buttons' words, with a hand or with the keyboard alone.

use serde_json::{Value, json};

use crate::dev::Dev;
use crate::driver::{Element, Refusal};
use crate::look::Look;
use crate::person::{Person, until};
use crate::relying_party::RelyingParty;

/// Keys as WebDriver writes them.
pub(crate) mod key {
    pub(crate) const TAB: &str = "\u{e004}";
    pub(crate) const ENTER: &str = "\u{e007}";
    /// Ticks boxes and presses buttons.
    pub(crate) const SPACE: &str = " ";
}

/// What can be typed into, by its name.
const FIELD: &str = "const fields = [...document.getElementsByName(arguments[0])];
    return fields.find(field => field.type !== 'hidden' && field.checkVisibility())";

/// What is picked, by its name and, if that is not null, its value: the words beside it, for they are what is pressed.
const CHOICE: &str = "const [name, value] = arguments;
    const choice = [...document.getElementsByName(name)].find(choice => choice.type !== 'hidden' && (value === null || choice.value === value));
    return choice?.labels?.[0] ?? choice";

/// What can be pressed, by its words (whole, else in part) or by a selector.
const PRESSABLE: &str = "const plain = text => text.replace(/\\s+/g, ' ').trim();
    const said = element => [element.innerText, element.value, element.ariaLabel].filter(Boolean).map(plain);
    const all = [...document.querySelectorAll('button, input[type=submit], a[href], summary, [role=button]')]
        .filter(element => element.checkVisibility());
    const byWords = all.find(element => said(element).includes(arguments[0]))
        ?? all.find(element => said(element).some(words => words.includes(arguments[0])));
    if (byWords) return byWords;
    try { return document.querySelector(arguments[0]) } catch { return null }";

impl Person<'_> {
    /// Replaces what the field of this name holds.
    pub(crate) fn fills(&self, name: &str, text: &str) {
        self.acts(&format!("fill in {name:?}"), FIELD, &json!([name]), |field| {
            self.session.clear(field)?;
            self.session.type_into(field, text)
        });
    }

    /// Picks the radio button of this name and value.
    pub(crate) fn chooses(&self, name: &str, value: &str) {
        self.acts(&format!("choose {name}={value}"), CHOICE, &json!([name, value]), |words| self.session.click(words));
        until(|| format!("{name}={value} is not chosen"), || (self.holds(name).as_deref() == Some(value)).then_some(()));
    }

    /// Ticks the box of this name.
    pub(crate) fn ticks(&self, name: &str) {
        self.acts(&format!("tick {name}"), CHOICE, &json!([name, null]), |words| self.session.click(words));
        until(|| format!("{name} is not ticked"), || self.holds(name).map(|_| ()));
    }

    /// Picks the option of this value from the list of this name, with the keyboard's help as browsers do.
    pub(crate) fn picks(&self, name: &str, value: &str) {
        let option = "return [...document.getElementsByName(arguments[0])].flatMap(list => [...list.options ?? []])
            .find(option => option.value === arguments[1])";
        self.acts(&format!("pick {name}={value}"), option, &json!([name, value]), |option| self.session.click(option));
    }

    /// A button or link by its words, whole or in part, or by a selector. A page that this leads to has loaded when the step ends.
    pub(crate) fn presses(&self, what: &str) {
        self.acts(&format!("press {what:?}"), PRESSABLE, &json!([what]), |element| self.session.click(element));
    }

    /// With two clicks in quick succession, as people do who are used to icons.
    pub(crate) fn presses_twice(&self, what: &str) {
        let click = || [json!({ "type": "pointerDown", "button": 0 }), json!({ "type": "pointerUp", "button": 0 })];
        self.acts(&format!("press {what:?} twice"), PRESSABLE, &json!([what]), |element| {
            let mut moves = vec![json!({ "type": "pointerMove", "duration": 0, "x": 0, "y": 0, "origin": element.value() })];
            moves.extend(click().into_iter().chain(click()));
            self.session.post("actions", &json!({ "actions": [{ "type": "pointer", "id": "mouse", "actions": moves }] }))
        });
    }

    /// What would be sent for this name: a field's text, the value of what is chosen or ticked.
    pub(crate) fn holds(&self, name: &str) -> Option<String> {
        let script = "const fields = [...document.getElementsByName(arguments[0])];
            return fields.find(field => !['radio', 'checkbox'].includes(field.type) || field.checked)?.value";
        self.session.run(script, json!([name])).ok()?.as_str().map(str::to_owned)
    }

    /// Types where the cursor stands; [`key`] has the keys that are no letters.
    pub(crate) fn types(&self, keys: &str) {
        self.acts(&format!("type {keys:?}"), "return document.activeElement", &json!([]), |element| self.session.type_into(element, keys));
    }

    /// Presses Tab until the cursor stands on the field of this name, or on what has these words.
    pub(crate) fn tabs_to(&self, what: &str) {
        let mut passed = Vec::new();
        while passed.len() < 60 {
            let (name, words) = self.focus();
            if name == what || words == what {
                return;
            }
            passed.push(format!("{name} {words}"));
            self.types(key::TAB);
        }
        panic!("the Tab key does not lead to {what:?}, but along {passed:#?}");
    }

    /// The name and the words of what has the focus.
    pub(crate) fn focus(&self) -> (String, String) {
        let script = "const element = document.activeElement;
            const words = element === document.body ? '' : element.ariaLabel || element.innerText || '';
            return [element.getAttribute('name') ?? '', words.replace(/\\s+/g, ' ').trim()]";
        let found = self.session.run(script, json!([])).unwrap_or_default();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        (text(&found[0]), text(&found[1]))
    }

    /// Finds an element by a script and does something with it, as soon as both can be done.
    fn acts(&self, what: &str, finder: &str, arguments: &Value, act: impl Fn(&Element) -> Result<Value, Refusal>) {
        let trouble = std::cell::RefCell::new("it is not there".to_owned());
        until(
            || format!("nobody can {what}: {}", trouble.borrow()),
            || {
                let found = self.session.run(finder, arguments.clone()).ok().and_then(Element::read)?;
                act(&found).map_err(|refusal| *trouble.borrow_mut() = refusal.to_string()).ok()
            },
        );
    }
}

/// Sent by GET to a listener, with radio buttons and a box that only their words show, as pages draw them.
const FORM: &str = "data:text/html,<!doctype html><style>.hidden{position:absolute;opacity:0;width:0}</style><p role=alert>Wrong  <b>code</b></p>
    <form action='ORIGIN/u/next'><input type=hidden name=state value=s1><input name=code value=old><select name=country><option value=de><option value=us>USA</select>
    <input class=hidden type=radio name=channel value=sms id=a checked><label for=a>Text</label>
    <input class=hidden type=radio name=channel value=voice id=b><label for=b>Call</label>
    <label><input class=hidden type=checkbox name=remember_browser value=true>Remember</label>
    <button name=action value=resend>Resend</button><button name=action value=default>Continue</button></form>";

#[test]
fn a_form_is_filled_in_and_sent() {
    let dev = Dev::start();
    let listener = RelyingParty::opens(&dev);
    let form = FORM.replace("ORIGIN", &listener.origin);
    for look in [Look::PHONE, Look::DESKTOP.without_scripts()] {
        let ada = dev.person(look);
        ada.visits(&form);
        assert_eq!((ada.sees_alert(), ada.screen()), ("Wrong code".to_owned(), String::new()));
        assert_eq!(ada.attribute("label", "for").as_deref(), Some("a"));
        ada.fills("code", "123456");
        ada.picks("country", "us");
        ada.chooses("channel", "voice");
        ada.ticks("remember_browser");
        ada.tabs_to("Continue");
        ada.types(key::SPACE);
        ada.reaches("next");
        let sent = listener.arrivals().into_iter().rfind(|arrival| arrival.path == "/u/next").expect("the form").parameters;
        let sent: Vec<(&str, &str)> = sent.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let wanted = [
            ("action", "default"),
            ("channel", "voice"),
            ("code", "123456"),
            ("country", "us"),
            ("remember_browser", "true"),
            ("state", "s1"),
        ];
        assert_eq!(sent, wanted);
    }
}

#[test]
fn tabs_and_history_are_a_browsers() {
    let dev = Dev::start();
    let listener = RelyingParty::opens(&dev);
    let ada = dev.person(Look::PHONE.dark());
    ada.visits(&format!("{}/u/one?state=1", listener.origin));
    ada.visits(&format!("{}/u/two#here", listener.origin));
    ada.goes_back();
    ada.reaches("one");
    ada.opens_tab();
    ada.visits(&format!("{}/u/three", listener.origin));
    let dark = "return innerWidth === 320 && matchMedia('(prefers-color-scheme: dark)').matches";
    assert!(ada.session.run(dark, json!([])).is_ok_and(|is_dark| is_dark == true), "a new tab looks like the old one");
    ada.switches_to_tab(0);
    ada.reloads();
    ada.reaches("one");
    assert_eq!(ada.reads("h1"), "Back at the application");
}
