//! Who takes messages and mails out, as far as the settings say it.

use reqwest::Url;
use ringfence_outbound::{Carriers, Reach};

use super::Findings;
use crate::boot;
use crate::config::Settings;

const ROOTS: [&str; 3] = ["/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem"];

pub(super) fn look(settings: &Settings) -> Findings {
    let mut findings = Findings::default();
    for warning in settings.warnings() {
        findings.note(warning);
    }
    if settings.network.outbound == Reach::Loopback {
        findings.note("network.outbound is \"loopback\": no message and no mail leaves this machine");
    }
    if let Err(words) = base_url(&settings.carriers.twilio.base_url) {
        findings.refuse(format!("carriers.twilio.base_url {words}"));
    }
    builtin(settings, &mut findings);
    match boot::smtp(settings) {
        Ok(Some(_)) => findings.good("a mail server is set"),
        Ok(None) => {}
        Err(problem) => findings.refuse(format!("{problem:#}")),
    }
    match ROOTS.iter().find(|path| std::path::Path::new(path).exists()) {
        Some(path) => findings.good(format!("CA certificates in {path}")),
        None => findings.problem("no CA certificates found: install the package ca-certificates, or carriers cannot be reached"),
    }
    findings
}

fn base_url(text: &str) -> Result<(), &'static str> {
    let url = Url::parse(text).map_err(|_| "must be a URL such as https://api.twilio.com")?;
    let is_web = matches!(url.scheme(), "https" | "http") && url.host_str().is_some_and(|host| !host.is_empty());
    if !is_web {
        return Err("must be a URL such as https://api.twilio.com");
    }
    let has_more = url.query().is_some() || url.fragment().is_some() || !url.username().is_empty() || url.password().is_some();
    if has_more { Err("must hold no user name, no query and no fragment: requests append their path to it") } else { Ok(()) }
}

fn builtin(settings: &Settings, findings: &mut Findings) {
    let (builtin, twilio) = (&settings.carriers.builtin, settings.carriers.builtin.twilio());
    for name in &builtin.route {
        match name.as_str() {
            unknown if !Carriers::names().contains(&unknown) => findings.refuse(format!(
                "carriers.builtin.route names {unknown:?}, which is not a carrier. The carriers are {}",
                Carriers::names().join(", ")
            )),
            "virtual" if !settings.carriers.virtual_carrier.enabled => findings
                .problem("carriers.builtin.route names the virtual carrier, which is switched off: messages of the built-in provider fail"),
            "twilio" if twilio.sid.is_none() || twilio.auth_token.is_none() => findings.problem(
                "carriers.builtin.route names twilio, and its account is not set: set carriers.builtin.twilio_sid and \
                 carriers.builtin.twilio_auth_token (or …_file)",
            ),
            "twilio" if twilio.from.is_none() && twilio.messaging_service_sid.is_none() => findings.problem(
                "carriers.builtin.route names twilio, and there is nothing to send from: set carriers.builtin.twilio_from or \
                 carriers.builtin.twilio_messaging_service_sid",
            ),
            _ => findings.good(format!("the built-in provider sends by {name}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_carriers_url_is_one() {
        for url in ["https://api.twilio.com", "http://127.0.0.1:8080/", "https://api.dublin.ie1.twilio.com"] {
            assert_eq!(base_url(url), Ok(()), "{url}");
        }
        for url in ["api.twilio.com", "", "ftp://api.twilio.com", "https://", "https://api.twilio.com?x", "https://u:p@api.twilio.com"] {
            assert!(base_url(url).is_err(), "{url}");
        }
    }
}
