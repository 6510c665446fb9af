//! What holds for every screen, and the preview that shows them all.

use std::fs;
use std::path::Path;

use super::brand::Brand;
use super::samples;

const LANGUAGES: [&str; 3] = ["en", "de", "ar"];

#[test]
fn no_screen_holds_what_the_content_security_policy_forbids() {
    for (name, html) in LANGUAGES.into_iter().flat_map(samples::all) {
        for forbidden in ["<style", " style=", " onclick=", " onload=", " onsubmit=", "javascript:", "\"http://"] {
            assert!(!html.contains(forbidden), "{name}: {forbidden}");
        }
        assert_eq!(html.matches("<script").count(), html.matches("<script src=\"/u/assets/").count(), "{name}");
    }
}

#[test]
fn every_screen_has_one_heading_and_forms_that_are_ours() {
    for (name, html) in LANGUAGES.into_iter().flat_map(samples::all) {
        assert_eq!(html.matches("<h1").count(), 1, "{name}");
        assert_eq!(html.matches("<main").count(), 1, "{name}");
        if name != "form-post" {
            assert_eq!(html.matches("<form method=\"post\"").count(), html.matches("name=\"csrf\"").count(), "{name}");
        }
    }
}

#[test]
fn an_error_is_an_alert_and_tied_to_its_field() {
    for (name, html) in samples::all("en") {
        let is_wrong = name.ends_with("-wrong") || name.ends_with("-weak") || name.ends_with("-too-many");
        assert_eq!(html.contains("role=\"alert\""), is_wrong || name == "error", "{name}");
        assert_eq!(html.contains("<title>Error: "), is_wrong, "{name}");
        for (at, _) in html.match_indices("-fault\">") {
            let id = html[..at].rsplit_once("id=\"").map_or("", |(_, id)| id);
            assert!(html.contains("aria-invalid=\"true\""), "{name}");
            assert!(html.contains(&format!("{id}-fault\"")), "{name}: {id}");
        }
    }
}

#[test]
fn what_is_typed_or_set_by_others_stays_text() {
    let evil = "\"><script>alert(1)</script>";
    let page = super::password::LoginPage { page: samples::page("en"), fault: None, username: evil.to_owned(), signup_link: None };
    let html = askama::Template::render(&page).expect("renders");
    assert!(!html.contains("<script>"), "{html}");
}

#[test]
fn arabic_runs_from_right_to_left_and_numbers_do_not() {
    let screens = samples::all("ar");
    assert!(screens.iter().all(|(_, html)| html.contains("<html lang=\"ar\" dir=\"rtl\">")));
    let (_, code) = screens.iter().find(|(name, _)| *name == "mfa-sms-challenge").expect("is drawn");
    assert!(code.contains("<bdi dir=\"ltr\" class=\"number\">••••\u{a0}0123</bdi>"), "{code}");
}

/// A phone on a slow network loads these before it shows anything.
#[test]
fn the_assets_stay_small() {
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
    for (asset, at_most) in [("pages.css", 15 * 1024), ("pages.js", 8 * 1024)] {
        let size = fs::metadata(assets.join(asset)).expect("is there").len();
        assert!(size <= at_most, "{asset}: {size}");
    }
}

/// Draws every screen into `target/preview`: `cargo test -p ringfence --lib preview -- --ignored`, then serve that folder.
#[test]
#[ignore = "writes files for people to look at"]
fn preview() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let preview = root.join("../../target/preview");
    fs::create_dir_all(preview.join("u/assets")).expect("a folder");
    fs::write(preview.join("u/brand.css"), Brand::new(None, None).stylesheet()).expect("written");
    for asset in ["pages.css", "pages.js", "form_post.js", "favicon.svg"] {
        fs::copy(root.join("assets").join(asset), preview.join("u/assets").join(asset)).expect("copied");
    }
    for language in LANGUAGES {
        for (name, html) in samples::all(language) {
            fs::write(preview.join(format!("{name}.{language}.html")), html).expect("written");
        }
    }
}
