//! The countries by name, as a reader looks for them.

use ringfence_core::country;

pub struct Country {
    /// ISO 3166-1 alpha-2.
    pub region: &'static str,
    pub name: &'static str,
    pub dial_code: u16,
    pub flag: String,
    folded: String,
}

/// From a table of `DE Germany`, which is in the language's order already.
pub(super) fn read(table: &'static str) -> Vec<Country> {
    let read = |line: &'static str| {
        let (region, name) = line.split_once(' ')?;
        let known = country::find(region)?;
        Some(Country { region, name, dial_code: known.dial_code, flag: known.flag(), folded: fold(name) })
    };
    table.lines().filter_map(read).collect()
}

/// In the order of `own`; the ones whose name begins with what was typed come first.
pub(super) fn search(own: &'static [Country], english: &'static [Country], query: &str) -> Vec<&'static Country> {
    let typed = fold(query.trim());
    if typed.is_empty() {
        return own.iter().collect();
    }
    let code = typed.trim_start_matches('+').trim_start_matches("00");
    if !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_digit()) {
        return own.iter().filter(|country| country.dial_code.to_string().starts_with(code)).collect();
    }
    let in_english = |country: &Country| english.iter().any(|other| other.region == country.region && other.folded.contains(&typed));
    let is_meant =
        |country: &&Country| country.folded.contains(&typed) || country.region.eq_ignore_ascii_case(&typed) || in_english(country);
    let mut found: Vec<_> = own.iter().filter(is_meant).collect();
    found.sort_by_key(|country| !(country.folded.starts_with(&typed) || country.region.eq_ignore_ascii_case(&typed)));
    found
}

/// Small letters without accents, so that `cote d'ivoire` finds Côte d’Ivoire, and あ finds ア.
fn fold(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).filter_map(plain).collect()
}

fn plain(letter: char) -> Option<char> {
    Some(match letter {
        // Accents that stand alone, Arabic vowel signs and the lengthening line, apostrophes.
        '\u{300}'..='\u{36F}' | '\u{64B}'..='\u{652}' | 'ـ' | '\'' | '’' | 'ʼ' | '‘' => return None,
        'à'..='å' | 'ā' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'ď' | 'đ' | 'ð' => 'd',
        'è'..='ë' | 'ē' | 'ę' | 'ě' => 'e',
        'ğ' => 'g',
        'ì'..='ï' | 'ī' | 'ı' => 'i',
        'ł' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ř' => 'r',
        'ś' | 'ş' | 'š' => 's',
        'ţ' | 'ť' => 't',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' => 'ي',
        'ة' => 'ه',
        '\u{3041}'..='\u{3096}' => char::from_u32(u32::from(letter) + 0x60)?,
        '-' | '‑' | '–' | '・' | '·' => ' ',
        '\u{FF10}'..='\u{FF19}' => char::from_u32(u32::from(letter) - 0xFF10 + 0x30)?,
        '\u{660}'..='\u{669}' => char::from_u32(u32::from(letter) - 0x660 + 0x30)?,
        '＋' => '+',
        _ => letter,
    })
}
