//! How a tenant's pages look, as Auth0's branding API has it.
//!
//! No page of Ringfence asks another server for anything. So a logo is handed over as the picture itself, in a `data:` URL, and what
//! could only be an address of somewhere else (a font, an icon of its own) is refused.

use ringfence_core::branding;
use ringfence_core::tenant::Branding;

use crate::flow::administer::Admin;
use crate::flow::administer::login::LoginChange;
use crate::flow::error::FlowError;

/// Only what is named changes; an empty text takes away.
#[derive(Default)]
pub struct BrandingChange {
    pub primary_color: Option<String>,
    pub page_background: Option<String>,
    /// A `data:` URL.
    pub logo: Option<String>,
    /// Named, and not empty.
    pub has_favicon: bool,
    pub has_font: bool,
    pub has_gradient: bool,
}

pub async fn change(admin: &Admin, change: BrandingChange) -> Result<Branding, FlowError> {
    let refused = match () {
        () if change.has_font => Some("The pages are set in the reader's own font, and load none: leave font out."),
        () if change.has_favicon => Some("The pages have the logo as their icon: set logo_url, and leave favicon_url out."),
        () if change.has_gradient => Some("The pages have one colour behind them: give page_background as a colour such as #17604c."),
        () => None,
    };
    if let Some(words) = refused {
        return Err(FlowError::NotSupported(words.to_owned()));
    }
    let picture = |url: &str| branding::picture(url).map_err(|problem| FlowError::InvalidParameter(format!("The logo_url {problem}.")));
    let logo = match change.logo.as_deref() {
        Some("") => Some(Vec::new()),
        Some(url) => Some(picture(url)?),
        None => None,
    };
    let (primary_color, page_background) = (change.primary_color, change.page_background);
    let login = LoginChange { primary_color, page_background, logo, ..LoginChange::default() };
    admin
        .change_settings(move |settings| {
            *settings = login.clone().apply(settings)?;
            Ok(settings.branding.clone())
        })
        .await
}

/// As a tenant begins.
pub async fn reset(admin: &Admin) -> Result<(), FlowError> {
    admin
        .change_settings(|settings| {
            settings.branding = Branding::default();
            Ok(())
        })
        .await
}
