//! What a tenant's login pages are set to: how long sessions last, which factors and languages there are, how the pages look.
//!
//! Everything that is named is judged before anything changes. What is not named is not judged again: an older record stays usable.

use ringfence_core::session::Lifetime;
use ringfence_core::tenant::{Experience, TenantSettings};
use ringfence_core::{address, branding, language, mail};

use crate::flow::error::FlowError;

/// Only what is named changes; an empty text, list or picture takes away what may be absent.
#[derive(Clone, Debug, Default)]
pub struct LoginChange {
    pub experience: Option<Experience>,
    pub session_lifetime: Option<Lifetime>,
    pub idle_session_lifetime: Option<Lifetime>,
    /// The first is the default.
    pub locales: Option<Vec<String>>,
    pub otp: Option<bool>,
    pub recovery_codes: Option<bool>,
    pub logout_urls: Option<Vec<String>>,
    pub primary_color: Option<String>,
    pub page_background: Option<String>,
    /// The picture itself.
    pub logo: Option<Vec<u8>>,
    pub support_email: Option<String>,
    pub support_url: Option<String>,
}

impl LoginChange {
    pub fn apply(self, settings: &TenantSettings) -> Result<TenantSettings, FlowError> {
        let mut new = settings.clone();
        new.universal_login_experience = self.experience.unwrap_or(new.universal_login_experience);
        new.otp_enabled = self.otp.unwrap_or(new.otp_enabled);
        new.recovery_code_enabled = self.recovery_codes.unwrap_or(new.recovery_code_enabled);
        if let Some(tags) = self.locales {
            new.enabled_locales = locales(&tags)?;
        }
        lifetimes(&mut new, self.session_lifetime, self.idle_session_lifetime)?;
        if let Some(urls) = self.logout_urls {
            for url in &urls {
                address::check_web(url).map_err(|problem| invalid(&format!("logout URL {url:?}"), problem))?;
            }
            new.allowed_logout_urls = urls;
        }
        let colour = |name| move |text: &str| branding::colour(text).map_err(|problem| invalid(name, problem));
        change(&mut new.branding.primary_color, self.primary_color, colour("primary colour"))?;
        change(&mut new.branding.page_background, self.page_background, colour("page background"))?;
        if let Some(picture) = self.logo {
            let read = |picture: &[u8]| branding::logo(picture).map_err(|problem| invalid("logo", problem));
            new.branding.logo = if picture.is_empty() { None } else { Some(read(&picture)?) };
        }
        change(&mut new.support_email, self.support_email, |text| match mail::is_address(text) {
            true => Ok(text.to_owned()),
            false => Err(invalid("support address", "must be an e-mail address such as help@example.com")),
        })?;
        change(&mut new.support_url, self.support_url, |text| {
            address::check_web(text).map_err(|problem| invalid("support URL", problem))?;
            Ok(text.to_owned())
        })?;
        Ok(new)
    }
}

/// A tenant's languages as they are kept: each known, and none of them twice.
pub fn locales(tags: &[String]) -> Result<Vec<String>, FlowError> {
    let mut known: Vec<String> = Vec::with_capacity(tags.len());
    for tag in tags {
        let tag = language::find(tag.trim()).map_err(|problem| FlowError::InvalidParameter(format!("{problem}.")))?;
        if !known.contains(&tag) {
            known.push(tag);
        }
    }
    if known.is_empty() { Err(invalid("list of languages", "must name at least one")) } else { Ok(known) }
}

fn lifetimes(new: &mut TenantSettings, session: Option<Lifetime>, idle: Option<Lifetime>) -> Result<(), FlowError> {
    for (lifetime, name) in [(session, "session lifetime"), (idle, "idle session lifetime")] {
        if lifetime.is_some_and(|lifetime| !(Lifetime::of_minutes(1)..=Lifetime::LONGEST).contains(&lifetime)) {
            return Err(invalid(name, format!("must be from a minute to {}", Lifetime::LONGEST)));
        }
    }
    let is_named = session.is_some() || idle.is_some();
    new.session_lifetime = session.unwrap_or(new.session_lifetime);
    new.idle_session_lifetime = idle.unwrap_or(new.idle_session_lifetime);
    let (session, idle) = (new.session_lifetime, new.idle_session_lifetime);
    if is_named && idle > session {
        let words = format!("must not be longer than the session itself: {idle} idle, {session} in all. Name both");
        return Err(invalid("idle session lifetime", words));
    }
    Ok(())
}

fn change(kept: &mut Option<String>, named: Option<String>, read: impl FnOnce(&str) -> Result<String, FlowError>) -> Result<(), FlowError> {
    if let Some(text) = named {
        *kept = if text.is_empty() { None } else { Some(read(&text)?) };
    }
    Ok(())
}

