use proptest::prelude::*;

use super::*;

/// Valid numbers of each kind, their region, and how a code may be sent there: by text and call, by call alone, not at all. Google's
/// own library (9.0.43) says the same, but for exchange 976 and for the global codes, whose kinds it tells apart.
#[test]
fn kinds_and_regions_are_libphonenumbers() {
    use NumberKind as K;
    let (both, calls, none) = ([true, true], [false, true], [false, false]);
    let table = [
        ("+12025550123", "US", K::FixedLineOrMobile, both),
        ("+16045550123", "CA", K::FixedLineOrMobile, both),
        ("+18765550123", "JM", K::Mobile, both),
        ("+18005550199", "US", K::TollFree, calls),
        ("+19002345678", "US", K::PremiumRate, none),
        ("+12129761234", "US", K::PremiumRate, none),
        ("+447400123456", "GB", K::Mobile, both),
        ("+447911123456", "GG", K::Mobile, both),
        ("+442079460958", "GB", K::FixedLine, calls),
        ("+447012345678", "GB", K::PersonalNumber, none),
        ("+445612345678", "GB", K::Voip, none),
        ("+4970012345678", "DE", K::PersonalNumber, none),
        ("+493012345678", "DE", K::FixedLine, calls),
        ("+443001234567", "GB", K::Uan, none),
        ("+448431234567", "GB", K::PremiumRate, none),
        ("+447640123456", "GB", K::Pager, none),
        ("+4915123456789", "DE", K::Mobile, both),
        ("+499001234567", "DE", K::PremiumRate, none),
        ("+491801234567", "DE", K::SharedCost, none),
        ("+33612345678", "FR", K::Mobile, both),
        ("+390612345678", "IT", K::FixedLine, calls),
        ("+393123456789", "IT", K::Mobile, both),
        ("+5511961234567", "BR", K::Mobile, both),
        ("+819012345678", "JP", K::Mobile, both),
        ("+8613123456789", "CN", K::Mobile, both),
        ("+919876543210", "IN", K::Mobile, both),
        ("+905321234567", "TR", K::Mobile, both),
        ("+48512345678", "PL", K::Mobile, both),
        ("+80012345678", "001", K::Global, none),
        ("+979123456789", "001", K::Global, none),
        ("+881612345678", "001", K::Global, none),
    ];
    let policy = NumberPolicy::default();
    for (text, region, kind, ways) in table {
        let number = PhoneNumber::parse(text).unwrap_or_else(|refused| panic!("{text}: {refused}"));
        assert_eq!(number.e164(), text);
        assert_eq!((number.region().as_deref(), number.kind()), (Some(region), kind), "{text}");
        for (channel, is_admitted) in [Channel::Sms, Channel::Voice].into_iter().zip(ways) {
            let refused = match (channel, ways) {
                (Channel::Sms, [false, true]) => PhoneError::NoTexts(kind),
                _ => PhoneError::WrongKind(kind),
            };
            let expected = if is_admitted { Ok(number.clone()) } else { Err(refused) };
            assert_eq!(policy.admit(text, channel), expected, "{text}");
            assert_eq!(policy.permit(&number, channel), expected.map(drop), "{text}, bound before");
        }
        let permitted = policy.permitted(&number, &[Channel::Sms, Channel::Voice]);
        assert_eq!(permitted.len(), ways.into_iter().filter(|is_open| *is_open).count(), "{text}");
    }
}

#[test]
fn a_call_to_a_toll_free_number_costs_its_owner() {
    let policy = NumberPolicy::default();
    assert!(policy.admit("+18005550199", Channel::Voice).is_ok());
    assert_eq!(policy.admit("+19002345678", Channel::Voice), Err(PhoneError::WrongKind(NumberKind::PremiumRate)));
}

