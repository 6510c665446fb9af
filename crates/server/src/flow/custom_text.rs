//! A tenant's own texts, by prompt and language, in the form of Auth0's custom-text API.
//!
//! 1. a prompt is known by Auth0's name, a language by its tag;
//! 2. each screen belongs to one prompt, and each key to a screen or to all of them (`common`): what no page would ever say is
//!    refused, since whoever wrote it expects to read it there;
//! 3. what is put replaces everything that the prompt had in that language; nothing at all takes it away.
//!
//! Source: Auth0, Management API, "Set custom text for a specific prompt"; "Customize text elements" for the screens.

use ringfence_core::event::{EventType, LogEvent, log_id};
use ringfence_core::id::TenantId;
use ringfence_core::language::{self, UnknownLanguage};
use ringfence_store::{CustomText, StoreError, Texts, Tx};

use crate::ctx::App;
use crate::flow::error::FlowError;
use crate::texts;

/// In characters.
const LONGEST: usize = 1000;

/// Auth0's prompts, each with the screens that Ringfence has of it, its own among them. Without screens there is nothing to say.
pub const PROMPTS: [(&str, &[&str]); 37] = [
    ("common", &["common", "error", "expired"]),
    ("login", &["login"]),
    ("signup", &["signup"]),
    ("logout", &["logout", "logged-out"]),
    (
        "mfa",
        &[
            "mfa-enroll-result",
            "mfa-login-options",
            "mfa-begin-enroll-options",
            "account",
            "delivery",
            "notice",
            "enrollment-email",
            "notice-phone-added",
            "notice-phone-removed",
            "notice-phone-changed",
            "notice-otp-added",
            "notice-otp-removed",
            "notice-recovery-code-used",
            "notice-recovery-code-replaced",
            "notice-password-changed",
            "notice-email-changed",
            "notice-email-set",
            "notice-username-changed",
        ],
    ),
    ("mfa-phone", &["mfa-phone-enrollment", "mfa-phone-challenge", "phone-notice"]),
    ("mfa-sms", &["mfa-country-codes", "mfa-sms-enrollment", "mfa-sms-challenge", "mfa-sms-list"]),
    ("mfa-voice", &["mfa-voice-enrollment", "mfa-voice-challenge"]),
    ("mfa-otp", &["mfa-otp-enrollment-qr", "mfa-otp-challenge"]),
    ("mfa-recovery-code", &["mfa-recovery-code-enrollment", "mfa-recovery-code-challenge", "mfa-recovery-code-challenge-new-code"]),
    ("status", &["status"]),
    ("login-id", &[]),
    ("login-password", &[]),
    ("login-passwordless", &[]),
    ("login-email-verification", &[]),
    ("signup-id", &[]),
    ("signup-password", &[]),
    ("phone-identifier-enrollment", &[]),
    ("phone-identifier-challenge", &[]),
    ("email-identifier-challenge", &[]),
    ("reset-password", &["reset-password", "reset-password-success", "reset-password-error"]),
    ("custom-form", &[]),
    ("consent", &[]),
    ("customized-consent", &[]),
    ("mfa-push", &[]),
    ("mfa-webauthn", &[]),
    ("mfa-email", &[]),
    ("device-flow", &[]),
    ("email-verification", &["email-verification-confirm", "email-verification-result"]),
    ("email-otp-challenge", &[]),
    ("organizations", &[]),
    ("invitation", &[]),
    ("passkeys", &[]),
    ("captcha", &[]),
    ("brute-force-protection", &[]),
    ("async-approval-flow", &[]),
    ("confirmation", &[]),
];

/// Why a text would never be read.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum TextError {
    #[error("There is no prompt {0:?}. Prompts with texts here: {1}.")]
    UnknownPrompt(String, String),
    #[error("{0}.")]
    UnknownLanguage(#[from] UnknownLanguage),
    #[error("Ringfence has no screen of the prompt {0:?}.")]
    NoScreens(String),
    #[error("The prompt {prompt:?} has no screen {screen:?}. It has {known}.")]
    UnknownScreen { prompt: String, screen: String, known: String },
    #[error("The screen {screen:?} has no text {key:?}.")]
    UnknownKey { screen: String, key: String },
    #[error("The text {screen}.{key} must not be longer than {LONGEST} characters.")]
    TooLong { screen: String, key: String },
    #[error("The text {screen}.{key} must not hold control characters or line breaks.")]
    ControlCharacter { screen: String, key: String },
}

impl From<TextError> for FlowError {
    fn from(problem: TextError) -> Self {
        Self::InvalidParameter(problem.to_string())
    }
}

/// Steps 1 and 2; the language as it is kept.
pub fn check(prompt: &str, language: &str, texts: &Texts) -> Result<String, TextError> {
    let (screens, language) = place(prompt, language)?;
    for (screen, own) in texts {
        if screens.is_empty() {
            return Err(TextError::NoScreens(prompt.to_owned()));
        }
        if !screens.contains(&screen.as_str()) {
            return Err(TextError::UnknownScreen { prompt: prompt.to_owned(), screen: screen.clone(), known: screens.join(", ") });
        }
        for (key, text) in own {
            let (screen, key) = (screen.clone(), key.clone());
            if !texts::is_spoken(&screen, &key) {
                return Err(TextError::UnknownKey { screen, key });
            }
            if text.chars().count() > LONGEST {
                return Err(TextError::TooLong { screen, key });
            }
            if text.chars().any(|letter| letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}')) {
                return Err(TextError::ControlCharacter { screen, key });
            }
        }
    }
    Ok(language)
}

