//! The one page: a door for whoever is signed out, and for whoever is signed in what the issuer told.

use std::sync::Arc;
use std::time::Duration;

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use ringfence_core::clock::Timestamp;

use super::Demo;
use super::provider::Failure;
use super::visitors::{Session, cookie};

#[derive(Template)]
#[template(path = "demo.html")]
struct Page {
    problem: Option<Problem>,
    person: Option<Person>,
}

/// What went wrong, in plain words.
#[derive(Default)]
pub(super) struct Problem {
    title: &'static str,
    text: String,
    /// The issuer's own word for it.
    code: String,
    is_step_up: bool,
}

struct Person {
    /// The name where it is more than the address.
    name: String,
    email: String,
    issuer: String,
    has_second_factor: bool,
    password_at: Option<Moment>,
    confirmed_at: Option<Moment>,
    methods: String,
    context: String,
    claims: String,
}

/// A moment, exact and as one says it.
struct Moment {
    exact: String,
    words: String,
}

pub(super) async fn show(State(demo): State<Arc<Demo>>, headers: HeaderMap) -> Response {
    match demo.issuer_at(&headers) {
        Some(_) => page(&demo, &headers, StatusCode::OK, None),
        None => Redirect::temporary(&demo.front_door()).into_response(),
    }
}

pub(super) fn page(demo: &Demo, headers: &HeaderMap, status: StatusCode, problem: Option<Problem>) -> Response {
    let now = demo.now();
    let session = cookie(headers).and_then(|id| demo.visitors.session(&id, now));
    let drawn = Page { problem, person: session.map(|session| Person::new(&session, now)) }.render();
    let protection = [(header::CONTENT_SECURITY_POLICY, demo.policy()), (header::REFERRER_POLICY, "same-origin".to_owned())];
    match drawn {
        Ok(html) => (status, protection, Html(html)).into_response(),
        Err(failed) => {
            tracing::error!(error = %failed, "the demo's page cannot be drawn");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

impl Demo {
    /// Logging out is a form that ends at the issuer's, which may be another of this machine's addresses.
    fn policy(&self) -> String {
        let issuers: Vec<&str> = self.issuers.iter().map(|issuer| issuer.trim_end_matches('/')).collect();
        format!(
            "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self' {}; frame-ancestors 'none'; base-uri 'none'",
            issuers.join(" ")
        )
    }
}

impl Problem {
    /// What the issuer answered instead of a code.
    pub(super) fn theirs(error: String, description: String) -> Self {
        let title = match error.as_str() {
            "access_denied" => "You were not let in",
            "login_required" | "interaction_required" => "You have to sign in first",
            _ => "The login came to nothing",
        };
        let text = if description.is_empty() { "The issuer gave no reason.".to_owned() } else { description };
        Self { title, text, code: error, is_step_up: false }
    }

    /// What this application did not accept.
    pub(super) fn ours(failure: &Failure) -> Self {
        let title = match failure {
            Failure::Issuer(_) => "The login cannot go on",
            Failure::OtherPerson | Failure::NoSecondFactor => "It was not confirmed that it's you",
            _ => "The login was not accepted",
        };
        Self { title, text: failure.to_string(), ..Self::default() }
    }

    /// An answer that was used before, is too late, or was asked for by another browser.
    pub(super) fn unasked() -> Self {
        let text = "This answer belongs to no login of this browser: it was used already, came too late, or the login began elsewhere.";
        Self { title: "The login was not accepted", text: text.to_owned(), ..Self::default() }
    }

    pub(super) fn foreign_form() -> Self {
        Self { title: "Nothing was done", text: "This form belongs to another site.".to_owned(), ..Self::default() }
    }

    /// Whether it came of a step-up, which is then what is tried again.
    pub(super) fn of(self, is_step_up: bool) -> Self {
        Self { is_step_up, ..self }
    }

    fn retry_link(&self) -> &'static str {
        if self.is_step_up { "/demo/step-up" } else { "/demo/login" }
    }
}

impl Person {
    fn new(session: &Session, now: Timestamp) -> Self {
        let claims = &session.claims;
        let name = if claims.name == claims.email { String::new() } else { claims.name.clone() };
        Self {
            name,
            email: if claims.email.is_empty() { claims.subject.clone() } else { claims.email.clone() },
            issuer: session.issuer.clone(),
            has_second_factor: claims.has_second_factor(),
            password_at: claims.authenticated_at.map(|at| Moment::new(at, now)),
            confirmed_at: session.confirmed_at.map(|at| Moment::new(at, now)),
            methods: claims.methods.join(", "),
            context: claims.context.clone(),
            claims: claims.raw.clone(),
        }
    }

    fn initial(&self) -> String {
        let name = if self.name.is_empty() { &self.email } else { &self.name };
        name.chars().take(1).flat_map(char::to_uppercase).collect()
    }
}

impl Moment {
    fn new(at: Timestamp, now: Timestamp) -> Self {
        Self { exact: at.to_string(), words: ago(now.since(at)) }
    }
}

fn ago(span: Duration) -> String {
    let minutes = span.as_secs() / 60;
    let (count, unit) = if minutes < 60 { (minutes, "minute") } else { (minutes / 60, "hour") };
    match count {
        0 => "just now".to_owned(),
        1 => format!("1 {unit} ago"),
        _ => format!("{count} {unit}s ago"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_told_as_people_tell_them() {
        let table = [
            (0, "just now"),
            (59, "just now"),
            (60, "1 minute ago"),
            (3599, "59 minutes ago"),
            (3600, "1 hour ago"),
            (7200, "2 hours ago"),
        ];
        for (seconds, words) in table {
            assert_eq!(ago(Duration::from_secs(seconds)), words);
        }
    }

    #[test]
    fn what_others_wrote_is_only_text() {
        let problem = Problem::theirs("<b>bad</b>".to_owned(), "<script>alert(1)</script>".to_owned());
        let html = Page { problem: Some(problem), person: None }.render().expect("drawn");
        assert!(!html.contains("<script") && !html.contains("<b>bad") && html.contains("role=\"alert\""), "{html}");
    }
}
