//! What is sent: a text for a handset, or words for a caller to hear.
//!
//! A message is composed once, inside the transaction that draws its code, and sealed by the store until
//! it is handed over. Nothing of its content shows in `Debug`. Start at [`compose`]; then [`segments`]
//! says what a text will cost, and [`speech`] how a call is spoken.

mod segments;
mod speech;

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::challenge::{Action, Code};
use crate::delivery::Channel;
use crate::phone::PhoneNumber;
use crate::phone_template::TemplateKind;
use crate::template::{self, PAUSE, TemplateError, TemplateVars};
use crate::tenant::TenantSettings;

pub use segments::{Encoding, Segments, segments};
pub use speech::{SpeechPart, speech};

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    #[serde(with = "as_e164")]
    pub to: PhoneNumber,
    pub channel: Channel,
    /// For a call with [`PAUSE`]s, and with the code's digits dotted.
    pub text: String,
    pub code: String,
    #[serde(with = "as_word")]
    pub action: Action,
    pub locale: String,
    /// The rest of the code's life when it is sent; 0 means unknown. Filled in by the sending job.
    pub validity_secs: u32,
    pub tenant_name: String,
}

impl Message {
    /// For people who look at it rather than receive it.
    pub fn readable_text(&self) -> String {
        self.text.replace(PAUSE, " … ")
    }
}

/// Neither the number nor the code, wherever it stands.
impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Message")
            .field("to", &self.to)
            .field("channel", &self.channel)
            .field("text", &"***")
            .field("code", &"***")
            .field("action", &self.action)
            .field("locale", &self.locale)
            .field("validity_secs", &self.validity_secs)
            .field("tenant_name", &self.tenant_name)
            .finish()
    }
}

/// Everything a message is made of.
pub struct Compose<'a> {
    pub to: &'a PhoneNumber,
    pub channel: Channel,
    pub action: Action,
    pub code: &'a Code,
    pub locale: &'a str,
    /// The raw `Accept-Language` header, for templates that read it themselves.
    pub request_lang: &'a str,
    pub settings: &'a TenantSettings,
    /// The application that asks, by its name.
    pub application: &'a str,
    /// Where the code is to be typed, without a port: the domain-bound line names it.
    pub host: Option<&'a str>,
}

pub fn compose(request: &Compose<'_>) -> Result<Message, TemplateError> {
    let settings = request.settings;
    let vars = TemplateVars {
        message_type: request.channel,
        code: request.code.as_str(),
        locale: request.locale,
        request_lang: request.request_lang,
        friendly_name: &settings.friendly_name,
        custom_domain: request.host.unwrap_or_default(),
        application: request.application,
        support_email: settings.support_email.as_deref().unwrap_or_default(),
        support_url: settings.support_url.as_deref().unwrap_or_default(),
    };
    let mut text = template::render(source(request), &vars)?.trim().to_owned();
    if request.channel == Channel::Sms
        && settings.phone.domain_bound_codes
        && let Some(host) = request.host
    {
        // The last line, by itself: browsers and phones look for it there (WICG, "Origin-bound one-time codes").
        text = format!("{text}\n\n@{host} #{}", request.code.as_str()).trim_start().to_owned();
    }
    Ok(Message {
        to: request.to.clone(),
        channel: request.channel,
        text,
        code: request.code.as_str().to_owned(),
        action: request.action,
        locale: request.locale.to_owned(),
        validity_secs: 0,
        tenant_name: settings.friendly_name.clone(),
    })
}

/// Words without a code: that something about the user's factors has changed.
pub fn notice(to: &PhoneNumber, channel: Channel, text: &str, locale: &str, settings: &TenantSettings) -> Message {
    Message {
        to: to.clone(),
        channel,
        text: text.trim().to_owned(),
        code: String::new(),
        action: Action::Notice,
        locale: locale.to_owned(),
        validity_secs: 0,
        tenant_name: settings.friendly_name.clone(),
    }
}

/// The tenant's template or the default. A notice has no code and no template of the tenant's: see [`notice`].
fn source<'a>(request: &Compose<'a>) -> &'a str {
    let kind = match request.action {
        Action::Enrollment => TemplateKind::Enrollment,
        Action::Verification | Action::Notice => TemplateKind::Verification,
    };
    request.settings.phone.source(kind, request.channel)
}

mod as_e164 {
    use super::{Deserialize, PhoneNumber};

    pub(super) fn serialize<S: serde::Serializer>(number: &PhoneNumber, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(number.e164())
    }

    pub(super) fn deserialize<'de, D: serde::Deserializer<'de>>(from: D) -> Result<PhoneNumber, D::Error> {
        String::deserialize(from).map(PhoneNumber::from_e164_trusted)
    }
}

mod as_word {
    use super::{Action, Deserialize};

    pub(super) fn serialize<S: serde::Serializer>(action: &Action, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(action.as_str())
    }

    pub(super) fn deserialize<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Action, D::Error> {
        let word = String::deserialize(from)?;
        let known = [Action::Enrollment, Action::Verification, Action::Notice].into_iter().find(|action| action.as_str() == word);
        known.ok_or_else(|| serde::de::Error::unknown_variant(&word, &["enrollment", "second-factor-authentication", "notice"]))
    }
}

#[cfg(test)]
mod tests;
