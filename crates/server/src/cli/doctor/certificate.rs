//! The certificate that HTTPS shows: whether it fits its key, whom it names, when it ends.

use std::time::Duration;

use anyhow::Context;
use ringfence_core::clock::{Clock, Timestamp};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use x509_parser::extensions::GeneralName;
use x509_parser::parse_x509_certificate;

use super::Findings;
use super::address::host;
use crate::boot::SystemClock;
use crate::cli::serve::tls;
use crate::config::Settings;

/// Long enough to renew by hand. Automatic renewal happens a month before the end.
const SOON: Duration = Duration::from_secs(14 * 86_400);

pub(super) fn look(settings: &Settings) -> Findings {
    let (mut findings, server) = (Findings::default(), &settings.server);
    match tls(settings) {
        Ok(None) => {
            if server.tls_certificate.is_some() || server.tls_key.is_some() {
                findings.note("server.tls_certificate and server.tls_key have no effect while server.tls_listen is not set");
            }
        }
        Err(problem) => findings.refuse(format!("{problem:#}")),
        Ok(Some(_)) => {
            let file = server.tls_certificate.as_deref().unwrap_or_default();
            match read(file) {
                Ok(certificate) => judge(file, &certificate, settings, SystemClock.now(), &mut findings),
                Err(problem) => findings.problem(format!("{problem:#}")),
            }
        }
    }
    findings
}

/// Of the first in the chain, which is the server's own.
struct Certificate {
    starts_at: Timestamp,
    ends_at: Timestamp,
    names: Vec<String>,
}

fn read(file: &str) -> anyhow::Result<Certificate> {
    let pem = std::fs::read(file).with_context(|| format!("{file} cannot be read"))?;
    let first = CertificateDer::pem_slice_iter(&pem).next().with_context(|| format!("{file} holds no certificate"))??;
    let (_, parsed) = parse_x509_certificate(&first).with_context(|| format!("{file} holds no certificate that can be understood"))?;
    let names = parsed.subject_alternative_name().ok().flatten().map(|names| &names.value.general_names);
    let names = names.into_iter().flatten().filter_map(name).collect();
    let validity = parsed.validity();
    let at = |moment: i64| Timestamp::from_secs(moment);
    Ok(Certificate { starts_at: at(validity.not_before.timestamp()), ends_at: at(validity.not_after.timestamp()), names })
}

fn name(general: &GeneralName<'_>) -> Option<String> {
    match general {
        GeneralName::DNSName(name) => Some(name.to_lowercase()),
        GeneralName::IPAddress(bytes) => {
            let v4 = <[u8; 4]>::try_from(*bytes).map(|octets| std::net::IpAddr::from(octets).to_string());
            let v6 = <[u8; 16]>::try_from(*bytes).map(|octets| format!("[{}]", std::net::Ipv6Addr::from(octets)));
            v4.or(v6).ok()
        }
        _ => None,
    }
}

fn judge(file: &str, certificate: &Certificate, settings: &Settings, now: Timestamp, findings: &mut Findings) {
    let Certificate { starts_at, ends_at, names } = certificate;
    if *ends_at <= now {
        findings.problem(format!("the certificate {file} has expired on {ends_at}: no client accepts it. Renew it"));
    } else if *starts_at > now {
        findings.problem(format!("the certificate {file} is not valid before {starts_at}: no client accepts it until then"));
    } else if ends_at.since(now) < SOON {
        findings.note(format!("the certificate {file} expires on {ends_at}, within 14 days: renew it, then reload by SIGHUP"));
    } else {
        findings.good(format!("the certificate {file} fits its key and is valid until {ends_at}"));
    }
    let public = settings.server.public_url.as_deref().and_then(|url| host(url).ok());
    let public =
        public.as_deref().map(|host| host.rsplit_once(':').filter(|(_, port)| !port.ends_with(']')).map_or(host, |(name, _)| name));
    if let Some(public) = public.filter(|public| !covers(names, public)) {
        findings.note(format!("the certificate {file} does not name {public}, the host of server.public_url"));
    }
}

/// A wildcard stands for one label.
fn covers(names: &[String], host: &str) -> bool {
    let wildcard = host.split_once('.').map(|(_, parent)| format!("*.{parent}"));
    names.iter().any(|name| name == host || Some(name) == wildcard.as_ref())
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: Duration = Duration::from_secs(86_400);

    fn judged(ends_in: i64, names: &[&str]) -> String {
        let now = Timestamp::from_secs(1_780_000_000);
        let ends_at = Timestamp::from_secs(now.as_secs() + ends_in * 86_400);
        let names = names.iter().map(|name| (*name).to_owned()).collect();
        let certificate = Certificate { starts_at: Timestamp::from_secs(1_700_000_000), ends_at, names };
        let mut settings = Settings::defaults();
        settings.server.public_url = Some("https://login.example.com:8443".to_owned());
        let mut findings = Findings::default();
        judge("chain.pem", &certificate, &settings, now, &mut findings);
        findings.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn its_end_is_told_before_it_comes() {
        assert!(judged(-1, &["login.example.com"]).starts_with("PROBLEM  the certificate chain.pem has expired on 2026-05-27"));
        assert!(judged(13, &["login.example.com"]).starts_with("note     the certificate chain.pem expires on"));
        assert!(judged(15, &["*.example.com"]).starts_with("ok       the certificate chain.pem fits its key"));
        let foreign = judged(90, &["example.com", "*.login.example.com"]);
        assert!(foreign.contains("does not name login.example.com"), "{foreign}");
    }

    #[test]
    fn what_a_certificate_says_is_read() {
        let made = rcgen::generate_simple_self_signed(["login.example.com".to_owned(), "127.0.0.1".to_owned()]).expect("made");
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("chain.pem").display().to_string();
        std::fs::write(&file, made.cert.pem()).expect("written");
        let certificate = read(&file).expect("read");
        assert_eq!(certificate.names, ["login.example.com", "127.0.0.1"]);
        assert!(certificate.ends_at.since(certificate.starts_at) > DAY);
        std::fs::write(&file, "no certificate").expect("written");
        assert!(read(&file).is_err());
    }
}
