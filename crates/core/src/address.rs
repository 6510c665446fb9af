//! Addresses that an operator registers and browsers are sent to later: absolute, exact, and nothing that a browser would run.
//!
//! Redirects are compared to the letter ([`crate::authorize::redirect_is_registered`]), so what is kept here is the text as it was
//! written; only its form is judged. Source: RFC 6749 §3.1.2, RFC 8252 §7.

use std::net::{IpAddr, Ipv6Addr};

use crate::client::ClientSettings;

const LONGEST: usize = 2048;
/// A browser that is sent to one of these stays where it is, or reads what is not the application's.
const NOT_AN_APPLICATION: [&str; 8] = ["about", "blob", "data", "file", "filesystem", "javascript", "vbscript", "view-source"];

#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum AddressError {
    #[error("must be an absolute address such as https://www.example.com/path")]
    NotAbsolute,
    #[error("must begin with https:// or http://")]
    NotWeb,
    #[error("must not have a fragment (#…)")]
    Fragment,
    #[error("must not name a user or a password")]
    Credentials,
    #[error("may have a * only as the port of a loopback host, as in http://127.0.0.1:*/callback")]
    Wildcard,
    #[error("must hold nothing but printable ASCII without spaces, quotes and backslashes: percent-encode the rest")]
    Character,
    #[error("must not be longer than {LONGEST} bytes")]
    TooLong,
}

/// `https://host[:port][/path][?query]`, or the same by `http`.
pub fn check_web(text: &str) -> Result<(), AddressError> {
    if text.contains('*') {
        return Err(AddressError::Wildcard);
    }
    let (scheme, rest) = split(text)?;
    if is_web(scheme) { check_authority(rest) } else { Err(AddressError::NotWeb) }
}

/// Where an application may have a person sent back to: a web address, also with a free port of a loopback host, or an address of
/// a native application's own scheme.
pub fn check_return(text: &str) -> Result<(), AddressError> {
    let (scheme, rest) = split(text)?;
    if !is_web(scheme) {
        return match () {
            () if rest.contains('*') => Err(AddressError::Wildcard),
            () if NOT_AN_APPLICATION.contains(&scheme.to_ascii_lowercase().as_str()) => Err(AddressError::NotWeb),
            () => Ok(()),
        };
    }
    let loopback = ["http://127.0.0.1:*", "http://[::1]:*", "http://localhost:*"];
    match loopback.iter().find_map(|free| text.strip_prefix(free)) {
        Some(path) if path.contains('*') => Err(AddressError::Wildcard),
        Some(path) if path.is_empty() || path.starts_with(['/', '?']) => Ok(()),
        Some(_) => Err(AddressError::NotAbsolute),
        None if rest.contains('*') => Err(AddressError::Wildcard),
        None => check_authority(rest),
    }
}

/// The first address of a client that is none, and what is wrong with it.
pub fn check_client(settings: &ClientSettings) -> Result<(), (String, AddressError)> {
    for address in settings.callbacks.iter().chain(&settings.allowed_logout_urls) {
        check_return(address).map_err(|problem| (address.clone(), problem))?;
    }
    let login = settings.initiate_login_uri.iter();
    login.into_iter().try_for_each(|address| check_web(address).map_err(|problem| (address.clone(), problem)))
}

/// Whether a web address is on the site of a registered one: scheme, host and port are the same, or the port of a loopback host is free.
pub fn is_same_site(registered: &str, asked: &str) -> bool {
    let (Some(known), Some(asked)) = (site(registered), site(asked)) else { return false };
    let is_free =
        |host: &str| known.eq_ignore_ascii_case(&format!("{host}:*")) && asked.to_ascii_lowercase().starts_with(&format!("{host}:"));
    known.eq_ignore_ascii_case(asked) || ["http://127.0.0.1", "http://[::1]", "http://localhost"].into_iter().any(is_free)
}

/// Whether a browser on its way there speaks in clear to another machine.
pub fn is_plain_http(address: &str) -> bool {
    let Some((scheme, rest)) = address.split_once("://") else { return false };
    if !scheme.eq_ignore_ascii_case("http") {
        return false;
    }
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = match authority.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => authority.split(':').next().unwrap_or_default(),
    };
    !is_loopback(host)
}

