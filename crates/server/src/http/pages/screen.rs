//! `/u/<screen>?state=<login>`: whichever page is asked for, the one that belongs to the login is shown.
//!
//! A page of another step, an old tab, a form sent twice: each leads to where the login is, with nothing lost.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use ringfence_core::login::{Purpose, Screen};
use serde_json::json;

use crate::ctx::Ctx;
use crate::flow::error::FlowError;
use crate::flow::login::{self, Stage};
use crate::flow::visit::Visit;
use crate::http::enrollment_ticket;
use crate::http::error::no_such_path;
use crate::http::pages::view::Fault;
use crate::http::pages::{act, answer, code, failure, fault, frame};
use crate::http::params::Params;
use crate::http::query::Query;
use crate::http::visitor::CookieJar;

/// Somebody at a page.
#[derive(Clone)]
pub struct Seat {
    pub ctx: Ctx,
    pub visit: Visit,
    pub stage: Stage,
    pub screen: Screen,
}

/// What was typed, or stands in the address; absent is empty.
#[derive(Clone, Default)]
pub struct Form(BTreeMap<String, String>);

impl Form {
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    pub fn has(&self, name: &str) -> bool {
        !self.get(name).is_empty()
    }
}

impl Seat {
    pub fn link(&self, screen: Screen) -> String {
        answer::link(screen, self.stage.login.id.as_str())
    }

    pub fn page(&self) -> super::view::Page {
        frame::of_login(&self.ctx, &self.visit, &self.stage)
    }

    /// To the other ways of proof, where there are any.
    pub fn others_link(&self) -> Option<String> {
        let options = if self.stage.admits(Screen::BeginEnrollOptions) { Screen::BeginEnrollOptions } else { Screen::LoginOptions };
        self.stage.admits(options).then(|| self.link(options))
    }

    pub fn draw(&self, status: StatusCode, page: &impl askama::Template) -> Response {
        let application = self.stage.login.request().map(|request| request.redirect_uri.as_str());
        answer::drawn(&self.ctx, &self.visit, status, page, application)
    }
}

pub async fn show(ctx: Ctx, jar: CookieJar, Path(screen): Path<String>, Query(query): Query) -> Response {
    let Some(screen) = Screen::parse(&screen) else { return no_such_path().await };
    let visit = jar.visit(&ctx);
    let form = Form(query);
    match seated(&ctx, visit.clone(), screen, form.get("state")).await {
        // An answer is repeated to a form that was sent twice, and not to whoever comes back to an old page: the application would be
        // handed a code that it has used.
        Ok(Ok(seat)) => shown(seat, form).await,
        Ok(Err(seat)) if seat.stage.login.finished.is_some() => gone_on(&seat),
        Ok(Err(seat)) => elsewhere(&seat),
        Err(problem) => failure::page(&ctx, &visit, &problem),
    }
}

async fn shown(seat: Seat, form: Form) -> Response {
    if form.has("ui_locales") {
        return speak(seat, form.get("ui_locales")).await;
    }
    let (ctx, visit, screen, id) = (seat.ctx.clone(), seat.visit.clone(), seat.screen, seat.stage.login.id.to_string());
    match act::draw(seat, &form, StatusCode::OK, None).await {
        Ok(response) => response,
        Err(FlowError::LoginSuperseded | FlowError::AlreadyEnrolled) => match seated(&ctx, visit.clone(), screen, &id).await {
            Ok(Ok(seat)) => elsewhere(&seat),
            Ok(Err(seat)) => elsewhere(&seat),
            Err(problem) => failure::page(&ctx, &visit, &problem),
        },
        Err(problem) => failure::page(&ctx, &visit, &problem),
    }
}

/// To where the login is.
fn elsewhere(seat: &Seat) -> Response {
    match seat.stage.next() {
        Ok(next) => answer::next(&seat.ctx, &seat.visit, &seat.stage, next),
        Err(problem) => failure::page(&seat.ctx, &seat.visit, &problem),
    }
}

fn gone_on(seat: &Seat) -> Response {
    match &seat.stage.login.purpose {
        Purpose::Authorize(_) => failure::page(&seat.ctx, &seat.visit, &FlowError::LoginExpired { again: login::again(&seat.stage.login) }),
        Purpose::Account { .. } | Purpose::Ticket { .. } => elsewhere(seat),
    }
}

