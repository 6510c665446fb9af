//! `mfa-sms-challenge` and `mfa-voice-challenge`: the code that went out comes back; another one is asked for.

use axum::http::StatusCode;
use axum::response::Response;
use ringfence_core::authenticator::Authenticator;
use ringfence_core::authorize::AuthorizationRequest;
use ringfence_core::challenge::{Action, CODE_LIFETIME};
use ringfence_core::delivery::Channel;
use ringfence_core::digits;
use ringfence_core::login::Screen;
use ringfence_core::tenant::MfaPolicy;

use crate::ctx::Ctx;
use crate::flow::error::FlowError;
use crate::flow::login::{self, Next, Stage, Truth, phone};
use crate::flow::visit::Visit;
use crate::http::pages::enrollment::enrollment_screen;
use crate::http::pages::frame;
use crate::http::pages::password::require;
use crate::http::pages::screen::{Form, Seat};
use crate::http::pages::view::Fault;
use crate::http::pages::view::code::{CodePage, DeliveryStage, DeliveryView};

const CODE_DIGITS: usize = 6;

pub async fn draw(seat: &Seat, status: StatusCode, fault: Option<Fault>) -> Result<Response, FlowError> {
    let asked = seat.stage.login.phone.clone().ok_or(FlowError::LoginSuperseded)?;
    let is_enrolling = asked.action == Action::Enrollment;
    let delivery = delivery(&seat.ctx, &seat.visit, &seat.stage).await?;
    let left = (asked.sent_at + CODE_LIFETIME).since(seat.ctx.now);
    let page = CodePage {
        page: seat.page(),
        fault,
        channel: asked.channel,
        masked_number: asked.number,
        valid_for: (!left.is_zero() && delivery.stage != DeliveryStage::Failed).then_some(left),
        delivery,
        resend_wait: phone::resend_wait(&seat.ctx, &seat.stage).await?,
        other_channel: other(&seat.ctx, &seat.stage, asked.channel),
        can_remember: !is_enrolling && can_remember(seat),
        edit_link: is_enrolling.then(|| seat.link(enrollment_screen(seat))),
        numbers_link: seat.stage.admits(Screen::SmsList).then(|| seat.link(Screen::SmsList)),
        others_link: seat.others_link(),
    };
    Ok(seat.draw(status, &page))
}

/// Six digits, in any script; what is none costs no attempt.
pub fn require_code(form: &Form) -> Result<(), FlowError> {
    require(form.get("code"), "code")?;
    let digits = digits::ascii(form.get("code"));
    let is_code = digits.len() == CODE_DIGITS && digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_code { Ok(()) } else { Err(FlowError::InvalidParameter("A code has six digits.".to_owned())) }
}

/// Only where the policy would otherwise ask each time, and for nothing that the application asks for by itself.
pub fn can_remember(seat: &Seat) -> bool {
    let mfa = seat.ctx.domain.mfa_audience();
    let is_usual = |request: &AuthorizationRequest| !request.wants_second_factor && request.audience.as_deref() != Some(&mfa);
    seat.stage.login.request().is_some_and(is_usual) && seat.ctx.settings().mfa_policies.contains(&MfaPolicy::AllApplications)
}

/// The other way, where there is one and it reaches the phone.
fn other(ctx: &Ctx, stage: &Stage, channel: Channel) -> Option<Channel> {
    let asked = stage.login.phone.as_ref().map(|asked| &asked.device);
    let number = stage.methods.phones.iter().find(|phone| Some(&phone.id) == asked).and_then(Authenticator::phone_number);
    let is_open = |other: &Channel| number.is_none_or(|number| ctx.app.settings.phone.permit(number, *other).is_ok());
    stage.methods.channels.iter().copied().find(|other| *other != channel && is_open(other))
}

/// The truth about the last message, as far as the carrier has told it.
pub async fn delivery(ctx: &Ctx, visit: &Visit, stage: &Stage) -> Result<DeliveryView, FlowError> {
    let words = frame::of_login(ctx, visit, stage).words;
    let channel = stage.login.phone.as_ref().map_or(Channel::Sms, |asked| asked.channel);
    let truth = login::truth(ctx, &stage.login).await?;
    let (view, word) = match truth {
        None => (DeliveryStage::Accepted, "Unknown"),
        Some(Truth::Sending) => (DeliveryStage::Sending, "Sending"),
        Some(Truth::Accepted) => (DeliveryStage::Accepted, "Accepted"),
        Some(Truth::Ringing) => (DeliveryStage::Accepted, "Ringing"),
        Some(Truth::Delivered) => (DeliveryStage::Delivered, "Delivered"),
        Some(Truth::Failed) => (DeliveryStage::Failed, "Failed"),
    };
    let mut text = words.get("delivery", &format!("{}{word}", channel.as_str()));
    let offer = view == DeliveryStage::Failed;
    if offer {
        let key = match (channel, other(ctx, stage, channel)) {
            (Channel::Sms, Some(_)) => "smsOfferVoice",
            (Channel::Voice, Some(_)) => "voiceOfferSms",
            (_, None) => "offerOther",
        };
        text = format!("{text} {}", words.get("delivery", key));
    }
    Ok(DeliveryView { stage: view, text, offer })
}

pub async fn act(seat: Seat, form: &Form) -> Result<Next, FlowError> {
    let channel = seat.stage.login.phone.as_ref().map(|asked| asked.channel).ok_or(FlowError::LoginSuperseded)?;
    match form.get("action") {
        "resend" => phone::resend(&seat.ctx, seat.stage, channel).await,
        "switch" => {
            let other = other(&seat.ctx, &seat.stage, channel).ok_or(FlowError::LoginSuperseded)?;
            phone::resend(&seat.ctx, seat.stage, other).await
        }
        _ => {
            require_code(form)?;
            let remembers = form.has("remember_browser") && can_remember(&seat);
            phone::verify(&seat.ctx, &seat.visit, seat.stage, form.get("code"), remembers).await
        }
    }
}
