//! Digits as people type them: with gaps between, or in the digits of their own script.
//!
//! What reads a code reads it through [`ascii`], so that a keyboard's language never makes a right code wrong.

/// The zeros of Unicode's decimal digits (general category Nd); nine follow each.
const ZEROS: [u32; 37] = [
    0x0030, 0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66, 0x0DE6, 0x0E50, 0x0ED0, 0x0F20,
    0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0,
    0xAA50, 0xABF0, 0xFF10,
];

/// The typed text without white space and marks of direction, each digit as ASCII's; anything else stays.
pub fn ascii(typed: &str) -> String {
    let is_filler = |c: char| c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{061C}' | '\u{FEFF}');
    typed.chars().filter(|c| !is_filler(*c)).map(|c| value(c).map_or(c, |digit| char::from(b'0' + digit))).collect()
}

/// `None` for what is no decimal digit.
fn value(c: char) -> Option<u8> {
    let code = u32::from(c);
    let zero = ZEROS.iter().rev().find(|zero| **zero <= code)?;
    u8::try_from(code - zero).ok().filter(|digit| *digit < 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_the_keyboard_the_digits_are_the_same() {
        let ways =
            ["123456", " 123 456\n", "123\u{a0}456", "١٢٣٤٥٦", "۱۲۳ ۴۵۶", "१२३४५६", "１２３　４５６", "၁၂၃၄၅၆", "\u{200f}١٢٣٤٥٦\u{200e}"];
        for typed in ways {
            assert_eq!(ascii(typed), "123456", "{typed}");
        }
    }

    #[test]
    fn anything_else_stays() {
        for typed in ["", "12a456", "12345𝟞", "½", "Ⅷ", "一二三", "-1", "/:"] {
            assert_eq!(ascii(typed), typed);
        }
        assert!(ZEROS.is_sorted());
    }
}
