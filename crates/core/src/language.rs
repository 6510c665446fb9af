//! The languages that a tenant may switch on and write texts in: Auth0's list, each also with a further region.
//!
//! A tag that stands for no language is refused when it is set; later it would only be a language that nobody ever asks for.

/// Auth0, Management API, "Set custom text for a specific prompt", `language`.
pub const KNOWN: [&str; 82] = [
    "am", "ar", "ar-EG", "ar-SA", "az", "bg", "bn", "bs", "ca-ES", "cnr", "cs", "cy", "da", "de", "el", "en", "en-CA", "es", "es-419",
    "es-AR", "es-MX", "et", "eu-ES", "fa", "fi", "fr", "fr-CA", "fr-FR", "gl-ES", "gu", "he", "hi", "hr", "hu", "hy", "id", "is", "it",
    "ja", "ka", "kk", "kn", "ko", "lt", "lv", "mk", "ml", "mn", "mr", "ms", "my", "nb", "nl", "nn", "no", "pa", "pl", "pt", "pt-BR",
    "pt-PT", "ro", "ru", "sk", "sl", "so", "sq", "sr", "sv", "sw", "ta", "te", "th", "tl", "tr", "uk", "ur", "vi", "zgh", "zh-CN", "zh-HK",
    "zh-MO", "zh-TW",
];

#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{0:?} is no language that Ringfence knows; write one as en, pt-BR or zh-CN")]
pub struct UnknownLanguage(pub String);

/// The tag as it is written: `pt-br` is `pt-BR`, `EN-gb` is `en-GB`.
pub fn find(tag: &str) -> Result<String, UnknownLanguage> {
    if let Some(known) = KNOWN.iter().find(|known| known.eq_ignore_ascii_case(tag)) {
        return Ok((*known).to_owned());
    }
    let regional = tag.split_once('-').and_then(|(language, region)| {
        let known = KNOWN.iter().filter_map(|known| known.split('-').next()).find(|known| known.eq_ignore_ascii_case(language))?;
        let is_country = region.len() == 2 && region.bytes().all(|byte| byte.is_ascii_alphabetic());
        let is_area = region.len() == 3 && region.bytes().all(|byte| byte.is_ascii_digit());
        (is_country || is_area).then(|| format!("{known}-{}", region.to_ascii_uppercase()))
    });
    regional.ok_or_else(|| UnknownLanguage(tag.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_found_in_whatever_case_and_with_a_further_region() {
        for (tag, found) in
            [("en", "en"), ("PT-br", "pt-BR"), ("es-419", "es-419"), ("EN-gb", "en-GB"), ("de-at", "de-AT"), ("zh-sg", "zh-SG")]
        {
            assert_eq!(find(tag), Ok(found.to_owned()), "{tag}");
        }
        for bad in ["", "xx", "english", "en_GB", "en-", "en-x", "en-GBR", "en-GB-x", "zh", "-GB", "dé"] {
            assert_eq!(find(bad), Err(UnknownLanguage(bad.to_owned())), "{bad}");
        }
    }

    #[test]
    fn every_shipped_language_is_known() {
        for tag in ["en", "es", "fr", "de", "pt-BR", "it", "nl", "pl", "tr", "ja", "zh-CN", "ar"] {
            assert_eq!(find(tag).as_deref(), Ok(tag));
        }
    }
}
