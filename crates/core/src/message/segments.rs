//! How many parts a text message takes, which is what a carrier charges for (3GPP TS 23.038, 23.040).

/// GSM's default alphabet, one septet each.
const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?\
                     ¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
/// Behind an escape, two septets each.
const EXTENSION: &str = "\u{0C}^{}\\[~]|€";

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Encoding {
    Gsm7,
    Ucs2,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Segments {
    pub encoding: Encoding,
    /// Septets, or UTF-16 code units.
    pub units: usize,
    /// At least one: an empty message is a message.
    pub parts: usize,
}

/// One character outside GSM's alphabet makes the whole text UCS-2.
pub fn segments(text: &str) -> Segments {
    let is_gsm = text.chars().all(|character| septets(character).is_some());
    if is_gsm {
        count(text.chars().filter_map(septets), Encoding::Gsm7, 160, 153)
    } else {
        count(text.chars().map(char::len_utf16), Encoding::Ucs2, 70, 67)
    }
}

/// A part of several has less room: its header says which one it is. Neither an escape and its
/// character nor the halves of a surrogate pair are torn apart.
fn count(widths: impl Iterator<Item = usize>, encoding: Encoding, single: usize, part: usize) -> Segments {
    let (mut units, mut parts, mut filled) = (0, 1, 0);
    for width in widths {
        units += width;
        filled += width;
        if filled > part {
            parts += 1;
            filled = width;
        }
    }
    Segments { encoding, units, parts: if units <= single { 1 } else { parts } }
}

fn septets(character: char) -> Option<usize> {
    match character {
        'a'..='z' | 'A'..='Z' | '0'..='9' | ' ' => Some(1),
        _ if BASIC.contains(character) => Some(1),
        _ if EXTENSION.contains(character) => Some(2),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_alphabet_is_whole() {
        assert_eq!((BASIC.chars().count(), EXTENSION.chars().count()), (127, 10), "128 places, one of them the escape");
    }

    #[test]
    fn parts_are_counted_as_carriers_count_them() {
        use Encoding::{Gsm7, Ucs2};
        let table = [
            (String::new(), Gsm7, 0, 1),
            ("x".repeat(160), Gsm7, 160, 1),
            ("x".repeat(161), Gsm7, 161, 2),
            ("x".repeat(306), Gsm7, 306, 2),
            ("x".repeat(307), Gsm7, 307, 3),
            ("€".repeat(80), Gsm7, 160, 1),
            ("€".repeat(81), Gsm7, 162, 2),
            // 76 escapes fill 152 of the first part's 153 septets.
            ("€".repeat(153), Gsm7, 306, 3),
            ("ñ".repeat(70), Gsm7, 70, 1),
            ("ó".repeat(70), Ucs2, 70, 1),
            ("ó".repeat(71), Ucs2, 71, 2),
            ("ç".repeat(134), Ucs2, 134, 2),
            ("Ç".repeat(134), Gsm7, 134, 1),
            ("`".to_owned(), Ucs2, 1, 1),
            ("😀".repeat(35), Ucs2, 70, 1),
            // 33 pairs fill 66 of the first part's 67 units.
            ("😀".repeat(67), Ucs2, 134, 3),
            ("Código 123456".to_owned(), Ucs2, 13, 1),
        ];
        for (text, encoding, units, parts) in table {
            assert_eq!(segments(&text), Segments { encoding, units, parts }, "{text}");
        }
    }

    proptest! {
        #[test]
        fn parts_hold_all_units_and_not_much_more(text in r"[a-z€ó😀 ]{0,400}") {
            let counted = segments(&text);
            let room = if counted.encoding == Encoding::Gsm7 { 153 } else { 67 };
            prop_assert!(counted.parts == 1 || counted.parts * room >= counted.units);
            // A part lacks at most one unit, where a pair did not fit.
            prop_assert!((counted.parts - 1) * (room - 1) <= counted.units);
        }
    }
}
