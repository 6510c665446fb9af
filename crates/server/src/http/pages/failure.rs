//! A page for what no form can mend: in the reader's language, with what to do now.
//!
//! The status is `http/error.rs`'s; the words are the pages' own.

use axum::http::StatusCode;
use axum::response::Response;

use crate::ctx::Ctx;
use crate::flow::error::FlowError;
use crate::flow::visit::Visit;
use crate::http::error;
use crate::http::pages::answer;
use crate::http::pages::frame;
use crate::http::pages::view::ending::ErrorPage;

pub fn page(ctx: &Ctx, visit: &Visit, problem: &FlowError) -> Response {
    let (status, name, technical) = error::told(problem);
    let page = frame::bare(ctx, visit);
    let say = |screen: &str, key: &str| page.words.get(screen, key);
    let mut restart_link = None;
    let (title, description, advice) = match problem {
        FlowError::LoginExpired { again: Some(again) } => {
            restart_link = Some(again.clone());
            (say("expired", "title"), say("expired", "description"), String::new())
        }
        FlowError::LoginExpired { again: None } | FlowError::NoSuchLogin if !visit.is_new_browser => {
            restart_link.clone_from(&ctx.settings().default_redirection_uri);
            let advice = if restart_link.is_some() { String::new() } else { say("expired", "noWayBackDescription") };
            (say("expired", "title"), say("expired", "description"), advice)
        }
        FlowError::NoSuchLogin | FlowError::LoginExpired { .. } => {
            (say("error", "cookiesTitle"), say("error", "cookiesDescription"), String::new())
        }
        FlowError::UserBlocked => (say("error", "title"), say("login", "authentication-failure"), String::new()),
        FlowError::NoMethodLeft => (say("status", "mfa-required-title"), say("status", "mfa-required"), String::new()),
        FlowError::TooManyMessages { wait, .. } | FlowError::TooManyWrongCodes { wait } | FlowError::TooManyLogins { wait } => {
            let advice = page.words.with("common", "tryAgainText", &[("wait", (&page.words.wait(*wait)).into())]);
            (say("error", "tooManyTitle"), say("error", "tooManyDescription"), advice)
        }
        FlowError::TooManyFactors { .. } => (say("error", "title"), say("error", "too-many-factors"), String::new()),
        FlowError::TooManyFactorChanges { wait } => {
            let advice = page.words.with("common", "tryAgainText", &[("wait", (&page.words.wait(*wait)).into())]);
            (say("error", "tooManyTitle"), say("error", "too-many-changes"), advice)
        }
        _ if status.is_server_error() => (say("error", "title"), say("error", "serverErrorDescription"), String::new()),
        FlowError::UnknownClient => (say("error", "title"), say("error", "invalidRequestDescription"), "Unknown client_id.".to_owned()),
        // For whoever builds the application: the fault is theirs, and so are the words.
        _ => (say("error", "title"), say("error", "invalidRequestDescription"), technical),
    };
    let error = name.to_owned();
    let drawn = ErrorPage { page, fault: None, title, description, advice, restart_link, error, tracking_id: String::new() };
    answer::drawn(ctx, visit, status, &drawn, None)
}

/// Where not even the tenant can be read: in the browser's language, with nobody's name or colours.
pub fn nobodys_page(accepted: Option<&str>, problem: &FlowError) -> Response {
    let (status, name, _) = error::told(problem);
    let page = frame::nobodys(accepted);
    let (title, description) = (page.words.get("error", "title"), page.words.get("error", "serverErrorDescription"));
    let drawn = ErrorPage {
        page,
        fault: None,
        title,
        description,
        advice: String::new(),
        restart_link: None,
        error: name.to_owned(),
        tracking_id: String::new(),
    };
    answer::rendered(status, &drawn, None)
}

/// The form was not drawn for this browser, or its cookie is gone.
pub fn foreign_form(ctx: &Ctx, visit: &Visit) -> Response {
    let page = frame::bare(ctx, visit);
    let key = if visit.is_new_browser { "cookiesDescription" } else { "otherBrowserDescription" };
    let (title, description) = (page.words.get("error", "title"), page.words.get("error", key));
    let drawn = ErrorPage {
        page,
        fault: None,
        title,
        description,
        advice: String::new(),
        restart_link: None,
        error: "invalid_request".to_owned(),
        tracking_id: String::new(),
    };
    answer::drawn(ctx, visit, StatusCode::FORBIDDEN, &drawn, None)
}
