//! Where a browser goes: to another page of ours, back to the application, or nowhere with a page drawn.

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use ringfence_core::authorize::{AuthorizationResponse, ResponseMode};
use ringfence_core::login::{Finished, Purpose, Screen};

use crate::ctx::Ctx;
use crate::flow::login::{Next, Stage};
use crate::flow::visit::Visit;
use crate::http::error::plain;
use crate::http::pages::frame;
use crate::http::pages::view::ending::FormPostPage;
use crate::http::visitor;

/// A page's address within a login.
pub fn link(screen: Screen, login: &str) -> String {
    format!("/u/{}?state={login}", screen.path())
}

pub fn to_screen(screen: Screen, login: &str) -> Response {
    see_other(&link(screen, login))
}

/// 303: whatever was asked with, it goes on by GET.
pub fn see_other(location: &str) -> Response {
    Redirect::to(location).into_response()
}

/// On to the next page, or to the end with its cookie.
pub fn next(ctx: &Ctx, visit: &Visit, stage: &Stage, next: Next) -> Response {
    let mut response = match next {
        Next::Page(screen) => to_screen(screen, stage.login.id.as_str()),
        Next::Done(finished) => done(ctx, visit, stage, finished),
    };
    visitor::mark(&mut response, ctx, visit);
    response
}

fn done(ctx: &Ctx, visit: &Visit, stage: &Stage, finished: Finished) -> Response {
    let mut response = match (&finished.response, &stage.login.purpose) {
        (Some(answer), _) => to_application(ctx, visit, answer),
        (None, Purpose::Ticket { .. }) => see_other("/u/mfa-enroll-result?result=enrolled"),
        (None, Purpose::Account { add: Some(_) }) => see_other("/u/account?done=added"),
        (None, _) => see_other("/u/account"),
    };
    if let Some(token) = &finished.session {
        visitor::set_session(&mut response, ctx, token);
    }
    response
}

/// By a redirect, or by a form that the browser posts (OAuth 2.0 Form Post Response Mode).
pub fn to_application(ctx: &Ctx, visit: &Visit, answer: &AuthorizationResponse) -> Response {
    match answer.response_mode {
        ResponseMode::Query => see_other(&with_query(&answer.redirect_uri, &answer.parameters)),
        ResponseMode::FormPost => {
            let page = FormPostPage {
                page: frame::bare(ctx, visit),
                fault: None,
                action: answer.redirect_uri.clone(),
                fields: answer.parameters.clone(),
            };
            drawn(ctx, visit, StatusCode::OK, &page, Some(&answer.redirect_uri))
        }
    }
}

/// The registered address keeps the query it has (RFC 6749 §3.1.2).
pub fn with_query(address: &str, parameters: &[(String, String)]) -> String {
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(parameters).finish();
    let separator = if address.contains('?') { '&' } else { '?' };
    format!("{address}{separator}{query}")
}

/// A page of ours. `application` is where its form may lead in the end.
pub fn drawn(ctx: &Ctx, visit: &Visit, status: StatusCode, page: &impl Template, application: Option<&str>) -> Response {
    let mut response = rendered(status, page, application);
    visitor::mark(&mut response, ctx, visit);
    response
}

/// The same for nobody in particular.
pub fn rendered(status: StatusCode, page: &impl Template, application: Option<&str>) -> Response {
    let mut response = match page.render() {
        Ok(html) => (status, Html(html)).into_response(),
        Err(problem) => {
            tracing::error!(error = %problem, "a page cannot be drawn");
            plain(StatusCode::INTERNAL_SERVER_ERROR, "server_error", "The page cannot be drawn.")
        }
    };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, policy(application));
    headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    // The address of a page names its login; its own forms must still bring an `Origin`.
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    headers.insert(header::VARY, HeaderValue::from_static("Accept-Language, Cookie"));
    response
}

/// Nothing inline and nothing from elsewhere. Chromium holds `form-action` against every redirect that follows a form, the
/// application's own among them, so it names no single site; an address that is not `https` is named as it is.
fn policy(application: Option<&str>) -> HeaderValue {
    let extra = application.and_then(source_of).filter(|source| !source.starts_with("https:")).unwrap_or_default();
    let policy = format!(
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; \
         form-action 'self' https: {extra}; frame-ancestors 'none'; base-uri 'none'"
    );
    HeaderValue::from_str(&policy).unwrap_or_else(|_| HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'"))
}

/// `http://127.0.0.1:5000` of a web address, `com.example.app:` of a native one.
fn source_of(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once(':')?;
    let is_scheme = scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    if !is_scheme {
        return None;
    }
    match (scheme, rest.strip_prefix("//")) {
        ("http" | "https", Some(rest)) => {
            let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
            let is_plain = host.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b':' | b'[' | b']'));
            is_plain.then(|| format!("{scheme}://{host}"))
        }
        _ => Some(format!("{scheme}:")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_names_only_what_is_not_https() {
        let says = |application| policy(application).to_str().expect("text").to_owned();
        assert!(says(Some("https://app.example/cb")).contains("form-action 'self' https: ;"));
        assert!(says(Some("http://127.0.0.1:5000/cb?x=1")).contains("form-action 'self' https: http://127.0.0.1:5000;"));
        assert!(says(Some("com.example.app://cb")).contains("form-action 'self' https: com.example.app:;"));
        for hostile in ["http://a;script-src *", "x y:z", "http://a b/"] {
            assert!(says(Some(hostile)).contains("form-action 'self' https: ;"), "{hostile}");
        }
    }

    #[test]
    fn a_registered_query_stays() {
        let parameters = [("code".to_owned(), "a b".to_owned())];
        assert_eq!(with_query("https://app.example/cb", &parameters), "https://app.example/cb?code=a+b");
        assert_eq!(with_query("https://app.example/cb?x=1", &parameters), "https://app.example/cb?x=1&code=a+b");
    }
}
