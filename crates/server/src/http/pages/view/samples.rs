//! Every screen drawn from made-up data, for the tests and the preview.

use std::time::Duration;

use askama::Template;
use ringfence_core::account_ticket::TicketKind;
use ringfence_core::delivery::Channel;
use ringfence_core::ticket::TicketError;

use super::account::{AccountConfirmPage, AccountPage, BoundThing, Change};
use super::account_ticket::{ConfirmEmailPage, ResetPasswordPage, TicketEnding, TicketResultPage};
use super::code::{CodePage, DeliveryStage, DeliveryView};
use super::ending::{EnrollResult, EnrollResultPage, ErrorPage, FormPostPage, LoggedOutPage, LogoutPage};
use super::options::{Method, MethodOption, OptionsPage};
use super::password::{LoginPage, SignupPage};
use super::phone::{Country, CountryCodesPage, CountryLink, PhoneChallengePage, PhoneChoice, PhoneEnrollmentPage, PhoneListPage};
use super::recovery::{RecoveryChallengePage, RecoveryEnrollmentPage};
use super::totp::{TotpChallengePage, TotpEnrollmentPage};
use super::{Fault, Language, Page, Support};
use crate::texts::{Names, Words};

const NUMBER: &str = "XXXXXXXXX0123";

/// All screens in one language, by name.
pub(super) fn all(language: &str) -> Vec<(&'static str, String)> {
    let mut drawn = first_factor(language);
    drawn.extend(phones(language));
    drawn.extend(codes(language));
    drawn.extend(others(language));
    drawn.extend(endings(language));
    drawn.extend(account_tickets(language));
    drawn
}

pub(super) fn page(language: &str) -> Page {
    let names = Names {
        client_name: "Orchard".to_owned(),
        tenant_name: "Pomona".to_owned(),
        user_name: "ada".to_owned(),
        email: "ada@example.com".to_owned(),
        support_email: "help@example.com".to_owned(),
    };
    let languages = [("en", "English"), ("de", "Deutsch"), ("ar", "العربية"), ("fr", "Français"), ("ja", "日本語")];
    let offered = |(tag, name): (&str, &str)| Language { tag: tag.to_owned(), name: name.to_owned(), href: format!("?ui_locales={tag}") };
    Page {
        words: Words::new(language, None, names),
        csrf: "csrf-token".to_owned(),
        state: "lgn_sample".to_owned(),
        tenant_name: "Pomona".to_owned(),
        logo: None,
        brand_url: "/u/brand.css?v=1".to_owned(),
        languages: languages.map(offered).to_vec(),
        support: Some(Support::Mail("help@example.com".to_owned())),
        version: "1".to_owned(),
    }
}

fn drawn(page: &impl Template) -> String {
    page.render().expect("renders")
}

fn text(language: &str, screen: &str, key: &str) -> String {
    page(language).words.get(screen, key)
}

fn fault(field: &'static str, text: String) -> Option<Fault> {
    Some(Fault { field, text })
}

fn first_factor(language: &str) -> Vec<(&'static str, String)> {
    let login = |username: &str, fault| {
        drawn(&LoginPage { page: page(language), fault, username: username.to_owned(), signup_link: Some("/u/signup?state=x".to_owned()) })
    };
    let signup = |email: &str, fault| {
        drawn(&SignupPage {
            page: page(language),
            fault,
            email: email.to_owned(),
            min_length: 8,
            login_link: "/u/login?state=x".to_owned(),
        })
    };
    vec![
        ("login", login("", None)),
        ("login-wrong", login("ada@example.com", fault("", text(language, "login", "wrong-credentials")))),
        ("signup", signup("", None)),
        ("signup-wrong", signup("ada", fault("email", text(language, "signup", "invalid-email-format")))),
        ("signup-weak", signup("ada@example.com", fault("password", text(language, "signup", "password-too-common")))),
    ]
}

