//! The recovery code: shown to be written down, and typed when the phone is gone.

use axum::http::StatusCode;
use axum::response::Response;
use ringfence_core::login::Screen;

use crate::flow::error::FlowError;
use crate::flow::login::{Next, recovery};
use crate::http::pages::password::require;
use crate::http::pages::screen::{Form, Seat};
use crate::http::pages::view::Fault;
use crate::http::pages::view::recovery::{RecoveryChallengePage, RecoveryEnrollmentPage};

pub fn draw_code(seat: &Seat, status: StatusCode, fault: Option<Fault>) -> Result<Response, FlowError> {
    let shown = seat.stage.login.recovery.clone().ok_or(FlowError::LoginSuperseded)?;
    let is_replacement = seat.screen == Screen::RecoveryNewCode;
    Ok(seat.draw(status, &RecoveryEnrollmentPage { page: seat.page(), fault, code: shown.code, is_replacement }))
}

/// Nobody goes on who has not said to have kept it.
pub async fn confirm(seat: Seat, form: &Form) -> Result<Next, FlowError> {
    require(form.get("confirmed"), "confirmed")?;
    recovery::confirm(&seat.ctx, &seat.visit, seat.stage).await
}

pub fn draw_challenge(seat: &Seat, status: StatusCode, fault: Option<Fault>) -> Response {
    seat.draw(status, &RecoveryChallengePage { page: seat.page(), fault, others_link: seat.others_link() })
}

pub async fn challenge(seat: Seat, form: &Form) -> Result<Next, FlowError> {
    require(form.get("recovery_code"), "recovery_code")?;
    recovery::challenge(&seat.ctx, &seat.visit, seat.stage, form.get("recovery_code")).await
}
