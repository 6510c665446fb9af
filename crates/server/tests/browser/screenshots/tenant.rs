//! Pages that look like somebody's own: a name too long, then colours and a logo.

use serde_json::json;

use super::{Album, PHONE};
use crate::dev::Dev;
use crate::look::Look;

const LOGO: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 60"><circle cx="30" cy="30" r="24" fill="#e8590c"/><path d="M30 14c10 8 10 24 0 32-10-8-10-24 0-32z" fill="#fff"/><text x="66" y="41" font-family="Georgia, serif" font-size="32" fill="#e8590c">Pomona</text></svg>"##;

#[test]
#[ignore = "pictures are for people to look at; this takes them"]
fn with_looks_of_its_own() {
    let (dev, album) = (&Dev::start(), &Album::opens());
    let ada = dev.person(Look::DESKTOP);
    ada.visits("/demo/login");
    ada.reaches("login");
    // What the page would do with a name that nobody has thought of.
    let name = "Österreichische Donaudampfschifffahrtsgesellschaft Aktiengesellschaft";
    let _ = ada.session.run("document.querySelector('.brand').lastChild.textContent = arguments[0]", json!([name]));
    album.keeps(&ada, "tenant-long-name");

    let logo = dev.data("logo.svg");
    std::fs::write(&logo, LOGO).unwrap();
    let logo = logo.to_string_lossy();
    let line = ["tenant", "login", "demo", "--logo", &logo, "--primary-color", "#e8590c", "--page-background", "#fff4e6"];
    dev.changes(&[&line[..], &["--support-email", "help@pomona.example.com"]].concat());
    ada.visits("/demo/login");
    ada.reaches("login");
    album.keeps(&ada, "tenant-login");
    ada.comes("ada@example.com");
    ada.reaches("mfa-phone-enrollment");
    album.keeps(&ada, "tenant-mfa-phone-enrollment");
    ada.gives(PHONE, "sms");
    ada.reaches("mfa-sms-challenge");
    ada.sees_stage("delivered");
    album.keeps(&ada, "tenant-mfa-sms-challenge");
    ada.enters(&ada.code_for(PHONE));
    ada.reaches("mfa-recovery-code-enrollment");
    album.keeps(&ada, "tenant-mfa-recovery-code-enrollment");
}
