//! What the world calls this server.

use reqwest::Url;

use super::Findings;
use crate::config::Settings;

pub(super) fn look(settings: &Settings) -> Findings {
    let mut findings = Findings::default();
    match &settings.server.public_url {
        None => findings.refuse(
            "server.public_url is not set: there is no public URL for carriers to report back to. Set it \
             (RINGFENCE_SERVER__PUBLIC_URL) to what the world calls this server",
        ),
        Some(url) => match host(url) {
            Ok(_) => findings.good(format!("public URL {url}")),
            Err(words) => findings.refuse(format!("server.public_url {words}")),
        },
    }
    findings
}

/// The host as tenants' domains have it, with its port unless that is the scheme's own; else what is wrong, in words.
pub(in crate::cli) fn host(public_url: &str) -> Result<String, &'static str> {
    const FORM: &str = "must be a URL such as https://login.example.com";
    let url = Url::parse(public_url).ok().filter(|url| matches!(url.scheme(), "https" | "http")).ok_or(FORM)?;
    let host = url.host_str().filter(|host| !host.is_empty()).ok_or(FORM)?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err("must not hold a user name or a password");
    }
    if !matches!(url.path(), "" | "/") || url.query().is_some() || url.fragment().is_some() {
        return Err("must be a host and nothing behind it: every tenant and callback lives at the root of its host");
    }
    Ok(url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_public_url_is_a_scheme_and_a_host() {
        for (url, known) in [
            ("https://login.example.com", "login.example.com"),
            ("https://Login.Example.com:443/", "login.example.com"),
            ("http://127.0.0.1:8080", "127.0.0.1:8080"),
            ("https://[2001:db8::1]:8443", "[2001:db8::1]:8443"),
        ] {
            assert_eq!(host(url).as_deref(), Ok(known), "{url}");
        }
        for url in [
            "login.example.com",
            "login.example.com:443",
            "ftp://login.example.com",
            "https://",
            "https://login.example.com/auth",
            "https://login.example.com/?x=1",
            "https://login.example.com/#x",
            "https://ada:secret@login.example.com",
            "",
        ] {
            assert!(host(url).is_err(), "{url}");
        }
    }
}
