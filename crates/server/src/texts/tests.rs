use std::collections::BTreeSet;

use ringfence_core::country;

use super::*;

/// Screen, key, and the variables of its text, those of the common texts it borrows too.
type Texts = BTreeMap<(String, String), BTreeSet<String>>;

/// Reads a file of texts by its shape alone, so that what the parser drops is still seen.
fn outline(source: &str) -> Texts {
    let mut texts = Texts::new();
    let mut borrowed = Vec::new();
    let (mut screen, mut key) = (String::new(), String::new());
    for line in source.lines().filter(|line| !line.starts_with('#')) {
        let indent = line.len() - line.trim_start().len();
        match line.trim_start().strip_prefix('.').and_then(|line| line.split_once(" = ")) {
            Some((name, _)) if indent == 4 => name.clone_into(&mut key),
            _ if indent == 0 && !line.is_empty() => {
                line.strip_suffix(" =").unwrap_or_else(|| panic!("no screen: {line}")).clone_into(&mut screen);
                continue;
            }
            _ => {}
        }
        let own = texts.entry((screen.clone(), key.clone())).or_default();
        own.extend(line.split('$').skip(1).map(|rest| rest.chars().take_while(char::is_ascii_alphanumeric).collect::<String>()));
        for (from, _) in line.match_indices("{ common.") {
            let other: String = line[from + 9..].chars().take_while(|letter| !letter.is_whitespace()).collect();
            borrowed.push(((screen.clone(), key.clone()), other));
        }
    }
    texts.retain(|(_, key), _| !key.is_empty());
    for (borrower, other) in borrowed {
        let variables = texts.get(&(COMMON.to_owned(), other.clone())).unwrap_or_else(|| panic!("no common.{other}")).clone();
        texts.entry(borrower).or_default().extend(variables);
    }
    texts
}

fn english() -> Texts {
    outline(language::source("en").0)
}

fn names() -> Names {
    Names {
        client_name: "Shop".into(),
        tenant_name: "Acme".into(),
        user_name: "Ada".into(),
        email: "ada@example.com".into(),
        support_email: "help@example.com".into(),
    }
}

fn words(tag: &str) -> Words {
    Words::new(tag, None, names())
}

fn with_custom(tag: &str, text: &str) -> Words {
    let custom = CustomTexts::from([("login".to_owned(), BTreeMap::from([("title".to_owned(), text.to_owned())]))]);
    Words::new(tag, Some(Arc::new(custom)), names())
}

#[test]
fn every_language_has_english_keys_and_variables() {
    let english = english();
    assert!(english.len() > 300, "{}", english.len());
    for shipped in shipped() {
        let own = outline(language::source(shipped.tag).0);
        let keys = |texts: &Texts| texts.keys().cloned().collect::<BTreeSet<_>>();
        assert_eq!(
            keys(&own).symmetric_difference(&keys(&english)).collect::<Vec<_>>(),
            Vec::<&(String, String)>::new(),
            "{}",
            shipped.tag
        );
        for (place, variables) in &english {
            assert_eq!(&own[place], variables, "{} {place:?}", shipped.tag);
        }
    }
}

