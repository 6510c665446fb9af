//! The way past every screen, in four parts.

use ringfence_core::login::Screen;

use super::Inspector;
use crate::journey::PHONE;
use crate::person::Person;
use crate::relying_party::RelyingParty;

const OTHER_PHONE: &str = "+447700900456";
/// What becomes of messages to this number nobody ever hears.
const SILENT: &str = "+12025550195";

pub(super) fn up_to_the_recovery_code(ada: &mut Inspector<'_>, application: &RelyingParty<'_>) {
    ada.person.visits(&application.asks(&[]).url);
    ada.reaches(Screen::Login);
    ada.person.fills("username", "nobody@example.com");
    ada.person.fills("password", "wrong");
    ada.person.goes_on();
    ada.is_told_something(Screen::Login);
    ada.turns_to(Screen::Signup);
    ada.person.fills("email", "ada@example.com");
    ada.person.fills("password", "short");
    ada.person.goes_on();
    ada.is_told_something(Screen::Signup);
    ada.person.makes_account("ada@example.com");
    ada.reaches(Screen::PhoneEnrollment);
    ada.person.presses("#country-search");
    ada.looks_at("the open list of countries");
    ada.turns_to(Screen::CountryCodes);
    ada.person.fills("q", "zzz");
    ada.person.presses(".search button");
    ada.looks_at("no country");
    ada.turns_to(Screen::BeginEnrollOptions);
    ada.turns_to(Screen::OtpEnrollment);
    ada.person.turns_to(Screen::PhoneEnrollment.path());
    ada.person.gives("1", "sms");
    ada.is_told_something(Screen::PhoneEnrollment);
    ada.person.gives(SILENT, "voice");
    ada.reaches(Screen::VoiceChallenge);
    ada.person.turns_to(Screen::PhoneEnrollment.path());
    ada.person.gives(PHONE, "sms");
    ada.reaches(Screen::SmsChallenge);
    ada.person.enters("1");
    ada.is_told_something(Screen::SmsChallenge);
    ada.person.enters(&ada.person.code_for(PHONE));
    ada.reaches(Screen::RecoveryEnrollment);
    ada.person.writes_code_down();
    ada.person.arrives_at(&application.callback());
}

pub(super) fn the_account(ada: &mut Inspector<'_>) {
    ada.person.visits("/u/account/add?factor=phone");
    ada.person.gives(OTHER_PHONE, "sms");
    ada.person.reaches("mfa-sms-challenge");
    ada.person.enters(&ada.person.code_for(OTHER_PHONE));
    ada.person.reaches("account");
    ada.person.visits("/u/account/add?factor=otp");
    ada.person.enters(&ada.person.app().shows());
    ada.person.reaches("account");
    ada.looks_at("account");
    for button in ["remove", "new-recovery-code"] {
        ada.person.presses(&format!("[value={button}]"));
        ada.person.reads("form .second");
        ada.looks_at(&format!("account, {button}"));
        ada.person.visits("/u/account");
    }
    ada.person.visits("/oidc/logout");
    ada.looks_at("logout");
    ada.person.goes_on();
    ada.person.reads(".seal + h1");
    ada.looks_at("logged-out");
}

pub(super) fn every_challenge(ada: &mut Inspector<'_>, application: &RelyingParty<'_>) {
    let ask = application.asks(&[]);
    ada.person.visits(&ask.url);
    ada.arrives("ada@example.com");
    ada.reaches(Screen::OtpChallenge);
    ada.turns_to(Screen::LoginOptions);
    ada.turns_to(Screen::PhoneChallenge);
    ada.turns_to(Screen::SmsList);
    ada.turns_to(Screen::RecoveryChallenge);
    ada.person.fills("recovery_code", "wrong");
    ada.person.goes_on();
    ada.is_told_something(Screen::RecoveryChallenge);
    ada.person.turns_to(Screen::PhoneChallenge.path());
    ada.person.asks_for_a_code_by("voice");
    ada.looks_at("mfa-voice-challenge of a login");
    ada.person.enters(&ada.person.code_for(OTHER_PHONE));
    ada.person.arrives_at(&application.callback());
}

pub(super) fn the_ends(ada: &mut Inspector<'_>, application: &RelyingParty<'_>) {
    for (path, name) in [
        ("/authorize", "error"),
        ("/u/login?state=lgn_gone", "an expired login"),
        ("/mfa/enrollment?ticket=wrong", "mfa-enroll-result of a bad ticket"),
        ("/u/mfa-enroll-result?result=enrolled", "mfa-enroll-result"),
    ] {
        ada.person.visits(path);
        ada.looks_at(name);
    }
    let kept = ada.person.dev.enroll("eve@example.com", "+447700900789");
    ada.person.logs_out_silently();
    ada.person.visits(&application.asks(&[]).url);
    ada.arrives("eve@example.com");
    ada.person.turns_to(Screen::RecoveryChallenge.path());
    ada.person.fills("recovery_code", &kept);
    ada.person.goes_on();
    ada.reaches(Screen::RecoveryNewCode);
    ada.person.logs_out_silently();
}

impl Person<'_> {
    fn logs_out_silently(&self) {
        self.visits("/v2/logout");
        self.reads(".seal + h1");
    }
}
