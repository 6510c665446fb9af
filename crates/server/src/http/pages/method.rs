//! Which way of proof, and the authenticator app: `mfa-phone-challenge`, `mfa-sms-list`, the two option lists, the two app screens.

use axum::http::StatusCode;
use axum::response::Response;
use ringfence_core::authenticator::{Authenticator, Kind};
use ringfence_core::delivery::Channel;
use ringfence_core::login::Screen;
use ringfence_core::phone::PhoneNumber;

use crate::flow::error::FlowError;
use crate::flow::login::{self, Next, app, phone};
use crate::http::pages::code::{can_remember, require_code};
use crate::http::pages::screen::{Form, Seat};
use crate::http::pages::view::Fault;
use crate::http::pages::view::options::{Method, MethodOption, OptionsPage};
use crate::http::pages::view::phone::{PhoneChallengePage, PhoneChoice, PhoneListPage};
use crate::http::pages::view::totp::{TotpChallengePage, TotpEnrollmentPage};
use crate::qr;

pub fn draw_phone_challenge(seat: &Seat, form: &Form, status: StatusCode, fault: Option<Fault>) -> Result<Response, FlowError> {
    let phone = seat.stage.methods.phone(seat.stage.login.chosen.as_ref()).ok_or(FlowError::NoMethodLeft)?;
    let channels = channels(seat, phone);
    let enrolled_by = match &phone.kind {
        Kind::Phone { channel, .. } if channels.contains(channel) => Some(*channel),
        _ => None,
    };
    let chosen = Channel::parse(form.get("channel")).or(enrolled_by).or(channels.first().copied()).ok_or(FlowError::NoMethodLeft)?;
    let page = PhoneChallengePage {
        page: seat.page(),
        fault,
        masked_number: phone.phone_number().map(PhoneNumber::masked).unwrap_or_default(),
        channels,
        chosen,
        numbers_link: seat.stage.admits(Screen::SmsList).then(|| seat.link(Screen::SmsList)),
        others_link: seat.others_link(),
    };
    Ok(seat.draw(status, &page))
}

/// Those that reach this phone; where none does, all of them, and the person is told when they have chosen.
fn channels(seat: &Seat, phone: &Authenticator) -> Vec<Channel> {
    let offered = &seat.stage.methods.channels;
    let reachable = phone.phone_number().map(|number| seat.ctx.app.settings.phone.permitted(number, offered));
    reachable.filter(|reachable| !reachable.is_empty()).unwrap_or_else(|| offered.clone())
}

pub async fn challenge_phone(seat: Seat, form: &Form) -> Result<Next, FlowError> {
    let phone = seat.stage.methods.phone(seat.stage.login.chosen.as_ref()).ok_or(FlowError::NoMethodLeft)?;
    let device = phone.id.to_string();
    let channel = match (form.get("channel"), channels(&seat, phone).as_slice()) {
        ("", [only]) => *only,
        ("", _) => return Err(FlowError::MissingParameter("channel")),
        (word, _) => Channel::parse(word).ok_or_else(|| FlowError::ChannelNotEnabled(word.chars().take(16).collect()))?,
    };
    phone::challenge(&seat.ctx, seat.stage, &device, channel).await
}

pub fn draw_list(seat: &Seat, status: StatusCode, fault: Option<Fault>) -> Response {
    let current = seat.stage.methods.phone(seat.stage.login.chosen.as_ref()).map(|phone| phone.id.clone());
    let choice = seat.stage.methods.phones.iter().map(|phone| PhoneChoice {
        id: phone.id.to_string(),
        masked_number: phone.phone_number().map(PhoneNumber::masked).unwrap_or_default(),
        is_current: current.as_ref() == Some(&phone.id),
    });
    let numbers = choice.collect();
    let back_link = seat.link(seat.stage.login.home(&seat.stage.methods).unwrap_or(Screen::PhoneChallenge));
    seat.draw(status, &PhoneListPage { page: seat.page(), fault, numbers, back_link })
}

pub async fn choose(seat: Seat, form: &Form) -> Result<Next, FlowError> {
    login::choose_phone(&seat.ctx, seat.stage, form.get("authenticator")).await
}

pub fn draw_options(seat: &Seat, status: StatusCode) -> Response {
    let is_enrolling = seat.screen == Screen::BeginEnrollOptions;
    let (login, methods) = (&seat.stage.login, &seat.stage.methods);
    let screens = if is_enrolling { login.enrollment_screens(methods) } else { login.challenge_screens(methods) };
    let number = || methods.phone(login.chosen.as_ref()).and_then(|phone| phone.phone_number()).map(PhoneNumber::masked);
    let option = |screen: Screen| {
        let by_phone = match methods.channels.as_slice() {
            [Channel::Sms] => Method::Sms,
            [Channel::Voice] => Method::Voice,
            _ => Method::Phone,
        };
        let (method, phone) = match screen {
            Screen::OtpEnrollment | Screen::OtpChallenge => (Method::Otp, None),
            Screen::RecoveryChallenge => (Method::RecoveryCode, None),
            Screen::PhoneChallenge => (by_phone, number()),
            _ => (by_phone, None),
        };
        // Of the two the app is what NIST calls unrestricted.
        MethodOption { method, phone, href: seat.link(screen), is_recommended: screen == Screen::OtpEnrollment }
    };
    let options = screens.into_iter().map(option).collect();
    let back_link = login.home(methods).map(|home| seat.link(home));
    seat.draw(status, &OptionsPage { page: seat.page(), fault: None, is_enrolling, options, back_link })
}

pub async fn draw_app_enrollment(seat: Seat, status: StatusCode, fault: Option<Fault>) -> Result<Response, FlowError> {
    let asked = app::begin(&seat.ctx, seat.stage.clone()).await?;
    let page = TotpEnrollmentPage {
        page: seat.page(),
        fault,
        qr_svg: qr::qr_svg(&asked.uri).unwrap_or_default(),
        setup_link: asked.uri,
        secret: asked.secret,
        others_link: seat.others_link(),
    };
    Ok(seat.draw(status, &page))
}

pub fn draw_app_challenge(seat: &Seat, status: StatusCode, fault: Option<Fault>) -> Response {
    let page = TotpChallengePage { page: seat.page(), fault, can_remember: can_remember(seat), others_link: seat.others_link() };
    seat.draw(status, &page)
}

pub async fn verify_app(seat: Seat, form: &Form) -> Result<Next, FlowError> {
    require_code(form)?;
    let is_enrolling = seat.screen == Screen::OtpEnrollment;
    let remembers = form.has("remember_browser") && !is_enrolling && can_remember(&seat);
    app::verify(&seat.ctx, &seat.visit, seat.stage, form.get("code"), remembers, is_enrolling).await
}