/// Auth0's keys of the screens we have (`customize-text-elements`), each answered by the screen or in common.
#[test]
fn auth0_keys_have_texts() {
    let enrollment = "pageTitle title description buttonText pickAuthenticatorText placeholder logoAltText send-sms-failed \
        sms-authenticator-error invalid-phone-format invalid-phone too-many-sms transaction-not-found no-phone";
    let phone = "pageTitle title description continueButtonText smsButtonText voiceButtonText chooseMessageTypeText pickAuthenticatorText \
        placeholder logoAltText send-sms-failed send-voice-failed invalid-phone-format invalid-phone too-many-sms too-many-voice \
        transaction-not-found no-phone";
    let challenge = "pageTitle title description buttonText editText editLinkScreenReadableText pickAuthenticatorText placeholder \
        rememberMeText resendActionText resendText logoAltText invalid-otp-code-format invalid-code authenticator-error \
        no-transaction-in-progress too-many-failures too-many-sms transaction-not-found no-code send-sms-failed sms-authenticator-error";
    let options = "pageTitle backText title authenticatorNamesSMS authenticatorNamesVoice authenticatorNamesPhone authenticatorNamesOTP \
        authenticatorNamesRecoveryCode";
    let recovery = "pageTitle title description buttonText altText checkboxText copyCodeButtonText logoAltText no-confirmation";
    let table = [
        (
            "login",
            "pageTitle title description buttonText signupActionLinkText signupActionText passwordPlaceholder usernamePlaceholder \
            emailPlaceholder logoAltText showPasswordText hidePasswordText alertListTitle wrong-credentials wrong-email-credentials \
            authentication-failure ip-blocked user-blocked same-user-login no-email no-password no-username",
        ),
        (
            "signup",
            "pageTitle title description buttonText loginActionLinkText loginActionText passwordPlaceholder emailPlaceholder \
            passwordSecurityText logoAltText accessibilityError accessibilityValid email-in-use password-too-weak password-too-common \
            password-contains-user-information ip-signup-blocked no-email no-password",
        ),
        ("logout", "pageTitle title userSalute description acceptButtonText declineButtonText logoAltText"),
        ("mfa-phone-enrollment", phone),
        ("mfa-phone-challenge", phone),
        ("mfa-phone-challenge", "changePhoneText"),
        ("mfa-country-codes", "pageTitle backText title"),
        ("mfa-sms-enrollment", enrollment),
        ("mfa-voice-enrollment", enrollment),
        ("mfa-voice-enrollment", "send-voice-failed too-many-voice"),
        ("mfa-sms-challenge", challenge),
        ("mfa-sms-challenge", "resendVoiceActionSeparatorTextBefore resendVoiceActionText"),
        ("mfa-voice-challenge", challenge),
        (
            "mfa-voice-challenge",
            "changePhoneText resendSmsActionSeparatorTextBefore resendSmsActionText resendSmsActionSeparatorTextAfter \
            invalid-expired-code send-voice-failed voice-authenticator-error too-many-voice",
        ),
        ("mfa-sms-list", "pageTitle backText title"),
        ("mfa-login-options", options),
        ("mfa-begin-enroll-options", options),
        ("mfa-begin-enroll-options", "description logoAltText"),
        (
            "mfa-otp-enrollment-qr",
            "pageTitle title description buttonText codeEnrollmentText pickAuthenticatorText placeholder separatorText",
        ),
        ("mfa-otp-enrollment-qr", "logoAltText invalid-otp-code-format invalid-code too-many-failures transaction-not-found no-code"),
        ("mfa-otp-enrollment-qr", "user-already-enrolled altText copyCodeButtonText"),
        ("mfa-otp-challenge", "pageTitle title description buttonText pickAuthenticatorText placeholder rememberMeText logoAltText"),
        ("mfa-otp-challenge", "authenticator-error too-many-failures transaction-not-found no-code invalid-code"),
        ("mfa-recovery-code-enrollment", recovery),
        ("mfa-recovery-code-challenge-new-code", recovery),
        (
            "mfa-recovery-code-challenge",
            "pageTitle title description buttonText pickAuthenticatorText placeholder logoAltText invalid-code",
        ),
        ("mfa-recovery-code-challenge", "invalid-code-format authenticator-error no-confirmation too-many-failures transaction-not-found"),
        ("mfa-enroll-result", "pageTitle enrolledTitle enrolledDescription invalidTicketTitle invalidTicketDescription expiredTicketTitle"),
        ("mfa-enroll-result", "expiredTicketDescription alreadyUsedTitle alreadyUsedDescription alreadyEnrolledDescription genericError"),
        ("status", "mfa-required-title mfa-required"),
    ];
    let english = english();
    for (screen, keys) in table {
        for key in keys.split_whitespace() {
            let has = |place: &str| english.contains_key(&(place.to_owned(), key.to_owned()));
            assert!(has(screen) || has(COMMON), "{screen} {key}");
        }
    }
}

