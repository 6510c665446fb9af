//! Which language a person is spoken to in, and by which voice.
//!
//! Languages come from headers, so their text is hostile; what is answered is always one that the tenant
//! has enabled (Auth0: `x-request-language`, then `Accept-Language`, then the tenant's default).

/// A header's first entries decide; nobody reads more than a handful of languages.
const MAX_RANGES: usize = 32;
/// RFC 5646 §4.4.1: a buffer of 35 characters holds any tag that is in use.
const MAX_TAG: usize = 35;
/// A tenant without languages speaks Auth0's.
const FALLBACK: &str = "en";

/// The enabled language that suits best, by RFC 4647's lookup (§3.4): `fr-CA` falls back to `fr`; and,
/// beyond it, `pt` or `pt-PT` to an enabled `pt-BR`. Else the tenant's default, the first one.
pub fn negotiate(explicit: Option<&str>, accept_language: Option<&str>, enabled: &[String]) -> String {
    let wanted = [explicit, accept_language].into_iter().flatten().flat_map(ranges);
    let best = wanted.filter_map(|range| lookup(range, enabled)).next();
    best.or(enabled.first()).map_or_else(|| FALLBACK.to_owned(), Clone::clone)
}

/// A header's language ranges, best first (RFC 9110 §12.5.4). What cannot be read, or has quality 0, is left out.
fn ranges(header: &str) -> Vec<&str> {
    let mut ranges: Vec<(u16, &str)> = header.split(',').take(MAX_RANGES).filter_map(range).collect();
    ranges.sort_by_key(|(quality, _)| std::cmp::Reverse(*quality));
    ranges.into_iter().map(|(_, tag)| tag).collect()
}

fn range(entry: &str) -> Option<(u16, &str)> {
    let (tag, parameter) = entry.split_once(';').unwrap_or((entry, "q=1"));
    let (tag, parameter) = (tag.trim(), parameter.trim());
    let is_tag = !tag.is_empty() && tag.len() <= MAX_TAG && tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let quality = parameter.strip_prefix("q=").or_else(|| parameter.strip_prefix("Q=")).and_then(thousandths)?;
    (is_tag && quality > 0).then_some((quality, tag))
}

/// `0.7` is 700. The grammar allows three decimals and nothing above 1.
fn thousandths(quality: &str) -> Option<u16> {
    let (whole, decimals) = quality.split_once('.').unwrap_or((quality, ""));
    if decimals.len() > 3 || !decimals.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    match whole {
        "0" => format!("{decimals:0<3}").parse().ok(),
        "1" => decimals.bytes().all(|digit| digit == b'0').then_some(1000),
        _ => None,
    }
}

fn lookup<'e>(range: &str, enabled: &'e [String]) -> Option<&'e String> {
    let mut prefix = range;
    loop {
        if let Some(found) = enabled.iter().find(|tag| tag.eq_ignore_ascii_case(prefix)) {
            return Some(found);
        }
        let Some((shorter, _)) = prefix.rsplit_once('-') else { break };
        // A single letter announces an extension and says nothing by itself.
        prefix = match shorter.rsplit_once('-') {
            Some((before, single)) if single.len() == 1 => before,
            _ => shorter,
        };
    }
    // A sibling: of several, the one that shares a subtag, as `zh-Hant-TW` does with `zh-TW`.
    let siblings = || enabled.iter().filter(|tag| base(tag).eq_ignore_ascii_case(prefix));
    let shares = |tag: &&String| tag.split('-').skip(1).any(|part| range.split('-').skip(1).any(|asked| asked.eq_ignore_ascii_case(part)));
    siblings().find(shares).or_else(|| siblings().next())
}

fn base(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

/// How a call sounds, in Twilio's words: <https://www.twilio.com/docs/voice/twiml/say/text-speech>.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Voice {
    pub twilio_voice: &'static str,
    /// Must be the voice's own, or the call fails.
    pub language: &'static str,
}

/// Regional voices stand before the language's own; the last line of each language speaks for the rest of it.
const VOICES: [(&str, &str, &str); 44] = [
    ("ar", "Polly.Zeina", "arb"),
    ("bg", "Google.bg-BG-Standard-A", "bg-BG"),
    ("ca", "Google.ca-ES-Standard-A", "ca-ES"),
    ("cs", "Google.cs-CZ-Standard-A", "cs-CZ"),
    ("cy", "Polly.Gwyneth", "cy-GB"),
    ("da", "Polly.Naja", "da-DK"),
    ("de", "Polly.Vicki", "de-DE"),
    ("el", "Google.el-GR-Standard-A", "el-GR"),
    ("en-AU", "Polly.Nicole", "en-AU"),
    ("en-GB", "Polly.Amy", "en-GB"),
    ("en-IN", "Polly.Raveena", "en-IN"),
    ("en", "Polly.Joanna", "en-US"),
    ("es-419", "Polly.Mia", "es-MX"),
    ("es-AR", "Polly.Mia", "es-MX"),
    ("es-MX", "Polly.Mia", "es-MX"),
    ("es-US", "Polly.Lupe", "es-US"),
    ("es", "Polly.Lucia", "es-ES"),
    ("fi", "Google.fi-FI-Standard-A", "fi-FI"),
    ("fr-CA", "Polly.Chantal", "fr-CA"),
    ("fr", "Polly.Lea", "fr-FR"),
    ("he", "Google.he-IL-Standard-A", "he-IL"),
    ("hi", "Polly.Aditi", "hi-IN"),
    ("hu", "Google.hu-HU-Standard-A", "hu-HU"),
    ("id", "Google.id-ID-Standard-A", "id-ID"),
    ("is", "Polly.Dora", "is-IS"),
    ("it", "Polly.Bianca", "it-IT"),
    ("ja", "Polly.Mizuki", "ja-JP"),
    ("ko", "Polly.Seoyeon", "ko-KR"),
    ("nb", "Polly.Liv", "nb-NO"),
    ("nl", "Polly.Lotte", "nl-NL"),
    ("nn", "Polly.Liv", "nb-NO"),
    ("no", "Polly.Liv", "nb-NO"),
    ("pl", "Polly.Ewa", "pl-PL"),
    ("pt-PT", "Polly.Ines", "pt-PT"),
    ("pt", "Polly.Camila", "pt-BR"),
    ("ro", "Polly.Carmen", "ro-RO"),
    ("ru", "Polly.Tatyana", "ru-RU"),
    ("sk", "Google.sk-SK-Standard-A", "sk-SK"),
    ("sv", "Polly.Astrid", "sv-SE"),
    ("th", "Google.th-TH-Standard-A", "th-TH"),
    ("tr", "Polly.Filiz", "tr-TR"),
    ("uk", "Google.uk-UA-Standard-A", "uk-UA"),
    ("vi", "Google.vi-VN-Standard-A", "vi-VN"),
    ("zh", "Polly.Zhiyu", "cmn-CN"),
];