/// Step 3, recorded as a change of the tenant.
pub async fn put(app: &App, tenant: &TenantId, prompt: &str, language: &str, mut texts: Texts) -> Result<(), FlowError> {
    let language = check(prompt, language, &texts)?;
    texts.retain(|_, own| !own.is_empty());
    let (tenant, now, log) = (tenant.clone(), app.clock.now(), log_id(app.clock.now(), 0, &*app.dice));
    let event = LogEvent {
        description: Some(format!("Universal Login - Texts of {prompt} in {language} changed")),
        ..LogEvent::new(EventType::TenantUpdate)
    };
    let new = CustomText { prompt: prompt.to_owned(), language, texts };
    let written = async move |tx: &mut Tx<'_>| {
        tx.custom_text_put(&tenant, &new, now).await?;
        tx.log_insert(&tenant, &log, now, &event).await?;
        Ok::<_, StoreError>(())
    };
    app.store.tx(written).await?;
    app.directory.forget();
    Ok(())
}

/// What is kept; nothing is an empty answer.
pub async fn get(app: &App, tenant: &TenantId, prompt: &str, language: &str) -> Result<Texts, FlowError> {
    let (_, language) = place(prompt, language)?;
    let all = list(app, tenant).await?;
    Ok(all.into_iter().find(|own| own.prompt == prompt && own.language == language).map(|own| own.texts).unwrap_or_default())
}

pub async fn list(app: &App, tenant: &TenantId) -> Result<Vec<CustomText>, FlowError> {
    let tenant = tenant.clone();
    Ok(app.store.read(async move |tx: &mut Tx<'_>| tx.custom_text_list(&tenant).await).await?)
}

fn place(prompt: &str, language: &str) -> Result<(&'static [&'static str], String), TextError> {
    let Some((_, screens)) = PROMPTS.iter().find(|(known, _)| *known == prompt) else {
        let spoken = PROMPTS.iter().filter(|(_, screens)| !screens.is_empty()).map(|(known, _)| *known);
        return Err(TextError::UnknownPrompt(prompt.to_owned(), spoken.collect::<Vec<_>>().join(", ")));
    };
    Ok((screens, language::find(language)?))
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    fn one(screen: &str, key: &str, text: &str) -> Texts {
        Texts::from([(screen.to_owned(), BTreeMap::from([(key.to_owned(), text.to_owned())]))])
    }

    #[test]
    fn every_screen_that_says_something_belongs_to_one_prompt() {
        let screens: Vec<&str> = PROMPTS.iter().flat_map(|(_, screens)| screens.iter().copied()).collect();
        let once: BTreeSet<&str> = screens.iter().copied().collect();
        assert_eq!(screens.len(), once.len(), "a screen of two prompts");
        let english = include_str!("../../locales/en.ftl").lines().filter(|line| !line.starts_with([' ', '#']));
        assert_eq!(once, english.filter_map(|line| line.strip_suffix(" =")).collect());
        let prompts: BTreeSet<&str> = PROMPTS.iter().map(|(prompt, _)| *prompt).collect();
        assert_eq!(prompts.len(), PROMPTS.len());
    }

    #[test]
    fn a_text_that_would_be_read_is_taken() {
        assert_eq!(check("mfa-sms", "pt-br", &one("mfa-sms-challenge", "title", "Olá, ${userName}")).as_deref(), Ok("pt-BR"));
        // Auth0's key of that screen, which ours is common to all.
        assert!(check("mfa-sms", "de", &one("mfa-sms-challenge", "invalid-code", "Falsch.")).is_ok());
        assert!(check("mfa-sms", "de", &one("mfa-sms-challenge", "title", &"ä".repeat(1000))).is_ok());
        assert!(check("consent", "de", &Texts::new()).is_ok(), "a prompt of Auth0's that has no screens here");
    }

    #[test]
    fn what_would_never_be_read_is_refused_by_name() {
        let title = |text: &str| one("mfa-sms-challenge", "title", text);
        for (prompt, language, texts, words) in [
            ("mfa-smss", "de", title("x"), "There is no prompt \"mfa-smss\". Prompts with texts here: common, login,"),
            ("mfa-sms", "xx", title("x"), "\"xx\" is no language"),
            ("consent", "de", one("consent", "title", "x"), "Ringfence has no screen of the prompt \"consent\"."),
            ("login", "de", title("x"), "The prompt \"login\" has no screen \"mfa-sms-challenge\". It has login."),
            ("mfa-sms", "de", one("mfa-sms-challenge", "titel", "x"), "The screen \"mfa-sms-challenge\" has no text \"titel\"."),
            ("mfa-sms", "de", title(&"x".repeat(1001)), "mfa-sms-challenge.title must not be longer than 1000 characters"),
            ("mfa-sms", "de", title("a\nb"), "mfa-sms-challenge.title must not hold control characters"),
            ("mfa-sms", "de", title("a\u{7f}"), "control characters"),
        ] {
            let said = check(prompt, language, &texts).expect_err(words).to_string();
            assert!(said.contains(words), "{words:?} is not in {said}");
        }
    }
}
