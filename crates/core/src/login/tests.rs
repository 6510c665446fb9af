use super::*;
use crate::authenticator::{Authenticator, Kind};
use crate::authorize::{Prompt, ResponseMode};
use crate::phone::PhoneNumber;
use crate::tenant::{Experience, PhoneFactor, Provider, TenantSettings};

const NOW: Timestamp = Timestamp::from_secs(1_000_000);

fn settings() -> TenantSettings {
    let message_types = vec![Channel::Sms, Channel::Voice];
    let phone = PhoneFactor { enabled: true, message_types, provider: Provider::PhoneMessageHook, ..PhoneFactor::default() };
    TenantSettings { phone, ..TenantSettings::default() }
}

fn request() -> AuthorizationRequest {
    AuthorizationRequest {
        client: ClientId::new("c"),
        redirect_uri: "https://app.example/cb".into(),
        response_mode: ResponseMode::Query,
        state: None,
        nonce: None,
        scope: "openid".into(),
        audience: None,
        code_challenge: None,
        prompt: Prompt::AsNeeded,
        max_age: None,
        login_hint: None,
        wants_second_factor: false,
        begins_with_signup: false,
        connection: None,
    }
}

fn login(purpose: Purpose) -> Login {
    Login::begun(LoginId::new("lgn_1"), [0; 32], TransactionId::new("txn_1"), purpose, NOW)
}

fn signed_in(purpose: Purpose, needs_second_factor: bool) -> Login {
    let person = Person { user: UserId::new("auth0|1"), signed_in_at: NOW, known_at: NOW, since: NOW, session: None, needs_second_factor };
    Login { person: Some(person), ..login(purpose) }
}

fn bound(id: &str, kind: Kind, last_used_at: i64) -> Authenticator {
    let used = Some(Timestamp::from_secs(last_used_at));
    Authenticator { id: DeviceId::new(id), user: UserId::new("auth0|1"), kind, confirmed_at: used, created_at: NOW, last_used_at: used }
}

fn phone(id: &str, last_used_at: i64) -> Authenticator {
    let number = PhoneNumber::from_e164_trusted("+447700900123".into());
    bound(id, Kind::Phone { number, channel: Channel::Sms }, last_used_at)
}

fn asked(action: Action, channel: Channel) -> PhoneAsked {
    let (device, delivery) = (DeviceId::new("dev_1"), DeliveryId::new("del_1"));
    PhoneAsked { device, number: "XXX0123".into(), channel, action, delivery, sent_at: NOW }
}

fn shown(device: &str) -> Option<SecondFactor> {
    Some(SecondFactor { at: NOW, device: DeviceId::new(device) })
}

fn authorize() -> Purpose {
    Purpose::Authorize(Box::new(request()))
}

#[test]
fn each_login_stands_at_one_page() {
    let none = Methods::of(&settings(), &[]);
    let one = Methods::of(&settings(), &[phone("dev_1", 1)]);
    let only_sms = TenantSettings { universal_login_experience: Experience::Classic, ..settings() };
    let only_otp = TenantSettings { phone: PhoneFactor::default(), ..settings() };
    let app_later = [phone("dev_1", 1), bound("dev_2", Kind::Totp, 2)];
    let recovery = [phone("dev_1", 1), bound("dev_3", Kind::RecoveryCode, 1)];
    let nothing_on = TenantSettings { otp_enabled: false, ..only_otp.clone() };
    let must = || signed_in(authorize(), true);
    let table = [
        (login(authorize()), none.clone(), Some(Screen::Login)),
        (must(), none.clone(), Some(Screen::PhoneEnrollment)),
        (must(), Methods::of(&only_sms, &[]), Some(Screen::SmsEnrollment)),
        (must(), Methods::of(&only_otp, &[]), Some(Screen::OtpEnrollment)),
        (must(), one.clone(), Some(Screen::PhoneChallenge)),
        (must(), Methods::of(&settings(), &app_later), Some(Screen::OtpChallenge)),
        (must().with_message(asked(Action::Enrollment, Channel::Voice)), none.clone(), Some(Screen::VoiceChallenge)),
        (must().with_message(asked(Action::Verification, Channel::Sms)), one.clone(), Some(Screen::SmsChallenge)),
        // Of an enrollment that another tab has finished meanwhile: the code is asked for anew.
        (must().with_message(asked(Action::Enrollment, Channel::Sms)), one.clone(), Some(Screen::PhoneChallenge)),
        // Switched off meanwhile: the recovery code must do, or nothing does; nobody slips through.
        (must(), Methods::of(&nothing_on, &recovery), Some(Screen::RecoveryChallenge)),
        (must(), Methods::of(&nothing_on, &[phone("dev_1", 1)]), None),
        (signed_in(authorize(), false), one.clone(), None),
    ];
    for (login, methods, expected) in table {
        assert_eq!(login.home(&methods), expected, "{login:?}");
        if let Some(home) = expected {
            assert!(login.admits(home, &methods), "its own home: {home:?}");
        }
    }
    assert_eq!(must().step(&Methods::of(&nothing_on, &[phone("dev_1", 1)])), Step::Challenge);
}

