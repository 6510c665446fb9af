//! `/branding`: the colours and the logo of the pages.

use axum::Json;
use ringfence_core::tenant;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::flow::administer::Admin;
use crate::flow::administer::branding::{self, BrandingChange};
use crate::http::management::{Answer, Body, Empty, empty, patch};

#[derive(Serialize, ToSchema)]
pub(super) struct Branding {
    #[serde(skip_serializing_if = "Option::is_none")]
    colors: Option<Colors>,
    /// The picture itself, as a `data:` URL.
    #[serde(skip_serializing_if = "Option::is_none")]
    logo_url: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub(super) struct Colors {
    /// Of buttons and links.
    #[serde(skip_serializing_if = "Option::is_none")]
    primary: Option<String>,
    /// Behind the card with the form.
    #[serde(skip_serializing_if = "Option::is_none")]
    page_background: Option<String>,
}

/// Null takes a setting away.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct BrandingPatch {
    #[serde(default, deserialize_with = "patch::present")]
    #[schema(value_type = Option<ColorsPatch>)]
    colors: Option<Option<ColorsPatch>>,
    /// The picture itself, as a `data:` URL: a PNG, JPEG, WebP or SVG of at most 32 KiB. No page asks another server for it.
    #[serde(default, deserialize_with = "patch::present")]
    #[schema(value_type = Option<String>, max_length = 50_000)]
    logo_url: Option<Option<String>>,
    /// Must be null: the logo is the icon.
    #[schema(max_length = 50_000)]
    favicon_url: Option<String>,
    font: Option<FontPatch>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ColorsPatch {
    #[serde(default, deserialize_with = "patch::present")]
    #[schema(value_type = Option<String>, pattern = "^#[0-9A-Fa-f]{6}$")]
    primary: Option<Option<String>>,
    #[serde(default, deserialize_with = "patch::present")]
    #[schema(value_type = Option<PageBackground>)]
    page_background: Option<Option<PageBackground>>,
}

/// A colour; a gradient, which Auth0's pages can have, is refused.
#[derive(Deserialize, ToSchema)]
#[serde(untagged)]
pub(super) enum PageBackground {
    Color(String),
    Gradient(#[expect(dead_code, reason = "refused, whatever it is")] Gradient),
}

#[derive(Deserialize, ToSchema)]
#[expect(dead_code, reason = "known so that it can be refused by name")]
pub(super) struct Gradient {
    r#type: Option<String>,
    start: Option<String>,
    end: Option<String>,
    angle_deg: Option<f64>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FontPatch {
    /// Must be null: the pages load no font.
    #[schema(max_length = 2048)]
    url: Option<String>,
}

/// Get the branding.
#[utoipa::path(
    get, path = "/branding", tag = "branding", operation_id = "get_branding",
    responses((status = 200, description = "What is set", body = Branding)),
    security(("management" = ["read:branding"]))
)]
pub(super) async fn show(admin: Admin) -> Answer<Branding> {
    Ok(Json(shown(admin.tenant().await?.settings.branding)))
}

/// Update the branding.
#[utoipa::path(
    patch, path = "/branding", tag = "branding", operation_id = "patch_branding",
    request_body = BrandingPatch,
    responses((status = 200, description = "As it is now", body = Branding)),
    security(("management" = ["update:branding"]))
)]
pub(super) async fn update(admin: Admin, Body(new): Body<BrandingPatch>) -> Answer<Branding> {
    let is_set = |text: &Option<String>| text.as_deref().is_some_and(|text| !text.is_empty());
    let mut change = BrandingChange {
        logo: new.logo_url.map(Option::unwrap_or_default),
        has_favicon: is_set(&new.favicon_url),
        has_font: new.font.is_some_and(|font| is_set(&font.url)),
        ..BrandingChange::default()
    };
    match new.colors {
        Some(None) => (change.primary_color, change.page_background) = (Some(String::new()), Some(String::new())),
        Some(Some(colors)) => {
            change.primary_color = colors.primary.map(Option::unwrap_or_default);
            change.page_background = colors.page_background.map(|background| match background {
                Some(PageBackground::Color(color)) => color,
                Some(PageBackground::Gradient(_)) => {
                    change.has_gradient = true;
                    String::new()
                }
                None => String::new(),
            });
        }
        None => {}
    }
    Ok(Json(shown(branding::change(&admin, change).await?)))
}

/// Reset the branding.
#[utoipa::path(
    delete, path = "/branding", tag = "branding", operation_id = "delete_branding",
    responses((status = 204, description = "As a tenant begins")),
    security(("management" = ["delete:branding"]))
)]
pub(super) async fn reset(admin: Admin) -> Empty {
    branding::reset(&admin).await?;
    empty()
}

fn shown(set: tenant::Branding) -> Branding {
    let colors = Colors { primary: set.primary_color, page_background: set.page_background };
    let has_colors = colors.primary.is_some() || colors.page_background.is_some();
    Branding { colors: has_colors.then_some(colors), logo_url: set.logo }
}