/// A name or an address by which a machine speaks to itself (RFC 6761 §6.3).
pub fn is_loopback(host: &str) -> bool {
    let name = host.strip_suffix('.').unwrap_or(host).to_ascii_lowercase();
    name == "localhost" || name.ends_with(".localhost") || host.parse::<IpAddr>().is_ok_and(|address| address.to_canonical().is_loopback())
}

/// `https://host[:port]`
fn site(address: &str) -> Option<&str> {
    let (scheme, rest) = address.split_once("://").filter(|(scheme, _)| is_web(scheme))?;
    let host = rest.split(['/', '?', '#']).next().filter(|host| !host.is_empty() && !host.contains('@'))?;
    address.get(..scheme.len() + 3 + host.len())
}

fn is_web(scheme: &str) -> bool {
    scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http")
}

/// The scheme and what follows its colon.
fn split(text: &str) -> Result<(&str, &str), AddressError> {
    if text.len() > LONGEST {
        return Err(AddressError::TooLong);
    }
    if text.bytes().any(|byte| !byte.is_ascii_graphic() || b"\"<>\\^`{|}".contains(&byte)) {
        return Err(AddressError::Character);
    }
    if text.contains('#') {
        return Err(AddressError::Fragment);
    }
    let (scheme, rest) = text.split_once(':').ok_or(AddressError::NotAbsolute)?;
    let is_scheme = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    if is_scheme && !rest.is_empty() { Ok((scheme, rest)) } else { Err(AddressError::NotAbsolute) }
}

/// `//host[:port]` at the beginning of what follows the scheme.
fn check_authority(rest: &str) -> Result<(), AddressError> {
    let authority = rest.strip_prefix("//").ok_or(AddressError::NotAbsolute)?;
    let authority = authority.split(['/', '?']).next().unwrap_or_default();
    if authority.contains('@') {
        return Err(AddressError::Credentials);
    }
    let (is_host, port) = match authority.strip_prefix('[').map(|rest| rest.split_once(']')) {
        Some(Some((number, port))) => (number.parse::<Ipv6Addr>().is_ok(), port),
        Some(None) => (false, ""),
        None => {
            let end = authority.find(':').unwrap_or(authority.len());
            (is_name(&authority[..end]), &authority[end..])
        }
    };
    let is_port = |port: &str| port.parse::<u16>().is_ok_and(|port| port > 0) && port.bytes().all(|byte| byte.is_ascii_digit());
    let is_free = port.is_empty() || port.strip_prefix(':').is_some_and(is_port);
    if is_host && is_free { Ok(()) } else { Err(AddressError::NotAbsolute) }
}

fn is_name(host: &str) -> bool {
    let is_label = |label: &str| !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    host.len() <= 253 && host.strip_suffix('.').unwrap_or(host).split('.').all(is_label)
}

#[cfg(test)]
mod tests {
    use super::AddressError::{Character, Credentials, Fragment, NotAbsolute, NotWeb, TooLong, Wildcard};
    use super::*;

    #[test]
    fn web_addresses() {
        for good in [
            "https://www.example.com",
            "https://www.example.com/",
            "http://127.0.0.1:3000/a/b?c=d&e=%20",
            "https://[2001:db8::1]:8443/x",
            "https://a_b.example-c.test./?q",
            "HTTPS://WWW.EXAMPLE.COM/",
        ] {
            assert_eq!(check_web(good), Ok(()), "{good}");
        }
        for (bad, problem) in [
            ("", NotAbsolute),
            ("/path", NotAbsolute),
            ("www.example.com", NotAbsolute),
            ("https:", NotAbsolute),
            ("https:/x", NotAbsolute),
            ("https:///x", NotAbsolute),
            ("https://:80/", NotAbsolute),
            ("https://a..b/", NotAbsolute),
            ("https://a:/", NotAbsolute),
            ("https://a:0/", NotAbsolute),
            ("https://a:+80/", NotAbsolute),
            ("https://a:65536/", NotAbsolute),
            ("https://[::1", NotAbsolute),
            ("https://[::x]/", NotAbsolute),
            ("https://[::1]x/", NotAbsolute),
            ("https://www.example.com/#top", Fragment),
            ("https://ada:sesame@www.example.com/", Credentials),
            ("https://www.example.com\\@evil.example/", Character),
            ("https://www.example.com/a b", Character),
            ("https://bücher.example/", Character),
            ("https://www.example.com/\n", Character),
            ("https://*.example.com/", Wildcard),
            ("http://127.0.0.1:*/", Wildcard),
            ("javascript:alert(1)", NotWeb),
            ("ftp://www.example.com/", NotWeb),
        ] {
            assert_eq!(check_web(bad), Err(problem), "{bad}");
        }
        assert_eq!(check_web(&format!("https://www.example.com/{}", "a".repeat(2048))), Err(TooLong));
    }

