//! How a call is spoken: words, digits one by one, and silence.

use crate::template::PAUSE;

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SpeechPart {
    Say(String),
    /// Without dots: `471903`.
    Digits(String),
    Pause,
}

/// Fewer dotted digits are a date or a version number rather than a code.
const FEWEST_DIGITS: usize = 4;

/// Takes a voice text apart: [`PAUSE`]s, and codes as templates print them, `4.7.1.9.0.3`.
pub fn speech(text: &str) -> Vec<SpeechPart> {
    let mut parts = Vec::new();
    for (nth, between_pauses) in text.split(PAUSE).enumerate() {
        if nth > 0 {
            parts.push(SpeechPart::Pause);
        }
        let mut rest = between_pauses;
        while let Some((start, end)) = dotted_digits(rest) {
            say(&rest[..start], &mut parts);
            parts.push(SpeechPart::Digits(rest[start..end].replace('.', "")));
            rest = &rest[end..];
        }
        say(rest, &mut parts);
    }
    parts
}

fn say(words: &str, parts: &mut Vec<SpeechPart>) {
    if !words.trim().is_empty() {
        parts.push(SpeechPart::Say(words.to_owned()));
    }
}

/// Where the first `d.d.d.d…` stands, each `d` being one digit. ASCII only, so the places are sound.
fn dotted_digits(text: &str) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let is_digit = |place: usize| bytes.get(place).is_some_and(u8::is_ascii_digit);
    let mut start = 0;
    while start < bytes.len() {
        if !is_digit(start) {
            start += 1;
            continue;
        }
        let mut end = start + 1;
        while bytes.get(end) == Some(&b'.') && is_digit(end + 1) && !is_digit(end + 2) {
            end += 2;
        }
        if end - start >= 2 * FEWEST_DIGITS - 1 {
            return Some((start, end));
        }
        // Skip the whole run, so that no tail of a longer number is taken for a code.
        start = end;
        while is_digit(start) || (bytes.get(start) == Some(&b'.') && is_digit(start + 1)) {
            start += 1;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::SpeechPart::{Digits, Pause, Say};
    use super::*;

    #[test]
    fn a_code_is_spelt_and_a_pause_is_silence() {
        let heard = speech("Your code is \u{E000} 4.7.1.9.0.3. I repeat:\u{E000}4.7.1.9.0.3");
        let expected = [
            Say("Your code is ".into()),
            Pause,
            Say(" ".into()),
            Digits("471903".into()),
            Say(". I repeat:".into()),
            Pause,
            Digits("471903".into()),
        ];
        let expected: Vec<_> = expected.into_iter().filter(|part| *part != Say(" ".into())).collect();
        assert_eq!(heard, expected);
    }

    #[test]
    fn other_numbers_stay_words() {
        for text in ["Version 1.2.3 costs 3.50 or 12.5.1", "call 192.168.1.1.2", "471903", "été 1.5", "..", "1.", "٤.٧.١.٩"] {
            assert_eq!(speech(text), [Say(text.into())], "{text}");
        }
        assert_eq!(speech(""), []);
        assert_eq!(speech(" \u{E000} "), [Pause]);
    }

    proptest! {
        /// Nothing is lost and nothing is invented.
        #[test]
        fn the_parts_say_what_the_text_says(text in "[a-zé0-9. \u{E000}]{0,60}") {
            let told: String = speech(&text)
                .into_iter()
                .map(|part| match part {
                    Say(words) => words,
                    Digits(digits) => digits.chars().map(String::from).collect::<Vec<_>>().join("."),
                    Pause => PAUSE.to_string(),
                })
                .collect();
            let squeezed = |text: &str| text.replace(' ', "");
            prop_assert_eq!(squeezed(&told), squeezed(&text));
        }

        #[test]
        fn no_text_panics(text in any::<String>()) {
            speech(&text);
        }
    }
}