fn countries() -> Vec<Country> {
    [("AT", "Austria", "+43"), ("BR", "Brazil", "+55"), ("CI", "Côte d’Ivoire", "+225"), ("DE", "Germany", "+49"), ("JP", "Japan", "+81")]
        .into_iter()
        .chain([("GS", "South Georgia & South Sandwich Islands", "+500"), ("GB", "United Kingdom", "+44"), ("US", "United States", "+1")])
        .map(|(region, name, dial)| Country { region: region.to_owned(), name: name.to_owned(), dial_code: dial.to_owned() })
        .collect()
}

fn phones(language: &str) -> Vec<(&'static str, String)> {
    let both = vec![Channel::Sms, Channel::Voice];
    let enrollment = |channels: Vec<Channel>, phone: &str, fault| {
        drawn(&PhoneEnrollmentPage {
            page: page(language),
            fault,
            chosen: channels[0],
            channels,
            countries: countries(),
            region: "GB".to_owned(),
            phone: phone.to_owned(),
            countries_link: "/u/mfa-country-codes?state=x".to_owned(),
            others_link: Some("/u/mfa-begin-enroll-options?state=x".to_owned()),
            app_link: Some("/u/mfa-otp-enrollment-qr?state=x".to_owned()),
        })
    };
    let link = |country: Country| CountryLink { is_current: country.region == "GB", href: format!("?country={}", country.region), country };
    let codes = |query: &str, matches: Vec<CountryLink>| {
        drawn(&CountryCodesPage { page: page(language), fault: None, query: query.to_owned(), matches, back_link: "?".to_owned() })
    };
    let challenge = PhoneChallengePage {
        page: page(language),
        fault: None,
        masked_number: NUMBER.to_owned(),
        channels: both.clone(),
        chosen: Channel::Sms,
        numbers_link: Some("/u/mfa-sms-list?state=x".to_owned()),
        others_link: Some("/u/mfa-login-options?state=x".to_owned()),
    };
    let choice = |id: &str, number: &str, is_current| PhoneChoice { id: id.to_owned(), masked_number: number.to_owned(), is_current };
    let list = PhoneListPage {
        page: page(language),
        fault: None,
        numbers: vec![choice("1", NUMBER, true), choice("2", "XXXXXXX4477", false)],
        back_link: "?".to_owned(),
    };
    let wrong = fault("phone", text(language, "common", "invalid-phone"));
    vec![
        ("mfa-phone-enrollment", enrollment(both.clone(), "", None)),
        ("mfa-phone-enrollment-wrong", enrollment(both, "12", wrong)),
        ("mfa-sms-enrollment", enrollment(vec![Channel::Sms], "", None)),
        ("mfa-voice-enrollment", enrollment(vec![Channel::Voice], "", None)),
        ("mfa-country-codes", codes("", countries().into_iter().map(link).collect())),
        ("mfa-country-codes-none", codes("Atlantis", Vec::new())),
        ("mfa-phone-challenge", drawn(&challenge)),
        ("mfa-sms-list", drawn(&list)),
    ]
}

