//! The cookies of a browser, read into a [`Visit`] and written back.
//!
//! Under `https` they are `__Host-` cookies, which no neighbouring host can plant (RFC 6265bis §4.1.3.2); plain HTTP is for one's own
//! machine, where browsers would refuse the prefix.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;

use crate::ctx::{App, Ctx};
use crate::flow::visit::Visit;
use crate::http::context;

const BROWSER: &str = "ringfence_browser";
const SESSION: &str = "ringfence_session";
const SECURE_PREFIX: &str = "__Host-";
/// The browser's mark lives as long as browsers let a cookie live.
const BROWSER_LIFETIME: u64 = 400 * 86_400;
/// As long as `bearer_secret` makes them.
const TOKEN_LENGTH: usize = 43;

/// What came with a request; [`CookieJar::visit`] makes it a visit.
pub struct CookieJar {
    secure: Cookies,
    plain: Cookies,
    country: Option<String>,
}

struct Cookies {
    browser: Option<String>,
    session: Option<String>,
}

impl FromRequestParts<Arc<App>> for CookieJar {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Infallible> {
        let read = |prefix: &str, name: &str| cookie(&parts.headers, &format!("{prefix}{name}"));
        let cookies = |prefix: &str| Cookies { browser: read(prefix, BROWSER), session: read(prefix, SESSION) };
        Ok(Self { secure: cookies(SECURE_PREFIX), plain: cookies(""), country: context::country(parts, &app.settings.server) })
    }
}

impl CookieJar {
    /// Under `https` a cookie without the prefix may be a neighbouring host's, and is none of ours.
    pub fn visit(self, ctx: &Ctx) -> Visit {
        let Cookies { browser, session } = if is_secure(ctx) { self.secure } else { self.plain };
        Visit::of(ctx, browser, session, self.country)
    }
}

/// Only what could be one of ours; of several the first, which browsers send for the longest path.
fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let pairs = all.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let is_ours = |value: &str| value.len() == TOKEN_LENGTH && value.bytes().all(|byte| byte.is_ascii_alphanumeric());
    pairs.filter(|(known, value)| *known == name && is_ours(value)).map(|(_, value)| value.to_owned()).next()
}

/// Gives a new browser its mark.
pub fn mark(response: &mut Response, ctx: &Ctx, visit: &Visit) {
    if visit.is_new_browser {
        set(response, ctx, BROWSER, &visit.browser, BROWSER_LIFETIME);
    }
}

pub fn set_session(response: &mut Response, ctx: &Ctx, token: &str) {
    let settings = ctx.settings();
    let lifetime = settings.persistent_sessions.then(|| settings.session_lifetime.duration().as_secs());
    set_for(response, ctx, SESSION, token, lifetime);
}

pub fn drop_session(response: &mut Response, ctx: &Ctx) {
    set(response, ctx, SESSION, "", 0);
}

fn is_secure(ctx: &Ctx) -> bool {
    ctx.domain.issuer.starts_with("https://")
}

fn set(response: &mut Response, ctx: &Ctx, name: &str, value: &str, seconds: u64) {
    set_for(response, ctx, name, value, Some(seconds));
}

/// None: until the browser is closed.
fn set_for(response: &mut Response, ctx: &Ctx, name: &str, value: &str, seconds: Option<u64>) {
    let (prefix, secure) = if is_secure(ctx) { (SECURE_PREFIX, "; Secure") } else { ("", "") };
    // Lax: the browser comes from the application's site, by a link or a redirect.
    let age = seconds.map(|seconds| format!("; Max-Age={seconds}")).unwrap_or_default();
    let line = format!("{prefix}{name}={value}; Path=/{age}; HttpOnly; SameSite=Lax{secure}");
    let line = HeaderValue::from_str(&line).expect("letters and digits, and words of ours");
    response.headers_mut().append(header::SET_COOKIE, line);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_could_be_ours_is_read() {
        let good = "a".repeat(43);
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, format!("x=1; ringfence_session=short; ringfence_session={good}").parse().expect("a header"));
        headers.append(header::COOKIE, HeaderValue::from_static("ringfence_browser=<script>; =; ;;"));
        assert_eq!(cookie(&headers, SESSION), Some(good));
        assert_eq!(cookie(&headers, BROWSER), None);
        assert_eq!(cookie(&headers, "__Host-ringfence_session"), None);
    }
}