/// The reader chose another language.
async fn speak(mut seat: Seat, tag: &str) -> Response {
    let back = seat.link(seat.screen);
    seat.stage.login.languages = Some(tag.chars().take(35).collect());
    match login::speak(&seat.ctx, seat.stage).await {
        Ok(()) => answer::see_other(&back),
        Err(problem) => failure::page(&seat.ctx, &seat.visit, &problem),
    }
}

pub async fn submit(
    ctx: Ctx,
    jar: CookieJar,
    headers: HeaderMap,
    Path(screen): Path<String>,
    Query(query): Query,
    params: Params,
) -> Response {
    let Some(screen) = Screen::parse(&screen) else { return no_such_path().await };
    let visit = jar.visit(&ctx);
    let mut form = Form(params.texts());
    if !form.has("state") {
        form.0.insert("state".to_owned(), query.get("state").cloned().unwrap_or_default());
    }
    if frame::is_cross_site(&ctx, &headers) || !visit.csrf_fits(&ctx, form.get("state"), form.get("csrf")) {
        return failure::foreign_form(&ctx, &visit);
    }
    match seated(&ctx, visit.clone(), screen, form.get("state")).await {
        Ok(Ok(seat)) => acted(seat, form).await,
        Ok(Err(seat)) => elsewhere(&seat),
        Err(problem) => failure::page(&ctx, &visit, &problem),
    }
}

async fn acted(seat: Seat, form: Form) -> Response {
    let (ctx, visit, screen) = (seat.ctx.clone(), seat.visit.clone(), seat.screen);
    let id = seat.stage.login.id.to_string();
    let outcome = act::act(seat.clone(), &form).await;
    // What was written may hold a notice.
    ctx.wake();
    let problem = match outcome {
        Ok(next) => return answer::next(&ctx, &visit, &seat.stage, next),
        Err(problem) => problem,
    };
    if let FlowError::Ticket(problem) = problem {
        return enrollment_ticket::told(&ctx, &visit, enrollment_ticket::result_of(problem));
    }
    // What was decided on is no longer what is: the login tells where it is now.
    let is_behind = matches!(problem, FlowError::LoginSuperseded | FlowError::AlreadyEnrolled);
    let seat = match seated(&ctx, visit.clone(), screen, &id).await {
        Ok(Ok(seat)) => seat,
        Ok(Err(seat)) => return elsewhere(&seat),
        Err(problem) => return failure::page(&ctx, &visit, &problem),
    };
    if is_behind {
        return elsewhere(&seat);
    }
    let Some(fault) = fault::of(&seat, &problem) else { return failure::page(&ctx, &visit, &problem) };
    let status = fault::status(&problem);
    redrawn(seat, &form, status, fault).await
}

async fn redrawn(seat: Seat, form: &Form, status: StatusCode, fault: Fault) -> Response {
    let (ctx, visit) = (seat.ctx.clone(), seat.visit.clone());
    match act::draw(seat, form, status, Some(fault)).await {
        Ok(response) => response,
        Err(problem) => failure::page(&ctx, &visit, &problem),
    }
}

/// The login; `Err` where this page is none of its step's.
async fn seated(ctx: &Ctx, visit: Visit, screen: Screen, state: &str) -> Result<Result<Seat, Box<Seat>>, FlowError> {
    if state.is_empty() {
        return Err(FlowError::MissingParameter("state"));
    }
    let stage = login::load(ctx, &visit, state).await?;
    let mut ctx = ctx.clone();
    if let Some(languages) = &stage.login.languages {
        ctx.languages.explicit = Some(languages.clone());
    }
    let is_its_page = stage.admits(screen);
    let seat = Seat { ctx, visit, stage, screen };
    Ok(if is_its_page { Ok(seat) } else { Err(Box::new(seat)) })
}

/// `GET /u/delivery`: what became of the message, for the page to tell while it is open.
pub async fn delivery(ctx: Ctx, jar: CookieJar, Query(query): Query) -> Response {
    let visit = jar.visit(&ctx);
    let state = query.get("state").cloned().unwrap_or_default();
    let mut ctx = ctx;
    let stage = match login::load(&ctx, &visit, &state).await {
        Ok(stage) => stage,
        Err(_) => return (StatusCode::NOT_FOUND, Json(json!({ "status": "over" }))).into_response(),
    };
    ctx.languages.explicit = stage.login.languages.clone().or(ctx.languages.explicit);
    match code::delivery(&ctx, &visit, &stage).await {
        Ok(told) => Json(json!({ "status": told.stage.as_str(), "text": told.text, "offer": told.offer })).into_response(),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, Json(json!({ "status": "unknown" }))).into_response(),
    }
}