fn codes(language: &str) -> Vec<(&'static str, String)> {
    let code = |channel, stage, key: &str, fault: Option<Fault>, is_enrolling: bool| {
        let has_failed = stage == DeliveryStage::Failed;
        drawn(&CodePage {
            page: page(language),
            fault,
            channel,
            masked_number: NUMBER.to_owned(),
            delivery: DeliveryView { stage, text: text(language, "delivery", key), offer: has_failed },
            resend_wait: Duration::from_secs(if has_failed { 0 } else { 24 }),
            valid_for: Some(Duration::from_secs(300)),
            other_channel: Some(if channel == Channel::Sms { Channel::Voice } else { Channel::Sms }),
            can_remember: !is_enrolling,
            edit_link: is_enrolling.then(|| "/u/mfa-phone-enrollment?state=x".to_owned()),
            numbers_link: (!is_enrolling).then(|| "/u/mfa-sms-list?state=x".to_owned()),
            others_link: Some("/u/mfa-login-options?state=x".to_owned()),
        })
    };
    let wrong = fault("code", text(language, "common", "invalid-code"));
    let too_many = fault("", text(language, "common", "too-many-sms"));
    vec![
        ("mfa-sms-challenge", code(Channel::Sms, DeliveryStage::Accepted, "smsAccepted", None, false)),
        ("mfa-sms-challenge-enrolling", code(Channel::Sms, DeliveryStage::Delivered, "smsDelivered", None, true)),
        ("mfa-sms-challenge-wrong", code(Channel::Sms, DeliveryStage::Delivered, "smsDelivered", wrong, false)),
        ("mfa-sms-challenge-failed", code(Channel::Sms, DeliveryStage::Failed, "smsFailed", None, true)),
        ("mfa-sms-challenge-too-many", code(Channel::Sms, DeliveryStage::Delivered, "smsDelivered", too_many, true)),
        ("mfa-voice-challenge", code(Channel::Voice, DeliveryStage::Accepted, "voiceAccepted", None, false)),
    ]
}

fn others(language: &str) -> Vec<(&'static str, String)> {
    let option = |method, phone: Option<&str>, is_recommended| MethodOption {
        method,
        phone: phone.map(str::to_owned),
        href: "?".to_owned(),
        is_recommended,
    };
    let options = |is_enrolling, options| {
        drawn(&OptionsPage { page: page(language), fault: None, is_enrolling, options, back_link: Some("?".to_owned()) })
    };
    let bound = [option(Method::Phone, Some(NUMBER), false), option(Method::Otp, None, false), option(Method::RecoveryCode, None, false)];
    let link = Some("/u/mfa-login-options?state=x".to_owned());
    let qr = TotpEnrollmentPage {
        page: page(language),
        fault: None,
        qr_svg: "<svg viewBox=\"0 0 29 29\" shape-rendering=\"crispEdges\"><path d=\"M4 4h7v7h-7zM18 4h7v7h-7zM4 18h7v7h-7zM13 13h3v3h-3z\"/></svg>".to_owned(),
        setup_link: "otpauth://totp/Pomona:ada?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP".to_owned(),
        secret: "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP".to_owned(),
        others_link: link.clone(),
    };
    let recovery = |is_replacement, fault| {
        drawn(&RecoveryEnrollmentPage { page: page(language), fault, code: "7QKX2M9PRT4WZ8HJ3NVC5BDF".to_owned(), is_replacement })
    };
    let typed = |fault| drawn(&RecoveryChallengePage { page: page(language), fault, others_link: link.clone() });
    let unticked = fault("confirmed", text(language, "mfa-recovery-code-enrollment", "no-confirmation"));
    let wrong = fault("recovery_code", text(language, "mfa-recovery-code-challenge", "invalid-code"));
    vec![
        ("mfa-login-options", options(false, bound.into())),
        ("mfa-login-options-none", options(false, Vec::new())),
        ("mfa-begin-enroll-options", options(true, vec![option(Method::Phone, None, false), option(Method::Otp, None, true)])),
        ("mfa-otp-enrollment-qr", drawn(&qr)),
        (
            "mfa-otp-challenge",
            drawn(&TotpChallengePage { page: page(language), fault: None, can_remember: true, others_link: link.clone() }),
        ),
        ("mfa-recovery-code-enrollment", recovery(false, None)),
        ("mfa-recovery-code-enrollment-wrong", recovery(false, unticked)),
        ("mfa-recovery-code-challenge", typed(None)),
        ("mfa-recovery-code-challenge-wrong", typed(wrong)),
        ("mfa-recovery-code-challenge-new-code", recovery(true, None)),
    ]
}

