//! Countries as a form offers them: region, dial code and flag; their names are the server's (`texts`).
//!
//! Which there are is libphonenumber's word, so that whatever can be chosen can also be dialled.

use std::sync::LazyLock;

use rlibphonenumber::PHONE_NUMBER_UTIL;

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Country {
    /// ISO 3166-1 alpha-2, and `AC`, `TA` and `XK`, which have numbers of their own.
    pub region: String,
    /// `+1` is many countries'.
    pub dial_code: u16,
}

impl Country {
    /// Two regional indicators, which most systems draw as a flag and the others as the two letters.
    pub fn flag(&self) -> String {
        self.region.bytes().filter_map(|letter| char::from_u32(0x1F1E6 + u32::from(letter.wrapping_sub(b'A')))).collect()
    }
}

static COUNTRIES: LazyLock<Vec<Country>> = LazyLock::new(|| {
    let country = |region: rlibphonenumber::Region| {
        let dial_code = PHONE_NUMBER_UTIL.get_country_code_for_region(region)?;
        Some(Country { region: region.to_string(), dial_code: u16::try_from(dial_code).ok()? })
    };
    let mut countries: Vec<_> = PHONE_NUMBER_UTIL.get_supported_regions().filter_map(country).collect();
    countries.retain(|country| country.region.len() == 2);
    countries.sort_by(|a, b| a.region.cmp(&b.region));
    countries
});

/// Every country, by region.
pub fn all() -> &'static [Country] {
    &COUNTRIES
}

/// Written in any case.
pub fn find(region: &str) -> Option<&'static Country> {
    let region = region.to_ascii_uppercase();
    let nth = COUNTRIES.binary_search_by(|country| country.region.as_str().cmp(&region)).ok()?;
    COUNTRIES.get(nth)
}

/// Where most people live who ask for a language without naming a country (CLDR's likely subtags).
const HOMES: [(&str, &str); 48] = [
    ("ar", "EG"),
    ("bg", "BG"),
    ("bn", "BD"),
    ("ca", "ES"),
    ("cs", "CZ"),
    ("cy", "GB"),
    ("da", "DK"),
    ("de", "DE"),
    ("el", "GR"),
    ("en", "US"),
    ("es", "ES"),
    ("et", "EE"),
    ("fa", "IR"),
    ("fi", "FI"),
    ("fil", "PH"),
    ("fr", "FR"),
    ("ga", "IE"),
    ("he", "IL"),
    ("hi", "IN"),
    ("hr", "HR"),
    ("hu", "HU"),
    ("id", "ID"),
    ("is", "IS"),
    ("it", "IT"),
    ("ja", "JP"),
    ("ko", "KR"),
    ("lt", "LT"),
    ("lv", "LV"),
    ("ms", "MY"),
    ("nb", "NO"),
    ("nl", "NL"),
    ("nn", "NO"),
    ("no", "NO"),
    ("pl", "PL"),
    ("pt", "BR"),
    ("ro", "RO"),
    ("ru", "RU"),
    ("sk", "SK"),
    ("sl", "SI"),
    ("sr", "RS"),
    ("sv", "SE"),
    ("sw", "TZ"),
    ("ta", "IN"),
    ("th", "TH"),
    ("tr", "TR"),
    ("uk", "UA"),
    ("vi", "VN"),
    ("zh", "CN"),
];

/// The country to begin with for a reader of this language: the tag's own, else the language's home. The tag
/// comes from a header and may be anything.
pub fn of_locale(tag: &str) -> Option<&'static Country> {
    let mut subtags = tag.split(['-', '_']);
    // A single letter begins what is no part of the language itself: `x-private`, `de-u-co-phonebk`.
    let language = subtags.next().filter(|language| language.len() > 1)?;
    let own: Vec<&str> = subtags.take_while(|subtag| subtag.len() > 1).take(4).collect();
    if let Some(named) = own.iter().filter(|subtag| subtag.len() == 2).find_map(|region| find(region)) {
        return Some(named);
    }
    if language.eq_ignore_ascii_case("zh") && own.iter().any(|script| script.eq_ignore_ascii_case("Hant")) {
        return find("TW");
    }
    let (_, home) = HOMES.iter().find(|(own, _)| own.eq_ignore_ascii_case(language))?;
    find(home)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn countries_have_codes_and_flags() {
        assert!(all().len() > 240, "{}", all().len());
        assert!(all().windows(2).all(|pair| pair[0].region < pair[1].region));
        for (region, dial_code, flag) in [("GB", 44, "🇬🇧"), ("us", 1, "🇺🇸"), ("JM", 1, "🇯🇲"), ("XK", 383, "🇽🇰"), ("de", 49, "🇩🇪")]
        {
            let country = find(region).expect("a country");
            assert_eq!((country.dial_code, country.flag().as_str()), (dial_code, flag));
        }
        for nowhere in ["", "001", "ZZ", "USA", "é", "G"] {
            assert_eq!(find(nowhere), None, "{nowhere}");
        }
        assert!(all().iter().all(|country| country.dial_code > 0 && country.flag().chars().count() == 2));
    }

    #[test]
    fn a_language_has_a_home() {
        let table = [
            ("de", "DE"),
            ("de-AT", "AT"),
            ("en", "US"),
            ("en-gb", "GB"),
            ("pt", "BR"),
            ("pt-BR", "BR"),
            ("pt-PT", "PT"),
            ("zh-CN", "CN"),
            ("zh-Hant", "TW"),
            ("zh-Hant-HK", "HK"),
            ("zh_TW", "TW"),
            ("ar", "EG"),
            ("ar-SA", "SA"),
            ("es-419", "ES"),
            ("es-MX", "MX"),
            ("sr-Latn-RS", "RS"),
            ("de-u-co-at", "DE"),
            ("de-ZZ", "DE"),
        ];
        for (tag, region) in table {
            assert_eq!(of_locale(tag).map(|country| country.region.as_str()), Some(region), "{tag}");
        }
        for tag in ["", "-", "xx", "x-de", "\0", "日本"] {
            assert_eq!(of_locale(tag), None, "{tag}");
        }
        assert!(HOMES.iter().all(|(language, home)| of_locale(language).is_some_and(|country| country.region == *home)));
    }

    proptest! {
        #[test]
        fn no_tag_panics(tag in any::<String>(), subtags in "[a-zA-Z0-9-]{0,40}") {
            let _ = (of_locale(&tag), of_locale(&subtags), find(&tag), find(&subtags));
        }
    }
}
