//! Coming in: a login is begun, the issuer answers, and whoever it names is signed in here.

use std::collections::HashMap;
use std::sync::Arc;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use ringfence_core::id::bearer_secret;
use serde::Deserialize;

use super::Demo;
use super::page::{Problem, page};
use super::provider::{Failure, Purpose};
use super::visitors::{cookie, set_cookie};

/// Longer than any language tag.
const LONGEST_LANGUAGE: usize = 35;

/// `?signup` begins with a new account, `?lang=de` in a language.
pub(super) async fn log_in(State(demo): State<Arc<Demo>>, Query(asked): Query<HashMap<String, String>>, headers: HeaderMap) -> Response {
    let is_tag = |text: &String| text.len() <= LONGEST_LANGUAGE && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let language = asked.get("lang").filter(|text| !text.is_empty() && is_tag(text)).cloned();
    send_off(&demo, &headers, Purpose { begins_with_signup: asked.contains_key("signup"), language, confirms: None }).await
}

/// Who is signed in here passes a second factor, whatever the issuer thinks of this browser.
pub(super) async fn step_up(State(demo): State<Arc<Demo>>, headers: HeaderMap) -> Response {
    let session = cookie(&headers).and_then(|id| demo.visitors.session(&id, demo.now()));
    let Some(session) = session else { return Redirect::to("/demo").into_response() };
    send_off(&demo, &headers, Purpose { confirms: Some(&session), ..Purpose::default() }).await
}

async fn send_off(demo: &Demo, headers: &HeaderMap, purpose: Purpose<'_>) -> Response {
    let Some(issuer) = demo.issuer_at(headers) else { return Redirect::to(&demo.front_door()).into_response() };
    match demo.begin(issuer, purpose).await {
        Ok((url, login)) => {
            let id = demo.visitors.begin(cookie(headers), bearer_secret(&*demo.dice), login, demo.now());
            ([(header::SET_COOKIE, set_cookie(&id))], Redirect::to(&url)).into_response()
        }
        Err(failure) => page(demo, headers, StatusCode::BAD_GATEWAY, Some(Problem::ours(&failure))),
    }
}

/// What the issuer sends a browser back with (RFC 6749 §4.1.2, RFC 9207).
#[derive(Default, Deserialize)]
pub(super) struct Answer {
    state: Option<String>,
    code: Option<String>,
    iss: Option<String>,
    error: Option<String>,
    error_description: Option<String>,
}

pub(super) async fn arrive(State(demo): State<Arc<Demo>>, answer: Result<Query<Answer>, QueryRejection>, headers: HeaderMap) -> Response {
    let answer = answer.map(|Query(answer)| answer).unwrap_or_default();
    let id = cookie(&headers).unwrap_or_default();
    let login = answer.state.as_deref().and_then(|state| demo.visitors.take(&id, state, demo.now()));
    // Nothing is believed, not even an error's words, that answers no question of this browser.
    let Some(login) = login else { return page(&demo, &headers, StatusCode::BAD_REQUEST, Some(Problem::unasked())) };
    let is_step_up = login.confirms.is_some();
    let refused = |problem: Problem| page(&demo, &headers, StatusCode::BAD_REQUEST, Some(problem.of(is_step_up)));
    if answer.iss.as_deref() != Some(login.issuer.as_str()) {
        return refused(Problem::ours(&Failure::OtherIssuer));
    }
    if let Some(error) = answer.error {
        return refused(Problem::theirs(error, answer.error_description.unwrap_or_default()));
    }
    let Some(code) = answer.code else { return refused(Problem::unasked()) };
    match demo.finish(login, code).await {
        Ok(session) => {
            let fresh = bearer_secret(&*demo.dice);
            demo.visitors.arrive(&id, fresh.clone(), session);
            ([(header::SET_COOKIE, set_cookie(&fresh))], Redirect::to("/demo")).into_response()
        }
        Err(failure) => refused(Problem::ours(&failure)),
    }
}