fn account(language: &str, is_full: bool) -> String {
    let thing = |id: &str, name: &str| BoundThing { id: id.to_owned(), name: name.to_owned(), since: "2026-11-24".to_owned() };
    let some = |text: &str| is_full.then(|| text.to_owned());
    drawn(&AccountPage {
        page: page(language),
        fault: None,
        done: is_full.then(|| text(language, "account", "doneAdded")),
        verify_link: (!is_full).then(|| "?".to_owned()),
        phones: if is_full { vec![thing("1", NUMBER), thing("2", "XXXXXXX4477")] } else { Vec::new() },
        apps: if is_full { vec![thing("3", &text(language, "account", "otpTitle"))] } else { Vec::new() },
        recovery: some("2026-11-24"),
        browsers: usize::from(is_full) * 2,
        add_phone_link: Some("?".to_owned()),
        add_app_link: (!is_full).then(|| "?".to_owned()),
        can_renew_recovery: is_full,
        logout_link: "/v2/logout".to_owned(),
    })
}

fn account_tickets(language: &str) -> Vec<(&'static str, String)> {
    let (ticket, email) = (|| "ticket".to_owned(), || "ada@example.com".to_owned());
    let reset = |fault| drawn(&ResetPasswordPage { page: page(language), fault, ticket: ticket(), email: email(), min_length: 8 });
    let result = |ending| {
        drawn(&TicketResultPage { page: page(language), fault: None, ending, continue_link: Some("https://app.example/login".to_owned()) })
    };
    let mismatch = fault("password_again", text(language, "reset-password", "password-mismatch"));
    vec![
        ("reset-password", reset(None)),
        ("reset-password-wrong", reset(mismatch)),
        ("reset-password-success", result(TicketEnding::PasswordChanged)),
        ("reset-password-error", result(TicketEnding::of(TicketKind::PasswordChange, TicketError::Used))),
        ("email-verification-confirm", drawn(&ConfirmEmailPage { page: page(language), fault: None, ticket: ticket(), email: email() })),
        ("email-verification-result", result(TicketEnding::EmailVerified)),
        ("email-verification-result-expired", result(TicketEnding::of(TicketKind::EmailVerification, TicketError::Expired))),
    ]
}

fn endings(language: &str) -> Vec<(&'static str, String)> {
    let result = |result| drawn(&EnrollResultPage { page: page(language), fault: None, result, continue_link: None });
    let confirm = |change| drawn(&AccountConfirmPage { page: page(language), fault: None, change, back_link: "?".to_owned() });
    let phone = Change::RemovePhone { id: "1".to_owned(), masked_number: NUMBER.to_owned() };
    let error = ErrorPage {
        page: page(language),
        fault: None,
        title: text(language, "expired", "title"),
        description: text(language, "expired", "description"),
        advice: String::new(),
        restart_link: Some("/u/again".to_owned()),
        error: "invalid_request".to_owned(),
        tracking_id: "4f2a9c01".to_owned(),
    };
    let fields = || vec![("code".to_owned(), "abc\"><i>".to_owned()), ("state".to_owned(), "x".to_owned())];
    let logout = LogoutPage {
        page: page(language),
        fault: None,
        action: "/v2/logout".to_owned(),
        fields: Vec::new(),
        cancel_link: Some("?".to_owned()),
    };
    vec![
        ("mfa-enroll-result", result(EnrollResult::Enrolled)),
        ("mfa-enroll-result-expired", result(EnrollResult::ExpiredTicket)),
        ("mfa-enroll-result-failed", result(EnrollResult::Failed)),
        ("account", account(language, true)),
        ("account-empty", account(language, false)),
        ("account-confirm", confirm(phone)),
        ("account-confirm-recovery", confirm(Change::RenewRecovery)),
        ("logout", drawn(&logout)),
        ("logged-out", drawn(&LoggedOutPage { page: page(language), fault: None, login_link: Some("?".to_owned()) })),
        ("error", drawn(&error)),
        (
            "form-post",
            drawn(&FormPostPage { page: page(language), fault: None, action: "https://app.example/cb".to_owned(), fields: fields() }),
        ),
    ]
}
