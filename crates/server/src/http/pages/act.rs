//! Which file draws a screen and which one acts on it: the whole list.

use axum::http::StatusCode;
use axum::response::Response;
use ringfence_core::login::Screen as S;

use crate::flow::error::FlowError;
use crate::flow::login::Next;
use crate::http::pages::screen::{Form, Seat};
use crate::http::pages::view::Fault;
use crate::http::pages::{code, enrollment, method, password, recovery};

pub async fn draw(seat: Seat, form: &Form, status: StatusCode, fault: Option<Fault>) -> Result<Response, FlowError> {
    match seat.screen {
        S::Login => Ok(password::draw_login(&seat, form, status, fault)),
        S::Signup => Ok(password::draw_signup(&seat, form, status, fault)),
        S::PhoneEnrollment | S::SmsEnrollment | S::VoiceEnrollment => Ok(enrollment::draw(&seat, form, status, fault)),
        S::CountryCodes => Ok(enrollment::draw_countries(&seat, form, status)),
        S::OtpEnrollment => method::draw_app_enrollment(seat, status, fault).await,
        S::OtpChallenge => Ok(method::draw_app_challenge(&seat, status, fault)),
        S::PhoneChallenge => method::draw_phone_challenge(&seat, form, status, fault),
        S::SmsList => Ok(method::draw_list(&seat, status, fault)),
        S::LoginOptions | S::BeginEnrollOptions => Ok(method::draw_options(&seat, status)),
        S::SmsChallenge | S::VoiceChallenge => code::draw(&seat, status, fault).await,
        S::RecoveryChallenge => Ok(recovery::draw_challenge(&seat, status, fault)),
        S::RecoveryEnrollment | S::RecoveryNewCode => recovery::draw_code(&seat, status, fault),
    }
}

pub async fn act(seat: Seat, form: &Form) -> Result<Next, FlowError> {
    match seat.screen {
        S::Login => password::log_in(seat, form).await,
        S::Signup => password::sign_up(seat, form).await,
        S::PhoneEnrollment | S::SmsEnrollment | S::VoiceEnrollment => enrollment::enroll(seat, form).await,
        S::OtpEnrollment | S::OtpChallenge => method::verify_app(seat, form).await,
        S::PhoneChallenge => method::challenge_phone(seat, form).await,
        S::SmsList => method::choose(seat, form).await,
        S::SmsChallenge | S::VoiceChallenge => code::act(seat, form).await,
        S::RecoveryChallenge => recovery::challenge(seat, form).await,
        S::RecoveryEnrollment | S::RecoveryNewCode => recovery::confirm(seat, form).await,
        // Lists of links, with no form of their own.
        S::CountryCodes | S::LoginOptions | S::BeginEnrollOptions => Err(FlowError::LoginSuperseded),
    }
}