#[test]
fn what_was_shown_decides_what_comes_next() {
    let one = Methods::of(&settings(), &[phone("dev_1", 1)]);
    let mut login = signed_in(authorize(), true);
    assert_eq!(login.step(&one), Step::Challenge);
    login.second_factor = shown("dev_1");
    assert_eq!(login.step(&one), Step::Finish);
    login.recovery = Some(RecoveryShown { device: Some(DeviceId::new("dev_3")), replaces: None, code: "ABC".into() });
    assert_eq!((login.step(&one), login.home(&one)), (Step::ShowRecovery, Some(Screen::RecoveryEnrollment)));
    assert!(!login.admits(Screen::SmsChallenge, &one) && !login.admits(Screen::Login, &one));

    // A further phone from the account page: first the old one proves itself, then the new one is named.
    let mut adding = signed_in(Purpose::Account { add: Some(Factor::Phone) }, true);
    assert_eq!(adding.home(&one), Some(Screen::PhoneChallenge));
    adding.second_factor = shown("dev_1");
    assert_eq!(adding.home(&one), Some(Screen::PhoneEnrollment));
    assert!(!adding.admits(Screen::OtpEnrollment, &one), "only what was chosen");
    adding.has_enrolled = true;
    assert_eq!(adding.step(&one), Step::Finish);
}

#[test]
fn a_login_ends_by_its_own_clock_and_by_the_passwords() {
    let waiting = signed_in(authorize(), true);
    assert!(!waiting.is_over(NOW + SECOND_FACTOR_WINDOW - Duration::from_micros(1)));
    assert!(waiting.is_over(NOW + SECOND_FACTOR_WINDOW));
    assert!(!login(authorize()).is_over(NOW + SECOND_FACTOR_WINDOW));
    assert!(login(authorize()).is_over(NOW + LOGIN_LIFETIME));
    let finished = Login { finished: Some(Finished { at: NOW, response: None, session: None }), ..waiting };
    assert!(!finished.is_over(NOW + REPEATED_FOR - Duration::from_micros(1)) && finished.is_over(NOW + REPEATED_FOR));
}

#[test]
fn each_further_message_waits_longer_and_another_way_does_not() {
    let first = signed_in(authorize(), true).with_message(asked(Action::Enrollment, Channel::Sms));
    let device = DeviceId::new("dev_1");
    assert_eq!(first.wait(Channel::Sms, &device, NOW), Duration::from_secs(30));
    assert_eq!(first.wait(Channel::Voice, &device, NOW), Duration::ZERO);
    assert_eq!(first.wait(Channel::Sms, &DeviceId::new("dev_2"), NOW), Duration::ZERO, "a number typed anew");
    let waits: Vec<u64> = (0..5)
        .scan(first, |login, _| {
            let wait = login.wait(Channel::Sms, &device, NOW).as_secs();
            *login = login.clone().with_message(asked(Action::Enrollment, Channel::Sms));
            Some(wait)
        })
        .collect();
    assert_eq!(waits, [30, 60, 120, 240, 240]);
}

#[test]
fn a_proof_does_not_outlive_the_factor_that_gave_it() {
    let methods = |devices: &[&str]| Methods::of(&settings(), &devices.iter().map(|device| phone(device, 1)).collect::<Vec<_>>());
    let proven = Login { second_factor: shown("dev_1"), ..signed_in(authorize(), true) };
    assert!(proven.is_proven(&methods(&["dev_1"])) && proven.is_proven(&methods(&["dev_2", "dev_1"])));
    assert!(!proven.is_proven(&methods(&["dev_2"])), "another one is bound, even since before");
    assert!(!proven.is_proven(&methods(&[])), "removed since");
    assert_eq!(proven.step(&methods(&["dev_2"])), Step::Challenge);
    assert_eq!(proven.step(&methods(&[])), Step::Enroll);
    let by_recovery_code = Login { second_factor: shown("dev_3"), ..proven };
    assert!(by_recovery_code.is_proven(&Methods::of(&settings(), &[phone("dev_1", 1), bound("dev_3", Kind::RecoveryCode, 1)])));
}

#[test]
fn nothing_secret_is_printed() {
    let mut login = signed_in(authorize(), true);
    login.recovery = Some(RecoveryShown { device: None, replaces: Some([7; 32]), code: "SECRETCODE".into() });
    login.otp = Some(OtpAsked { device: DeviceId::new("dev_9"), secret: "SECRETSEED".into(), uri: "otpauth://SECRETSEED".into() });
    login.finished = Some(Finished { at: NOW, response: None, session: Some("SECRETCOOKIE".into()) });
    assert!(!format!("{login:?}").contains("SECRET"));
}

#[test]
fn a_login_reads_back_as_it_was_written() {
    let mut written = signed_in(authorize(), true).with_message(asked(Action::Verification, Channel::Voice));
    written.version = 0;
    let read: Login = serde_json::from_str(&serde_json::to_string(&written).unwrap()).unwrap();
    assert_eq!(read, written);
}