#[test]
fn every_text_is_whole() {
    let english = english();
    for shipped in shipped() {
        for support_email in ["", "help@example.com"] {
            let words = Words::new(shipped.tag, None, Names { support_email: support_email.into(), ..names() });
            for ((screen, key), variables) in &english {
                for number in [0, 1, 2, 3, 5, 11, 21, 22, 100, 1_000_000] {
                    let counted = ["count", "min", "max", "day", "month", "year"];
                    let sample = |name: &str| if counted.contains(&name) { Arg::Number(number) } else { Arg::Text("§") };
                    let args: Vec<_> =
                        variables.iter().filter(|name| words.name(name).is_none()).map(|name| (name.as_str(), sample(name))).collect();
                    let (text, errors) = words.language.format(screen, key, &words.fluent_args(&args));
                    let at = format!("{} {screen}.{key}: {text}", shipped.tag);
                    assert!(errors.is_empty(), "{at} {errors:?}");
                    assert!(!text.contains(['{', '}', '$']) && text.trim() == text && !text.contains("  "), "{at}");
                    assert!(!text.is_empty() || key.ends_with("SeparatorTextAfter"), "{at}");
                    for (name, _) in args.iter().filter(|(name, _)| !counted.contains(name)) {
                        assert!(text.contains('§'), "{at} without {name}");
                    }
                }
            }
        }
    }
}

/// A text that was copied and not translated is one that a reader cannot read. Names, and the few words
/// that two languages share, are no such text.
#[test]
fn other_languages_are_not_english() {
    let english = words("en");
    for shipped in &shipped()[1..] {
        let own = words(shipped.tag);
        for (screen, key) in self::english().into_keys() {
            let (ours, theirs) = (own.get(&screen, &key), english.get(&screen, &key));
            let is_sentence = theirs.split_whitespace().count() > 2;
            assert!(!is_sentence || ours != theirs, "{} {screen}.{key}: {ours}", shipped.tag);
        }
    }
}

#[test]
fn waits_follow_the_language() {
    let seconds = |count: u64| Duration::from_secs(count);
    let table = [
        ("en", 1, "1 second"),
        ("en", 24, "24 seconds"),
        ("en", 60, "1 minute"),
        ("en", 61, "2 minutes"),
        ("en", 3_541, "1 hour"),
        ("en", 7_200, "2 hours"),
        ("en", 432_000, "5 days"),
        ("pl", 1, "1 sekundę"),
        ("pl", 2, "2 sekundy"),
        ("pl", 5, "5 sekund"),
        ("pl", 12, "12 sekund"),
        ("pl", 22, "22 sekundy"),
        ("pl", 120, "2 minuty"),
        ("ar", 1, "ثانية واحدة"),
        ("ar", 2, "ثانيتين"),
        ("ar", 3, "3 ثوانٍ"),
        ("ar", 11, "11 ثانية"),
        ("ar", 60, "دقيقة واحدة"),
        ("ar", 180, "3 دقائق"),
        ("ja", 1, "1秒"),
        ("ja", 24, "24秒"),
        ("ja", 120, "2分"),
        ("zh-CN", 24, "24 秒"),
        ("fr", 1, "1 seconde"),
        ("fr", 2, "2 secondes"),
        ("de", 259_200, "3 Tagen"),
        ("tr", 5, "5 saniye"),
        ("pt-BR", 90, "2 minutos"),
    ];
    for (tag, span, text) in table {
        assert_eq!(words(tag).wait(seconds(span)), text, "{tag} {span}");
    }
    assert_eq!(words("en").wait(Duration::from_millis(1_001)), "2 seconds");
    assert_eq!(words("en").wait(Duration::ZERO), "0 seconds");
    let _ = words("ar").wait(Duration::MAX);
}

