//! What a person can mend on the page they are on: the words, and the field they stand by.

use std::time::Duration;

use axum::http::StatusCode;
use ringfence_core::delivery::Channel;
use ringfence_core::login::Screen;
use ringfence_core::password::WeakPassword;
use ringfence_core::phone::PhoneError;

use crate::flow::error::FlowError;
use crate::http::error;
use crate::http::pages::screen::Seat;
use crate::http::pages::view::Fault;
use crate::texts::Words;

/// Where six digits are typed.
const TAKE_CODES: [Screen; 4] = [Screen::SmsChallenge, Screen::VoiceChallenge, Screen::OtpEnrollment, Screen::OtpChallenge];

/// Where a number is typed.
const ENROLL_PHONES: [Screen; 3] = [Screen::PhoneEnrollment, Screen::SmsEnrollment, Screen::VoiceEnrollment];

/// `None`: nothing on this page mends it.
pub fn of(seat: &Seat, problem: &FlowError) -> Option<Fault> {
    use FlowError as E;
    let words = seat.page().words;
    let say = |key: &str| words.get(seat.screen.path(), key);
    let offers = |channel| seat.stage.methods.channels.contains(&channel);
    let (field, text) = match problem {
        E::WrongCredentials => ("", say("wrong-credentials")),
        E::UserBlocked if seat.screen == Screen::Login => ("", say("authentication-failure")),
        E::UserExists => ("", say("email-in-use")),
        E::WeakPassword(WeakPassword::TooShort { min }) => {
            ("password", words.with("signup", "password-too-weak", &[("min", (*min).into())]))
        }
        E::WeakPassword(WeakPassword::TooLong) => ("password", words.with("signup", "password-too-long", &[("max", 1024_u64.into())])),
        E::WeakPassword(_) => ("password", words.get("signup", "password-policy-not-conformant")),
        E::InvalidParameter(_) if seat.screen == Screen::Signup => ("email", say("invalid-email-format")),
        E::InvalidParameter(_) if TAKE_CODES.contains(&seat.screen) => ("code", say("invalid-otp-code-format")),
        E::PhoneNumber(PhoneError::Malformed) => ("phone", say("invalid-phone-format")),
        E::PhoneNumber(PhoneError::Invalid) => ("phone", say("invalid-phone")),
        E::PhoneNumber(PhoneError::WrongKind(_)) if ENROLL_PHONES.contains(&seat.screen) => ("phone", say("wrong-phone-kind")),
        // Where no number is typed it stands above the page. So it does where the other way mends it: the page then offers that one.
        E::PhoneNumber(PhoneError::WrongKind(_)) => ("", say("wrong-phone-kind")),
        E::PhoneNumber(PhoneError::NoTexts(_)) if offers(Channel::Voice) => ("", say("no-texts-to-phone-call-instead")),
        E::PhoneNumber(PhoneError::NoTexts(_)) => ("", say("no-texts-to-phone")),
        E::PhoneNumber(PhoneError::NoCalls(_)) if offers(Channel::Sms) => ("", say("no-calls-to-phone-text-instead")),
        E::PhoneNumber(PhoneError::NoCalls(_)) => ("", say("no-calls-to-phone")),
        E::PhoneInUse => ("phone", say("phone-in-use")),
        E::ChannelNotEnabled(_) => ("channel", say("no-channel")),
        E::SendFailed { channel: Channel::Sms, .. } => ("", say("send-sms-failed")),
        E::SendFailed { channel: Channel::Voice, .. } => ("", say("send-voice-failed")),
        E::Template(_) => ("", say("sms-authenticator-error")),
        E::TooManyMessages { channel: Channel::Sms, wait } => ("", with_wait(&words, say("too-many-sms"), *wait)),
        E::TooManyMessages { channel: Channel::Voice, wait } => ("", with_wait(&words, say("too-many-voice"), *wait)),
        E::TooManyWrongCodes { wait } => ("", with_wait(&words, say("too-many-failures"), *wait)),
        E::ResendTooSoon { channel, wait } => {
            ("", words.with(Screen::of_code(*channel).path(), "resendWaitText", &[("wait", (&words.wait(*wait)).into())]))
        }
        E::TooManyFactors { .. } => ("", say("too-many-factors")),
        E::TooManyFactorChanges { wait } => ("", with_wait(&words, say("too-many-changes"), *wait)),
        E::WrongBindingCode | E::WrongOtpCode => ("code", say("invalid-code")),
        E::OobCodeExpired => ("code", say("expired-code")),
        E::WrongRecoveryCode => ("recovery_code", say("invalid-code")),
        E::AuthenticatorNotFound => ("", say("invalid-request")),
        E::BuffersFull | E::Busy => ("", say("too-many-attempts")),
        // Named by the page that missed it.
        E::MissingParameter(field) => (*field, say(missing(field))),
        _ => return None,
    };
    Some(Fault { field, text })
}

fn missing(field: &str) -> &'static str {
    match field {
        "username" => "no-username",
        "email" => "no-email",
        "password" => "no-password",
        "phone" => "no-phone",
        "channel" => "no-channel",
        "confirmed" => "no-confirmation",
        _ => "no-code",
    }
}

fn with_wait(words: &Words, text: String, wait: Duration) -> String {
    format!("{text} {}", words.with("common", "tryAgainText", &[("wait", (&words.wait(wait)).into())]))
}

/// A page that is drawn again answers 400, but for limits and failures of ours.
pub fn status(problem: &FlowError) -> StatusCode {
    let (status, ..) = error::told(problem);
    if status == StatusCode::TOO_MANY_REQUESTS || status.is_server_error() { status } else { StatusCode::BAD_REQUEST }
}
