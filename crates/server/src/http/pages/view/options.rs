//! `mfa-login-options` and `mfa-begin-enroll-options`: another way of proof.

use askama::Template;

use super::{Fault, Page, Screen, screen};

#[derive(Template)]
#[template(path = "pages/options.html")]
pub struct OptionsPage {
    pub page: Page,
    pub fault: Option<Fault>,
    pub is_enrolling: bool,
    pub options: Vec<MethodOption>,
    /// To the screen one came from; `None` when this is the first one.
    pub back_link: Option<String>,
}
screen!(OptionsPage, |page: &OptionsPage| if page.is_enrolling { "mfa-begin-enroll-options" } else { "mfa-login-options" });

impl OptionsPage {
    fn description_of(&self, option: &MethodOption) -> String {
        let key = option.method.description_key();
        match &option.phone {
            Some(number) => self.t_with(key, "phoneNumber", &self.number(number)),
            None => self.t(key),
        }
    }
}

pub struct MethodOption {
    pub method: Method,
    /// The masked number, when one is bound already.
    pub phone: Option<String>,
    pub href: String,
    /// One of them may stand out.
    pub is_recommended: bool,
}

/// The ways of proof, as a person tells them apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Method {
    /// Text or call.
    Phone,
    Sms,
    Voice,
    Otp,
    RecoveryCode,
}

impl Method {
    fn text_key(self) -> &'static str {
        match self {
            Self::Phone => "authenticatorNamesPhone",
            Self::Sms => "authenticatorNamesSMS",
            Self::Voice => "authenticatorNamesVoice",
            Self::Otp => "authenticatorNamesOTP",
            Self::RecoveryCode => "authenticatorNamesRecoveryCode",
        }
    }

    fn description_key(self) -> &'static str {
        match self {
            Self::Phone => "phoneDescription",
            Self::Sms => "smsDescription",
            Self::Voice => "voiceDescription",
            Self::Otp => "otpDescription",
            Self::RecoveryCode => "recoveryCodeDescription",
        }
    }

    fn icon(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Sms => "sms",
            Self::Voice => "voice",
            Self::Otp => "app",
            Self::RecoveryCode => "key",
        }
    }
}
