//! The two templates of the phone factor, seen two ways: as guardian's one Liquid text for texts and calls, and as a text and a
//! voice body, as `/branding/phone` has them.
//!
//! The record keeps guardian's text, and words for calls beside it where somebody gave them. [`PhoneFactor::source`] is what a
//! message is made of; both views show nothing else.

use serde::{Deserialize, Serialize};

use crate::challenge::Action;
use crate::delivery::Channel;
use crate::template;
use crate::tenant::{Card, PhoneFactor, Tenant};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TemplateKind {
    /// Of the first message, which binds a phone.
    Enrollment,
    Verification,
}

impl TemplateKind {
    pub const ALL: [Self; 2] = [Self::Enrollment, Self::Verification];

    /// The type's name in `/branding/phone`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Enrollment => "otp_enroll",
            Self::Verification => "otp_verify",
        }
    }

    /// Guardian's name of it.
    pub fn property(self) -> &'static str {
        match self {
            Self::Enrollment => "enrollment_message",
            Self::Verification => "verification_message",
        }
    }

    pub fn action(self) -> Action {
        match self {
            Self::Enrollment => Action::Enrollment,
            Self::Verification => Action::Verification,
        }
    }

    fn default_text(self) -> &'static str {
        match self {
            Self::Enrollment => template::DEFAULT_ENROLLMENT,
            Self::Verification => template::DEFAULT_VERIFICATION,
        }
    }
}

/// What there is to a template besides guardian's text.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PhoneTemplate {
    /// What a call says.
    pub voice: Option<String>,
    /// Auth0's words are sent in its stead.
    pub is_disabled: bool,
    pub card: Card,
}

impl PhoneFactor {
    /// What a message is made of.
    pub fn source(&self, kind: TemplateKind, channel: Channel) -> &str {
        let (text, rest) = self.parts(kind);
        if rest.is_disabled { of_parts(kind, None, None, channel) } else { of_parts(kind, text, rest.voice.as_deref(), channel) }
    }

    /// The same whether or not the template is disabled.
    pub fn body(&self, kind: TemplateKind, channel: Channel) -> &str {
        let (text, rest) = self.parts(kind);
        of_parts(kind, text, rest.voice.as_deref(), channel)
    }

    /// What is sent, as one Liquid text. Two bodies become one that asks for the message type, so that it says the same wherever it
    /// is set again.
    pub fn message(&self, kind: TemplateKind) -> String {
        let (_, rest) = self.parts(kind);
        let text = self.source(kind, Channel::Sms);
        let is_one = |voice: &&String| rest.is_disabled || (*voice == text && asks(text));
        match rest.voice.as_ref().filter(|voice| !is_one(voice)) {
            Some(voice) => format!("{{% if message_type == \"voice\" %}}{voice}{{% else %}}{text}{{% endif %}}"),
            None => text.to_owned(),
        }
    }

    /// Replaces the whole template by one text. What is shown already changes nothing.
    pub fn set_message(&mut self, kind: TemplateKind, message: &str) {
        if self.message(kind) != message {
            let (text, rest) = self.parts_mut(kind);
            *text = Some(message.to_owned());
            (rest.voice, rest.is_disabled) = (None, false);
        }
    }

    /// Replaces the bodies that are named; the other one stays what it was. What is shown already changes nothing, so that guardian's
    /// text is not taken apart by a tool that puts back what it has read.
    pub fn set_bodies(&mut self, kind: TemplateKind, text: Option<String>, voice: Option<String>) {
        let is_shown = |body: &Option<String>, channel| body.as_deref().is_none_or(|body| body == self.body(kind, channel));
        if is_shown(&text, Channel::Sms) && is_shown(&voice, Channel::Voice) {
            return;
        }
        let (old, rest) = self.parts_mut(kind);
        if text.is_some() {
            // A call goes on saying the old text, if that was written for one.
            let spoken = std::mem::replace(old, text).filter(|old| asks(old));
            rest.voice = rest.voice.take().or(spoken);
        }
        rest.voice = voice.or(rest.voice.take());
    }

    /// Auth0's words again.
    pub fn reset_template(&mut self, kind: TemplateKind) {
        let (text, rest) = self.parts_mut(kind);
        (*text, rest.voice) = (None, None);
    }

    pub fn remove_template(&mut self, kind: TemplateKind) {
        let (text, rest) = self.parts_mut(kind);
        (*text, *rest) = (None, PhoneTemplate::default());
    }

    /// Whether anybody has set anything of it, or made it.
    pub fn has_template(&self, kind: TemplateKind) -> bool {
        let (text, rest) = self.parts(kind);
        text.is_some() || rest.voice.is_some() || rest.is_disabled || rest.card.id.is_some()
    }

    pub fn template(&self, kind: TemplateKind) -> &PhoneTemplate {
        self.parts(kind).1
    }

    pub fn template_mut(&mut self, kind: TemplateKind) -> &mut PhoneTemplate {
        self.parts_mut(kind).1
    }

    fn parts(&self, kind: TemplateKind) -> (Option<&str>, &PhoneTemplate) {
        match kind {
            TemplateKind::Enrollment => (self.enrollment_message.as_deref(), &self.enrollment_template),
            TemplateKind::Verification => (self.verification_message.as_deref(), &self.verification_template),
        }
    }