#[test]
fn an_operator_opens_and_closes_kinds_for_each_way() {
    let open = NumberPolicy { blocked_kinds: Vec::new(), blocked_kinds_text: Vec::new(), ..NumberPolicy::default() };
    for text in ["+447012345678", "+445612345678", "+442079460958", "+18005550199"] {
        assert!(open.admit(text, Channel::Sms).is_ok() && open.admit(text, Channel::Voice).is_ok(), "{text}");
    }
    let silent = NumberPolicy { blocked_kinds_voice: vec![NumberKind::Mobile], ..NumberPolicy::default() };
    assert_eq!(silent.admit("+447400123456", Channel::Voice), Err(PhoneError::NoCalls(NumberKind::Mobile)));
    assert!(silent.admit("+447400123456", Channel::Sms).is_ok());
    let testing = NumberPolicy { test_prefixes: vec!["+44207946".into()], ..NumberPolicy::default() };
    assert!(testing.permit(&PhoneNumber::from_e164_trusted("+442079460958".into()), Channel::Sms).is_ok(), "a test number is of any kind");
}

#[test]
fn a_number_is_admitted_by_the_first_way_that_reaches_it() {
    let policy = NumberPolicy::default();
    let by = |text, channels: &[Channel]| policy.admit_by_any(text, channels).map(|(_, channel)| channel);
    assert_eq!(by("+442079460958", &[Channel::Sms, Channel::Voice]), Ok(Channel::Voice));
    assert_eq!(by("+447400123456", &[Channel::Sms, Channel::Voice]), Ok(Channel::Sms));
    assert_eq!(by("+442079460958", &[Channel::Sms]), Err(PhoneError::NoTexts(NumberKind::FixedLine)));
    assert_eq!(by("+447012345678", &[Channel::Voice, Channel::Sms]), Err(PhoneError::WrongKind(NumberKind::PersonalNumber)));
    assert_eq!(by("+447400123456", &[]), Ok(Channel::Sms), "where no way is switched on, as if by text");
}

#[test]
fn people_group_digits_as_they_like() {
    let ways = [
        "+44 20 7946 0958",
        "+44 (0)20 7946 0958",
        "0044 20-7946-0958",
        " +44.20.7946.0958 ",
        "\u{202A}+44 20 7946 0958\u{202C}",
        "+44\u{A0}20\u{2011}7946\u{2013}0958",
        "+٤٤٢٠٧٩٤٦٠٩٥٨",
        "＋４４２０７９４６０９５８",
    ];
    for way in ways {
        assert_eq!(PhoneNumber::parse(way).map(|number| number.e164().to_owned()).as_deref(), Ok("+442079460958"), "{way}");
    }
}

#[test]
fn what_is_no_number_is_told_from_a_number_that_nobody_has() {
    let malformed = [
        "",
        "+",
        "00",
        "   ",
        "2025550123",
        "(202) 555-0123",
        "+1202555O123",
        "+1 202 555 0123 ext. 4",
        "++12025550123",
        "1+2025550123",
        "tel:+12025550123",
        "+12025550123;1",
    ];
    for text in malformed {
        assert_eq!(PhoneNumber::parse(text), Err(PhoneError::Malformed), "{text}");
    }
    assert_eq!(PhoneNumber::parse(&format!("+{}", " ".repeat(64))), Err(PhoneError::Malformed));
    for text in ["+1", "+12", "+1202555012", "+120255501234", "+999123456789", "+15005550006x", "+447700900123", "+12025550123456789"] {
        let refused = PhoneNumber::parse(text.trim_end_matches('x'));
        let is_magic = text.starts_with("+1500555");
        assert_eq!(refused.is_err(), !is_magic, "{text}");
        assert!(is_magic || refused == Err(PhoneError::Invalid), "{text}");
    }
}

#[test]
fn test_ranges_are_admitted_where_the_operator_says_so() {
    let strict = NumberPolicy::default();
    let testing = NumberPolicy { test_prefixes: vec!["+447700900".into(), "+1500555".into()], ..NumberPolicy::default() };
    assert_eq!(strict.admit("+447700900123", Channel::Sms), Err(PhoneError::Invalid));
    for text in ["+447700900123", "+44 (0)7700 900123", "+15005550006", "+1 500 555 0001"] {
        assert!(testing.admit(text, Channel::Sms).is_ok(), "{text}");
    }
    assert_eq!(testing.admit("+44770090012345678", Channel::Sms), Err(PhoneError::Invalid));
    assert_eq!(testing.admit("+447701900123", Channel::Sms).is_ok(), strict.admit("+447701900123", Channel::Sms).is_ok());
    assert_eq!(testing.admit("call me", Channel::Sms), Err(PhoneError::Malformed));
}

