//! What every page is framed by: the reader's language, the tenant's name and picture, and what its form brings back.

use axum::http::HeaderMap;
use ringfence_core::locale;

use crate::ctx::Ctx;
use crate::flow::login::Stage;
use crate::flow::visit::Visit;
use crate::http::pages::assets;
use crate::http::pages::view::{Language, Page, Support};
use crate::texts::{self, Names, Words};

/// The language that pages and messages of this request speak: the application's word, the browser's, the tenant's.
pub fn language(ctx: &Ctx) -> String {
    locale::negotiate(ctx.languages.explicit.as_deref(), ctx.languages.accepted.as_deref(), &ctx.settings().enabled_locales)
}

pub fn words(ctx: &Ctx, client_name: &str, email: &str) -> Words {
    let settings = ctx.settings();
    let language = language(ctx);
    let names = Names {
        client_name: client_name.to_owned(),
        tenant_name: tenant_name(ctx),
        user_name: email.to_owned(),
        email: email.to_owned(),
        support_email: settings.support_email.clone().unwrap_or_default(),
    };
    let custom = ctx.view.custom_texts.get(&language).cloned();
    Words::new(&language, custom, names)
}

fn tenant_name(ctx: &Ctx) -> String {
    let settings = ctx.settings();
    if settings.friendly_name.is_empty() { ctx.view.tenant.name.clone() } else { settings.friendly_name.clone() }
}

/// Of a page within a login.
pub fn of_login(ctx: &Ctx, visit: &Visit, stage: &Stage) -> Page {
    let email = stage.user.as_ref().map_or("", |user| &user.email);
    let id = stage.login.id.as_str();
    let page = page(ctx, visit, words(ctx, &stage.client.settings.name, email), id);
    Page { languages: languages(ctx, id), state: id.to_owned(), ..page }
}

/// Of a page that belongs to no login.
pub fn bare(ctx: &Ctx, visit: &Visit) -> Page {
    page(ctx, visit, words(ctx, "", ""), "")
}

/// Of a page whose tenant is not known.
pub fn nobodys(accepted: Option<&str>) -> Page {
    let spoken: Vec<String> = texts::shipped().iter().map(|shipped| shipped.tag.to_owned()).collect();
    Page {
        words: Words::new(&locale::negotiate(None, accepted, &spoken), None, Names::default()),
        csrf: String::new(),
        state: String::new(),
        tenant_name: String::new(),
        logo: None,
        brand_url: format!("/u/brand.css?v={}", assets::version()),
        languages: Vec::new(),
        support: None,
        version: assets::version().to_owned(),
    }
}

/// `form` is what the page's form is bound to.
pub fn page(ctx: &Ctx, visit: &Visit, words: Words, form: &str) -> Page {
    let settings = ctx.settings();
    let support = match (&settings.support_email, &settings.support_url) {
        (Some(address), _) => Some(Support::Mail(address.clone())),
        (None, Some(url)) => Some(Support::Url(url.clone())),
        (None, None) => None,
    };
    Page {
        words,
        csrf: visit.csrf_token(ctx, form),
        state: String::new(),
        tenant_name: tenant_name(ctx),
        logo: settings.branding.logo.as_ref().map(|logo| format!("/u/logo?v={}", assets::fingerprint(logo.as_bytes()))),
        brand_url: format!("/u/brand.css?v={}", assets::brand_version(&settings.branding)),
        languages: Vec::new(),
        support,
        version: assets::version().to_owned(),
    }
}

/// Those that the tenant has switched on and that we speak; none where there is no choice.
fn languages(ctx: &Ctx, login: &str) -> Vec<Language> {
    let enabled = &ctx.settings().enabled_locales;
    let spoken = texts::shipped().iter().filter(|shipped| enabled.iter().any(|tag| tag == shipped.tag));
    let href = |tag: &str| format!("?state={login}&ui_locales={tag}");
    let choice: Vec<Language> =
        spoken.map(|known| Language { tag: known.tag.to_owned(), name: known.name.to_owned(), href: href(known.tag) }).collect();
    if choice.len() > 1 { choice } else { Vec::new() }
}

/// The country that a number is likely to be of: the network's, else the one of the browser's first language with a region.
pub fn likely_region(ctx: &Ctx, visit: &Visit) -> String {
    let accepted = ctx.languages.accepted.as_deref().unwrap_or_default();
    let first = accepted.split([',', ';']).next().unwrap_or_default().trim();
    let of_browser = first.contains('-').then(|| ringfence_core::country::of_locale(first)).flatten();
    let of_language = || ringfence_core::country::of_locale(&language(ctx));
    let likely = of_browser.or_else(of_language).map_or("US", |country| country.region.as_str());
    visit.country.clone().unwrap_or_else(|| likely.to_owned())
}

/// A request of another site brings no `Origin` of ours. Browsers send it with every form.
pub fn is_cross_site(ctx: &Ctx, headers: &HeaderMap) -> bool {
    let Some(origin) = headers.get("origin").and_then(|value| value.to_str().ok()) else { return false };
    // `null` is what a page without a referrer sends.
    origin != "null" && origin != ctx.domain.issuer.trim_end_matches('/')
}