fn invalid(what: &str, problem: impl std::fmt::Display) -> FlowError {
    FlowError::InvalidParameter(format!("The {what} {problem}."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(change: LoginChange) -> String {
        change.apply(&TenantSettings::default()).expect_err("refused").to_string()
    }

    #[test]
    fn only_what_is_named_changes() {
        let before = TenantSettings { support_email: Some("help@a.test".into()), otp_enabled: true, ..TenantSettings::default() };
        assert_eq!(LoginChange::default().apply(&before).expect("nothing"), before);
        let change = LoginChange { otp: Some(false), support_email: Some(String::new()), ..LoginChange::default() };
        let after = change.apply(&before).expect("two things");
        assert_eq!(after, TenantSettings { support_email: None, otp_enabled: false, ..before });
    }

    #[test]
    fn an_empty_one_takes_away() {
        let named = LoginChange {
            logout_urls: Some(vec!["https://a.test/bye".into()]),
            primary_color: Some("#00AA00".into()),
            page_background: Some("#ffffff".into()),
            logo: Some(b"\xff\xd8\xff".to_vec()),
            support_email: Some("help@a.test".into()),
            support_url: Some("https://a.test/help".into()),
            ..LoginChange::default()
        };
        let set = named.apply(&TenantSettings::default()).expect("all are good");
        assert_eq!(set.branding.primary_color.as_deref(), Some("#00aa00"));
        assert_eq!(set.branding.logo.as_deref(), Some("data:image/jpeg;base64,/9j/"));
        let empty = LoginChange {
            logout_urls: Some(Vec::new()),
            primary_color: Some(String::new()),
            page_background: Some(String::new()),
            logo: Some(Vec::new()),
            support_email: Some(String::new()),
            support_url: Some(String::new()),
            ..LoginChange::default()
        };
        assert_eq!(empty.apply(&set).expect("all may be absent"), TenantSettings::default());
    }

    #[test]
    fn lifetimes_are_bounded_and_agree() {
        let hours = |session: Option<u32>, idle: Option<u32>| LoginChange {
            session_lifetime: session.map(Lifetime::of_hours),
            idle_session_lifetime: idle.map(Lifetime::of_hours),
            ..LoginChange::default()
        };
        assert!(hours(Some(8760), Some(1)).apply(&TenantSettings::default()).is_ok());
        for change in [hours(Some(0), None), hours(None, Some(0)), hours(Some(8761), None)] {
            assert!(refused(change.clone()).contains("must be from a minute to 8760 hours"), "{change:?}");
        }
        // The default is 72 hours idle.
        assert!(refused(hours(Some(10), None)).contains("72 hours idle, 10 hours in all"));
        assert!(refused(hours(None, Some(169))).contains("169 hours idle, 168 hours in all"));
        // A record in which they disagree is not in the way of other changes.
        let odd = TenantSettings { session_lifetime: Lifetime::of_hours(1), ..TenantSettings::default() };
        assert!(LoginChange { otp: Some(false), ..LoginChange::default() }.apply(&odd).is_ok());
    }

    #[test]
    fn what_is_wrong_is_named() {
        let change = LoginChange::default;
        let text = |text: &str| Some(text.to_owned());
        for (bad, words) in [
            (LoginChange { locales: Some(vec!["en".into(), "english".into()]), ..change() }, "\"english\" is no language"),
            (LoginChange { locales: Some(Vec::new()), ..change() }, "must name at least one"),
            (LoginChange { primary_color: text("red"), ..change() }, "The primary colour must be a colour such as #17604c."),
            (LoginChange { page_background: text("#fff"), ..change() }, "The page background must be a colour"),
            (LoginChange { logo: Some(b"GIF89a".to_vec()), ..change() }, "The logo must be a PNG, JPEG, WebP or SVG picture."),
            (LoginChange { support_email: text("help"), ..change() }, "The support address must be an e-mail address"),
            (LoginChange { support_url: text("/help"), ..change() }, "The support URL must be an absolute address"),
            (LoginChange { logout_urls: Some(vec!["https://a.test/#x".into()]), ..change() }, "logout URL \"https://a.test/#x\" must not"),
        ] {
            let said = refused(bad);
            assert!(said.contains(words), "{words:?} is not in {said}");
        }
    }

    #[test]
    fn languages_are_written_one_way_and_once() {
        let tags = ["PT-br", " de", "pt-BR"].map(str::to_owned);
        assert_eq!(locales(&tags).expect("known"), ["pt-BR", "de"]);
    }
}
