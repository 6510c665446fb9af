//! `login` and `signup`.

use axum::http::StatusCode;
use axum::response::Response;
use ringfence_core::connection::Connection;
use ringfence_core::login::Screen;

use crate::flow::error::FlowError;
use crate::flow::login::{Next, first_factor};
use crate::http::pages::screen::{Form, Seat};
use crate::http::pages::view::Fault;
use crate::http::pages::view::password::{LoginPage, SignupPage};

pub fn draw_login(seat: &Seat, form: &Form, status: StatusCode, fault: Option<Fault>) -> Response {
    let is_open = first_factor::connection(&seat.ctx, &seat.stage).is_ok_and(Connection::is_open_to_signups);
    let signup_link = is_open.then(|| seat.link(Screen::Signup));
    let page = LoginPage { page: seat.page(), fault, username: typed(seat, form, "username"), signup_link };
    seat.draw(status, &page)
}

pub fn draw_signup(seat: &Seat, form: &Form, status: StatusCode, fault: Option<Fault>) -> Response {
    let rule = first_factor::connection(&seat.ctx, &seat.stage).map(Connection::password_rule).unwrap_or_default();
    let page = SignupPage {
        page: seat.page(),
        fault,
        email: typed(seat, form, "email"),
        min_length: rule.min_length,
        login_link: seat.link(Screen::Login),
    };
    seat.draw(status, &page)
}

/// As typed before, else what the application said.
fn typed(seat: &Seat, form: &Form, name: &str) -> String {
    let hint = || seat.stage.login.request().and_then(|request| request.login_hint.clone()).unwrap_or_default();
    if form.has(name) { form.get(name).to_owned() } else { hint() }
}

pub async fn log_in(seat: Seat, form: &Form) -> Result<Next, FlowError> {
    // Scripts that know the page by its e-mail field are understood.
    let username = if form.has("username") { form.get("username") } else { form.get("email") };
    require(username, "username")?;
    require(form.get("password"), "password")?;
    first_factor::with_password(&seat.ctx, &seat.visit, seat.stage, username, form.get("password")).await
}

pub async fn sign_up(seat: Seat, form: &Form) -> Result<Next, FlowError> {
    require(form.get("email"), "email")?;
    require(form.get("password"), "password")?;
    first_factor::sign_up(&seat.ctx, &seat.visit, seat.stage, form.get("email"), form.get("password")).await
}

pub fn require(value: &str, name: &'static str) -> Result<(), FlowError> {
    if value.trim().is_empty() { Err(FlowError::MissingParameter(name)) } else { Ok(()) }
}
