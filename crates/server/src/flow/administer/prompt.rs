//! The login pages: which of Auth0's two experiences, and the tenant's own words ([`crate::flow::custom_text`] has their rules).

use ringfence_core::tenant::Experience;
use ringfence_store::{CustomText, Texts, Tx};

use crate::flow::administer::Admin;
use crate::flow::custom_text::{self, PROMPTS, TextError};
use crate::flow::error::{FlowError, Inexistent};

#[derive(Default)]
pub struct PromptChange {
    pub experience: Option<Experience>,
    pub identifier_first: bool,
    pub webauthn_platform_first_factor: bool,
}

pub async fn change(admin: &Admin, change: PromptChange) -> Result<Experience, FlowError> {
    let refused = match () {
        () if change.identifier_first => Some("The login page asks for name and password together: leave identifier_first at false."),
        () if change.webauthn_platform_first_factor => Some("Ringfence has no WebAuthn: leave webauthn_platform_first_factor at false."),
        () => None,
    };
    if let Some(words) = refused {
        return Err(FlowError::NotSupported(words.to_owned()));
    }
    admin
        .change_settings(move |settings| {
            settings.universal_login_experience = change.experience.unwrap_or(settings.universal_login_experience);
            Ok(settings.universal_login_experience)
        })
        .await
}

pub fn exists(prompt: &str) -> Result<(), FlowError> {
    PROMPTS.iter().any(|(known, _)| *known == prompt).then_some(()).ok_or(Inexistent::PROMPT.into())
}

pub async fn texts(admin: &Admin, prompt: &str, language: &str) -> Result<Texts, FlowError> {
    exists(prompt)?;
    custom_text::get(&admin.ctx.app, admin.ctx.tenant(), prompt, language).await
}

/// Replaces everything that the prompt had in this language; nothing at all takes it away.
pub async fn set_texts(admin: &Admin, prompt: &str, language: &str, mut texts: Texts) -> Result<Texts, FlowError> {
    exists(prompt)?;
    let language = custom_text::check(prompt, language, &texts).map_err(|problem: TextError| FlowError::from(problem))?;
    texts.retain(|_, own| !own.is_empty());
    let new = CustomText { prompt: prompt.to_owned(), language, texts: texts.clone() };
    let ctx = admin.ctx.clone();
    admin.write(async move |tx: &mut Tx<'_>| Ok(tx.custom_text_put(ctx.tenant(), &new, ctx.now).await?)).await?;
    Ok(texts)
}

/// Parts of pages that a tenant writes itself: there are none.
pub fn set_partials(prompt: &str, is_empty: bool) -> Result<(), FlowError> {
    exists(prompt)?;
    if is_empty {
        return Ok(());
    }
    Err(FlowError::NotSupported("The pages take no parts of a tenant's own: change their words by custom-text.".to_owned()))
}