    fn parts_mut(&mut self, kind: TemplateKind) -> (&mut Option<String>, &mut PhoneTemplate) {
        match kind {
            TemplateKind::Enrollment => (&mut self.enrollment_message, &mut self.enrollment_template),
            TemplateKind::Verification => (&mut self.verification_message, &mut self.verification_template),
        }
    }
}

/// A text that never asks for the message type was written to be read; what is heard needs its digits one by one and a second time,
/// so a call gets our words.
fn of_parts<'a>(kind: TemplateKind, text: Option<&'a str>, voice: Option<&'a str>, channel: Channel) -> &'a str {
    match channel {
        Channel::Sms => text.unwrap_or(kind.default_text()),
        Channel::Voice => voice.or(text.filter(|text| asks(text))).unwrap_or(template::DEFAULT_VOICE),
    }
}

fn asks(text: &str) -> bool {
    text.contains("message_type")
}

impl Tenant {
    pub fn template_id(&self, kind: TemplateKind) -> String {
        let known = self.settings.phone.template(kind).card.id.clone();
        known.unwrap_or_else(|| self.derived_id("tem_", if kind == TemplateKind::Enrollment { "enroll" } else { "verify" }))
    }
}

#[cfg(test)]
mod tests {
    use super::TemplateKind::Verification;
    use super::*;

    const BOTH: &str = "{% if message_type == 'voice' %}Hear {{ code }}{% else %}Read {{ code }}{% endif %}";

    fn set(text: Option<&str>, voice: Option<&str>) -> PhoneFactor {
        let mut phone = PhoneFactor::default();
        phone.set_bodies(Verification, text.map(str::to_owned), voice.map(str::to_owned));
        phone
    }

    fn bodies(phone: &PhoneFactor) -> (&str, &str) {
        (phone.source(Verification, Channel::Sms), phone.source(Verification, Channel::Voice))
    }

    #[test]
    fn one_text_is_both_bodies_if_it_was_written_for_both() {
        for (message, voice) in [(BOTH, BOTH), ("Read {{ code }}", template::DEFAULT_VOICE)] {
            let mut phone = PhoneFactor::default();
            phone.set_message(Verification, message);
            assert_eq!(bodies(&phone), (message, voice));
            assert_eq!(phone.message(Verification), message);
        }
        assert_eq!(PhoneFactor::default().message(Verification), template::DEFAULT_VERIFICATION);
        assert!(!PhoneFactor::default().has_template(Verification));
    }

    #[test]
    fn two_bodies_are_one_text_that_says_the_same() {
        let phone = set(Some("Read {{ code }}"), Some("Hear {{ code }}"));
        let message = phone.message(Verification);
        assert_eq!(message, "{% if message_type == \"voice\" %}Hear {{ code }}{% else %}Read {{ code }}{% endif %}");
        assert_eq!(template::check(&message), Ok(()));
        // Set again where it came from, it changes nothing; elsewhere it is both bodies.
        let mut again = phone.clone();
        again.set_message(Verification, &message);
        assert_eq!(again, phone);
        let mut other = PhoneFactor::default();
        other.set_message(Verification, &message);
        assert_eq!(bodies(&other), (message.as_str(), message.as_str()));
        assert!(set(None, Some("Hear {{ code }}")).message(Verification).contains(template::DEFAULT_VERIFICATION));
    }

    #[test]
    fn a_body_that_is_not_named_stays() {
        let mut phone = set(Some(BOTH), None);
        phone.set_bodies(Verification, Some("Read {{ code }}".into()), None);
        assert_eq!(bodies(&phone), ("Read {{ code }}", BOTH));
        let mut phone = set(Some(BOTH), None);
        phone.set_bodies(Verification, None, Some("Hear".into()));
        assert_eq!(bodies(&phone), (BOTH, "Hear"));
        phone.set_bodies(Verification, Some("Read".into()), None);
        assert_eq!(bodies(&phone), ("Read", "Hear"));
        phone.set_bodies(Verification, None, None);
        assert_eq!(bodies(&phone), ("Read", "Hear"));
        phone.set_message(Verification, "Read {{ code }}");
        assert_eq!(bodies(&phone), ("Read {{ code }}", template::DEFAULT_VOICE));
        phone.set_bodies(Verification, Some("Other".into()), None);
        assert_eq!(bodies(&phone), ("Other", template::DEFAULT_VOICE));
    }

    #[test]
    fn bodies_that_are_put_back_change_nothing() {
        for mut phone in [set(None, None), set(Some("Read {{ code }}"), None), set(Some(BOTH), None), set(Some("Read"), Some("Hear"))] {
            let before = phone.clone();
            let (text, voice) = (phone.body(Verification, Channel::Sms).to_owned(), phone.body(Verification, Channel::Voice).to_owned());
            phone.set_bodies(Verification, Some(text), Some(voice));
            assert_eq!(phone, before);
        }
    }

    #[test]
    fn what_is_disabled_is_not_sent() {
        let mut phone = set(Some("Read"), Some("Hear"));
        phone.template_mut(Verification).is_disabled = true;
        assert_eq!(bodies(&phone), (template::DEFAULT_VERIFICATION, template::DEFAULT_VOICE));
        assert_eq!(phone.body(Verification, Channel::Voice), "Hear");
        assert_eq!(phone.message(Verification), template::DEFAULT_VERIFICATION);
        phone.set_message(Verification, "Read");
        assert_eq!(bodies(&phone), ("Read", template::DEFAULT_VOICE));
        phone.reset_template(Verification);
        assert!(!phone.has_template(Verification));
    }
}