#[test]
fn dates_follow_the_language() {
    let day = Timestamp::from_secs(1_795_478_400);
    let table = [
        ("en", "November 24, 2026"),
        ("es", "24 de noviembre de 2026"),
        ("fr", "24 novembre 2026"),
        ("de", "24. November 2026"),
        ("pt-BR", "24 de novembro de 2026"),
        ("it", "24 novembre 2026"),
        ("nl", "24 november 2026"),
        ("pl", "24 listopada 2026"),
        ("tr", "24 Kasım 2026"),
        ("ja", "2026年11月24日"),
        ("zh-CN", "2026年11月24日"),
        ("ar", "24 نوفمبر 2026"),
    ];
    for (tag, text) in table {
        assert_eq!(words(tag).date(day), text, "{tag}");
    }
    for moment in [i64::MIN, i64::MAX] {
        let _ = words("en").date(Timestamp::from_micros(moment));
    }
}

#[test]
fn a_language_is_found_by_any_tag() {
    for (tag, found, direction) in
        [("de-AT", "de", "ltr"), ("pt", "pt-BR", "ltr"), ("zh-Hans", "zh-CN", "ltr"), ("ar-SA", "ar", "rtl"), ("xx", "en", "ltr")]
    {
        let words = words(tag);
        assert_eq!((words.language(), words.direction()), (found, direction), "{tag}");
    }
    assert_eq!(words("\0\u{202E}é").language(), "en");
}

#[test]
fn every_country_has_a_name_in_every_language() {
    let regions: BTreeSet<&str> = country::all().iter().map(|country| country.region.as_str()).collect();
    for shipped in shipped() {
        let words = words(shipped.tag);
        let named: BTreeSet<&str> = words.countries().iter().map(|country| country.region).collect();
        assert_eq!(named, regions, "{}: run locales/countries.mjs again", shipped.tag);
        assert!(words.countries().iter().all(|country| !country.name.is_empty() && country.name != country.region), "{}", shipped.tag);
        assert_eq!(words.countries().len(), regions.len(), "{}", shipped.tag);
        assert_eq!(language::source(shipped.tag).1.lines().count(), regions.len(), "{}", shipped.tag);
    }
    assert_eq!(words("de").country("AT"), "Österreich");
    assert_eq!(words("ja").country("jp"), "日本");
    assert_eq!(words("en").country("001"), "001");
}

#[test]
fn countries_are_found_as_people_type_them() {
    let table = [
        ("en", "kingdom", "GB"),
        ("en", "GB", "GB"),
        ("en", "+44", "GB"),
        ("en", "0044", "GB"),
        ("en", "cote d'iv", "CI"),
        ("de", "osterr", "AT"),
        ("de", "Austria", "AT"),
        ("tr", "isvec", "SE"),
        ("tr", "İSVEÇ", "SE"),
        ("pl", "lotwa", "LV"),
        ("ja", "どいつ", "DE"),
        ("ja", "ドイツ", "DE"),
        ("zh-CN", "德国", "DE"),
        ("ar", "المانيا", "DE"),
        ("ar", "٤٩", "DE"),
    ];
    for (tag, query, region) in table {
        let found = words(tag).find_countries(query);
        assert!(found.iter().any(|country| country.region == region), "{tag} {query}");
        assert!(found.len() < 30, "{tag} {query}: {}", found.len());
    }
    assert_eq!(words("en").find_countries(" ").len(), words("en").countries().len());
    assert!(words("en").find_countries("no such place").is_empty());
    assert!(words("en").find_countries(&"é$({\0".repeat(10_000)).is_empty());
}

