//! Changes to a tenant's login pages; only what is named changes, and an empty text takes an optional one away.

use std::ffi::OsString;
use std::path::Path;

use anyhow::Context;
use clap::{Args, ValueEnum};
use ringfence_core::session::Lifetime;
use ringfence_core::tenant;

use crate::boot::House;
use crate::flow::administer::{self, login::LoginChange};

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Experience {
    New,
    Classic,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct LoginOptions {
    name: String,
    /// `classic` offers no calls and tells messages no language
    #[arg(long, value_enum)]
    experience: Option<Experience>,
    /// A session ends after so many hours whatever happens
    #[arg(long, value_name = "HOURS")]
    session_lifetime: Option<u32>,
    /// And after so many without use
    #[arg(long, value_name = "HOURS")]
    idle_session_lifetime: Option<u32>,
    /// The languages of pages and messages; the first is the default
    #[arg(long, value_delimiter = ',', value_name = "a,b")]
    locales: Option<Vec<String>>,
    /// Offer authenticator apps
    #[arg(long)]
    otp: Option<bool>,
    /// Hand out a recovery code with the first factor
    #[arg(long)]
    recovery_codes: Option<bool>,
    /// Where a logout that names no application may lead; may be repeated, and replaces the list
    #[arg(long = "logout-url", value_name = "URL")]
    logout_urls: Option<Vec<String>>,
    /// Of buttons and links
    #[arg(long, value_name = "#rrggbb")]
    primary_color: Option<String>,
    /// Behind the card with the form
    #[arg(long, value_name = "#rrggbb")]
    page_background: Option<String>,
    /// A PNG, JPEG, WebP or SVG file of at most 32 KiB
    #[arg(long, value_name = "FILE")]
    logo: Option<OsString>,
    /// Shown to whoever needs help
    #[arg(long, value_name = "ADDRESS")]
    support_email: Option<String>,
    /// Shown where there is no support address
    #[arg(long, value_name = "URL")]
    support_url: Option<String>,
}

pub(super) async fn change(house: &House, options: LoginOptions) -> anyhow::Result<()> {
    let tenant = administer::tenant_named(&house.app.store, &options.name).await?;
    let read = |file: OsString| if file.is_empty() { Ok(Vec::new()) } else { picture(Path::new(&file)) };
    let change = LoginChange {
        experience: options.experience.map(|experience| match experience {
            Experience::New => tenant::Experience::New,
            Experience::Classic => tenant::Experience::Classic,
        }),
        session_lifetime: options.session_lifetime.map(Lifetime::of_hours),
        idle_session_lifetime: options.idle_session_lifetime.map(Lifetime::of_hours),
        locales: options.locales,
        otp: options.otp,
        recovery_codes: options.recovery_codes,
        logout_urls: options.logout_urls.map(|urls| urls.into_iter().filter(|url| !url.is_empty()).collect()),
        primary_color: options.primary_color,
        page_background: options.page_background,
        logo: options.logo.map(read).transpose()?,
        support_email: options.support_email,
        support_url: options.support_url,
    };
    let settings = change.apply(&tenant.settings)?;
    administer::plain_http::check_tenant(&house.app, &settings, &tenant.settings)?;
    administer::change_settings(&house.app, &tenant, settings).await?;
    super::show::one(house, &options.name).await
}

fn picture(file: &Path) -> anyhow::Result<Vec<u8>> {
    let picture = std::fs::read(file).with_context(|| format!("{} cannot be read", file.display()))?;
    anyhow::ensure!(!picture.is_empty(), "{} is empty", file.display());
    Ok(picture)
}
