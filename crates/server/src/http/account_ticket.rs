//! `/u/reset-verify?ticket=…` and `/u/email-verification?ticket=…`: the links of account tickets, and the pages that tell how it ended.
//!
//! A link only draws a page. What it is for happens when the person sends the page's form.

use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use ringfence_core::account_ticket::{TicketBody, TicketKind};
use ringfence_core::password::WeakPassword;
use ringfence_core::ticket::TicketError;
use ringfence_core::user::User;

use crate::ctx::Ctx;
use crate::flow::account_ticket::{self as ticket, Opened};
use crate::flow::authenticate;
use crate::flow::error::FlowError;
use crate::flow::visit::Visit;
use crate::http::pages::view::account_ticket::{ConfirmEmailPage, ResetPasswordPage, TicketEnding, TicketResultPage};
use crate::http::pages::view::{Fault, Page};
use crate::http::pages::{answer, failure, fault, frame};
use crate::http::params::Params;
use crate::http::query::Query;
use crate::http::visitor::CookieJar;

/// Somebody with a link in their hand.
struct Bearer {
    ctx: Ctx,
    visit: Visit,
    presented: String,
}

pub async fn show_reset(ctx: Ctx, jar: CookieJar, Query(query): Query) -> Response {
    let bearer = Bearer::of(ctx, jar, query.get("ticket"), query.get("ui_locales"));
    match ticket::open(&bearer.ctx, TicketKind::PasswordChange, &bearer.presented).await {
        Ok(opened) => bearer.ask_password(&opened, StatusCode::OK, None).await,
        Err(problem) => bearer.refused(TicketKind::PasswordChange, &problem),
    }
}

pub async fn reset(ctx: Ctx, jar: CookieJar, headers: HeaderMap, Query(query): Query, params: Params) -> Response {
    let form = params.texts();
    let get = |name: &str| form.get(name).map_or("", String::as_str);
    let bearer = Bearer::of(ctx, jar, form.get("ticket"), query.get("ui_locales"));
    if bearer.is_foreign(&headers, get("csrf")) {
        return failure::foreign_form(&bearer.ctx, &bearer.visit);
    }
    let (password, again) = (get("password"), get("password_again"));
    let problem = match () {
        () if password.is_empty() => Err(("password", "no-password")),
        () if again.is_empty() => Err(("password_again", "no-re-enter-password")),
        () if again != password => Err(("password_again", "password-mismatch")),
        () => Ok(()),
    };
    let done = match problem {
        Ok(()) => ticket::set_password(&bearer.ctx, &bearer.presented, password).await,
        Err((field, _)) => Err(FlowError::MissingParameter(field)),
    };
    let refusal = match done {
        Ok(opened) => return bearer.ended(&opened, TicketEnding::PasswordChanged).await,
        Err(refusal) => refusal,
    };
    // Drawn again, if the link is still good.
    match (ticket::open(&bearer.ctx, TicketKind::PasswordChange, &bearer.presented).await, &refusal) {
        (Ok(opened), FlowError::MissingParameter(_) | FlowError::WeakPassword(_) | FlowError::Busy) => {
            let page = bearer.page(&opened.user, &opened.ticket.body).await;
            let say = |key: &str| page.words.get("reset-password", key);
            let fault = match (&refusal, problem) {
                (_, Err((field, key))) => Fault { field, text: say(key) },
                (FlowError::WeakPassword(weakness), _) => Fault { field: "password", text: weak(&page, *weakness) },
                _ => Fault { field: "", text: page.words.get("login", "too-many-attempts") },
            };
            bearer.ask_password(&opened, fault::status(&refusal), Some(fault)).await
        }
        _ => bearer.refused(TicketKind::PasswordChange, &refusal),
    }
}

pub async fn show_verification(ctx: Ctx, jar: CookieJar, Query(query): Query) -> Response {
    let bearer = Bearer::of(ctx, jar, query.get("ticket"), query.get("ui_locales"));
    match ticket::open(&bearer.ctx, TicketKind::EmailVerification, &bearer.presented).await {
        Ok(opened) => bearer.ask_address(&opened).await,
        Err(FlowError::Ticket(TicketError::Used)) => match ticket::done_before(&bearer.ctx, &bearer.presented).await {
            Some(opened) => bearer.told(bearer.page(&opened.user, &opened.ticket.body).await, TicketEnding::AlreadyVerified, None),
            None => bearer.refused(TicketKind::EmailVerification, &FlowError::Ticket(TicketError::Used)),
        },
        Err(problem) => bearer.refused(TicketKind::EmailVerification, &problem),
    }
}