#[test]
fn a_tenants_own_text_lies_over_ours() {
    let table = [
        ("Hi ${userName}, this is ${companyName}", "Hi Ada, this is Acme"),
        ("${clientName}${tenantName}${email}${supportEmail}", "ShopAcmeada@example.comhelp@example.com"),
        ("${unknown} ${} ${ clientName } $clientName {clientName}", "${unknown} ${} ${ clientName } $clientName {clientName}"),
        ("${${clientName}} ${clientName", "${Shop} ${clientName"),
        ("{ $clientName } { common.title } <b>&", "{ $clientName } { common.title } <b>&"),
        ("costs $5 {", "costs $5 {"),
        ("${wait}, ${count}", "soon, 3"),
        ("", ""),
        ("日本${userName}語", "日本Ada語"),
    ];
    for (text, shown) in table {
        let words = with_custom("en", text);
        assert_eq!(words.with("login", "title", &[("wait", "soon".into()), ("count", 3_u64.into())]), shown);
    }
    // Ours remains where the tenant says nothing.
    assert_eq!(with_custom("en", "x").get("login", "buttonText"), words("en").get("login", "buttonText"));
    assert_eq!(with_custom("en", "x").get("signup", "title"), words("en").get("signup", "title"));
}

#[test]
fn a_name_with_variables_in_it_is_not_read_again() {
    let names = Names { client_name: "${email}{ $email }".into(), ..names() };
    let custom = CustomTexts::from([("login".into(), BTreeMap::from([("title".into(), "${clientName}".into())]))]);
    let words = Words::new("en", Some(Arc::new(custom)), names);
    assert_eq!(words.get("login", "title"), "${email}{ $email }");
    assert!(words.get("login", "pageTitle").ends_with("${email}{ $email }"));
}

#[test]
fn a_huge_text_is_taken_as_it_is() {
    for part in ["${", "$", "{", "}", "${clientName", "${a"] {
        let text = part.repeat(200_000 / part.len());
        assert_eq!(with_custom("en", &text).get("login", "title"), text);
    }
}

#[test]
fn common_texts_answer_for_every_screen() {
    let words = words("en");
    assert_eq!(words.get("mfa-sms-enrollment", "too-many-sms"), words.get(COMMON, "too-many-sms"));
    let custom = CustomTexts::from([(COMMON.into(), BTreeMap::from([("too-many-sms".into(), "Enough".into())]))]);
    let own = Words::new("en", Some(Arc::new(custom)), names());
    assert_eq!(own.get("mfa-sms-enrollment", "too-many-sms"), "Enough");
}

#[test]
fn a_missing_text_is_its_key() {
    for tag in ["en", "ar"] {
        assert_eq!(words(tag).get("login", "no such key"), "no such key");
        assert_eq!(words(tag).get("no such screen", "title"), "title");
        assert_eq!(words(tag).get("", ""), "");
    }
    // A variable that was not given does not fail the page either.
    assert!(!words("en").get("mfa-sms-challenge", "description").is_empty());
}

#[test]
fn numbers_and_addresses_run_from_left_to_right_among_arabic_words() {
    let args = [("phoneNumber", Arg::from("+44 XXXX 0123"))];
    let arabic = words("ar").with("mfa-sms-challenge", "description", &args);
    assert!(arabic.contains("\u{2066}+44 XXXX 0123\u{2069}"), "{arabic}");
    let english = words("en").with("mfa-sms-challenge", "description", &args);
    assert!(english.contains("+44 XXXX 0123") && !english.contains('\u{2066}'));
    assert!(words("ar").get("login", "pageTitle").contains("\u{2068}Shop\u{2069}"));
    assert_eq!(with_custom("ar", "${email}").get("login", "title"), "\u{2066}ada@example.com\u{2069}");
}

#[test]
fn a_page_without_an_application_names_the_tenant() {
    let words = Words::new("en", None, Names { tenant_name: "Acme".into(), ..Names::default() });
    assert!(words.get("mfa-phone-enrollment", "pageTitle").ends_with("Acme"));
    assert!(words.get("notice", "notYou").contains("support of Acme"));
}