#[test]
fn beside_a_country_a_number_is_read_as_its_people_write_it() {
    let table = [
        ("020 7946 0958", "GB", "+442079460958"),
        ("(020) 7946 0958", "gb", "+442079460958"),
        ("442079460958", "GB", "+442079460958"),
        ("(202) 555-0123", "US", "+12025550123"),
        ("1-202-555-0123", "US", "+12025550123"),
        ("202.555.0123", "CA", "+12025550123"),
        ("011 44 20 7946 0958", "US", "+442079460958"),
        ("0171 1234567", "DE", "+491711234567"),
        ("0171/1234567", "DE", "+491711234567"),
        ("06 12 34 56 78", "FR", "+33612345678"),
        ("612 34 56 78", "ES", "+34612345678"),
        ("06 1234 5678", "IT", "+390612345678"),
        ("312 345 6789", "IT", "+393123456789"),
        ("(11) 96123-4567", "BR", "+5511961234567"),
        ("06-12345678", "NL", "+31612345678"),
        ("512 345 678", "PL", "+48512345678"),
        ("0532 123 45 67", "TR", "+905321234567"),
        ("090-1234-5678", "JP", "+819012345678"),
        ("０９０ー１２３４－５６７８", "JP", "+819012345678"),
        ("（０９０）　１２３４　５６７８", "JP", "+819012345678"),
        ("131 2345 6789", "CN", "+8613123456789"),
        ("٠١٠٠ ١٢٣ ٤٥٦٧", "EG", "+201001234567"),
        ("050 123 4567", "SA", "+966501234567"),
        // What begins with + or 00 says its country itself.
        ("+44 20 7946 0958", "US", "+442079460958"),
        ("0044 20 7946 0958", "JP", "+442079460958"),
        ("+49/171/1234567", "US", "+491711234567"),
    ];
    let policy = NumberPolicy::default();
    for (text, region, e164) in table {
        let number = policy.admit_from(text, Some(region), Channel::Voice);
        assert_eq!(number.as_ref().map(PhoneNumber::e164), Ok(e164), "{text} in {region}");
    }
}

#[test]
fn a_number_without_a_country_is_international_or_none() {
    let policy = NumberPolicy::default();
    for region in [None, Some(""), Some("XX1"), Some("é"), Some("G"), Some("..")] {
        assert!(policy.admit_from("+44 20 7946 0958", region, Channel::Voice).is_ok(), "{region:?}");
        assert_eq!(policy.admit_from("020 7946 0958", region, Channel::Sms), Err(PhoneError::Malformed), "{region:?}");
    }
    let unknown = policy.admit_from("020 7946 0958", Some("ZZ"), Channel::Sms);
    assert_eq!(unknown, Err(PhoneError::Invalid), "two letters of no country");
    for (text, refused) in [
        ("", PhoneError::Malformed),
        ("0", PhoneError::Malformed),
        ("+", PhoneError::Malformed),
        ("call me", PhoneError::Malformed),
        ("07700 900123", PhoneError::Invalid),
        ("12", PhoneError::Invalid),
        ("020 7946 09580000", PhoneError::Invalid),
        ("0900 123 4567", PhoneError::WrongKind(NumberKind::PremiumRate)),
        ("0843 123 4567", PhoneError::WrongKind(NumberKind::PremiumRate)),
    ] {
        assert_eq!(policy.admit_from(text, Some("GB"), Channel::Sms), Err(refused), "{text}");
    }
    assert_eq!(policy.admit_from(&"/".repeat(65), Some("GB"), Channel::Sms), Err(PhoneError::Malformed));
}