pub async fn verify(ctx: Ctx, jar: CookieJar, headers: HeaderMap, Query(query): Query, params: Params) -> Response {
    let form = params.texts();
    let bearer = Bearer::of(ctx, jar, form.get("ticket"), query.get("ui_locales"));
    if bearer.is_foreign(&headers, form.get("csrf").map_or("", String::as_str)) {
        return failure::foreign_form(&bearer.ctx, &bearer.visit);
    }
    match ticket::verify_email(&bearer.ctx, &bearer.presented).await {
        Ok(opened) => bearer.ended(&opened, TicketEnding::EmailVerified).await,
        Err(problem) => bearer.refused(TicketKind::EmailVerification, &problem),
    }
}

impl Bearer {
    fn of(mut ctx: Ctx, jar: CookieJar, presented: Option<&String>, locales: Option<&String>) -> Self {
        let visit = jar.visit(&ctx);
        if let Some(tags) = locales {
            ctx.languages.explicit = Some(tags.split_whitespace().take(16).collect::<Vec<_>>().join(","));
        }
        Self { ctx, visit, presented: presented.cloned().unwrap_or_default() }
    }

    /// What the form is bound to, beside the browser.
    fn form(&self) -> String {
        format!("ticket {}", self.presented)
    }

    fn is_foreign(&self, headers: &HeaderMap, csrf: &str) -> bool {
        frame::is_cross_site(&self.ctx, headers) || !self.visit.csrf_fits(&self.ctx, &self.form(), csrf)
    }

    /// Under the name of the application that the ticket was made for.
    async fn page(&self, user: &User, body: &TicketBody) -> Page {
        let client = match &body.client {
            Some(id) => authenticate::client_by_id(&self.ctx, id).await.ok(),
            None => None,
        };
        let name = client.map(|client| client.settings.name.clone()).unwrap_or_default();
        frame::page(&self.ctx, &self.visit, frame::words(&self.ctx, &name, &user.email), &self.form())
    }

    async fn ask_password(&self, opened: &Opened, status: StatusCode, fault: Option<Fault>) -> Response {
        let page = ResetPasswordPage {
            page: self.page(&opened.user, &opened.ticket.body).await,
            fault,
            ticket: self.presented.clone(),
            email: opened.user.email.clone(),
            min_length: ticket::rule(&self.ctx, &opened.user).min_length,
        };
        answer::drawn(&self.ctx, &self.visit, status, &page, opened.ticket.body.result_url.as_deref())
    }

    async fn ask_address(&self, opened: &Opened) -> Response {
        let page = ConfirmEmailPage {
            page: self.page(&opened.user, &opened.ticket.body).await,
            fault: None,
            ticket: self.presented.clone(),
            email: opened.user.email.clone(),
        };
        answer::drawn(&self.ctx, &self.visit, StatusCode::OK, &page, opened.ticket.body.result_url.as_deref())
    }

    /// To where the ticket leads, else to a page that says that it is done.
    async fn ended(&self, opened: &Opened, ending: TicketEnding) -> Response {
        let (user, body) = (&opened.user, &opened.ticket.body);
        let page = self.page(user, body).await;
        let Some(address) = &body.result_url else {
            let client = match &body.client {
                Some(id) => authenticate::client_by_id(&self.ctx, id).await.ok(),
                None => None,
            };
            return self.told(page, ending, client.and_then(|client| client.settings.initiate_login_uri.clone()));
        };
        let mut parameters = vec![("success".to_owned(), "true".to_owned()), ("code".to_owned(), "success".to_owned())];
        parameters.push(("message".to_owned(), page.words.get(ending.screen(), ending.description_key())));
        if body.include_email_in_redirect {
            parameters.push(("email".to_owned(), user.email.clone()));
        }
        answer::see_other(&answer::with_query(address, &parameters))
    }

    fn refused(&self, kind: TicketKind, problem: &FlowError) -> Response {
        match problem {
            FlowError::Ticket(problem) => {
                let page = frame::page(&self.ctx, &self.visit, frame::words(&self.ctx, "", ""), "");
                self.told(page, TicketEnding::of(kind, *problem), None)
            }
            other => failure::page(&self.ctx, &self.visit, other),
        }
    }

    fn told(&self, page: Page, ending: TicketEnding, continue_link: Option<String>) -> Response {
        let status = match ending {
            TicketEnding::PasswordChanged | TicketEnding::EmailVerified | TicketEnding::AlreadyVerified => StatusCode::OK,
            TicketEnding::Failed { reason: TicketError::Used | TicketError::Expired, .. } => StatusCode::GONE,
            TicketEnding::Failed { .. } => StatusCode::BAD_REQUEST,
        };
        answer::drawn(&self.ctx, &self.visit, status, &TicketResultPage { page, fault: None, ending, continue_link }, None)
    }
}

fn weak(page: &Page, weakness: WeakPassword) -> String {
    let (key, args) = match weakness {
        WeakPassword::TooShort { min } => ("password-too-weak", [("min", min.into())]),
        WeakPassword::TooLong => ("password-too-long", [("max", 1024_u64.into())]),
        _ => return page.words.get("reset-password", "password-policy-not-conformant"),
    };
    page.words.with("reset-password", key, &args)
}
