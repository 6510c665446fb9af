//! `mfa-phone-enrollment`, `mfa-sms-enrollment`, `mfa-voice-enrollment` and `mfa-country-codes`.

use axum::http::StatusCode;
use axum::response::Response;
use ringfence_core::delivery::Channel;
use ringfence_core::login::Screen;
use ringfence_core::ticket::Factor;

use crate::flow::error::FlowError;
use crate::flow::login::{self, Next, phone};
use crate::http::pages::frame;
use crate::http::pages::password::require;
use crate::http::pages::screen::{Form, Seat};
use crate::http::pages::view::Fault;
use crate::http::pages::view::phone::{Country, CountryCodesPage, CountryLink, PhoneEnrollmentPage};
use crate::texts;

pub fn draw(seat: &Seat, form: &Form, status: StatusCode, fault: Option<Fault>) -> Response {
    let page = seat.page();
    let channels = seat.stage.methods.channels.clone();
    let failed = channels
        .iter()
        .copied()
        .find(|channel| Some(*channel) == chosen(form) && fault.as_ref().is_some_and(|fault| fault.field.is_empty()));
    // What has just failed is not what to try again first.
    let chosen = channels.iter().copied().find(|channel| failed.is_some() && Some(*channel) != failed).or(chosen(form));
    let form_page = PhoneEnrollmentPage {
        countries: page.words.countries().iter().map(shown).collect(),
        region: region(seat, form),
        phone: form.get("phone").to_owned(),
        chosen: chosen.or(channels.first().copied()).unwrap_or(Channel::Sms),
        channels,
        countries_link: seat.link(Screen::CountryCodes),
        others_link: seat.others_link(),
        app_link: login::allows(&seat.stage, Factor::Otp).then(|| seat.link(Screen::OtpEnrollment)),
        page,
        fault,
    };
    seat.draw(status, &form_page)
}

fn chosen(form: &Form) -> Option<Channel> {
    Channel::parse(form.get("channel"))
}

fn region(seat: &Seat, form: &Form) -> String {
    if form.has("country") { form.get("country").to_owned() } else { frame::likely_region(&seat.ctx, &seat.visit) }
}

fn shown(country: &texts::Country) -> Country {
    Country { region: country.region.to_owned(), name: country.name.to_owned(), dial_code: format!("+{}", country.dial_code) }
}

pub fn draw_countries(seat: &Seat, form: &Form, status: StatusCode) -> Response {
    let page = seat.page();
    let home = enrollment_screen(seat);
    let current = region(seat, form);
    let href = |region: &str| format!("{}&country={region}", seat.link(home));
    let matches = page.words.find_countries(form.get("q")).into_iter();
    let matches = matches.map(|found| CountryLink { country: shown(found), href: href(found.region), is_current: found.region == current });
    let list = CountryCodesPage {
        fault: None,
        query: form.get("q").chars().take(64).collect(),
        matches: matches.collect(),
        back_link: seat.link(home),
        page,
    };
    seat.draw(status, &list)
}

/// The one of the three that this tenant has.
pub fn enrollment_screen(seat: &Seat) -> Screen {
    match seat.stage.methods.channels.as_slice() {
        [Channel::Sms] => Screen::SmsEnrollment,
        [Channel::Voice] => Screen::VoiceEnrollment,
        _ => Screen::PhoneEnrollment,
    }
}

pub async fn enroll(seat: Seat, form: &Form) -> Result<Next, FlowError> {
    require(form.get("phone"), "phone")?;
    let channel = match (form.get("channel"), seat.stage.methods.channels.as_slice()) {
        ("", [only]) => *only,
        ("", _) => return Err(FlowError::MissingParameter("channel")),
        (word, _) => Channel::parse(word).ok_or_else(|| FlowError::ChannelNotEnabled(word.chars().take(16).collect()))?,
    };
    let region = form.has("country").then(|| form.get("country"));
    phone::enroll(&seat.ctx, seat.stage, form.get("phone"), region, channel).await
}