#[test]
fn test_ranges_are_typed_nationally_too() {
    let testing = NumberPolicy { test_prefixes: vec!["+447700900".into(), "+1500555".into()], ..NumberPolicy::default() };
    for (text, region, e164) in [
        ("07700 900123", Some("GB"), "+447700900123"),
        ("7700900123", Some("GB"), "+447700900123"),
        ("447700900123", Some("GB"), "+447700900123"),
        ("+44 7700 900123", Some("US"), "+447700900123"),
        ("+44 (0)7700 900123", None, "+447700900123"),
        ("500 555 0006", Some("US"), "+15005550006"),
        ("020 7946 0958", Some("GB"), "+442079460958"),
    ] {
        let number = testing.admit_from(text, region, Channel::Voice);
        assert_eq!(number.as_ref().map(PhoneNumber::e164), Ok(e164), "{text} in {region:?}");
    }
    assert_eq!(testing.admit_from("07700 900123", None, Channel::Sms), Err(PhoneError::Malformed));
}

#[test]
fn a_number_is_never_shown_in_full() {
    let number = PhoneNumber::parse("+442079460958").expect("a valid number");
    assert_eq!(number.masked(), "XXXXXXXXX0958");
    assert_eq!(format!("{number} {number:?}"), "XXXXXXXXX0958 XXXXXXXXX0958");
    assert_eq!(number.digits(), "442079460958");
    assert_eq!(PhoneNumber::from_e164_trusted("+1".into()).masked(), "+1");
}

#[test]
fn settings_speak_in_dashes() {
    let policy: NumberPolicy =
        serde_json::from_str(r#"{"test_prefixes": ["+1500555"], "blocked_kinds": ["premium-rate", "uan"]}"#).expect("a policy");
    assert_eq!(policy.blocked_kinds, [NumberKind::PremiumRate, NumberKind::Uan]);
    let default = NumberPolicy::default();
    for kind in default.blocked_kinds.into_iter().chain(default.blocked_kinds_text) {
        assert_eq!(serde_json::to_value(kind).expect("a word"), kind.as_str());
    }
}

proptest! {
    /// What was accepted once is accepted again, and means itself.
    #[test]
    fn parsing_is_idempotent(text in r"(\+|00)?[0-9 ().\-]{0,24}") {
        if let Ok(number) = PhoneNumber::parse(&text) {
            prop_assert_eq!(PhoneNumber::parse(number.e164()), Ok(number.clone()));
            prop_assert!(number.e164().starts_with('+') && number.digits().bytes().all(|byte| byte.is_ascii_digit()));
            prop_assert!(number.e164().len() <= 16);
        }
    }

    /// A country only adds readings: what is admitted without one is the same number beside any.
    #[test]
    fn international_form_wins(text in r"(\+|00)[0-9 ().\-]{6,20}", region in "[A-Z]{2}") {
        let policy = NumberPolicy::default();
        prop_assert_eq!(policy.admit_from(&text, Some(&region), Channel::Sms), policy.admit(&text, Channel::Sms));
    }

    #[test]
    fn no_text_panics_beside_a_country(text in any::<String>(), digits in r"[0-9٠-٩０-９/() +\-]{0,40}", region in r"[A-Za-z]{2}|\PC{0,3}") {
        let testing = NumberPolicy { test_prefixes: vec!["+4".into()], ..NumberPolicy::default() };
        for policy in [NumberPolicy::default(), testing] {
            let _ = policy.admit_from(&text, Some(&region), Channel::Sms);
            if let Ok(number) = policy.admit_from(&digits, Some(&region), Channel::Voice) {
                prop_assert!(number.e164().starts_with('+') && number.digits().bytes().all(|byte| byte.is_ascii_digit()));
                prop_assert!(number.e164().len() <= 16);
            }
        }
    }

    #[test]
    fn no_text_panics(text in any::<String>(), tail in r"\PC{0,80}") {
        let _ = PhoneNumber::parse(&text);
        let _ = PhoneNumber::parse(&format!("+{tail}"));
        let _ = PhoneNumber::from_e164_trusted(text).masked();
    }
}
