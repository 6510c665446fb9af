//! `GET /mfa/enrollment?ticket=…`: the link of an enrollment ticket; and the page that tells how it ended.

use axum::http::StatusCode;
use axum::response::Response;
use ringfence_core::ticket::TicketError;

use crate::ctx::Ctx;
use crate::flow::error::FlowError;
use crate::flow::ticket;
use crate::flow::visit::Visit;
use crate::http::pages::view::ending::{EnrollResult, EnrollResultPage};
use crate::http::pages::{answer, failure, frame};
use crate::http::query::Query;
use crate::http::visitor::{self, CookieJar};

pub async fn open(ctx: Ctx, jar: CookieJar, Query(query): Query) -> Response {
    let visit = jar.visit(&ctx);
    let presented = query.get("ticket").map_or("", String::as_str);
    match ticket::open(&ctx, &visit, presented).await {
        Ok((login, screen)) => {
            let mut response = answer::to_screen(screen, &login);
            visitor::mark(&mut response, &ctx, &visit);
            response
        }
        Err(FlowError::Ticket(problem)) => told(&ctx, &visit, result_of(problem)),
        Err(problem) => failure::page(&ctx, &visit, &problem),
    }
}

pub fn result_of(problem: TicketError) -> EnrollResult {
    match problem {
        TicketError::Invalid => EnrollResult::InvalidTicket,
        TicketError::Used => EnrollResult::AlreadyUsed,
        TicketError::Expired => EnrollResult::ExpiredTicket,
        TicketError::AlreadyEnrolled => EnrollResult::AlreadyEnrolled,
    }
}

/// `GET /u/mfa-enroll-result`
pub async fn result(ctx: Ctx, jar: CookieJar, Query(query): Query) -> Response {
    let visit = jar.visit(&ctx);
    let result = match query.get("result").map(String::as_str) {
        Some("enrolled") => EnrollResult::Enrolled,
        _ => EnrollResult::Failed,
    };
    told(&ctx, &visit, result)
}

pub fn told(ctx: &Ctx, visit: &Visit, result: EnrollResult) -> Response {
    let status = match result {
        EnrollResult::Enrolled | EnrollResult::AlreadyEnrolled => StatusCode::OK,
        EnrollResult::InvalidTicket | EnrollResult::Failed => StatusCode::BAD_REQUEST,
        EnrollResult::ExpiredTicket | EnrollResult::AlreadyUsed => StatusCode::GONE,
    };
    answer::drawn(ctx, visit, status, &EnrollResultPage { page: frame::bare(ctx, visit), fault: None, result, continue_link: None }, None)
}
