use super::*;
use crate::clock::Dice;

struct Ones;

impl Dice for Ones {
    fn fill(&self, bytes: &mut [u8]) {
        for (nth, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::try_from(nth + 1).unwrap_or(0);
        }
    }
}

fn composed(channel: Channel, action: Action, settings: &TenantSettings) -> Message {
    let dice: &dyn Dice = &Ones;
    let to = PhoneNumber::from_e164_trusted("+12025550123".into());
    let code = Code::draw(dice);
    compose(&Compose {
        to: &to,
        channel,
        action,
        code: &code,
        locale: "fr",
        request_lang: "fr-FR,fr;q=0.9",
        settings,
        application: "Shop",
        host: Some("id.example.com"),
    })
    .expect("a template that renders")
}

fn tenant(verification: Option<&str>) -> TenantSettings {
    let mut settings = TenantSettings { friendly_name: "Acme & Co".into(), ..TenantSettings::default() };
    settings.phone.verification_message = verification.map(str::to_owned);
    settings
}

#[test]
fn the_default_texts_are_auth0s() {
    let settings = tenant(None);
    let text = |channel, action| composed(channel, action, &settings).text;
    assert_eq!(text(Channel::Sms, Action::Verification), "123456 is your verification code for Acme & Co");
    assert_eq!(
        text(Channel::Sms, Action::Enrollment),
        "123456 is your verification code for Acme & Co. Please enter this code to verify your enrollment."
    );
    let heard =
        "Hello. Your verification code for Acme & Co is \u{E000} 1.2.3.4.5.6. I repeat, your verification code is \u{E000} 1.2.3.4.5.6";
    assert_eq!(text(Channel::Voice, Action::Enrollment), heard);
    assert_eq!(text(Channel::Voice, Action::Verification), heard);
}

#[test]
fn a_call_gets_the_tenants_words_only_if_they_were_written_for_one() {
    let read = tenant(Some("Acme: {{ code }}"));
    assert_eq!(composed(Channel::Sms, Action::Verification, &read).text, "Acme: 123456");
    assert!(composed(Channel::Voice, Action::Verification, &read).text.starts_with("Hello."));

    let both = tenant(Some("{% if message_type == 'voice' %}\n  Salut,{{ pause }}{{ code }}\n{% else %}\n  Salut {{ code }}\n{% endif %}"));
    assert_eq!(composed(Channel::Sms, Action::Verification, &both).text, "Salut 123456");
    assert_eq!(composed(Channel::Voice, Action::Verification, &both).text, "Salut,\u{E000}1.2.3.4.5.6");
    assert_eq!(composed(Channel::Voice, Action::Verification, &both).readable_text(), "Salut, … 1.2.3.4.5.6");
}

#[test]
fn the_words_of_a_tenant_level_template_stand_for_the_same() {
    let mut settings = tenant(Some("{{ code | escape }} {{ friendly_name }} {{ application.name }} {{ support_email }} {{ support_url }}"));
    settings.support_email = Some("help@acme.test".into());
    assert_eq!(composed(Channel::Sms, Action::Verification, &settings).text, "123456 Acme & Co Shop help@acme.test");
}

#[test]
fn the_domain_bound_line_is_the_last_one_and_for_texts_only() {
    let mut settings = tenant(Some("Code {{ code }}\n"));
    settings.phone.domain_bound_codes = true;
    assert_eq!(composed(Channel::Sms, Action::Verification, &settings).text, "Code 123456\n\n@id.example.com #123456");
    assert!(!composed(Channel::Voice, Action::Verification, &settings).text.contains('@'));
}

#[test]
fn a_message_keeps_its_secrets_and_survives_the_store() {
    let message = composed(Channel::Sms, Action::Enrollment, &tenant(None));
    let shown = format!("{message:?}");
    for secret in ["123456", "2025550", "is your"] {
        assert!(!shown.contains(secret), "{shown}");
    }
    let kept = serde_json::to_string(&message).expect("json");
    assert!(kept.contains(r#""to":"+12025550123""#) && kept.contains(r#""action":"enrollment""#), "{kept}");
    assert_eq!(serde_json::from_str::<Message>(&kept).expect("a message"), message);
    assert!(serde_json::from_str::<Message>(&kept.replace("enrollment\"", "other\"")).is_err());
}

#[test]
fn a_template_that_fails_says_so() {
    let settings = tenant(Some("{{ code | launder }}"));
    let to = PhoneNumber::from_e164_trusted("+12025550123".into());
    let dice: &dyn Dice = &Ones;
    let code = Code::draw(dice);
    let request = Compose {
        to: &to,
        channel: Channel::Sms,
        action: Action::Verification,
        code: &code,
        locale: "en",
        request_lang: "",
        settings: &settings,
        application: "",
        host: None,
    };
    assert!(compose(&request).is_err());
}