    #[test]
    fn return_addresses() {
        for good in [
            "https://www.example.com/callback?x=1",
            "http://127.0.0.1:*/callback",
            "http://[::1]:*",
            "http://localhost:*/cb",
            "com.example.app:/callback",
            "com.example.app://login.example.com/ios/callback",
        ] {
            assert_eq!(check_return(good), Ok(()), "{good}");
        }
        for (bad, problem) in [
            ("https://*.example.com/callback", Wildcard),
            ("https://127.0.0.1:*/callback", Wildcard),
            ("http://www.example.com:*/callback", Wildcard),
            ("http://127.0.0.1:*/*", Wildcard),
            ("http://127.0.0.1:*80/callback", NotAbsolute),
            ("http://127.0.0.1:*@evil.example/", NotAbsolute),
            ("http://127.0.0.1:80@evil.example/", Credentials),
            ("com.example.app:/*", Wildcard),
            ("http://127.0.0.1:*/callback#x", Fragment),
            ("JavaScript:alert(1)", NotWeb),
            ("data:text/html,x", NotWeb),
            ("callback", NotAbsolute),
            ("//www.example.com/callback", NotAbsolute),
        ] {
            assert_eq!(check_return(bad), Err(problem), "{bad}");
        }
    }

    #[test]
    fn plain_http_is_what_leaves_the_machine_in_clear() {
        for plain in [
            "http://a.test/cb",
            "HTTP://a.test",
            "http://localhost.evil.example/",
            "http://127.0.0.1.nip.io:80/",
            "http://[2001:db8::1]/",
            "http://10.0.0.1?x",
        ] {
            assert!(is_plain_http(plain), "{plain}");
        }
        for fine in [
            "https://a.test/cb",
            "http://127.0.0.1:*/cb",
            "http://127.8.9.1/",
            "http://[::1]:3000/cb",
            "http://localhost:*/",
            "http://app.localhost/cb",
            "com.example.app:/callback",
            "com.example.app://http/callback",
        ] {
            assert!(!is_plain_http(fine), "{fine}");
        }
    }

    #[test]
    fn sites_are_compared_whole() {
        for (known, asked) in [
            ("https://a.test/callback", "https://a.test/done?x=1"),
            ("https://A.test", "https://a.TEST/"),
            ("http://127.0.0.1:*/cb", "http://127.0.0.1:3000/done"),
        ] {
            assert!(is_same_site(known, asked), "{known} {asked}");
        }
        for (known, asked) in [
            ("https://a.test/", "http://a.test/"),
            ("https://a.test/", "https://a.test:444/"),
            ("https://a.test/", "https://a.test.evil.example/"),
            ("https://a.test/", "https://a.test@evil.example/"),
            ("http://127.0.0.1:*/", "http://127.0.0.1.evil.example/"),
            ("http://127.0.0.1:*/", "https://127.0.0.1:3000/"),
            ("com.example.app:/callback", "com.example.app:/done"),
            ("", ""),
        ] {
            assert!(!is_same_site(known, asked), "{known} {asked}");
        }
    }

    #[test]
    fn each_address_of_a_client_is_looked_at() {
        let good = ClientSettings { callbacks: vec!["https://a.test/cb".to_owned()], ..ClientSettings::default() };
        assert_eq!(check_client(&good), Ok(()));
        let logout = ClientSettings { allowed_logout_urls: vec!["/bye".to_owned()], ..good.clone() };
        assert_eq!(check_client(&logout), Err(("/bye".to_owned(), NotAbsolute)));
        let login = ClientSettings { initiate_login_uri: Some("http://127.0.0.1:*/".to_owned()), ..good };
        assert_eq!(check_client(&login), Err(("http://127.0.0.1:*/".to_owned(), Wildcard)));
    }
}