/// A language that has no voice here is spoken by the English one: a call with a strange accent still
/// gets its digits across, a call with a voice that does not exist says nothing.
pub fn voice_for(locale: &str) -> Voice {
    let spoken_by = |tag: &str| VOICES.iter().find(|(own, ..)| own.eq_ignore_ascii_case(tag));
    let found = spoken_by(locale).or_else(|| spoken_by(base(locale))).or_else(|| spoken_by(FALLBACK));
    let (_, twilio_voice, language) = found.expect("the fallback language has a voice");
    Voice { twilio_voice, language }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn enabled(tags: &[&str]) -> Vec<String> {
        tags.iter().map(|tag| (*tag).to_owned()).collect()
    }

    #[test]
    fn the_best_enabled_language_is_found() {
        let many = enabled(&["en", "fr", "pt-BR", "zh-CN", "zh-TW", "es-419", "de", "ar"]);
        let table = [
            (None, None, "en"),
            (Some("fr"), Some("de"), "fr"),
            (Some("xx"), Some("de"), "de"),
            (Some(""), Some("de;q=0.5, ar;q=0.9"), "ar"),
            (None, Some("fr-CA"), "fr"),
            (None, Some("FR-ca-x-private"), "fr"),
            (None, Some("de-a-value"), "de"),
            (None, Some("pt"), "pt-BR"),
            (None, Some("pt-PT"), "pt-BR"),
            (None, Some("pt-br"), "pt-BR"),
            (None, Some("zh"), "zh-CN"),
            (None, Some("zh-Hant-TW"), "zh-TW"),
            (None, Some("es-MX,es;q=0.9"), "es-419"),
            (None, Some("ja, *;q=0.5"), "en"),
            (None, Some("fr;q=0, de;q=0.1"), "de"),
            (None, Some("fr;q=0.2,de;q=0.25"), "de"),
            (None, Some("fr;q=2,de;q=0.001"), "de"),
            (None, Some("fr;q=0.1234,de;q=1.000"), "de"),
            (None, Some("fr;level=1,de"), "de"),
            (None, Some("fr , de"), "fr"),
            (None, Some("f r,dé,;,;;q=1,,\0"), "en"),
        ];
        for (explicit, accepted, expected) in table {
            assert_eq!(negotiate(explicit, accepted, &many), expected, "{explicit:?} {accepted:?}");
        }
        assert_eq!(negotiate(Some("fr"), None, &[]), "en");
    }

    #[test]
    fn a_header_of_any_size_is_read_to_a_bound() {
        let entries = "xx,".repeat(10_000) + "fr";
        let one = "f".repeat(64 * 1024);
        for header in [&entries, &one, &"-".repeat(64 * 1024), &";q=1".repeat(10_000)] {
            assert_eq!(negotiate(Some(header), Some(header), &enabled(&["en", "fr"])), "en");
        }
    }

    #[test]
    fn the_twelve_shipped_languages_have_voices_of_their_own() {
        let shipped = ["en", "es", "fr", "de", "pt-BR", "it", "nl", "pl", "tr", "ja", "zh-CN", "ar"];
        let mut voices: Vec<_> = shipped.iter().map(|locale| voice_for(locale).twilio_voice).collect();
        assert!(voices.iter().all(|voice| voice.starts_with("Polly.")));
        voices.sort_unstable();
        voices.dedup();
        assert_eq!(voices.len(), shipped.len());
        let table = [
            ("en-GB", "en-GB"),
            ("en-ZA", "en-US"),
            ("pt-BR", "pt-BR"),
            ("PT-pt", "pt-PT"),
            ("zh-TW", "cmn-CN"),
            ("sw", "en-US"),
            ("", "en-US"),
        ];
        for (locale, language) in table {
            assert_eq!(voice_for(locale).language, language, "{locale}");
        }
    }

    proptest! {
        /// Whatever is asked for, only what is enabled is answered.
        #[test]
        fn the_answer_is_enabled(explicit in any::<Option<String>>(), accepted in "[a-zA-Z0-9*;=.,q -]{0,80}") {
            let tags = enabled(&["de", "fr-CA", "q"]);
            prop_assert!(tags.contains(&negotiate(explicit.as_deref(), Some(&accepted), &tags)));
        }

        /// Each enabled language can be had by its name, in any case.
        #[test]
        fn an_enabled_language_can_be_asked_for(nth in 0_usize..4) {
            let tags = enabled(&["de", "fr-CA", "fr", "zh-TW"]);
            prop_assert_eq!(&negotiate(Some(&tags[nth].to_uppercase()), None, &tags), &tags[nth]);
        }
    }
}
